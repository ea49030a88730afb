"""Advice: each rule of the facts by a situation that meets it and one that does not; contradictions are shown."""

from datetime import date

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import settings
from hypothesis import strategies as st

from licensectl.domain.advice.conditions import holds
from licensectl.domain.advice.rules import BuyerSituation, advise
from licensectl.errors import LicensectlError
from licensectl.facts.library import Facts
from licensectl.i18n.translate import translate

DAY = date(2026, 11, 23)
FACTS = Facts.load()
MET = {
    "no-special-needs": {"seats": 10},
    "box-few": {"seats": 2},
    "one-pc": {"seats": 2, "tenant": False},
    "open-ended": {"seats": 10},
    "open-value-minimum": {"seats": 4},
    "ea-minimum": {"users": 499},
    "mpsa-minimum": {"seats": 249},
    "mpsa-closed": {"seats": 300, "activation": "kms"},
    "select-plus-closed": {"seats": 300},
    "sa-included": {"needs_sa": False},
    "sa-perpetual": {"needs_sa": True},
    "sa-subscription": {"needs_sa": True, "owned": False},
    "enterprise-large": {"seats": 2400},
    "enterprise-narrowed": {"seats": 2399},
    "subscription-edition": {"product": "sharepoint"},
    "windows-server-few-machines": {"product": "windows-server", "vms": 10},
    "windows-server-many-machines": {"product": "windows-server", "vms": 11},
    "sql-server-few-users": {"product": "sql-server", "devices": 30},
    "sql-server-machines": {"product": "sql-server", "vms": 1},
    "instalments": {"instalments": True},
    "opex": {"headcount_may_fall": True},
    "mid-adhoc": {"seats": 250, "mpsa_signed": True},
    "enterprise": {"public_sector": True, "seats": 250},
    "kms": {"activation": "ad"},
    "disconnected": {"offline": True},
    "shared-pc": {"users": 3, "devices": 2},
    "rds": {"remote_desktop": True},
    "rds-host-2019": {"remote_desktop": True, "host": "2016"},
    "rds-host-2022": {"remote_desktop": True, "host": "2022"},
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
    "not-in-csp": {"product": "system-center"},
    "owned-licences": {"owned": True},
    "vda-not-in-csp": {"product": "vda-per-device"},
    "windows-qualifying": {"product": "windows-client"},
}
MISSED = {
    "no-special-needs": {"needs_sa": True, "seats": 3},
    "box-few": {"seats": 2, "product": "sql-server"},
    "one-pc": {"seats": 3, "tenant": False},
    "open-value-minimum": {"seats": 5},
    "ea-minimum": {"seats": 499, "public_sector": True},
    "mpsa-minimum": {"seats": 250},
    "mpsa-closed": {"seats": 300, "mpsa_signed": True},
    "sa-included": {"seats": 3},
    "sa-perpetual": {"needs_sa": False},
    "sa-subscription": {"needs_sa": True, "owned": True},
    "enterprise-narrowed": {"seats": 2400},
    "subscription-edition": {"product": "sql-server"},
    "windows-server-few-machines": {"product": "windows-server", "vms": 11},
    "sql-server-few-users": {"product": "sql-server", "users": 31},
    "sql-server-machines": {"product": "sql-server", "vms": 1, "needs_sa": True},
    "mid-adhoc": {"seats": 249, "mpsa_signed": True},
    "enterprise": {"public_sector": False, "seats": 499},
    "kms": {"activation": "mak"},
    "rds-host-2019": {"remote_desktop": True, "host": "2025"},
    "rds-host-2022": {"remote_desktop": True},
    "shared-pc": {"users": 2, "devices": 2},
    "gov": {"segment": "Government", "country": "US"},
    "countries": {"countries": 1},
    "apps-business": {"plan": "m365_apps", "seats": 301, "policies": False, "remote_desktop": False},
    "apps-enterprise": {"plan": "m365_apps", "seats": 300, "policies": False},
    "vda-not-in-csp": {"product": "system-center"},
    "owned-licences": {"owned": False},
}


def given(facts, said, day=DAY):
    return advise(facts.advice, facts.programs.programs, BuyerSituation(**said), day)


def spoken(facts, said, day=DAY):
    """Return the rules that apply, including those about things that are not shown."""
    rules = facts.advice.rules
    return {
        name
        for name, rule in rules.items()
        if rule.contains(day) and any(all(holds(c, BuyerSituation(**said).said(f)) for f, c in one.items()) for one in rule.when)
    }


def test_every_rule_has_its_case(facts):
    assert set(MET) == set(facts.advice.rules)


@pytest.mark.parametrize("rule", MET)
def test_met(facts, rule):
    assert rule in spoken(facts, MET[rule])


@pytest.mark.parametrize("rule", MISSED)
def test_missed(facts, rule):
    assert rule not in spoken(facts, MISSED[rule])


def test_what_is_not_said_is_neither_yes_nor_no(facts):
    found = given(facts, {"seats": 2})
    assert ("one-pc", ["tenant"]) in [(one.rule, one.missing) for one in found.open]
    assert "one-pc" not in spoken(facts, {"seats": 2})


# What is said, the program to recommend, others that fit as well, and what would be recommended without which rule.
RECOMMENDED = [
    ({"seats": 10}, "csp", [], {}),
    ({"seats": 10, "country": "IT", "plan": "perpetual"}, "csp", [], {}),
    ({"seats": 1}, "csp", ["box"], {}),
    ({"seats": 2, "tenant": False}, "box", ["csp"], {}),
    ({"seats": 40, "needs_sa": False, "activation": "kms"}, "open_value", [], {"csp": ["kms"]}),
    ({"seats": 12, "needs_sa": False, "instalments": True}, "open_value", [], {"csp": ["instalments"]}),
    ({"seats": 40, "countries": 3}, "csp", [], {}),
    ({"seats": 40, "needs_sa": True, "owned": True}, "open_value", [], {}),
    ({"seats": 3, "needs_sa": True}, "csp_subscription", [], {}),
    ({"seats": 20, "license_mobility": True, "owned": True}, "open_value", [], {"csp": ["mobility"]}),
    ({"seats": 600}, "csp", ["ea", "mca_e"], {}),
    ({"seats": 3000}, "ea", ["csp"], {}),
    ({"seats": 300, "mpsa_signed": True}, "mpsa", ["csp"], {}),
    ({"seats": 300, "public_sector": True}, "csp", ["ea"], {}),
    ({"product": "exchange", "users": 50}, "open_value", [], {}),
    ({"product": "sharepoint", "users": 800}, "ea", ["open_value", "mca_e"], {"csp": ["subscription-edition"]}),
    ({"product": "windows-server", "seats": 20, "esu": True}, "open_value", ["csp_subscription"], {"csp": ["esu"]}),
    ({"product": "windows-client", "seats": 20, "esu": True}, "csp", [], {}),
    ({"product": "system-center", "seats": 20}, "open_value", [], {"csp": ["not-in-csp"]}),
]


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ({"plan": "m365_apps", "seats": 20}, "m365_apps_business"),
        ({"plan": "m365_apps", "users": 300}, "m365_apps_business"),
        ({"plan": "m365_apps", "users": 301}, "m365_apps_enterprise"),
        ({"plan": "m365_apps", "users": 20, "policies": True}, "m365_apps_enterprise"),
    ],
)
def test_the_plan_of_microsoft_365_apps_follows_from_the_number_of_users(facts, said, plan):
    assert [one.id for one in given(facts, said).advice if one.verdict == "prefer"] == [plan]


def test_whether_an_mpsa_can_be_signed_is_known_from_2026_on(facts):
    early = given(facts, {"seats": 300}, date(2021, 6, 1))
    assert "mpsa" not in [one.id for one in early.advice]
    assert "mpsa" in [one.id for one in given(facts, {"seats": 300, "mpsa_signed": False}).advice]


@pytest.mark.parametrize(("said", "program", "also", "instead"), RECOMMENDED, ids=[str(case[0]) for case in RECOMMENDED])
def test_the_recommendation_and_what_would_change_it(facts, said, program, also, instead):
    made = given(facts, said).recommendation
    assert (made.id, made.also) == (program, also)
    assert {one.id: [reason.rule for reason in one.without] for one in made.instead} == instead
    for other, rules in instead.items():
        changed = dict(said)
        for rule in rules:
            for field in facts.advice.rules[rule].when[0]:
                changed.pop(field, None)
        assert given(facts, changed).recommendation.id == other


@pytest.mark.parametrize(
    ("host", "day", "verdict"),
    [
        ("2025", DAY, "prefer"),
        ("2022", DAY, "avoid"),
        ("2022", date(2026, 10, 13), "prefer"),
        ("2019", date(2026, 10, 13), "avoid"),
        ("2019", date(2025, 10, 13), "prefer"),
    ],
)
def test_apps_on_a_remote_desktop_depend_on_the_hosts_windows_server(facts, host, day, verdict):
    found = {one.id: one.verdict for one in given(facts, {"remote_desktop": True, "host": host}, day).advice}
    assert (found["m365_apps_enterprise"], found["office_ltsc"]) == (verdict, "prefer")


@pytest.mark.parametrize("seats", [1, 4, 5, 12, 40, 249, 250, 499])
def test_programs_with_a_higher_minimum_are_never_preferred(facts, seats):
    found = {one.id: one.verdict for one in given(facts, {"seats": seats, "activation": "kms", "instalments": True}).advice}
    assert found["ea"] == found["mpsa"] == "excluded"
    assert (found["open_value"] == "excluded") == (seats < 5)


def test_minimums_are_those_of_the_programs(facts):
    """Compare the figures of the rules with the attribute of the program."""
    for program, figures in (("ea", ("500", "250")), ("mpsa", ("250",)), ("open_value", ("5",)), ("ovs", ("5",))):
        [text] = [
            translate(fact.value, "en") for fact in facts.programs.programs[program].facts("minimum_initial_purchase") if fact.contains(DAY)
        ]
        assert all(figure in text for figure in figures), (program, text)


def test_each_thing_has_a_reason_of_its_own(facts):
    """A rule for one thing and against another needs a reason for each."""
    for name, rule in facts.advice.rules.items():
        if rule.prefer and (rule.avoid or rule.exclude):
            assert set(rule.things) == set(rule.reasons), name
        assert set(rule.reasons) <= set(rule.things), name


def test_reasons_speak_of_their_program(facts):
    found = given(facts, {"seats": 40, "needs_sa": False, "activation": "kms"})
    said = {one.id: [translate(facts.advice.rules[r.rule].reason(one.id), "en") for r in one.reasons] for one in found.advice}
    assert said["box"] == ["A box has one retail key per copy, no volume key."]
    assert said["open_value"][0] == "Open Value gives volume keys for what was bought."


def test_equal_reasons_for_and_against_are_said_with_little_confidence(facts):
    found = given(facts, {"seats": 40, "countries": 3})
    assert [one.verdict for one in found.advice if one.id == "csp"] == ["disputed"]
    assert found.recommendation.confidence == "low"


@pytest.mark.parametrize(("day", "spoken_for"), [(date(2026, 3, 31), False), (date(2026, 4, 1), True)])
def test_rules_hold_on_their_days(facts, day, spoken_for):
    assert ("mobility-csp-subscription" in spoken(facts, {"license_mobility": True}, day)) is spoken_for


def test_a_program_that_is_not_sold_on_the_day_is_not_preferred(facts):
    found = given(facts, {"seats": 40, "segment": "Education"}, date(2019, 1, 1))
    assert [one.verdict for one in found.advice if one.id == "csp"] == ["closed"]
    assert found.recommendation.id == "open_value"


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
        (">= 500, < 2400", "500", True),
        (">= 500, < 2400", "2400", False),
        ("unless yes", None, True),
        ("unless yes", "no", True),
        ("unless yes", "yes", False),
        ("unless exchange | sharepoint", "SharePoint", False),
        ("unless exchange | sharepoint", "sql-server", True),
        ("yes", None, None),
    ],
)
def test_conditions(condition, said, answer):
    assert holds(condition, said) is answer


SITUATIONS = st.fixed_dictionaries(
    {},
    optional={
        "seats": st.sampled_from([1, 4, 5, 249, 250, 499, 500, 2399, 2400, 5000]),
        "segment": st.sampled_from(["Commercial", "Education", "Charity", "Government"]),
        "public_sector": st.booleans(),
        "activation": st.sampled_from(["kms", "ad", "mak"]),
        "needs_sa": st.booleans(),
        "product": st.sampled_from(["windows-client", "windows-server", "sql-server", "exchange", "sharepoint", "system-center"]),
        "mpsa_signed": st.booleans(),
        "esu": st.booleans(),
        "license_mobility": st.booleans(),
        "instalments": st.booleans(),
        "owned": st.booleans(),
        "countries": st.sampled_from([1, 3]),
        "vms": st.sampled_from([3, 20]),
    },
).filter(bool)


def never(said):
    """Return the programs that cannot be the answer, by their minimum, their end or what they do not have."""
    seats, public = said.get("seats", 10**6), said.get("public_sector") or said.get("segment") == "Government"
    out = {"open", "select_plus"}
    out |= {"open_value", "ovs"} if seats < 5 else set()
    out |= {"ea"} if seats < (250 if public else 500) else set()
    out |= {"mpsa"} if seats < 250 or not said.get("mpsa_signed") else set()
    without = said.get("needs_sa") or said.get("license_mobility") or said.get("activation") in ("kms", "ad")
    without = without or said.get("product") in ("exchange", "sharepoint", "system-center")
    out |= {"csp"} if without or (said.get("esu") and said.get("product") in ("windows-server", "sql-server")) else set()
    return out | ({"csp_subscription", "ovs"} if said.get("owned") else set())


@hypothesis_given(said=SITUATIONS)
@settings(max_examples=300, deadline=None)
def test_no_answer_goes_against_a_minimum_an_end_or_a_need(said):
    made = given(FACTS, said).recommendation
    assert made is None or not {made.id, *made.also} & never(said), (made, said)
