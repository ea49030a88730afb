"""Reports of saved quotes: the list, what changed since, and the exported request."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from licensectl.core.money import Money, amount_of
from licensectl.core.text import Lang
from licensectl.domain.quotes.model import without_places
from licensectl.domain.quotes.numbering import label
from licensectl.domain.quotes.saved import QuoteEntry, SavedQuote
from licensectl.domain.quotes.verify import Movement
from licensectl.errors import EXIT_DONE, EXIT_NO, Problem
from licensectl.i18n.terms import Coded, coded, term
from licensectl.i18n.translate import N_, translate
from licensectl.render.report import Column, Report, Table, fields_of, framed, table_of

WHAT = {
    "unit_price": "cost price",
    "erp": "ERP",
    "price_sheet": "row of the price sheet",
    "product": "product",
    "special_price": "special price",
    "support": "support",
    "support_until": "end of support",
    "program": "program",
    "return_window": "days to give back",
    "validity": "validity",
}
# Shown to people instead of the day of the check, which would look like a later end of validity.
ENDED = N_("expired on {day}")
Verified = tuple[SavedQuote, Sequence[Movement]]


def entries(found: Sequence[QuoteEntry], day: date, stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `quote list`."""
    table = table_of(
        found,
        (Column("number", N_("Quote"), "id"), lambda one: label(one.number, one.revision)),
        (Column("revision", N_("Revision"), "int", "files"), lambda one: one.revision),
        (Column("customer", N_("Customer")), lambda one: one.customer),
        (Column("date", N_("Date"), "date"), lambda one: one.day),
        (Column("valid_until", N_("Valid until"), "date"), lambda one: one.valid_until),
        (Column("state", N_("Status")), lambda one: coded(one.state(day), lang)),
        (Column("program", N_("Program"), audience="files"), lambda one: one.program),
        (Column("net", N_("Net"), "amount", "files"), lambda one: amount_of(one.net)),
        (Column("gross", N_("Gross"), "amount"), lambda one: amount_of(one.gross)),
        (Column("currency", N_("Currency")), lambda one: one.currency),
        (Column("orders", N_("Orders"), audience="files"), lambda one: ", ".join(one.orders)),
    )
    body = {"quotes": [_entry(one, day) for one in found]}
    return Report(translate(N_("Quotes"), lang), table, framed("quotes", stamp, body, (), lang))


def _entry(one: QuoteEntry, day: date) -> dict[str, Any]:
    return {
        "number": one.number,
        "revision": one.revision,
        "label": label(one.number, one.revision),
        "customer": one.customer,
        "date": one.day,
        "valid_until": one.valid_until,
        "state": one.state(day),
        **fields_of(one, "program", "net", "gross", "orders"),
    }


def verified(found: Sequence[Verified], problems: Sequence[Problem], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `quote verify`: a row for each change; exit 3 if there is one."""
    columns = (
        Column("quote", N_("Quote"), "id"),
        Column("position", "#", "int"),
        Column("subject", N_("Of"), "id"),
        Column("what", N_("Moved")),
        Column("was", N_("Was")),
        Column("now", N_("Now"), audience="people"),
        Column("now", N_("Now"), audience="files"),
        Column("percent", "%", "percent"),
    )
    rows = tuple((saved.label, *_moved(one, lang)) for saved, moved in found for one in moved)
    body = {
        "quotes": [
            {
                **fields_of(saved, "number", "revision", "label"),
                "date": saved.quote.date,
                "data_version": saved.data_version,
                "moved": [fields_of(one, "what", "position", "subject", "was", "now", "percent") for one in moved],
            }
            for saved, moved in found
        ]
    }
    same = [saved.label for saved, moved in found if not moved]
    notes = (f"{translate(N_('nothing moved'), lang)}: {', '.join(same)}",) if same else ()
    day = f"{translate(N_('Since the quote'), lang)} ({translate(N_('as of'), lang)} {stamp['as_of']})"
    return Report(
        day, Table(columns, rows), framed("quote-verify", stamp, body, problems, lang), notes=notes, status=EXIT_NO if rows else EXIT_DONE
    )


def _moved(one: Movement, lang: Lang) -> tuple[Any, ...]:
    now, ended = _cell(one.now, lang), one.what in ("validity", "special_price") and isinstance(one.now, date)
    head = (one.position, one.subject, Coded(one.what, term(WHAT[one.what], lang)), _cell(one.was, lang))
    return (*head, translate(ENDED.filled(day=one.was), lang) if ended else now, now, one.percent)


def _cell(value: Any, lang: Lang) -> Any:
    return value.amount if isinstance(value, Money) else coded(value, lang) if isinstance(value, str) else value


def with_reason(report: Report, despite: str, lang: Lang) -> Report:
    """Return the internal view of a quote with the reason why it was saved despite its margin."""
    note = f"{translate(N_('Saved despite its margin'), lang)}: {despite}"
    return replace(report, notes=(*report.notes, note), record={**report.record, "despite": despite})


def request_of(saved: SavedQuote) -> dict[str, Any]:
    """Return the request that makes this quote again on any day at the same prices."""
    request: dict[str, Any] = without_places(saved.quote.request)
    return request | {"date": saved.quote.date.isoformat()}
