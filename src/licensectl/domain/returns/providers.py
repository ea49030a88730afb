"""Return terms of a provider, as an overlay gives them; they may be stricter than the rules."""

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from licensectl.core.money import Money
from licensectl.core.sources import Confidence
from licensectl.core.text import Text
from licensectl.domain.returns.window import ReturnWindow


class ProviderContact(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The contact data of a provider and its contact form; None if not given."""

    email: str | None = None
    phone: str | None = None
    url: str | None = None
    form: Text | None = None


class Policy(ReturnWindow, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Terms for purchases of these days, programs and kinds (an empty list: all of them).

    `only_while`: what must still be so of the keys. The fee is what the provider keeps, in percent of what was paid or
    as an amount.
    """

    title: Text
    sources: list[str]
    confidence: Confidence
    programs: list[str] = []
    kinds: list[str] = []
    only_while: list[Literal["keys_open", "not_activated"]] = []
    restocking_percent: Decimal | None = None
    restocking_fee: Money | None = None
    readings: list[Text] = []
    actions: list[Text] = []

    def fits(self, program: str, kind: str, day: date) -> bool:
        """Return True if a purchase of that day falls under it."""
        return (not self.programs or program in self.programs) and (not self.kinds or kind in self.kinds) and self.contains(day)

    def competes_with(self, other: "Policy") -> bool:
        """Return True if one purchase could fall under both."""
        pairs = ((self.programs, other.programs), (self.kinds, other.kinds))
        return self.overlaps(other) and all(not mine or not theirs or set(mine) & set(theirs) for mine, theirs in pairs)


class Provider(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A distributor or indirect provider: how it is reached and what it takes back. Without a policy Microsoft's rule alone decides."""

    title: str
    sources: list[str]
    confidence: Confidence
    contact: ProviderContact = ProviderContact()
    policies: dict[str, Policy] = {}
    actions: list[Text] = []
    readings: list[Text] = []

    def policy(self, program: str, kind: str, day: date) -> tuple[str, Policy] | None:
        """Return the terms for a purchase of that day, with their id; None without terms on record."""
        return next(((policy_id, policy) for policy_id, policy in self.policies.items() if policy.fits(program, kind, day)), None)
