"""Test explanations of every id of every file and of every problem code."""

import pytest

from licensectl.core import messages
from licensectl.domain.explain.explain import explain
from licensectl.domain.facts.index import cited, index
from licensectl.errors import LicensectlError
from licensectl.facts.fact_files import RECORDS
from licensectl.i18n.translate import translate


@pytest.fixture(scope="module")
def everything(facts):
    return facts.everything()


@pytest.fixture(scope="module")
def entries(everything):
    return list(index(everything, messages.every()))


def test_every_id_of_the_data_is_in_the_index(facts, entries):
    """Counted from the YAML itself, so that a new section cannot be left out."""
    known = {entry.id for entry in entries}
    prefixes = {
        ("sizing", "access"): "size.",
        ("ordering", "programs"): "order.",
        ("office", "matrices"): "office.",
        ("returns", "routes"): "route.",
        ("taxes", "rates"): "vat.",
        ("taxes", "split_payment"): "split-payment.",
    }
    for name in RECORDS:
        for section, held in facts.document(name).value.items():
            if section == "search_words":
                continue
            for one_id in held if isinstance(held, dict) else ():
                assert prefixes.get((name, section), "") + one_id in known, (name, section, one_id)


def test_no_id_is_missed_by_explain(everything, entries):
    kinds, known = {}, messages.every()
    for entry in entries:
        kinds.setdefault(entry.id, set()).add(entry.kind)
    for one_id, wanted in kinds.items():
        if one_id in everything.sources:
            continue
        # An id may be a word of the glossary as well, which the list has under the term's own id.
        assert wanted == set(explain(one_id, everything, known).kind.split(", ")) - ({"glossary term"} - wanted), one_id


def test_every_source_says_where_it_is_used(everything, entries, monkeypatch):
    # The facts stay the same: read once for all sources, not once for each.
    found = list(cited(everything._asdict()))
    monkeypatch.setattr("licensectl.domain.explain.explain.cited", lambda files: found)
    ids, known = {entry.id for entry in entries}, messages.every()
    for one_id in everything.sources:
        made = explain(one_id, everything, known)
        assert made.title and made.used_by, one_id
        assert set(made.used_by) <= ids, one_id


def test_one_id_of_two_things_shows_both(everything):
    made = explain("windows-11-pro-upgrade", everything, {})
    assert made.kind == "SKU, offer"
    assert {"KB-JIRI", "csp-in-2026-08"} <= set(made.sources)


@pytest.mark.parametrize("name", ["DG7GMGF0D8H4:0004", "79P-05729", "DG7GMGF0FKZV:0003"])
def test_other_names_of_a_sku(everything, name):
    assert explain(name, everything, {}).title


def test_notes_and_events_are_found_from_what_they_are_about(everything):
    see = explain("csp.agreement_documents", everything, {}).see
    assert {"mca_two_ways", "mca-new-text", "D-PRE-01"} <= set(see)


def test_prices_are_values_with_their_date(everything):
    made = explain("windows-server-2025-standard-16-core", everything, {})
    assert [(translate(value.texts[0], "en"), value.as_of, value.sources) for value in made.values[1:]] == [
        ("99915 INR", "2026-08", ["csp-in-2026-08"]),
        ("1176 USD", "2026-08", ["ms-ws-pricing"]),
        ("1073.68 USD", "2025", ["partner-price-tool-2025"]),
    ]


def test_unknown_id(everything):
    with pytest.raises(LicensectlError) as failed:
        explain("open_points_server", everything, {})
    assert "open_points_servers" in str(failed.value)
