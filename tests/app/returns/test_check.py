"""The command `returns check`."""

from licensectl.domain.returns.texts import KINDS
from licensectl.facts.library import Facts


def test_exit_status(cli):
    asked = ("returns", "check", "--purchased", "2026-03-01", "--requested")
    assert [cli(*asked, day).code for day in ("2026-03-30", "2026-03-31", "2026-04-01")] == [0, 3, 3]
    assert cli("returns", "check", "--purchased", "2026-02-31").code == 1


def test_every_kind_has_a_name():
    assert {rule.kind for rule in Facts.load().returns.rules.values()} <= set(KINDS)
