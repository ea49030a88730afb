"""A return question from written values: the options of `returns check`, or the cells of one row of a batch."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from licensectl.domain.return_rules import Moment
from licensectl.domain.returns import ReturnQuestion, parse_moment
from licensectl.errors import Failure
from licensectl.faults import returning as faults
from licensectl.faults.common import BAD_OPTION

COUNT = re.compile(r"[+-]?\d{1,9}", re.ASCII)
BOOLEANS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
WORDS = {"buyer": ("consumer", "business"), "channel": ("online", "store"), "seal": ("intact", "broken", "none")}
MOMENTS = ("purchased", "requested", "delivered")


def parse_question(given: Mapping[str, str], as_of: date, moment: Callable[[str, str], Moment] = parse_moment) -> ReturnQuestion:
    """The question in `given`, blank values left out; asked on `as_of` where no request date is given.

    Program `csp`, kind `perpetual` and market `IT` are taken for granted. Raises Failure with every value that is none.
    """
    values: dict[str, Any] = {"program": "csp", "kind": "perpetual", "requested": as_of}
    problems = []
    for name, text in given.items():
        if text:
            try:
                values[name] = PARSERS[name](text) if name in PARSERS else moment(text, option(name)) if name in MOMENTS else text
            except ValueError:
                problems.append(BAD_OPTION.at(option=option(name), value=text[:60], expected=_expected(name)))
            except Failure as failure:
                problems += failure.problems
    if "purchased" not in values and not given.get("purchased"):
        problems.append(faults.NO_PURCHASE.at())
    if problems:
        raise Failure(*problems)
    return ReturnQuestion(**values)


def option(name: str) -> str:
    """The option that a column or field is named after."""
    return "--" + name.replace("_", "-")


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


def _expected(name: str) -> str:
    if name in WORDS:
        return " | ".join(WORDS[name])
    return "true | false" if name == "activated" else "1, 2, 3, …"


PARSERS: dict[str, Callable[[str], Any]] = {
    "quantity": _count,
    "returned": _count,
    "activated": _boolean,
    "market": str.upper,
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
)
