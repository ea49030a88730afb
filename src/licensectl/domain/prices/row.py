"""A row of a price sheet in the form in which it is kept, and as the record that decisions ask."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple

from licensectl.core.sku_id import SkuKey
from licensectl.domain.prices.price_list import PriceRow


class BookRow(NamedTuple):
    """Prices with a decimal point and otherwise as written, days as ISO text, all cells in one spelling.

    `tier_min` and `tier_max` are the smallest and the largest quantity of the price, "" without a bound. The fields up
    to them are the key of a price.
    """

    product_id: str
    sku_id: str
    segment: str
    term: str
    billing_plan: str
    market: str
    currency: str
    tier_min: str
    tier_max: str
    effective_start: str
    row: int
    effective_end: str
    unit_price: str | None
    erp: str | None
    title: str
    product_title: str
    tags: str


# The same as a plain tuple: SQLite takes a million of these a second sooner.
Cells = tuple[str, str, str, str, str, str, str, str, str, str, int, str, str | None, str | None, str, str, str]
# Some rows of a sheet by columns: for each field of a `BookRow` its cells.
Block = Sequence[Sequence[Any]]
# Rows of a block: few enough to stay in the processor's cache.
MANY = 2_000


def blocks_of(rows: Iterable[Cells]) -> Iterator[Block]:
    """Yield the rows by columns, some at a time."""
    source = iter(rows)
    while some := list(islice(source, MANY)):
        yield list(zip(*some, strict=True))


def price_row(cells: Sequence[str | int | None], file: str, month: str = "") -> PriceRow:
    """Return the row as a record; `cells` are those of a `BookRow`, `month` that of its sheet in the book."""
    row = BookRow._make(cells)
    return PriceRow(
        key=SkuKey(row.product_id, row.sku_id),
        segment=row.segment,
        term=row.term,
        billing_plan=row.billing_plan,
        market=row.market,
        currency=row.currency,
        tier_min=int(row.tier_min) if row.tier_min else None,
        tier_max=int(row.tier_max) if row.tier_max else None,
        unit_price=None if row.unit_price is None else Decimal(row.unit_price),
        erp=None if row.erp is None else Decimal(row.erp),
        effective_start=date.fromisoformat(row.effective_start),
        effective_end=date.fromisoformat(row.effective_end),
        title=row.title,
        product_title=row.product_title,
        tags=tuple(row.tags.split(";")) if row.tags else (),
        row=row.row,
        file=file,
        month=month,
    )
