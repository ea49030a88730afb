"""A customer, inline in a request or in the customer book."""

from datetime import date as Day
from typing import Literal

from msgspec import Struct


class AgreementAcceptance(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """That the customer accepted the Microsoft Customer Agreement: the day, and who accepted. `expires` only where an end was agreed.

    `attested_by`: the customer itself in the Microsoft 365 admin center, the provider, or the partner that this reseller is;
    an indirect reseller cannot attest (PC-MCA).
    """

    agreed_on: Day
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    phone: str | None = None
    expires: Day | None = None
    attested_by: Literal["customer", "provider", "partner"] | None = None


class Contact(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody at the customer."""

    name: str
    email: str | None = None
    phone: str | None = None
    role: str | None = None


class Customer(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A customer, inline in a request or in the customer book. `vat_id` with country prefix; `tenant_id` is a GUID.

    `id` names the customer in the book. `tax_code` is the Italian codice fiscale; `sdi_code` and `pec` are where an
    electronic invoice goes. `contact`, `email` and `phone` are whom to write to, `contacts` everybody else.
    `qualification`: Partner Center's, by the ids of `eligibility.yaml` (`commercial`, `nonprofit`, `education`, …); `country` that
    of the tenant, two letters. `marketplace_id` is what the distributor's marketplace calls the customer, `marketplace_ids` the
    same by distributor. `owned` is what the customer has: id of a product, SKU, access licence or condition → how many, None if
    nobody counted. `margin` is the percentage of the sell price that quotes for the customer start from. `notes`, `owned` and `margin` are
    internal.
    """

    name: str
    vat_id: str | None = None
    tenant_id: str | None = None
    tenant_domain: str | None = None
    country: str | None = None
    address: str | None = None
    contact: str | None = None
    email: str | None = None
    qualification: str | None = None
    mca: AgreementAcceptance | None = None
    marketplace_id: str | None = None
    id: str | None = None
    tax_code: str | None = None
    phone: str | None = None
    contacts: list[Contact] = []
    sdi_code: str | None = None
    pec: str | None = None
    marketplace_ids: dict[str, str] = {}
    owned: dict[str, int | None] = {}
    notes: str | None = None
    margin: str | None = None
