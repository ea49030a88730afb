"""Judge the rows of an invoice file of any length: in memory as long as they are few, else in parts that are kept on disk."""

from array import array
from collections.abc import Iterable, Iterator
from decimal import Decimal
from heapq import merge
from itertools import pairwise
from operator import itemgetter

from licensectl.db.spool import RecordSpool
from licensectl.domain.invoices.case import PriceOf
from licensectl.domain.invoices.families import Families, Marks
from licensectl.domain.invoices.model import BadRow, InvoiceLine, Judged, Ordered, SpooledJudged, SpooledLine
from licensectl.domain.invoices.overview import Frame, Overview
from licensectl.domain.invoices.reconcile import RowsTogether, decide
from licensectl.domain.invoices.result import Collector, Decided, Reconciled, in_order, place_of

# Rows, and order lines, that are held in memory; a part of a longer file has about as many of both together.
MOST_HELD = 50_000
INVOICE, APART = 1 << 48, 1 << 47


class Gathered:
    """The rows of a file, the order lines that they are compared with and those of invoices in the ledger, before they are judged."""

    def __init__(self) -> None:
        self.overview = Overview()
        self.families = Families()
        self.most = most = MOST_HELD
        self.lines: RecordSpool[InvoiceLine] = RecordSpool(SpooledLine, most, self.families.add_line)
        self.kept: RecordSpool[InvoiceLine] = RecordSpool(SpooledLine, most, self.families.add_kept)
        self.ordered: RecordSpool[Ordered] = RecordSpool(Ordered, most, self.families.add_ordered)

    def add(self, line: InvoiceLine) -> None:
        """Take a row."""
        self.overview.add(line)
        self.lines.add(line)

    def add_bad(self, bad: BadRow) -> None:
        """Take a row that cannot be read."""
        self.overview.add_bad(bad)

    def change_lines(self, lines: Iterable[InvoiceLine]) -> None:
        """Put other lines in the place of those that were taken."""
        self.families.lines = Marks()
        self.lines = RecordSpool(SpooledLine, self.most, self.families.add_line)
        for line in lines:
            self.lines.add(line)

    @property
    def on_disk(self) -> bool:
        """Tell whether any of the records are on disk."""
        return self.lines.on_disk or self.kept.on_disk or self.ordered.on_disk

    def rows(self) -> Iterator[RowsTogether]:
        """Yield the rows in parts that are judged by themselves."""
        bad = self.overview.bad
        if not self.on_disk:
            yield RowsTogether(list(self.lines), list(self.ordered), list(self.kept), bad)
            return
        for spool in (self.lines, self.kept, self.ordered):
            spool.to_disk()
        count = (len(self.lines) + len(self.kept) + len(self.ordered)) // self.most + 1
        for lines, kept, ordered in self.families.parts(count):
            yield RowsTogether(self.lines.pick(lines), self.ordered.pick(ordered), list(self.kept.pick(kept)), bad)
            bad = []


def judge_rows(gathered: Gathered, price_of: PriceOf, frame: Frame, tolerance: Decimal | None) -> Reconciled:
    """Return the answer to the rows and order lines that were gathered."""
    collector = Collector(frame, gathered.overview.apart(), tolerance)
    if not gathered.on_disk:
        [rows] = gathered.rows()
        decided = decide(rows, price_of, frame)
        collector.add(decided)
        return collector.result(in_order(decided, frame))
    answer = _Answer(frame)
    for rows in gathered.rows():
        decided = decide(rows, price_of, frame)
        collector.add(decided)
        answer.add(decided)
    return collector.result(answer)


class _Answer:
    """Judged lines on disk: each part of them in order, merged when they are read."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._places = {number: place for place, number in enumerate(frame.currencies)}
        self._lines: RecordSpool[Judged] = RecordSpool(SpooledJudged, 0)
        self._keys = array("q")
        self._ends = [0]

    def add(self, decided: Decided) -> None:
        for found in in_order(decided, self._frame):
            invoice, apart, place = place_of(found, self._places)
            self._keys.append(invoice * INVOICE + apart * APART + place)
            self._lines.add(found)
        self._ends.append(len(self._lines))

    def __iter__(self) -> Iterator[Judged]:
        parts = [zip(self._keys[begin:end], self._lines.pick(range(begin, end)), strict=True) for begin, end in pairwise(self._ends)]
        for _, found in merge(*parts, key=itemgetter(0)):
            yield found
