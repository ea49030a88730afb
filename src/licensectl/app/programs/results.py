"""Shapes of the JSON results of `compare programs` and `compare office`."""

from typing import Literal, TypedDict

from licensectl.core.sources import Confidence
from licensectl.domain.programs.model import Verdict
from licensectl.render.result import Result


class Deck(TypedDict):
    """The claim of the training slides about the cell, and whether public sources agree."""

    claim: str
    verdict: Verdict


class ProgramCell(TypedDict):
    """One attribute of one program; a null value: no public source was found."""

    value: str | list[str] | None
    note: str | None
    as_of: str | None
    confidence: Confidence | None
    sources: list[str]
    deck: Deck | None


class ProgramAttribute(TypedDict):
    """A row: its cells by program id."""

    id: str
    title: str
    cells: dict[str, ProgramCell]


class ComparePrograms(Result):
    """The result of `compare programs`."""

    programs: list[str]
    attributes: list[ProgramAttribute]


class FeatureCell(TypedDict):
    """One feature in one edition: yes, no, partial, unknown or words; `deck` is what the training slides print."""

    value: str
    note: str | None
    sources: list[str]
    as_of: str | None
    confidence: Confidence | None
    deck: Literal["yes", "no"] | None


class Feature(TypedDict):
    """A row: its cells by edition id."""

    id: str
    title: str
    cells: dict[str, FeatureCell]


class CompareOffice(Result):
    """The result of `compare office`."""

    matrix: str
    editions: list[str]
    rows: list[Feature]
    footnotes: dict[str, str]


_Ends = TypedDict("_Ends", {"from": str, "to": str})


class OfficeMove(Result, _Ends):
    """The result of `compare office --from --to`: titles of the features that are gained, lost, changed or open."""

    matrix: str
    gained: list[str]
    lost: list[str]
    changed: list[str]
    open: list[str]
    needs: list[str]


RESULTS: dict[str, type] = {"compare-programs": ComparePrograms, "compare-office": CompareOffice, "office-move": OfficeMove}
