"""Dates for a calendar, as a report carries them; written by render/ics.py."""

from datetime import date, datetime

from msgspec import Struct


class Event(Struct, frozen=True, kw_only=True):
    """A deadline: the whole of a day, or the hour before an instant in UTC, its last second being `until`.

    `uid` names it for ever, so that a calendar that reads it again changes it; `stamp` is the day of this version.
    `alarm_days` before it an alarm goes off; `withdrawn`: it no longer matters.
    """

    uid: str
    title: str
    stamp: date
    day: date | None = None
    until: datetime | None = None
    details: tuple[str, ...] = ()
    alarm_days: int = 2
    withdrawn: bool = False
