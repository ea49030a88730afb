"""Remarks about the SKUs that sizing chose, before they are quoted."""

from collections.abc import Mapping

from licensectl.core.text import listed
from licensectl.domain.programs.model import Program
from licensectl.domain.quotes.checks import sale
from licensectl.domain.quotes.checks.context import Item, QuoteContext, fill
from licensectl.domain.quotes.model import QuoteRequest, Vat
from licensectl.domain.sizing.candidates import Shelf
from licensectl.domain.sizing.messages import NO_PRICE, NO_SA_SKU, NO_SKU
from licensectl.domain.sizing.model import Licence, Sizing
from licensectl.errors import Problem


def check_sized(found: Sizing, shelf: Shelf, programs: Mapping[str, Program], *, priced: bool = False) -> list[Problem]:
    """Return the remarks about the lines: no SKU, out of support, no longer sold, and no price where others have one.

    `priced`: the user named a price sheet, so that every line should have a price.
    """
    scope = shelf.scope
    request = QuoteRequest(customer="", vat=Vat(exempt=True), program=scope.program, market=scope.market, currency=scope.currency)
    items = [_item(line, shelf, found.price_given) for line in found.licenses]
    basket = fill(request, items, QuoteContext(shelf.catalog, programs, None, scope.day))
    known = {problem.message for problem in found.problems}
    missing = [NO_SKU.at(title=title, program=scope.program) for title in found.missing()] if NO_SA_SKU not in known else []
    unpriced = [line.title for line in found.licenses if line.unit_price is None] if found.basis or priced else []
    no_price = [NO_PRICE.at(titles=listed(unpriced, 8))] if unpriced else []
    return [*missing, *no_price, *sale.support(basket), *sale.not_sold(basket)]


def _item(line: Licence, shelf: Shelf, given: bool) -> Item:
    slugs = shelf.catalog.find(line.sku or line.part_number or "")
    sku = shelf.catalog.skus[slugs[0]] if slugs else None
    product = shelf.catalog.products[sku.product] if sku else None
    name = line.sku or line.part_number or line.title
    return Item(line.title, name, line.quantity, "", given and line.unit_price is not None, sku, product)
