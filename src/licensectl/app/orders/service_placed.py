"""Orders on record: read, list, show and record them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from datetime import date
from typing import Any, BinaryIO

import msgspec
from msgspec.structs import replace

from licensectl.app.customers.service import OrderLinker
from licensectl.app.invoices.store import credited, load_credited
from licensectl.app.orders import report_placed as report
from licensectl.app.orders import store as orders
from licensectl.app.orders import store_accepted as accepted
from licensectl.app.orders.options import RecordOptions
from licensectl.app.orders.reader import MOST_WRONG, parse_orders, read_entries
from licensectl.app.orders.reader_json import MOST_BYTES, key_remark
from licensectl.app.orders.reader_parts import ReadOrder
from licensectl.app.orders.store import load_order, order_on_record
from licensectl.app.quotes import store as quotes
from licensectl.cli import values
from licensectl.cli.context import Run, who
from licensectl.cli.inputs import read_input
from licensectl.cli.output import remark
from licensectl.cli.rejects import Rejects
from licensectl.core.messages import ALONE, ONE_OF_TWO, bad_choice
from licensectl.core.paths import exists
from licensectl.core.sku_id import parse_sku
from licensectl.core.text import listed
from licensectl.db import ledger
from licensectl.db.engine import Connection
from licensectl.domain.customers.messages import ADDED, NO_CUSTOMER
from licensectl.domain.customers.model import Customer
from licensectl.domain.invoices.credited import Credited
from licensectl.domain.orders.from_quote import QuotedOrder, differences, quoted_order, resolved, unlikely_day
from licensectl.domain.orders.messages import EMPTY_DAY, KEY_IN_FILE, SKIPPED
from licensectl.domain.orders.messages_quote import OPEN_QUOTES
from licensectl.domain.orders.on_record import Given, Standing, bought_by, holds_key, merged, recorded, standing
from licensectl.domain.purchases.model import PlacedOrder, is_order_id
from licensectl.domain.purchases.product_keys import without_keys
from licensectl.domain.quotes.messages_saved import NOT_LINKED, OTHER_QUOTE
from licensectl.domain.quotes.numbering import Label, parse_label
from licensectl.domain.returns.question import parse_moment
from licensectl.domain.returns.rules import oldest_returnable
from licensectl.errors import LicensectlError, Problem, UsageError
from licensectl.i18n.translate import N_
from licensectl.render.report import Report

QUOTE_NUMBER = N_("the number of a quote")


def list_orders(run: Run, customer: str | None, returnable: bool, everything: bool, store: str | None) -> Report:
    """Return the report of the orders on record: all, those of `customer`, or those that can still be returned.

    On a terminal `everything` shows all of them, not only the newest.
    """
    first = oldest_returnable(run.facts.returns.rules, run.as_of) if returnable else None
    there = ledger.exists(store)

    def rows() -> Iterator[tuple[PlacedOrder, Standing]]:
        if there:
            with ledger.reading(store) as connection:
                found = orders.listed(connection, orders.Listing(customer, first))
                rows = each_standing(
                    run, (order for order in found if customer is None or bought_by(order, customer)), credited(connection)
                )
                yield from (row for row in rows if not returnable or row[1].days_left is not None)

    def total() -> int:
        return orders.count(store) if customer is None and not returnable else sum(1 for _ in rows())

    return report.listed(rows, total, brief=not everything, stamp=run.stamp(), lang=run.lang)


def show(run: Run, order_id: str, store: str | None) -> Report:
    """Return the report of one order on record. Raises LicensectlError if the id is not on record."""
    known = load_credited(store)
    [(order, stands)] = each_standing(run, [load_order(store, order_id)], known)
    problems = known.remarks(order)
    remark(run, *problems)
    return report.order(order, stands, problems, run.stamp(), run.lang)


def each_standing(run: Run, orders: Iterable[PlacedOrder], known: Credited) -> Iterator[tuple[PlacedOrder, Standing]]:
    """Yield each order with its return window on the day of the run, of the lines that invoices do not credit in full.

    The terms of the profile's distributor count.
    """
    rules, named = run.facts.returns.rules, run.provider()
    return ((order, standing(known.less(order), rules, named, run.as_of)) for order in orders)


def placed_orders(named: str, store: str | None) -> tuple[list[PlacedOrder], list[Problem]]:
    """Return the orders of the file `named` and remarks on it; where it is an order id, that order.

    An id that is not on record gives an order of which only the id is known.
    """
    if named != "-" and not exists(named) and is_order_id(named):
        return [order_on_record(store, named) or PlacedOrder(id=named)], []
    return read_orders(*read_input(named))


def read_orders(content: bytes, name: str) -> tuple[list[PlacedOrder], list[Problem]]:
    """Return the orders in a JSON file and remarks on it. Raises LicensectlError if any is wrong, with every problem."""
    orders, problems = parse_orders(content, name)
    return orders, [*problems, *key_remark(content, name)]


def orders_in(source: BinaryIO, name: str) -> tuple[list[PlacedOrder], list[Problem]]:
    """Return the orders in a stream of JSON and remarks on it; of a file that is too large only so much is read. Raises LicensectlError."""
    return read_orders(source.read(MOST_BYTES + 1), name)


def orders_of_quote(connection: Connection, number: str) -> list[PlacedOrder]:
    """Return the orders on record of the quote of this number, without the lines that invoices credit in full."""
    found = [orders.find(connection, order_id) for order_id in quotes.orders_of(connection, number)]
    return [*map(credited(connection).less, filter(None, found))] if found else []


def record(run: Run, file: str | None, options: RecordOptions, store: str | None) -> Report:
    """Put the orders of the file, or the one that the options describe, on record in one transaction; return them as they are then.

    The status is that of a refusal where something of the file was not ordered or not recorded. Raises UsageError unless exactly one of
    file and id is given, and LicensectlError if anything is wrong; then nothing is recorded.
    """
    given = _given(run, options)
    if (file is None) == (given.id is None):
        raise UsageError(ONE_OF_TWO.at(one="FILE", other="--id"))
    if options.skip_bad and file is None:
        raise UsageError(ALONE.at(option="--skip-bad", other="FILE"))
    entries: Iterable[ReadOrder] = [ReadOrder("", PlacedOrder(id=given.id or ""))]
    remarks: list[Problem] = []
    if file is not None:
        content, name = read_input(file)
        entries, remarks = read_entries(content, name), key_remark(content, name)
    if holds_key([options.customer, options.quote, options.tenant]):
        remarks.append(KEY_IN_FILE.at("--customer"))
    rejects = Rejects(run, options.skip_bad, "--skip-bad") if options.skip_bad else None
    with closing(rejects) if rejects else nullcontext():
        with ledger.writing(store) as connection:
            intake = OrderIntake(run, connection, given, file is not None)
            intake.take(entries, rejects)
            if given.quote and quotes.unknown(connection, given.quote):
                remarks.append(NOT_LINKED.at(number=given.quote[:60]))
            remarks += _open_quotes(connection, intake.done, run.as_of)
        if rejects and rejects.count:
            rejects.deliver()
            remarks.append(SKIPPED.at(file or "", count=rejects.count, path=rejects.path))
    problems = [*remarks, *intake.problems]
    remark(run, *problems)
    rows = list(each_standing(run, intake.done, load_credited(store)))
    return report.orders(rows, problems, run.stamp(), run.lang, intake.refused or not intake.done)


def _open_quotes(connection: Connection, placed: Sequence[PlacedOrder], day: date) -> list[Problem]:
    """Return a note if orders that name no quote are of customers with open quotes."""
    unlinked = {order.customer: order.id for order in placed if order.customer and not order.quote}
    wanted = {(one.number, one.revision) for one in quotes.of_customers(connection, unlinked)}
    # Most orders name their quote, and the state of quotes is known from all orders.
    found = quotes.entries(connection, lambda one: (one.number, one.revision) in wanted and one.state(day) == "open") if wanted else []
    ids = [order.id for order in placed if not order.quote and order.customer in {one.customer for one in found}]
    return [OPEN_QUOTES.at(count=len(ids), id=ids[0], numbers=listed([one.number for one in found], 5))] if ids else []


class OrderIntake:
    """Orders on their way into the ledger; call inside `ledger.writing`."""

    def __init__(self, run: Run, connection: Connection, given: Given, read: bool) -> None:
        self.done: list[PlacedOrder] = []
        self.problems: list[Problem] = []
        self.refused = False
        self._run, self._connection, self._given, self._read = run, connection, given, read
        self._linker = OrderLinker(run, connection)
        # Tenants that no customer has, each reported once.
        self._unknown: set[str] = set()
        # Number → what the quote says, None for one that is not on record; and the orders that came from it.
        self._quotes: dict[str, QuotedOrder | None] = {}
        self._ordered: dict[str, list[PlacedOrder]] = {}

    def take(self, entries: Iterable[ReadOrder], rejects: Rejects | None) -> None:
        """Record every order. Raises LicensectlError if anything is wrong, unless bad ones are set aside in `rejects`."""
        wrong: list[Problem] = []
        for entry in entries:
            faults = list(entry.wrong)
            self.problems += entry.problems
            self.refused |= entry.refused
            if entry.order is not None:
                try:
                    self._take(entry.order)
                except LicensectlError as failure:
                    faults += [problem for problem in entry.problems if problem.message is EMPTY_DAY]
                    faults += [problem if problem.where else problem._replace(where=entry.where) for problem in failure.problems]
            if faults and rejects:
                rejects.record(entry.where, faults, _as_read(entry))
            else:
                wrong += faults
            if len(wrong) >= MOST_WRONG:
                break
        if wrong:
            raise LicensectlError(*wrong)
        self._compare()

    def _compare(self) -> None:
        """Add warnings about differences from the quotes, whose earlier orders count as well."""
        on_record = orders.ids_by_quote(self._connection) if self._ordered else {}
        for number, placed in self._ordered.items():
            new = {order.id for order in placed}
            earlier = [orders.find(self._connection, one) for one in on_record.get(number.strip().casefold(), ()) if one not in new]
            if quoted := self._quotes[number]:
                self.problems += differences([*filter(None, earlier), *placed], quoted)

    def _take(self, order: PlacedOrder) -> None:
        given = self._given
        known = orders.find(self._connection, order.id, order.alternate_id or given.alternate_id)
        number = given.quote or order.quote or (known.quote if known else None)
        quoted = self._quoted(number) if number else None
        if given.quote and quoted is None and known and known.quote and self._quoted(known.quote):
            raise LicensectlError(OTHER_QUOTE.at(order=known.id, quote=known.quote, said=given.quote[:60]))
        if order.quote and quoted is None:
            order = replace(order, quote=None)
        if quoted is not None and (self._read or not (known or given.lines)):
            order = resolved(order, quoted)
        changed: list[Problem] = []
        if self._read:
            order, changed = merged(order, known)
        made = self._titled(recorded(given, order if self._read else known or order))
        linked = self._linker.link(made, without_keys(given.customer) if given.customer else None, quoted.customer if quoted else None)
        orders.save(self._connection, linked.order, who(), known is not None)
        self.done.append(linked.order)
        if linked.order.customer is None and linked.order.tenant_id and linked.order.tenant_id not in self._unknown:
            self._unknown.add(linked.order.tenant_id)
            self.problems.append(NO_CUSTOMER.at(order=linked.order.id, tenant=linked.order.tenant_id[:60]))
        self.problems += [*changed, *unlikely_day(linked.order, quoted, self._run.as_of)]
        if linked.change and linked.change.kind == "added":
            self.problems.append(ADDED.at(name=linked.change.customer.name, id=linked.change.customer.id))
        if number and quoted:
            self._ordered.setdefault(number, []).append(linked.order)

    def _titled(self, order: PlacedOrder) -> PlacedOrder:
        """Return the order with the catalogue's titles of lines without one."""
        if all(line.title for line in order.lines):
            return order
        catalog = self._run.facts.catalog
        found = {line.offer_id: catalog.find(str(key)) for line in order.lines if not line.title and (key := parse_sku(line.offer_id))}
        titles = {offer: catalog.skus[slugs[0]].title for offer, slugs in found.items() if len(slugs) == 1}
        return replace(order, lines=[replace(line, title=line.title or titles.get(line.offer_id, "")) for line in order.lines])

    def _quoted(self, number: str) -> QuotedOrder | None:
        """Return the lines and customer of the saved quote of this number, or of its part `Q-1-2`; None if it is not on record."""
        if number not in self._quotes:
            named = parse_label(number)
            labels = [one for one in (named, Label(named.number.rpartition("-")[0])) if one.number]
            whole = next((one for one in labels if quotes.holds(self._connection, one.number)), None)
            self._quotes[number] = None
            if whole is not None:
                saved = quotes.find(self._connection, accepted.chosen(self._connection, whole))
                quoted = quoted_order(saved.shown, self._run.facts.ordering, named.number, saved.label)
                if isinstance(quoted.customer, Customer) and saved.customer_id:
                    quoted = quoted._replace(customer=replace(quoted.customer, id=saved.customer_id))
                self._quotes[number] = quoted
        return self._quotes[number]


def _as_read(entry: ReadOrder) -> dict[str, Any]:
    """Return an order as it was read, without product keys, for the file of bad orders: corrected there, it can be recorded."""
    held: dict[str, Any] = json.loads(without_keys(msgspec.json.encode(entry.given or {}).decode()))
    return held


def _program(run: Run, named: str | None) -> str | None:
    """Return the program. Raises UsageError if it is unknown: no return rule would hold for the order."""
    if named is not None and named not in run.facts.programs.programs:
        raise UsageError(bad_choice("--program", named, run.facts.programs.programs))
    return named


def _given(run: Run, options: RecordOptions) -> Given:
    return Given(
        id=options.order_id,
        alternate_id=options.alternate_id,
        tenant_id=options.tenant,
        customer=options.customer,
        program=_program(run, options.program),
        quote=None if options.quote is None else values.kept("quote", options.quote, QUOTE_NUMBER, 60),
        placed=parse_moment(options.placed, "--placed") if options.placed else None,
        currency=options.currency,
        status=options.status,
        keys_fulfilled=options.keys_fulfilled,
        lines=options.line or [],
    )
