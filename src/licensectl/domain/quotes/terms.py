"""What a customer is promised with each program of a quote: payment, delivery, key, and until when it can be given back."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from licensectl.core.text import Text
from licensectl.domain.programs.model import Program
from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.model import QuoteRequest
from licensectl.domain.returns.decide import ReturnAnswer, ReturnQuestion
from licensectl.domain.returns.providers import Policy
from licensectl.domain.returns.rules import ReturnRule
from licensectl.domain.returns.stricter import Named, answered
from licensectl.errors import LicensectlError

# The attributes of a program that an offer states, in its order.
STATED = ("payment_schedule", "provisioning_time", "key_type")


class ProgramTerms(Struct, frozen=True):
    """The terms of `program`: attribute → words; `returns` as if ordered and asked on `day`, None where no rule is on record.

    `policy`: what the reseller's own provider takes back, which is promised to a customer no longer than it holds. `unit`: what must be
    returned together, as in a return rule, "" where unknown; `keys_revoked`: whether the keys end with the return.
    """

    title: Text
    stated: dict[str, Text]
    returns: ReturnAnswer | None
    day: date
    program: str = ""
    policy: Policy | None = None
    unit: str = ""
    keys_revoked: bool = False


def terms(quote: Quote, programs: Mapping[str, Program], rules: Mapping[str, ReturnRule], named: Named | None = None) -> list[ProgramTerms]:
    """The terms of each program that a Microsoft line of the quote is bought under, as far as it is known; with a provider the
    stricter ones."""
    used = dict.fromkeys(line.program for line in quote.lines if line.vendor == "Microsoft")
    known = {program_id: programs[program_id] for program_id in used if program_id in programs}
    return [program_terms(program_id, program, (quote.request, quote.date), rules, named) for program_id, program in known.items()]


def program_terms(
    program_id: str, program: Program, asked: tuple[QuoteRequest, date], rules: Mapping[str, ReturnRule], named: Named | None = None
) -> ProgramTerms:
    """The terms on which a business orders what a request asks for under one program, on that day."""
    request, day = asked
    facts = {name: program.fact(name, day) for name in STATED}
    stated = {name: fact.offer for name, fact in facts.items() if fact is not None and fact.offer is not None}
    question = _question(program_id, program, request, day)
    held = named.provider.policy(question.program, question.kind, day) if named else None
    answer, policy = _returns(question, rules, named), held[1] if held else None
    rule = rules.get(answer.rule or "") if answer else None
    returned = (rule.unit, rule.keys_revoked) if rule else ("", False)
    return ProgramTerms(program.short, stated, answer, day, program_id, policy, *returned)


def _question(program_id: str, program: Program, request: QuoteRequest, day: date) -> ReturnQuestion:
    return ReturnQuestion(
        program=program.returned_as.program or program_id,
        kind=program.returned_as.kinds[0],
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
