"""The bar of a long reading."""

import io

from licensectl.render.progress import ProgressBar


def test_the_bar_is_one_line_that_goes_away():
    out, now = io.StringIO(), iter(range(100))
    bar = ProgressBar(out, "a\x1b[31m" + "long" * 40 + ".csv", 50_000_000, 60, lambda: next(now) / 4)
    for done in (1, 10_000_000, 25_000_000, 50_000_000, 60_000_000):
        bar.at(done)
    bar.clear()
    *drawn, gone = out.getvalue().split("\r")[1:]
    assert gone == "\x1b[K"
    assert all(len(line) <= 60 and line.startswith("…") and "\x1b" not in line for line in drawn)
    assert "50%  25.0 / 50.0 MB" in "".join(drawn) and "100%" in drawn[-1]


def test_the_bar_of_a_quick_reading_is_never_drawn():
    out = io.StringIO()
    bar = ProgressBar(out, "x", 10, 80, lambda: 0.0)
    bar.at(10)
    bar.clear()
    assert out.getvalue() == ""
