"""Subscriptions beside perpetual licences: priced from licence-based sheets, added up apart, ordered with term and billing cycle."""

import csv
import io
import json
from decimal import Decimal

import openpyxl
import pytest

# ruff: noqa: E501
SHEET = """\
ProductTitle,ProductId,SkuId,SkuTitle,TermDuration,BillingPlan,Market,Currency,UnitPrice,EffectiveStartDate,EffectiveEndDate,Tags,ERP Price,Segment
M365,CFQ7TTC0LDPB,0001,M365 Business Standard,P1Y,Monthly,IT,EUR,117.60,2026-11-01,9999-11-30,License,147.00,Commercial
M365,CFQ7TTC0LDPB,0001,M365 Business Standard,P1Y,Annual,IT,EUR,112.00,2026-11-01,9999-11-30,License,140.40,Commercial
M365,CFQ7TTC0LDPB,0001,M365 Business Standard,P1M,Monthly,IT,EUR,11.76,2026-11-01,9999-11-30,License,14.70,Commercial
WS,DG7GMGF0PWHC,0003,WS 2025 Standard,OneTime,,IT,EUR,1000.00,2026-11-01,9999-11-30,Software;Perpetual,1100.00,Commercial
SQL,DG7GMGF0FLR2,0002,SQL Standard - 3 year,P3Y,Annual,IT,EUR,5000.00,2026-11-01,9999-11-30,Software;Subscription,6000.00,Commercial
"""
SEATS = "sku: 'CFQ7TTC0LDPB:0001'"
SERVER = "{sku: 'DG7GMGF0PWHC:0003', quantity: 1, availability_id: DG7GMGF0AAA1}"
MIXED = [
    SERVER,
    f"{{{SEATS}, quantity: 10, term: P1Y, billing_plan: Monthly, availability_id: CFQ7TTC0BBB2}}",
    f"{{{SEATS}, quantity: 3, term: p1m, availability_id: CFQ7TTC0BBB3}}",
    "{sku: 'DG7GMGF0FLR2:0002', quantity: 2, term: P3Y, availability_id: DG7GMGF0CCC4}",
]


@pytest.fixture
def quoted(cli, tmp_path):
    """`quoted(lines, …)`: a quote command on a request of these lines."""

    def run(lines, *options, verb=("quote", "build"), more="", prices=True):
        (tmp_path / "sheet.csv").write_text(SHEET)
        text = f"customer: {{name: Contoso}}\nvat: {{rate: 22}}\ndate: 2026-11-23\nnumber: Q-1\n{more}lines:\n"
        (tmp_path / "request.yaml").write_text(text + "".join(f"- {line}\n" for line in lines))
        sheet = ("--prices", str(tmp_path / "sheet.csv")) if prices else ()
        return cli(*verb, str(tmp_path / "request.yaml"), *sheet, *options, "--as-of", "2026-11-23")

    return run


def test_each_line_is_priced_per_payment(quoted):
    ran = quoted(MIXED, "-f", "json", more="shipping: 10\n")
    assert ran.code == 0, ran.err
    quote = json.loads(ran.out)
    said = [
        (
            line["term"],
            line["billing_plan"],
            line["payments"],
            *(line[name]["amount"] for name in ("unit_price", "erp", "sell_price", "line_total")),
        )
        for line in quote["lines"]
    ]
    assert said == [
        (None, None, None, "1000.00", "1100.00", "1100.00", "1100.00"),
        ("P1Y", "Monthly", 12, "9.80", "12.25", "12.25", "122.50"),
        ("P1M", "Monthly", 1, "11.76", "14.70", "14.70", "44.10"),
        ("P3Y", "Annual", 3, "1666.6667", "2000.00", "2000.00", "4000.00"),
    ]
    totals = quote["totals"]
    due = [(one["months"], one["payments"], one["net"]["amount"], one["gross"]["amount"]) for one in totals["due"]]
    assert due == [(None, 1, "1110.00", "1354.20"), (1, 1, "44.10", "53.80"), (1, 12, "122.50", "149.45"), (12, 3, "4000.00", "4880.00")]
    assert totals["net"]["amount"] == "5276.60"
    # 1110.00 + 44.10 + 12 × 122.50 + 3 × 4000.00
    assert totals["net_over_terms"]["amount"] == "14624.10"


def test_a_quote_without_subscriptions_is_as_before(quoted):
    totals = json.loads(quoted([SERVER], "-f", "json").out)["totals"]
    assert (totals["due"], totals["net_over_terms"]) == ([], None)
    assert "one-off" not in quoted([SERVER], "-f", "text").out


def test_rules_apply_to_one_payment(quoted):
    line = f"{SEATS}, quantity: 10, term: P1Y, billing_plan: Monthly"
    for rule, sell in [
        ("margin: 15", "11.53"),  # 9.80 / 0.85
        ("markup: 10", "10.78"),
        ("discount: 4", "11.76"),  # 12.25 × 0.96
        ("sell_price: 12", "12.00"),
        ("unit_price: 9, margin: 10", "10.00"),
    ]:
        quote = json.loads(quoted([f"{{{line}, {rule}}}"], "-f", "json").out)
        assert quote["lines"][0]["sell_price"]["amount"] == sell, rule
    off = json.loads(quoted([f"{{{line}, discount_amount: 2.50}}"], "-f", "json").out)
    assert off["totals"]["due"][0]["net"]["amount"] == "120.00" and off["totals"]["net_over_terms"]["amount"] == "1440.00"


@pytest.mark.parametrize(
    ("lang", "words"), [("en", ["monthly, 12 payments", "one-off", "Net, first invoice"]), ("it", ["mensile, 12 pagamenti"])]
)
@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_people_see_them_apart(quoted, form, lang, words):
    ran = quoted(MIXED, "-f", form, "--view", "customer", "--lang", lang)
    assert ran.code == 0
    for word in words:
        assert word in ran.out
    assert ("1.470,00" if lang == "it" else "1,470.00") not in ran.out
    assert "122,50" in ran.out if lang == "it" else "122.50" in ran.out


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_our_own_table_is_read_back(cli, quoted, tmp_path, form):
    first = json.loads(quoted(MIXED, "-f", "json").out)
    table = tmp_path / f"quote.{form}"
    assert quoted(MIXED, "-o", str(table)).code == 0
    again = cli(
        "quote",
        "build",
        str(table),
        "--customer",
        "C",
        "--vat",
        "22",
        "--prices",
        str(tmp_path / "sheet.csv"),
        "-f",
        "json",
        "--date",
        "2026-11-23",
    )
    assert again.code == 0, again.err
    assert json.loads(again.out)["totals"]["due"] == first["totals"]["due"]
    if form == "xlsx":
        cells = [cell for row in openpyxl.load_workbook(table).worksheets[0].values for cell in row]
        assert "monthly, 12 payments" in cells


WRONG = [
    (f"{{{SEATS}, quantity: 1, term: P1Y}}", "LC-PRICE-PLAN", "Annual, Monthly"),
    (f"{{{SEATS}, quantity: 1, term: yearly, billing_plan: Monthly}}", "LC-QUOTE-TERM", "P1Y"),
    (f"{{{SEATS}, quantity: 1, term: P1Y, billing_plan: weekly}}", "LC-QUOTE-PLAN", "Monthly"),
    (f"{{{SEATS}, quantity: 1, term: P1M, billing_plan: Annual}}", "LC-QUOTE-PLAN-TERM", "P1M"),
    ("{sku: 'DG7GMGF0PWHC:0003', quantity: 1, billing_plan: Monthly}", "LC-QUOTE-PLAN-ONCE", "term"),
    ("{sku: 'CFQ7TTC0LDPB:0001', quantity: 1, term: P3Y, sell_price: 5}", "LC-QUOTE-PLAN-MISSING", "billing_plan"),
]


@pytest.mark.parametrize(("line", "code", "said"), WRONG)
def test_what_is_wrong_is_refused(quoted, line, code, said):
    ran = quoted([line])
    assert (ran.code, ran.out) == (1, "") and f"[{code}]" in ran.err and said in ran.err and "request.yaml:6" in ran.err


def test_what_the_whole_quote_cannot_say(quoted):
    assert "[LC-QUOTE-DISCOUNT-TERM]" in quoted(MIXED, more="discount_amount: 5\n").err
    assert "[LC-QUOTE-TERM-PROGRAM]" in quoted([MIXED[1]], more="program: box\n").err


def test_another_term_has_no_price_here(quoted):
    ran = quoted(["{sku: 'DG7GMGF0PWHC:0003', quantity: 1, term: P1Y, billing_plan: Annual}"])
    assert ran.code == 3 and "[LC-PRICE-TERM]" in ran.err and "not P1Y" in ran.err


def test_other_vendors(quoted):
    other = "other:\n- {vendor: Adobe, title: Acrobat, quantity: 2, sell_price: 15, unit_price: 12, term: P1Y, billing_plan: Monthly}\n"
    totals = json.loads(quoted([SERVER], "-f", "json", more=other).out)["totals"]
    assert [(one["months"], one["payments"], one["net"]["amount"]) for one in totals["due"]] == [(None, 1, "1100.00"), (1, 12, "30.00")]
    assert "[LC-QUOTE-PLAN-MISSING]" in quoted([SERVER], more=other.replace(", billing_plan: Monthly", "")).err


def test_the_price_book_and_search(cli, quoted, tmp_path, monkeypatch):
    (tmp_path / "sheet.csv").write_text(SHEET)
    assert cli("price", "import", str(tmp_path / "sheet.csv"), "--month", "2026-11").code == 0
    book = json.loads(quoted(MIXED, "-f", "json", prices=False).out)
    sheet = json.loads(quoted(MIXED, "-f", "json").out)
    assert book["totals"] == sheet["totals"]
    found = json.loads(quoted(["{search: business standard, quantity: 1, term: P1M}"], "-f", "json", prices=False).out)
    assert found["lines"][0]["sku"] == "CFQ7TTC0LDPB:0001" and found["lines"][0]["sell_price"]["amount"] == "14.70"


def test_a_stream_of_rows(cli, quoted, tmp_path):
    quoted([SERVER])
    rows = "sku,quantity,term,billing_plan\nCFQ7TTC0LDPB:1,10,P1Y,Monthly\nDG7GMGF0PWHC:3,1,,\nCFQ7TTC0LDPB:1,1,P1Y,\n"
    ran = cli("quote", "price", "-", "--prices", str(tmp_path / "sheet.csv"), "--as-of", "2026-11-23", stdin=rows.encode())
    made = [(row["sell_price"], row["line_total"]) for row in csv.DictReader(io.StringIO(ran.out))]
    assert (ran.code, made) == (3, [("12.25", "122.50"), ("1100.00", "1100.00"), ("", "")]) and "LC-PRICE-PLAN" in ran.out


def test_a_cart_with_term_and_billing_cycle(quoted):
    ran = quoted(MIXED, "--target", "partner-center", verb=("order", "export"))
    assert ran.code == 0, ran.err
    lines = [(line["billingCycle"], line.get("termDuration"), line["quantity"]) for line in json.loads(ran.out)["lineItems"]]
    assert lines == [("one_time", None, 1), ("monthly", "P1Y", 10), ("monthly", "P1M", 3), ("annual", "P3Y", 2)]
    rows = list(csv.DictReader(io.StringIO(quoted(MIXED, "--target", "csv", verb=("order", "export")).out)))
    assert [(row["term"], row["billing_plan"], row["unit_price"]) for row in rows][:2] == [("", "", "1000.00"), ("P1Y", "Monthly", "9.80")]


def test_targets_that_know_no_terms_refuse(quoted, tmp_path):
    refused = quoted(MIXED, "--target", "cloudblue", verb=("order", "export"))
    assert (refused.code, refused.out) == (1, "") and "[LC-ORDER-TERM]" in refused.err
    profile = tmp_path / "profile.yaml"
    profile.write_text("format: csv\ncolumns: [{column: Item, field: sku}, {column: Qty, field: quantity}]\n")
    refused = quoted(MIXED, "--profile", str(profile), verb=("order", "export"))
    assert (refused.code, refused.out) == (1, "") and "[LC-ORDER-TERM]" in refused.err
    profile.write_text(profile.read_text().replace("field: quantity}", "field: quantity}, {column: Term, field: term}"))
    assert "P1Y" in quoted(MIXED, "--profile", str(profile), verb=("order", "export")).out


def test_the_order_is_checked_against_its_own_price(quoted):
    ran = quoted(MIXED, verb=("order", "check"))
    assert "LC-PLACE-MOVED" not in ran.out and "LC-PLACE-PRICE" not in ran.out


def test_verify_compares_the_price_of_a_payment(cli, quoted, tmp_path):
    assert quoted(MIXED, "--save").code == 0
    dearer = tmp_path / "dearer.csv"
    dearer.write_text(SHEET.replace("117.60", "120.00"))
    same = cli("quote", "verify", "Q-1", "--prices", str(tmp_path / "sheet.csv"), "--as-of", "2026-11-23")
    assert same.code == 0, same.out
    moved = json.loads(cli("quote", "verify", "Q-1", "--prices", str(dearer), "--as-of", "2026-11-23", "-f", "json").out)["quotes"][0][
        "moved"
    ]
    assert [(one["position"], one["was"]["amount"], one["now"]["amount"]) for one in moved] == [(2, "9.80", "10.00")]


def test_the_paper_promises_what_the_rules_of_subscriptions_say(quoted):
    page = quoted(MIXED, "-f", "html", "--view", "customer").out
    assert "within 30 days" in page and "7 days" in page
    only = quoted([MIXED[1]], "-f", "html", "--view", "customer").out
    assert "within 30 days" not in only and "no renewals" not in only and "7 days" in only
    # Seats are credited in full on the first day alone.
    assert "credited pro rata" in only and "credited in full" not in only


def test_costs_of_other_programs_leave_subscriptions_out(quoted):
    record = json.loads(quoted(MIXED, "-p", "csp", "-p", "box", "-f", "json", verb=("compare", "costs")).out)
    ours, box = record["programs"]
    assert ours["total"]["amount"] == "5266.60"
    assert box["lines"][1]["sell_price"] is None and any(one["code"] == "LC-COSTS-TERM" for one in box["obstacles"])


def test_the_sum_is_that_of_its_parts(quoted):
    quote = json.loads(quoted(MIXED, "-f", "json").out)["totals"]
    assert sum(Decimal(one["net"]["amount"]) for one in quote["due"]) == Decimal(quote["net"]["amount"])
