"""Invoices in the ledger: imported once, found by credits, by the credit line and by refunds that are still owed."""

import json
from datetime import timedelta
from random import Random

import pytest
from electronic_invoices import DAY, body, fattura, line, packed, signed, ubl
from invoice_files import CAL, amounts, back, order_id, plain, problem_codes, row

pytestmark = pytest.mark.usefixtures("store")
SKU = f"{CAL}:0002"
OCTOBER = {"OrderDate": "10/13/2026", "ChargeStartDate": "10/13/2026", "InvoiceNumber": "G000000066"}


@pytest.fixture
def run(cli, tmp_path):
    """Run a command on files of these contents, by name; return its exit status and JSON."""

    def ran(*command, **files):
        for name, content in files.items():
            (tmp_path / name).write_bytes(content)
        result = cli(*(str(tmp_path / part) if part in files else part for part in command), "-f", "json")
        return result.code, json.loads(result.out or result.err)

    return ran


@pytest.fixture
def orders(cli):
    """Put orders on record: number, quantity, month and status."""

    def recorded(*numbers, quantity=10, placed="2026-11-13", status="completed", price="43.43"):
        for number in numbers:
            wanted = ("--placed", placed, "--status", status, "--line", f"{SKU}={quantity}@{price}")
            assert cli("order", "record", "--id", order_id(number), *wanted).code == 0

    return recorded


def states(record):
    return [one["state"] for one in record["invoices"]]


def causes(record):
    return [one["cause"] for one in record["lines"]]


def test_an_invoice_is_imported_once_whatever_file_it_is_in(run):
    rows = [row(1), row(2, 4)]
    code, record = run("invoice", "import", "a.csv", **{"a.csv": plain(rows)})
    assert (code, states(record)) == (0, ["imported"])
    assert record["invoices"][0]["id"] == "G000000077" and record["invoices"][0]["month"] == "2026-11"
    assert record["invoices"][0]["net"] == {"amount": "608.02", "currency": "EUR"} and record["invoices"][0]["lines"] == 2
    items = [{name[0].lower() + name[1:]: value for name, value in one.items()} for one in reversed(rows)]
    code, record = run("invoice", "import", "a.json", "a.csv", **{"a.json": json.dumps({"items": items}).encode(), "a.csv": plain(rows)})
    assert (code, states(record)) == (0, ["unchanged"])
    code, record = run("invoice", "import", "b.csv", **{"b.csv": plain([row(1), row(2, 5)])})
    assert (code, problem_codes(record)) == (1, ["LC-INVOICE-CHANGED"])
    assert run("invoice", "list")[1]["invoices"][0]["net"]["amount"] == "608.02"
    assert states(run("invoice", "import", "b.csv", "--replace", **{"b.csv": plain([row(1), row(2, 5)])})[1]) == ["replaced"]
    assert run("invoice", "list")[1]["invoices"][0]["net"]["amount"] == "651.45"


def test_documents_are_known_by_seller_year_and_number(run, cli):
    made = fattura(body([line(SKU, 10, "43.43", order="PO-1")], due=DAY + timedelta(days=60)), body([line(SKU, 1, "43.43")], number="43"))
    code, record = run("invoice", "import", "a.zip", "b.xml", **{"a.zip": packed(a=signed(made)), "b.xml": made})
    assert (code, states(record)) == (0, ["imported", "imported"])
    assert [one["id"] for one in record["invoices"]] == ["IT01234567890/2026/42", "IT01234567890/2026/43"]
    assert states(run("invoice", "import", "b.xml", **{"b.xml": made})[1]) == ["unchanged"] * 2
    other = fattura(body([line(SKU, 3, "43.43")]), seller="11111111115")
    assert states(run("invoice", "import", "c.xml", **{"c.xml": other})[1]) == ["imported"]
    assert problem_codes(run("invoice", "show", "42")[1]) == ["LC-INVOICE-SEVERAL"]
    code, shown = run("invoice", "show", "IT01234567890/2026/42")
    assert (code, shown["to_pay"]["amount"], shown["due"], shown["seller"]) == (0, "529.85", "2027-01-19", "Distributor")
    assert shown["invoice_lines"][0]["order_ids"] == ["PO-1"] and shown["invoice_lines"][0]["amount"]["amount"] == "434.30"
    assert cli("invoice", "show", "nothing").code == 1 and "LC-INVOICE-UNKNOWN" in cli("invoice", "show", "nothing").err


def test_several_files_are_imported_whole_or_not_at_all(run, cli):
    bad = plain([row(3, InvoiceNumber="G000000078"), row(4, InvoiceNumber="G000000078", subtotal="n/a")])
    code, record = run("invoice", "import", "a.csv", "b.csv", **{"a.csv": plain([row(1)]), "b.csv": bad})
    assert code == 1 and {"LC-INVOICE-NOT-WHOLE", "LC-INVOICE-ROW"} <= set(problem_codes(record))
    assert run("invoice", "list")[1]["invoices"] == []
    nameless = plain([row(1, InvoiceNumber="")])
    assert problem_codes(run("invoice", "import", "a.csv", **{"a.csv": nameless})[1]) == ["LC-INVOICE-NUMBER"]
    undated = plain([row(1, OrderDate="", ChargeStartDate="")])
    assert problem_codes(run("invoice", "import", "a.csv", **{"a.csv": undated})[1]) == ["LC-INVOICE-NO-MONTH"]
    assert run("invoice", "import", "a.csv", "--month", "2026-10", **{"a.csv": undated})[1]["invoices"][0]["month"] == "2026-10"
    assert cli("ledger", "check").code == 0


def test_the_list_tells_what_is_still_to_be_paid(run, cli):
    october, november = plain([row(1, **OCTOBER)]), plain([row(2)])
    note = fattura(body([line(SKU, 1, "43.43")], number="NC1", kind="TD04", due=DAY + timedelta(days=60)))
    files = {"a.csv": october, "b.csv": november, "c.xml": note}
    assert run("invoice", "import", *files, **files)[0] == 0
    code, record = run("invoice", "list", "--as-of", "2026-12-15")
    assert [(one["number"], one["open"], one["due"]) for one in record["invoices"]] == [
        ("NC1", True, "2027-01-19"), ("G000000077", True, "2026-12-30"), ("G000000066", False, "2026-11-30"),
    ]  # fmt: skip
    assert code == 0 and record["open"] == [{"amount": "381.32", "currency": "EUR"}]
    assert len(run("invoice", "list", "--open", "--as-of", "2026-12-15")[1]["invoices"]) == 2
    assert len(run("invoice", "list", "--open", "--as-of", "2026-10-15")[1]["invoices"]) == 1
    shown = cli("invoice", "list", "--lang", "it", "-f", "text", "--as-of", "2026-12-15").out
    assert "Da pagare" in shown and "Ancora da pagare EUR" in shown


def test_a_credit_finds_its_purchase_on_an_earlier_invoice(run, orders):
    """Billed at 44.00 in October although 43.43 was agreed: what comes back is what was paid."""
    orders(1, placed="2026-10-13", status="cancelled")
    october = plain([row(1, price="44.00", **OCTOBER)])
    november = plain([row(2), back(1, price="44.00")])
    orders(2)
    _, before = run("invoice", "reconcile", "b.csv", **{"b.csv": november})
    assert causes(before) == ["matched", "over_credited"]
    assert run("invoice", "import", "a.csv", **{"a.csv": october})[0] == 0
    code, after = run("invoice", "reconcile", "b.csv", **{"b.csv": november})
    assert (code, causes(after)) == (0, ["matched", "returned"]) and amounts(after)["difference"] == 0
    _, short = run("invoice", "reconcile", "b.csv", **{"b.csv": plain([row(2), back(1)])})
    assert causes(short) == ["matched", "price"] and short["lines"][1]["difference"]["amount"] == "5.70"


def test_a_credit_of_what_nobody_ordered_finds_its_purchase_as_well(run, orders):
    orders(2)
    assert run("invoice", "import", "a.csv", **{"a.csv": plain([row(9, **OCTOBER)])})[0] == 0
    code, record = run("invoice", "reconcile", "b.csv", **{"b.csv": plain([row(2), back(9)])})
    assert (code, causes(record)) == (0, ["matched", "returned"])
    _, more = run("invoice", "reconcile", "b.csv", **{"b.csv": plain([row(2), back(9, 11)])})
    assert causes(more)[1] == "over_credited"


def test_what_an_earlier_invoice_billed_or_credited_counts_once(run, orders):
    orders(1, placed="2026-10-13")
    orders(2)
    assert run("invoice", "import", "a.csv", **{"a.csv": plain([row(1, **OCTOBER), row(3, **OCTOBER), back(3, **OCTOBER)])})[0] == 0
    again = plain([row(1), row(2)])
    _, record = run("invoice", "reconcile", "b.csv", **{"b.csv": again})
    assert causes(record) == ["duplicate", "matched"] and record["lines"][0]["difference"]["amount"] == "434.30"
    _, record = run("invoice", "reconcile", "b.csv", **{"b.csv": plain([row(2), back(3)])})
    assert causes(record)[1] in ("duplicate", "over_credited")
    # The invoice itself, and later ones, are no earlier invoice.
    assert run("invoice", "import", "b.csv", **{"b.csv": again})[0] == 0
    assert causes(run("invoice", "reconcile", "b.csv", **{"b.csv": again})[1]) == ["duplicate", "matched"]
    first = plain([row(1, **OCTOBER)])
    code, record = run("invoice", "reconcile", "a.csv", **{"a.csv": first})
    # The later one is the duplicate; who reconciles the earlier one last is told.
    assert (code, causes(record), problem_codes(record)) == (3, ["matched"], ["LC-INVOICE-AGAIN"])


BILLED_AGAIN = [
    # Numbers and days of the invoice in the ledger and of the other, which is reconciled.
    ("42", 0, "50", 0, ["duplicate"], []),
    ("50", 0, "42", 0, ["matched"], ["LC-INVOICE-AGAIN"]),
    ("42", 3, "50", 0, ["matched"], ["LC-INVOICE-AGAIN"]),
    ("50", 0, "42", 3, ["duplicate"], []),
]


@pytest.mark.parametrize("kind", ["TD01", "TD04"])
@pytest.mark.parametrize(("kept", "kept_day", "number", "day", "expected", "codes"), BILLED_AGAIN)
def test_what_two_invoices_bill_or_credit_is_told_whichever_comes_first(run, orders, kind, kept, kept_day, number, day, expected, codes):
    orders(1)
    made = [line(SKU, 10, "43.43", order=order_id(1))]
    bill = fattura(body(made, number="1", day=DAY - timedelta(days=1)))
    if kind == "TD04":
        assert run("invoice", "import", "bill.xml", **{"bill.xml": bill})[0] == 0
    held, other = (
        fattura(body(made, number=one, kind=kind, day=DAY + timedelta(days=days))) for one, days in ((kept, kept_day), (number, day))
    )
    assert run("invoice", "import", "a.xml", **{"a.xml": held})[0] == 0
    code, record = run("invoice", "reconcile", "b.xml", **{"b.xml": other})
    found = ["returned" if one == "matched" and kind == "TD04" else one for one in expected]
    assert (code, causes(record), problem_codes(record)) == (3, found, codes)
    assert all(f"Order {order_id(1)}: " in problem["message"] and f"invoice {kept}" in problem["message"] for problem in record["problems"])


def test_a_table_without_numbers_of_invoices_may_be_of_the_one_on_record(run, orders):
    orders(1)
    held = fattura(body([line(SKU, 10, "43.43", order=order_id(1))], number="42"))
    assert run("invoice", "import", "a.xml", **{"a.xml": held})[0] == 0
    found = {}
    for number in ("", "41"):
        code, record = run("invoice", "reconcile", "b.csv", **{"b.csv": plain([row(1, InvoiceNumber=number)])})
        found[number] = (code, causes(record), problem_codes(record))
    assert found == {"": (0, ["matched"], []), "41": (3, ["matched"], ["LC-INVOICE-AGAIN"])}


def test_a_line_that_is_credited_and_billed_anew_is_no_duplicate(run, orders):
    orders(1)
    made = [line(SKU, 10, "43.43", order=order_id(1))]
    later = [
        fattura(body(made, number=f"5{place}", kind=kind, day=DAY + timedelta(days=place)))
        for place, kind in enumerate(("TD04", "TD01"), 1)
    ]
    assert run("invoice", "import", "a.xml", "b.xml", **{"a.xml": later[0], "b.xml": later[1]})[0] == 0
    code, record = run("invoice", "reconcile", "c.xml", **{"c.xml": fattura(body(made))})
    assert (code, causes(record), problem_codes(record)) == (0, ["matched"], [])


def test_an_order_that_an_earlier_document_billed_is_not_missing(run, orders):
    orders(1, quantity=25)
    assert run("invoice", "import", "a.xml", **{"a.xml": fattura(body([line(SKU, 25, "43.43", order=order_id(1))]))})[0] == 0
    later = fattura(body([line("ABC-1", 1, "5.00", order=order_id(1))], number="50", day=DAY + timedelta(days=3)))
    _, record = run("invoice", "reconcile", "b.xml", **{"b.xml": later})
    assert causes(record) == ["not_ordered"]


def test_a_credit_note_names_the_invoice_that_it_takes_back(run, orders):
    orders(1, quantity=25)
    assert run("invoice", "import", "a.xml", **{"a.xml": fattura(body([line(SKU, 25, "43.43", order=order_id(1))]))})[0] == 0
    note = body([line(SKU, 25, "43.43")], number="NC1", kind="TD04", corrects=["42"], day=DAY + timedelta(days=3))
    code, record = run("invoice", "reconcile", "n.xml", **{"n.xml": fattura(note)})
    assert (code, causes(record)) == (0, ["returned"]) and record["lines"][0]["order_ids"] == [order_id(1)]
    assert record["lines"][0]["matched_by"] == "order_id"


def test_a_credit_note_states_the_day_of_the_invoice_that_it_takes_back(run, orders):
    orders(1, 2, quantity=25)
    for number, day in ((1, DAY.replace(year=DAY.year - 1)), (2, DAY)):
        bill = body([line(SKU, 25, "43.43", order=order_id(number))], day=day)
        assert run("invoice", "import", f"{number}.xml", **{f"{number}.xml": fattura(bill)})[0] == 0
    for number, day in ((1, DAY.replace(year=DAY.year - 1)), (2, DAY)):
        note = body([line(SKU, 25, "43.43")], number="NC1", kind="TD04", corrects=[("42", day)], day=DAY + timedelta(days=3))
        _, record = run("invoice", "reconcile", "n.xml", **{"n.xml": fattura(note)})
        assert record["lines"][0]["order_ids"] == [order_id(number)]


NOVEMBER, DECEMBER = row(1), back(1, InvoiceNumber="G000000088")
BILL = body([line(SKU, 10, "43.43", order=order_id(1))])
NOTE = body([line(SKU, 10, "43.43")], number="NC1", kind="TD04", corrects=["42"], day=DAY + timedelta(days=20))


@pytest.mark.parametrize(
    ("bill", "note", "number"),
    [(plain([NOVEMBER]), plain([DECEMBER]), "G000000088"), (fattura(BILL), fattura(NOTE), "NC1")],
    ids=["Microsoft", "FatturaPA"],
)
def test_a_credit_on_a_later_invoice_settles_the_row_that_it_takes_back(run, orders, bill, note, number):
    orders(1)
    assert run("invoice", "import", "a", a=bill)[0] == 0
    orders(1, status="cancelled")
    code, before = run("invoice", "reconcile", "a", a=bill)
    assert (code, causes(before), before["lines"][0]["credited_by"]) == (3, ["quantity"], [])
    assert problem_codes(before) == ["LC-INVOICE-CREDIT-DUE"]
    assert run("invoice", "import", "b", b=note)[0] == 0
    code, after = run("invoice", "reconcile", "a", a=bill)
    assert (code, causes(after), after["lines"][0]["credited_by"]) == (0, ["matched"], [number])
    assert problem_codes(after) == ["LC-INVOICE-CREDITED-LATER"] and amounts(after)["difference"] == 0


def test_a_later_credit_of_less_than_was_billed_settles_nothing(run, orders):
    orders(1, status="cancelled")
    assert run("invoice", "import", "b.csv", **{"b.csv": plain([DECEMBER | {"Subtotal": "-400.00", "Total": "-400.00"}])})[0] == 0
    code, record = run("invoice", "reconcile", "a.csv", **{"a.csv": plain([NOVEMBER])})
    assert (code, causes(record), problem_codes(record)) == (3, ["quantity"], ["LC-INVOICE-CREDIT-DUE"])


def test_an_order_or_the_rest_of_one_that_a_later_invoice_bills_is_not_missing(run, orders):
    orders(1, 2)
    november = plain([row(1, 6)])
    assert causes(run("invoice", "reconcile", "a.csv", **{"a.csv": november})[1]) == ["quantity", "not_invoiced"]
    december = plain([row(1, 4, InvoiceNumber="G000000088"), row(2, InvoiceNumber="G000000088")])
    assert run("invoice", "import", "b.csv", **{"b.csv": december})[0] == 0
    code, record = run("invoice", "reconcile", "a.csv", **{"a.csv": november})
    assert (code, causes(record), problem_codes(record)) == (0, ["matched"], [])


def test_what_nobody_ordered_and_a_later_invoice_credits_needs_no_look(run, orders):
    orders(2)
    november = plain([row(1), row(2)])
    assert run("invoice", "reconcile", "a.csv", **{"a.csv": november})[0] == 3
    assert run("invoice", "import", "b.csv", **{"b.csv": plain([DECEMBER])})[0] == 0
    code, record = run("invoice", "reconcile", "a.csv", **{"a.csv": november})
    assert (code, causes(record), amounts(record)["difference"]) == (0, ["not_ordered", "matched"], 0)
    assert record["lines"][0]["credited_by"] == ["G000000088"]


def test_the_month_of_an_invoice_of_credits_alone_can_be_stated(run, orders):
    orders(1)
    december = plain([DECEMBER])
    code, record = run("invoice", "import", "b.csv", **{"b.csv": december})
    assert (code, problem_codes(record)) == (0, ["LC-INVOICE-CREDITS-ONLY"]) and "2026-11" in record["problems"][0]["message"]
    _, reconciled = run("invoice", "reconcile", "b.csv", **{"b.csv": december})
    assert problem_codes(reconciled) == ["LC-INVOICE-CREDITS-ONLY"]
    assert problem_codes(run("invoice", "reconcile", "b.csv", "--month", "2026-12", **{"b.csv": december})[1]) == []
    stated = ("invoice", "import", "b.csv", "--month", "2026-12")
    assert problem_codes(run(*stated, **{"b.csv": december})[1]) == ["LC-INVOICE-CHANGED"]
    code, record = run(*stated, "--replace", **{"b.csv": december})
    assert (code, states(record), record["invoices"][0]["month"], record["problems"]) == (0, ["replaced"], "2026-12", [])
    for again in (stated, stated[:3]):
        assert states(run(*again, **{"b.csv": december})[1]) == ["unchanged"]
    assert run("invoice", "list")[1]["invoices"][0]["month"] == "2026-12"


SHEET = "examples/price-sheet-software-IT-2026-11.csv"


@pytest.fixture
def credit(cli, tmp_path, monkeypatch):
    """Run `order check` with a credit line of this limit; return the codes of its messages and their text."""

    def asked(limit):
        settings = tmp_path / "licensectl.yaml"
        settings.write_text(f"profile:\n  mpa: {{signed_on: 2020-01-31, country: IT}}\n  credit: {{limit: {limit}, days: 30}}\n")
        monkeypatch.setenv("LICENSECTL_CONFIG", str(settings))
        ran = cli("order", "check", "examples/request.yaml", "--prices", SHEET, "--as-of", "2026-11-23", "-f", "json")
        found = [one for one in json.loads(ran.out)["problems"] if one["code"].startswith("LC-PLACE-CREDIT")]
        return [one["code"] for one in found], "".join(one["message"] for one in found)

    return asked


def test_open_invoices_take_from_the_credit_line_and_what_they_bill_counts_once(run, orders, credit):
    orders(1, 2)
    assert credit(1000)[1].startswith("The order costs 7938.65 EUR, and 131.40 EUR is left of the credit line")
    half = plain([row(1, 4)])
    assert run("invoice", "import", "a.csv", **{"a.csv": half})[0] == 0
    assert "131.40 EUR is left" in credit(1000)[1]
    taxed = fattura(body([line(SKU, 10, "43.43", order=order_id(2))], due=DAY + timedelta(days=60)))
    assert run("invoice", "import", "b.xml", **{"b.xml": taxed})[0] == 0
    # 529.85 with tax in the place of 434.30.
    assert "35.85 EUR is left" in credit(1000)[1]
    paid = fattura(body([line(SKU, 10, "43.43", order=order_id(2))], due=DAY))
    assert run("invoice", "import", "b.xml", "--replace", **{"b.xml": paid})[0] == 0
    assert "565.70 EUR is left" in credit(1000)[1]
    note = fattura(body([line(SKU, 4, "43.43", order=order_id(1))], number="NC1", kind="TD04", due=DAY + timedelta(days=60)))
    assert run("invoice", "import", "c.xml", **{"c.xml": note})[0] == 0
    # What was credited is to be billed again as long as the order stands: 4 × 43.43 more, less 211.94 with tax.
    assert "603.92 EUR is left" in credit(1000)[1]


def test_an_order_that_was_credited_in_full_takes_nothing_from_the_credit_line(run, orders, credit):
    orders(1)
    assert "565.70 EUR is left" in credit(1000)[1]
    assert run("invoice", "import", "a.csv", **{"a.csv": plain([row(1)])})[0] == 0
    assert "565.70 EUR is left" in credit(1000)[1]
    assert run("invoice", "import", "b.csv", **{"b.csv": plain([back(1, InvoiceNumber="G000000078")])})[0] == 0
    assert "1000.00 EUR is left" in credit(1000)[1]


def test_an_invoice_in_another_currency_is_named(run, credit):
    foreign = ubl([(SKU, "1", "100.00", {})], currency="USD", due=DAY + timedelta(days=60))
    assert run("invoice", "import", "a.xml", **{"a.xml": foreign})[0] == 0
    codes, said = credit(9000)
    assert codes == ["LC-PLACE-CREDIT-INVOICES"] and "INV-42" in said


def test_refunds_that_are_still_owed(run, orders, cli):
    orders(1, 2, 3, 4, placed="2026-10-13", status="cancelled")
    orders(5, placed="2026-10-13")
    billed = [row(number, **OCTOBER) for number in (1, 2, 3, 5)]
    assert run("invoice", "import", "a.csv", **{"a.csv": plain(billed)})[0] == 0
    assert run("invoice", "import", "b.csv", **{"b.csv": plain([back(1), back(2, 4)])})[0] == 0
    code, plan = run("returns", "plan", "--as-of", "2026-11-23")
    owed = {one["order"]: (one["billed"]["amount"], one["credited"]["amount"], one["owed"]["amount"]) for one in plan["refunds_owed"]}
    assert code == 0 and owed == {order_id(2): ("434.30", "173.72", "260.58"), order_id(3): ("434.30", "0.00", "434.30")}
    assert plan["refunds_owed"][0]["invoices"] == ["G000000066"] and plan["refunds_owed"][0]["sku"] == SKU
    said = cli("returns", "plan", "--as-of", "2026-11-23", "--lang", "it", "-f", "text").out
    assert "Rimborsi ancora dovuti" in said and "260,58" in said and "434,30 0,00 434,30" in " ".join(said.split())


def test_a_line_that_is_held_keeps_its_part_of_the_charge(run):
    def recorded(*quantities):
        held = [{"lineItemNumber": place, "offerId": f"{SKU}:DG7GMGF0DVT9", "quantity": count} for place, count in enumerate(quantities)]
        order = {"id": order_id(1), "creationDate": "2026-10-13T10:00:00Z", "status": "completed", "lineItems": held}
        assert run("order", "record", "o.json", **{"o.json": json.dumps(order).encode()})[0] == 0

    recorded(10, 4)
    assert run("invoice", "import", "a.csv", **{"a.csv": plain([row(1, **OCTOBER), row(1, 4, **OCTOBER)])})[0] == 0
    assert run("returns", "plan")[1]["refunds_owed"] == []
    recorded(10, 0)
    assert [one["owed"]["amount"] for one in run("returns", "plan")[1]["refunds_owed"]] == ["173.72"]


WEEK = ("--as-of", "2026-11-20")


def stakes(run):
    """Return the lines and the amount at stake of each order in the plan, and the days left of each order on record."""
    plan, listed = (run(*command, *WEEK)[1] for command in (("returns", "plan"), ("order", "list")))
    at_stake = {one["order"]: (one["lines"], one["at_stake"]["amount"]) for one in plan["returns"]}
    assert {one["order"] for one in run("radar", *WEEK)[1]["signals"] if one["kind"] == "returnable"} == set(at_stake)
    assert {one["id"] for one in listed["orders"] if one["days_left"] is not None} == set(at_stake)
    return at_stake


CREDITS = {
    "in full": ([row(1), back(1)], False),
    "in full, in two rows": ([row(1), back(1, 4), back(1, 6)], False),
    "without its purchase": ([back(1)], False),
    "a credit without a sign in its charge type": ([row(1), row(1, subtotal="-434.30")], False),
    "in part": ([row(1), back(1, 4)], True),
    "in part without its purchase": ([back(1, 9)], True),
    "a small amount for all pieces": ([row(1), back(1, 10, subtotal="-10.00")], True),
    "in full and billed again": ([row(1), back(1), row(1)], True),
    "a duplicate": ([row(1), row(1), back(1)], True),
    "of another product": ([row(1), back(1, SkuId="0003")], True),
    "of a part that was billed": ([row(1, 4), back(1, 4)], True),
}


@pytest.mark.parametrize("case", CREDITS)
def test_what_was_credited_in_full_cannot_be_given_back_again(run, orders, case):
    rows, held = CREDITS[case]
    orders(1, 2)
    assert set(stakes(run)) == {order_id(1), order_id(2)}
    assert run("invoice", "import", "a.csv", **{"a.csv": plain(rows)})[0] == 0
    assert set(stakes(run)) == ({order_id(1), order_id(2)} if held else {order_id(2)})
    codes = problem_codes(run("order", "show", order_id(1), *WEEK)[1])
    assert ("LC-INVOICE-CREDITED" in codes) is not held


def test_the_rest_of_an_order_stays_at_stake_and_the_reason_is_told(run, cli):
    lines = ("--line", f"{SKU}=10@43.43", "--line", f"{CAL}:0003=2@10.00")
    assert cli("order", "record", "--id", order_id(1), "--placed", "2026-11-13", *lines).code == 0
    assert stakes(run) == {order_id(1): ([0, 1], "454.30")}
    assert run("invoice", "import", "a.csv", **{"a.csv": plain([row(1), back(1)])})[0] == 0
    assert stakes(run) == {order_id(1): ([1], "20.00")}
    for command in (("returns", "plan"), ("order", "show", order_id(1))):
        assert problem_codes(run(*command, *WEEK)[1]) == ["LC-INVOICE-CREDITED"]
        assert "G000000077" in cli(*command, *WEEK, "--lang", "it").err
    asked = [cli("returns", "check", order_id(1), *lines, *WEEK).err for lines in ((), ("--line", "0"), ("--line", "1"))]
    assert ["LC-INVOICE-CREDITED" in said for said in asked] == [True, True, False]


def test_a_credit_note_that_names_the_order_counts(run, orders):
    orders(1)
    note = fattura(body([line(SKU, 10, "43.43", order=order_id(1))], number="C1", kind="TD04"))
    assert run("invoice", "import", "a.xml", **{"a.xml": note})[0] == 0
    assert stakes(run) == {}


def test_a_credited_line_is_not_eligible_again(run, cli):
    lines = ("--line", f"{SKU}=10@43.43", "--line", f"{CAL}:0003=2@10.00")
    assert cli("order", "record", "--id", order_id(1), "--placed", "2026-11-13", *lines).code == 0
    assert run("invoice", "import", "a.csv", **{"a.csv": plain([row(1), back(1)])})[0] == 0
    code, first = run("returns", "check", order_id(1), "--line", "0", *WEEK)
    assert (code, first["verdict"], first["refund"]) == (3, "not_eligible", "none")
    assert any("G000000077" in reason for reason in first["reasons"])
    assert run("returns", "check", order_id(1), "--line", "1", *WEEK)[1]["verdict"] == "eligible"
    # Without a number the lines are meant that are still held, and they are the whole of the order.
    code, rest = run("returns", "check", order_id(1), *WEEK)
    assert (code, rest["verdict"], rest["refund_amount"]["amount"]) == (0, "eligible", "20.00")
    both = [row(1, 2, "10.00", SkuId="0003"), back(1, 2, "10.00", SkuId="0003")]
    assert run("invoice", "import", "a.csv", "--replace", **{"a.csv": plain([row(1), back(1), *both])})[0] == 0
    assert run("returns", "check", order_id(1), *WEEK)[1]["verdict"] == "not_eligible"


def test_a_credit_note_that_names_only_the_invoice_finds_the_line_of_the_same_amount(run, cli):
    for name, quantity in (("PO-2026-8", 10), ("PO-2026-9", 4)):
        wanted = ("--placed", "2026-11-13", "--line", f"{SKU}={quantity}@43.43")
        assert cli("order", "record", "--id", name, *wanted).code == 0
    bill = fattura(body([line(SKU, 10, "43.43", order="PO-2026-8"), line(SKU, 4, "43.43", order="PO-2026-9")]))
    assert run("invoice", "import", "a.xml", **{"a.xml": bill})[0] == 0
    later = DAY + timedelta(days=3)
    note = body(
        [line(SKU, 4, "43.43")], number="NC1", kind="TD04", corrects=["42"], day=later, causale=["Storno fattura 42 del 20/11/2026"]
    )
    code, record = run("invoice", "reconcile", "b.xml", **{"b.xml": fattura(note)})
    assert (code, causes(record)) == (0, ["returned"])
    assert record["lines"][0]["order_ids"] == ["PO-2026-9"]


def owed(run):
    return [one["owed"]["amount"] for one in run("returns", "plan", "--as-of", "2026-11-25")[1]["refunds_owed"]]


ALONE, BILL, BOTH = ("n.xml",), ("a.xml",), ("a.xml", "n.xml")


@pytest.mark.parametrize("files", [(BILL, ALONE), (BOTH,), (BOTH[::-1],), (ALONE, BILL), (ALONE, BILL, ALONE)])
def test_a_credit_note_in_the_ledger_counts_for_the_order_of_the_invoice_that_it_takes_back(run, orders, files):
    orders(1)
    bill = fattura(body([line(SKU, 10, "43.43", order=order_id(1))]))
    note = fattura(body([line(SKU, 10, "43.43")], number="NC1", kind="TD04", corrects=["42"], day=DAY + timedelta(days=3)))
    for place, several in enumerate(files):
        code, record = run("invoice", "import", *several, **{"a.xml": bill, "n.xml": note})
        assert code == 0 and problem_codes(record) == (["LC-INVOICE-NOTE-ALONE"] if place == 0 and several == ALONE else [])
    code, answer = run("returns", "check", order_id(1), *WEEK)
    assert (code, answer["verdict"]) == (3, "not_eligible") and any("NC1" in reason for reason in answer["reasons"])
    orders(1, status="cancelled")
    assert owed(run) == []
    entries = len(run("ledger", "log")[1]["entries"])
    assert (
        states(run("invoice", "import", "n.xml", **{"n.xml": note})[1]) == ["unchanged"]
        and len(run("ledger", "log")[1]["entries"]) == entries
    )


PURCHASES = {"1.xml": ("42", DAY), "2.xml": ("43", DAY)}
RETURNS = {"n1.xml": ("NC1", "42"), "n2.xml": ("NC2", "42"), "n3.xml": ("NC3", "43")}


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_imports_changes_no_answer(cli, run, orders, seed):
    """Two invoices with two equal lines each, and a credit note for each of three lines."""
    orders(1, 2, 3, 4)
    several = {}
    for place, (name, (number, day)) in enumerate(PURCHASES.items()):
        lines = [line(SKU, 10, "43.43", order=order_id(one)) for one in (2 * place + 1, 2 * place + 2)]
        several[name] = fattura(body(lines, number=number, day=day))
    for name, (number, taken) in RETURNS.items():
        several[name] = fattura(body([line(SKU, 10, "43.43")], number=number, kind="TD04", corrects=[taken], day=DAY + timedelta(days=3)))
    names = list(several)
    Random(seed).shuffle(names)
    for name in names:
        assert run("invoice", "import", name, **several)[0] == 0
    shown = {name: run("invoice", "show", name)[1]["invoice_lines"] for name in ("NC1", "NC2", "NC3")}
    assert {name: lines[0]["order_ids"] for name, lines in shown.items()} == {
        "NC1": [order_id(1)], "NC2": [order_id(2)], "NC3": [order_id(3)],
    }  # fmt: skip
    assert [(one["id"], one["net"]["amount"]) for one in run("invoice", "list")[1]["invoices"]] == [
        (f"IT01234567890/2026/{number}", net)
        for number, net in (("NC1", "-434.30"), ("NC2", "-434.30"), ("NC3", "-434.30"), ("42", "868.60"), ("43", "868.60"))
    ]
    for name in several:
        code, record = run("invoice", "reconcile", name, **several)
        assert (code, set(causes(record))) == (0, {"matched"} if name in PURCHASES else {"returned"})
    held = [run("returns", "check", order_id(number), *WEEK)[1]["verdict"] for number in (1, 2, 3, 4)]
    assert held == ["not_eligible", "not_eligible", "not_eligible", "eligible"]
    returnable = [one["order"] for one in run("radar", *WEEK)[1]["signals"] if one["kind"] == "returnable"]
    assert returnable == [order_id(4)]


def test_orders_of_a_replaced_invoice_are_those_of_its_credit_note(run):
    bill = body([line(SKU, 10, "43.43", order="PO-1")])
    note = fattura(body([line(SKU, 10, "43.43")], number="NC1", kind="TD04", corrects=["42"], day=DAY + timedelta(days=3)))
    assert run("invoice", "import", "n.xml", "a.xml", **{"n.xml": note, "a.xml": fattura(bill)})[0] == 0
    assert run("invoice", "show", "NC1")[1]["invoice_lines"][0]["order_ids"] == ["PO-1"]
    for order, expected in (("PO-2", ["PO-2"]), (None, [])):
        bill = body([line(SKU, 10, "43.43", order=order)])
        assert states(run("invoice", "import", "a.xml", "--replace", **{"a.xml": fattura(bill)})[1]) == ["replaced"]
        assert run("invoice", "show", "NC1")[1]["invoice_lines"][0]["order_ids"] == expected
    entries = [(one["what"], one["subject"]) for one in run("ledger", "log")[1]["entries"]]
    assert entries[0] == ("invoice linked", "IT01234567890/2026/NC1")


def test_an_invoice_that_settles_nothing_is_named(run, orders):
    orders(1)
    bill, later = body([line(SKU, 10, "43.43", order=order_id(1))]), DAY + timedelta(days=3)
    bare, other = [line(SKU, 10, "43.43")], [line(f"{CAL}:0009", 10, "43.43")]
    files = {
        "bill": bill,
        "bare": body(bare, number="50"),
        "words": body(bare, number="51", causale=[f"Ordine {order_id(1)}"]),
        "unknown": body([line(SKU, 1, "43.43", order="PO-2027-1")], number="52"),
        "shipping": body([line(None, 1, "9.00", tipo_cessione_prestazione="AC")], number="53"),
        "nameless": body(bare, number="NC1", kind="TD04", day=later),
        "alone": body(bare, number="NC2", kind="TD04", corrects=["41"], day=later),
        "unlike": body(other, number="NC3", kind="TD04", corrects=["42"], day=later),
        "good": body(bare, number="NC4", kind="TD04", corrects=["42"], day=later),
    }
    several = {f"{name}.xml": fattura(one) for name, one in files.items()}
    code, record = run("invoice", "import", *several, **several)
    assert code == 0 and [(one["code"], one["severity"], one["where"].rpartition("/")[2]) for one in record["problems"]] == [
        ("LC-INVOICE-NO-ORDER", "warning", "bare.xml"),
        ("LC-INVOICE-NOTE-NAMELESS", "warning", "nameless.xml"),
        ("LC-INVOICE-NOTE-ALONE", "warning", "alone.xml"),
        ("LC-INVOICE-NOTE-UNLIKE", "warning", "unlike.xml"),
    ]
    for problem, number in zip(record["problems"], ("50", "NC1", "NC2", "NC3"), strict=True):
        assert number in problem["message"]
    assert run("invoice", "import", "words.xml", **several)[1]["problems"] == []
