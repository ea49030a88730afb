"""Later invoices in the ledger: they count where they settle what a row or an order of the file leaves open."""

from collections.abc import Sequence

from msgspec.structs import replace

from licensectl.domain.invoices.amounts import Rates
from licensectl.domain.invoices.case import PriceOf
from licensectl.domain.invoices.judge import Verdicts, judge
from licensectl.domain.invoices.match import LineGroup
from licensectl.domain.invoices.model import Cause, InvoiceLine, Judged
from licensectl.domain.invoices.totals import SETTLED, settled

# What a charge, and a credit, is called that has no order line left. A credit of another quantity gives back a part.
REPEATED: dict[bool, set[Cause]] = {False: {"duplicate", "quantity"}, True: {"duplicate", "over_credited"}}


def judge_with_later(group: LineGroup, price_of: PriceOf, rates: Rates) -> Verdicts:
    """Return the verdicts on a group without its rows of later invoices, except where those settle it or repeat its rows."""
    if not group.rows[-1].later:
        return judge(group, price_of, rates)
    own = group.part(lambda row: not row.later)
    before = judge(own, price_of, rates) if own.rows else Verdicts([], [one for one in group.ordered if not one.cancelled])
    currencies = {row.currency for row in own.rows or group.rows}
    whole = group.part(lambda row: row.currency in currencies)
    after = judge(whole, price_of, rates)
    done = not before.open_ and all(found.cause in SETTLED for found in before.rows)
    rows = before.rows if done else _rows(whole, before.rows, after.rows)
    still_open = {id(one) for one in after.open_}
    open_ = [one for one in before.open_ if id(one) in still_open]
    return Verdicts([_with_repeats(found, after.rows[len(rows) :]) for found in rows], open_)


def _rows(group: LineGroup, before: list[Judged], after: list[Judged]) -> list[Judged]:
    """Return the verdicts on the rows that are not of later invoices: those after the latter where they settle the row, else before."""
    later = after[len(before) :]
    by = tuple(dict.fromkeys(row.invoice for row in group.rows[len(before) :] if row.is_credit))
    if any(_falls_short(found) for found in later):
        return before
    if not group.ordered:
        return [_taken_back(found, by) for found in before] if _nets_out(group.rows) else before
    return [
        replace(new, credited_by=by) if old.cause not in SETTLED and new.cause in SETTLED else old
        for old, new in zip(before, after[: len(before)], strict=True)
    ]


def _with_repeats(found: Judged, later: Sequence[Judged]) -> Judged:
    """Return the verdict with the later invoices that bill the same again, or credit it again.

    A row that names no invoice may be of one of them.
    """
    if found.cause not in SETTLED or not (found.line and found.line.invoice):
        return found
    of_kind = [one for one in later if one.line and found.line and one.line.is_credit == found.line.is_credit]
    again = [one.line.invoice for one in of_kind if one.line and REPEATED[one.line.is_credit].intersection((one.cause, *one.also))]
    return replace(found, again_on=tuple(dict.fromkeys(again))) if again else found


def _falls_short(found: Judged) -> bool:
    """Tell whether a credit gives back less than was charged, or the amount to give back is not known."""
    if not found.line or not found.line.is_credit or not found.ordered or settled(found, None):
        return False
    return found.difference is None or found.difference.amount > 0


def _nets_out(rows: Sequence[InvoiceLine]) -> bool:
    return sum(row.subtotal for row in rows) == 0


def _taken_back(found: Judged, by: tuple[str, ...]) -> Judged:
    """Return the verdict on a row without an order that later invoices credit in full."""
    return replace(found, expected=found.line.billed, settled=True, credited_by=by) if found.line and found.cause not in SETTLED else found
