"""XLSX: typed cells, ids as text, a header that stays in sight; nothing in it that the report does not show."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from licensectl.render.cells import clean, guarded, seen_by, shown
from licensectl.render.formats import RenderContext
from licensectl.render.report import Column, Kind, Report, Table

Columns = list[tuple[int, Column]]
MOST_TEXT = 32_767
WIDEST, NARROWEST = 60, 8
# Beyond fifteen digits Excel loses the last ones: such a figure is kept as text.
MOST_DIGITS = 15
SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
# A formula as openpyxl writes it, with room for a value that it never fills.
UNFILLED = re.compile(rb'(<c r="([A-Z]+\d+)"[^>]*><f>[^<]*</f>)<v ?/?>(?:</v>)?')
NEVER = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def render(report: Report, context: RenderContext) -> bytes:
    """The main table as the first sheet, further tables and the notes as sheets of their own."""
    lang = context.lang

    book = Workbook()
    del book[book.sheetnames[0]]
    known: list[dict[str, Any]] = []
    for number, table in enumerate((report.table, *report.more)):
        known.append(_fill(book.create_sheet(_name(table.title or ("" if number else report.title), number)), table, lang))
    if report.notes:
        sheet = book.create_sheet(_name("Note" if lang == "it" else "Notes", len(book.worksheets)))
        sheet.column_dimensions["A"].width = 120
        for note in report.notes:
            sheet.append([typed(note, "text")])
    return saved(book, known)


def saved(book: Any, known: Sequence[Mapping[str, Any]] = ()) -> bytes:
    """The workbook as bytes, without author and time, so that the same report gives the same file.

    `known` are, sheet by sheet, the values of formulas by cell: who only reads the file shows them.
    """

    book.properties = DocumentProperties(creator="", created=NEVER, modified=NEVER)
    return _timeless(book, known)


def typed(cell: Any, kind: Kind) -> Any:
    """What Excel gets for a cell: number, date or text; a text that it would take for a formula gets a leading `'`."""
    if cell is None or isinstance(cell, bool):
        return None if cell is None else str(cell)
    if isinstance(cell, (int, Decimal)):
        return cell if kind != "id" and _fits(cell) else str(cell)
    if isinstance(cell, date):
        return cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell
    return guarded(clean(str(cell))[:MOST_TEXT])


def number_format(cell: Any, kind: Kind, lang: str) -> str:
    """How Excel shows the cell; the separators are those of the reader's own Excel."""
    if isinstance(cell, date):
        return "dd/mm/yyyy" if lang == "it" else "yyyy-mm-dd"
    if isinstance(cell, Decimal):
        exponent = -int(cell.as_tuple().exponent)
        places = max(1 if kind == "percent" else 2, exponent) if exponent else 0
        return "#,##0" + ("." + "0" * places if places else "") + (' "%"' if kind == "percent" else "")
    return "#,##0" if isinstance(cell, int) and kind == "int" else "@" if kind == "id" else "General"


def _fits(number: int | Decimal) -> bool:
    return len(Decimal(number).as_tuple().digits) <= MOST_DIGITS


def _fill(sheet: Any, table: Table, lang: str) -> dict[str, Any]:
    """Writes the table; the values of its formulas by cell."""

    columns = seen_by(table, "files")
    sheet.append([typed(column.title or column.key, "text") for _, column in columns])
    for row in table.rows:
        sheet.append([typed(row[i], column.kind) for i, column in columns])
        for place, (i, column) in enumerate(columns, 1):
            cell = sheet.cell(sheet.max_row, place)
            cell.number_format = number_format(row[i], column.kind, lang)
            cell.alignment = Alignment(vertical="top", wrap_text=column.kind == "text")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for place, (i, column) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = _width(column, [row[i] for row in table.rows], lang)
    sheet.freeze_panes = "A2"
    if columns and table.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(table.rows) + 1}"
    feet = _foot(sheet, table, columns, lang)
    _print(sheet)
    return _formulas(sheet, table, columns, feet)


def _foot(sheet: Any, table: Table, columns: Columns, lang: str) -> list[Any]:
    """The footers under the last column of amounts, their labels before it; their cells."""

    at = max([place for place, (_, column) in enumerate(columns, 1) if column.kind == "amount"], default=2)
    first, cells = sheet.max_row + 1, []
    for row, (label, cell, kind) in enumerate(table.footer, first):
        sheet.cell(row, max(at - 1, 1), typed(label, "text")).alignment = Alignment(horizontal="right")
        cells.append(sheet.cell(row, max(at, 2), typed(cell, kind)))
        cells[-1].number_format = number_format(cell, kind, lang)
    return cells


def _formulas(sheet: Any, table: Table, columns: Columns, feet: list[Any]) -> dict[str, Any]:
    """Puts formulas in the place of what a spreadsheet can compute; the values they stand for, by cell.

    None where a figure has more digits than a spreadsheet computes with.
    """
    figures = [cell for row in table.rows for cell in row] + [cell for _, cell, _ in table.footer]
    if not all(_fits(figure) for figure in figures if isinstance(figure, (int, Decimal)) and not isinstance(figure, bool)):
        return {}
    known: dict[str, Any] = {}
    places = {column.key: place for place, (_, column) in enumerate(columns, 1)}
    for number in range(2, len(table.rows) + 2):
        named = {key: sheet.cell(number, place).coordinate for key, place in places.items()}
        for _, column in columns:
            if column.formula:
                _compute(sheet.cell(number, places[column.key]), column.formula.format(**named), known)
    spans = {key: f"{sheet.cell(2, place).coordinate}:{sheet.cell(len(table.rows) + 1, place).coordinate}" for key, place in places.items()}
    for cell, formula in zip(feet, table.sums, strict=bool(table.sums)):
        if formula and table.rows:
            _compute(cell, formula.format(*(foot.coordinate for foot in feet), **spans), known)
    return known


def _compute(cell: Any, formula: str, known: dict[str, Any]) -> None:
    if cell.value is not None:
        known[cell.coordinate] = cell.value
        cell.value = f"={formula}"


def _print(sheet: Any) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _width(column: Column, cells: list[Any], lang: str) -> int:
    longest = max([len(column.title), *(len(shown(cell, column.kind, lang)) for cell in cells)])
    return min(WIDEST, max(NARROWEST, longest + 2))


def _name(title: str, number: int) -> str:
    kept = "".join(" " if sign in "[]:*?/\\'" else sign for sign in clean(title))
    return f"{number + 1} {kept}".strip()[:31].strip() if number or not kept.strip() else kept.strip()[:31].strip()


def _timeless(book: Any, known: Sequence[Mapping[str, Any]]) -> bytes:
    """The saved workbook, packed again under one fixed time, the values of its formulas beside them."""

    fresh, out = BytesIO(), BytesIO()
    book.save(fresh)
    stamp = f"{NEVER:%Y-%m-%dT%H:%M:%SZ}".encode()
    with ZipFile(fresh) as packed, ZipFile(out, "w") as again:
        for entry in packed.infolist():
            content = packed.read(entry)
            if entry.filename == "docProps/core.xml":
                # openpyxl writes the time of saving over the properties that it was given.
                start, end = content.index(b"<dcterms:modified"), content.index(b"</dcterms:modified>")
                content = content[: content.index(b">", start) + 1] + stamp + content[end:]
            sheet = SHEET.fullmatch(entry.filename)
            if sheet and int(sheet[1]) <= len(known):
                content = _with_values(content, known[int(sheet[1]) - 1])
            info = ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            again.writestr(info, content)
    return out.getvalue()


def _with_values(content: bytes, known: Mapping[str, Any]) -> bytes:
    """The sheet with what each formula comes to."""
    return UNFILLED.sub(lambda found: b"%b<v>%b</v>" % (found[1], str(known[found[2].decode()]).encode()), content)
