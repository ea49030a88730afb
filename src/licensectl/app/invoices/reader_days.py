"""Days in the cells of an invoice file, whichever figure is the month."""

import re
from datetime import UTC, date, datetime

from licensectl.domain.invoices import messages
from licensectl.errors import LicensectlError
from licensectl.tables.dates import DateOrder, OpenDateOrderError, day_of, order_of

# What .NET writes for a day that is not known.
PLACEHOLDERS = ("0001-01-01", "1/1/0001", "01/01/0001")
INSTANT = re.compile(r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?([+-]\d\d:\d\d)", re.ASCII)
SLASHED = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}.*", re.ASCII)


class Days:
    """Reads the days of a file; which figure is the month is the format's rule, or what all its days show together.

    The rule holds until all cells were read: `settled` tells whether they were read as they should be. `open_`: cells whose order
    stays open.
    """

    def __init__(self, declared: DateOrder | None, rule: DateOrder | None) -> None:
        self._rule, self._declared = rule, declared
        self._order: DateOrder | None = declared or rule
        self._known: dict[str, date | None] = {}
        self._left_open: list[str] = []
        self.open_: list[str] = []

    def settled(self, name: str) -> bool:
        """Decide the order that all cells show together; False if they have to be read again. Raise LicensectlError if they show two,
        or another than the map."""
        texts = [cell for cell in self._known if SLASHED.fullmatch(cell)]
        if self._declared:
            if others := [text for text in texts if order_of(text) not in (None, self._declared)]:
                raise LicensectlError(messages.OTHER_DATE_ORDER.at(name, value=min(others), order=self._declared))
            return True
        shown = {order for text in texts if (order := order_of(text))}
        if len(shown) > 1:
            raise LicensectlError(messages.TWO_DATE_ORDERS.at(name, first=_first(texts, "mdy"), second=_first(texts, "dmy")))
        order, before = next(iter(shown), self._rule), (self._order, self._left_open)
        others = [cell for cell in self._known if cell not in texts]
        if shown == {"mdy"} and self._rule is None and all(_day_below_13(cell) for cell in others):
            # A spreadsheet turned into days what it could read as day first, and left the rest as text.
            self._left_open = sorted(cell for cell in others if cell[:4].isdigit())
        self._order = order
        if (self._order, self._left_open) == before:
            return True
        self.open_ = list(self._left_open)
        self._known = dict.fromkeys(self.open_)
        return False

    def read(self, cell: str) -> date | None:
        """Return the day of a cell; None for a blank, a placeholder or an invalid day."""
        if cell in self._known:
            return self._known[cell]
        found = None
        if cell and not cell.startswith(PLACEHOLDERS):
            try:
                found = day_of(cell, order_of(cell) or self._order) or _of_instant(cell)
            except OpenDateOrderError:
                self.open_.append(cell)
        self._known[cell] = found
        return found


def _of_instant(cell: str) -> date | None:
    """Return the UTC day of an instant with another offset: 2026-11-01T00:30:00+02:00 is 31 October."""
    found = INSTANT.fullmatch(cell)
    try:
        moment = datetime.fromisoformat(f"{found[1].replace(' ', 'T')}{found[2]}") if found else None
        return moment.astimezone(UTC).date() if moment else None
    except (ValueError, OverflowError):
        return None


def _first(texts: list[str], order: DateOrder) -> str:
    return min(text for text in texts if order_of(text) == order)


def _day_below_13(cell: str) -> bool:
    return not cell[:4].isdigit() or cell[8:10] <= "12"
