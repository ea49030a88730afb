"""The timeline: one row for one thing, dates as loose as their sources, disputed dates with every reading."""

from datetime import date

import pytest

from licensectl.domain.explain.timeline import timeline
from licensectl.errors import LicensectlError
from licensectl.i18n.translate import translate


@pytest.fixture(scope="module")
def everything(facts):
    return facts.everything()


def ids(moments):
    return [one_id for moment in moments for one_id in moment.ids]


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
    assert translate(found[1].text, "en") == "Minimum initial purchase: 500 users/devices (250 public sector)"
    assert translate(found[1].text, "it").startswith("Acquisto iniziale minimo: ")


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
    assert both == ["levels-a-and-c-removed", "biztalk-server-2020", "vlsc-closed", "biztalk-server-2020", "biztalk-server-2020"]


@pytest.mark.parametrize(("programs", "families"), [(["cps"], []), ([], ["Lotus"])])
def test_unknown_names(everything, programs, families):
    with pytest.raises(LicensectlError, match="LC-CLI-UNKNOWN"):
        timeline(everything, programs, families)
