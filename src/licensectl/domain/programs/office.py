"""Office feature rows, one matrix per generation."""

from datetime import date
from typing import Literal

from msgspec import Struct

from licensectl.core.sources import Confidence
from licensectl.core.text import Text


class Edition(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A suite or subscription plan; `seat_limit` is the most users a tenant may license."""

    title: str
    short: Text
    unit: Text
    released: str | None = None
    mainstream_end: date | None = None
    support_end: date | None = None
    services_until: Text | None = None
    activation: list[Text] = []
    seat_limit: int | None = None
    sign_in_days: int | None = None
    footnotes: list[str] = []
    product: str | None = None
    notes: list[Text] = []
    sources: list[str] = []
    confidence: Confidence | None = None


class OfficeCell(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One feature in one edition. `value` yes | no | partial | unknown, or words ("device, one-time").

    `deck` is what the slide deck's table prints, where it has the row: yes, no, or absent when its mark was lost.
    """

    value: Text
    note: Text | None = None
    sources: list[str] = []
    as_of: str | None = None
    confidence: Confidence | None = None
    deck: Literal["yes", "no"] | None = None


class OfficeRow(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A feature; `footnotes` point into the matrix."""

    title: Text
    cells: dict[str, OfficeCell]
    footnotes: list[str] = []
    verdict: Text | None = None
    note: Text | None = None
    deck_marks: int | None = None


class Matrix(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A comparison table: editions in column order, rows in reading order."""

    title: Text
    editions: list[str]
    rows: dict[str, OfficeRow]
    footnotes: dict[str, Text] = {}
    sources: list[str] = []


class Disagreement(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Two sources that do not agree, and which reading these data follow."""

    text: Text
    reading: Text
    sources: list[str] = []


class OfficeFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `data/office.yaml`."""

    editions: dict[str, Edition] = {}
    matrices: dict[str, Matrix] = {}
    disagreements: dict[str, Disagreement] = {}
