"""What the commands on prices share: sheets into the book, and prices out of it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from licensectl.domain.pricebook import MONTH, Imported, in_force, keys_of, rows_in_force
from licensectl.errors import Failure, Misuse, Problem
from licensectl.faults import common, pricing

if TYPE_CHECKING:
    from licensectl.domain.catalog import Catalog
    from licensectl.domain.columnmap import ColumnMap
    from licensectl.domain.pricediff import Difference
    from licensectl.domain.pricing import PriceList, PriceRow
    from licensectl.domain.request import QuoteRequest
    from licensectl.domain.skuid import SkuKey

# The sides of a diff of files: months of a book that lasts as long as the command.
LAST = "9999-12"


def checked_month(month: str | None) -> str | None:
    """`month` as it was given; Misuse when it is none."""
    if month and not MONTH.fullmatch(month):
        raise Misuse(common.BAD_OPTION.at(option="--month", value=month, expected="a month, as 2026-11"))
    return month


def all_sheets(book: str | None) -> list[Imported]:
    """The sheets of the book; none without a book, which asking does not make."""
    from licensectl.store import pricebook

    path = pricebook.where(book)
    if not path.exists():
        return []
    with pricebook.reading(path) as connection:
        return pricebook.sheets(connection)


def history(
    sku: str, day: date, wanted: tuple[str | None, str | None, str | None], book: str | None
) -> "tuple[SkuKey, list[tuple[Imported, PriceRow]]]":
    """The SKU and its rows up to the month of `day`, of each month those that count; Failure when there are none."""
    from licensectl.domain.skuid import parse_sku
    from licensectl.store import pricebook

    key, month, path = parse_sku(sku), f"{day:%Y-%m}", pricebook.where(book)
    found: list[tuple[Imported, PriceRow]] = []
    if key and path.exists():
        with pricebook.reading(path) as connection:
            sheets, every = pricebook.sheets(connection), pricebook.rows_of(connection, [key], month)
        for one in sorted({sheet.month for sheet in sheets}):
            of_month = [pair for pair in every if pair[0].month == one]
            counting = rows_in_force(of_month, (sheet for sheet in sheets if sheet.month == one), one)
            found += [pair for pair in of_month if pair[1] in counting and _fits(pair[1], wanted)]
    if not key or not found:
        raise Failure(pricing.UNKNOWN.at(sku=sku, month=month))
    return key, found


def _fits(row: "PriceRow", wanted: tuple[str | None, str | None, str | None]) -> bool:
    there = (row.market, row.currency, row.segment)
    return all(want is None or want.casefold() == cell.casefold() for want, cell in zip(wanted, there, strict=True))


def compare(old: str, new: str, book: str | None, columns: "ColumnMap | None" = None) -> "tuple[Difference, list[Problem]]":
    """Two sheets side by side, each a file or a month of the book, and how the files were read."""
    from contextlib import ExitStack
    from tempfile import TemporaryDirectory

    from licensectl.cli.importing import How, import_sheet
    from licensectl.domain.pricediff import difference
    from licensectl.store import pricebook

    with ExitStack() as stack:
        sides, said = [], list[Problem]()
        for name in (old, new):
            if MONTH.fullmatch(name) and not Path(name).exists():
                connection = stack.enter_context(pricebook.reading(pricebook.where(book)))
                chosen = _of_month(pricebook.sheets(connection), name)
            else:
                folder = stack.enter_context(TemporaryDirectory(prefix="licensectl-"))
                connection = stack.enter_context(pricebook.writing(Path(folder) / "sheet.db"))
                sheet, remarks = import_sheet(connection, name, How(LAST, columns))
                chosen = [sheet]
                said += remarks
            sides.append(pricebook.diffable(connection, [sheet.id for sheet in chosen]))
        return difference(*sides), said


def _of_month(sheets: list[Imported], month: str) -> list[Imported]:
    there = [sheet for sheet in sheets if sheet.month == month]
    if not there:
        known = ", ".join(sorted({sheet.month for sheet in sheets})) or "—"
        raise Failure(pricing.NO_SHEET.at(name=month, known=known))
    counting = in_force(there, month).values()
    return [sheet for sheet in there if sheet in counting]


def book_prices(
    request: "QuoteRequest", catalog: "Catalog", day: date, book: str | None = None
) -> "tuple[PriceList | None, list[Problem]]":
    """The prices of the request's SKUs as the book has them for its day, or None without a book of that time."""
    from licensectl.domain.pricing import PriceList
    from licensectl.store import pricebook

    path, month = pricebook.where(book), f"{request.date or day:%Y-%m}"
    if not path.exists():
        return None, []
    with pricebook.reading(path) as connection:
        sheets = [sheet for sheet in pricebook.sheets(connection) if sheet.month <= month]
        if not sheets:
            return None, []
        found = pricebook.rows_of(connection, keys_of(request, catalog), month)
    newest = max(sheet.month for sheet in sheets)
    said = [pricing.STALE.at(str(path), month=month, newest=newest)] if newest < month else []
    return PriceList(str(path), rows_in_force(found, sheets, month), newest), said
