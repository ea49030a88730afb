"""What a SKU costs on the day on which it would be bought again: of a price sheet that is named, else of the price book."""

from typing import TYPE_CHECKING

from licensectl.cli.run import Run

if TYPE_CHECKING:
    from licensectl.domain.pricing import PriceList, PriceScope
    from licensectl.domain.return_question import ReturnQuestion
    from licensectl.domain.return_rebuy import Today
    from licensectl.domain.skuid import SkuKey


def today(run: Run, sku: str | None, question: "ReturnQuestion", prices: str | None) -> "Today":
    """The price in force for the market, currency and segment of the question; nothing where the SKU or a list is not known."""
    from licensectl.domain.money import Money
    from licensectl.domain.pricing import PriceScope
    from licensectl.domain.return_rebuy import Today
    from licensectl.domain.return_window import utc_day
    from licensectl.domain.skuid import parse_sku

    key = parse_sku(":".join((sku or "").split(":")[:2]))
    if key is None or not key.sku_id or question.unit_price is None:
        return Today()
    currency = question.unit_price.currency
    segment = question.segment or run.profile.segment or "Commercial"
    scope = PriceScope(question.market or "IT", currency, segment, utc_day(question.requested))
    found, covered = _of_sheet(prices) if prices else _of_book(key, scope)
    if found is None:
        return Today()
    row = found.in_force(key, scope).row
    if row is None:
        # A list that covers the scope and does not have the SKU says that it is not sold there; any other says nothing.
        return Today(sold=False if covered and found.title(key) is None else None)
    price = Money(row.unit_price, currency) if row.unit_price is not None else None
    return Today(price, True if covered else None, f"{row.file}:{row.row}")


def _of_sheet(prices: str) -> "tuple[PriceList | None, bool]":
    from licensectl.cli.files import read_input
    from licensectl.sheets.pricesheet import load_price_sheet

    return load_price_sheet(*read_input(prices)), True


def _of_book(key: "SkuKey", scope: "PriceScope") -> "tuple[PriceList | None, bool]":
    from licensectl.domain.pricebook import in_force, rows_in_force
    from licensectl.domain.pricing import PriceList
    from licensectl.store import pricebook

    path, month = pricebook.where(None), f"{scope.day:%Y-%m}"
    if not path.exists():
        return None, False
    with pricebook.reading(path) as connection:
        sheets = [sheet for sheet in pricebook.sheets(connection) if sheet.month <= month]
        rows = pricebook.rows_of(connection, [key], sheets)
    triple = (scope.market, scope.currency, scope.segment)
    newest = [sheet.month for (_, of), sheet in in_force(sheets, month).items() if of == triple]
    return PriceList(str(path), rows_in_force(rows, sheets, month)), month in newest
