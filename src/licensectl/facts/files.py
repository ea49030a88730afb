"""The fact files, each with the record that it holds. A new kind of fact has its line here and in `Everything`."""

from importlib import import_module
from pathlib import Path

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


def record(name: str) -> type:
    """The type of the fact file `name`."""
    module, kind = RECORDS[name]
    found: type = getattr(import_module(f"licensectl.domain.{module}"), kind)
    return found


def start(lang: str) -> bytes:
    """A settings file to start from: every key with a word on it, none of them set."""
    return (Path(__file__).parent / "start" / f"licensectl.{lang}.yaml").read_bytes()
