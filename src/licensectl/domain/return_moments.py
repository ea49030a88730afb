"""Written moments as figures, and days as text: each read or written once, however many rows hold it."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, date, datetime

from licensectl.domain.return_question import LENGTH, parse_moment, timestamp
from licensectl.domain.return_window import Moment

# Moments and days kept at once.
KEPT = 50_000
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
    """Points by what is written; Failure for what is no moment."""

    def __init__(self, regimes: Sequence[int]) -> None:
        super().__init__()
        self._regimes = regimes

    def __missing__(self, text: str) -> Point:
        written = text.strip()
        # An instant is not turned into UTC first: the distance from the epoch is the same, and costs a third.
        stamp = timestamp(written) if len(written) > LENGTH else None
        if stamp is not None and stamp.year > 1:
            point = self._instant(stamp)
        elif written:
            point = self.of(parse_moment(written))
        else:
            point = NEVER
        if len(self) >= KEPT:
            self.clear()
        self[text] = point
        return point

    def of(self, moment: Moment) -> Point:
        """The moment as figures."""
        if isinstance(moment, datetime):
            return self._instant(moment)
        day = moment.toordinal()
        return day, bisect_right(self._regimes, day), (day - 1) * DAY, day * DAY - 1

    def _instant(self, moment: datetime) -> Point:
        since = moment - EPOCH
        day, instant = since.days + 1, since.days * DAY + since.seconds * SECOND + since.microseconds
        return day, bisect_right(self._regimes, day), instant, instant


class Days(dict[int, str]):
    """ISO days by their ordinals; "" before the calendar."""

    def __missing__(self, ordinal: int) -> str:
        if len(self) >= KEPT:
            self.clear()
        written = self[ordinal] = date.fromordinal(ordinal).isoformat() if ordinal >= 1 else ""
        return written
