"""A quote with a line without price: no offer, only a draft that says so, and exit status 3 everywhere."""

import json
from io import BytesIO

import pytest
from openpyxl import load_workbook

PEOPLE = ("table", "text", "md", "csv", "tsv", "html", "xlsx", "pdf")
REQUEST = """\
customer: {name: Contoso S.r.l.}
date: 2026-11-23
vat: {rate: 22}
shipping: 10
lines:
  - {sku: 'DG7GMGF0PWHC:0003', quantity: 2, sell_price: 100.00}
  - {sku: 'DG7GMGF0D8H4:0002', quantity: 3}
"""


@pytest.fixture
def request_file(tmp_path):
    path = tmp_path / "request.yaml"
    path.write_text(REQUEST)
    return str(path)


def ran(cli, form, path, *arguments):
    """Run a command whose output goes to a file; return what was said and the bytes of the file, None without one."""
    answer = cli(*arguments, "-f", form, "-o", str(path))
    return answer, path.read_bytes() if path.exists() else None


@pytest.mark.parametrize("form", PEOPLE)
def test_no_offer_in_any_format(cli, request_file, tmp_path, form):
    answer, content = ran(cli, form, tmp_path / "out", "quote", "build", request_file, "--view", "customer")
    assert (answer.code, answer.out, content) == (3, "", None)
    assert "LC-QUOTE-INCOMPLETE" in answer.err and "2 (DG7GMGF0D8H4:0002)" in answer.err and "--incomplete" in answer.err


def words_of(form, content):
    """All words of a document."""
    if form != "xlsx":
        return content.decode()
    book = load_workbook(BytesIO(content))
    cells = [str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None]
    return "\n".join([*book.sheetnames, *cells])


@pytest.mark.parametrize("lang", ["en", "it"])
@pytest.mark.parametrize("form", [form for form in PEOPLE if form != "pdf"])
def test_draft(cli, request_file, tmp_path, form, lang):
    draft = ("quote", "build", request_file, "--view", "customer", "--incomplete", "--lang", lang)
    answer, content = ran(cli, form, tmp_path / "out", *draft)
    said = words_of(form, content)
    assert answer.code == 3
    assert ("incomplete draft" if form in ("csv", "tsv") else {"en": "DRAFT, incomplete", "it": "BOZZA incompleta"}[lang]) in said
    assert not [
        total for total in ("Net EUR", "Gross", "Imponibile", "Totale EUR", "210.00", "210,00", "256.20", "256,20") if total in said
    ]
    assert "signature" not in said and "Timbro" not in said


@pytest.mark.parametrize("view", ["internal", "customer"])
def test_json(cli, request_file, view):
    answer = cli("quote", "build", request_file, "--view", view, "-f", "json")
    totals = json.loads(answer.out)["totals"]
    assert answer.code == 3
    assert (totals["net"], totals["vat"], totals["gross"], totals["complete"]) == (None, None, None, False)
    assert totals["partial"] == {"amount": "200.00", "currency": "EUR"}


def test_json_of_a_complete_quote(cli):
    answer = cli("quote", "build", "examples/request.yaml", "--prices", "examples/price-sheet-software-IT-2026-11.csv", "-f", "json")
    totals = json.loads(answer.out)["totals"]
    assert answer.code == 0
    assert totals["complete"] and totals["partial"] is None and totals["net"] and totals["gross"]


def test_internal_view_of_an_incomplete_quote(cli, request_file):
    answer = cli("quote", "build", request_file)
    assert answer.code == 3
    assert "DRAFT, incomplete" in answer.out and "Lines with a price EUR 200.00" in " ".join(answer.out.split())
    assert "Gross" not in answer.out


def test_saved(cli, request_file, tmp_path):
    assert cli("quote", "build", request_file, "--save", "--view", "customer").code == 3
    assert json.loads(cli("quote", "list", "-f", "json").out)["quotes"] == []
    assert cli("quote", "build", request_file, "--save").code == 3
    assert cli("quote", "show", "Q-2026-0001").code == 3
    answer, content = ran(cli, "html", tmp_path / "no.html", "quote", "show", "Q-2026-0001", "--view", "customer")
    assert (answer.code, content) == (3, None)
    answer, content = ran(cli, "html", tmp_path / "no.html", "quote", "export", "Q-2026-0001")
    assert (answer.code, content) == (3, None)
    answer, content = ran(cli, "html", tmp_path / "yes.html", "quote", "show", "Q-2026-0001", "--view", "customer", "--incomplete")
    assert answer.code == 3 and b"DRAFT" in content
    assert cli("quote", "export", "Q-2026-0001").code == 0
    listed = json.loads(cli("quote", "list", "-f", "json").out)["quotes"][0]
    assert (listed["net"], listed["gross"]) == (None, None)


def test_batch(cli, tmp_path):
    whole = {"customer": {"name": "A"}, "vat": {"rate": 22}, "lines": [{"sku": "DG7GMGF0PWHC:0003", "quantity": 1, "sell_price": 5}]}
    lacking = {**whole, "lines": [{"sku": "DG7GMGF0D8H4:0002", "quantity": 1}]}
    requests = tmp_path / "requests.jsonl"
    requests.write_text("".join(json.dumps({"case": case, **one}) + "\n" for case, one in (("a", lacking), ("b", whole))))
    folder = tmp_path / "out"
    folder.mkdir()
    answer = cli("quote", "batch", str(requests), "-o", str(folder), "-f", "html", "--view", "customer")
    assert answer.code == 3 and [path.name for path in folder.iterdir()] == ["b.html"]
    assert "LC-QUOTE-INCOMPLETE" in answer.err
    answer = cli("quote", "batch", str(requests), "-o", str(folder), "-f", "html", "--view", "customer", "--incomplete", "--force")
    assert answer.code == 3 and sorted(path.name for path in folder.iterdir()) == ["a.html", "b.html"]
    answer = cli("quote", "batch", str(requests))
    assert answer.code == 3 and [json.loads(line)["totals"]["complete"] for line in answer.out.splitlines()] == [False, True]
    assert "LC-BATCH-DRAFTS" in answer.err
