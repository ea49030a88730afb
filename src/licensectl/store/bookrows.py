"""Rows of the price book in order of the key. A diff takes them as key, unit price, ERP, title and start."""

from collections.abc import Iterator, Mapping
from heapq import merge
from sqlite3 import Connection

from licensectl.domain.bookrow import Cells as BookCells
from licensectl.domain.pricebook import Imported, Scope
from licensectl.domain.pricediff import Cells
from licensectl.store.bookshape import ITEM, TERMS

KEY = ", ".join((*ITEM, *TERMS))
# Items in their own order, of each the rows that lie together: only these few have to be put in order.
IN_ORDER = "FROM item CROSS JOIN price ON sheet_id = ? AND item_id = item.id JOIN terms ON terms.id = terms_id"
COMPARED = f"{KEY}, unit_price, erp, (SELECT title FROM wording WHERE id = wording_id), effective_start"


def every_row(connection: Connection, sheet: Imported) -> Iterator[BookCells]:
    """The rows of a sheet as the cells of a `BookRow`."""
    yield from connection.execute(
        f"""SELECT {KEY}, effective_start, row, effective_end, unit_price, erp, title, product_title, tags
            {IN_ORDER} JOIN wording ON wording.id = wording_id ORDER BY {KEY}, effective_start, row""",
        (sheet.id,),
    )


def rows_counting(connection: Connection, counting: Mapping[Imported, frozenset[Scope]]) -> Iterator[Cells]:
    """The rows of several sheets, of each those of the market, currency and segment triples for which it counts."""

    def chosen(sheet: Imported, scopes: frozenset[Scope]) -> Iterator[Cells]:
        rows = connection.execute(f"SELECT {COMPARED} {IN_ORDER} ORDER BY {KEY}", (sheet.id,))
        return (row for row in rows if (row[5], row[6], row[2]) in scopes)

    return merge(*(chosen(sheet, scopes) for sheet, scopes in counting.items()), key=lambda row: row[:7])


def rows_unlike(connection: Connection, sheet: int, other: int) -> list[Cells]:
    """The rows of one sheet of which the other has no equal, whatever the start, and all rows of keys that either has several of."""
    alike = """EXISTS (SELECT 1 FROM price there WHERE there.sheet_id = :other AND there.item_id = here.item_id
        AND there.terms_id = here.terms_id AND there.unit_price IS here.unit_price AND there.erp IS here.erp
        AND there.wording_id = here.wording_id)"""
    several = "(here.item_id, here.terms_id) IN (SELECT item_id, terms_id FROM repeated WHERE sheet_id IN (:sheet, :other))"
    rows = connection.execute(
        f"""SELECT {COMPARED} FROM price here CROSS JOIN item ON item.id = item_id CROSS JOIN terms ON terms.id = terms_id
            WHERE here.sheet_id = :sheet AND (NOT {alike} OR {several})""",
        {"sheet": sheet, "other": other},
    )
    return sorted(rows, key=lambda row: row[:7])
