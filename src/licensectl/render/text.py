"""Plain text for pipes: aligned, uncut, no colour."""

from licensectl.render.blocks import draw
from licensectl.render.cells import right, seen_by, shown
from licensectl.render.people import Hand, parts
from licensectl.reports.report import Report, Table

GAP, ROOM = "  ", 2


def render(report: Report, lang: str) -> str:
    """The report as plain text lines."""
    return parts(report, Hand(lambda table: aligned(table, lang), str, str, lambda chart: "\n".join(draw(chart, lang))))


def aligned(table: Table, lang: str) -> str:
    """One line per row under a line of dashes, figures on the right, footers beneath."""
    columns = seen_by(table, "people")
    head = [column.title for _, column in columns]
    rows = [[shown(row[i], column.kind, lang) for i, column in columns] for row in table.rows]
    # A head has room to its left, so that two figures never run together.
    widths = [max([len(title) + ROOM, *(len(row[place]) for row in rows)]) for place, title in enumerate(head)]
    sides = [str.rjust if rows and right(column) else str.ljust for _, column in columns]
    lines = [head, ["-" * width for width in widths], *rows]
    said = (GAP.join(side(cell, width) for cell, side, width in zip(line, sides, widths, strict=True)).rstrip() for line in lines)
    return "\n".join([*said, *footer(table, lang)])


def footer(table: Table, lang: str) -> list[str]:
    """The footers as lines, their figures under each other."""
    cells = [(label, shown(cell, kind, lang)) for label, cell, kind in table.footer]
    if not cells:
        return []
    left, wide = max(len(label) for label, _ in cells), max(len(cell) for _, cell in cells)
    return ["", *(f"{label:<{left}}  {cell:>{wide}}" for label, cell in cells)]
