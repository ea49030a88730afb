"""`licensectl quote price`: rows in, the same rows with their prices out, a few hundred at a time."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from typing import TYPE_CHECKING

from licensectl.app.prices.service import price_lists
from licensectl.app.quotes.reader_table import IDS, speller
from licensectl.cli.context import Run
from licensectl.cli.inputs import piped
from licensectl.cli.options_prices import Sheet
from licensectl.cli.output import remark, stream
from licensectl.domain.quotes import messages
from licensectl.domain.quotes.row_pricing import FIELDS, NAMES, Answer, RowPricer
from licensectl.errors import EXIT_DONE, EXIT_NO, LicensectlError
from licensectl.render.formats.csv import DIALECTS
from licensectl.render.row_stream import encoder
from licensectl.tables.table import TableReader
from licensectl.tables.width import Width

if TYPE_CHECKING:
    from licensectl.domain.quotes.model import QuoteRequest

# Rows per look-up: enough to be quick, few enough that a reader of the pipe need not wait.
CHUNK = 500
QUANTITY = "quantity"
TOTAL = Answer._fields.index("line_total") - len(Answer._fields)
AMOUNTS = ("unit_price", "erp", "sell_price", "line_total")


def price_rows(run: Run, file: str, asked: "QuoteRequest", sheet: Sheet) -> int:
    """Writes the priced rows; 3 when any of them has no total."""

    with ExitStack() as stack:
        name = "<stdin>" if file == "-" else file
        table = TableReader(stack.enter_context(piped(file)), name, _lacks)
        wanted = _Columns(table)
        lists = price_lists(run, sheet, stack, lambda problem: remark(run, problem))
        pricer = RowPricer(asked, run.as_of, wanted.fields, (run.facts.catalog, run.facts.programs.programs), lists)
        priced = _Priced((record for _, record in table), wanted, pricer, run)
        stream(priced, run)
    return EXIT_DONE if priced.complete else EXIT_NO


def _lacks(cells: Sequence[str]) -> int:
    known = {cell.strip().lower() for cell in cells}
    return (QUANTITY not in known) + (not known & set(NAMES))


class _Columns:
    """Which columns say what; LicensectlError where rows under this header cannot be priced."""

    def __init__(self, table: TableReader) -> None:
        where = f"{table.name}:{table.header_row}"
        self.header = [cell.strip() for cell in table.header]
        known = [cell.lower() for cell in self.header]
        wrong = [messages.NOT_LINES.at(where, columns=", ".join(self.header)[:200] or "—")] if _lacks(known) else []
        wrong += [messages.TAKEN.at(where, column=column) for column in Answer._fields if column in known]
        wrong += [messages.COLUMN_TWICE.at(where, column=column) for column in (QUANTITY, *FIELDS) if known.count(column) > 1]
        if wrong:
            raise LicensectlError(*wrong)
        self.quantity = known.index(QUANTITY)
        self.fields = [column for column in known if column in FIELDS]
        self.ids = [place for place, column in enumerate(known) if column in IDS]
        read = {place: column for place, column in enumerate(known) if column in FIELDS}
        self.width = Width(table, {QUANTITY: self.quantity, **{column: place for place, column in read.items()}})
        self._count = speller(QUANTITY, table.delimiter)
        self._read = [(place, speller(column, table.delimiter)) for place, column in read.items()]

    def wanted(self, record: Sequence[str]) -> tuple[str, tuple[str, ...]]:
        """Quantity, and the cells that the price depends on, as they are read."""
        return self._count(record[self.quantity]), tuple([spell(record[place]) for place, spell in self._read])


class _Priced:
    """The priced rows as chunks of bytes, header first; `complete` afterwards: whether every row has a total."""

    def __init__(self, rows: Iterator[list[str]], columns: _Columns, pricer: RowPricer, run: Run) -> None:
        self.complete = True
        self._rows, self._columns, self._pricer, self._run = rows, columns, pricer, run

    def __iter__(self) -> Iterator[bytes]:
        columns = self._columns
        header = [*columns.header, *Answer._fields]
        figures = [header.index(name, len(columns.header)) for name in AMOUNTS]
        start, encode = encoder(self._run.form, header, DIALECTS[self._run.csv_dialect], columns.ids, figures)
        yield start
        while chunk := list(islice(self._rows, CHUNK)):
            yield encode(self._answered(chunk))

    def _answered(self, chunk: list[list[str]]) -> list[list[str]]:
        columns = self._columns
        fitted = [columns.width.fitted(record) for record in chunk]
        answers = iter(self._pricer.answers([columns.wanted(record) for record in fitted if record], self._run.lang))
        done = [[*record, *next(answers)] if record else self._unfit(whole) for record, whole in zip(fitted, chunk, strict=True)]
        self.complete = self.complete and all(row[TOTAL] for row in done)
        return done

    def _unfit(self, record: list[str]) -> list[str]:
        wide = len(self._columns.header)
        said = messages.CELLS.at(found=len(record), wanted=wide)
        return [*(record + [""] * wide)[:wide], *Answer(problem=f"{said.sentence(self._run.lang)} [{said.code}]")]
