"""Reconciliation files of new-commerce invoices, and order lines to compare them with. By header name, never by place. Source: RECON."""

import re
from collections.abc import Iterator
from decimal import Decimal

from licensectl.domain.invoice import Billed, InvoiceLine, Ordered
from licensectl.domain.money import CURRENCY, Money, parse_amount
from licensectl.domain.skuid import SkuKey, pad
from licensectl.errors import Failure, Problem
from licensectl.faults import invoicing as faults
from licensectl.sheets.table import Records

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
LEGACY = ("durableofferid", "syndicationpartnersubscriptionnumber")
# Cells that a spreadsheet was kept from touching: an apostrophe before the figure, eighteen decimals, a zero as 0E-20.
TINY = re.compile(r"(-?)0(\.0+)?E-?\d{1,3}", re.ASCII | re.IGNORECASE)
PRODUCT = re.compile(r"[0-9A-Z]{12}", re.ASCII)


def load_invoice(content: bytes, name: str) -> tuple[Billed, list[Problem]]:
    """The lines of a reconciliation file and a warning for each row that cannot be read; Failure where it is another file."""
    records = iter(Records(content, name))
    _, header = next(records, (1, []))
    places = _places(header, name)
    billed, seen, problems = Billed([], [], []), set[tuple[str, ...]](), []
    for row, record in records:
        if [cell.strip() for cell in record] == [cell.strip() for cell in header]:
            # Blobs that were joined repeat the header.
            continue
        line = _line(row, {field: record[place] if place < len(record) else "" for field, place in places.items()})
        if isinstance(line, Problem):
            problems.append(line._replace(where=f"{name}:{row}"))
            billed.unreadable.append(row)
        else:
            (billed.repeated if tuple(record) in seen else billed.lines).append(line)
            seen.add(tuple(record))
    return billed, problems


def load_order_lines(content: bytes, name: str) -> list[Ordered]:
    """The order lines of a neutral CSV; Failure with every row that cannot be compared."""
    records = iter(Records(content, name))
    _, header = next(records, (1, []))
    places = {cell.strip().casefold(): place for place, cell in enumerate(header)}
    missing = [field for field in ("order_ref", "product_id", "sku_id", "quantity") if field not in places]
    if missing:
        raise Failure(faults.BAD_ORDERS.at(f"{name}:1", missing=", ".join(missing)))
    problems: list[Problem] = []
    rows = [
        _ordered(
            {field: record[place].strip() if place < len(record) else "" for field, place in places.items()}, f"{name}:{row}", problems
        )
        for row, record in records
    ]
    if problems:
        raise Failure(*problems)
    return [row for row in rows if row]


def _places(header: list[str], name: str) -> dict[str, int]:
    held = {cell.strip().strip("\ufeff").replace(" ", "").casefold(): place for place, cell in enumerate(header)}
    if any(column in held for column in LEGACY):
        raise Failure(faults.LEGACY.at(f"{name}:1"))
    places = {}
    for field, names in NAMES.items():
        place = next((held[column.casefold()] for column in names if column.casefold() in held), None)
        if place is not None:
            places[field] = place
    missing = [NAMES[field][0] for field in NEEDED if field not in places]
    if missing:
        raise Failure(faults.NOT_RECON.at(f"{name}:1", missing=", ".join(missing)))
    return places


def _figure(text: str) -> Decimal | None:
    plain = text.strip().lstrip("'").strip()
    if TINY.fullmatch(plain):
        return Decimal(0)
    # Exact to ten decimals, which is more than any amount of theirs means.
    whole, point, decimals = plain.partition(".")
    decimals = decimals[:10].rstrip("0").ljust(2, "0") if decimals else ""
    return parse_amount(whole + (point + decimals if decimals else ""))


def _line(row: int, cells: dict[str, str]) -> InvoiceLine | Problem:
    figures = {field: _figure(cells[field]) for field in ("quantity", "unit_price", "subtotal")}
    figures["rate"] = _figure(cells["rate"]) if cells.get("rate", "").strip() else Decimal(1)
    for field, figure in figures.items():
        if figure is None:
            return faults.UNREADABLE.at(column=NAMES[field][0], value=cells.get(field, "")[:60])
    text = {field: cell.strip().lstrip("'") for field, cell in cells.items()}
    currency = text["currency"].upper()
    for column, value, fits in (("ProductId", text["product_id"].upper(), PRODUCT), ("Currency", currency, CURRENCY)):
        if not fits.fullmatch(value):
            return faults.UNREADABLE.at(column=column, value=value[:60])
    return InvoiceLine(
        row=row,
        key=SkuKey(text["product_id"].upper(), pad(text["sku_id"])),
        currency=currency,
        pricing_currency=text.get("pricing_currency", "").upper() or currency,
        order_ids=tuple(id for id in (text.get("order_id"), text.get("alternate_id")) if id),
        tenant_id=text.get("customer_id", ""),
        charge_type=text.get("charge_type", ""),
        title=text.get("title", ""),
        **{field: figure or Decimal(0) for field, figure in figures.items()},
    )


def _ordered(cells: dict[str, str], where: str, problems: list[Problem]) -> Ordered | None:
    quantity, price = cells["quantity"], cells.get("unit_price", "")
    amount = parse_amount(price) if price else None
    wrong: Iterator[tuple[str, str]] = (
        (column, value)
        for column, value, good in (
            ("quantity", quantity, quantity.isascii() and quantity.isdigit()),
            ("unit_price", price, not price or amount is not None),
            ("currency", cells.get("currency", ""), not price or CURRENCY.fullmatch(cells.get("currency", ""))),
        )
        if not good
    )
    found = [faults.BAD_ORDER_ROW.at(where, column=column, value=value[:60]) for column, value in wrong]
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
