"""Long lists: rendered as their rows come, so that a ledger of any size fits into memory."""

from collections.abc import Callable, Iterator
from itertools import islice
from tempfile import TemporaryFile
from typing import Any

import msgspec
from msgspec.structs import replace

from licensectl.i18n.translate import N_, translate
from licensectl.render.cells import ITALIAN_MARKS, right, seen_by, shown
from licensectl.render.charts_text import draw
from licensectl.render.formats import RenderContext, render
from licensectl.render.formats.csv import DIALECTS
from licensectl.render.formats.json import encoded, escaped, written
from licensectl.render.formats.text import aligned, tabulated
from licensectl.render.layout import Hand, footer, parts
from licensectl.render.report import LongTable, Report, Table

Row = tuple[Any, ...]
# Rows that are held at a time.
PART = 1_000
# Rows of a long list that a terminal shows.
MOST = 50
MARK = "@rows@"


def whole(report: Report) -> Report:
    """Return the report with all of its rows in memory, for formats that need them at once."""
    return report if report.long is None else _with(report, list(report.long.rows()))


def beginning(report: Report, lang: str) -> Report:
    """Return the report with its first rows, and a note with the total if rows were left out."""
    if report.long is None:
        shown_rows, count = report.table.rows[:MOST], len(report.table.rows)
        made = replace(report, table=replace(report.table, rows=shown_rows))
    else:
        rows = list(islice(report.long.rows(), MOST + 1))
        count = len(rows) if len(rows) <= MOST else report.long.total()
        made = _with(report, rows[:MOST])
    if count <= MOST:
        return made
    total = f"{count:,}".translate(ITALIAN_MARKS) if lang == "it" else f"{count:,}"
    note = translate(N_("{shown} of {total}; --all").filled(shown=MOST, total=total), lang)
    return replace(made, notes=(*report.notes, note))


def _with(report: Report, rows: list[tuple[Row, dict[str, Any]]]) -> Report:
    key = report.long.key if report.long else ""
    record = {name: [one for _, one in rows] if name == key else value for name, value in report.record.items()}
    return replace(report, table=replace(report.table, rows=tuple(cells for cells, _ in rows)), record=record, long=None)


def chunks(report: Report, form: str, context: RenderContext) -> Iterator[bytes] | None:
    """Return the list in this format a chunk at a time; None for a format that needs all rows at once."""
    made = FORMS.get(form)
    return None if made is None or report.long is None else made(report, report.long, context, form)


def _parts(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while part := list(islice(rows, PART)):
        yield part


def _delimited(report: Report, long: LongTable, context: RenderContext, form: str) -> Iterator[bytes]:
    style = report.csv or DIALECTS[context.dialect]
    piece = replace(report, long=None, csv=style)
    rest = _parts(cells for cells, _ in long.rows())
    yield _rendered(piece, next(rest, []), context, form)
    # The header and the byte order mark are at the beginning alone.
    piece = replace(piece, csv=replace(style, header=False, bom=False))
    for part in rest:
        yield _rendered(piece, part, context, form)


def _rendered(report: Report, rows: list[Row], context: RenderContext, form: str) -> bytes:
    made = render(replace(report, table=replace(report.table, rows=tuple(rows))), form, lang=context.lang, dialect=context.dialect)
    return made.encode("utf-8", "replace") if isinstance(made, str) else made


def _json(report: Report, long: LongTable, context: RenderContext, form: str) -> Iterator[bytes]:
    before, _, after = written({**report.record, long.key: [MARK]}).partition(f'\n    "{MARK}"\n  ]')
    empty, sep = True, ""
    for _, record in long.rows():
        lines = escaped(msgspec.json.format(encoded(record), indent=2).decode()).splitlines()
        yield (before if empty else "").encode() + (sep + "\n    " + "\n    ".join(lines)).encode()
        empty, sep = False, ","
    yield (written({**report.record, long.key: []}) if empty else f"\n  ]{after}").encode()


def _text(report: Report, long: LongTable, context: RenderContext, form: str) -> Iterator[bytes]:
    """Yield aligned lines. The rows are kept on disk until the widths of all of them are known."""
    columns, lang = seen_by(report.table, "people"), context.lang
    widths = [0] * len(columns)
    with TemporaryFile(prefix="licensectl-") as kept:
        for cells, _ in long.rows():
            row = [shown(cells[i], column.kind, lang).strip() for i, column in columns]
            widths = list(map(max, widths, map(len, row)))
            kept.write(msgspec.json.encode(row) + b"\n")
        before, _, after = _around(report, lang).partition(MARK)
        if not kept.tell():
            yield _rendered(replace(report, long=None), [], context, form)
            return
        kept.seek(0)
        heading, rule, _ = tabulated([column for _, column in columns], [["x" * width for width in widths]], lang)
        yield f"{before}{heading}\n{rule}".encode()
        # tabulate looks at each cell several times, which took a quarter of a long list.
        widths = [len(dashes) for dashes in rule.split()]
        padded = "  ".join(f"{{:{'>' if right(column) else '<'}{width}}}" for (_, column), width in zip(columns, widths, strict=True))
        for part in _parts(msgspec.json.decode(line) for line in kept):
            yield "".join(f"\n{padded.format(*row).rstrip()}" for row in part).encode()
        yield after.encode()


def _around(report: Report, lang: str) -> str:
    """Return the text of the report with a mark in place of the rows of its main table."""

    def drawn(table: Table) -> str:
        return "\n".join([MARK, *footer(table, lang)]) if table is report.table else aligned(table, lang)

    return parts(replace(report, long=None), Hand(drawn, str, str, lambda chart: "\n".join(draw(chart, lang)), lang))


Made = Callable[[Report, LongTable, RenderContext, str], Iterator[bytes]]
FORMS: dict[str, Made] = {"csv": _delimited, "tsv": _delimited, "jsonl": _delimited, "json": _json, "text": _text}
