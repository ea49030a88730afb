"""Saved quotes in the ledger: numbered without a gap, never overwritten."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec

from licensectl.core.money import Money
from licensectl.core.sku_id import SkuKey, parse_sku
from licensectl.core.text import Text, as_text
from licensectl.db.engine import Connection, among, portions
from licensectl.db.ledger import UNDECODABLE, note, stored_amount, stored_reason, unreadable
from licensectl.domain.purchases.product_keys import without_keys
from licensectl.domain.quotes import messages_saved as messages
from licensectl.domain.quotes.model import place
from licensectl.domain.quotes.numbering import Label, check_number, key, label, numbered, parse_label, series_of
from licensectl.domain.quotes.saved import OrderOfQuote, QuoteEntry, SavedQuote, orders_by_quote
from licensectl.errors import LicensectlError
from licensectl.i18n.translate import N_

FIELDS = "number, revision, customer, day, valid_until, program, currency, net, gross"
NEWEST = "NOT EXISTS (SELECT 1 FROM quote later WHERE later.id = quote.id AND later.revision > quote.revision)"
# Quotes asked for at a time: SQLite takes 32,766 parameters.
AT_ONCE = 10_000
# Quotes whose documents are read at a time.
QUOTES_AT_ONCE = 50


class OpenKey(NamedTuple):
    """A line of an open quote, as price sheets name it; `unit_price` is what it was quoted from, None if unknown."""

    number: str
    revision: int
    key: SkuKey
    market: str
    currency: str
    segment: str
    unit_price: Decimal | None


def add(connection: Connection, quote: SavedQuote, pattern: str, who: str) -> SavedQuote:
    """Save a new quote under its request's own number or the next of the series; call inside `ledger.writing`.

    Raises LicensectlError if the number is taken or invalid; the series is then unchanged.
    """
    own, where = quote.quote.request.number, place(quote.quote.request, "number")
    if own is None:
        series, count = series_of(pattern, quote.quote.date.year), 0
        last = connection.execute("SELECT max(series_count) FROM quote WHERE series = ?", (series,)).fetchone()[0]
        count = int(last or 0) + 1
        # A request may have used the next number already.
        while _taken(connection, numbered(series, count)):
            count += 1
        return _insert(connection, quote.called(numbered(series, count), 1), who, (series, count))
    if problems := check_number(own, where):
        raise LicensectlError(*problems)
    if _taken(connection, own):
        raise LicensectlError(messages.TAKEN.at(where, number=own))
    return _insert(connection, quote.called(own, 1), who, (None, None))


def revise(connection: Connection, quote: SavedQuote, number: str, who: str) -> SavedQuote:
    """Save `quote` as the next revision of `number`; call inside `ledger.writing`."""
    known, newest = _newest(connection, number)
    return _insert(connection, quote.called(known, newest + 1), who, (None, None))


def find(connection: Connection, named: Label) -> SavedQuote:
    """Return the quote of that number, in any case, and revision, else its newest. Raises LicensectlError if it does not exist."""
    revision = named.revision or _newest(connection, named.number)[1]
    row = connection.execute("SELECT document FROM quote WHERE id = ? AND revision = ?", (key(named.number), revision)).fetchone()
    if row is None:
        number, newest = _newest(connection, named.number)
        raise LicensectlError(messages.NO_REVISION.at(number=number, revision=revision, newest=newest))
    return _decoded(connection, named.number, revision, row[0])


def load_each(connection: Connection, labels: Iterable[Label]) -> Iterator[SavedQuote]:
    """Yield the quotes of these numbers and revisions, by number."""
    wanted = {(key(one.number), one.revision) for one in labels}
    # In portions, for a quote has some ten thousand characters; but a server far away is not asked for each.
    for part in portions(sorted(quote_id for quote_id, _ in wanted), QUOTES_AT_ONCE):
        these, ids = among(connection, "id", part)
        rows = connection.execute(f"SELECT id, revision, document FROM quote WHERE {these} ORDER BY id", ids)
        yield from (_decoded(connection, quote_id, revision, text) for quote_id, revision, text in rows if (quote_id, revision) in wanted)


def holds(connection: Connection, number: str) -> bool:
    """Return True if a quote of this number is saved."""
    return _taken(connection, number)


def orders_of(connection: Connection, number: str) -> tuple[str, ...]:
    """Return the ids of the orders of the quote of this number."""
    # `Q-1-2` is the second order of Q-1, unless a quote has this number.
    numbers = {quote_id for (quote_id,) in connection.execute("SELECT DISTINCT id FROM quote")}
    return orders_by_quote(_orders(connection), numbers | {key(number)}).get(key(number), ())


def unknown(connection: Connection, number: str) -> bool:
    """Return True if there are saved quotes, but none of this number or reference of an order."""
    named = parse_label(number).number
    anything = connection.execute("SELECT 1 FROM quote").fetchone() is not None
    return anything and not any(_taken(connection, parse_label(one).number) for one in (named, named.rpartition("-")[0]))


def entries(connection: Connection, fits: Callable[[QuoteEntry], bool] = lambda _: True, every_revision: bool = False) -> list[QuoteEntry]:
    """Return the saved quotes that fit, newest first, each in its newest revision or in all of them."""
    chosen = [one for one in _listed(connection, every_revision) if fits(one)]
    incomplete: set[tuple[str, int]] = set()
    # The columns of older ledgers do not say whether a line has no price; the document does, and no text in it can hold these quotes.
    for part in portions((key(one.number) for one in chosen), AT_ONCE):
        these, ids = among(connection, "id", part)
        # As a condition it would be asked first, of every quote: a server takes it for cheap.
        query = f"SELECT number, revision, CASE WHEN document LIKE ? THEN 1 ELSE 0 END FROM quote WHERE {these}"
        rows = connection.execute(query, ('%"complete":false%', *ids))
        incomplete.update((number, revision) for number, revision, found in rows if found)
    return [one._replace(net=None, gross=None) if (one.number, one.revision) in incomplete else one for one in chosen]


def newest(connection: Connection) -> set[tuple[str, int]]:
    """Return the number and the newest revision of each saved quote."""
    return set(connection.execute(f"SELECT number, revision FROM quote WHERE {NEWEST}"))


def of_customers(connection: Connection, names: Iterable[str]) -> list[Label]:
    """Return the newest revision of each quote of a customer with one of these names."""
    found = []
    for part in portions(sorted(set(names)), AT_ONCE):
        these, its = among(connection, "customer", part)
        query = f"SELECT number, revision FROM quote WHERE {these} AND {NEWEST} ORDER BY number"
        found += [Label(number, revision) for number, revision in connection.execute(query, its)]
    return found


def open_keys(connection: Connection, day: date | None = None) -> Iterator[OpenKey]:
    """Yield the lines with a SKU of each quote that was not ordered and, with `day`, is valid on it, in its newest revision."""
    wanted = {(one.number, one.revision) for one in _listed(connection) if not one.orders and (day is None or day <= one.valid_until)}
    rows = connection.execute(
        "SELECT quote.number, quote.revision, sku, market, quote.currency, segment, unit_price FROM quote_line"
        " JOIN quote ON quote.id = quote_line.id AND quote.revision = quote_line.revision"
        " WHERE sku IS NOT NULL ORDER BY quote.id, quote.revision, position"
    )
    for number, revision, sku, market, currency, segment, price in rows:
        if (number, revision) in wanted and (parsed := parse_sku(sku)):
            yield OpenKey(number, revision, parsed, market, currency, segment, None if price is None else stored_amount(price))


def _listed(connection: Connection, every_revision: bool = False) -> list[QuoteEntry]:
    """Return the same as `entries`, of all quotes, with what is known of the sums of those that have a line without a price."""
    chosen = "" if every_revision else f"WHERE {NEWEST}"
    rows = connection.execute(f"SELECT {FIELDS} FROM quote {chosen} ORDER BY day DESC, id DESC, revision DESC").fetchall()
    ordered = orders_by_quote(_orders(connection), {key(row[0]) for row in rows})
    return [_entry(row, ordered.get(key(row[0]), ())) for row in rows]


def _orders(connection: Connection) -> list[OrderOfQuote]:
    """Return the orders on record that name a quote and are not cancelled, newest first; those without a day are last."""
    rows = connection.execute(
        "SELECT id, quote FROM placed_order WHERE quote IS NOT NULL AND quote <> '' AND COALESCE(status, '') <> 'cancelled'"
        " ORDER BY placed IS NULL, placed DESC, id"
    )
    return [OrderOfQuote(order_id, quote) for order_id, quote in rows]


def _insert(connection: Connection, quote: SavedQuote, who: str, place: tuple[str | None, int | None]) -> SavedQuote:
    # Product keys are never stored.
    document = without_keys(msgspec.json.encode(quote, enc_hook=as_text).decode())
    quote = msgspec.json.decode(document, type=SavedQuote)
    made, request = quote.quote, quote.quote.request
    quote_key = key(quote.number)
    # No text of a database holds a NUL; the document spells it out.
    name = request.customer_name.replace("\0", "")
    days = (made.date.isoformat(), made.valid_until.isoformat())
    sums = (request.currency, str(made.totals.net.amount), str(made.totals.gross.amount))
    connection.execute(
        f"INSERT INTO quote (id, series, series_count, {FIELDS}, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (quote_key, *place, quote.number, quote.revision, name, *days, request.program, *sums, document),
    )
    lines = [
        (
            quote_key,
            quote.revision,
            line.position,
            line.sku,
            request.market,
            request.segment,
            line.unit_price and str(line.unit_price.amount),
        )
        for line in made.lines
    ]
    connection.executemany(
        "INSERT INTO quote_line (id, revision, position, sku, market, segment, unit_price) VALUES (?, ?, ?, ?, ?, ?, ?)", lines
    )
    note(connection, who, "quote saved" if quote.revision == 1 else "quote revised", quote.label, name)
    return quote


def _decoded(connection: Connection, number: str, revision: int, document: str) -> SavedQuote:
    try:
        return msgspec.json.decode(document, type=SavedQuote)
    except msgspec.MsgspecError as error:
        known, _ = _newest(connection, number)
        raise LicensectlError(messages.UNREADABLE.at(number=label(known, revision), reason=stored_reason(error))) from None


def _taken(connection: Connection, number: str) -> bool:
    return connection.execute("SELECT 1 FROM quote WHERE id = ?", (key(number),)).fetchone() is not None


def _newest(connection: Connection, number: str) -> tuple[str, int]:
    row = connection.execute("SELECT number, revision FROM quote WHERE id = ? ORDER BY revision DESC", (key(number),)).fetchone()
    if row is None:
        raise LicensectlError(messages.UNKNOWN.at(number=number[:60], near=_near(connection, number)))
    return str(row[0]), int(row[1])


def _near(connection: Connection, number: str) -> Text:
    from difflib import get_close_matches

    known = [row[0] for row in connection.execute("SELECT number FROM quote WHERE revision = 1 ORDER BY number")]
    near = get_close_matches(number, known, 3, 0.7)
    return N_(" Similar numbers: {known}.").filled(known=", ".join(near)) if near else ""


def _entry(row: tuple[Any, ...], ordered: tuple[str, ...]) -> QuoteEntry:
    number, revision, customer, day, until, program, currency, net, gross = row
    try:
        sums = [Money(stored_amount(amount), currency) for amount in (net, gross)]
        days = (date.fromisoformat(day), date.fromisoformat(until))
    except UNDECODABLE as error:
        raise unreadable("quote", f"{number}, {revision}", error) from None
    return QuoteEntry(number, int(revision), customer, *days, program, currency, sums[0], sums[1], ordered)
