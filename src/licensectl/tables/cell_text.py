"""Cells of workbooks of every kind as text."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from licensectl.errors import LicensectlError
from licensectl.tables.numbers import WorkbookNumber

# What Excel itself can hold; a file that claims more is made to make readers run on.
MOST_ROWS, MOST_COLUMNS, MOST_TEXT = 1_048_576, 16_384, 32_767
# Characters of all cells of a row; several rows are held to look for the header.
MOST_OF_ROW = 1 << 20
# Where a reader gives all cells as text: a number that is shown as a percentage starts with it. No text has it.
PERCENT_MARK = "\ufdd0"
# What in a number format is not the format: quoted text and escaped characters; conditions and colours as well.
LITERAL = re.compile(r'"[^"]*"|[\\_*].')
NOT_FORMAT = re.compile(LITERAL.pattern + r"|\[[^\]]*\]")


class Sheet(NamedTuple):
    """A worksheet."""

    title: str
    visible: bool


def is_percent(number_format: str) -> bool:
    """Return True if Excel shows a number in this format as a percentage."""
    return "%" in NOT_FORMAT.sub("", number_format.partition(";")[0])


def is_day(number_format: str) -> bool:
    """Return True if Excel shows a number in this format as a day or a time of day."""
    return re.search("[dmyhs]", NOT_FORMAT.sub("", number_format.partition(";")[0]), re.IGNORECASE) is not None


def is_elapsed(number_format: str) -> bool:
    """Return True if Excel shows a number in this format as a time span, such as `[h]:mm`."""
    return re.search(r"\[(h+|m+|s+)\]", LITERAL.sub("", number_format.partition(";")[0]), re.IGNORECASE) is not None


def percent(value: float) -> str:
    """Return the number as it is shown in percent format: `12%` for 0.12."""
    return number(float(Decimal(format(value, ".15g")) * 100)) + "%"


def number(value: float) -> str:
    """Return a number with a decimal point. Fifteen digits are what Excel shows and holds; the rest is noise of the binary form."""
    text = f"{value:.15g}"
    return format(Decimal(text), "f") if "e" in text else text


def texts(
    rows: Sequence[Sequence[Any]], start: tuple[int, int], too_long: Callable[[], LicensectlError] | None = None
) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells as text of each row that holds something; `start` is the place of the first cell, from 0.

    With `too_long` texts may be longer than a cell or a row holds, which is raised.
    """
    before = [""] * start[1]
    for place, cells in enumerate(rows, start[0] + 1):
        row = [cell if cell.__class__ is str and cell[:1] != PERCENT_MARK else text_of(cell) for cell in cells]
        if any(row):
            if too_long and (max(map(len, row)) > MOST_TEXT or sum(map(len, row)) > MOST_OF_ROW):
                raise too_long()
            yield place, before + row


def text_of(cell: Any) -> str:
    """Return a cell as text: numbers with a decimal point, days in ISO form."""
    if cell.__class__ is float:
        return WorkbookNumber(number(cell))
    if isinstance(cell, str):
        return WorkbookNumber(cell[1:]) if cell.startswith(PERCENT_MARK) else cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int):
        return WorkbookNumber(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(timespec="seconds")
    return str(cell) if isinstance(cell, timedelta) or not isinstance(cell, date) else cell.isoformat()
