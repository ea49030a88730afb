"""Formats beyond the kept texts: what a spreadsheet, a page and a stream hold, for any command and any data."""

import json
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
import yaml
from helpers import SHEET

from licensectl.errors import LicensectlError, UsageError
from licensectl.render.chart import Bar, Bars, Lines, Series, Span, Spans
from licensectl.render.charts_svg import draw as draw_svg
from licensectl.render.charts_text import draw
from licensectl.render.formats import render
from licensectl.render.report import Column, Report, Table

QUOTE = ("quote", "build", "examples/request.yaml", "--prices", SHEET, "--as-of", "2026-11-23")
EVIL = ["<script>alert(1)</script>", "\x1b[31mred", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", '"><img src=x>', "{{ 7*7 }}"]
COLUMNS = (Column("id", "Id", "id"), Column("name", "Name"), Column("price", "Price", "amount"), Column("day", "Day", "date"))
ROWS = tuple(("0001", text, Decimal("1073.68"), date(2026, 12, 31)) for text in EVIL)
BARS = Bars(
    "Costs <b>", (Bar("box", Decimal("200.00"), marked=True), Bar("open", None, "closed <i>"), Bar("csp", Decimal("50.00"))), unit="EUR"
)
LINES = Lines(
    "Price",
    (Series("ERP", ((date(2026, 1, 1), Decimal(10)), (date(2026, 3, 1), None), (date(2026, 4, 1), Decimal(20)))),),
    until=date(2026, 6, 1),
)
SPANS = Spans("Regimes", (Span("60 days", None, date(2021, 5, 31)), Span("30 days", date(2021, 6, 1), None)), date(2026, 11, 23))
REPORT = Report(EVIL[0], Table(COLUMNS, ROWS, ((EVIL[2], Decimal("1.5"), "amount"),)), {}, notes=tuple(EVIL), charts=(BARS, LINES, SPANS))


def book(content):
    return openpyxl.load_workbook(BytesIO(content))


def test_xlsx_types():
    sheet = book(render(REPORT, "xlsx", lang="it")).worksheets[0]
    row = sheet[2]
    assert [cell.value for cell in row][::2] == ["0001", 1073.68]
    assert (row[0].number_format, row[2].number_format, row[3].number_format) == ("@", "#,##0.00", "dd/mm/yyyy")
    assert row[3].value.date() == date(2026, 12, 31)
    assert sheet.freeze_panes == "A2"


def test_xlsx_holds_no_formula_from_data():
    for sheet in book(render(REPORT, "xlsx", lang="en")):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.value
                assert not str(cell.value or "").startswith(("=", "+", "@", "\x1b"))


def test_xlsx_says_nothing_about_its_maker_and_is_the_same_twice():
    content = render(REPORT, "xlsx", lang="en")
    properties = book(content).properties
    assert not properties.creator and not properties.lastModifiedBy
    assert properties.created.year == properties.modified.year == 1980
    assert render(REPORT, "xlsx", lang="en") == content


def test_text_that_the_writer_takes_for_markup_stays_text():
    """A text between the tags of XlsxWriter's rich strings would be written without escapes."""
    texts = ["<r><t>x</t></r>", "<r>", "http://example.com", "{=1+1}", "1.50", "_x0041_", " blanks ", "😀" * 20_000]
    table = Table((Column("text", "Text"),), tuple((text,) for text in texts))
    sheet = book(render(Report("", table, {}), "xlsx", lang="en")).worksheets[0]
    kept = [cell.value for cell in sheet["A"][1:]]
    assert kept == ["<r><t>x</t></r> ", *texts[1:-1], "😀" * 16_383]
    assert not [cell for cell in sheet["A"] if cell.hyperlink or cell.data_type != "s"]


def test_names_of_sheets_are_what_excel_takes():
    table = Table((Column("a", "A"),), (("x",),))
    more = tuple(Table(table.columns, table.rows, title=title) for title in ("it's [a] 'b'?", "😀" * 40, "Rows", ""))
    names = book(render(Report("4 rows", table, {}, more=more, notes=("n",)), "xlsx", lang="en")).sheetnames
    assert names == ["4 rows", "2 it s  a   b", "3 " + "😀" * 14, "4 4 Rows", "5", "6 Notes"]


def test_more_rows_than_a_worksheet_holds(monkeypatch):
    from licensectl.render.formats import xlsx

    monkeypatch.setattr(xlsx, "MOST_ROWS", 9)
    with pytest.raises(LicensectlError, match="LC-OUT-ROWS") as caught:
        render(REPORT, "xlsx", lang="en")
    assert "The result has 10 rows, and a worksheet holds at most 9" in str(caught.value)


@pytest.mark.parametrize("digits", [15, 16, 40])
def test_a_figure_too_long_for_excel_stays_exact(digits):
    figure = Decimal("9" * digits)
    table = Table((Column("sum", "Sum", "amount"),), ((figure,),))
    value = book(render(Report("", table, {}), "xlsx", lang="en")).worksheets[0]["A2"].value
    assert str(value) == "9" * digits


def test_html_escapes_everything_and_fetches_nothing():
    page = render(REPORT, "html", lang="en")
    assert "<script" not in page and "<img" not in page and "\x1b" not in page and "<b>" not in page and "<i>" not in page
    assert "{{ 7*7 }}" in page
    assert (
        "src=" not in page.replace("src=x", "") and "url(" not in page and "http" not in page.replace("http-equiv", "").replace("http:", "")
    )
    assert "1,073.68" in page and "1.073,68" in render(REPORT, "html", lang="it")
    assert "31/12/2026" in render(REPORT, "html", lang="it")


def test_jsonl_rows_are_the_rows_of_csv():
    lines = [json.loads(line) for line in render(REPORT, "jsonl", lang="en").splitlines()]
    assert len(lines) == len(ROWS)
    assert lines[0] == {"id": "0001", "name": EVIL[0], "price": "1073.68", "day": "2026-12-31"}


def test_yaml_is_the_record_of_json(cli):
    assert yaml.safe_load(cli(*QUOTE, "-f", "yaml").out) == json.loads(cli(*QUOTE, "-f", "json").out)


@pytest.mark.parametrize("form", ["html", "xlsx", "jsonl", "yaml"])
@pytest.mark.parametrize("command", [QUOTE, ("compare", "office"), ("sku", "search", "no such words"), ("data", "where")])
def test_every_command_has_every_format(cli, tmp_path, form, command):
    out = tmp_path / f"out.{form}"
    ran = cli(*command, "-o", str(out))
    assert (ran.code, ran.out) == (0, ""), ran.err
    content = out.read_bytes()
    assert content or form == "jsonl"
    assert (content[:2] == b"PK") == (form == "xlsx")


def test_binary_is_refused_on_a_terminal(monkeypatch):
    import sys
    from types import SimpleNamespace

    from licensectl.cli.output import rendered

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    with pytest.raises(UsageError, match="LC-OUT-BINARY"):
        rendered(REPORT, SimpleNamespace(form="xlsx", form_named=True, output=None))


def test_bars_as_text():
    box, closed, csp = draw(BARS, "it", 8)
    assert box == "▶ box   ████████ 200,00 EUR"
    assert closed == "  open  — closed <i>"
    assert csp == "  csp   ██ 50,00 EUR"


def test_lines_as_text():
    spark, axis = draw(LINES, "en", 10)
    assert spark == "  ERP  ▁▁▁  █████  10 – 20"
    assert axis.split() == ["2026-01-01", "2026-06-01"]


def test_spans_as_text():
    first, second, axis = draw(SPANS, "en", 10)
    assert first == "  60 days  █········│"
    assert second == "  30 days  ██████████"
    assert axis.split() == ["2021-05-31", "2026-11-23"]


@pytest.mark.parametrize(
    "chart", [BARS, LINES, SPANS, Bars("", ()), Lines("", ()), Spans("", ()), Lines("", (Series("x", ()),), until=date(2026, 1, 1))]
)
def test_svg_is_well_formed_and_text_never_fails(chart):
    from xml.etree import ElementTree

    svg = draw_svg(chart, "it")
    if svg:
        ElementTree.fromstring(svg)
    draw(chart, "en")
    for form in ("text", "md", "table", "html"):
        render(Report("t", Table((), ()), {}, charts=(chart,)), form, lang="en")
