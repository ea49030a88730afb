"""Helpers of the readers of placed orders: an order that was read, and the texts, amounts and moments of JSON."""

import re
from decimal import Decimal
from typing import Any, NamedTuple

from licensectl.core.money import Money, is_amount, is_currency, unit
from licensectl.core.period import Moment
from licensectl.core.sku_id import parse_spelled
from licensectl.domain.orders.messages import NOTHING
from licensectl.domain.purchases.model import PlacedOrder, without_keys
from licensectl.domain.returns.question import parse_moment
from licensectl.errors import LicensectlError, Problem

Json = dict[str, Any]
# Partner Center writes seven digits of a second; six are what a moment of ours holds.
FRACTION = re.compile(r"(\.\d{6})\d+")
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
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
    return NOTHING if value is None or value == "" else UNSAFE.sub("", without_keys(str(value)))[:most]


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
