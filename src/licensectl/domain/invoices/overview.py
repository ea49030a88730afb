"""Collect the facts of a whole file before any row is judged: its invoices, their currencies, months, usual rates and sums."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from licensectl.core.text import MOST_SHOWN
from licensectl.domain.invoices.amounts import Rates, RateVotes, usual_rates
from licensectl.domain.invoices.model import BadRow, InvoiceHead, InvoiceLine, Section
from licensectl.domain.invoices.scope import MonthVotes, section_of


class Frame(Struct, frozen=True):
    """The facts on a whole file that the judgement of each row needs: currency and month of each invoice, and the usual rates.

    `month`: the one that was asked for, else empty. `documents`: the file holds electronic invoices.
    """

    currencies: dict[str, str]
    months: dict[str, str]
    rates: Rates
    month: str = ""
    documents: bool = False

    def number_of(self, bad: BadRow) -> str:
        """Return the number of the invoice that an unreadable row counts for: its own, else the first of the file."""
        return bad.invoice if bad.invoice in self.currencies else next(iter(self.currencies))


class FoundRow(Struct, frozen=True, gc=False):
    """A row to be warned of; `place` is its number among the rows that can be read."""

    place: int
    row: int
    invoice: str
    currency: str
    total: Decimal | None


class _Rows:
    """Lines of one invoice in one currency."""

    def __init__(self, place: int) -> None:
        self.first, self.count = place, 0
        self.net = self.gross = Decimal(0)
        self.months, self.rates = MonthVotes(), RateVotes()
        self.apart: dict[Section, tuple[int, Decimal]] = {}
        self.shown: list[FoundRow] = []
        self.off: list[FoundRow] = []
        self.off_count = 0


class Overview:
    """Gathers what all rows of a file show; rows are added one by one."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], _Rows] = {}
        self._bad: list[BadRow] = []
        self._count = 0
        self.has_broken_ids = False

    def add(self, line: InvoiceLine) -> None:
        """Take in a line."""
        self._count += 1
        rows = self._rows.get((line.invoice, line.currency))
        if rows is None:
            rows = self._rows[line.invoice, line.currency] = _Rows(self._count)
        section = section_of(line)
        rows.count += 1
        rows.net += line.subtotal
        if not line.of_document:
            rows.gross += line.subtotal if line.total is None else line.total
        rows.months.add(line, section)
        if line.pricing_currency != line.currency:
            rows.rates.add(line)
        if section != "perpetual":
            count, amount = rows.apart.get(section, (0, Decimal(0)))
            rows.apart[section] = (count + 1, amount + line.subtotal)
        elif line.broken_id:
            self.has_broken_ids = True
        if len(rows.shown) < MOST_SHOWN:
            rows.shown.append(self._found(line))
        if section == "perpetual" and _is_off(line):
            rows.off_count += 1
            if len(rows.off) < MOST_SHOWN:
                rows.off.append(self._found(line))

    def add_bad(self, bad: BadRow) -> None:
        """Take in a row that cannot be read."""
        self._bad.append(bad)

    @property
    def bad(self) -> list[BadRow]:
        """The rows that cannot be read."""
        return self._bad

    def frame(self, month: str, documents: bool) -> Frame:
        """Return the facts on the whole file; `month` is the one that was asked for, else empty."""
        held = self._main()
        return Frame(
            {number: currency for number, (currency, _) in held.items()},
            {number: rows.months.billed_in(month) if rows else "" for number, (_, rows) in held.items()},
            usual_rates(rows.rates for _, rows in held.values() if rows),
            month,
            documents,
        )

    def months_of_purchases(self) -> list[str]:
        """Return the numbers of the invoices of credits alone whose month is that of what they take back."""
        return [number for number, (_, rows) in self._main().items() if rows and rows.months.is_of_purchases]

    def apart(self) -> dict[str, dict[Section, tuple[int, Decimal]]]:
        """Return count and amount of the rows of each invoice beside the perpetual ones, in its own currency."""
        return {number: rows.apart if rows else {} for number, (_, rows) in self._main().items()}

    def other_currencies(self) -> tuple[list[FoundRow], int]:
        """Return the first rows in another currency than the rest of their invoice, and how many there are."""
        main = self._main()
        away = [rows for (number, currency), rows in self._rows.items() if main[number][0] != currency]
        return _first(row for rows in away for row in rows.shown), sum(rows.count for rows in away)

    def row_sums(self) -> tuple[list[FoundRow], int]:
        """Return the first perpetual rows whose total is less than their subtotal (tax never lowers an amount), and their number."""
        kept = [rows for _, rows in self._main().values() if rows]
        return _first(row for rows in kept for row in rows.off), sum(rows.off_count for rows in kept)

    def sums(self, heads: Iterable[InvoiceHead]) -> tuple[Decimal, Decimal]:
        """Return the sums of all rows without and with tax; a row that has no total counts with its subtotal.

        Rows of another currency than their invoice are left out. For lines of electronic invoices the tax of the
        document counts.
        """
        main = self._main()
        currencies = {currency for currency, _ in main.values()}
        bad = sum((row.subtotal for row in self._bad if row.subtotal is not None and row.currency in currencies), Decimal(0))
        kept = [rows for _, rows in main.values() if rows]
        net = sum((rows.net for rows in kept), bad)
        return net, sum((rows.gross for rows in kept), sum((head.gross for head in heads), bad))

    def _main(self) -> dict[str, tuple[str, _Rows | None]]:
        """Return the currency of most rows of each invoice and these rows, in the order of the file."""
        most: dict[str, tuple[str, _Rows | None]] = {}
        for (number, currency), rows in self._rows.items():
            known = most[number][1] if number in most else None
            if known is None or rows.count > known.count:
                most[number] = currency, rows
        ordered = sorted(most.items(), key=lambda one: one[1][1].first if one[1][1] else 0)
        if ordered:
            return dict(ordered)
        first = next((bad.invoice for bad in self._bad), "")
        currencies = Counter(bad.currency for bad in self._bad if bad.currency)
        return {first: (currencies.most_common(1)[0][0] if currencies else "", None)}

    def _found(self, line: InvoiceLine) -> FoundRow:
        return FoundRow(self._count, line.row, line.invoice, line.currency, line.total)


def _first(rows: Iterable[FoundRow]) -> list[FoundRow]:
    return sorted(rows, key=lambda row: row.place)[:MOST_SHOWN]


def _is_off(line: InvoiceLine) -> bool:
    return line.total is not None and line.total != line.subtotal and abs(line.total) < abs(line.subtotal)
