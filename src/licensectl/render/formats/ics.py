"""iCalendar (RFC 5545): the dates of a report, for any calendar to import, and to import again."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from icalendar import Alarm, Calendar
from icalendar import Event as Component

from licensectl.render.cells import clean
from licensectl.render.formats import RenderContext
from licensectl.render.report import CalendarEvent, Report

PRODUCT = "-//licensectl//EN"
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def render(report: Report, _: RenderContext) -> str:
    """Return the events of the report as one calendar; lines are folded and texts escaped by the library."""

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", clean(report.title))
    for event in report.events():
        calendar.add_component(_event(event))
    return str(calendar.to_ical().decode())


def _event(event: CalendarEvent) -> Any:

    made = Component()
    made.add("uid", event.uid)
    # Of two versions of an event the later stamp counts. The day asked for keeps the same input the same bytes.
    made.add("dtstamp", datetime.combine(event.stamp, time(), UTC))
    if event.until is not None:
        made.add("dtstart", event.until + SECOND - HOUR)
        made.add("dtend", event.until + SECOND)
    elif event.day is not None:
        made.add("dtstart", event.day)
        made.add("dtend", event.day + timedelta(days=1))
    made.add("summary", clean(event.title))
    if event.details:
        made.add("description", "\n".join(clean(line) for line in event.details))
    made.add("transp", "TRANSPARENT")
    made.add("status", "CANCELLED" if event.withdrawn else "CONFIRMED")
    if not event.withdrawn:
        made.add_component(_alarm(event))
    return made


def _alarm(event: CalendarEvent) -> Any:

    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", clean(event.title))
    made.add("trigger", timedelta(days=-event.alarm_days))
    return made
