"""The verdict on a return, with its deadline, rule, reasons and what to do."""

from collections.abc import Mapping
from typing import Any

from licensectl.domain.returns import ReturnAnswer, ReturnRule
from licensectl.domain.text import Bilingual, Lang, Text, read
from licensectl.errors import EXIT_DONE, EXIT_NO
from licensectl.reports.record import framed
from licensectl.reports.report import Column, Report, Table
from licensectl.reports.words import word

VERDICTS = {"eligible": "eligible", "not_eligible": "not eligible", "review": "review", "invalid": "invalid"}
SINCE_DELIVERY = Bilingual("Days since the delivery", "Giorni dalla consegna")
REFUNDS = {"full": "full", "prorated": "prorated", "none": "none", "seller_policy": "seller's policy"}


def answer(answer: ReturnAnswer, rules: Mapping[str, ReturnRule], stamp: Mapping[str, str], lang: Lang) -> Report:
    """The report of `returns check`; exit 3 unless eligible."""
    columns = (Column("field", word("Field", lang)), Column("value", word("Value", lang)))
    notes = [f"{word('Reason', lang)}: {read(reason, lang)}" for reason in answer.reasons]
    notes += [f"{word('To do', lang)}: {read(action, lang)}" for action in answer.actions]
    if answer.rule:
        notes += [f"{word('Other readings', lang)}: {read(reading, lang)}" for reading in rules[answer.rule].readings]
        notes.append(f"{word('Sources', lang)}: {', '.join(answer.sources)}")
    verdict = word(VERDICTS[answer.verdict], lang)
    return Report(
        f"{word('Return', lang)}: {verdict}",
        Table(columns, tuple(_fields(answer, rules, lang))),
        framed("return", stamp, _record(answer, lang), (), lang),
        notes=tuple(notes),
        status=EXIT_DONE if answer.verdict == "eligible" else EXIT_NO,
        used=(answer.rule,) if answer.rule else (),
    )


def _fields(answer: ReturnAnswer, rules: Mapping[str, ReturnRule], lang: Lang) -> list[tuple[str, Any]]:
    rule = rules[answer.rule] if answer.rule else None
    since = read(SINCE_DELIVERY, lang) if rule and rule.starts == "delivery" else word("Days since the purchase", lang)
    fields = (
        ("Verdict", word(VERDICTS[answer.verdict], lang)),
        ("Refund", word(REFUNDS[answer.refund], lang)),
        ("Amount", answer.refund_amount.amount if answer.refund_amount is not None else None),
        ("Currency", answer.refund_amount.currency if answer.refund_amount is not None else None),
        ("Rule", f"{answer.rule} – {read(rule.title, lang)}" if rule else None),
        ("Confidence", word(rule.confidence, lang) if rule else None),
        (since, answer.elapsed_days),
        ("Last safe day (UTC)", answer.last_safe_day),
        ("Last possible day (UTC)", answer.last_possible_day),
    )
    return [(word(name, lang), value) for name, value in fields if value is not None]


def _record(answer: ReturnAnswer, lang: Lang) -> dict[str, Any]:
    return {
        "verdict": answer.verdict,
        "refund": answer.refund,
        "refund_amount": answer.refund_amount,
        "rule": answer.rule,
        "window_days": answer.window_days,
        "elapsed_days": answer.elapsed_days,
        "last_safe_day": answer.last_safe_day,
        "last_possible_day": answer.last_possible_day,
        "reasons": _texts(answer.reasons, lang),
        "actions": _texts(answer.actions, lang),
        "sources": answer.sources,
    }


def _texts(texts: list[Text], lang: Lang) -> list[str]:
    return [read(text, lang) for text in texts]
