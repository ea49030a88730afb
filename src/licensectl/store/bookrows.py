"""Rows of the price book in order of the key. A diff takes them as key, unit price, ERP, title and start."""

from collections.abc import Iterator, Mapping
from heapq import merge
from sqlite3 import Connection

from licensectl.domain.bookrow import Cells as BookCells
from licensectl.domain.pricebook import Imported, Scope
from licensectl.domain.pricediff import Cells
from licensectl.store.bookadd import Beside
from licensectl.store.bookshape import FIGURES, KEY, ORDER

_SHOWN = f"{', '.join(f'here.{name}' for name in KEY)}, here.unit_price, here.erp"
_SAME_KEY = " AND ".join(f"{{other}}.{name} = here.{name}" for name in KEY)
_IN_ORDER = "ORDER BY " + ", ".join(f"here.{name}" for name in ORDER.split(", "))
_FIGURES = ", ".join(f"here.{name}" for name in FIGURES.split(", "))
_WORDED = "(SELECT title FROM wording WHERE id = here.wording_id)"


def every_row(connection: Connection, within: Beside | Imported) -> Iterator[BookCells]:
    """The rows of a sheet, built beside the book or in it, as the cells of a `BookRow`."""
    if isinstance(within, Beside):
        table = f"{within.name} here JOIN {within.name}_wording worded ON worded.id = here.wording"
    else:
        table = f"price here JOIN wording worded ON worded.id = here.wording_id WHERE here.sheet_id = {within.id}"
    yield from connection.execute(f"SELECT {_FIGURES}, worded.title, worded.product_title, worded.tags FROM {table} {_IN_ORDER}")


def rows_beside(connection: Connection, made: Beside) -> Iterator[Cells]:
    """The rows of a sheet that is built and not in the book."""
    titled = f"(SELECT title FROM {made.name}_wording WHERE id = here.wording)"
    yield from connection.execute(f"SELECT {_SHOWN}, {titled}, here.effective_start FROM {made.name} here {_IN_ORDER}")


def rows_counting(connection: Connection, counting: Mapping[Imported, frozenset[Scope]]) -> Iterator[Cells]:
    """The rows of several sheets, of each those of the market, currency and segment triples for which it counts."""
    query = f"SELECT {_SHOWN}, {_WORDED}, here.effective_start FROM price here WHERE here.sheet_id = ? {_IN_ORDER}"

    def chosen(sheet: Imported, scopes: frozenset[Scope]) -> Iterator[Cells]:
        return (row for row in connection.execute(query, (sheet.id,)) if (row[5], row[6], row[2]) in scopes)

    return merge(*(chosen(sheet, scopes) for sheet, scopes in counting.items()), key=lambda row: row[:7])


def rows_unlike(connection: Connection, sheet: int, other: int) -> list[Cells]:
    """The rows of one sheet of which the other has no equal, whatever the start, and all rows of keys that either has several of."""
    several = "EXISTS (SELECT 1 FROM repeated WHERE sheet_id IN (:sheet, :other) AND " + _SAME_KEY.format(other="repeated") + ")"
    sheets = {"sheet": sheet, "other": other}
    any_ = connection.execute("SELECT 1 FROM repeated WHERE sheet_id IN (:sheet, :other) LIMIT 1", sheets).fetchone()
    alike = f"""EXISTS (SELECT 1 FROM price there WHERE there.sheet_id = :other AND {_SAME_KEY.format(other="there")}
        AND there.unit_price IS here.unit_price AND there.erp IS here.erp AND there.wording_id = here.wording_id)"""
    return connection.execute(
        f"""SELECT {_SHOWN}, {_WORDED}, here.effective_start FROM price here
        WHERE here.sheet_id = :sheet AND (NOT {alike}{f" OR {several}" if any_ else ""}) {_IN_ORDER}""",
        sheets,
    ).fetchall()
