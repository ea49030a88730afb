"""The frame that every JSON result stands in."""

from collections.abc import Iterable, Mapping
from typing import Any

from licensectl.domain.text import Lang
from licensectl.errors import Problem


def framed(kind: str, stamp: Mapping[str, str], body: Mapping[str, Any], problems: Iterable[Problem], lang: Lang) -> dict[str, Any]:
    """`schema`, `as_of` and `data_version`, then the kind's own keys, then `problems`."""
    return {
        "schema": f"licensectl.{kind}/1",
        **stamp,
        **body,
        "problems": [problem.record(lang) for problem in problems],
    }
