"""From the quote to its order: nothing is typed again, and what differs is said."""

import json

import pytest

DAY = ("--as-of", "2026-11-23")
TENANT = "6c3a2b7e-0000-4000-8000-5d1f2c9b7a10"
REQUEST = """
number: Q-7
date: 2026-11-23
vat: {rate: 22}
customer: {name: Contoso S.r.l., tenant_id: 6c3a2b7e-0000-4000-8000-5d1f2c9b7a10, country: IT}
lines:
  - {sku: DG7GMGF0PWHC:0003, quantity: 2, unit_price: 1021.40, sell_price: 1200, availability_id: DG7GMGF0AAA1, distributor_sku: X-1}
  - {sku: DG7GMGF0PWHT:0002, quantity: 25, unit_price: 43.43, sell_price: 50}
"""
BOXES = """
number: B-1
date: 2026-11-23
program: box
vat: {rate: 22}
customer: {name: Contoso S.r.l.}
other:
  - {vendor: Microsoft, title: Office, part_number: EP2-06606, distributor_sku: DF4128, quantity: 3, unit_price: 200, sell_price: 250}
  - {vendor: Fabrikam, title: Mouse, part_number: M-1, distributor_sku: DF4129, quantity: 1, unit_price: 20, sell_price: 25}
"""


def saved(cli, tmp_path, text=REQUEST):
    path = tmp_path / "request.yaml"
    path.write_text(text)
    ran = cli("quote", "build", str(path), "--save", *DAY)
    assert ran.code == 0, ran.err


def answer(tmp_path, held):
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(held))
    return str(path)


def record(cli, *more):
    ran = cli("order", "record", *more, "-f", "json", *DAY)
    return ran, (json.loads(ran.out) if ran.out else None)


def codes(made):
    return [problem["code"] for problem in made["problems"]]


def placed(lines, **more):
    held = [{"lineItemNumber": number, "offerId": offer, "quantity": count} for number, (offer, count) in enumerate(lines)]
    order = {"id": "a1b2c3d4e5f6", "referenceCustomerId": TENANT, "currencyCode": "EUR", "creationDate": "2026-11-23T10:00:00Z"}
    return order | {"status": "completed", "lineItems": held, **more}


BOTH = [("DG7GMGF0PWHC:0003:DG7GMGF0AAA1", 2), ("DG7GMGF0PWHT:0002:DG7GMGF0AAA3", 25)]


def test_lines_prices_and_customer_come_from_the_quote(cli, tmp_path, store):
    saved(cli, tmp_path)
    ran, made = record(cli, "--id", "a1b2c3d4e5f6", "--placed", "2026-11-23", "--quote", "q-7")
    assert ran.code == 0, ran.err
    [order] = made["orders"]
    assert (order["customer"], order["customer_id"], order["currency"], codes(made)) == ("Contoso S.r.l.", "contoso", "EUR", [])
    assert [(line["offer_id"], line["quantity"], line["unit_price"]["amount"]) for line in order["lines"]] == [
        ("DG7GMGF0PWHC:0003:DG7GMGF0AAA1", 2, "1021.40"),
        ("DG7GMGF0PWHT:0002", 25, "43.43"),
    ]
    assert all(line["title"] for line in order["lines"])
    # The answer that comes later is the same order, and brings the AvailabilityId that was missing.
    ran, made = record(cli, answer(tmp_path, placed(BOTH)))
    assert (ran.code, codes(made)) == (0, [])
    assert made["orders"][0]["lines"][1]["offer_id"] == "DG7GMGF0PWHT:0002:DG7GMGF0AAA3"
    assert made["orders"][0]["lines"][1]["unit_price"]["amount"] == "43.43"


DIFFERENT = {
    "alike": (placed(BOTH), []),
    "fewer": (placed([BOTH[0], (BOTH[1][0], 20)]), ["LC-RECORD-QUANTITY"]),
    "a line missing": (placed(BOTH[:1]), ["LC-RECORD-NOT-ORDERED"]),
    "another product": (placed([*BOTH, ("DG7GMGF0PN5D:0002:DG7GMGF0AAA4", 1)]), ["LC-RECORD-NOT-QUOTED"]),
    "another currency": (placed(BOTH, currencyCode="USD"), ["LC-RECORD-CURRENCY"]),
    "cancelled": (placed([(offer, 0) for offer, _ in BOTH], status="cancelled"), []),
    "two lines of one product": (placed([(BOTH[0][0], 1), (BOTH[0][0], 1), BOTH[1]]), []),
}


@pytest.mark.parametrize("case", DIFFERENT)
def test_what_differs_from_the_answer(cli, tmp_path, case):
    saved(cli, tmp_path)
    held, expected = DIFFERENT[case]
    ran, made = record(cli, answer(tmp_path, held), "--quote", "Q-7")
    assert (ran.code, codes(made)) == (0, expected)
    if case != "another currency":
        assert made["orders"][0]["lines"][0]["unit_price"]["amount"] == "1021.40"


MIXED = (
    REQUEST
    + """
other:
  - {vendor: Adobe, title: Acrobat Pro, part_number: "65297", quantity: 2, unit_price: 200, sell_price: 250}
"""
)
HEADER = "OrderId,OrderDate,ProductId,SkuId,ChargeType,UnitPrice,Quantity,Subtotal,Total,Currency,InvoiceNumber"
BILLED = [
    "6dc5c039750a,11/23/2026,DG7GMGF0PWHC,0003,New,1021.40,2,2042.80,2042.80,EUR,G1",
    "6dc5c039750a,11/23/2026,DG7GMGF0PWHT,0002,New,43.43,25,1085.75,1085.75,EUR,G1",
]


def test_a_product_of_another_vendor_has_no_rule_and_no_invoice_of_microsoft(cli, tmp_path, store):
    saved(cli, tmp_path, MIXED)
    ran, made = record(cli, "--id", "6dc5c039750a", "--placed", "2026-11-23", "--quote", "Q-7")
    assert ran.code == 0 and made["orders"][0]["last_safe_day"] == "2026-12-22"
    asked = json.loads(cli("returns", "check", "6dc5c039750a", "-f", "json", *DAY).out)
    assert (asked["verdict"], asked["refund_amount"]) == ("review", None)
    plan = json.loads(cli("returns", "plan", "-f", "json", *DAY).out)
    assert [(one["order"], one["at_stake"]["amount"]) for one in plan["returns"]] == [("6dc5c039750a", "3128.55")]
    path = tmp_path / "recon.csv"
    path.write_text("\n".join([HEADER, *BILLED]) + "\n")
    ran = cli("invoice", "reconcile", str(path), "-f", "json", *DAY)
    assert [one["cause"] for one in json.loads(ran.out)["lines"]] == ["matched", "matched"] and ran.code == 0


def test_another_price(cli, tmp_path):
    saved(cli, tmp_path)
    held = placed(BOTH)
    held["lineItems"][0]["pricing"] = {"price": 1099, "extendedPrice": 2198}
    _ran, made = record(cli, answer(tmp_path, held), "--quote", "Q-7")
    assert codes(made) == ["LC-RECORD-PRICE"] and "1099.00 EUR" in made["problems"][0]["message"]
    assert made["orders"][0]["lines"][0]["unit_price"]["amount"] == "1099.00"


def test_a_checkout_of_several_orders_is_compared_as_a_whole(cli, tmp_path):
    saved(cli, tmp_path)
    both = {"orders": [placed(BOTH[:1]), placed(BOTH[1:], id="ffffffff0001")]}
    ran, made = record(cli, answer(tmp_path, both), "--quote", "Q-7")
    assert (ran.code, codes(made)) == (0, [])


def test_codes_of_the_distributor_become_the_products_of_the_quote(cli, tmp_path):
    saved(cli, tmp_path, BOXES)
    order = {"ingramOrderNumber": "20-B31TK", "ingramOrderDate": "2026-11-23", "currencyCode": "EUR"}
    lines = [{"customerLineNumber": "1", "ingramPartNumber": "DF4128", "quantityOrdered": 3, "unitPrice": 200}]
    # Our own order number names the quote, and which of its orders.
    held = {"customerOrderNumber": "B-1-1", "orders": [order | {"lines": lines}]}
    ran, made = record(cli, answer(tmp_path, held))
    assert (ran.code, codes(made)) == (0, [])
    [made] = made["orders"]
    assert (made["quote"], made["customer_id"], made["program"]) == ("B-1-1", "contoso", "box")
    assert [(line["offer_id"], line["title"]) for line in made["lines"]] == [("EP2-06606", "Office")]
    [entry] = json.loads(cli("quote", "list", "-f", "json", *DAY).out)["quotes"]
    assert entry["orders"] == ["20-B31TK"]


def test_an_answer_without_lines_takes_those_of_the_quote(cli, tmp_path):
    saved(cli, tmp_path)
    ran, made = record(cli, answer(tmp_path, {"data": {"reference": "XSPO123"}}), "--quote", "Q-7", "--placed", "2026-11-23")
    assert ran.code == 0, ran.err
    assert [line["quantity"] for line in made["orders"][0]["lines"]] == [2, 25]


def test_the_order_of_another_customer(cli, tmp_path):
    cli("customer", "add", "Fabrikam", "--tenant-id", "22222222-2222-4222-8222-222222222222")
    saved(cli, tmp_path)
    held = placed(BOTH, referenceCustomerId="22222222-2222-4222-8222-222222222222")
    ran, _ = record(cli, answer(tmp_path, held), "--quote", "Q-7")
    assert ran.code == 1 and "Fabrikam" in ran.err and "Contoso S.r.l." in ran.err


def test_a_misspelt_quote_does_not_replace_that_of_the_order(cli, tmp_path):
    saved(cli, tmp_path)
    path = answer(tmp_path, placed(BOTH))
    assert record(cli, path, "--quote", "Q-7")[0].code == 0
    ran, _ = record(cli, path, "--quote", "Q-70")
    assert ran.code == 1 and '"LC-SAVED-OTHER-QUOTE"' in ran.err
    assert record(cli, path)[1]["orders"][0]["quote"] == "Q-7"


def test_a_quote_that_is_not_on_record(cli, tmp_path):
    ran, _ = record(cli, "--id", "a1b2c3d4e5f6", "--placed", "2026-11-23", "--quote", "Q-9")
    assert ran.code == 1 and '"LC-RECORD-LINES"' in ran.err
    saved(cli, tmp_path)
    ran, made = record(cli, "--id", "a1b2c3d4e5f6", "--placed", "2026-11-23", "--quote", "Q-9", "--line", "DG7GMGF0PWHC:3=1")
    assert (ran.code, codes(made)) == (0, ["LC-SAVED-NOT-LINKED"])


def test_the_quantity_of_several_orders_is_that_of_all_of_them(cli, tmp_path, store):
    saved(cli, tmp_path)
    ran, _ = record(cli, "--id", "a1b2c3d4e5f6", "--placed", "2026-11-23", "--quote", "Q-7", "--line", "DG7GMGF0PWHT:0002=20@43.43")
    assert "Q-7 has 25, the order has 20" in ran.out
    ran, _ = record(cli, "--id", "a1b2c3d4e5f7", "--placed", "2026-11-23", "--quote", "Q-7", "--line", "DG7GMGF0PWHT:0002=10@43.43")
    assert "Q-7 has 25, its 2 orders have 30 in all" in ran.out
