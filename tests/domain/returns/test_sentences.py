"""Return rules as sentences, and the cell `returns` of a program by its rules."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensectl.core.text import Bilingual
from licensectl.domain.programs.model import Fact, Program, ReturnedAs
from licensectl.domain.returns.rules import ReturnCondition, ReturnRule
from licensectl.domain.returns.sentences import return_facts, rules_of, sentence, strange_lengths
from licensectl.i18n.translate import translate


def rule(**fields):
    plain = {"program": "csp", "kind": "perpetual", "title": "a rule", "sources": ["S"], "confidence": "high", "refund": "full"}
    return ReturnRule(**plain | {"unit": "unsaid"} | fields)


def program(*facts, **fields):
    return Program(title="P", short="P", facts_id="p", attributes={"returns": list(facts)} if facts else {}, **fields)


SENTENCES = [
    ({"window_days": 30}, "full credit within 30 days of the order", "accredito totale entro 30 giorni dall'ordine"),
    (
        {"window_days": 14, "starts": "delivery", "refund": "prorated"},
        "pro-rated refund within 14 days of the delivery",
        "rimborso pro rata entro 14 giorni dalla consegna",
    ),
    (
        {"window_hours": 168, "events": ["purchase", "addition", "renewal"], "unit": "any_quantity"},
        "full credit within 168 hours (7 days) of the order or of the addition or of the renewal; any quantity",
        "accredito totale entro 168 ore (7 giorni) dall'ordine o dall'aggiunta o dal rinnovo; qualsiasi quantità",
    ),
    (
        {"window_hours": 72, "full_hours": 24, "refund": "prorated", "unit": "order"},
        "pro-rated refund within 72 hours (3 days) of the order; in full for the first 24 hours; only the whole order",
        "rimborso pro rata entro 72 ore (3 giorni) dall'ordine; totale nelle prime 24 ore; solo l'ordine intero",
    ),
    (
        {"window_business_days": 5, "unit": "order_line", "exchange": "never"},
        "full credit within 5 working days of the order; only whole order lines; no exchange",
        "accredito totale entro 5 giorni lavorativi dall'ordine; solo righe d'ordine intere; nessun cambio",
    ),
    ({"outcome": "never"}, "no return", "nessun reso"),
    ({"outcome": "closed"}, "no purchase possible", "nessun acquisto possibile"),
    ({"outcome": "ask"}, "no fixed window", "nessun termine fisso"),
    (
        {"outcome": "seller_policy", "markets": ["IT"], "buyers": ["business"], "channels": ["store"]},
        "IT, businesses, bought in a shop: the seller's policy",
        "IT, imprese, acquisto in negozio: le condizioni del venditore",
    ),
    (
        {"window_days": 1, "markets": ["IT", "DE"], "whom": Bilingual("those two", "quei due")},
        "those two: full credit within 1 days of the order",
        "quei due: accredito totale entro 1 giorni dall'ordine",
    ),
]


@pytest.mark.parametrize(("fields", "english", "italian"), SENTENCES)
def test_sentence(fields, english, italian):
    said = sentence(rule(**fields))
    assert (translate(said, "en"), translate(said, "it")) == (english, italian)


def test_rules_of_a_program():
    rules = {
        "one": rule(),
        "subscription": rule(kind="software_subscription"),
        "any": rule(kind="any"),
        "renewal": rule(events=["renewal"]),
        "other": rule(program="open"),
    }
    assert list(rules_of("csp", program(), rules)) == ["one", "any"]
    named = program(returned_as=ReturnedAs(program="csp", kinds=["software_subscription"]))
    assert list(rules_of("csp_subscription", named, rules)) == ["subscription", "any"]
    assert list(rules_of("ovs", program(), rules)) == []


def test_prose_stays_where_no_rule_is():
    prose = Fact(value="ask us", sources=["S"])
    assert return_facts("ovs", program(prose), {"one": rule()}) == [prose]
    dated = {"one": rule(from_=date(2027, 2, 1), window_days=14)}
    newest, oldest = return_facts("csp", program(prose), dated)
    assert (newest.from_, newest.until, newest.sources) == (date(2027, 2, 1), None, ["S"])
    assert (oldest.value, oldest.from_, oldest.until) == ("ask us", None, date(2027, 1, 31))


def test_what_is_written_beside_the_rules_is_kept():
    """Of an entry without a value the claims, and its note and sources where it has any; "looked for, nothing found" is not."""
    beside = Fact(value=None, note="as providers say", sources=["B"], claims=["D-1"])
    nothing = Fact(value=None, note="no public source found", until=date(2020, 12, 31))
    condition = ReturnCondition(fact="seal", refused=["broken"], accepted=["intact"], reason="the seal is broken", ask="?")
    [found] = return_facts("csp", program(beside, nothing), {"one": rule(window_days=30, conditions=[condition], as_of="2023")})
    assert translate(found.note, "en") == translate(found.note, "it") == "the seal is broken; as providers say"
    assert (found.sources, found.claims, found.as_of, found.confidence) == (["S", "B"], ["D-1"], "2023", "high")


def test_rules_side_by_side():
    rules = {
        "a": rule(window_days=14, buyers=["consumer"], as_of="2022"),
        "b": rule(outcome="seller_policy", buyers=["business"], confidence="low", sources=["T"]),
        "c": rule(outcome="seller_policy", buyers=["business"], sources=["T"], as_of="2021"),
    }
    [found] = return_facts("csp", program(), rules)
    assert translate(found.value, "en") == "consumers: full credit within 14 days of the order; businesses: the seller's policy"
    assert (found.sources, found.as_of, found.confidence) == (["S", "T"], "2022", "low")


days = st.dates(date(2020, 1, 1), date(2020, 3, 1))


@given(st.lists(st.tuples(st.none() | days, st.none() | days, st.integers(1, 60)), min_size=1, max_size=4), days)
def test_each_day_says_the_rules_in_force(periods, day):
    rules = {
        f"r{number}": rule(from_=first, until=last, window_days=length)
        for number, (first, last, length) in enumerate(periods)
        if not (first and last) or first <= last
    }
    facts = return_facts("csp", program(), rules)
    found = [fact for fact in facts if fact.contains(day)]
    in_force = [one for one in rules.values() if one.contains(day)]
    assert len(found) == bool(in_force)
    if found:
        assert translate(found[0].value, "en").split("; ") == list(
            dict.fromkeys(f"full credit within {one.window_days} days of the order" for one in in_force)
        )
    for newer, older in pairwise(facts):
        assert older.until < newer.from_ <= day + timedelta(days=90)


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("30 calendar days from the order", []),
        ("within 14 days, after 2022-03-14", ["14 days"]),
        (Bilingual("30 days", "60 giorni"), ["60 giorni"]),
        ("Microsoft's 45-day money-back", ["45-day"]),
        ("72 hours", ["72 hours"]),
        ("orders to 31 May 2021", []),
    ],
)
def test_strange_lengths(text, strange):
    assert strange_lengths(text, [rule(window_days=30)]) == strange
