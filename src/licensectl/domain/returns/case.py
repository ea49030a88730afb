"""A return question with its answer and context: rule, route, provider, plan, and the order."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from licensectl.core.money import Money
from licensectl.core.text import Text
from licensectl.domain.customers.model import Customer
from licensectl.domain.purchases.model import PlacedOrder
from licensectl.domain.returns.decide import ReturnAnswer
from licensectl.domain.returns.order_lines import LineAnswer
from licensectl.domain.returns.question import ReturnQuestion
from licensectl.domain.returns.rebuy import RebuyPlan
from licensectl.domain.returns.rules import Actor, Field, ReturnRule, ReturnsFile, Route
from licensectl.domain.returns.stricter import Named
from licensectl.domain.returns.window import utc_day


class ReturnCase(Struct, frozen=True, kw_only=True):
    """`rule` and `route` are those of the answer, None if it has none; `indirect`: the reseller buys from a provider; `customer`: who
    bought, as the customer book has it."""

    question: ReturnQuestion
    answer: ReturnAnswer
    rule: ReturnRule | None = None
    route: Route | None = None
    named: Named | None = None
    indirect: bool = False
    plan: RebuyPlan | None = None
    order: PlacedOrder | None = None
    customer: Customer | None = None
    parts: Sequence[LineAnswer] = ()
    sku: str | None = None

    @property
    def actor(self) -> Actor | None:
        """Return the actor who asks for the refund."""
        if self.route is None:
            return None
        return self.route.indirect if self.route.indirect and (self.indirect or self.named) else self.route.actor

    def support_fields(self) -> list[tuple[Field, Text, str | date | Money | None]]:
        """Return the fields of a support request, each with its value where this case knows it."""
        support = self.route.support if self.route else None
        held = self._known()
        return [(name, title, held.get(name)) for name, title in support.fields.items()] if support else []

    def _known(self) -> dict[Field, str | date | Money | None]:
        titles = [part.line.title or part.line.offer_id for part in self.parts] or ([self.sku] if self.sku else [])
        known: dict[Field, str | date | Money | None] = {
            "amount": self.plan.refund if self.plan else self.answer.refund_amount,
            "product": ", ".join(titles) or None,
            "date": utc_day(self.question.purchased),
            "country": self.question.market,
        }
        if self.customer:
            known["name"] = self.customer.name
            known["tenant"] = self.customer.tenant_id or self.customer.tenant_domain
            known["country"] = known["country"] or self.customer.country
        if self.order:
            known["order"] = self.order.id
            known["name"] = known.get("name") or self.order.customer
            # Data of the order takes precedence over the customer book.
            known["tenant"] = self.order.tenant_id or known.get("tenant")
        return known


def case_of(question: ReturnQuestion, answer: ReturnAnswer, held: ReturnsFile, **known: Any) -> ReturnCase:
    """Return the case of an answer, with the rule and the route that it has and with whatever else is known of it."""
    rule = held.rules[answer.rule] if answer.rule else None
    route = held.routes[rule.route] if rule and rule.route else None
    return ReturnCase(question=question, answer=answer, rule=rule, route=route, **known)
