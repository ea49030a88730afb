"""Compare random requests with an independent computation, to the cent, in every format that people read."""

import csv
import json
import re
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from io import BytesIO, StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import load_workbook
from workbook_formulas import evaluated

from licensectl.app.quotes.reader_yaml import parse_request
from licensectl.app.quotes.report import quote as report
from licensectl.app.quotes.report_document import paper
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


@st.composite
def lines(draw):
    """Draw a line: a price by hand, or a rule on a unit price, own or special; maybe with its own discount and VAT rate."""
    line = {"sku": SKU, "quantity": draw(quantities)}
    if draw(st.booleans()):
        line["sell_price"] = draw(prices)
    else:
        key = draw(st.sampled_from(["unit_price", "special"]))
        price = draw(prices)
        line |= (
            {"unit_price": price}
            if key == "unit_price"
            else {"special_price": {"unit_price": price, "reference": "SP-1", "expires": "2027-12-31"}}
        )
        if draw(st.booleans()):
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
    request = {
        "customer": {"name": "Contoso"},
        "currency": draw(st.sampled_from(sorted(PLACES))),
        "date": "2026-11-23",
        "vat": draw(st.sampled_from([{"rate": Decimal(22)}, {"rate": Decimal("5.5")}, {"reverse_charge": True}, {"exempt": True}])),
        "lines": draw(st.lists(lines(), min_size=1, max_size=4)),
        "other": draw(st.lists(others(), max_size=2)),
        draw(st.sampled_from(["margin", "markup"])): draw(percents),
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
    if draw(st.booleans()):
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
    """Compute sell price, total and cost of a line with fractions."""
    special = line.get("special_price")
    unit = special["unit_price"] if special else line.get("unit_price")
    if "sell_price" in line:
        sell = Fraction(line["sell_price"])
    else:
        terms = line if any(rule in line for rule in RULES) else request
        margin, markup = terms.get("margin"), terms.get("markup")
        sell = Fraction(unit) / (1 - Fraction(margin) / 100) if margin is not None else Fraction(unit) * (1 + Fraction(markup) / 100)
    sell = rounded(sell, request)
    whole = sell * line["quantity"]
    total = whole - rounded(line.get("discount_amount", 0), request)
    cost = rounded(Fraction(unit) * line["quantity"], request) if unit is not None else Decimal(0) if sell < 0 else None
    untaxed = any(request["vat"].get(word) for word in ("reverse_charge", "exempt"))
    rate = Decimal(0) if untaxed else line.get("vat_rate", request["vat"].get("rate"))
    return {"sell": sell, "whole": whole, "total": total, "cost": cost, "rate": rate}


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
    quote = build(wanted, FACTS.catalog, FACTS.programs.programs, None, wanted.date)
    want = totals(request)
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


def shown_amounts(want, paying=False):
    """Every amount that must be read in a document."""
    yield from (line["total"] for line in want["lines"])
    yield from (line["sell"] for line in want["lines"])
    yield from (want["net"], want["gross"])
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
    for name in ("net", "gross", "shipping", "discount", "cost", "margin"):
        assert (sums[name] and Decimal(sums[name]["amount"])) == want[name], name


def in_csv(made, want):
    rows = list(csv.DictReader(StringIO(render(made, "csv", lang="en"))))
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
