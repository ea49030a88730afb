"""A request, the catalogue and a price list in; a quote out."""

from collections.abc import Iterable, Mapping
from datetime import date as Day
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from licensectl.domain.catalog import Catalog, Price, Sku
from licensectl.domain.lookup import one_sku
from licensectl.domain.money import Money
from licensectl.domain.pricing import PriceList
from licensectl.domain.program import Program
from licensectl.domain.request import OtherLine, QuoteRequest, RequestLine, Terms
from licensectl.domain.requestcheck import check_request
from licensectl.domain.skuid import SkuKey, parse_sku
from licensectl.domain.text import read
from licensectl.domain.totals import Totals, add_up
from licensectl.errors import Failure, Problem
from licensectl.faults import quoting as faults

HUNDRED = Decimal(100)


class PriceSource(Struct, frozen=True):
    """Where a line's price comes from: the price sheet (`where` file:row), a public reference, or the request by hand."""

    kind: Literal["price_sheet", "reference", "request", "none"]
    where: str = ""
    source: str = ""
    as_of: str = ""


class QuoteLine(Struct, frozen=True, kw_only=True):
    """One line of a quote. Amounts per unit unless named total; None is unknown, never zero."""

    position: int
    sku: str | None
    part_number: str | None
    title: str
    program: str
    vendor: str
    quantity: int
    unit_price: Money | None
    erp: Money | None
    sell_price: Money | None
    line_total: Money | None
    price_source: PriceSource
    vat_rate: Decimal
    availability_id: str | None = None
    note: str | None = None
    where: str = ""

    @property
    def cost(self) -> Money | None:
        """What the line costs the reseller: unit price × quantity, to the cent."""
        return (self.unit_price * self.quantity).rounded() if self.unit_price else None


class Quote(Struct, frozen=True, kw_only=True):
    """An offer. `totals.complete` is False while a line has no price."""

    request: QuoteRequest
    date: Day
    valid_until: Day
    lines: list[QuoteLine]
    totals: Totals
    problems: list[Problem]


class Start(Struct, frozen=True):
    """What a line starts from."""

    title: str
    unit_price: Decimal | None
    erp: Decimal | None
    source: PriceSource


def build(request: QuoteRequest, catalog: Catalog, programs: Mapping[str, Program], prices: PriceList | None, day: Day) -> Quote:
    """The quote for `request` on `day` (its own date goes before); Failure with every fault of the request at once."""
    faults_found = check_request(request, programs)
    problems: list[Problem] = []
    day = request.date or day
    lines: list[QuoteLine] = []
    for line in request.lines:
        try:
            lines.append(_line(len(lines) + 1, line, request, catalog, prices, day, problems))
        except Failure as failure:
            faults_found += failure.problems
    if faults_found:
        raise Failure(*sorted(faults_found, key=_by_place))
    lines += [_other(len(lines) + number, other, request) for number, other in enumerate(request.other, 1)]
    problems = _program_problems(request, programs, day) + problems
    valid_until = day + timedelta(days=request.valid_days)
    return Quote(request=request, date=day, valid_until=valid_until, lines=lines, totals=_totals(lines, request), problems=problems)


def _line(
    position: int, line: RequestLine, request: QuoteRequest, catalog: Catalog, prices: PriceList | None, day: Day, problems: list[Problem]
) -> QuoteLine:
    key, sku = named(line, catalog, prices)
    start = _start(key, sku, line, request, prices, day, problems)
    sell = _sell_price(line, request, start, str(key) if key else start.title, problems)
    money = {
        name: Money(value, request.currency) if value is not None else None
        for name, value in (("unit", start.unit_price), ("erp", start.erp))
    }
    if sell and money["unit"] and sell < money["unit"]:
        problems.append(faults.BELOW_COST.at(line.where, sku=key or start.title, sell=sell, unit=money["unit"]))
    return QuoteLine(
        position=position,
        sku=str(key) if key else None,
        part_number=sku.part_number if sku else None,
        title=start.title,
        program=request.program,
        vendor="Microsoft",
        quantity=line.quantity,
        unit_price=money["unit"],
        erp=money["erp"],
        sell_price=sell,
        line_total=(sell * line.quantity).rounded() if sell else None,
        price_source=start.source,
        vat_rate=_rate(line.vat_rate, request),
        availability_id=line.availability_id,
        note=line.note,
        where=line.where,
    )


def named(line: RequestLine, catalog: Catalog, prices: PriceList | None) -> tuple[SkuKey | None, Sku | None]:
    """The SKU that a line names: from the catalogue, or known to the price list alone."""
    key = parse_sku(line.sku) if line.sku else None
    if key and key.sku_id and not catalog.find(str(key)) and prices and prices.title(key) is not None:
        return key, None
    sku = one_sku(catalog, line.sku or line.part_number or "", line.search, line.where)
    return (parse_sku(sku.sku) if sku.sku else None), sku


def _start(
    key: SkuKey | None,
    sku: Sku | None,
    line: RequestLine,
    request: QuoteRequest,
    prices: PriceList | None,
    day: Day,
    problems: list[Problem],
) -> Start:
    title = (sku.title if sku else None) or (prices.title(key) if prices and key else None) or ""
    if sku and request.segment not in sku.segments:
        problems.append(faults.SEGMENT.at(line.where, sku=sku.sku or sku.part_number, segment=request.segment))
    row = None
    if prices and key and request.program == "csp":
        answer = prices.in_force(key, request.market, request.currency, request.segment, day)
        problems += [problem._replace(where=line.where or problem.where) for problem in answer.problems]
        row = answer.row
    unit, erp, source = (
        (row.unit_price, row.erp, PriceSource("price_sheet", f"{row.file}:{row.row}")) if row else (None, None, PriceSource("none"))
    )
    if row is None and sku and prices is None and (reference := reference_price(sku, request, day)):
        unit, erp = (reference.money.amount, None) if reference.kind == "unit_price" else (None, reference.money.amount)
        source = PriceSource("reference", "", reference.source, reference.as_of or "")
        problems.append(faults.REFERENCE.at(line.where, sku=key or title, source=reference.source, as_of=reference.as_of))
    if line.unit_price is not None:
        unit, source = line.unit_price, PriceSource("request", line.where)
    elif line.sell_price is not None and source.kind == "none":
        source = PriceSource("request", line.where)
    if source.kind == "none" and not (prices and key):
        problems.append(_no_price(key, title, line, request, day))
    return Start(title, unit, erp, source)


def _no_price(key: SkuKey | None, title: str, line: RequestLine, request: QuoteRequest, day: Day) -> Problem:
    named_by = str(key) if key else line.part_number or title
    return faults.NO_PRICE.at(line.where, sku=named_by, currency=request.currency, market=request.market, segment=request.segment, day=day)


def reference_price(sku: Sku, request: QuoteRequest, day: Day) -> Price | None:
    """The newest public price of this SKU for the request's program, market and currency, ERP before a partner's price.

    Never one of another market or currency: prices of two markets are not the same price.
    """
    fitting = [
        price
        for price in sku.prices
        if (price.program, price.market, price.money.currency) == (request.program, request.market, request.currency)
        and price.kind != "list"
        and (price.as_of or "") <= day.isoformat()
    ]
    return max(fitting, key=lambda price: (price.kind == "erp", price.as_of or ""), default=None)


def _sell_price(line: RequestLine, request: QuoteRequest, start: Start, name: str, problems: list[Problem]) -> Money | None:
    """The contract's order: by hand, then the line's own rule, then the quote's, else the ERP; half-up to the cent."""
    terms: Terms = line if line.any() else request
    by_hand, unit, erp = line.sell_price, start.unit_price, start.erp
    amount: Decimal | None
    if by_hand is not None:
        amount = by_hand * (1 - line.discount / HUNDRED) if line.discount is not None else by_hand
    elif terms.margin is not None or terms.markup is not None:
        amount = _from_unit_price(unit, terms)
    else:
        amount = erp * (1 - (terms.discount or 0) / HUNDRED) if erp is not None else None
    if amount is None and (unit is not None or erp is not None):
        rule, needed = _basis(terms)
        problems.append(faults.NO_BASIS.at(line.where, rule=rule, needed=needed, sku=name))
    return Money(amount, request.currency).rounded() if amount is not None else None


def _from_unit_price(unit: Decimal | None, terms: Terms) -> Decimal | None:
    if unit is None:
        return None
    if terms.margin is not None:
        return unit / (1 - terms.margin / HUNDRED)
    return unit * (1 + (terms.markup or 0) / HUNDRED)


def _basis(terms: Terms) -> tuple[str, str]:
    if terms.margin is not None or terms.markup is not None:
        return ("margin" if terms.margin is not None else "markup"), "a unit price"
    return ("discount" if terms.discount is not None else "a price without margin"), "an ERP"


def _other(position: int, other: OtherLine, request: QuoteRequest) -> QuoteLine:
    sell = Money(other.sell_price, request.currency).rounded()
    return QuoteLine(
        position=position,
        sku=None,
        part_number=other.part_number,
        title=other.title,
        program=request.program,
        vendor=other.vendor,
        quantity=other.quantity,
        unit_price=Money(other.unit_price, request.currency) if other.unit_price is not None else None,
        erp=None,
        sell_price=sell,
        line_total=(sell * other.quantity).rounded(),
        price_source=PriceSource("request", other.where),
        vat_rate=_rate(other.vat_rate, request),
        where=other.where,
    )


def _rate(own: Decimal | None, request: QuoteRequest) -> Decimal:
    vat = request.vat
    if vat.reverse_charge or vat.exempt:
        return Decimal(0)
    return own if own is not None else vat.rate or Decimal(0)


def _totals(lines: Iterable[QuoteLine], request: QuoteRequest) -> Totals:
    lines = list(lines)
    shipping = Money(request.shipping, request.currency).rounded() if request.shipping is not None else None
    taxable = [(line.vat_rate, line.line_total) for line in lines]
    if shipping:
        taxable.append((_rate(None, request), shipping))
    return add_up(taxable, [(line.line_total, line.cost) for line in lines], shipping, request.currency)


def _program_problems(request: QuoteRequest, programs: Mapping[str, Program], day: Day) -> list[Problem]:
    """A program whose status on the day names an end: `closed_new_purchases` holds the last day."""
    program = programs[request.program]
    ended = program.fact("ended", day)
    if ended and isinstance(ended.from_, Day) and ended.value is not None:
        status = program.fact("status", day)
        words = read(status.value, "en") if status and not isinstance(status.value, list) else ""
        return [faults.PROGRAM_CLOSED.at(request.where, program=read(program.title, "en"), day=day, status=words)]
    return []


def _by_place(problem: Problem) -> tuple[str, int]:
    name, _, line = problem.where.rpartition(":")
    return (name, int(line)) if line.isdigit() else (problem.where, 0)
