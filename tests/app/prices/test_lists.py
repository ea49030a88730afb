"""Price lists as Microsoft and distributors sent them over the years, read without a map of one's own, and archives with other files."""

import io
import json
import zipfile
from datetime import date

import pytest
from books import xlsx
from helpers import EXAMPLES
from msgspec.structs import replace

from licensectl.app.prices.sheet.reader import PriceRows, load_price_sheet
from licensectl.core.sku_id import SkuKey
from licensectl.errors import LicensectlError
from licensectl.facts.user_maps import shipped_map, shipped_names

STANDARD = SkuKey("DG7GMGF0DVT9", "000D")
HEAD_2021 = ["Product", "ProductId", "SkuId", "SkuTitle", "Segment", "Currency", "ListPrice", "Msrp", "Effective Date", "Regions"]
PACK = ["Windows Server Standard", "DG7GMGF0DVT9", "000D", "Windows Server Standard 16-core pack", "Commercial"]
CAL = ["Windows Server CAL", "DG7GMGF0DVT7", 1, "Windows Server Device CAL", "Commercial"]
ROWS_2021 = [
    [*PACK, "EUR", 801.5, 943, "17/03/2021", "IT"],
    [*PACK, "CHF", 880, 1035.25, "17/03/2021", "CH"],
    [*CAL, "EUR", 27.1234, 32, "17/03/2021", "IT"],
]


def as_csv(header, rows, delimiter=","):
    return "\n".join(delimiter.join(map(str, row)) for row in (header, *rows)).encode("utf-8-sig") + b"\n"


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def here(cli, tmp_path, monkeypatch):
    """Return `cli`, run in the folder of the test."""
    monkeypatch.chdir(tmp_path)
    return cli


LISTS_2021 = {
    "as published": as_csv(HEAD_2021, ROWS_2021),
    "semicolons": as_csv(HEAD_2021, ROWS_2021, ";"),
    "Region": as_csv([*HEAD_2021[:-1], "Region"], ROWS_2021),
    "Partner-Commercial": as_csv(HEAD_2021, [[*row[:4], "Partner-Commercial", *row[5:]] for row in ROWS_2021]),
    "columns turned": as_csv(HEAD_2021[::-1], [row[::-1] for row in ROWS_2021]),
    "a title above": b"Perpetual software\n\n" + as_csv(HEAD_2021, ROWS_2021),
    "workbook": xlsx({"List": [HEAD_2021, *([*row[:8], date(2021, 3, 17), row[9]] for row in ROWS_2021)]}),
}


@pytest.mark.parametrize("kind", LISTS_2021)
def test_microsofts_list_of_ten_columns_needs_no_map(kind):
    read = load_price_sheet(LISTS_2021[kind], "list")
    [italian, swiss] = read.rows(STANDARD)
    assert (italian.market, italian.currency, str(italian.unit_price), str(italian.erp)) == ("IT", "EUR", "801.5", "943")
    assert (swiss.market, swiss.currency, str(swiss.erp)) == ("CH", "CHF", "1035.25")
    assert (italian.segment, italian.term, italian.billing_plan, italian.effective_start) == (
        "Commercial",
        "OneTime",
        "",
        date(2021, 3, 17),
    )
    assert str(read.rows(SkuKey("DG7GMGF0DVT7", "0001"))[0].unit_price) == "27.1234"
    assert "Microsoft's perpetual list of 2020 and 2021" in read.notices[0].line("en")


def test_a_ten_column_list_through_the_commands(here, tmp_path):
    (tmp_path / "list.csv").write_bytes(LISTS_2021["as published"])
    ran = here("price", "import", "list.csv", "-f", "json")
    [sheet] = json.loads(ran.out)["sheets"]
    assert (sheet["month"], sheet["markets"], sheet["currencies"]) == ("2021-03", ["CH", "IT"], ["CHF", "EUR"])
    shown = json.loads(here("price", "show", "DG7GMGF0DVT9:000D", "--market", "IT", "-f", "json").out)
    assert shown["prices"][0]["unit_price"] == {"amount": "801.5", "currency": "EUR"}
    # The two ways of a diff, by lines and by rows, both read it.
    (tmp_path / "next.csv").write_bytes(LISTS_2021["as published"].replace(b"801.5", b"811.5"))
    [change] = json.loads(here("price", "diff", "list.csv", "next.csv", "-f", "json").out)["changes"]
    assert change["fields"]["unit_price"]["delta"]["amount"] == "10.0"


def test_a_bad_row_of_such_a_list_is_named():
    content = as_csv(
        HEAD_2021, [ROWS_2021[0], [*ROWS_2021[1][:5], "CHF", "-5", *ROWS_2021[1][7:]], [*CAL, "EUR", 1, 2, "31/02/2021", "IT"]]
    )
    with pytest.raises(LicensectlError) as caught:
        load_price_sheet(content, "list.csv")
    assert [(problem.code, problem.where) for problem in caught.value.problems] == [
        ("LC-SHEET-NUMBER", "list.csv:3"),
        ("LC-SHEET-DATE", "list.csv:4"),
    ]


SYNNEX = b"""\
1150897~HDR~PRICE AVAILABILITY~
1150897~DTL~XYZ-1~B-1~100001~A~Cable 2m 6"~BELKIN~2757~5~0~0~3.20~5.00~0~0~Y~0
1150897~DTL~EP2-06606~M-1~100002~A~Office Home & Business 17" edition~MICROSOFT SWL~2757~9~0~0~168.45~192.00~0~0~Y~0
1150897~DTL~79P-05729~M-2~100003~A~"Office Standard" L/SA~Microsoft Corp~2757~0~0~0~300~~0~0~Y~0
"""
INGRAM = as_csv(
    ["Ingram Part Number", "Vendor Part Number", "EANUPC Code", "Plant", "Vendor Number", "Vendor Name", "Weight", "Category ID",
     "Customer Price", "Retail Price", "Availability Flag", "Material Long Description"],
    [
        ["AB12", "EP2-06606", "889842", "CH01", "8001", "MICROSOFT", "0.1", "1010", "168.45", "192.00", "Y", "Office Home & Business"],
        ["AB13", "XYZ-1", "722868", "CH01", "8002", "BELKIN", "0.2", "1011", "", "5.00", "Y", "Cable"],
        ["AB14", "79P-05729", "889843", "CH01", "8001", "MICROSOFT CORP", "0.1", "1010", "300", "", "Y", "Office Standard"],
    ],
)  # fmt: skip
OTHERS = {"td-synnex": SYNNEX, "ingram": INGRAM}


@pytest.mark.parametrize("name", OTHERS)
def test_lists_of_distributors_by_the_maps_that_ship(here, tmp_path, name):
    """Other manufacturers' rows are left out, whatever their cells hold; market and currency are said by options or profile."""
    (tmp_path / "list.txt").write_bytes(OTHERS[name])
    command = ("price", "import", "list.txt", "--as", name, "--month", "2026-11", "-f", "json")
    ran = here(*command)
    assert (ran.code, ran.out) == (2, "") and "LC-PRICE-LIST-UNSAID" in ran.err and "--market" in ran.err
    ran = here(*command, "--market", "ch", "--currency", "CHF")
    [sheet] = json.loads(ran.out)["sheets"]
    assert (sheet["rows"], sheet["markets"], sheet["currencies"]) == (2, ["CH"], ["CHF"])
    assert "CH, CHF" in ran.err and "only rows with MICROSOFT in column" in ran.out
    (tmp_path / "licensectl.yaml").write_text("profile: {market: CH, currency: CHF}\n")
    request = b"customer: {name: Contoso}\nprogram: box\nmarket: CH\ncurrency: CHF\nvat: {rate: 8.1}\nlines: [%s]\n"
    request = request % b"{part_number: EP2-06606, quantity: 2}"
    built = here("quote", "build", "-", "--prices", "list.txt", "--columns", name, "-f", "json", stdin=request)
    [line] = json.loads(built.out)["lines"]
    assert (line["unit_price"]["amount"], line["erp"]["amount"]) == ("168.45", "192.00"), built.err


@pytest.mark.parametrize("name", OTHERS)
def test_a_list_that_a_shipped_map_would_read_is_named(name):
    with pytest.raises(LicensectlError) as caught:
        load_price_sheet(OTHERS[name], "list.txt")
    [problem] = caught.value.problems
    assert problem.code == "LC-SHEET-COLUMNS-KNOWN" and f"--as {name} " in problem.line("en")


def test_maps_and_options_that_do_not_go_together(here, tmp_path):
    (tmp_path / "list.csv").write_bytes(LISTS_2021["as published"])
    ran = here("price", "lint", "list.csv", "--as", "ingramm")
    assert (ran.code, "ingram, microsoft-2021, td-synnex" in ran.err) == (2, True)
    ran = here("price", "lint", "list.csv", "--market", "IT")
    assert (ran.code, "[LC-PRICE-LIST-SAYS-ITSELF]" in ran.err) == (2, True)
    ran = here("price", "lint", "list.csv", "--as", "ingram", "--market", "Italia", "--currency", "EUR")
    assert (ran.code, "'Italia' is not a valid value of --market" in ran.err) == (2, True)
    # A file goes before a shipped map of its name.
    (tmp_path / "ingram").write_text("columns: {sku: Nothing}\n")
    ran = here("price", "lint", "list.csv", "--columns", "ingram")
    assert "[LC-SHEET-COLUMNS-MAP]" in ran.err


def test_every_shipped_map_is_sound():
    assert shipped_names() == ["ingram", "microsoft-2021", "td-synnex"]
    assert all(shipped_map(name).name for name in shipped_names())


WITHOUT_HEADER = b"DG7GMGF0PWHC:0003;Windows Server Standard;1021,40;x\nDG7GMGF0PWHC:0006;Windows Server Standard;127,67;x\n"
BY_NUMBER = "columns: {sku: 1, title: 2, unit_price: 3}\nheader_row: 0\ndefaults: {term: OneTime, market: IT, currency: EUR}\n"


def test_a_list_without_a_header_by_numbers_of_columns(here, tmp_path):
    (tmp_path / "map.yaml").write_text(BY_NUMBER)
    (tmp_path / "list.csv").write_bytes(WITHOUT_HEADER)
    rows = json.loads(here("price", "import", "list.csv", "--columns", "map.yaml", "--month", "2026-11", "-f", "json").out)
    assert rows["sheets"][0]["rows"] == 2
    shown = json.loads(here("price", "show", "DG7GMGF0PWHC:0003", "--as-of", "2026-11-02", "-f", "json").out)
    assert (shown["prices"][0]["row"], shown["prices"][0]["unit_price"]["amount"]) == (1, "1021.40")


def test_that_the_book_keeps_no_codes_for_orders_is_said(here, tmp_path):
    (tmp_path / "map.yaml").write_text(BY_NUMBER.replace("unit_price: 3}", "unit_price: 3, distributor_sku: 4}"))
    (tmp_path / "list.csv").write_bytes(WITHOUT_HEADER)
    ran = here("price", "import", "list.csv", "--columns", "map.yaml", "--month", "2026-11")
    assert "The price book keeps no codes for orders (distributor_sku)." in ran.err
    (tmp_path / "map.yaml").write_text(BY_NUMBER)
    (tmp_path / "list.csv").write_bytes(WITHOUT_HEADER.replace(b"1021", b"1022"))
    assert "LC-BOOK-CODES" not in here("price", "import", "list.csv", "--columns", "map.yaml", "--month", "2026-11").err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BY_NUMBER.replace("title: 2", "title: Descrizione"), "map.yaml:1: 'Descrizione' is not a valid number of a column"),
        (BY_NUMBER.replace("unit_price: 3", "unit_price: 9"), "The header lacks 9"),
        (BY_NUMBER.replace("header_row: 0", "header_row: -1"), "'-1'"),
        (BY_NUMBER + "only: {7: x}\n", "The header lacks 7"),
    ],
)
def test_columns_by_number_that_are_none(here, tmp_path, text, said):
    (tmp_path / "map.yaml").write_text(text)
    (tmp_path / "list.csv").write_bytes(WITHOUT_HEADER)
    ran = here("price", "lint", "list.csv", "--columns", "map.yaml")
    assert ran.code == 1 and said in ran.err, ran.err


def test_rows_of_others_are_left_out_of_a_workbook_too():
    rows = [
        ["Vendor", "Codice", "Prezzo"],
        ["Microsoft", "DG7GMGF0PWHC:0003", 10.123],
        ["Belkin", "-", "n/a"],
        ["MICROSOFT IRL", "DG7GMGF0PWHC:0006", 5],
    ]
    made = shipped_map("ingram").__class__(
        columns={"sku": "Codice", "unit_price": "Prezzo"}, only={"vendor": ["microsoft"]},
        defaults={"term": "OneTime", "market": "IT", "currency": "EUR"},
    )  # fmt: skip
    read = PriceRows(xlsx({"s": rows}), "s.xlsx", made)
    assert [(row[10], row[12]) for row in read] == [(2, "10.123"), (4, "5")]
    assert "only rows with microsoft in column 'vendor'" in read.notices()[0].line("en")


SHEET = (EXAMPLES / "price-sheet-software-IT-2026-11.csv").read_bytes()
README = b"Price list of November.\n\nPrices are without tax, transport and discount.\nSee the terms, please.\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01" + b"\0,\0,\0\n" * 50
LEFT = {
    "readme.txt": README, "LEGGIMI.TXT": b"a,b,c\nd,e,f\n", "terms.txt": README * 40, "terms.pdf": b"%PDF-1.7\n1,2,3\n4,5,6\n",
    "logo.png": PNG, "index.html": b"<html>\n<td>a,b,c\n<td>a,b,c\n", "meta.json": b'{"a": 1,\n"b": 2,\n"c": 3}\n',
    "terms.docx": zipped({"[Content_Types].xml": "x", "word/document.xml": "x"}), "inner.zip": zipped({"a.txt": "b"}),
    "terms.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "empty.txt": b"", "README": b"x\ty\tz\n1\t2\t3\n",
}  # fmt: skip
GONE = {".DS_Store": b"\0\0\0\1Bud1", "__MACOSX/list/._sheet.csv": b"x", "list/Thumbs.db": b"x", "list/": b"", "desktop.ini": b"[x]\na=b"}


@pytest.mark.parametrize("inside", ["list/sheet.csv", "list/Price2.txt", "list/sheet.CSV"])
@pytest.mark.parametrize("left", LEFT)
def test_files_of_an_archive_that_are_no_tables(left, inside):
    read = load_price_sheet(zipped({**GONE, left: LEFT[left], inside: SHEET}), "a.zip")
    assert read._rows == load_price_sheet(SHEET, "a.zip")._rows
    [note] = read.notices
    assert (note.code, note.gaps["files"]) == ("LC-SHEET-ARCHIVE-BESIDE", left)


def test_what_file_managers_leave_is_not_even_named():
    assert load_price_sheet(zipped({**GONE, "sheet.csv": SHEET}), "a.zip").notices == []


@pytest.mark.parametrize("table", [SHEET, SHEET.decode("utf-8-sig").encode("utf-16"), SYNNEX, INGRAM, xlsx({"s": [["a"]]})])
def test_two_tables_in_an_archive_are_refused_by_name(table):
    with pytest.raises(LicensectlError) as caught:
        load_price_sheet(zipped({"readme.txt": README, "one.csv": SHEET, "two.xlsx": table}), "a.zip")
    [problem] = caught.value.problems
    assert (problem.code, problem.gaps["there"]) == ("LC-SHEET-ARCHIVE-FILES", "one.csv, two.xlsx")


def test_a_list_without_a_row_of_the_manufacturer_says_so():
    made = replace(shipped_map("ingram"), defaults={"term": "OneTime", "market": "IT", "currency": "EUR"})
    with pytest.raises(LicensectlError) as caught:
        load_price_sheet(INGRAM.replace(b"MICROSOFT", b"CISCO"), "list.txt", columns=made)
    [problem] = caught.value.problems
    assert (problem.code, problem.gaps["only"]) == ("LC-SHEET-EMPTY-ONLY", "Vendor Name: MICROSOFT")
