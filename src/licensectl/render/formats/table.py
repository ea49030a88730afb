"""Tables on a terminal, drawn by Rich to the width there is."""

from io import StringIO
from textwrap import wrap
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from licensectl.render import charts_text as blocks
from licensectl.render.cells import right, seen_by, shown
from licensectl.render.formats import RenderContext
from licensectl.render.layout import Hand, footer, parts
from licensectl.render.report import Column, Report, Table

# The least width of a column of words; in narrower terminals each row becomes a block.
LEAST_WORDS = 11
GAP = 2


def render(report: Report, context: RenderContext) -> str:
    """Return the report drawn for a screen as wide as the context says."""
    lang, width, color = context.lang, context.width, context.color

    def draw(*pieces: Any) -> str:
        out = StringIO()
        console = Console(
            file=out,
            width=width,
            force_terminal=color,
            no_color=not color,
            color_system="standard" if color else None,
            markup=False,
            highlight=False,
            emoji=False,
        )
        for piece in pieces:
            console.print(piece)
        return out.getvalue().rstrip("\n")

    return parts(
        report,
        Hand(
            lambda table: draw(*_drawn(table, lang, width), *(Text(line) for line in footer(table, lang))),
            lambda title: draw(Text(title, style="bold")),
            lambda note: draw(Text(note, style="dim")),
            lambda chart: draw(*(Text(line, overflow="fold") for line in blocks.fitted(chart, lang, width))),
            lang,
        ),
    )


def _drawn(table: Table, lang: str, width: int) -> list[Any]:
    columns = [column for _, column in seen_by(table, "people")]
    rows = [[shown(row[i], column.kind, lang) for i, column in seen_by(table, "people")] for row in table.rows]
    titles = [column.heading(lang) for column in columns]
    widths = _widths(columns, titles, rows, width)
    if widths is not None:
        return [_grid(columns, titles, rows, widths)]
    if not rows:
        # A table without rows still names its columns.
        return [Text(" · ".join(titles), style="bold")]
    return [Text(line, overflow="fold") for row in rows for line in _block(titles, row)]


def _widths(columns: list[Column], titles: list[str], rows: list[list[str]], width: int) -> list[int] | None:
    """Return the width of each column; None where a figure, an id or a title would be cut, or words would become syllables.

    Titles above figures and ids wrap first, then the widest columns of words.
    """
    room = width - GAP * (len(columns) - 1)
    longest = [max((cell_len(row[number]) for row in rows), default=0) for number in range(len(columns))]
    word = [max(map(cell_len, title.split()), default=0) for title in titles]
    least = [
        max(longest[number] if _whole(column) else min(longest[number], LEAST_WORDS), word[number]) for number, column in enumerate(columns)
    ]
    widths = [max(cell_len(titles[number]), longest[number]) for number in range(len(columns))]
    if sum(widths) > room:
        widths = [max(longest[number], word[number]) for number in range(len(columns))]
    if sum(least) > room:
        return None
    while sum(widths) > room:
        widest = max((number for number in range(len(columns)) if widths[number] > least[number]), key=lambda number: widths[number])
        widths[widest] -= 1
    return widths


def _whole(column: Column) -> bool:
    return right(column) or column.kind in ("id", "date")


def _grid(columns: list[Column], titles: list[str], rows: list[list[str]], widths: list[int]) -> Any:
    grid = Grid(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for column, title, width in zip(columns, titles, widths, strict=True):
        # A column that does not wrap cuts its title too: lines of the title are made here.
        lines = "\n".join(wrap(title, max(width, 1), break_long_words=False, break_on_hyphens=False))
        grid.add_column(lines, justify="right" if right(column) else "left", no_wrap=_whole(column), overflow="fold", width=width)
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    return grid


def _block(titles: list[str], row: list[str]) -> list[str]:
    left = max(map(len, titles))
    return [*(f"{title:<{left}}  {cell}" for title, cell in zip(titles, row, strict=True)), ""]
