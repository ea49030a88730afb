"""Placed orders in the ledger."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from sys import intern
from typing import Any, NamedTuple

from licensectl.core.money import Money
from licensectl.db import ledger
from licensectl.db.engine import ROWS_AT_ONCE, Connection, among, portions, streamed
from licensectl.db.ledger import stored_amount
from licensectl.domain.orders.messages import NOT_RECORDED
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder
from licensectl.domain.returns.question import parse_moment
from licensectl.errors import LicensectlError

# The columns have the names of the fields.
FIELDS = "id, alternate_id, tenant_id, customer, program, quote, placed, currency, status, keys_fulfilled, customer_id"
COLUMNS = FIELDS.split(", ")
# Orders asked for at a time; SQLite takes 32,766 parameters, twice as many as are used.
AT_ONCE = 10_000
# Orders whose lines are read at a time; the rows of a server come in as many.
LINES_OF = ROWS_AT_ONCE
NEWEST = "placed IS NULL, placed DESC, id"
MARKS = ", ".join("?" * len(COLUMNS))
LINE_FIELDS = "order_id, number, offer_id, quantity, title, term, unit_price, vendor"
Row = tuple[Any, ...]


def order_on_record(store: str | None, order_id: str) -> PlacedOrder | None:
    """Return the order of this id, in either spelling; None if it is not on record. A missing ledger is not created."""
    return ledger.load(store, lambda connection: find(connection, order_id), None)


def load_order(store: str | None, order_id: str) -> PlacedOrder:
    """Return the order of this id, in either spelling. Raises LicensectlError if it is not on record."""
    found = order_on_record(store, order_id)
    if found is None:
        raise LicensectlError(NOT_RECORDED.at(id=order_id[:60]))
    return found


def save(connection: Connection, order: PlacedOrder, who: str, known: bool) -> None:
    """Put the order on record, in the place of the one that is `known` under its id; call inside `ledger.writing`."""
    if known:
        connection.execute("DELETE FROM placed_order WHERE id = ?", (order.id,))
    row = {name: getattr(order, name) for name in COLUMNS}
    row |= {"placed": order.placed and order.placed.isoformat(), "keys_fulfilled": int(order.keys_fulfilled)}
    connection.execute(f"INSERT INTO placed_order ({FIELDS}) VALUES ({MARKS})", tuple(row.values()))
    lines = [
        (
            order.id,
            line.number,
            line.offer_id,
            line.quantity,
            line.title,
            line.term,
            line.unit_price and str(line.unit_price.amount),
            line.vendor,
        )
        for line in order.lines
    ]
    connection.executemany(f"INSERT INTO placed_line ({LINE_FIELDS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", lines)
    ledger.note(connection, who, "order changed" if known else "order recorded", order.id, order.status or "")


def find(connection: Connection, *ids: str | None) -> PlacedOrder | None:
    """Return the order that has one of these ids, in either spelling and any case; None if nothing is found."""
    for order_id in filter(None, ids):
        # The one that is written like this takes precedence.
        wanted = "lower(id) = ? OR lower(alternate_id) = ? ORDER BY CASE WHEN ? IN (id, alternate_id) THEN 0 ELSE 1 END"
        spelled = order_id.lower()
        row = connection.execute(f"SELECT {FIELDS} FROM placed_order WHERE {wanted}", (spelled, spelled, order_id)).fetchone()
        if row:
            lines = connection.execute(f"SELECT {LINE_FIELDS} FROM placed_line WHERE order_id = ? ORDER BY number", (row[0],))
            return _order(row, lines.fetchall())
    return None


def every(connection: Connection) -> Iterator[PlacedOrder]:
    """Yield all orders, the newest first; those without a day at the end."""
    return _chosen(connection, "1 = 1", ())


def offers(connection: Connection) -> list[str]:
    """Return the ids of the offers that orders have lines of, each once."""
    # From each to the next by the index: DISTINCT would read every line.
    rows = connection.execute(
        "WITH RECURSIVE offer (id) AS (SELECT min(offer_id) FROM placed_line"
        " UNION ALL SELECT (SELECT min(offer_id) FROM placed_line WHERE offer_id > offer.id) FROM offer WHERE offer.id IS NOT NULL)"
        " SELECT id FROM offer WHERE id IS NOT NULL"
    )
    return [offer_id for (offer_id,) in rows]


def by_customer(connection: Connection, first: date, offer_ids: Collection[str]) -> Iterator[PlacedOrder]:
    """Yield the orders placed on `first` or later, and those with a line of one of the offers.

    They come by the id of their customer in the book, those without one first; of a customer the newest first.
    """
    marks = ", ".join("?" * len(offer_ids))
    wanted = "placed >= ?"
    if offer_ids:
        # A server uses no index for a condition of which a part is a question of its own.
        its = f"SELECT order_id FROM placed_line WHERE offer_id IN ({marks})"
        wanted = f"id IN (SELECT id FROM placed_order WHERE placed >= ? UNION {its})"
    return _chosen(connection, wanted, (first.isoformat(), *offer_ids), f"customer_id IS NOT NULL, customer_id, {NEWEST}")


def placed_since(connection: Connection, first: date, undated: bool = False) -> Iterator[PlacedOrder]:
    """Yield the orders placed on `first` or later, the newest first, and with `undated` those without a day."""
    return _chosen(connection, f"placed >= ?{' OR placed IS NULL' if undated else ''}", (first.isoformat(),))


class Listing(NamedTuple):
    """A selection of orders: by an id or a part of the name of the customer, by the first day."""

    customer: str | None = None
    first: date | None = None


def listed(connection: Connection, wanted: Listing) -> Iterator[PlacedOrder]:
    """Yield the orders that may be asked for, the newest first; the caller asks each for its customer."""
    return _chosen(connection, *_where(connection, wanted))


def count(store: str | None) -> int:
    """Return the number of orders on record."""
    with ledger.reading(store) as connection:
        return int(connection.execute("SELECT count(*) FROM placed_order").fetchone()[0])


def _where(connection: Connection, wanted: Listing) -> tuple[str, tuple[str, ...]]:
    """Return the condition and its values. Names are compared here: a database knows the case of few letters."""
    conditions, values = ["1 = 1"], list[str]()
    if wanted.customer is not None:
        part = wanted.customer.casefold()
        names = [name for (name,) in connection.execute("SELECT DISTINCT customer FROM placed_order") if part in (name or "").casefold()]
        # A part that most names hold is no reason to name each of them: the caller looks at each order.
        if len(names) <= AT_ONCE:
            named = f" OR customer IN ({', '.join('?' * len(names))})" if names else ""
            conditions.append(f"(customer_id = ?{named})")
            values += [wanted.customer.strip().lower(), *names]
    if wanted.first is not None:
        conditions.append("placed >= ?")
        values.append(wanted.first.isoformat())
    return " AND ".join(conditions), tuple(values)


def of_customer(connection: Connection, customer_id: str, tenant_id: str | None) -> list[PlacedOrder]:
    """Return the orders of a customer of the book, by its id or, where an order names no customer, by its tenant; the newest first."""
    return list(_chosen(connection, "customer_id = ? OR (customer_id IS NULL AND tenant_id = ?)", (customer_id, tenant_id or "")))


def ids_by_quote(connection: Connection) -> dict[str, list[str]]:
    """Return the ids of the orders that name a quote, by what they name it as in small letters."""
    found: dict[str, list[str]] = {}
    for order_id, quote in connection.execute("SELECT id, quote FROM placed_order WHERE quote IS NOT NULL ORDER BY id"):
        found.setdefault(quote.strip().casefold(), []).append(order_id)
    return found


def of_ids(connection: Connection, ids: Iterable[str], besides: tuple[str, str] | None = None) -> Iterator[PlacedOrder]:
    """Yield the orders of these ids, in either spelling and in any case, but for those without a day or of the period `besides`."""
    seen = set()
    # Ids have letters of ASCII alone.
    for part in portions((order_id.casefold() for order_id in ids), AT_ONCE):
        (one, its), (other, same) = (among(connection, f"lower({column})", part) for column in ("id", "alternate_id"))
        outside = " AND (placed < ? OR placed >= ?)" if besides else ""
        for order in _chosen(connection, f"({one} OR {other}){outside}", (*its, *same, *(besides or ()))):
            if order.id not in seen:
                seen.add(order.id)
                yield order


def named(connection: Connection, names: Collection[str]) -> set[str]:
    """Return those of the names, in small letters, that are ids of orders or of the quotes of orders on record."""
    if not names:
        return set()
    held = {one.casefold() for order in of_ids(connection, names) for one in (order.id, order.alternate_id, order.quote) if one}
    return {name.casefold() for name in names} & (held | ids_by_quote(connection).keys())


def of_invoice(connection: Connection, ids: Iterable[str], first: date | None, last: date | None) -> Iterator[PlacedOrder]:
    """Yield the orders that an invoice may bill: those placed from `first` to `last`, those without a day, and those of these ids.

    Without a period all orders are yielded.
    """
    if first is None or last is None:
        yield from every(connection)
        return
    # Days and instants are ISO texts in UTC: they sort as they are.
    period = (first.isoformat(), (last + timedelta(days=1)).isoformat())
    yield from _chosen(connection, "placed IS NULL OR (placed >= ? AND placed < ?)", period)
    yield from of_ids(connection, ids, period)


def _chosen(connection: Connection, wanted: str, values: tuple[str, ...], order: str = NEWEST) -> Iterator[PlacedOrder]:
    rows = streamed(connection, f"SELECT {FIELDS} FROM placed_order WHERE {wanted} ORDER BY {order}", values)
    while part := list(islice(rows, LINES_OF)):
        # One question for the lines of many orders: a server may be a network away.
        lines: dict[str, list[Row]] = {}
        its, ids = among(connection, "order_id", [row[0] for row in part])
        for row in connection.execute(f"SELECT {LINE_FIELDS} FROM placed_line WHERE {its} ORDER BY order_id, number", ids):
            lines.setdefault(row[0], []).append(row)
        yield from (_order(row, lines.get(row[0], [])) for row in part)


def _order(row: Row, lines: list[Row]) -> PlacedOrder:
    order_id, alternate_id, tenant_id, customer, program, quote, placed, currency, status, fulfilled, customer_id = row
    try:
        moment = parse_moment(placed) if placed else None
        made = [
            # Thousands of orders have the same few products, and share their names.
            PlacedLine(number, intern(offer), quantity, intern(title), term, _money(price, currency), intern(vendor))
            for _, number, offer, quantity, title, term, price, vendor in lines
        ]
    except ledger.UNDECODABLE as error:
        raise ledger.unreadable("placed_order", order_id, error) from None
    return PlacedOrder(
        id=order_id,
        alternate_id=alternate_id,
        tenant_id=tenant_id,
        customer=customer,
        customer_id=customer_id,
        program=program,
        quote=quote,
        placed=moment,
        currency=currency,
        status=status,
        keys_fulfilled=bool(fulfilled),
        lines=made,
    )


@lru_cache(4096)
def _money(amount: str | None, currency: str | None) -> Money | None:
    return Money(stored_amount(amount), currency) if amount is not None and currency else None
