"""Texts of options that the ledger keeps: a reason or a number must say something."""

import json

import pytest

DAY = ("--as-of", "2026-11-23")
BUILD = ("quote", "build", "examples/request.yaml", "--prices", "examples/price-sheet-software-IT-2026-11.csv", "--save", *DAY)
RECORD = ("order", "record", "examples/placed-order.json")
COMMANDS = [
    ("order", "export", "Q-2026-0042", "--target", "csv", *DAY, "--despite"),
    ("order", "export", "a1b2c3d4e5f6", "--cancel", "--as-of", "2027-01-10", "--despite"),
    ("customer", "remove", "contoso", "--despite"),
    (*BUILD, "--despite"),
    ("quote", "revise", "Q-2026-0042", "--prices", "examples/price-sheet-software-IT-2026-11.csv", *DAY, "--despite"),
    ("order", "accept", "Q-2026-0042", *DAY, "--po-number"),
    (*RECORD, "--quote"),
    (*RECORD, "--program"),
]


@pytest.fixture
def ledger(cli):
    """Make a ledger with a quote, an order and a customer; return a function that returns its entries of the audit trail as JSON."""
    assert cli(*BUILD).code == 0 and cli(*RECORD, "--customer", "contoso").code == 0
    return lambda: json.loads(cli("ledger", "log", "-f", "json").out)["entries"]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("text", ["", " ", "\n\t", "\x01", "\u200b\u2060", "\u00a0\ufeff", " - … "])
def test_a_text_that_says_nothing_is_refused(cli, ledger, command, text):
    before = ledger()
    ran = cli(*command, text)
    assert (ran.code, ran.out) == (2, "") and "[LC-CLI-VALUE]" in ran.err and command[-1] in ran.err
    assert ledger() == before


def test_a_reason_is_kept_on_one_line_and_without_a_key(cli, ledger):
    key = "VK7JG-NPHTM-C97JM-9MPGT-3V66T"
    command = ("order", "export", "a1b2c3d4e5f6", "--cancel", "--as-of", "2027-01-10", "--despite")
    assert cli(*command, f"\x1b agreed\u200b\n by phone {'x' * 165} {key}").code == 0
    detail = ledger()[0]["detail"]
    assert detail.startswith("agreed by phone x") and len(detail) <= 200 and "VK7JG" not in detail


def test_an_order_of_an_unknown_program_is_refused(cli, ledger):
    ran = cli(*RECORD, "--program", "cps")
    assert ran.code == 2 and "'cps' is not a valid value of --program" in ran.err and "csp" in ran.err
