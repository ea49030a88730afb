"""Conditions on the customer and the program: qualifying licences, seat limits, first orders, Software Assurance."""

from collections.abc import Iterator, Mapping

from licensectl.core.defaults import AGREEMENT_PROGRAM, SHEET_PROGRAM
from licensectl.domain.catalog.eligibility import Qualification, qualification_id
from licensectl.domain.catalog.model import Condition, Sku
from licensectl.domain.customers import holdings as owned
from licensectl.domain.customers.model import Customer
from licensectl.domain.quotes import messages_checks as messages
from licensectl.domain.quotes.checks.context import Basket, Item, gaps
from licensectl.domain.quotes.messages import SEGMENT_MARKET
from licensectl.domain.quotes.model import NAMES, QuoteRequest, RequestLine, place
from licensectl.errors import Problem

NAMED = {
    "microsoft-365-business": messages.HOME_TO_PRO,
    "qualifying-windows": messages.UPGRADE_ONLY,
    "esu-coverage": messages.ESU_COVERAGE,
}

# What tells lines of one product apart.
SAID = tuple(field for field in RequestLine.__struct_fields__ if field not in (*NAMES, "where", "places"))


def required(basket: Basket) -> Iterator[Problem]:
    """Yield a remark for a condition of a SKU that the customer neither has under `owned` nor buys in the same quote."""
    for item, sku, product in basket.known():
        for condition_id in dict.fromkeys((*product.requires, *sku.requires)):
            condition = basket.catalog.conditions.get(condition_id, Condition(condition_id))
            others = [other.title for other in basket.items if not _requires(basket, other.sku, condition_id)]
            bought = any(words.casefold() in title.casefold() for words in condition.seen_in for title in others)
            if not bought and not basket.owns(condition_id):
                yield NAMED.get(condition_id, messages.REQUIRES).at(item.where, **gaps(item, what=condition.title, id=condition_id))


def segment(basket: Basket) -> Iterator[Problem]:
    """Yield a remark for a segment that a customer of this qualification may not buy."""
    customer = basket.request.customer
    named = customer.qualification if isinstance(customer, Customer) else None
    if named is None or basket.request.program != SHEET_PROGRAM:
        return
    known = basket.eligibility.get(qualification_id(named))
    if known is None:
        yield messages.QUALIFICATION.at(basket.request.where, id=named, known=", ".join(basket.eligibility))
    elif known.contains(basket.day) and basket.request.segment in known.may_not:
        yield messages.SEGMENT.at(basket.request.where, segment=basket.request.segment, what=known.title, may=", ".join(known.may))


def seats(basket: Basket) -> Iterator[Problem]:
    """Yield a problem for more seats of a product than one customer may have."""
    for title, most in basket.seat_limits.items():
        rows = [item for item in basket.items if title.casefold() in item.title.casefold() and not _for_other(item)]
        total = sum(item.quantity for item in rows)
        if total > most:
            yield messages.SEATS.at(rows[0].where, title=title, total=total, most=most)


def most_at_once(basket: Basket) -> Iterator[Problem]:
    """Yield a problem for a quantity above what a distributor's catalogue takes in one order."""
    for item, sku, _ in basket.known():
        if sku.max_quantity and item.quantity > sku.max_quantity:
            yield messages.MAXIMUM.at(item.where, **gaps(item, quantity=item.quantity, most=sku.max_quantity))


def repeated(basket: Basket) -> Iterator[Problem]:
    """Yield a problem for each line that repeats another: product, however it is named, quantity, prices and note."""
    seen: dict[tuple[object, ...], str] = {}
    for item, line in zip(basket.items, basket.request.lines, strict=False):
        said = (item.name, *(getattr(line, field) for field in SAID))
        if said in seen:
            yield messages.REPEATED.at(line.where, sku=item.name, quantity=line.quantity, other=seen[said])
        else:
            seen[said] = line.where


def market_segment(request: QuoteRequest, eligibility: Mapping[str, Qualification]) -> list[Problem]:
    """Return a warning if no customer of the market may buy the segment of a request in price sheets."""
    kinds = [one for one in eligibility.values() if request.segment in one.may]
    if request.program != SHEET_PROGRAM or not kinds or any(not one.markets or request.market in one.markets for one in kinds):
        return []
    known = ", ".join(sorted({market for one in kinds for market in one.markets}))
    return [SEGMENT_MARKET.at(place(request, "segment"), segment=request.segment, market=request.market, known=known)]


def open_first_order(basket: Basket) -> Iterator[Problem]:
    """Yield a problem for fewer licences than an Open License agreement starts with; with Software Assurance each counts twice."""
    least, double = basket.figures.get("open-first-order"), basket.figures.get("open-sa-counts")
    if basket.request.program != AGREEMENT_PROGRAM or least is None or basket.owns(owned.OPEN_AGREEMENT):
        return
    weight = (double or 1) if basket.request.software_assurance else 1
    count = weight * sum(item.quantity for item in basket.items)
    if 0 < count < least:
        yield messages.OPEN_MINIMUM.at(basket.request.where, count=count, least=least)


def software_assurance(basket: Basket) -> Iterator[Problem]:
    """Yield a problem for Software Assurance in a program that has none."""
    if basket.request.software_assurance and basket.programs[basket.request.program].without_software_assurance:
        yield messages.NO_SA.at(basket.request.where, program=basket.request.program)


def owned_known(basket: Basket) -> Iterator[Problem]:
    """Yield a problem for each unknown id under `owned`: a misspelt one would have no effect, unseen."""
    for owned_id in basket.request.owned:
        if not owned.knows(basket.catalog, owned_id):
            yield messages.OWNED.at(basket.request.where, id=owned_id, near=owned.near(basket.catalog, owned_id))


def _requires(basket: Basket, sku: Sku | None, condition_id: str) -> bool:
    return sku is not None and condition_id in (*sku.requires, *basket.catalog.products[sku.product].requires)


def _for_other(item: Item) -> bool:
    """Return True for a perpetual SKU of the catalogue whose title only mentions the product."""
    return item.sku is not None and item.sku.kind == "perpetual"
