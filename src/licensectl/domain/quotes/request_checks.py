"""Check a request before it is priced."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from licensectl.core import messages as common
from licensectl.core.money import is_amount, is_currency
from licensectl.core.names import is_market
from licensectl.core.period import days_later
from licensectl.core.sku_id import SkuKey, parse_availability, parse_sku, parse_spelled
from licensectl.core.text import HIDDEN, Text
from licensectl.domain.catalog.model import Catalog
from licensectl.domain.catalog.search import holding
from licensectl.domain.customers.model import Customer
from licensectl.domain.customers.tax_id import impossible, is_tax_code
from licensectl.domain.programs.model import Program
from licensectl.domain.quotes import messages, messages_tax
from licensectl.domain.quotes.model import NAMES, OtherLine, PriceTerms, QuoteRequest, RequestLine, SellTerms, place
from licensectl.domain.quotes.subscriptions import check_subscription, check_subscriptions
from licensectl.domain.quotes.tax import WITHOUT_TAX
from licensectl.domain.sizing.hosts import parse_hosts
from licensectl.errors import Problem, UsageError
from licensectl.i18n.translate import N_, joined, ungrouped

EXPECTED = {
    "margin": N_("0 up to, not including, 100"),
    "markup": N_("0 to 10000"),
    "discount": N_("0 to 100"),
}


def check_special_prices(request: QuoteRequest, day: date) -> Iterator[Problem]:
    """Yield the problems of the special prices of a quote of `day`; one that ends before the quote does is a warning."""
    valid_until = days_later(day, max(request.valid_days, 0))
    for line in request.every_line:
        special = line.special_price
        if special is None:
            continue
        where = place(line, "special_price")
        gaps = {"reference": special.reference[:60], "expires": special.expires}
        if line.unit_price is not None:
            yield messages.SPECIAL_TWICE.at(where)
        if not special.reference.strip():
            yield messages.SPECIAL_REFERENCE.at(where)
        if not is_amount(special.unit_price):
            yield messages.AMOUNT.at(where, name="special_price.unit_price", value=special.unit_price)
        if special.expires < day:
            yield messages.SPECIAL_EXPIRED.at(where, day=day, **gaps)
        elif special.expires < valid_until:
            yield messages.SPECIAL_ENDS.at(where, until=valid_until, **gaps)


def special_ends(line: RequestLine | OtherLine, day: date) -> bool:
    """Return True if the special price of a line is over on `day`."""
    return line.special_price is not None and line.special_price.expires < day


MOST = 10_000_000
MOST_DAYS = 3650


def check_request(request: QuoteRequest, programs: Mapping[str, Program]) -> list[Problem]:
    """Return all problems of the request."""
    found = [problem for check in CHECKS for problem in check(request)]
    return [*found, *_program(request, programs)]


def check_price_terms(terms: PriceTerms, programs: Mapping[str, Program]) -> list[Problem]:
    """Return the problems of the terms of a price; an empty list for valid ones."""
    return [*_percentages(terms), *_scope(terms), *_program(terms, programs)]


# Amounts that a line itself states.
BY_HAND = ("unit_price", "sell_price", "discount_amount")


def check_row(line: RequestLine, terms: PriceTerms, programs: Mapping[str, Program]) -> list[Problem]:
    """Return the problems of one line that is priced by itself on these terms."""
    of_line = (*_name(line), *_bad_amounts(line, *BY_HAND), *_price_and_rule(line), *_percentages(line))
    return [*of_line, *check_subscription(line, terms.program), *_percentages(terms), *_scope(terms), *_program(terms, programs)]


def _program(terms: QuoteRequest | PriceTerms, programs: Mapping[str, Program]) -> Iterator[Problem]:
    if terms.program not in programs:
        yield messages.PROGRAM.at(place(terms, "program"), program=terms.program, known=", ".join(programs))


def _quantities(request: QuoteRequest) -> Iterator[Problem]:
    for line in request.every_line:
        if not 1 <= line.quantity <= MOST:
            yield messages.QUANTITY.at(place(line, "quantity"), quantity=line.quantity, most=MOST)


def _texts(request: QuoteRequest) -> Iterator[Problem]:
    """Check what names the quote and the customer: texts that look alike must be alike."""
    customer = request.customer
    name = customer if isinstance(customer, str) else customer.name
    for field, text in (("number", request.number), ("customer", name), ("po_number", request.po_number)):
        if text is not None and HIDDEN.search(text):
            yield messages.HIDDEN_SIGNS.at(place(request, field), name=field)
    if not name.strip():
        yield messages.NO_CUSTOMER_NAME.at(place(request, "customer"))


def _names(request: QuoteRequest) -> Iterator[Problem]:
    for line in request.lines:
        yield from _name(line)


def _name(line: RequestLine) -> Iterator[Problem]:
    if (count := names_given(line)) != 1:
        yield messages.ONE_NAME.at(line.where, count=count)


def names_given(line: RequestLine) -> int:
    """Return the number of names that a line gives its product: it should be one."""
    return sum(bool(getattr(line, name)) for name in NAMES)


def _some_lines(request: QuoteRequest) -> Iterator[Problem]:
    if not request.lines and not request.other:
        yield messages.NO_LINES.at(place(request, "lines", "other"))


def _terms(request: QuoteRequest) -> Iterator[Problem]:
    for terms in (request, *request.lines):
        yield from _percentages(terms)
    for line in request.lines:
        yield from _price_and_rule(line)


def _price_and_rule(line: RequestLine) -> Iterator[Problem]:
    for rule in ("margin", "markup"):
        if line.sell_price is not None and getattr(line, rule) is not None:
            yield messages.PRICE_AND_RULE.at(place(line, rule), rule=rule)


def _percentages(terms: SellTerms) -> Iterator[Problem]:
    said = {name: value for name in ("margin", "markup", "discount") if (value := getattr(terms, name)) is not None}
    if len(said) > 1:
        yield messages.ONE_RULE.at(place(terms, *said), names=", ".join(said))
    for name, value in said.items():
        if not (
            is_amount(value) and (0 <= value < 100 or (name == "discount" and value == 100) or (name == "markup" and 0 <= value <= 10_000))
        ):
            expected: list[Text] = [EXPECTED[name]]
            if value.is_finite() and not value.is_signed() and not is_amount(value):
                expected.append(N_("with at most 10 decimals"))
            yield common.PERCENT.at(place(terms, name), name=name, value=value, expected=joined(expected, ", "))


def small_percentages(every: Iterable[SellTerms]) -> Iterator[Problem]:
    """Yield a warning for each margin, markup and discount between 0 and 1, which may be meant as a fraction; once per place."""
    said = dict[tuple[str, str], Problem]()
    for terms in every:
        for name in ("margin", "markup", "discount"):
            value = getattr(terms, name)
            if value is not None and 0 < value < 1:
                where = place(terms, name)
                said.setdefault((where, name), small_percentage(name, value, where))
    yield from said.values()


def small_percentage(name: str, value: Decimal, where: str = "") -> Problem:
    """Return the warning of a percentage between 0 and 1."""
    return messages.SMALL_PERCENTAGE.at(where, name=name, value=ungrouped(value.normalize()), percent=ungrouped((value * 100).normalize()))


def _vat(request: QuoteRequest) -> Iterator[Problem]:
    vat = request.vat
    count = sum((vat.rate is not None, *(getattr(vat, name) for name in WITHOUT_TAX)))
    if count != 1 or (vat.split_payment and vat.rate is None):
        yield messages.VAT.at(place(request, "vat"), count=count, names=", ".join(WITHOUT_TAX))
    rates = [(place(request, "vat"), vat.rate), *((place(line, "vat_rate"), line.vat_rate) for line in request.every_line)]
    for where, rate in rates:
        yield from check_rate(rate, "VAT rate", where)


def check_rate(rate: Decimal | None, name: str, where: str = "") -> Iterator[Problem]:
    """Yield the problems of a VAT rate in percent; a figure between 0 and 1 is refused as a fraction."""
    if rate is not None and not (rate.is_finite() and 0 <= rate <= 100):
        yield common.PERCENT.at(where, name=name, value=rate, expected=N_("0 to 100"))
    elif rate is not None and 0 < rate < 1:
        yield messages_tax.FRACTION.at(where, name=name, value=rate, percent=ungrouped((rate * 100).normalize()))


def _vat_id(request: QuoteRequest) -> Iterator[Problem]:
    customer = request.customer
    if not isinstance(customer, Customer) or not customer.vat_id or is_tax_code(customer.vat_id):
        return
    if impossible(customer.vat_id, customer.country or request.market):
        yield common.VAT_ID.at(place(request, "customer"), id=customer.vat_id[:40])


def _long_rates(request: QuoteRequest) -> Iterator[Problem]:
    """Yield a problem for each VAT rate with too many digits."""
    rates = [(place(request, "vat"), request.vat.rate), *((place(line, "vat_rate"), line.vat_rate) for line in request.every_line)]
    for where, rate in rates:
        if rate is not None and rate.is_finite() and 0 <= rate <= 100 and not is_amount(rate):
            yield common.PERCENT.at(where, name="VAT rate", value=str(rate)[:40], expected=N_("0 to 100"))


def _amounts(request: QuoteRequest) -> Iterator[Problem]:
    yield from _bad_amounts(request, "shipping", "discount_amount")
    for line in request.every_line:
        if line.sell_price is not None and line.sell_price.is_finite() and line.sell_price < 0 and is_amount(-line.sell_price):
            yield from _bad_amounts(line, "unit_price", "discount_amount")
            yield from _rebate(line)
        else:
            yield from _bad_amounts(line, "unit_price", "sell_price", "discount_amount")


def _rebate(line: RequestLine | OtherLine) -> Iterator[Problem]:
    """Yield the problems of a line with a negative sell price."""
    if isinstance(line, RequestLine):
        yield messages.NEGATIVE.at(place(line, "sell_price"), value=line.sell_price)
    elif not (line.note or line.title).strip():
        yield messages.REBATE_REASON.at(place(line, "sell_price"))
    elif line.discount_amount is not None:
        yield messages.PRICE_AND_RULE.at(place(line, "discount_amount"), rule="discount_amount")


def _bad_amounts(record: QuoteRequest | RequestLine | OtherLine, *names: str) -> Iterator[Problem]:
    for name in names:
        value = getattr(record, name)
        if value is not None and not is_amount(value):
            yield messages.AMOUNT.at(place(record, name), name=name, value=value)


def _codes(request: QuoteRequest) -> Iterator[Problem]:
    yield from _scope(request)
    if not 0 <= request.valid_days <= MOST_DAYS:
        yield common.VALID_DAYS.at(place(request, "valid_days"), days=request.valid_days)
    if not isinstance(request.customer, Customer):
        yield messages.CUSTOMER_ID.at(place(request, "customer"), id=request.customer)


def _availabilities(request: QuoteRequest) -> Iterator[Problem]:
    """Yield a problem for each line with two different AvailabilityIds."""
    for line in request.lines:
        found = parse_spelled(line.sku or line.part_number or "") if line.availability_id else None
        said = parse_availability(line.availability_id or "")
        if found and said and found.availability_id not in ("", said):
            yield messages.TWO_AVAILABILITIES.at(place(line, "availability_id"), sku=found.availability_id, other=said)


def _scope(terms: QuoteRequest | PriceTerms) -> Iterator[Problem]:
    if not is_currency(terms.currency):
        yield common.CURRENCY.at(place(terms, "currency"), currency=terms.currency)
    if not is_market(terms.market):
        yield common.MARKET.at(place(terms, "market"), market=terms.market)


def _servers(request: QuoteRequest) -> Iterator[Problem]:
    for server in request.servers:
        try:
            parse_hosts([server.server], [server.vms])
        except UsageError as misuse:
            yield from (problem._replace(where=server.where) for problem in misuse.problems)


CHECKS: tuple[Callable[[QuoteRequest], Iterator[Problem]], ...] = (
    _some_lines,
    _quantities,
    _texts,
    _names,
    _terms,
    _vat,
    _vat_id,
    _long_rates,
    _amounts,
    _codes,
    _availabilities,
    check_subscriptions,
    _servers,
)


def keys_of(request: QuoteRequest, catalog: Catalog) -> set[SkuKey]:
    """Return the SKUs that the request may need prices of, and all SKUs of the same products for the checks that compare them."""
    names = [name for line in request.lines for name in (line.sku, line.part_number) if name]
    ids = [sku_key for name in names for sku_key in catalog.find(name)]
    ids += [sku_key for line in request.lines if line.search for sku_key in holding(catalog, line.search)]
    weighed = [other for sku_key in ids for other in catalog.products[catalog.skus[sku_key].product].skus.values()]
    spelled = [*names, *(sku.sku or "" for sku in weighed)]
    return {key for name in spelled if (key := parse_sku(name)) and key.sku_id}
