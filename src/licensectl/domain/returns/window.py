"""A stretch in which something can be given back, and where a request stands in it. All days and instants are UTC."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from licensectl.core.period import Moment, Period

WindowPosition = Literal["in", "open", "out"]
"""Where a request lies: in the window, out of it, or `open` where the source or a missing hour does not tell."""

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
TICK = timedelta(microseconds=1)
FRIDAY = 4
# Ten years: longer is no window but a slip, and business days are counted one by one.
Length = Annotated[int, Meta(ge=0, le=3660)]


class ReturnWindow(Period, frozen=True, kw_only=True):
    """How long: `window_days` are UTC days, `window_business_days` skip Saturdays, Sundays and `holidays`, `window_hours`
    run to the instant; all from `starts`. None of the three: no end is known.

    `boundary` says what the very end of the window is: review where the source leaves the counting open.
    """

    window_days: Length | None = None
    window_hours: Annotated[int, Meta(ge=0, le=3660 * 24)] | None = None
    window_business_days: Length | None = None
    holidays: list[date] = []
    starts: Literal["purchase", "delivery"] = "purchase"
    boundary: Literal["review", "in", "out"] = "review"

    @property
    def days(self) -> int | None:
        """The length of the window in calendar days; None where there is none, or where it depends on the calendar."""
        return self.window_days if self.window_hours is None else self.window_hours // 24

    @property
    def bounded(self) -> bool:
        """Whether an end is known."""
        return any(length is not None for length in (self.window_days, self.window_hours, self.window_business_days))

    def last_day(self, start: date) -> date:
        """Day N of a window that counts days; OverflowError beyond the calendar."""
        if self.window_business_days is None:
            return start + (self.window_days or 0) * DAY
        day, left = start, self.window_business_days
        while left:
            day += DAY
            left -= day.weekday() <= FRIDAY and day not in self.holidays
        return day


class Ends(NamedTuple):
    """The last UTC day that is surely and wholly in the window, the last that has any hope, and the last second of each
    such hope; None beyond the calendar."""

    safe_day: date | None = None
    possible_day: date | None = None
    safe: datetime | None = None
    possible: datetime | None = None


def utc_day(moment: Moment) -> date:
    """The UTC day of a moment."""
    return moment.astimezone(UTC).date() if isinstance(moment, datetime) else moment


def first(moment: Moment) -> datetime:
    """The earliest instant that the moment may mean."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else datetime.combine(moment, time.min, UTC)


def last(moment: Moment) -> datetime:
    """The latest instant that the moment may mean: a bare day lasts to its end."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else datetime.combine(moment, time.max, UTC)


def position_in(window: ReturnWindow, start: Moment, requested: Moment) -> WindowPosition:
    """Return whether the request is in the window, out of it, or where the source or a missing hour leaves it open."""
    if window.window_hours is None:
        return _by_day(window, utc_day(start), utc_day(requested))
    length = timedelta(hours=window.window_hours)
    if last(requested) - first(start) < length:
        return "in"
    return "out" if first(requested) - last(start) >= length else "open"


def _by_day(window: ReturnWindow, start: date, requested: date) -> WindowPosition:
    try:
        end = window.last_day(start)
    except OverflowError:
        return "in"
    if requested == end:
        ends: dict[str, WindowPosition] = {"review": "open", "in": "in", "out": "out"}
        return ends[window.boundary]
    return "in" if requested < end else "out"


def ends(window: ReturnWindow, start: Moment) -> Ends:
    """When the window ends that opened at `start`."""
    try:
        if window.window_hours is None:
            day = window.last_day(utc_day(start))
            safe = day if window.boundary == "in" else day - DAY
            possible = day - DAY if window.boundary == "out" else day
            return Ends(safe, possible, _end_of(safe), _end_of(possible))
        length = timedelta(hours=window.window_hours)
        safe_day, possible_day = (first(start) + length).date() - DAY, (last(start) + length - TICK).date()
        return Ends(safe_day, possible_day, first(start) + length - SECOND, (last(start) + length - SECOND).replace(microsecond=0))
    except OverflowError:
        return Ends()


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), UTC)


def within(hours: int, start: Moment, requested: Moment) -> bool:
    """Whether less than `hours` have surely passed."""
    return last(requested) - first(start) < timedelta(hours=hours)
