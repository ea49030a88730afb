"""`licensectl price …`."""

from typing import Annotated

import typer

from licensectl.app.prices.options import DiffOptions, DraftOptions, LintOptions, PriceImportOptions, SearchOptions, ShowOptions
from licensectl.cli.command import Report, Run, group, verb
from licensectl.cli.options import BOOK

app = group()


@app.callback()
def about() -> None:
    """Import, search and compare price sheets."""


@verb(app, "import")
def import_(
    run: Run,
    file: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="Price sheets as CSV, XLSX, XLSB, XLS or ODS, packed or not; - for stdin.")
    ],
    options: PriceImportOptions,
) -> Report:
    """Import price sheets into the price book: all of them, or none if one is bad.

    Examples: `licensectl price import sheet-2026-11.csv`; `licensectl price import list.xlsx --as ingram --skip-bad bad.csv`.
    """
    from licensectl.app.prices import service_import

    return service_import.import_(run, file, options)


@verb(app, "list")
def list_(run: Run, book: BOOK = None) -> Report:
    """List the sheets of the price book, by month.

    Examples: `licensectl price list`; `licensectl price list -f json | jq '.sheets[].month'`.
    """
    from licensectl.app.prices import service_book

    return service_book.list_(run, book)


@verb(app, "remove")
def remove(
    run: Run,
    sheet: Annotated[str, typer.Argument(metavar="SHEET", help="File as `price list` shows it, or the first digits of its SHA-256.")],
    month: Annotated[str | None, typer.Option(metavar="YYYY-MM", help="The sheet of this month, if several have the name.")] = None,
    book: BOOK = None,
) -> Report:
    """Remove an imported sheet from the price book, and say which sheets are then in force. The file itself stays.

    Examples: `licensectl price remove sheet-2026-11.csv`; `licensectl price remove list.csv --month 2026-11 -f json | jq .in_force`.
    """
    from licensectl.app.prices import service_remove

    return service_remove.remove(run, sheet, month, book)


@verb(app, "search")
def search(
    run: Run,
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help="Words of a title, a product or an id.")],
    options: SearchOptions,
) -> Report:
    """Find offers of your price list by words, in any order and with small typos.

    Examples: `licensectl price search server 2025 cal --currency EUR`; `licensectl price search visio -f csv | cut -d, -f1`.
    """
    from licensectl.app.prices import service_search

    return service_search.search(run, words, options)


@verb(app, "show")
def show(
    run: Run,
    sku: Annotated[str, typer.Argument(metavar="SKU", help="ProductId:SkuId in any spelling, or words of a title.")],
    options: ShowOptions,
) -> Report:
    """Show the prices of one SKU, month by month up to the day of --as-of.

    Examples: `licensectl price show DG7GMGF0PWHC:0003`; `licensectl price show DG7GMGF0PWHC:0003 --market IT -f csv | tail -1`.
    """
    from licensectl.app.prices import service_book

    return service_book.show(run, sku, options)


@verb(app, "diff")
def diff(
    run: Run,
    old: Annotated[str, typer.Argument(metavar="OLD", help="A price sheet, or a month of the price book, for example 2026-10.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A price sheet, or a month of the price book.")],
    options: DiffOptions,
) -> Report:
    """Compare the prices of two sheets by value; changed titles are listed apart.

    Examples: `licensectl price diff 2026-10 2026-11`; `licensectl price diff old.csv new.csv --largest -f csv | head`.
    """
    from licensectl.app.prices import service_diff

    return service_diff.diff(run, old, new, options)


@verb(app, "lint")
def lint(
    run: Run,
    options: LintOptions,
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="A price sheet, or a month of the price book, for example 2026-11.")
    ] = None,
) -> Report:
    """Check a price sheet for duplicates, overlaps, missing prices and more. Exit 3 if there is an error.

    Examples: `licensectl price lint sheet.csv`; `licensectl price lint 2026-11 -f json | jq .counts`.
    """
    from licensectl.app.prices import service_lint

    return service_lint.lint(run, file, options)


@verb(app, "columns", formats=("yaml",))
def columns(
    run: Run,
    options: DraftOptions,
    file: Annotated[str | None, typer.Argument(metavar="FILE", help="A price list; - for stdin.")] = None,
) -> Report:
    """Draft a column map from the header and the first rows of a price list, or write one that comes with the program.

    Examples: `licensectl price columns list.xlsx -o map.yaml`; `licensectl price columns --as ingram > my-ingram.yaml`.
    """
    from licensectl.app.prices import service_columns

    service_columns.write_columns(run, file, options)
    raise typer.Exit
