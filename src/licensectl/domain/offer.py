"""What a customer is promised with each program of a quote: payment, delivery, key, and until when it can be given back."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from licensectl.domain.program import Program
from licensectl.domain.quote import Quote
from licensectl.domain.request import QuoteRequest
from licensectl.domain.return_rules import ReturnRule
from licensectl.domain.returns import ReturnAnswer, ReturnQuestion, check
from licensectl.domain.text import Text
from licensectl.errors import Failure

# The attributes of a program that an offer states, in its order.
STATED = ("payment_schedule", "provisioning_time", "key_type")
# What a program delivers, where that is not perpetual software by download.
KINDS = {"box": "physical", "csp_subscription": "software_subscription"}


class ProgramTerms(Struct, frozen=True):
    """The terms of `program`: attribute → words; `returns` as if ordered and asked on `day`, None where no rule is on record."""

    title: Text
    stated: dict[str, Text]
    returns: ReturnAnswer | None
    day: date
    program: str = ""


def terms(quote: Quote, programs: Mapping[str, Program], rules: Mapping[str, ReturnRule]) -> list[ProgramTerms]:
    """The terms of each program that a Microsoft line of the quote is bought under, as far as it is known."""
    used = dict.fromkeys(line.program for line in quote.lines if line.vendor == "Microsoft")
    return [_terms(id, programs[id], quote, rules) for id in used if id in programs]


def _terms(id: str, program: Program, quote: Quote, rules: Mapping[str, ReturnRule]) -> ProgramTerms:
    facts = {name: program.fact(name, quote.date) for name in STATED}
    stated = {name: fact.offer for name, fact in facts.items() if fact is not None and fact.offer is not None}
    return ProgramTerms(program.short, stated, return_right(id, quote.request, quote.date, rules), quote.date, id)


def return_right(id: str, request: QuoteRequest, day: date, rules: Mapping[str, ReturnRule]) -> ReturnAnswer | None:
    """What a business may give back of what it orders under program `id` on `day`; None where no rule is on record for it there."""
    question = ReturnQuestion(
        program=id,
        kind=KINDS.get(id, "perpetual"),
        purchased=day,
        requested=day,
        market=request.market,
        buyer="business",
        segment=request.segment,
    )
    try:
        return check(question, rules)
    except Failure:
        # An offer promises nothing then.
        return None
