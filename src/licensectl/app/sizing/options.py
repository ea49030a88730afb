"""The options that every `size` command shares, written once, and what they settle."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from licensectl.cli.command import TABLES, Command, Report, Run, verb
from licensectl.cli.options_prices import COLUMNS
from licensectl.core.messages import BAD_OPTION, UNKNOWN_NAME
from licensectl.errors import UsageError

if TYPE_CHECKING:
    from licensectl.domain.prices.price_list import PriceList
    from licensectl.domain.sizing.candidates import Shelf
    from licensectl.domain.sizing.model import Scope, Sizing
    from licensectl.domain.sizing.rules import Figures

FORMATS = TABLES
SHARED: dict[str, tuple[Any, Any]] = {
    "version": (
        Annotated[str | None, typer.Option("--version", metavar="YEAR", help="Generation [default: the newest of the day].")],
        None,
    ),
    "prices": (
        Annotated[
            str | None, typer.Option("--prices", metavar="FILE", help="Price sheet to weigh with; - for stdin [default: the price book].")
        ],
        None,
    ),
    "columns": (COLUMNS, None),
    "program": (Annotated[str, typer.Option(help="Program id.")], "csp"),
    "market": (Annotated[str, typer.Option(help="Country, two letters.")], "IT"),
    "currency": (Annotated[str, typer.Option(help="Currency of the prices.")], "EUR"),
    "segment": (Annotated[str, typer.Option(help="Commercial, Education, Charity or Government.")], "Commercial"),
    "customer": (Annotated[str | None, typer.Option("--customer", metavar="NAME", help="Customer in the request of -f yaml.")], None),
    "vat_rate": (
        Annotated[str | None, typer.Option("--vat-rate", metavar="PERCENT", help="VAT in the request of -f yaml [default: 22 in IT].")],
        None,
    ),
}


@dataclass(frozen=True)
class Setting:
    """The shared options of one run."""

    run: Run
    version: str | None
    prices: str | None
    columns: str | None
    program: str
    market: str
    currency: str
    segment: str
    customer: str | None
    vat_rate: str | None

    @property
    def figures(self) -> "Figures":
        """The figures of the day."""
        from licensectl.domain.sizing.rules import Figures

        return Figures(self.run.facts.sizing.rules, self.run.as_of)

    def shelf(self, family: str, licence: str | None = None) -> "Shelf":
        """The SKUs of `family` (or that are the access licence) with the prices at hand; LicensectlError for what is not known."""
        from licensectl.app.prices.service_lists import named_prices
        from licensectl.domain.sizing.candidates import Shelf
        from licensectl.domain.sizing.model import Scope
        from licensectl.domain.sizing.prices import price_lookup

        self._check()
        scope = Scope(self.program, self.market.upper(), self.currency.upper(), self.segment, self.run.as_of, self.version)
        sheet = named_prices(self.run, self.prices, self.columns) if self.prices else self._booked(scope, family)
        shelf = Shelf(self.run.facts.catalog, scope, family, licence, price_lookup(scope, sheet))
        shelf.check_version(family, licence)
        return shelf

    def _booked(self, scope: "Scope", family: str) -> "PriceList | None":
        """The prices of the price book for everything that may be weighed; None without a book of that time."""
        from licensectl.app.prices.service import book_prices
        from licensectl.cli.output import remark
        from licensectl.core.sku_id import parse_sku
        from licensectl.domain.prices.price_list import PriceScope

        catalog = self.run.facts.catalog
        held = [sku for sku in catalog.skus.values() if sku.grants or catalog.products[sku.product].family == family]
        keys = [key for sku in held if sku.sku and (key := parse_sku(sku.sku))]
        prices, said = book_prices(keys, PriceScope(scope.market, scope.currency, scope.segment, scope.day))
        remark(self.run, *said)
        return prices

    def _check(self) -> None:
        from licensectl.core.money import CURRENCY
        from licensectl.domain.catalog.model import Segment

        programs = self.run.facts.programs.programs
        if self.program not in programs:
            raise UsageError(UNKNOWN_NAME.at(what="program", name=self.program, known=", ".join(programs)))
        if self.segment not in get_args(Segment):
            raise UsageError(BAD_OPTION.at(option="--segment", value=self.segment, expected=" | ".join(get_args(Segment))))
        if not CURRENCY.fullmatch(self.currency.upper()):
            raise UsageError(BAD_OPTION.at(option="--currency", value=self.currency, expected="three letters, as EUR"))
        if not (len(self.market) == 2 and self.market.isascii() and self.market.isalpha()):
            raise UsageError(BAD_OPTION.at(option="--market", value=self.market, expected="two letters, as IT"))

    def vat(self) -> Decimal | None:
        """VAT in percent for the request: as given, the Italian standard rate in Italy, else unsaid."""
        from licensectl.core.money import parse_amount

        if self.vat_rate is None:
            return Decimal(22) if self.market.upper() == "IT" else None
        rate = parse_amount(self.vat_rate)
        if rate is None or not 0 <= rate <= 100:
            raise UsageError(BAD_OPTION.at(option="--vat-rate", value=self.vat_rate, expected="a percentage, as 22"))
        return rate

    def report(self, found: "Sizing", shelf: "Shelf") -> Report:
        """The report of what was found, with what is to say about the SKUs chosen."""
        from msgspec.structs import replace

        from licensectl.app.sizing import report
        from licensectl.cli.output import remark
        from licensectl.domain.quotes.checks.sizing import check_sized

        found = replace(found, problems=[*found.problems, *check_sized(found, shelf, self.run.facts.programs.programs)])
        asked = report.SizingPresentation(
            shelf.scope, self.customer or {"en": "Customer", "it": "Cliente"}[self.run.lang], self.vat(), self.run.explain
        )
        remark(self.run, *found.problems)
        return report.sizing(found, asked, self.figures, self.run.stamp(), self.run.lang)


def sizing_verb(app: typer.Typer, name: str) -> Callable[[Command], Command]:
    """Registers a `size` command whose first parameter is the `Setting`; the rest are its own options."""

    def register(command: Command) -> Command:
        def body(run: Run, **given: Any) -> Report:
            shared = {option: given.pop(option) for option in SHARED}
            return command(Setting(run, **shared), **given)

        body.__doc__ = command.__doc__
        body.__signature__ = _signature(command)  # type: ignore[attr-defined]
        verb(app, name, FORMATS)(body)
        return command

    return register


def _signature(command: Command) -> inspect.Signature:
    first, *own = inspect.signature(command).parameters.values()
    shared = [inspect.Parameter(name, first.kind, default=default, annotation=option) for name, (option, default) in SHARED.items()]
    return inspect.Signature([first, *own, *shared])
