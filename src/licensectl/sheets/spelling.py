"""How the cells of a request are read from a table: figures with a point, days as ISO, ids without what kept them text."""

from collections.abc import Callable

from licensectl.sheets.figures import Mark, parse_figure
from licensectl.sheets.moments import OpenOrder, day_of
from licensectl.sheets.spaces import AROUND

FIGURES = ("quantity", "unit_price", "sell_price", "margin", "markup", "discount", "vat_rate", "shipping", "valid_days")
DAYS = ("date", "po_date")
IDS = ("sku", "part_number", "distributor_sku", "availability_id")


def speller(column: str, delimiter: str) -> Callable[[str], str]:
    """How a cell of `column` becomes the one spelling of requests, in a table that this delimiter stands in.

    What is no figure and no day, or could be two, stays as it is, to be refused as such. Programs that write `;` write the day
    before the month.
    """
    if column in FIGURES:
        return _figure
    if column in DAYS:
        return lambda text: _day(text.strip(AROUND), delimiter)
    return _id if column in IDS else _stripped


def two_figures(text: str) -> tuple[str, str] | None:
    """The two figures that a cell can be, where one sign leaves open whether it groups thousands or begins decimals: `1.000`."""
    found = parse_figure(text.strip(AROUND).removesuffix("%"))
    if found is None or not found.other:
        return None
    point: Mark = "." if found.other == "." else ","
    comma: Mark = "," if found.other == "." else "."
    return found.plain(comma) or "", found.plain(point) or ""


def _stripped(text: str) -> str:
    return text.strip(AROUND)


def _id(text: str) -> str:
    return text.strip(AROUND).removeprefix("'")


def _figure(text: str) -> str:
    cell = text.strip(AROUND)
    if cell.isdecimal() and cell.isascii():
        return cell
    found = parse_figure(cell.removesuffix("%"))
    return (found.plain(None) if found else None) or cell


def _day(cell: str, delimiter: str) -> str:
    try:
        found = day_of(cell)
    except OpenOrder:
        found = day_of(cell, "dmy") if delimiter == ";" else None
    return found.isoformat() if found else cell
