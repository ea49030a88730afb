"""The rows of a price sheet as plain tuples, for what reads a million of them: each distinct cell is checked once."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, TypeVar

from licensectl.domain.bookrow import Cells
from licensectl.domain.columnmap import ColumnMap
from licensectl.errors import Failure, Problem
from licensectl.faults import sheets as faults
from licensectl.faults.cells import OPEN_DATE, OPEN_NUMBER, OTHER_CURRENCY_BESIDE
from licensectl.sheets.assumed import assumed
from licensectl.sheets.cells import Keep, absent, keepers, one_line
from licensectl.sheets.headers import TOGETHER, find, places
from licensectl.sheets.spaces import AROUND
from licensectl.sheets.style import Bad, Evidence, Style, look_for
from licensectl.sheets.table import Table
from licensectl.sheets.width import Width

T = TypeVar("T")

# Beyond this many different cells a memo starts anew: a sheet of any size is read in bounded memory.
MOST_KEPT = 50_000
MOST_SHOWN = 20
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
# What is open is open in every row: said once for each column.
SAID_ONCE = (OPEN_NUMBER.code, OPEN_DATE.code)

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
        self._width = Width(self.table, self.places.values())
        keep = keepers(columns, self.style, self._together())
        self._memos = [_Memo(keep[field] if field in self.places else _always(absent(field, columns))) for field in FIELDS]
        # A field without a column is a constant, looked up under whatever the column of the product says.
        self._at = [self.places.get(field, self.places["product_id"]) for field in FIELDS]
        self._faults = Tally(name)
        self.rejected = 0

    def __iter__(self) -> Iterator[Cells]:
        # Each memo and each place has a name of its own: a loop over them would cost a third of the time of a row.
        product, sku, segment, term, plan, market, currency, start, end, title, heading, tags = self._memos
        at_product, at_sku, at_segment, at_term, at_plan, at_market, at_currency, at_start, at_end, at_title, at_heading, at_tags = self._at
        at_price, at_erp = self.places.get("unit_price", -1), self.places.get("erp", -1)
        # A list of one price alone goes the long way.
        width = len(self.table.header) if at_price >= 0 and at_erp >= 0 else -1
        rows, line, record, style = 0, 0, list[str](), self.style
        try:
            for line, record in self.table:
                try:
                    if len(record) != width or not AT_A_GLANCE[style.decimal](record[at_price] + ";" + record[at_erp]):
                        raise ValueError
                    found: Cells | None = (
                        product[record[at_product]], sku[record[at_sku]], segment[record[at_segment]], term[record[at_term]],
                        plan[record[at_plan]], market[record[at_market]], currency[record[at_currency]], start[record[at_start]], line,
                        end[record[at_end]], record[at_price] or None, record[at_erp] or None,
                        title[record[at_title]] or heading[record[at_heading]], heading[record[at_heading]], tags[record[at_tags]],
                    )  # fmt: skip
                except ValueError:
                    found = self._row(line, record)
                    if found is None:
                        continue
                rows += 1
                yield found  # type: ignore[misc]
        except Failure as failure:
            self._faults.say(*failure.problems)
        self._finish(rows, line, record)

    def notices(self) -> list[Problem]:
        """What was assumed in reading, as one note; none for a sheet as downloaded."""
        return assumed(self.table, self.style)

    def _together(self) -> list[str]:
        """The fields that one cell spells."""
        shared = [field for field in TOGETHER if self.places.get(field) == self.places["product_id"]]
        return shared if len(shared) > 1 else []

    def _row(self, line: int, record: list[str]) -> Cells | None:
        """The record as it is kept, each cell looked at by itself; None for a blank one, or where something is wrong with it."""
        cells = self._width.fitted(record)
        if cells is None:
            self._refuse(line, record, [self._width.fault(record, f"{self.name}:{line}")])
            return None
        if not any(cell.strip(AROUND) for cell in cells):
            return None
        found: list[Problem] = []
        product, sku, segment, term, plan, market, currency, start, end, title, product_title, tags = [
            self._checked(line, cells, place, memo.__getitem__, found) or "" for place, memo in zip(self._at, self._memos, strict=True)
        ]
        price, erp = (self._price(line, cells, self.places.get(field), currency, found) for field in ("unit_price", "erp"))
        if found:
            self._refuse(line, record, found)
            return None
        return (
            product, sku, segment, term, plan, market, currency, start, line, end, price, erp, title or product_title, product_title,
            tags,
        )  # fmt: skip

    def _price(self, line: int, cells: list[str], place: int | None, currency: str, found: list[Problem]) -> str | None:
        def keep(text: str) -> str | None:
            amount, beside = self.style.amount(text)
            if beside and currency and beside != currency:
                raise Bad(OTHER_CURRENCY_BESIDE, currency=currency)
            return amount

        return None if place is None else self._checked(line, cells, place, keep, found)

    def _checked(self, line: int, cells: list[str], place: int, keep: Callable[[str], T], found: list[Problem]) -> T | None:
        try:
            return keep(cells[place])
        except Bad as bad:
            column = one_line(self.table.header[place])[:60]
            found.append(bad.fault.at(f"{self.name}:{line}", column=column, value=one_line(cells[place])[:60], **bad.gaps))
            return None

    def _refuse(self, line: int, record: list[str], found: list[Problem]) -> None:
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
            self._faults.say(*self._width.cut_end(record, where, self.places.get("segment")))
        self._faults.stop()

    def _look(self) -> Evidence:
        """What the whole list shows of its decimal mark and its order of days."""
        amounts, days = (
            [self.places[field] for field in fields if field in self.places]
            for fields in (("unit_price", "erp"), ("effective_start", "effective_end"))
        )
        return look_for(self.table, amounts, days)


class Tally:
    """The problems of a file: the first few, and the count of all."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.count = 0
        self._shown: list[Problem] = []
        self._open: set[tuple[str, str]] = set()

    def say(self, *problems: Problem) -> None:
        for problem in problems:
            self.count += 1
            key = (problem.code, problem.gaps.get("column", ""))
            if len(self._shown) < MOST_SHOWN and not (problem.code in SAID_ONCE and key in self._open):
                self._shown.append(problem)
            self._open.add(key)

    def stop(self) -> None:
        """Failure when anything was said."""
        if self.count:
            hidden = self.count - len(self._shown)
            raise Failure(*self._shown, *([faults.MORE.at(self.name, count=hidden)] if hidden else []))


def _always(value: str) -> Keep:
    return lambda _: value
