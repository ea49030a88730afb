"""XLSX: typed cells, ids as text, a frozen header; the workbook holds nothing that the report does not show."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from licensectl.core.messages import TOO_MANY_ROWS
from licensectl.core.spreadsheet import guarded
from licensectl.errors import LicensectlError
from licensectl.i18n.translate import N_, translate
from licensectl.render.cells import clean, seen_by, shown
from licensectl.render.formats import RenderContext
from licensectl.render.report import Kind, Percentage, Report, Table

MOST_TEXT, MOST_ROWS = 32_767, 1_048_576
WIDEST, NARROWEST = 60, 8
# Beyond fifteen digits Excel loses the last ones: such a figure is kept as text.
MOST_DIGITS = 15
# The time in every workbook: the same report gives the same bytes.
NEVER = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
# No temporary files, and text stays text: only `_Sheet` writes formulas.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# XlsxWriter takes a text in these tags for its own markup and does not escape it.
RICH = ("<r>", "</r>")


def render(report: Report, context: RenderContext) -> bytes:
    """Return the workbook: the main table as the first sheet, further tables and the notes as further sheets.

    Raises LicensectlError on a table with more rows than a worksheet holds.
    """
    lang = context.lang
    out = BytesIO()
    book = Workbook(out, OPTIONS)
    book.set_properties({"author": "", "created": NEVER})
    styles = _Styles(book, lang)
    names: set[str] = set()
    for number, table in enumerate((report.table, *report.more)):
        title = table.title or ("" if number else report.title)
        _Sheet(book.add_worksheet(_name(title, number, names)), table, styles, lang).write()
    if report.notes:
        sheet = book.add_worksheet(_name(translate(N_("Notes"), lang), len(names), names))
        sheet.set_column(0, 0, 120)
        for row, note in enumerate(report.notes):
            sheet.write_string(row, 0, typed(note, "text"))
    book.close()
    return out.getvalue()


def typed(cell: Any, kind: Kind) -> Any:
    """Return a cell as Excel takes it: number, date or text. A text that Excel takes for a formula gets a leading `'`."""
    if cell is None or isinstance(cell, bool):
        return None if cell is None else str(cell)
    if isinstance(cell, (int, Decimal)):
        return cell if kind != "id" and _fits(cell) else str(cell)
    if isinstance(cell, date):
        return cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell
    text = guarded(clean(str(cell)))
    if text.startswith(RICH[0]) and text.endswith(RICH[1]):
        text += " "
    return text[:MOST_TEXT]


def number_format(cell: Any, kind: Kind, lang: str) -> str:
    """Return how Excel shows the cell; the separators are those of the reader's own Excel."""
    if isinstance(cell, date):
        return "dd/mm/yyyy" if lang == "it" else "yyyy-mm-dd"
    if isinstance(cell, Decimal):
        exponent = -int(cell.as_tuple().exponent)
        percent = kind == "percent" or isinstance(cell, Percentage)
        places = max(1 if percent else 2, exponent) if exponent else 0
        return "#,##0" + ("." + "0" * places if places else "") + (' "%"' if percent else "")
    return "#,##0" if isinstance(cell, int) and kind == "int" else "@" if kind == "id" else "General"


def _fits(number: int | Decimal) -> bool:
    return len(Decimal(number).as_tuple().digits) <= MOST_DIGITS


class _Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook, lang: str) -> None:
        self._book, self._lang = book, lang
        self._cells: dict[tuple[Any, ...], Format] = {}
        self.header = book.add_format({"bold": True})
        self.label = book.add_format({"align": "right"})

    def of_row(self, cell: Any, kind: Kind) -> Format:
        """Return the format of a cell of the table."""
        return self._of(cell, kind, {"valign": "top", "text_wrap": kind == "text"})

    def of_footer(self, cell: Any, kind: Kind) -> Format:
        """Return the format of a cell of the footer."""
        return self._of(cell, kind, {})

    def _of(self, cell: Any, kind: Kind, more: dict[str, Any]) -> Format:
        # What `number_format` looks at, which costs a tenth of making the string.
        key = (kind, cell.__class__, cell.as_tuple().exponent if isinstance(cell, Decimal) else 0, bool(more))
        found = self._cells.get(key)
        if found is None:
            found = self._cells[key] = self._book.add_format({"num_format": number_format(cell, kind, self._lang), **more})
        return found


class _Sheet:
    """One table on one worksheet."""

    def __init__(self, sheet: Worksheet, table: Table, styles: _Styles, lang: str) -> None:
        self._sheet, self._table, self._styles, self._lang = sheet, table, styles, lang
        self._columns = [(i, column, place) for place, (i, column) in enumerate(seen_by(table, "workbook"))]
        self._places = {column.key: place for _, column, place in self._columns}
        # No formula where a figure has more digits than a spreadsheet computes with.
        figures = [cell for row in table.rows for cell in row] + [cell for _, cell, _ in table.footer]
        self._computes = any(column.formula for column in table.columns) or any(table.sums)
        self._computes = self._computes and all(_fits(one) for one in figures if isinstance(one, (int, Decimal)))

    def write(self) -> None:
        rows = 1 + len(self._table.rows) + len(self._table.footer)
        if rows > MOST_ROWS:
            raise LicensectlError(TOO_MANY_ROWS.at(count=f"{rows:,}", most=f"{MOST_ROWS:,}"))
        widths = [len(column.heading(self._lang)) for _, column, _ in self._columns]
        for _, column, place in self._columns:
            self._sheet.write_string(0, place, typed(column.heading(self._lang) or column.key, "text"), self._styles.header)
        for number, row in enumerate(self._table.rows, 1):
            self._row(number, row, widths)
        for place, width in enumerate(widths):
            self._sheet.set_column(place, place, min(WIDEST, max(NARROWEST, width + 2)))
        self._foot()
        self._sheet.freeze_panes(1, 0)
        if self._columns and self._table.rows:
            self._sheet.autofilter(0, 0, len(self._table.rows), len(self._columns) - 1)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)

    def _row(self, number: int, row: tuple[Any, ...], widths: list[int]) -> None:
        names = {key: xl_rowcol_to_cell(number, place) for key, place in self._places.items()} if self._computes else {}
        for i, column, place in self._columns:
            cell = row[i]
            value = typed(cell, column.kind)
            self._put(number, place, value, self._styles.of_row(cell, column.kind), self._formula(column.formula, names))
            width = len(value if isinstance(value, str) else shown(cell, column.kind, self._lang))
            if width > widths[place]:
                widths[place] = width

    def _foot(self) -> None:
        """Write the footers below the last column of amounts, each label in the column before it."""
        amounts = [place for _, column, place in self._columns if column.kind == "amount"]
        at = max(amounts[-1] if amounts else 1, 1)
        last = len(self._table.rows)
        names = {key: f"{xl_rowcol_to_cell(1, place)}:{xl_rowcol_to_cell(last, place)}" for key, place in self._places.items()}
        feet = [xl_rowcol_to_cell(last + 1 + number, at) for number in range(len(self._table.footer))]
        sums = self._table.sums if self._table.rows and self._table.sums else ("",) * len(feet)
        for number, ((label, cell, kind), formula) in enumerate(zip(self._table.footer, sums, strict=True), last + 1):
            self._put(number, at - 1, typed(label, "text"), self._styles.label)
            self._put(number, at, typed(cell, kind), self._styles.of_footer(cell, kind), self._formula(formula, names, *feet))

    def _formula(self, formula: str, names: Mapping[str, str], *feet: str) -> str:
        return formula.format(*feet, **names) if formula and self._computes else ""

    def _put(self, row: int, place: int, cell: Any, style: Format, formula: str = "") -> None:
        """Write a typed cell; a formula with the value that it comes to, which readers without a calculator show."""
        if cell is None:
            self._sheet.write_blank(row, place, None, style)
        elif formula:
            self._sheet.write_formula(row, place, f"={formula}", style, cell)
        elif isinstance(cell, str):
            self._sheet.write_string(row, place, cell, style)
        elif isinstance(cell, date):
            self._sheet.write_datetime(row, place, cell, style)
        else:
            # A Decimal is written with its own digits.
            self._sheet.write_number(row, place, cell, style)


def _name(title: str, number: int, taken: set[str]) -> str:
    """Return a name for the sheet `number` that Excel takes, and add it to `taken`."""
    kept = "".join(" " if sign in "[]:*?/\\'" else sign for sign in clean(title)).strip()
    name = _cut(f"{number + 1} {kept}" if number or not kept else kept)
    while name.casefold() in taken:
        name = _cut(f"{number + 1} {name}")
    taken.add(name.casefold())
    return name


def _cut(name: str) -> str:
    """Cut a name to the 31 units of UTF-16 that Excel takes."""
    return name.encode("utf-16-le")[:62].decode("utf-16-le", "ignore").strip()
