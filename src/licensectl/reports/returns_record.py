"""A return as JSON shows it: the keys only ever grow."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import asdict

from licensectl.domain.return_case import ReturnCase
from licensectl.domain.return_order import Part
from licensectl.domain.return_words import credit_out
from licensectl.domain.returns import ReturnAnswer, Side
from licensectl.domain.text import Lang, Text, read
from licensectl.reports.zone import Zone


def record(case: ReturnCase, zone: Zone, lang: Lang) -> dict[str, Any]:
    """The answer, then what it is read with: readings, deadlines, who acts and how, the plan, both sides, the order's lines."""
    answer, rule = case.answer, case.rule
    return {
        **_answer(answer, lang),
        "actions": texts(answer.actions, lang),
        "sources": answer.sources,
        "confidence": rule.confidence if rule else None,
        "readings": texts(rule.readings, lang) if rule else [],
        "deadlines": {
            "time_zone": zone.name,
            "last_safe": zone.record(answer.safe_until),
            "last_possible": zone.record(answer.possible_until),
        },
        "credit": {"invoice_month": f"{answer.credit_month:%Y-%m}", "invoice_by": credit_out(answer.credit_month)}
        if answer.credit_month
        else None,
        "who": {"actor": case.actor, "how": read(case.route.how, lang), "roles": texts(case.route.roles, lang)} if case.route else None,
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
    return {
        "verdict": answer.verdict,
        "refund": answer.refund,
        "refund_amount": answer.refund_amount,
        "rule": answer.rule,
        "window_days": answer.window_days,
        "elapsed_days": answer.elapsed_days,
        "last_safe_day": answer.last_safe_day,
        "last_possible_day": answer.last_possible_day,
        "reasons": texts(answer.reasons, lang),
    }


def _line(part: Part, lang: Lang) -> dict[str, Any]:
    line = part.line
    return {
        "number": line.number,
        "offer_id": line.offer_id,
        "title": line.title,
        "quantity": line.quantity,
        "returned": part.question.returned or line.quantity,
        "unit_price": line.unit_price,
        **_answer(part.answer, lang),
    }


def _support(case: ReturnCase, lang: Lang) -> dict[str, Any] | None:
    support = case.route.support if case.route else None
    if support is None:
        return None
    fields = [{"name": name, "title": read(title, lang), "value": value} for name, title, value in case.support_fields()]
    return {"type": support.type, "fields": fields, "sources": support.sources}


def _side(side: Side | None, lang: Lang) -> dict[str, Any] | None:
    return None if side is None else {**asdict(side), "reasons": texts(side.reasons, lang)}


def _provider(case: ReturnCase, lang: Lang) -> dict[str, Any] | None:
    held = _side(case.answer.by_provider, lang)
    if held is None or case.named is None:
        return held
    provider = case.named.provider
    contact = {**asdict(provider.contact), "form": read(provider.contact.form, lang) or None}
    return {**held, "title": provider.title, "contact": contact, "readings": texts(provider.readings, lang)}


def texts(held: Sequence[Text], lang: Lang) -> list[str]:
    """The words in one language."""
    return [read(text, lang) for text in held]
