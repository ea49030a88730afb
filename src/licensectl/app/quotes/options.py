"""Options of `quote`: what they say of a request, and what becomes of the quote."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Annotated, Any

import typer

from licensectl.cli import values
from licensectl.cli.context import day_option
from licensectl.cli.options import ALL, STORE
from licensectl.core.messages import BAD_OPTION
from licensectl.domain.quotes.messages import ONE_RULE
from licensectl.domain.quotes.tax import WITHOUT_TAX
from licensectl.errors import Problem, UsageError
from licensectl.i18n.translate import N_

UNTAXED = ", ".join(WITHOUT_TAX)
SPLIT = "split_payment"
READ: dict[str, Callable[[str, str], str]] = {
    "program": lambda option, text: values.name(option, text).strip().lower(),
    "market": values.market,
    "currency": values.currency,
    "segment": values.segment,
    "margin": lambda option, text: values.percentage(option, text, 0, 100, most_itself=False),
    "markup": lambda option, text: values.percentage(option, text, 0, 10_000),
    "discount": lambda option, text: values.percentage(option, text, 0, 100),
}
VIEW = Annotated[str, typer.Option(metavar="internal|customer", help="The customer view holds no cost and no margin.")]

DESPITE = Annotated[
    str | None, typer.Option("--despite", metavar="REASON", help="Save it with less margin than the profile's margin_floor, and say why.")
]
INCOMPLETE = Annotated[
    bool, typer.Option("--incomplete", help="Allow lines without a price: the document is a draft without totals and signature.")
]


@dataclass(frozen=True, eq=False, repr=False)
class PriceOptions:
    """Options for the price of one piece, without customer and tax; None for an option that is not given.

    An option replaces the key of the same name that a request has for the whole quote.
    """

    program: Annotated[str | None, typer.Option("--program", "-p", help="box, open or csp [default: csp].")] = None
    market: Annotated[str | None, typer.Option("--market", help="Country, two letters [default: the profile's, else IT].")] = None
    currency: Annotated[str | None, typer.Option("--currency", help="Currency [default: the profile's, else EUR].")] = None
    segment: Annotated[str | None, typer.Option("--segment", help="Commercial, Education, Charity, Government.")] = None
    margin: Annotated[str | None, typer.Option("--margin", metavar="PERCENT", help="Percent of the sell price.")] = None
    markup: Annotated[str | None, typer.Option("--markup", metavar="PERCENT", help="Percent on the cost price.")] = None
    discount: Annotated[str | None, typer.Option("--discount", metavar="PERCENT", help="Percent off the ERP.")] = None
    date: Annotated[str | None, typer.Option("--date", metavar="DATE", help="Date of the quote [default: the day of --as-of].")] = None

    def keys(self) -> dict[str, Any]:
        """Return these options as keys of a request. Raises UsageError that lists all invalid values."""
        said = {field.name: value for field in fields(self) if (value := getattr(self, field.name)) is not None}
        found, problems = {}, list[Problem]()
        for key, text in said.items():
            try:
                found[key] = self.read(key, text)
            except UsageError as misuse:
                problems += misuse.problems
        rules = [f"--{rule}" for rule in ("margin", "markup", "discount") if rule in said]
        if len(rules) > 1:
            problems.append(ONE_RULE.at(names=", ".join(rules)))
        if problems:
            raise UsageError(*problems)
        return found

    def read(self, key: str, text: str) -> Any:
        """Return the value of one option as a request holds it. Raises UsageError if it is invalid."""
        if key == "date":
            return day_option(text, "date").isoformat()
        return READ[key](key, text)


@dataclass(frozen=True, eq=False, repr=False)
class RequestOptions(PriceOptions):
    """Options for a whole request: `customer` is a name or who it means in the customer book, `vat` a rate or a word."""

    customer: Annotated[
        str | None, typer.Option("--customer", metavar="NAME", help="The customer of the quote: a name, or its id, VAT id or tenant id.")
    ] = None
    vat: Annotated[
        str | None,
        typer.Option("--vat", metavar="RATE", help="Rate, or split_payment, reverse_charge, exempt, out_of_scope."),
    ] = None

    def read(self, key: str, text: str) -> Any:
        """Return the value of one option as a request holds it. Raises UsageError if it is invalid."""
        if key == "customer":
            return {"name": values.name(key, text)}
        if key != "vat":
            return super().read(key, text)
        word = text.strip().lower().replace("-", "_")
        if word in (*WITHOUT_TAX, SPLIT):
            return {word: "true"}
        try:
            return {"rate": values.percentage(key, text, 0, 100)}
        except UsageError:
            expected = N_("a percentage from 0 to 100, as 22, or {words}").filled(words=f"{SPLIT}, {UNTAXED}")
            raise UsageError(BAD_OPTION.at(option="--vat", value=text[:60], expected=expected)) from None


@dataclass(frozen=True, eq=False, repr=False)
class ViewOptions:
    """The view of a quote, and the ledger."""

    view: VIEW = "internal"
    incomplete: INCOMPLETE = False
    store: STORE = None


@dataclass(frozen=True, eq=False, repr=False)
class OfferOptions(ViewOptions):
    """The view of a new quote, the ledger, and whether it is saved."""

    save: Annotated[bool, typer.Option("--save", help="Save the quote under its number, or the next one of your series.")] = False
    despite: DESPITE = None


@dataclass(frozen=True, eq=False, repr=False)
class BatchOptions:
    """Options of a batch: the column between quotes, the file of rejects, the number of processes."""

    by: Annotated[str | None, typer.Option("--by", metavar="COLUMN", help="Column of a CSV whose neighbouring rows make a quote.")] = None
    rejects: Annotated[str | None, typer.Option("--rejects", metavar="FILE", help="JSON Lines of what made no quote, and why.")] = None
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes to share the work, at most 61; the order stays.")] = 1


@dataclass(frozen=True, eq=False, repr=False)
class QuoteListOptions:
    """Filters of the list of saved quotes."""

    customer: Annotated[str | None, typer.Option(metavar="TEXT", help="Only customers whose name holds this.")] = None
    open_: Annotated[bool, typer.Option("--open", help="Only those that are valid and not ordered.")] = False
    expired: Annotated[bool, typer.Option("--expired", help="Only those whose validity is over, and not ordered.")] = False
    ordered: Annotated[bool, typer.Option("--ordered", help="Only those that an order on record came from.")] = False
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only quotes of this day or later.")] = None
    revisions: Annotated[bool, typer.Option("--revisions", help="Every revision, not only the newest.")] = False
    everything: ALL = False


@dataclass(frozen=True, eq=False, repr=False)
class RevisionOptions:
    """Changes of the next revision of a quote; percentages and dates as they are written."""

    request: Annotated[str | None, typer.Option("--request", metavar="FILE", help="A request in place of the saved one; - for stdin.")] = (
        None
    )
    margin: Annotated[str | None, typer.Option(metavar="PERCENT", help="Another margin for the whole quote.")] = None
    markup: Annotated[str | None, typer.Option(metavar="PERCENT", help="Another markup for the whole quote.")] = None
    discount: Annotated[str | None, typer.Option(metavar="PERCENT", help="Another discount for the whole quote.")] = None
    date: Annotated[str | None, typer.Option(metavar="DATE", help="Its date [default: the day of --as-of].")] = None
    valid_days: Annotated[int | None, typer.Option(metavar="N", help="Days that it is valid.")] = None
    despite: DESPITE = None
