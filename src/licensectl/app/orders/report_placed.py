"""Orders on record, and one of them with its lines."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from licensectl.core.period import Moment
from licensectl.core.text import Lang
from licensectl.domain.orders.accepted import ToPlace
from licensectl.domain.orders.on_record import Standing
from licensectl.domain.purchases.model import PlacedOrder, day_of
from licensectl.domain.quotes.numbering import label
from licensectl.errors import EXIT_DONE, EXIT_NO, Problem
from licensectl.i18n.terms import term
from licensectl.i18n.translate import N_, translate
from licensectl.render.report import Column, LongTable, Report, Table, framed

Row = tuple[PlacedOrder, Standing]
COLUMNS = (
    Column("id", N_("Order"), "id"),
    Column("customer", N_("Customer")),
    Column("placed", N_("Date"), "date"),
    Column("status", N_("Status"), audience="stream"),
    Column("said", N_("Status"), audience="readers"),
    Column("lines", N_("Lines"), "int"),
    Column("last_safe_day", N_("Last safe day (UTC)"), "date"),
    Column("days_left", N_("Days left"), "int"),
    Column("keys_fulfilled", N_("Keys fulfilled")),
    Column("program", N_("Program"), audience="files"),
    Column("quote", N_("Quote"), "id", "files"),
    Column("alternate_id", N_("Other id"), "id", "files"),
    Column("customer_id", N_("Customer"), "id", "files"),
)


def orders(rows: Sequence[Row], problems: Sequence[Problem], stamp: Mapping[str, str], lang: Lang, refused: bool = False) -> Report:
    """Return the report of `order list`, and of what `order record` recorded; exit 3 where something was `refused`."""
    cells = tuple(_cells(order, standing, lang) for order, standing in rows)
    body = {"orders": [_record(order, standing) for order, standing in rows]}
    status = EXIT_NO if refused else EXIT_DONE
    return Report(translate(N_("Orders"), lang), Table(COLUMNS, cells), framed("orders", stamp, body, problems, lang), status=status)


def listed(rows: Callable[[], Iterator[Row]], total: Callable[[], int], *, brief: bool, stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `order list`, whose rows are read while they are written."""
    long = LongTable("orders", lambda: ((_cells(*row, lang), _record(*row)) for row in rows()), total)
    record = framed("orders", stamp, {"orders": []}, (), lang)
    return Report(translate(N_("Orders"), lang), Table(COLUMNS, ()), record, long=long, brief=brief)


def to_place(found: Sequence[ToPlace], problems: Sequence[Problem], day: date, stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `order list --to-place` and `order accept`: quotes that were accepted and not ordered."""
    columns = (
        Column("number", N_("Quote"), "id"),
        Column("customer", N_("Customer")),
        Column("accepted", N_("Accepted on"), "date"),
        Column("po_number", N_("PO number"), "id"),
        Column("valid_until", N_("Valid until"), "date"),
        Column("state", N_("Status")),
        Column("net", N_("Net"), "amount"),
        Column("currency", N_("Currency")),
        Column("program", N_("Program"), audience="files"),
        Column("target", N_("Target"), "id"),
    )
    records = [_to_place(one, day) for one in found]
    shown = [{**one, "state": term(one["state"], lang), "net": one["net"] and one["net"].amount} for one in records]
    rows = tuple(tuple(record[column.key] for column in columns) for record in shown)
    body = framed("orders-to-place", stamp, {"quotes": records}, problems, lang)
    empty = translate(N_("No accepted quote is waiting to be ordered."), lang)
    return Report(translate(N_("Quotes to order"), lang), Table(columns, rows), body, empty=empty)


def _to_place(one: ToPlace, day: date) -> dict[str, Any]:
    entry, accepted = one.entry, one.accepted
    return {
        "number": label(entry.number, entry.revision),
        "customer": entry.customer,
        "accepted": accepted.day if accepted else None,
        "accepted_revision": accepted.revision if accepted else None,
        "po_number": accepted.po_number if accepted else None,
        "po_date": accepted.po_date if accepted else None,
        "valid_until": entry.valid_until,
        "state": entry.state(day),
        "net": entry.net,
        "currency": entry.currency,
        "program": entry.program,
        "target": one.target,
    }


def order(order: PlacedOrder, standing: Standing, problems: Sequence[Problem], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `order show`: its lines, and about the order in notes."""
    columns = (
        Column("number", "#", "int"),
        Column("offer_id", "SKU", "id"),
        Column("title", N_("Title")),
        Column("quantity", N_("Quantity"), "int"),
        Column("unit_price", N_("Cost price"), "amount"),
        Column("currency", N_("Currency"), audience="files"),
    )
    rows = tuple(
        (line.number, line.offer_id, line.title, line.quantity, line.unit_price and line.unit_price.amount, order.currency)
        for line in order.lines
    )
    said = (
        (translate(N_("Customer"), lang), order.customer),
        (translate(N_("Date"), lang), _moment(order.placed)),
        (translate(N_("Status"), lang), order.status and term(order.status, lang)),
        (translate(N_("Quote"), lang), order.quote),
        (translate(N_("Other id"), lang), order.alternate_id),
        (translate(N_("Tenant"), lang), order.tenant_id),
        (translate(N_("Keys fulfilled"), lang), _yes(order.keys_fulfilled, lang)),
        (translate(N_("Last safe day (UTC)"), lang), standing.last_safe_day),
        (translate(N_("Last possible day (UTC)"), lang), standing.last_possible_day),
        (translate(N_("Days left"), lang), standing.days_left),
    )
    notes = tuple(f"{label}: {value}" for label, value in said if value is not None)
    body = _record(order, standing)
    return Report(
        f"{translate(N_('Order'), lang)} {order.id}", Table(columns, rows), framed("placed-order", stamp, body, problems, lang), notes=notes
    )


def _cells(order: PlacedOrder, standing: Standing, lang: Lang) -> tuple[Any, ...]:
    return (
        order.id,
        order.customer,
        day_of(order.placed),
        order.status,
        order.status and term(order.status, lang),
        len(order.lines),
        standing.last_safe_day,
        standing.days_left,
        _yes(order.keys_fulfilled, lang),
        order.program,
        order.quote,
        order.alternate_id,
        order.customer_id,
    )


def _moment(placed: Moment | None) -> date | str | None:
    """Return the moment of an order to the minute, as people read it."""
    return f"{placed.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if isinstance(placed, datetime) else placed


def _yes(held: bool, lang: Lang) -> str:
    return translate(N_("yes"), lang) if held else translate(N_("no"), lang)


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
