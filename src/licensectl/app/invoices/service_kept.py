"""Invoices in the ledger: import, list and show them."""

from collections.abc import Mapping, Sequence

from licensectl.app.invoices import report_kept as report
from licensectl.app.invoices import store as invoices
from licensectl.app.invoices.options import InvoiceImportOptions
from licensectl.app.invoices.service import load_billed, parse_month
from licensectl.app.orders import store as orders
from licensectl.cli.context import Run, who
from licensectl.cli.output import remark
from licensectl.db import ledger
from licensectl.db.engine import Connection
from licensectl.domain.invoices import messages
from licensectl.domain.invoices.corrected import linked_notes, settles_nothing
from licensectl.domain.invoices.kept import ImportState, KeptInvoice, kept_invoices, months_of_purchases
from licensectl.domain.invoices.model import Billed, InvoiceHead, InvoiceLine
from licensectl.domain.invoices.taxes import tax_remarks
from licensectl.domain.settings.profile import CREDIT_DAYS
from licensectl.errors import LicensectlError, Problem
from licensectl.render.report import Report

# Invoices with their lines, by id.
Made = dict[str, tuple[KeptInvoice, list[InvoiceLine]]]


def import_files(run: Run, files: Sequence[str], options: InvoiceImportOptions) -> Report:
    """Put the invoices of the files into the ledger in one transaction; return them with the state of each.

    Raise LicensectlError listing all reasons against an import.
    """
    month = parse_month(options.month)
    heads: dict[str, InvoiceHead] = {}
    made: Made = {}
    said: list[Problem] = []
    wrong: list[Problem] = []
    for file in files:
        try:
            billed, found, problems = _read(file, options, month, made)
            heads |= {head.id: head for head in billed.heads}
            made |= found
            said += problems
        except LicensectlError as failure:
            wrong += failure.problems
    if wrong:
        raise LicensectlError(*wrong)
    with ledger.writing(options.store) as connection:
        known = {invoice_id: invoices.find(connection, invoice_id) for invoice_id in made}
        states = {invoice_id: _state(invoice, known[invoice_id], month) for invoice_id, (invoice, _) in made.items()}
        changed = [invoice_id for invoice_id, state in states.items() if state == "replaced" and not options.replace]
        if changed:
            raise LicensectlError(*(messages.CHANGED.at(made[one][0].source, number=made[one][0].number) for one in changed))
        for invoice_id, (invoice, lines) in made.items():
            corrects = heads[invoice_id].corrects if invoice_id in heads else ()
            # A ledger of an earlier version does not say what its credit notes take back.
            if states[invoice_id] != "unchanged" or set(corrects) != set(invoices.corrections(connection, invoice_id)):
                invoices.save(connection, invoice, lines, corrects, who())
        said += _link(connection, heads, made)
    if not month:
        said += months_of_purchases(found for one, found in made.items() if states[one] != "unchanged")
    said += tax_remarks(heads.values(), run.facts.taxes.standard_rate)
    remark(run, *said)
    return report.imported([(invoice, states[one]) for one, (invoice, _) in made.items()], said, run.stamp(), run.lang)


def _link(connection: Connection, heads: Mapping[str, InvoiceHead], made: Made) -> list[Problem]:
    """Give the credit notes of the ledger the orders of what they take back, in whatever order both are imported.

    `heads` are those of the imported documents, by id. Return a warning for each of them that settles nothing.
    """
    places = {(head.seller_id, head.number) for head in heads.values()}
    notes = invoices.corrections_of(connection, places)
    corrected = {(head.seller_id, one.number) for head in heads.values() for one in head.corrects}
    documents = invoices.related(connection, corrected.union(*notes.values()))
    linked = linked_notes(documents)
    for invoice_id, lines in linked.items():
        if invoices.link(connection, invoice_id, lines) and invoice_id not in heads:
            ledger.note(connection, who(), "invoice linked", invoice_id)
    known = {(one.seller_id, one.number) for one in documents}
    rows = {one: [line for line in linked.get(one, made[one][1]) if not line.accessory] for one in heads}
    nameless = {one: lines for one, lines in rows.items() if lines and not any(line.order_ids for line in lines)}
    on_record = orders.named(connection, {name for lines in nameless.values() for line in lines for name in line.references})
    return [
        settles_nothing(heads[one], lines, known, made[one][0].source)
        for one, lines in nameless.items()
        if not any(name.casefold() in on_record for line in lines for name in line.references)
    ]


def _read(file: str, options: InvoiceImportOptions, month: str, made: Made) -> tuple[Billed, Made, list[Problem]]:
    """Return the content of a file, its invoices by id, and warnings.

    Raise LicensectlError if another file has one of them with other lines.
    """
    billed, problems, name = load_billed(file, options.columns)
    try:
        found = kept_invoices(billed, name, month)
    except LicensectlError as failure:
        raise LicensectlError(*failure.problems, *problems) from None
    twice = [invoice for invoice, _ in found if invoice.id in made and made[invoice.id][0].digest != invoice.digest]
    if twice:
        raise LicensectlError(*(messages.TWO_OF_NUMBER.at(name, number=one.number, other=made[one.id][0].source) for one in twice))
    return billed, {invoice.id: (invoice, lines) for invoice, lines in found if invoice.id not in made}, problems


def _state(invoice: KeptInvoice, known: KeptInvoice | None, month: str) -> ImportState:
    """Return the effect of the import on an invoice; the month of one in the ledger changes only where `month` states another."""
    if known is None:
        return "imported"
    same = (known.digest, known.net, known.to_pay, known.due) == (invoice.digest, invoice.net, invoice.to_pay, invoice.due)
    return "unchanged" if same and (not month or invoice.month == known.month) else "replaced"


def list_invoices(run: Run, only_open: bool, store: str | None) -> Report:
    """Return the report of the invoices in the ledger."""
    days = run.profile.credit.days if run.profile.credit else CREDIT_DAYS
    rows = [(one, one.is_open(run.as_of, days), one.due_day(days)) for one in invoices.load_invoices(store)]
    return report.invoices([row for row in rows if row[1] or not only_open], run.stamp(), run.lang)


def show(run: Run, number: str, store: str | None) -> Report:
    """Return the report of one invoice. Raises LicensectlError unless exactly one has the number or id."""
    if not ledger.exists(store):
        raise LicensectlError(messages.NO_INVOICE.at(number=number[:60]))
    with ledger.reading(store) as connection:
        found = invoices.named(connection, number)
        if len(found) != 1:
            ids = ", ".join(one.id for one in found)
            raise LicensectlError(messages.SEVERAL.at(number=number[:60], ids=ids) if found else messages.NO_INVOICE.at(number=number[:60]))
        lines = invoices.lines_of(connection, found[0].id)
    days = run.profile.credit.days if run.profile.credit else CREDIT_DAYS
    return report.invoice((found[0], found[0].is_open(run.as_of, days), found[0].due_day(days)), lines, run.stamp(), run.lang)
