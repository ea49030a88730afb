"""Prices to weigh with: the user's own price list, else the public references of exactly this market and currency."""

from licensectl.core.sku_id import parse_sku
from licensectl.domain.catalog.model import Sku
from licensectl.domain.prices.price_list import PriceList, PriceScope
from licensectl.domain.sizing.candidates import PriceOf
from licensectl.domain.sizing.model import CandidatePrice, Scope


def price_lookup(scope: Scope, prices: PriceList | None) -> PriceOf:
    """A function from SKU and basis (unit_price, erp) to its price; with a price list nothing else ever stands in."""

    def given(sku: Sku, basis: str) -> CandidatePrice | None:
        key = parse_sku(sku.sku) if sku.sku else None
        if prices is None or key is None or scope.program != "csp":
            return None
        row = prices.in_force(key, PriceScope(scope.market, scope.currency, scope.segment, scope.day)).row
        amount = getattr(row, basis) if row else None
        return CandidatePrice(amount, given=True) if amount is not None else None

    def reference(sku: Sku, basis: str) -> CandidatePrice | None:
        wanted = (scope.program, scope.market, scope.currency, basis)
        fitting = [price for price in sku.prices if (price.program, price.market, price.money.currency, price.kind) == wanted]
        newest = max((p for p in fitting if (p.as_of or "") <= scope.day.isoformat()), key=lambda p: p.as_of or "", default=None)
        return CandidatePrice(newest.money.amount, given=False) if newest else None

    return given if prices is not None else reference
