"""The report of `returns plan`: a table by deadline with the money at stake, and the same as dates for a calendar."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from licensectl.app.returns.report import REFUNDS, VERDICTS
from licensectl.core.money import amount_of
from licensectl.core.text import Lang
from licensectl.core.time_zone import Zone, written
from licensectl.domain.invoices.kept import OwedRefund
from licensectl.domain.purchases.model import day_of
from licensectl.domain.returns.plan import Agenda, PlannedReturn, sums
from licensectl.domain.returns.stricter import Named
from licensectl.errors import Problem
from licensectl.i18n.terms import Coded, coded
from licensectl.i18n.translate import N_, rendered, translate
from licensectl.render.report import CalendarEvent, Column, Report, Table, fields_of, framed, sums_below, table_of
from licensectl.render.return_terms import kind_cell

UNPRICED = N_("{count} line without a known price is not in the sums", "{count} lines without a known price are not in the sums")
SILENT = N_("no rule or no date on record for lines of: {ids}")
DAY_LAST = time(23, 59, 59)


class OpenReturns(NamedTuple):
    """Purchases that can still be returned, refunds still owed, the provider whose terms apply, and the reader's time zone."""

    agenda: Agenda
    owed: Sequence[OwedRefund]
    named: Named | None
    zone: Zone


def plan(found: OpenReturns, problems: Sequence[Problem], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `returns plan`."""
    agenda, owed = found.agenda, found.owed

    def events() -> Iterator[CalendarEvent]:
        yield from (_event(entry, found, stamp, lang) for entry in agenda.open)
        yield from (_event(entry, found, stamp, lang, withdrawn=True) for entry in agenda.withdrawn)

    return Report(
        translate(N_("Purchases that can still be returned"), lang),
        _table(agenda, lang),
        framed("return-plan", stamp, _record(found), problems, lang),
        more=(_owed_table(owed, lang),) if owed else (),
        notes=tuple(_notes(agenda, found.named, lang)),
        used=tuple(dict.fromkeys(entry.answer.rule for entry in agenda.open if entry.answer.rule)),
        events=events,
    )


def _table(agenda: Agenda, lang: Lang) -> Table:
    return table_of(
        agenda.open,
        (Column("last_safe_day", N_("Last safe day (UTC)"), "date"), lambda entry: entry.answer.last_safe_day),
        (Column("days_left", N_("Days left"), "int"), lambda entry: entry.days_left),
        (Column("order", N_("Order"), "id"), lambda entry: entry.order.id),
        (Column("customer", N_("Customer")), lambda entry: entry.order.customer),
        (Column("placed", N_("Date"), "date"), lambda entry: day_of(entry.order.placed)),
        (Column("lines", N_("Lines"), "int"), lambda entry: len(entry.lines)),
        (Column("at_stake", N_("At stake"), "amount"), lambda entry: amount_of(entry.at_stake)),
        (Column("currency", N_("Currency")), lambda entry: entry.at_stake.currency if entry.at_stake is not None else None),
        (Column("verdict", N_("Verdict")), lambda entry: Coded(entry.answer.verdict, translate(VERDICTS[entry.answer.verdict], lang))),
        (Column("refund", N_("Refund")), lambda entry: Coded(entry.answer.refund, translate(REFUNDS[entry.answer.refund], lang))),
        (Column("program", N_("Program"), audience="files"), lambda entry: entry.order.program),
        (Column("kind", N_("Kind"), audience="files"), lambda entry: kind_cell(entry.kind, lang)),
        (Column("unpriced", N_("Lines without a price"), "int", "files"), lambda entry: entry.unpriced),
        (Column("last_possible_day", N_("Last possible day (UTC)"), "date", "files"), lambda entry: entry.answer.last_possible_day),
        (
            Column("safe_until", N_("Safe until"), audience="files"),
            lambda entry: entry.answer.safe_until and written(entry.answer.safe_until),
        ),
        (Column("status", N_("Status"), audience="files"), lambda entry: entry.order.status and coded(entry.order.status, lang)),
        (Column("rule", N_("Rule"), "id", "files"), lambda entry: entry.answer.rule),
        (
            Column("decided_by", N_("Decided by"), audience="files"),
            lambda entry: entry.answer.decided_by and coded(entry.answer.decided_by, lang),
        ),
        footer=sums_below(N_("At stake"), sums(agenda.open), lang),
    )


def _notes(agenda: Agenda, named: Named | None, lang: Lang) -> Iterator[str]:
    if named:
        yield f"{translate(N_('Provider'), lang)}: {named.provider.title}"
    if unpriced := sum(entry.unpriced for entry in agenda.open):
        yield translate(UNPRICED.filled(count=unpriced), lang)
    if agenda.silent:
        yield translate(SILENT.filled(ids=", ".join(order.id for order in agenda.silent)), lang)


def _owed_table(owed: Sequence[OwedRefund], lang: Lang) -> Table:
    """Return the refunds that invoices in the ledger still lack."""
    return table_of(
        owed,
        (Column("order", N_("Order"), "id"), lambda one: one.order.id),
        (Column("customer", N_("Customer")), lambda one: one.order.customer),
        (Column("sku", "SKU", "id"), lambda one: str(one.key)),
        (Column("billed", N_("Billed"), "amount"), lambda one: one.billed.amount),
        (Column("credited", N_("Credited"), "amount"), lambda one: one.credited.amount),
        (Column("owed", N_("Owed"), "amount"), lambda one: one.owed.amount),
        (Column("currency", N_("Currency")), lambda one: one.billed.currency),
        (Column("invoices", N_("Invoices")), lambda one: ", ".join(one.invoices)),
        title=translate(N_("Refunds still owed"), lang),
    )


def _owed_record(one: OwedRefund) -> dict[str, Any]:
    return {
        "order": one.order.id,
        "customer": one.order.customer,
        "sku": str(one.key),
        "title": one.title or None,
        **fields_of(one, "billed", "credited", "owed"),
        "invoices": list(one.invoices),
    }


def _record(found: OpenReturns) -> dict[str, Any]:
    agenda, owed, named, zone = found
    return {
        "time_zone": zone.name,
        "provider": named.id if named else None,
        "returns": [_entry(entry, zone) for entry in agenda.open],
        "at_stake": list(sums(agenda.open).values()),
        "unpriced_lines": sum(entry.unpriced for entry in agenda.open),
        "without_rule": [order.id for order in agenda.silent],
        "refunds_owed": [_owed_record(one) for one in owed],
    }


def _entry(entry: PlannedReturn, zone: Zone) -> dict[str, Any]:
    order, answer = entry.order, entry.answer
    return {
        "order": order.id,
        "customer": order.customer,
        "program": order.program,
        "kind": entry.kind,
        "status": order.status,
        "placed": order.placed,
        "lines": [line.number for line in entry.lines],
        "at_stake": entry.at_stake,
        "unpriced_lines": entry.unpriced,
        **fields_of(answer, "verdict", "refund", "rule", "decided_by", "last_safe_day", "last_possible_day"),
        "days_left": entry.days_left,
        "deadlines": {"last_safe": zone.record(answer.safe_until), "last_possible": zone.record(answer.possible_until)},
    }


def _event(entry: PlannedReturn, found: OpenReturns, stamp: Mapping[str, str], lang: Lang, withdrawn: bool = False) -> CalendarEvent:
    """Return the last safe day or, when that is past, the last possible one: a whole day of the reader's zone
    before the UTC day ends, or where the hour decides the hour before."""
    answer, order, zone = entry.answer, entry.order, found.zone
    until = answer.safe_until if entry.days_left is not None else answer.possible_until
    by_day = until is None or until.time() == DAY_LAST
    return CalendarEvent(
        uid=str(uuid5(NAMESPACE_URL, f"licensectl:return:{order.id}:{entry.kind}")),
        title=_title(entry, lang),
        stamp=date.fromisoformat(stamp["as_of"]),
        day=(zone.last_whole_day(until) if until else answer.last_safe_day) if by_day else None,
        until=None if by_day else until,
        details=tuple(_details(entry, found, lang)),
        withdrawn=withdrawn,
    )


def _title(entry: PlannedReturn, lang: Lang) -> str:
    who = entry.order.customer or entry.order.id
    return f"{translate(N_('Return deadline'), lang)}: {who}" + (
        f" ({rendered(entry.at_stake, lang)})" if entry.at_stake is not None else ""
    )


def _details(entry: PlannedReturn, found: OpenReturns, lang: Lang) -> Iterator[str]:
    answer, order, zone = entry.answer, entry.order, found.zone
    yield f"{translate(N_('Order'), lang)}: {order.id}"
    for label, until in ((N_("Safe until"), answer.safe_until), (N_("Possible until"), answer.possible_until)):
        if until:
            yield f"{translate(label, lang)}: {_moment(until, lang)}; {zone.shown(until, lang)}"
    for line in entry.lines:
        price = rendered((line.unit_price * line.quantity).rounded(), lang) if line.unit_price is not None else "—"
        yield f"{line.quantity} × {line.title or line.offer_id}: {price}"
    if found.named and answer.by_provider and answer.decided_by == "provider":
        yield f"{translate(N_('Provider'), lang)}: {found.named.provider.title}"
        yield f"{translate(N_('Policy'), lang)}: {answer.by_provider.policy}"
    else:
        yield f"{translate(N_('Rule'), lang)}: {answer.rule}"


def _moment(until: datetime, lang: Lang) -> str:
    return f"{until:%d/%m/%Y %H:%M:%S} UTC" if lang == "it" else written(until)
