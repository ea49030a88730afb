"""A value that cannot be decoded is named by `ledger check` and refused by `ledger restore`."""

import sqlite3
from contextlib import closing

import pytest


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE customer SET record = '{'", "table customer, row 1 (good): record"),
        ("""UPDATE customer SET record = '{"name": 1}'""", "table customer, row 1 (good): record"),
        ("UPDATE placed_line SET unit_price = 'x'", "table placed_line, row 1 ("),
        ("UPDATE placed_line SET unit_price = 'NaN'", "table placed_line, row 1 ("),
        ("UPDATE placed_order SET placed = 'x'", "table placed_order, row 1 ("),
    ],
)
def test_a_damaged_row(cli, tmp_path, change, said):
    backup = tmp_path / "b.db"
    for command in (("order", "record", "examples/placed-order.json"), ("customer", "add", "Good"), ("ledger", "backup", str(backup))):
        assert cli(*command).code == 0
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute(change)
    ran = cli("ledger", "check", "--store", str(backup))
    assert ran.code == 3 and said in ran.out and "LC-LEDGER-ROW" in ran.out
    ran = cli("ledger", "restore", str(backup))
    assert ran.code == 1 and said in ran.err
    assert cli("ledger", "check").code == 0 and cli("customer", "list").code == 0
