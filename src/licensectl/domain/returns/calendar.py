"""The calendar of a window: the time zone of its days, and the working days."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from licensectl.core.period import Moment

DAY = timedelta(days=1)
SATURDAY = 5


class Calendar(NamedTuple):
    """The days of a window: in `zone`, with the public holidays of `market` (None: Saturdays and Sundays alone are free)."""

    zone: tzinfo = UTC
    market: str | None = None

    def day(self, moment: Moment) -> date:
        """Return the day of a moment; a bare day is itself. Where the calendar ends it is the day as written."""
        if not isinstance(moment, datetime):
            return moment
        try:
            return moment.astimezone(self.zone).date()
        except OverflowError:
            return moment.date()

    def end_of(self, day: date) -> datetime:
        """Return the last second of a day of the market, as an instant in UTC."""
        return datetime.combine(day, time(23, 59, 59), self.zone).astimezone(UTC)

    def works(self, day: date) -> bool:
        """Return True if a day is neither a Saturday or Sunday nor a public holiday of the whole market."""
        return day.weekday() < SATURDAY and (self.market is None or day not in holidays_of(self.market, day.year))

    def working_day_from(self, day: date) -> date:
        """Return the day itself, or the first working day after it. Raises OverflowError beyond the calendar."""
        while not self.works(day):
            day += DAY
        return day

    def latest_working_day_from(self, day: date) -> date:
        """Return the same day for the part of the market whose own public holidays move it furthest. Raises OverflowError."""
        return _latest_of(self.market, day)


UTC_DAYS = Calendar()


@lru_cache(4096)
def _latest_of(market: str | None, day: date) -> date:
    # A batch asks for the same days over and over, and Italy has more than a hundred parts.
    return max(_working_day_of(market, part, day) for part in (None, *parts_of(market)))


def _working_day_of(market: str | None, part: str | None, day: date) -> date:
    calendar = Calendar(market=market)
    while not calendar.works(day) or (market and part and day in holidays_of(market, day.year, part)):
        day += DAY
    return day


@lru_cache(1024)
def holidays_of(market: str, year: int, part: str | None = None) -> frozenset[date]:
    """Return the public holidays of a whole market or of a part of it in a year; none for a market whose holidays are not known."""
    # A sixth of a second, for the few questions whose last day is a weekday of a consumer's window.
    from holidays import country_holidays

    try:
        return frozenset(country_holidays(market, subdiv=part, years=year))
    except NotImplementedError:
        return frozenset()


@lru_cache(64)
def parts_of(market: str | None) -> tuple[str, ...]:
    """Return the regions or cities of a market that may have local public holidays; none where they are not known."""
    from holidays import list_supported_countries

    return tuple(list_supported_countries().get(market, ())) if market else ()


@lru_cache(64)
def zone_named(name: str) -> tzinfo:
    """Return the time zone of this name. Raises KeyError, ValueError or OSError if it does not exist."""
    # Every command reads rules of returns; only few ask for a zone.
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)
