"""Test the command `advise`: an option for every condition, and unknown words."""

import pytest

from licensectl.domain.advice.rules import FIELDS, BuyerSituation


def test_every_condition_is_a_field_with_an_option(facts, cli):
    help_text = cli("advise", "--help").out
    for field in BuyerSituation.__struct_fields__:
        assert field in FIELDS
        assert "--" + field.replace("_", "-") in help_text


@pytest.mark.parametrize("bad", [("--seats", "0"), ("--segment", "Charities"), ("--activation", "phone"), ("--country", "Italy")])
def test_bad_words(cli, bad):
    ran = cli("advise", *bad)
    assert ran.code == 2
    assert bad[0] in ran.err


@pytest.mark.parametrize(
    "one_id", ["kms", "nonprofit", "windows-vda", "csp", "windows-server-2025", "rds-cal", "office.2019.sway", "office_ltsc", "ea_level"]
)
def test_explained(cli, one_id):
    ran = cli("explain", one_id)
    assert ran.code == 0, ran.err
