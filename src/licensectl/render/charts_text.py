"""Charts drawn with block characters, for terminals, pipes and Markdown."""

from datetime import date
from decimal import Decimal

from licensectl.render.cells import BLANK, clean, shown
from licensectl.render.chart import Bars, Chart, Lines, Series, Spans, days_of, share

WIDTH, LEAST = 40, 10
EIGHTHS = " ▏▎▍▌▋▊▉█"
LEVELS = "▁▂▃▄▅▆▇█"


def draw(chart: Chart, lang: str, width: int = WIDTH) -> list[str]:
    """Return the chart as lines of text; its plot is `width` characters wide."""
    if isinstance(chart, Bars):
        return _bars(chart, lang, width)
    return _lines(chart, lang, width) if isinstance(chart, Lines) else _spans(chart, lang, width)


def fitted(chart: Chart, lang: str, room: int) -> list[str]:
    """Return the chart as lines of at most `room` characters, longer only where the labels leave no room for the plot."""
    lines = draw(chart, lang)
    over = max(map(len, lines), default=0) - room
    return draw(chart, lang, max(LEAST, WIDTH - over)) if over > 0 else lines


def _bars(chart: Bars, lang: str, width: int) -> list[str]:
    most = max((bar.value for bar in chart.bars if bar.value is not None), default=Decimal(0))
    left = max((len(clean(bar.label)) for bar in chart.bars), default=0)
    lines = []
    for bar in chart.bars:
        drawn = _bar(bar.value or 0, most, width)
        figure = " ".join(part for part in (figure_of(bar.value, chart, lang), clean(bar.note)) if part)
        lines.append(f"{'▶' if bar.marked else ' '} {clean(bar.label):<{left}}  {drawn}{' ' if drawn else ''}{figure}")
    return lines


def figure_of(value: Decimal | int | None, chart: Bars | Lines, lang: str) -> str:
    """Return a value of the chart as people read it, with its unit."""
    said = shown(value, chart.kind, lang)
    return f"{said} {clean(chart.unit)}" if chart.unit and value is not None else said


def _bar(value: Decimal | int, most: Decimal | int, width: int) -> str:
    if value <= 0 or most <= 0:
        return ""
    eighths = max(1, int(value * width * 8 / most))
    return "█" * (eighths // 8) + (EIGHTHS[eighths % 8] if eighths % 8 else "")


def _lines(chart: Lines, lang: str, width: int) -> list[str]:
    scale = days_of(chart)
    if scale is None:
        return []
    left = max(len(clean(series.name)) for series in chart.series)
    rows = []
    for series in chart.series:
        known = [value for _, value in series.points if value is not None]
        reach = " – ".join(dict.fromkeys(figure_of(end(known), chart, lang) for end in (min, max))) if known else BLANK
        rows.append(f"  {clean(series.name):<{left}}  {_spark(series, scale, width)}  {reach}")
    return [*rows, _axis(left, scale, lang, width)]


def _spark(series: Series, scale: tuple[date, date], width: int) -> str:
    cells: list[Decimal | None] = [None] * width
    for day, value in sorted(series.points, key=lambda point: point[0]):
        start = min(width - 1, int(share(day, scale, 0) * width))
        cells[start:] = [value] * (width - start)
    known = [value for value in cells if value is not None]
    if not known:
        return " " * width
    low, reach = min(known), (max(known) - min(known)) or Decimal(1)
    return "".join(" " if value is None else LEVELS[int((value - low) * (len(LEVELS) - 1) / reach)] for value in cells)


def _spans(chart: Spans, lang: str, width: int) -> list[str]:
    scale = days_of(chart)
    if scale is None:
        return []
    left = max(len(clean(span.label)) for span in chart.spans)
    today = min(width - 1, int(share(chart.today, scale, 0) * width)) if chart.today else None
    rows = []
    for span in chart.spans:
        start = min(width - 1, int(share(span.start, scale, 0) * width))
        end = max(start + 1, round(share(span.end, scale, 1) * width))
        cells = ["█" if start <= place < end else "│" if place == today else "·" for place in range(width)]
        rows.append(f"{'▶' if span.marked else ' '} {clean(span.label):<{left}}  {''.join(cells)}  {clean(span.note)}".rstrip())
    return [*rows, _axis(left, scale, lang, width)]


def _axis(left: int, scale: tuple[date, date], lang: str, width: int) -> str:
    first, last = (shown(day, "date", lang) for day in scale)
    return f"  {'':<{left}}  {first}{last:>{max(len(last) + 1, width - len(first))}}"
