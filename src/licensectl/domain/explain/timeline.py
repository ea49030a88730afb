"""The timeline: recorded events, changed values of programs, new return rules, support dates."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from licensectl.core.sources import Confidence
from licensectl.core.text import Text
from licensectl.domain.catalog.lookup import one_of
from licensectl.domain.facts.background import Event, OtherDate, span
from licensectl.domain.facts.model import Everything
from licensectl.domain.programs.compare import known
from licensectl.i18n.translate import N_, Words, joined

MomentKind = Literal["event", "fact", "return rule", "support"]
PHASES = {
    "released": N_("released"),
    "mainstream_end": N_("end of mainstream support"),
    "extended_end": N_("end of extended support"),
}
# Of a product without an extended phase.
END = N_("end of support")


class TimelineMoment(Struct, frozen=True, kw_only=True):
    """One row of the timeline. `date` as loosely as the source gives it, `others` what other sources say instead.

    `about` are the ids of what it concerns, `ids` those that `explain` knows it by; `programs` and `families` find it.
    """

    date: str
    kind: MomentKind
    text: Text
    about: list[str]
    ids: list[str]
    programs: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    others: list[OtherDate] = []
    sources: list[str] = []
    confidence: Confidence | None = None


def timeline(
    facts: Everything, programs: Sequence[str] = (), families: Sequence[str] = (), first: date | None = None, last: date | None = None
) -> list[TimelineMoment]:
    """Return the moments in order of date that are about any of `programs` or `families` (none named: all) between the two days.

    Raises LicensectlError if a program or family does not exist.
    """
    known(programs, facts.programs.programs, N_("program"))
    of_products = dict.fromkeys(product.family for product in facts.skus.products.values())
    families = [str(one_of(N_("family"), family, of_products)) for family in families]
    told = [_of_event(fact_id, event, facts) for fact_id, event in facts.background.events.items()]
    spoken = {(about, moment.date) for moment in told for about in moment.about}
    found = [*told, *_facts(facts, spoken), *_return_rules(facts, spoken), *_support(facts, spoken)]
    if programs or families:
        found = [moment for moment in found if moment.programs.intersection(programs) or moment.families.intersection(families)]
    return sorted((one for one in found if _within(one, first, last)), key=lambda moment: (moment.date, moment.kind, moment.about))


def _within(moment: TimelineMoment, first: date | None, last: date | None) -> bool:
    spans = [span(day) for day in (moment.date, *(other.date for other in moment.others))]
    return any((last is None or begins <= last) and (first is None or ends >= first) for begins, ends in spans)


def _of_event(fact_id: str, event: Event, facts: Everything) -> TimelineMoment:
    return TimelineMoment(
        date=event.date,
        kind="event",
        text=event.text,
        about=event.about,
        ids=[fact_id],
        programs=frozenset(program for about in event.about for program in _programs_of(about, facts)),
        families=frozenset(family for about in event.about for family in _families_of(about, facts)),
        others=event.others,
        sources=event.sources,
        confidence=event.confidence,
    )


def _programs_of(about: str, facts: Everything) -> list[str]:
    rule = facts.returns.rules.get(about)
    named = rule.program if rule else about.partition(".")[0]
    return [named] if named in facts.programs.programs else []


def _families_of(about: str, facts: Everything) -> list[str]:
    edition = facts.office.editions.get(about)
    product = facts.skus.products.get(about)
    return ["Office"] if edition else [product.family] if product else []


def _facts(facts: Everything, spoken: set[tuple[str, str]]) -> Iterator[TimelineMoment]:
    for fact_id, program in facts.programs.programs.items():
        for name in program.attributes:
            for fact in program.facts(name):
                if fact.from_ is None or _told(f"{fact_id}.{name}", fact.from_, spoken):
                    continue
                yield TimelineMoment(
                    date=fact.from_.isoformat(),
                    kind="fact",
                    text=_said(facts.programs.attributes[name].title if name in facts.programs.attributes else name, fact.value),
                    about=[fact_id],
                    ids=[f"{fact_id}.{name}"],
                    programs=frozenset([fact_id]),
                    sources=fact.sources,
                    confidence=fact.confidence,
                )


def _said(title: Text, value: Text | list[Text] | None) -> Text:
    parts = value if isinstance(value, list) else ["—"] if value is None else [value]
    return joined([title, joined(parts)], ": ")


def _return_rules(facts: Everything, spoken: set[tuple[str, str]]) -> Iterator[TimelineMoment]:
    for fact_id, rule in facts.returns.rules.items():
        if rule.from_ is None or _told(fact_id, rule.from_, spoken):
            continue
        yield TimelineMoment(
            date=rule.from_.isoformat(),
            kind="return rule",
            text=rule.title,
            about=[rule.program],
            ids=[fact_id],
            programs=frozenset([rule.program]),
            sources=rule.sources,
            confidence=rule.confidence,
        )


def _support(facts: Everything, spoken: set[tuple[str, str]]) -> Iterator[TimelineMoment]:
    """Yield one moment for all products that reach the same phase on the same day by the same sources."""
    grouped: dict[tuple[date, Words, tuple[str, ...]], list[str]] = {}
    for fact_id, product in facts.skus.products.items():
        life = product.lifecycle
        for phase, words in PHASES.items():
            day = getattr(life, phase)
            if day is not None and not _told(fact_id, day, spoken):
                said = END if phase == "mainstream_end" and life.extended_end is None else words
                grouped.setdefault((day, said, tuple(life.sources)), []).append(fact_id)
    for (day, said, sources), ids in grouped.items():
        families = frozenset(facts.skus.products[fact_id].family for fact_id in ids)
        yield TimelineMoment(date=day.isoformat(), kind="support", text=said, about=ids, ids=ids, families=families, sources=list(sources))


def _told(fact_id: str, day: date, spoken: set[tuple[str, str]]) -> bool:
    """Return True if an event is about `id` on `day`, or in its month or year."""
    whole = day.isoformat()
    return any((fact_id, whole[:length]) in spoken for length in (4, 7, 10))
