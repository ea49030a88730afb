"""Terms for the customer of each program of a quote: payment, delivery, key, and until when it can be given back."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core.text import Text
from licensectl.domain.programs.model import Program
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder
from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.line import QuoteLine
from licensectl.domain.quotes.model import QuoteRequest
from licensectl.domain.returns.decide import ReturnAnswer, ReturnQuestion
from licensectl.domain.returns.providers import Policy
from licensectl.domain.returns.rules import ReturnRule
from licensectl.domain.returns.stricter import Named, answered
from licensectl.errors import LicensectlError

# The attributes of a program that an offer states, in its order.
STATED = ("payment_schedule", "provisioning_time", "key_type")


class ProgramTerms(Struct, frozen=True):
    """The terms of `program`: attribute → words; `returns` as if ordered and asked on `day`, None if no rule is on record.

    `policy`: what the reseller's own provider takes back, which is promised to a customer no longer than it holds. `unit`: what must be
    returned together, as in a return rule, "" where unknown; `keys_revoked`: whether the keys end with the return;
    `kind`: the kind of subscription that they are for, as the return rules call it.
    """

    title: Text
    stated: dict[str, Text]
    returns: ReturnAnswer | None
    day: date
    program: str = ""
    policy: Policy | None = None
    unit: str = ""
    keys_revoked: bool = False
    kind: str = ""


def terms(quote: Quote, programs: Mapping[str, Program], rules: Mapping[str, ReturnRule], named: Named | None = None) -> list[ProgramTerms]:
    """Return the terms of each program that a Microsoft line of the quote is bought under, as far as it is known; with a provider the
    stricter ones."""
    found = []
    for program_id, kind in dict.fromkeys((line.program, _kind(line)) for line in quote.lines if line.vendor == "Microsoft"):
        if program_id in programs:
            found.append(program_terms(*_program_of(program_id, kind, programs), (quote.request, quote.date), rules, named, kind))
    return found


def _kind(line: QuoteLine) -> str:
    """Return the kind of a subscription in the return rules; "" for a line that is bought once."""
    if not line.recurrence:
        return ""
    placed = PlacedLine(line.position, line.called, line.quantity, line.title, line.term)
    return PlacedOrder(id="", program=line.program).kind_of(placed)


def _program_of(program_id: str, kind: str, programs: Mapping[str, Program]) -> tuple[str, Program]:
    """Return the program whose facts hold for a kind of product that is bought under another, else that other one."""
    fitting = (
        (known, program)
        for known, program in programs.items()
        if kind and kind in program.returned_as.kinds and program.returned_as.program == program_id
    )
    return next(fitting, (program_id, programs[program_id]))


def program_terms(
    program_id: str,
    program: Program,
    asked: tuple[QuoteRequest, date],
    rules: Mapping[str, ReturnRule],
    named: Named | None = None,
    kind: str = "",
) -> ProgramTerms:
    """Return the terms on which a business orders what a request asks for under one program, on that day.

    `kind` is that of a subscription, as the return rules call it. The program states nothing of kinds that it does not name.
    """
    request, day = asked
    stating = STATED if kind in ("", *program.returned_as.kinds) else ()
    facts = {name: program.fact(name, day) for name in stating}
    stated = {name: fact.offer for name, fact in facts.items() if fact is not None and fact.offer is not None}
    question = _question(program_id, program, request, day, kind)
    held = named.provider.policy(question.program, question.kind, day) if named else None
    answer, policy = _returns(question, rules, named), held[1] if held else None
    rule = rules.get(answer.rule or "") if answer else None
    returned = (rule.unit, rule.keys_revoked) if rule else ("", False)
    if answer and rule and kind and rule.refund:
        # What is credited on the first day may be more than what is credited on the last, and that is promised.
        answer = replace(answer, refund=rule.refund)
    return ProgramTerms(program.short, stated, answer, day, program_id, policy, *returned, kind=kind)


def _question(program_id: str, program: Program, request: QuoteRequest, day: date, kind: str) -> ReturnQuestion:
    return ReturnQuestion(
        program=program.returned_as.program or program_id,
        kind=kind or program.returned_as.kinds[0],
        purchased=day,
        requested=day,
        market=request.market,
        buyer="business",
        segment=request.segment,
        activated=False,
        keys_fulfilled=False,
    )


def _returns(question: ReturnQuestion, rules: Mapping[str, ReturnRule], named: Named | None) -> ReturnAnswer | None:
    try:
        return answered(question, rules, named)
    except LicensectlError:
        # An offer promises nothing then.
        return None
