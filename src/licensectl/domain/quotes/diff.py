"""Two quotes side by side: lines that came, went and changed, what changed around them, and the sums."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from msgspec import to_builtins

from licensectl.core.money import Money
from licensectl.domain.customers.model import Customer
from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.line import QuoteLine

# Fields of a line that are compared, in the order of the report.
FIELDS = (
    "title",
    "program",
    "term",
    "billing_plan",
    "quantity",
    "unit_price",
    "erp",
    "sell_price",
    "discount_amount",
    "line_total",
    "vat_rate",
    "note",
)
REQUESTED = ("program", "market", "currency", "segment", "po_number", "po_date", "notes")
SUMS = ("shipping", "discount", "net", "gross", "cost", "margin", "margin_percent")
# Sums over the lines with a price: unknown while a line has none. The discount of the quote is shared among these lines alone.
OF_ALL_LINES = ("discount", "net", "gross")


class Field(NamedTuple):
    """A value on both sides, None if a side has none; Money, figures, text and days as the quote has them."""

    name: str
    old: Any
    new: Any

    @property
    def delta(self) -> Any:
        """Return the difference: a figure, or Money of one currency; None for other values."""
        old, new = self.old, self.new
        if isinstance(old, Money) and isinstance(new, Money):
            return new - old if old.currency == new.currency else None
        figures = not isinstance(old, (str, list, Money)) and not isinstance(new, (str, list, Money))
        return new - old if figures and old is not None and new is not None and not hasattr(old, "year") else None


class LineChange(NamedTuple):
    """A line that is not the same on both sides: an added or removed one has all of its fields, a changed one those that differ."""

    change: Literal["added", "removed", "changed"]
    old: QuoteLine | None
    new: QuoteLine | None
    fields: list[Field]

    @property
    def line(self) -> QuoteLine:
        """The line as it stands, or stood."""
        line = self.new or self.old
        assert line
        return line


class QuoteDifference(NamedTuple):
    """`around` is what changed of the quote itself; `sums` are all sums that either has, changed or not."""

    lines: list[LineChange]
    around: list[Field]
    sums: list[Field]

    @property
    def any(self) -> bool:
        """Return True if the two differ."""
        return bool(self.lines or self.around or any(_differs(one) for one in self.sums))

    def count(self, change: str) -> int:
        """Return the number of added, removed or changed lines."""
        return sum(one.change == change for one in self.lines)


def difference(old: Quote, new: Quote) -> QuoteDifference:
    """Return the differences of two quotes. Lines of the same product are compared, whatever their position."""
    around = [Field(name, before, after) for name, before, after in _sides(_around(old), _around(new))]
    sums = [Field(name, before, after) for name, before, after in _sides(_sums(old), _sums(new))]
    there = [one for one in sums if one.old is not None or one.new is not None]
    return QuoteDifference(list(_lines(old, new)), [one for one in around if _differs(one)], there)


def _lines(old: Quote, new: Quote) -> Iterator[LineChange]:
    there: dict[tuple[str, str], list[QuoteLine]] = defaultdict(list)
    for line in old.lines:
        there[_product(line)].append(line)
    for line in new.lines:
        same = there[_product(line)]
        if not same:
            yield LineChange("added", None, line, _fields(None, line))
            continue
        before = same.pop(0)
        if changed := [one for one in _fields(before, line) if _differs(one)]:
            yield LineChange("changed", before, line, changed)
    for line in old.lines:
        if line in there[_product(line)]:
            there[_product(line)].remove(line)
            yield LineChange("removed", line, None, _fields(line, None))


def _product(line: QuoteLine) -> tuple[str, str]:
    return line.vendor.casefold(), (line.sku or line.part_number or line.title).casefold()


def _fields(old: QuoteLine | None, new: QuoteLine | None) -> list[Field]:
    return [Field(name, _value(old, name), _value(new, name)) for name in FIELDS]


def _value(line: QuoteLine | None, name: str) -> Any:
    # What is bought once has no term: "" is nothing there. A rate of 0 is one.
    value = getattr(line, name, None)
    return None if value == "" else value


def _around(quote: Quote) -> dict[str, Any]:
    request, customer = quote.request, quote.request.customer
    who = to_builtins(customer) if isinstance(customer, Customer) else {"name": customer}
    taxed = {f"vat.{name}": value for name, value in to_builtins(request.vat).items()}
    return {
        "date": quote.date,
        "valid_until": quote.valid_until,
        **{f"customer.{name}": value for name, value in who.items()},
        **{name: getattr(request, name) for name in REQUESTED},
        **taxed,
    }


def _sums(quote: Quote) -> dict[str, Any]:
    totals = quote.totals
    taxes = {f"vat {row.rate.normalize():f} %": row.amount for row in totals.vat if totals.complete}
    held = {name: getattr(totals, name) if totals.complete or name not in OF_ALL_LINES else None for name in SUMS}
    return {**{name: held.pop(name) for name in ("shipping", "discount", "net")}, **taxes, **held}


def _sides(old: dict[str, Any], new: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name in dict.fromkeys((*old, *new)):
        yield name, old.get(name), new.get(name)


def _differs(field: Field) -> bool:
    return bool(field.old != field.new)
