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
    """List the saved quotes, the newest first, with their validity and state on the day of --as-of.

    Examples: `licensectl quote list --open`; `licensectl quote list -f csv | cut -d, -f1`.
    """
    from licensectl.app.quotes import service_saved

    return service_saved.list_quotes(run, wanted, store)


@verb(saved, "show", formats=(*TABLES, "pdf"))
def show(run: Run, number: NUMBER, shown: ViewOptions) -> Report:
    """Show a quote as it was saved, not with today's prices and facts.

    Examples: `licensectl quote show Q-2026-0042`; `licensectl quote show Q-2026-0042-r2 --view customer -f pdf -o offer.pdf`.
    """
    from licensectl.app.quotes import service_saved

    return service_saved.show_number(run, number, shown)


@verb(saved, "export", formats=(*TABLES, "pdf"))
def export(run: Run, number: NUMBER, incomplete: INCOMPLETE = False, store: STORE = None) -> Report:
    """Export a saved quote as a request (YAML) or, with -f, as the customer's document.

    With -o FOLDER the file is called by the quote's number.

    Examples: `licensectl quote export Q-2026-0042 -o request.yaml`; `licensectl quote export Q-2026-0042 | licensectl quote build -`.
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
    """Compare two quotes: lines added, removed and changed, and totals. A request file is priced first.

    Examples: `licensectl quote diff Q-2026-0042 Q-2026-0042-r2`; `licensectl quote diff Q-2026-0042 request.yaml -f json | jq
    .changes`.
    """
    from licensectl.app.quotes import service_saved

    return service_saved.diff(run, (old, new), sheet, exit_code, store)


@verb(saved, "verify")
def verify(
    run: Run,
    *,
    number: Annotated[list[str] | None, typer.Argument(metavar="[NUMBER]...", help="Numbers of saved quotes.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="All quotes that were not ordered, in their newest revision.")] = False,
    sheet: PriceFile,
    store: STORE = None,
) -> Report:
    """Check saved quotes on the day of --as-of: prices, ERP, support, programs, return windows, validity. Nothing is changed.

    Exit 0 when nothing moved, 3 otherwise.

    Examples: `licensectl quote verify Q-2026-0042`; `licensectl quote verify --open -f csv | tail -n +2`.
    """
    from licensectl.app.quotes import service_saved

    return service_saved.verify(run, number or [], all_, sheet, store)


@verb(saved, "revise", formats=(*TABLES, "pdf"))
def revise(run: Run, number: NUMBER, changes: RevisionOptions, sheet: PriceFile, shown: ViewOptions) -> Report:
    """Save the next revision of a quote at today's prices. Earlier revisions are kept.

    Examples: `licensectl quote revise Q-2026-0042`; `licensectl quote revise Q-2026-0042 request.yaml --discount 3`.
    """
    from licensectl.app.quotes import service_save

    return service_save.revise(run, number, changes, sheet, shown)
