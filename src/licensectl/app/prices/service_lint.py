"""`price lint`: a price sheet, or the sheets of a month of the book, under every check."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from licensectl.app.prices import report_lint
from licensectl.app.prices.options import LintOptions
from licensectl.app.prices.service_book import counting_in, is_month
from licensectl.app.prices.service_import import LAST
from licensectl.app.prices.service_lists import PriceListOptions, column_map
from licensectl.app.prices.sheet.reader import PriceRows
from licensectl.app.prices.store import read as pricebook
from licensectl.app.prices.store import rows as bookrows
from licensectl.app.prices.store import write as bookadd
from licensectl.cli.context import Run
from licensectl.cli.inputs import rereadable, shown_name
from licensectl.cli.output import remark
from licensectl.core import messages as common
from licensectl.domain.prices.lint import CHECKS, Lint
from licensectl.domain.prices.lint_rules import Written
from licensectl.domain.prices.row import BookRow, Cells
from licensectl.errors import Problem, UsageError
from licensectl.i18n.translate import N_
from licensectl.render.report import Report
from licensectl.tables.column_map import ColumnMap
from licensectl.tables.headers import plain

# Columns that are read for a check alone, and never kept.
FLAG, PREVIOUS = "changeindicator", "previousvalues"


def lint(run: Run, file: str | None, options: LintOptions) -> Report:
    """Return the report of `price lint`, or of `price lint --list`. Raises UsageError on an unknown check and for a missing file."""
    if options.list_checks:
        return report_lint.checks(run.stamp(), run.lang)
    found, said = _linted(
        file,
        _checked_names(options.check or ()),
        options.book,
        column_map(run, PriceListOptions(options.columns, options.as_, options.market, options.currency)),
    )
    remark(run, *said)
    return report_lint.linted(found, said, run.stamp(), run.lang)


def _checked_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return the checks of these names, all without a name. Raises UsageError on an unknown name."""
    for name in names:
        if name not in CHECKS:
            raise UsageError(common.BAD_OPTION.at(option="--check", value=name, expected=", ".join(CHECKS)))
    return tuple(names) or tuple(CHECKS)


def _linted(named: str | None, chosen: Sequence[str], book: str | None, columns: ColumnMap | None) -> tuple[list[Lint], list[Problem]]:
    """Return the findings of a sheet, or of each sheet of a month, and how the file was read. Raises UsageError without a name."""
    if named is None:
        raise UsageError(
            common.BAD_OPTION.at(option="FILE", value="", expected=N_("a price sheet, or a month of the price book, for example 2026-11"))
        )
    if is_month(named):
        return _month(named, chosen, book), []
    found, said = _file(named, chosen, columns)
    return [found], said


def _month(month: str, chosen: Sequence[str], book: str | None) -> list[Lint]:
    found = []
    with pricebook.reading(pricebook.where(book)) as connection:
        for sheet in counting_in(pricebook.sheets(connection), month):
            one = Lint(sheet.file, chosen)
            _walk(one, (BookRow._make(cells) for cells in bookrows.every_row(connection, sheet)), alone=True)
            found.append(one)
    return found


def _file(name: str, chosen: Sequence[str], columns: ColumnMap | None) -> tuple[Lint, list[Problem]]:
    found = Lint(shown_name(name), chosen)
    with rereadable(name) as stream, pricebook.scratch() as connection:
        rows = PriceRows(stream, found.file, columns, lambda row, problems, _: found.bad(row, problems))
        # Record by record, for some checks ask for cells as written.
        rows.layout = None
        rows.needs_a_good_row = False
        sheet = bookadd.add(connection, _each(found, rows), found.file, "", LAST)
        _walk(found, (BookRow._make(cells) for cells in bookrows.every_row(connection, sheet)), alone=False)
    return found, rows.notices()


def _each(found: Lint, rows: PriceRows) -> Iterator[Cells]:
    """Yield the rows of a file, and run the checks of single rows."""
    spelled = [plain(cell) for cell in rows.table.header]
    at = [spelled.index(name) if name in spelled else len(spelled) for name in (FLAG, PREVIOUS)]
    ids = [rows.places.get(field, len(spelled)) for field in ("product_id", "sku_id")]
    for cells in rows:
        written = (rows.record[place] if place < len(rows.record) else "" for place in (*ids, *at))
        found.row(BookRow._make(cells), Written(*written))
        yield cells


def _walk(found: Lint, rows: Iterator[BookRow], alone: bool) -> None:
    """Check all rows in order of the key; `alone`: they have not been checked one by one."""
    for _, of_item in groupby(rows, lambda row: row[:6]):
        item = list(of_item)
        if alone:
            for row in item:
                found.row(row, Written())
        found.item(item)
