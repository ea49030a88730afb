"""A stretch of days, both ends included."""

import re
from datetime import date, datetime, timedelta

from msgspec import Struct, field

from licensectl.core.text import Bilingual
from licensectl.i18n.translate import N_, joined

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])", re.ASCII)


def parse_day(text: str) -> date | None:
    """Return the day that is written as `2026-11-23`, or None for anything else, such as 31 February, `20261123` or a timestamp."""
    try:
        return date.fromisoformat(text) if ISO_DAY.fullmatch(text) else None
    except ValueError:
        return None


def first_day(month: str) -> date:
    """Return the first day of a month that is written as `2026-11`. Raises ValueError on anything else."""
    return date.fromisoformat(f"{month}-01")


def days_later(day: date, days: int) -> date:
    """Return the day `days` after `day`, at most the last day of the calendar."""
    return day + timedelta(days=min(days, (date.max - day).days))


class Period(Struct, frozen=True, kw_only=True):
    """From the first to the last day in force; an open end is None."""

    from_: date | None = field(default=None, name="from")
    until: date | None = None

    def contains(self, day: date) -> bool:
        """Return True if `day` is in the period, both ends included."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)

    def words(self) -> Bilingual:
        """Return from when to when, as part of a sentence."""
        first, last = self.from_, self.until
        start = [N_("from {first}").filled(first=first)] if first else []
        end = [N_("until {last}").filled(last=last)] if last else []
        return joined([*start, *end], " ")

    def overlaps(self, other: "Period") -> bool:
        """Return True if both periods share a day."""
        return (self.from_ is None or other.until is None or self.from_ <= other.until) and (
            other.from_ is None or self.until is None or other.from_ <= self.until
        )


Moment = date | datetime
