"""Orders on record: build one from what is given, and check its return window and its cancellation."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core import defaults
from licensectl.core.money import Money, is_currency, read_amount
from licensectl.core.period import Moment
from licensectl.core.sku_id import parse_sku, parse_spelled
from licensectl.domain.invoices.credited import Credited
from licensectl.domain.orders import messages
from licensectl.domain.orders.messages_quote import PRICE_CHANGED
from licensectl.domain.purchases import messages as purchase_messages
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder, choose_lines, day_of, is_order_id
from licensectl.domain.purchases.product_keys import has_key, without_keys
from licensectl.domain.returns.messages import NOTHING_LEFT
from licensectl.domain.returns.question import ReturnQuestion
from licensectl.domain.returns.rules import ReturnRule
from licensectl.domain.returns.stricter import Named, answered, window_end
from licensectl.domain.returns.window import earliest
from licensectl.errors import LicensectlError, Problem
from licensectl.i18n.terms import word

LINE = re.compile(r"(?P<name>[^=@]+)=(?P<quantity>\d{1,9})(?:@(?P<price>.+))?", re.ASCII)
STATES = ("completed", "pending", "cancelled", "suspended", "pending review", "pending po upload", "partial success", "error")


class Given(Struct, frozen=True, kw_only=True):
    """The fields of an order from the command line; None for an option that is absent."""

    id: str | None = None
    alternate_id: str | None = None
    tenant_id: str | None = None
    customer: str | None = None
    program: str | None = None
    quote: str | None = None
    placed: Moment | None = None
    currency: str | None = None
    status: str | None = None
    keys_fulfilled: bool | None = None
    lines: Sequence[str] = ()


class Standing(Struct, frozen=True):
    """Until when an order can be given back: days left to the last safe day, 0 on that day itself; None if no rule says."""

    last_safe_day: date | None
    last_possible_day: date | None
    days_left: int | None


def recorded(given: Given, known: PlacedOrder | None) -> PlacedOrder:
    """Return the order to record: what is known, and over it what was given.

    Raises LicensectlError if anything is missing or wrong, with every problem.
    """
    base = known or PlacedOrder(id=given.id or "")
    said = {name: getattr(given, name) for name in given.__struct_fields__ if name not in ("id", "lines")}
    said = {name: without_keys(value) if isinstance(value, str) else value for name, value in said.items() if value is not None}
    order = replace(base, **said)
    problems = _problems(order, given)
    currency = order.currency or defaults.CURRENCY
    lines = [line for number, text in enumerate(given.lines) if (line := _line(number, text, currency, problems))]
    order = replace(order, lines=_as_known(lines, order.lines) or order.lines, status=order.status or "completed", currency=currency)
    if not order.lines and not problems:
        problems.append(messages.NO_LINES.at())
    if problems:
        raise LicensectlError(*problems)
    return order


def merged(new: PlacedOrder, known: PlacedOrder | None) -> tuple[PlacedOrder, list[Problem]]:
    """Return an order read anew over the one on record, and a warning for each price that changed.

    What was cancelled stays so: nothing undoes a cancellation, so an answer that does not tell of it is older. What only we know stays:
    prices that the answer does not tell, customer, quote and keys. Raises LicensectlError if the two do not hold the same products: one
    of them is another order.
    """
    if known is None:
        return new, []
    held = _same_lines(new, known)
    changed = [
        PRICE_CHANGED.at(id=known.id, line=line.number, known=held[line.number].unit_price, new=line.unit_price)
        for line in new.lines
        if line.unit_price and held[line.number].unit_price not in (None, line.unit_price)
    ]
    lines = [
        replace(line, unit_price=line.unit_price or held[line.number].unit_price, vendor=line.vendor or held[line.number].vendor)
        for line in new.lines
    ]
    gone = known.is_cancelled and new.status is not None and not new.is_cancelled
    back = [line.number for line in lines if line.quantity and not held[line.number].quantity]
    lines = [replace(line, quantity=0) if line.number in back else line for line in lines]
    if gone or back:
        changed.append(messages.OLDER.at(id=known.id))
    made = replace(
        new,
        id=known.id,
        alternate_id=new.alternate_id or known.alternate_id,
        tenant_id=new.tenant_id or known.tenant_id,
        customer=known.customer,
        customer_id=known.customer_id,
        program=known.program,
        quote=known.quote or new.quote,
        placed=new.placed or known.placed,
        currency=new.currency or known.currency,
        status=known.status if gone else new.status or known.status,
        keys_fulfilled=known.keys_fulfilled,
        lines=lines,
    )
    return made, changed


def _same_lines(new: PlacedOrder, known: PlacedOrder) -> dict[int, PlacedLine]:
    """Return for each line of the new order, by its number, that of the known one: of the same number, else the next of its product."""
    products = [sorted((line.number, line.product) for line in order.lines) for order in (new, known)]
    if products[0] == products[1]:
        return {line.number: line for line in known.lines}
    if sorted(product for _, product in products[0]) != sorted(product for _, product in products[1]):
        raise LicensectlError(messages.OTHER_LINES.at(id=known.id))
    left = list(known.lines)
    found = {}
    for line in new.lines:
        found[line.number] = next(one for one in left if one.product == line.product)
        left.remove(found[line.number])
    return found


def standing(order: PlacedOrder, rules: Mapping[str, ReturnRule], named: Named | None, day: date) -> Standing:
    """Return the state of the order's return window on `day`: of several kinds of product the window that ends first.

    Lines that were given back have none. The rule or the terms of the provider count, whichever ends first.
    """
    held = order if all(line.quantity for line in order.lines) else replace(order, lines=[line for line in order.lines if line.quantity])
    if order.placed is None or order.is_cancelled or (order.lines and not held.lines):
        return Standing(None, None, None)
    found = []
    for kind in held.kinds:
        try:
            found.append(window_end(ReturnQuestion(program=order.program, kind=kind, purchased=order.placed, requested=day), rules, named))
        except LicensectlError:
            return Standing(None, None, None)
    safe, possible = earliest(end.safe_day for end in found), earliest(end.possible_day for end in found)
    left = (safe - day).days if safe else None
    return Standing(safe, possible, left if left is not None and left >= 0 else None)


def to_cancel(order: PlacedOrder, numbers: Sequence[int], known: Credited) -> PlacedOrder:
    """Return the order with only the lines of these numbers; without numbers with those that were neither given back nor credited in full.

    Raises LicensectlError if a line is missing, or if no line of the order is left.
    """
    chosen = choose_lines(order if numbers else known.less(order), numbers)
    if order.lines and not chosen.lines:
        raise LicensectlError(*known.remarks(order), NOTHING_LEFT.at(id=order.id))
    return chosen


def check_cancellation(order: PlacedOrder, rules: Mapping[str, ReturnRule], named: Named | None, day: date) -> list[Problem]:
    """Return the problems of cancelling the order on `day`: an error if rules or provider refuse, a warning if it is uncertain."""
    if not order.lines:
        return [messages.WHOLE.at(id=order.id)]
    if order.placed is None:
        return [messages.NO_DAY.at(id=order.id)]
    found = []
    for kind in order.kinds:
        question = ReturnQuestion(
            program=order.program,
            kind=kind,
            purchased=order.placed,
            requested=day,
            order_status=order.status,
            keys_fulfilled=order.keys_fulfilled,
        )
        answer = answered(question, rules, named)
        gaps: dict[str, Any] = {"id": order.id, "placed": day_of(order.placed), "status": word(order.status or "—"), "day": day}
        if answer.verdict == "review":
            found.append(messages.REVIEW.at(safe=answer.last_safe_day or "—", **gaps))
        elif answer.verdict != "eligible":
            found.append(messages.NOT_RETURNABLE.at(last=answer.last_possible_day or "—", **gaps))
    return found


def named_offers(order: PlacedOrder, where: str) -> list[Problem]:
    """Return a problem for each line that does not name its offer as Partner Center does: ProductId, SkuId and AvailabilityId."""
    found = [(line.offer_id, parse_spelled(line.offer_id)) for line in order.lines]
    return [messages.NO_OFFER.at(where, id=order.id, offer=shown) for shown, spelled in found if not (spelled and spelled.availability_id)]


def bought_by(order: PlacedOrder, text: str) -> bool:
    """Return True if the order is the customer's of this id, or of one in whose name `text` stands."""
    return order.customer_id == text.strip().lower() or text.casefold() in (order.customer or "").casefold()


def is_state(text: str) -> bool:
    """Return True if this is a state of an order that is known, in any case."""
    return text.casefold() in (*STATES, "canceled")


def holds_key(texts: Sequence[str | None]) -> bool:
    """Return True if any text holds what looks like a product key."""
    return any(text and has_key(text) for text in texts)


def _as_known(lines: Sequence[PlacedLine], known: Sequence[PlacedLine]) -> list[PlacedLine]:
    """Return lines given by hand with what is known of the same product: number, offer, title and term, and the price if none is given.

    A line of another product gets a number that no known line has.
    """
    left, made, free = list(known), [], count(max((line.number for line in known), default=-1) + 1)
    for line in lines:
        held = next((one for one in left if one.product == line.product), None)
        if held:
            left.remove(held)
            made.append(replace(held, quantity=line.quantity, unit_price=line.unit_price or held.unit_price))
        else:
            made.append(replace(line, number=next(free)))
    return made


def _problems(order: PlacedOrder, given: Given) -> list[Problem]:
    ids = [order_id for order_id in (order.id, order.alternate_id) if order_id is not None]
    found = [messages.BAD_ID.at(id=without_keys(order_id)[:60]) for order_id in ids if not is_order_id(order_id)]
    if order.placed is None:
        found.append(purchase_messages.NO_MOMENT.at())
    if order.currency is not None and not is_currency(order.currency):
        found.append(messages.BAD_STATE.at(option="--currency", value=without_keys(order.currency)[:20], known="EUR, USD, …"))
    if given.status is not None and given.status not in STATES:
        found.append(messages.BAD_STATE.at(option="--status", value=without_keys(given.status)[:60], known=", ".join(STATES)))
    return found


def _line(number: int, text: str, currency: str, problems: list[Problem]) -> PlacedLine | None:
    match = LINE.fullmatch(text.strip())
    price = read_amount(match["price"]) if match and match["price"] else None
    if not match or int(match["quantity"]) < 1 or (match["price"] and (price is None or price < 0)):
        problems.append(messages.BAD_SPEC.at(value=without_keys(text)[:60]))
        return None
    key = parse_sku(match["name"])
    name = match["name"].strip()
    offer = str(key) if key and name.count(":") < 2 else name
    return PlacedLine(
        number, without_keys(offer)[:60], int(match["quantity"]), "", "", Money(price, currency) if price is not None else None
    )
