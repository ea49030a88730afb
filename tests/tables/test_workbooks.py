"""Workbooks in pieces: the same rows as from a CSV of the table, whatever the XML looks like, and no file that takes the memory."""

import csv
import io
import re
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from books import KINDS, Error, Formula, Percent, Priced, ods, record, xlsx, zipped
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from licensectl.errors import LicensectlError
from licensectl.tables import ods_book, xlsx_book, xlsx_rows
from licensectl.tables.table import TableReader
from licensectl.tables.workbook import Workbook

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C"], exclude_characters="\ufdd0_"), max_size=12).map(str.strip)
CELLS = st.one_of(
    st.none(),
    TEXT,
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.integers(-(10**12), 10**12).map(lambda number: number / 1000),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(9999, 12, 31)),
    st.sampled_from(
        [Error(), Percent(0.5), Percent(0.00125), "1,021", "0001", "<r>x</r>", "&amp;", "a\nb", ' r="D9"', 't="e"', "=1", "x" * 300]
    ),
)
TABLES = st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=12)
SHOWN = {Percent(0.5): "50%", Percent(0.00125): "0.125%"}


def as_text(cell):
    """Return the cell as a CSV has it."""
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else str(cell).upper()
    if isinstance(cell, float):
        return f"{cell:.15g}" if abs(cell) >= 1e-4 or not cell else f"{cell:f}"
    return cell.text if isinstance(cell, Error) else SHOWN[cell] if isinstance(cell, Percent) else str(cell)


def stripped(rows):
    """Return the rows with their numbers, without blank cells at their ends."""
    found = {}
    for number, row in rows:
        while row and not row[-1]:
            row = row[:-1]
        if row:
            found[number] = row
    return found


def read(content, kind="xlsx", title="s"):
    return stripped(Workbook(io.BytesIO(content), "s", kind).records(title))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, deadline=None)
@given(table=TABLES)
def test_a_workbook_has_the_rows_of_the_csv(kind, table):
    # What looks like a formula is one for the maker of the workbook.
    table = [[f"'{cell}" if isinstance(cell, str) and cell.startswith("=") else cell for cell in row] for row in table]
    out = io.StringIO()
    csv.writer(out).writerows([["Product", "Price"], *([as_text(cell) for cell in row] for row in table)])
    wanted = stripped((number + 1, [as_text(cell) for cell in row]) for number, row in enumerate(table, 1))
    content = KINDS[kind]({"s": [["Product", "Price"], *table]})
    tables = [
        TableReader(one, "s", lambda cells: int(list(cells[:2]) != ["Product", "Price"])) for one in (content, out.getvalue().encode())
    ]
    assert stripped(tables[0]) == wanted
    assert list(stripped(tables[1]).values()) == list(wanted.values())


@pytest.mark.parametrize("kind", KINDS)
def test_a_workbook_tells_the_currencies_that_its_numbers_are_shown_with(kind):
    table = [["Product", "Price", "ERP"], ["a", Priced(1000, "CHF"), 5], [], ["b", Percent(0.5), Priced(2.5, "CHF")], ["CHF", 7, "8 CHF"]]
    book = Workbook(io.BytesIO(KINDS[kind]({"other": [[Priced(1, "CHF")] * 3], "s": table})), "s", kind)
    assert book.signs("s", [1, 2]) == {(2, 1): "CHF", (4, 2): "CHF"}
    assert book.signs("s", [2]) == {(4, 2): "CHF"}
    assert stripped(book.records("s"))[2] == ["a", "1000", "5"]


@settings(max_examples=20, deadline=None)
@given(table=TABLES, gap=st.integers(0, 2000))
@example(table=[["x"] * 5, [1.5]], gap=1_000_000)
def test_pieces_are_the_whole(table, gap):
    """Sheets of a few rows, read in pieces of a few bytes, and in pieces of too much weight."""
    book = load_workbook(io.BytesIO(xlsx({"s": table})))
    if gap:
        book["s"].cell(len(table) + gap, 3, "end")
    out = io.BytesIO()
    book.save(out)
    wanted = read(out.getvalue())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xlsx_rows, "FIRST", 64)
        patch.setattr(xlsx_rows, "PIECE", 200)
        assert read(out.getvalue()) == wanted
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xlsx_book, "MOST_WEIGHT", 500_000)
        assert read(out.getvalue()) == wanted
    made = ods({"s": table})
    whole = read(made, "ods")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ods_book, "FIRST", 64)
        patch.setattr(ods_book, "PIECE", 200)
        patch.setattr(ods_book, "MOST_CELLS", 10)
        assert read(made, "ods") == whole


def changed(parts, content=None):
    """Write a workbook of one sheet with some of its parts replaced."""
    with zipfile.ZipFile(io.BytesIO(content or xlsx({"s": [["x"]]}))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return zipped(files | {name: part.encode() if isinstance(part, str) else part for name, part in parts.items()}, zipfile.ZIP_DEFLATED)


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = "xl/worksheets/sheet1.xml"


def sheet(rows, head="", tail=""):
    return f"<worksheet {MAIN}>{head}<sheetData>{rows}</sheetData>{tail}</worksheet>"


def inline(text, place="A1"):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def prefixed(xml):
    """Return the same XML with a prefix before every name."""
    return re.sub(r"<(/?)(\w)", r"<\1x:\2", xml).replace("xmlns=", "xmlns:x=")


AT_B2 = '<row r="2"><c r="B2"><v>7</v></c></row>'
VARIANTS = {
    "a prefix": prefixed(sheet(AT_B2)),
    "no places": sheet("<row/><row><c/><c><v>7</v></c></row>"),
    "single quotes": sheet("<row r='2'><c r='B2' t='n'><v>7</v></c></row>"),
    "line breaks": sheet('\n<row\nr="2"\n>\n<c\nr="B2"\n>\n<v>7</v>\n</c>\n</row>\n'),
    "a comment": sheet('<!-- <row r="1"><c r="A1"><v>1</v></c></row> -->' + AT_B2),
    "more around": sheet(AT_B2, '<sheetPr/><cols><col min="1" max="2"/></cols>', "<rowBreaks/><pageMargins/>"),
    "a formula": sheet('<row r="2"><c r="B2"><f>3+4</f><v>7</v></c></row>'),
    "blank cells far away": sheet(
        '<row r="2"><c r="B2"><v>7</v></c><c r="XFD2" s="0"/></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    ),
}


@pytest.mark.parametrize("case", VARIANTS)
def test_the_same_sheet_in_other_words(case):
    assert read(changed({SHEET: VARIANTS[case]})) == {2: ["", "7"]}


def test_cells_that_calamine_tells_otherwise():
    cells = (
        '<c r="A1"><v>12345678901234567</v></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="D1" t="str"><f>A1&amp;""</f><v><![CDATA[a<b & c]]></v></c><c r="E1" t="d"><v>2026-11-01</v></c><c r="F1"><v>1E3</v></c>'
        '<c r="G1" t="b"><v>1</v></c>' + inline('r="A9" t="e" 12345678901234567', "H1") + inline("<![CDATA[<x>]]>", "I1")
    )
    found = read(changed({SHEET: sheet(f"<row>{cells}</row>")}))
    assert found == {
        1: ["12345678901234567", "#N/A", "#DIV/0!", "a<b & c", "2026-11-01", "1000", "TRUE", 'r="A9" t="e" 12345678901234567', "<x>"]
    }


@pytest.mark.parametrize(
    ("code", "shown"),
    [("0%", "12%"), ('0.00" %"', "0.12"), ("0.00\\%", "0.12"), ("[Red]0.0%;-0%", "12%"), ("0.00", "0.12"), ("#,##0 [$%]", "0.12")],
)
def test_what_is_a_percent_format(code, shown):
    book = load_workbook(io.BytesIO(xlsx({"s": [[0.12]]})))
    book["s"]["A1"].number_format = code
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()) == {1: [shown]}


def test_days_since_1904():
    book = load_workbook(io.BytesIO(xlsx({"s": [["x"]]})))
    book.epoch = datetime.fromisoformat("1904-01-01")
    book["s"]["A1"] = date(2026, 11, 1)
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()) == {1: ["2026-11-01"]}


def test_formulas_without_a_value_and_their_places():
    with_values = '<c r="A4"><f>1+1</f><v>2</v></c><c r="B4"><f t="shared" si="0"/><v>2</v></c>'
    without = '<c r="A5"><f>1+1</f></c><c r="B5" s="0"><f>1</f><v></v></c><c r="C5"><f>1</f><v/></c><c r="D5"><f t="shared" si="0"/></c>'
    rows = f'<row r="4">{with_values}</row><row r="5">{without}</row><row><c/><c><f>1</f></c></row>'
    book = Workbook(io.BytesIO(changed({SHEET: sheet(rows)})), "s", "xlsx")
    wanted = [(5, 0), (5, 1), (5, 2), (5, 3), (6, 1)]
    assert list(book.formulas("s", range(9))) == wanted
    assert stripped(book.records("s")) == {4: ["2", "2"]}
    assert list(book.formulas("s", [0, 1])) == [one for one in wanted if one[1] < 2]
    plain = Workbook(io.BytesIO(ods({"s": [["x", None, Formula()], [Formula()]]})), "s", "ods")
    assert list(plain.formulas("s", range(9))) == [(1, 2), (2, 0)]


def far(rows):
    """Rows of OpenDocument in place of those of a sheet."""
    content = ods({"s": [["x"]]})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    begin, end = files["content.xml"].index("<table:table-row"), files["content.xml"].index("</table:table>")
    files["content.xml"] = files["content.xml"][:begin] + rows + files["content.xml"][end:]
    return zipped(files, zipfile.ZIP_DEFLATED)


def test_line_breaks_and_tabs_of_opendocument_are_kept():
    cell = '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>'
    marked = cell % "Unit<text:line-break/>Price" + cell % '<text:tab text:tab-ref="1"/>a<text:tab/>b' + cell % "a<text:line-break />b"
    assert read(far(f"<table:table-row>{marked}</table:table-row>"), "ods") == {1: ["Unit\nPrice", "\ta\tb", "a\nb"]}


def test_formulas_of_opendocument_may_compare():
    cell = '<table:table-cell table:formula="of:=2>1" office:value-type="float" office:value="7" />'
    priced = '<table:table-cell office:value-type="currency" office:currency="CHF" office:value="8"/>'
    content = far(f'<table:table-row table:style-name="a>b">{cell}{priced}</table:table-row><table:table-row>{priced}</table:table-row>')
    assert read(content, "ods") == {1: ["7", "8"], 2: ["8"]}
    book = Workbook(io.BytesIO(content), "s", "ods")
    assert list(book.formulas("s", range(9))) == [] and book.signs("s", [0, 1]) == {(1, 1): "CHF", (2, 0): "CHF"}


def test_attributes_of_opendocument_are_quoted_either_way():
    text = "<table:table-cell office:value-type='string' office:string-value='13\" > 12\"' table:number-columns-repeated='2'/>"
    number = "<table:table-cell office:value-type='percentage' office:value='0.2'/>"
    blank = "<table:table-row table:number-rows-repeated='3'/>"
    content = far(f"{blank}<table:table-row>{text}{number}</table:table-row>")
    assert read(changed_name(content), "ods", 'a"b>c') == {4: ['13" > 12"', '13" > 12"', "20%"]}


def changed_name(content):
    """Return the workbook of one sheet with a name in single quotes."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["content.xml"] = files["content.xml"].replace(b'table:name="s"', b"table:name='a\"b>c'")
    return zipped(files)


def binary(rows):
    """Write these records in place of the rows of a binary workbook."""
    content = record(129) + record(148, bytes(16)) + record(145) + rows + record(146) + record(130)
    return changed({"xl/worksheets/sheet1.bin": content}, KINDS["xlsb"]({"s": [["x"]]}))


def one_row(cells, text="x"):
    """Write a sheet of one row, and a text that its cells may share."""
    return changed({SHEET: sheet(f"<row>{cells}</row>"), "xl/sharedStrings.xml": f"<sst {MAIN}><si><t>{text}</t></si></sst>"})


def claimed_small(content):
    """Return the archive with a false size of its worksheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo(SHEET).file_size.to_bytes(4, "little")
    return content.replace(size, (1000).to_bytes(4, "little"))


REAL = '<table:table-cell office:value-type="float" office:value="1"%s/>'
COUNTED = ' table:number-{}-repeated="99999999"'
LONG = "y" * 32_767
NUMBER_AT = bytes.fromhex("00000000") + bytes(4) + bytes(8)
HOSTILE = {
    "a row of more cells than there are columns": ("xlsx", lambda: one_row("<c><v>1</v></c>" * 16_385)),
    "a cell beyond all columns": ("xlsx", lambda: changed({SHEET: sheet('<row><c r="XFE1"><v>1</v></c></row>')})),
    "a cell beyond all rows": ("xlsx", lambda: changed({SHEET: sheet('<row r="1"><c r="A1048577"><v>1</v></c></row>')})),
    "the same in other signs": ("xlsx", lambda: changed({SHEET: sheet("<row r='1'><c\nr='A1048577'><v>1</v></c></row>")})),
    "a text longer than a cell": ("xlsx", lambda: changed({SHEET: sheet(f"<row>{inline('x' * 32_768)}</row>")})),
    "a shared text longer than a cell": ("xlsx", lambda: one_row('<c t="s"><v>0</v></c>', "x" * 32_768)),
    "a text that all cells of a row share": ("xlsx", lambda: one_row('<c t="s"><v>0</v></c>' * 16_000, LONG)),
    "texts without end": ("xlsx", lambda: changed({"xl/sharedStrings.xml": f"<sst {MAIN}>" + "<si/>" * 3_000_000 + "</sst>"})),
    "a row without end": ("xlsx", lambda: changed({SHEET: f"<worksheet {MAIN}><sheetData><row>" + "<c/>" * 9_000_000})),
    "a worksheet that swells": ("xlsx", lambda: changed({SHEET: sheet(" " * (40 << 20))})),
    "styles that swell": ("xlsx", lambda: changed({"xl/styles.xml": " " * (17 << 20)})),
    "columns that are counted": ("ods", lambda: far("<table:table-row>" + REAL % COUNTED.format("columns") + "</table:table-row>")),
    "rows that are counted": ("ods", lambda: far(f"<table:table-row{COUNTED.format('rows')}>" + REAL % "" + "</table:table-row>")),
    "a text that is counted": ("ods", lambda: far(
        '<table:table-row><table:table-cell office:value-type="string" table:number-columns-repeated="16000">'
        f"<text:p>{LONG}</text:p></table:table-cell></table:table-row>"
    )),
    "a text longer than a cell, open": ("ods", lambda: ods({"s": [[LONG + "x"]]})),
    "a cell beyond all columns, binary": ("xlsb", lambda: binary(record(0, bytes(25)) + record(5, b"\0\x40" + NUMBER_AT[2:]))),
    "a row beyond all rows, binary": ("xlsb", lambda: binary(record(0, b"\xff" * 25) + record(5, NUMBER_AT))),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is asked of Linux")
@pytest.mark.parametrize("case", HOSTILE)
def test_a_workbook_that_is_made_to_hurt(case, tmp_path):
    """It is refused at once and in little memory, measured in a separate process because calamine holds the memory."""
    kind, make = HOSTILE[case]
    content = make()
    code = (
        "import sys\nfrom licensectl.errors import LicensectlError\nfrom licensectl.tables.workbook import Workbook\n"
        "try:\n    for _ in Workbook(open(sys.argv[1], 'rb'), 's', sys.argv[2]).records('s'): pass\n"
        "except LicensectlError as failure: print(failure.problems[0].code)\n"
        # Not that of getrusage, which counts what the process was started from.
        "print(*[line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')])"
    )
    file = tmp_path / "book"
    file.write_bytes(content)
    ran = subprocess.run([sys.executable, "-c", code, str(file), kind], capture_output=True, text=True, timeout=60)
    said, memory = ran.stdout.split()
    assert said == "LC-SHEET-TOO-LONG", ran.stderr
    assert int(memory) < 300_000


def test_a_lie_about_the_size_of_a_part():
    rows = "".join(f'<row r="{number}"><c r="A{number}"><v>{number}</v></c></row>' for number in range(1, 2000))
    content = claimed_small(changed({SHEET: sheet(rows)}))
    assert len(read(content)) == 1999


def test_xml_that_no_spreadsheet_program_writes():
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    for part in (f"<!DOCTYPE x>{sheet(row)}", sheet(row).encode("utf-16"), sheet(row)[:-30], "<x/>"):
        with pytest.raises(LicensectlError, match="LC-SHEET-WORKBOOK"):
            read(changed({SHEET: part}))
