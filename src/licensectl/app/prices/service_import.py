"""Import a price sheet or price list into the price book: read it, leave rows out, report progress."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from hashlib import file_digest, sha256
from typing import Any, BinaryIO, NamedTuple

import msgspec

from licensectl.app.prices import report
from licensectl.app.prices.options import PriceImportOptions
from licensectl.app.prices.service_lists import PriceListOptions, column_map
from licensectl.app.prices.sheet.reader import PriceRows
from licensectl.app.prices.store import read as pricebook
from licensectl.app.prices.store import rows as bookrows
from licensectl.app.prices.store import write as bookadd
from licensectl.app.prices.store.write import PreparedSheet
from licensectl.cli import values
from licensectl.cli.context import Run
from licensectl.cli.inputs import rereadable, shown_name
from licensectl.cli.output import remark
from licensectl.cli.progress import watcher
from licensectl.cli.rejects import Rejects
from licensectl.core import messages as common
from licensectl.core.text import listed
from licensectl.domain.prices import messages as pricing
from licensectl.domain.prices.book_rules import Imported, replaced, set_aside_by
from licensectl.errors import Problem, UsageError
from licensectl.i18n.translate import N_
from licensectl.render.report import Report
from licensectl.tables.column_map import ColumnMap
from licensectl.tables.parallel import acyclic

# The month of a sheet that is read and not kept.
LAST = "9999-12"
# Columns of a map that hold codes for order files.
ORDER_CODES = ("distributor_sku", "availability_id")


class SheetReading(NamedTuple):
    """Settings for reading sheets. `watched` wraps the bytes of a file of that size, to show the progress."""

    month: str | None = None
    columns: ColumnMap | None = None
    rejects: Rejects | None = None
    watched: Callable[[Any, str, int], AbstractContextManager[Any]] = lambda stream, name, size: nullcontext(stream)

    def reject(self, row: int, problems: Sequence[Problem], cells: Sequence[str]) -> None:
        """Leave out a row, with its reasons."""
        if self.rejects:
            self.rejects.row(row, problems, cells)


def import_(run: Run, files: Sequence[str], options: PriceImportOptions) -> Report:
    """Return the report of `price import`: all files are in the book, or none.

    Raises UsageError on an invalid month and LicensectlError naming every problem of a file.
    """
    rejects = Rejects(run, options.skip_bad, "--skip-bad") if options.skip_bad else None
    how = SheetReading(
        values.month("month", options.month) if options.month else None,
        column_map(run, PriceListOptions(options.columns, options.as_, options.market, options.currency)),
        rejects,
        watcher(run),
    )
    found, said = _imported(run, files, options.book, how)
    if codes := [name for name in ORDER_CODES if how.columns and name in how.columns.columns]:
        said.append(pricing.CODES_LEFT.at(listed(files, 3), columns=", ".join(codes)))
    remark(run, *said)
    return report.sheets(found, run.stamp(), said, run.lang, new=True)


def _imported(run: Run, files: Sequence[str], book: str | None, how: SheetReading) -> tuple[list[Imported], list[Problem]]:
    """Import all files or none; return the sheet in the book of each, and remarks on them."""
    if how.rejects and len(files) > 1:
        raise UsageError(common.BAD_OPTION.at(option="--skip-bad", value=how.rejects.path, expected=N_("one sheet at a time")))
    made, found, said = [], list[Imported](), list[Problem]()
    with closing(how.rejects) if how.rejects else nullcontext(), pricebook.reading(pricebook.where(book)) as connection:
        for name in files:
            sheet, remarks = _known_or_prepared(connection, name, how)
            made.append(sheet)
            said += remarks
        # The slow part is done. The book is locked only while the sheets are inserted.
        with pricebook.locked(connection):
            for place, one in enumerate(made, 1):
                sheet, new = (one, False) if isinstance(one, Imported) else bookadd.settled(connection, one)
                if new and isinstance(one, PreparedSheet):
                    said += _about_new(connection, sheet, one)
                else:
                    sheet, remarks = _counting(connection, sheet, made[place:])
                    said += remarks
                found.append(sheet)
            if how.rejects and how.rejects.headed:
                # Before the commit: either the bad rows are written, or nothing is imported.
                how.rejects.deliver()
                said.append(pricing.REJECTED.at(how.rejects.path, count=how.rejects.count))
    return found, said


def _counting(
    connection: pricebook.Connection, known: Imported, later: Sequence[Imported | PreparedSheet]
) -> tuple[Imported, list[Problem]]:
    """Return a sheet of the book as the one that counts for its month, and what is to say: the one imported last counts.

    Nothing changes if what counts in its place is among the `later` files of this import.
    """
    of_month = pricebook.sheets(connection, month=known.month)
    # Another file of this import may have been the same sheet.
    sheet = next((one for one in of_month if one.sha256 == known.sha256), known)
    instead = {(one.sha256, one.month) for one in set_aside_by(sheet, of_month)}
    if instead <= {(one.sha256, one.month) for one in later}:
        return sheet, [pricing.AGAIN.at(sheet.file, month=sheet.month)]
    sheet = bookadd.renewed(connection, sheet)
    return sheet, [pricing.COUNTS_AGAIN.at(sheet.file, month=sheet.month), *_replaced(connection, sheet)]


def _replaced(connection: pricebook.Connection, sheet: Imported) -> Iterator[Problem]:
    """Yield the sheets of the month that a sheet replaces, and how many prices of them and of an earlier month it lacks."""
    for other, scopes in replaced(sheet, pricebook.sheets(connection)):
        of_month = other.month == sheet.month
        if of_month:
            yield pricing.REPLACED.at(sheet.file, month=sheet.month, other=other.file, scopes=report.scopes(scopes))
        # A file that is read again under other segments has its prices under other terms.
        if not (same := set(scopes) & set(sheet.scopes)):
            continue
        count, total, sku = bookrows.missing(connection, other, sheet, same)
        if count:
            said = {"count": count, "total": total, "other": other.file, "sku": sku, "month": sheet.month, "file": sheet.file}
            if of_month:
                yield pricing.MISSING.at(sheet.file, **said)
                continue
            # Each month drops some products. A sheet that drops most of them is rather a part of the month.
            dropped = pricing.DROPPED._replace(severity="warning") if 2 * count > total else pricing.DROPPED
            yield dropped.at(sheet.file, earlier=other.month, **said)


def _about_new(connection: pricebook.Connection, sheet: Imported, made: PreparedSheet) -> Iterator[Problem]:
    """Yield the month of a sheet and its reason, the sheets that it replaces, and its keys with two prices."""
    yield pricing.TAKEN_MONTH.at(sheet.file, month=sheet.month, why=made.why)
    yield from _replaced(connection, sheet)
    if twice := bookrows.two_prices(connection, sheet):
        key, rows = twice[0]
        yield pricing.TWO_FOR_ONE.at(sheet.file, count=len(twice), sku=key, rows=", ".join(map(str, rows)))


def _known_or_prepared(connection: pricebook.Connection, name: str, how: SheetReading) -> tuple[Imported | PreparedSheet, list[Problem]]:
    """Return the file as a sheet that is in the book already, or as a new one."""
    with rereadable(name) as stream:
        plain, digest = _digests(stream, how)
        for known in (plain, digest):
            there = pricebook.sheets(connection, sha256=known, **({"month": how.month} if how.month else {}))
            # Of several months it is the file that says which is meant, if another sheet of one of them counts in the place of this.
            aside = (set_aside_by(one, pricebook.sheets(connection, month=one.month)) for one in there)
            if there and (len(there) == 1 or not any(aside)):
                return there[-1], []
        return build(stream, name, digest, how)


def build(stream: BinaryIO, name: str, digest: str, how: SheetReading) -> tuple[PreparedSheet, list[Problem]]:
    """Return the file as a new sheet, and how it was read."""
    shown = shown_name(name)
    size = stream.seek(0, 2)
    stream.seek(0)
    with how.watched(stream, shown, size) as source:
        rows = PriceRows(source, shown, how.columns, how.reject if how.rejects else None)
        if how.rejects:
            how.rejects.header(rows.table.header)
        with acyclic():
            made = bookadd.build(rows.blocks(), shown, digest, how.month)
    return made, rows.notices()


def _digests(stream: Any, how: SheetReading) -> tuple[str, str]:
    """Return the digest of the file read in full, and that of the file read this way: another map makes other rows."""
    file = file_digest(stream, "sha256").hexdigest()
    whole = sha256(f"{file} {msgspec.json.encode(how.columns).decode()}".encode()).hexdigest() if how.columns else file
    return whole, sha256(f"{whole} in part".encode()).hexdigest() if how.rejects else whole
