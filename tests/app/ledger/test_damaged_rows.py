"""A value that cannot be decoded is named by `ledger check` and refused by `ledger restore`."""

import json
import sqlite3
from contextlib import closing

import pytest
from helpers import SHEET

from licensectl.db import ledger


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE customer SET record = '{'", "Table customer, row 1 (good): record"),
        ("""UPDATE customer SET record = '{"name": 1}'""", "Table customer, row 1 (good): record"),
        ("UPDATE placed_line SET unit_price = 'x'", "Table placed_line, row 1 ("),
        ("UPDATE placed_line SET unit_price = 'NaN'", "Table placed_line, row 1 ("),
        ("UPDATE placed_order SET placed = 'x'", "Table placed_order, row 1 ("),
        ("UPDATE placed_order SET id = 'x y'; UPDATE placed_line SET order_id = 'x y'", "Table placed_order, row 1 (x y): id"),
        ("UPDATE placed_order SET keys_fulfilled = 7", "keys_fulfilled cannot be read: 7 is not a possible value"),
        ("UPDATE placed_line SET quantity = -5", "quantity cannot be read: -5 is not a possible value"),
        ("UPDATE placed_line SET quantity = 2000000000 WHERE number = 1", "Table placed_line, row 2 ("),
        ("UPDATE placed_line SET number = -1 WHERE number = 0", "number cannot be read: -1 is not a possible value"),
        ("UPDATE placed_line SET offer_id = ' '", "offer_id cannot be read:   is not a possible value"),
        (
            "UPDATE customer SET vat_id = 'x'",
            "Table customer, row 1 (good): vat_id cannot be read: the rest of the row says something else",
        ),
        ("UPDATE customer SET id = 'other'", "Table customer, row 1 (other): id cannot be read: the rest"),
        ("UPDATE audit SET at = 'yesterday' WHERE number = 1", "Table audit, row 1 (1): at cannot be read"),
        ("UPDATE quote SET number = ''", "number cannot be read"),
        ("UPDATE quote SET net = '1'", "Table quote, row 1 (q-2026-0042, 1): net cannot be read: the rest"),
        ("UPDATE quote SET valid_until = '2099-01-01'", "valid_until cannot be read: the rest"),
        ("UPDATE quote SET document = replace(document, '\"quantity\":4', '\"quantity\":-4')", "document cannot be read"),
        ("UPDATE quote_line SET sku = 'x' WHERE position = 1", "Table quote_line, row 1 (q-2026-0042, 1, 1): sku"),
    ],
)
def test_a_damaged_row(cli, tmp_path, change, said):
    backup = tmp_path / "b.db"
    made = [("order", "record", "examples/placed-order.json"), ("customer", "add", "Good")]
    if "quote" in change:
        made.append(("quote", "build", "examples/request.yaml", "--prices", SHEET, "--save", "--as-of", "2026-11-23"))
    for command in (*made, ("ledger", "backup", str(backup))):
        assert cli(*command).code == 0
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.executescript(change)
    ran = cli("ledger", "check", "--store", str(backup))
    assert ran.code == 3 and said in ran.out and "LC-LEDGER-ROW" in ran.out
    ran = cli("ledger", "restore", str(backup))
    assert ran.code == 1 and said in ran.err
    assert cli("ledger", "check").code == 0 and cli("customer", "list").code == 0


@pytest.mark.parametrize(
    ("change", "said", "severity"),
    [
        ("UPDATE placed_order SET currency = 'euro'", "'euro' is not a valid currency", "error"),
        ("UPDATE placed_order SET status = 'sold'", "'sold' is not a valid status (rows: 1", "warning"),
        ("UPDATE placed_order SET program = 'x'", "'x' is not a valid program", "warning"),
        ("UPDATE placed_order SET status = 'Canceled'", "", ""),
        ("UPDATE placed_order SET status = NULL, currency = NULL", "", ""),
    ],
)
def test_an_unknown_word(cli, tmp_path, store, change, said, severity):
    assert cli("order", "record", "examples/placed-order.json").code == 0
    with ledger.writing(store) as connection:
        connection.execute(change)
    ran = cli("ledger", "check", "-f", "json")
    found = [one for one in json.loads(ran.out)["problems"] if one["code"] == "LC-LEDGER-WORD"]
    assert ran.code == (3 if severity else 0)
    assert [one["severity"] for one in found] == [severity] * bool(severity) and all(said in one["message"] for one in found)
