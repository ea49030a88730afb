"""Dated return rules: Microsoft's and the law's by program and kind of product, who acts, and how they do it."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from licensectl.core.messages import UNKNOWN_NAME
from licensectl.core.period import Moment as Moment
from licensectl.core.period import Period
from licensectl.core.sources import Confidence
from licensectl.core.text import Text
from licensectl.domain.returns.providers import Provider
from licensectl.domain.returns.window import ReturnWindow
from licensectl.errors import LicensectlError
from licensectl.i18n.translate import N_

Refund = Literal["full", "prorated", "none", "seller_policy"]
Actor = Literal["partner", "provider", "distributor", "seller", "microsoft"]
Field = Literal["tenant", "order", "reason", "amount", "name", "product", "date", "retailer", "country"]


class ReturnCondition(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Another condition: `refused` values of `fact` end the right (`reason`), `accepted` ones keep it, any other is a review (`ask`)."""

    fact: Literal["seal", "activated", "supplied"]
    refused: list[str]
    accepted: list[str]
    reason: Text
    ask: Text
    sources: list[str] = []


class Disputed(Period, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Purchase dates for which a source has another rule in force; the verdict stays, the reading is said beside it."""

    reading: Text
    sources: list[str]


class ReturnRule(ReturnWindow, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A dated rule: `from`/`until` hold for the purchase date in UTC; `kind` any, an empty list means any.

    `outcome` window: until the window ends; ask: without a window, the user has to look something up. `full_hours`:
    refunded in full so long, by `refund` afterwards; `full_reading`: what another source says of these hours. `credit`: when the
    money comes, if the source says so. `exchange`:
    whether another edition can be had instead. `route`: how it is given back, by id. `keys_revoked`: keys and links end with the
    return. `whom`: whom it is for in words, where the selectors alone say too little; `as_of`: date of the text that says so.
    """

    program: str
    kind: str
    title: Text
    sources: list[str]
    confidence: Confidence
    outcome: Literal["window", "never", "closed", "seller_policy", "ask"] = "window"
    refund: Refund = "none"
    full_hours: int | None = None
    full_reading: Text | None = None
    unit: Literal["order_line", "order", "any_quantity", "unsaid"] = "order_line"
    exchange: Literal["never", "unsaid"] = "unsaid"
    keys_revoked: bool = False
    markets: list[str] = []
    buyers: list[str] = []
    channels: list[str] = []
    events: list[str] = []
    whom: Text | None = None
    as_of: str | None = None
    conditions: list[ReturnCondition] = []
    credit: Literal["next_invoice"] | None = None
    route: str | None = None
    disputed: list[Disputed] = []
    readings: list[Text] = []
    actions: list[Text] = []

    def competes_with(self, other: "ReturnRule") -> bool:
        """Return True if one question could fall under both: same program, kind and day, and no selector that tells them apart."""
        return (
            (self.program, self.kind) == (other.program, other.kind)
            and self.overlaps(other)
            and all(
                not getattr(self, name) or not getattr(other, name) or set(getattr(self, name)) & set(getattr(other, name))
                for name in SELECTORS.values()
            )
        )


# Holidays at the end of a window and days of other time zones, where they count, move its end by less.
MARGIN_DAYS = 14
# Field of a question → the list of a rule that must contain it.
SELECTORS = {"market": "markets", "buyer": "buyers", "channel": "channels", "event": "events"}


class SupportRequest(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The support request if self-service is closed: its type, if it has a name, and its fields."""

    fields: dict[Field, Text]
    type: str | None = None
    sources: list[str] = []


class Route(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The way of a return: who acts (`indirect`: for a reseller that buys from a provider), and how."""

    actor: Actor
    how: Text
    sources: list[str]
    indirect: Actor | None = None
    roles: list[Text] = []
    support: SupportRequest | None = None


class ReturnsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `data/returns.yaml`. `providers` ships empty: whom you buy from, and on which terms, is yours to add."""

    rules: dict[str, ReturnRule] = {}
    routes: dict[str, Route] = {}
    providers: dict[str, Provider] = {}


def oldest_returnable(rules: Mapping[str, ReturnRule], day: date) -> date:
    """Return a day before which nothing was bought that can be given back on `day`, whatever rule and market it falls under."""
    firsts = [max(1, day.toordinal() - _most_days(rule)) for rule in rules.values()]
    # A rule that ended earlier holds for no purchase since.
    until = [rule.until.toordinal() if rule.until else first for rule, first in zip(rules.values(), firsts, strict=True)]
    return date.fromordinal(min((first for first, last in zip(firsts, until, strict=True) if last >= first), default=day.toordinal()))


def _most_days(rule: ReturnRule) -> int:
    """Return more calendar days than the window of the rule has."""
    business = 2 * (rule.window_business_days or 0) + len(rule.holidays)
    margin = 1 if rule.closed_last_day == "counts" and not rule.time_zones else MARGIN_DAYS
    return max(rule.window_days or 0, (rule.window_hours or 0) // 24 + 1, business) + margin


def timeline(rules: Mapping[str, ReturnRule], program: str | None = None, kind: str | None = None) -> dict[str, ReturnRule]:
    """Return the rules of a program and kind, the oldest first. Raises LicensectlError if it has no rules."""
    for what, name, known in (
        (N_("program"), program, {rule.program for rule in rules.values()}),
        (N_("kind"), kind, {rule.kind for rule in rules.values() if program in (None, rule.program)}),
    ):
        if name is not None and name not in known:
            raise LicensectlError(UNKNOWN_NAME.at(what=what, name=name[:60], known=", ".join(sorted(known))))
    held = [(rule_id, rule) for rule_id, rule in rules.items() if program in (None, rule.program) and kind in (None, rule.kind)]
    places = {(rule.program, rule.kind): place for place, rule in reversed(list(enumerate(rules.values())))}
    return dict(sorted(held, key=lambda item: (places[item[1].program, item[1].kind], item[1].from_ or date.min)))
