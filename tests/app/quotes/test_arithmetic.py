"""Compare random requests with an independent computation, to the cent, in every format that people read."""

import csv
import json
import re
import shutil
import subprocess
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from io import BytesIO, StringIO

import pytest
from helpers import parse_request
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import load_workbook
from workbook_formulas import evaluated

from licensectl.app.quotes.report import quote as report
from licensectl.app.quotes.report_document import paper
from licensectl.core.sku_id import parse_sku
from licensectl.domain.prices.price_list import PriceList, PriceRow
from licensectl.domain.quotes.build import build
from licensectl.domain.settings.profile import Profile
from licensectl.facts.library import Facts
from licensectl.render.formats import render

FACTS = Facts.load()
SKU = "DG7GMGF0PWHC:0003"
STAMP = {"as_of": "2026-11-23", "data_version": ""}
PLACES = {"EUR": 2, "USD": 2, "JPY": 0, "KWD": 3}

amounts = st.decimals(min_value=0, max_value=99_999, places=4, allow_nan=False, allow_infinity=False)
edges = st.sampled_from([Decimal(text) for text in ("0", "0.005", "0.015", "1.005", "10.5", "99.995", "0.3333", "1234.5645")])
prices = edges | amounts
percents = st.decimals(min_value=0, max_value=99, places=2, allow_nan=False, allow_infinity=False) | st.sampled_from(
    [Decimal(0), Decimal("12.5")]
)
rates = st.sampled_from([Decimal(text) for text in ("0", "4", "5.5", "10", "22", "25")])
quantities = st.integers(1, 12) | st.sampled_from([1000, 123_457])
RULES = ("margin", "markup", "discount")
UNTAXED = ("reverse_charge", "exempt", "out_of_scope")
REGIMES = [
    {"rate": Decimal(22)}, {"rate": Decimal("5.5")}, {"rate": Decimal(22), "split_payment": True}, *({word: True} for word in UNTAXED),
]  # fmt: skip
# Tiers by quantity: unit price and ERP; and subscriptions: months between payments, payments, and the prices of the whole term.
TIERED, SEATS = "DG7GMGF0PWHT:0002", "CFQ7TTC0LDPB:0001"
TIERS = {(1, 9): ("43.43", "48.64"), (10, 999): ("40.01", "45.005"), (1000, None): ("37.333", "42")}
TERMS = {
    ("P1Y", "Monthly"): (1, 12, "117.60", "147.01"),
    ("P1Y", "Annual"): (12, 1, "112.00", "140.40"),
    ("P3Y", "Annual"): (12, 3, "5000.00", "6100.00"),
}


def price_list():
    """Return a price list of both in every currency of the test."""
    rows = []
    for currency in PLACES:
        common = {
            "segment": "Commercial", "market": "IT", "currency": currency, "effective_start": date(2026, 11, 1),
            "effective_end": date(9999, 11, 30), "title": "T", "row": 2, "file": "sheet.csv",
        }  # fmt: skip
        for (least, most), prices in TIERS.items():
            rows.append(("OneTime", "", TIERED, *prices, {**common, "tier_min": least, "tier_max": most}))
        for (term, plan), (_, _, *prices) in TERMS.items():
            rows.append((term, plan, SEATS, *prices, common))
    return PriceList(
        "sheet.csv",
        [
            PriceRow(key=parse_sku(sku), term=term, billing_plan=plan, unit_price=Decimal(unit), erp=Decimal(erp), **more)
            for term, plan, sku, unit, erp, more in rows
        ],
    )


PRICES = price_list()


@st.composite
def lines(draw, needs_rule):
    """Draw a Microsoft line: a price by hand, or a rule on a unit price, given, special or from the sheet; maybe with another VAT rate.

    `needs_rule`: the rule of the quote is a discount off an ERP, which only the sheet has.
    """
    line = {"sku": SKU, "quantity": draw(quantities)}
    kind = draw(st.sampled_from(["hand", "unit", "sheet", "seats"]))
    if kind == "hand":
        line["sell_price"] = draw(prices)
    elif kind in ("sheet", "seats"):
        line["sku"] = TIERED if kind == "sheet" else SEATS
        if kind == "seats":
            line["term"], line["billing_plan"] = draw(st.sampled_from(sorted(TERMS)))
        if draw(st.booleans()):
            line[draw(st.sampled_from(RULES))] = draw(percents)
    else:
        key = draw(st.sampled_from(["unit_price", "special"]))
        price = draw(prices)
        line |= (
            {"unit_price": price}
            if key == "unit_price"
            else {"special_price": {"unit_price": price, "reference": "SP-1", "expires": "2027-12-31"}}
        )
        if needs_rule or draw(st.booleans()):
            line[draw(st.sampled_from(["margin", "markup"]))] = draw(percents)
    if draw(st.booleans()):
        line["vat_rate"] = draw(rates)
    return line


@st.composite
def others(draw):
    """Draw a product of another vendor."""
    line = {"vendor": "V", "title": "T", "quantity": draw(quantities), "sell_price": draw(prices)}
    if draw(st.booleans()):
        line["unit_price"] = draw(prices)
    return line | ({"vat_rate": draw(rates)} if draw(st.booleans()) else {})


@st.composite
def requests(draw):
    """Draw a valid request, and compute what it comes to."""
    rule = draw(st.sampled_from(RULES))
    request = {
        "customer": {"name": "Contoso"},
        "currency": draw(st.sampled_from(sorted(PLACES))),
        "date": "2026-11-23",
        "vat": draw(st.sampled_from(REGIMES)),
        "lines": draw(st.lists(lines(rule == "discount"), min_size=1, max_size=4)),
        "other": draw(st.lists(others(), max_size=2)),
        rule: draw(percents),
    }
    if draw(st.booleans()):
        request["shipping"] = draw(prices)
    every = [*request["lines"], *request["other"]]
    for line in every:
        whole = expected(request, line)["whole"]
        if whole and draw(st.booleans()):
            line["discount_amount"] = rounded(
                Fraction(whole) * draw(st.sampled_from([Fraction(1, 3), Fraction(1, 7), Fraction(1)])), request, ROUND_FLOOR
            )
    biggest = max(every, key=lambda line: expected(request, line)["total"])
    total = expected(request, biggest)["total"]
    if total and draw(st.booleans()):
        rebate = rounded(Fraction(total) * Fraction(1, 3), request, ROUND_FLOOR)
        own = {"vat_rate": biggest["vat_rate"]} if "vat_rate" in biggest else {}
        if rebate:
            request["other"].append({"vendor": "V", "title": "Rebate", "quantity": 1, "sell_price": -rebate, "note": "loyal", **own})
    if not any("term" in line for line in request["lines"]) and draw(st.booleans()):
        net = sum(expected(request, line)["total"] for line in [*request["lines"], *request["other"]])
        request["discount_amount"] = rounded(
            Fraction(net) * draw(st.sampled_from([Fraction(1, 3), Fraction(2, 7), Fraction(1)])), request, ROUND_FLOOR
        )
    return request


def rounded(value, request, how=ROUND_HALF_UP):
    """Round an exact fraction to the smallest unit of the request's currency, half away from zero or down."""
    units = Fraction(value) * 10 ** PLACES[request["currency"]]
    whole = abs(units).numerator // abs(units).denominator
    if how == ROUND_HALF_UP and abs(units) - whole >= Fraction(1, 2):
        whole += 1
    return Decimal(whole if units >= 0 else -whole).scaleb(-PLACES[request["currency"]])


def expected(request, line):
    """Return the sell price, total, cost and VAT rate of a line; fractions until the end."""
    special = line.get("special_price")
    unit, erp = from_sheet(line)
    unit = special["unit_price"] if special else line.get("unit_price", unit)
    if "sell_price" in line:
        sell = Fraction(line["sell_price"])
    else:
        terms = line if any(rule in line for rule in RULES) else request
        margin, markup, off = (terms.get(rule) for rule in RULES)
        if margin is not None:
            sell = Fraction(unit) / (1 - Fraction(margin) / 100)
        else:
            sell = Fraction(unit) * (1 + Fraction(markup) / 100) if markup is not None else Fraction(erp) * (1 - Fraction(off) / 100)
    sell = rounded(sell, request)
    whole = sell * line["quantity"]
    total = whole - rounded(line.get("discount_amount", 0), request)
    cost = rounded(Fraction(unit) * line["quantity"], request) if unit is not None else Decimal(0) if sell < 0 else None
    untaxed = any(request["vat"].get(word) for word in UNTAXED)
    rate = Decimal(0) if untaxed else line.get("vat_rate", request["vat"].get("rate"))
    return {"sell": sell, "whole": whole, "total": total, "cost": cost, "rate": rate}


def from_sheet(line):
    """Return unit price and ERP of one payment in the sheet, None for a line that it does not have."""
    if line.get("sku") == SEATS:
        _, payments, *prices = TERMS[line["term"], line["billing_plan"]]
        return tuple(tenths(Fraction(price) / payments, 4) for price in prices)
    for (least, most), prices in TIERS.items():
        if line.get("sku") == TIERED and least <= line["quantity"] and (most is None or line["quantity"] <= most):
            return tuple(Decimal(price) for price in prices)
    return None, None


def tenths(value, places):
    """Return a positive fraction with so many decimals, half-up."""
    return Decimal(int(value * 10**places + Fraction(1, 2))).scaleb(-places)


def periods(request, want):
    """Return the net sum of each group that is paid together: (months, payments) → amount; nothing without subscriptions."""
    if not any("term" in line for line in request["lines"]):
        return {}
    found = {}
    for line, made in zip([*request["lines"], *request["other"]], want["lines"], strict=True):
        group = TERMS[line["term"], line["billing_plan"]][:2] if "term" in line else (None, 1)
        found[group] = found.get(group, Decimal(0)) + made["total"]
    if want["shipping"] is not None:
        found[None, 1] = found.get((None, 1), Decimal(0)) + want["shipping"]
    return found


def totals(request):
    """Compute the sums of a request: everything that a quote shows below its lines."""
    found = [expected(request, line) for line in [*request["lines"], *request["other"]]]
    sums = {}
    for line in found:
        sums[line["rate"]] = sums.get(line["rate"], Decimal(0)) + line["total"]
    discount = rounded(request.get("discount_amount", 0), request)
    least = Decimal(1).scaleb(-PLACES[request["currency"]])
    positive = {rate: amount for rate, amount in sorted(sums.items(), reverse=True) if amount > 0}
    exact = {rate: Fraction(discount) * Fraction(amount) / Fraction(sum(positive.values())) for rate, amount in positive.items()}
    share = {rate: rounded(part, request, ROUND_FLOOR) for rate, part in exact.items()}
    rest = int((discount - sum(share.values())) / least) if share else 0
    for rate in sorted(share, key=lambda rate: exact[rate] - Fraction(share[rate]), reverse=True)[:rest]:
        share[rate] += least
    sold = sum(sums.values()) - discount
    taxable = {rate: amount - share.get(rate, Decimal(0)) for rate, amount in sums.items()}
    shipping = rounded(request["shipping"], request) if "shipping" in request else None
    if shipping is not None:
        rate = request["vat"].get("rate", Decimal(0))
        taxable[rate] = taxable.get(rate, Decimal(0)) + shipping
    vat = {rate: rounded(Fraction(amount) * Fraction(rate) / 100, request) for rate, amount in taxable.items()}
    costs = [line["cost"] for line in found]
    cost = None if None in costs else sum(costs)
    return {
        "lines": found,
        "taxable": taxable,
        "vat": vat,
        "net": sum(taxable.values()),
        "gross": sum(taxable.values()) + sum(vat.values()),
        "shipping": shipping,
        "discount": discount if "discount_amount" in request else None,
        "cost": cost,
        "margin": None if cost is None else sold - cost,
        "payable": sum(taxable.values()) + (Decimal(0) if request["vat"].get("split_payment") else sum(vat.values())),
    }


def spelled(value):
    """Return the request as in a JSON file."""
    if isinstance(value, dict):
        return {key: spelled(held) for key, held in value.items()}
    if isinstance(value, list):
        return [spelled(held) for held in value]
    return format(value, "f") if isinstance(value, Decimal) else value


def figures(text):
    """All figures of a text without their separators of thousands, as often as they stand there."""
    return [Decimal(found.replace(",", "")) for found in re.findall(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", text.replace("\u2212", "-"))]


def words(page):
    """Return the visible text of a page, with minus signs moved from the currency sign to the figure."""
    page = re.sub(r"<style>.*?</style>", "", page, flags=re.S)
    seen = re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").replace("\u2212", "-")
    return re.sub(r"-\s*(?:€|\$|¥|KWD)\s*", " -", seen)


def there(money, text):
    """Return True if a text contains an amount."""
    return money in figures(text)


def test_random_requests(pytestconfig):
    settings(max_examples=pytestconfig.getoption("--examples"))(given(requests())(compared))()


def compared(request):
    """Compare the quote of a request with its own computation in each format."""
    wanted = parse_request(json.dumps(spelled(request)).encode(), "request.json")
    quote = build(wanted, FACTS.catalog, FACTS.programs.programs, PRICES, wanted.date)
    want = {**totals(request)}
    want["periods"] = periods(request, want)
    internal = report(quote, "internal", STAMP, "en")
    in_json(internal, want)
    in_csv(internal, want)
    in_markdown(internal, want)
    in_xlsx(internal, want)
    offered = {**want, "cost": None, "margin": None}
    customer = report(quote, "customer", STAMP, "en")
    in_markdown(customer, offered)
    page = words(render(replace(customer, document=paper(quote, [], Profile(), "en")), "html", lang="en"))
    for amount in shown_amounts(offered, paying=True):
        assert there(amount, page), (amount, page)


@pytest.mark.slow
def test_five_of_them_as_pdf():
    pytest.importorskip("weasyprint", reason="the extra 'pdf' is not installed")
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    settings(max_examples=5, deadline=None)(given(requests())(in_pdf))()


def in_pdf(request):
    """Compare the printed quote of a request with its own computation."""
    wanted = parse_request(json.dumps(spelled(request)).encode(), "request.json")
    quote = build(wanted, FACTS.catalog, FACTS.programs.programs, PRICES, wanted.date)
    want = {**totals(request), "cost": None, "margin": None}
    want["periods"] = periods(request, want)
    page = render(replace(report(quote, "customer", STAMP, "en"), document=paper(quote, [], Profile(), "en")), "pdf", lang="en")
    text = words(subprocess.run(["pdftotext", "-layout", "-", "-"], input=page, capture_output=True, check=True).stdout.decode())
    for amount in shown_amounts(want, paying=True):
        assert there(amount, text), (amount, text)


def shown_amounts(want, paying=False):
    """Every amount that must be read in a document."""
    yield from (line["total"] for line in want["lines"])
    yield from (line["sell"] for line in want["lines"])
    yield from (want["net"], want["gross"], want["payable"])
    yield from want["periods"].values()
    if paying and len(want["vat"]) == 1 and 0 in want["vat"]:
        return
    yield from want["vat"].values()
    for name in ("shipping", "cost", "margin"):
        if want[name] is not None:
            yield want[name]
    if want["discount"] is not None:
        yield -want["discount"]
    if len(want["taxable"]) > 1:
        yield from want["taxable"].values()


def in_json(made, want):
    record = json.loads(render(made, "json", lang="en"))
    money = [(Decimal(line["sell_price"]["amount"]), Decimal(line["line_total"]["amount"])) for line in record["lines"]]
    assert money == [(line["sell"], line["total"]) for line in want["lines"]]
    sums = record["totals"]
    assert {Decimal(row["rate"]): Decimal(row["taxable"]["amount"]) for row in sums["vat"]} == want["taxable"]
    assert {Decimal(row["rate"]): Decimal(row["amount"]["amount"]) for row in sums["vat"]} == want["vat"]
    assert {(due["months"], due["payments"]): Decimal(due["net"]["amount"]) for due in sums["due"]} == want["periods"]
    for name in ("net", "gross", "shipping", "discount", "cost", "margin", "payable"):
        assert (sums[name] and Decimal(sums[name]["amount"])) == want[name], name


def in_csv(made, want):
    rows = list(csv.DictReader(StringIO(render(made, "csv", lang="en"))))
    for row in rows:
        assert Decimal(row["quote_net"]) == want["net"] and Decimal(row["quote_vat"]) == sum(want["vat"].values())
        assert Decimal(row["quote_gross"]) == want["gross"] and Decimal(row["quote_payable"]) == want["payable"]
    assert [(Decimal(row["sell_price"]), Decimal(row["line_total"]), Decimal(row["vat_rate"])) for row in rows] == [
        (line["sell"], line["total"], line["rate"]) for line in want["lines"]
    ]


def in_markdown(made, want):
    text = render(made, "md", lang="en")
    for amount in shown_amounts(want):
        assert there(amount, text), (amount, text)


def in_xlsx(made, want):
    content = render(made, "xlsx", lang="en")
    sheet = load_workbook(BytesIO(content), data_only=True).worksheets[0]
    seen = [Decimal(str(cell)) for row in sheet.values for cell in row if isinstance(cell, int | float)]
    for amount in shown_amounts(want):
        assert amount in seen, (amount, seen)
    # The formulas come to the same as what stands in the cells.
    formulas = load_workbook(BytesIO(content)).worksheets[0]
    for name, value in evaluated(formulas).items():
        assert value == Decimal(str(sheet[name].value)), (name, formulas[name].value)


@pytest.mark.parametrize("currency", sorted(PLACES))
def test_the_computation_itself(currency):
    request = {
        "currency": currency,
        "vat": {"rate": Decimal(22)},
        "lines": [{"quantity": 3, "unit_price": Decimal("10.005"), "margin": Decimal(50)}],
        "other": [],
    }
    sell = {0: "20", 2: "20.01", 3: "20.010"}[PLACES[currency]]
    vat = {0: "13", 2: "13.21", 3: "13.207"}[PLACES[currency]]
    assert (totals(request)["net"], totals(request)["vat"][Decimal(22)]) == (3 * Decimal(sell), Decimal(vat))
