"""Office feature rows, one matrix per generation."""

from datetime import date
from typing import Literal

from msgspec import Struct

from licensectl.core.period import Period
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


class OfficeCell(Period, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One feature in one edition while the period runs. `value` yes | no | partial | unknown, or words ("device, one-time").

    `deck` is what the table of the training slides prints, where it has the row: yes, no, or absent when its mark was lost.
    """

    value: Text
    note: Text | None = None
    sources: list[str] = []
    as_of: str | None = None
    confidence: Confidence | None = None
    deck: Literal["yes", "no"] | None = None


UNKNOWN = OfficeCell(value="unknown")


class OfficeRow(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A feature; `footnotes` point into the matrix. A cell that changed is a list, its periods apart.

    `printed`: what is odd about the row as the training slides print it. A title that has a footnote's mark keeps it where it is.
    """

    title: Text
    cells: dict[str, OfficeCell | list[OfficeCell]]
    footnotes: list[str] = []
    verdict: Text | None = None
    note: Text | None = None
    printed: Text | None = None
    deck_marks: int | None = None

    def dated(self, edition: str) -> list[OfficeCell]:
        """Return every dated cell of the edition; none where the row has none."""
        held = self.cells.get(edition, [])
        return held if isinstance(held, list) else [held]

    def cell(self, edition: str, day: date) -> OfficeCell:
        """Return the cell of the edition on `day`, unknown where the row has none for it."""
        return next((cell for cell in self.dated(edition) if cell.contains(day)), UNKNOWN)


class Matrix(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A comparison table: editions in column order, rows in reading order.

    `also`: editions that have cells as well and are columns only where somebody names them.
    """

    title: Text
    editions: list[str]
    rows: dict[str, OfficeRow]
    also: list[str] = []
    footnotes: dict[str, Text] = {}
    sources: list[str] = []

    @property
    def known(self) -> list[str]:
        """The ids of all editions that the matrix has cells for."""
        return [*self.editions, *self.also]


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
