"""May this be given back, until when, for how much, by which rule."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from licensectl.core.money import Money
from licensectl.core.text import Bilingual, Text
from licensectl.domain.returns import messages
from licensectl.domain.returns import texts as words
from licensectl.domain.returns.findings import ReturnFinding, findings, start_of
from licensectl.domain.returns.question import ReturnQuestion as ReturnQuestion
from licensectl.domain.returns.question import parse_moment as parse_moment
from licensectl.domain.returns.rules import SELECTORS, Refund
from licensectl.domain.returns.rules import ReturnRule as ReturnRule
from licensectl.domain.returns.rules import ReturnsFile as ReturnsFile
from licensectl.domain.returns.window import Ends, ReturnWindow, ends, first, last, utc_day, within
from licensectl.errors import LicensectlError, Problem

Verdict = Literal["eligible", "not_eligible", "review", "invalid"]


class PartyAnswer(Struct, frozen=True, kw_only=True):
    """What one of two says by itself: the rule, or a provider's policy; `verdict` None where a provider says nothing of it."""

    id: str
    verdict: Verdict | None = None
    policy: str | None = None
    window_days: int | None = None
    last_safe_day: date | None = None
    last_possible_day: date | None = None
    reasons: list[Text] = []
    sources: list[str] = []


class ReturnAnswer(Struct, frozen=True, kw_only=True):
    """The verdict and everything it rests on. `last_safe_day` and `last_possible_day` are UTC dates, `safe_until` and
    `possible_until` the last second of each in UTC, which an hour window ends within a day; `credit_month` is the month of
    the invoice that carries the credit, where the source says so; `curable`: returning the whole would help.

    With a provider the stricter of two decides, `decided_by`, and `by_rule` and `by_provider` are what each says by itself;
    `fee` is what the provider keeps, already taken off the amount.
    """

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
    safe_until: datetime | None = None
    possible_until: datetime | None = None
    credit_month: date | None = None
    curable: bool = False
    fee: Money | None = None
    decided_by: Literal["rule", "provider"] | None = None
    by_rule: PartyAnswer | None = None
    by_provider: PartyAnswer | None = None


def check(question: ReturnQuestion, rules: Mapping[str, ReturnRule]) -> ReturnAnswer:
    """The answer under the rule in force on the purchase date; LicensectlError where no rule on record fits the question."""
    message = _impossible(question)
    if message:
        return ReturnAnswer(verdict="invalid", refund="none", reasons=[message])
    rule_id, rule = pick(question, rules)
    if rule.outcome == "closed":
        return ReturnAnswer(verdict="invalid", refund="none", rule=rule_id, reasons=[rule.title], sources=rule.sources)
    if rule.outcome != "window":
        return _without_window(rule_id, rule)
    return _in_window(rule_id, rule, question)


def pick(question: ReturnQuestion, rules: Mapping[str, ReturnRule]) -> tuple[str, ReturnRule]:
    """The rule for program, kind, purchase day, market, buyer, channel and event; LicensectlError names what is missing or unknown."""
    program, kind, day = question.program, question.kind, utc_day(question.purchased)
    held = [(rule_id, rule) for rule_id, rule in rules.items() if rule.program == program and rule.kind in (kind, "any")]
    fitting = [(rule_id, rule) for rule_id, rule in held if rule.contains(day) and not any(_unfit(rule, question))]
    if not fitting:
        raise LicensectlError(_why_none(question, rules, [rule for _, rule in held]))
    return max(fitting, key=lambda item: item[1].from_ or date.min)


def _why_none(question: ReturnQuestion, rules: Mapping[str, ReturnRule], held: list[ReturnRule]) -> Problem:
    """Return what is missing or unknown in a question that no rule fits; `held` are those of its program and kind."""
    program, kind, day = question.program, question.kind, utc_day(question.purchased)
    if not held:
        known = ", ".join(sorted({f"{rule.program} {rule.kind}" for rule in rules.values()}))
        return messages.NO_RULE.at(program=program, kind=kind, known=known)
    dated = [rule for rule in held if rule.contains(day)]
    if not dated:
        return messages.NO_RULE_THEN.at(program=program, kind=kind, since=min(rule.from_ or day for rule in held))
    for rule in dated:
        unfit = list(_unfit(rule, question))
        if all(getattr(question, name) is None for name in unfit):
            return messages.ASK.at(option=f"--{unfit[0]}")
    against = {name for rule in dated for name in _unfit(rule, question)}
    who = ", ".join(f"{name} {getattr(question, name)}" for name in SELECTORS if name in against and getattr(question, name))
    return messages.NO_RULE_HERE.at(program=program, kind=kind, who=who)


def _unfit(rule: ReturnRule, question: ReturnQuestion) -> Iterator[str]:
    """The names of the options by which the rule does not fit, or may not."""
    for name, allowed in SELECTORS.items():
        if getattr(rule, allowed) and getattr(question, name) not in getattr(rule, allowed):
            yield name


def _impossible(question: ReturnQuestion) -> Bilingual | None:
    quantity, returned, delivered = question.quantity, question.returned, question.delivered
    if last(question.requested) < first(question.purchased):
        return words.BEFORE_PURCHASE
    if delivered is not None and last(delivered) < first(question.purchased):
        return words.BEFORE_DELIVERY
    if any(count is not None and count < 1 for count in (quantity, returned)):
        return words.FROM_ONE
    if quantity is None and returned is not None:
        return words.NO_QUANTITY
    if quantity is not None and returned is not None and returned > quantity:
        return words.too_many(returned, quantity)
    return None


def _without_window(rule_id: str, rule: ReturnRule) -> ReturnAnswer:
    verdict: Verdict = "review" if rule.outcome == "ask" else "not_eligible"
    refund: Refund = "seller_policy" if rule.outcome == "seller_policy" else rule.refund if rule.outcome == "ask" else "none"
    return ReturnAnswer(verdict=verdict, refund=refund, rule=rule_id, reasons=[rule.title], actions=rule.actions, sources=rule.sources)


def _in_window(rule_id: str, rule: ReturnRule, question: ReturnQuestion) -> ReturnAnswer:
    start = start_of(rule, question)
    found = findings(rule, question)
    verdict = worst(found)
    refund = _refund(rule, question, verdict, found)
    end = ends(rule, start) if start is not None else Ends()
    asked, hopeless = utc_day(question.requested), _hopeless(found)
    against = [finding.reason for finding in found if finding.verdict == verdict]
    return ReturnAnswer(
        verdict=verdict,
        refund=refund,
        refund_amount=_amount(question) if refund == "full" else None,
        rule=rule_id,
        window_days=rule.days,
        elapsed_days=(asked - utc_day(start)).days if start is not None else None,
        last_safe_day=end.safe_day,
        last_possible_day=end.possible_day,
        reasons=[*passed(rule, question), *against, *_disputed(rule, question)],
        actions=[] if hopeless else _actions(rule, question, found),
        sources=rule.sources,
        safe_until=end.safe,
        possible_until=end.possible,
        credit_month=asked.replace(day=1) if rule.credit and not hopeless else None,
        curable=verdict == "not_eligible" and not hopeless,
    )


def passed(window: ReturnWindow, question: ReturnQuestion) -> Iterator[Bilingual]:
    """How much of the window has passed."""
    start = start_of(window, question)
    if start is None:
        yield words.FROM_DELIVERY
    elif window.window_hours and isinstance(start, datetime) and isinstance(question.requested, datetime):
        yield words.hours_of(int((question.requested - start).total_seconds() // 3600), window.window_hours)
    elif window.window_business_days is not None:
        yield words.business_days_of(utc_day(start), window.window_business_days)
    elif window.days is not None:
        yield words.day_of((utc_day(question.requested) - utc_day(start)).days, window.days)


def _disputed(rule: ReturnRule, question: ReturnQuestion) -> Iterator[Text]:
    yield from (dispute.reading for dispute in rule.disputed if dispute.contains(utc_day(question.purchased)))


def worst(found: list[ReturnFinding]) -> Literal["eligible", "not_eligible", "review"]:
    """The verdict that these findings make."""
    verdicts = {finding.verdict for finding in found}
    return "not_eligible" if "not_eligible" in verdicts else "review" if verdicts else "eligible"


def _hopeless(found: list[ReturnFinding]) -> bool:
    """Whether not even returning the whole would help."""
    return any(finding.verdict == "not_eligible" and not finding.curable for finding in found)


def _refund(rule: ReturnRule, question: ReturnQuestion, verdict: Verdict, found: list[ReturnFinding]) -> Refund:
    if verdict == "not_eligible" or not all(finding.refund_known for finding in found):
        return "none"
    return "full" if rule.full_hours and within(rule.full_hours, question.purchased, question.requested) else rule.refund


def _amount(question: ReturnQuestion) -> Money | None:
    count = question.returned or question.quantity
    return (question.unit_price * count).rounded() if question.unit_price is not None and count else None


def _actions(rule: ReturnRule, question: ReturnQuestion, found: list[ReturnFinding]) -> list[Text]:
    """What to do where a return may succeed, if need be by returning the whole."""
    actions: list[Text] = list(rule.actions)
    if any(finding.curable for finding in found):
        actions.insert(0, _detour(rule, question))
    if rule.credit:
        actions.append(words.credit_on(utc_day(question.requested)))
    return actions


def _detour(rule: ReturnRule, question: ReturnQuestion) -> Text:
    quantity, whole_order = question.quantity or 0, rule.unit == "order"
    if question.exchange:
        return words.return_and_reorder(whole_order)
    if question.partial:
        return words.rebuy(quantity, quantity - (question.returned or 0), whole_order)
    return words.REORDER_LINES
