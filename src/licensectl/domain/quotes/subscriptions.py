"""Subscriptions: the term and the billing plan of a line, and how often it is paid.

Microsoft's price sheets price a unit for its whole term. A quote prices one payment: a unit of a year that is billed monthly costs a
twelfth. Source of the names: PC-PRICE.
"""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from licensectl.core.defaults import SHEET_PROGRAM
from licensectl.core.money import EXACT
from licensectl.domain.prices.price_list import ONE_TIME
from licensectl.domain.quotes import messages_prices as messages
from licensectl.domain.quotes.model import OtherLine, QuoteRequest, RequestLine, place
from licensectl.errors import Problem

TERM = re.compile(r"P([1-9]\d?)([MY])", re.ASCII)
TERMS = (ONE_TIME, "P1M", "P1Y", "P3Y")
# Months between two payments; None: the whole term is paid at once.
PLANS: dict[str, int | None] = {"Monthly": 1, "Annual": 12, "Triennial": 36, "None": None, ONE_TIME: None}
CENT, EXACTEST = Decimal("0.01"), Decimal("0.0001")


class Recurrence(NamedTuple):
    """Every how many months a line is paid, and how often in its term."""

    months: int
    payments: int


def term_of(line: RequestLine | OtherLine) -> str:
    """Return the term of a line as price sheets spell it: `OneTime` for what is bought once, also where the line says nothing."""
    said = (line.term or "").strip()
    if not said:
        return ONE_TIME
    return ONE_TIME if said.casefold() == ONE_TIME.casefold() else said.upper()


def plan_of(line: RequestLine | OtherLine) -> str | None:
    """Return the billing plan of a line as price sheets spell it; None if the line names none."""
    said = (line.billing_plan or "").strip()
    return next((plan for plan in PLANS if plan.casefold() == said.casefold()), said) if said else None


def is_subscription(line: RequestLine | OtherLine) -> bool:
    """Return True if a line is paid for a term."""
    return term_of(line) != ONE_TIME


def recurrence_of(term: str, plan: str | None) -> Recurrence | None:
    """Return how often a line of this term and billing plan is paid; None for what is bought once."""
    months = _months(term)
    if months is None:
        return None
    every = PLANS.get(plan or "") or months
    return Recurrence(every, months // every)


def per_payment(amount: Decimal | None, recurrence: Recurrence | None) -> Decimal | None:
    """Return the part of a price of the whole term that one payment is, half-up to four decimals."""
    if amount is None or recurrence is None or recurrence.payments == 1:
        return amount
    part = EXACT.divide(amount, Decimal(recurrence.payments)).quantize(EXACTEST, ROUND_HALF_UP, EXACT)
    short = part.quantize(CENT, ROUND_HALF_UP, EXACT)
    return short if short == part else part.normalize(EXACT)


def _months(term: str) -> int | None:
    found = TERM.fullmatch(term)
    return int(found[1]) * (12 if found[2] == "Y" else 1) if found else None


def check_subscriptions(request: QuoteRequest) -> Iterator[Problem]:
    """Yield the problems of the terms and billing plans of a request."""
    for line in request.every_line:
        yield from check_subscription(line, request.program)
    recurring = next((line for line in request.every_line if is_subscription(line)), None)
    if recurring is not None and request.discount_amount is not None:
        yield messages.DISCOUNT_OF_WHOLE.at(place(request, "discount_amount"))


def check_subscription(line: RequestLine | OtherLine, program: str) -> Iterator[Problem]:
    """Yield the problems of the term and the billing plan of a line under a program."""
    term, plan = term_of(line), plan_of(line)
    months = _months(term)
    if term != ONE_TIME and months is None:
        yield messages.TERM.at(place(line, "term"), value=(line.term or "")[:40], expected=", ".join(TERMS))
    if plan is not None and plan not in PLANS:
        yield messages.PLAN.at(place(line, "billing_plan"), value=plan[:40], expected=", ".join(PLANS))
        return
    every = PLANS[plan] if plan else None
    if term == ONE_TIME and every is not None:
        yield messages.PLAN_WITHOUT_TERM.at(place(line, "billing_plan"), plan=plan)
    elif months is not None and every is not None and months % every:
        yield messages.PLAN_OF_TERM.at(place(line, "billing_plan"), plan=plan, term=term)
    if months is None:
        return
    if isinstance(line, RequestLine) and program != SHEET_PROGRAM:
        yield messages.OTHER_PROGRAM.at(place(line, "term"), program=program, sold=SHEET_PROGRAM)
    elif isinstance(line, OtherLine) and plan is None:
        yield messages.PLAN_MISSING.at(place(line, "term"), term=term, expected=", ".join(PLANS))
