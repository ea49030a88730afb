"""The price book: every price sheet that was imported, each whole, in one SQLite file. It can be made again from the sheets."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

from licensectl.domain.pricebook import Imported, month_of
from licensectl.domain.pricing import PriceRow
from licensectl.domain.skuid import SkuKey
from licensectl.errors import Failure
from licensectl.faults import pricing as faults
from licensectl.store.connection import Shape
from licensectl.store.database import connect, guarded, transaction
from licensectl.store.places import home

TABLES = (
    """CREATE TABLE sheet (
        id INTEGER PRIMARY KEY,
        month TEXT NOT NULL,
        view TEXT NOT NULL,
        file TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        imported TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
        rows INTEGER NOT NULL,
        UNIQUE (sha256, month)
    ) STRICT""",
    # Which prices a sheet speaks of: a later sheet takes an earlier one's place for these and for no others.
    """CREATE TABLE scope (
        sheet_id INTEGER NOT NULL REFERENCES sheet (id) ON DELETE CASCADE,
        market TEXT NOT NULL,
        currency TEXT NOT NULL,
        segment TEXT NOT NULL,
        PRIMARY KEY (sheet_id, market, currency, segment)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE price (
        sheet_id INTEGER NOT NULL REFERENCES sheet (id) ON DELETE CASCADE,
        product_id TEXT NOT NULL,
        sku_id TEXT NOT NULL,
        segment TEXT NOT NULL,
        term TEXT NOT NULL,
        billing_plan TEXT NOT NULL,
        market TEXT NOT NULL,
        currency TEXT NOT NULL,
        effective_start TEXT NOT NULL,
        row INTEGER NOT NULL,
        effective_end TEXT NOT NULL,
        unit_price TEXT,
        erp TEXT,
        title TEXT NOT NULL,
        product_title TEXT NOT NULL,
        tags TEXT NOT NULL,
        PRIMARY KEY (sheet_id, product_id, sku_id, segment, term, billing_plan, market, currency, effective_start, row)
    ) STRICT, WITHOUT ROWID""",
)
Connection = sqlite3.Connection
BOOK = Shape(0x4C435042, (TABLES,))
KEY = "p.product_id, p.sku_id, p.segment, p.term, p.billing_plan, p.market, p.currency"
CELLS = f"{KEY}, p.unit_price, p.erp, p.effective_start, p.effective_end, p.title, p.product_title, p.tags, p.row, s.file, s.month"


def where(named: str | None) -> Path:
    """The file of the price book: as named, as LICENSECTL_BOOK says, or the user's own; it need not exist."""
    named = named or os.environ.get("LICENSECTL_BOOK")
    return Path(named) if named else home() / "prices.db"


@contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """The book to read from, made when absent; Failure where it cannot be opened or read."""
    with closing(connect(path, BOOK)) as connection, guarded(path):
        yield connection


@contextmanager
def writing(path: Path) -> Iterator[Connection]:
    """The book to write to: all of what happens inside, or nothing."""
    with reading(path) as connection, transaction(connection):
        yield connection


def sheets(connection: Connection, **wanted: str) -> list[Imported]:
    """The imported sheets with these values (`month`, `sha256`), oldest month first, of one month in order of import."""
    filters = "".join(f" AND {name} = ?" for name in wanted)
    query = f"SELECT id, month, view, file, sha256, imported, rows FROM sheet WHERE 1{filters} ORDER BY month, id"
    found = connection.execute(query, tuple(wanted.values())).fetchall()
    scopes: dict[int, list[tuple[str, str, str]]] = {}
    for id, *scope in connection.execute("SELECT sheet_id, market, currency, segment FROM scope ORDER BY 1, 2, 3, 4"):
        scopes.setdefault(id, []).append((scope[0], scope[1], scope[2]))
    return [
        Imported(id, month, view, file, digest, imported, rows, tuple(scopes.get(id, ())))
        for id, month, view, file, digest, imported, rows in found
    ]


def add(connection: Connection, rows: Iterable[tuple[object, ...]], file: str, sha256: str, month: str | None) -> Imported:
    """Puts a sheet into the book as `rows` gives it; call inside `writing`, which takes it back when `rows` fails.

    Without `month` it is that of the latest start among the rows. Failure where they name none.
    """
    statement = "INSERT INTO sheet (month, view, file, sha256, rows) VALUES ('', '', ?, ?, 0)"
    id = connection.execute(statement, (file, sha256)).lastrowid or 0
    marks = ", ".join("?" * 15)
    count = connection.executemany(f"INSERT INTO price VALUES ({id}, {marks})", rows).rowcount
    connection.execute("INSERT INTO scope SELECT DISTINCT sheet_id, market, currency, segment FROM price WHERE sheet_id = ?", (id,))
    latest, software = connection.execute(
        "SELECT max(effective_start), max(term = 'OneTime' OR tags LIKE '%software%') FROM price WHERE sheet_id = ?", (id,)
    ).fetchone()
    month = month or month_of(latest)
    if month is None:
        raise Failure(faults.NO_MONTH.at(file))
    if connection.execute("SELECT 1 FROM sheet WHERE sha256 = ? AND month = ?", (sha256, month)).fetchone():
        connection.execute("DELETE FROM sheet WHERE id = ?", (id,))
    else:
        view = "software" if software else "license-based"
        connection.execute("UPDATE sheet SET month = ?, view = ?, rows = ? WHERE id = ?", (month, view, count, id))
    return sheets(connection, sha256=sha256, month=month)[-1]


def diffable(connection: Connection, sheet_ids: list[int]) -> Iterator[tuple[str | None, ...]]:
    """Key, unit price, ERP, title and start of each row of these sheets, in order of the key."""
    marks = ", ".join("?" * len(sheet_ids))
    yield from connection.execute(
        f"SELECT {KEY}, p.unit_price, p.erp, p.title, p.effective_start FROM price p WHERE p.sheet_id IN ({marks}) ORDER BY {KEY}",
        sheet_ids,
    )


def rows_of(connection: Connection, keys: Iterable[SkuKey], month: str) -> list[tuple[Imported, PriceRow]]:
    """The rows of these SKUs in every sheet up to `month`, each with its sheet, in an order of their own."""
    known = [sheet for sheet in sheets(connection) if sheet.month <= month]
    query = f"SELECT {CELLS} FROM price p JOIN sheet s ON s.id = p.sheet_id WHERE p.sheet_id = ? AND p.product_id = ? AND p.sku_id = ?"
    return [
        (sheet, _row(cells))
        for sheet in known
        for key in sorted(set(keys))
        for cells in connection.execute(query, (sheet.id, key.product_id, key.sku_id))
    ]


def _row(cells: tuple[str, ...]) -> PriceRow:
    product, sku, segment, term, plan, market, currency, price, erp, start, end, title, product_title, tags, row, file, month = cells
    return PriceRow(
        key=SkuKey(product, sku),
        segment=segment,
        term=term,
        billing_plan=plan,
        market=market,
        currency=currency,
        unit_price=None if price is None else Decimal(price),
        erp=None if erp is None else Decimal(erp),
        effective_start=date.fromisoformat(start),
        effective_end=date.fromisoformat(end),
        title=title,
        product_title=product_title,
        tags=tuple(tags.split(";")) if tags else (),
        row=int(row),
        file=file,
        month=month,
    )
