"""`price columns`: maps drafted from lists, which read these lists once they are complete."""

import json
from types import SimpleNamespace

import pytest
from books import xlsx
from helpers import EXAMPLES

from licensectl.app.prices.service_columns import _header
from licensectl.facts.user_maps import parse_columns
from licensectl.tables.column_draft import draft, guessed

ITALIAN = ["Articolo", "Descrizione", "Prezzo rivenditore (EUR)", "Prezzo al pubblico", "Valido dal", "Note"]
ROWS = [
    ["DG7GMGF0PWHC:0003", "Windows Server", "1.060,15", "1.189,40", "13/11/2026", "x"],
    ["DG7GMGF0PWHT:2", "CAL", "43,43", "48,64", "13/11/2026", ""],
]


@pytest.fixture
def drafted(cli, tmp_path):
    """Return a function that drafts a map from a file of this content: the map, its text and what was said."""

    def run(content, name="list.csv", *options):
        (tmp_path / name).write_bytes(content)
        ran = cli("price", "columns", str(tmp_path / name), *options)
        assert ran.code == 0, ran.err
        return parse_columns(ran.out.encode(), name), ran

    return run


def as_csv(*rows, delimiter=";"):
    return "\n".join(delimiter.join(row) for row in rows).encode()


def test_a_draft_names_the_columns_and_says_what_is_missing(drafted):
    made, ran = drafted(as_csv(ITALIAN, *ROWS))
    assert made.columns == {
        "sku": "Articolo", "title": "Descrizione", "unit_price": "Prezzo rivenditore (EUR)", "erp": "Prezzo al pubblico",
        "effective_start": "Valido dal",
    }  # fmt: skip
    assert (made.decimal, made.date_order, made.defaults) == (",", "dmy", {})
    assert 'Note"' in ran.out and "# not used: x" in ran.out
    assert "term, market, currency" in ran.err and "[LC-PRICE-DRAFT-LACKS]" in ran.err
    assert "#   term: OneTime" in ran.out and "necessario" in drafted(as_csv(ITALIAN, *ROWS), "list.csv", "--lang", "it")[1].out


@pytest.mark.parametrize("kind", ["csv", "xlsx", "a title above"])
def test_a_completed_draft_reads_its_list(cli, tmp_path, drafted, kind):
    content = xlsx({"Listino": [ITALIAN, *ROWS], "Altro": [["x"]]}) if kind == "xlsx" else as_csv(ITALIAN, *ROWS)
    made, ran = drafted((b"Listino di novembre\n\n" if kind == "a title above" else b"") + content)
    complete = (
        ran.out.replace("# defaults:", "defaults:")
        .replace("#   term", "  term")
        .replace("#   market", "  market")
        .replace("#   curr", "  curr")
    )
    (tmp_path / "map.yaml").write_text(complete)
    record = json.loads(cli("price", "lint", str(tmp_path / "list.csv"), "--columns", str(tmp_path / "map.yaml"), "-f", "json").out)
    assert (record["sheets"][0]["rows"], record["counts"]["error"]) == (2, 0), record
    assert made.sheet == ("Listino" if kind == "xlsx" else None)


def test_the_example_needs_its_market_alone(cli, drafted):
    made, ran = drafted((EXAMPLES / "distributor-list-it.csv").read_bytes())
    assert made.values == {"segment": {"Aziende": "Commercial"}, "term": {"Perpetua": "OneTime"}}
    assert made.defaults == {"currency": "EUR"} and ran.err.count("not complete: market.") == 1


def test_words_that_are_unknown_are_to_be_said(drafted):
    made, ran = drafted(as_csv(["SKU", "Costo", "Segmento", "Durata"], ["DG7GMGF0PWHC:0003", "1,5", "Cooperative", "Perpetua"]))
    assert made.values == {"term": {"Perpetua": "OneTime"}}
    assert '# segment: "Cooperative"' in ran.out


def test_a_list_without_a_header_by_numbers(drafted):
    made, ran = drafted(b"DG7GMGF0PWHC:0003~Windows Server~1021.40\nDG7GMGF0PWHT:0002~CAL~43.43\n")
    assert (made.columns, made.header_row) == ({"sku": "1"}, 0)
    assert '# "2"' in ran.out and "unit_price" in ran.err


def test_headers_and_cells_are_quoted(drafted):
    made, _ = drafted(as_csv(['"Prezzo ""netto"" # : x"', "SKU", "a\\b: {"], ["1,5", "DG7GMGF0PWHC:0003", "- [x] #"]))
    assert made.columns == {"unit_price": 'Prezzo "netto" # : x', "sku": "SKU"} or made.columns == {"sku": "SKU"}


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (["ProductId", "SkuId", "ERP Price", "UnitPrice"], {"product_id": 0, "sku_id": 1, "erp": 2, "unit_price": 3}),
        (["Vendor Part Number", "Customer Price", "Retail Price"], {"part_number": 0, "unit_price": 1, "erp": 2}),
        (["Artikel", "Händlerpreis netto", "UVP"], {"sku": 0, "unit_price": 1, "erp": 2}),
        (["Prezzo", "Quantità"], {}),
        ([], {}),
    ],
)
def test_headers_that_are_known(header, found):
    assert guessed(header) == found


def test_cells_show_the_kind_of_an_id():
    """`Articolo` heads SKUs here and part numbers there."""
    header = ["Articolo", "Costo"]
    assert draft(header, [["79P-05729", "1,5"], ["EP2-06606", "2"]]).places == {"part_number": 0, "unit_price": 1}
    assert draft(header, [["DG7GMGF0PWHC", "1,5"]]).places == {"product_id": 0, "unit_price": 1}
    assert draft(header, [["DG7GMGF0PWHC:0003_P1Y:Annual", "€ 1,5"]]).currency == "EUR"
    assert draft(header, []).lacking == ["term", "market", "currency"]


def test_maps_that_ship_are_written_as_they_are(cli, tmp_path):
    ran = cli("price", "columns", "--as", "td-synnex", "-o", str(tmp_path / "mine.yaml"))
    assert (ran.code, ran.out) == (0, "")
    assert parse_columns((tmp_path / "mine.yaml").read_bytes(), "mine").columns["part_number"] == "3"
    assert cli("price", "columns", "--as", "none").code == 2
    ran = cli("price", "columns")
    assert ran.code == 2 and "ingram" in ran.err


@pytest.mark.parametrize(("content", "code"), [(b"", "LC-SHEET-EMPTY"), (b"%PDF-1.7 x", "LC-SHEET-PDF")])
def test_files_that_are_no_lists(cli, tmp_path, content, code):
    (tmp_path / "list").write_bytes(content)
    ran = cli("price", "columns", str(tmp_path / "list"))
    assert ran.code == 1 and f"[{code}]" in ran.err


def test_lists_that_need_no_map_of_their_own(cli, tmp_path):
    assert "[LC-PRICE-DRAFT-NOT-NEEDED]" in cli("price", "columns", "examples/price-sheet-software-IT-2026-11.csv").err
    (tmp_path / "list.ap").write_bytes(b"1~DTL~EP2-06606~M~1~A~Office~MICROSOFT~1~9~0~0~168.45~192.00~0\n" * 3)
    ran = cli("price", "columns", str(tmp_path / "list.ap"))
    assert "[LC-PRICE-DRAFT-KNOWN]" in ran.err and "--as td-synnex" in ran.err
    assert "part_number" in ran.out


def test_a_header_that_is_shorter_than_its_rows_names_columns_by_number():
    table = SimpleNamespace(header=["Articolo", "Prezzo"])
    assert [_header(table, place) for place in range(3)] == ["Articolo", "Prezzo", "3"]


def test_a_header_that_shares_a_word_with_the_ids_names_its_own_column():
    header = ["Codice Prodotto", "Descrizione articolo", "Settore", "Prezzo netto"]
    made = draft(header, [["DG7GMGF0PWHC:0003", "Windows Server", "Scuole", "1,5"]])
    assert made.places == {"sku": 0, "title": 1, "segment": 2, "unit_price": 3}
    assert made.words["segment"] == {"Scuole": "Education"}


def test_what_the_profile_gives_is_not_missing(drafted, tmp_path, monkeypatch):
    settings = tmp_path / "settings.yaml"
    settings.write_text("profile: {market: IT, currency: EUR}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(settings))
    made, ran = drafted(as_csv(ITALIAN, *ROWS))
    assert made.defaults == {"market": "IT", "currency": "EUR"} and ran.err.count("not complete: term.") == 1
