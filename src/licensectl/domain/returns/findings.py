"""Findings against a return: each rule is a function in a list, and all findings are reported together."""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from licensectl.core.period import Moment
from licensectl.core.text import Text
from licensectl.domain.purchases.model import CANCELLED
from licensectl.domain.returns import texts as words
from licensectl.domain.returns.providers import Policy
from licensectl.domain.returns.question import ReturnQuestion
from licensectl.domain.returns.rules import ReturnCondition, ReturnRule
from licensectl.domain.returns.window import Ends, ReturnWindow, ends, first, last, position_in

# The states in which an order is an ordinary purchase; for any other no public rule says whether it can be returned (ORD).
SETTLED = ("", "completed", "active")


class ReturnFinding(NamedTuple):
    """A finding against a return; `curable` by returning the whole, `refund_known` if the refund of the rule would apply."""

    verdict: Literal["review", "not_eligible"]
    reason: Text
    curable: bool = False
    refund_known: bool = True


def findings(rule: ReturnRule, question: ReturnQuestion) -> list[ReturnFinding]:
    """Return all findings against the return under this rule."""
    return [finding for find in FINDERS for finding in find(rule, question)]


def policy_findings(policy: Policy, question: ReturnQuestion) -> list[ReturnFinding]:
    """Return all findings against the return under a provider's terms."""
    found = list(_time(policy, question)) if policy.bounded else []
    return found + [finding for name in policy.only_while for finding in _untouched(name, question)]


def start_of(window: ReturnWindow, question: ReturnQuestion) -> Moment | None:
    """Return the start of the window; None if it starts with a delivery that is not given."""
    return question.purchased if window.starts == "purchase" else question.delivered


def end_of(window: ReturnWindow, question: ReturnQuestion) -> Ends:
    """Return when the window ends, which is not known without its start."""
    start = start_of(window, question)
    return ends(window, start, window.calendar(question.market)) if start is not None else Ends()


def _time(window: ReturnWindow, question: ReturnQuestion) -> Iterator[ReturnFinding]:
    # Without the day of delivery, the purchase is the earliest start: in time from there is in time.
    start = start_of(window, question)
    position = position_in(window, start or question.purchased, question.requested, window.calendar(question.market))
    if start is None and position != "in":
        yield ReturnFinding("review", words.NO_DELIVERY)
    elif position == "out":
        yield ReturnFinding("not_eligible", words.OVER)
    elif position == "open":
        yield ReturnFinding("review", _why_open(window))


def _why_open(window: ReturnWindow) -> Text:
    if window.window_hours:
        return words.HOUR_DECIDES
    return words.CLOSED_UNSAID if window.closed_last_day == "unsaid" else words.LAST_DAY


def _conditions(rule: ReturnRule, question: ReturnQuestion) -> Iterator[ReturnFinding]:
    for condition in rule.conditions:
        value = _fact(condition, question)
        if value in condition.refused:
            yield ReturnFinding("not_eligible", condition.reason)
        elif value not in condition.accepted:
            yield ReturnFinding("review", condition.ask)


def _fact(condition: ReturnCondition, question: ReturnQuestion) -> str | None:
    if condition.fact == "seal":
        return question.seal
    if condition.fact == "supplied" and question.delivered is not None and first(question.delivered) <= last(question.requested):
        return "yes"
    return None if question.activated is None else "yes" if question.activated else "no"


def _untouched(name: str, question: ReturnQuestion) -> Iterator[ReturnFinding]:
    """Keys that were used were fulfilled; keys that were not fulfilled were not used."""
    if name == "keys_open":
        touched = question.keys_fulfilled if not question.activated else True
        over, ask = words.KEYS_TAKEN, words.ASK_KEYS
    else:
        touched = question.activated if question.keys_fulfilled is not False else bool(question.activated)
        over, ask = words.KEY_USED, words.ASK_ACTIVATED
    if touched:
        yield ReturnFinding("not_eligible", over)
    elif touched is None:
        yield ReturnFinding("review", ask)


def _quantity(rule: ReturnRule, question: ReturnQuestion) -> Iterator[ReturnFinding]:
    if rule.unit == "order" and (question.partial or question.others_kept):
        yield ReturnFinding("not_eligible", words.WHOLE_ORDER, curable=True)
    elif question.partial and rule.unit == "unsaid":
        yield ReturnFinding("review", words.PART_UNSAID)
    elif question.partial and rule.unit != "any_quantity":
        yield ReturnFinding("not_eligible", words.WHOLE_LINE, curable=True)


def _exchange(rule: ReturnRule, question: ReturnQuestion) -> Iterator[ReturnFinding]:
    if question.exchange and rule.exchange == "never":
        yield ReturnFinding("not_eligible", words.NO_EXCHANGE, curable=True)
    elif question.exchange:
        yield ReturnFinding("review", words.EXCHANGE_UNSAID)


def _status(rule: ReturnRule, question: ReturnQuestion) -> Iterator[ReturnFinding]:
    status = (question.order_status or "").strip()
    if question.credited:
        yield ReturnFinding("not_eligible", words.CREDITED.filled(invoices=", ".join(question.credited)))
    if status.casefold() in CANCELLED:
        yield ReturnFinding("not_eligible", words.CANCELLED)
    elif status.casefold() not in SETTLED:
        yield ReturnFinding("review", words.NO_RULE_FOR_STATE.filled(status=status), refund_known=False)


FINDERS: tuple[Callable[[ReturnRule, ReturnQuestion], Iterator[ReturnFinding]], ...] = (_time, _conditions, _quantity, _exchange, _status)
