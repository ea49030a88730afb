"""Agreed prices of order lines: the order's price, else the price list of the order's day."""

from collections.abc import Callable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core.money import Money
from licensectl.domain.invoices.model import Agreed, InvoiceLine, Ordered
from licensectl.domain.prices.price_list import ONE_TIME, PriceList, PriceScope

ORDER = "order"
ListOf = Callable[[date], PriceList | None]


class Defaults(Struct, frozen=True):
    """Values for market, segment and currency that neither order nor invoice has; `preferred` decides between segments."""

    market: str = ""
    segment: str = ""
    currency: str = ""
    preferred: str = ""


class PriceFinder:
    """Finds agreed prices; `open_` collects the SKUs whose market or segment would have to be known."""

    def __init__(self, lists: ListOf, defaults: Defaults) -> None:
        self._lists, self._defaults = lists, defaults
        self._known: dict[tuple[object, ...], Agreed | None] = {}
        self.open_: dict[str, None] = {}

    def __call__(self, ordered: Ordered, line: InvoiceLine | None) -> Agreed | None:
        """Return the price of the order line, in a currency that the row can be compared in; None if none is known."""
        own = ordered.unit_price
        if own and (line is None or own.currency in (line.currency, line.pricing_currency)):
            return Agreed(own, ORDER)
        day = ordered.day or (line.day or line.charge_start if line else None)
        if day is None:
            return None
        currency = self._currency(ordered, line)
        market = (line.market if line else "") or self._defaults.market
        segment = ordered.segment or self._defaults.segment
        quantity = ordered.quantity or (int(abs(line.quantity)) if line else 0)
        scope = PriceScope(market, currency, segment, day, quantity=quantity or 1)
        wanted = (ordered.key, scope)
        if wanted not in self._known:
            self._known[wanted] = self._listed(ordered, scope)
        return self._known[wanted]

    def _currency(self, ordered: Ordered, line: InvoiceLine | None) -> str:
        if line is None:
            return ordered.currency or self._defaults.currency
        return ordered.currency if ordered.currency in (line.currency, line.pricing_currency) else line.pricing_currency

    def _listed(self, ordered: Ordered, wanted: PriceScope) -> Agreed | None:
        """Return the price in force, if market and segment are known or do not matter."""
        prices = self._lists(wanted.day)
        if prices is None:
            return None
        rows = [row for row in prices.rows(ordered.key) if row.term == ONE_TIME and row.currency == wanted.currency]
        scopes = {(row.market, row.segment) for row in rows if wanted.market in ("", row.market) and row.segment in ("", wanted.segment)}
        scopes = scopes or {(row.market, row.segment) for row in rows if wanted.market in ("", row.market) and not wanted.segment}
        found: dict[tuple[str, str], Agreed] = {}
        for market, segment in sorted(scopes):
            row = prices.in_force(ordered.key, replace(wanted, market=market, segment=segment or wanted.segment)).row
            if row and row.unit_price is not None:
                found[market, segment] = Agreed(Money(row.unit_price, row.currency), f"{row.file}:{row.row}")
        preferred = {place: one for place, one in found.items() if place[1] == self._defaults.preferred}
        for held in (found, preferred):
            if len({one.price for one in held.values()}) == 1:
                return next(iter(held.values()))
        if found:
            self.open_[str(ordered.key)] = None
        return None
