"""The rows of a price sheet as plain tuples, for what reads a million of them: each distinct cell is checked once."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from licensectl.domain.bookrow import Cells
from licensectl.domain.columnmap import ColumnMap
from licensectl.errors import Failure, Problem
from licensectl.faults import sheets as faults
from licensectl.sheets.assumed import assumed
from licensectl.sheets.cells import Keep, absent, keepers, one_line
from licensectl.sheets.headers import find, places
from licensectl.sheets.onerow import OneRow
from licensectl.sheets.style import Evidence, Style, look_for
from licensectl.sheets.table import Table
from licensectl.sheets.tally import Tally

# Beyond this many different cells a memo starts anew: a sheet of any size is read in bounded memory.
MOST_KEPT = 50_000
# In the order in which the hot loop names them; the prices are read by themselves.
FIELDS = (
    "product_id", "sku_id", "segment", "term", "billing_plan", "market", "currency", "effective_start", "effective_end", "title",
    "product_title", "tags",
)  # fmt: skip
# Both prices of a row that a glance settles, by what is known of the list's decimal mark: three decimals may be thousands.
AT_A_GLANCE = {
    mark: re.compile(f"(?:{amount})?;(?:{amount})?").fullmatch
    for mark, amount in {
        None: r"[0-9]{1,15}(?:\.(?:[0-9]{1,2}|[0-9]{4,10}))?",
        ".": r"[0-9]{1,15}(?:\.[0-9]{1,10})?",
        # Where the map says so; else 12.50 is what it is.
        ",": r"[0-9]{1,15}",
    }.items()
}

Reject = Callable[[int, Sequence[Problem], Sequence[str]], None]


class _Memo(dict[str, str]):
    """Cell as written → cell as kept; raises Bad for one that is wrong."""

    def __init__(self, keep: Keep) -> None:
        self.keep = keep

    def __missing__(self, text: str) -> str:
        if len(self) > MOST_KEPT:
            self.clear()
        kept = self[text] = self.keep(text)
        return kept


class PriceRows:
    """Every row of a sheet or list as the plain tuple of a `BookRow`, one at a time.

    Opening raises Failure for another kind of file; iterating raises it at the end with all that is wrong, the first 20 shown:
    who takes rows before must be able to give them back. With `reject` a bad row is handed over (its number, what is wrong with
    it, its cells as written) and the others count. `notices()`: what was assumed in reading, known once all rows are read.
    """

    def __init__(self, content: bytes | BinaryIO, name: str, columns: ColumnMap | None = None, reject: Reject | None = None) -> None:
        self.name = name
        self._columns, self._reject = columns, reject
        self.table = Table(content, name, lambda cells: len(find(cells, columns).missing), columns)
        if not self.table.top:
            raise Failure(faults.EMPTY.at(name))
        self.places = places(self.table.top, (self.table.header_row, self.table.header), name, columns)
        self.style = Style(columns, self._look)
        keep = keepers(columns, self.style)
        self._memos = [_Memo(keep[field] if field in self.places else _always(absent(field, columns))) for field in FIELDS]
        # A field without a column is a constant, looked up under whatever the column of the product says.
        self._at = [self.places.get(field, self.places["product_id"]) for field in FIELDS]
        ways = [(place, memo.__getitem__) for place, memo in zip(self._at, self._memos, strict=True)]
        self._row = OneRow(self.table, self.places, self.style, ways)
        self._faults = Tally(name)
        self.rejected = 0

    def __iter__(self) -> Iterator[Cells]:
        # Each memo and each place has a name of its own: a loop over them would cost a third of the time of a row.
        product, sku, segment, term, plan, market, currency, start, end, title, heading, tags = self._memos
        at_product, at_sku, at_segment, at_term, at_plan, at_market, at_currency, at_start, at_end, at_title, at_heading, at_tags = self._at
        at_price, at_erp = self.places.get("unit_price", -1), self.places.get("erp", -1)
        # A list of one price alone goes the long way, one that spells a SKU in one cell, and a workbook.
        width = -1 if at_price < 0 or at_erp < 0 or "sku" in self.places or not self.table.delimiter else len(self.table.header)
        rows, before, record, glance = 0, 0, list[str](), AT_A_GLANCE[self.style.decimal]
        try:
            for before, record in self.table.quickly():
                try:
                    if len(record) != width or not glance(record[at_price] + ";" + record[at_erp]):
                        raise ValueError
                    found: Cells = (
                        product[record[at_product]], sku[record[at_sku]], segment[record[at_segment]], term[record[at_term]],
                        plan[record[at_plan]], market[record[at_market]], currency[record[at_currency]], start[record[at_start]],
                        before + 1, end[record[at_end]], record[at_price] or None, record[at_erp] or None,
                        title[record[at_title]] or heading[record[at_heading]], heading[record[at_heading]], tags[record[at_tags]],
                    )  # fmt: skip
                except ValueError:
                    slow = self._row.kept(before + 1, record)
                    # What the long way has learnt of the list may let more amounts pass at a glance.
                    glance = AT_A_GLANCE[self.style.decimal]
                    if not isinstance(slow, tuple):
                        self._refuse(before + 1, record, slow or [])
                        continue
                    found = slow
                rows += 1
                yield found
        except csv.Error:
            self._faults.say(*self.table.broken().problems)
        except Failure as failure:
            self._faults.say(*failure.problems)
        self._finish(rows, before + 1, record)

    def notices(self) -> list[Problem]:
        """What was assumed in reading, as one note; none for a sheet as downloaded."""
        return assumed(self.table, self.style)

    def _refuse(self, line: int, record: list[str], found: list[Problem]) -> None:
        if not found:
            return
        if self._reject:
            self.rejected += 1
            self._reject(line, found, record)
        else:
            self._faults.say(*found)

    def _finish(self, rows: int, line: int, record: list[str]) -> None:
        """Failure when anything was wrong with the sheet."""
        where = f"{self.name}:{line}"
        if not rows and not self._faults.count:
            self._faults.say(faults.NONE_GOOD.at(self.name, count=self.rejected) if self.rejected else faults.NO_ROWS.at(self.name))
        elif not self.table.ended and not self._faults.count:
            self._faults.say(*self._row.width.cut_end(record, where, self.places.get("segment")))
        elif self._row.unpriced:
            self._faults.say(*self._formulas())
        self._faults.stop()

    def _formulas(self) -> list[Problem]:
        """Prices of a workbook that a formula would give: one that was never calculated holds none, which is no missing price."""
        found = self.table.formulas([self.places[field] for field in ("unit_price", "erp") if field in self.places])
        return [faults.FORMULAS.at(f"{self.name}:{row}", column=one_line(self.table.header[place])) for row, place in found]

    def _look(self) -> Evidence:
        """What the whole list shows of its decimal mark and its order of days."""
        amounts, days = (
            [self.places[field] for field in fields if field in self.places]
            for fields in (("unit_price", "erp"), ("effective_start", "effective_end"))
        )
        return look_for(self.table, amounts, days)


def _always(value: str) -> Keep:
    return lambda _: value
