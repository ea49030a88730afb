"""Which program for whom: the rules that a situation meets, for and against, contradictions and all."""

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import fields

from licensectl.core.period import Period
from licensectl.core.sources import Confidence
from licensectl.core.text import Text
from licensectl.domain.advice.messages import NOTHING_SAID
from licensectl.domain.programs.model import Program
from licensectl.errors import LicensectlError

Stance = Literal["prefer", "avoid"]
Verdict = Literal["prefer", "disputed", "closed", "avoid"]
Condition = str | list[str]
COMPARED: dict[str, Callable[[Decimal, Decimal], bool]] = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt}
COMPARISON = re.compile(r"(>=|<=|>|<) *([0-9]+(?:\.[0-9]+)?)", re.ASCII)


class Choice(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something to prefer or avoid that is no program; `editions` are its columns in the Office matrices."""

    title: Text
    editions: list[str] = []


class AdviceRule(Period, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """`when`: alternatives, each a mapping from a field of the situation to its condition; all of one must be met."""

    situation: Text
    when: list[dict[str, Condition]]
    why: Text
    prefer: list[str] = []
    avoid: list[str] = []
    note: Text | None = None
    sources: list[str] = []
    confidence: Confidence | None = None


class AdviceFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `data/advice.yaml`."""

    choices: dict[str, Choice] = {}
    rules: dict[str, AdviceRule] = {}


class BuyerSituation(Struct, frozen=True, kw_only=True):
    """What is known of a buyer; None is "not said", which is neither yes nor no."""

    seats: int | None = None
    users: int | None = None
    devices: int | None = None
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
    license_mobility: bool | None = None
    esu: bool | None = None
    earlier_version: bool | None = None
    m365_services: bool | None = None
    publisher: bool | None = None
    policies: bool | None = None

    @property
    def users_per_device(self) -> Decimal | None:
        """Above 1 a licence per device gains, below 1 a licence per user."""
        return Decimal(self.users) / Decimal(self.devices) if self.users is not None and self.devices else None

    def said(self, field: str) -> str | None:
        """The field as the rules write it: yes, no, a word or a figure; None when it was not said."""
        value = getattr(self, field)
        if isinstance(value, bool):
            return "yes" if value else "no"
        return None if value is None else str(value)


FIELDS = (*(field.name for field in fields(BuyerSituation)), "users_per_device")


class Reason(Struct, frozen=True):
    """A rule that speaks, for or against, and the conditions of it that the situation met."""

    rule: str
    stance: Stance
    met: dict[str, str]


class Advice(Struct, frozen=True):
    """One program or choice with every reason; `closed`: preferred, but not to be bought on the day."""

    id: str
    verdict: Verdict
    reasons: list[Reason]


class OpenQuestion(Struct, frozen=True):
    """A rule that would speak if the fields `missing` were known: some of its conditions are met, none is missed."""

    rule: str
    missing: list[str]


class Advised(Struct, frozen=True):
    """The answer: what to prefer first, then what is disputed, closed, to be avoided."""

    advice: list[Advice]
    open: list[OpenQuestion]


def advise(file: AdviceFile, programs: Mapping[str, Program], situation: BuyerSituation, day: date) -> Advised:
    """Every program and choice that a rule in force on `day` speaks for or against; LicensectlError when nothing was said."""
    if not any(situation.said(field) is not None for field in FIELDS):
        raise LicensectlError(NOTHING_SAID.at())
    reasons: dict[str, list[Reason]] = {}
    questions = []
    for rule_id, rule in file.rules.items():
        if not rule.contains(day):
            continue
        met = next((alternative for alternative in rule.when if _all(alternative, situation)), None)
        if met is not None:
            said = {field: str(situation.said(field)) for field in met}
            for stance, things in (("prefer", rule.prefer), ("avoid", rule.avoid)):
                for thing in things:
                    reasons.setdefault(thing, []).append(Reason(rule_id, "prefer" if stance == "prefer" else "avoid", said))
        elif missing := _missing(rule, situation):
            questions.append(OpenQuestion(rule_id, missing))
    advice = [Advice(rule_id, _verdict(found, programs.get(rule_id), day), found) for rule_id, found in reasons.items()]
    return Advised(sorted(advice, key=_rank), questions)


def _verdict(reasons: Iterable[Reason], program: Program | None, day: date) -> Verdict:
    stances = {reason.stance for reason in reasons}
    if "prefer" in stances and program is not None and not program.sold.contains(day):
        return "closed"
    return "disputed" if len(stances) == 2 else stances.pop()


def _rank(advice: Advice) -> tuple[int, int]:
    return ("prefer", "disputed", "closed", "avoid").index(advice.verdict), -len(advice.reasons)


def _all(alternative: Mapping[str, Condition], situation: BuyerSituation) -> bool:
    return all(holds(condition, situation.said(field)) for field, condition in alternative.items())


def _missing(rule: AdviceRule, situation: BuyerSituation) -> list[str]:
    """The fields still to be said, of the first alternative that is half met and not missed."""
    for alternative in rule.when:
        known = [holds(condition, situation.said(field)) for field, condition in alternative.items()]
        if any(known) and False not in known:
            return [field for field in alternative if situation.said(field) is None]
    return []


def holds(condition: Condition, said: str | None) -> bool | None:
    """Whether what was said meets the condition; None when nothing was said."""
    if said is None:
        return None
    if isinstance(condition, list):
        return any(holds(one, said) for one in condition)
    if found := COMPARISON.fullmatch(condition):
        return COMPARED[found[1]](Decimal(said), Decimal(found[2]))
    if condition.startswith("!="):
        return said.casefold() != condition[2:].strip().casefold()
    return said.casefold() == condition.casefold()
