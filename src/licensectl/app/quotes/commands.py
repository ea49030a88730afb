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
    """Offers from a request and a price sheet, and those that were saved."""


@verb(app, "build", formats=(*TABLES, "pdf"))
def build(run: Run, request: REQUEST, sheet: PriceFile, offer: OfferOptions, options: RequestOptions) -> Report:
    """Net, VAT and gross of a request, at the prices in force on its date. Options replace what the request says of the whole quote."""
    if offer.save:
        from licensectl.app.quotes import service_save

        return service_save.build(run, request, sheet, offer, options.keys())
    from licensectl.app.quotes import service_build

    return service_build.build(run, request, sheet, offer, options.keys())


@verb(app, "new", formats=("yaml",))
def new(run: Run, options: RequestOptions) -> Report:
    """A request to start from, valid as it stands, every other key beside it as a comment; into the file that -o names."""
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
    """A thousand quotes at once: a file each into the folder that -o names, or one stream (jsonl, csv). Exit 3 when any was rejected."""
    from licensectl.app.quotes import service_batch

    raise typer.Exit(service_batch.make_batch(run, requests, how, sheet, shown, options.keys()))


@verb(app, "price", formats=("csv", "tsv", "jsonl"))
def price(
    run: Run,
    rows: Annotated[str, typer.Argument(metavar="ROWS", help="CSV with sku, part_number or search, and quantity; - for stdin.")],
    sheet: PriceFile,
    options: PriceOptions,
) -> Report:
    """The same rows with their prices, as a stream: columns market, currency, segment, date and a rule go before the options."""
    from licensectl.app.quotes import service_rows

    raise typer.Exit(service_rows.price_rows(run, rows, sheet, options.keys()))
