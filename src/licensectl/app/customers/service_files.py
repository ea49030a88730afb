"""`licensectl customer import` and `export`: the book from a file and into one, some hundred customers at a time."""

from collections.abc import Iterable, Iterator
from contextlib import closing, nullcontext
from itertools import islice

import msgspec

from licensectl.app.customers import report
from licensectl.app.customers import store as customers
from licensectl.app.customers.reader import CustomerEntry, CustomerRows, read_customers
from licensectl.app.customers.service import customer_context, market
from licensectl.cli.context import Run, who
from licensectl.cli.inputs import rereadable, shown_name
from licensectl.cli.output import remark, stream
from licensectl.cli.rejects import Rejects
from licensectl.core.spreadsheet import bare, guarded
from licensectl.core.text import Firsts, as_text
from licensectl.db import ledger
from licensectl.db.engine import Connection
from licensectl.domain.customers import messages
from licensectl.domain.customers.csv_row import COLUMNS, row
from licensectl.domain.customers.matching import CustomerChange, CustomerIndex, absorb
from licensectl.domain.customers.model import Customer
from licensectl.domain.customers.validate import check_customer, tidied, unusual
from licensectl.errors import LicensectlError, Problem
from licensectl.render.formats.csv import DIALECTS, written
from licensectl.render.formats.json import written as as_json
from licensectl.render.report import CsvForm, Report
from licensectl.tables.notices import further

# Customers per query: enough to be fast, few enough for each engine's limit of parameters.
CHUNK = 500


def import_file(run: Run, file: str, skip_bad: str | None, store: str | None) -> Report:
    """Import the customers of a file in one transaction and return how many were added, changed, unchanged and skipped.

    Without `skip_bad` a bad row is a LicensectlError, and the book is as it was.
    """
    rejects = Rejects(run, skip_bad, "--skip-bad") if skip_bad else None
    with closing(rejects) if rejects else nullcontext(), rereadable(file) as source:
        found = read_customers(source, shown_name(file))
        remark(run, *found.remarks)
        with ledger.writing(store) as connection:
            intake = CustomerIntake(run, connection)
            bad = intake.take(found.entries)
            intake.counts["skipped"] = _set_aside(bad, found, rejects) if rejects else _refuse(bad, intake.counts)
    skipped = intake.counts["skipped"]
    said = [*intake.doubts.shown, *further(intake.doubts)]
    said += [messages.SKIPPED.at(file, count=skipped, path=skip_bad)] if skipped else []
    remark(run, *said)
    return report.imported(intake.counts, run.stamp(), [*found.remarks, *said], run.lang)


def export_all(run: Run, store: str | None) -> None:
    """Write every customer to stdout or to the file of the run, in the form that import reads."""
    stream({"csv": _csv, "jsonl": _lines, "json": _document}[run.form](run, store), run)


class CustomerIntake:
    """Customers on their way into the book."""

    def __init__(self, run: Run, connection: Connection) -> None:
        self.counts = {"added": 0, "changed": 0, "unchanged": 0, "skipped": 0}
        self._connection = connection
        self._context, self._market = customer_context(run), market(run)
        self._free = customers.free_ids(connection)
        # Customer id → its first place in the file.
        self._seen: dict[str, str] = {}
        self.doubts = Firsts[Problem]()

    def take(self, entries: Iterable[CustomerEntry]) -> Iterator[CustomerEntry]:
        """Put the good ones into the book and gives back the bad ones, with their problems, in the order of the file."""
        entries = iter(entries)
        while chunk := list(islice(entries, CHUNK)):
            checked = [self._checked(entry) for entry in chunk]
            index = customers.index_of(self._connection, [entry.customer for entry in checked if entry.customer and not entry.problems])
            changes: list[CustomerChange] = []
            for entry in checked:
                outcome = entry if entry.problems or entry.customer is None else self._absorbed(entry, entry.customer, index)
                if isinstance(outcome, CustomerEntry):
                    yield outcome
                else:
                    changes.append(outcome)
            customers.put(self._connection, changes, who())

    def _checked(self, entry: CustomerEntry) -> CustomerEntry:
        if entry.customer is None:
            return entry
        customer = tidied(entry.customer, self._market)
        wrong = check_customer(customer, self._context)
        return entry._replace(customer=customer, problems=[*entry.problems, *(problem._replace(where=entry.where) for problem in wrong)])

    def _absorbed(self, entry: CustomerEntry, customer: Customer, index: CustomerIndex) -> CustomerEntry | CustomerChange:
        try:
            change = absorb(customer, index, self._free)
        except LicensectlError as failure:
            return entry._replace(problems=[problem._replace(where=entry.where) for problem in failure.problems])
        customer_id = change.customer.id or ""
        first = self._seen.setdefault(customer_id, entry.where)
        if change.kind == "changed" and first != entry.where:
            return entry._replace(problems=[messages.TWICE.at(entry.where, id=customer_id, first=first)])
        if change.kind != "unchanged":
            index.put(change.customer)
            for problem in unusual(customer):
                self.doubts.add(problem._replace(where=entry.where))
        self.counts[change.kind] += 1
        return change


def _refuse(bad: Iterator[CustomerEntry], counts: dict[str, int]) -> int:
    """Raise LicensectlError if there are bad rows, with the first of them and the count of the others."""
    found = Firsts[CustomerEntry]()
    for entry in bad:
        found.add(entry)
    if found.count:
        problems = [problem for entry in found.shown for problem in entry.problems]
        total = found.count + sum(counts.values())
        raise LicensectlError(*problems, *further(found), messages.ALL_OR_NOTHING.at(count=found.count, total=total))
    return 0


def _set_aside(bad: Iterator[CustomerEntry], found: CustomerRows, rejects: Rejects) -> int:
    """Write the bad rows, as they stood and why, before the good ones are committed: a full disk then leaves the book as it was."""
    rejects.header(found.header, DIALECTS["excel-it"] if found.italian else None)
    for entry in bad:
        rejects.row(entry.where.rpartition(":")[2], entry.problems, entry.given)
    if rejects.count:
        rejects.deliver()
    return rejects.count


def _customers(store: str | None) -> Iterator[Customer]:
    if ledger.exists(store):
        with ledger.reading(store) as connection:
            yield from customers.every(connection)


def _csv(run: Run, store: str | None) -> Iterator[bytes]:
    form = DIALECTS[run.csv_dialect]
    yield (("\ufeff" if form.bom else "") + written([COLUMNS], form)).encode()
    found = _customers(store)
    while chunk := [_cells(one, form) for one in islice(found, CHUNK)]:
        yield written(chunk, form).encode()


def _cells(one: Customer, form: CsvForm) -> list[str]:
    """Return the cells of a customer: its margin is a figure with the decimal mark of the dialect, everything else is text."""
    cells = zip(COLUMNS, row(one), strict=True)
    return [cell.replace(".", form.decimal) if name == "margin" else escaped(cell, form.ids) for name, cell in cells]


def escaped(cell: str, ids: bool) -> str:
    """Return a cell whose text `bare` gives back; `written` guards formulas where the dialect wants it."""
    return "'" + cell if bare(cell) != cell else guarded(cell, formulas=False, ids=ids)


def _lines(run: Run, store: str | None) -> Iterator[bytes]:
    for one in _customers(store):
        yield msgspec.json.encode(one, enc_hook=as_text) + b"\n"


def _document(run: Run, store: str | None) -> Iterator[bytes]:
    """Yield the frame of every JSON result, with a customer on each line."""
    head, _, tail = as_json({"schema": "licensectl.customers/1", **run.stamp(), "customers": [], "problems": []}).partition("[]")
    yield f"{head}[".encode()
    for number, line in enumerate(_lines(run, store)):
        yield (b"," if number else b"") + b"\n    " + line.rstrip(b"\n")
    yield f"\n  ]{tail}".encode()
