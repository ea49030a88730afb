"""`licensectl quote price`: rows in, the same rows with their prices out, a few hundred at a time."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from licensectl.app.prices.service_lists import price_lists
from licensectl.app.quotes.reader_cells import IDS, LineCells
from licensectl.app.quotes.reader_columns import column_of, meant_price
from licensectl.app.quotes.reader_figures import KINDS, BadFigureError, read_figure
from licensectl.app.quotes.service import checked
from licensectl.cli.context import Run
from licensectl.cli.inputs import piped, shown_name
from licensectl.cli.options import PriceFile
from licensectl.cli.output import remark, stream
from licensectl.core.messages import BAD_OPTION
from licensectl.core.money import parse_amount
from licensectl.domain.quotes import messages
from licensectl.domain.quotes.model import NAMES, PriceTerms
from licensectl.domain.quotes.presets import MARGIN_RULES, with_presets
from licensectl.domain.quotes.request_checks import check_price_terms, small_percentage, small_percentages
from licensectl.domain.quotes.row_pricing import FIELDS, FIGURES, PricedRow, RowPricer
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
        wanted = _RowColumns(table, terms.currency)
        remark(run, *wanted.not_read, carried=False)
        lists = price_lists(run, sheet, stack, lambda problem: remark(run, problem, carried=False))
        pricer = RowPricer(terms, day, wanted.fields, (run.facts.catalog, run.facts.programs.programs), lists)
        priced = _PricedRows(iter(table), wanted, pricer, run)
        stream(priced, run)
    remark(run, *priced.small.values(), carried=False)
    for option, count in priced.kept(options).items():
        remark(run, messages.OPTION_KEPT.at(option=f"--{option}", value=options[option], count=count), carried=False)
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

    def __init__(self, table: TableReader, currency: str) -> None:
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
        self.not_read = [messages.NOT_READ.at(where, column=cell[:60], hint=hint) for cell in self.header if (hint := meant_price(cell))]
        self.quantity = known.index(QUANTITY)
        self.fields = [column for column in known if column in FIELDS]
        self.ids = [place for place, column in enumerate(known) if column in IDS]
        read = {place: column for place, column in enumerate(known) if column in FIELDS}
        self.width = Width(table, {QUANTITY: self.quantity, **{column: place for place, column in read.items()}})
        self._cells = LineCells(table, [(self.quantity, QUANTITY), *read.items()])
        self._currency = currency

    def wanted(self, row: int, record: Sequence[str]) -> "_WantedRow":
        """Return the cells that the price depends on, as `quote build` reads them."""
        where = f"{self.name}:{row}"
        cells, problems = self._cells.texts(record), list(self._cells.uncalculated(row, record, where))
        currency = cells.get("currency", self._currency).upper()
        for column, cell in self._cells.figures(row, record).items():
            try:
                cells[column] = read_figure(cell, KINDS[column], currency)
            except BadFigureError as bad:
                problems.append(bad.problem(where, cell.name, cell))
        return _WantedRow(row, cells.get(QUANTITY, ""), tuple([cells.get(field, "") for field in self.fields]), problems)


class _WantedRow(NamedTuple):
    """A row as it is read: its number in the file, its cells of `fields`, and the problems of cells that cannot be read."""

    row: int
    quantity: str
    cells: tuple[str, ...]
    problems: list[Problem]


class _PricedRows:
    """The priced rows as chunks of bytes, header first; `complete` afterwards: whether every row has a total, `small`: warnings."""

    def __init__(self, rows: Iterator[Row], columns: _RowColumns, pricer: RowPricer, run: Run) -> None:
        self.complete = True
        # A warning for the first percentage between 0 and 1 of each column.
        self.small: dict[str, Problem] = {}
        # Number of rows with a value of their own, by column.
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
        for one in wanted:
            self._own.update(field for field, cell in zip(columns.fields, one.cells, strict=True) if cell)
        self._look_for_small(wanted)
        read = iter(self._pricer.answers([(one.quantity, one.cells) for one in wanted if not one.problems], self._run.lang))
        answers = iter([self._unread(one) if one.problems else next(read) for one in wanted])
        done = [[*record, *next(answers)] if record else self._unfit(whole) for record, (_, whole) in zip(fitted, chunk, strict=True)]
        self.complete = self.complete and all(row[TOTAL] for row in done)
        return done

    def _unread(self, wanted: _WantedRow) -> PricedRow:
        """Return the answer to a row with cells that cannot be read: no price, for it would be that of another row."""
        return PricedRow(problem="; ".join(problem.reason(self._run.lang) for problem in wanted.problems))

    def _look_for_small(self, wanted: Sequence[_WantedRow]) -> None:
        for place, field in enumerate(self._columns.fields):
            if field not in FIGURES or field in self.small:
                continue
            for one in wanted:
                if one.cells[place].startswith("0") and (value := parse_amount(one.cells[place])) is not None and 0 < value < 1:
                    self.small[field] = small_percentage(field, value, f"{self._columns.name}:{one.row}")
                    break

    def kept(self, options: Mapping[str, Any]) -> dict[str, int]:
        """Return by option how many rows had another value in its place."""
        rules = sum(self._own[rule] for rule in MARGIN_RULES)
        return {option: count for option in options if (count := rules if option in MARGIN_RULES else self._own[option])}

    def _unfit(self, record: list[str]) -> list[str]:
        wide = len(self._columns.header)
        said = messages.CELLS.at(found=len(record), wanted=wide)
        return [*(record + [""] * wide)[:wide], *PricedRow(problem=said.reason(self._run.lang))]
