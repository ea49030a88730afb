"""The profile of the reseller: letterhead, defaults of quotes, and data that orders are checked against."""

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated

from msgspec import Meta, Struct

from licensectl.core.defaults import CURRENCY
from licensectl.core.messages import MPA_LATER
from licensectl.core.text import Lang
from licensectl.domain.catalog.model import Segment
from licensectl.domain.customers.tax_id import doubt, is_iban
from licensectl.domain.settings import messages as settings_messages
from licensectl.errors import Problem

# Days until an order or invoice is to be paid, where the profile does not say.
CREDIT_DAYS = 30


class PartnerAgreement(Struct, frozen=True, forbid_unknown_fields=True):
    """The Microsoft Partner Agreement: signed once for each CSP region, `country` being where."""

    signed_on: date
    country: str | None = None


class CreditLine(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The credit that the distributor gives: the limit, days until an order is paid, and unpaid invoices beyond the ledger."""

    limit: Decimal
    currency: str = CURRENCY
    days: Annotated[int, Meta(ge=0, le=3650)] = CREDIT_DAYS
    unpaid: Decimal = Decimal(0)


class Profile(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`profile:` of licensectl.yaml; all of it may be missing. `vat_id` with country prefix, `address` line by line.

    `indirect`: buys from a provider and not from Microsoft; `distributor` is that provider, by the word that `marketplace_ids` of
    a customer has for it; `market` is the country it sells from. `order_target` is where orders go when no other target is named.
    `partner_id` is its PartnerID with Microsoft, `language` that of its answers and papers if nothing else says one.
    `margin` (percent of the sell price; of a segment the one in `margins`) and `vat_rate` (percent) hold for a quote that says nothing of
    its own; with less margin than `margin_floor` no quote is saved unless a reason is given.
    `prerequisites` has the day on which each of Microsoft's demands on partners was last confirmed, by its id in `ordering.yaml`.
    `number_series` is how saved quotes are numbered (`Q-{year}-{number:04}`).
    """

    name: str | None = None
    legal_name: str | None = None
    vat_id: str | None = None
    address: list[str] = []
    email: str | None = None
    phone: str | None = None
    website: str | None = None
    bank: str | None = None
    iban: str | None = None
    market: str | None = None
    mpa: PartnerAgreement | None = None
    prerequisites: dict[str, date] = {}
    indirect: bool = False
    distributor: str | None = None
    order_target: str | None = None
    credit: CreditLine | None = None
    currency: str | None = None
    segment: Segment | None = None
    margin: Decimal | None = None
    margins: dict[Segment, Decimal] = {}
    margin_floor: Decimal | None = None
    vat_rate: Decimal | None = None
    valid_days: int | None = None
    number_series: str | None = None
    partner_id: str | None = None
    language: Lang | None = None


def doubts(profile: Profile, day: date) -> Iterator[tuple[str, Problem]]:
    """Yield a warning for each likely mistake, with its key."""
    if profile.vat_id and (slip := doubt(profile.vat_id, profile.market, settings_messages.OWN_VAT_ID)):
        yield "vat_id", slip
    if profile.iban and not is_iban(profile.iban):
        yield "iban", settings_messages.IBAN.at(iban=profile.iban[:40])
    if profile.mpa and profile.mpa.signed_on > day:
        yield "mpa", MPA_LATER.at(signed=profile.mpa.signed_on, day=day)


def without_terms(profile: Profile, providers: Collection[str]) -> Iterator[tuple[str, Problem]]:
    """Yield a warning if the distributor looks like a misspelled one of these, whose terms for returns are on record."""
    from difflib import get_close_matches

    near = get_close_matches(profile.distributor or "", providers, 1)
    if near and profile.distributor not in providers:
        yield "distributor", settings_messages.NO_TERMS.at(name=profile.distributor, hint=near[0])
