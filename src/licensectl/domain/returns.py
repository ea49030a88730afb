"""May this be given back, until when, for how much, by which rule."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from msgspec import Struct

from licensectl.domain.money import CURRENCY, Money, parse_amount
from licensectl.domain.period import Period
from licensectl.domain.source import Confidence
from licensectl.domain.text import Bilingual, Text
from licensectl.errors import Failure
from licensectl.faults import returning as faults

Verdict = Literal["eligible", "not_eligible", "review", "invalid"]
Refund = Literal["full", "prorated", "none", "seller_policy"]
# Order states for which no public rule says whether a return is possible (facts: PC-2023-03, ORD).
UNDECIDED = ("pending", "pending review", "pending_po_upload", "pending po upload", "po upload complete", "po review rejected", "suspended")


class ReturnRule(Period, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A dated rule: `from`/`until` hold for the purchase date in UTC; the window counts UTC days from it."""

    program: str
    kind: str
    window_days: int
    boundary: Literal["review", "in", "out"]
    refund: Refund
    unit: Literal["order_line", "order"]
    title: Text
    sources: list[str]
    confidence: Confidence
    readings: list[Text] = []
    actions: list[Text] = []


class ReturnsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `data/returns.yaml`."""

    rules: dict[str, ReturnRule] = {}


class ReturnQuestion(Struct, frozen=True, kw_only=True):
    """What is to be given back. Dates are UTC dates; `quantity` None: the whole line, however many."""

    program: str
    kind: str
    purchased: date
    requested: date
    quantity: int | None = None
    returned: int | None = None
    unit_price: Money | None = None
    order_status: str | None = None


class ReturnAnswer(Struct, frozen=True, kw_only=True):
    """The verdict and everything it rests on. `last_safe_day` and `last_possible_day` are UTC dates."""

    verdict: Verdict
    refund: Refund
    refund_amount: Money | None = None
    rule: str | None = None
    window_days: int | None = None
    elapsed_days: int | None = None
    last_safe_day: date | None = None
    last_possible_day: date | None = None
    reasons: list[Text] = []
    actions: list[Text] = []
    sources: list[str] = []


def parse_day(text: str, option: str) -> date:
    """The UTC date of `2026-03-01` or of a timestamp with its offset; Failure for a day that does not exist or a naive time."""
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC).date()
    except (ValueError, OverflowError):
        raise Failure(faults.BAD_DAY.at(option=option, value=text[:60])) from None
    raise Failure(faults.NAIVE.at(option=option, value=text))


def parse_price(text: str | None, currency: str) -> Money | None:
    """The price paid, or None where none was given; Failure for what is no amount."""
    if text is None:
        return None
    amount = parse_amount(text)
    if amount is None or amount < 0 or not CURRENCY.fullmatch(currency):
        raise Failure(faults.BAD_AMOUNT.at(option="--unit-price", value=f"{text[:60]} {currency[:10]}"))
    return Money(amount, currency)


def check(question: ReturnQuestion, rules: Mapping[str, ReturnRule]) -> ReturnAnswer:
    """The answer under the rule in force on the purchase date; Failure where no rule is on record for the program and kind."""
    fault = _impossible(question)
    if fault:
        return ReturnAnswer(verdict="invalid", refund="none", reasons=[fault])
    held = {id: rule for id, rule in rules.items() if (rule.program, rule.kind) == (question.program, question.kind)}
    if not held:
        known = ", ".join(sorted({f"{rule.program} {rule.kind}" for rule in rules.values()}))
        raise Failure(faults.NO_RULE.at(program=question.program, kind=question.kind, known=known))
    id, rule = next((id, rule) for id, rule in held.items() if rule.contains(question.purchased))
    return _under(rule, id, question)


def _impossible(question: ReturnQuestion) -> Bilingual | None:
    if question.requested < question.purchased:
        return Bilingual("the request is dated before the purchase", "la richiesta è datata prima dell'acquisto")
    quantity, returned = question.quantity, question.returned
    if any(count is not None and count < 1 for count in (quantity, returned)):
        return Bilingual("quantities start at 1", "le quantità partono da 1")
    if quantity is None and returned is not None:
        return Bilingual("say how many were bought: --quantity", "indicare quanti sono stati acquistati: --quantity")
    if quantity is not None and returned is not None and returned > quantity:
        return Bilingual(f"{returned} cannot be returned of {quantity}", f"non se ne possono rendere {returned} su {quantity}")
    return None


def _under(rule: ReturnRule, id: str, question: ReturnQuestion) -> ReturnAnswer:
    elapsed = (question.requested - question.purchased).days
    verdict, reasons = _by_day(rule, elapsed)
    actions = list(rule.actions)
    partial = question.returned is not None and question.quantity is not None and question.returned < question.quantity
    if verdict != "not_eligible" and _undecided(question):
        verdict = "review"
        reasons.append(
            _text(
                f"no rule is known for an order that is '{question.order_status}'",
                f"nessuna regola nota per un ordine '{question.order_status}'",
            )
        )
    if partial and verdict != "not_eligible":
        verdict = "not_eligible"
        reasons = [
            _text(
                "part of an order line cannot be returned, only the whole of it",
                "non si rende parte di una riga d'ordine, solo la riga intera",
            )
        ]
        actions.insert(0, _rebuy(question))
    refund: Refund = rule.refund if verdict in ("eligible", "review") else "none"
    amount = (question.unit_price * question.quantity).rounded() if refund == "full" and question.unit_price and question.quantity else None
    return ReturnAnswer(
        verdict=verdict,
        refund=refund,
        refund_amount=amount,
        rule=id,
        window_days=rule.window_days,
        elapsed_days=elapsed,
        last_safe_day=_day_after(question.purchased, rule.window_days - (0 if rule.boundary == "in" else 1)),
        last_possible_day=_day_after(question.purchased, rule.window_days - (1 if rule.boundary == "out" else 0)),
        reasons=reasons,
        actions=actions if verdict != "not_eligible" or (partial and elapsed <= rule.window_days) else [],
        sources=rule.sources,
    )


def _by_day(rule: ReturnRule, elapsed: int) -> tuple[Verdict, list[Text]]:
    """n < N in time, n > N late, n = N as the rule's boundary says (facts: PC-SWSUB leaves it open)."""
    said = _text(f"day {elapsed} of a window of {rule.window_days}", f"giorno {elapsed} di un termine di {rule.window_days}")
    if elapsed == rule.window_days:
        return ({"review": "review", "in": "eligible", "out": "not_eligible"}[rule.boundary], [said])  # type: ignore[return-value]
    return ("eligible" if elapsed < rule.window_days else "not_eligible"), [said]


def _undecided(question: ReturnQuestion) -> bool:
    return question.order_status is not None and question.order_status.strip().casefold() in UNDECIDED


def _rebuy(question: ReturnQuestion) -> Bilingual:
    keep = (question.quantity or 0) - (question.returned or 0)
    return _text(
        f"return all {question.quantity} within the window, then buy {keep} again, at the price list of that day",
        f"rendere tutte le {question.quantity} nel termine, poi riacquistarne {keep}, al listino di quel giorno",
    )


def _day_after(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _text(en: str, it: str) -> Bilingual:
    return Bilingual(en, it)
