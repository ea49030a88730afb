"""A price sheet or list as the prices that decisions ask."""

from collections.abc import Collection
from typing import BinaryIO

from licensectl.domain.bookrow import price_row
from licensectl.domain.columnmap import ColumnMap
from licensectl.domain.pricing import PriceList
from licensectl.domain.skuid import SkuKey
from licensectl.sheets.pricerows import PriceRows


def load_price_sheet(
    content: bytes | BinaryIO, name: str, keys: Collection[SkuKey] | None = None, columns: ColumnMap | None = None
) -> PriceList:
    """The rows of a sheet, or those of `keys` alone; `name` is what messages call it, `columns` how a distributor's list is read.

    `content` may be a stream, which is never held whole. Every row is checked, wanted or not: Failure with every bad row at once
    (the first 20 shown), and then nothing is used. What was assumed in reading are the `notices` of the list.
    """
    rows = PriceRows(content, name, columns)
    wanted = None if keys is None else {(key.product_id, key.sku_id) for key in keys}
    found = [price_row(cells, name) for cells in rows if wanted is None or cells[:2] in wanted]
    return PriceList(name, found, notices=rows.notices())
