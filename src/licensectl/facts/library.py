"""The facts: what the repository ships, with the user's own folders laid over it."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from licensectl.domain.catalog import Catalog, SkusFile
from licensectl.errors import Failure, Problem
from licensectl.facts import cache
from licensectl.facts.convert import convert
from licensectl.facts.files import RECORDS, record
from licensectl.facts.reading import Document, parse_yaml
from licensectl.faults import common, reading

if TYPE_CHECKING:
    from licensectl.domain.advice import AdviceFile
    from licensectl.domain.eligibility import EligibilityFile
    from licensectl.domain.factcheck import Everything, Finding
    from licensectl.domain.office import OfficeFile
    from licensectl.domain.ordering import OrderingFile
    from licensectl.domain.program import Claim, ProgramsFile
    from licensectl.domain.quotechecks.basket import Knowledge
    from licensectl.domain.returns import ReturnsFile
    from licensectl.domain.sizing.rules import SizingFile
    from licensectl.domain.source import Source


def shipped() -> Path:
    """The folder of the facts that came with the program: inside the wheel, or `data/` of the source tree."""
    package = Path(__file__).parents[1]
    inside = package / "data"
    return inside if inside.is_dir() else package.parents[1] / "data"


class Facts:
    """Facts by file, each read when first asked for; later folders add to and override earlier ones by id."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = tuple(folders)

    @classmethod
    def load(cls, *overlays: Path) -> "Facts":
        """The shipped facts with `overlays` over them; Failure when a named folder does not exist."""
        for overlay in overlays:
            if not overlay.is_dir():
                raise Failure(common.NO_FILE.at(path=overlay))
        return cls((shipped(), *overlays))

    @cached_property
    def sources(self) -> "dict[str, Source]":
        found: dict[str, Source] = self._file("sources").sources
        return found

    @cached_property
    def programs(self) -> "ProgramsFile":
        found: ProgramsFile = self._file("programs")
        return found

    @cached_property
    def claims(self) -> "dict[str, Claim]":
        found: dict[str, Claim] = self._file("claims").claims
        return found

    @cached_property
    def skus(self) -> SkusFile:
        found: SkusFile = self._file("skus")
        return found

    @cached_property
    def catalog(self) -> Catalog:
        """The SKUs, found by any of their names."""
        return Catalog(self.skus)

    @cached_property
    def office(self) -> "OfficeFile":
        found: OfficeFile = self._file("office")
        return found

    @cached_property
    def returns(self) -> "ReturnsFile":
        found: ReturnsFile = self._file("returns")
        return found

    @cached_property
    def sizing(self) -> "SizingFile":
        found: SizingFile = self._file("sizing")
        return found

    @cached_property
    def eligibility(self) -> "EligibilityFile":
        found: EligibilityFile = self._file("eligibility")
        return found

    @cached_property
    def ordering(self) -> "OrderingFile":
        found: OrderingFile = self._file("ordering")
        return found

    @cached_property
    def advice(self) -> "AdviceFile":
        found: AdviceFile = self._file("advice")
        return found

    @cached_property
    def knowledge(self) -> "Knowledge":
        """What the checks of a quote know besides the catalogue."""
        from licensectl.domain.quotechecks.basket import Knowledge

        limits = {edition.title: edition.seat_limit for edition in self.office.editions.values() if edition.seat_limit}
        return Knowledge(self.sizing.rules, limits, self.eligibility.qualifications)

    @cached_property
    def version(self) -> str:
        """What JSON results call `data_version`: a digest of all fact files in use."""
        return cache.digest(*(content for name in RECORDS for _, content in self._contents(name)))[:12]

    def everything(self) -> "Everything":
        """All files, typed: what `data check` looks at."""
        from licensectl.domain.factcheck import Everything

        return Everything(**{name: getattr(self, name) for name in RECORDS})

    def located(self, findings: "Iterable[Finding]") -> list[Problem]:
        """The findings as problems with file and line; parses again only the files that have one."""
        documents: dict[str, Document] = {}
        found = []
        for finding in findings:
            document = documents.get(finding.file) or documents.setdefault(finding.file, self.document(finding.file))
            found.append(Problem(finding.fault, document.where(finding.path), finding.gaps))
        return found

    def document(self, name: str) -> Document:
        """The file `name` of all folders as one document, not yet typed."""
        return overlaid([parse_yaml(content, label) for label, content in self._contents(name)])

    def _contents(self, name: str) -> list[tuple[str, bytes]]:
        found = []
        for number, folder in enumerate(self.folders):
            path = folder / f"{name}.yaml"
            try:
                found.append((f"data/{name}.yaml" if number == 0 else str(path), path.read_bytes()))
            except FileNotFoundError:
                continue
            except OSError as error:
                raise Failure(common.UNREADABLE.at(path=path, reason=error.strerror)) from None
        if not found:
            raise Failure(common.NO_FILE.at(path=self.folders[0] / f"{name}.yaml"))
        return found

    def _file(self, name: str) -> Any:
        key = f"{name}-{cache.digest(*(content for _, content in self._contents(name)))}"
        compiled = cache.load(key)
        if compiled is not None:
            try:
                return msgspec.json.decode(compiled, type=record(name))
            except msgspec.MsgspecError:
                pass
        document = self.document(name)
        result: Any = convert(document, record(name))
        cache.save(key, msgspec.json.encode(result))
        return result


def overlaid(documents: list[Document]) -> Document:
    """Several documents as one: mappings join key by key, anything else of a later document replaces the earlier."""
    places = dict(documents[0].places)
    value = _plain_mapping(documents[0])
    for document in documents[1:]:
        value = _merged(value, _plain_mapping(document))
        places |= document.places
    return Document(documents[0].name, value, places)


def _plain_mapping(document: Document) -> dict[str, Any]:
    if not isinstance(document.value, dict):
        raise Failure(reading.NOT_A_MAPPING.at(document.where(), found=type(document.value).__name__))
    return {key: value for key, value in document.value.items() if key != "schema"}


def _merged(below: Any, above: Any) -> Any:
    if isinstance(below, dict) and isinstance(above, dict):
        return below | {key: _merged(below[key], value) if key in below else value for key, value in above.items()}
    return above
