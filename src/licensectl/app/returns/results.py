"""Shapes of the JSON results of `returns …`."""

from datetime import date
from typing import Literal, TypedDict

from licensectl.core.money import Money
from licensectl.core.sources import Confidence
from licensectl.domain.returns.decide import Verdict
from licensectl.domain.returns.rebuy import RebuyPlan
from licensectl.domain.returns.rules import Actor, Field, Refund
from licensectl.render.result import Result

By = Literal["rule", "provider"]


class ReturnDecision(TypedDict):
    """Verdict, refund and deadline; the days are UTC."""

    verdict: Verdict
    refund: Refund
    refund_amount: Money | None
    rule: str | None
    window_days: int | None
    elapsed_days: int | None
    last_safe_day: date | None
    last_possible_day: date | None
    reasons: list[str]


class Instant(TypedDict):
    """An instant, in UTC and in the time zone of the reader."""

    utc: str
    local: str


class Deadlines(TypedDict):
    """The last instants of the safe and of the possible return."""

    last_safe: Instant | None
    last_possible: Instant | None


class ZonedDeadlines(Deadlines):
    """Deadlines and the reader's time zone."""

    time_zone: str


class Credit(TypedDict):
    """The month of the invoice that carries the credit, and the day by which it is out."""

    invoice_month: str
    invoice_by: date


class WhoActs(TypedDict):
    """The one who asks for the return, and the way to do it."""

    actor: Actor | None
    how: str
    roles: list[str]


class SupportField(TypedDict):
    """A field of the support request, with its value if it is known."""

    name: Field
    title: str
    value: Money | str | None


class SupportRequestRecord(TypedDict):
    """The support request where self-service is closed."""

    type: str | None
    fields: list[SupportField]
    sources: list[str]


class Party(TypedDict):
    """The answer of the rule alone, or of the terms of the provider alone."""

    id: str
    verdict: Verdict | None
    policy: str | None
    window_days: int | None
    last_safe_day: date | None
    last_possible_day: date | None
    reasons: list[str]
    sources: list[str]


class ContactRecord(TypedDict):
    """The ways to reach the provider."""

    email: str | None
    phone: str | None
    url: str | None
    form: str | None


class ProviderParty(Party):
    """The provider's side with its contact."""

    title: str
    contact: ContactRecord
    readings: list[str]


class ReturnLine(ReturnDecision):
    """A line of the order with its answer."""

    number: int
    offer_id: str
    title: str
    quantity: int
    returned: int
    unit_price: Money | None


class ReturnCheck(Result, ReturnDecision):
    """The result of `returns check`."""

    actions: list[str]
    sources: list[str]
    confidence: Confidence | None
    readings: list[str]
    deadlines: ZonedDeadlines
    credit: Credit | None
    who: WhoActs | None
    support_request: SupportRequestRecord | None
    plan: RebuyPlan | None
    restocking_fee: Money | None
    decided_by: By | None
    by_rule: Party | None
    by_provider: ProviderParty | None
    order: str | None
    lines: list[ReturnLine]


class PlannedReturnRecord(TypedDict):
    """An order that can still be given back; `placed` is a UTC instant or day, `lines` are numbers of its lines."""

    order: str
    customer: str | None
    program: str
    kind: str
    status: str | None
    placed: str | None
    lines: list[int]
    at_stake: Money | None
    unpriced_lines: int
    verdict: Verdict
    refund: Refund
    rule: str | None
    decided_by: By | None
    last_safe_day: date | None
    last_possible_day: date | None
    days_left: int | None
    deadlines: Deadlines


class OwedRefundRecord(TypedDict):
    """A refund that invoices in the ledger still lack: what was billed for lines that were given back, less what was credited."""

    order: str
    customer: str | None
    sku: str
    title: str | None
    billed: Money
    credited: Money
    owed: Money
    invoices: list[str]


class ReturnPlan(Result):
    """The result of `returns plan`; `at_stake` holds a sum per currency."""

    time_zone: str
    provider: str | None
    returns: list[PlannedReturnRecord]
    at_stake: list[Money]
    unpriced_lines: int
    without_rule: list[str]
    refunds_owed: list[OwedRefundRecord]


_Period = TypedDict("_Period", {"from": date | None, "until": date | None})


class DisputedRecord(_Period):
    """Purchase dates for which a source has another rule in force."""

    reading: str
    sources: list[str]


class RuleRecord(_Period):
    """A return rule; `from` and `until` hold for the purchase date."""

    id: str
    title: str
    in_force: bool
    program: str
    kind: str
    outcome: Literal["window", "never", "closed", "seller_policy", "ask"]
    window_days: int | None
    window_hours: int | None
    window_business_days: int | None
    starts: Literal["purchase", "delivery"]
    boundary: Literal["review", "in", "out"]
    refund: Refund
    unit: Literal["order_line", "order", "any_quantity", "unsaid"]
    exchange: Literal["never", "unsaid"]
    markets: list[str]
    buyers: list[str]
    channels: list[str]
    events: list[str]
    confidence: Confidence
    sources: list[str]
    disputed: list[DisputedRecord]
    readings: list[str]


class ProviderRecord(TypedDict):
    """The provider and the ids of its policies."""

    id: str
    title: str
    policies: list[str]


class ReturnRules(Result):
    """The result of `returns explain`."""

    rules: list[RuleRecord]
    provider: ProviderRecord | None


RESULTS: dict[str, type] = {"return": ReturnCheck, "return-plan": ReturnPlan, "return-rules": ReturnRules}
