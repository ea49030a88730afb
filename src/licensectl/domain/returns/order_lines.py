"""An order on record as return questions, one per line, and their answers as one."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core.money import total
from licensectl.core.text import Text
from licensectl.domain.purchases import messages as purchase_messages
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder, choose_lines
from licensectl.domain.returns import messages
from licensectl.domain.returns import texts as words
from licensectl.domain.returns.decide import SEVERITY, ReturnAnswer
from licensectl.domain.returns.question import ReturnQuestion
from licensectl.domain.returns.rules import ReturnRule
from licensectl.domain.returns.stricter import Named, answered
from licensectl.domain.returns.window import earliest
from licensectl.errors import LicensectlError
from licensectl.i18n.translate import joined


class LineAnswer(Struct, frozen=True):
    """One line of an order that is asked about."""

    line: PlacedLine
    question: ReturnQuestion
    answer: ReturnAnswer


class Wish(Struct, frozen=True):
    """The wish to return an order: lines by number (none: all that are held), the quantity of one; `kind` if the user gives it.

    `credited`: for each line that was credited in full the numbers of the invoices that did it.
    """

    numbers: Sequence[int] = ()
    returned: int | None = None
    kind: str | None = None
    credited: Mapping[int, tuple[str, ...]] = {}

    def held(self, order: PlacedOrder) -> PlacedOrder:
        """Return the order without the lines that were credited in full, unless they are asked for or nothing else is left."""
        gone = set(self.credited) - set(self.numbers)
        if not self.numbers and not any(line.quantity and line.number not in gone for line in order.lines):
            return order
        return replace(order, lines=[replace(line, quantity=0) if line.number in gone else line for line in order.lines])


def parts(order: PlacedOrder, wish: Wish, base: ReturnQuestion, rules: Mapping[str, ReturnRule], named: Named | None) -> list[LineAnswer]:
    """Return the lines in question, each answered; `base` holds the options, which override the record.

    Raises LicensectlError if a line does not exist, if the order has no date or nothing left, or if a quantity is given for several lines.
    """
    if order.placed is None:
        raise LicensectlError(purchase_messages.NO_MOMENT.at(order.id))
    order = wish.held(order)
    lines = [line for line in choose_lines(order, wish.numbers).lines if line.quantity]
    if not lines:
        raise LicensectlError(messages.NOTHING_LEFT.at(id=order.id))
    if wish.returned is not None and len(lines) > 1:
        raise LicensectlError(messages.NOT_ON_LINE.at(id=order.id, count=len(lines), known=", ".join(str(line.number) for line in lines)))
    kept = len(lines) < sum(bool(line.quantity) for line in order.lines)
    questions = [_question(order, line, wish, replace(base, others_kept=kept)) for line in lines]
    return [LineAnswer(line, question, answered(question, rules, named)) for line, question in zip(lines, questions, strict=True)]


def _question(order: PlacedOrder, line: PlacedLine, wish: Wish, base: ReturnQuestion) -> ReturnQuestion:
    return replace(
        base,
        program=order.program,
        purchased=order.placed,
        kind=wish.kind or order.kind_of(line),
        quantity=line.quantity,
        returned=wish.returned,
        credited=wish.credited.get(line.number, ()),
        unit_price=line.unit_price,
        order_status=base.order_status if base.order_status is not None else order.status,
        keys_fulfilled=base.keys_fulfilled if base.keys_fulfilled is not None else order.keys_fulfilled,
    )


def together(asked: Sequence[LineAnswer]) -> ReturnAnswer:
    """Combine the answers of several lines: the sternest verdict, the earliest days, the sum where every amount is known."""
    if len(asked) == 1:
        return asked[0].answer
    answers = [part.answer for part in asked]
    sternest = max(answers, key=lambda answer: SEVERITY[answer.verdict])
    refunds = {answer.refund for answer in answers}
    return replace(
        sternest,
        refund=refunds.pop() if len(refunds) == 1 else "none" if "none" in refunds else "prorated",
        refund_amount=total(answer.refund_amount for answer in answers),
        fee=total(answer.fee for answer in answers if answer.fee is not None),
        rule=sternest.rule if len({answer.rule for answer in answers}) == 1 else None,
        last_safe_day=earliest(answer.last_safe_day for answer in answers),
        last_possible_day=earliest(answer.last_possible_day for answer in answers),
        safe_until=earliest(answer.safe_until for answer in answers),
        possible_until=earliest(answer.possible_until for answer in answers),
        reasons=_reasons(asked),
        actions=list(dict.fromkeys(action for answer in answers for action in answer.actions)),
        sources=list(dict.fromkeys(source for answer in answers for source in answer.sources)),
        curable=False,
    )


def _reasons(asked: Sequence[LineAnswer]) -> list[Text]:
    if all(part.answer.reasons == asked[0].answer.reasons for part in asked):
        return asked[0].answer.reasons
    return [joined([words.OF_LINE.filled(number=part.line.number), reason], ": ") for part in asked for reason in part.answer.reasons]
