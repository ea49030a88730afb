"""The command `returns check`."""

from licensectl.domain.returns.texts import KINDS
from licensectl.facts.library import Facts


def test_exit_status(cli):
    asked = ("returns", "check", "--purchased", "2026-03-01", "--requested")
    assert [cli(*asked, day).code for day in ("2026-03-30", "2026-03-31", "2026-04-01")] == [0, 3, 3]
    assert cli("returns", "check", "--purchased", "2026-02-31").code == 1


def test_every_kind_has_a_name():
    assert {rule.kind for rule in Facts.load().returns.rules.values()} <= set(KINDS)


def test_a_prorated_refund_says_why_it_has_no_amount(cli):
    asked = ("returns", "check", "--kind", "seat_based", "--purchased", "2026-11-20", "--as-of", "2026-11-22", "--quantity", "5")
    assert "no amount is calculated" in cli(*asked, "--unit-price", "12,30").out
    assert "no amount is calculated" not in cli(*asked).out
    wrong = cli("returns", "check", "--kind", "seats", "--purchased", "2026-11-20", "--as-of", "2026-11-22")
    assert "For --kind, expected one of: azure" in wrong.err and "Give --kind" not in wrong.err
