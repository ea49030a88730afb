"""Advice: each rule of the facts by a situation that meets it and one that does not; contradictions are shown."""

from datetime import date

import pytest

from licensectl.domain.advice.rules import BuyerSituation, advise, holds
from licensectl.errors import LicensectlError

DAY = date(2026, 11, 23)
MET = {
    "few-no-sa": {"needs_sa": False, "seats": 3},
    "one-pc": {"seats": 2, "tenant": False},
    "sa-perpetual": {"needs_sa": True, "owned": True, "seats": 5},
    "instalments": {"instalments": True},
    "opex": {"headcount_may_fall": True},
    "mid-adhoc": {"seats": 250, "mpsa_signed": True},
    "enterprise": {"public_sector": True, "seats": 250},
    "kms": {"activation": "ad"},
    "disconnected": {"offline": True},
    "shared-pc": {"users": 3, "devices": 2},
    "rds": {"remote_desktop": True},
    "mobility": {"license_mobility": True},
    "mobility-csp-subscription": {"license_mobility": True},
    "esu": {"esu": True, "product": "windows-server"},
    "esu-windows-client": {"esu": True, "product": "windows-client"},
    "edu": {"segment": "Charity"},
    "gov": {"segment": "Government", "country": "IT"},
    "countries": {"countries": 2},
    "old-version": {"earlier_version": True},
    "apps-business": {"plan": "m365_apps", "seats": 300, "policies": False, "remote_desktop": False},
    "apps-enterprise": {"plan": "m365_apps", "seats": 301},
    "cloud-connect-2019": {"m365_services": True, "plan": "perpetual"},
    "cloud-connect-2021": {"m365_services": True, "plan": "perpetual"},
    "cloud-connect-2024": {"m365_services": True, "plan": "perpetual"},
    "publisher": {"publisher": True},
    "publisher-m365": {"publisher": True},
    "not-in-csp": {"product": "vda-per-device"},
    "windows-qualifying": {"product": "windows-client"},
}
MISSED = {
    "few-no-sa": {"needs_sa": True, "seats": 3},
    "one-pc": {"seats": 3, "tenant": False},
    "sa-perpetual": {"needs_sa": True, "owned": True, "seats": 4},
    "mid-adhoc": {"seats": 249, "mpsa_signed": True},
    "enterprise": {"public_sector": False, "seats": 499},
    "kms": {"activation": "mak"},
    "shared-pc": {"users": 2, "devices": 2},
    "gov": {"segment": "Government", "country": "US"},
    "countries": {"countries": 1},
    "apps-business": {"plan": "m365_apps", "seats": 301, "policies": False, "remote_desktop": False},
    "apps-enterprise": {"plan": "m365_apps", "seats": 300, "policies": False},
}


def spoken(facts, said, day=DAY):
    found = advise(facts.advice, facts.programs.programs, BuyerSituation(**said), day)
    return {reason.rule for one in found.advice for reason in one.reasons}


def test_every_rule_has_its_case(facts):
    assert set(MET) == set(facts.advice.rules)


@pytest.mark.parametrize("rule", MET)
def test_met(facts, rule):
    assert rule in spoken(facts, MET[rule])


@pytest.mark.parametrize("rule", MISSED)
def test_missed(facts, rule):
    assert rule not in spoken(facts, MISSED[rule])


def test_what_is_not_said_is_neither_yes_nor_no(facts):
    found = advise(facts.advice, facts.programs.programs, BuyerSituation(seats=2), DAY)
    assert ("one-pc", ["tenant"]) in [(one.rule, one.missing) for one in found.open]
    assert "one-pc" not in spoken(facts, {"seats": 2})


def test_contradictions_are_shown(facts):
    found = advise(facts.advice, facts.programs.programs, BuyerSituation(seats=40, needs_sa=False, activation="kms"), DAY)
    [csp] = [one for one in found.advice if one.id == "csp"]
    assert csp.verdict == "disputed"
    assert [(reason.rule, reason.stance) for reason in csp.reasons] == [("few-no-sa", "prefer"), ("kms", "avoid")]


@pytest.mark.parametrize(("day", "spoken_for"), [(date(2026, 3, 31), False), (date(2026, 4, 1), True)])
def test_rules_hold_on_their_days(facts, day, spoken_for):
    assert ("mobility-csp-subscription" in spoken(facts, {"license_mobility": True}, day)) is spoken_for


def test_a_program_that_is_not_sold_on_the_day_is_not_preferred(facts):
    found = advise(facts.advice, facts.programs.programs, BuyerSituation(seats=3, needs_sa=False), date(2019, 1, 1))
    assert [one.verdict for one in found.advice if one.id == "csp"] == ["closed"]


def test_nothing_said(facts):
    with pytest.raises(LicensectlError):
        advise(facts.advice, facts.programs.programs, BuyerSituation(), DAY)


@pytest.mark.parametrize(
    ("condition", "said", "answer"),
    [
        (">= 5", "5", True),
        (">= 5", "4", False),
        ("> 1", "1.5", True),
        ("!= US", "us", False),
        ("!= US", "IT", True),
        (["kms", "ad"], "AD", True),
        ("yes", None, None),
    ],
)
def test_conditions(condition, said, answer):
    assert holds(condition, said) is answer
