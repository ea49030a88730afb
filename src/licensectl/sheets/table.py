"""CSV bytes → a header and numbered rows, or an error that names the row."""

import csv
from collections.abc import Iterator
from io import StringIO

from licensectl.errors import Failure
from licensectl.faults import sheets as faults

# Descriptions run to some thousand characters; beyond this a quote was never closed.
FIELD_LIMIT = 1 << 20


def decoded(content: bytes, name: str) -> str:
    """The text of a sheet, its BOM gone; Failure when it is empty or not UTF-8."""
    if not content.strip():
        raise Failure(faults.EMPTY.at(name, what="content"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Failure(faults.ENCODING.at(name, byte=content[error.start], line=line)) from None


def rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it ends on (1 is the header's), blank ones left out; Failure for broken quoting."""
    csv.field_size_limit(FIELD_LIMIT)
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        for record in reader:
            if any(record):
                yield reader.line_num, record
    except csv.Error as error:
        raise Failure(faults.BROKEN.at(f"{name}:{reader.line_num}", reason=error)) from None
