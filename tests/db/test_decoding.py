"""A row that the program has not written is named; every command that fails on it says why."""

import pytest
from helpers import changed

RECORD = ("order", "record", "examples/placed-order.json", "--customer", "Contoso")
SHEET = "examples/price-sheet-software-IT-2026-11.csv"
SAVE = ("quote", "build", "examples/request.yaml", "--prices", SHEET, "--save", "--as-of", "2026-11-23")
VALUES = {
    "customer": ("record", ("{", "[]", "{}", '{"name": 1}')),
    "placed_order": ("placed", ("x", "2026-99-99", "9999999-01-01")),
    "placed_line": ("unit_price", ("x", "NaN", "Infinity", "")),
    "quote": ("net", ("x", "NaN", "1,5")),
}
READS = [("customer", "list"), ("customer", "export"), ("order", "list"), ("quote", "list"), ("radar",), ("returns", "plan")]


@pytest.mark.parametrize("table", VALUES)
def test_every_reader_fails_with_a_sentence(cli, store, table):
    for command in (RECORD, SAVE):
        assert cli(*command).code == 0
    column, values = VALUES[table]
    for value in values:
        changed(
            store,
            *(["UPDATE placed_order SET currency = 'EUR'"] if table == "placed_line" else []),
            f"UPDATE {table} SET {column} = '{value}'",
        )
        ran = cli("ledger", "check", "-f", "csv")
        assert ran.code == 3 and "LC-LEDGER-ROW" in ran.out, value
        said = [cli(*read, "--as-of", "2026-11-23") for read in READS]
        assert all(ran.code == 0 or "LC-LEDGER-RECORD" in ran.err for ran in said) and any(ran.code == 1 for ran in said), value


@pytest.mark.parametrize(("column", "value"), [("unit_price", "x"), ("erp", "NaN"), ("effective_start", "x"), ("effective_end", "2026-99")])
def test_a_damaged_price_book(cli, tmp_path, column, value):
    assert cli("price", "import", SHEET, "--month", "2026-11").code == 0
    changed(str(tmp_path / "home" / "prices.db"), f"UPDATE price SET {column} = '{value}'")
    for command in (("price", "show", "DG7GMGF0PWHC:0003"), ("quote", "build", "examples/request.yaml", "--as-of", "2026-11-23")):
        ran = cli(*command)
        assert ran.code in (0, 1, 3) and (ran.code != 1 or "LC-" in ran.err), ran
    assert "LC-BOOK-ROW" in cli("price", "show", "DG7GMGF0PWHC:0003").err


@pytest.mark.parametrize(
    ("change", "commands"),
    [
        ("UPDATE price SET unit_price = 'x'", ("diff",)),
        ("UPDATE price SET erp = 'Infinity'", ("diff",)),
        ("UPDATE price SET effective_start = '2026-99-99'", ("diff",)),
        ("UPDATE terms SET tier_min = 'x'", ("diff",)),
        ("UPDATE sheet SET imported = 'x'", ("list", "diff")),
        ("UPDATE sheet SET month = month || '-' WHERE id = 1", ("list", "diff", "show")),
    ],
)
def test_months_of_a_damaged_price_book(cli, tmp_path, change, commands):
    for month in ("10", "11"):
        assert cli("price", "import", SHEET.replace("-11", f"-{month}"), "--month", f"2026-{month}").code == 0
    changed(str(tmp_path / "home" / "prices.db"), change)
    asked = {"list": (), "diff": ("2026-10", "2026-11"), "show": ("DG7GMGF0PWHC:0003", "--as-of", "2026-11-23")}
    for name in commands:
        ran = cli("price", name, *asked[name])
        assert ran.code == 1 and "LC-BOOK-ROW" in ran.err, ran
    if "diff" in commands:
        assert "LC-BOOK-ROW" in cli("price", "diff", "2026-10", SHEET, "--as-of", "2026-11-23").err


def test_a_number_beyond_the_column(cli, store, tmp_path):
    order = (
        tmp_path / "o.json",
        '{"id": "a1b2c3d4e5f6", "lineItems": [{"lineItemNumber": %s, "offerId": "DG7GMGF0PWHC:0003", "quantity": %s}]}',
    )
    for numbers in ((2**63, 1), (0, 2**63), (10**30, 1)):
        order[0].write_text(order[1] % numbers)
        ran = cli("order", "record", str(order[0]))
        assert ran.code == 1 and "o.json" in ran.err and "LC-PLACED" in ran.err, ran
