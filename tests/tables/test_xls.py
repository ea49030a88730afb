"""Workbooks of old Excel: what xlrd would take long or much memory for is counted or left out before it reads it."""

import io
from struct import pack, unpack_from

import pytest
import xlrd
import xlwt
from books import xls

from licensectl.errors import LicensectlError
from licensectl.tables import xls_book, xls_records
from licensectl.tables.workbook import Workbook

TABLE = [["a", "b"], ["c", 1.5]]
NUMBER, SEVERAL, STYLE, TEXTS, SHEET, END, HYPERLINK, LOCKED = 0x203, 0xBD, 0xE0, 0xFC, 0x85, 0x0A, 0x1B8, 0x2F


def record(kind, body=b""):
    return pack("<HH", kind, len(body)) + body


def read(content, title="s"):
    return list(Workbook(io.BytesIO(content), "book", "xls").records(title))


def code(content):
    with pytest.raises(LicensectlError) as caught:
        read(content)
    return caught.value.problems[0].code


def records(content):
    """Yield the kind and the body of each record of a workbook, whose stream xlwt writes in one piece behind 512 bytes."""
    at = 512
    while content[at : at + 2] != b"\0\0":
        kind, size = unpack_from("<HH", content, at)
        yield kind, content[at + 4 : at + 4 + size]
        at += 4 + size


def rebuilt(content, change):
    """Return the workbook with other records in place of each: `change` takes a kind and a body and returns records."""
    place, begins, made = 0, [], []
    for kind, body in records(content):
        other = change(kind, body)
        made.append(other)
        if kind == 0x809:
            begins.append(place)
        place += len(other)
    stream = b"".join(made)
    # Sheets say where they begin.
    for number, begin in enumerate(begins[1:]):
        at = _nth(stream, number)
        stream = stream[: at + 4] + pack("<I", begin) + stream[at + 8 :]
    return saved(stream)


def _nth(stream, number):
    at = 0
    while True:
        kind, size = unpack_from("<HH", stream, at)
        if kind == SHEET:
            if not number:
                return at
            number -= 1
        at += 4 + size


def saved(stream):
    out = io.BytesIO()
    xlwt.CompoundDoc.XlsDoc().save(out, stream)
    return out.getvalue()


def added(*more, before=END, times=1):
    """Return the workbook with more records at the end of its sheet, or before the first of some kind."""
    seen = []

    def change(kind, body):
        seen.append(kind)
        wanted = seen.count(END) == 2 if before == END else seen.count(before) == 1
        return (b"".join(more) * times if kind == before and wanted else b"") + record(kind, body)

    return rebuilt(xls({"s": TABLE}), change)


def number(row, column, value=1.0):
    return record(NUMBER, pack("<HHHd", row, column, 15, value))


def test_records_that_are_added_are_read():
    assert read(added(number(2, 1, 7.0))) == [(1, ["a", "b"]), (2, ["c", "1.5"]), (3, ["", "7"])]


@pytest.mark.parametrize("case", ["room", "several", "styles", "texts", "records"])
def test_what_a_workbook_holds_is_counted(monkeypatch, case):
    content = {
        "room": added(*(number(row, 255) for row in range(10, 50))),
        "several": added(*(record(SEVERAL, pack("<HH", row, 0) + bytes(6 * 256) + pack("<H", 255)) for row in range(10, 50))),
        "styles": added(record(STYLE, bytes(20)), before=STYLE, times=500),
        "texts": rebuilt(xls({"s": TABLE}), lambda kind, body: record(kind, pack("<II", 9, 50_000) + body[8:] if kind == TEXTS else body)),
        "records": added(record(0x1234), times=5000),
    }[case]
    monkeypatch.setattr(xls_records, "MOST_ROOM", 10_000)
    monkeypatch.setattr(xls_records, "MOST_STYLES", 400)
    monkeypatch.setattr(xls_records, "MOST_TEXTS", 40_000)
    monkeypatch.setattr(xls_records, "MOST_RECORDS", 4000)
    assert code(content) == "LC-SHEET-TOO-LONG"
    assert len(read(xls({"s": TABLE}))) == 2


def test_what_says_nothing_about_values_is_left_out():
    link = pack("<HHHH", 0, 65_535, 0, 255) + bytes.fromhex("d0c9ea79f9bace118c8200aa004ba90b") + pack("<II", 2, 0)
    content = added(record(HYPERLINK, link), record(0xE5, pack("<HHHHH", 1, 0, 65_535, 0, 255)))
    assert read(content) == read(xls({"s": TABLE}))
    sheet = xls_book._opened(content).sheet("s")
    assert sheet.hyperlink_map == {} and sheet.merged_cells == []


def test_sheets_in_one_place_are_damage():
    content = xls({"s": TABLE, "t": TABLE, "u": TABLE})
    first = next(body[:4] for kind, body in records(content) if kind == SHEET)
    at = [place for place in range(512, len(content)) if content[place : place + 2] == pack("<H", SHEET)]
    for place in at[:3]:
        content = content[: place + 4] + first + content[place + 8 :]
    assert code(content) == "LC-SHEET-WORKBOOK"


def test_hidden_sheets_are_known_without_reading_them(monkeypatch):
    content = xls({"s": TABLE, "t": TABLE, "u": TABLE}, hidden=("t",))
    monkeypatch.setattr(xlrd.sheet.Sheet, "read", None)
    assert [sheet.visible for sheet in xls_book.XlsBook(io.BytesIO(content), "book").sheets] == [True, False, True]


def test_a_workbook_that_is_opened_again_is_parsed_once(monkeypatch):
    content = xls({"s": TABLE})
    rows = read(content)
    monkeypatch.setattr(xlrd, "open_workbook", None)
    assert read(content) == rows


def test_a_locked_xlsx_is_named_as_such():
    locked = xls({"s": TABLE}).replace("Workbook".encode("utf-16-le"), "Encrypt!".encode("utf-16-le"))
    assert code(locked) == "LC-SHEET-XLS"


def test_a_locked_workbook_is_named_as_such_whatever_its_records_seem_to_count():
    def locked(kind, body):
        if kind == TEXTS:
            return record(kind, b"\xff" * len(body))
        return (record(LOCKED, pack("<HHH", 1, 1, 1) + bytes(48)) if kind == STYLE else b"") + record(kind, body)

    assert code(rebuilt(xls({"s": TABLE}), locked)) == "LC-SHEET-XLS"


def test_a_time_span_is_no_day():
    book = xlwt.Workbook()
    sheet = book.add_sheet("s")
    for place, shown in enumerate(("[h]:mm:ss", "dd/mm/yyyy hh:mm", "hh:mm")):
        sheet.write(0, place, 1.5 if place < 2 else 0.5, xlwt.easyxf(num_format_str=shown))
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()) == [(1, ["1 day, 12:00:00", "1900-01-01T12:00:00", "12:00:00"])]


def test_days_before_1900_are_those_of_libreoffice():
    book = xlwt.Workbook()
    book.add_sheet("s").write(0, 0, -53_688, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()) == [(1, ["1753-01-01"])]
