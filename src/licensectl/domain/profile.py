"""The reseller who makes the offers: what stands at the head and the foot of its documents."""

from msgspec import Struct


class Profile(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`profile:` of licensectl.yaml; all of it may be missing. `vat_id` with country prefix, `address` line by line."""

    name: str | None = None
    legal_name: str | None = None
    vat_id: str | None = None
    address: list[str] = []
    email: str | None = None
    phone: str | None = None
    website: str | None = None
    bank: str | None = None
    iban: str | None = None
