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
from licensectl.i18n.terms import coded, term
from licensectl.i18n.translate import N_, translate
from licensectl.render.report import Column, LongTable, Report, Table, cells_of, fields_of, framed, table_of_records

Row = tuple[PlacedOrder, Standing]
COLUMNS = (
    Column("id", N_("Order"), "id"),
    Column("customer", N_("Customer")),
    Column("placed", N_("Date"), "date"),
    Column("status", N_("Status")),
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
    records = [_record(order, standing) for order, standing in rows]
    cells = tuple(_cells(order, record, lang) for (order, _), record in zip(rows, records, strict=True))
    body = framed("orders", stamp, {"orders": records}, problems, lang)
    return Report(translate(N_("Orders"), lang), Table(COLUMNS, cells), body, status=EXIT_NO if refused else EXIT_DONE)


def listed(rows: Callable[[], Iterator[Row]], total: Callable[[], int], *, brief: bool, stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `order list`, whose rows are read while they are written."""

    def written() -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
        for order, standing in rows():
            record = _record(order, standing)
            yield _cells(order, record, lang), record

    whole = framed("orders", stamp, {"orders": []}, (), lang)
    return Report(translate(N_("Orders"), lang), Table(COLUMNS, ()), whole, long=LongTable("orders", written, total), brief=brief)


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
    table = table_of_records(columns, ({**one, "state": coded(one["state"], lang)} for one in records))
    body = framed("orders-to-place", stamp, {"quotes": records}, problems, lang)
    empty = translate(N_("No accepted quote is waiting to be ordered."), lang)
    return Report(translate(N_("Quotes to order"), lang), table, body, empty=empty)


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
    record = _record(order, standing)
    table = table_of_records(columns, ({**line, "currency": order.currency} for line in record["lines"]))
    said = (
        (N_("Customer"), order.customer),
        (N_("Date"), _moment(order.placed)),
        (N_("Status"), order.status and term(order.status, lang)),
        (N_("Quote"), order.quote),
        (N_("Other id"), order.alternate_id),
        (N_("Tenant"), order.tenant_id),
        (N_("Keys fulfilled"), _yes(order.keys_fulfilled, lang)),
        (N_("Last safe day (UTC)"), standing.last_safe_day),
        (N_("Last possible day (UTC)"), standing.last_possible_day),
        (N_("Days left"), standing.days_left),
    )
    notes = tuple(f"{translate(label, lang)}: {value}" for label, value in said if value is not None)
    title = f"{translate(N_('Order'), lang)} {order.id}"
    return Report(title, table, framed("placed-order", stamp, record, problems, lang), notes=notes)


def _cells(order: PlacedOrder, record: Mapping[str, Any], lang: Lang) -> tuple[Any, ...]:
    shown = {
        "placed": day_of(order.placed),
        "status": order.status and coded(order.status, lang),
        "lines": len(order.lines),
        "keys_fulfilled": _yes(order.keys_fulfilled, lang),
    }
    return cells_of({**record, **shown}, COLUMNS)


def _moment(placed: Moment | None) -> date | str | None:
    """Return the moment of an order to the minute, as people read it."""
    return f"{placed.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if isinstance(placed, datetime) else placed


def _yes(held: bool, lang: Lang) -> str:
    return translate(N_("yes"), lang) if held else translate(N_("no"), lang)


def _record(order: PlacedOrder, standing: Standing) -> dict[str, Any]:
    names = ("id", "alternate_id", "customer", "customer_id", "tenant_id", "program", "quote", "placed", "currency", "status")
    return {
        **fields_of(order, *names, "keys_fulfilled"),
        **fields_of(standing, "last_safe_day", "last_possible_day", "days_left"),
        "lines": [fields_of(line, "number", "offer_id", "title", "quantity", "unit_price") for line in order.lines],
    }
