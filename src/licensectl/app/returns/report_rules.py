"""Return rules by purchase date: a table, a picture of the regimes, and what contradicts them."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from licensectl.app.returns.report import REFUNDS, texts
from licensectl.core.text import Lang, Text
from licensectl.domain.returns.providers import Policy
from licensectl.domain.returns.rules import ReturnRule
from licensectl.domain.returns.sentences import BUYERS, CHANNELS
from licensectl.domain.returns.stricter import Named
from licensectl.domain.returns.texts import KINDS
from licensectl.domain.returns.window import ReturnWindow
from licensectl.i18n.terms import Coded, coded
from licensectl.i18n.translate import N_, rendered, translate
from licensectl.render.chart import Span, Spans
from licensectl.render.report import Column, Report, Table, fields_of, framed, table_of
from licensectl.render.return_terms import WHILE, kind_cell

OUTCOMES = {
    "never": N_("never"),
    "closed": N_("no purchase possible"),
    "seller_policy": N_("seller's policy"),
    "ask": N_("no window"),
}
DAYS, HOURS = N_("{n} days"), N_("{n} hours ({days} days)")
BUSINESS_DAYS = N_("{n} working days")
FROM_DELIVERY = N_("from delivery")
UNITS = {
    "order_line": N_("whole line"),
    "order": N_("whole order"),
    "any_quantity": N_("any quantity"),
    "unsaid": N_("not said"),
}
PICTURE = N_("Rules by purchase date; bars at the left edge reach further back")
MARKETS, FEW = N_("{n} markets"), 3
DISPUTED = N_("disputed")
MARGIN = timedelta(days=300)


def timeline(
    rules: Mapping[str, ReturnRule], named: Named | None, short: Mapping[str, Text], day: date, stamp: Mapping[str, str], lang: Lang
) -> Report:
    """Return the report of `returns explain`; the rules that let return on `day` are marked. `short`: what programs are called."""
    return Report(
        translate(N_("Return rules"), lang),
        _table(rules, lang),
        framed("return-rules", stamp, _record(rules, named, day, lang), (), lang),
        more=(_policies(named, lang),) if named and named.provider.policies else (),
        charts=(_picture(rules, short, day, lang),),
        notes=tuple(_notes(rules, named, lang)),
        used=tuple(rules),
    )


def length(window: ReturnWindow, lang: Lang) -> str:
    """Return the length of a window in words; "" if no end is known."""
    said = ((DAYS, window.window_days), (HOURS, window.window_hours), (BUSINESS_DAYS, window.window_business_days))
    parts = [translate(words.filled(n=count, days=count // 24), lang) for words, count in said if count is not None]
    return " ".join([*parts, translate(FROM_DELIVERY, lang)] if parts and window.starts == "delivery" else parts)


def _said(rule: ReturnRule, lang: Lang) -> str:
    return length(rule, lang) if rule.outcome == "window" else translate(OUTCOMES[rule.outcome], lang)


def _whom(rule: ReturnRule, lang: Lang) -> str:
    many = len(rule.markets) > FEW
    markets = translate(MARKETS.filled(n=len(rule.markets)), lang) if many else ", ".join(rule.markets)
    buyers = [translate(BUYERS.get(name, name), lang) for name in rule.buyers]
    channels = [translate(CHANNELS.get(name, name), lang) for name in rule.channels]
    return ", ".join(part for part in (markets, *buyers, *channels) if part)


def _table(rules: Mapping[str, ReturnRule], lang: Lang) -> Table:
    return table_of(
        rules,
        (Column("rule", N_("Rule"), "id"), lambda one: one),
        (Column("from", N_("From"), "date"), lambda one: rules[one].from_),
        (Column("until", N_("Until"), "date"), lambda one: rules[one].until),
        (Column("window", N_("Window")), lambda one: _said(rules[one], lang)),
        (Column("refund", N_("Refund")), lambda one: _refund(rules[one], lang) if rules[one].refund != "none" else None),
        (Column("unit", N_("Goes back")), lambda one: _unit(rules[one], lang) if rules[one].outcome == "window" else None),
        (
            Column("whom", N_("For"), audience="all" if any(_whom(rule, lang) for rule in rules.values()) else "files"),
            lambda one: _whom(rules[one], lang) or None,
        ),
        (Column("confidence", N_("Confidence")), lambda one: coded(rules[one].confidence, lang)),
        (Column("sources", N_("Sources")), lambda one: ", ".join(rules[one].sources)),
        (Column("program", N_("Program"), audience="files"), lambda one: rules[one].program),
        (Column("kind", N_("Kind"), audience="files"), lambda one: kind_cell(rules[one].kind, lang)),
    )


def _refund(rule: ReturnRule, lang: Lang) -> Coded:
    return Coded(rule.refund, translate(REFUNDS[rule.refund], lang))


def _unit(rule: ReturnRule, lang: Lang) -> Coded:
    return Coded(rule.unit, translate(UNITS[rule.unit], lang))


def _picture(rules: Mapping[str, ReturnRule], short: Mapping[str, Text], day: date, lang: Lang) -> Spans:
    # Without a margin an open beginning would be drawn on the edge, as if it had lasted a day.
    edge = min((known for rule in rules.values() for known in (rule.from_, rule.until) if known), default=day) - MARGIN
    spans = tuple(
        Span(
            f"{translate(short[rule.program], lang)}, {translate(KINDS.get(rule.kind, rule.kind), lang)}",
            rule.from_ or edge,
            rule.until,
            " ".join(part for part in (_said(rule, lang), _whom(rule, lang)) if part),
            rule.contains(day) and rule.outcome not in ("never", "closed"),
        )
        for rule in rules.values()
    )
    return Spans(translate(PICTURE, lang), spans, day)


def _notes(rules: Mapping[str, ReturnRule], named: Named | None, lang: Lang) -> Iterator[str]:
    for rule_id, rule in rules.items():
        for dispute in rule.disputed:
            days = f"{dispute.from_ or '…'} – {dispute.until or '…'}"
            yield f"{rule_id}: {translate(DISPUTED, lang)} {days}: {translate(dispute.reading, lang)}"
        yield from (f"{rule_id}: {translate(reading, lang)}" for reading in rule.readings)
    if named:
        provider = named.provider
        held: list[Text] = [*provider.readings, *(reading for policy in provider.policies.values() for reading in policy.readings)]
        yield from (f"{provider.title}: {translate(reading, lang)}" for reading in held)


def _policies(named: Named, lang: Lang) -> Table:
    held = named.provider.policies
    return table_of(
        held,
        (Column("policy", N_("Policy"), "id"), lambda one: one),
        (Column("from", N_("From"), "date"), lambda one: held[one].from_),
        (Column("until", N_("Until"), "date"), lambda one: held[one].until),
        (Column("window", N_("Window")), lambda one: length(held[one], lang) or None),
        (
            Column("only_while", N_("Condition")),
            lambda one: ", ".join(translate(WHILE[name], lang) for name in held[one].only_while) or None,
        ),
        (Column("fee", N_("Kept by the provider")), lambda one: _fee(held[one], lang)),
        (Column("confidence", N_("Confidence")), lambda one: coded(held[one].confidence, lang)),
        (Column("sources", N_("Sources")), lambda one: ", ".join(held[one].sources)),
        title=named.provider.title,
    )


def _fee(policy: Policy, lang: Lang) -> str | None:
    if policy.restocking_percent is not None:
        return f"{rendered(policy.restocking_percent, lang)} %"
    return str(rendered(policy.restocking_fee, lang)) if policy.restocking_fee is not None else None


def _record(rules: Mapping[str, ReturnRule], named: Named | None, day: date, lang: Lang) -> dict[str, Any]:
    return {
        "rules": [_rule(rule_id, rule, day, lang) for rule_id, rule in rules.items()],
        "provider": {"id": named.id, "title": named.provider.title, "policies": list(named.provider.policies)} if named else None,
    }


def _rule(rule_id: str, rule: ReturnRule, day: date, lang: Lang) -> dict[str, Any]:
    plain = ("program", "kind", "outcome", "window_days", "window_hours", "window_business_days", "starts", "boundary", "refund")
    lists = ("unit", "exchange", "markets", "buyers", "channels", "events", "confidence", "sources")
    return {
        "id": rule_id,
        "title": translate(rule.title, lang),
        "from": rule.from_,
        "until": rule.until,
        "in_force": rule.contains(day),
        **fields_of(rule, *plain, *lists),
        "disputed": [
            {"from": held.from_, "until": held.until, "reading": translate(held.reading, lang), "sources": held.sources}
            for held in rule.disputed
        ],
        "readings": texts(rule.readings, lang),
    }
