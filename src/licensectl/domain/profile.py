"""The reseller who makes the offers: what stands on its documents, and what its orders are checked against."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from msgspec import Meta, Struct


class PartnerAgreement(Struct, frozen=True, forbid_unknown_fields=True):
    """The Microsoft Partner Agreement: signed once for each CSP region, `country` being where."""

    signed_on: date
    country: str | None = None


class CreditLine(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the distributor lets stand: the limit, the days until an order is to be paid, and unpaid invoices beyond them."""

    limit: Decimal
    currency: str = "EUR"
    days: Annotated[int, Meta(ge=0, le=3650)] = 30
    unpaid: Decimal = Decimal(0)


class Profile(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`profile:` of licensectl.yaml; all of it may be missing. `vat_id` with country prefix, `address` line by line.

    `indirect`: buys from a provider and not from Microsoft; `market` is the country it sells from.
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
    indirect: bool = False
    credit: CreditLine | None = None
