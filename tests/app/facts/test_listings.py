"""List the claims of the slides, and the facts that were not verified for a year."""

import csv
import io
import json
from datetime import date

import pytest

from licensectl.domain.facts.status import last_day, unverified


def test_every_claim_has_its_verdict_and_evidence_or_sources(cli):
    found = json.loads(cli("data", "claims", "-f", "json").out)
    assert sum(found["counts"].values()) == len(found["claims"]) == 71
    for claim in found["claims"]:
        assert claim["verdict"] in found["counts"]
        assert claim["evidence"] or claim["sources"] or claim["verdict"] == "open", claim["id"]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (("--verdict", "contradicted"), ["D-VL-01", "D-BILL-03", "D-NEXT-03"]),
        (("--verdict", "CONTRADICTED", "incentives"), ["D-NEXT-03"]),
        (("spedizione", "cliente"), ["D-DEF-02"]),
    ],
)
def test_claims_by_verdict_and_words(cli, words, ids):
    rows = list(csv.DictReader(io.StringIO(cli("data", "claims", *words, "-f", "csv").out)))
    assert [row["claim"] for row in rows] == ids


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("power", "bi", "report"), "power-bi-report-server"),
        (("web", "edition"), "sql-server-2025"),
        (("Express", "50", "GB"), "sql-server-2025"),
        (("edizione", "Web"), "sql-server-2025"),
    ],
)
def test_a_fact_is_listed_by_the_words_of_its_title_or_else_of_its_notes(cli, words, found):
    assert found in [entry["id"] for entry in json.loads(cli("data", "list", *words, "-f", "json").out)["entries"]]
    assert json.loads(cli("data", "list", *words, "xyzzy", "-f", "json").out)["entries"] == []


def test_a_verdict_that_is_none_is_refused(cli):
    ran = cli("data", "claims", "--verdict", "wrong")
    assert ran.code == 1 and "confirmed, partly, contradicted, superseded, open" in ran.err


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2021-07", date(2021, 7, 31)),
        ("2021", date(2021, 12, 31)),
        ("2026-08-22", date(2026, 8, 22)),
        ("2012-2015", date(2015, 12, 31)),
        ("2024+", date(2024, 12, 31)),
        ("2021-02-30", None),
        ("undated, old", None),
        (None, None),
    ],
)
def test_the_last_day_that_a_date_may_mean(text, last):
    assert last_day(text) == last


def test_facts_not_verified_for_a_year(facts, cli):
    day = date(2026, 11, 23)
    found = {one.id: one for one in unverified(facts.everything(), day)}
    assert found["oem.status"].verified == date(2015, 12, 31)
    assert found["box.api_integration"].verified is None, "its source has no date"
    assert "csp.status" not in found
    assert not any(one.verified and (day - one.verified).days <= 365 for one in found.values())
    later = {one.id for one in unverified(facts.everything(), date(2028, 2, 1))}
    assert "csp.status" in later and len(later) > len(found)
    rows = json.loads(cli("data", "status", "-f", "json", "--as-of", "2026-11-23").out)["unverified"]
    assert [row["id"] for row in rows] == list(found)
