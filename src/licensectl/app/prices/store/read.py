"""The price book: every price sheet that was imported, each whole, in one SQLite file. It can be made again from the sheets."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from licensectl.app.prices.store.schema import BOOK, ITEM, TERMS, WORDING
from licensectl.core.period import MONTH, parse_day
from licensectl.core.sku_id import SkuKey
from licensectl.db.engine import home, named_path
from licensectl.db.ledger import UNDECODABLE, stored_reason
from licensectl.db.messages import BAD_PRICE
from licensectl.db.sqlite import connect, guarded, is_shared, transaction
from licensectl.domain.prices.book_rules import Imported
from licensectl.domain.prices.price_list import PriceRow
from licensectl.domain.prices.row import price_row
from licensectl.errors import LicensectlError
from licensectl.i18n.translate import N_

Connection = sqlite3.Connection
# In the order of a `BookRow`.
CELLS = ", ".join((*ITEM, *TERMS, "effective_start, row, effective_end, unit_price, erp", *WORDING))

# The rows of a SKU in a sheet: the number of the sheet, ProductId, SkuId.
OF_SKU = """FROM item JOIN price ON sheet_id = ? AND item_id = item.id
    JOIN terms ON terms.id = terms_id JOIN wording ON wording.id = wording_id WHERE product_id = ? AND sku_id = ?"""


def where(named: str | None) -> Path:
    """Return the file of the price book: as named, as LICENSECTL_BOOK says, or the user's own. It need not exist."""
    if named is not None:
        return named_path(named, "--book")
    said = os.environ.get("LICENSECTL_BOOK")
    return named_path(said, "LICENSECTL_BOOK") if said else home() / "prices.db"


@contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """Open the book to read from; create it if absent. Raises LicensectlError if it cannot be opened or read."""
    with closing(connect(path, BOOK)) as connection, guarded(path):
        if not is_shared(path):
            # With its log the book stays consistent; after a power cut the last import may be missing, and can be repeated.
            connection.execute("PRAGMA synchronous = NORMAL")
        yield connection


@contextmanager
def writing(path: Path) -> Iterator[Connection]:
    """Open the book to write to, in one transaction."""
    with reading(path) as connection, transaction(connection):
        yield connection


@contextmanager
def locked(connection: Connection) -> Iterator[None]:
    """Lock a book that is open for reading, and write to it in one transaction."""
    with transaction(connection):
        yield


@contextmanager
def scratch() -> Iterator[Connection]:
    """Open a temporary book to write to."""
    with closing(sqlite3.connect("", isolation_level=None)) as connection, guarded(Path("temporary file")):
        for statement in (statement for step in BOOK.migrations for statement in step):
            connection.execute(statement)
        with transaction(connection):
            yield connection


def sheets(connection: Connection, **wanted: str) -> list[Imported]:
    """Return the imported sheets with these values (`month`, `sha256`), by month and order of import."""
    chosen = "FROM sheet WHERE 1" + "".join(f" AND {name} = ?" for name in wanted)
    values = tuple(wanted.values())
    found = connection.execute(f"SELECT id, month, view, file, sha256, imported, rows {chosen} ORDER BY month, id", values).fetchall()
    scopes: dict[int, list[tuple[str, str, str]]] = {}
    within = f"SELECT sheet_id, market, currency, segment FROM scope WHERE sheet_id IN (SELECT id {chosen}) ORDER BY 1, 2, 3, 4"
    for _, month, _, file, _, imported, _ in found:
        if not (MONTH.fullmatch(month) and parse_day(imported[:10])):
            raise LicensectlError(BAD_PRICE.at(file, reason=f"{month[:20]}, {imported[:40]}"))
    for sheet_id, *scope in connection.execute(within, values):
        scopes.setdefault(sheet_id, []).append((scope[0], scope[1], scope[2]))
    return [
        Imported(sheet_id, month, view, file, digest, imported, rows, tuple(scopes.get(sheet_id, ())))
        for sheet_id, month, view, file, digest, imported, rows in found
    ]


def book_row(cells: Sequence[str | int | None], sheet: Imported) -> PriceRow:
    """Return a row of the book as a record; raises LicensectlError if it holds what no import has written."""
    try:
        row = price_row(cells, sheet.file, sheet.month)
        for amount in (row.unit_price, row.erp):
            if amount is not None and not amount.is_finite():
                raise ValueError(N_("'{text}' is not an amount").filled(text=amount))
    except UNDECODABLE as error:
        raise LicensectlError(BAD_PRICE.at(f"{sheet.file}:{cells[10]}", reason=stored_reason(error))) from None
    return row


def rows_of(
    connection: Connection, keys: Iterable[SkuKey], within: Iterable[Imported], **wanted: str | None
) -> list[tuple[Imported, PriceRow]]:
    """Return the rows of these SKUs in these sheets, each with its sheet, by sheet and key; `wanted`: a market, currency or segment
    alone, in any case."""
    narrow = {name: value for name, value in wanted.items() if value is not None}
    filters = "".join(f" AND {name} = ? COLLATE NOCASE" for name in narrow)
    query = f"SELECT {CELLS} {OF_SKU}{filters} ORDER BY {', '.join(TERMS)}, effective_start, row"
    return [
        (sheet, book_row(cells, sheet))
        for sheet in within
        for key in sorted(set(keys))
        for cells in connection.execute(query, (sheet.id, key.product_id, key.sku_id, *narrow.values()))
    ]
