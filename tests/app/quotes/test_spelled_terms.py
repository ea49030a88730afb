"""A SKU whose spelling names other terms than its line has: the price is that of the line, and a warning says so."""

import pytest
from helpers import SHEET

SKU = "DG7GMGF0PWHT:0002"
HEAD = "customer: {name: Contoso}\ndate: 2026-11-23\nvat: {rate: 22}\n"
CASES = [
    (f"{SKU}:Education", "", ["segment Education", "is of Commercial"]),
    (f"{SKU}-E", "segment: Charity\n", ["segment Education", "is of Charity"]),
    (f"P1M:{SKU}", "", ["term P1M", "is of OneTime"]),
    (f"{SKU}P1YAnnual", "", ["term P1Y", "is of OneTime"]),
    (f"MSCSP_{SKU.replace(':', '-')}_FR_EUR_1_720_8640", "", ["market FR", "is of IT"]),
    (f"{SKU}:Education", "segment: Education\n", []),
    (f"{SKU}-C", "", []),
    (f"{SKU}:DG7GMGF0FVZM", "", []),
    (SKU, "segment: Education\n", []),
]


@pytest.mark.parametrize(("sku", "terms", "said"), CASES)
def test_other_terms_in_a_spelling_are_named(cli, tmp_path, sku, terms, said):
    path = tmp_path / "request.yaml"
    path.write_text(f"{HEAD}{terms}lines: [{{sku: '{sku}', quantity: 2, sell_price: 50}}]\n")
    found = [line for line in cli("quote", "build", str(path), "--prices", SHEET).err.splitlines() if "LC-QUOTE-SPELLED" in line]
    assert bool(found) == bool(said) and all(words in "".join(found) for words in said)


def test_a_row_that_is_priced_names_them_too(cli, tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text(f"sku,quantity\n{SKU},2\n{SKU}:Education,2\n{SKU}-C,2\n")
    rows = cli("quote", "price", str(path), "--prices", SHEET, "--as-of", "2026-11-23").out.splitlines()[1:]
    assert ["names the segment Education" in row for row in rows] == [False, True, False]
    assert len({row.split(",")[4] for row in rows}) == 1
