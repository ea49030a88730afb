"""The fact files: the record that each holds, where they lie, and their contents as layers."""

import re
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from licensectl.core import messages as common
from licensectl.core import messages_facts as reading
from licensectl.core.paths import exists, is_file, is_folder
from licensectl.errors import LicensectlError
from licensectl.i18n.translate import N_

# File → module and record. Imported when the file is first asked for: most commands need two of them.
RECORDS = {
    "sources": ("core.sources", "SourcesFile"),
    "programs": ("domain.programs.model", "ProgramsFile"),
    "claims": ("domain.programs.model", "ClaimsFile"),
    "skus": ("domain.catalog.model", "SkusFile"),
    "office": ("domain.programs.office", "OfficeFile"),
    "returns": ("domain.returns.rules", "ReturnsFile"),
    "sizing": ("domain.sizing.rules", "SizingFile"),
    "eligibility": ("domain.catalog.eligibility", "EligibilityFile"),
    "ordering": ("domain.orders.terms", "OrderingFile"),
    "advice": ("domain.advice.rules", "AdviceFile"),
    "taxes": ("domain.quotes.tax_facts", "TaxesFile"),
    "background": ("domain.facts.background", "BackgroundFile"),
    "glossary": ("domain.facts.glossary", "GlossaryFile"),
}
# Compiled when a run names a file of facts.
SCHEMA_LINE = rb"^schema: *[\"']?licensectl\.([a-z-]+)/1"


def record(name: str) -> type:
    """Return the type of the fact file `name`."""
    module, kind = RECORDS[name]
    found: type = getattr(import_module(f"licensectl.{module}"), kind)
    return found


def kind_of(path: Path) -> str:
    """Return the kind of a fact file, by its line `schema: licensectl.<kind>/1`, else by its name.

    Raises LicensectlError if neither names a kind.
    """
    try:
        said = re.search(SCHEMA_LINE, path.read_bytes(), re.MULTILINE)
    except OSError as error:
        raise LicensectlError(common.UNREADABLE.at(path=path, reason=common.reason_of(error))) from None
    kind = said[1].decode() if said else path.stem
    if kind not in RECORDS:
        raise LicensectlError(reading.UNKNOWN_KIND.at(str(path), kind=kind, known=", ".join(RECORDS)))
    return kind


def start(lang: str) -> bytes:
    """Return a settings file to start from: every key with a comment, none of them set."""
    return (Path(__file__).parent / "start" / f"licensectl.{lang}.yaml").read_bytes()


def shipped() -> Path:
    """Return the folder of the shipped facts: inside the wheel, or `data/` of the source tree."""
    package = Path(__file__).parents[1]
    inside = package / "data"
    return inside if is_folder(inside) else package.parents[1] / "data"


class Layer(NamedTuple):
    """One file of facts; `rank` 0 is what was shipped, 1 the user's own folder, 2 what this run named."""

    label: str
    content: bytes
    rank: int


# What problems call the folder of the shipped facts, wherever it is installed.
SHIPPED = "data"


def read_layers(name: str, ranked: Sequence[tuple[int, Path]]) -> list[Layer]:
    """Return the contents of the file `name` in every folder (or file) that has it, in the order given.

    Raises LicensectlError if none has it or one cannot be read.
    """
    found = []
    for rank, folder in ranked:
        path = folder if is_file(folder) else folder / f"{name}.yaml"
        if path is folder and kind_of(path) != name:
            continue
        if exists(path) and not is_file(path):
            # A pipe would be waited for, a device read without end.
            raise LicensectlError(common.UNREADABLE.at(path=path, reason=N_("not a regular file")))
        try:
            found.append(Layer(f"{SHIPPED}/{name}.yaml" if rank == 0 else str(path), path.read_bytes(), rank))
        except FileNotFoundError:
            continue
        except OSError as error:
            raise LicensectlError(common.UNREADABLE.at(path=path, reason=common.reason_of(error))) from None
    if not found:
        raise LicensectlError(common.NO_FILE.at(path=ranked[0][1] / f"{name}.yaml"))
    return found
