"""Invoices against orders: a cause for each difference, sums by cause, customer and month."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from licensectl.app.invoices.report_record import invoice_record, line_record, sums_record
from licensectl.core.money import amount_of
from licensectl.core.text import Lang, Text
from licensectl.domain.invoices.messages import AGAIN_LATER, OTHER_TOTAL, SUBSCRIPTION_CREDIT, TAX_OFF, TAX_RATE
from licensectl.domain.invoices.model import CAUSES, Cause, Judged
from licensectl.domain.invoices.result import Reconciled
from licensectl.domain.invoices.totals import InvoiceTally, InvoiceTotals, customer_of, settled
from licensectl.errors import EXIT_DONE, EXIT_NO, Problem
from licensectl.i18n.terms import Coded, term
from licensectl.i18n.translate import N_, translate
from licensectl.render.chart import Bar, Bars
from licensectl.render.report import Column, LongTable, Report, Table, framed

WORDS = {cause: cause.replace("_", " ") for cause in CAUSES}
# Formats that hold the lines alone.
STREAMS = ("csv", "tsv", "jsonl")
PARTS = {
    "subscriptions": N_("Subscriptions"),
    "azure": N_("Azure usage"),
    "charges": N_("Other charges"),
    "out_of_period": N_("Out of period"),
    "unreadable": N_("Unreadable"),
}


class Asked(Struct, frozen=True):
    """The invoice's total and the tolerance as given, else None; `cut`: the file was truncated.

    `form` is the format: a workbook gets a sheet per cause, a page a chart. `record`: the answer is wanted as a record, line by line.
    """

    total: Decimal | None = None
    tolerance: Decimal | None = None
    cut: bool = False
    form: str = ""
    record: bool = True


def reconciled(found: Reconciled, asked: Asked, problems: Sequence[Problem], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `invoice reconcile`; exit 3 unless every line is settled and the file is whole."""
    tallies = {invoice.currency: found.tally(invoice.currency) for invoice in found.invoices}
    off = any(problem.message in (AGAIN_LATER, OTHER_TOTAL, SUBSCRIPTION_CREDIT, TAX_OFF, TAX_RATE) for problem in problems)
    columns = _columns(lang)

    def rows() -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
        for line in found.lines:
            yield _row(line, lang), line_record(line, settled(line, asked.tolerance)) if asked.record else {}

    sheets = _sheets(found.lines, columns, lang) if asked.form == "xlsx" else ()
    return Report(
        translate(N_("Invoice and orders"), lang),
        Table(columns, (), _footer(tallies, lang)),
        framed("invoice-reconciliation", stamp, _body(found, tallies, asked), problems, lang) if asked.record else {},
        more=(*(() if asked.form in STREAMS else _more(tallies, lang)), *sheets),
        charts=tuple(_chart(tally, lang) for tally in tallies.values()) if asked.form == "html" else (),
        status=EXIT_DONE if found.settled and not asked.cut and not off else EXIT_NO,
        long=LongTable("lines", rows, lambda: found.count),
    )


def _columns(lang: Lang) -> tuple[Column, ...]:
    return (
        Column("invoice", N_("Invoice"), "id", "files"),
        Column("row", N_("Row"), "int"),
        Column("cause", N_("Cause")),
        Column("also", N_("Also"), audience="stream"),
        Column("order", N_("Order"), "id"),
        Column("customer", N_("Customer"), audience="files"),
        Column("sku", "SKU", "id"),
        Column("quantity", N_("Invoiced quantity"), "amount"),
        Column("ordered_quantity", N_("Ordered quantity"), "amount"),
        Column("invoiced", N_("Invoiced"), "amount"),
        Column("expected", N_("Expected"), "amount"),
        Column("difference", N_("Difference"), "amount"),
        Column("credited_by", N_("Credited by"), "id", "files"),
    )


def _row(found: Judged, lang: Lang) -> tuple[Any, ...]:
    line, ordered = found.line, found.ordered
    key = (line and line.key) or (ordered and ordered.key)
    ids = (line and line.order_ids) or (ordered and ordered.ids) or ()
    order = next(iter(ids), line.broken_id if line else None)
    quantities = (count(line.quantity) if line else None, count(found.ordered_quantity))
    amounts = [amount and amount.amount for amount in (found.invoiced, found.expected, found.difference)]
    return (
        invoice_of(found),
        row_of(found),
        Coded(found.cause, _said((found.cause, *found.also), lang)),
        " ".join(found.also),
        order or None,
        customer_of(found) or None,
        str(key) if key and key.product_id else None,
        *quantities,
        *amounts,
        ", ".join(found.credited_by) or None,
    )


@lru_cache(1024)
def _said(causes: tuple[Cause, ...], lang: Lang) -> str:
    return ", ".join(term(WORDS[cause], lang) for cause in causes)


def invoice_of(found: Judged) -> str | None:
    """Return the number of the line's invoice."""
    return (found.line.invoice if found.line else found.bad.invoice if found.bad else "") or None


def row_of(found: Judged) -> int | None:
    """Return the row in the file; None for what is not on the invoice."""
    return found.line.row if found.line else found.bad.row if found.bad else None


@lru_cache(4096)
def count(quantity: Decimal | None) -> Decimal | None:
    """Return 30 as 30, neither 30.00 nor 3E+1."""
    if quantity is None:
        return None
    return quantity.to_integral_value() if quantity == quantity.to_integral_value() else quantity.normalize()


def _footer(tallies: Mapping[str, InvoiceTally], lang: Lang) -> tuple[Any, ...]:
    feet = []
    for currency, tally in tallies.items():
        held = tally.totals
        named: list[tuple[Text, Decimal | None]] = [(N_("Invoiced"), held.invoiced.amount), (N_("Expected"), held.expected.amount)]
        named += [(N_("Not checked"), held.not_checked.amount)] if held.not_checked.amount else []
        named.append((N_("Difference"), held.difference.amount))
        apart = {name: part for name, part in tally.sections.items() if part.count}
        named += [(PARTS[name], amount_of(part.amount)) for name, part in apart.items()]
        named += [(N_("Whole invoice"), amount_of(tally.invoice_total))] if apart else []
        feet += [(f"{translate(name, lang)} {currency}", amount, "amount") for name, amount in named]
    return tuple(feet)


def _body(found: Reconciled, tallies: Mapping[str, InvoiceTally], asked: Asked) -> dict[str, Any]:
    """Return the record; with several currencies the totals above the invoices are those of the first, and `by_currency` has all."""
    first = next(iter(tallies.values()))
    all_sums = {currency: sums_record(tally) for currency, tally in tallies.items()}
    return {
        "summary": {cause: _with_elsewhere(cause, held, found.elsewhere) for cause, held in first.by_cause.items()},
        "lines": [],
        **all_sums[first.currency],
        "invoice_total": first.invoice_total,
        "stated_total": asked.total,
        "tolerance": asked.tolerance,
        "orders_out_of_period": found.elsewhere,
        "customers": [{"customer": name, **asdict(held)} for name, held in first.by_customer.items()],
        "months": [{"month": name, **asdict(held)} for name, held in first.by_month.items()],
        "invoices": [invoice_record(invoice) for invoice in found.invoices],
        "by_currency": [{"currency": currency, **held} for currency, held in all_sums.items()],
    }


def _with_elsewhere(cause: str, held: Any, elsewhere: int) -> dict[str, Any]:
    """Return the sums of a cause; order lines of other months count as out of period, with no amount."""
    number = held.count + (elsewhere if cause == "out_of_period" else 0)
    return {"count": number, "amount": held.amount, "difference": held.difference}


def _more(tallies: Mapping[str, InvoiceTally], lang: Lang) -> list[Table]:
    """Totals by cause, and by customer and month if there are several."""
    tables: list[Table] = []
    for currency, tally in tallies.items():
        said = f" ({currency})" if len(tallies) > 1 else ""
        causes = [(term(WORDS[cause], lang), one) for cause, one in tally.by_cause.items() if one.count]
        cells = tuple((name, one.count, amount_of(one.amount), one.difference.amount) for name, one in causes)
        heads = (Column("count", N_("Lines"), "int"), Column("amount", N_("Amount"), "amount"))
        last = Column("difference", N_("Difference"), "amount")
        tables.append(Table((Column("cause", N_("Cause")), *heads, last), cells, title=translate(N_("By cause"), lang) + said))
        for held, title, name in ((tally.by_customer, N_("By customer"), N_("Customer")), (tally.by_month, N_("By month"), N_("Month"))):
            if len(held) > 1:
                tables.append(_of_totals(held, translate(title, lang) + said, translate(name, lang), lang))
    return tables


def _sheets(lines: Iterable[Judged], columns: tuple[Column, ...], lang: Lang) -> list[Table]:
    """Return a table of the lines of each cause except `matched`."""
    held: dict[Cause, list[tuple[Any, ...]]] = {cause: [] for cause in CAUSES if cause != "matched"}
    for line in lines:
        if line.cause != "matched":
            held[line.cause].append(_row(line, lang))
    return [Table(columns, tuple(rows), title=term(WORDS[cause], lang)) for cause, rows in held.items() if rows]


def _of_totals(held: Mapping[str, InvoiceTotals], title: str, name: str, lang: Lang) -> Table:
    shown = ("invoiced", "expected", "not_checked", "difference")
    columns = tuple(Column(key, term(key.replace("_", " ").capitalize(), lang), "amount") for key in shown)
    rows = tuple((key or "—", *(getattr(one, field).amount for field in shown)) for key, one in held.items())
    return Table((Column("name", name), *columns), rows, title=title)


def _chart(tally: InvoiceTally, lang: Lang) -> Bars:
    held = tally.totals
    shown = ((N_("Invoiced"), held.invoiced), (N_("Expected"), held.expected), (N_("Not checked"), held.not_checked))
    bars = [Bar(translate(name, lang), amount.amount) for name, amount in shown]
    bars.append(Bar(translate(N_("Difference"), lang), held.difference.amount, marked=True))
    return Bars(f"{translate(N_('Invoiced and expected'), lang)} ({tally.currency})", tuple(bars), unit=tally.currency)
