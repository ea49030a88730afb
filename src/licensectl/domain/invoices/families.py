"""Families of records: rows and order lines that may belong together, so that each family can be judged by itself."""

from array import array
from collections.abc import Sequence

from licensectl.domain.invoices.model import InvoiceLine, Ordered

# Marks are hashes. Two names with one mark only make a family larger.
MASK = (1 << 61) - 1
TENANT = "\0tenant"


class Marks:
    """The marks of one kind of record: of its first order id (its place if it has none), and of its customer and SKU (0 without one)."""

    def __init__(self) -> None:
        self.names, self.customers = array("q"), array("q")

    def __len__(self) -> int:
        return len(self.names)


class Families:
    """Joins names of orders that one record has, and the rows of a customer whose order ids are of no order on record.

    `whole`: the records cannot be told apart, because lines of electronic invoices name no customer.
    """

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}
        self._known = array("q")
        self.lines, self.kept, self.ordered = Marks(), Marks(), Marks()
        self.whole = False

    def add_line(self, line: InvoiceLine) -> None:
        """Take in a row of the invoice."""
        self.whole = self.whole or line.of_document
        self._add(self.lines, line.order_ids, line.tenant_id, line)

    def add_kept(self, line: InvoiceLine) -> None:
        """Take in a row of an invoice in the ledger."""
        self.whole = self.whole or line.of_document
        self._add(self.kept, line.order_ids, line.tenant_id, line)

    def add_ordered(self, one: Ordered) -> None:
        """Take in an order line."""
        self._known.extend(self._add(self.ordered, one.ids, one.tenant_id, one))

    def _add(self, marks: Marks, ids: Sequence[str], tenant: str, record: InvoiceLine | Ordered) -> list[int]:
        names = [hash(order_id.casefold()) & MASK for order_id in ids] or [hash((id(marks), len(marks))) & MASK]
        for other in names[1:]:
            self._join(names[0], other)
        marks.names.append(names[0])
        marks.customers.append(hash((TENANT, tenant.casefold(), record.key)) & MASK if tenant else 0)
        return names

    def parts(self, count: int) -> list[tuple[Sequence[int], Sequence[int], Sequence[int]]]:
        """Return the places of rows, rows in the ledger and order lines in each of `count` parts, in which every family is whole."""
        self._join_customers()
        count = 1 if self.whole else count
        split = [self._split(marks, count) for marks in (self.lines, self.kept, self.ordered)]
        return list(zip(*split, strict=True))

    def _join_customers(self) -> None:
        """Join rows whose order id is of no order on record with the order lines of their customer and SKU."""
        known = set(self._known)
        unknown = set()
        for marks in (self.lines, self.kept):
            for name, customer in zip(marks.names, marks.customers, strict=True):
                if customer and name not in known:
                    unknown.add(customer)
                    self._join(customer, name)
        if unknown:
            for name, customer in zip(self.ordered.names, self.ordered.customers, strict=True):
                if customer in unknown:
                    self._join(customer, name)

    def _split(self, marks: Marks, count: int) -> Sequence[Sequence[int]]:
        places = [array("q") for _ in range(count)]
        for place, mark in enumerate(marks.names):
            places[self._root(mark) % count].append(place)
        return places

    def _root(self, mark: int) -> int:
        while (up := self._parent.get(mark)) is not None:
            above = self._parent.get(up)
            if above is not None:
                self._parent[mark] = above
            mark = up
        return mark

    def _join(self, left: int, right: int) -> None:
        left, right = self._root(left), self._root(right)
        if left != right:
            self._parent[right] = left
