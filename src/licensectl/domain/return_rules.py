"""Dated return rules, and where a request stands in the window that a rule opens."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from msgspec import Struct

from licensectl.domain.period import Period
from licensectl.domain.source import Confidence
from licensectl.domain.text import Text

Refund = Literal["full", "prorated", "none", "seller_policy"]
Standing = Literal["in", "open", "out"]
Moment = date | datetime
"""A UTC instant where the time is known, a UTC day where only the day is."""

DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)


class Condition(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What else must hold: `refused` values of `fact` end the right (`reason`), `accepted` ones keep it, any other is a review (`ask`)."""

    fact: Literal["seal", "activated", "supplied"]
    refused: list[str]
    accepted: list[str]
    reason: Text
    ask: Text
    sources: list[str] = []


class ReturnRule(Period, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A dated rule: `from`/`until` hold for the purchase date in UTC; `kind` any, an empty list: no restriction.

    `outcome` window: `window_days` are UTC days, `window_hours` run to the instant, both from `starts`; `boundary` says
    what the very end of the window is: review where the source leaves the counting open. `full_hours`: refunded in full
    so long, by `refund` afterwards. `credit`: when the money comes, if the source says so.
    """

    program: str
    kind: str
    title: Text
    sources: list[str]
    confidence: Confidence
    outcome: Literal["window", "never", "closed", "seller_policy"] = "window"
    window_days: int | None = None
    window_hours: int | None = None
    starts: Literal["purchase", "delivery"] = "purchase"
    boundary: Literal["review", "in", "out"] = "review"
    refund: Refund = "none"
    full_hours: int | None = None
    unit: Literal["order_line", "order", "any_quantity", "unsaid"] = "order_line"
    markets: list[str] = []
    buyers: list[str] = []
    channels: list[str] = []
    conditions: list[Condition] = []
    credit: Literal["next_invoice"] | None = None
    readings: list[Text] = []
    actions: list[Text] = []

    def competes_with(self, other: "ReturnRule") -> bool:
        """Whether one question could fall under both: same program, kind and day, and no selector that tells them apart."""
        return (
            (self.program, self.kind) == (other.program, other.kind)
            and self.overlaps(other)
            and all(
                not mine or not theirs or set(mine) & set(theirs)
                for mine, theirs in ((self.markets, other.markets), (self.buyers, other.buyers), (self.channels, other.channels))
            )
        )

    @property
    def days(self) -> int | None:
        """The length of the window in days; None where there is none."""
        return self.window_days if self.window_hours is None else self.window_hours // 24


class ReturnsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `data/returns.yaml`."""

    rules: dict[str, ReturnRule] = {}


def utc_day(moment: Moment) -> date:
    """The UTC day of a moment."""
    return moment.astimezone(UTC).date() if isinstance(moment, datetime) else moment


def first(moment: Moment) -> datetime:
    """The earliest instant that the moment may mean."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else datetime.combine(moment, time.min, UTC)


def last(moment: Moment) -> datetime:
    """The latest instant that the moment may mean: a bare day lasts to its end."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else datetime.combine(moment, time.max, UTC)


def standing(rule: ReturnRule, start: Moment, requested: Moment) -> Standing:
    """Whether the request is in the window, out of it, or where the source or a missing hour leaves it open."""
    if rule.window_hours is None:
        return _by_day(rule, (utc_day(requested) - utc_day(start)).days)
    window = timedelta(hours=rule.window_hours)
    if last(requested) - first(start) < window:
        return "in"
    return "out" if first(requested) - last(start) >= window else "open"


def _by_day(rule: ReturnRule, elapsed: int) -> Standing:
    window = rule.window_days or 0
    if elapsed == window:
        ends: dict[str, Standing] = {"review": "open", "in": "in", "out": "out"}
        return ends[rule.boundary]
    return "in" if elapsed < window else "out"


def last_days(rule: ReturnRule, start: Moment) -> tuple[date | None, date | None]:
    """The last UTC day that is surely and wholly in the window, and the last that has any hope; None beyond the calendar."""
    try:
        if rule.window_hours is None:
            end = utc_day(start) + (rule.window_days or 0) * DAY
            return (end if rule.boundary == "in" else end - DAY), (end - DAY if rule.boundary == "out" else end)
        window = timedelta(hours=rule.window_hours)
        return (first(start) + window).date() - DAY, (last(start) + window - TICK).date()
    except OverflowError:
        return None, None


def within(hours: int, start: Moment, requested: Moment) -> bool:
    """Whether less than `hours` have surely passed."""
    return last(requested) - first(start) < timedelta(hours=hours)
