"""Charts as inline SVG: no script, no font or file from elsewhere, coloured by the page's style."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from html import escape

from licensectl.render.cells import clean, shown
from licensectl.render.chart import Bars, Chart, Lines, Series, Spans, days_of, share
from licensectl.render.charts_text import figure_of

WIDE, LEFT, ROW = 720, 190, 30
PLOT = WIDE - LEFT - 170
HIGH = 200


def draw(chart: Chart, lang: str) -> str:
    """Return the chart as one `<svg>` element, every text in it escaped."""
    if isinstance(chart, Bars):
        return _svg(chart, len(chart.bars) * ROW + 8, "".join(_bars(chart, lang)))
    scale = days_of(chart)
    if scale is None:
        return ""
    if isinstance(chart, Spans):
        return _svg(chart, len(chart.spans) * ROW + 34, "".join(_spans(chart, scale, lang)))
    return _svg(chart, HIGH + 44 + 20 * len(chart.series), "".join(_lines(chart, scale, lang)))


def _svg(chart: Chart, height: int, body: str) -> str:
    return f'<svg class="chart" viewBox="0 0 {WIDE} {height}" role="img" aria-label="{_safe(chart.title)}">{body}</svg>'


def _safe(text: str) -> str:
    return escape(clean(text))


def _text(x: float, y: float, text: str, kind: str = "", anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">{_safe(text)}</text>'


def _rect(x: float, y: float, width: float, kind: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 1.5):.1f}" height="16" rx="2" class="{kind}"/>'


def _short(text: str, most: int = 30) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _bars(chart: Bars, lang: str) -> Iterator[str]:
    most = max((bar.value for bar in chart.bars if bar.value is not None), default=Decimal(0))
    for number, bar in enumerate(chart.bars):
        y = number * ROW + 8
        length = float(bar.value / most) * PLOT if bar.value is not None and most > 0 and bar.value > 0 else 0.0
        said = " · ".join(part for part in (figure_of(bar.value, chart, lang), bar.note) if part)
        yield _text(LEFT - 10, y + 13, _short(bar.label), "strong" if bar.marked else "", "end")
        if length:
            yield _rect(LEFT, y, length, "mark" if bar.marked else "bar")
        yield _text(LEFT + length + (8 if length else 0), y + 13, said, "strong" if bar.marked else "")


def _spans(chart: Spans, scale: tuple[date, date], lang: str) -> Iterator[str]:
    for number, span in enumerate(chart.spans):
        y = number * ROW + 8
        start, end = (share(day, scale, open_end) * PLOT for day, open_end in ((span.start, 0), (span.end, 1)))
        yield _text(LEFT - 10, y + 13, _short(span.label), "strong" if span.marked else "", "end")
        yield _rect(LEFT + start, y, end - start, "mark" if span.marked else "bar")
        yield _text(LEFT + PLOT + 8, y + 13, _short(span.note, 26), "soft")
    bottom = len(chart.spans) * ROW + 8
    if chart.today:
        x = LEFT + share(chart.today, scale, 1) * PLOT
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="2" y2="{bottom}" class="today"/>'
    yield from _axis(scale, bottom, lang)


def _axis(scale: tuple[date, date], y: float, lang: str) -> Iterator[str]:
    yield f'<line x1="{LEFT}" x2="{LEFT + PLOT}" y1="{y}" y2="{y}" class="axis"/>'
    yield _text(LEFT, y + 18, shown(scale[0], "date", lang), "soft")
    yield _text(LEFT + PLOT, y + 18, shown(scale[1], "date", lang), "soft", "end")


def _lines(chart: Lines, scale: tuple[date, date], lang: str) -> Iterator[str]:
    known = [value for series in chart.series for _, value in series.points if value is not None]
    low, high = (min(known), max(known)) if known else (Decimal(0), Decimal(0))
    for value in dict.fromkeys((high, low)) if known else ():
        y = _height(value, low, high)
        yield f'<line x1="{LEFT}" x2="{LEFT + PLOT}" y1="{y:.1f}" y2="{y:.1f}" class="grid"/>'
        yield _text(LEFT - 10, y + 4, figure_of(value, chart, lang), "soft", "end")
    for number, series in enumerate(chart.series):
        yield f'<path d="{_steps(series, scale, low, high)}" class="line line{number % 4}"/>'
        y = HIGH + 48 + 20 * number
        yield f'<line x1="{LEFT}" x2="{LEFT + 24}" y1="{y - 4}" y2="{y - 4}" class="line line{number % 4}"/>'
        yield _text(LEFT + 32, y, series.name)
    yield from _axis(scale, HIGH + 4, lang)


def _height(value: Decimal, low: Decimal, high: Decimal) -> float:
    return HIGH / 2 if high == low else 16 + (HIGH - 32) * float((high - value) / (high - low))


def _steps(series: Series, scale: tuple[date, date], low: Decimal, high: Decimal) -> str:
    points = sorted(series.points, key=lambda point: point[0])
    path, drawing = [], False
    for number, (day, value) in enumerate(points):
        if value is None:
            drawing = False
            continue
        start = LEFT + share(day, scale, 0) * PLOT
        end = LEFT + share(points[number + 1][0] if number + 1 < len(points) else scale[1], scale, 1) * PLOT
        y = _height(value, low, high)
        path.append(f"{'L' if drawing else 'M'}{start:.1f} {y:.1f}H{end:.1f}")
        drawing = True
    return "".join(path)
