"""Advice on programs: the reasons for and against each, the programs that cannot be bought, and the recommendation."""

from collections.abc import Container, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import fields

from licensectl.core.period import Period
from licensectl.core.sources import Confidence
from licensectl.core.text import Text
from licensectl.domain.advice.conditions import Condition, holds, negative
from licensectl.domain.advice.messages import NOTHING_SAID
from licensectl.domain.programs.model import Program
from licensectl.errors import LicensectlError

Stance = Literal["prefer", "avoid", "exclude"]
Verdict = Literal["prefer", "disputed", "closed", "avoid", "excluded"]
STANCES: tuple[Stance, ...] = ("prefer", "avoid", "exclude")
VERDICTS: tuple[Verdict, ...] = ("prefer", "disputed", "closed", "avoid", "excluded")
# The least certain first.
CONFIDENCES: tuple[Confidence, ...] = ("low", "medium", "high")


class Choice(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A choice to prefer or avoid that is not a program; `editions` are its columns in the Office matrices."""

    title: Text
    editions: list[str] = []


class AdviceRule(Period, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A rule for and against. `when`: alternatives, each a mapping from a field of the situation to its condition; all of one must be met.

    `exclude`: programs that cannot be bought in this situation. `reasons`: the reason for each thing named; `why` for any other.
    `weight`: 1 for a usual preference, 2 for a wish that the buyer named. `fixed`: no other answer of the buyer would change it.
    """

    situation: Text
    when: list[dict[str, Condition]]
    why: Text
    prefer: list[str] = []
    avoid: list[str] = []
    exclude: list[str] = []
    reasons: dict[str, Text] = {}
    weight: int = 1
    fixed: bool = False
    note: Text | None = None
    sources: list[str] = []
    confidence: Confidence | None = None

    def stances(self) -> list[tuple[Stance, list[str]]]:
        """Return the things that the rule prefers, avoids and excludes."""
        return [("prefer", self.prefer), ("avoid", self.avoid), ("exclude", self.exclude)]

    @property
    def things(self) -> list[str]:
        """Return the programs and choices that the rule names."""
        return [*self.prefer, *self.avoid, *self.exclude]

    def reason(self, thing: str) -> Text:
        """Return the reason of the rule for this program or choice."""
        return self.reasons.get(thing, self.why)


class AdviceFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `data/advice.yaml`; `order`: of programs with equal weight the first is recommended."""

    order: list[str] = []
    choices: dict[str, Choice] = {}
    rules: dict[str, AdviceRule] = {}


class BuyerSituation(Struct, frozen=True, kw_only=True):
    """The situation of a buyer; None means "not said", which is neither yes nor no."""

    seats: int | None = None
    users: int | None = None
    devices: int | None = None
    vms: int | None = None
    segment: str | None = None
    country: str | None = None
    countries: int | None = None
    activation: str | None = None
    plan: str | None = None
    product: str | None = None
    needs_sa: bool | None = None
    owned: bool | None = None
    tenant: bool | None = None
    instalments: bool | None = None
    opex: bool | None = None
    headcount_may_fall: bool | None = None
    mpsa_signed: bool | None = None
    public_sector: bool | None = None
    offline: bool | None = None
    remote_desktop: bool | None = None
    host: str | None = None
    license_mobility: bool | None = None
    esu: bool | None = None
    earlier_version: bool | None = None
    m365_services: bool | None = None
    publisher: bool | None = None
    policies: bool | None = None

    @property
    def users_per_device(self) -> Decimal | None:
        """Return users per device: above 1 a licence per device costs less, below 1 a licence per user."""
        return Decimal(self.users) / Decimal(self.devices) if self.users is not None and self.devices else None

    @property
    def count(self) -> int | None:
        """Return how many licences it is about: the seats, else the larger number of users and devices."""
        return self.seats if self.seats is not None else max((n for n in (self.users, self.devices) if n is not None), default=None)

    def said(self, field: str) -> str | None:
        """Return the field as the rules write it: yes, no, a word or a figure; None when it was not said."""
        value = getattr(self, field)
        if isinstance(value, bool):
            return "yes" if value else "no"
        return None if value is None else str(value)


FIELDS = (*(field.name for field in fields(BuyerSituation)), "users_per_device", "count")


class Reason(Struct, frozen=True):
    """A rule that applies, for or against, with the conditions that the situation meets; a blank value was not said."""

    rule: str
    stance: Stance
    met: dict[str, str]


class Advice(Struct, frozen=True):
    """A program or choice with every reason. `closed`: preferred, but not sold on the day; `excluded`: it cannot be bought so.

    `weight`: the weights for it less those against it.
    """

    id: str
    verdict: Verdict
    reasons: list[Reason]
    weight: int = 0


class OpenQuestion(Struct, frozen=True):
    """A rule that would apply if the fields `missing` were known: some of its conditions are met, none is missed."""

    rule: str
    missing: list[str]


class Alternative(Struct, frozen=True):
    """A program that would be recommended instead without what these reasons rest on."""

    id: str
    without: list[Reason]


class Recommendation(Struct, frozen=True):
    """The program to buy in, how certain that is, other programs that fit as well, and what would change the answer."""

    id: str
    confidence: Confidence | None
    also: list[str]
    instead: list[Alternative]


class Advised(Struct, frozen=True):
    """The answer: what to prefer first, then what is disputed, closed, to be avoided, excluded; and the recommendation, if any."""

    advice: list[Advice]
    open: list[OpenQuestion]
    recommendation: Recommendation | None = None


def advise(file: AdviceFile, programs: Mapping[str, Program], situation: BuyerSituation, day: date) -> Advised:
    """Return every program and choice that a rule in force on `day` names, and the program to recommend.

    Raises LicensectlError if the situation is empty.
    """
    if not any(situation.said(field) is not None for field in FIELDS):
        raise LicensectlError(NOTHING_SAID.at())
    reasons: dict[str, list[Reason]] = {}
    questions = []
    for rule_id, rule in file.rules.items():
        if not rule.contains(day):
            continue
        met = next((held for held in rule.when if all(holds(condition, situation.said(field)) for field, condition in held.items())), None)
        if met is not None:
            said = {field: situation.said(field) or "" for field in met}
            for stance, things in rule.stances():
                for thing in things:
                    reasons.setdefault(thing, []).append(Reason(rule_id, stance, said))
        elif missing := _missing(rule, situation):
            questions.append(OpenQuestion(rule_id, missing))
    advice = [_weighed(thing, found, file, programs.get(thing), day) for thing, found in reasons.items()]
    # An excluded program is shown only where the buyer could think of it.
    advice = [one for one in advice if one.verdict != "excluded" or _thinkable(one, programs)]
    ordered = sorted(advice, key=lambda one: (VERDICTS.index(one.verdict), -one.weight, _place(one.id, file)))
    return Advised(ordered, questions, _recommended(ordered, file, programs))


def _weighed(thing: str, reasons: list[Reason], file: AdviceFile, program: Program | None, day: date) -> Advice:
    weights = {"prefer": 0, "avoid": 0, "exclude": 0}
    for reason in reasons:
        weights[reason.stance] += file.rules[reason.rule].weight
    weight = weights["prefer"] - weights["avoid"]
    reasons = sorted(reasons, key=lambda reason: STANCES.index(reason.stance))
    if weights["exclude"]:
        verdict: Verdict = "excluded"
    elif weights["prefer"] and program is not None and not program.sold.contains(day):
        verdict = "closed"
    elif weight == 0:
        verdict = "disputed"
    else:
        verdict = "prefer" if weight > 0 else "avoid"
    return Advice(thing, verdict, reasons, weight)


def _thinkable(one: Advice, programs: Mapping[str, Program]) -> bool:
    """Return True for an excluded thing worth showing: a choice, one preferred otherwise, or one excluded by an answer of the buyer."""
    return one.id not in programs or any(reason.stance == "prefer" or any(reason.met.values()) for reason in one.reasons)


def _place(thing: str, file: AdviceFile) -> int:
    return file.order.index(thing) if thing in file.order else len(file.order)


def _recommended(advice: list[Advice], file: AdviceFile, programs: Mapping[str, Program]) -> Recommendation | None:
    """Return the program with the most weight, or the least disputed one if none is preferred; `advice` comes with the best first."""
    ways = [one for one in advice if one.id in programs or one.id in file.order]
    best = [one for one in ways if one.verdict == "prefer"] or [one for one in ways if one.verdict == "disputed"]
    if not best:
        return None
    first, *others = best
    instead = []
    for one in ways:
        against = [reason for reason in one.reasons if reason.stance != "prefer"]
        wanted = any(reason.stance == "prefer" for reason in one.reasons) and one.verdict != "closed"
        changeable = against and not any(file.rules[reason.rule].fixed for reason in against)
        if one is not first and wanted and changeable and _first_without({reason.rule for reason in against}, ways, file) is one:
            instead.append(Alternative(one.id, against))
    told = [file.rules[reason.rule].confidence for reason in first.reasons if reason.stance == "prefer"]
    known = [one for one in told if one is not None]
    confidence = "low" if first.verdict == "disputed" else min(known, key=CONFIDENCES.index) if known else None
    # Programs with reasons against them are listed under `instead`.
    also = [one.id for one in others if all(reason.stance == "prefer" for reason in one.reasons)]
    return Recommendation(first.id, confidence, also, instead)


def _first_without(rules: Container[str], ways: Sequence[Advice], file: AdviceFile) -> Advice | None:
    """Return the program with the most weight where these rules do not apply; None if nothing is preferred then."""
    best, most = None, 0
    for one in sorted(ways, key=lambda way: _place(way.id, file)):
        left = [reason for reason in one.reasons if reason.rule not in rules]
        if one.verdict == "closed" or any(reason.stance == "exclude" for reason in left):
            continue
        weight = sum(file.rules[reason.rule].weight * (1 if reason.stance == "prefer" else -1) for reason in left)
        if weight > most:
            best, most = one, weight
    return best


def _missing(rule: AdviceRule, situation: BuyerSituation) -> list[str]:
    """Return the fields still to be said, of the first alternative that is partly met and not missed."""
    for alternative in rule.when:
        if not all(holds(condition, situation.said(field)) for field, condition in alternative.items() if negative(condition)):
            continue
        known = [holds(condition, situation.said(field)) for field, condition in alternative.items() if not negative(condition)]
        if any(known) and False not in known:
            return [field for field in alternative if situation.said(field) is None and not negative(alternative[field])]
    return []
