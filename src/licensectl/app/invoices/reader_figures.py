"""Figures of invoice files as exports, spreadsheets and accounting programs write them."""

import re
from decimal import ROUND_HALF_UP, Decimal

from licensectl.tables.locale import BadCellError, Style
from licensectl.tables.numbers import WorkbookNumber

# Cells that a spreadsheet was kept from touching: an apostrophe before the figure, eighteen decimals, a zero as 0E-20.
TINY = re.compile(r"(-?)0(\.0+)?E-?\d{1,3}", re.ASCII | re.IGNORECASE)
PLAIN = re.compile(r"-?\d{1,15}(?:\.\d{1,40})?", re.ASCII)
# Exact to ten decimals, which is more than any amount of theirs means.
LONG = re.compile(r"([.,]\d{10})\d+", re.ASCII)
MOST_DECIMALS, NOISE = 10, Decimal("1E-10")
# Cells that are remembered: of an order id, which no other row has, there is no end.
MOST_KNOWN = 20_000


class FigureOf(dict[str, Decimal | None]):
    """Cells as figures. `any_beside`: a cell has named a currency beside its figure."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self.any_beside = False

    def __missing__(self, cell: str) -> Decimal | None:
        found, beside = figure(cell, self._style)
        self.any_beside = self.any_beside or bool(beside)
        # A number of a workbook equals its text and is none.
        if len(self) < MOST_KNOWN and type(cell) is str:
            self[cell] = found
        return found

    def of(self, cell: str) -> Decimal | None:
        """Return the figure of a cell."""
        return self[cell] if type(cell) is str else figure(cell, self._style)[0]

    def beside(self, cell: str) -> str:
        """Return the currency beside the figure of a cell, "" for none."""
        return figure(cell, self._style)[1] if self.any_beside and cell else ""


def figure(text: str, style: Style) -> tuple[Decimal | None, str]:
    """Return a figure as exports write it, without trailing zeros beyond two decimals, and the currency beside it, "" for none.

    The figure is None for a blank or an invalid one.
    """
    if isinstance(text, WorkbookNumber):
        plain: str = text
    else:
        plain = text.strip().lstrip("'").strip()
        if not plain:
            return None, ""
        if style.declared.decimal == "." and PLAIN.fullmatch(plain):
            return _short(plain), ""
        if TINY.fullmatch(plain):
            return Decimal(0), ""
        plain = LONG.sub(r"\1", plain)
    try:
        found, beside = style.figure(plain)
    except BadCellError:
        return None, ""
    return (_short(found) if found else None), beside


def _short(plain: str) -> Decimal:
    whole, point, decimals = plain.partition(".")
    if len(decimals) > MOST_DECIMALS and decimals.strip("0"):
        # More decimals than that are noise of the binary form: 477.729999999999961 is 477.73.
        whole, point, decimals = format(Decimal(plain).quantize(NOISE, ROUND_HALF_UP), "f").partition(".")
    found = Decimal(f"{whole}.{decimals.rstrip('0').ljust(2, '0')}" if point else whole)
    # Nothing is owed and nothing is due: -0.00 is 0.00.
    return found or abs(found)
