"""The decision on a return: verdict, deadline, refund, rule."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core.money import Money
from licensectl.core.period import Moment
from licensectl.core.sources import Confidence
from licensectl.core.text import Text
from licensectl.domain.purchases.model import OTHER_VENDOR, UNKNOWN
from licensectl.domain.returns import messages
from licensectl.domain.returns import texts as words
from licensectl.domain.returns.calendar import Calendar
from licensectl.domain.returns.findings import ReturnFinding, end_of, findings, start_of
from licensectl.domain.returns.question import ReturnQuestion as ReturnQuestion
from licensectl.domain.returns.question import parse_moment as parse_moment
from licensectl.domain.returns.rules import SELECTORS, Refund
from licensectl.domain.returns.rules import ReturnRule as ReturnRule
from licensectl.domain.returns.rules import ReturnsFile as ReturnsFile
from licensectl.domain.returns.window import Ends, ReturnWindow, first, last, last_days, utc_day, within
from licensectl.errors import LicensectlError

Verdict = Literal["eligible", "not_eligible", "review", "invalid"]
SEVERITY: dict[Verdict, int] = {"eligible": 0, "review": 1, "not_eligible": 2, "invalid": 3}
KINDS_WITHOUT_RULES = {UNKNOWN: (words.KIND_UNKNOWN, words.ASK_KIND), OTHER_VENDOR: (words.VENDOR_DECIDES, words.ASK_SELLER)}


class PartyAnswer(Struct, frozen=True, kw_only=True):
    """The answer of one side alone: the rule, or a provider's policy; `verdict` None if the provider has no terms for it."""

    id: str
    verdict: Verdict | None = None
    policy: str | None = None
    window_days: int | None = None
    last_safe_day: date | None = None
    last_possible_day: date | None = None
    reasons: list[Text] = []
    sources: list[str] = []


class ReturnAnswer(Struct, frozen=True, kw_only=True):
    """The verdict and its grounds. `last_safe_day` and `last_possible_day` are UTC dates, `safe_until` and
    `possible_until` the last second of each in UTC, which an hour window ends within a day; `credit_month` is the month of
    the invoice that carries the credit, where the source says so; `curable`: returning the whole would help.

    With a provider the stricter of two decides, `decided_by`, and `by_rule` and `by_provider` are what each says by itself;
    `fee` is what the provider keeps, already taken off the amount. `confidence` is that of the rule, lower where sources disagree
    on the refund of these hours.
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
    confidence: Confidence | None = None


def check(question: ReturnQuestion, rules: Mapping[str, ReturnRule]) -> ReturnAnswer:
    """Return the answer under the rule in force on the purchase date; without a rule on record it is a review.

    Raises LicensectlError if the question does not say enough, or if the program's rules do not have the kind.
    """
    message = _impossible(question)
    if message:
        return ReturnAnswer(verdict="invalid", refund="none", reasons=[message])
    if open_ := KINDS_WITHOUT_RULES.get(question.kind):
        return ReturnAnswer(verdict="review", refund="none", reasons=[open_[0]], actions=[open_[1]])
    picked = pick(question, rules)
    if picked is None:
        return ReturnAnswer(verdict="review", refund="none", reasons=[_no_rule(question, rules)], actions=[words.ASK_SELLER])
    rule_id, rule = picked
    if rule.outcome == "closed":
        return replace(_without_window(rule_id, rule), verdict="invalid", actions=[])
    if rule.outcome != "window":
        return _without_window(rule_id, rule)
    return _in_window(rule_id, rule, question)


def window_end(question: ReturnQuestion, rules: Mapping[str, ReturnRule]) -> Ends | None:
    """Return when the window ends that `check` finds, None if it finds no window. Raises LicensectlError as `check`.

    A list of many orders needs nothing else of the answer, which takes far longer.
    """
    picked = None if _impossible(question) or question.kind in KINDS_WITHOUT_RULES else pick(question, rules)
    return end_of(picked[1], question) if picked and picked[1].outcome == "window" else None


def pick(question: ReturnQuestion, rules: Mapping[str, ReturnRule]) -> tuple[str, ReturnRule] | None:
    """Return the rule for program, kind, purchase day, market, buyer, channel and event, None if none is on record.

    Raises LicensectlError as `check`.
    """
    program, kind, day = question.program, question.kind, utc_day(question.purchased)
    held = [(rule_id, rule) for rule_id, rule in rules.items() if rule.program == program and rule.kind in (kind, "any")]
    fitting = [(rule_id, rule) for rule_id, rule in held if rule.contains(day) and not any(_unfit(rule, question))]
    if not fitting:
        _refuse_unclear(question, rules, [rule for _, rule in held])
        return None
    return max(fitting, key=lambda item: item[1].from_ or date.min)


def _refuse_unclear(question: ReturnQuestion, rules: Mapping[str, ReturnRule], held: list[ReturnRule]) -> None:
    """Raise LicensectlError if one more option would find a rule; `held` are the rules of program and kind."""
    day = utc_day(question.purchased)
    kinds = sorted({rule.kind for rule in rules.values() if rule.program == question.program and rule.kind != "any"})
    if kinds and not any(rule.kind == question.kind or rule.contains(day) for rule in held):
        raise LicensectlError(messages.NO_RULE.at(program=question.program, kind=question.kind, known=", ".join(kinds)))
    for rule in held:
        unfit = list(_unfit(rule, question)) if rule.contains(day) else []
        if unfit and all(getattr(question, name) is None for name in unfit):
            raise LicensectlError(messages.ASK.at(option=f"--{unfit[0]}"))


def _no_rule(question: ReturnQuestion, rules: Mapping[str, ReturnRule]) -> Text:
    """Return the reason that a rule is missing, with the options by which the rules of program and kind do not fit."""
    day = utc_day(question.purchased)
    held = [rule for rule in rules.values() if rule.program == question.program and rule.kind in (question.kind, "any")]
    dated = [rule for rule in held if rule.contains(day)]
    against = {name for rule in dated for name in _unfit(rule, question)}
    who = ", ".join(f"{name} {getattr(question, name)}" for name in SELECTORS if name in against and getattr(question, name))
    of = ", ".join(part for part in (question.program, question.kind, who) if part)
    return (words.NO_RULE_THEN if held and not dated else words.NO_RULE).filled(of=of)


def _unfit(rule: ReturnRule, question: ReturnQuestion) -> Iterator[str]:
    """Yield the names of the options by which the rule does not fit, or may not."""
    for name, allowed in SELECTORS.items():
        if getattr(rule, allowed) and getattr(question, name) not in getattr(rule, allowed):
            yield name


def _impossible(question: ReturnQuestion) -> Text | None:
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
        return words.TOO_MANY.filled(returned=returned, quantity=quantity)
    return None


def _without_window(rule_id: str, rule: ReturnRule) -> ReturnAnswer:
    verdict: Verdict = "review" if rule.outcome in ("ask", "seller_policy") else "not_eligible"
    refund: Refund = "seller_policy" if rule.outcome == "seller_policy" else rule.refund if rule.outcome == "ask" else "none"
    return ReturnAnswer(
        verdict=verdict,
        refund=refund,
        rule=rule_id,
        reasons=[rule.title],
        actions=rule.actions,
        sources=rule.sources,
        confidence=rule.confidence,
    )


def _in_window(rule_id: str, rule: ReturnRule, question: ReturnQuestion) -> ReturnAnswer:
    start = start_of(rule, question)
    found = findings(rule, question)
    verdict = worst(found)
    refund = _refund(rule, question, verdict, found)
    calendar = rule.calendar(question.market)
    end = end_of(rule, question)
    asked = calendar.day(question.requested)
    # Not even returning the whole would help.
    hopeless = any(finding.verdict == "not_eligible" and not finding.curable for finding in found)
    doubt = [rule.full_reading] if rule.full_reading is not None and refund != "none" and _in_full(rule, question) else []
    against = [finding.reason for finding in found if finding.verdict == verdict]
    doubt += _local(rule, calendar, start, asked)
    return ReturnAnswer(
        verdict=verdict,
        refund=refund,
        refund_amount=_amount(question) if refund == "full" else None,
        rule=rule_id,
        window_days=rule.days,
        elapsed_days=(asked - calendar.day(start)).days if start is not None else None,
        last_safe_day=end.safe_day,
        last_possible_day=end.possible_day,
        reasons=[*passed(rule, question), *against, *_disputed(rule, question), *doubt, *_no_amount(question, refund)],
        actions=[] if hopeless else _actions(rule, question, found),
        sources=rule.sources,
        safe_until=end.safe,
        possible_until=end.possible,
        credit_month=asked.replace(day=1) if rule.credit and not hopeless else None,
        curable=verdict == "not_eligible" and not hopeless,
        confidence="medium" if doubt and rule.confidence == "high" else rule.confidence,
    )


def _no_amount(question: ReturnQuestion, refund: Refund) -> list[Text]:
    """Return why no amount is named although the price paid is known."""
    return [words.NO_AMOUNT] if refund == "prorated" and question.unit_price is not None else []


def passed(window: ReturnWindow, question: ReturnQuestion) -> Iterator[Text]:
    """Yield how much of the window has passed, and whether its last day moves."""
    start, calendar = start_of(window, question), window.calendar(question.market)
    if start is None:
        yield words.FROM_DELIVERY
    elif window.window_hours and isinstance(start, datetime) and isinstance(question.requested, datetime):
        elapsed = int((question.requested - start).total_seconds() // 3600)
        yield words.HOURS.filled(elapsed=elapsed, window=window.window_hours)
    elif window.window_business_days is not None:
        yield words.BUSINESS_DAYS.filled(window=window.window_business_days, start=utc_day(start))
    elif window.days is not None:
        opened, asked = calendar.day(start), calendar.day(question.requested)
        moved, elapsed = list(_moved(window, opened, calendar)), (asked - opened).days
        if moved and window.days < elapsed and asked <= last_days(window, opened, calendar)[1]:
            yield words.DAY_BEYOND.filled(elapsed=elapsed, window=window.days)
        else:
            yield words.DAY.filled(elapsed=elapsed, window=window.days) if elapsed >= 0 else words.BEFORE_START
        yield from moved


def _moved(window: ReturnWindow, opened: date, calendar: Calendar) -> Iterator[Text]:
    """Yield that the last day moves to a working day, where the rule says that it does."""
    if window.closed_last_day == "next_working_day":
        try:
            nominal, latest = window.last_day(opened), last_days(window, opened, calendar)[1]
        except OverflowError:
            return
        if latest != nominal:
            yield words.MOVED_END.filled(end=nominal, latest=latest)


def _local(rule: ReturnRule, calendar: Calendar, start: Moment | None, asked: date) -> Iterator[Text]:
    """Yield that a holiday of a part of the market, which is not counted, would make the request come in time there."""
    try:
        if start is None or rule.closed_last_day == "counts" or asked <= (end := last_days(rule, calendar.day(start), calendar)[1]):
            return
        if asked <= (latest := calendar.latest_working_day_from(rule.last_day(calendar.day(start)))):
            yield words.LOCAL_END.filled(end=end, latest=latest)
    except OverflowError:
        return


def _disputed(rule: ReturnRule, question: ReturnQuestion) -> Iterator[Text]:
    yield from (dispute.reading for dispute in rule.disputed if dispute.contains(utc_day(question.purchased)))


def worst(found: list[ReturnFinding]) -> Literal["eligible", "not_eligible", "review"]:
    """Return the verdict of these findings."""
    return max((finding.verdict for finding in found), key=SEVERITY.__getitem__, default="eligible")


def _refund(rule: ReturnRule, question: ReturnQuestion, verdict: Verdict, found: list[ReturnFinding]) -> Refund:
    if verdict == "not_eligible" or not all(finding.refund_known for finding in found):
        return "none"
    return "full" if _in_full(rule, question) else rule.refund


def _in_full(rule: ReturnRule, question: ReturnQuestion) -> bool:
    return bool(rule.full_hours) and within(rule.full_hours or 0, question.purchased, question.requested)


def _amount(question: ReturnQuestion) -> Money | None:
    count = question.returned or question.quantity
    return (question.unit_price * count).rounded() if question.unit_price is not None and count else None


def _actions(rule: ReturnRule, question: ReturnQuestion, found: list[ReturnFinding]) -> list[Text]:
    """Return the actions for a return that may succeed, if need be by returning the whole."""
    actions: list[Text] = list(rule.actions)
    if any(finding.curable for finding in found):
        actions.insert(0, _detour(rule, question))
    if rule.credit:
        actions.append(words.credit_on(utc_day(question.requested)))
    return actions


def _detour(rule: ReturnRule, question: ReturnQuestion) -> Text:
    quantity, whole_order = question.quantity or 0, rule.unit == "order"
    if question.exchange:
        return words.REORDER_ORDER if whole_order else words.REORDER_LINE
    if question.partial:
        return (words.REBUY_ORDER if whole_order else words.REBUY_LINE).filled(quantity=quantity, keep=quantity - (question.returned or 0))
    return words.REORDER_LINES
