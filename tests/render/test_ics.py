"""Calendars that programs of others read back."""

from datetime import date

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from licensectl.render.cells import clean
from licensectl.render.formats import render
from licensectl.render.report import CalendarEvent, Report, Table


def events(text):
    from icalendar import Calendar

    return [component for component in Calendar.from_ical(text).walk("VEVENT")]


@settings(max_examples=200)
@given(st.text(st.characters(codec="utf-8"), max_size=300), st.text(st.characters(codec="utf-8"), max_size=300))
@example("\ufeff", "\ufeff")
@example("\ufeffx", "x\ufeff")
def test_any_text_folds_escapes_and_comes_back(title, detail):
    # icalendar takes a backslash and N for a line break already when it writes a text.
    assume("\\N" not in clean(title) + clean(detail))
    event = CalendarEvent(
        uid="1", title=title, stamp=date(2026, 11, 23), day=date(2026, 12, 1), details=(detail, "second; line, with \\ marks")
    )
    text = str(render(Report("x", Table((), ()), {}, events=lambda: (event,)), "ics", lang="en"))
    lines = text.encode().split(b"\r\n")
    assert lines[-1] == b"" and all(len(line) <= 75 for line in lines)
    assert all(b"\n" not in line and b"\r" not in line and b"\x1b" not in line for line in lines)
    [back] = events(text)
    assert str(back["summary"]) == clean(title)
    assert str(back["description"]).split("\n")[0] == clean(detail)
