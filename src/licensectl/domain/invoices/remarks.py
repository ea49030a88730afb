"""Remarks on a whole invoice: rows of another currency, sums that do not add up, credits that are due."""

from decimal import Decimal

from msgspec.structs import replace

from licensectl.domain.invoices import messages
from licensectl.domain.invoices.model import BadRow, Billed, InvoiceLine
from licensectl.domain.invoices.reconcile import JudgedInvoice, Reconciled, currency_of, split
from licensectl.domain.invoices.scope import section_of
from licensectl.errors import Problem

MOST_SHOWN = 20


def without_other_currencies(billed: Billed, name: str) -> tuple[Billed, list[Problem]]:
    """Return the file with the rows of an invoice that are in another currency than the rest set aside, and a warning for each."""
    main = {number: currency_of(lines, bad) for number, (lines, bad) in split(billed).items()}
    away = [line for line in billed.lines if line.currency != main[line.invoice]]
    if not away:
        return billed, []
    bad = [
        BadRow(row=line.row, invoice=line.invoice, subtotal=line.subtotal, currency=line.currency, customer=line.customer) for line in away
    ]
    rest = [line for line in billed.lines if line.currency == main[line.invoice]]
    said = [
        messages.CURRENCIES.at(f"{name}:{line.row}", invoice=line.invoice or "—", main=main[line.invoice], found=line.currency)
        for line in away
    ]
    return replace(billed, lines=rest, bad=[*billed.bad, *bad]), limited(said, name)


def row_sums(billed: Billed, name: str) -> list[Problem]:
    """Return a warning for each perpetual row whose total is less than its subtotal: tax never lowers an amount."""
    wrong = [line for line in billed.lines if section_of(line) == "perpetual" and _is_off(line)]
    return limited([messages.ROW_SUM.at(f"{name}:{line.row}", total=line.total) for line in wrong], name)


def _is_off(line: InvoiceLine) -> bool:
    return line.total is not None and line.total != line.subtotal and abs(line.total) < abs(line.subtotal)


def limited(problems: list[Problem], name: str) -> list[Problem]:
    """Return the first problems and how many more there are."""
    hidden = len(problems) - MOST_SHOWN
    return [*problems[:MOST_SHOWN], messages.MORE_ROWS.at(name, count=hidden)] if hidden > 0 else problems


def remarks(found: Reconciled, billed: Billed, total: Decimal | None) -> list[Problem]:
    """Return notes and warnings about the whole answer."""
    by_customer = sum(line.matched_by == "customer" for line in found.lines)
    said = [messages.BY_CUSTOMER.at(count=by_customer)] if by_customer else []
    by_product = sum(line.matched_by == "product" for line in found.lines)
    said += [messages.BY_PRODUCT.at(count=by_product)] if by_product else []
    said += _credits_due(found)
    said += [problem for invoice in found.invoices for problem in _subscription_credits(invoice)]
    if total is not None and not fits(found, billed, total):
        net, gross = file_sums(billed)
        said.append(messages.OTHER_TOTAL.at(net=net, gross=gross, total=total))
    return said


def fits(found: Reconciled, billed: Billed, total: Decimal) -> bool:
    """Tell whether all rows could be read and add up to the invoice's total, with or without tax."""
    readable = all(row.subtotal is not None for row in billed.bad) and not billed.cut
    return readable and len({invoice.currency for invoice in found.invoices}) == 1 and total in file_sums(billed)


def file_sums(billed: Billed) -> tuple[Decimal, Decimal]:
    """Return the sums of all rows without and with tax; a row that has no total counts with its subtotal.

    Lines of electronic invoices have no tax of their own: that of their document counts.
    """
    bad = sum((row.subtotal for row in billed.bad if row.subtotal is not None), Decimal(0))
    net = sum((line.subtotal for line in billed.lines), bad)
    rows = [line for line in billed.lines if not line.of_document]
    documents = sum((head.gross for head in billed.heads), bad)
    return net, sum((line.subtotal if line.total is None else line.total for line in rows), documents)


def _subscription_credits(invoice: JudgedInvoice) -> list[Problem]:
    """Return a warning for each subscription with more credits than charges; one charged on earlier invoices is skipped."""
    held: dict[tuple[object, ...], list[InvoiceLine]] = {}
    for line in invoice.subscriptions:
        held.setdefault((*line.order_ids, line.key), []).append(line)
    said = []
    for lines in held.values():
        billed = sum((line.subtotal for line in lines if line.subtotal > 0), Decimal(0))
        back = [line for line in lines if line.subtotal < 0]
        credited = -sum((line.subtotal for line in back), Decimal(0))
        if billed and credited > billed:
            rows = ", ".join(str(line.row) for line in back[:MOST_SHOWN])
            said.append(messages.SUBSCRIPTION_CREDIT.at(rows=rows, credited=credited, billed=billed))
    return said


def _credits_due(found: Reconciled) -> list[Problem]:
    orders: dict[str, None] = {}
    for line in found.lines:
        one = line.ordered
        if one and line.line and one.cancelled and not line.line.is_credit and line.expected is not None and not line.expected.amount:
            orders[next(iter(one.ids), "—")] = None
    return [messages.RETURN_DUE.at(order=order) for order in orders]
