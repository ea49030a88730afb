"""What the settings and the command line preset in a request."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from licensectl.core import messages as common
from licensectl.core.money import is_currency
from licensectl.core.names import ID, is_market
from licensectl.domain.quotes.model import QuoteRequest
from licensectl.domain.quotes.numbering import check_series
from licensectl.domain.quotes.request_checks import check_rate
from licensectl.domain.settings import messages as settings_messages
from licensectl.domain.settings.profile import Profile
from licensectl.errors import Problem

PARTNER_ID = re.compile(r"[0-9]{1,10}", re.ASCII)


MARGIN_RULES = ("margin", "markup", "discount")


PRESETS = ("market", "currency", "segment", "margin", "valid_days")
# Those of them that have a value where the profile is silent.
BUILT_IN = ("market", "currency", "segment", "valid_days")


def built_in() -> dict[str, Any]:
    """Return the presets that hold where neither the request nor the profile says anything."""
    names, values = QuoteRequest.__struct_fields__, QuoteRequest.__struct_defaults__
    defaults = dict(zip(names[-len(values) :], values, strict=True))
    return {name: defaults[name] for name in BUILT_IN}


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
    if market is not None and not is_market(market):
        yield "market", common.MARKET.at(market=market)
    if currency is not None and not is_currency(currency):
        yield "currency", common.CURRENCY.at(currency=currency)
    if days is not None and not 0 <= days <= most_days:
        yield "valid_days", common.VALID_DAYS.at(days=days)
    if profile.partner_id is not None and not PARTNER_ID.fullmatch(profile.partner_id):
        yield "partner_id", settings_messages.PARTNER_ID.at(id=profile.partner_id[:40])
    if profile.distributor is not None and not ID.fullmatch(profile.distributor):
        yield "distributor", settings_messages.DISTRIBUTOR.at(name=profile.distributor[:40])
    if profile.margin is not None and not (profile.margin.is_finite() and 0 <= profile.margin < 100):
        yield "margin", common.PERCENT.at(name="margin", value=profile.margin, expected="0 up to, not including, 100")
    yield from (("vat_rate", problem) for problem in check_rate(profile.vat_rate, "vat_rate"))
    if profile.number_series is not None:
        yield from (("number_series", problem) for problem in check_series(profile.number_series))
