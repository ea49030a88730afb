"""Orders on record, and one of them with its lines."""

from collections.abc import Mapping, Sequence
from typing import Any

from licensectl.core.text import Lang
from licensectl.domain.orders.on_record import Standing
from licensectl.domain.purchases.model import PlacedOrder, day_of
from licensectl.errors import EXIT_DONE, EXIT_NO, Problem
from licensectl.i18n.words import word
from licensectl.render.report import Column, Report, Table, framed

Row = tuple[PlacedOrder, Standing]


def orders(rows: Sequence[Row], problems: Sequence[Problem], stamp: Mapping[str, str], lang: Lang, refused: bool = False) -> Report:
    """Return the report of `order list`, and of what `order record` recorded; exit 3 where something was `refused`."""
    columns = (
        Column("id", word("Order", lang), "id"),
        Column("customer", word("Customer", lang)),
        Column("placed", word("Date", lang), "date"),
        Column("status", word("Status", lang)),
        Column("lines", word("Lines", lang), "int"),
        Column("last_safe_day", word("Last safe day (UTC)", lang), "date"),
        Column("days_left", word("Days left", lang), "int"),
        Column("keys_fulfilled", word("Keys fulfilled", lang)),
        Column("program", word("Program", lang), audience="files"),
        Column("quote", word("Quote", lang), "id", "files"),
        Column("alternate_id", word("Other id", lang), "id", "files"),
        Column("customer_id", word("Customer", lang), "id", "files"),
    )
    cells = tuple(_cells(order, standing, lang) for order, standing in rows)
    body = {"orders": [_record(order, standing) for order, standing in rows]}
    status = EXIT_NO if refused else EXIT_DONE
    return Report(word("Orders", lang), Table(columns, cells), framed("orders", stamp, body, problems, lang), status=status)


def order(order: PlacedOrder, standing: Standing, stamp: Mapping[str, str], lang: Lang) -> Report:
    """The report of `order show`: its lines, and about the order in notes."""
    columns = (
        Column("number", "#", "int"),
        Column("offer_id", "SKU", "id"),
        Column("title", word("Title", lang)),
        Column("quantity", word("Quantity", lang), "int"),
        Column("unit_price", word("Unit price", lang), "amount"),
        Column("currency", word("Currency", lang), audience="files"),
    )
    rows = tuple(
        (line.number, line.offer_id, line.title, line.quantity, line.unit_price and line.unit_price.amount, order.currency)
        for line in order.lines
    )
    said = (
        (word("Customer", lang), order.customer),
        (word("Date", lang), order.placed),
        (word("Status", lang), order.status),
        (word("Quote", lang), order.quote),
        (word("Other id", lang), order.alternate_id),
        (word("Tenant", lang), order.tenant_id),
        (word("Keys fulfilled", lang), _yes(order.keys_fulfilled, lang)),
        (word("Last safe day (UTC)", lang), standing.last_safe_day),
        (word("Last possible day (UTC)", lang), standing.last_possible_day),
        (word("Days left", lang), standing.days_left),
    )
    notes = tuple(f"{label}: {value}" for label, value in said if value is not None)
    body = _record(order, standing)
    return Report(f"{word('Order', lang)} {order.id}", Table(columns, rows), framed("placed-order", stamp, body, (), lang), notes=notes)


def _cells(order: PlacedOrder, standing: Standing, lang: Lang) -> tuple[Any, ...]:
    return (
        order.id,
        order.customer,
        day_of(order.placed),
        order.status,
        len(order.lines),
        standing.last_safe_day,
        standing.days_left,
        _yes(order.keys_fulfilled, lang),
        order.program,
        order.quote,
        order.alternate_id,
        order.customer_id,
    )


def _yes(held: bool, lang: Lang) -> str:
    return word("yes", lang) if held else word("no", lang)


def _record(order: PlacedOrder, standing: Standing) -> dict[str, Any]:
    return {
        "id": order.id,
        "alternate_id": order.alternate_id,
        "customer": order.customer,
        "customer_id": order.customer_id,
        "tenant_id": order.tenant_id,
        "program": order.program,
        "quote": order.quote,
        "placed": order.placed,
        "currency": order.currency,
        "status": order.status,
        "keys_fulfilled": order.keys_fulfilled,
        "last_safe_day": standing.last_safe_day,
        "last_possible_day": standing.last_possible_day,
        "days_left": standing.days_left,
        "lines": [
            {
                "number": line.number,
                "offer_id": line.offer_id,
                "title": line.title,
                "quantity": line.quantity,
                "unit_price": line.unit_price,
            }
            for line in order.lines
        ],
    }
