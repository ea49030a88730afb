"""Reconciliation files of new-commerce invoices, and order lines to compare them with. By header name, never by place. Source: RECON."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from licensectl.core.money import CURRENCY, Money, is_currency
from licensectl.core.sku_id import SkuKey, pad
from licensectl.domain.invoices import messages
from licensectl.domain.invoices.reconcile import Billed, InvoiceLine, Ordered
from licensectl.errors import LicensectlError, Problem
from licensectl.tables.column_map import ColumnMap
from licensectl.tables.locale import BadCellError, Style, look_for
from licensectl.tables.notices import assumed
from licensectl.tables.numbers import WorkbookNumber
from licensectl.tables.table import TableReader

# Several names are one column: the portal's, the interface's lower camel, and a distributor's.
NAMES = {
    "product_id": ("ProductId",),
    "sku_id": ("SkuId",),
    "subtotal": ("Subtotal", "PartnerSubTotal"),
    "currency": ("Currency", "BillingCurrency"),
    "quantity": ("BillableQuantity", "Quantity"),
    "unit_price": ("EffectiveUnitPrice", "PartnerEffectiveUnitPrice", "UnitPrice", "PartnerUnitPrice"),
    "pricing_currency": ("PricingCurrency",),
    "rate": ("PCToBCExchangeRate",),
    "order_id": ("OrderId", "OrderNumber"),
    "alternate_id": ("AlternateId",),
    "customer_id": ("CustomerId",),
    "charge_type": ("ChargeType",),
    "title": ("SkuName", "ProductName"),
}
NEEDED = ("product_id", "sku_id", "subtotal", "currency", "quantity", "unit_price")
ORDER_NEEDED = ("order_ref", "product_id", "sku_id", "quantity")
LEGACY = ("durableofferid", "syndicationpartnersubscriptionnumber")
# Cells that a spreadsheet was kept from touching: an apostrophe before the figure, eighteen decimals, a zero as 0E-20.
TINY = re.compile(r"(-?)0(\.0+)?E-?\d{1,3}", re.ASCII | re.IGNORECASE)
# Exact to ten decimals, which is more than any amount of theirs means.
LONG = re.compile(r"([.,]\d{10})\d+", re.ASCII)
PRODUCT = re.compile(r"[0-9A-Z]{12}", re.ASCII)


def load_invoice(content: bytes, name: str) -> tuple[Billed, list[Problem]]:
    """The lines of a reconciliation file and a warning for each row that cannot be read; LicensectlError where it is another file."""
    table = TableReader(content, name, lambda cells: sum(field not in _found(cells) for field in NEEDED))
    header, places = table.header, _places(table.header, f"{name}:{table.header_row}")
    style = _style(table, [places[field] for field in ("unit_price", "subtotal")])
    billed, seen, problems = Billed([], [], []), set[tuple[str, ...]](), []
    for row, record in table:
        if [cell.strip() for cell in record] == [cell.strip() for cell in header]:
            # Blobs that were joined repeat the header.
            continue
        line = _line(row, {field: record[place] if place < len(record) else "" for field, place in places.items()}, style)
        if isinstance(line, Problem):
            problems.append(line._replace(where=f"{name}:{row}"))
            billed.unreadable.append(row)
        else:
            (billed.repeated if tuple(record) in seen else billed.lines).append(line)
            seen.add(tuple(record))
    return billed, [*assumed(table, style), *problems]


def load_order_lines(content: bytes, name: str) -> list[Ordered]:
    """The order lines of a neutral CSV; LicensectlError with every row that cannot be compared."""
    table = TableReader(content, name, lambda cells: len(set(ORDER_NEEDED) - set(map(_spelled, cells))))
    places = {_spelled(cell): place for place, cell in enumerate(table.header)}
    missing = [field for field in ORDER_NEEDED if field not in places]
    if missing:
        raise LicensectlError(messages.BAD_ORDERS.at(f"{name}:{table.header_row}", missing=", ".join(missing)))
    style = _style(table, [places["unit_price"]] if "unit_price" in places else [])
    problems: list[Problem] = []
    rows = []
    for row, record in table:
        cells = {field: record[place] if place < len(record) else "" for field, place in places.items()}
        rows.append(_ordered(cells, f"{name}:{row}", style, problems))
    if problems:
        raise LicensectlError(*problems)
    return [row for row in rows if row]


def _spelled(header: str) -> str:
    return header.strip().strip("\ufeff").replace(" ", "").casefold()


def _found(header: Sequence[str]) -> dict[str, int]:
    """Our field → the column of the first of its names that the header has."""
    held = {_spelled(cell): place for place, cell in enumerate(header)}
    names = {field: next((name.casefold() for name in names if name.casefold() in held), None) for field, names in NAMES.items()}
    return {field: held[name] for field, name in names.items() if name is not None}


def _places(header: Sequence[str], where: str) -> dict[str, int]:
    if {_spelled(cell) for cell in header} & set(LEGACY):
        raise LicensectlError(messages.LEGACY.at(where))
    places = _found(header)
    missing = [NAMES[field][0] for field in NEEDED if field not in places]
    if missing:
        raise LicensectlError(messages.NOT_RECON.at(where, missing=", ".join(missing)))
    return places


def _style(table: TableReader, amounts: list[int]) -> Style:
    """Figures with a point in a file as downloaded, with commas between its cells; else as the file itself shows."""
    return Style(ColumnMap(decimal=".") if table.delimiter == "," else None, lambda: look_for(table, amounts, []))


def _figure(text: str, style: Style) -> Decimal | None:
    plain = text.strip().lstrip("'").strip() if not isinstance(text, WorkbookNumber) else text
    if TINY.fullmatch(plain):
        return Decimal(0)
    try:
        found, _ = style.figure(LONG.sub(r"\1", plain) if not isinstance(plain, WorkbookNumber) else plain)
    except BadCellError:
        return None
    if found is None or "." not in found:
        return Decimal(found) if found else None
    whole, _, decimals = found.partition(".")
    return Decimal(f"{whole}.{decimals.rstrip('0').ljust(2, '0')}")


def _line(row: int, cells: dict[str, str], style: Style) -> InvoiceLine | Problem:
    figures = {field: _figure(cells[field], style) for field in ("quantity", "unit_price", "subtotal")}
    figures["rate"] = _figure(cells["rate"], style) if cells.get("rate", "").strip() else Decimal(1)
    for field, figure in figures.items():
        if figure is None:
            return messages.UNREADABLE.at(column=NAMES[field][0], value=cells.get(field, "")[:60])
    text = {field: cell.strip().lstrip("'") for field, cell in cells.items()}
    currency = text["currency"].upper()
    for column, value, fits in (("ProductId", text["product_id"].upper(), PRODUCT), ("Currency", currency, CURRENCY)):
        if not fits.fullmatch(value):
            return messages.UNREADABLE.at(column=column, value=value[:60])
    return InvoiceLine(
        row=row,
        key=SkuKey(text["product_id"].upper(), pad(text["sku_id"])),
        currency=currency,
        pricing_currency=text.get("pricing_currency", "").upper() or currency,
        order_ids=tuple(order_id for order_id in (text.get("order_id"), text.get("alternate_id")) if order_id),
        tenant_id=text.get("customer_id", ""),
        charge_type=text.get("charge_type", ""),
        title=text.get("title", ""),
        **{field: figure or Decimal(0) for field, figure in figures.items()},
    )


def _ordered(written: dict[str, str], where: str, style: Style, problems: list[Problem]) -> Ordered | None:
    # An apostrophe keeps a spreadsheet from touching an id.
    cells = {field: cell.strip().removeprefix("'") for field, cell in written.items()}
    quantity, price = cells["quantity"], cells.get("unit_price", "")
    amount = _figure(written["unit_price"], style) if price else None
    wrong: Iterator[tuple[str, str]] = (
        (column, value)
        for column, value, good in (
            ("quantity", quantity, quantity.isascii() and quantity.isdigit()),
            ("unit_price", price, not price or amount is not None),
            ("currency", cells.get("currency", ""), not price or is_currency(cells.get("currency", ""))),
        )
        if not good
    )
    found = [messages.BAD_ORDER_ROW.at(where, column=column, value=value[:60]) for column, value in wrong]
    problems += found
    if found or not cells["product_id"]:
        return None
    return Ordered(
        ids=(cells["order_ref"],) if cells["order_ref"] else (),
        tenant_id=cells.get("tenant_id", ""),
        key=SkuKey(cells["product_id"].upper(), pad(cells["sku_id"])),
        quantity=int(quantity),
        unit_price=Money(amount, cells["currency"]) if amount is not None else None,
        title=cells.get("title", ""),
    )
