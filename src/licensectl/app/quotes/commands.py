"""`licensectl quote …`: quotes from requests, and saved quotes."""

from typing import Annotated

import typer

from licensectl.app.quotes.options import (
    INCOMPLETE,
    BatchOptions,
    OfferOptions,
    PriceOptions,
    QuoteListOptions,
    RequestOptions,
    RevisionOptions,
    ViewOptions,
)
from licensectl.cli.command import TABLES, Report, Run, group, verb
from licensectl.cli.options import STORE, PriceFile

app = group()
REQUEST = Annotated[
    str, typer.Argument(metavar="REQUEST", help="Request in YAML or JSON, or lines as CSV, XLSX, XLSB, XLS or ODS; - for stdin.")
]

NUMBER = Annotated[
    str, typer.Argument(metavar="NUMBER", help="Number of a saved quote; -r2 behind it names a revision [default: the newest].")
]


@app.callback()
def about() -> None:
    """Build quotes from a request and a price sheet, and manage saved quotes."""


@verb(app, "build", formats=(*TABLES, "pdf"))
def build(run: Run, request: REQUEST, sheet: PriceFile, offer: OfferOptions, options: RequestOptions) -> Report:
    """Build a quote from a request, at the prices in force on its date. Options replace the keys of the whole request.

    Examples: `licensectl quote build request.yaml --prices sheet.csv --save`; `licensectl size windows-server --server 2x10 -f yaml |
    licensectl quote build - --view customer -f pdf -o offer.pdf`.
    """
    if offer.save:
        from licensectl.app.quotes import service_save

        return service_save.build(run, request, sheet, offer, options.keys())
    from licensectl.app.quotes import service_build

    return service_build.build(run, request, sheet, offer, options.keys())


@verb(app, "new", formats=("yaml",))
def new(run: Run, options: RequestOptions) -> Report:
    """Write a starter request to the file of -o. Optional keys are commented out.

    Examples: `licensectl quote new -o request.yaml`; `licensectl quote new --customer contoso --program box -o box.yaml`.
    """
    from licensectl.app.quotes import service_new

    service_new.write_request(run, options.keys())
    raise typer.Exit


@verb(app, "batch", formats=(*TABLES, "pdf"))
def batch(
    run: Run,
    requests: Annotated[str, typer.Argument(metavar="FILE", help="JSON Lines, YAML documents, or a CSV of lines with --by; - for stdin.")],
    how: BatchOptions,
    sheet: PriceFile,
    shown: ViewOptions,
    options: RequestOptions,
) -> Report:
    """Build many quotes: one file each in the folder of -o, or one stream (jsonl, csv). Exit 3 if any was rejected.

    Examples: `licensectl quote batch requests.jsonl --prices sheet.csv -f pdf -o offers/`; `licensectl quote batch lines.csv --by
    customer --vat 22 -f jsonl | jq .totals`.
    """
    from licensectl.app.quotes import service_batch

    raise typer.Exit(service_batch.make_batch(run, requests, how, sheet, shown, options.keys()))


@verb(app, "price", formats=("csv", "tsv", "jsonl"))
def price(
    run: Run,
    rows: Annotated[str, typer.Argument(metavar="ROWS", help="CSV with sku, part_number or search, and quantity; - for stdin.")],
    sheet: PriceFile,
    options: PriceOptions,
) -> Report:
    """Add prices to the rows of a table, as a stream. Its columns, such as market, date and a price rule, override the options.

    Examples: `licensectl quote price rows.csv --prices sheet.csv -o priced.csv`; `licensectl quote price - --margin 12 -f jsonl <
    rows.csv | jq .sell_price`.
    """
    from licensectl.app.quotes import service_rows

    raise typer.Exit(service_rows.price_rows(run, rows, sheet, options.keys()))


@verb(app, "list")
def list_(run: Run, wanted: QuoteListOptions, store: STORE = None) -> Report:
    """List the saved quotes, the newest first, with their validity and state on the day of --as-of.

    Examples: `licensectl quote list --open`; `licensectl quote list -f csv | cut -d, -f1`.
    """
    from licensectl.app.quotes import service_saved

    return service_saved.list_quotes(run, wanted, store)


@verb(app, "show", formats=(*TABLES, "pdf"))
def show(run: Run, number: NUMBER, shown: ViewOptions) -> Report:
    """Show a quote as it was saved, not with today's prices and facts.

    Examples: `licensectl quote show Q-2026-0042`; `licensectl quote show Q-2026-0042-r2 --view customer -f pdf -o offer.pdf`.
    """
    from licensectl.app.quotes import service_saved

    return service_saved.show_number(run, number, shown)


@verb(app, "export", formats=(*TABLES, "pdf"))
def export(run: Run, number: NUMBER, incomplete: INCOMPLETE = False, store: STORE = None) -> Report:
    """Export a saved quote as a request (YAML) or, with -f, as the customer's document.

    With -o FOLDER the file is called by the quote's number.

    Examples: `licensectl quote export Q-2026-0042 -o request.yaml`; `licensectl quote export Q-2026-0042 | licensectl quote build -`.
    """
    from licensectl.app.quotes import service_saved

    return service_saved.export(run, number, incomplete, store)


@verb(app, "diff")
def diff(
    run: Run,
    old: Annotated[str, typer.Argument(metavar="OLD", help="Number of a saved quote, or a request file.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Number of a saved quote, or a request file.")],
    sheet: PriceFile,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 3 when anything differs.")] = False,
    store: STORE = None,
) -> Report:
    """Compare two quotes: lines added, removed and changed, and totals. A request file is priced first.

    Examples: `licensectl quote diff Q-2026-0042-r1 Q-2026-0042-r2`; `licensectl quote diff Q-2026-0042 request.yaml -f json | jq
    .summary`.
    """
    from licensectl.app.quotes import service_saved

    return service_saved.diff(run, (old, new), sheet, exit_code, store)


@verb(app, "verify")
def verify(
    run: Run,
    *,
    number: Annotated[list[str] | None, typer.Argument(metavar="[NUMBER]...", help="Numbers of saved quotes.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="All quotes that were not ordered, in their newest revision.")] = False,
    sheet: PriceFile,
    store: STORE = None,
) -> Report:
    """Check saved quotes on the day of --as-of: prices, ERP, support, programs, return windows, validity. Nothing is changed.

    Exit 0 when nothing moved, 3 otherwise.

    Examples: `licensectl quote verify Q-2026-0042`; `licensectl quote verify --all -f csv | tail -n +2`.
    """
    from licensectl.app.quotes import service_saved

    return service_saved.verify(run, number or [], all_, sheet, store)


@verb(app, "revise", formats=(*TABLES, "pdf"))
def revise(run: Run, number: NUMBER, changes: RevisionOptions, sheet: PriceFile, shown: ViewOptions) -> Report:
    """Save the next revision of a quote at today's prices. Earlier revisions are kept.

    Examples: `licensectl quote revise Q-2026-0042`; `licensectl quote revise Q-2026-0042 --request request.yaml --discount 3`.
    """
    from licensectl.app.quotes import service_save

    return service_save.revise(run, number, changes, sheet, shown)
