"""`licensectl price …`."""

from typing import Annotated

import typer

from licensectl.app.prices.service_lists import column_map
from licensectl.cli.command import Report, Run, group, verb
from licensectl.cli.options import STORE
from licensectl.cli.options_prices import BOOK, COLUMNS

app = group()


@app.callback()
def about() -> None:
    """The price book: the price sheets of every month."""


@verb(app, "import")
def import_(
    run: Run,
    file: Annotated[list[str], typer.Argument(metavar="FILE…", help="Price sheets as CSV or XLSX, packed or not; - for stdin.")],
    month: Annotated[
        str | None, typer.Option(metavar="YYYY-MM", help="Month of the sheets [default: of the latest start in each].")
    ] = None,
    columns: COLUMNS = None,
    skip_bad: Annotated[
        str | None,
        typer.Option("--skip-bad", metavar="FILE", help="Leave bad rows out and write them to FILE, each with its reason."),
    ] = None,
    book: BOOK = None,
) -> Report:
    """Puts price sheets into the book: all of them, or none when one is bad."""
    from licensectl.app.prices import report
    from licensectl.app.prices.service import checked_month
    from licensectl.app.prices.service_import import SheetReading, import_sheets
    from licensectl.cli.output import remark
    from licensectl.cli.progress import watcher

    rejects = None
    if skip_bad:
        from licensectl.cli.rejects import Rejects

        rejects = Rejects(run, skip_bad)
    how = SheetReading(checked_month(month), column_map(columns), rejects, watcher(run))
    found, said = import_sheets(run, file, book, how)
    remark(run, *said)
    return report.sheets(found, run.stamp(), said, run.lang)


@verb(app, "list")
def list_(run: Run, book: BOOK = None) -> Report:
    """The sheets of the book, by month."""
    from licensectl.app.prices import report
    from licensectl.app.prices.service import all_sheets

    return report.sheets(all_sheets(book), run.stamp(), (), run.lang)


@verb(app, "show")
def show(
    run: Run,
    sku: Annotated[str, typer.Argument(help="ProductId:SkuId in any spelling.")],
    market: Annotated[str | None, typer.Option(help="This market alone, e.g. IT.")] = None,
    currency: Annotated[str | None, typer.Option(help="This currency alone, e.g. EUR.")] = None,
    segment: Annotated[str | None, typer.Option(help="This segment alone, e.g. Commercial.")] = None,
    book: BOOK = None,
) -> Report:
    """The prices of one SKU, month by month up to the day of --as-of."""
    from licensectl.app.prices import report
    from licensectl.app.prices.service import history

    key, found = history(sku, run.as_of, (market, currency, segment), book)
    return report.history(key, found, run.stamp(), run.as_of, run.lang)


@verb(app, "diff")
def diff(
    run: Run,
    old: Annotated[str, typer.Argument(metavar="OLD", help="A price sheet, or a month of the book as 2026-10.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A price sheet, or a month of the book.")],
    columns: COLUMNS = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 3 when anything differs.")] = False,
    quotes: Annotated[bool, typer.Option("--quotes", help="Also the open saved quotes whose prices moved.")] = False,
    book: BOOK = None,
    store: STORE = None,
) -> Report:
    """What was added, removed and repriced between two sheets, judged by value; changed titles apart."""
    from licensectl.app.prices import report
    from licensectl.app.prices.service_diff import compare, moving_quotes
    from licensectl.cli.output import remark
    from licensectl.tables.parallel import acyclic

    with acyclic():
        found, said = compare(old, new, book, column_map(columns))
        remark(run, *said, carried=False)
        said_of = moving_quotes(found.changes, run.as_of, store) if quotes else None
        return report.moved(found, (old, new), run.stamp(), exit_code, run.lang, said_of)


@verb(app, "lint")
def lint(
    run: Run,
    file: Annotated[str | None, typer.Argument(metavar="FILE", help="A price sheet, or a month of the book as 2026-11.")] = None,
    check: Annotated[list[str] | None, typer.Option("--check", metavar="NAME", help="This check alone; repeatable.")] = None,
    list_checks: Annotated[bool, typer.Option("--list", help="List the checks instead.")] = False,
    columns: COLUMNS = None,
    book: BOOK = None,
) -> Report:
    """What looks wrong in a price sheet: duplicates, overlaps, missing prices and more. Exit 3 when there is an error."""
    from licensectl.app.prices import report
    from licensectl.app.prices.service_lint import checked_names, linted
    from licensectl.cli.output import remark

    if list_checks:
        return report.checks(run.stamp(), run.lang)
    found, said = linted(file, checked_names(check or ()), book, column_map(columns))
    remark(run, *said)
    return report.linted(found, said, run.stamp(), run.lang)
