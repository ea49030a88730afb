"""Plain text for pipes: aligned, uncut, no colour; a line for each row, except in a report of long texts."""

from collections.abc import Callable, Sequence
from functools import partial
from textwrap import fill

from tabulate import tabulate

from licensectl.render.cells import right, seen_by, shown
from licensectl.render.charts_text import draw
from licensectl.render.formats import RenderContext
from licensectl.render.layout import Hand, footer, parts
from licensectl.render.report import Column, Report, Table

# Rows that tabulate aligns; it takes a tenth of a second for two thousand.
MOST_JUDGED = 200
# Tabulate's least space around a header.
PADDING = 2
# The most characters of a line of a long text.
LINE = 100


def render(report: Report, context: RenderContext) -> str:
    """Return the report as plain text lines."""
    lang = context.lang
    # Ids and addresses are found by a search only if they are whole.
    wrapped = partial(fill, width=LINE, break_long_words=False, break_on_hyphens=False) if report.prose else str
    return parts(
        report, Hand(lambda table: aligned(table, lang, wrapped), wrapped, wrapped, lambda chart: "\n".join(draw(chart, lang)), lang)
    )


def aligned(table: Table, lang: str, wrapped: Callable[[str], str] = str) -> str:
    """Return the table as text: rows with columns aligned by `tabulate`, the texts in them `wrapped`, footers below."""
    columns = seen_by(table, "people")
    rows = [[wrapped(shown(row[i], column.kind, lang)) for i, column in columns] for row in table.rows]
    return "\n".join(tabulated([column for _, column in columns], rows, lang) + footer(table, lang))


def tabulated(columns: Sequence[Column], rows: Sequence[Sequence[str]], lang: str) -> list[str]:
    """Return the header, a rule and a line per row, columns aligned."""
    heads = [column.heading(lang) for column in columns]
    if len(rows) > MOST_JUDGED:
        return _many(columns, heads, rows)
    lines = tabulate(
        rows,
        headers=heads,
        tablefmt="simple",
        # Without it tabulate turns 0001 into 1 and 10.10 into 10.1.
        disable_numparse=True,
        colalign=["right" if right(column) else "left" for column in columns] if rows else None,
    )
    return [line.rstrip() for line in lines.splitlines()]


def _many(columns: Sequence[Column], heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the same for many rows. Tabulate would look at every cell six times for numbers, which is most of its time."""
    rows = [[cell.strip() for cell in row] for row in rows]
    widths = [max(len(head) + PADDING, *map(len, cells)) for head, cells in zip(heads, zip(*rows, strict=True), strict=True)]
    layout = "  ".join(f"{{:{'>' if right(column) else '<'}{width}}}" for column, width in zip(columns, widths, strict=True))
    lines = [layout.format(*heads).rstrip(), "  ".join("-" * width for width in widths), *(layout.format(*row).rstrip() for row in rows)]
    return "\n".join(lines).splitlines()
