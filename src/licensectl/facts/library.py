"""The facts: what the repository ships, with the user's own folders laid over it."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import msgspec
from msgspec.structs import replace

from licensectl.core import messages as common
from licensectl.core.paths import exists, is_folder
from licensectl.errors import LicensectlError, Problem
from licensectl.facts import cache
from licensectl.facts.fact_files import RECORDS, Layer, read_layers, record, shipped

if TYPE_CHECKING:
    from licensectl.core.sources import Source
    from licensectl.domain.advice.rules import AdviceFile
    from licensectl.domain.catalog.eligibility import EligibilityFile
    from licensectl.domain.catalog.model import Catalog, SkusFile
    from licensectl.domain.facts.background import BackgroundFile
    from licensectl.domain.facts.glossary import GlossaryFile
    from licensectl.domain.facts.model import Everything, FactFinding
    from licensectl.domain.facts.status import FileStatus
    from licensectl.domain.orders.terms import OrderingFile
    from licensectl.domain.programs.model import Claim, Program, ProgramsFile
    from licensectl.domain.programs.office import OfficeFile
    from licensectl.domain.quotes.checks.context import Knowledge
    from licensectl.domain.quotes.tax_facts import TaxesFile
    from licensectl.domain.returns.decide import ReturnsFile
    from licensectl.domain.sizing.rules import SizingFile
    from licensectl.facts.yaml_reader import YamlDocument

T = TypeVar("T")


class _FactFile(Generic[T]):
    """The contents of the fact file that an attribute is named after, read once."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, facts: "Facts", owner: type) -> T:
        found: T = facts.file(self._name)
        facts.__dict__[self._name] = found
        return found


class Facts:
    """Facts by file, each read when first asked for, the user's own laid over the shipped ones by id.

    `own` is the user's folder, which need not exist; `named` are the folders and files of this run. What is named takes
    precedence over the user's own. Two that are named and differ are a LicensectlError. So is a
    fact that leads nowhere once an overlay is in use, before anything is answered from it.
    """

    skus: "_FactFile[SkusFile]" = _FactFile()
    office: "_FactFile[OfficeFile]" = _FactFile()
    returns: "_FactFile[ReturnsFile]" = _FactFile()
    sizing: "_FactFile[SizingFile]" = _FactFile()
    eligibility: "_FactFile[EligibilityFile]" = _FactFile()
    ordering: "_FactFile[OrderingFile]" = _FactFile()
    advice: "_FactFile[AdviceFile]" = _FactFile()
    taxes: "_FactFile[TaxesFile]" = _FactFile()
    background: "_FactFile[BackgroundFile]" = _FactFile()
    glossary: "_FactFile[GlossaryFile]" = _FactFile()

    def __init__(self, own: Path | None = None, named: Iterable[Path] = ()) -> None:
        self.ranked = [(0, shipped()), *((1, folder) for folder in (own,) if folder and is_folder(folder)), *((2, path) for path in named)]
        self._sound = len(self.ranked) == 1
        self._digests: dict[str, str] = {}

    @classmethod
    def load(cls, *overlays: Path, own: Path | None = None) -> "Facts":
        """Return the shipped facts with `overlays` over them. Raises LicensectlError if one does not exist."""
        for overlay in overlays:
            if not exists(overlay):
                raise LicensectlError(common.NO_FILE.at(path=overlay))
        return cls(own, overlays)

    @property
    def folders(self) -> list[Path]:
        """Return the folders of facts, the shipped ones first."""
        return [folder for _, folder in self.ranked]

    @cached_property
    def sources(self) -> "dict[str, Source]":
        found: dict[str, Source] = self.file("sources").sources
        return found

    @cached_property
    def programs(self) -> "ProgramsFile":
        """The programs; of compiled ones only those that are asked for are decoded."""
        from licensectl.domain.programs.model import Program, ProgramsFile, RawPrograms

        try:
            raw = msgspec.json.decode(self._compiled("programs"), type=RawPrograms)
        except msgspec.MsgspecError:
            # Compiled by a program of another shape.
            compiled: ProgramsFile = self._compile("programs")
            return compiled
        # Used as a mapping only; a program is decoded when it is asked for.
        return ProgramsFile(raw.attributes, cast("dict[str, Program]", cache.Decoded(raw.programs, Program)))

    @cached_property
    def claims(self) -> "dict[str, Claim]":
        found: dict[str, Claim] = self.file("claims").claims
        return found

    @cached_property
    def catalog(self) -> "Catalog":
        """The SKUs, found by any of their names; of a compiled catalogue only the products asked for are decoded."""
        from licensectl.domain.catalog.model import Catalog, CatalogIndex, Product, SkusFile, index

        if not self._sound:
            self._require_sound()
        key = self._key("skus")
        try:
            places = msgspec.json.decode(cache.load(f"{key}-places") or b"", type=CatalogIndex)
            rest = msgspec.json.decode(cache.load(f"{key}-rest") or b"", type=SkusFile)
            products = cache.Decoded(msgspec.json.decode(cache.load(f"{key}-products") or b"", type=dict[str, msgspec.Raw]), Product)
        except msgspec.MsgspecError:
            places, rest = index(self.skus.products), replace(self.skus, products={})
            for part, held in (("places", places), ("rest", rest), ("products", self.skus.products)):
                cache.save(f"{key}-{part}", msgspec.json.encode(held))
            return Catalog(self.skus, places=places)
        return Catalog(rest, products, places)

    @cached_property
    def knowledge(self) -> "Knowledge":
        """Return the facts that the checks of a quote need besides the catalogue."""
        from licensectl.domain.quotes.checks.context import Knowledge

        return Knowledge(self.sizing.rules, self._seat_limits(), self.eligibility.qualifications, self.taxes)

    def _seat_limits(self) -> dict[str, int]:
        """Return the seats by title of an edition: a row of the Office matrices, cached because every quote asks for it."""
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
        """Return the `data_version` of JSON results: a digest of all fact files in use."""
        return cache.digest(*(self._digest(name).encode() for name in RECORDS))[:12]

    def everything(self) -> "Everything":
        """Return all files, typed."""
        from licensectl.domain.facts.model import Everything

        programs = replace(self.programs, programs=dict(self.programs.programs))
        return Everything(**{**{name: getattr(self, name) for name in RECORDS}, "programs": programs})

    def check(self) -> list[Problem]:
        """Return every problem of the facts in use with file and line, overlays without effect included."""
        self._sound = True
        return self.located(self._findings())

    def _findings(self) -> "list[FactFinding]":
        # Loads the whole domain.
        from licensectl.domain.facts.validate import check

        return list(check(self.everything()))

    def located(self, findings: "Iterable[FactFinding]") -> list[Problem]:
        """Return the findings as problems with file and line; only the files that have one are parsed again."""
        documents: dict[str, YamlDocument] = {}
        found = []
        for finding in findings:
            document = documents.get(finding.file) or documents.setdefault(finding.file, self.document(finding.file))
            found.append(Problem(finding.message, document.where(finding.path), finding.gaps))
        return found

    def document(self, name: str) -> "YamlDocument":
        """Return the file `name` of all folders as one document, not yet typed. Raises LicensectlError if two named ones differ."""
        # What reads YAML is loaded where YAML is read: with the facts compiled, no command needs it.
        from licensectl.facts.overlay import overlaid_layers

        return overlaid_layers(self.layers(name))

    def status(self) -> "list[FileStatus]":
        """Return the place of every fact file, what it adds and overrides, and the age of what it cites."""
        from licensectl.domain.facts.status import status
        from licensectl.facts.overlay import parsed_layers

        parsed = {name: parsed_layers(self.layers(name)) for name in RECORDS}
        return [row for name, layers in parsed.items() for row in status(name, layers)]

    def layers(self, name: str) -> list[Layer]:
        """Return the contents of the file `name` in every folder that has it, the shipped one first."""
        return read_layers(name, self.ranked)

    def file(self, name: str) -> Any:
        """Return the record of the fact file `name`."""
        body = self._compiled(name)
        try:
            return msgspec.json.decode(body, type=record(name))
        except msgspec.MsgspecError:
            # Compiled by a program of another shape.
            return self._compile(name)

    def _compiled(self, name: str) -> bytes:
        """Return the file `name` as JSON, from the cache or made for it."""
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
        """Raise LicensectlError naming every error of the facts in use. Contents that were found sound are not checked again."""
        self._sound = True
        for name in RECORDS:
            if sum(layer.rank == 2 for layer in self.layers(name)) > 1:
                self.document(name)
        key = f"sound-{self.version}"
        if cache.load(key) is None:
            if errors := [finding for finding in self._findings() if finding.message.severity == "error"]:
                raise LicensectlError(*self.located(errors))
            cache.save(key, b"{}")
