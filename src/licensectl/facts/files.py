"""The fact files, each with the record that it holds. A new kind of fact has its line here and in `Everything`."""

import re
from importlib import import_module
from pathlib import Path

from licensectl.errors import Failure
from licensectl.faults import common, reading

# File → module of the domain and record. Imported when the file is first asked for: most commands need two of them.
RECORDS = {
    "sources": ("source", "SourcesFile"),
    "programs": ("program", "ProgramsFile"),
    "claims": ("program", "ClaimsFile"),
    "skus": ("catalog", "SkusFile"),
    "office": ("office", "OfficeFile"),
    "returns": ("returns", "ReturnsFile"),
    "sizing": ("sizing.rules", "SizingFile"),
    "eligibility": ("eligibility", "EligibilityFile"),
    "ordering": ("ordering", "OrderingFile"),
    "advice": ("advice", "AdviceFile"),
    "background": ("background", "BackgroundFile"),
}
SCHEMA_LINE = re.compile(rb"^schema: *[\"']?licensectl\.([a-z-]+)/1", re.MULTILINE)


def record(name: str) -> type:
    """The type of the fact file `name`."""
    module, kind = RECORDS[name]
    found: type = getattr(import_module(f"licensectl.domain.{module}"), kind)
    return found


def kind_of(path: Path) -> str:
    """Which fact file `path` is, by its line `schema: licensectl.<kind>/1`, else by its name; Failure when by neither."""
    try:
        said = SCHEMA_LINE.search(path.read_bytes())
    except OSError as error:
        raise Failure(common.UNREADABLE.at(path=path, reason=error.strerror)) from None
    kind = said[1].decode() if said else path.stem
    if kind not in RECORDS:
        raise Failure(reading.UNKNOWN_KIND.at(str(path), kind=kind, known=", ".join(RECORDS)))
    return kind


def start(lang: str) -> bytes:
    """A settings file to start from: every key with a word on it, none of them set."""
    return (Path(__file__).parent / "start" / f"licensectl.{lang}.yaml").read_bytes()
