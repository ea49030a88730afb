"""Return rules in one sentence: the cell `returns` of a program, made from its rules and never written beside them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from licensectl.core.period import Period
from licensectl.core.sources import Confidence
from licensectl.core.text import Text
from licensectl.domain.programs.compare import AttributeRow
from licensectl.domain.programs.model import Fact, Program
from licensectl.domain.returns.rules import ReturnRule
from licensectl.i18n.translate import N_, joined, translate

# The attribute of programs that return rules say.
RETURNS = "returns"
OF_ORDER, OF_DELIVERY = N_("of the order"), N_("of the delivery")
EVENTS = {"addition": N_("of the addition"), "renewal": N_("of the renewal")}
OR = N_(" or ")
REFUNDS = {
    "full": N_("full credit"),
    "prorated": N_("pro-rated refund"),
    "none": N_("return without a refund"),
    "seller_policy": N_("return on the seller's terms"),
}
UNITS = {
    "order_line": N_("only whole order lines"),
    "order": N_("only the whole order"),
    "any_quantity": N_("any quantity"),
}
NEXT_WORKING_DAY = N_("to the next working day if the last one is not a working day")
NO_EXCHANGE = N_("no exchange")
OUTCOMES = {
    "never": N_("no return"),
    "closed": N_("no purchase possible"),
    "seller_policy": N_("the seller's policy"),
    "ask": N_("no fixed window"),
}
BUYERS = {"consumer": N_("consumers"), "business": N_("businesses")}
CHANNELS = {"online": N_("bought online"), "store": N_("bought in a shop")}
# The least certain first.
CONFIDENCES: tuple[Confidence, ...] = ("low", "medium", "high")
LENGTHS = re.compile(r"\b(\d+)(?:[ -]| calendar | working )(?:days?|hours?|giorni|ore)\b", re.ASCII)
DAY = timedelta(days=1)


def with_return_rules(
    rows: Sequence[AttributeRow], programs: Mapping[str, Program], rules: Mapping[str, ReturnRule], day: date
) -> list[AttributeRow]:
    """Return the rows of a comparison, the cells of `returns` as the rules in force on `day` say them."""
    return [_said(row, programs, rules, day) if row.id == RETURNS else row for row in rows]


def _said(row: AttributeRow, programs: Mapping[str, Program], rules: Mapping[str, ReturnRule], day: date) -> AttributeRow:
    found = {
        program_id: next((said for said in return_facts(program_id, programs[program_id], rules) if said.contains(day)), fact)
        for program_id, fact in row.facts.items()
    }
    return replace(row, facts=found)


def return_facts(program_id: str, program: Program, rules: Mapping[str, ReturnRule]) -> list[Fact]:
    """Return the return rules of a program as facts, the newest first: one for each period with the same rules.

    Days for which no rule is on record keep what the program itself says of them, and so does a program without any rule.
    """
    held = list(rules_of(program_id, program, rules).values())
    written = program.facts(RETURNS)
    if not held:
        return written
    found: list[Fact] = []
    for stretch in _stretches(held):
        in_force = [rule for rule in held if rule.overlaps(stretch)]
        found += [_fact(in_force, stretch, written)] if in_force else [_cut(fact, stretch) for fact in written if fact.overlaps(stretch)]
    return found[::-1]


def rules_of(program_id: str, program: Program, rules: Mapping[str, ReturnRule]) -> dict[str, ReturnRule]:
    """Return the rules for purchases under a program, by id."""
    named = program.returned_as.program or program_id
    kinds = (*program.returned_as.kinds, "any")
    return {
        rule_id: rule
        for rule_id, rule in rules.items()
        if rule.program == named and rule.kind in kinds and (not rule.events or "purchase" in rule.events)
    }


def _stretches(rules: Sequence[ReturnRule]) -> Iterator[Period]:
    """Yield the stretches of days, the oldest first, at whose ends a rule begins or ends."""
    begins = {rule.from_ for rule in rules if rule.from_} | {rule.until + DAY for rule in rules if rule.until and rule.until < date.max}
    edges = sorted(begins)
    for start, after in zip([None, *edges], [*edges, None], strict=True):
        yield Period(from_=start, until=after - DAY if after else None)


def _fact(rules: Sequence[ReturnRule], stretch: Period, written: Sequence[Fact]) -> Fact:
    """Return the rules as a fact, with what is written beside them: claims, and the note and sources of an entry without a value."""
    beside = [fact for fact in written if fact.value is None and fact.sources and fact.overlaps(stretch)]
    notes = [*(note for rule in rules for note in _notes(rule)), *(fact.note for fact in beside if fact.note)]
    return Fact(
        from_=stretch.from_,
        until=stretch.until,
        value=joined([sentence(rule) for rule in rules]),
        note=joined(notes) if notes else None,
        sources=list(dict.fromkeys((*(key for rule in rules for key in rule.sources), *(key for fact in beside for key in fact.sources)))),
        as_of=max((rule.as_of for rule in rules if rule.as_of), default=None),
        confidence=min((rule.confidence for rule in rules), key=CONFIDENCES.index),
        claims=list(dict.fromkeys(claim for fact in written for claim in fact.claims)),
    )


def _notes(rule: ReturnRule) -> Iterator[Text]:
    yield from (condition.reason for condition in rule.conditions)
    yield from (dispute.reading for dispute in rule.disputed)


def _cut(fact: Fact, stretch: Period) -> Fact:
    begins = [day for day in (fact.from_, stretch.from_) if day]
    ends = [day for day in (fact.until, stretch.until) if day]
    return replace(fact, from_=max(begins, default=None), until=min(ends, default=None))


def sentence(rule: ReturnRule) -> Text:
    """Return the rule in one sentence, introduced by its audience if it is not for everybody."""
    said = _by_window(rule) if rule.outcome == "window" else OUTCOMES[rule.outcome]
    whom = _whom(rule)
    return joined([whom, said], ": ") if whom else said


def _by_window(rule: ReturnRule) -> Text:
    parts: list[Text] = [joined([REFUNDS[rule.refund], window(rule)], " ")]
    if rule.closed_last_day == "next_working_day":
        parts.append(NEXT_WORKING_DAY)
    if rule.full_hours is not None:
        hours = rule.full_hours
        parts.append(N_("in full for the first {hours} hours").filled(hours=hours))
    parts += [UNITS[rule.unit]] if rule.unit in UNITS else []
    parts += [NO_EXCHANGE] if rule.exchange == "never" else []
    return joined(parts)


def within_days(days: int) -> Text:
    """Return the length of a window of so many days."""
    return N_("within {days} days").filled(days=days)


def window(rule: ReturnRule) -> Text:
    """Return the length of the window of a rule and what it runs from."""
    if rule.window_hours is not None:
        hours, days = rule.window_hours, rule.window_hours // 24
        length: Text = N_("within {hours} hours ({days} days)").filled(hours=hours, days=days)
    elif rule.window_business_days is not None:
        days = rule.window_business_days
        length = N_("within {days} working days").filled(days=days)
    else:
        length = within_days(rule.window_days or 0)
    starts = [OF_DELIVERY] if rule.starts == "delivery" else [OF_ORDER, *(EVENTS[event] for event in rule.events if event in EVENTS)]
    return joined([length, joined(starts, OR)], " ")


def _whom(rule: ReturnRule) -> Text:
    if rule.whom is not None:
        return rule.whom
    buyers = [BUYERS.get(name, name) for name in rule.buyers]
    channels = [CHANNELS.get(name, name) for name in rule.channels]
    named: list[Text] = [*rule.markets, *buyers, *channels]
    return joined(named, ", ") if named else ""


def strange_lengths(text: Text, rules: Sequence[ReturnRule]) -> list[str]:
    """Return the lengths in days or hours that a text names and none of the rules has."""
    known = {
        length for rule in rules for length in (rule.window_days, rule.days, rule.window_hours, rule.window_business_days, rule.full_hours)
    }
    found = (match for lang in ("en", "it") for match in LENGTHS.finditer(translate(text, lang)))
    return list(dict.fromkeys(match[0] for match in found if int(match[1]) not in known))
