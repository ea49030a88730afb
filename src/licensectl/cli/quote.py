"""`licensectl quote …`: an offer from a request. What becomes of saved ones is in `cli/saved.py`."""

from typing import Annotated

import typer

from licensectl.cli.app import group
from licensectl.cli.asked import OfAPiece, OfARequest, asked_of
from licensectl.cli.columns import COLUMNS, PRICES, Sheet
from licensectl.cli.ledgers import STORE
from licensectl.cli.saved import VIEW, saved
from licensectl.cli.verb import TABLES, Report, Run, verb
from licensectl.errors import Misuse
from licensectl.faults.common import BAD_OPTION

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
    from licensectl.cli.offers import checked_view, load_quote, offer

    checked_view(view)
    made = load_quote(run, request, Sheet(prices, columns), store, said.keys())
    if not save:
        return offer(run, made, view)
    from licensectl.cli.keeping import save_new

    return save_new(run, made, view, store)


@verb(app, "new", formats=("yaml",))
def new(run: Run, said: OfARequest = NOTHING) -> Report:
    """A request to start from, valid as it stands, every other key beside it as a comment; into the file that -o names."""
    from licensectl.cli.output import stream
    from licensectl.cli.quote_new import request_text

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
    from licensectl.cli.batching import How
    from licensectl.cli.offers import checked_view
    from licensectl.cli.quote_batch import make_batch, settled
    from licensectl.cli.requests import Said

    checked_view(view)
    if prices == "-" and (file == "-" or jobs > 1):
        raise Misuse(BAD_OPTION.at(option="--prices", value="-", expected="a file"))
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
    from licensectl.cli.quote_price import price_rows

    if rows == prices == "-":
        raise Misuse(BAD_OPTION.at(option="--prices", value="-", expected="a file, for the rows come from standard input"))
    raise typer.Exit(price_rows(run, rows, asked_of(run, said.keys()), Sheet(prices, columns)))
