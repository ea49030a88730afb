"""The least margin of the profile: said in every quote, it stops a save unless there is a reason, which is kept."""

import json

import pytest

REQUEST = b"""\
customer: {name: Contoso S.r.l.}
date: 2026-11-23
vat: {rate: 22}
lines: [{sku: 'DG7GMGF0PWHC:0003', quantity: 1, unit_price: 96, sell_price: 100}]
"""


@pytest.fixture(autouse=True)
def floor(cli, tmp_path, monkeypatch):
    (tmp_path / "settings.yaml").write_text("profile: {margin_floor: 5}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(tmp_path / "settings.yaml"))


def build(cli, *options, request=REQUEST):
    return cli("quote", "build", "-", *options, stdin=request)


def test_a_quote_is_made_with_a_warning(cli):
    ran = build(cli)
    assert ran.code == 0 and "a margin of 4.0 % is below the margin_floor of 5 %" in ran.err
    assert "margin" not in build(cli, "--view", "customer", "--quiet").out.lower()


def test_it_is_not_saved_without_a_reason(cli):
    ran = build(cli, "--save")
    assert (ran.code, ran.out) == (3, "") and "LC-PRICE-FLOOR" in ran.err and "--despite REASON" in ran.err
    assert build(cli, "--save", "--despite", "  ").code == 2
    assert json.loads(cli("quote", "list", "-f", "json").out)["quotes"] == []


def test_the_reason_is_kept(cli):
    assert build(cli, "--save", "--despite", "to win the tender").code == 0
    shown = cli("quote", "show", "Q-2026-0001", "-f", "json").out
    assert json.loads(shown)["despite"] == "to win the tender"
    assert "Saved despite its margin: to win the tender" in cli("quote", "show", "Q-2026-0001").out
    for form in ("text", "json", "html"):
        assert "tender" not in cli("quote", "show", "Q-2026-0001", "--view", "customer", "-f", form).out
    assert "quote saved despite its margin" in cli("ledger", "log").out and "to win the tender" in cli("ledger", "log").out
    assert cli("quote", "revise", "Q-2026-0001").code == 3
    assert cli("quote", "revise", "Q-2026-0001", "--despite", "again").code == 0
    assert json.loads(cli("quote", "show", "Q-2026-0001", "-f", "json").out)["despite"] == "again"


def test_no_reason_is_kept_where_none_is_needed(cli):
    assert build(cli, "--save", "--despite", "just so", request=REQUEST.replace(b"96", b"90")).code == 0
    assert "despite" not in json.loads(cli("quote", "show", "Q-2026-0001", "-f", "json").out)


def test_a_reason_without_a_save(cli):
    ran = build(cli, "--despite", "x")
    assert ran.code == 2 and "--save" in ran.err


def test_a_floor_that_is_none(cli, tmp_path):
    (tmp_path / "settings.yaml").write_text("profile: {margin_floor: 100}\n")
    ran = build(cli)
    assert ran.code == 1 and "100 % is not a valid margin_floor" in ran.err and "settings.yaml:1" in ran.err
