"""Licensing programs as dated, sourced attributes."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from msgspec import Raw, Struct, field

from licensectl.core.period import Period
from licensectl.core.sources import Confidence
from licensectl.core.text import Text

Verdict = Literal["confirmed", "partly", "contradicted", "superseded", "open"]


class Attribute(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of the comparison; the id is the one that scripts use."""

    title: Text
    about: Text | None = None


class Fact(Period, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The value of one attribute of one program while the period runs.

    `value` None: looked for, no public source found. `as_of`: date of the text that says so, as loosely as it
    gives it. `claims`: ids in `data/claims.yaml` of what the training slides say about the same thing. `offer`: the wording for
    quotes; quotes leave out a fact without one.
    """

    value: Text | list[Text] | None
    note: Text | None = None
    offer: Text | None = None
    sources: list[str] = []
    as_of: str | None = None
    confidence: Confidence | None = None
    claims: list[str] = []


class ReturnedAs(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The return rules for purchases under a program: their `program`, blank for its own id, and kinds, the usual one first."""

    program: str | None = None
    kinds: list[str] = field(default_factory=lambda: ["perpetual"])


class Program(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A way to buy. An attribute holds one fact, or several with periods that do not overlap.

    `sold`: the days on which it takes orders; an end that is not known stays open. `without_software_assurance`: it cannot be
    had there at all; `ships`: a parcel goes to the customer, whose freight somebody pays (see the attributes for the sources).
    `returned_as`: the return rules that are for it.
    """

    title: Text
    short: Text
    facts_id: str
    attributes: dict[str, Fact | list[Fact]]
    sold: Period = Period()
    without_software_assurance: bool = False
    ships: bool = False
    returned_as: ReturnedAs = ReturnedAs()

    def facts(self, attribute: str) -> list[Fact]:
        """Return every dated value of `attribute`, in the order of the file; empty when nothing is recorded."""
        held = self.attributes.get(attribute)
        return held if isinstance(held, list) else [held] if held is not None else []

    def fact(self, attribute: str, day: date) -> Fact | None:
        """Return the value in force on `day`, or None."""
        return in_force(self.facts(attribute), day)


class ProgramsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `data/programs.yaml`."""

    attributes: dict[str, Attribute] = {}
    programs: dict[str, Program] = {}


class Claim(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A statement of the training slides and whether public sources bear it out."""

    slide: str
    topic: str
    text: Text
    verdict: Verdict
    evidence: Text | None = None
    sources: list[str] = []


class ClaimsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `data/claims.yaml`."""

    claims: dict[str, Claim] = {}


def in_force(facts: Iterable[Fact], day: date) -> Fact | None:
    """Return the first of `facts` whose period holds `day`; `data check` makes sure that there is only one."""
    return next((fact for fact in facts if fact.contains(day)), None)


class RawPrograms(Struct, frozen=True):
    """The compiled programs, each still to be decoded."""

    attributes: dict[str, Attribute] = {}
    programs: dict[str, Raw] = {}
