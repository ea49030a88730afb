"""Small workbooks of every kind, made by other programs' rules: a sheet is a list of rows of None, text, numbers, truth values,
days, and of the classes below."""

import io
import zipfile
from datetime import date, datetime, time
from struct import pack
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

EPOCH = date(1899, 12, 30)
ERRORS = {"#DIV/0!": 7, "#REF!": 23, "#N/A": 42}


class Percent(NamedTuple):
    """A number in percent format."""

    value: float


class Priced(NamedTuple):
    """A number that is shown with the code of a currency."""

    value: float
    currency: str


class Error(NamedTuple):
    """The value of a formula that cannot be calculated."""

    text: str = "#N/A"


class Formula(NamedTuple):
    """A formula without a value."""

    text: str = "1+1"


def serial(day):
    """Return the number that Excel keeps for a day."""
    whole = (day.date() if isinstance(day, datetime) else day).toordinal() - EPOCH.toordinal()
    return whole + (
        (datetime.combine(EPOCH, day.time()) - datetime.combine(EPOCH, time())).seconds / 86400 if isinstance(day, datetime) else 0
    )


def zipped(files, compression=zipfile.ZIP_STORED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def xlsx(sheets, hidden=()):
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for title, table in sheets.items():
        one = book.create_sheet(title)
        one.sheet_state = "hidden" if title in hidden else "visible"
        for number, row in enumerate(table, 1):
            for place, cell in enumerate(row, 1):
                kept = one.cell(number, place)
                kept.value = (
                    f"={cell.text}" if isinstance(cell, Formula) else cell[0] if isinstance(cell, (Percent, Error, Priced)) else cell
                )
                if isinstance(cell, Percent):
                    kept.number_format = "0.00%"
                if isinstance(cell, Priced):
                    kept.number_format = f"#,##0.00 [${cell.currency}]"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(sheets, hidden=()):
    import xlwt

    book = xlwt.Workbook()
    percent, day = xlwt.easyxf(num_format_str="0.00%"), xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for title, table in sheets.items():
        one = book.add_sheet(title)
        one.visibility = int(title in hidden)
        for number, row in enumerate(table):
            for place, cell in enumerate(row):
                if isinstance(cell, Error):
                    one.row(number).set_cell_error(place, ERRORS[cell.text])
                elif isinstance(cell, Percent):
                    one.write(number, place, cell.value, percent)
                elif isinstance(cell, Priced):
                    one.write(number, place, cell.value, xlwt.easyxf(num_format_str=f'#,##0.00 "{cell.currency}"'))
                elif isinstance(cell, date):
                    # Beyond the days that xlwt writes by itself.
                    one.write(number, place, serial(cell), day)
                elif cell is not None:
                    one.write(number, place, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {"office": "office", "table": "table", "text": "text", "style": "style"}.items()
)


def ods_cell(cell):
    shown = f"<text:p>{escape(str(cell))}</text:p>"
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, Formula):
        return f"<table:table-cell table:formula={quoteattr('of:=' + cell.text)}/>"
    if isinstance(cell, Error):
        kept = 'table:formula="of:=NA()" office:value-type="string" office:string-value=""'
        return f"<table:table-cell {kept}><text:p>{cell.text}</text:p></table:table-cell>"
    if isinstance(cell, Percent):
        return f'<table:table-cell office:value-type="percentage" office:value="{cell.value}"><text:p>x</text:p></table:table-cell>'
    if isinstance(cell, Priced):
        kept = f'office:value-type="currency" office:currency="{cell.currency}" office:value="{cell.value}"'
        return f"<table:table-cell {kept}><text:p>x</text:p></table:table-cell>"
    if isinstance(cell, bool):
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(cell).lower()}">{shown}</table:table-cell>'
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}">{shown}</table:table-cell>'
    if isinstance(cell, (int, float)):
        return f'<table:table-cell office:value-type="float" office:value="{cell}">{shown}</table:table-cell>'
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.split("\n"))
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


def ods(sheets, hidden=()):
    tables = ""
    for title, table in sheets.items():
        rows = "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in table)
        style = ' table:style-name="hidden"' if title in hidden else ""
        blank = '<table:table-cell table:number-columns-repeated="16384"/>'
        blank = f'<table:table-row table:number-rows-repeated="1048000">{blank}</table:table-row>'
        tables += f"<table:table table:name={quoteattr(title)}{style}>{rows}{blank}</table:table>"
    styles = '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content, "META-INF/manifest.xml": MANIFEST})


MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
PLAIN, PERCENT, DAY, FRANCS = 0, 1, 2, 3


def record(kind, body=b""):
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = b"", len(body)
    while True:
        length += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
        if not size:
            return head + length + body


def wide(text):
    encoded = text.encode("utf-16-le")
    return pack("<I", len(encoded) // 2) + encoded


def xlsb_cell(place, cell):
    # Of currencies there is only the Swiss one.
    style = {Percent: PERCENT, Priced: FRANCS}.get(type(cell), DAY if isinstance(cell, date) else PLAIN)
    head = pack("<II", place, style)
    if isinstance(cell, Error):
        return record(3, head + bytes([ERRORS[cell.text]]))
    if isinstance(cell, bool):
        return record(4, head + bytes([cell]))
    if isinstance(cell, str):
        return record(6, head + wide(cell))
    number = cell.value if isinstance(cell, (Percent, Priced)) else serial(cell) if isinstance(cell, date) else cell
    return record(5, head + pack("<d", number))


def xlsb(sheets, hidden=()):
    """Write a binary workbook with only the records that its readers look for ([MS-XLSB] 2.1.7)."""
    bundle = b"".join(
        record(156, pack("<II", int(title in hidden), number) + wide(f"rId{number}") + wide(title))
        for number, title in enumerate(sheets, 1)
    )
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/workbook.bin": record(131) + record(153, pack("<II", 0, 0) + wide("")) + record(143) + bundle + record(144) + record(132),
        "xl/_rels/workbook.bin.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{relations}/worksheet" Target="worksheets/sheet{number}.bin"/>'
            for number in range(1, len(sheets) + 1)
        )
        + "</Relationships>",
        "xl/styles.bin": record(278)
        + record(615, pack("<I", 2))
        + record(44, pack("<H", 164) + wide("0.000%"))
        + record(44, pack("<H", 165) + wide("#,##0.00 [$CHF]"))
        + record(616)
        + record(617, pack("<I", 4))
        + b"".join(record(47, pack("<HH", 0, number) + bytes(12)) for number in (0, 164, 14, 165))
        + record(618)
        + record(279),
    }
    for number, table in enumerate(sheets.values(), 1):
        width = max(map(len, table), default=1)
        rows = b"".join(
            record(0, pack("<I", at) + bytes(21)) + b"".join(xlsb_cell(place, cell) for place, cell in enumerate(row) if cell is not None)
            for at, row in enumerate(table)
        )
        size = pack("<IIII", 0, max(len(table) - 1, 0), 0, width - 1)
        files[f"xl/worksheets/sheet{number}.bin"] = record(129) + record(148, size) + record(145) + rows + record(146) + record(130)
    return zipped(files)


KINDS = {"xlsx": xlsx, "xls": xls, "xlsb": xlsb, "ods": ods}
