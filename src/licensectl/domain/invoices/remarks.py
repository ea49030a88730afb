"""Remarks on a whole invoice: rows of another currency, sums that do not add up, credits that are due."""

from collections.abc import Iterable
from decimal import Decimal

from licensectl.core.text import MOST_SHOWN, listed
from licensectl.domain.invoices import messages
from licensectl.domain.invoices.model import InvoiceHead, Judged
from licensectl.domain.invoices.overview import Frame, Overview
from licensectl.domain.invoices.result import Reconciled
from licensectl.errors import Problem


def of_rows(overview: Overview, frame: Frame, name: str) -> list[Problem]:
    """Return warnings for rows of another currency than their invoice, totals less than their subtotals, and months that are not sure."""
    away, away_count = overview.other_currencies()
    off, off_count = overview.row_sums()
    main = frame.currencies
    said = [
        messages.CURRENCIES.at(f"{name}:{row.row}", invoice=row.invoice or "—", main=main[row.invoice], found=row.currency) for row in away
    ]
    sums = [messages.ROW_SUM.at(f"{name}:{row.row}", total=row.total) for row in off]
    return [*_with_rest(said, away_count, name), *_with_rest(sums, off_count, name), *_months(overview, frame, name)]


def _months(overview: Overview, frame: Frame, name: str) -> list[Problem]:
    if frame.month or frame.documents:
        return []
    return [
        messages.MONTH_OF_PURCHASES.at(name, number=number or "—", month=frame.months[number]) for number in overview.months_of_purchases()
    ]


def _with_rest(problems: list[Problem], count: int, name: str) -> list[Problem]:
    hidden = count - len(problems)
    return [*problems, messages.MORE_ROWS.at(name, count=hidden)] if hidden > 0 else problems


class FileSums:
    """The sums of all rows of a file, to be compared with a total; `whole`: every row could be read."""

    def __init__(self, overview: Overview, heads: Iterable[InvoiceHead], cut: bool) -> None:
        self.net, self.gross = overview.sums(heads)
        self._whole = not cut and all(row.subtotal is not None for row in overview.bad)

    def fit(self, found: Reconciled, total: Decimal) -> bool:
        """Tell whether all rows could be read and add up to the invoice's total, with or without tax."""
        return self._whole and len({invoice.currency for invoice in found.invoices}) == 1 and total in (self.net, self.gross)


def remarks(found: Reconciled, sums: FileSums, total: Decimal | None, name: str) -> list[Problem]:
    """Return notes and warnings about the whole answer; `name` is that of the file."""
    ways = (("customer", messages.BY_CUSTOMER), ("product", messages.BY_PRODUCT))
    said = [message.at(count=count) for way, message in ways if (count := found.matched_by.get(way, 0))]
    others, count = found.other_customers
    said += _with_rest([_other_customer(one, name) for one in others], count, name)
    later, count = found.credited_later
    said += _with_rest([_credited(one, name) for one in later], count, name)
    again, count = found.again_later
    said += _with_rest([_again(one, name) for one in again], count, name)
    said += [messages.RETURN_DUE.at(order=order) for order in found.credits_due]
    for one in found.credits:
        rows = ", ".join(str(row) for row in one.rows[:MOST_SHOWN])
        said.append(messages.SUBSCRIPTION_CREDIT.at(rows=rows, credited=one.credited, billed=one.billed))
    if total is not None and not sums.fit(found, total):
        said.append(messages.OTHER_TOTAL.at(net=sums.net, gross=sums.gross, total=total))
    return said


def _credited(found: Judged, name: str) -> Problem:
    """Return a note with the later invoices that credit a row."""
    place, order = _place_and_order(found, name)
    return messages.CREDITED_LATER.at(place, order=order, invoices=listed(found.credited_by))


def _again(found: Judged, name: str) -> Problem:
    """Return a warning with the later invoices that bill or credit a row again."""
    place, order = _place_and_order(found, name)
    return messages.AGAIN_LATER.at(place, order=order, invoices=listed(found.again_on))


def _place_and_order(found: Judged, name: str) -> tuple[str, str]:
    line, ordered = found.line, found.ordered
    ids = (line.order_ids if line else ()) or (ordered.ids if ordered else ())
    return f"{name}:{line.row if line else 0}", next(iter(ids), "—")


def _other_customer(found: Judged, name: str) -> Problem:
    line, ordered = found.line, found.ordered
    order = next(iter(ordered.ids), "—") if ordered else "—"
    tenants = {"recorded": ordered.tenant_id if ordered else "", "billed": line.tenant_id if line else ""}
    return messages.OTHER_CUSTOMER.at(f"{name}:{line.row if line else 0}", order=order, **tenants)
