"""Ordinary cases of a month against the ledger and the price book, in which money would be wrong if they were taken for matched."""

import json

import pytest
from invoice_files import CAL, OFFICE, TENANT, amounts, back, order_id, plain, problem_codes, row

SHEET = (
    "ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,BillingPlan,Market,Currency,UnitPrice,"
    "PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,Tags,ERP Price,Segment\n"
)
SHEET_ROW = (
    "CAL,{sku},2,User CAL,Microsoft,x,,OneTime,,{market},EUR,{price},{tier},2026-10-01T00:00:00Z,"
    "9999-11-30T00:00:00Z,Software,50.00,{segment}\n"
)


@pytest.fixture
def desk(cli, tmp_path, monkeypatch):
    """Set up a ledger and a price book; return functions to record an order, import a sheet and reconcile rows."""
    monkeypatch.setenv("LICENSECTL_STORE", str(tmp_path / "ledger.db"))
    monkeypatch.setenv("LICENSECTL_BOOK", str(tmp_path / "book.db"))

    class Desk:
        def order(self, number, quantity=10, price="43.43", placed="2026-11-13T09:00:00Z", sku=CAL, **options):
            spec = f"{sku}:0002={quantity}" + (f"@{price}" if price else "")
            extra = [part for name, value in options.items() for part in (f"--{name}", value)]
            ran = cli("order", "record", "--id", order_id(number), "--placed", placed, "--line", spec, "--tenant", TENANT, "-q", *extra)
            assert ran.code == 0, ran.err

        def placed(self, number, quantity, status="completed", **more):
            line = {"lineItemNumber": 0, "offerId": f"{OFFICE}:0002:DG7GMGF0AAAA", "quantity": quantity, "friendlyName": "Office"} | more
            held = {
                "id": order_id(number), "referenceCustomerId": TENANT, "currencyCode": "EUR", "creationDate": "2026-11-02T09:00:00Z",
                "status": status, "lineItems": [line],
            }  # fmt: skip
            path = tmp_path / "placed.json"
            path.write_text(json.dumps(held))
            assert cli("order", "record", str(path), "-q").code == 0

        def sheet(self, *prices):
            path = tmp_path / "sheet.csv"
            rows = [
                SHEET_ROW.format(sku=CAL, market=market, price=price, segment=segment, tier=(*tier, ",")[0])
                for market, segment, price, *tier in prices
            ]
            path.write_text(SHEET + "".join(rows))
            assert cli("price", "import", str(path), "--month", "2026-11", "-q").code == 0

        def reconcile(self, *rows, options=(), code):
            path = tmp_path / "recon.csv"
            path.write_bytes(plain(rows))
            ran = cli("invoice", "reconcile", str(path), "-f", "json", *options)
            assert ran.code == code, (ran.code, ran.err, ran.out[:2000])
            return json.loads(ran.out)

    return Desk()


def causes(record):
    return [line["cause"] for line in record["lines"]]


def test_an_order_of_last_month_was_on_the_last_invoice(desk):
    desk.order(1, placed="2026-10-31T23:59:59Z")
    desk.order(2)
    record = desk.reconcile(row(2), code=0)
    assert causes(record) == ["matched"] and record["summary"]["out_of_period"]["count"] == record["orders_out_of_period"] == 1
    # One second later it is of this month, and missing.
    desk.order(3, placed="2026-11-01T00:00:00Z")
    assert causes(desk.reconcile(row(2), code=3)) == ["matched", "not_invoiced"]


def test_orders_of_other_programs_are_never_on_this_invoice(desk):
    desk.order(1, program="box")
    desk.order(2)
    assert causes(desk.reconcile(row(2), code=0)) == ["matched"]


def test_an_order_without_prices_is_compared_with_the_sheet_of_its_day(desk):
    desk.order(1, 25, price=None)
    assert causes(desk.reconcile(row(1, 25, "143.43"), code=3)) == ["not_checked"]
    desk.sheet(("IT", "Commercial", "43.43"))
    record = desk.reconcile(row(1, 25, "143.43"), code=3)
    assert causes(record) == ["price"] and amounts(record) == {
        "invoiced": 3585.75, "expected": 1085.75, "not_checked": 0, "difference": 2500.0,
    }  # fmt: skip
    assert record["lines"][0]["price_source"].endswith(":2")
    assert causes(desk.reconcile(row(1, 25), code=0)) == ["matched"]


def test_prices_of_several_segments_are_not_mixed(desk):
    desk.order(1, price=None)
    desk.sheet(("IT", "Commercial", "43.43"), ("IT", "Charity", "10.00"))
    record = desk.reconcile(row(1), code=3)
    assert causes(record) == ["not_checked"] and "LC-INVOICE-PRICE-OPEN" in problem_codes(record)
    assert causes(desk.reconcile(row(1), options=("--segment", "Commercial"), code=0)) == ["matched"]
    assert causes(desk.reconcile(row(1), options=("--segment", "Charity"), code=3)) == ["price"]


def test_an_order_without_prices_is_compared_with_the_tier_of_its_quantity(desk):
    desk.sheet(("IT", "Commercial", "43.43", "1,49"), ("IT", "Commercial", "40.00", "50,"))
    desk.order(1, 49, price=None)
    desk.order(2, 50, price=None)
    record = desk.reconcile(row(1, 49), row(2, 50, "40.00"), code=0)
    assert causes(record) == ["matched", "matched"] and amounts(record)["expected"] == 4128.07
    assert causes(desk.reconcile(row(1, 49), row(2, 50), code=3)) == ["matched", "price"]


def test_a_returned_order_matches_its_purchase_and_its_credit(desk):
    desk.placed(60, 10)
    desk.placed(60, 0, "cancelled")
    office = {"ProductId": OFFICE}
    assert causes(desk.reconcile(row(60, price="616.27", **office), back(60, price="616.27", **office), code=0)) == ["matched", "returned"]
    record = desk.reconcile(row(60, price="616.27", **office), back(60, price="616.27", subtotal="-5000.00", **office), code=3)
    assert causes(record)[1] == "arithmetic" and record["lines"][1]["difference"]["amount"] == "1162.70"
    record = desk.reconcile(row(60, price="616.27", **office), code=3)
    assert causes(record) == ["quantity"] and "LC-INVOICE-CREDIT-DUE" in problem_codes(record)


def test_a_credit_finds_the_purchase_of_an_earlier_month(desk):
    desk.order(1, placed="2026-10-20")
    desk.order(2)
    assert causes(desk.reconcile(row(2), back(1, OrderDate="10/20/2026"), code=0)) == ["matched", "returned"]


def test_another_order_of_the_same_customer_is_another_order(desk):
    desk.order(1)
    assert causes(desk.reconcile(row(99), code=3)) == ["not_ordered", "not_invoiced"]


def test_an_order_under_our_own_number_is_found_by_customer_and_the_answer_says_so(desk, cli):
    desk.order(1)
    assert (
        cli("order", "record", "--id", "Q-2026-0099", "--placed", "2026-11-12", "--line", f"{CAL}:0002=4@43.43", "--tenant", TENANT).code
        == 0
    )
    record = desk.reconcile(row(1), row(98, 4), code=0)
    assert [line["matched_by"] for line in record["lines"]] == ["order_id", "customer"]
    assert problem_codes(record) == ["LC-INVOICE-BY-CUSTOMER"]


def test_subscriptions_and_usage_are_apart(desk):
    desk.order(1)
    seats = row(3, 25, "20.60", ProductId="CFQ7TTC0LCHC", ChargeType="cycleCharge", OrderDate="1/5/2026", ChargeStartDate="11/1/2026",
                ChargeEndDate="11/30/2026", TermAndBillingCycle="One-Year commitment for monthly/yearly billing")  # fmt: skip
    usage = row(4, 1, "0.03825", "0.01", ProductId="DZH318Z0BNZ5", SkuId="006G", ChargeEndDate="11/30/2026", BillableQuantity="0.005001")
    record = desk.reconcile(row(1), seats, usage, code=0)
    assert causes(record) == ["matched"]
    assert [(record[part]["count"], record[part]["amount"]["amount"]) for part in ("subscriptions", "azure")] == [
        (1, "515.00"),
        (1, "0.01"),
    ]
    assert record["invoice_total"]["amount"] == "949.31"


def test_an_id_in_exponent_form_is_matched_with_nothing(desk):
    desk.order(1)
    record = desk.reconcile(row(1, OrderId="6.00E+11"), code=3)
    assert causes(record) == ["unreadable", "not_invoiced"] and record["unreadable"]["amount"]["amount"] == "434.30"
    assert "LC-INVOICE-ORDER-ID" in problem_codes(record)


def test_a_subscription_is_credited_at_most_what_it_was_charged(desk):
    desk.order(1)
    seats = {"ProductId": "CFQ7TTC0LCHC", "ChargeEndDate": "11/30/2026", "TermAndBillingCycle": "One-Year commitment"}
    # Prorated for the days used.
    desk.reconcile(row(1), row(3, 25, "20.60", **seats), back(3, 25, "18.00", **seats), code=0)
    # Charged on an earlier invoice.
    desk.reconcile(row(1), back(3, 25, "18.00", **seats), code=0)
    record = desk.reconcile(row(1), row(3, 25, "20.60", **seats), back(3, 25, "21.00", **seats), code=3)
    assert problem_codes(record) == ["LC-INVOICE-SUBSCRIPTION-CREDIT"]
