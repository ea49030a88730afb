"""Validation of return rules and providers' terms: windows, time zones, fees, and rules that compete."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from licensectl.core import messages_facts as messages
from licensectl.core.money import AMOUNT, Money, is_currency
from licensectl.domain.returns.calendar import zone_named
from licensectl.domain.returns.rules import ReturnsFile
from licensectl.domain.returns.window import ReturnWindow
from licensectl.errors import Message
from licensectl.i18n.translate import plain

Found = tuple[tuple[str | int, ...], Message, dict[str, Any]]
"""A problem at a path of `returns.yaml`."""
LENGTHS = ("window_days", "window_hours", "window_business_days")


def competing(file: ReturnsFile) -> Iterator[Found]:
    """Yield two rules, or terms of one provider, that one purchase could fall under."""
    yield from _competing(("rules",), file.rules)
    for provider_id, provider in file.providers.items():
        yield from _competing(("providers", provider_id, "policies"), provider.policies)


def _competing(path: tuple[str, ...], held: Mapping[str, Any]) -> Iterator[Found]:
    for one_id, other_id in combinations(held, 2):
        if held[one_id].competes_with(held[other_id]):
            yield (*path, other_id), messages.OVERLAP, {"what": f"{one_id}, {other_id}"}


def windows(file: ReturnsFile) -> Iterator[Found]:
    """Yield windows with more than one length, or with a length that their outcome excludes; routes that do not exist."""
    for rule_id, rule in file.rules.items():
        yield from _window(("rules", rule_id), rule, (1,) if rule.outcome == "window" else (0,))
        if rule.route not in (None, *file.routes):
            yield ("rules", rule_id, "route"), messages.NO_SUCH, {"what": "route", "id": rule.route}
    for provider_id, provider in file.providers.items():
        for policy_id, policy in provider.policies.items():
            yield from _window(("providers", provider_id, "policies", policy_id), policy, (0, 1))


def time_zones(file: ReturnsFile) -> Iterator[Found]:
    """Yield the time zones that do not exist."""
    held: dict[tuple[str, ...], ReturnWindow] = {("rules", name): rule for name, rule in file.rules.items()}
    for provider_id, provider in file.providers.items():
        held |= {("providers", provider_id, "policies", name): policy for name, policy in provider.policies.items()}
    for path, window in held.items():
        for market, name in window.time_zones.items():
            try:
                zone_named(name)
            except (KeyError, ValueError, OSError):
                yield (*path, "time_zones", market), messages.NO_SUCH, {"what": "time zone", "id": name}


def _window(path: tuple[str, ...], window: ReturnWindow, wanted: tuple[int, ...]) -> Iterator[Found]:
    given = [name for name in LENGTHS if getattr(window, name) is not None]
    if len(given) not in wanted:
        yield path, messages.WINDOW, {"given": ", ".join(given) or "—"}


def fees(file: ReturnsFile) -> Iterator[Found]:
    """Yield fees that no provider can keep: two at once, more than the price, an invalid amount."""
    for provider_id, provider in file.providers.items():
        for policy_id, policy in provider.policies.items():
            path = ("providers", provider_id, "policies", policy_id)
            percent, fee = policy.restocking_percent, policy.restocking_fee
            both = percent is not None and fee is not None
            if both or (percent is not None and not (percent.is_finite() and 0 <= percent <= 100)):
                yield path, messages.FEE, {"fee": f"{percent} %, {fee or '—'}"}
            elif fee is not None and not is_money(fee):
                yield path, messages.BAD_MONEY, {"money": str(fee)}


def is_money(money: Money) -> bool:
    """Return True for an amount with its currency."""
    return is_currency(money.currency) and money.amount.is_finite() and AMOUNT.fullmatch(plain(money.amount)) is not None
