"""Test the command `advise`: an option for every condition, and unknown words."""

import json

import pytest

from licensectl.domain.advice.rules import FIELDS, BuyerSituation


def test_every_condition_is_a_field_with_an_option(facts, cli):
    help_text = cli("advise", "--help").out
    for field in BuyerSituation.__struct_fields__:
        assert field in FIELDS
        assert "--" + field.replace("_", "-") in help_text


def test_the_commonest_question(cli):
    ran = cli("advise", "--seats", "10", "--as-of", "2026-11-23")
    assert ran.out.splitlines()[0] == "Advice (as of 2026-11-23): CSP"
    assert "Recommended: CSP (confidence: high)" in ran.out
    italian = cli("advise", "--seats", "10", "--lang", "it", "--as-of", "2026-11-23").out
    assert "Consigliato: CSP (attendibilità: alta)" in italian and "Condizione" in italian


def test_what_would_change_the_recommendation(cli):
    command = ("advise", "--seats", "40", "--no-sa", "--activation", "kms", "--as-of", "2026-11-23")
    assert "CSP instead, without: activation kms" in cli(*command).out
    made = json.loads(cli(*command, "-f", "json").out)["recommendation"]
    assert (made["id"], made["why"]) == ("open_value", ["Open Value gives volume keys for what was bought."])
    assert [(one["id"], one["without"][0]["rule"]) for one in made["instead"]] == [("csp", "kms")]


def test_where_no_program_is_preferred_the_best_choice_heads_the_answer(cli):
    ran = cli("advise", "--offline", "--as-of", "2026-11-23")
    assert ran.out.splitlines()[0] == "Advice (as of 2026-11-23): Office LTSC, per device"
    assert "No licensing program is preferred for this situation." in ran.out
    assert json.loads(cli("advise", "--offline", "-f", "json").out)["recommendation"] is None


@pytest.mark.parametrize(
    "bad",
    [
        ("--seats", "0"),
        ("--segment", "Charities"),
        ("--activation", "phone"),
        ("--country", "Italy"),
        ("--vms", "0"),
        ("--product", "lotus"),
    ],
)
def test_bad_words(cli, bad):
    ran = cli("advise", *bad)
    assert ran.code == 2
    assert bad[0] in ran.err


@pytest.mark.parametrize(
    "one_id", ["kms", "nonprofit", "windows-vda", "csp", "windows-server-2025", "rds-cal", "office.2019.sway", "office_ltsc", "ea_level"]
)
def test_explained(cli, one_id):
    ran = cli("explain", one_id)
    assert ran.out.startswith(f"{one_id} ("), ran.err
