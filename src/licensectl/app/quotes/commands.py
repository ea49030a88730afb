"""`licensectl quote …`: an offer from a request. What becomes of saved ones is in `cli/saved.py`."""

from typing import Annotated

import typer

from licensectl.app.quotes.commands_saved import VIEW, saved
from licensectl.app.quotes.options import OfAPiece, OfARequest, asked_of
from licensectl.cli.command import TABLES, Report, Run, group, verb
from licensectl.cli.options import STORE
from licensectl.cli.options_prices import COLUMNS, PRICES, Sheet
from licensectl.core.messages import BAD_OPTION
from licensectl.errors import UsageError

app = group()
app.add_typer(saved)
NOTHING = OfARequest()
REQUEST = Annotated[str, typer.Argument(metavar="REQUEST", help="Request in YAML or JSON, or a CSV or XLSX of lines; - for stdin.")]


@app.callback()
def about() -> None:
    """Offers from a request and a price sheet, and those that were saved."""


@verb(app, "build", formats=(*TABLES, "pdf"))
def build(
    run: Run,
    request: REQUEST,
    prices: PRICES = None,
    columns: COLUMNS = None,
    view: VIEW = "internal",
    save: Annotated[bool, typer.Option("--save", help="Put it on record, under its own number or the next of your series.")] = False,
    store: STORE = None,
    said: OfARequest = NOTHING,
) -> Report:
    """Net, VAT and gross of a request, at the prices in force on its date. Options say what the request leaves open."""
    from licensectl.app.quotes.service import checked_view, load_quote, offer

    checked_view(view)
    made = load_quote(run, request, Sheet(prices, columns), store, said.keys())
    if not save:
        return offer(run, made, view)
    from licensectl.app.quotes.service_saved import save_new

    return save_new(run, made, view, store)


@verb(app, "new", formats=("yaml",))
def new(run: Run, said: OfARequest = NOTHING) -> Report:
    """A request to start from, valid as it stands, every other key beside it as a comment; into the file that -o names."""
    from licensectl.app.quotes.service import request_text
    from licensectl.cli.output import stream

    stream([request_text(run, said.keys()).encode()], run)
    raise typer.Exit


@verb(app, "batch", formats=(*TABLES, "pdf"))
def batch(
    run: Run,
    file: Annotated[str, typer.Argument(metavar="FILE", help="JSON Lines, YAML documents, or a CSV of lines with --by; - for stdin.")],
    by: Annotated[str | None, typer.Option("--by", metavar="COLUMN", help="Column of a CSV whose neighbouring rows make a quote.")] = None,
    rejects: Annotated[str | None, typer.Option("--rejects", metavar="FILE", help="JSON Lines of what made no quote, and why.")] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, max=256, help="Processes to share the work; the order stays.")] = 1,
    prices: PRICES = None,
    columns: COLUMNS = None,
    view: VIEW = "internal",
    store: STORE = None,
    said: OfARequest = NOTHING,
) -> Report:
    """A thousand quotes at once: a file each into the folder that -o names, or one stream (jsonl, csv). Exit 3 when any was rejected."""
    from licensectl.app.quotes.service import checked_view
    from licensectl.app.quotes.service_batch import make_batch, settled
    from licensectl.app.quotes.service_batch_worker import How
    from licensectl.app.quotes.service_request import Said

    checked_view(view)
    if prices == "-" and (file == "-" or jobs > 1):
        raise UsageError(BAD_OPTION.at(option="--prices", value="-", expected="a file"))
    quiet, stream = settled(run)
    how = How(quiet, view, stream, Sheet(prices, columns), Said(said.keys(), store))
    raise typer.Exit(make_batch(run, file, how, by, rejects, jobs))


@verb(app, "price", formats=("csv", "tsv", "jsonl"))
def price(
    run: Run,
    rows: Annotated[str, typer.Argument(metavar="ROWS", help="CSV with sku, part_number or search, and quantity; - for stdin.")],
    prices: PRICES = None,
    columns: COLUMNS = None,
    said: OfAPiece = NOTHING,
) -> Report:
    """The same rows with their prices, as a stream: columns market, currency, segment, date and a rule go before the options."""
    from licensectl.app.quotes.service_rows import price_rows

    if rows == prices == "-":
        raise UsageError(BAD_OPTION.at(option="--prices", value="-", expected="a file, for the rows come from standard input"))
    raise typer.Exit(price_rows(run, rows, asked_of(run, said.keys()), Sheet(prices, columns)))
