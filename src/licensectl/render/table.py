"""Tables on a terminal, drawn by Rich to the width there is."""

from typing import Any

from licensectl.render.cells import right, seen_by, shown
from licensectl.render.people import parts
from licensectl.render.text import footer
from licensectl.reports.report import Report, Table


def render(report: Report, lang: str, width: int, color: bool) -> str:
    """The report drawn for a screen `width` columns wide."""
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

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
        lambda table: draw(_grid(table, lang), *(Text(line) for line in footer(table, lang))),
        lambda title: draw(Text(title, style="bold")),
        lambda note: draw(Text(note, style="dim")),
    )


def _grid(table: Table, lang: str) -> Any:
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    columns = seen_by(table, "people")
    grid = Grid(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, show_lines=False)
    for _, column in columns:
        figures = right(column)
        grid.add_column(column.title, justify="right" if figures else "left", no_wrap=figures or column.kind == "id", overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(shown(row[i], column.kind, lang)) for i, column in columns))
    return grid
