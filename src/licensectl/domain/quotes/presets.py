"""Presets of a request from the settings and the command line."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from msgspec.structs import replace

from licensectl.core import messages as common
from licensectl.core.money import AMOUNT, OPEN_AMOUNT, is_currency, parse_amount
from licensectl.core.names import ID, capitals, is_market
from licensectl.domain.customers.model import Customer
from licensectl.domain.quotes import messages, messages_batch
from licensectl.domain.quotes.model import DEFAULT_SEGMENT, QuoteRequest
from licensectl.domain.quotes.numbering import check_series
from licensectl.domain.quotes.request_checks import check_rate
from licensectl.domain.quotes.tax import WITHOUT_TAX
from licensectl.domain.settings import messages as settings_messages
from licensectl.domain.settings.profile import Profile
from licensectl.errors import Problem
from licensectl.i18n.translate import N_, plain, ungrouped

PARTNER_ID = re.compile(r"[0-9]{1,10}", re.ASCII)
FIGURE = re.compile(r"-?\d+\.\d+", re.ASCII)


MARGIN_RULES = ("margin", "markup", "discount")
# Keys of a line that replace the rule of the whole quote.
OWN_RULES = (*MARGIN_RULES, "sell_price")
# Amounts of a line, in the currency of its request.
AMOUNTS = ("sell_price", "unit_price", "special_price", "discount_amount")
Where = Callable[[tuple[str | int, ...]], str]


PRESETS = ("market", "currency", "segment", "margin", "valid_days")
# Presets with a built-in default.
BUILT_IN = ("market", "currency", "segment", "valid_days")


def built_in() -> dict[str, Any]:
    """Return the presets that hold if neither the request nor the profile says anything."""
    names, values = QuoteRequest.__struct_fields__, QuoteRequest.__struct_defaults__
    defaults = dict(zip(names[-len(values) :], values, strict=True))
    return {name: defaults[name] for name in BUILT_IN}


def with_defaults(request: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys of the request, completed from `defaults` where the request has none."""
    return {**defaults, **{key: value for key, value in request.items() if value is not None or key not in defaults}}


class Replaced(NamedTuple):
    """A value of one request that the command line replaced.

    `option` is the key that was said, `key` the one in the request that gave way, `old` its value, `new` what holds now.
    """

    option: str
    key: str
    old: Any
    new: Any


class Overridden(NamedTuple):
    """The keys of a request with those of the command line over them, and what that changed.

    `kept` counts by option the lines that keep their value.
    """

    value: dict[str, Any]
    replaced: list[Replaced]
    kept: dict[str, int]


def with_options(request: Mapping[str, Any], options: Mapping[str, Any]) -> Overridden:
    """Return the keys of a request with the command line's over them: each replaces the key of its name for the whole quote.

    Margin, markup and discount are one rule: each replaces the others too. A customer of the same name keeps what else is known of it.
    """
    value, replaced = dict(request), list[Replaced]()
    for option, said in options.items():
        new = _customer(request.get(option), said) if option == "customer" else said
        for key in MARGIN_RULES if option in MARGIN_RULES else (option,):
            old = value.pop(key, None)
            if old is not None and not (key == option and _same(old, new)):
                replaced.append(Replaced(option, key, old, said))
        value[option] = new
    replaced = [one for one in replaced if one.option != "customer" or _named(one.old)]
    return Overridden(value, replaced, {option: count for option, said in options.items() if (count := _kept(request, option, said))})


def by_hand(request: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], list[str]]]:
    """Yield the records of a request that state amounts, each by its path, with the keys of the amounts."""
    yield (), [name for name in ("shipping", "discount_amount") if request.get(name) is not None]
    for kind in ("lines", "other"):
        held = request.get(kind)
        for number, line in enumerate(held if isinstance(held, list) else ()):
            if isinstance(line, dict):
                yield (kind, number), [name for name in AMOUNTS if line.get(name) is not None]


def check_currency(request: Mapping[str, Any], options: Mapping[str, Any], usual: str | None, where: Where) -> Iterator[Problem]:
    """Yield a problem for each record with amounts in another currency than the option's: that of the request, else the `usual` one."""
    new, stated = options.get("currency"), request.get("currency") or usual
    if new is None or not isinstance(stated, str) or capitals(stated.strip()) == new:
        return
    for path, names in by_hand(request):
        if names:
            place = where((*path, names[0]))
            yield messages.OTHER_CURRENCY.at(place, currency=new, stated=capitals(stated.strip())[:20], names=", ".join(names))


def _customer(old: Any, new: dict[str, Any]) -> dict[str, Any]:
    """Return the customer with the option's name; details of another customer are dropped."""
    known = isinstance(old, dict) and _named(old) in (None, new["name"])
    return {**old, **new} if known else new


def _named(customer: Any) -> Any:
    return customer.get("name", customer.get("id")) if isinstance(customer, dict) else customer


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(_same(old[key], new[key]) for key in old)
    amounts = [parse_amount(str(one)) for one in (old, new)]
    return amounts[0] == amounts[1] if None not in amounts else bool(old == new)


def _kept(request: Mapping[str, Any], option: str, said: Any) -> int:
    """Count the lines that keep their value in place of an option. Without VAT rates none does."""
    if option == "vat" and not said.keys().isdisjoint(WITHOUT_TAX):
        return 0
    names = OWN_RULES if option in MARGIN_RULES else ("vat_rate",) if option == "vat" else ()
    lists = ("lines", "other") if option == "vat" else ("lines",)
    lines = [line for name in lists if isinstance(held := request.get(name), list) for line in held if isinstance(line, dict)]
    return sum(any(line.get(name) is not None for name in names) for line in lines)


def written(value: Any) -> str:
    """Return a value of a request in few words, for a message."""
    if isinstance(value, dict):
        return ", ".join(str(key) if held == "true" else str(held) for key, held in value.items())[:60]
    return str(value)[:60]


def _figure(text: str) -> Decimal | str:
    """Return a figure with decimals as a number, which a message writes as its language does; any other text as it is."""
    return Decimal(text) if FIGURE.fullmatch(text) else text


def replacements(found: Overridden, where: Callable[[str], str]) -> Iterator[Problem]:
    """Say once for each option what it replaced and where that stands, and how many lines keep their own."""
    for option in dict.fromkeys([*(one.option for one in found.replaced), *found.kept]):
        kept = found.kept.get(option, 0)
        own = messages.KEPT.filled(count=kept) if kept else ""
        mine = [one for one in found.replaced if one.option == option]
        said = written(found.value[option] if option != "customer" else _named(found.value[option]))
        gaps: dict[str, Any] = {"option": f"--{option}", "value": _figure(said)}
        if not mine:
            yield messages.OPTION_KEPT.at(**gaps, count=kept)
        for one in mine:
            old = written(_named(one.old) if option == "customer" else one.old)
            named = _figure(old) if one.key == option else N_("{key} {value}").filled(key=one.key, value=_figure(old))
            yield messages.OPTION_REPLACES.at(**gaps, old=named, place=where(one.key), kept=own)
            own = ""


def with_presets(request: Mapping[str, Any], profile: Profile) -> dict[str, Any]:
    """Return the keys of a request file, and those of the profile that it leaves open.

    The margin, of a segment its own, holds only where the request names no rule for the whole quote; the VAT rate only where it has no
    `vat`.
    """
    presets = {name: value for name in PRESETS if (value := getattr(profile, name)) is not None}
    segment = request.get("segment") or profile.segment or DEFAULT_SEGMENT
    if isinstance(segment, str) and segment in profile.margins:
        presets["margin"] = profile.margins[segment]
    if any(request.get(rule) is not None for rule in MARGIN_RULES):
        presets.pop("margin", None)
    if profile.vat_rate is not None:
        presets["vat"] = {"rate": profile.vat_rate}
    return with_defaults(request, presets)


def with_margin_of(request: QuoteRequest, customer: Customer) -> QuoteRequest:
    """Return the request at the margin of its customer, unless it names a rule for the whole quote itself."""
    if customer.margin is None or any(rule in request.places for rule in MARGIN_RULES):
        return request
    return replace(request, margin=Decimal(customer.margin), markup=None, discount=None)


def margin_source(request: QuoteRequest, profile: Profile) -> Problem | None:
    """Return a note on where the margin comes from that a request did not name: its customer, or the segment; None for the usual one."""
    held = request.customer
    if request.margin is None or "margin" in request.places:
        return None
    if isinstance(held, Customer) and held.margin is not None and Decimal(held.margin) == request.margin:
        return messages.MARGIN_OF_CUSTOMER.at(request.where, margin=request.margin, customer=held.id or held.name[:60])
    if profile.margins.get(request.segment) == request.margin:
        return messages.MARGIN_OF_SEGMENT.at(request.where, margin=request.margin, segment=request.segment)
    return None


def check_profile(profile: Profile, most_days: int) -> Iterator[tuple[str, Problem]]:
    """Yield the problems of the presets of quotes, each with its key."""
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
    margins = {"margin": profile.margin, **{f"margins.{segment}": margin for segment, margin in profile.margins.items()}}
    for name, margin in (margins | {"margin_floor": profile.margin_floor}).items():
        if margin is not None and not (margin.is_finite() and 0 <= margin < 100):
            yield name.partition(".")[0], common.PERCENT.at(name=name, value=margin, expected=N_("0 up to, not including, 100"))
    yield from (("vat_rate", problem) for problem in check_rate(profile.vat_rate, "vat_rate"))
    if profile.number_series is not None:
        yield from (("number_series", problem) for problem in check_series(profile.number_series))
    yield from _credit(profile)


def _credit(profile: Profile) -> Iterator[tuple[str, Problem]]:
    """Yield the problems of the credit line; `5.000`, which can be two amounts, is refused."""
    credit = profile.credit
    if credit is None:
        return
    if not is_currency(credit.currency):
        yield "credit", common.CURRENCY.at(currency=credit.currency[:60])
    for name, amount in (("credit.limit", credit.limit), ("credit.unpaid", credit.unpaid)):
        if re.fullmatch(OPEN_AMOUNT, str(amount), re.ASCII):
            both: dict[str, Any] = {"one": ungrouped(str(amount).replace(".", "")), "other": ungrouped(amount.normalize())}
            yield "credit", messages_batch.OPEN_FIGURE.at(name=name, value=str(amount), **both)
        elif not AMOUNT.fullmatch(plain(amount)):
            yield "credit", messages.AMOUNT.at(name=name, value=amount)
    if credit.limit.is_signed():
        yield "credit", settings_messages.CREDIT_LIMIT.at(value=credit.limit)
