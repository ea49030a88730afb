"""Check an order before it is placed."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

from licensectl.core import messages as common
from licensectl.core.text import listed
from licensectl.domain.orders import check_customer, check_prices
from licensectl.domain.orders import messages_check as messages
from licensectl.domain.orders.accepted import check_ordered
from licensectl.domain.orders.messages_quote import NEWER, NOT_ACCEPTED
from licensectl.domain.orders.situation import OrderSituation, number_of
from licensectl.domain.orders.target import check_target
from licensectl.domain.quotes.messages import SEGMENT
from licensectl.domain.quotes.messages_checks import OPEN_MINIMUM
from licensectl.domain.quotes.numbering import parse_label
from licensectl.errors import Problem
from licensectl.i18n.translate import N_, joined

# Remarks on a quote that concern its order as well.
REMARKED = (OPEN_MINIMUM.code, SEGMENT.code, NEWER.code, NOT_ACCEPTED.code)
# Days for which a confirmed prerequisite holds: Microsoft checks once a year.
YEAR = 366
Verdict = Literal["placeable", "unconfirmed", "not_placeable"]


def check_order(situation: OrderSituation) -> list[Problem]:
    """All reasons, in the order of CHECKS; an error would stop the order, a warning is what nothing on record confirms."""
    return [problem for check in CHECKS for problem in check(situation)]


def verdict(problems: list[Problem]) -> Verdict:
    """Return the verdict that the reasons lead to."""
    found = {problem.severity for problem in problems}
    return "not_placeable" if "error" in found else "unconfirmed" if "warning" in found else "placeable"


def _ordered(s: OrderSituation) -> Iterator[Problem]:
    if not s.rest:
        yield from check_ordered(parse_label(s.quote.request.number or "").number, s.ordered)


def _mpa(s: OrderSituation) -> Iterator[Problem]:
    if not s.needs("mpa"):
        return
    signed = s.seller.mpa_signed_on if s.seller else None
    if signed is None:
        yield s.lacks(messages.NO_MPA, s.seller is not None)
    elif signed > s.day:
        yield common.MPA_LATER.at(signed=signed, day=s.day)


def _prerequisites(s: OrderSituation) -> Iterator[Problem]:
    """Yield a remark on what Microsoft asks of partners and the profile has not confirmed for a year. It stops no order."""
    if not s.needs("mpa"):
        return
    confirmed = s.seller.confirmed if s.seller else {}
    asked = {
        key: one
        for key, one in s.ordering.partner_prerequisites.items()
        if one.contains(s.day) and (one.of is None or bool(s.seller and s.seller.indirect))
    }
    due = [one.title for key, one in asked.items() if not 0 <= (s.day - confirmed.get(key, date.min)).days <= YEAR]
    if due:
        yield messages.PREREQUISITES.at(s.quote.request.where, what=joined(due, "; "), ids=", ".join(asked))
    for name in confirmed:
        if name not in s.ordering.partner_prerequisites:
            known = ", ".join(s.ordering.partner_prerequisites)
            unknown = common.UNKNOWN_NAME._replace(severity="warning")
            yield unknown.at("profile", what=N_("prerequisite"), name=name[:60], known=known)


def _program(s: OrderSituation) -> Iterator[Problem]:
    if not s.sold.contains(s.day):
        yield messages.CLOSED.at(s.quote.request.where, program=s.quote.request.program, day=s.day, open=s.sold.words())


def _skus(s: OrderSituation) -> Iterator[Problem]:
    for line in s.quote.lines:
        name = line.sku or line.part_number
        found = [s.catalog.skus[key] for key in s.catalog.find(name)] if name and line.vendor == "Microsoft" else []
        if found and line.program not in {sku.program for sku in found}:
            yield messages.OTHER_PROGRAM.at(
                line.where, sku=name, sold=", ".join(sorted({sku.program for sku in found})), program=line.program
            )
        most = max((sku.max_quantity for sku in found if sku.max_quantity), default=None)
        if most is not None and line.quantity > most:
            yield messages.MOST.at(line.where, sku=name, quantity=line.quantity, most=most)


def _remarked(s: OrderSituation) -> Iterator[Problem]:
    """Yield the remarks on the quote that concern its order as well."""
    yield from (problem for problem in s.quote.problems if problem.code in REMARKED)


def _target(s: OrderSituation) -> Iterator[Problem]:
    if s.target.direct and s.seller and s.seller.indirect:
        yield messages.INDIRECT.at()
    for order in s.orders:
        yield from check_target(order, s.target)


def _purchase_order(s: OrderSituation) -> Iterator[Problem]:
    request = s.quote.request
    missing = [name for name in ("po_number", "po_date") if not getattr(request, name)]
    if missing:
        command = f"licensectl order accept {number_of(s.quote)} --po-number PO-7 --po-date {s.day}"
        how = N_("give po_number and po_date in the request") if s.moved is None else N_("for example {command}").filled(command=command)
        yield messages.NO_PO.at(request.where, missing=", ".join(missing), how=how)
    if request.po_date and request.po_date > s.day:
        yield messages.PO_LATER.at(request.where, po=request.po_date, day=s.day)


def _credit(s: OrderSituation) -> Iterator[Problem]:
    cost, seller, where = s.quote.totals.cost, s.seller, s.quote.request.where
    if seller is None or seller.credit_limit is None or seller.credit_left is None:
        return
    if cost is None or cost.currency != seller.credit_left.currency:
        lines = [number for number, line in enumerate(s.quote.lines, 1) if line.cost is None]
        yield messages.CREDIT_UNKNOWN.at(where, currency=seller.credit_left.currency, lines=listed(lines, 5) or "—")
    elif seller.credit_left < cost:
        left, gaps = seller.credit_left.rounded(), {"cost": cost, "limit": seller.credit_limit.rounded()}
        exceeded = left.amount < 0
        yield messages.CREDIT_EXCEEDED.at(where, over=left * -1, **gaps) if exceeded else messages.CREDIT.at(where, left=left, **gaps)
    if seller.uncounted:
        yield messages.CREDIT_UNCOUNTED.at(where, ids=listed(seller.uncounted, 5), count=len(seller.uncounted))
    if seller.uncounted_invoices:
        ids = listed(seller.uncounted_invoices, 5)
        yield messages.CREDIT_INVOICES.at(where, ids=ids, count=len(seller.uncounted_invoices), currency=seller.credit_limit.currency)


CHECKS: tuple[Callable[[OrderSituation], Iterator[Problem]], ...] = (
    _ordered,
    _mpa,
    _prerequisites,
    check_customer.agreement,
    check_customer.tenant_id,
    check_customer.qualification,
    check_customer.region,
    _program,
    _skus,
    _remarked,
    check_prices.unpriced,
    _target,
    _purchase_order,
    _credit,
    check_prices.age,
    check_prices.start_prices,
    check_customer.end_user,
)
