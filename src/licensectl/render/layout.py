"""The parts around the tables, in the same order for every human format."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from licensectl.render.cells import clean, dated, shown
from licensectl.render.chart import Chart
from licensectl.render.report import Report, Table


class Hand(NamedTuple):
    """The functions by which one format writes each kind of part."""

    table: Callable[[Table], str]
    heading: Callable[[str], str]
    note: Callable[[str], str]
    chart: Callable[[Chart], str]
    lang: str = "en"


def parts(report: Report, hand: Hand) -> str:
    """Return title, main table, further tables, charts and notes; empty ones are left out."""
    return "\n".join(_parts(report, hand)) + "\n"


def _parts(report: Report, hand: Hand) -> Iterator[str]:
    if report.title:
        yield from (hand.heading(dated(clean(report.title), hand.lang)), "")
    for number, table in enumerate((report.table, *report.more)):
        if number:
            yield ""
        if table.title:
            yield from (hand.heading(dated(clean(table.title), hand.lang)), "")
        if number == 0 and report.empty and not table.rows:
            yield hand.note(clean(report.empty))
        else:
            yield hand.table(table).rstrip("\n")
    for chart in report.charts:
        yield from ("", hand.heading(clean(chart.title)), "", hand.chart(chart))
    if report.notes:
        yield ""
        yield from (hand.note(dated(clean(line), hand.lang)) for line in report.notes)


def footer(table: Table, lang: str) -> list[str]:
    """Return the footers as lines, their figures under each other."""
    cells = [(label, shown(cell, kind, lang)) for label, cell, kind in table.footer]
    if not cells:
        return []
    left, wide = max(len(label) for label, _ in cells), max(len(cell) for _, cell in cells)
    return ["", *(f"{label:<{left}}  {cell:>{wide}}" for label, cell in cells)]
