"""Our own facts: every reference leads somewhere, every period stands alone."""

import json
from datetime import date
from itertools import combinations

import pytest

from licensectl.core.sku_id import parse_sku


def test_every_source_that_a_fault_names_is_in_the_register(facts):
    from licensectl.core import messages

    assert [message.code for message in messages.every().values() if set(message.sources) - set(facts.sources)] == []


def test_every_value_has_a_source_and_every_blank_a_reason(facts):
    for program in facts.programs.programs.values():
        for attribute in program.attributes:
            for fact in program.facts(attribute):
                assert bool(fact.sources) == (fact.value is not None) or fact.note, attribute


def test_every_program_has_all_attributes(facts):
    assert len(facts.programs.attributes) == 38
    assert len(facts.programs.programs) == 11
    for one_id in facts.programs.programs:
        assert list(facts.programs.programs[one_id].attributes) == list(facts.programs.attributes)


def test_periods_of_one_attribute_do_not_overlap(facts):
    for program in facts.programs.programs.values():
        for attribute in program.attributes:
            assert not any(one.overlaps(other) for one, other in combinations(program.facts(attribute), 2)), attribute


def test_claims_exist(facts):
    assert len(facts.claims) == 71
    for program in facts.programs.programs.values():
        for attribute in program.attributes:
            for fact in program.facts(attribute):
                assert set(fact.claims) <= set(facts.claims)


def test_catalogue_references(facts):
    catalog = facts.catalog
    for sku in catalog.skus.values():
        assert sku.successor is None or sku.successor in catalog.skus
        assert sku.grants is None or sku.grants in catalog.access_licenses
        assert sku.sku is None or parse_sku(sku.sku) is not None
        assert sku.sku or sku.part_number or sku.kind in ("retail", "volume-only")
    for product in catalog.products.values():
        assert {*product.needs, *product.optional} <= set(catalog.access_licenses)


def test_every_id_is_sold_as_one_thing_per_program(facts):
    full = [(sku.sku, sku.program) for sku in facts.catalog.skus.values() if sku.sku and ":" in sku.sku]
    assert len(full) == len(set(full)) >= 138


def test_every_part_number_is_one_sku(facts):
    skus = [sku for sku in facts.catalog.skus.values() if sku.part_number]
    by_part = {sku.part_number: sku for sku in skus}
    assert len(by_part) == len(skus) >= 47
    assert by_part["EP2-06798"].confidence == "low", "only a key shop names it"


def test_every_price_has_a_source_that_is_known(facts):
    prices = [price for sku in facts.catalog.skus.values() for price in sku.prices]
    assert len(prices) > 130
    assert {price.source for price in prices} <= set(facts.sources)


def test_what_only_looks_like_a_perpetual_sku_is_not_in_the_catalogue(facts):
    assert {one.sku for one in facts.skus.look_alikes.values()} & {sku.sku for sku in facts.catalog.skus.values()} == set()


def test_support_dates_are_in_order(facts):
    for product in facts.catalog.products.values():
        life = product.lifecycle
        known = [day for day in (life.released, life.mainstream_end, life.extended_end) if day]
        assert known == sorted(known), product.title


def test_office_matrices_are_full(facts):
    for matrix in facts.office.matrices.values():
        for row in matrix.rows.values():
            assert list(row.cells) == matrix.known
    assert len(facts.office.matrices["2019"].footnotes) == 4


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2021, 3, 1), "on sale"),
        (date(2021, 12, 31), "until 31 December 2021"),
        (date(2022, 1, 1), "ended"),
        (date(2026, 11, 23), "ended"),
    ],
)
def test_open_license_by_day(facts, day, words):
    assert words in facts.programs.programs["open"].fact("status", day).value.en


def test_vlsc_by_day(facts):
    portal = facts.programs.programs["open"]
    assert "VLSC" in portal.fact("keys_media_portal", date(2021, 3, 1)).value
    assert "admin center" in portal.fact("keys_media_portal", date(2026, 11, 23)).value.en


@pytest.mark.parametrize(
    ("name", "least"), [("DG7GMGF0D8H4", 4), ("DG7GMGF0PWHC:3", 1), ("dg7gmgf0pwhc-0003", 1), ("79P-05729", 1), ("NOPE", 0)]
)
def test_find(facts, name, least):
    assert len(facts.catalog.find(name)) >= least
    assert bool(facts.catalog.find(name)) == bool(least)


def test_every_program_text_is_in_both_languages(facts):
    from licensectl.domain.facts.validate import CHECKS

    missing = [finding.file for finding in CHECKS["translation"](facts.everything()) if finding.file != "claims"]
    assert missing == []


BROKEN = {
    "unknown access licence": ("skus", "products: {windows-server-2025: {needs: [no-such-cal]}}", ("sku", "show", "DG7GMGF0PWHC:0003")),
    "unknown claim": ("programs", "programs: {csp: {attributes: {status: {value: x, claims: [D-NO-99]}}}}", ("compare", "programs")),
    "unknown edition": ("office", "matrices: {'2019': {editions: [no_such_edition]}}", ("compare", "office")),
    "unknown source": ("programs", "programs: {csp: {attributes: {status: {value: x, sources: [NOBODY]}}}}", ("compare", "programs")),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("where", ["named", "own"])
def test_an_overlay_that_leads_nowhere_is_refused(cli, tmp_path, name, where):
    file, text, command = BROKEN[name]
    folder = tmp_path / "home" / "data" if where == "own" else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{file}.yaml").write_text(text)
    ran = cli(*command, *(("--data", str(folder)) if where == "named" else ()))
    assert ran.code == 1
    assert f"{folder}/{file}.yaml:1" in ran.err
    assert "LC-FACT-" in ran.err


def test_two_overlays_of_one_rank_may_not_differ(cli, tmp_path):
    for folder, word in (("one", "a"), ("two", "b")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "programs.yaml").write_text(f"programs: {{csp: {{short: {word}}}}}\n")
    both = ("--data", str(tmp_path / "one"), "--data", str(tmp_path / "two"))
    ran = cli("compare", "programs", *both)
    assert ran.code == 1
    assert "LC-FACT-TWICE" in ran.err
    assert "one/programs.yaml:1" in ran.err
    (tmp_path / "two" / "programs.yaml").write_text("programs: {csp: {short: a}}\n")
    assert cli("compare", "programs", *both).code == 0


def test_what_is_named_goes_before_the_users_own(cli, tmp_path):
    own, named = tmp_path / "home" / "data", tmp_path / "named"
    for folder, word in ((own, "from-home"), (named, "from-flag")):
        folder.mkdir(parents=True)
        (folder / "programs.yaml").write_text(f"programs: {{csp: {{short: {word}}}}}\n")
    assert "from-home" in cli("compare", "programs").out
    assert "from-flag" in cli("compare", "programs", "--data", str(named)).out


def test_status_says_what_comes_from_where(cli, tmp_path):

    (tmp_path / "skus.yaml").write_text("products: {windows-server-2025: {version: '2025'}, mine: {title: Mine, family: Mine}}")
    files = json.loads(cli("data", "status", "--data", str(tmp_path), "-f", "json").out)["files"]
    [mine] = [file for file in files if file["path"].startswith(str(tmp_path))]
    assert (mine["entries"], mine["new"], mine["over"]) == (2, 1, 1)
    [programs] = [file for file in files if file["file"] == "programs"]
    assert programs["newest"] >= "2026"


def test_check_files_of_ones_own(cli, tmp_path):
    good, bad, strange = tmp_path / "good.yaml", tmp_path / "bad.yaml", tmp_path / "strange.yaml"
    good.write_text("schema: licensectl.programs/1\nprograms: {csp: {short: CSP}}\n")
    bad.write_text("schema: licensectl.skus/1\nproducts:\n  windows-server-2025: {needs: [no-such-cal]}\n")
    strange.write_text("colour: blue\n")
    assert cli("data", "check", str(good)).code == 0
    ran = cli("data", "check", str(good), str(bad))
    assert (ran.code, f"{bad}:3" in ran.out) == (3, True)
    ran = cli("data", "check", str(strange))
    assert (ran.code, "LC-YAML-KIND" in ran.err) == (1, True)


def test_compiled_facts_are_checked_as_parsed_ones_are(tmp_path, monkeypatch):
    """Facts that are decoded piece by piece must pass the checks as well."""
    from licensectl.domain.facts.index import values
    from licensectl.facts.library import Facts

    monkeypatch.setenv("LICENSECTL_CACHE", str(tmp_path))
    parsed = [(file, path) for file, path, _ in values(Facts.load().everything()._asdict())]
    compiled = [(file, path) for file, path, _ in values(Facts.load().everything()._asdict())]
    assert parsed == compiled and any(file == "programs" and len(path) > 3 for file, path in compiled)


def test_every_edition_ends_when_its_product_does(facts):
    """The timeline takes support dates from the products: an edition must not know another day."""
    products = {"2019": "office-2019", "2021": "office-ltsc-2021", "2024": "office-ltsc-2024"}
    for one_id, edition in facts.office.editions.items():
        if edition.support_end:
            life = facts.skus.products[products[one_id[-4:]]].lifecycle
            assert edition.support_end == (life.extended_end or life.mainstream_end), one_id


@pytest.mark.parametrize(
    ("product", "released", "mainstream_end", "extended_end"),
    [
        ("visual-studio-professional-2019", "2019-04-02", "2024-04-09", "2029-04-10"),
        ("visual-studio-2022", "2021-11-08", "2027-01-12", "2032-01-13"),
        ("project-server-2019", "2018-10-22", "2024-01-09", "2026-07-14"),
        ("project-server-cal-2019", "2018-10-22", "2024-01-09", "2026-07-14"),
        ("skype-for-business-server-2019", "2018-10-22", "2024-01-09", "2025-10-14"),
        ("skype-for-business-cal-2019", "2018-10-22", "2024-01-09", "2025-10-14"),
        ("visio-2019", "2018-09-24", "2023-10-10", "2025-10-14"),
        ("sql-server-2016", "2016-06-01", "2021-07-13", "2026-07-14"),
        ("identity-manager-cal-2016", "2015-09-28", "2021-01-12", "2029-01-09"),
        ("office-ltsc-2021", "2021-09-16", "2026-10-13", None),
        ("windows-10", "2015-07-29", "2025-10-14", None),
    ],
)
def test_support_dates_as_microsoft_publishes_them(facts, product, released, mainstream_end, extended_end):
    life = facts.skus.products[product].lifecycle
    days = (life.released, life.mainstream_end, life.extended_end)
    assert [day and day.isoformat() for day in days] == [released, mainstream_end, extended_end]


@pytest.mark.parametrize("program", ["open", "open_value", "ovs", "ea", "select_plus"])
def test_volume_discounts_of_level_a_and_open_level_c_ended_in_october_2018(facts, program):
    levels = {day: facts.programs.programs[program].fact("price_levels", day) for day in (date(2018, 9, 30), date(2018, 10, 1))}
    before, after = levels.values()
    assert before.until == date(2018, 9, 30) and after.from_ == date(2018, 10, 1)
    assert "SCHNEIDER-2018" in after.sources and "SCHNEIDER-2018" not in before.sources


def test_the_extended_service_term_started_in_may_2026(facts):
    event = facts.background.events["extended-service-term"]
    assert event.date == "2026-05-04"
    assert [other.date for other in event.others] == ["2026-04-01"]


LISTS = {"csp-2021-03": 64, "csp-tw-2021-10": 65, "csp-tw-2022-07": 72}


@pytest.mark.parametrize("source", LISTS)
def test_every_sku_of_an_older_list_is_in_the_catalogue_in_full(facts, source):
    found = [sku for sku in facts.catalog.skus.values() if any(source in sources for sources in sku.segments.values())]
    assert len(found) == LISTS[source]
    for sku in found:
        product = facts.catalog.products[sku.product]
        assert (":" in sku.sku and sku.pack_size is not None) or product.family == "BizTalk Server", sku.title
        assert product.lifecycle.released, sku.title
        if "CAL" in (sku.metric or "") or sku.metric == "external connector":
            assert sku.grants in facts.catalog.access_licenses, sku.title


@pytest.mark.parametrize(
    ("sku", "unit_price", "erp"),
    [
        ("DG7GMGF0DVT9:000D", "884", "1040"),
        ("DG7GMGF0F4MN:0003", "508.30", "598"),
        ("DG7GMGF0FKZW:0003", "189.55", "223"),
        ("DG7GMGF0G49X:0001", "20123.75", "23675"),
        ("DF77X4D43RKT:48F5", "44.20", "52"),
    ],
)
def test_prices_of_march_2021_are_dated_and_never_price_a_quote_of_today(facts, sku, unit_price, erp):
    from licensectl.domain.prices.price_list import PriceScope
    from licensectl.domain.quotes.pricing import reference_price

    [key] = facts.catalog.find(sku)
    prices = {price.kind: price for price in facts.catalog.skus[key].prices if price.source == "csp-2021-03"}
    assert {kind: f"{price.money.amount:f}" for kind, price in prices.items()} == {"unit_price": unit_price, "erp": erp}
    assert {price.as_of for price in prices.values()} == {"2021-03-17"}
    today, then = (PriceScope("IT", "EUR", "Commercial", day) for day in (date(2026, 11, 23), date(2021, 6, 1)))
    assert reference_price(facts.catalog.skus[key], "csp", today) is None
    assert reference_price(facts.catalog.skus[key], "csp", then) is prices["erp"]


def test_a_subscription_on_the_perpetual_list_is_no_perpetual_licence(cli):
    ran = cli("sku", "show", "DG7GMGF0FKZX:0001")
    assert ran.code == 1 and "LC-SKU-NOT-PERPETUAL" in ran.err


@pytest.mark.parametrize(
    ("sku", "title"),
    [
        ("DG7GMGF0D3SJ:0003", "Visual Studio Professional 2022"),
        ("DG7GMGF0D7HX:0006", "Windows Server 2022 Remote Desktop Services - 1 Device CAL"),
        ("DG7GMGF0D7HX:0009", "Windows Server 2022 Remote Desktop Services - 1 User CAL"),
        ("DG7GMGF0DVSV:000L", "Windows Server 2019 Remote Desktop Server CAL - 1 User CAL"),
        ("DG7GMGF0F6Q1:0004", "Visual Studio Professional 2019"),
        ("DG7GMGF0CGSH:0005", "Windows GGWA - Windows 10 Professional - Legalization GetGenuine"),
    ],
)
def test_ids_that_were_doubtful_or_missing(facts, sku, title):
    [key] = facts.catalog.find(sku)
    assert facts.catalog.skus[key].title == title


@pytest.mark.parametrize(
    ("event", "day"),
    [
        ("external-users-2024", "2024-10-01"),
        ("monthly-billing-5-percent", "2025-04-01"),
        ("indirect-reseller-security", "2025-10-01"),
        ("mca-accepted-again", "2025-10-07"),
        ("spla-prices-2026", "2026-01-01"),
        ("esu-one-price", "2026-04-01"),
        ("extended-service-term", "2026-05-04"),
        ("m365-prices-2026", "2026-07-01"),
        ("esu-windows-server-2012-ends", "2026-10-13"),
        ("esu-windows-server-2016-starts", "2027-01-12"),
    ],
)
def test_events_of_2024_to_2027(facts, event, day):
    found = facts.background.events[event]
    assert found.date == day and found.sources


@pytest.mark.parametrize(
    ("sku", "first", "last"),
    [
        ("DG7GMGF0SSGZ:0004", date(2025, 10, 15), date(2026, 10, 13)),
        ("DG7GMGF0SSGZ:0001", date(2026, 10, 14), date(2027, 10, 13)),
        ("DG7GMGF0SSGZ:0002", date(2027, 10, 14), date(2028, 10, 10)),
        ("DG7GMGDZTC0F:0005", date(2028, 7, 14), date(2029, 7, 17)),
        ("DG7GMGF0PWHC:0003", None, None),
    ],
)
def test_what_an_esu_covers(facts, sku, first, last):
    from licensectl.domain.catalog.lifecycle import esu_covers

    [key] = facts.catalog.find(sku)
    found = facts.catalog.skus[key]
    assert esu_covers(found, facts.catalog.products[found.product], 12) == ((first, last) if first else None)
