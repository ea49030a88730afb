"""A return question, and how it is read from written values: options, or the cells of one row of a batch."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from msgspec import Struct

from licensectl.core.defaults import MARKET, PROGRAM
from licensectl.core.messages import BAD_OPTION, UNKNOWN_NAME, one_of
from licensectl.core.money import Money, is_currency, read_amount
from licensectl.core.names import option
from licensectl.core.period import ISO_DAY, Moment, parse_day
from licensectl.core.text import Text
from licensectl.domain.returns import messages
from licensectl.errors import LicensectlError
from licensectl.i18n.translate import N_

LENGTH = len("2026-03-01")
COUNT = re.compile(r"[+-]?\d{1,9}", re.ASCII)
# What Excel writes in Italian as well.
BOOLEANS = {"true": True, "yes": True, "1": True, "vero": True, "sì": True, "si": True}
BOOLEANS |= {"false": False, "no": False, "0": False, "falso": False}
WORDS = {"buyer": ("consumer", "business"), "channel": ("online", "store"), "seal": ("intact", "broken", "none")}
WORDS |= {"event": ("purchase", "addition", "renewal")}
BOOLEAN = ("activated", "exchange", "keys_fulfilled")
MOMENTS = ("purchased", "requested", "delivered")


class ReturnQuestion(Struct, frozen=True, kw_only=True):
    """A purchase to return; moments are UTC days or instants. `quantity` None: the whole line, however many.

    `event`: what happened at `purchased`: the purchase, seats added later, or a renewal. `exchange`: another edition is
    wanted instead. `others_kept`: other lines of the order stay. `credited`: the invoices that credited the whole line.
    """

    program: str
    kind: str
    purchased: Moment
    requested: Moment
    delivered: Moment | None = None
    quantity: int | None = None
    returned: int | None = None
    unit_price: Money | None = None
    segment: str | None = None
    buyer: str | None = None
    market: str | None = MARKET
    channel: str | None = None
    seal: str | None = None
    activated: bool | None = None
    order_status: str | None = None
    event: str | None = "purchase"
    exchange: bool = False
    keys_fulfilled: bool | None = None
    others_kept: bool = False
    credited: tuple[str, ...] = ()

    @property
    def partial(self) -> bool:
        """Return True if less is to be returned than was bought."""
        return self.quantity is not None and self.returned is not None and self.returned < self.quantity

    @property
    def kept(self) -> int:
        """Return how many stay of a partial return, 0 if that is not known."""
        return self.quantity - self.returned if self.quantity is not None and self.returned is not None else 0


def parse_moment(text: str, option: str = "") -> Moment:
    """Return the UTC day of `2026-03-01` or the UTC instant of a timestamp. Raises LicensectlError if the day or the offset is missing."""
    if (day := parse_day(text)) is not None:
        return day
    try:
        moment = datetime.fromisoformat(text) if ISO_DAY.match(text) and len(text) > LENGTH else None
        if moment is not None and moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        moment = None
    raise LicensectlError((messages.NAIVE if moment else messages.BAD_DAY).at(option=option, value=text[:60]))


def parse_price(text: str | None, currency: str) -> Money | None:
    """Return the price paid, or None if it is not given. Raises LicensectlError if it is not an amount."""
    if text is None:
        return None
    amount = read_amount(text)
    if amount is None or amount < 0 or not is_currency(currency):
        raise LicensectlError(messages.BAD_AMOUNT.at(option="--unit-price", value=f"{text[:60]} {currency[:10]}"))
    return Money(amount, currency)


def parse_question(given: Mapping[str, str], as_of: date, *, programs: Collection[str] = ()) -> ReturnQuestion:
    """Return the question in `given`; blank values are ignored. Without a date of request it is asked on `as_of`.

    Missing values are the default program, the default market and kind `perpetual`. `programs`: the known ids; if empty, any is accepted.
    Raises LicensectlError listing all invalid values.
    """
    values: dict[str, Any] = {"program": PROGRAM, "kind": "perpetual", "requested": as_of}
    problems = []
    for name, text in given.items():
        if text:
            try:
                values[name] = PARSERS[name](text) if name in PARSERS else parse_moment(text, option(name)) if name in MOMENTS else text
            except ValueError:
                problems.append(BAD_OPTION.at(option=option(name), value=text[:60], expected=_expected(name)))
            except LicensectlError as failure:
                problems += failure.problems
    if programs and values["program"] not in programs:
        problems.append(UNKNOWN_NAME.at(what=N_("program"), name=values["program"][:60], known=", ".join(programs)))
    if "purchased" not in values and not given.get("purchased"):
        problems.append(messages.NO_PURCHASE.at())
    if problems:
        raise LicensectlError(*problems)
    return ReturnQuestion(**values)


@lru_cache(1_000)
def _count(text: str) -> int:
    if not COUNT.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _boolean(text: str) -> bool:
    if text.casefold() not in BOOLEANS:
        raise ValueError(text)
    return BOOLEANS[text.casefold()]


def _word(name: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text.casefold() not in WORDS[name]:
            raise ValueError(text)
        return text.casefold()

    return parse


def _expected(name: str) -> Text:
    if name in WORDS:
        return one_of(WORDS[name])
    return one_of(("true", "false")) if name in BOOLEAN else "1, 2, 3, …"


PARSERS: dict[str, Callable[[str], Any]] = {
    "quantity": _count,
    "returned": _count,
    "market": str.upper,
    "program": lambda text: text.casefold().replace("-", "_"),
    "kind": lambda text: text.casefold().replace("-", "_"),
    **{name: _boolean for name in BOOLEAN},
    **{name: _word(name) for name in WORDS},
}
FIELDS = (
    "program",
    "kind",
    "purchased",
    "requested",
    "delivered",
    "quantity",
    "returned",
    "segment",
    "buyer",
    "market",
    "channel",
    "seal",
    "activated",
    "order_status",
    "event",
    "exchange",
    "keys_fulfilled",
)
