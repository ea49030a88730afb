"""Test one price list in every dialect that programs write, and values that no program may decide alone."""

import csv
import gzip
import io
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from books import KINDS, Error, Formula, Percent, zipped
from helpers import EXAMPLES
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from licensectl.app.prices.sheet.reader import PriceRows
from licensectl.domain.prices.row import BookRow
from licensectl.errors import LicensectlError
from licensectl.tables.column_map import ColumnMap
from licensectl.tables.numbers import WorkbookNumber
from licensectl.tables.workbook import Workbook

HEADER = [
    "ProductTitle", "ProductId", "SkuId", "SkuTitle", "Publisher", "SkuDescription", "TermDuration", "BillingPlan", "Market", "Currency",
    "UnitPrice", "EffectiveStartDate", "EffectiveEndDate", "Tags", "ERP Price", "Segment",
]  # fmt: skip
ROW = [
    "Windows Server Standard Core 2025", "DG7GMGF0PWHC", "3", "Windows Server 2025 Standard – 16 Core", "Microsoft",
    'a "pack",\twith; marks\nand lines', "OneTime", "", "IT", "EUR", "1021.40", "2026-11-01T00:00:00.0000000Z",
    "9999-11-30T23:59:59.0000000Z", "Software;Perpetual", "1143.97", "Commercial",
]  # fmt: skip


def rows(content, columns=None, name="s"):
    return [BookRow._make(cells)._replace(row=0) for cells in PriceRows(content, name, columns)]


def said(content, columns=None):
    read = PriceRows(content, "s", columns)
    list(read)
    return [problem.sentence() for problem in read.notices()]


def codes(content, columns=None):
    with pytest.raises(LicensectlError) as caught:
        rows(content, columns)
    return [problem.code for problem in caught.value.problems]


def text(table, delimiter=",", newline="\r\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=newline).writerows(table)
    return out.getvalue()


def changed(**cells):
    names = {"erp": "ERP Price"}
    return [cells.get(name, cells.get({v: k for k, v in names.items()}.get(name), cell)) for name, cell in zip(HEADER, ROW, strict=True)]


def sheet(*changes, delimiter=",", encoding="utf-8", above=()):
    return text([*above, HEADER, *(changed(**change) for change in changes or ({},))], delimiter).encode(encoding)


PLAIN = rows(sheet())
ITALIAN = {
    "UnitPrice": "1.021,40", "erp": "1.143,97", "EffectiveStartDate": "01/11/2026 00:00", "EffectiveEndDate": "30/11/9999 00:00",
}  # fmt: skip
DRESSES = {
    "as downloaded": (b"\xef\xbb\xbf" + sheet(), ""),
    "without its mark": (sheet(), ""),
    "semicolons, decimal comma, cp1252": (
        sheet(ITALIAN, delimiter=";", encoding="cp1252"),
        "Windows-1252, separated by ';', decimal comma",
    ),
    "tabs": (sheet(delimiter="\t"), "separated by tabs"),
    "bars": (sheet(delimiter="|"), "separated by '|'"),
    "UTF-16 with its mark": (sheet(encoding="utf-16"), ""),
    "UTF-16 without": (sheet(encoding="utf-16-le"), "UTF-16"),
    "UTF-16, the other way round": (sheet(encoding="utf-16-be"), "UTF-16"),
    "rows above the header": (sheet(above=[["Listino di novembre"], [], ["IVA esclusa", "1"]]), "header in row 4"),
    "sep= above the header": (b"sep=;\r\n" + sheet(delimiter=";"), "separated by ';', header in row 2"),
    "header with line breaks": (sheet().replace(b"ERP Price", b'"ERP\n Price"').replace(b"UnitPrice", b"Unit\xc2\xa0Price"), ""),
    "line ends of an old Mac": (text([HEADER, changed(SkuDescription="")], newline="\r").encode(), ""),
    "line ends doubled": (text([HEADER, changed(SkuDescription="")], newline="\r\r\n").encode(), ""),
    "blank columns and rows at the end": (
        text([[*HEADER, "", ""], [""] * 18, [*ROW, "", ""], ["", " "]]).encode(),
        "",
    ),
    "a SkuId with its zeros": (sheet({"SkuId": "0003"}), ""),
    "blanks around": (sheet({"ProductId": " dg7gmgf0pwhc\u00a0", "UnitPrice": "\u00a01021.40 ", "Currency": "eur"}), ""),
    "a currency beside": (sheet({"UnitPrice": "1021,40 €", "erp": "EUR 1143,97"}), "decimal comma"),
    "Swiss": (sheet({"UnitPrice": "1'021.40", "erp": "1’143.97"}), ""),
    "French": (sheet({"UnitPrice": "1\u202f021,40", "erp": "1 143,97"}), "decimal comma"),
    "Tags cut to columns": (sheet({"Tags": "Software; Perpetual;"}), ""),
}


@pytest.mark.parametrize("dress", DRESSES)
def test_the_same_list_in_every_dress(dress):
    content, notice = DRESSES[dress]
    assert rows(content) == PLAIN
    assert all(part in "".join(said(content)) for part in notice.split(", "))
    assert bool(said(content)) == bool(notice)


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"UnitPrice": "1021.4012345678"}, ("1021.4012345678", "1143.97")),
        ({"UnitPrice": "", "erp": "3798"}, (None, "3798")),
        ({"UnitPrice": "5400", "erp": "5400"}, ("5400", "5400")),
        ({"UnitPrice": "3998", "erp": "3798"}, ("3998", "3798")),
        ({"UnitPrice": "3393.9", "erp": "3393.96"}, ("3393.9", "3393.96")),
        ({"SkuTitle": "Educaci?n", "UnitPrice": "0"}, ("0", "1143.97")),
    ],
    ids=[
        "ten decimals of a platform",
        "no price of an N edition",
        "no margin",
        "above the suggested price",
        "a cent apart",
        "broken accents",
    ],
)
def test_accidents_that_are_facts_are_kept_as_they_are(change, kept):
    [row] = rows(sheet(change))
    assert (row.unit_price, row.erp) == kept


def test_columns_that_are_left_out_at_the_end_of_rows():
    """Excel writes no delimiters for blank cells at the end where the next fifteen rows have none either."""
    content = text([[*HEADER, "PreviousValues", "Note"], [*ROW, "", ""], ROW, [*ROW, "{}"]]).encode()
    assert rows(content) == PLAIN * 3
    assert codes(text([[*HEADER, "PreviousValues"], [*ROW, ""], ROW]).encode().rstrip()) == ["LC-SHEET-CUT"]


workbook = KINDS["xlsx"]
every_kind = pytest.mark.parametrize("kind", KINDS)
TYPED = changed(
    SkuId=3, UnitPrice=1021.4, erp=1143.97, EffectiveStartDate=datetime.fromisoformat("2026-11-01"), EffectiveEndDate=date(9999, 11, 30)
)


@every_kind
@pytest.mark.parametrize("pack", [lambda book: book, lambda book: zipped({"a/.DS_Store": b"x", "list": book}), gzip.compress])
def test_a_workbook_with_numbers_and_days(pack, kind):
    [row] = rows(pack(KINDS[kind]({"Read me": [["hello"]], "Prices": [["November"], [], HEADER, TYPED]})))
    assert row._replace(unit_price=Decimal(row.unit_price)) == PLAIN[0]._replace(unit_price=Decimal("1021.4"))


@every_kind
def test_the_sheet_that_fits_is_said_and_of_two_none_is_taken(kind):
    workbook = KINDS[kind]
    assert "sheet 'Prices', header in row 2" in said(workbook({"Read me": [["x"]], "Prices": [["November"], HEADER, TYPED]}))[0]
    assert said(workbook({"Prices": [HEADER, TYPED]})) == []
    two = workbook({"Old": [HEADER, changed(UnitPrice=1, erp=2)], "New": [HEADER, TYPED]})
    assert codes(two) == ["LC-SHEET-SEVERAL"]
    assert rows(two, ColumnMap(sheet="New"))[0].erp == "1143.97"
    assert codes(two, ColumnMap(sheet="Newest")) == ["LC-SHEET-NAME"]
    hidden = workbook({"Old": [HEADER, changed(UnitPrice=1, erp=2)], "New": [HEADER, TYPED]}, hidden=("Old",))
    assert rows(hidden)[0].erp == "1143.97"
    assert rows(hidden, ColumnMap(sheet="Old"))[0].erp == "2"


@pytest.mark.parametrize(
    ("cell", "kept"),
    [(1.234, "1.234"), (1234, "1234"), (0.1 + 0.2, "0.3"), (1021.4000000000001, "1021.4"), ("1.021,40", "1021.40"), (None, None)],
)
@every_kind
def test_a_number_of_a_workbook_is_never_ambiguous(cell, kept, kind):
    workbook = KINDS[kind]
    assert rows(workbook({"s": [HEADER, changed(UnitPrice=cell)]}))[0].unit_price == kept
    assert rows(workbook({"s": [HEADER, changed(UnitPrice=cell, erp=1)]}), ColumnMap(decimal=","))[0].unit_price == kept


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_formula_without_a_value_is_no_blank(kind):
    """In the other kinds every formula has a value."""
    assert codes(KINDS[kind]({"s": [HEADER, changed(UnitPrice=Formula())]})) == ["LC-SHEET-FORMULA"]


@every_kind
def test_what_a_cell_shows_is_kept(kind):
    table = [
        [None, "x", Error(), Error("#DIV/0!"), Percent(0.12), Percent(0.0125), True, False, 12.5, -7, '\u00e9 <&> "q"', 1e-7, 1e15],
        [],
        [None, date(2026, 11, 1), datetime.fromisoformat("2026-11-01T10:00:00"), None],
        ["0001", " two\nlines", "1E5", "12%"],
    ]
    book = Workbook(io.BytesIO(KINDS[kind]({"s": table, "h": [["hidden"]]}, hidden=("h",))), "s", kind)
    found = {number: "|".join(row).rstrip("|") for number, row in book.records("s")}
    assert found == {
        1: '|x|#N/A|#DIV/0!|12%|1.25%|TRUE|FALSE|12.5|-7|\u00e9 <&> "q"|0.0000001|1000000000000000',
        3: "|2026-11-01|2026-11-01T10:00:00",
        4: "0001| two\nlines|1E5|12%",
    }
    kinds = {cell: type(cell) for _, row in book.records("s") for cell in row if cell}
    assert {cell for cell, of in kinds.items() if of is WorkbookNumber} >= {"1.25%", "12.5", "-7", "0.0000001"}
    assert [title for title, _ in book.tops(None, 5)] == ["s"] and list(book.records("h")) == [(1, ["hidden"])]


def test_a_damaged_workbook(tmp_path):
    whole = workbook({"s": [HEADER, TYPED]})
    assert codes(whole[: len(whole) // 2])[0] in ("LC-SHEET-ARCHIVE", "LC-SHEET-WORKBOOK")
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["xl/worksheets/sheet1.xml"] = files["xl/worksheets/sheet1.xml"][:300]
    assert codes(zipped(files)) == ["LC-SHEET-WORKBOOK"]


def hostile(part, content):
    with zipfile.ZipFile(io.BytesIO(workbook({"s": [HEADER, TYPED]}))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in (files | {part: content}).items():
            archive.writestr(name, held)
    return out.getvalue()


SHEET_XML = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + b"a" * 99 + b'">' + b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in b"bcdefgh"
) + b"]>"  # fmt: skip
HOSTILE = {
    "entities that multiply": (
        ("xl/worksheets/sheet1.xml", ENTITIES + SHEET_XML % b'<row r="1"><c r="A1" t="inlineStr"><is><t>&h;</t></is></c></row>'),
        "LC-SHEET-WORKBOOK",
    ),
    "a row beyond all rows": (
        ("xl/worksheets/sheet1.xml", SHEET_XML % b'<row r="1"/><row r="99999999"><c r="A99999999"><v>1</v></c></row>'),
        "LC-SHEET-TOO-LONG",
    ),
    "texts that swell": (("xl/sharedStrings.xml", b"<sst>" + b" " * (129 << 20)), "LC-SHEET-TOO-LONG"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_workbook_that_is_made_to_hurt(case):
    part, code = HOSTILE[case]
    assert codes(hostile(*part)) == [code]


OPEN = {
    "thousands or decimals": ({"UnitPrice": "1,021", "erp": "1143"}, "LC-SHEET-AMBIGUOUS"),
    "the same with a point": ({"UnitPrice": "1.021", "erp": "1143"}, "LC-SHEET-AMBIGUOUS"),
    "a day or a month": ({"EffectiveStartDate": "10/3/2020"}, "LC-SHEET-AMBIGUOUS-DATE"),
    "two figures for the year": ({"EffectiveStartDate": "13/12/20"}, "LC-SHEET-AMBIGUOUS-DATE"),
    "an amount that became a day": ({"UnitPrice": "12-ott"}, "LC-SHEET-NUMBER-DATE"),
    "an id that became a number": ({"SkuId": "3.0"}, "LC-SHEET-ID-NUMBER"),
    "the same in Italian": ({"SkuId": "3,0"}, "LC-SHEET-ID-NUMBER"),
    "and in short": ({"SkuId": "1E+03"}, "LC-SHEET-ID-NUMBER"),
    "another currency beside": ({"UnitPrice": "417,07 US$"}, "LC-SHEET-CURRENCY"),
    "below zero": ({"UnitPrice": "(12.30)"}, "LC-SHEET-NUMBER"),
    "no such day": ({"EffectiveStartDate": "31/02/2026"}, "LC-SHEET-DATE"),
    "a broken accent in a word that counts": ({"Market": "?T"}, "LC-SHEET-CODE"),
}


@pytest.mark.parametrize("case", OPEN)
def test_what_a_cell_leaves_open_is_refused_with_its_place_and_cure(case):
    change, code = OPEN[case]
    with pytest.raises(LicensectlError) as caught:
        rows(sheet({}, change, {}) if "AMBIGUOUS" not in code else sheet(change), name="list.csv")
    [problem] = caught.value.problems
    assert problem.code == code
    assert problem.where.startswith("list.csv:")
    [column, value] = next(iter(change.items()))
    assert value in problem.line() and column.replace("erp", "ERP Price") in problem.line()
    assert "AMBIGUOUS" not in code or "column map" in problem.line()


def test_a_map_settles_it():
    thousand = sheet({"UnitPrice": "1,021", "erp": "1,143"})
    assert [row.unit_price for row in rows(thousand, ColumnMap(decimal="."))] == ["1021"]
    assert [row.unit_price for row in rows(thousand, ColumnMap(decimal=","))] == ["1.021"]
    march = sheet({"EffectiveStartDate": "10/3/2020"})
    assert [rows(march, ColumnMap(date_order=order))[0].effective_start for order in ("dmy", "mdy")] == ["2020-03-10", "2020-10-03"]
    assert codes(sheet({"UnitPrice": "12.50"}), ColumnMap(decimal=",")) == ["LC-SHEET-DECIMAL"] * 2
    assert codes(sheet({"EffectiveStartDate": "13/3/2020"}), ColumnMap(date_order="mdy")) == ["LC-SHEET-DATE"]


@pytest.mark.parametrize("order", [lambda rows: rows, reversed])
def test_the_rest_of_the_list_settles_it_wherever_it_stands(order):
    amounts = sheet(*order([{"UnitPrice": "1,021", "erp": "2"}, {"UnitPrice": "7,5", "erp": "8"}, {"UnitPrice": "3", "erp": "4"}]))
    assert {row.unit_price for row in rows(amounts)} == {"1.021", "7.5", "3"}
    days = sheet(*order([{"EffectiveStartDate": "10/3/2020"}, {"EffectiveStartDate": "13/3/2020"}]))
    assert {row.effective_start for row in rows(days)} == {"2020-03-10", "2020-03-13"}
    both = sheet(*order([{"UnitPrice": "1,021", "erp": "2"}, {"UnitPrice": "7,5", "erp": "8"}, {"UnitPrice": "7.5", "erp": "4"}]))
    assert codes(both) == ["LC-SHEET-AMBIGUOUS"], "a list that has both marks settles nothing"


def test_what_is_open_in_every_row_is_said_once_a_column():
    assert codes(sheet(*[{"UnitPrice": "1,021", "erp": "1,143"}] * 50)) == ["LC-SHEET-AMBIGUOUS"] * 2 + ["LC-SHEET-MORE"]


PRICES = st.one_of(
    st.integers(0, 5_000_000).map(str),
    st.integers(0, 99_999_999).map(lambda cents: f"{cents // 100}.{cents % 100:02d}"),
    st.integers(0, 99_999_999).map(lambda tenths: f"{tenths // 10_000}.{tenths % 10_000:04d}"),
    st.integers(0, 9_999_999).map(lambda mills: f"{mills // 1000}.{mills % 1000:03d}"),
    st.just(""),
)
RECORDS = st.lists(
    st.fixed_dictionaries(
        {
            "SkuId": st.sampled_from(["0001", "000B", "0010"]),
            "UnitPrice": PRICES,
            "erp": PRICES,
            "SkuTitle": st.text("aèéìòù €;,\t|\"'–", max_size=8),
            "EffectiveStartDate": st.dates(date(2019, 1, 1), date(2030, 1, 1)).map(date.isoformat),
            "Segment": st.sampled_from(["Commercial", "Education"]),
        }
    ),
    min_size=1,
    max_size=6,
)


def grouped(price, thousands, decimal):
    whole, _, decimals = price.partition(".")
    return (f"{int(whole):,}".replace(",", thousands) + (decimal + decimals if decimals else "")) if price else ""


@st.composite
def dressed(draw):
    """Draw a dialect; return the records plain, in that dialect, and the map that settles what the dialect leaves open."""
    records = draw(RECORDS)
    decimal = draw(st.sampled_from([".", ","]))
    thousands = draw(st.sampled_from(["", " ", ".", ","]).filter(lambda sign: sign != decimal))
    order = draw(st.sampled_from(["iso", "dmy", "mdy"]))
    forms = {"iso": "%Y-%m-%d", "dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y"}
    table = [HEADER]
    for record in records:
        day = date.fromisoformat(record["EffectiveStartDate"]).strftime(forms[order])
        prices = {name: grouped(record[name], thousands, decimal) for name in ("UnitPrice", "erp")}
        table.append(changed(**record | prices | {"EffectiveStartDate": day}))
    places = draw(st.permutations(range(len(HEADER))))
    delimiter = draw(st.sampled_from([",", ";", "\t", "|"]))
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]))
    above = [["Listino", "èé"]] * draw(st.integers(0, 2))
    content = text([*above, *[[row[place] for place in places] for row in table]], delimiter, draw(st.sampled_from(["\n", "\r\n"])))
    declared = ColumnMap(decimal=decimal, date_order=None if order == "iso" else order)
    written = content.encode(encoding)
    # "è––" in Windows-1252 is a letter of UTF-8: nobody can tell, and no list has it.
    assume(encoding != "cp1252" or not re.search(rb"[\xc2-\xf4][\x80-\xbf]", written))
    return sheet(*records), written, declared


def valued(found):
    return [row._replace(unit_price=row.unit_price and Decimal(row.unit_price), erp=row.erp and Decimal(row.erp)) for row in found]


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(dressed())
def test_reading_is_independent_of_order_delimiter_encoding_and_decimal_style(made):
    plain, other, declared = made
    wanted = valued(rows(plain, ColumnMap(decimal=".")))
    assert valued(rows(other, declared)) == wanted
    try:
        guessed = valued(rows(other))
    except LicensectlError as failure:
        assert {problem.code for problem in failure.problems} <= {"LC-SHEET-AMBIGUOUS", "LC-SHEET-AMBIGUOUS-DATE", "LC-SHEET-MORE"}
    else:
        assert guessed == wanted, "what was not declared was read as something else"


@every_kind
@settings(max_examples=10, deadline=None)
@given(records=RECORDS)
def test_a_workbook_is_read_as_the_same_list(kind, records):
    typed = [
        record
        | {name: float(record[name]) if record[name] else None for name in ("UnitPrice", "erp")}
        | {"SkuId": int(record["SkuId"]) if record["SkuId"].isdigit() else record["SkuId"]}
        | {"EffectiveStartDate": date.fromisoformat(record["EffectiveStartDate"])}
        for record in records
    ]
    book = KINDS[kind]({"s": [HEADER, *(changed(**record) for record in typed)]})
    assert valued(rows(book)) == valued(rows(sheet(*records), ColumnMap(decimal=".")))


def test_the_long_tail_of_a_file_decides_its_encoding_once():
    """The first letter beyond ASCII may come after megabytes of plain rows."""
    many = [{"SkuTitle": "x"}] * 20_000
    for letter, encoding in (("è", "utf-8"), ("è", "cp1252")):
        found = rows(sheet(*many, {"SkuTitle": letter * 3}, encoding=encoding))
        assert (len(found), found[-1].title) == (20_001, "èèè")


def test_a_declared_encoding():
    content = sheet({"SkuTitle": "Łódź"}, encoding="cp1250")
    assert rows(content, ColumnMap(encoding="cp1250"))[0].title == "Łódź"
    assert rows(sheet({"SkuTitle": "標準"}, encoding="big5"), ColumnMap(encoding="big5"))[0].title == "標準"
    assert codes(sheet({"SkuTitle": "è"}, encoding="cp1252"), ColumnMap(encoding="utf-8")) == ["LC-SHEET-ENCODING"]


@pytest.mark.parametrize("declared", ["utf-16", "utf-32"])
@pytest.mark.parametrize("order", ["le", "be"])
@pytest.mark.parametrize("title", ["Łódź", "標準" * 200])
def test_a_declared_encoding_without_its_mark(declared, order, title):
    """Nothing but the content tells the order of bytes; where it does not, that of Windows is taken and the rest refused."""
    content = sheet({"SkuTitle": title}, encoding=f"{declared}-{order}")
    if (declared, order) == ("utf-32", "be"):
        assert codes(content, ColumnMap(encoding=declared)) == ["LC-SHEET-ENCODING"]
    else:
        assert rows(content, ColumnMap(encoding=declared))[0].title == title


def test_a_list_of_subscriptions_under_other_headers():
    """Prices under headers of the distributor, the term in every row, no currency and no period."""
    table = [
        ["ProductTitle", "ProductId", "SkuId", "SkuTitle", "TermDuration", "建議售價(未稅)", "經銷價(未稅)", "Segment", "Market"],
        ["Edge", "DG7GMGF0AAAA", "1", "Edge - 3 year", "P3Y", "6192", "5539", "Commercial", "TW"],
        ["Edge", "DG7GMGF0AAAA", "3", "Edge - 1 year", "P1Y", "3440", "3078", "Commercial", "TW"],
    ]
    prices = {"erp": ["建議售價(未稅)", "建議售價未稅"], "unit_price": ["經銷價(未稅)", "經銷未稅"]}
    columns = ColumnMap(prices | {"market": ["Regions", "Market"]}, defaults={"term": "OneTime", "currency": "TWD"})
    found = rows(text(table).encode("utf-8-sig"), columns)
    assert {(row.market, row.currency) for row in found} == {("TW", "TWD")}
    assert [(row.sku_id, row.term, row.erp, row.unit_price) for row in found] == [
        ("0001", "P3Y", "6192", "5539"),
        ("0003", "P1Y", "3440", "3078"),
    ]


def test_the_example_lists():
    from licensectl.facts.user_maps import parse_columns

    for place, count, currency, terms in (("it", 11, "EUR", {"OneTime", "P1Y"}), ("tw", 7, "TWD", {"OneTime"})):
        columns = parse_columns((EXAMPLES / f"columns-{place}.yaml").read_bytes(), "map")
        found = rows((EXAMPLES / f"distributor-list-{place}.csv").read_bytes(), columns)
        assert (len(found), {row.currency for row in found}) == (count, {currency})
        assert {row.segment for row in found} == {"Commercial", "Education"}
        assert {row.term for row in found} == terms and {len(row.sku_id) for row in found} == {4}
        assert any(row.unit_price is None for row in found) and any(row.unit_price == row.erp for row in found)
