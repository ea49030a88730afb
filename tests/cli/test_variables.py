"""A value that a variable gave is refused under the name of the variable."""

import pytest


@pytest.mark.parametrize(("variable", "value"), [("LANG", "fr"), ("AS_OF", "ieri"), ("COLOR", "blue"), ("CSV_DIALECT", "excel")])
def test_a_wrong_value_names_its_variable(cli, monkeypatch, variable, value):
    monkeypatch.setenv(f"LICENSECTL_{variable}", value)
    refused = cli("sku", "list")
    assert refused.code == 2 and f"LICENSECTL_{variable}" in refused.err and "--" not in refused.err


def test_a_wrong_option_is_named_in_the_language_of_the_variable(cli, monkeypatch):
    monkeypatch.setenv("LICENSECTL_LANG", "it")
    assert "non è un valore valido per --lang" in cli("sku", "list", "--lang", "xx").err


def test_restore_needs_a_file(cli):
    refused = cli("ledger", "restore", "-")
    assert refused.code == 1 and "LC-STORE-BACKUP-MISSING" in refused.err and "use -" not in refused.err
