"""`data check`: our own facts are sound, and each check finds what it is there for, with file and line."""

import pytest

from licensectl.domain.facts.validate import CHECKS, check
from licensectl.facts.library import Facts

OVERLAYS = {
    "unknown-source": ("programs", "programs: {csp: {attributes: {status: {value: x, sources: [NOBODY]}}}}", "LC-FACT-SOURCE"),
    "overlap": (
        "programs",
        "programs: {csp: {attributes: {status: [{value: a, sources: [DECK]}, {from: 2022-01-01, value: b, sources: [DECK]}]}}}",
        "LC-FACT-OVERLAP",
    ),
    "date-order": ("skus", "products: {windows-server-2025: {lifecycle: {extended_end: 2020-01-01}}}", "LC-FACT-DATES"),
    "window": ("returns", "rules: {csp-perpetual-30-days: {window_hours: 24}}", "LC-FACT-WINDOW"),
    "fee": (
        "returns",
        "providers: {x: {title: X, sources: [DECK], confidence: low, policies: {y: {title: Y, sources: [DECK], confidence: low, "
        "restocking_percent: 101}}}}",
        "LC-FACT-FEE",
    ),
    "return-prose": (
        "programs",
        "programs: {csp: {attributes: {returns: {value: within 45 days, sources: [PC-CANCEL]}}}}",
        "LC-FACT-RETURN-PROSE",
    ),
    "id-shape": (
        "skus",
        "products: {windows-server-2025: {skus: {windows-server-2025-standard-16-core: {sku: 'DG7GMGF0PWHC:3'}}}}",
        "LC-FACT-ID",
    ),
    "price": (
        "skus",
        "products: {windows-server-2025: {skus: {windows-server-2025-standard-16-core: {prices: "
        "[{kind: erp, program: csp, market: IT, money: {amount: NaN, currency: eur}, source: eol}]}}}}",
        "LC-FACT-PRICE",
    ),
    "reference": ("skus", "products: {windows-server-2025: {needs: [no-such-cal]}}", "LC-FACT-REFERENCE"),
    "sizing": ("sizing", "access: {exchange: {base: no-such-cal}}", "LC-FACT-REFERENCE"),
    "taxes": ("taxes", "split_payment: {IT: {qualifications: [no-such-thing]}}", "LC-FACT-REFERENCE"),
    "claim": ("programs", "programs: {csp: {attributes: {status: {value: x, claims: [D-NO-99]}}}}", "LC-FACT-REFERENCE"),
    "offer": ("eligibility", "offers: {windows-vda: {programs: {no-such-program: 'yes'}}}", "LC-FACT-REFERENCE"),
    "advice": ("advice", "rules: {kms: {prefer: [no-such-program]}}", "LC-FACT-REFERENCE"),
    "matrix": ("office", "matrices: {'2019': {rows: {sway: {footnotes: ['9']}}}}", "LC-FACT-REFERENCE"),
    "background": (
        "background",
        "events: {no-day: {date: 2021-02-30, text: x}}",
        "LC-FACT-DATE",
    ),
    "glossary": ("glossary", "terms: {mine: {title: x, text: y, sources: [eol], names: [CAL]}}", "LC-FACT-OVERLAP"),
    "translation": ("claims", "claims: {D-DEF-01: {evidence: {en: only English here, it: null}}}", "LC-FACT-ITALIAN"),
    "orphan": ("sources", "sources: {UNUSED: {title: x, tier: secondary}}", "LC-FACT-ORPHAN"),
}


def test_our_own_facts_have_no_error(facts):
    errors = [problem.line() for problem in facts.located(check(facts.everything())) if problem.severity == "error"]
    assert errors == []


@pytest.mark.parametrize("name", OVERLAYS)
def test_each_check_finds_its_fault(tmp_path, name):
    file, text, code = OVERLAYS[name]
    (tmp_path / f"{file}.yaml").write_text(text)
    facts = Facts.load(tmp_path)
    found = [problem for problem in facts.check() if problem.where == f"{tmp_path}/{file}.yaml:1"]
    assert code in [problem.code for problem in found]


@pytest.mark.parametrize("section", ["notes: {one: {kind: gap, title: x,", "events: {one: {date: '2021', text: x,"])
def test_what_a_note_or_event_is_about_exists(tmp_path, section):
    (tmp_path / "background.yaml").write_text(f"{section} about: [csp, csp.returns, LC-PLACE-MPA, no-such-id]}}}}")
    wrong = [problem for problem in Facts.load(tmp_path).check() if problem.severity == "error"]
    assert [problem.gaps["id"] for problem in wrong] == ["no-such-id"]


def test_a_source_that_only_a_text_names_is_no_orphan(facts):
    orphans = [problem.gaps["key"] for problem in facts.check() if problem.code == "LC-FACT-ORPHAN"]
    assert orphans == []
    assert "MPSA-SUPER" in facts.programs.programs["mpsa"].facts("minimum_initial_purchase")[0].note.en


def test_every_check_is_tested():
    assert set(OVERLAYS) == set(CHECKS)


def test_exit_status(cli, tmp_path):
    assert cli("data", "check").code == 0
    (tmp_path / "programs.yaml").write_text(OVERLAYS["unknown-source"][1])
    ran = cli("data", "check", "--data", str(tmp_path), "-f", "json")
    assert ran.code == 3
    assert '"LC-FACT-SOURCE"' in ran.out


def test_where(cli, tmp_path):
    assert str(tmp_path) in cli("data", "where", "--data", str(tmp_path)).out
