"""VAT as dated facts: the shape of `data/taxes.yaml`."""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from licensectl.core.period import Period
from licensectl.core.text import Text

EU = "eu"


class StandardRate(Period, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The standard VAT rate of a market in a period, in percent."""

    rate: Decimal
    sources: list[str] = []


class MarketRates(Struct, frozen=True, forbid_unknown_fields=True):
    """The standard rates of one market; no two of them on the same day."""

    title: Text
    values: list[StandardRate]


class Area(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Countries between which one VAT system holds."""

    title: Text
    countries: list[str]
    sources: list[str] = []


class Authorisation(Period, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A decision of the Council of the EU that allows split payment in a period."""

    decision: Text
    sources: list[str] = []


class SplitPayment(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Split payment in one country. `qualifications`: those by which a customer is known to be a public body."""

    title: Text
    allowed: list[Authorisation]
    qualifications: list[str] = []

    def allowed_on(self, day: date) -> bool:
        """Return True if a decision of the EU covers `day`."""
        return any(one.contains(day) for one in self.allowed)

    def last(self, day: date) -> Authorisation | None:
        """Return the newest decision that had ended before `day`; None if there was none."""
        ended = [one for one in self.allowed if one.until and one.until < day]
        return max(ended, key=lambda one: one.until or day, default=None)


class TaxesFile(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The shape of `data/taxes.yaml`."""

    rates: dict[str, MarketRates] = {}
    areas: dict[str, Area] = {}
    split_payment: dict[str, SplitPayment] = {}

    def standard_rate(self, market: str, day: date) -> Decimal | None:
        """Return the standard VAT rate of `market` on `day` in percent; None if it is not on record."""
        held = self.rates.get(market)
        return next((one.rate for one in held.values if one.contains(day)), None) if held else None

    def in_union(self, country: str) -> bool:
        """Return True if `country` is a member state of the European Union."""
        return EU in self.areas and country in self.areas[EU].countries
