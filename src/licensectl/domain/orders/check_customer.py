"""Check the customer of an order: agreement, tenant, qualification, region and address."""

from collections.abc import Iterator

from licensectl.domain.catalog.eligibility import qualification_id
from licensectl.domain.customers.field_checks import GUID, attestation
from licensectl.domain.customers.model import AgreementAcceptance
from licensectl.domain.orders import messages_check as messages
from licensectl.domain.orders.situation import OrderSituation
from licensectl.domain.orders.terms import region_of
from licensectl.errors import Problem


def _accepted_again(mca: AgreementAcceptance, s: OrderSituation) -> Iterator[Problem]:
    """Yield a problem where the agreement is so old that it must be accepted again.

    An error, but a warning where the customer accepted it directly: not all sources count those.
    """
    for rule in s.ordering.mca_reacceptance.values():
        if mca.agreed_on < rule.accepted_before and s.day >= rule.from_:
            days = {"agreed": mca.agreed_on, "before": rule.accepted_before, "since": rule.from_, "day": s.day.isoformat()}
            found = messages.MCA_AGAIN.at(s.quote.request.where, id=s.customer_id, **days)
            direct = mca.attested_by == "customer"
            yield found._replace(message=found.message._replace(severity="warning")) if direct else found


def agreement(s: OrderSituation) -> Iterator[Problem]:
    if not s.needs("mca"):
        return
    mca, where = s.customer.mca, s.quote.request.where
    if mca is None:
        yield s.lacks(messages.NO_MCA, s.on_book, customer=s.customer_name, id=s.customer_id, day=s.day.isoformat())
    elif mca.agreed_on > s.day:
        yield messages.MCA_LATER.at(where, agreed=mca.agreed_on, day=s.day)
    elif mca.expires and mca.expires < s.day:
        yield messages.MCA_EXPIRED.at(where, expires=mca.expires)
    else:
        yield from _accepted_again(mca, s)
    if mca is not None:
        yield from (problem._replace(where=where) for problem in attestation(mca, bool(s.seller and s.seller.indirect)))


def tenant_id(s: OrderSituation) -> Iterator[Problem]:
    tenant = s.customer.tenant_id
    if tenant and not GUID.fullmatch(tenant):
        yield messages.BAD_TENANT.at(s.quote.request.where, value=tenant[:60])
    elif not tenant and s.needs("tenant"):
        yield s.lacks(messages.NO_TENANT, s.on_book, customer=s.customer_name, id=s.customer_id)


def qualification(s: OrderSituation) -> Iterator[Problem]:
    request, held = s.quote.request, s.customer.qualification
    if not s.needs("qualification"):
        return
    said = qualification_id(held or "commercial")
    known = s.qualifications.get(said)
    if known is None:
        yield messages.BAD_QUALIFICATION.at(request.where, value=said[:60], known=", ".join(s.qualifications))
    elif request.segment not in known.may and held is None:
        example = next((name for name, one in s.qualifications.items() if request.segment in one.may), "NAME")
        gaps = {"customer": s.customer_name, "id": s.customer_id, "example": example}
        yield s.lacks(messages.NO_QUALIFICATION, s.on_book, segment=request.segment, **gaps)
    elif request.segment not in known.may:
        yield messages.QUALIFICATION.at(request.where, qualification=known.title, segment=request.segment, allowed=", ".join(known.may))


def region(s: OrderSituation) -> Iterator[Problem]:
    if not s.needs("region"):
        return
    country, market = s.customer.country, (s.seller and s.seller.country) or s.quote.request.market
    if not country:
        yield s.lacks(messages.NO_COUNTRY, s.on_book, customer=s.customer_name, id=s.customer_id, example=s.quote.request.market)
    elif (region := region_of(country, s.ordering.regions)) is None or region != region_of(market, s.ordering.regions):
        yield messages.REGION.at(s.quote.request.where, country=country[:10], market=market)


def end_user(s: OrderSituation) -> Iterator[Problem]:
    if not s.needs("end_user"):
        return
    customer = s.customer
    missing = [name for name in ("contact", "address", "email", "country") if not getattr(customer, name)]
    if missing:
        yield s.lacks(messages.NO_END_USER, s.on_book, program=s.quote.request.program, missing=", ".join(missing))
