"""`licensectl quote price`: rows in, the same rows with their prices out, a few hundred at a time."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from itertools import islice
from typing import Any

from licensectl.app.prices.service_lists import price_lists
from licensectl.app.quotes.reader_columns import column_of
from licensectl.app.quotes.reader_table import IDS, speller
from licensectl.app.quotes.service import checked
from licensectl.cli.context import Run
from licensectl.cli.inputs import piped, shown_name
from licensectl.cli.options import PriceFile
from licensectl.cli.output import remark, stream
from licensectl.core.messages import BAD_OPTION
from licensectl.core.money import parse_amount
from licensectl.domain.quotes import messages
from licensectl.domain.quotes.model import PriceTerms
from licensectl.domain.quotes.presets import MARGIN_RULES, with_presets
from licensectl.domain.quotes.request_checks import BY_HAND, check_price_terms, small_percentage, small_percentages
from licensectl.domain.quotes.row_pricing import FIELDS, FIGURES, NAMES, PricedRow, RowPricer
from licensectl.errors import EXIT_DONE, EXIT_NO, LicensectlError, Problem, UsageError
from licensectl.facts.convert import convert
from licensectl.facts.yaml_reader import YamlDocument
from licensectl.i18n.translate import N_
from licensectl.render.formats.csv import DIALECTS
from licensectl.render.row_stream import encoder
from licensectl.tables.table import Row, TableReader
from licensectl.tables.width import Width

# Rows per look-up: enough to be quick, few enough that a reader of the pipe need not wait.
CHUNK = 500
QUANTITY = "quantity"
TOTAL = PricedRow._fields.index("line_total") - len(PricedRow._fields)
AMOUNTS = ("unit_price", "erp", "sell_price", "line_total")


def price_rows(run: Run, file: str, sheet: PriceFile, options: Mapping[str, Any]) -> int:
    """Write the rows of a file with their prices; return exit status 3 if any of them has no total.

    `options` are the keys of a request that hold for what a row leaves open. Raises UsageError on invalid ones.
    """
    if file == sheet.file == "-":
        raise UsageError(BAD_OPTION.at(option="--prices", value="-", expected=N_("a file, for the rows come from standard input")))
    terms = _price_terms(run, checked(run, options))
    day = date.fromisoformat(options["date"]) if "date" in options else run.as_of
    with ExitStack() as stack:
        table = TableReader(stack.enter_context(piped(file)), shown_name(file), _lacks)
        wanted = _RowColumns(table)
        lists = price_lists(run, sheet, stack, lambda problem: remark(run, problem))
        pricer = RowPricer(terms, day, wanted.fields, (run.facts.catalog, run.facts.programs.programs), lists)
        priced = _PricedRows(iter(table), wanted, pricer, run)
        stream(priced, run)
    remark(run, *priced.small.values(), carried=False)
    for option, count in priced.kept(options).items():
        remark(run, messages.OPTION_KEPT.at(option=f"--{option}", value=options[option], kept=count), carried=False)
    return EXIT_DONE if priced.complete else EXIT_NO


def _price_terms(run: Run, options: Mapping[str, Any]) -> PriceTerms:
    try:
        keys = with_presets(options, run.profile)
        terms = convert(YamlDocument("", {name: keys[name] for name in PriceTerms.__struct_fields__ if name in keys}, {}), PriceTerms)
    except LicensectlError as failure:
        raise UsageError(*failure.problems) from None
    if wrong := check_price_terms(terms, run.facts.programs.programs):
        raise UsageError(*wrong)
    remark(run, *small_percentages((terms,)), carried=False)
    return terms


def _lacks(cells: Sequence[str]) -> int:
    known = {column_of(cell) for cell in cells}
    return (QUANTITY not in known) + (not known & set(NAMES))


class _RowColumns:
    """The columns of the rows. Raises LicensectlError if rows under this header cannot be priced."""

    def __init__(self, table: TableReader) -> None:
        self.name = table.name
        where = f"{table.name}:{table.header_row}"
        self.header = [cell.strip() for cell in table.header]
        known = [column_of(cell) for cell in self.header]
        taken = [cell.lower() for cell in self.header]
        wrong = [messages.NOT_LINES.at(where, columns=", ".join(self.header)[:200] or "—")] if _lacks(self.header) else []
        wrong += [messages.TAKEN.at(where, column=column) for column in PricedRow._fields if column in taken]
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
        amounts = [place for place, column in read.items() if column in BY_HAND]
        self._signs = table.signs_beside(amounts) if amounts else {}

    def wanted(self, row: int, record: Sequence[str]) -> tuple[str, tuple[str, ...]]:
        """Quantity, and the cells that the price depends on, as they are read."""
        cells = [spell(record[place]) for place, spell in self._read]
        if self._signs:
            signs = [self._signs.get((row, place), "") for place, _ in self._read]
            cells = [f"{cell} {sign}" if cell and sign else cell for cell, sign in zip(cells, signs, strict=True)]
        return self._count(record[self.quantity]), tuple(cells)


class _PricedRows:
    """The priced rows as chunks of bytes, header first; `complete` afterwards: whether every row has a total, `small`: warnings."""

    def __init__(self, rows: Iterator[Row], columns: _RowColumns, pricer: RowPricer, run: Run) -> None:
        self.complete = True
        # A warning for the first percentage between 0 and 1 of each column.
        self.small: dict[str, Problem] = {}
        # How many rows say something of their own, by column.
        self._own: Counter[str] = Counter()
        self._rows, self._columns, self._pricer, self._run = rows, columns, pricer, run

    def __iter__(self) -> Iterator[bytes]:
        columns = self._columns
        header = [*columns.header, *PricedRow._fields]
        figures = [header.index(name, len(columns.header)) for name in AMOUNTS]
        start, encode = encoder(self._run.form, header, DIALECTS[self._run.csv_dialect], columns.ids, figures)
        yield start
        while chunk := list(islice(self._rows, CHUNK)):
            yield encode(self._answered(chunk))

    def _answered(self, chunk: list[Row]) -> list[list[str]]:
        columns = self._columns
        fitted = [columns.width.fitted(record) for _, record in chunk]
        wanted = [columns.wanted(row, record) for (row, _), record in zip(chunk, fitted, strict=True) if record]
        for _, cells in wanted:
            self._own.update(field for field, cell in zip(columns.fields, cells, strict=True) if cell)
        if unseen := [field for field in columns.fields if field in FIGURES and field not in self.small]:
            self._look_for_small(
                unseen, [row for (row, _), record in zip(chunk, fitted, strict=True) if record], [cells for _, cells in wanted]
            )
        answers = iter(self._pricer.answers(wanted, self._run.lang))
        done = [[*record, *next(answers)] if record else self._unfit(whole) for record, (_, whole) in zip(fitted, chunk, strict=True)]
        self.complete = self.complete and all(row[TOTAL] for row in done)
        return done

    def _look_for_small(self, fields: Sequence[str], rows: Sequence[int], wanted: Sequence[tuple[str, ...]]) -> None:
        for field in fields:
            place = self._columns.fields.index(field)
            for row, cells in zip(rows, wanted, strict=True):
                if cells[place].startswith(("0", ".")) and (value := parse_amount(cells[place])) is not None and 0 < value < 1:
                    self.small[field] = small_percentage(field, value, f"{self._columns.name}:{row}")
                    break

    def kept(self, options: Mapping[str, Any]) -> dict[str, int]:
        """Return by option how many rows had another value in its place."""
        rules = sum(self._own[rule] for rule in MARGIN_RULES)
        return {option: count for option in options if (count := rules if option in MARGIN_RULES else self._own[option])}

    def _unfit(self, record: list[str]) -> list[str]:
        wide = len(self._columns.header)
        said = messages.CELLS.at(found=len(record), wanted=wide)
        return [*(record + [""] * wide)[:wide], *PricedRow(problem=said.reason(self._run.lang))]
