"""Days of consumers: time zones, weekends and public holidays of the market."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from licensectl.domain.returns.calendar import UTC_DAYS, Calendar, holidays_of
from licensectl.facts.library import Facts

RULES = Facts.load().returns.rules
ROME = ZoneInfo("Europe/Rome")


@pytest.mark.parametrize(
    ("market", "day", "working"),
    [
        ("IT", "2026-04-06", "2026-04-07"),
        ("IT", "2026-05-01", "2026-05-04"),
        ("IT", "2026-06-02", "2026-06-03"),
        ("IT", "2026-12-25", "2026-12-28"),
        ("IT", "2027-01-01", "2027-01-04"),
        ("DE", "2026-10-03", "2026-10-05"),
        ("ES", "2026-10-12", "2026-10-13"),
        ("GR", "2026-04-13", "2026-04-14"),
        ("NO", "2026-05-14", "2026-05-15"),
        ("IT", "2028-02-29", "2028-02-29"),
        (None, "2026-12-25", "2026-12-25"),
        ("XX", "2026-12-25", "2026-12-25"),
        ("XX", "2026-12-26", "2026-12-28"),
    ],
)
def test_the_next_working_day(market, day, working):
    assert Calendar(UTC, market).working_day_from(date.fromisoformat(day)) == date.fromisoformat(working)


def test_every_market_with_holidays_has_a_calendar():
    markets = {market for rule in RULES.values() if rule.closed_last_day != "counts" for market in rule.markets}
    assert len(markets) == 31
    for market in markets:
        assert date(2026, 12, 25) in holidays_of(market, 2026), market


def test_every_market_of_a_rule_with_time_zones_has_one():
    for name, rule in RULES.items():
        assert not rule.time_zones or set(rule.markets) == set(rule.time_zones), name


def test_the_day_of_a_moment_and_its_end():
    calendar = Calendar(ROME, "IT")
    assert calendar.day(datetime(2026, 9, 15, 22, 30, tzinfo=UTC)) == date(2026, 9, 16)
    assert calendar.day(date(2026, 9, 15)) == UTC_DAYS.day(date(2026, 9, 15)) == date(2026, 9, 15)
    assert calendar.end_of(date(2026, 7, 15)) == datetime(2026, 7, 15, 21, 59, 59, tzinfo=UTC)
    assert calendar.end_of(date(2026, 10, 25)) == datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC)


def test_the_ends_of_the_calendar_have_a_day():
    assert Calendar(ROME).day(datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)) == date.max
    assert Calendar(ZoneInfo("America/Lima")).day(datetime(1, 1, 1, tzinfo=UTC)) == date.min
