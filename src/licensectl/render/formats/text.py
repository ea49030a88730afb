"""Plain text for pipes: aligned, uncut, no colour."""

from collections.abc import Sequence

from tabulate import tabulate

from licensectl.render.cells import right, seen_by, shown
from licensectl.render.charts_text import draw
from licensectl.render.formats import RenderContext
from licensectl.render.layout import Hand, footer, parts
from licensectl.render.report import Column, Report, Table


def render(report: Report, context: RenderContext) -> str:
    """Return the report as plain text lines."""
    lang = context.lang
    return parts(report, Hand(lambda table: aligned(table, lang), str, str, lambda chart: "\n".join(draw(chart, lang)), lang))


def aligned(table: Table, lang: str) -> str:
    """Return the table as text: one line per row, columns aligned by `tabulate`, footers below."""
    columns = seen_by(table, "people")
    rows = [[shown(row[i], column.kind, lang) for i, column in columns] for row in table.rows]
    return "\n".join(tabulated([column for _, column in columns], rows, lang) + footer(table, lang))


def tabulated(columns: Sequence[Column], rows: Sequence[Sequence[str]], lang: str) -> list[str]:
    """Return the header, a rule and a line per row, columns aligned."""
    lines = tabulate(
        rows,
        headers=[column.heading(lang) for column in columns],
        tablefmt="simple",
        # Without it tabulate turns 0001 into 1 and 10.10 into 10.1.
        disable_numparse=True,
        colalign=["right" if right(column) else "left" for column in columns] if rows else None,
    )
    return [line.rstrip() for line in lines.splitlines()]
