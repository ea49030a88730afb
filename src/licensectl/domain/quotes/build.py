"""A request, the catalogue and a price list in; a quote out."""

from collections.abc import Mapping, Sequence
from datetime import date as Day
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from licensectl.core import messages as common
from licensectl.core.money import EXACT, Money, is_payable
from licensectl.core.period import days_later
from licensectl.core.sku_id import parse_availability, parse_spelled
from licensectl.domain.catalog.model import Catalog, Sku
from licensectl.domain.prices.price_list import PriceList
from licensectl.domain.programs.model import Program
from licensectl.domain.quotes import messages
from licensectl.domain.quotes.checks import Item, Knowledge, QuoteContext, check_quote
from licensectl.domain.quotes.checks.conditions import market_segment
from licensectl.domain.quotes.line import QuoteLine
from licensectl.domain.quotes.model import OtherLine, QuoteRequest, RequestLine
from licensectl.domain.quotes.pricing import (
    LINE_TOTAL,
    PriceSource,
    Start,
    WantedProduct,
    below_cost,
    named,
    plan_missing,
    scope_of,
    scope_of_line,
    sell_price,
    special_source,
    start_price,
)
from licensectl.domain.quotes.request_checks import check_request, check_special_prices, names_given, small_percentages
from licensectl.domain.quotes.spelled import check_spelled
from licensectl.domain.quotes.subscriptions import is_subscription, plan_of, term_of
from licensectl.domain.quotes.tax import TaxRegime, regime_of
from licensectl.domain.quotes.totals import Totals, check_decimals, check_discounts, line_total, money_of, rate_of, rounded_of, totals_of
from licensectl.errors import LicensectlError, Problem, by_place
from licensectl.i18n.terms import word
from licensectl.i18n.translate import N_, joined


class Quote(Struct, frozen=True, kw_only=True):
    """An offer. `totals.complete` is False while a line has no price; `problems` are warnings."""

    request: QuoteRequest
    date: Day
    valid_until: Day
    lines: list[QuoteLine]
    totals: Totals
    problems: list[Problem]

    @property
    def tax_regime(self) -> TaxRegime:
        """The tax regime of the sale."""
        return regime_of(self.request.vat)

    @property
    def payable(self) -> Money:
        """The amount that the customer pays to the reseller: the gross one, or the net one where the customer owes the tax to the state."""
        return self.tax_regime.payable(self.totals.net, self.totals.gross)

    @property
    def unpriced(self) -> list[QuoteLine]:
        """The lines that have no price."""
        return [line for line in self.lines if line.line_total is None]

    @property
    def shipping_rate(self) -> Decimal:
        """The VAT rate of the shipping: that of the quote."""
        return rate_of(None, self.request)


def build(
    request: QuoteRequest,
    catalog: Catalog,
    programs: Mapping[str, Program],
    prices: PriceList | None,
    day: Day,
    knowledge: Knowledge = Knowledge(),  # noqa: B008 - frozen
) -> Quote:
    """Return the quote for `request` on its date, else on `day`. Raises LicensectlError that lists every problem of the request at once.

    With `knowledge` the checks that need a figure run too.
    """
    day = request.date or day
    wrong = check_request(request, programs)
    # An invalid scope has no prices: it is reported once, not for each line.
    scoped = not {problem.message for problem in wrong} & {common.CURRENCY, common.MARKET, messages.PROGRAM}
    started = [_started(line, request, catalog, prices, day, scoped) for line in request.lines]
    said = [*check_special_prices(request, day), *(problem for one in started for problem in one.problems)]
    hints = market_segment(request, knowledge.eligibility)
    errors = [*wrong, *_errors(said)]
    _stop_if([*errors, *hints] if errors else [])
    begun = [(one.wanted, one.start) for one in started if one.wanted and one.start]
    priced = [_line(number, line, *begun[number - 1], request) for number, line in enumerate(request.lines, 1)]
    priced += other_lines(request)
    lines, remarked = [line for line, _ in priced], [problem for _, remarks in priced for problem in remarks]
    _stop_if(_errors(remarked))
    problems = [
        *hints,
        *small_percentages((request, *request.lines)),
        *check_decimals(request),
        *check_spelled(request),
        *closed(request.program, programs, day, request.where),
        *said,
        *remarked,
    ]
    skus = [wanted.sku or wanted.taken for wanted, _ in begun] + [None] * len(request.other)
    totals = totals_of(lines, request)
    _stop_if(check_discounts(request, lines, totals))
    problems += check_quote(request, items_of(lines, skus, catalog), QuoteContext(catalog, programs, prices, day, knowledge))
    return Quote(request=request, date=day, valid_until=days_later(day, request.valid_days), lines=lines, totals=totals, problems=problems)


def products(request: QuoteRequest, catalog: Catalog, programs: Mapping[str, Program], prices: PriceList | None) -> list[WantedProduct]:
    """Return the product of each line. Raises LicensectlError that lists every problem of the request at once."""
    wrong = check_request(request, programs)
    begun = [_started(line, request, catalog, prices, Day.min, False) for line in request.lines]
    _stop_if([*wrong, *(problem for one in begun for problem in one.problems)])
    return [one.wanted for one in begun if one.wanted]


def priced_line(
    position: int, line: RequestLine, wanted: WantedProduct, request: QuoteRequest, prices: PriceList | None, day: Day
) -> tuple[QuoteLine, list[Problem]]:
    """Return a line with the price in force on `day` and the request's rules, and its problems."""
    start, said = start_price(line, wanted, request.program, scope_of(request, day), prices)
    made, more = _line(position, line, wanted, start, request)
    return made, said + more


class _Started(NamedTuple):
    """The product and the start price of a line, as far as they are known, and its problems."""

    wanted: WantedProduct | None
    start: Start | None
    problems: list[Problem]


def _started(line: RequestLine, request: QuoteRequest, catalog: Catalog, prices: PriceList | None, day: Day, scoped: bool) -> _Started:
    if names_given(line) != 1:
        return _Started(None, None, [])
    try:
        wanted = named(line, catalog, prices, request.program, scope_of_line(line, scope_of(request, day)) if scoped else None)
    except LicensectlError as failure:
        return _Started(None, None, list(failure.problems))
    if not scoped:
        return _Started(wanted, None, [])
    return _Started(wanted, *start_price(line, wanted, request.program, scope_of(request, day), prices))


def _by_title(line: RequestLine, wanted: WantedProduct) -> Problem:
    """Return a remark that a product is checked by its title, or not checked, because the catalogue does not have it."""
    if wanted.taken:
        return messages.CHECKED_AS.at(line.where, sku=wanted.name, kind=wanted.taken_as)
    if wanted.told.words:
        return messages.UNCHECKED_KIND.at(line.where, sku=wanted.name, kind=joined([word(one) for one in wanted.told.words], ", "))
    return messages.UNCHECKED.at(line.where, sku=wanted.name)


def _line(position: int, line: RequestLine, wanted: WantedProduct, start: Start, request: QuoteRequest) -> tuple[QuoteLine, list[Problem]]:
    sell, said = sell_price(line, request, start, wanted.name, request.currency)
    said = [*said, *_own_price(line, request, wanted.name)]
    if wanted.sku is None:
        said.append(_by_title(line, wanted))
    discount = rounded_of(line.discount_amount, request)
    term, plan = _term(line), plan_of(line) or (start.row.billing_plan if start.row else None)
    said += plan_missing(line, start)
    return QuoteLine(
        position=position,
        sku=str(wanted.key) if wanted.key else None,
        part_number=wanted.sku.part_number if wanted.sku else None,
        title=wanted.title,
        program=request.program,
        vendor="Microsoft",
        quantity=line.quantity,
        unit_price=money_of(start.unit_price, request),
        erp=money_of(start.erp, request),
        sell_price=sell,
        line_total=line_total(sell, line.quantity, discount) if sell is not None else None,
        price_source=start.source,
        vat_rate=rate_of(line.vat_rate, request),
        availability_id=_availability(line),
        distributor_sku=line.distributor_sku,
        note=line.note,
        where=line.where,
        price_row=start.row,
        discount_amount=discount,
        term=term,
        billing_plan=plan or "" if term else "",
    ), said


def _availability(line: RequestLine) -> str | None:
    """Return the AvailabilityId of a line in one spelling, also if its SKU holds it; an invalid one is returned unchanged."""
    if line.availability_id:
        return parse_availability(line.availability_id) or line.availability_id
    found = parse_spelled(line.sku or line.part_number or "")
    return (found and found.availability_id) or None


def _own_price(line: RequestLine, request: QuoteRequest, name: str) -> list[Problem]:
    """Return a note if the rule of the whole quote does not apply to a line with a price by hand. The margin of the profile is not one."""
    rules = [rule for rule in ("margin", "markup", "discount") if getattr(request, rule) is not None and rule in request.places]
    if line.sell_price is None or not rules:
        return []
    return [messages.OWN_PRICE.at(line.where, sku=name, sell=line.sell_price, rule=rules[0], value=getattr(request, rules[0]))]


def other_lines(request: QuoteRequest) -> list[tuple[QuoteLine, list[Problem]]]:
    """Return the lines of other vendors, numbered after the request's lines, each with its problems."""
    return [_other(number, other, request) for number, other in enumerate(request.other, len(request.lines) + 1)]


def _other(position: int, other: OtherLine, request: QuoteRequest) -> tuple[QuoteLine, list[Problem]]:
    sell, special = Money(other.sell_price, request.currency).rounded(), other.special_price
    unit = money_of(special.unit_price if special else other.unit_price, request)
    discount, name = rounded_of(other.discount_amount, request), other.part_number or other.title
    said = below_cost(sell, unit, name, other.where)
    if not is_payable(EXACT.multiply(other.sell_price, Decimal(other.quantity))):
        said = [messages.TOO_LARGE.at(other.where, sku=name, what=LINE_TOTAL)]
    if sell.amount < 0:
        amount = (sell * other.quantity).rounded()
        said.append(messages.REBATE.at(other.where, amount=amount, reason=other.note or other.title))
    return QuoteLine(
        position=position,
        sku=None,
        part_number=other.part_number,
        title=other.title,
        program=request.program,
        vendor=other.vendor,
        quantity=other.quantity,
        unit_price=unit,
        erp=None,
        sell_price=sell,
        line_total=line_total(sell, other.quantity, discount),
        price_source=special_source(special, other.where) if special else PriceSource("request", other.where),
        vat_rate=rate_of(other.vat_rate, request),
        distributor_sku=other.distributor_sku,
        note=other.note,
        where=other.where,
        discount_amount=discount,
        term=_term(other),
        billing_plan=(plan_of(other) or "") if is_subscription(other) else "",
    ), said


def _term(line: RequestLine | OtherLine) -> str:
    return term_of(line) if is_subscription(line) else ""


def items_of(lines: Sequence[QuoteLine], skus: Sequence[Sku | None], catalog: Catalog) -> list[Item]:
    """Return the lines as the checks of a quote take them."""
    return [_item(line, sku, catalog) for line, sku in zip(lines, skus, strict=True)]


def _item(line: QuoteLine, sku: Sku | None, catalog: Catalog) -> Item:
    product = catalog.products[sku.product] if sku else None
    name = line.sku or line.part_number or line.title
    on_sheet = line.price_source.kind == "price_sheet"
    return Item(line.title, name, line.quantity, line.where, on_sheet, sku, product)


def incomplete(quote: Quote) -> list[Problem]:
    """Return why no offer can be made of a quote: its lines without a price, and what was said of their prices; [] of a complete one."""
    lines = quote.unpriced
    if not lines:
        return []
    places = {line.where for line in lines}
    reasons = [problem for problem in quote.problems if problem.where in places and problem.code.startswith("LC-PRICE-")]
    named = ", ".join(f"{line.position} ({line.sku or line.part_number or line.title})" for line in lines)
    return [*reasons, messages.INCOMPLETE.at(lines[0].where, lines=N_("line {named}").filled(named=named))]


def closed(program: str, programs: Mapping[str, Program], day: Day, where: str = "") -> list[Problem]:
    """Return the problem, at `where`, that a program takes no orders on `day`; an empty list if it does."""
    sold = programs[program].sold
    if sold.contains(day):
        return []
    return [messages.PROGRAM_CLOSED.at(where, program=program, day=day, open=sold.words())]


def _errors(problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]


def _stop_if(wrong: Sequence[Problem]) -> None:
    if wrong:
        raise LicensectlError(*sorted(wrong, key=by_place))
