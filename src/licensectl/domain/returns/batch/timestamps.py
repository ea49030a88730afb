"""Written moments as figures, and days as text: each read or written once, however many rows hold it."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from licensectl.core.period import Moment
from licensectl.domain.returns.question import LENGTH, parse_moment

# Moments and days kept.
KEPT = 10_000
# Window ends of purchases after this day may fall beyond the calendar; such rows are decided one by one.
FAR = date(9990, 1, 1).toordinal()
EPOCH = datetime(1, 1, 1, tzinfo=UTC)
SECOND = 1_000_000
HOUR, DAY = 3600 * SECOND, 24 * 3600 * SECOND

Point = tuple[int, int, int, int]
"""Its UTC day, how many changes of rules lie before it, and the first and last instant that it may mean, in microseconds:
the same where the hour is known."""

NEVER: Point = (0, 0, 0, 0)


class Points(dict[str, Point]):
    """Points by what is written; LicensectlError for what is no moment.

    Instants hardly come twice, but their days, minutes, seconds and offsets do: each part is read once, by the one reader of
    timestamps there is, and from then on added up.
    """

    __slots__ = ("_dates", "_minutes", "_regimes", "_rests", "_seconds")

    def __init__(self, regimes: Sequence[int]) -> None:
        super().__init__()
        self._regimes = regimes
        self._dates: dict[str, tuple[int, int, int, int]] = {}
        self._minutes: dict[str, int] = {}
        self._seconds: dict[str, int] = {}
        self._rests: dict[str, int] = {}

    def __missing__(self, text: str) -> Point:
        try:
            day, regime, start, end = self._dates[text[:LENGTH]]
            instant = start + self._minutes[text[LENGTH:16]] + self._seconds[text[16:19]] + self._rests[text[19:]]
        except KeyError:
            return self._read(text)
        # The offset may lead into another day.
        if start <= instant < end:
            return day, regime, instant, instant
        return self._read(text)

    def _read(self, text: str) -> Point:
        written = text.strip()
        point = self.of(parse_moment(written)) if written else NEVER
        if len(self) < KEPT:
            self[text] = point
        if text[16:17] == ":" and len(self._rests) < KEPT:
            self._learn(text)
        return point

    def _learn(self, text: str) -> None:
        """The parts of a timestamp to the second, which has been read and is one."""
        local = datetime.fromisoformat(text)
        day = local.toordinal()
        minutes, seconds = (local.hour * 60 + local.minute) * 60 * SECOND, local.second * SECOND
        self._dates[text[:LENGTH]] = day, bisect_right(self._regimes, day), (day - 1) * DAY, day * DAY
        self._minutes[text[LENGTH:16]], self._seconds[text[16:19]] = minutes, seconds
        self._rests[text[19:]] = local.microsecond - (local.utcoffset() or timedelta()) // timedelta(microseconds=1)

    def of(self, moment: Moment) -> Point:
        """The moment as figures."""
        if isinstance(moment, datetime):
            since = moment - EPOCH
            day, instant = since.days + 1, since.days * DAY + since.seconds * SECOND + since.microseconds
            return day, bisect_right(self._regimes, day), instant, instant
        day = moment.toordinal()
        return day, bisect_right(self._regimes, day), (day - 1) * DAY, day * DAY - 1


class Days(dict[int, str]):
    """ISO days by their ordinals; "" before the calendar."""

    def __missing__(self, ordinal: int) -> str:
        written = date.fromordinal(ordinal).isoformat() if ordinal >= 1 else ""
        if len(self) < KEPT:
            self[ordinal] = written
        return written
