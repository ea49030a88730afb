"""Binary workbooks as Excel writes them, and what is damaged in them."""

import io
import zipfile
from struct import pack

import pytest
from books import record, wide, xlsb, zipped

from licensectl.errors import LicensectlError
from licensectl.tables.workbook import Workbook

SHEET, STYLES, BOOK = "xl/worksheets/sheet1.bin", "xl/styles.bin", "xl/workbook.bin"
FORMATS = {164: "0.0%", 165: "dd/mm/yyyy", 166: "[h]:mm", 167: '0 "days"', 168: "hh:mm", 169: "[$EUR-410] #,##0.00"}
END = record(146) + record(130)


def row(number, *cells):
    return record(0, pack("<I", number) + bytes(21)) + b"".join(cells)


def whole(place, value, style=0, hundredth=False):
    """Return a cell with a whole number of thirty bits."""
    return record(2, pack("<IIi", place, style, value << 2 | 2 | hundredth))


def real(place, value, style=0):
    return record(5, pack("<II", place, style) + pack("<d", value))


def book(rows, *, late=False, texts=None, extra=None):
    """Return a workbook with these rows. `late`: its days count from 1904. `extra`: other parts in place of its own."""
    with zipfile.ZipFile(io.BytesIO(xlsb({"s": [["x"]]}))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files[SHEET] = record(129) + record(148, bytes(16)) + record(145) + rows + END
    files[STYLES] = (
        record(615, pack("<I", len(FORMATS)))
        + b"".join(record(44, pack("<H", number) + wide(code)) for number, code in FORMATS.items())
        + record(617, pack("<I", 3))
        + b"".join(record(47, pack("<HH", 0, number) + bytes(12)) for number in (0, *FORMATS, 14, 9, 31))
        + record(618)
    )
    if late:
        files[BOOK] = files[BOOK].replace(record(153, bytes(8) + wide("")), record(153, pack("<II", 1, 0) + wide("")))
    if texts is not None:
        count = pack("<II", len(texts), len(texts))
        files["xl/sharedStrings.bin"] = record(159, count) + b"".join(record(19, b"\0" + wide(text)) for text in texts) + record(160)
    return zipped(files | (extra or {}))


def read(content):
    return list(Workbook(io.BytesIO(content), "book", "xlsb").records("s"))


PERCENT, DAY, SPAN, WORDS, TIME, EURO, DAY_BUILT_IN, PERCENT_BUILT_IN, DAY_OF_ASIA = range(1, 10)
CELLS = {
    "a whole number": (whole(0, 1021), "1021"),
    "one below zero": (whole(0, -5), "-5"),
    "a hundredth": (whole(0, 102140, hundredth=True), "1021.4"),
    "the first half of a number": (record(2, pack("<III", 0, 0, 0x3FF80000)), "1.5"),
    "all of a number": (real(0, 0.1), "0.1"),
    "a hundred percent": (whole(0, 1, PERCENT), "100%"),
    "twelve percent": (whole(0, 12, PERCENT_BUILT_IN, hundredth=True), "12%"),
    "a day": (whole(0, 46355, DAY), "2026-11-29"),
    "a day in the usual format": (whole(0, 46355, DAY_BUILT_IN), "2026-11-29"),
    "a day with a time": (real(0, 46355.5, DAY), "2026-11-29T12:00:00"),
    "the first days": (whole(0, 1, DAY), "1900-01-01"),
    "a time": (real(0, 0.25, TIME), "06:00:00"),
    "a time span": (real(0, 1.5, SPAN), "1 day, 12:00:00"),
    "a day beyond the calendar": (whole(0, 99_999_999, DAY), "99999999"),
    "a day before it": (whole(0, -1, DAY), "-1"),
    "no day at all": (real(0, float("inf"), DAY), "inf"),
    "a number with words": (whole(0, 12, WORDS), "12"),
    "an amount": (real(0, 1021.4, EURO), "1021.4"),
    "a shared text": (record(7, pack("<III", 0, 0, 1)), "é€"),
    "a text": (record(6, pack("<II", 0, 0) + wide("x")), "x"),
    "a text with fonts of its own": (record(62, pack("<II", 0, 0) + b"\1" + wide("x") + pack("<IHH", 1, 0, 0)), "x"),
    "a day as East Asia writes it": (whole(0, 46355, DAY_OF_ASIA), "2026-11-29"),
    "a formula's text": (record(8, pack("<II", 0, 0) + wide("x") + bytes(10)), "x"),
    "a formula's number": (record(9, pack("<II", 0, PERCENT) + pack("<d", 0.5) + bytes(10)), "50%"),
    "a formula's truth": (record(10, pack("<II", 0, 0) + b"\1" + bytes(10)), "TRUE"),
    "a formula's error": (record(11, pack("<II", 0, 0) + b"\x2a" + bytes(10)), "#N/A"),
    "an unknown error": (record(3, pack("<II", 0, 0) + b"\x63"), "#N/A"),
    "a style beyond all": (whole(0, 7, 0xFFFFFF), "7"),
}


@pytest.mark.parametrize("case", CELLS)
def test_a_cell(case):
    cell, text = CELLS[case]
    assert read(book(row(0, cell), texts=["a", "é€"])) == [(1, [text])]


def test_days_count_from_1904_where_the_workbook_says_so():
    assert read(book(row(0, whole(0, 44893, DAY)), late=True)) == [(1, ["2026-11-29"])]


def test_cells_without_a_place_are_right_of_the_one_before():
    percent = pack("<I", PERCENT)
    behind = (
        record(13, percent + pack("<i", 1 << 2 | 2)),
        record(14, bytes(4) + b"\x2a"),
        record(15, bytes(4) + b"\1"),
        record(12, bytes(4)),
        record(16, percent + pack("<d", 0.5)),
        record(17, bytes(4) + wide("x")),
        record(18, bytes(4) + pack("<I", 1)),
        record(61, bytes(4) + b"\1" + wide("y") + pack("<IHH", 1, 0, 0)),
    )
    rows = row(0, whole(2, 7), *behind) + row(1, record(1, pack("<II", 3, 0)), record(16, bytes(4) + pack("<d", 2.5))) + row(2, behind[0])
    shown = ["", "", "7", "100%", "#N/A", "TRUE", "", "50%", "x", "é€", "y"]
    assert read(book(rows, texts=["a", "é€"])) == [(1, shown), (2, [""] * 4 + ["2.5"]), (3, ["100%"])]


def test_numbers_without_a_place_have_their_currency():
    rows = row(0, whole(2, 7), record(16, pack("<I", EURO) + pack("<d", 9.5)))
    assert Workbook(io.BytesIO(book(rows)), "book", "xlsb").signs("s", [2, 3]) == {(1, 3): "EUR"}


def test_cells_far_apart_are_read_without_the_room_between():
    rows = row(0, real(0, 1.0), real(3, 2.0)) + row(1_048_575, whole(16_383, 7))
    (_, first), (number, last) = read(book(rows))
    assert first == ["1", "", "", "2"] and number == 1_048_576 and last == [""] * 16_383 + ["7"]


CUT = {
    "a whole number": record(2, pack("<II", 0, 0)),
    "a number": record(5, pack("<III", 0, 0, 0)),
    "an error": record(3, pack("<II", 0, 0)),
    "a truth": record(4, pack("<II", 0, 0)),
    "a text": record(6, pack("<III", 0, 0, 9)),
    "a shared text": record(7, pack("<II", 0, 0)),
    "a text that is not there": record(7, pack("<III", 0, 0, 2)),
    "a place": record(5, b"\0"),
    "a length of 256 MB": b"\x05\xff\xff\xff\x7f",
}
DAMAGED = {f"{name} cut": row(0, cell) for name, cell in CUT.items()} | {
    "a row without number": record(0),
    "a cell before the first row": whole(0, 1),
    "rows out of order": row(1, whole(0, 1)) + row(0, whole(0, 1)),
    "a row twice": row(1, whole(0, 1)) + row(1, whole(0, 1)),
}
PARTS = {
    "properties cut": {BOOK: record(153)},
    "a sheet without relation": {BOOK: record(156, pack("<II", 0, 1) + wide("rId9") + wide("s"))},
    "a sheet cut": {BOOK: record(156, bytes(9))},
    "a format cut": {STYLES: record(44, pack("<HI", 164, 99))},
    "a style cut": {STYLES: record(617) + record(47, b"\0")},
    "a shared text cut": {"xl/sharedStrings.bin": record(19, b"\0" + pack("<I", 99))},
}


@pytest.mark.parametrize("case", [*DAMAGED, *PARTS])
def test_damage_is_one_sentence(capfd, case):
    content = book(DAMAGED.get(case, row(0, whole(0, 1))), texts=["a", "b"], extra=PARTS.get(case))
    with pytest.raises(LicensectlError, match="LC-SHEET-WORKBOOK"):
        read(content)
    assert capfd.readouterr() == ("", "")
