"""What stands against a return: each rule a function in a list, all of what they find said at once."""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from licensectl.core.period import Moment
from licensectl.core.text import Text
from licensectl.domain.returns import texts as words
from licensectl.domain.returns.providers import Policy
from licensectl.domain.returns.question import ReturnQuestion
from licensectl.domain.returns.rules import Condition, ReturnRule
from licensectl.domain.returns.window import Window, first, last, standing

# The states in which an order is an ordinary purchase; for any other no public rule says whether it can be returned (ORD).
SETTLED = ("", "completed", "active")
CANCELLED = ("cancelled", "canceled")


class Finding(NamedTuple):
    """One thing that stands against a return; `curable` by returning the whole, `refund_known` when the rule's refund would hold."""

    verdict: Literal["review", "not_eligible"]
    reason: Text
    curable: bool = False
    refund_known: bool = True


def findings(rule: ReturnRule, question: ReturnQuestion) -> list[Finding]:
    """Everything that stands against the return under this rule."""
    return [finding for find in FINDERS for finding in find(rule, question)]


def policy_findings(policy: Policy, question: ReturnQuestion) -> list[Finding]:
    """Everything that stands against the return under a provider's terms."""
    found = list(_time(policy, question)) if policy.bounded else []
    return found + [finding for name in policy.only_while for finding in _untouched(name, question)]


def start_of(window: Window, question: ReturnQuestion) -> Moment | None:
    """When the window opens; None where the delivery that opens it is not told."""
    return question.purchased if window.starts == "purchase" else question.delivered


def _time(window: Window, question: ReturnQuestion) -> Iterator[Finding]:
    # Before a delivery that nobody dated, the purchase is the earliest start: in time from there is in time.
    start = start_of(window, question)
    stands = standing(window, start or question.purchased, question.requested)
    if start is None and stands != "in":
        yield Finding("review", words.NO_DELIVERY)
    elif stands == "out":
        yield Finding("not_eligible", words.OVER)
    elif stands == "open":
        yield Finding("review", words.HOUR_DECIDES if window.window_hours else words.LAST_DAY)


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


def _untouched(name: str, question: ReturnQuestion) -> Iterator[Finding]:
    """Keys that were used were fulfilled; keys that were not fulfilled were not used."""
    if name == "keys_open":
        touched = question.keys_fulfilled if not question.activated else True
        over, ask = words.KEYS_TAKEN, words.ASK_KEYS
    else:
        touched = question.activated if question.keys_fulfilled is not False else bool(question.activated)
        over, ask = words.KEY_USED, words.ASK_ACTIVATED
    if touched:
        yield Finding("not_eligible", over)
    elif touched is None:
        yield Finding("review", ask)


def _quantity(rule: ReturnRule, question: ReturnQuestion) -> Iterator[Finding]:
    if rule.unit == "order" and (question.partial or question.others_kept):
        yield Finding("not_eligible", words.WHOLE_ORDER, curable=True)
    elif question.partial and rule.unit == "unsaid":
        yield Finding("review", words.PART_UNSAID)
    elif question.partial and rule.unit != "any_quantity":
        yield Finding("not_eligible", words.WHOLE_LINE, curable=True)


def _exchange(rule: ReturnRule, question: ReturnQuestion) -> Iterator[Finding]:
    if question.exchange and rule.exchange == "never":
        yield Finding("not_eligible", words.NO_EXCHANGE, curable=True)
    elif question.exchange:
        yield Finding("review", words.EXCHANGE_UNSAID)


def _status(rule: ReturnRule, question: ReturnQuestion) -> Iterator[Finding]:
    status = (question.order_status or "").strip()
    if status.casefold() in CANCELLED:
        yield Finding("not_eligible", words.CANCELLED)
    elif status.casefold() not in SETTLED:
        yield Finding("review", words.no_rule_for_state(status), refund_known=False)


FINDERS: tuple[Callable[[ReturnRule, ReturnQuestion], Iterator[Finding]], ...] = (_time, _conditions, _quantity, _exchange, _status)
