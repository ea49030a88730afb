"""Reconcile an invoice whose rows are in memory."""

from licensectl.domain.invoices.overview import Overview
from licensectl.domain.invoices.reconcile import RowsTogether, decide
from licensectl.domain.invoices.result import Collector, in_order


def overview_of(billed):
    overview = Overview()
    for line in billed.lines:
        overview.add(line)
    for row in billed.bad:
        overview.add_bad(row)
    return overview


def reconcile(billed, ordered, price_of, month="", tolerance=None):
    """Return every invoice with its lines and the order lines of its month that no row bills."""
    overview = overview_of(billed)
    frame = overview.frame(month, bool(billed.heads))
    decided = decide(RowsTogether(billed.lines, ordered, billed.kept, billed.bad), price_of, frame)
    collector = Collector(frame, overview.apart(), tolerance)
    collector.add(decided)
    return collector.result(in_order(decided, frame))
