"""Find SKUs by words and by filters."""

from datetime import date

import pytest

from licensectl.domain.catalog.lookup import Filter, searched_id, select
from licensectl.domain.catalog.search import holding, search
from licensectl.errors import LicensectlError

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "one_of_them"),
    [
        ("sql 2022 std", "sql-server-2022-standard-2-core"),
        ("win srv 2025", "windows-server-2025-standard-16-core"),
        ("licenza server", "windows-server-2025-standard-16-core"),
        ("CAL utente rds 2019", "rds-cal-perpetual-000l"),
        ("2-core dc 2019", "windows-server-2019-datacenter-2-core"),
        ("aggiornamento ltsc 2019", "windows-10-enterprise-ltsc-2019-upgrade"),
        ("vs 2022", "visual-studio-professional-2022"),
        ("dvt9 000f", "windows-server-2019-standard-2-core"),
    ],
)
def test_words_as_people_write_them(facts, words, one_of_them):
    found = search(facts.catalog, words)
    assert one_of_them in found.ids and found.problems == []
    assert holding(facts.catalog, words) == found.ids


@pytest.mark.parametrize(
    ("words", "read", "one_of_them"),
    [
        ("exchnage 2019", "'exchnage' → 'exchange'", "exchange-server-standard-2019"),
        ("windws server standrd 2025", "'windws' → 'windows', 'standrd' → 'standard'", "windows-server-2025-standard-16-core"),
        ("licensa server", "'licensa' → 'licenza'", "windows-server-2025-standard-16-core"),
    ],
)
def test_a_letter_wrong_is_read_as_the_nearest_word(facts, words, read, one_of_them):
    found = search(facts.catalog, words)
    assert one_of_them in found.ids
    assert [(problem.message.code, problem.gaps["pairs"]) for problem in found.problems] == [("LC-SKU-READ-AS", read)]
    assert holding(facts.catalog, words) == [], "a request takes no word for another"


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        ("project 2017 professional", "LC-SKU-NOT-FOUND", "Project Professional 20"),
        ("sql 2021", "LC-SKU-NOT-FOUND", "SQL"),
        ("qqq zzz", "LC-SKU-NOTHING-LIKE", ""),
        # Its letters are much like those of "Windows Server Essentials 2019", and none of its words.
        ("inesistente xyz", "LC-SKU-NOTHING-LIKE", ""),
        ("xyz 2019", "LC-SKU-NOTHING-LIKE", ""),
    ],
)
def test_nothing_found_suggests_titles(facts, words, code, hint):
    found = search(facts.catalog, words)
    assert found.ids == []
    [problem] = found.problems
    assert problem.message.code == code and hint in problem.gaps.get("hint", "")


@pytest.mark.parametrize(
    ("wanted", "day", "count"),
    [
        (Filter(on_sale=True), DAY, 105),
        (Filter(on_sale=True, program="csp"), DAY, 105),
        (Filter(on_sale=True, program="open"), DAY, 0),
        (Filter(on_sale=True, family="windows server"), DAY, 4),
        (Filter(on_sale=True, family="windows server"), date(2021, 6, 1), 5),
    ],
)
def test_what_is_on_sale(facts, wanted, day, count):
    assert len(select(facts.catalog, facts.programs.programs, day, wanted)) == count


def test_filters_narrow_each_other(facts):
    def found(**wanted):
        return select(facts.catalog, facts.programs.programs, DAY, Filter(**wanted))

    government = found(segment="government")
    assert government and all("Government" in facts.catalog.skus[key].segments for key in government)
    assert set(found(segment="Government", metric="2-core pack")) == set(government) & set(found(metric="2-CORE PACK"))
    assert {facts.catalog.skus[key].program for key in found(program="BOX")} == {"box"}


@pytest.mark.parametrize("wanted", [Filter(program="opne"), Filter(segment="School"), Filter(family="Xbox"), Filter(status="old")])
def test_a_word_that_is_none_is_refused(facts, wanted):
    with pytest.raises(LicensectlError, match="Expected one of"):
        select(facts.catalog, facts.programs.programs, DAY, wanted)


def test_skus_of_one_title_are_told_apart_by_segment(facts):
    both = [key for key, sku in facts.catalog.skus.items() if sku.part_number in ("9EM-00670", "9EM-00631")]
    with pytest.raises(LicensectlError) as raised:
        searched_id(facts.catalog, both, "windows server 2019")
    said = raised.value.problems[0].line()
    assert "9EM-00670 (Windows Server Standard 2019 - 16 Core, Government)" in said
    assert "9EM-00631 (Windows Server Standard 2019 - 16 Core, Education)" in said
