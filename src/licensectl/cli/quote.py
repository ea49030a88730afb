"""`licensectl quote …`: an offer from a request. What becomes of saved ones is in `cli/saved.py`."""

from typing import Annotated

import typer

from licensectl.cli.app import group
from licensectl.cli.columns import COLUMNS, PRICES, Sheet
from licensectl.cli.ledgers import STORE
from licensectl.cli.saved import VIEW, saved
from licensectl.cli.verb import TABLES, Report, Run, verb

app = group()
app.add_typer(saved)
REQUEST = Annotated[str, typer.Argument(metavar="REQUEST", help="Request in YAML or JSON; - for stdin.")]


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
) -> Report:
    """Net, VAT and gross of a request, at the prices in force on its date."""
    from licensectl.cli.offers import checked_view, load_quote, offer

    checked_view(view)
    made = load_quote(run, request, Sheet(prices, columns), store)
    if not save:
        return offer(run, made, view)
    from licensectl.cli.keeping import save_new

    return save_new(run, made, view, store)
