"""Nothing that was gathered got lost: `data/` against the fact files it was made from, where these lie beside the repository.

Wording may differ, and a value that changed over time is split into dated ones; numbers, ids, dates, sources and verdicts may not.
"""

import re

import pytest
from helpers import ROOT

SHARED = ROOT.parent / "shared" / "facts"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the gathered facts do not lie beside the repository")
# Rows of the catalogue that became two, or a note and a price of another.
DIVIDED = {"SQL Server 2022 CAL (user or device)", "Windows 11 Pro Upgrade (earlier row)"}
# Rules that became several with periods of their own.
SPLIT = {"apps-size": "apps-business", "cloud-connect": "cloud-connect-2019", "publisher": "publisher", "mobility": "mobility"}
KINDS = {"extended-security-update": "esu", "open-license": "perpetual"}


def gathered(name):
    import yaml

    return yaml.safe_load((SHARED / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def programs_file():
    return gathered("programs.yaml")


@pytest.fixture(scope="module")
def office_file():
    return gathered("office-matrix.yaml")


@pytest.fixture(scope="module")
def skus_file():
    return gathered("sku-catalogue.yaml")


def english(text):
    return getattr(text, "en", text)


def test_every_source(facts, programs_file, office_file, skus_file):
    for file in (programs_file, office_file, skus_file):
        assert set(file["sources"]) - set(facts.sources) == set()
    for key, source in programs_file["sources"].items():
        held = facts.sources[key]
        assert (held.url, held.tier, held.title) == (source["url"], source["tier"], source["title"]), key


def test_every_attribute_of_every_program(facts, programs_file):
    by_id = {program.facts_id: program for program in facts.programs.programs.values()}
    assert set(by_id) == set(programs_file["programs"])
    for program_id, program in programs_file["programs"].items():
        for name, cell in program["attributes"].items():
            held = by_id[program_id].facts(name)
            place = (program_id, name)
            assert any(fact.value is not None for fact in held) == (cell["value"] is not None), place
            assert bool(cell.get("note")) <= any(fact.note for fact in held), place
            assert {key for fact in held for key in fact.sources} >= set(cell.get("source") or []), place
            for field in ("as_of", "confidence"):
                assert cell.get(field) is None or str(cell[field]) in [getattr(fact, field) for fact in held], place
            if len(held) == 1:
                assert figures(cell["value"]) == figures(held[0].value), place


def figures(value):
    """The numbers of a value, however it is worded: months by name are none."""
    words = value.items() if isinstance(value, dict) else [value] if not isinstance(value, list) else value
    return sorted(re.findall(r"\d+", " ".join(str(english(word)) for word in words)))


def test_every_claim_with_its_verdict(facts, programs_file):
    assert len(programs_file["deck_claims"]) == len(facts.claims) == 71
    for claim in programs_file["deck_claims"]:
        held = facts.claims[claim["id"]]
        assert getattr(held.text, "it", held.text) == claim["it"]
        assert (held.verdict, held.slide, english(held.evidence)) == (claim["verdict"], claim["slide"], claim.get("evidence")), claim["id"]
        assert set(held.sources) >= set(claim.get("source") or [])


def test_every_rule_of_purchase_and_offer(facts, programs_file):
    segments = {"Nonprofit": "Charity", "Government Community Cloud": "Government"}
    allowed = sorted(sorted(segments.get(s, s) for s in rule["can"]) for rule in programs_file["purchase_rules"]["rules"])
    assert sorted(sorted(held.may) for held in facts.eligibility.qualifications.values()) == allowed
    columns = {"open_license_csp": "csp", "open_value_ovs": "ovs", "select_plus_mpsa": "mpsa", "ea_eas": "ea"}
    offers = {english(offer.title).split(" per ")[0].casefold(): offer for offer in facts.eligibility.offers.values()}
    for row in programs_file["product_availability"]["table"]:
        held = offers[row["product"].casefold()].programs
        assert all((held[program] == "yes") == row[column] for column, program in columns.items()), row["product"]


def test_every_decision_rule(facts, programs_file):
    programs = {program.facts_id: one_id for one_id, program in facts.programs.programs.items()}
    for rule in programs_file["decision_rules"]:
        held = facts.advice.rules[SPLIT.get(rule["id"], rule["id"])]
        assert held.confidence == rule["confidence"], rule["id"]
        if rule["id"] not in SPLIT:
            assert set(held.sources) >= set(rule["source"]), rule["id"]
            named = [programs.get(one_id, one_id.replace(" the ", " ")) for one_id in rule["prefer"]]
            known = {*facts.programs.programs, *facts.advice.choices}
            assert [one_id for one_id in named if one_id in known] == [one_id for one_id in held.prefer if one_id in named], rule["id"]


def test_every_formula_and_figure(facts, programs_file):
    for formula in programs_file["formulas"]:
        held = facts.background.notes[formula["id"]]
        assert (held.formula, held.confidence, set(held.sources)) == (formula["expr"], formula["confidence"], set(formula["source"]))
    figures = [set(note.sources) for note in facts.background.notes.values() if note.kind == "figure"]
    assert all(set(figure["source"]) in figures for figure in programs_file["published_numbers"])


def test_the_product_terms_site(facts, programs_file):
    site = programs_file["product_terms_site"]
    said = " ".join(english(text) for note in facts.background.notes.values() for text in (note.title, note.formula or "", *note.texts))
    wanted = [site["home"], site["offerings"], *site["program_codes"], *site["product_codes"], *site["topic_codes"]]
    wanted += [section["name"] for section in site["page_sections"][1:]]
    assert [word for word in wanted if word not in said] == []


def test_every_office_cell(facts, office_file):
    for matrix, held in zip(office_file["matrices"], facts.office.matrices.values(), strict=True):
        assert matrix["columns"] == held.editions
        assert len(matrix["rows"]) == len(held.rows)
        for row in matrix["rows"]:
            for edition, cell in (row.get("cells") or row["verified"]).items():
                mine = held.rows[row["id"]].cells[edition]
                place = (matrix["id"], row["id"], edition)
                assert set(mine.sources) >= set(cell["source"] or []), place
                assert (mine.as_of, mine.confidence) == (cell["as_of"] and str(cell["as_of"]), cell["confidence"]), place
                if isinstance(cell["value"], bool):
                    assert mine.value in (("no", "yes")[cell["value"]], "unknown"), place
                if cell["value"] is None:
                    assert mine.value == "unknown", place


def test_every_office_footnote_event_and_conflict(facts, office_file):
    notes = {str(mark): text for mark, text in office_file["matrices"][0]["footnotes"].items()}
    assert {mark: english(text) for mark, text in facts.office.matrices["2019"].footnotes.items()} == notes
    events = {english(event.text).casefold(): event for event in facts.background.events.values()}
    for event in office_file["events"]:
        held = events[event["event"].casefold()]
        assert (held.date, held.confidence, set(held.sources)) == (str(event["date"]), event["confidence"], set(event["source"]))
    for conflict in office_file["conflicts"]:
        held = facts.office.disagreements[conflict["id"]]
        assert (english(held.text), english(held.reading)) == (conflict["what"], conflict["use"])


def candidates(facts, row):
    ids = {f"{row['product_id']}:{row['sku_id']}", row["product_id"]} if row["product_id"] else set()
    part = {row[where]["part_number"] for where in ("open_license", "box") if row.get(where)}
    found = [sku for sku in facts.catalog.skus.values() if {sku.sku, sku.part_number} & ((ids | part) - {None})]
    return [sku for sku in found if row["segment"] in sku.segments] or [
        sku for sku in facts.catalog.skus.values() if sku.title == row["title"]
    ]


def test_every_sku(facts, skus_file):
    for row in skus_file["skus"]:
        if row["title"] in DIVIDED:
            continue
        place = (row["title"], row["segment"])
        held = candidates(facts, row)
        assert held, place
        assert KINDS.get(row["kind"], row["kind"]) in {sku.kind for sku in held}, place
        product = facts.catalog.products[held[0].product]
        life = product.lifecycle
        for field, day in (("released", life.released), ("mainstream_end", life.mainstream_end), ("extended_end", life.extended_end)):
            assert row.get(field) is None or str(row[field]) == str(day), (*place, field)
        assert row.get("on_list") is None or row["on_list"] in {sku.on_list for sku in held}, place
        known = {
            key for sku in held for key in (*sku.sources, *(p.source for p in sku.prices), *(k for ks in sku.segments.values() for k in ks))
        }
        assert set(row["sources"]) - known - set(product.sources) - set(life.sources) == set(), place


def test_every_price(facts, skus_file):
    from decimal import Decimal

    prices = {
        (price.money.amount, price.money.currency, price.source, price.as_of) for sku in facts.catalog.skus.values() for price in sku.prices
    }
    wanted = [price for row in skus_file["skus"] for price in row.get("list_prices") or []]
    assert len(wanted) > 130
    for price in wanted:
        as_of = price["as_of"] and str(price["as_of"])
        assert (Decimal(str(price["amount"])), price["currency"], price["source"], as_of) in prices, price


def test_every_open_and_box_part_number(facts, skus_file):
    by_part = {sku.part_number: sku for sku in facts.catalog.skus.values() if sku.part_number}
    for row in skus_file["skus"]:
        for where in ("open_license", "box"):
            held = row.get(where) or {}
            if held.get("part_number"):
                sku = by_part[held["part_number"]]
                assert (sku.pool, sku.points) == (held.get("pool"), held.get("points")), held
                assert sku.confidence == row["confidence"], held
    assert by_part["EP2-06798"].confidence == "low"


def test_every_look_alike(facts, skus_file):
    held = [one.sku for one in facts.skus.look_alikes.values()]
    for row in skus_file["not_perpetual_lookalikes"]:
        ids = re.findall(r"\b[0-9A-Z]{4}\b", re.sub(r"\(\d{4}\)", "", row["sku_id"] or "")) or [None]
        assert [one_id for one_id in ids if (f"{row['product_id']}:{one_id}" if one_id else row["product_id"]) not in held] == [], row


def test_every_dated_line_of_the_timeline(facts):
    """The dates of the table of dates in csp-rules.md, however many stand in a line."""
    from licensectl.domain.explain.timeline import timeline

    section = (SHARED / "csp-rules.md").read_text().split("## 5. Timeline")[1].split("**Not verified**")[0]
    moments = timeline(facts.everything())
    known = {date for moment in moments for date in (moment.date, *(other.date for other in moment.others))}
    # Microsoft made the seat-based change live on the 18th, for purchases from the 12th: the return rule says so.
    known |= {"2022-03-18"}
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split("|")]
        if re.match(r"\d{4}", cells[0]):
            for date in dates(cells[0]):
                assert date in known or date[:7] in known or any(day.startswith(date) for day in known), line


def dates(cell):
    """`2021-06-01 / 06-03` and `2024-09/10` as whole dates."""
    year, found = cell[:4], re.findall(r"\d{4}-\d{2}(?:-\d{2})?", cell)
    return found + [f"{year}-{rest}" for rest in re.findall(r"(?<=/ )\d{2}-\d{2}(?!-)", cell)]
