"""`licensectl quote …`."""

from typing import TYPE_CHECKING, Annotated, cast

import typer

from licensectl.cli.app import group
from licensectl.cli.columns import COLUMNS, named_prices
from licensectl.cli.ledgers import STORE
from licensectl.cli.verb import TABLES, Report, Run, verb
from licensectl.errors import Misuse
from licensectl.faults.common import BAD_OPTION

if TYPE_CHECKING:
    from licensectl.domain.pricing import PriceList
    from licensectl.domain.quote import Quote
    from licensectl.reports.quote import View

app = group()
PRICES = Annotated[
    str | None,
    typer.Option("--prices", metavar="FILE", help="Price sheet or list (CSV, XLSX); - for stdin [default: the price book]."),
]
REQUEST = Annotated[str, typer.Argument(metavar="REQUEST", help="Request in YAML or JSON; - for stdin.")]


@app.callback()
def about() -> None:
    """Offers from a request and a price sheet."""


@verb(app, "build", formats=(*TABLES, "pdf"))
def build(
    run: Run,
    request: REQUEST,
    prices: PRICES = None,
    columns: COLUMNS = None,
    view: Annotated[str, typer.Option(metavar="internal|customer", help="The customer view holds no cost and no margin.")] = "internal",
    store: STORE = None,
) -> Report:
    """Net, VAT and gross of a request, at the prices in force on its date."""
    from licensectl.cli.output import remark
    from licensectl.reports import quote as report

    if view not in ("internal", "customer"):
        raise Misuse(BAD_OPTION.at(option="--view", value=view, expected="internal | customer"))
    made = load_quote(run, request, prices, columns, store)
    remark(run, *made.problems)
    said = report.quote(made, cast("View", view), run.stamp(), run.lang)
    return _with_paper(said, made, run) if view == "customer" and run.form in ("html", "pdf") else said


def _with_paper(said: Report, made: "Quote", run: Run) -> Report:
    from msgspec.structs import replace

    from licensectl.cli.returns_options import named_provider
    from licensectl.domain.offer import terms
    from licensectl.reports.paper import paper

    promised = terms(made, run.facts.programs.programs, run.facts.returns.rules, named_provider(run, None))
    return replace(said, document=paper(made, promised, run.profile, run.lang))


def load_quote(run: Run, request: str, prices: str | None, columns: str | None = None, store: str | None = None) -> "Quote":
    """The quote that a request file and a price sheet make."""
    return load_priced(run, request, prices, columns, store)[0]


def load_priced(
    run: Run, request: str, prices: str | None, columns: str | None = None, store: str | None = None
) -> "tuple[Quote, PriceList | None]":
    """The quote, and the prices that it was made from: of the sheet that is named, else of the price book.

    A customer named by id comes from the customer book of the ledger.
    """
    from licensectl.cli.customers import from_book
    from licensectl.cli.files import read_input
    from licensectl.cli.output import remark
    from licensectl.cli.prices import book_prices
    from licensectl.domain.quote import build as decide
    from licensectl.facts.request import parse_request

    if request == prices == "-":
        raise Misuse(BAD_OPTION.at(option="--prices", value="-", expected="a file, for the request comes from standard input"))
    wanted = from_book(run, parse_request(*read_input(request), run.profile), store)
    if prices:
        price_list: PriceList | None = named_prices(run, prices, columns)
    else:
        price_list, said = book_prices(wanted, run.facts.catalog, run.as_of)
        remark(run, *said)
    return decide(wanted, run.facts.catalog, run.facts.programs.programs, price_list, run.as_of, run.facts.knowledge), price_list
