"""Microsoft's rule beside a provider's terms: the stricter of the two decides, and both are named."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from licensectl.core.money import Money
from licensectl.core.text import Text
from licensectl.domain.returns import messages
from licensectl.domain.returns import texts as words
from licensectl.domain.returns.decide import SEVERITY, PartyAnswer, ReturnAnswer, check, passed, worst
from licensectl.domain.returns.decide import window_end as end_by_rule
from licensectl.domain.returns.findings import end_of, policy_findings
from licensectl.domain.returns.providers import Policy, Provider
from licensectl.domain.returns.question import ReturnQuestion
from licensectl.domain.returns.rules import ReturnRule
from licensectl.domain.returns.window import Ends, sooner, utc_day
from licensectl.errors import UsageError
from licensectl.i18n.translate import joined


class Named(NamedTuple):
    """A provider under the id that the overlay gives it."""

    id: str
    provider: Provider


def named_provider(known: Mapping[str, Provider], provider_id: str | None, usual: str | None) -> Named | None:
    """Return the provider of this id; without an id the `usual` one, or None if no terms of it are on record.

    Raises UsageError if the id is unknown.
    """
    if provider_id is None:
        return Named(usual, known[usual]) if usual is not None and usual in known else None
    if provider_id not in known:
        raise UsageError(messages.NO_PROVIDER.at(id=provider_id[:60], known=", ".join(known) or "—"))
    return Named(provider_id, known[provider_id])


def answered(question: ReturnQuestion, rules: Mapping[str, ReturnRule], named: Named | None) -> ReturnAnswer:
    """Return the answer under the rule or, with a provider, the stricter of the two. Raises LicensectlError as `check`."""
    answer = check(question, rules)
    if named is None or answer.rule is None:
        return answer
    found = named.provider.policy(question.program, question.kind, utc_day(question.purchased))
    # If nothing can be returned, the provider's terms change nothing.
    if found is None or rules[answer.rule].outcome != "window":
        return _alone(answer, named)
    return _stricter(answer, question, named, found)


def window_end(question: ReturnQuestion, rules: Mapping[str, ReturnRule], named: Named | None) -> Ends:
    """Return when the window ends that `answered` finds; without ends if it finds none. Raises LicensectlError as `check`."""
    end = end_by_rule(question, rules)
    found = named.provider.policy(question.program, question.kind, utc_day(question.purchased)) if named else None
    if end is None or found is None:
        return end or Ends()
    return sooner(end, _policy_end(found[1], question))


def kept_of(amount: Money, answer: ReturnAnswer, named: Named | None) -> Money | None:
    """Return the part of this amount that the provider keeps under the terms of the answer; None if there is no fee or it is not known."""
    policy_id = answer.by_provider.policy if answer.by_provider else None
    return _fee(named.provider.policies[policy_id], amount) if named and policy_id and answer.refund != "none" else None


def _alone(answer: ReturnAnswer, named: Named) -> ReturnAnswer:
    side = PartyAnswer(id=named.id, reasons=[words.NO_POLICY.filled(title=named.provider.title)], sources=named.provider.sources)
    return replace(
        answer, decided_by="rule", by_rule=_by_rule(answer), by_provider=side, actions=_actions(answer.actions, named.provider, None)
    )


def _by_rule(answer: ReturnAnswer) -> PartyAnswer:
    return PartyAnswer(
        id=answer.rule or "",
        verdict=answer.verdict,
        window_days=answer.window_days,
        last_safe_day=answer.last_safe_day,
        last_possible_day=answer.last_possible_day,
        reasons=answer.reasons,
        sources=answer.sources,
    )


def _by_provider(provider_id: str, policy_id: str, policy: Policy, question: ReturnQuestion, end: Ends) -> PartyAnswer:
    against = policy_findings(policy, question)
    verdict = worst(against)
    return PartyAnswer(
        id=provider_id,
        verdict=verdict,
        policy=policy_id,
        window_days=policy.days,
        last_safe_day=end.safe_day,
        last_possible_day=end.possible_day,
        reasons=[*(passed(policy, question) if policy.bounded else ()), *(one.reason for one in against if one.verdict == verdict)],
        sources=policy.sources,
    )


def _policy_end(policy: Policy, question: ReturnQuestion) -> Ends:
    return end_of(policy, question) if policy.bounded else Ends()


def _stricter(answer: ReturnAnswer, question: ReturnQuestion, named: Named, found: tuple[str, Policy]) -> ReturnAnswer:
    policy = found[1]
    theirs = _policy_end(policy, question)
    side = _by_provider(named.id, *found, question, theirs)
    end = sooner(theirs, Ends(answer.last_safe_day, answer.last_possible_day, answer.safe_until, answer.possible_until))
    verdict = side.verdict or "eligible"
    sterner = SEVERITY[verdict] > SEVERITY[answer.verdict]
    shorter = end.safe_day != answer.last_safe_day
    refused = verdict == "not_eligible"
    return replace(
        _charged(answer, policy),
        verdict=verdict if sterner else answer.verdict,
        **({"refund": "none", "refund_amount": None, "fee": None, "curable": False, "credit_month": None} if refused else {}),
        window_days=policy.days if shorter and policy.days is not None else answer.window_days,
        last_safe_day=end.safe_day,
        last_possible_day=end.possible_day,
        safe_until=end.safe,
        possible_until=end.possible,
        reasons=_reasons(answer, side, named.provider.title, sterner),
        sources=list(dict.fromkeys((*answer.sources, *policy.sources))),
        actions=[] if refused else _actions(answer.actions, named.provider, policy),
        decided_by="provider" if sterner or (shorter and SEVERITY[verdict] == SEVERITY[answer.verdict]) else "rule",
        by_rule=_by_rule(answer),
        by_provider=side,
    )


def _charged(answer: ReturnAnswer, policy: Policy) -> ReturnAnswer:
    """Return the answer less the fee of the provider; the rest then depends on the seller, not on Microsoft."""
    if answer.refund == "none" or (policy.restocking_percent is None and policy.restocking_fee is None):
        return answer
    amount, fee = answer.refund_amount, _fee(policy, answer.refund_amount)
    left = amount - fee if amount is not None and fee is not None else None
    return replace(answer, refund="seller_policy", refund_amount=left, fee=fee)


def _fee(policy: Policy, amount: Money | None) -> Money | None:
    """Return the fee on the amount, never more than all of it; None if it is not known."""
    if amount is None:
        return None
    fee = policy.restocking_fee
    if policy.restocking_percent is not None:
        fee = (amount * (policy.restocking_percent / Decimal(100))).rounded()
    return None if fee is None or fee.currency != amount.currency else min(fee, amount)


def _reasons(answer: ReturnAnswer, side: PartyAnswer, title: str, sterner: bool) -> list[Text]:
    by_provider = [joined([title, reason], ": ") for reason in side.reasons]
    return [*by_provider, *answer.reasons] if sterner else [*answer.reasons, *by_provider]


def _actions(actions: Sequence[Text], provider: Provider, policy: Policy | None) -> list[Text]:
    if not actions:
        return []
    ways = [way for way in (provider.contact.email, provider.contact.phone, provider.contact.url, provider.contact.form) if way]
    contact = [words.ASK_PROVIDER.filled(title=provider.title, said=joined(ways, ", "))] if ways else []
    return [*actions, *(policy.actions if policy else ()), *provider.actions, *contact]
