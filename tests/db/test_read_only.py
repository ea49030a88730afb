"""A ledger in a place where nothing can be written is read all the same."""

import os

import pytest

from licensectl.db import sqlite


@pytest.fixture
def read_only(monkeypatch, tmp_path):
    """Make the folder of the ledger read-only, for root as well, whom modes do not stop."""

    def freeze():
        access = os.access
        monkeypatch.setattr(sqlite.os, "access", lambda path, mode: mode != os.W_OK and access(path, mode))
        return sorted(path.name for path in (tmp_path / "home").iterdir())

    return freeze


def test_what_is_read_only_is_read(cli, tmp_path, read_only):
    assert cli("order", "record", "examples/placed-order.json").code == 0
    before = read_only()
    for command in (("order", "list"), ("ledger", "log"), ("ledger", "check"), ("ledger", "backup", str(tmp_path / "b.db"))):
        ran = cli(*command)
        assert ran.code == 0, ran.err
    ran = cli("customer", "add", "Contoso")
    assert ran.code == 1 and "LC-STORE-DENIED" in ran.err
    assert before == ["ledger.db"] == sorted(path.name for path in (tmp_path / "home").iterdir())
