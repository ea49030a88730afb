"""`explain` and `data list`: every id of every file and every problem code, in both languages."""

import json

import pytest

from licensectl.app.explain.report import explanation
from licensectl.core import messages
from licensectl.core.text import read
from licensectl.domain.explain.explain import explain
from licensectl.domain.facts.index import cited, index, matching
from licensectl.errors import LicensectlError
from licensectl.i18n.words import ITALIAN

STAMP = {"as_of": "2026-11-23", "data_version": ""}
# Read the same in both languages.
SAME = {"SKU", "formula", "product terms", "software assurance"}


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
    }
    for name in ("programs", "claims", "skus", "office", "returns", "sizing", "eligibility", "ordering", "advice", "background", "sources"):
        for section, held in facts.document(name).value.items():
            for one_id in held if isinstance(held, dict) else ():
                assert prefixes.get((name, section), "") + one_id in known, (name, section, one_id)


def test_no_id_is_missed_by_explain(everything, entries):
    kinds, known = {}, messages.every()
    for entry in entries:
        kinds.setdefault(entry.id, set()).add(entry.kind)
    for one_id, wanted in kinds.items():
        if one_id in everything.sources:
            continue
        assert wanted == set(explain(one_id, everything, known).kind.split(", ")), one_id


@pytest.mark.parametrize("lang", ["en", "it"])
def test_every_id_says_something(everything, entries, lang, facts):
    from datetime import date

    known = messages.every()
    for one_id in dict.fromkeys(entry.id for entry in entries if entry.kind != "source"):
        made = explain(one_id, everything, known)
        report = explanation(made, everything.sources, STAMP, date(2026, 11, 23), lang)
        assert read(made.title, lang), one_id
        assert any(text for row in report.table.rows for text in row) or report.notes or report.more or made.kind.startswith("problem"), (
            one_id
        )
        assert [key for key in made.sources if key not in everything.sources] == [], one_id


def test_every_source_says_where_it_is_used(everything, entries, monkeypatch):
    # The facts stay the same: read once for all sources, not once for each.
    found = list(cited(everything._asdict()))
    monkeypatch.setattr("licensectl.domain.explain.explain.cited", lambda files: found)
    ids, known = {entry.id for entry in entries}, messages.every()
    for one_id in everything.sources:
        made = explain(one_id, everything, known)
        assert made.title and made.used_by, one_id
        assert set(made.used_by) <= ids, one_id


def test_every_kind_has_its_italian(entries):
    assert {entry.kind for entry in entries} - set(ITALIAN) - SAME == set()


def test_one_id_of_two_things_shows_both(everything):
    made = explain("windows-11-pro-upgrade", everything, {})
    assert made.kind == "SKU, offer"
    assert {"KB-JIRI", "csp-in-2026-08"} <= set(made.sources)


@pytest.mark.parametrize("name", ["DG7GMGF0D8H4:0004", "79P-05729", "DG7GMGF0FKZV:0003"])
def test_other_names_of_a_sku(everything, name):
    assert explain(name, everything, {}).title


def test_a_source_named_in_a_text_is_given_with_its_address(cli):
    out = cli("explain", "mpsa.minimum_initial_purchase", "-f", "json").out
    assert "http://www.superhosts.net" in out
    assert json.loads(cli("explain", "MPSA-SUPER", "-f", "json").out)["used_by"] == ["mpsa.minimum_initial_purchase"]


def test_notes_and_events_are_found_from_what_they_are_about(everything):
    see = explain("csp.agreement_documents", everything, {}).see
    assert {"mca_two_ways", "mca-new-text", "D-PRE-01"} <= set(see)


def test_prices_are_values_with_their_date(everything):
    made = explain("windows-server-2025-standard-16-core", everything, {})
    assert [(value.texts[0], value.as_of, value.sources) for value in made.values[1:]] == [
        ("99915 INR", "2026-08", ["csp-in-2026-08"]),
        ("1176 USD", "2026-08", ["ms-ws-pricing"]),
        ("1073.68 USD", "2025", ["partner-price-tool-2025"]),
    ]


def test_unknown_id(everything):
    with pytest.raises(LicensectlError) as failed:
        explain("open_points_server", everything, {})
    assert "open_points_servers" in str(failed.value)


def test_list_narrows_by_words_in_either_language(cli, entries):
    assert [entry.id for entry in matching(iter(entries), ["Punti", "sistemi"])] == []
    ids = {entry["id"] for entry in json.loads(cli("data", "list", "POINTS", "license", "desktop", "-f", "json").out)["entries"]}
    assert ids == {"open_points_systems"}
    assert len(json.loads(cli("data", "list", "-f", "json").out)["entries"]) == len(entries) > 1500
    assert cli("data", "list", "no such words").code == 0


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (("order", "check", "examples/request.yaml", "--as-of", "2026-11-23"), "LC-PLACE-MPA"),
        (
            ("price", "diff", "examples/price-sheet-software-IT-2026-10.csv", "examples/price-sheet-software-IT-2026-11.csv"),
            "DG7GMGF0PWHC:0003",
        ),
        (("order", "export", "examples/request.yaml", "--target", "csv", "--as-of", "2026-11-23", "--quiet"), "DG7GMGF0PWHC:0003"),
    ],
)
def test_an_answer_ends_with_the_ids_it_used(cli, command, named):
    ran = cli(*command, "--explain", "-f", "text")
    assert named in ran.out.splitlines()[-1]
    assert cli("explain", named).code == 0


def test_a_body_for_another_system_holds_no_ids_of_ours(cli):
    ran = cli("order", "export", "examples/request.yaml", "--target", "partner-center", "--as-of", "2026-11-23", "--explain", "--quiet")
    assert '"used"' not in ran.out and '"lineItems"' in ran.out
