"""The report of `returns plan`: a table by deadline with the money at stake, and the same as dates for a calendar."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from licensectl.app.returns.report import REFUNDS, VERDICTS
from licensectl.core.money import Money
from licensectl.core.text import Lang
from licensectl.core.time_zone import Zone, written
from licensectl.domain.invoices.kept import OwedRefund
from licensectl.domain.purchases.model import day_of
from licensectl.domain.returns.plan import Agenda, PlannedReturn, sums
from licensectl.domain.returns.stricter import Named
from licensectl.domain.returns.texts import KINDS
from licensectl.errors import Problem
from licensectl.i18n.terms import term
from licensectl.i18n.translate import N_, rendered, translate
from licensectl.render.report import CalendarEvent, Column, Kind, Report, Table, framed

UNPRICED = N_("{count} line without a known price is not in the sums", "{count} lines without a known price are not in the sums")
SILENT = N_("no rule or no date on record for: {ids}")
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
        yield from (_event(entry, found.zone, stamp, lang) for entry in agenda.open)
        yield from (_event(entry, found.zone, stamp, lang, withdrawn=True) for entry in agenda.withdrawn)

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
    columns = (
        Column("last_safe_day", N_("Last safe day (UTC)"), "date"),
        Column("days_left", N_("Days left"), "int"),
        Column("order", N_("Order"), "id"),
        Column("customer", N_("Customer")),
        Column("placed", N_("Date"), "date"),
        Column("lines", N_("Lines"), "int"),
        Column("at_stake", N_("At stake"), "amount"),
        Column("currency", N_("Currency")),
        Column("verdict", N_("Verdict")),
        Column("refund", N_("Refund")),
        Column("program", N_("Program"), audience="files"),
        Column("kind", N_("Kind"), audience="stream"),
        Column("kind_said", N_("Kind"), audience="workbook"),
        Column("unpriced", N_("Lines without a price"), "int", "files"),
        Column("last_possible_day", N_("Last possible day (UTC)"), "date", "files"),
        Column("safe_until", N_("Safe until"), audience="files"),
        Column("status", N_("Status"), audience="stream"),
        Column("status_said", N_("Status"), audience="workbook"),
        Column("rule", N_("Rule"), "id", "files"),
    )
    rows = tuple(_row(entry, lang) for entry in agenda.open)
    footer: list[tuple[str, Any, Kind]] = [
        (f"{translate(N_('At stake'), lang)} {currency}", money.amount, "amount") for currency, money in sums(agenda.open).items()
    ]
    return Table(columns, rows, footer=tuple(footer))


def _row(entry: PlannedReturn, lang: Lang) -> tuple[Any, ...]:
    order, answer = entry.order, entry.answer
    return (
        answer.last_safe_day,
        entry.days_left,
        order.id,
        order.customer,
        day_of(order.placed),
        len(entry.lines),
        entry.at_stake.amount if entry.at_stake is not None else None,
        entry.at_stake.currency if entry.at_stake is not None else None,
        translate(VERDICTS[answer.verdict], lang),
        translate(REFUNDS[answer.refund], lang),
        order.program,
        entry.kind,
        translate(KINDS.get(entry.kind, entry.kind), lang),
        entry.unpriced,
        answer.last_possible_day,
        written(answer.safe_until) if answer.safe_until else None,
        order.status,
        order.status and term(order.status, lang),
        answer.rule,
    )


def _notes(agenda: Agenda, named: Named | None, lang: Lang) -> Iterator[str]:
    if named:
        yield f"{translate(N_('Provider'), lang)}: {named.provider.title}"
    if unpriced := sum(entry.unpriced for entry in agenda.open):
        yield translate(UNPRICED.filled(count=unpriced), lang)
    if agenda.silent:
        yield translate(SILENT.filled(ids=", ".join(order.id for order in agenda.silent)), lang)


def _owed_table(owed: Sequence[OwedRefund], lang: Lang) -> Table:
    """Refunds that invoices in the ledger still lack."""
    columns = (
        Column("order", N_("Order"), "id"),
        Column("customer", N_("Customer")),
        Column("sku", "SKU", "id"),
        Column("billed", N_("Billed"), "amount"),
        Column("credited", N_("Credited"), "amount"),
        Column("owed", N_("Owed"), "amount"),
        Column("currency", N_("Currency")),
        Column("invoices", N_("Invoices")),
    )
    rows = tuple(
        (one.order.id, one.order.customer, str(one.key), *(amount.amount for amount in (one.billed, one.credited, one.owed)),
         one.billed.currency, ", ".join(one.invoices))
        for one in owed
    )  # fmt: skip
    return Table(columns, rows, title=translate(N_("Refunds still owed"), lang))


def _owed_record(one: OwedRefund) -> dict[str, Any]:
    return {
        "order": one.order.id,
        "customer": one.order.customer,
        "sku": str(one.key),
        "title": one.title or None,
        "billed": one.billed,
        "credited": one.credited,
        "owed": one.owed,
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
        "verdict": answer.verdict,
        "refund": answer.refund,
        "rule": answer.rule,
        "decided_by": answer.decided_by,
        "last_safe_day": answer.last_safe_day,
        "last_possible_day": answer.last_possible_day,
        "days_left": entry.days_left,
        "deadlines": {"last_safe": zone.record(answer.safe_until), "last_possible": zone.record(answer.possible_until)},
    }


def _event(entry: PlannedReturn, zone: Zone, stamp: Mapping[str, str], lang: Lang, withdrawn: bool = False) -> CalendarEvent:
    """Return the last safe day or, when that is past, the last possible one: a whole day of the reader's zone
    before the UTC day ends, or where the hour decides the hour before."""
    answer, order = entry.answer, entry.order
    until = answer.safe_until if entry.days_left is not None else answer.possible_until
    by_day = until is None or until.time() == DAY_LAST
    return CalendarEvent(
        uid=str(uuid5(NAMESPACE_URL, f"licensectl:return:{order.id}:{entry.kind}")),
        title=_title(entry, lang),
        stamp=date.fromisoformat(stamp["as_of"]),
        day=(zone.last_whole_day(until) if until else answer.last_safe_day) if by_day else None,
        until=None if by_day else until,
        details=tuple(_details(entry, zone, lang)),
        withdrawn=withdrawn,
    )


def _title(entry: PlannedReturn, lang: Lang) -> str:
    who = entry.order.customer or entry.order.id
    return f"{translate(N_('Return deadline'), lang)}: {who}" + (
        f" ({rendered(entry.at_stake, lang)})" if entry.at_stake is not None else ""
    )


def _details(entry: PlannedReturn, zone: Zone, lang: Lang) -> Iterator[str]:
    answer, order = entry.answer, entry.order
    yield f"{translate(N_('Order'), lang)}: {order.id}"
    for label, until in ((N_("Safe until"), answer.safe_until), (N_("Possible until"), answer.possible_until)):
        if until:
            yield f"{translate(label, lang)}: {_moment(until, lang)}; {zone.shown(until, lang)}"
    for line in entry.lines:
        yield f"{line.quantity} × {line.title or line.offer_id}: {_price(line.unit_price, line.quantity, lang)}"
    yield f"{translate(N_('Rule'), lang)}: {answer.rule}"


def _moment(until: datetime, lang: Lang) -> str:
    return f"{until:%d/%m/%Y %H:%M:%S} UTC" if lang == "it" else written(until)


def _price(unit_price: Money | None, quantity: int, lang: Lang) -> str:
    return str(rendered((unit_price * quantity).rounded(), lang)) if unit_price is not None else "—"
