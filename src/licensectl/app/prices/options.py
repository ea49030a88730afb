"""The options of `price`: one record per command that has several."""

from dataclasses import dataclass
from typing import Annotated

import typer

from licensectl.cli.options import AS, BOOK, COLUMNS, LIST_CURRENCY, LIST_MARKET, PRICES, STORE


@dataclass(frozen=True, eq=False, repr=False)
class PriceImportOptions:
    """Options of `price import`."""

    month: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM", help="Month of the sheets [default: as each is named, else of most rows' start]."),
    ] = None
    columns: COLUMNS = None
    as_: AS = None
    market: LIST_MARKET = None
    currency: LIST_CURRENCY = None
    skip_bad: Annotated[
        str | None,
        typer.Option("--skip-bad", metavar="FILE", help="Leave bad rows out and write them to FILE, each with its reason."),
    ] = None
    book: BOOK = None


@dataclass(frozen=True, eq=False, repr=False)
class ShowOptions:
    """The prices that `price show` is narrowed down to, and the book that it reads."""

    market: Annotated[str | None, typer.Option(help="This market alone, e.g. IT.")] = None
    currency: Annotated[str | None, typer.Option(help="This currency alone, e.g. EUR.")] = None
    segment: Annotated[str | None, typer.Option(help="This segment alone, e.g. Commercial.")] = None
    book: BOOK = None


@dataclass(frozen=True, eq=False, repr=False)
class DiffOptions:
    """Options of `price diff`."""

    columns: COLUMNS = None
    as_: AS = None
    market: Annotated[str | None, typer.Option(help="This market alone, e.g. IT.")] = None
    currency: Annotated[str | None, typer.Option(help="This currency alone, e.g. EUR.")] = None
    segment: Annotated[str | None, typer.Option(help="This segment alone, e.g. Commercial.")] = None
    family: Annotated[str | None, typer.Option(metavar="WORDS", help="This product family alone, e.g. 'Windows Server'.")] = None
    min_percent: Annotated[
        str | None, typer.Option("--min-percent", metavar="N", help="Only prices that move by at least N %, up or down.")
    ] = None
    largest: Annotated[bool, typer.Option("--largest", help="The largest moves first.")] = False
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 3 when anything differs.")] = False
    quotes: Annotated[bool, typer.Option("--quotes", help="Also the open saved quotes whose prices moved.")] = False
    book: BOOK = None
    store: STORE = None


@dataclass(frozen=True, eq=False, repr=False)
class LintOptions:
    """The checks of `price lint`, and how it reads its sheet."""

    check: Annotated[list[str] | None, typer.Option("--check", metavar="NAME", help="This check alone; repeatable.")] = None
    list_checks: Annotated[bool, typer.Option("--list", help="List the checks instead.")] = False
    columns: COLUMNS = None
    as_: AS = None
    market: LIST_MARKET = None
    currency: LIST_CURRENCY = None
    book: BOOK = None


@dataclass(frozen=True, eq=False, repr=False)
class SearchOptions:
    """The offers that `price search` is narrowed down to, and the list that it looks in."""

    market: Annotated[str | None, typer.Option(help="This market alone, e.g. IT.")] = None
    currency: Annotated[str | None, typer.Option(help="This currency alone, e.g. EUR.")] = None
    segment: Annotated[str | None, typer.Option(help="This segment alone, e.g. Commercial.")] = None
    term: Annotated[str | None, typer.Option(help="This term alone, e.g. OneTime or P1Y.")] = None
    month: Annotated[str | None, typer.Option(metavar="YYYY-MM", help="The sheets of this month [default: those that count today].")] = None
    limit: Annotated[int, typer.Option(help="Show about so many offers at most; 0 for all.")] = 20
    prices: PRICES = None
    columns: COLUMNS = None
    as_: AS = None
    book: BOOK = None


@dataclass(frozen=True, eq=False, repr=False)
class DraftOptions:
    """The map that `price columns` writes instead of a draft."""

    as_: AS = None
