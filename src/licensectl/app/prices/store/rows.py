"""Rows of the price book in order of the key. A diff takes them as key, unit price, ERP, title and start."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date as Day
from decimal import Decimal
from heapq import merge
from itertools import chain, groupby
from sqlite3 import Connection

from licensectl.app.prices.store.schema import ITEM, TERMS
from licensectl.core.sku_id import SkuKey
from licensectl.db.ledger import UNDECODABLE, stored_amount, stored_reason
from licensectl.db.messages import BAD_PRICE
from licensectl.domain.prices.book_rules import Imported, Scope
from licensectl.domain.prices.diff import WIDTH, Days, DiffRow, key_of
from licensectl.domain.prices.row import Cells
from licensectl.errors import LicensectlError

KEY = ", ".join((*ITEM, *TERMS))
# Items in their own order, of each the rows that lie together: only these few have to be put in order.
IN_ORDER = "FROM item CROSS JOIN price ON sheet_id = ? AND item_id = item.id JOIN terms ON terms.id = terms_id"
PRICE, HERE, THERE = (
    f"{KEY}, {row}.unit_price, {row}.erp, (SELECT title FROM wording WHERE id = {row}.wording_id),"
    f" {row}.effective_start, {row}.effective_end"
    for row in ("price", "here", "there")
)
NAMED = "CROSS JOIN item ON item.id = here.item_id CROSS JOIN terms ON terms.id = here.terms_id"
ALIKE = """EXISTS (SELECT 1 FROM price same WHERE same.sheet_id = :new AND same.item_id = here.item_id
    AND same.terms_id = here.terms_id AND same.unit_price IS here.unit_price AND same.erp IS here.erp
    AND same.wording_id = here.wording_id AND :old_day BETWEEN here.effective_start AND here.effective_end
    AND :new_day BETWEEN same.effective_start AND same.effective_end AND same.effective_end >= here.effective_end)"""
SEVERAL = "(here.item_id, here.terms_id) IN (SELECT item_id, terms_id FROM repeated WHERE sheet_id IN (:old, :new))"
WITHIN = "here.item_id BETWEEN :first AND :last"
# Where a row has the bounds of its tier.
TIERS = slice(len(ITEM) + len(TERMS) - 2, len(ITEM) + len(TERMS))
# The first and the last of the items that are looked at, by number.
Span = tuple[int, int]
ALL_ITEMS: Span = (0, 2**62)


def every_row(connection: Connection, sheet: Imported) -> Iterator[Cells]:
    """Return the rows of a sheet as the cells of a `BookRow`."""
    # No generator: one that is cut off closes its cursor, perhaps after the connection.
    return iter(
        connection.execute(
            f"""SELECT {KEY}, effective_start, row, effective_end, unit_price, erp, title, product_title, tags
            {IN_ORDER} JOIN wording ON wording.id = wording_id ORDER BY {KEY}, effective_start, row""",
            (sheet.id,),
        )
    )


def two_prices(connection: Connection, sheet: Imported) -> list[tuple[SkuKey, list[int]]]:
    """Return the keys of a sheet of which several rows start on one day with different prices, each with these rows' numbers."""
    rows = connection.execute(
        f"""SELECT {KEY}, effective_start, unit_price, erp, row FROM repeated
            JOIN price USING (sheet_id, item_id, terms_id) JOIN item ON item.id = item_id JOIN terms ON terms.id = terms_id
            WHERE sheet_id = ? AND effective_end >= effective_start ORDER BY {KEY}, effective_start, row""",
        (sheet.id,),
    )
    found = []
    for key, same in groupby(rows, lambda row: row[:-3]):
        prices, numbers = set(), []
        for *_, price, erp, number in same:
            prices.add(tuple(None if amount is None else Decimal(amount) for amount in (price, erp)))
            numbers.append(number)
        if len(prices) > 1:
            found.append((SkuKey(key[0], key[1]), numbers))
    return found


def missing(connection: Connection, old: Imported, new: Imported, scopes: Collection[Scope]) -> tuple[int, int, SkuKey | None]:
    """Return how many prices of these scopes the old sheet has that the new one lacks, how many it has, and the SKU of one that is lacking.

    Rows that end before the month of the new sheet do not count.
    """
    first = f"{new.month}-01"
    count, total, item = connection.execute(
        f"""SELECT total(lacking), count(*), min(CASE WHEN lacking THEN item_id END) FROM (
                SELECT item_id, NOT EXISTS (SELECT 1 FROM price there WHERE there.sheet_id = ? AND there.item_id = here.item_id
                    AND there.terms_id = here.terms_id AND there.effective_end >= ?) AS lacking
                FROM price here WHERE sheet_id = ? AND effective_end >= ? AND terms_id IN (SELECT id FROM terms
                    WHERE (market, currency, segment) IN (VALUES {", ".join(["(?, ?, ?)"] * len(scopes))}))
                GROUP BY item_id, terms_id)""",
        (new.id, first, old.id, first, *chain.from_iterable(scopes)),
    ).fetchone()
    found = connection.execute("SELECT product_id, sku_id FROM item WHERE id = ?", (item,)).fetchone()
    return int(count), total, SkuKey(*found) if found else None


def latest_start(connection: Connection, sheet: Imported) -> str:
    """Return the latest start of the rows of a sheet that are ever in force, "" without one."""
    query = "SELECT max(effective_start) FROM price WHERE sheet_id = ? AND effective_start <= effective_end"
    return connection.execute(query, (sheet.id,)).fetchone()[0] or ""


def rows_counting(connection: Connection, counting: Mapping[Imported, frozenset[Scope]]) -> Iterator[DiffRow]:
    """Return the rows of several sheets, of each those of the market, currency and segment triples for which it counts."""

    def chosen(sheet: Imported, scopes: frozenset[Scope]) -> Iterator[DiffRow]:
        rows = connection.execute(f"SELECT {PRICE} {IN_ORDER} ORDER BY {KEY}", (sheet.id,))
        return (row for row in rows if (row[5], row[6], row[2]) in scopes)

    return merge(*(chosen(sheet, scopes) for sheet, scopes in counting.items()), key=key_of)


def rows_unlike(connection: Connection, old: int, new: int, days: Days, items: Span) -> tuple[list[DiffRow], list[DiffRow]]:
    """Return the rows of either sheet that are not in force on its day or that the other lacks, and all rows of keys that either has
    several of."""
    asked: dict[str, object] = {"old": old, "new": new, "old_day": days[0], "new_day": days[1], "first": items[0], "last": items[1]}
    several = {item for (item,) in connection.execute("SELECT item_id FROM repeated WHERE sheet_id IN (:old, :new)", asked)}
    once = f"AND NOT {SEVERAL}" if several else ""
    met = connection.execute(
        f"""SELECT {HERE}, {THERE}, here.item_id, there.item_id FROM price here {NAMED}
            LEFT JOIN price there ON there.sheet_id = :new AND there.item_id = here.item_id AND there.terms_id = here.terms_id
            WHERE here.sheet_id = :old AND {WITHIN} AND NOT {ALIKE} {once}""",
        asked,
    ).fetchall()
    before, after = [row[:WIDTH] for row in met], [row[WIDTH : 2 * WIDTH] for row in met if row[-1] is not None]
    if several:
        for sheet, rows in (("old", before), ("new", after)):
            rows += connection.execute(
                f"SELECT {HERE} FROM price here {NAMED} WHERE here.sheet_id = :{sheet} AND {WITHIN} AND {SEVERAL}", asked
            )
    gone = Counter(row[-2] for row in met if row[-1] is None)
    after += connection.execute(
        f"""SELECT {HERE} FROM json_each(:grown) wanted CROSS JOIN price here ON here.item_id = wanted.value {NAMED}
            WHERE here.sheet_id = :new {once} AND NOT EXISTS (SELECT 1 FROM price there
            WHERE there.sheet_id = :old AND there.item_id = here.item_id AND there.terms_id = here.terms_id)""",
        asked | {"grown": json.dumps(_grown(connection, asked, gone, several))},
    )
    return before, after


def _grown(connection: Connection, asked: Mapping[str, object], gone: Mapping[int, int], several: Collection[int]) -> list[int]:
    """Return the items of which the new sheet may have rows that the old one lacks."""
    older, newer = (
        dict(connection.execute(f"SELECT item_id, count(*) FROM price here WHERE sheet_id = :{sheet} AND {WITHIN} GROUP BY 1", asked))
        for sheet in ("old", "new")
    )
    return [item for item, count in newer.items() if item in several or count != older.get(item, 0) - gone.get(item, 0)]


def checked(rows: Iterable[DiffRow], place: str) -> Iterator[DiffRow]:
    """Yield rows of the book; raises LicensectlError on one with an amount or a day that no import has written."""
    for row in rows:
        *_, price, erp, _, start, end = row
        try:
            for amount in (price, erp):
                amount is None or stored_amount(amount)
            for bound in row[TIERS]:
                bound and int(bound)
            for day in (start, end):
                Day.fromisoformat(day or "")
        except UNDECODABLE as error:
            raise LicensectlError(BAD_PRICE.at(place, reason=stored_reason(error))) from None
        yield row


def halves(connection: Connection, sheet: int, rows: int) -> tuple[Span, Span]:
    """Return two spans of items with half of the rows of the sheet each, which together hold every item of the book."""
    query = "SELECT item_id FROM price WHERE sheet_id = ? ORDER BY item_id LIMIT 1 OFFSET ?"
    found = connection.execute(query, (sheet, rows // 2)).fetchone()
    # A damaged book may say that it has more rows than there are.
    middle = found[0] if found else ALL_ITEMS[0]
    return (ALL_ITEMS[0], middle), (middle + 1, ALL_ITEMS[1])
