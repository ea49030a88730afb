"""A stretch in which something can be returned, and where a request lies in it. Instants are UTC, and days too unless a rule has zones."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal, NamedTuple, TypeVar

from msgspec import Meta

from licensectl.core.period import Moment, Period
from licensectl.domain.returns.calendar import DAY, UTC_DAYS, Calendar, zone_named

WindowPosition = Literal["in", "open", "out"]
"""The position of a request: in the window, out of it, or `open` because of the source or a missing hour."""

When = TypeVar("When", date, datetime)
TICK = timedelta(microseconds=1)
FRIDAY = 4
# Ten years: a longer window is a typo, and business days are counted one by one.
Length = Annotated[int, Meta(ge=0, le=3660)]


class ReturnWindow(Period, frozen=True, kw_only=True):
    """The length of a window: `window_days` are calendar days, `window_business_days` skip Saturdays, Sundays and `holidays`,
    `window_hours` run to the instant; all from `starts`. Without any of the three the end is not known.

    `boundary` says what the very end of the window is: review where the source leaves the counting open. `closed_last_day`: what
    becomes of a last day that is a Saturday, Sunday or public holiday of the market. `time_zones`: by market, where the days are
    those of the buyer; days are UTC elsewhere.
    """

    window_days: Length | None = None
    window_hours: Annotated[int, Meta(ge=0, le=3660 * 24)] | None = None
    window_business_days: Length | None = None
    holidays: list[date] = []
    starts: Literal["purchase", "delivery"] = "purchase"
    boundary: Literal["review", "in", "out"] = "review"
    closed_last_day: Literal["counts", "next_working_day", "unsaid"] = "counts"
    time_zones: dict[str, str] = {}

    def calendar(self, market: str | None) -> Calendar:
        """Return whose days the window counts for a purchase in this market."""
        if market is None or not (self.time_zones or self.closed_last_day != "counts"):
            return UTC_DAYS
        name = self.time_zones.get(market)
        return Calendar(zone_named(name) if name else UTC, market)

    @property
    def days(self) -> int | None:
        """Return the length of the window in calendar days; None without a window, or if it depends on the calendar."""
        return self.window_days if self.window_hours is None else self.window_hours // 24

    @property
    def bounded(self) -> bool:
        """Return True if an end is known."""
        return any(length is not None for length in (self.window_days, self.window_hours, self.window_business_days))

    def last_day(self, start: date) -> date:
        """Return day N of a window that counts days. Raises OverflowError beyond the calendar."""
        if self.window_business_days is None:
            return start + (self.window_days or 0) * DAY
        day, left = start, self.window_business_days
        while left:
            day += DAY
            left -= day.weekday() <= FRIDAY and day not in self.holidays
        return day


class Ends(NamedTuple):
    """The last day that is surely and wholly in the window, the last that may be, and the last second of each in UTC; None beyond
    the calendar."""

    safe_day: date | None = None
    possible_day: date | None = None
    safe: datetime | None = None
    possible: datetime | None = None


def utc_day(moment: Moment) -> date:
    """Return the UTC day of a moment."""
    return moment.astimezone(UTC).date() if isinstance(moment, datetime) else moment


def first(moment: Moment) -> datetime:
    """Return the earliest instant that the moment may mean."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else datetime.combine(moment, time.min, UTC)


def last(moment: Moment) -> datetime:
    """Return the latest instant that the moment may mean: a bare day lasts to its end."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else datetime.combine(moment, time.max, UTC)


def earliest(moments: Iterable[When | None]) -> When | None:
    """Return the earliest of the moments that are known, None without any."""
    return min((moment for moment in moments if moment is not None), default=None)


def sooner(one: Ends, other: Ends) -> Ends:
    """Return of each end the earlier one."""
    return Ends(
        earliest((one.safe_day, other.safe_day)),
        earliest((one.possible_day, other.possible_day)),
        earliest((one.safe, other.safe)),
        earliest((one.possible, other.possible)),
    )


def position_in(window: ReturnWindow, start: Moment, requested: Moment, calendar: Calendar = UTC_DAYS) -> WindowPosition:
    """Return the position of the request: in the window, out of it, or open because of the source or a missing hour."""
    if window.window_hours is None:
        return _by_day(window, calendar.day(start), calendar.day(requested), calendar)
    length = timedelta(hours=window.window_hours)
    if last(requested) - first(start) < length:
        return "in"
    return "out" if first(requested) - last(start) >= length else "open"


def _by_day(window: ReturnWindow, start: date, requested: date, calendar: Calendar) -> WindowPosition:
    try:
        end, latest = last_days(window, start, calendar)
    except OverflowError:
        return "in"
    if requested == end:
        at_end: dict[str, WindowPosition] = {"review": "open", "in": "in", "out": "out"}
        return at_end[window.boundary]
    return "in" if requested < end else "open" if requested <= latest else "out"


def last_days(window: ReturnWindow, start: date, calendar: Calendar) -> tuple[date, date]:
    """Return the last day of a window that counts days, and the latest that may be it; the same where the rule leaves no doubt.

    Raises OverflowError beyond the calendar.
    """
    end = window.last_day(start)
    if window.closed_last_day == "counts":
        return end, end
    working = calendar.working_day_from(end)
    return (working if window.closed_last_day == "next_working_day" else end), working


def ends(window: ReturnWindow, start: Moment, calendar: Calendar = UTC_DAYS) -> Ends:
    """Return when the window ends that opened at `start`."""
    try:
        if window.window_hours is None:
            day, latest = last_days(window, calendar.day(start), calendar)
            safe = day if window.boundary == "in" else day - DAY
            possible = latest - DAY if window.boundary == "out" else latest
            return Ends(safe, possible, calendar.end_of(safe), calendar.end_of(possible))
        length = timedelta(hours=window.window_hours)
        safe, possible = ((moment + length - TICK).replace(microsecond=0) for moment in (first(start), last(start)))
        return Ends((first(start) + length).date() - DAY, possible.date(), safe, possible)
    except OverflowError:
        return Ends()


def within(hours: int, start: Moment, requested: Moment) -> bool:
    """Return True if less than `hours` have surely passed."""
    return last(requested) - first(start) < timedelta(hours=hours)
