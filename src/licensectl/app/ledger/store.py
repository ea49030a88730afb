"""Every record of the ledger decoded and compared with what licensectl writes, which no constraint of its tables does."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, get_args

import msgspec

from licensectl.core.money import is_currency
from licensectl.core.period import MONTH
from licensectl.core.sku_id import parse_sku
from licensectl.db.engine import Connection, streamed
from licensectl.db.ledger import UNDECODABLE, stored_amount, stored_reason
from licensectl.db.messages import DAMAGED_ROW, UNKNOWN_WORD
from licensectl.domain.catalog.model import Segment
from licensectl.domain.customers.model import Customer
from licensectl.domain.invoices.model import InvoiceKind, InvoiceLine
from licensectl.domain.orders.on_record import is_state
from licensectl.domain.purchases.model import is_order_id
from licensectl.domain.quotes.numbering import key
from licensectl.domain.quotes.saved import SavedQuote
from licensectl.domain.returns.question import parse_moment
from licensectl.errors import Problem
from licensectl.i18n.translate import N_

COUNTRY = re.compile("[A-Z]{2}", re.ASCII)
Ids = tuple[Any, ...]
Values = dict[str, Any]


def _required(check: Callable[[str], object]) -> Callable[[str], object]:
    """Return a decoder that fails with ValueError on texts that the check does not accept."""

    def decode(text: str) -> object:
        if not (found := check(text)):
            raise ValueError(N_("'{text}' is not a possible value").filled(text=text[:40]))
        return found

    return decode


class DecodedTable(NamedTuple):
    """The decoder of a table: the ids of a row, its columns, and the first column that contradicts the others, if any."""

    ids: str
    columns: dict[str, Callable[[str], Any]]
    contradiction: Callable[[Ids, Values], str | None] = lambda ids, values: None


def _of_customer(ids: Ids, values: Values) -> str | None:
    kept: Customer = values["record"]
    return next((name for name, told in (("id", ids[0]), *values.items()) if name != "record" and getattr(kept, name) != told), None)


def _of_quote(ids: Ids, values: Values) -> str | None:
    kept: SavedQuote = values["document"]
    made = kept.quote
    told = {
        "number": kept.number,
        "day": made.date,
        "valid_until": made.valid_until,
        "net": made.totals.net.amount,
        "gross": made.totals.gross.amount,
        "currency": made.request.currency,
        "program": made.request.program,
    }
    if (key(kept.number), kept.revision) != ids or any(line.quantity < 1 for line in made.lines):
        return "document"
    return next((name for name, value in told.items() if values[name] != value), None)


def _invoice_line(text: str) -> InvoiceLine:
    return msgspec.json.decode(text, type=InvoiceLine)


TABLES: dict[str, DecodedTable] = {
    "customer": DecodedTable(
        "id",
        {"record": lambda text: msgspec.json.decode(text, type=Customer), "vat_id": str, "tenant_id": str},
        _of_customer,
    ),
    "placed_order": DecodedTable("id", {"id": _required(is_order_id), "placed": _required(parse_moment)}),
    "placed_line": DecodedTable("order_id, number", {"unit_price": stored_amount}),
    "quote": DecodedTable(
        "id, revision",
        {
            "number": str,
            "day": date.fromisoformat,
            "valid_until": date.fromisoformat,
            "net": stored_amount,
            "gross": stored_amount,
            "currency": str,
            "program": str,
            "document": lambda text: msgspec.json.decode(text, type=SavedQuote),
        },
        _of_quote,
    ),
    "quote_line": DecodedTable("id, revision, position", {"sku": _required(parse_sku), "unit_price": stored_amount}),
    "quote_accepted": DecodedTable("id", {"day": date.fromisoformat, "po_date": date.fromisoformat}),
    "invoice": DecodedTable("id", {"net": stored_amount, "to_pay": stored_amount, "day": date.fromisoformat, "due": date.fromisoformat}),
    "invoice_line": DecodedTable("invoice_id, position", {"record": _invoice_line, "linked": _invoice_line}),
    "invoice_correction": DecodedTable("invoice_id, number, day", {"day": lambda text: text and date.fromisoformat(text)}),
    "audit": DecodedTable("number", {"at": _required(parse_moment)}),
}
# Numbers and texts that no command writes: table, column, condition. The database looks for them.
IMPOSSIBLE = (
    ("placed_order", "keys_fulfilled", "keys_fulfilled NOT IN (0, 1)"),
    ("placed_line", "quantity", "quantity NOT BETWEEN 0 AND 1000000000"),
    ("placed_line", "number", "number NOT BETWEEN 0 AND 1000000000"),
    ("placed_line", "offer_id", "length(trim(offer_id)) NOT BETWEEN 1 AND 120"),
    ("quote", "revision", "revision < 1"),
    ("quote", "series_count", "series_count < 1"),
    ("quote_line", "position", "position < 1"),
    ("invoice", "line_count", "line_count < 0"),
    ("audit", "number", "number < 1"),
)
# Columns with a few possible values: table, id of a row, column, check.
WORDS: tuple[tuple[str, str, str, Callable[[str], object]], ...] = (
    ("placed_order", "id", "currency", is_currency),
    ("quote_line", "id", "market", COUNTRY.fullmatch),
    ("quote_line", "id", "segment", get_args(Segment).__contains__),
    ("invoice", "id", "currency", is_currency),
    ("invoice", "id", "kind", get_args(InvoiceKind).__contains__),
    ("invoice", "id", "month", MONTH.fullmatch),
)


def damaged(connection: Connection, name: str, programs: Collection[str] = ()) -> Iterator[Problem]:
    """Yield an error for each value that cannot be decoded or is impossible, with its table, the number of its row and the id.

    Words that licensectl does not know, such as a program outside `programs`, are warnings.
    """
    for table, decoded in TABLES.items():
        for number, ids, column, reason in _undecodable(connection, table, decoded):
            yield DAMAGED_ROW.at(name, table=table, number=number, id=", ".join(map(str, ids))[:80], column=column, reason=reason)
    for table, column, condition in IMPOSSIBLE:
        ids_of = TABLES[table].ids
        if connection.execute(f"SELECT 1 FROM {table} WHERE {condition} LIMIT 1").fetchone():
            numbered = f"SELECT row_number() OVER (ORDER BY {ids_of}) AS place, {table}.* FROM {table}"
            rows = connection.execute(f"SELECT {column}, place, {ids_of} FROM ({numbered}) AS numbered WHERE {condition} ORDER BY place")
            for value, number, *ids in rows:
                reason = N_("{value} is not a possible value").filled(value=str(value)[:40])
                yield DAMAGED_ROW.at(name, table=table, number=number, id=", ".join(map(str, ids))[:80], column=column, reason=reason)
    yield from _words(connection, name, programs)


def _undecodable(connection: Connection, table: str, decoded: DecodedTable) -> Iterator[tuple[int, Ids, str, Any]]:
    """Yield the number of the row, its ids, the column and the reason of each value that cannot be decoded or contradicts the others."""
    many = len(decoded.ids.split(", "))
    rows = streamed(connection, f"SELECT {decoded.ids}, {', '.join(decoded.columns)} FROM {table} ORDER BY {decoded.ids}")
    for number, row in enumerate(rows, 1):
        ids, values = tuple(row[:many]), dict[str, Any]()
        for (column, decode), text in zip(decoded.columns.items(), row[many:], strict=True):
            try:
                values[column] = None if text is None else decode(text)
            except UNDECODABLE as error:
                yield number, ids, column, stored_reason(error)
        if len(values) == len(decoded.columns) and (other := decoded.contradiction(ids, values)):
            yield number, ids, other, N_("the rest of the row says something else")


def _words(connection: Connection, name: str, programs: Collection[str]) -> Iterator[Problem]:
    softly: Mapping[str, Callable[[str], object]] = {
        "status": is_state,
        "program": lambda word: not programs or word in programs,
    }
    for table, ids, column, known in (*WORDS, *(("placed_order", "id", column, known) for column, known in softly.items())):
        grouped = f"SELECT {column}, count(*), min({ids}) FROM {table} WHERE {column} IS NOT NULL GROUP BY {column} ORDER BY {column}"
        for word, count, first in connection.execute(grouped):
            if not known(word):
                message = UNKNOWN_WORD._replace(severity="warning") if known in softly.values() else UNKNOWN_WORD
                yield message.at(name, table=table, column=column, value=word[:40], count=count, id=first)
