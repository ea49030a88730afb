"""Helpers of the readers of placed orders: an order that was read, and the texts, amounts and moments of JSON."""

import re
from decimal import Decimal
from typing import Any, NamedTuple

from licensectl.core.money import Money, is_amount, is_currency, unit
from licensectl.core.period import Moment, parse_day
from licensectl.core.sku_id import parse_spelled
from licensectl.core.text import Text
from licensectl.domain.orders import messages
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder, is_order_id
from licensectl.domain.purchases.product_keys import without_keys
from licensectl.domain.returns.question import parse_moment
from licensectl.errors import LicensectlError, Problem
from licensectl.i18n.translate import N_

Json = dict[str, Any]
# Partner Center writes seven digits of a second; six are what a moment of ours holds.
FRACTION = re.compile(r"(\.\d{6})\d+")
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
# How far an order is, in the words of Partner Center; what is not listed is still under way.
STATES = {
    "completed": "completed",
    "fulfilled": "completed",
    "provisioned": "completed",
    "shipped": "completed",
    "invoiced": "completed",
    "closed": "completed",
    "cancelled": "cancelled",
    "canceled": "cancelled",
    "voided": "cancelled",
    "error": "error",
}
UNDER_WAY = "pending"
NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,10})?", re.ASCII)


class ReadOrder(NamedTuple):
    """An order of a file: where it stands, and the order, None if there is no such one to record; `given` is its JSON.

    `problems` are what was not ordered (errors) and what was left out or guessed; `refused`: the answer is no. `wrong` says why an order
    cannot be read.
    """

    where: str
    order: PlacedOrder | None
    given: Json | None = None
    problems: list[Problem] = []
    wrong: list[Problem] = []
    refused: bool = False


def shown(value: Any, most: int = 60) -> Any:
    """Return the value for use in a message: at most `most` characters, without product keys or parts of them."""
    return messages.NOTHING if value is None or value == "" else UNSAFE.sub("", without_keys(str(value)))[:most]


def failure_details(group: Any, code: Any) -> Text:
    """Return group and code of an error, in parentheses, as far as they are given."""
    if group in (None, ""):
        return "" if code in (None, "") else N_(" (code {code})").filled(code=shown(code))
    if code in (None, ""):
        return N_(" (group {group})").filled(group=shown(group))
    return N_(" (group {group}, code {code})").filled(group=shown(group), code=shown(code))


def text(held: Json, key: str) -> str | None:
    """Return a text without product keys and control characters; None for anything else."""
    value = held.get(key)
    return (UNSAFE.sub("", without_keys(value)).strip() or None) if isinstance(value, str) else None


def word(held: Json, key: str) -> str | None:
    """Return an id that may be written as a text or as a number; None for anything else."""
    value = held.get(key)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else text(held, key)


def amount(value: Any, currency: str | None) -> Money | None:
    """Return an amount in this currency, with the digits of its minor unit; None for any other value."""
    if isinstance(value, str) and NUMBER.fullmatch(value.strip()):
        value = Decimal(value.strip())
    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    if not isinstance(value, Decimal) or not is_amount(value) or not currency or not is_currency(currency):
        return None
    padded = max(unit(currency), value, key=lambda one: -int(one.as_tuple().exponent))
    return Money(value.quantize(padded), currency)


def price(value: Any, currency: str | None, at: tuple[str, int], problems: list[Problem]) -> Money | None:
    """Return the price of a line, with a warning where one is given that cannot be read; `at` is the place of the order and the line."""
    found = amount(value, currency)
    if found is None and value not in (None, ""):
        problems.append(messages.PRICE_LEFT_OUT.at(at[0], line=at[1], value=shown(value)))
    return found


def quantity(value: Any) -> int | None:
    """Return a whole number of licences, however it is written (`5`, `5.0`, `"5"`); None for any other value."""
    if isinstance(value, str) and NUMBER.fullmatch(value.strip()):
        value = Decimal(value.strip())
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not 0 <= value <= 1_000_000_000:
        return None
    return int(value) if value == int(value) else None


def moment(value: Any) -> Moment | None:
    """Return the UTC day or instant that is written; None for any other value and for a time without its offset."""
    try:
        return parse_moment(FRACTION.sub(r"\1", value.strip())) if isinstance(value, str) else None
    except LicensectlError:
        return None


def is_empty(found: Moment | None) -> bool:
    """Return True for the first day of the year 1, which .NET writes where a date is not set; some zones move it by hours."""
    return found is not None and found.year == 1


def as_list(value: Any) -> list[Any]:
    """Return a list as it is, any other value as a list of it: PowerShell and some clients unwrap lists of one."""
    return value if isinstance(value, list) else [value]


def offer(written: str) -> str:
    """Return a product as the ledger keeps it: ProductId:SkuId with the AvailabilityId if there is one, any other id as it is."""
    found = parse_spelled(written)
    if found is None or not found.sku_id:
        return UNSAFE.sub("", without_keys(written)).strip()[:120]
    return ":".join(part for part in (found.product_id, found.sku_id, found.availability_id) if part)


def foreign(value: Json, where: str, what: Text) -> ReadOrder:
    """Return the entry of a document that is not an order."""
    return ReadOrder(where, None, value, wrong=[messages.FOREIGN.at(where, what=what, taken=messages.BY_HAND)])


def records(value: Any) -> list[Json]:
    """Return the objects of a list."""
    return [one for one in as_list(value) if isinstance(one, dict)]


def inner(held: Json, *keys: str) -> Json:
    """Return the object behind these keys; an empty one if it is missing."""
    for key in keys:
        found = held.get(key)
        held = found if isinstance(found, dict) else {}
    return held


def order_day(value: Any, where: str, problems: list[Problem]) -> Moment | None:
    """Return a moment; of a time without its offset the day, with a warning."""
    found = moment(value)
    if is_empty(found):
        problems.append(messages.EMPTY_DAY.at(where, value=shown(value)))
        return None
    if found is not None or not isinstance(value, str):
        return found
    if (day := parse_day(value.strip()[:10])) is None:
        if value.strip():
            problems.append(messages.BAD_MOMENT.at(where, value=shown(value)))
        return None
    if is_empty(day):
        problems.append(messages.EMPTY_DAY.at(where, value=shown(value)))
        return None
    problems.append(messages.NO_OFFSET.at(where, value=shown(value), day=day))
    return day


def read_order(order: PlacedOrder, given: Json, where: str, problems: list[Problem], refused: bool = False) -> ReadOrder:
    """Return the entry of an order that was read; a line that holds no product or no whole number of licences was left out already."""
    wrong = [one for one in problems if one.message is messages.BAD_MOMENT]
    if not is_order_id(order.id):
        wrong.append(messages.BAD_ID.at(where, id=shown(order.id)) if order.id else messages.MISSING.at(where, field="id"))
    if wrong:
        return ReadOrder(where, None, given, wrong=wrong)
    if not order.lines and any(one.message is messages.LINE_LEFT_OUT for one in problems):
        return ReadOrder(where, None, given, problems, refused=True)
    return ReadOrder(where, order, given, problems, refused=refused)


def placed_line(number: int, product: str | None, count: Any, where: str, problems: list[Problem], **more: Any) -> PlacedLine | None:
    """Return a line; None, with a problem, without a product or a whole number of licences."""
    pieces = quantity(count)
    if product is None or pieces is None:
        field = N_("quantity") if product else N_("product")
        problems.append(messages.LINE_LEFT_OUT.at(where, line=number, field=field, value=shown(count if product else None)))
        return None
    return PlacedLine(number, offer(product), pieces, **more)


def state_of(said: str | None) -> str | None:
    """Return the state of an order in Partner Center's words; None if it is not given."""
    return None if said is None else STATES.get(said.lower(), UNDER_WAY)
