"""The terms of the glossary: found by every name, in two sentences of each language, with sources that are on record."""

import re

import pytest

from licensectl.core import messages
from licensectl.domain.explain.explain import explain
from licensectl.domain.facts.glossary import Term, find_term, names_of, plain
from licensectl.errors import LicensectlError
from licensectl.facts.library import Facts
from licensectl.i18n.translate import translate

FACTS = Facts.load()
TERMS = FACTS.glossary.terms
EVERYTHING = FACTS.everything()
KNOWN = messages.every()
# What the output of the commands says without a word of explanation.
SHOWN = """
CAL | additive CAL | CAL Suite | External Connector | core pack | Software Assurance | step-up | Azure Hybrid Benefit | failover rights
License Mobility | downgrade | MAK | KMS | ERP | unit price | price sheet | segment | SKU | AvailabilityId | MPA | MCA | MCA-E
indirect reseller | indirect provider | LTSC | ESU | Extended Service Term | true-up | Product Terms | reverse charge | split payment
price level | return window | NCE | multiplexing | external users | software subscription | perpetual licence | Server/CAL | SA
"""
IN_ITALIAN = (
    "licenza di accesso | licenza core | recesso | termine di reso | listino | prezzo d'acquisto | scissione dei pagamenti | utente esterno"
)


def shown(text):
    return [name.strip() for line in text.strip().splitlines() for name in line.split("|")]


@pytest.mark.parametrize("name", shown(SHOWN) + shown(IN_ITALIAN))
def test_terms_of_the_output_are_explained(name):
    made = explain(name, EVERYTHING, KNOWN)
    assert "glossary term" in made.kind and made.sources


@pytest.mark.parametrize("term_id", TERMS)
@pytest.mark.parametrize("lang", ["en", "it"])
def test_a_term_is_two_sentences(term_id, lang):
    text = translate(TERMS[term_id].text, lang)
    assert len(re.findall(r"\.(?= [A-ZÈ]|$)", text)) == 2, text
    assert translate(TERMS[term_id].text, "en") != translate(TERMS[term_id].text, "it")


@pytest.mark.parametrize("term_id", TERMS)
def test_a_term_is_found_by_all_of_its_names(term_id):
    for name in names_of(term_id, TERMS[term_id]):
        assert find_term(name, TERMS) == find_term(name.upper().replace(" ", "_"), TERMS) == term_id, name


def test_no_name_means_two_terms():
    names = [name for term_id, term in TERMS.items() for name in {plain(name) for name in names_of(term_id, term)}]
    assert len(names) == len(set(names))


def test_an_id_comes_before_another_terms_name():
    terms = {"a": Term("First", "…", [], ["second"]), "second": Term("Other", "…", [])}
    assert (find_term("Second", terms), find_term("first", terms), find_term("third", terms)) == ("second", "a", None)


def test_an_id_that_a_rule_has_too_says_both():
    made = explain("kms", EVERYTHING, KNOWN)
    assert (made.id, made.kind, len(made.values)) == ("kms", "advice rule, glossary term", 2)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("softwre assurance", "software-assurance"),
        ("csp.retruns", "csp.returns"),
        ("cal suites core", None),
        ("LC-QUOTE-PERCNT", "LC-QUOTE-PERCENT"),
        ("multiplex", "multiplexing"),
    ],
)
def test_what_is_similar_is_suggested(typed, near):
    with pytest.raises(LicensectlError) as failure:
        explain(typed, EVERYTHING, KNOWN)
    assert near is None or near in failure.value.problems[0].gaps["near"]


def test_a_term_is_suggested_once_by_its_id():
    with pytest.raises(LicensectlError) as failure:
        explain("licence", EVERYTHING, KNOWN)
    assert failure.value.problems[0].gaps["near"].split(", ")[:2] == ["licence-set", "core-licence"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("CSP", "csp"), ("EA", "ea"), ("Open_Value", "open_value"), ("CSP.RETURNS", "csp.returns"), ("d-ret-02", "D-RET-02")],
)
def test_an_id_is_found_in_any_case(typed, found):
    assert explain(typed, EVERYTHING, KNOWN).id == found


@pytest.mark.parametrize("typed", ["cvs", "zzz", "xyzzy", "q", "??", "lorem ipsum dolor"])
def test_nothing_is_suggested_that_is_not_similar(typed):
    with pytest.raises(LicensectlError) as failure:
        explain(typed, EVERYTHING, KNOWN)
    assert [problem.code for problem in failure.value.problems] == ["LC-EXPLAIN-NOTHING"]
    assert "data list WORD" in failure.value.problems[0].line("en") and "data list PAROLA" in failure.value.problems[0].line("it")
