"""`search:` looks where the quote buys: under its program, in the price list's titles, then in the catalogue."""

import json

import pytest
from helpers import ROOT, SHEET

HEADER, *LINES = (ROOT / SHEET).read_text(encoding="utf-8-sig").splitlines()
[LINE] = [line for line in LINES if "1021.40" in line]
TITLE = "Windows Server 2025 Standard - 16 Core License Pack"


def sheet(tmp_path, *products):
    """Write a sheet of these (ProductId, title) pairs, which the catalogue does not have, and of the example."""
    rows = [
        LINE.replace("DG7GMGF0PWHC", key).replace(TITLE, title).replace("Windows Server Standard Core 2025", title)
        for key, title in products
    ]
    (tmp_path / "sheet-2026-11.csv").write_text("\n".join([HEADER, *LINES, *rows, ""]), encoding="utf-8")
    return str(tmp_path / "sheet-2026-11.csv")


AUDIT = ("DG7GMGF0ZZZ1", "10-Year Audit Log Retention"), ("DG7GMGF0ZZZ2", "10-Year Audit Log Retention Add-on")


@pytest.fixture
def searched(cli, tmp_path):
    def run(words, *products, booked=False, program="csp"):
        file = sheet(tmp_path, *products)
        if booked:
            assert cli("price", "import", file).code == 0
        request = f"customer: {{name: C}}\nvat: {{rate: 22}}\nprogram: {program}\nlines: [{{search: '{words}', quantity: 1}}]\n"
        prices = () if booked or program != "csp" else ("--prices", file)
        return cli("quote", "build", "-", *prices, "--as-of", "2026-11-23", "-f", "json", stdin=request.encode())

    return run


@pytest.mark.parametrize("booked", [False, True])
@pytest.mark.parametrize("words", ["10-year audit log", "AUDIT retention", "dg7gmgf0zzz1"])
def test_titles_of_the_price_list(searched, words, booked):
    ran = searched(words, AUDIT[0], booked=booked)
    assert ran.code == 0, ran.err
    [line] = json.loads(ran.out)["lines"]
    assert (line["sku"], line["title"], line["unit_price"]["amount"]) == ("DG7GMGF0ZZZ1:0003", AUDIT[0][1], "1021.40")


@pytest.mark.parametrize("booked", [False, True])
def test_an_exact_title_wins(searched, booked):
    ran = searched("10-year audit log retention", *AUDIT, booked=booked)
    assert json.loads(ran.out)["lines"][0]["sku"] == "DG7GMGF0ZZZ1:0003"


def test_several_are_named_by_ids_that_can_be_typed(cli, searched):
    ran = searched("audit", *AUDIT)
    assert ran.code == 1 and "DG7GMGF0ZZZ1:0003 (10-Year" in ran.err and "DG7GMGF0ZZZ2:0003 (10-Year" in ran.err
    said = json.loads(cli("sku", "show", "DG7GMGF0D7HX", "-f", "json").err)["problems"][0]["message"]
    names = [part.split(" (")[0] for part in said.partition("Name one of them: ")[2].split("), ")]
    assert len(names) == 2 and all(cli("sku", "show", name).code == 0 for name in names)


def test_the_program_counts(searched):
    ran = searched("office home business 2024", program="box")
    assert ran.code in (0, 3), ran.err
    assert json.loads(ran.out)["lines"][0]["part_number"]


def test_the_catalogue_has_what_the_list_has_not(searched):
    assert json.loads(searched("visio ltsc professional 2024").out)["lines"][0]["title"] == "Visio LTSC Professional 2024"
