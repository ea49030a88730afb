"""`timeline`: one row for one thing, dates as loose as their sources, disputed dates with every reading."""

import json
from datetime import date

import pytest

from licensectl.domain.explain.timeline import timeline
from licensectl.domain.facts.background import is_loose_date, span
from licensectl.errors import LicensectlError


@pytest.fixture(scope="module")
def everything(facts):
    return facts.everything()


def ids(moments):
    return [one_id for moment in moments for one_id in moment.ids]


@pytest.mark.parametrize(
    ("loose", "first", "last"),
    [
        ("2021-07-01", date(2021, 7, 1), date(2021, 7, 1)),
        ("2021-12", date(2021, 12, 1), date(2021, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
    ],
)
def test_span(loose, first, last):
    assert span(loose) == (first, last)


@pytest.mark.parametrize("text", ["2021-02-30", "2021-13", "21-07-01", "2021-7-1", "July 2021", "", "2021-07-01T00:00", "٢٠٢١"])
def test_no_date(text):
    assert not is_loose_date(text)


def test_in_order(everything):
    dates = [moment.date for moment in timeline(everything)]
    assert dates == sorted(dates)
    assert len(dates) > 100


def test_an_event_speaks_for_what_it_is_about(everything):
    on_the_day = [moment for moment in timeline(everything, ["csp", "open"]) if moment.date in ("2021-06-01", "2022-01-01")]
    assert ids(on_the_day) == ["csp-return-30-days", "open-license-closed"]


def test_an_event_of_a_month_speaks_for_its_days(everything):
    [vlsc] = [moment for moment in timeline(everything, ["open_value"]) if moment.date.startswith("2024")]
    assert (vlsc.date, vlsc.ids) == ("2024-04", ["vlsc-closed"])
    assert not [moment for moment in timeline(everything) if moment.date == "2024-04-01" and moment.kind == "fact"]


def test_values_that_no_event_tells_stand_by_themselves(everything):
    found = timeline(everything, ["ea"], first=date(2016, 1, 1), last=date(2016, 12, 31))
    assert ids(found) == ["ea.eligible_customers", "ea.minimum_initial_purchase"]
    assert found[1].text.en == "Minimum initial purchase: 500 users/devices (250 public sector)"
    assert found[1].text.it.startswith("Acquisto iniziale minimo: ")


def test_disputed_dates_are_found_by_each(everything):
    for day in (date(2021, 7, 1), date(2021, 7, 7)):
        assert "csp-public-sector" in ids(timeline(everything, ["csp"], first=day, last=day))
    [moment] = [moment for moment in timeline(everything) if moment.ids == ["csp-public-sector"]]
    assert [(other.date, other.sources) for other in moment.others] == [("2021-07-01", ["PC-2021-04"])]


def test_a_month_is_found_by_any_of_its_days(everything):
    assert "vlsc-closed" in ids(timeline(everything, first=date(2024, 4, 15), last=date(2024, 4, 15)))
    assert "vlsc-closed" not in ids(timeline(everything, first=date(2024, 5, 1)))


def test_products_that_end_together_share_a_row(everything):
    [row] = [moment for moment in timeline(everything, families=["windows server"]) if moment.date == "2029-01-09"]
    assert row.ids == ["windows-server-2019", "windows-server-essentials-2019", "windows-server-cal-2019"]


def test_program_and_family_together(everything):
    both = ids(timeline(everything, ["ovs"], ["BizTalk Server"]))
    assert both == ["vlsc-closed", "biztalk-server-2020", "biztalk-server-2020"]


@pytest.mark.parametrize(("programs", "families"), [(["cps"], []), ([], ["Lotus"])])
def test_unknown_names(everything, programs, families):
    with pytest.raises(LicensectlError, match="LC-CLI-UNKNOWN"):
        timeline(everything, programs, families)


def test_every_edition_ends_when_its_product_does(facts):
    """The timeline takes support dates from the products: an edition must not know another day."""
    products = {"2019": "office-2019", "2021": "office-ltsc-2021", "2024": "office-ltsc-2024"}
    for one_id, edition in facts.office.editions.items():
        if edition.support_end:
            life = facts.skus.products[products[one_id[-4:]]].lifecycle
            assert edition.support_end == (life.extended_end or life.mainstream_end), one_id


def test_an_event_of_ones_own(cli, tmp_path):
    (tmp_path / "background.yaml").write_text(
        "events: {mine: {date: 2027-03-01, text: {en: Our list changes, it: Cambia il listino}, about: [csp]}}"
    )
    out = cli("timeline", "--program", "csp", "--from", "2027-01-01", "--data", str(tmp_path), "--lang", "it", "-f", "json").out
    [moment] = json.loads(out)["moments"]
    assert list(moment) == ["date", "others", "kind", "about", "text", "confidence", "sources", "ids"]
    assert moment["text"] == "Cambia il listino"


def test_a_day_that_does_not_exist(cli):
    ran = cli("timeline", "--from", "2026-02-30", "--lang", "it")
    assert (ran.code, ran.out) == (2, "")
    assert "un giorno che esista" in ran.err
