"""A fault at a path of a file that people write: the reader of the file turns the path into a line."""

from typing import Any, NamedTuple

from licensectl.errors import Fault


class Finding(NamedTuple):
    """A fault at a path of the document."""

    path: tuple[str | int, ...]
    fault: Fault
    gaps: dict[str, Any]
