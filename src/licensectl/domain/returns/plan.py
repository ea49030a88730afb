"""Every order on record that can still be given back, by its deadline, and the money at stake."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from licensectl.core.money import Money, by_currency, total
from licensectl.core.period import Moment, days_later
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder
from licensectl.domain.returns.decide import ReturnAnswer
from licensectl.domain.returns.question import ReturnQuestion
from licensectl.domain.returns.rules import ReturnRule
from licensectl.domain.returns.stricter import Named, answered, kept_of, window_end
from licensectl.errors import LicensectlError


class PlannedReturn(Struct, frozen=True, kw_only=True):
    """The lines of one kind of an order, which share a deadline.

    `at_stake`: what the priced lines cost less what the provider keeps, None if no line has a price; `unpriced`: how many have none.
    `days_left` to the last safe day, None when that is past.
    """

    order: PlacedOrder
    kind: str
    lines: Sequence[PlacedLine]
    answer: ReturnAnswer
    at_stake: Money | None
    unpriced: int
    days_left: int | None


class Agenda(Struct, frozen=True):
    """Open returns by deadline; purchases cancelled or returned in an open window; orders with a line that no rule answers."""

    open: Sequence[PlannedReturn]
    withdrawn: Sequence[PlannedReturn]
    silent: Sequence[PlacedOrder]


def agenda(
    orders: Iterable[PlacedOrder], rules: Mapping[str, ReturnRule], named: Named | None, day: date, within: int | None = None
) -> Agenda:
    """Return the agenda of the orders on `day`; with `within` only those whose last safe day is at most so many days away."""
    entries: list[PlannedReturn] = []
    silent: list[PlacedOrder] = []
    far = None if within is None else days_later(day, within)
    for order in orders:
        found, whole = _found(order, rules, named, (day, far))
        entries += found
        if not whole:
            silent.append(order)
    due = sorted(
        (entry for entry in entries if entry.lines),
        key=lambda entry: (entry.answer.last_safe_day or date.max, entry.order.id, entry.kind),
    )
    return Agenda(due, [entry for entry in entries if not entry.lines], silent)


def sums(entries: Sequence[PlannedReturn]) -> dict[str, Money]:
    """Return the money at stake by currency, as far as prices are known."""
    return by_currency(entry.at_stake for entry in entries if entry.at_stake is not None)


def _found(
    order: PlacedOrder, rules: Mapping[str, ReturnRule], named: Named | None, span: tuple[date, date | None]
) -> tuple[list[PlannedReturn], bool]:
    """Return the entries of an order, and whether a rule answers all of its lines."""
    try:
        entries = list(_entries(order, order.placed, rules, named, span)) if order.placed is not None else [None]
    except LicensectlError:
        return [], False
    found = [entry for entry in entries if entry is not None]
    return found, len(found) == len(entries)


def _entries(
    order: PlacedOrder, placed: Moment, rules: Mapping[str, ReturnRule], named: Named | None, span: tuple[date, date | None]
) -> Iterator[PlannedReturn | None]:
    """Yield an entry for each kind of product in the order that is in its window, None for one that no rule answers.

    What is still held is left out if its last safe day is after the end of the span. Raises LicensectlError if the rules cannot take
    the question.
    """
    gone, (day, far) = order.is_cancelled, span
    by_kind: dict[str, list[PlacedLine]] = {}
    for line in order.lines:
        by_kind.setdefault(order.kind_of(line), []).append(line)
    for kind, of_kind in by_kind.items():
        held = [] if gone else [line for line in of_kind if line.quantity]
        question = _question(order, kind, placed, day, bool(held))
        end = window_end(question, rules, named)
        # For most orders the end of the window is enough, which takes far less time than the whole answer.
        if end.possible_day is not None and end.possible_day < day:
            continue
        if held and far is not None and end.safe_day is not None and end.safe_day > far:
            continue
        answer = answered(question, rules, named)
        if answer.rule is None:
            yield None
        elif answer.verdict in ("eligible", "review") and answer.last_safe_day is not None:
            left = (answer.last_safe_day - day).days
            yield PlannedReturn(
                order=order,
                kind=kind,
                lines=held,
                answer=answer,
                at_stake=total(_at_stake(line.unit_price * line.quantity, answer, named) for line in held if line.unit_price is not None),
                unpriced=sum(line.unit_price is None for line in held),
                days_left=left if left >= 0 else None,
            )


def _at_stake(cost: Money, answer: ReturnAnswer, named: Named | None) -> Money:
    paid = cost.rounded()
    kept = kept_of(paid, answer, named)
    return paid if kept is None else paid - kept


def _question(order: PlacedOrder, kind: str, placed: Moment, day: date, held: bool) -> ReturnQuestion:
    return ReturnQuestion(
        program=order.program,
        kind=kind,
        purchased=placed,
        requested=day,
        order_status=order.status if held else None,
        keys_fulfilled=order.keys_fulfilled,
    )
