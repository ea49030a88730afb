"""`licensectl quote …`: an offer from a request. What becomes of saved ones is in `commands_saved`."""

from typing import Annotated

import typer

from licensectl.app.quotes.commands_saved import saved
from licensectl.app.quotes.options import BatchOptions, OfferOptions, PriceOptions, RequestOptions, ViewOptions
from licensectl.cli.command import TABLES, Report, Run, group, verb
from licensectl.cli.options import PriceFile

app = group()
app.add_typer(saved)
REQUEST = Annotated[
    str, typer.Argument(metavar="REQUEST", help="Request in YAML or JSON, or lines as CSV, XLSX, XLSB, XLS or ODS; - for stdin.")
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
    customer -f jsonl | jq .totals`.
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
    """Add prices to the rows of a table, as a stream. The columns market, currency, segment, date and a price rule override the options.

    Examples: `licensectl quote price rows.csv --prices sheet.csv -o priced.csv`; `licensectl quote price - --margin 12 -f jsonl <
    rows.csv | jq .sell_price`.
    """
    from licensectl.app.quotes import service_rows

    raise typer.Exit(service_rows.price_rows(run, rows, sheet, options.keys()))
