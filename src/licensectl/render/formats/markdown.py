"""Markdown tables."""

from licensectl.render.cells import right, seen_by, shown
from licensectl.render.charts_text import draw
from licensectl.render.formats import RenderContext
from licensectl.render.layout import Hand, parts
from licensectl.render.report import Report, Table


def render(report: Report, context: RenderContext) -> str:
    """Return the report as Markdown: a heading, tables, notes as a list."""
    lang = context.lang
    return parts(
        report,
        Hand(
            lambda table: _grid(table, lang),
            lambda title: f"## {escaped(title)}",
            lambda note: f"- {escaped(note)}",
            # Indented, a block stays as it is and nothing in it can close it.
            lambda chart: "\n".join("    " + line for line in draw(chart, lang)),
            lang,
        ),
    )


def escaped(text: str) -> str:
    """Return a text that Markdown and the HTML made from it show unchanged."""
    for mark in "\\|`*_<>[]":
        text = text.replace(mark, f"\\{mark}")
    return text


def _grid(table: Table, lang: str) -> str:
    columns = seen_by(table, "people")
    lines = [
        _line([escaped(column.heading(lang)) for _, column in columns]),
        _line(["---:" if right(column) else "---" for _, column in columns]),
        *(_line([escaped(shown(row[i], column.kind, lang)) for i, column in columns]) for row in table.rows),
    ]
    if table.footer:
        lines.append("")
        lines += [f"- {escaped(label)}: **{escaped(shown(cell, kind, lang))}**" for label, cell, kind in table.footer]
    return "\n".join(lines)


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
