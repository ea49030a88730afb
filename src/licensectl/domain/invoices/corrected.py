"""Credit notes that name only the invoices that they take back: their lines get the orders of these."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from licensectl.core.text import listed
from licensectl.domain.invoices import messages
from licensectl.domain.invoices.model import CREDIT_NOTE, Billed, CorrectedInvoice, InvoiceHead, InvoiceLine
from licensectl.errors import Problem


class Document(NamedTuple):
    """An invoice or credit note; `lines` have the orders that it names itself, `corrects` are the invoices that it takes back.

    `is_new`: the ledger does not hold it.
    """

    id: str
    seller_id: str
    number: str
    day: date
    corrects: tuple[CorrectedInvoice, ...]
    lines: Sequence[InvoiceLine]
    is_new: bool = False

    @property
    def corrected(self) -> set[tuple[str, str]]:
        """The invoices that it takes back, by seller and number."""
        return {(self.seller_id, one.number) for one in self.corrects}


class _Base(NamedTuple):
    """A line that a credit note may take back, with the document that it is of."""

    document: Document
    line: InvoiceLine


def with_corrected(billed: Billed, kept: Sequence[Document]) -> Billed:
    """Return the file with the orders of lines of credit notes that name none, from the invoices that the notes take back.

    `kept` are documents of the ledger; a document of the file is used in the place of the one of its id.
    """
    own = documents_of(billed, {one.id for one in kept})
    ids = {one.id for one in own}
    notes = linked_notes([*own, *(one for one in kept if one.id not in ids)])
    rows = {head.label: iter(notes[head.id]) for head in billed.heads if head.corrects}
    return replace(billed, lines=[next(rows[line.invoice]) if line.invoice in rows else line for line in billed.lines])


def documents_of(billed: Billed, known: Collection[str]) -> list[Document]:
    """Return the electronic invoices of a file; `known` are the ids of those that the ledger holds."""
    rows: dict[str, list[InvoiceLine]] = {}
    for line in billed.lines:
        rows.setdefault(line.invoice, []).append(line)
    return [
        Document(head.id, head.seller_id, head.number, head.day, head.corrects, rows.get(head.label, []), head.id not in known)
        for head in billed.heads
    ]


def linked_notes(documents: Iterable[Document]) -> dict[str, list[InvoiceLine]]:
    """Return the lines of the credit notes among the documents, by id, with the orders of the invoices that they take back.

    The result does not depend on the order of the documents: earlier credit notes come first, and those in the ledger before others.
    """
    held = sorted(documents, key=lambda one: (one.is_new, one.day, one.id))
    bases = [_Base(one, line) for one in sorted(held, key=lambda one: (one.day, one.id)) for line in one.lines]
    taken: set[int] = set()
    return {
        note.id: [line if line.order_id else _with_base(line, note, bases, taken) for line in note.lines] for note in held if note.corrects
    }


def settles_nothing(head: InvoiceHead, lines: Sequence[InvoiceLine], known: Collection[tuple[str, str]], source: str) -> Problem:
    """Return the warning about a document whose `lines` are of no order; `known`: seller and number of the invoices in the ledger."""
    if not any(line.charge_type == CREDIT_NOTE for line in lines):
        return messages.NO_ORDER.at(source, number=head.number)
    if not head.corrects:
        return messages.NOTE_NAMELESS.at(source, number=head.number)
    gone = [one.number for one in head.corrects if (head.seller_id, one.number) not in known]
    message = messages.NOTE_ALONE if gone else messages.NOTE_UNLIKE
    return message.at(source, number=head.number, invoices=listed(gone or [one.number for one in head.corrects]))


def _with_base(line: InvoiceLine, note: Document, bases: Sequence[_Base], taken: set[int]) -> InvoiceLine:
    """Return the line with the order of the line that it takes back: of those with its code one of the same amount, else of the same
    quantity, and one that no other line takes back.

    Words of the credit note's own text that may be orders come first.
    """
    corrected = note.corrected
    fitting = [
        (place, base)
        for place, base in enumerate(bases)
        if (base.document.seller_id, base.document.number) in corrected
        and base.document is not note
        and not set(line.codes).isdisjoint(base.line.codes)
    ]
    meant = _meant(note, {(base.document.number, base.document.day) for _, base in fitting})
    ranks = [
        (place in taken, abs(base.line.subtotal) != abs(line.subtotal), abs(base.line.quantity) != abs(line.quantity), place)
        for place, base in fitting
        if (base.document.number, base.document.day) in meant
    ]
    if not ranks:
        return line
    place = min(ranks)[-1]
    taken.add(place)
    found = bases[place].line
    return replace(line, references=tuple(dict.fromkeys((*line.references, *found.references))), order_id=found.order_id)


def _meant(note: Document, known: set[tuple[str, date]]) -> set[tuple[str, date]]:
    """Return the known invoices, by number and day, that a credit note takes back.

    Many sellers number from 1 each year: without a day that is known the note means the last invoice of that number before it.
    """
    meant = {(one.number, one.day) for one in note.corrects if one.day} & known
    for number in {number for number, _ in known} - {number for number, _ in meant}:
        meant.add((number, max((day for other, day in known if other == number), key=lambda day: (day <= note.day, day))))
    return meant
