"""May this be given back, until when, for how much, by which rule."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Literal, NamedTuple

from msgspec import Struct

from licensectl.domain import return_words as words
from licensectl.domain.money import CURRENCY, Money, parse_amount
from licensectl.domain.return_rules import Condition, Moment, Refund, first, last, last_days, standing, utc_day, within
from licensectl.domain.return_rules import ReturnRule as ReturnRule
from licensectl.domain.return_rules import ReturnsFile as ReturnsFile
from licensectl.domain.text import Bilingual, Text
from licensectl.errors import Failure
from licensectl.faults import returning as faults

Verdict = Literal["eligible", "not_eligible", "review", "invalid"]
BARE_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# The states in which an order is an ordinary purchase; for any other no public rule says whether it can be returned (ORD).
SETTLED = ("", "completed", "active")
SELECTORS = {"market": "markets", "buyer": "buyers", "channel": "channels"}


class ReturnQuestion(Struct, frozen=True, kw_only=True):
    """What is to be given back; moments are UTC days or instants. `quantity` None: the whole line, however many."""

    program: str
    kind: str
    purchased: Moment
    requested: Moment
    delivered: Moment | None = None
    quantity: int | None = None
    returned: int | None = None
    unit_price: Money | None = None
    segment: str | None = None
    buyer: str | None = None
    market: str | None = "IT"
    channel: str | None = None
    seal: str | None = None
    activated: bool | None = None
    order_status: str | None = None

    @property
    def partial(self) -> bool:
        """Whether less is to be returned than was bought."""
        return self.quantity is not None and self.returned is not None and self.returned < self.quantity


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


class Finding(NamedTuple):
    """One thing that stands against a return; `curable` by returning the whole, `refund_known` when the rule's refund would hold."""

    verdict: Literal["review", "not_eligible"]
    reason: Text
    curable: bool = False
    refund_known: bool = True


def parse_moment(text: str, option: str = "") -> Moment:
    """The UTC day of `2026-03-01` or the UTC instant of a timestamp with its offset; Failure for 31 February or a naive time."""
    try:
        if BARE_DAY.fullmatch(text):
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text) if BARE_DAY.match(text) else None
        if moment is not None and moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        moment = None
    raise Failure((faults.NAIVE if moment else faults.BAD_DAY).at(option=option, value=text[:60]))


def parse_price(text: str | None, currency: str) -> Money | None:
    """The price paid, or None where none was given; Failure for what is no amount."""
    if text is None:
        return None
    amount = parse_amount(text)
    if amount is None or amount < 0 or not CURRENCY.fullmatch(currency):
        raise Failure(faults.BAD_AMOUNT.at(option="--unit-price", value=f"{text[:60]} {currency[:10]}"))
    return Money(amount, currency)


def check(question: ReturnQuestion, rules: Mapping[str, ReturnRule]) -> ReturnAnswer:
    """The answer under the rule in force on the purchase date; Failure where no rule on record fits the question."""
    fault = _impossible(question)
    if fault:
        return ReturnAnswer(verdict="invalid", refund="none", reasons=[fault])
    id, rule = pick(question, rules)
    if rule.outcome == "closed":
        return ReturnAnswer(verdict="invalid", refund="none", rule=id, reasons=[rule.title], sources=rule.sources)
    if rule.outcome != "window":
        refund: Refund = "seller_policy" if rule.outcome == "seller_policy" else "none"
        return ReturnAnswer(
            verdict="not_eligible", refund=refund, rule=id, reasons=[rule.title], actions=rule.actions, sources=rule.sources
        )
    return _in_window(id, rule, question)


def pick(question: ReturnQuestion, rules: Mapping[str, ReturnRule]) -> tuple[str, ReturnRule]:
    """The rule for program, kind, purchase day, market, buyer and channel; Failure names what is missing or unknown."""
    program, kind, day = question.program, question.kind, utc_day(question.purchased)
    held = {id: rule for id, rule in rules.items() if rule.program == program and rule.kind in (kind, "any")}
    if not held:
        known = ", ".join(sorted({f"{rule.program} {rule.kind}" for rule in rules.values()}))
        raise Failure(faults.NO_RULE.at(program=program, kind=kind, known=known))
    dated = {id: rule for id, rule in held.items() if rule.contains(day)}
    if not dated:
        since = min(rule.from_ or day for rule in held.values())
        raise Failure(faults.NO_RULE_THEN.at(program=program, kind=kind, day=day, since=since))
    fitting = [id for id, rule in dated.items() if not any(_unfit(rule, question))]
    if fitting:
        id = max(fitting, key=lambda id: dated[id].from_ or date.min)
        return id, dated[id]
    for rule in dated.values():
        unfit = list(_unfit(rule, question))
        if all(getattr(question, name) is None for name in unfit):
            raise Failure(faults.ASK.at(option=f"--{unfit[0]}"))
    who = ", ".join(f"{name} {getattr(question, name)}" for name in SELECTORS if getattr(question, name))
    raise Failure(faults.NO_RULE_HERE.at(program=program, kind=kind, who=who))


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


def _in_window(id: str, rule: ReturnRule, question: ReturnQuestion) -> ReturnAnswer:
    start = question.purchased if rule.starts == "purchase" else question.delivered
    findings = [*_time(rule, start, question), *_conditions(rule, question), *_quantity(rule, question), *_status(question)]
    verdict = _worst(findings)
    refund = _refund(rule, question, verdict, findings)
    ends = last_days(rule, start) if start is not None else (None, None)
    return ReturnAnswer(
        verdict=verdict,
        refund=refund,
        refund_amount=_amount(question) if refund == "full" else None,
        rule=id,
        window_days=rule.days,
        elapsed_days=(utc_day(question.requested) - utc_day(start)).days if start is not None else None,
        last_safe_day=ends[0],
        last_possible_day=ends[1],
        reasons=[*_passed(rule, start, question), *(finding.reason for finding in findings if finding.verdict == verdict)],
        actions=_actions(rule, question, findings),
        sources=rule.sources,
    )


def _passed(rule: ReturnRule, start: Moment | None, question: ReturnQuestion) -> Iterator[Bilingual]:
    if start is None or rule.days is None:
        yield words.FROM_DELIVERY
    elif rule.window_hours and isinstance(start, datetime) and isinstance(question.requested, datetime):
        yield words.hours_of(int((question.requested - start).total_seconds() // 3600), rule.window_hours)
    else:
        yield words.day_of((utc_day(question.requested) - utc_day(start)).days, rule.days)


def _time(rule: ReturnRule, start: Moment | None, question: ReturnQuestion) -> Iterator[Finding]:
    # Before a delivery that nobody dated, the purchase is the earliest start: in time from there is in time.
    stands = standing(rule, start or question.purchased, question.requested)
    if start is None and stands != "in":
        yield Finding("review", words.NO_DELIVERY)
    elif stands == "out":
        yield Finding("not_eligible", words.OVER)
    elif stands == "open":
        yield Finding("review", words.HOUR_DECIDES if rule.window_hours else words.LAST_DAY)


def _conditions(rule: ReturnRule, question: ReturnQuestion) -> Iterator[Finding]:
    for condition in rule.conditions:
        value = _fact(condition, question)
        if value in condition.refused:
            yield Finding("not_eligible", condition.reason)
        elif value not in condition.accepted:
            yield Finding("review", condition.ask)


def _fact(condition: Condition, question: ReturnQuestion) -> str | None:
    if condition.fact == "seal":
        return question.seal
    if condition.fact == "supplied" and question.delivered is not None and first(question.delivered) <= last(question.requested):
        return "yes"
    return None if question.activated is None else "yes" if question.activated else "no"


def _quantity(rule: ReturnRule, question: ReturnQuestion) -> Iterator[Finding]:
    if question.partial and rule.unit == "unsaid":
        yield Finding("review", words.PART_UNSAID)
    elif question.partial and rule.unit != "any_quantity":
        yield Finding("not_eligible", words.WHOLE_ORDER if rule.unit == "order" else words.WHOLE_LINE, curable=True)


def _status(question: ReturnQuestion) -> Iterator[Finding]:
    status = (question.order_status or "").strip()
    if status.casefold() in ("cancelled", "canceled"):
        yield Finding("not_eligible", words.CANCELLED)
    elif status.casefold() not in SETTLED:
        yield Finding("review", words.no_rule_for_state(status), refund_known=False)


def _worst(findings: list[Finding]) -> Verdict:
    found = {finding.verdict for finding in findings}
    return "not_eligible" if "not_eligible" in found else "review" if found else "eligible"


def _refund(rule: ReturnRule, question: ReturnQuestion, verdict: Verdict, findings: list[Finding]) -> Refund:
    if verdict == "not_eligible" or not all(finding.refund_known for finding in findings):
        return "none"
    return "full" if rule.full_hours and within(rule.full_hours, question.purchased, question.requested) else rule.refund


def _amount(question: ReturnQuestion) -> Money | None:
    count = question.returned or question.quantity
    return (question.unit_price * count).rounded() if question.unit_price is not None and count else None


def _actions(rule: ReturnRule, question: ReturnQuestion, findings: list[Finding]) -> list[Text]:
    """What to do where a return may succeed, if need be by returning the whole."""
    if any(finding.verdict == "not_eligible" and not finding.curable for finding in findings):
        return []
    actions: list[Text] = list(rule.actions)
    if any(finding.curable for finding in findings):
        quantity, returned = question.quantity or 0, question.returned or 0
        actions.insert(0, words.rebuy(quantity, quantity - returned, rule.unit == "order"))
    if rule.credit:
        actions.append(words.credit_on(utc_day(question.requested)))
    return actions
