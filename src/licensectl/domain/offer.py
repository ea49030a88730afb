"""What a customer is promised with each program of a quote: payment, delivery, key, and until when it can be given back."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from licensectl.domain.program import Program
from licensectl.domain.quote import Quote
from licensectl.domain.return_providers import Policy
from licensectl.domain.return_rules import ReturnRule
from licensectl.domain.return_stricter import Named, answered
from licensectl.domain.returns import ReturnAnswer, ReturnQuestion
from licensectl.domain.text import Text
from licensectl.errors import Failure

# The attributes of a program that an offer states, in its order.
STATED = ("payment_schedule", "provisioning_time", "key_type")
# What a program delivers, where that is not perpetual software by download.
KINDS = {"box": "physical", "csp_subscription": "software_subscription"}


class ProgramTerms(Struct, frozen=True):
    """The terms of `program`: attribute → words; `returns` as if ordered and asked on `day`, None where no rule is on record.

    `policy`: what the reseller's own provider takes back, which is promised to a customer no longer than it holds.
    """

    title: Text
    stated: dict[str, Text]
    returns: ReturnAnswer | None
    day: date
    program: str = ""
    policy: Policy | None = None


def terms(quote: Quote, programs: Mapping[str, Program], rules: Mapping[str, ReturnRule], named: Named | None = None) -> list[ProgramTerms]:
    """The terms of each program that a Microsoft line of the quote is bought under; with a provider the stricter ones."""
    used = dict.fromkeys(line.program for line in quote.lines if line.vendor == "Microsoft")
    return [_terms(id, programs[id], quote, rules, named) for id in used if id in programs]


def _terms(id: str, program: Program, quote: Quote, rules: Mapping[str, ReturnRule], named: Named | None) -> ProgramTerms:
    facts = {name: program.fact(name, quote.date) for name in STATED}
    stated = {name: fact.offer for name, fact in facts.items() if fact is not None and fact.offer is not None}
    question = _question(id, quote)
    held = named.provider.policy(question.program, question.kind, quote.date) if named else None
    return ProgramTerms(program.short, stated, _returns(question, rules, named), quote.date, id, held[1] if held else None)


def _question(id: str, quote: Quote) -> ReturnQuestion:
    return ReturnQuestion(
        program=id,
        kind=KINDS.get(id, "perpetual"),
        purchased=quote.date,
        requested=quote.date,
        market=quote.request.market,
        buyer="business",
        segment=quote.request.segment,
        activated=False,
        keys_fulfilled=False,
    )


def _returns(question: ReturnQuestion, rules: Mapping[str, ReturnRule], named: Named | None) -> ReturnAnswer | None:
    try:
        return answered(question, rules, named)
    except Failure:
        # No rule on record for this program and market: an offer promises nothing then.
        return None
