"""Pictures beside the tables: bars, lines over days, stretches of days. Drawn by render/blocks.py and render/svg.py."""

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

Figure = Literal["int", "amount", "percent"]


class Bar(Struct, frozen=True):
    """One bar; `value` None draws none and says "—". `note` stands behind the figure, `marked` singles the bar out."""

    label: str
    value: Decimal | int | None
    note: str = ""
    marked: bool = False


class Bars(Struct, frozen=True):
    """Bars from zero, to be compared with each other; a negative value is said, not drawn."""

    title: str
    bars: tuple[Bar, ...]
    kind: Figure = "amount"
    unit: str = ""


class Series(Struct, frozen=True):
    """A value that holds from its day on, until the next point; None: nothing held."""

    name: str
    points: tuple[tuple[date, Decimal | None], ...]


class Lines(Struct, frozen=True):
    """Values over days as steps, such as the prices of a SKU; `until` is the day to which the last value holds."""

    title: str
    series: tuple[Series, ...]
    kind: Figure = "amount"
    unit: str = ""
    until: date | None = None


class Span(Struct, frozen=True):
    """A stretch of days, both included; an open end is None."""

    label: str
    start: date | None
    end: date | None
    note: str = ""
    marked: bool = False


class Spans(Struct, frozen=True):
    """Stretches of days under each other on one scale; `today` is drawn across all of them."""

    title: str
    spans: tuple[Span, ...]
    today: date | None = None


Chart = Bars | Lines | Spans


def days_of(chart: Lines | Spans) -> tuple[date, date] | None:
    """Return the first and the last day of the chart; None if it has none."""
    if isinstance(chart, Lines):
        days = [day for series in chart.series for day, _ in series.points] + [chart.until]
    else:
        days = [day for span in chart.spans for day in (span.start, span.end)] + [chart.today]
    known = [day for day in days if day is not None]
    return (min(known), max(known)) if known else None


def share(day: date | None, scale: tuple[date, date], open_end: float) -> float:
    """Return the place of a day on the scale, 0 to 1; an open end lies at `open_end`."""
    if day is None:
        return open_end
    first, last = scale
    return (day - first).days / ((last - first).days or 1)
