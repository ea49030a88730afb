"""A request, the catalogue and a price list in; a quote out."""

from collections.abc import Mapping, Sequence
from datetime import date as Day
from datetime import timedelta
from decimal import Decimal

from msgspec import Struct

from licensectl.domain.catalog import Catalog, Sku
from licensectl.domain.money import Money
from licensectl.domain.pricing import PriceList
from licensectl.domain.program import Program
from licensectl.domain.quotechecks import Around, Item, Knowledge, check_quote
from licensectl.domain.request import OtherLine, QuoteRequest, RequestLine
from licensectl.domain.requestcheck import check_request
from licensectl.domain.sellprice import sell_price
from licensectl.domain.startprice import PriceSource, Wanted, named, start_price
from licensectl.domain.totals import Totals, add_up
from licensectl.errors import Failure, Problem
from licensectl.faults import quoting as faults


class QuoteLine(Struct, frozen=True, kw_only=True):
    """One line of a quote. Amounts are per unit unless named total; None is unknown, never zero."""

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
    distributor_sku: str | None = None
    note: str | None = None
    where: str = ""

    @property
    def cost(self) -> Money | None:
        """What the line costs the reseller: unit price × quantity, to the cent."""
        return (self.unit_price * self.quantity).rounded() if self.unit_price is not None else None


class Quote(Struct, frozen=True, kw_only=True):
    """An offer. `totals.complete` is False while a line has no price; `problems` are warnings."""

    request: QuoteRequest
    date: Day
    valid_until: Day
    lines: list[QuoteLine]
    totals: Totals
    problems: list[Problem]


def build(
    request: QuoteRequest,
    catalog: Catalog,
    programs: Mapping[str, Program],
    prices: PriceList | None,
    day: Day,
    knowledge: Knowledge = Knowledge(),  # noqa: B008 - frozen
) -> Quote:
    """The quote for `request` on `day` (its own date goes before); Failure with every fault of the request at once.

    With `knowledge` the checks that need a figure speak too.
    """
    day = request.date or day
    wanted = products(request, catalog, programs, prices)
    priced = [priced_line(number, line, wanted[number - 1], request, prices, day) for number, line in enumerate(request.lines, 1)]
    problems = [*closed(request, programs, day), *(problem for _, said in priced for problem in said)]
    _stop_if([problem for problem in problems if problem.severity == "error"])
    lines = [line for line, _ in priced] + other_lines(request)
    skus = [one.sku for one in wanted] + [None] * len(request.other)
    items = items_of(lines, skus, catalog)
    problems += check_quote(request, items, Around(catalog, programs, prices, day, knowledge))
    valid_until = day + timedelta(days=request.valid_days)
    return Quote(request=request, date=day, valid_until=valid_until, lines=lines, totals=totals_of(lines, request), problems=problems)


def products(request: QuoteRequest, catalog: Catalog, programs: Mapping[str, Program], prices: PriceList | None) -> list[Wanted]:
    """The product of each line; Failure with every fault of the request at once."""
    wrong = check_request(request, programs)
    wanted: list[Wanted] = []
    for line in request.lines:
        try:
            wanted.append(named(line, catalog, prices))
        except Failure as failure:
            wrong += failure.problems
    _stop_if(wrong)
    return wanted


def priced_line(
    position: int, line: RequestLine, wanted: Wanted, request: QuoteRequest, prices: PriceList | None, day: Day
) -> tuple[QuoteLine, list[Problem]]:
    """One product at the price in force on `day` and by the request's rules, and what there is to say about it."""
    start, said = start_price(line, wanted, request, prices, day)
    sell, more = sell_price(line, request, start, wanted.name, request.currency)
    return QuoteLine(
        position=position,
        sku=str(wanted.key) if wanted.key else None,
        part_number=wanted.sku.part_number if wanted.sku else None,
        title=wanted.title,
        program=request.program,
        vendor="Microsoft",
        quantity=line.quantity,
        unit_price=_money(start.unit_price, request),
        erp=_money(start.erp, request),
        sell_price=sell,
        line_total=(sell * line.quantity).rounded() if sell is not None else None,
        price_source=start.source,
        vat_rate=_rate(line.vat_rate, request),
        availability_id=line.availability_id,
        distributor_sku=line.distributor_sku,
        note=line.note,
        where=line.where,
    ), said + more


def other_lines(request: QuoteRequest) -> list[QuoteLine]:
    """The products of other vendors, numbered after the request's lines."""
    return [_other(number, other, request) for number, other in enumerate(request.other, len(request.lines) + 1)]


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
        unit_price=_money(other.unit_price, request),
        erp=None,
        sell_price=sell,
        line_total=(sell * other.quantity).rounded(),
        price_source=PriceSource("request", other.where),
        vat_rate=_rate(other.vat_rate, request),
        distributor_sku=other.distributor_sku,
        where=other.where,
    )


def items_of(lines: Sequence[QuoteLine], skus: Sequence[Sku | None], catalog: Catalog) -> list[Item]:
    """The lines as the checks of a quote see them."""
    return [_item(line, sku, catalog) for line, sku in zip(lines, skus, strict=True)]


def _item(line: QuoteLine, sku: Sku | None, catalog: Catalog) -> Item:
    product = catalog.products[sku.product] if sku else None
    name = line.sku or line.part_number or line.title
    on_sheet = line.price_source.kind == "price_sheet"
    return Item(line.title, name, line.quantity, line.where, on_sheet, sku, product)


def _money(amount: Decimal | None, request: QuoteRequest) -> Money | None:
    return Money(amount, request.currency) if amount is not None else None


def _rate(own: Decimal | None, request: QuoteRequest) -> Decimal:
    vat = request.vat
    if vat.reverse_charge or vat.exempt:
        return Decimal(0)
    return own if own is not None else vat.rate or Decimal(0)


def totals_of(lines: Sequence[QuoteLine], request: QuoteRequest) -> Totals:
    """The sums of these lines and the request's shipping."""
    shipping = _money(request.shipping, request)
    taxable = [(line.vat_rate, line.line_total) for line in lines]
    if shipping is not None:
        shipping = shipping.rounded()
        taxable.append((_rate(None, request), shipping))
    return add_up(taxable, [(line.line_total, line.cost) for line in lines], shipping, request.currency)


def closed(request: QuoteRequest, programs: Mapping[str, Program], day: Day) -> list[Problem]:
    """That the request's program takes no orders on `day`; nothing where it does."""
    sold = programs[request.program].sold
    if sold.contains(day):
        return []
    return [faults.PROGRAM_CLOSED.at(request.where, program=request.program, day=day, first=sold.from_ or "…", last=sold.until or "…")]


def _stop_if(wrong: Sequence[Problem]) -> None:
    if wrong:
        raise Failure(*sorted(wrong, key=_by_place))


def _by_place(problem: Problem) -> tuple[str, int]:
    name, _, line = problem.where.rpartition(":")
    return (name, int(line)) if line.isdigit() else (problem.where, 0)
