"""Read a price sheet into a price list, record by record."""

import csv
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from itertools import compress
from operator import itemgetter
from typing import BinaryIO, TypeVar

from licensectl.app.prices.sheet.cells import SEGMENTS, Keep, absent, keepers, one_line
from licensectl.app.prices.sheet.fast_columns import Blocks, Layout, Memo, records
from licensectl.app.prices.sheet.fast_columns import record as one_record
from licensectl.app.prices.sheet.opening import opened
from licensectl.app.prices.sheet.row import OneRow
from licensectl.core.sku_id import SkuKey
from licensectl.domain.prices.price_list import PriceList
from licensectl.domain.prices.row import Block, BookRow, Cells, blocks_of, price_row
from licensectl.errors import LicensectlError, Problem
from licensectl.tables import messages
from licensectl.tables.column_map import ColumnMap
from licensectl.tables.headers import places
from licensectl.tables.locale import Evidence, Style, look_for
from licensectl.tables.notices import Tally, assumed
from licensectl.tables.numbers import Mark, WorkbookNumber
from licensectl.tables.table import TableReader

AT_ROW = BookRow._fields.index("row")
# In the order in which the hot loop names them; the prices are read by themselves.
FIELDS = (
    "product_id", "sku_id", "segment", "term", "billing_plan", "market", "currency", "tier_min", "tier_max", "effective_start",
    "effective_end", "title", "product_title", "tags",
)  # fmt: skip
# Patterns of unambiguous amounts, by the list's decimal mark: without one, three decimals may be thousands.
AT_A_GLANCE = {
    None: r"[0-9]{1,15}(?:\.(?:[0-9]{1,2}|[0-9]{4,10}))?",
    ".": r"[0-9]{1,15}(?:\.[0-9]{1,10})?",
    # Where the map says so; else 12.50 is what it is.
    ",": r"[0-9]{1,15}",
}
# A row, its cells as written, and what is wrong with it.
Refused = tuple[int, list[str], list[Problem]]
Found = TypeVar("Found")
Reject = Callable[[int, Sequence[Problem], Sequence[str]], None]


class PriceRows:
    """Every row of a sheet or list as the plain tuple of a `BookRow`, one at a time.

    Opening raises LicensectlError on another kind of file; iterating raises it at the end with all that is wrong, the first 20 shown:
    who takes rows before must be able to give them back. With `reject` a bad row is handed over (its number, what is wrong with
    it, its cells as written) and the others count. `notices()`: what was assumed in reading, known once all rows are read.
    """

    def __init__(self, content: bytes | BinaryIO, name: str, columns: ColumnMap | None = None, reject: Reject | None = None) -> None:
        self.name = name
        self._reject = reject
        self.table, columns, self._kind = opened(content, name, columns)
        self._columns = columns
        self.places = places(self.table.top, (self.table.header_row, self.table.header), name, columns)
        self.style = Style(columns, self._look)
        keep = keepers(columns, self.style)
        self._glance = _glance(self.style.decimal)
        self._memos = [Memo(keep[field] if field in self.places else _always(absent(field, columns))) for field in FIELDS]
        # A field without a column is a constant, looked up under whatever the column of the product says.
        self._at = [self.places.get(field, self.places["product_id"]) for field in FIELDS]
        ways = [(place, memo.__getitem__) for place, memo in zip(self._at, self._memos, strict=True)]
        self._row = OneRow(self.table, self.places, self.style, ways)
        self._faults = Tally(name)
        self.rejected = 0
        # With `reject`: whether a list without a good row is an error.
        self.needs_a_good_row = True
        # Sheets as downloaded are read in blocks of lines. None: record by record, `record` being the last one.
        self.layout = self._plain()
        self.record: list[str] = []
        self._rows, self._line, self._last, self._ended = 0, 0, list[str](), True

    def __iter__(self) -> Iterator[Cells]:
        if self.layout:
            return (row for block in self.blocks() for row in zip(*block, strict=True))
        return self._to_the_end(self._by_record(self.table, 0))

    def blocks(self) -> Iterator[Block]:
        """Yield the same rows by columns, in blocks; `record` is not set."""
        return self._to_the_end(self._by_lines(self.layout) if self.layout else blocks_of(self._by_record(self.table, 0)))

    def _to_the_end(self, found: Iterator[Found]) -> Iterator[Found]:
        try:
            yield from found
        except csv.Error:
            self._faults.say(*self.table.broken().problems)
        except LicensectlError as failure:
            self._faults.say(*failure.problems)
        self._finish()

    def _by_lines(self, layout: Layout) -> Iterator[Block]:
        """Yield blocks of lines while each line is one record; read the rest record by record."""
        blocks, lines = Blocks(layout), list[bytes]()
        self._line = self.table.header_row
        try:
            for lines in self.table.lines():
                numbers = range(self._line + 1, self._line + 1 + len(lines))
                found, refused = self._many(blocks, lines, numbers)
                for line, cells, problems in refused:
                    self._refuse(line, cells, problems)
                self._line += len(lines)
                if found:
                    self._rows += len(found[0])
                    yield found
        except ValueError:
            with self.table.again() as other:
                yield from blocks_of(self._by_record(other, self._line))
            return
        self._ended = self.table.ended
        self._last = one_record(lines[-1]) if lines and not self._ended else []

    def _many(self, blocks: Blocks, lines: list[bytes], numbers: Sequence[int]) -> tuple[Block, list[Refused]]:
        """Return the valid rows of these lines in order, and the invalid ones. Raises ValueError if a line is not one record."""
        try:
            return blocks.read(lines, numbers), []
        except ValueError:
            quoted = blocks.quoted(lines)
        plain = [not is_quoted for is_quoted in quoted]
        if not any(quoted) or not any(plain):
            found, refused = self._one_by_one(lines, numbers)
            return list(zip(*found, strict=True)), refused
        found, refused = self._one_by_one(list(compress(lines, quoted)), list(compress(numbers, quoted)))
        more = self._many(blocks, list(compress(lines, plain)), list(compress(numbers, plain)))
        rows = sorted([*found, *zip(*more[0], strict=True)], key=itemgetter(AT_ROW))
        return list(zip(*rows, strict=True)), sorted([*refused, *more[1]], key=itemgetter(0))

    def _one_by_one(self, lines: Sequence[bytes], numbers: Sequence[int]) -> tuple[list[Cells], list[Refused]]:
        found, refused = list[Cells](), list[Refused]()
        for line, cells in zip(numbers, records(lines), strict=True):
            kept = self._row.kept(line, cells)
            if isinstance(kept, tuple):
                found.append(kept)
            elif kept:
                refused.append((line, cells, kept))
        return found, refused

    def _by_record(self, table: TableReader, done: int) -> Iterator[Cells]:
        """Record by record, those that begin behind the line `done`."""
        before, record, quick = 0, list[str](), self._quick_row(table)
        for before, record in table.quickly():
            if before < done:
                continue
            try:
                found = quick(before + 1, record)
            except ValueError:
                slow = self._row.kept(before + 1, record)
                # The cell-by-cell reader may have learnt the decimal mark: more amounts then match.
                self._glance = _glance(self.style.decimal)
                if not isinstance(slow, tuple):
                    self._refuse(before + 1, record, slow or [])
                    continue
                found = slow
            self._rows += 1
            self.record = record
            yield found
        self._line, self._last, self._ended = before + 1, record, table.ended

    def _quick_row(self, table: TableReader) -> Callable[[int, list[str]], Cells]:
        """Return a function from the number and the cells of a row to its stored form.

        It raises ValueError on a row that needs the cell-by-cell reader.
        """
        # Each memo and each place has a name of its own: a loop over them would cost a third of the time of a row.
        product, sku, segment, term, plan, market, currency, least, most, start, end, title, heading, tags = self._memos
        (
            at_product, at_sku, at_segment, at_term, at_plan, at_market, at_currency, at_least, at_most, at_start, at_end, at_title,
            at_heading, at_tags,
        ) = self._at  # fmt: skip
        at_price, at_erp = self.places.get("unit_price", -1), self.places.get("erp", -1)
        # Read cell by cell: lists with one price column, with one column for both ids, or with columns without a header.
        width = -1 if at_price < 0 or at_erp < 0 or "sku" in self.places or not all(table.header) else len(table.header)
        # Numbers of a workbook have one reading.
        exact = _glance(".")
        signed = self._row.signed

        def quick(number: int, record: list[str]) -> Cells:
            if len(record) != width or signed.get(number, record[at_currency]) != record[at_currency]:
                raise ValueError
            price, erp = record[at_price], record[at_erp]
            prices = price + ";" + erp
            if not self._glance(prices) and not (price.__class__ is erp.__class__ is WorkbookNumber and exact(prices)):
                raise ValueError
            return (
                product[record[at_product]], sku[record[at_sku]], segment[record[at_segment]], term[record[at_term]],
                plan[record[at_plan]], market[record[at_market]], currency[record[at_currency]], least[record[at_least]],
                most[record[at_most]], start[record[at_start]], number, end[record[at_end]], str(price) or None, str(erp) or None,
                title[record[at_title]] or heading[record[at_heading]], heading[record[at_heading]], tags[record[at_tags]],
            )  # fmt: skip

        return quick

    def notices(self) -> list[Problem]:
        """Return a note of the assumptions made in reading; none for a sheet as downloaded."""
        return assumed(self.table, self.style, *self._kind)

    def _refuse(self, line: int, record: list[str], found: list[Problem]) -> None:
        if not found:
            return
        if self._reject:
            self.rejected += 1
            self._reject(line, found, record)
        else:
            self._faults.say(*found)

    def _finish(self) -> None:
        """Raise LicensectlError if the sheet has any error."""
        if not self._rows and not self._faults.count and (self.needs_a_good_row or not self.rejected):
            self._faults.say(self._no_rows())
        elif not self._ended and not self._faults.count:
            self._faults.say(*self._row.width.cut_end(self._last, f"{self.name}:{self._line}", self.places.get("segment"), SEGMENTS))
        elif self._row.unpriced or self.table.sheet:
            self._faults.say(*self._formulas())
        self._faults.stop()

    def _no_rows(self) -> Problem:
        if self.rejected:
            return messages.NONE_GOOD.at(self.name, count=self.rejected)
        only = ", ".join(f"{name}: {words}" for name, words in self.table.only)
        return messages.NONE_OF_MAP.at(self.name, only=only) if only else messages.NO_ROWS.at(self.name)

    def _formulas(self) -> list[Problem]:
        """Return an error for each price of a workbook that is a formula without a value."""
        found = self.table.formulas([self.places[field] for field in ("unit_price", "erp") if field in self.places])
        return [messages.FORMULAS.at(f"{self.name}:{row}", column=one_line(self.table.header[place])) for row, place in found]

    def _plain(self) -> Layout | None:
        try:
            plain = self._columns is None and self.table.delimiter == "," and one_record(self.table.first_line()) == self.table.header
            return Layout.of(self.table.header) if plain else None
        except ValueError:
            return None

    def _look(self) -> Evidence:
        """Return the decimal mark and the date order that the whole list shows."""
        amounts, days = (
            [self.places[field] for field in fields if field in self.places]
            for fields in (("unit_price", "erp"), ("effective_start", "effective_end"))
        )
        return look_for(self.table, amounts, days)


@cache
def _glance(mark: Mark | None) -> Callable[[str], object]:
    """Return a test for both prices of a row, joined by a semicolon, that is true if they are unambiguous."""
    return re.compile(f"(?:{AT_A_GLANCE[mark]})?;(?:{AT_A_GLANCE[mark]})?").fullmatch


def _always(value: str) -> Keep:
    return lambda _: value


def load_price_sheet(
    content: bytes | BinaryIO, name: str, keys: Collection[SkuKey] | None = None, columns: ColumnMap | None = None
) -> PriceList:
    """Return the rows of a sheet, or only those of `keys`; `name` is used in messages, `columns` maps a distributor's list.

    `content` may be a stream, which is never held whole. Every row is checked, wanted or not.
    Raises LicensectlError naming all wrong rows (the first 20 shown).
    The assumptions made in reading are the `notices` of the list.
    """
    rows = PriceRows(content, name, columns)
    wanted = None if keys is None else {(key.product_id, key.sku_id) for key in keys}
    found = [price_row(cells, name) for cells in rows if wanted is None or cells[:2] in wanted]
    return PriceList(name, found, notices=rows.notices())
