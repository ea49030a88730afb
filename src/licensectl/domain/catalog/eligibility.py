"""Segments that a customer may buy, and programs that offer a licence."""

from typing import Literal

from msgspec import Struct

from licensectl.core.period import Period
from licensectl.core.sources import Confidence
from licensectl.core.text import Text
from licensectl.domain.catalog.model import Segment

# Other words for a qualification: the price sheets' own, a public body outside the United States' government cloud, and the Italian
# words that tables of customers hold and that answers show.
QUALIFIED = {
    "charity": "nonprofit",
    "none": "commercial",
    "government": "state_owned_entity",
    "commerciale": "commercial",
    "istruzione": "education",
    "non_profit": "nonprofit",
    "no_profit": "nonprofit",
    "ente_statale": "state_owned_entity",
    "pubblica_amministrazione": "state_owned_entity",
    "istruzione_ed_ente_statale": "education_state_owned_entity",
}


def qualification_id(said: str) -> str:
    """Return the id that a qualification, as people write it, has in `eligibility.yaml`; there may be no entry with this id."""
    written = said.strip().casefold().replace("-", "_").replace(" ", "_")
    return QUALIFIED.get(written, written)


class Qualification(Period, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The segments of the price sheets that a CSP customer of this kind may and may not buy; `markets`: of the kind, all if empty."""

    title: Text
    may: list[Segment]
    may_not: list[Segment] = []
    markets: list[str] = []
    note: Text | None = None
    sources: list[str] = []
    as_of: str | None = None
    confidence: Confidence | None = None


class LicenceOffer(Period, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The programs that offer a licence and those that do not. A program that is not named is unknown."""

    title: Text
    programs: dict[str, Literal["yes", "no"]]
    note: Text | None = None
    sources: list[str] = []
    as_of: str | None = None
    confidence: Confidence | None = None


class EligibilityFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `data/eligibility.yaml`."""

    qualifications: dict[str, Qualification] = {}
    offers: dict[str, LicenceOffer] = {}
