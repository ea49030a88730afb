"""Windows of returns without rules: their length, their ends to the second, and the position of a request."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from licensectl.domain.returns.calendar import UTC_DAYS, Calendar, zone_named
from licensectl.domain.returns.window import Ends, ReturnWindow, earliest, ends, position_in, within


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_the_length_of_a_window():
    assert [ReturnWindow(window_hours=hours).days for hours in (23, 24, 47, 168)] == [0, 1, 1, 7]
    assert [ReturnWindow(window_days=30).days, ReturnWindow(window_business_days=5).days, ReturnWindow().days] == [30, None, None]
    assert ReturnWindow(window_days=30, window_hours=72).days == 3
    bounded = [ReturnWindow(window_days=0), ReturnWindow(window_hours=0), ReturnWindow(window_business_days=0), ReturnWindow()]
    assert [window.bounded for window in bounded] == [True, True, True, False]


def test_whose_days_a_window_counts():
    zoned, moved = ReturnWindow(time_zones={"IT": "Europe/Rome"}), ReturnWindow(closed_last_day="next_working_day")
    rome = zone_named("Europe/Rome")
    assert [window.calendar("IT") for window in (ReturnWindow(), zoned, moved)] == [UTC_DAYS, Calendar(rome, "IT"), Calendar(UTC, "IT")]
    assert zoned.calendar("DE") == Calendar(UTC, "DE") and zoned.calendar(None) == moved.calendar(None) == UTC_DAYS
    assert ReturnWindow(closed_last_day="unsaid").calendar("GB") == Calendar(UTC, "GB")


def test_a_window_of_no_days_ends_on_its_day():
    day = date(2026, 12, 4)
    assert [ReturnWindow(window_days=days).last_day(day) for days in (0, 1)] == [day, date(2026, 12, 5)]
    assert ReturnWindow().last_day(day) == day


# Friday 4 December 2026; Tuesday 8 December is a holiday of the seller.
@pytest.mark.parametrize(
    ("days", "last"), [(0, date(2026, 12, 4)), (1, date(2026, 12, 7)), (2, date(2026, 12, 9)), (5, date(2026, 12, 14))]
)
def test_business_days_skip_weekends_and_holidays(days, last):
    window = ReturnWindow(window_business_days=days, holidays=[date(2026, 12, 8)])
    assert window.last_day(date(2026, 12, 4)) == last


def hours(window, start):
    return ends(ReturnWindow(window_hours=window), start)


def test_the_ends_of_a_window_of_hours():
    monday = date(2026, 5, 4)
    noon = hours(168, utc("2026-05-04T12:00"))
    assert noon == Ends(date(2026, 5, 10), date(2026, 5, 11), utc("2026-05-11T11:59:59"), utc("2026-05-11T11:59:59"))
    midnight = hours(168, utc("2026-05-04T00:00"))
    assert midnight == Ends(date(2026, 5, 10), date(2026, 5, 10), utc("2026-05-10T23:59:59"), utc("2026-05-10T23:59:59"))
    # Of a bare day the purchase may have been at any instant.
    assert hours(168, monday) == Ends(date(2026, 5, 10), date(2026, 5, 11), utc("2026-05-10T23:59:59"), utc("2026-05-11T23:59:59"))
    assert hours(24, utc("2026-05-04T12:00:00.5")).safe == utc("2026-05-05T12:00:00")
    assert hours(24, datetime(2026, 5, 4, 12, tzinfo=timezone(timedelta(hours=2)))).safe == utc("2026-05-05T09:59:59")
    assert hours(24, date.max) == Ends()


@pytest.mark.parametrize("start", [date(2026, 5, 4), utc("2026-05-04T12:00"), utc("2026-05-04T12:00:00.5")])
def test_the_last_second_is_the_last_in_which_a_request_is_in_time(start):
    window = ReturnWindow(window_hours=168)
    found = ends(window, start)
    second = timedelta(seconds=1)
    assert position_in(window, start, found.safe) == "in" != position_in(window, start, found.safe + second)
    assert position_in(window, start, found.possible) != "out"
    assert position_in(window, start, found.possible + second) == "out"


# Boundary, what is safe and what is possible of a window of 30 days from 1 March 2026, whose day 30 is 31 March.
@pytest.mark.parametrize(("boundary", "safe", "possible"), [("review", 30, 31), ("in", 31, 31), ("out", 30, 30)])
def test_the_ends_of_a_window_of_days(boundary, safe, possible):
    window = ReturnWindow(window_days=30, boundary=boundary)
    found = ends(window, date(2026, 3, 1))
    assert (found.safe_day, found.possible_day) == (date(2026, 3, safe), date(2026, 3, possible))
    assert (found.safe, found.possible) == (utc(f"2026-03-{safe}T23:59:59"), utc(f"2026-03-{possible}T23:59:59"))
    positions = [position_in(window, date(2026, 3, 1), day) for day in (date(2026, 3, 30), date(2026, 3, 31), date(2026, 4, 1))]
    assert positions == ["in", {"review": "open", "in": "in", "out": "out"}[boundary], "out"]


# 19 September 2026 is a Saturday; 14 days from 5 September.
@pytest.mark.parametrize(
    ("closed", "safe", "possible", "positions"),
    [
        ("counts", 19, 19, ["in", "out", "out", "out"]),
        ("next_working_day", 21, 21, ["in", "in", "in", "out"]),
        ("unsaid", 19, 21, ["in", "open", "open", "out"]),
    ],
)
def test_a_last_day_on_a_weekend(closed, safe, possible, positions):
    window, start = ReturnWindow(window_days=14, boundary="in", closed_last_day=closed), date(2026, 9, 5)
    found = ends(window, start)
    assert (found.safe_day, found.possible_day) == (date(2026, 9, safe), date(2026, 9, possible))
    assert [position_in(window, start, date(2026, 9, day)) for day in (19, 20, 21, 22)] == positions


def test_less_than_so_many_hours_have_surely_passed():
    start = utc("2026-05-04T12:00")
    assert [within(24, start, moment) for moment in (utc("2026-05-05T11:59:59"), utc("2026-05-05T12:00"))] == [True, False]
    # A bare day lasts to its end and begins at its start.
    assert [within(24, start, day) for day in (date(2026, 5, 4), date(2026, 5, 5))] == [True, False]
    assert [within(24, date(2026, 5, 4), utc(f"2026-05-0{day}")) for day in (4, 5)] == [True, False]


def test_the_earliest_of_the_moments_that_are_known():
    assert earliest([None, date(2026, 5, 5), date(2026, 5, 4), None]) == date(2026, 5, 4)
    assert earliest([None]) is None
