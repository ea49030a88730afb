"""Reconcile invoices with orders."""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import ExitStack, nullcontext
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from licensectl.app.invoices import report, report_disputes
from licensectl.app.invoices.options import ReconcileOptions
from licensectl.app.invoices.reader import load_invoice, read_invoice
from licensectl.app.invoices.reader_columns import parse_map
from licensectl.app.invoices.reader_documents import document_in, is_document, load_documents
from licensectl.app.invoices.reader_orders import read_order_lines
from licensectl.app.invoices.service_rows import Gathered, judge_rows
from licensectl.app.invoices.store import lines_of_orders, load_related
from licensectl.app.orders.store import of_invoice
from licensectl.cli.context import Run
from licensectl.cli.inputs import read_input, rereadable, shown_name
from licensectl.cli.output import remark, to_file
from licensectl.core.messages import BAD_OPTION, UNWRITABLE
from licensectl.core.money import is_amount, read_amount
from licensectl.core.period import MONTH, first_day
from licensectl.core.reasons import system_reason
from licensectl.core.text import listed
from licensectl.db import ledger
from licensectl.db.engine import Connection
from licensectl.domain.invoices import messages
from licensectl.domain.invoices.agreed import Defaults, ListOf, PriceFinder
from licensectl.domain.invoices.corrected import with_corrected
from licensectl.domain.invoices.document import with_orders
from licensectl.domain.invoices.kept import kept_lines
from licensectl.domain.invoices.model import Billed, InvoiceHead, InvoiceLine, Ordered
from licensectl.domain.invoices.overview import Frame
from licensectl.domain.invoices.remarks import FileSums, of_rows, remarks
from licensectl.domain.invoices.result import Reconciled
from licensectl.domain.invoices.scope import ordered_lines
from licensectl.domain.invoices.taxes import tax_remarks
from licensectl.domain.prices.price_list import PriceList
from licensectl.errors import LicensectlError, Problem, UsageError
from licensectl.i18n.translate import N_
from licensectl.render.formats import FORMATS
from licensectl.render.report import Report

# What may stand before the first character of a file: a byte order mark and white space.
LEADING = b"\xef\xbb\xbf \t\r\n"
# Orders of ours that are matched by customer may have been placed this long before the billing month.
EARLIER = timedelta(days=31)


def reconcile(run: Run, file: str, options: ReconcileOptions) -> Report:
    """Return the report of each invoice line with its order; with --dispute, write the texts of the disputes.

    Raise LicensectlError if there are no orders to compare with, and UsageError if an option is invalid.
    """
    month, total, tolerance = parse_month(options.month), _amount("--total", options.total), _amount("--tolerance", options.tolerance)
    gathered, billed, problems = gather(file, options)
    name = shown_name(file)
    overview, frame = gathered.overview, gathered.overview.frame(month, bool(billed.heads))
    _require_month(frame, name)
    problems += of_rows(overview, frame, name)
    with ledger.reading(options.store) if ledger.exists(options.store) else nullcontext() as connection:
        _add_orders(connection, options, gathered, frame, problems)
        if connection is not None:
            _add_kept(connection, gathered, billed.heads, frame)
    found = _decided(run, options, gathered, (frame, tolerance), problems)
    problems += tax_remarks(billed.heads, run.facts.taxes.standard_rate)
    problems += remarks(found, FileSums(overview, billed.heads, billed.cut), total, name)
    remark(run, *problems)
    made = report.reconciled(
        found, report.Asked(total, tolerance, billed.cut, run.form, FORMATS[run.form].record), problems, run.stamp(), run.lang
    )
    if options.dispute:
        _write(Path(options.dispute), report_disputes.disputes(found, tolerance, run.lang), run.force)
    return made


def _require_month(frame: Frame, name: str) -> None:
    """Raise LicensectlError if the file has no invoice of the month that is asked for: nothing would be compared."""
    held = sorted(set(frame.months.values()))
    # An invoice without dates is of the month that --month names.
    if frame.month and held and frame.month not in held and "" not in held:
        raise LicensectlError(messages.OTHER_MONTH.at(name, month=frame.month, held=listed(held, 5), first=held[0]))


def gather(file: str, options: ReconcileOptions) -> tuple[Gathered, Billed, list[Problem]]:
    """Return the rows of an invoice file of any kind, what else it says, and what is wrong with some of the rows."""
    gathered, name = Gathered(), shown_name(file)
    with rereadable(file) as source:
        if (content := document_in(source)) is None:

            def begin() -> Gathered:
                nonlocal gathered
                gathered = Gathered()
                return gathered

            cut, problems = read_invoice(source, name, parse_map(*read_input(options.columns)) if options.columns else None, begin)
            return gathered, Billed([], [], cut), problems
    if options.columns:
        raise UsageError(messages.NO_COLUMNS.at(name))
    billed, problems = load_documents(content, name)
    corrected = {(head.seller_id, one.number) for head in billed.heads for one in head.corrects}
    billed = with_corrected(billed, load_related(options.store, corrected)) if corrected else billed
    for line in billed.lines:
        gathered.add(line)
    return gathered, billed, problems


def load_billed(file: str, columns: str | None) -> tuple[Billed, list[Problem], str]:
    """Return the lines of an invoice file of any kind, the problems of its rows, and the name of the file."""
    content, name = read_input(file)
    if not is_document(content):
        return *load_invoice(content, name, parse_map(*read_input(columns)) if columns else None), name
    if columns:
        raise UsageError(messages.NO_COLUMNS.at(name))
    return *load_documents(content, name), name


def _decided(
    run: Run, options: ReconcileOptions, gathered: Gathered, against: tuple[Frame, Decimal | None], problems: list[Problem]
) -> Reconciled:
    """Return the reconciliation; prices of the book are read while it is open."""
    frame, tolerance = against
    if not len(gathered.ordered) and not gathered.overview.has_broken_ids and not options.orders:
        raise LicensectlError(messages.NO_ORDERS.at())
    currency = next(iter(frame.currencies.values()), "")
    defaults = Defaults(options.market or "", options.segment or "", currency, run.profile.segment or "")
    with ExitStack() as stack:
        finder = PriceFinder(_lazily(stack, problems.append, options.book), defaults)
        found = judge_rows(gathered, finder, frame, tolerance)
    if finder.open_:
        problems.append(messages.PRICE_OPEN.at(skus=", ".join(list(finder.open_)[:5])))
    return found


def _lazily(stack: ExitStack, say: Callable[[Problem], object], book: str | None) -> ListOf:
    """Return a function from a day to the prices of the book, which opens the book at its first call."""
    opened: list[ListOf] = []

    def of_day(day: date) -> PriceList | None:
        if not opened:
            # Where all orders have their prices, nothing needs it.
            from licensectl.app.prices.service import book_lists

            opened.append(book_lists(stack, say, book))
        return opened[0](day)

    return of_day


def _add_orders(
    connection: Connection | None, options: ReconcileOptions, gathered: Gathered, frame: Frame, problems: list[Problem]
) -> None:
    """Add the order lines of the ledger, if there is one, that the invoices may bill, or those of the JSON or CSV file that is named."""
    months = [frame.month] if frame.month else list(frame.months.values())
    # Documents name orders in several places, and orders of any program.
    references = {order_id.casefold() for line in gathered.lines for order_id in _ids(line)} if frame.documents else None
    with ExitStack() as stack:
        if options.orders is None:
            first, last = _span(months)
            ids = (order_id for line in gathered.lines for order_id in _ids(line))
            placed = of_invoice(connection, ids, first, last) if connection is not None else ()
            found: Iterable[Ordered] = ordered_lines(placed, references)
        else:
            source = stack.enter_context(rereadable(options.orders))
            found = _in_file(source, shown_name(options.orders), references)
        dated = False
        for one in found:
            gathered.ordered.add(one)
            dated = dated or one.day is not None
    if dated and not any(months):
        raise LicensectlError(*problems, messages.NO_MONTH.at())
    if frame.documents:
        ordered = list(gathered.ordered)
        gathered.change_lines(with_orders(list(gathered.lines), ordered))


def _add_kept(connection: Connection, gathered: Gathered, heads: Sequence[InvoiceHead], frame: Frame) -> None:
    """Add the lines of other invoices in the ledger for the orders of these invoices."""
    ids = chain((one for line in gathered.lines for one in _ids(line)), (order_id for one in gathered.ordered for order_id in one.ids))
    documents = []
    for line in kept_lines(lines_of_orders(connection, ids), heads, frame):
        if line.of_document:
            documents.append(line)
        else:
            gathered.kept.add(line)
    for line in with_orders(documents, list(gathered.ordered)) if documents else ():
        gathered.kept.add(line)


def _ids(line: InvoiceLine) -> tuple[str, ...]:
    return (*line.order_ids, *line.references) if line.references else line.order_ids


def _in_file(source: BinaryIO, name: str, references: Collection[str] | None) -> Iterable[Ordered]:
    start = source.read(64)
    source.seek(0)
    if start.lstrip(LEADING)[:1] in (b"{", b"["):
        # Most invoices are compared with the ledger, and this loads all of customers and quotes.
        from licensectl.app.orders.service_placed import orders_in

        return ordered_lines(orders_in(source, name)[0], references)
    return read_order_lines(source, name, references is not None)


def _span(months: Iterable[str]) -> tuple[date | None, date | None]:
    """Return the first and last day of orders that may belong to the months; None if a month is not known."""
    days = [first_day(month) if month else None for month in months]
    known = [day for day in days if day]
    if not known or len(known) < len(days):
        return None, None
    return min(known) - EARLIER, max(known) + EARLIER


def parse_month(text: str | None) -> str:
    """Return the month of --month, "" if it is not given. Raise UsageError if it is invalid."""
    if text is not None and not MONTH.fullmatch(text):
        raise UsageError(BAD_OPTION.at(option="--month", value=text[:40], expected=N_("a month, as 2026-11")))
    return text or ""


def _amount(option: str, text: str | None) -> Decimal | None:
    amount = read_amount(text) if text is not None else None
    if text is not None and (amount is None or (option == "--tolerance" and not is_amount(amount))):
        raise UsageError(BAD_OPTION.at(option=option, value=text[:40], expected=N_("an amount, as 1085.75 or 1085,75")))
    return amount


def _write(folder: Path, texts: Iterable[tuple[str, str]], force: bool) -> None:
    """Write each text into the folder, and create the folder if it does not exist."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LicensectlError(UNWRITABLE.at(path=folder, reason=system_reason(error))) from None
    for name, text in texts:
        to_file(folder / name, text.encode(), force)
