"""Credit notes that name only the invoices that they take back: their lines get the orders of these."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from licensectl.core.period import first_day
from licensectl.core.text import listed
from licensectl.domain.invoices import messages
from licensectl.domain.invoices.kept import KeptInvoice
from licensectl.domain.invoices.model import Billed, InvoiceHead, InvoiceLine
from licensectl.errors import Problem


class _Base(NamedTuple):
    """A line that a credit note may take back, with seller, number and day of its invoice."""

    seller_id: str
    number: str
    day: date
    line: InvoiceLine


def with_corrected(billed: Billed, kept: Sequence[tuple[KeptInvoice, InvoiceLine]]) -> Billed:
    """Return the file with the orders of lines of credit notes that name none, from the invoices that the notes take back."""
    heads = {head.label: head for head in billed.heads}
    notes = {label: head for label, head in heads.items() if head.corrects}
    bases = [_Base(one.seller_id, one.number, one.day or first_day(one.month), line) for one, line in kept]
    for line in billed.lines:
        if line.invoice in heads and line.invoice not in notes:
            head = heads[line.invoice]
            bases.append(_Base(head.seller_id, head.number, head.day, line))
    taken: set[int] = set()
    lines = [
        _with_base(line, notes[line.invoice], bases, taken) if line.invoice in notes and not line.order_id else line
        for line in billed.lines
    ]
    return replace(billed, lines=lines)


def linked_notes(billed: Billed, others: Sequence[tuple[KeptInvoice, InvoiceLine]]) -> dict[str, list[InvoiceLine]]:
    """Return the lines of the credit notes of a file, by their ids, with the orders of the invoices that they take back.

    `others` are lines of other files and of the ledger.
    """
    lines = with_corrected(billed, others).lines
    return {
        head.id: [replace(line, invoice=head.number) for line in lines if line.invoice == head.label]
        for head in billed.heads
        if head.corrects
    }


def notes_alone(
    heads: Iterable[InvoiceHead], notes: Mapping[str, Sequence[InvoiceLine]], known: Iterable[KeptInvoice]
) -> Iterator[Problem]:
    """Yield a note for each credit note without an order that takes back an invoice which is not among those known."""
    there = {(one.seller_id, one.number) for one in known}
    for head in heads:
        gone = [one.number for one in head.corrects if (head.seller_id, one.number) not in there]
        if gone and not any(line.order_ids for line in notes[head.id]):
            yield messages.NOTE_ALONE.at(number=head.number, invoices=listed(gone))


def _with_base(line: InvoiceLine, note: InvoiceHead, bases: Sequence[_Base], taken: set[int]) -> InvoiceLine:
    """Return the line with the order of the line that it takes back: of those with its code one of the same amount, else of the same
    quantity, and one that no other line takes back.

    Words of the credit note's own text that may be orders come first.
    """
    numbers = {one.number for one in note.corrects}
    fitting = [
        (place, base)
        for place, base in enumerate(bases)
        if base.seller_id == note.seller_id and base.number in numbers and not set(line.codes).isdisjoint(base.line.codes)
    ]
    meant = _meant(note, {(base.number, base.day) for _, base in fitting})
    ranks = [
        (place in taken, abs(base.line.subtotal) != abs(line.subtotal), abs(base.line.quantity) != abs(line.quantity), place)
        for place, base in fitting
        if (base.number, base.day) in meant
    ]
    if not ranks:
        return line
    place = min(ranks)[-1]
    taken.add(place)
    found = bases[place].line
    return replace(line, references=tuple(dict.fromkeys((*line.references, *found.references))), order_id=found.order_id)


def _meant(note: InvoiceHead, known: set[tuple[str, date]]) -> set[tuple[str, date]]:
    """Return the known invoices, by number and day, that a credit note takes back.

    Many sellers number from 1 each year: without a day that is known the note means the last invoice of that number before it.
    """
    meant = {(one.number, one.day) for one in note.corrects if one.day} & known
    for number in {number for number, _ in known} - {number for number, _ in meant}:
        meant.add((number, max((day for other, day in known if other == number), key=lambda day: (day <= note.day, day))))
    return meant
