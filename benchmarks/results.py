"""One file of results, a section per script, each with its date and versions."""

import re
from datetime import date
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
HEAD = "# Results\n\nWritten by the scripts beside this file (`make bench`). Ratios travel between machines, milliseconds do not.\n"


def write_section(title: str, about: str, lines: list[str]) -> None:
    """Replace the section `title`, or add it at the end."""
    section = f"\n## {title}\n\n{date.today()}, {about}.\n\n" + "\n".join(lines) + "\n"
    text = RESULTS.read_text() if RESULTS.exists() else HEAD
    pattern = re.compile(rf"\n## {re.escape(title)}\n.*?(?=\n## |\Z)", re.S)
    RESULTS.write_text(pattern.sub(lambda _: section, text) if pattern.search(text) else text + section)
