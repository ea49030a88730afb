"""The verdict on a return as a report and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import asdict

from licensectl.core.money import amount_of
from licensectl.core.text import Lang, Text
from licensectl.core.time_zone import Zone
from licensectl.domain.returns.case import ReturnCase
from licensectl.domain.returns.decide import PartyAnswer, ReturnAnswer
from licensectl.domain.returns.order_lines import LineAnswer
from licensectl.domain.returns.texts import credit_out, month
from licensectl.errors import EXIT_DONE, EXIT_NO
from licensectl.i18n.terms import Coded, term
from licensectl.i18n.translate import N_, rendered, translate
from licensectl.render.report import Column, Report, Table, fields_of, framed, table_of, table_of_fields


def record(case: ReturnCase, zone: Zone, lang: Lang) -> dict[str, Any]:
    """Return the JSON of the answer, with readings, deadlines, the route, the plan, both sides and the order's lines."""
    answer, rule = case.answer, case.rule
    return {
        **_answer(answer, lang),
        "actions": texts(answer.actions, lang),
        "sources": answer.sources,
        "confidence": answer.confidence if rule else None,
        "readings": texts(rule.readings, lang) if rule else [],
        "deadlines": {
            "time_zone": zone.name,
            "last_safe": zone.record(answer.safe_until),
            "last_possible": zone.record(answer.possible_until),
        },
        "credit": {"invoice_month": f"{answer.credit_month:%Y-%m}", "invoice_by": credit_out(answer.credit_month)}
        if answer.credit_month
        else None,
        "who": {"actor": case.actor, "how": translate(case.route.how, lang), "roles": texts(case.route.roles, lang)}
        if case.route
        else None,
        "support_request": _support(case, lang),
        "plan": asdict(case.plan) if case.plan else None,
        "restocking_fee": answer.fee,
        "decided_by": answer.decided_by,
        "by_rule": _side(answer.by_rule, lang),
        "by_provider": _provider(case, lang),
        "order": case.order.id if case.order else None,
        "lines": [_line(part, lang) for part in case.parts],
    }


def _answer(answer: ReturnAnswer, lang: Lang) -> dict[str, Any]:
    deadline = fields_of(answer, "window_days", "elapsed_days", "last_safe_day", "last_possible_day")
    return {**fields_of(answer, "verdict", "refund", "refund_amount", "rule"), **deadline, "reasons": texts(answer.reasons, lang)}


def _line(part: LineAnswer, lang: Lang) -> dict[str, Any]:
    return {
        **fields_of(part.line, "number", "offer_id", "title", "quantity"),
        "returned": part.question.returned or part.line.quantity,
        "unit_price": part.line.unit_price,
        **_answer(part.answer, lang),
    }


def _support(case: ReturnCase, lang: Lang) -> dict[str, Any] | None:
    support = case.route.support if case.route else None
    if support is None:
        return None
    fields = [{"name": name, "title": translate(title, lang), "value": value} for name, title, value in case.support_fields()]
    return {"type": support.type, "fields": fields, "sources": support.sources}


def _side(side: PartyAnswer | None, lang: Lang) -> dict[str, Any] | None:
    return None if side is None else {**asdict(side), "reasons": texts(side.reasons, lang)}


def _provider(case: ReturnCase, lang: Lang) -> dict[str, Any] | None:
    held = _side(case.answer.by_provider, lang)
    if held is None or case.named is None:
        return held
    provider = case.named.provider
    contact = {**asdict(provider.contact), "form": translate(provider.contact.form, lang) or None}
    return {**held, "title": provider.title, "contact": contact, "readings": texts(provider.readings, lang)}


def texts(held: Sequence[Text], lang: Lang) -> list[str]:
    """Return the texts in one language."""
    return [translate(text, lang) for text in held]


VERDICTS = {"eligible": N_("eligible"), "not_eligible": N_("not eligible"), "review": N_("review"), "invalid": N_("invalid")}
SINCE_DELIVERY = N_("Days since the delivery")
REFUNDS = {"full": N_("full"), "prorated": N_("prorated"), "none": N_("none"), "seller_policy": N_("seller's policy")}
ACTORS = {
    "partner": N_("the partner that bought from Microsoft"),
    "provider": N_("the indirect provider"),
    "distributor": N_("the distributor"),
    "seller": N_("the seller"),
    "microsoft": N_("Microsoft"),
}
RULE, PROVIDER = N_("Rule and provider"), N_("the stricter decides")


def check(case: ReturnCase, zone: Zone, stamp: Mapping[str, str], lang: Lang, *, explained: bool = False) -> Report:
    """Return the report of `returns check`, with the other readings of the rule if it is explained; exit 3 unless eligible."""
    answer = case.answer
    verdict = translate(VERDICTS[answer.verdict], lang)
    title = f"{translate(N_('Return'), lang)}: {verdict}"
    return Report(
        f"{title} – {translate(N_('Order'), lang)} {case.order.id}" if case.order else title,
        table_of_fields([row for row in _fields(case, zone, lang) if row[1] is not None], lang),
        framed("return", stamp, record(case, zone, lang), (), lang),
        more=tuple(_more(case, lang)),
        notes=tuple(_notes(case, explained, lang)),
        status=EXIT_DONE if answer.verdict == "eligible" else EXIT_NO,
        used=tuple(dict.fromkeys(rule for rule in (answer.rule, *(part.answer.rule for part in case.parts)) if rule)),
    )


def _fields(case: ReturnCase, zone: Zone, lang: Lang) -> Iterator[tuple[Text, Any]]:
    answer, rule = case.answer, case.rule
    yield N_("Verdict"), translate(VERDICTS[answer.verdict], lang)
    yield N_("Refund"), translate(REFUNDS[answer.refund], lang)
    yield N_("Amount"), amount_of(answer.refund_amount)
    yield N_("Currency"), answer.refund_amount.currency if answer.refund_amount is not None else None
    yield N_("Kept by the provider"), amount_of(answer.fee)
    yield N_("Rule"), f"{answer.rule} – {translate(rule.title, lang)}" if rule else None
    yield N_("Confidence"), term(answer.confidence, lang) if rule and answer.confidence else None
    yield N_("Provider"), case.named.provider.title if case.named else None
    since = SINCE_DELIVERY if rule and rule.starts == "delivery" else N_("Days since the purchase")
    yield since, answer.elapsed_days if answer.elapsed_days is None or answer.elapsed_days >= 0 else None
    zone_name = rule.time_zones.get(case.question.market or "", "UTC") if rule else "UTC"
    yield f"{translate(N_('Last safe day'), lang)} ({zone_name})", answer.last_safe_day
    yield f"{translate(N_('Last possible day'), lang)} ({zone_name})", answer.last_possible_day
    yield N_("Safe until"), zone.shown(answer.safe_until, lang) if answer.safe_until else None
    yield N_("Possible until"), zone.shown(answer.possible_until, lang) if answer.possible_until else None
    yield N_("Credit on the invoice of"), translate(month(answer.credit_month), lang) if answer.credit_month else None
    yield N_("Who acts"), translate(ACTORS[case.actor], lang) if case.actor and answer.actions else None


def _notes(case: ReturnCase, explained: bool, lang: Lang) -> Iterator[str]:
    answer = case.answer
    yield from (f"{translate(N_('Reason'), lang)}: {translate(reason, lang)}" for reason in answer.reasons)
    yield from (f"{translate(N_('To do'), lang)}: {translate(action, lang)}" for action in answer.actions)
    if case.route and answer.actions:
        yield f"{translate(N_('How'), lang)}: {translate(case.route.how, lang)}"
        if case.route.roles:
            yield f"{translate(N_('Role'), lang)}: {'; '.join(translate(role, lang) for role in case.route.roles)}"
    if case.rule and explained:
        yield from (f"{translate(N_('Other readings'), lang)}: {translate(reading, lang)}" for reading in case.rule.readings)
    if case.named:
        yield from (f"{case.named.provider.title}: {translate(reading, lang)}" for reading in case.named.provider.readings)
    if answer.sources:
        yield f"{translate(N_('Sources'), lang)}: {', '.join(answer.sources)}"


def _more(case: ReturnCase, lang: Lang) -> Iterator[Table]:
    if len(case.parts) > 1:
        yield _lines(case, lang)
    if case.answer.by_rule and case.answer.by_provider:
        yield _sides(case.answer.by_rule, case.answer.by_provider, case, lang)
    if case.plan:
        yield _plan(case, lang)
    if case.answer.actions and (fields := case.support_fields()):
        assert case.route and case.route.support
        name = f" «{case.route.support.type}»" if case.route.support.type else ""
        title = f"{translate(N_('If self-service is closed: support request'), lang)}{name}"
        yield table_of_fields(
            [(translate(label, lang), value if value is None else str(rendered(value, lang))) for _, label, value in fields], lang, title
        )


def _lines(case: ReturnCase, lang: Lang) -> Table:
    return table_of(
        case.parts,
        (Column("number", "#", "int"), lambda part: part.line.number),
        (Column("offer_id", "SKU", "id"), lambda part: part.line.offer_id),
        (Column("title", N_("Title")), lambda part: part.line.title),
        (Column("quantity", N_("Qty"), "int"), lambda part: part.question.returned or part.line.quantity),
        (Column("verdict", N_("Verdict")), lambda part: Coded(part.answer.verdict, translate(VERDICTS[part.answer.verdict], lang))),
        (Column("refund_amount", N_("Amount"), "amount"), lambda part: amount_of(part.answer.refund_amount)),
        (Column("last_safe_day", N_("Last safe day (UTC)"), "date"), lambda part: part.answer.last_safe_day),
        title=translate(N_("Lines"), lang),
    )


def _sides(by_rule: PartyAnswer, by_provider: PartyAnswer, case: ReturnCase, lang: Lang) -> Table:
    names = {"rule": by_rule.id, "provider": case.named.provider.title if case.named else by_provider.id}
    sides = {"rule": by_rule, "provider": by_provider}
    return table_of(
        names,
        (Column("by", N_("By")), lambda one: names[one]),
        (Column("verdict", N_("Verdict")), lambda one: (said := sides[one].verdict) and Coded(said, translate(VERDICTS[said], lang))),
        (Column("window_days", N_("Days"), "int"), lambda one: sides[one].window_days),
        (Column("last_safe_day", N_("Last safe day (UTC)"), "date"), lambda one: sides[one].last_safe_day),
        (Column("last_possible_day", N_("Last possible day (UTC)"), "date"), lambda one: sides[one].last_possible_day),
        (Column("decides", N_("Decides")), lambda one: translate(N_("yes"), lang) if one == case.answer.decided_by else ""),
        title=f"{translate(RULE, lang)}: {translate(PROVIDER, lang)}",
    )


def _plan(case: ReturnCase, lang: Lang) -> Table:
    plan = case.plan
    assert plan
    sold = {True: translate(N_("yes"), lang), False: translate(N_("no"), lang), None: translate(N_("unknown"), lang)}
    rows: list[tuple[Text, Any]] = [
        (N_("Give back"), plan.give_back),
        (N_("Buy again"), plan.buy_again),
        (N_("Refund"), amount_of(plan.refund)),
        (N_("Cost price today"), amount_of(plan.unit_price)),
        (N_("Cost of buying again"), amount_of(plan.cost)),
        (N_("Cash back in all"), amount_of(plan.cash_effect)),
        (N_("Dearer than a partial refund by"), amount_of(plan.detour_cost)),
        (N_("Worth it"), sold[plan.pays]),
        (N_("Still sold"), sold[plan.sold]),
        (N_("New last safe day (UTC)"), plan.last_safe_day),
        (N_("New last possible day (UTC)"), plan.last_possible_day),
        (N_("Price from"), plan.price_where or None),
    ]
    currency = next((money.currency for money in (plan.refund, plan.unit_price) if money is not None), "")
    title = translate(N_("Plan: return the whole line, buy the rest again"), lang)
    return table_of_fields(rows, lang, f"{title} ({currency})" if currency else title)
