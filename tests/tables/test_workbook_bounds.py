"""Sizes that workbooks declare are bounded: sheets, counted spaces, texts of a row, styles; blank rows are skipped."""

import zipfile
from io import BytesIO

import pytest
from books import KINDS, ods, xlsx, zipped

from licensectl.errors import LicensectlError
from licensectl.tables import cell_text, ods_book, parts, workbook, xlsx_book
from licensectl.tables.workbook import Workbook

TABLE = [["a", "b"], ["c", "d"]]


def read(content, kind, title="s"):
    return list(Workbook(BytesIO(content), "book", kind).records(title))


def refused(content, kind):
    with pytest.raises(LicensectlError) as caught:
        read(content, kind)
    return [problem.code for problem in caught.value.problems] == ["LC-SHEET-TOO-LONG"]


def edited(content, part, old, new):
    """Return the archive with a change in one part."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert old in files[part]
    return zipped({**files, part: files[part].replace(old, new, 1)})


@pytest.mark.parametrize("kind", KINDS)
def test_sheets_are_counted(monkeypatch, kind):
    content = KINDS[kind]({"s": TABLE, "t": TABLE, "u": TABLE})
    assert len(read(content, kind)) == 2
    monkeypatch.setattr(workbook, "MOST_SHEETS", 2)
    assert refused(content, kind)


@pytest.mark.parametrize("count", [2_000_000_000, 40_000_000])
def test_spaces_of_a_text_are_counted(count):
    content = ods({"s": TABLE})
    spaced = edited(content, "content.xml", b">c<", b'>c<text:s text:c="3"/><')
    assert read(spaced, "ods")[1] == (2, ["c   ", "d"])
    assert refused(edited(content, "content.xml", b">c<", f'>c<text:s text:c="{count}"/><'.encode()), "ods")


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xlsb"])
def test_the_texts_of_a_row_are_bounded(monkeypatch, kind):
    content = KINDS[kind]({"s": [["x" * 3000] * 20]})
    assert read(content, kind) == [(1, ["x" * 3000] * 20)]
    monkeypatch.setattr(cell_text, "MOST_OF_ROW", 50_000)
    assert refused(content, kind)


def test_styles_are_counted(monkeypatch):
    monkeypatch.setattr(parts, "MOST_TAGS", 400)
    monkeypatch.setattr(ods_book, "MOST_TAGS", 400)
    for kind, part, end in (("xlsx", "xl/styles.xml", b"</styleSheet>"), ("ods", "content.xml", b"</office:automatic-styles>")):
        content = KINDS[kind]({"s": TABLE})
        assert len(read(content, kind)) == 2
        assert refused(edited(content, part, end, b"<style/>" * 400 + end), kind)


def test_blank_rows_are_not_read(monkeypatch):
    blank = edited(
        xlsx({"s": []}),
        "xl/worksheets/sheet1.xml",
        b"<sheetData></sheetData>",
        b"<sheetData>" + b'<row><c s="0"/></row>' * 50 + b"</sheetData>",
    )
    book = xlsx_book.XlsxBook(BytesIO(blank), "book")
    monkeypatch.setattr(xlsx_book.XlsxBook, "_read", None)
    assert list(book.rows("s")) == []


def test_a_long_text_between_tags_is_not_searched_again(monkeypatch):
    content = edited(ods({"s": TABLE, "t": TABLE}), "content.xml", b">d<", b">" + b"d" * 5000 + b"<")
    monkeypatch.setattr(parts, "BLOCK", 100)
    monkeypatch.setattr(ods_book, "BLOCK", 100)
    assert [one.title for one in Workbook(BytesIO(content), "book", "ods")._book.sheets] == ["s", "t"]
    assert read(content, "ods", "t") == [(1, ["a", "b"]), (2, ["c", "d"])]
    assert read(content, "ods")[1] == (2, ["c", "d" * 5000])


def test_sheets_of_opendocument_are_read_in_one_go(monkeypatch):
    """Each sheet once began at the start of the file; sheets in any order and side by side have their own rows all the same."""
    many = {f"s{number}": [[f"{number}-{row}", "x"] for row in range(30)] for number in range(6)}
    wanted = {title: [(number, row) for number, row in enumerate(rows, 1)] for title, rows in many.items()}
    content = ods(many)
    monkeypatch.setattr(ods_book, "FIRST", 64)
    monkeypatch.setattr(ods_book, "PIECE", 200)
    monkeypatch.setattr(parts, "BLOCK", 100)
    monkeypatch.setattr(ods_book, "BLOCK", 100)
    begun = []
    blocks = parts.Parts.blocks
    monkeypatch.setattr(parts.Parts, "blocks", lambda self, part: begun.append(part) or blocks(self, part))
    book = Workbook(BytesIO(content), "book", "ods")
    begun.clear()
    assert dict(book.tops(None, 3)) == {title: rows[:3] for title, rows in wanted.items()}
    assert begun == ["content.xml"]
    for title in ("s3", "s1", "s1", "s5", "s0"):
        assert list(book.records(title)) == wanted[title]
    first, second = book.records("s1"), book.records("s2")
    assert [pair for both in zip(first, second, strict=True) for pair in both] == [
        pair for both in zip(wanted["s1"], wanted["s2"], strict=True) for pair in both
    ]
