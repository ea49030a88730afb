"""The reseller who makes the offers: what stands on its documents, presets its quotes and is asked before its orders."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from msgspec import Meta, Struct

from licensectl.core.money import CURRENCY
from licensectl.core.names import ID
from licensectl.core.text import Lang
from licensectl.domain.catalog.model import Segment
from licensectl.domain.customers.tax_id import is_iban, standing
from licensectl.domain.orders.messages_check import MPA_LATER
from licensectl.domain.quotes import messages as faults
from licensectl.domain.quotes.messages_checks import VAT_ID
from licensectl.domain.quotes.numbering import check_series
from licensectl.errors import Problem

PARTNER_ID = re.compile(r"[0-9]{1,10}", re.ASCII)
MARGIN_RULES = ("margin", "markup", "discount")
PRESETS = ("market", "currency", "segment", "margin", "valid_days")


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

    `indirect`: buys from a provider and not from Microsoft; `distributor` is that provider, by the word that `marketplace_ids` of
    a customer has for it; `market` is the country it sells from.
    `partner_id` is its PartnerID with Microsoft, `language` that of its answers and papers where nothing else says one.
    `margin` (percent of the sell price) and `vat_rate` (percent) hold for a quote that says nothing of its own.
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
    indirect: bool = False
    distributor: str | None = None
    credit: CreditLine | None = None
    currency: str | None = None
    segment: Segment | None = None
    margin: Decimal | None = None
    vat_rate: Decimal | None = None
    valid_days: int | None = None
    number_series: str | None = None
    partner_id: str | None = None
    language: Lang | None = None


def with_options(request: Mapping[str, Any], options: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of a request, and of those that the command line gives the ones that it leaves open."""
    rules = any(request.get(rule) is not None for rule in MARGIN_RULES)
    open_ = {key: value for key, value in options.items() if not (rules and key in MARGIN_RULES)}
    return {**open_, **{key: value for key, value in request.items() if value is not None or key not in open_}}


def with_presets(request: Mapping[str, Any], profile: Profile) -> dict[str, Any]:
    """The keys of a request file, and those of the profile that it leaves open.

    The margin holds only where the request names no rule for the whole quote, the VAT rate only where it has no `vat`.
    """
    presets = {name: value for name in PRESETS if (value := getattr(profile, name)) is not None}
    if any(request.get(rule) is not None for rule in MARGIN_RULES):
        presets.pop("margin", None)
    if profile.vat_rate is not None:
        presets["vat"] = {"rate": profile.vat_rate}
    return presets | {key: value for key, value in request.items() if value is not None or key not in presets}


def check_profile(profile: Profile, most_days: int) -> Iterator[tuple[str, Problem]]:
    """What is wrong with the presets of quotes, each with the key it stands under."""
    market, currency, days = profile.market, profile.currency, profile.valid_days
    if market is not None and not (len(market) == 2 and market.isascii() and market.isalpha() and market.isupper()):
        yield "market", faults.MARKET.at(market=market)
    if currency is not None and not CURRENCY.fullmatch(currency):
        yield "currency", faults.CURRENCY.at(currency=currency)
    if days is not None and not 0 <= days <= most_days:
        yield "valid_days", faults.VALID_DAYS.at(days=days)
    if profile.partner_id is not None and not PARTNER_ID.fullmatch(profile.partner_id):
        yield "partner_id", faults.PARTNER_ID.at(id=profile.partner_id[:40])
    if profile.distributor is not None and not ID.fullmatch(profile.distributor):
        yield "distributor", faults.DISTRIBUTOR.at(name=profile.distributor[:40])
    if profile.margin is not None and not (profile.margin.is_finite() and 0 <= profile.margin < 100):
        yield "margin", faults.PERCENT.at(name="margin", value=profile.margin, expected="0 up to, not including, 100")
    if profile.vat_rate is not None and not (profile.vat_rate.is_finite() and 0 <= profile.vat_rate <= 100):
        yield "vat_rate", faults.PERCENT.at(name="vat_rate", value=profile.vat_rate, expected="0 to 100")
    if profile.number_series is not None:
        yield from (("number_series", problem) for problem in check_series(profile.number_series))


def doubts(profile: Profile, day: date) -> Iterator[tuple[str, Problem]]:
    """What stops nothing and is yet likely a slip, each with the key it stands under."""
    if profile.vat_id and standing(profile.vat_id, profile.market) == "wrong":
        yield "vat_id", VAT_ID.at(id=profile.vat_id[:40])
    if profile.iban and not is_iban(profile.iban):
        yield "iban", faults.IBAN.at(iban=profile.iban[:40])
    if profile.mpa and profile.mpa.signed_on > day:
        yield "mpa", MPA_LATER.at(signed=profile.mpa.signed_on, day=day)
