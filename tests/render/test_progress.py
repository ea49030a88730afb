"""The bar of a long read."""

import io
import re
import subprocess
import sys

from licensectl.render.progress import ProgressBar

CURSOR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def test_the_bar_is_one_line_that_goes_away(monkeypatch):
    monkeypatch.setenv("COLUMNS", "70")
    monkeypatch.setenv("TERM", "xterm")
    out, now = io.StringIO(), iter(range(100))
    bar = ProgressBar(out, "folder/a\x1b[31m[red]" + "long" * 40 + ".csv", 50_000_000, lambda: next(now) / 4)
    for done in (1, 10_000_000, 25_000_000, 50_000_000, 60_000_000):
        bar.at(done)
    bar.clear()
    text = out.getvalue()
    lines = [line for line in re.split(r"[\r\n]+", CURSOR.sub("", text)) if line.strip()]
    assert len(lines) > 3 and all(len(line) <= 70 and line.startswith("a[31m[red]long") and "…" in line for line in lines)
    assert " 50% 25.0/50.0 MB" in text and "100% 50.0/50.0 MB" in lines[-1]
    assert text.rstrip().endswith(("\x1b[2K", "\x1b[1A\x1b[2K")), "nothing stays on the terminal"


def test_the_bar_of_a_quick_read_is_never_drawn():
    """Nor is Rich loaded for it."""
    code = (
        "import io, sys\nfrom licensectl.render.progress import ProgressBar\nout = io.StringIO()\n"
        "bar = ProgressBar(out, 'x', 10, lambda: 0.0)\nbar.at(10)\nbar.clear()\nprint(out.getvalue(), 'rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == " False\n"
