"""`price remove`: take one imported sheet out of the price book, and say which prices are then in force."""

from collections.abc import Iterator, Mapping, Sequence

from licensectl.app.prices import report
from licensectl.app.prices.store import read as pricebook
from licensectl.app.prices.store import write as bookadd
from licensectl.cli import values
from licensectl.cli.context import Run
from licensectl.cli.output import remark
from licensectl.core.paths import exists
from licensectl.core.text import listed
from licensectl.domain.prices import messages
from licensectl.domain.prices.book_rules import Imported, Scope, after_removal, named, near
from licensectl.errors import LicensectlError, Problem
from licensectl.i18n.translate import N_
from licensectl.render.report import Report

# Sheets named in an error, and digits of the SHA-256 that tell them apart.
MOST_NAMED, DIGITS = 5, 8


def remove(run: Run, name: str, month: str | None, book: str | None) -> Report:
    """Remove the sheet that `name` means. Raises LicensectlError unless it is exactly one."""
    wanted = values.month("month", month) if month else None
    path = pricebook.where(book)
    if not exists(path):
        raise LicensectlError(messages.NOT_IN_BOOK.at(name=name[:200], near=""))
    with pricebook.writing(path) as connection:
        sheets = pricebook.sheets(connection)
        gone = _the_one(sheets, name, wanted)
        now = after_removal(gone, sheets)
        bookadd.remove(connection, gone)
    said = list(_in_force(gone, now))
    remark(run, *said)
    return report.removed(gone, now, run.stamp(), said, run.lang)


def _the_one(sheets: Sequence[Imported], name: str, month: str | None) -> Imported:
    found = named(sheets, name, month)
    if len(found) == 1:
        return found[0]
    if found:
        raise LicensectlError(messages.SEVERAL_SHEETS.at(name=name, sheets=_listed(found)))
    similar = near(sheets, name)
    said = N_(" Similar names: {known}.").filled(known=_listed(similar)) if similar else ""
    raise LicensectlError(messages.NOT_IN_BOOK.at(name=f"{name[:200]} ({month})" if month else name[:200], near=said))


def _listed(sheets: Sequence[Imported]) -> str:
    return listed([f"{sheet.file} ({sheet.month}, {sheet.sha256[:DIGITS]})" for sheet in sheets], MOST_NAMED)


def _in_force(gone: Imported, now: Mapping[Imported | None, Sequence[Scope]]) -> Iterator[Problem]:
    """Yield the sheets that count in the place of the removed one, and what no sheet has prices of any more."""
    if not now:
        yield messages.NOT_IN_FORCE.at(gone.file, month=gone.month)
    for sheet, scopes in now.items():
        said = {"month": gone.month, "scopes": report.scopes(scopes)}
        if sheet:
            yield messages.NOW_IN_FORCE.at(gone.file, other=sheet.file, its=sheet.month, **said)
        else:
            yield messages.NONE_IN_FORCE.at(gone.file, view=gone.view, **said)
