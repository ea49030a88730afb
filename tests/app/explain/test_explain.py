"""The commands `explain` and `data list`: every id says something, in both languages."""

import json
import re

import pytest

from licensectl.app.explain.report import explanation
from licensectl.core import messages
from licensectl.domain.explain.explain import explain
from licensectl.domain.facts.index import index, matching
from licensectl.i18n.terms import term
from licensectl.i18n.translate import translate

STAMP = {"as_of": "2026-11-23", "data_version": ""}
# Read the same in both languages.
SAME = {"SKU", "formula", "product terms", "software assurance"}


@pytest.fixture(scope="module")
def everything(facts):
    return facts.everything()


@pytest.fixture(scope="module")
def entries(everything):
    return list(index(everything, messages.every()))


@pytest.mark.parametrize("lang", ["en", "it"])
def test_every_id_says_something(everything, entries, lang, facts):
    from datetime import date

    known = messages.every()
    for one_id in dict.fromkeys(entry.id for entry in entries if entry.kind != "source"):
        made = explain(one_id, everything, known)
        report = explanation(made, everything.sources, STAMP, date(2026, 11, 23), lang)
        assert translate(made.title, lang), one_id
        assert any(text for row in report.table.rows for text in row) or report.notes or report.more or made.kind.startswith("problem"), (
            one_id
        )
        assert [key for key in made.sources if key not in everything.sources] == [], one_id


def test_every_kind_has_its_italian(entries):
    assert {entry.kind for entry in entries if term(entry.kind, "it") == entry.kind} <= SAME | {"area", "problem"}


def test_a_source_named_in_a_text_is_given_with_its_address(cli):
    out = cli("explain", "mpsa.minimum_initial_purchase", "-f", "json").out
    assert "http://www.superhosts.net" in out
    assert json.loads(cli("explain", "MPSA-SUPER", "-f", "json").out)["used_by"] == ["mpsa.minimum_initial_purchase"]


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


@pytest.mark.parametrize("lang", ["en", "it"])
def test_a_problem_is_told_without_places_to_fill_in(everything, lang, facts):
    from datetime import date

    known = messages.every()
    for code, message in known.items():
        title, remedy = (text and translate(text, lang) for text in message.described())
        for text, source in ((title, message.one), (remedy, translate(message.remedy, "en"))):
            assert "{{" not in (text or "") or "{{{{" in source, code
        report = explanation(explain(code, everything, known), everything.sources, STAMP, date(2026, 11, 23), lang)
        people = [column.heading(lang) for column in report.table.columns if column.audience == "all"]
        assert people == ([{"en": "Remedy", "it": "Rimedio"}[lang]] if remedy else []), code


def test_fields_of_a_problem_are_words_and_literal_braces_single(cli):
    shown = cli("explain", "LC-CHECK-VAT-UNION", "--lang", "it").out
    assert "IVA <aliquota> % per" in shown and "vat: {reverse_charge: true}" in shown
    assert "mca: {agreed_on: …}" in cli("explain", "LC-PLACE-MCA", "--lang", "it").out
    assert "<byte>" in cli("explain", "LC-SHEET-ENCODING").out


@pytest.mark.parametrize("term_id", ["kms", "esu"])
def test_a_term_does_not_refer_to_itself(cli, term_id):
    shown = json.loads(cli("explain", term_id, "-f", "json").out)
    assert shown["id"] not in shown["see"] and shown["see"]


def test_titles_of_programs_and_decisions_are_italian(cli):
    assert "licenze perpetue" in cli("explain", "csp", "--lang", "it").out.splitlines()[0]
    assert "download retail" in cli("explain", "box", "--lang", "it").out.splitlines()[0]
    assert "(UE) 2023/1552" in cli("explain", "split-payment.IT", "--lang", "it").out


@pytest.mark.parametrize("lang", ["en", "it"])
@pytest.mark.parametrize("one_id", ["csp-perpetual-30-days", "csp-in-2026-08", "csp_subscription", "sql-server-2025", "box.returns"])
def test_long_texts_are_wrapped_in_a_pipe_and_whole_in_a_file(cli, one_id, lang):
    lines = cli("explain", one_id, "-f", "text", "--lang", lang).out.splitlines()
    # An address stays whole, and makes the header and the rule above it as wide.
    texts = [line for line in lines if line.strip("- ") and not re.search("http|Address|Indirizzo", line)]
    assert len(texts) > 5 and all(len(line) < 160 for line in texts)
    whole = json.loads(cli("explain", one_id, "-f", "json", "--lang", lang).out)
    said = " ".join("\n".join(lines).split())
    assert all(name in said for name in (*whole["used_by"], *whole["see"])), "no id is taken apart"
    rows = cli("explain", one_id, "-f", "csv", "--lang", lang).out.splitlines()
    assert len(rows) == 1 + len(whole["values"])
