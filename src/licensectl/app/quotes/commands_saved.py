"""`licensectl quote list|show|export|diff|verify|revise`: quotes on record."""

from typing import Annotated

import typer

from licensectl.app.quotes.options import INCOMPLETE, ListOptions, RevisionOptions, ViewOptions
from licensectl.cli.command import TABLES, Report, Run, group, verb
from licensectl.cli.options import STORE, PriceFile

saved = group()
NUMBER = Annotated[
    str, typer.Argument(metavar="NUMBER", help="Number of a saved quote; -r2 behind it names a revision [default: the newest].")
]


@verb(saved, "list")
def list_(run: Run, wanted: ListOptions, store: STORE = None) -> Report:
    """The quotes on record, the newest first: valid until when, open, expired or ordered on the day of --as-of."""
    from licensectl.app.quotes import service_saved

    return service_saved.list_quotes(run, wanted, store)


@verb(saved, "show", formats=(*TABLES, "pdf"))
def show(run: Run, number: NUMBER, shown: ViewOptions) -> Report:
    """A quote as it was saved: its documents come from what was kept, not from today's prices and facts."""
    from licensectl.app.quotes import service_saved

    return service_saved.show_number(run, number, shown)


@verb(saved, "export", formats=(*TABLES, "pdf"))
def export(run: Run, number: NUMBER, incomplete: INCOMPLETE = False, store: STORE = None) -> Report:
    """What leaves the desk of a saved quote: its request as YAML, which builds it again, or with -f its customer's document.

    With -o FOLDER the file is called by the quote's number.
    """
    from licensectl.app.quotes import service_saved

    return service_saved.export(run, number, incomplete, store)


@verb(saved, "diff")
def diff(
    run: Run,
    old: Annotated[str, typer.Argument(metavar="OLD", help="Number of a saved quote, or a request file.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Number of a saved quote, or a request file.")],
    sheet: PriceFile,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 3 when anything differs.")] = False,
    store: STORE = None,
) -> Report:
    """Two quotes side by side, for the desk: lines added, removed and changed, and the sums. A request file is priced first."""
    from licensectl.app.quotes import service_saved

    return service_saved.diff(run, (old, new), sheet, exit_code, store)


@verb(saved, "verify")
def verify(
    run: Run,
    *,
    number: Annotated[list[str] | None, typer.Argument(metavar="[NUMBER]...", help="Numbers of saved quotes.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Every quote that was not ordered, in its newest revision.")] = False,
    sheet: PriceFile,
    store: STORE = None,
) -> Report:
    """What moved since: prices, ERP, support, programs, return windows, validity, on the day of --as-of. Nothing is changed.

    Exit 0 when nothing moved, 3 otherwise.
    """
    from licensectl.app.quotes import service_saved

    return service_saved.verify(run, number or [], all_, sheet, store)


@verb(saved, "revise", formats=(*TABLES, "pdf"))
def revise(run: Run, number: NUMBER, changes: RevisionOptions, sheet: PriceFile, shown: ViewOptions) -> Report:
    """The next revision of a saved quote, at today's prices; the one before stays as it is."""
    from licensectl.app.quotes import service_save

    return service_save.revise(run, number, changes, sheet, shown)
