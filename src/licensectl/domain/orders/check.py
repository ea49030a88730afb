"""Check an order before it is placed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from msgspec.structs import replace

from licensectl.core import messages as common
from licensectl.core.defaults import SHEET_PROGRAM
from licensectl.core.money import Money
from licensectl.core.period import Period
from licensectl.core.sku_id import parse_sku
from licensectl.core.text import listed
from licensectl.domain.catalog.eligibility import Qualification, qualification_id
from licensectl.domain.catalog.model import Catalog
from licensectl.domain.customers.field_checks import GUID, attestation
from licensectl.domain.customers.model import AgreementAcceptance
from licensectl.domain.orders import messages_check as messages
from licensectl.domain.orders.messages_quote import NEWER, NOT_ACCEPTED
from licensectl.domain.orders.split import Order, orders_of
from licensectl.domain.orders.target import Target, check_target
from licensectl.domain.orders.terms import Need, OrderingFile, OrderTerms, region_of
from licensectl.domain.prices.price_list import ONE_TIME, PriceList, PriceScope
from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.line import QuoteLine
from licensectl.domain.quotes.messages import SEGMENT
from licensectl.domain.quotes.messages_checks import OPEN_MINIMUM
from licensectl.domain.quotes.numbering import typed
from licensectl.domain.quotes.pricing import prices_of_row
from licensectl.domain.quotes.request_checks import special_ends
from licensectl.domain.quotes.verify import Movement
from licensectl.errors import Message, Problem
from licensectl.i18n.translate import N_, joined

# Of these the order has checks of its own.
CHECKED = ("validity", "program", "special_price")


def since_the_quote(quote: Quote, moved: Sequence[Movement], day: date) -> Iterator[Problem]:
    """Return a reason for each line that costs something else or is no longer sold; what else moved is a hint to look at."""
    request = quote.request
    scope = {"currency": request.currency, "market": request.market, "segment": request.segment}
    places = {line.position: line.where for line in quote.lines}
    others = 0
    for one in moved:
        where = places.get(one.position or 0, request.where)
        gone = one.what in ("price_sheet", "product") or (one.what == "unit_price" and one.now is None)
        if gone:
            yield messages.NOT_LISTED.at(where, sku=one.subject, day=day, **scope)
        elif one.what == "unit_price":
            gaps = {"sku": one.subject, "quoted": one.was if one.was is not None else "—", "now": one.now}
            yield messages.MOVED.at(where, day=day, command=f"quote revise {_number(quote)}", **gaps)
        else:
            others += one.what not in CHECKED
    if others:
        yield messages.MOVED_OTHER.at(count=others, number=request.number)


def specials_over(quote: Quote, day: date) -> Iterator[Problem]:
    """Yield a problem for each special price that ended before the day of the order."""
    for line in quote.request.every_line:
        if line.special_price and special_ends(line, day):
            special = line.special_price
            yield messages.SPECIAL_OVER.at(line.where, reference=special.reference[:60], expires=special.expires, day=day)


# Remarks on a quote that concern its order as well.
REMARKED = (OPEN_MINIMUM.code, SEGMENT.code, NEWER.code, NOT_ACCEPTED.code)
# Days for which a confirmed prerequisite holds: Microsoft checks once a year.
YEAR = 366
Verdict = Literal["placeable", "unconfirmed", "not_placeable"]


class Seller(NamedTuple):
    """The reseller, as its profile and its ledger know it; `credit_left` is the limit less open orders and unpaid invoices.

    `uncounted`: open orders of which nobody knows what they cost in the currency of the credit line; `uncounted_invoices`: open invoices
    in another currency. `confirmed`: the day on which each prerequisite of partners was last confirmed, by its id.
    """

    mpa_signed_on: date | None = None
    country: str | None = None
    indirect: bool = False
    credit_limit: Money | None = None
    credit_left: Money | None = None
    uncounted: tuple[str, ...] = ()
    uncounted_invoices: tuple[str, ...] = ()
    confirmed: Mapping[str, date] = {}


class OrderSituation(NamedTuple):
    """A quote on the day of its order, and everything that is on record about it.

    `seller` is None without a profile. `on_book`: the customer comes from the customer book. What a missing profile or an
    inline customer leaves out is unconfirmed (a warning); what profile and book leave out is missing (an error). `moved`: what
    moved since a saved quote was saved, None of a quote that is made now.
    """

    quote: Quote
    day: date
    target: Target
    ordering: OrderingFile
    qualifications: Mapping[str, Qualification]
    catalog: Catalog
    sold: Period
    prices: PriceList | None = None
    seller: Seller | None = None
    on_book: bool = False
    moved: Sequence[Movement] | None = None

    @property
    def terms(self) -> OrderTerms:
        return self.ordering.terms(self.quote.request.program)

    @property
    def orders(self) -> list[Order]:
        return orders_of(self.quote, self.ordering)

    def needs(self, need: Need) -> bool:
        """Return True if the program asks for this."""
        return need in self.terms.needs

    def lacks(self, message: Message, recorded: bool, **gaps: object) -> Problem:
        """`problem` about what should be `recorded` and is not: an error where it would be on record, else a warning."""
        return (message if recorded else message._replace(severity="warning")).at(self.quote.request.where, **gaps)


def check_order(situation: OrderSituation) -> list[Problem]:
    """All reasons, in the order of CHECKS; an error would stop the order, a warning is what nothing on record confirms."""
    return [problem for check in CHECKS for problem in check(situation)]


def verdict(problems: list[Problem]) -> Verdict:
    """Return the verdict that the reasons lead to."""
    found = {problem.severity for problem in problems}
    return "not_placeable" if "error" in found else "unconfirmed" if "warning" in found else "placeable"


def _quote_again(s: OrderSituation) -> str:
    """Return the command that quotes the same at the prices of the day."""
    return "quote build" if s.moved is None else f"quote revise {_number(s.quote)}"


def _number(quote: Quote) -> str:
    """Return the number of a saved quote, with its revision also where it is the first of several."""
    number, said = quote.request.number or "", {problem.code for problem in quote.problems}
    return typed(number) if said & {NEWER.code, NOT_ACCEPTED.code} else number


def _named(s: OrderSituation) -> str:
    """Return the customer as `customer edit` takes it."""
    return s.orders[0].customer.id or "ID"


def _customer(s: OrderSituation) -> str:
    return s.orders[0].customer.name[:60]


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


def _accepted_again(mca: AgreementAcceptance, s: OrderSituation) -> Iterator[Problem]:
    """Yield a problem where the agreement is so old that it must be accepted again.

    An error, but a warning where the customer accepted it directly: not all sources count those.
    """
    for rule in s.ordering.mca_reacceptance.values():
        if mca.agreed_on < rule.accepted_before and s.day >= rule.from_:
            days = {"agreed": mca.agreed_on, "before": rule.accepted_before, "since": rule.from_, "day": s.day.isoformat()}
            found = messages.MCA_AGAIN.at(s.quote.request.where, id=_named(s), **days)
            direct = mca.attested_by == "customer"
            yield found._replace(message=found.message._replace(severity="warning")) if direct else found


def _mca(s: OrderSituation) -> Iterator[Problem]:
    if not s.needs("mca"):
        return
    mca, where = s.orders[0].customer.mca, s.quote.request.where
    if mca is None:
        yield s.lacks(messages.NO_MCA, s.on_book, customer=_customer(s), id=_named(s), day=s.day.isoformat())
    elif mca.agreed_on > s.day:
        yield messages.MCA_LATER.at(where, agreed=mca.agreed_on, day=s.day)
    elif mca.expires and mca.expires < s.day:
        yield messages.MCA_EXPIRED.at(where, expires=mca.expires)
    else:
        yield from _accepted_again(mca, s)
    if mca is not None:
        yield from (problem._replace(where=where) for problem in attestation(mca, bool(s.seller and s.seller.indirect)))


def _tenant(s: OrderSituation) -> Iterator[Problem]:
    tenant = s.orders[0].customer.tenant_id
    if tenant and not GUID.fullmatch(tenant):
        yield messages.BAD_TENANT.at(s.quote.request.where, value=tenant[:60])
    elif not tenant and s.needs("tenant"):
        yield s.lacks(messages.NO_TENANT, s.on_book, customer=_customer(s), id=_named(s))


def _qualification(s: OrderSituation) -> Iterator[Problem]:
    request, held = s.quote.request, s.orders[0].customer.qualification
    if not s.needs("qualification"):
        return
    said = qualification_id(held or "commercial")
    known = s.qualifications.get(said)
    if known is None:
        yield messages.BAD_QUALIFICATION.at(request.where, value=said[:60], known=", ".join(s.qualifications))
    elif request.segment not in known.may and held is None:
        example = next((name for name, one in s.qualifications.items() if request.segment in one.may), "NAME")
        gaps = {"customer": _customer(s), "id": _named(s), "example": example}
        yield s.lacks(messages.NO_QUALIFICATION, s.on_book, segment=request.segment, **gaps)
    elif request.segment not in known.may:
        yield messages.QUALIFICATION.at(request.where, qualification=held, segment=request.segment, allowed=", ".join(known.may))


def _region(s: OrderSituation) -> Iterator[Problem]:
    if not s.needs("region"):
        return
    country, market = s.orders[0].customer.country, (s.seller and s.seller.country) or s.quote.request.market
    if not country:
        yield s.lacks(messages.NO_COUNTRY, s.on_book, customer=_customer(s), id=_named(s), example=s.quote.request.market)
    elif (region := region_of(country, s.ordering.regions)) is None or region != region_of(market, s.ordering.regions):
        yield messages.REGION.at(s.quote.request.where, country=country[:10], market=market)


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


def _unpriced(s: OrderSituation) -> Iterator[Problem]:
    yield from (messages.NO_SELL_PRICE.at(line.where, sku=line.called) for line in s.quote.unpriced)


def _target(s: OrderSituation) -> Iterator[Problem]:
    if s.target.direct and s.seller and s.seller.indirect:
        yield messages.INDIRECT.at()
    for order in s.orders:
        yield from check_target(order, s.target)


def _purchase_order(s: OrderSituation) -> Iterator[Problem]:
    request = s.quote.request
    missing = [name for name in ("po_number", "po_date") if not getattr(request, name)]
    if missing:
        command = f"order accept {_number(s.quote)} --po-number PO-7 --po-date {s.day}"
        how = N_("give po_number and po_date in the request") if s.moved is None else N_("for example {command}").filled(command=command)
        yield messages.NO_PO.at(request.where, missing=", ".join(missing), how=how)
    if request.po_date and request.po_date > s.day:
        yield messages.PO_LATER.at(request.where, po=request.po_date, day=s.day)


def _credit(s: OrderSituation) -> Iterator[Problem]:
    cost, seller, where = s.quote.totals.cost, s.seller, s.quote.request.where
    if seller is None or seller.credit_limit is None or seller.credit_left is None:
        return
    if cost is None or cost.currency != seller.credit_left.currency:
        yield messages.CREDIT_UNKNOWN.at(where, currency=seller.credit_left.currency)
    elif seller.credit_left < cost:
        yield messages.CREDIT.at(where, cost=cost, left=seller.credit_left, limit=seller.credit_limit)
    if seller.uncounted:
        yield messages.CREDIT_UNCOUNTED.at(where, ids=listed(seller.uncounted, 5), count=len(seller.uncounted))
    if seller.uncounted_invoices:
        ids = listed(seller.uncounted_invoices, 5)
        yield messages.CREDIT_INVOICES.at(where, ids=ids, count=len(seller.uncounted_invoices), currency=seller.credit_limit.currency)


def _age(s: OrderSituation) -> Iterator[Problem]:
    where = s.quote.request.where
    if s.day > s.quote.valid_until:
        yield messages.EXPIRED.at(where, until=s.quote.valid_until, day=s.day, command=_quote_again(s))
    month = f"{s.quote.date:%Y-%m}" if s.prices is None else s.prices.month
    if month and month < f"{s.day:%Y-%m}" and s.quote.request.program == SHEET_PROGRAM:
        yield messages.OLD_MONTH.at(where, quoted=month, day=s.day)


def _prices(s: OrderSituation) -> Iterator[Problem]:
    """Compare the lines that were priced from a price sheet with that of the order's day."""
    yield from specials_over(s.quote, s.day)
    if s.moved is not None:
        yield from since_the_quote(s.quote, s.moved, s.day)
        return
    if s.prices is None or s.quote.request.program != SHEET_PROGRAM:
        return
    for line in s.quote.lines:
        if line.sku and (key := parse_sku(line.sku)):
            request = s.quote.request
            scope = PriceScope(request.market, request.currency, request.segment, s.day, line.term or ONE_TIME, line.billing_plan or None)
            row = s.prices.in_force(key, replace(scope, quantity=line.quantity)).row
            yield from _moved(s, line, prices_of_row(row)[0] if row else None)


def _moved(s: OrderSituation, line: QuoteLine, now: object) -> Iterator[Problem]:
    request, quoted = s.quote.request, line.unit_price
    if now is None:
        scope = {"currency": request.currency, "market": request.market, "segment": request.segment}
        yield messages.NOT_LISTED.at(line.where, sku=line.sku, day=s.day, **scope)
    elif line.price_source.kind == "price_sheet" and quoted is not None and quoted.amount != now:
        yield messages.MOVED.at(line.where, sku=line.sku, quoted=quoted, day=s.day, now=now, command=_quote_again(s))


def _end_user(s: OrderSituation) -> Iterator[Problem]:
    if not s.needs("end_user"):
        return
    customer = s.orders[0].customer
    missing = [name for name in ("contact", "address", "email", "country") if not getattr(customer, name)]
    if missing:
        yield s.lacks(messages.NO_END_USER, s.on_book, program=s.quote.request.program, missing=", ".join(missing))


CHECKS: tuple[Callable[[OrderSituation], Iterator[Problem]], ...] = (
    _mpa,
    _prerequisites,
    _mca,
    _tenant,
    _qualification,
    _region,
    _program,
    _skus,
    _remarked,
    _unpriced,
    _target,
    _purchase_order,
    _credit,
    _age,
    _prices,
    _end_user,
)
