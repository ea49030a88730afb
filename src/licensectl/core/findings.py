"""A problem at a path of a file that people write: the reader of the file turns the path into a line."""

from typing import Any, NamedTuple

from licensectl.errors import Message


class Finding(NamedTuple):
    """A problem at a path of the document."""

    path: tuple[str | int, ...]
    message: Message
    gaps: dict[str, Any]
