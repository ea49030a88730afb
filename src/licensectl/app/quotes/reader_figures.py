"""Read the amounts, percentages and counts of a request: the same way in YAML, JSON and tables."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from licensectl.core.defaults import CURRENCY
from licensectl.core.money import NEGATIVE_ZERO
from licensectl.core.text import Bilingual, Text
from licensectl.domain.quotes import messages_batch as messages
from licensectl.errors import Message, Problem
from licensectl.facts.yaml_reader import Path, YamlDocument
from licensectl.i18n.translate import N_, percent, ungrouped
from licensectl.tables.numbers import AROUND, Amount, Mark, is_currency, parse_figure

Kind = Literal["amount", "percentage", "count"]
KINDS: Mapping[str, Kind] = {
    "unit_price": "amount",
    "sell_price": "amount",
    "discount_amount": "amount",
    "shipping": "amount",
    "quote_discount": "amount",
    "quote_shipping": "amount",
    "margin": "percentage",
    "markup": "percentage",
    "discount": "percentage",
    "vat_rate": "percentage",
    "quantity": "count",
    "valid_days": "count",
}
UNREADABLE: Mapping[Kind, Message] = {"amount": messages.NOT_AMOUNT, "percentage": messages.NOT_PERCENTAGE, "count": messages.NOT_COUNT}
# Figures as YAML and JSON write them, which have one reading.
PLAIN = re.compile(r"-?\d{1,15}(\.\d{1,10})?", re.ASCII)
EXPONENT = re.compile(r"-?\d{1,15}(\.\d{1,10})?[eE][+-]?\d{1,2}", re.ASCII)
THOUSANDS = re.compile(r"[1-9]\d{0,2}\.000", re.ASCII)
# Figures out of bounds are kept as they are: the checks of the request name the bounds.
BEYOND = r"[+-]?(\d+(\.\d*)?([eE][+-]?\d+)?|nan|inf|infinity)"
LINES = ("lines", "other")
# Stands in for a figure that cannot be read: it passes every check, so that all others still run.
STAND_IN = "1"


class Cell(str):
    """The text of a cell of a table. `name` is what messages call it; `number`: a workbook's number, with a decimal point."""

    row: int
    header: str
    number: bool

    def __new__(cls, text: str, row: int = 0, header: str = "", number: bool = False) -> "Cell":
        made = super().__new__(cls, text)
        made.row, made.header, made.number = row, header, number
        return made

    @property
    def name(self) -> Bilingual:
        return name_of_cell(self.row, self.header)


def name_of_cell(row: int, header: str) -> Bilingual:
    """Return the name of a cell of a table in messages."""
    return N_("row {row}, column {header}").filled(row=row, header=header)


class BadFigureError(ValueError):
    """A figure that cannot be read: the message, and its gaps beside `name` and `value`."""

    def __init__(self, message: Message, **gaps: object) -> None:
        super().__init__(message.code)
        self.message, self.gaps = message, gaps

    def problem(self, where: str, name: Text, text: str) -> Problem:
        """Return the problem of the figure `text`, shown as it is written."""
        return self.message.at(where, name=name, value=text.strip(AROUND)[:60], **self.gaps)


def plain_figures(document: YamlDocument) -> tuple[YamlDocument, list[Problem]]:
    """Return a request with each figure as ASCII digits with a decimal point, and the problems of those that cannot be read."""
    if not isinstance(document.value, dict):
        return document, []
    said = document.value.get("currency")
    currency = said.strip().upper() if isinstance(said, str) else CURRENCY
    found = [held for held in _figures(document.value) if not _settled(held)]
    if not found:
        return document, []
    value, problems = _copied(document.value), list[Problem]()
    for held in found:
        *above, key = held.path
        record = value
        for step in above:
            record = record[step]
        try:
            record[key] = read_figure(held.text, held.kind, currency)
        except BadFigureError as bad:
            record[key] = STAND_IN
            name = getattr(held.text, "name", ".".join(step for step in held.path if isinstance(step, str) and step not in LINES))
            problems.append(bad.problem(document.where(held.path), name, held.text))
    return document._replace(value=value), problems


def read_figure(text: str, kind: Kind, currency: str) -> str:
    """Return a figure as ASCII digits with a decimal point. Raises BadFigureError.

    Nothing is guessed: `1.234` in a cell of text can be two figures and is refused, and so is an amount in another currency.
    """
    cell = text.strip(AROUND)
    if not isinstance(text, Cell) and (PLAIN.fullmatch(cell) or EXPONENT.fullmatch(cell)):
        plain = format(Decimal(cell), "f")
    elif not isinstance(text, Cell) and re.fullmatch(BEYOND, cell, re.ASCII | re.IGNORECASE):
        return cell
    else:
        plain = _of_cell(cell, kind, currency, "." if getattr(text, "number", False) else None)
    if NEGATIVE_ZERO.fullmatch(plain):
        raise BadFigureError(UNREADABLE[kind])
    if kind == "count":
        whole, _, decimals = plain.partition(".")
        if decimals.strip("0"):
            raise BadFigureError(messages.NOT_COUNT)
        # YAML takes 1.000 for 1; who writes it means a thousand.
        if THOUSANDS.fullmatch(cell) and not getattr(text, "number", False):
            raise BadFigureError(messages.OPEN_FIGURE, one=ungrouped(whole + decimals), other=ungrouped(plain))
        return whole
    if kind == "percentage" and isinstance(text, Cell) and not cell.endswith("%") and 0 < Decimal(plain) < 1:
        raise BadFigureError(messages.FRACTION, one=percent(Decimal(plain) * 100), other=percent(Decimal(plain)))
    return plain


def two_figures(found: Amount) -> tuple[str, str] | None:
    """Return the two figures that `1.000` can be, as one sign may group thousands or begin decimals; None for a settled one."""
    if not found.other:
        return None
    point: Mark = "." if found.other == "." else ","
    comma: Mark = "," if found.other == "." else "."
    return found.plain(comma) or "", found.plain(point) or ""


@lru_cache(4096)
def _of_cell(cell: str, kind: Kind, currency: str, mark: Mark | None) -> str:
    found = parse_figure(cell.removesuffix("%").rstrip(AROUND) if kind == "percentage" else cell)
    if found is None:
        raise BadFigureError(UNREADABLE[kind])
    if found.currency and kind != "amount":
        raise BadFigureError(UNREADABLE[kind])
    if not is_currency(found.currency, currency):
        raise BadFigureError(messages.OTHER_CURRENCY, currency=currency)
    if mark is None and (both := two_figures(found)):
        raise BadFigureError(messages.OPEN_FIGURE, one=ungrouped(both[0]), other=ungrouped(both[1]))
    plain = found.plain(mark)
    if plain is None:
        raise BadFigureError(UNREADABLE[kind])
    return plain


class _Held(NamedTuple):
    """A figure of a request as it is written, and where."""

    path: Path
    kind: Kind
    text: str


def _settled(held: _Held) -> bool:
    """Return True if a figure is plain already, as nearly every one in YAML is."""
    return not isinstance(held.text, Cell) and PLAIN.fullmatch(held.text) is not None and held.text[0] != "-" and held.kind != "count"


def _figures(value: Mapping[str, Any]) -> Iterator[_Held]:
    yield from _of_record(value, ())
    if isinstance(vat := value.get("vat"), dict) and isinstance(vat.get("rate"), str):
        yield _Held(("vat", "rate"), "percentage", vat["rate"])
    for name in LINES:
        lines = value.get(name)
        for number, line in enumerate(lines if isinstance(lines, list) else ()):
            if isinstance(line, dict):
                yield from _of_record(line, (name, number))
                special = line.get("special_price")
                if isinstance(special, dict) and isinstance(special.get("unit_price"), str):
                    yield _Held((name, number, "special_price", "unit_price"), "amount", special["unit_price"])


def _of_record(record: Mapping[str, Any], path: Path) -> Iterator[_Held]:
    for key, held in record.items():
        if key in KINDS and isinstance(held, str):
            yield _Held((*path, key), KINDS[key], held)


def _copied(value: Any) -> Any:
    """Return a copy of the lists and mappings of a request; the texts in them are shared."""
    if isinstance(value, dict):
        return {key: _copied(held) for key, held in value.items()}
    return [_copied(held) for held in value] if isinstance(value, list) else value
