"""The facts: what the repository ships, with the user's own folders laid over it."""

import re
from collections.abc import Iterable
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import msgspec
from msgspec.structs import replace

from licensectl.core import messages as common
from licensectl.core import messages_facts as reading
from licensectl.errors import LicensectlError, Problem
from licensectl.facts import cache

if TYPE_CHECKING:
    from licensectl.core.sources import Source
    from licensectl.domain.advice.rules import AdviceFile
    from licensectl.domain.catalog.eligibility import EligibilityFile
    from licensectl.domain.catalog.model import Catalog, SkusFile
    from licensectl.domain.facts.background import BackgroundFile
    from licensectl.domain.facts.model import Everything
    from licensectl.domain.facts.model import FactFinding as Finding
    from licensectl.domain.facts.status import FileStatus
    from licensectl.domain.orders.terms import OrderingFile
    from licensectl.domain.programs.model import Claim, ProgramsFile
    from licensectl.domain.programs.office import OfficeFile
    from licensectl.domain.quotes.checks.context import Knowledge
    from licensectl.domain.returns.decide import ReturnsFile
    from licensectl.domain.sizing.rules import SizingFile
    from licensectl.facts.yaml_reader import Document

# File → module and record. Imported when the file is first asked for: most commands need two of them.
RECORDS = {
    "sources": ("core.sources", "SourcesFile"),
    "programs": ("domain.programs.model", "ProgramsFile"),
    "claims": ("domain.programs.model", "ClaimsFile"),
    "skus": ("domain.catalog.model", "SkusFile"),
    "office": ("domain.programs.office", "OfficeFile"),
    "returns": ("domain.returns.decide", "ReturnsFile"),
    "sizing": ("domain.sizing.rules", "SizingFile"),
    "eligibility": ("domain.catalog.eligibility", "EligibilityFile"),
    "ordering": ("domain.orders.terms", "OrderingFile"),
    "advice": ("domain.advice.rules", "AdviceFile"),
    "background": ("domain.facts.background", "BackgroundFile"),
}
SCHEMA_LINE = re.compile(rb"^schema: *[\"']?licensectl\.([a-z-]+)/1", re.MULTILINE)


def record(name: str) -> type:
    """The type of the fact file `name`."""
    module, kind = RECORDS[name]
    found: type = getattr(import_module(f"licensectl.{module}"), kind)
    return found


def kind_of(path: Path) -> str:
    """Which fact file `path` is, by its line `schema: licensectl.<kind>/1`, else by its name; LicensectlError when by neither."""
    try:
        said = SCHEMA_LINE.search(path.read_bytes())
    except OSError as error:
        raise LicensectlError(common.UNREADABLE.at(path=path, reason=error.strerror)) from None
    kind = said[1].decode() if said else path.stem
    if kind not in RECORDS:
        raise LicensectlError(reading.UNKNOWN_KIND.at(str(path), kind=kind, known=", ".join(RECORDS)))
    return kind


def start(lang: str) -> bytes:
    """A settings file to start from: every key with a word on it, none of them set."""
    return (Path(__file__).parent / "start" / f"licensectl.{lang}.yaml").read_bytes()


def shipped() -> Path:
    """The folder of the facts that came with the program: inside the wheel, or `data/` of the source tree."""
    package = Path(__file__).parents[1]
    inside = package / "data"
    return inside if inside.is_dir() else package.parents[1] / "data"


class Layer(NamedTuple):
    """One file of facts; `rank` 0 is what was shipped, 1 the user's own folder, 2 what this run named."""

    label: str
    content: bytes
    rank: int


class Facts:
    """Facts by file, each read when first asked for, the user's own laid over the shipped ones by id.

    `own` is the user's folder, which need not exist; `named` are the folders and files of this run. What is named goes
    before the user's own, but of two named neither goes before the other: where they differ it is a LicensectlError. So is a
    fact that leads nowhere once an overlay is in use, before anything is answered from it.
    """

    def __init__(self, own: Path | None = None, named: Iterable[Path] = ()) -> None:
        self.ranked = [(0, shipped()), *((1, folder) for folder in (own,) if folder and folder.is_dir()), *((2, path) for path in named)]
        self._sound = len(self.ranked) == 1
        self._digests: dict[str, str] = {}

    @classmethod
    def load(cls, *overlays: Path, own: Path | None = None) -> "Facts":
        """The shipped facts with `overlays` over them; LicensectlError when one does not exist."""
        for overlay in overlays:
            if not overlay.exists():
                raise LicensectlError(common.NO_FILE.at(path=overlay))
        return cls(own, overlays)

    @property
    def folders(self) -> list[Path]:
        """Where facts come from, the shipped ones first."""
        return [folder for _, folder in self.ranked]

    @cached_property
    def sources(self) -> "dict[str, Source]":
        found: dict[str, Source] = self._file("sources").sources
        return found

    @cached_property
    def programs(self) -> "ProgramsFile":
        """The programs; of compiled ones only those that are asked for are decoded."""
        from licensectl.domain.programs.model import Program, ProgramsFile
        from licensectl.facts.cache import Decoded, RawPrograms

        try:
            raw = msgspec.json.decode(self._compiled("programs"), type=RawPrograms)
        except msgspec.MsgspecError:
            # Compiled by a program of another shape.
            compiled: ProgramsFile = self._compile("programs")
            return compiled
        # A mapping in all that anybody asks of it.
        return ProgramsFile(raw.attributes, cast("dict[str, Program]", Decoded(raw.programs, Program)))

    @cached_property
    def claims(self) -> "dict[str, Claim]":
        found: dict[str, Claim] = self._file("claims").claims
        return found

    @cached_property
    def skus(self) -> "SkusFile":
        found: SkusFile = self._file("skus")
        return found

    @cached_property
    def catalog(self) -> "Catalog":
        """The SKUs, found by any of their names; of a compiled catalogue only the products asked for are decoded."""
        from licensectl.domain.catalog.model import Catalog, CatalogIndex, Product, SkusFile, index
        from licensectl.facts.cache import Decoded

        if not self._sound:
            self._require_sound()
        key = self._key("skus")
        try:
            places = msgspec.json.decode(cache.load(f"{key}-places") or b"", type=CatalogIndex)
            rest = msgspec.json.decode(cache.load(f"{key}-rest") or b"", type=SkusFile)
            products = Decoded(msgspec.json.decode(cache.load(f"{key}-products") or b"", type=dict[str, msgspec.Raw]), Product)
        except msgspec.MsgspecError:
            places, rest = index(self.skus.products), replace(self.skus, products={})
            for part, held in (("places", places), ("rest", rest), ("products", self.skus.products)):
                cache.save(f"{key}-{part}", msgspec.json.encode(held))
            return Catalog(self.skus, places=places)
        return Catalog(rest, products, places)

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
    def background(self) -> "BackgroundFile":
        found: BackgroundFile = self._file("background")
        return found

    @cached_property
    def knowledge(self) -> "Knowledge":
        """What the checks of a quote know besides the catalogue."""
        from licensectl.domain.quotes.checks.context import Knowledge

        return Knowledge(self.sizing.rules, self._seat_limits(), self.eligibility.qualifications)

    def _seat_limits(self) -> dict[str, int]:
        """Seats by title of an edition: a line of the Office matrices, kept by itself because every quote asks for it."""
        if not self._sound:
            self._require_sound()
        key = f"{self._key('office')}-seats"
        try:
            return msgspec.json.decode(cache.load(key) or b"", type=dict[str, int])
        except msgspec.MsgspecError:
            limits = {edition.title: edition.seat_limit for edition in self.office.editions.values() if edition.seat_limit}
            cache.save(key, msgspec.json.encode(limits))
            return limits

    @cached_property
    def version(self) -> str:
        """What JSON results call `data_version`: a digest of all fact files in use."""
        return cache.digest(*(self._digest(name).encode() for name in RECORDS))[:12]

    def everything(self) -> "Everything":
        """All files, typed."""
        from licensectl.domain.facts.model import Everything

        programs = replace(self.programs, programs=dict(self.programs.programs))
        return Everything(**{**{name: getattr(self, name) for name in RECORDS}, "programs": programs})

    def check(self) -> list[Problem]:
        """Every problem of the facts in use with file and line, overlays that lead nowhere included."""
        from licensectl.domain.facts.validate import check

        self._sound = True
        return self.located(check(self.everything()))

    def located(self, findings: "Iterable[Finding]") -> list[Problem]:
        """The findings as problems with file and line; parses again only the files that have one."""
        documents: dict[str, Document] = {}
        found = []
        for finding in findings:
            document = documents.get(finding.file) or documents.setdefault(finding.file, self.document(finding.file))
            found.append(Problem(finding.message, document.where(finding.path), finding.gaps))
        return found

    def document(self, name: str) -> "Document":
        """The file `name` of all folders as one document, not yet typed; LicensectlError where two named ones differ."""
        # What reads YAML is loaded where YAML is read: with the facts compiled, no command needs it.
        from licensectl.facts.overlay import contradictions, overlaid
        from licensectl.facts.yaml_reader import parse_yaml

        parsed = [(layer.rank, parse_yaml(layer.content, layer.label)) for layer in self.layers(name)]
        if problems := contradictions([document for rank, document in parsed if rank == 2]):
            raise LicensectlError(*problems)
        return overlaid([document for _, document in parsed])

    def status(self) -> "list[FileStatus]":
        """Where every fact file lies, what it adds and overrides, and how old what it cites is."""
        from licensectl.domain.facts.status import status
        from licensectl.facts.overlay import mapping
        from licensectl.facts.yaml_reader import parse_yaml

        parsed = {name: [(layer.label, mapping(parse_yaml(layer.content, layer.label))) for layer in self.layers(name)] for name in RECORDS}
        return [row for name, layers in parsed.items() for row in status(name, layers)]

    def layers(self, name: str) -> list[Layer]:
        """The contents of the file `name` in every folder that has it, the shipped one first."""
        found = []
        for rank, folder in self.ranked:
            path = folder if folder.is_file() else folder / f"{name}.yaml"
            if path is folder and kind_of(path) != name:
                continue
            if path.exists() and not path.is_file():
                # A pipe would be waited for, a device read without end.
                raise LicensectlError(common.UNREADABLE.at(path=path, reason="not a regular file"))
            try:
                found.append(Layer(f"data/{name}.yaml" if rank == 0 else str(path), path.read_bytes(), rank))
            except FileNotFoundError:
                continue
            except OSError as error:
                raise LicensectlError(common.UNREADABLE.at(path=path, reason=error.strerror)) from None
        if not found:
            raise LicensectlError(common.NO_FILE.at(path=self.folders[0] / f"{name}.yaml"))
        return found

    def _file(self, name: str) -> Any:
        body = self._compiled(name)
        try:
            return msgspec.json.decode(body, type=record(name))
        except msgspec.MsgspecError:
            # Compiled by a program of another shape.
            return self._compile(name)

    def _compiled(self, name: str) -> bytes:
        """The file `name` as JSON, from the cache or made for it."""
        if not self._sound:
            self._require_sound()
        return cache.load(self._key(name)) or msgspec.json.encode(self._compile(name))

    def _compile(self, name: str) -> Any:
        from licensectl.facts.convert import convert

        made: Any = convert(self.document(name), record(name))
        cache.save(self._key(name), msgspec.json.encode(made))
        return made

    def _key(self, name: str) -> str:
        return f"{name}-{self._digest(name)}"

    def _digest(self, name: str) -> str:
        if name not in self._digests:
            self._digests[name] = cache.digest(*(layer.content for layer in self.layers(name)))
        return self._digests[name]

    def _require_sound(self) -> None:
        """LicensectlError with every error of the facts in use. Found sound once, the same contents are not looked at again."""
        from licensectl.domain.facts.validate import check

        self._sound = True
        for name in RECORDS:
            if sum(layer.rank == 2 for layer in self.layers(name)) > 1:
                self.document(name)
        key = f"sound-{self.version}"
        if cache.load(key) is None:
            if errors := [finding for finding in check(self.everything()) if finding.message.severity == "error"]:
                raise LicensectlError(*self.located(errors))
            cache.save(key, b"{}")
