"""Requirements of orders as dated facts: the shape of `data/ordering.yaml`."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct, field

from licensectl.core.period import Period
from licensectl.core.sources import Confidence
from licensectl.core.text import Text

Need = Literal["mpa", "mca", "tenant", "qualification", "region", "end_user"]


class OrderTerms(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The ordering terms of one program: all vendors in one order or one order for each, and what must be on record."""

    vendors: Literal["together", "apart"]
    needs: list[Need] = []
    sources: list[str] = []


class Region(Struct, frozen=True, forbid_unknown_fields=True):
    """A CSP region: a partner located in one of its countries sells to customers whose tenant lies in any of them."""

    title: Text
    countries: list[str]
    sources: list[str] = []


class Reacceptance(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """From `from_` on an agreement that was accepted before `accepted_before`, and not again since, allows no orders."""

    title: Text
    accepted_before: date
    from_: date = field(name="from")
    sources: list[str] = []

    def applies(self, agreed_on: date, day: date | None = None) -> bool:
        """Return True if an agreement of that day must be accepted again, on `day` or, without it, from `from_` on."""
        return agreed_on < self.accepted_before and (day is None or day >= self.from_)


class Prerequisite(Period, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A requirement of Microsoft on the partner during the period; `of` indirect: of indirect resellers alone."""

    title: Text
    of: Literal["indirect"] | None = None
    note: Text | None = None
    sources: list[str] = []
    confidence: Confidence | None = None


class OrderingFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `data/ordering.yaml`."""

    programs: dict[str, OrderTerms] = {}
    regions: dict[str, Region] = {}
    mca_reacceptance: dict[str, Reacceptance] = {}
    partner_prerequisites: dict[str, Prerequisite] = {}

    def terms(self, program: str) -> OrderTerms:
        """Return the ordering terms of `program`; without any, each vendor has an order and nothing is required."""
        return self.programs.get(program, OrderTerms("apart"))


def region_of(country: str, regions: Mapping[str, Region]) -> str | None:
    """Return the id of the CSP region that `country` belongs to, or None."""
    return next((region_id for region_id, region in regions.items() if country in region.countries), None)
