"""Order files as reports: the target's own format is the native one, tables are for looking."""

from collections.abc import Sequence
from typing import Any

from licensectl.domain.text import Lang
from licensectl.orderfiles import neutral
from licensectl.reports.report import Column, Kind, Report, Table
from licensectl.reports.words import word

FIGURES: dict[str, Kind] = {"line": "int", "quantity": "int", "unit_price": "amount"}
SHOWN = ("line", "product_id", "sku_id", "availability_id", "part_number", "title", "quantity", "unit_price", "currency")


def lines(rows: Sequence[tuple[Any, ...]], lang: Lang) -> Report:
    """The neutral order lines; native format csv."""
    columns = tuple(
        Column(key, key, FIGURES.get(key, "id" if key in neutral.IDS else "text"), "all" if key in SHOWN else "files")
        for key in neutral.HEADER
    )
    record = {"schema": "licensectl.order/1", "lines": [dict(zip(neutral.HEADER, row, strict=True)) for row in rows]}
    return Report(word("Order lines", lang), Table(columns, tuple(rows)), record, native="csv")


def cart(body: dict[str, Any], lang: Lang) -> Report:
    """A Partner Center cart; native format json, which is the body alone."""
    items = body["lineItems"]
    columns = (Column("id", "id", "int"), Column("catalogItemId", "catalogItemId", "id"), Column("quantity", word("Quantity", lang), "int"))
    rows = tuple((item["id"], item["catalogItemId"], item["quantity"]) for item in items)
    return Report(word("Order lines", lang), Table(columns, rows), body, native="json")
