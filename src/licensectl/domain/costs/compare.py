"""One basket under several programs: costs, obstacles, and the cheapest of the possible programs."""

from collections.abc import Mapping, Sequence
from datetime import date as Day

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core.money import Money
from licensectl.domain.costs import messages
from licensectl.domain.costs.line import Placed, Substitute, check_instead, own_line, place
from licensectl.domain.programs.compare import known
from licensectl.domain.programs.model import Fact, Program
from licensectl.domain.quotes.build import closed, items_of, other_lines, products
from licensectl.domain.quotes.checks import conditions, sale
from licensectl.domain.quotes.checks.context import QuoteContext, fill
from licensectl.domain.quotes.line import QuoteLine
from licensectl.domain.quotes.model import QuoteRequest
from licensectl.domain.quotes.pricing import WantedProduct
from licensectl.domain.quotes.terms import ProgramTerms, program_terms
from licensectl.domain.quotes.totals import Totals, check_discounts, totals_of
from licensectl.domain.returns.rules import ReturnRule
from licensectl.domain.returns.stricter import Named
from licensectl.errors import LicensectlError, Problem
from licensectl.i18n.translate import N_

# Attributes of a program that a buyer compares besides the price.
STATED = ("minimum_initial_purchase", "payment_schedule", "provisioning_time", "key_type", "media_shipping")
OBSTACLES = (conditions.open_first_order, conditions.segment, conditions.software_assurance)
# Prices by hand are those of the program that the request names.
OF_ONE_PROGRAM = {"unit_price": None, "sell_price": None, "special_price": None}
REMARKS = (sale.support, sale.not_sold, conditions.most_at_once)


class ProgramCosts(Struct, frozen=True, kw_only=True):
    """The basket under one program. `obstacles` are why it cannot be bought there; `totals.complete` is False while a price is missing.

    `facts` are the attributes in STATED that hold on the day; `terms` say what can be given back.
    """

    program: str
    lines: list[QuoteLine]
    totals: Totals
    obstacles: list[Problem]
    remarks: list[Problem]
    facts: dict[str, Fact]
    terms: ProgramTerms

    @property
    def possible(self) -> bool:
        """Return True without any known obstacle."""
        return not self.obstacles

    @property
    def total(self) -> Money | None:
        """The net sum; None while any price is missing, for a part of a basket compares with nothing."""
        return self.totals.net if self.totals.complete else None


class Costs(Struct, frozen=True):
    """The comparison, a program after the other as asked for."""

    request: QuoteRequest
    date: Day
    programs: list[ProgramCosts]

    @property
    def cheapest(self) -> str | None:
        """The first of the programs with the lowest net sum among those that are possible and priced in full."""
        fit = [(costs.total.amount, costs.program) for costs in self.programs if costs.possible and costs.total is not None]
        return min(fit, key=lambda pair: pair[0])[1] if fit else None


class Grounds(Struct, frozen=True):
    """The grounds of a comparison: catalogue, programs and prices, the return rules, and the provider whose terms are stricter."""

    around: QuoteContext
    rules: Mapping[str, ReturnRule]
    provider: Named | None = None


def compare_costs(request: QuoteRequest, grounds: Grounds, ids: Sequence[str], instead: Sequence[Substitute] = ()) -> Costs:
    """Return the basket under each of `ids` on its date, else that of the grounds. Raises LicensectlError that lists its problems.

    Prices by hand hold under the request's own program; the rules for sell prices hold under all.
    """
    around = replace(grounds.around, day=request.date or grounds.around.day)
    known(ids, around.programs, N_("program"))
    wanted = products(request, around.catalog, around.programs, around.prices)
    check_instead(instead, ids, len(request.lines))
    return Costs(request, around.day, [_under(program_id, request, wanted, replace(grounds, around=around), instead) for program_id in ids])


def _under(
    program_id: str, request: QuoteRequest, wanted: list[WantedProduct], grounds: Grounds, instead: Sequence[Substitute]
) -> ProgramCosts:
    around = grounds.around
    program, swaps = around.programs[program_id], {swap.position: swap for swap in instead if swap.program == program_id}
    asked = _asked(request, program, program_id)
    own = program_id == request.program
    shut = closed(asked.program, around.programs, around.day, asked.where)
    placed = _placed(asked, wanted, around, swaps, own)
    if shut:
        placed = [_history(one) for one in placed]
    lines = [one.line for one in placed] + [line for line, _ in other_lines(asked)]
    totals = totals_of(lines, asked)
    if own and (wrong := check_discounts(asked, lines, totals)):
        raise LicensectlError(*wrong)
    bought = [one for one in placed if not one.obstacles]
    basket = fill(asked, items_of([one.line for one in bought], [one.sku for one in bought], around.catalog), around)
    facts = {name: fact for name in STATED if (fact := program.fact(name, around.day)) is not None}
    unpaid = [messages.NO_SHIPPING.at(request.where, program=program_id)] if bought and program.ships and request.shipping is None else []
    return ProgramCosts(
        program=program_id,
        lines=lines,
        totals=totals,
        # A program that takes no orders needs no further reason.
        obstacles=shut
        or [
            *(problem for one in placed for problem in one.obstacles),
            *(problem for check in OBSTACLES for problem in check(basket)),
        ],
        remarks=[
            *(problem for one in placed for problem in one.remarks if problem.severity != "info"),
            *([] if shut else [*unpaid, *(problem for check in REMARKS for problem in check(basket))]),
        ],
        facts=facts,
        terms=program_terms(program_id, program, (request, around.day), grounds.rules, grounds.provider),
    )


def _placed(
    asked: QuoteRequest, wanted: list[WantedProduct], around: QuoteContext, swaps: Mapping[int, Substitute], own: bool
) -> list[Placed]:
    """Return the lines under one program; `own`: it is that of the request. Raises LicensectlError if a price is not possible."""
    placed = [
        own_line(position, line, one, asked, around)
        if own and position not in swaps
        else place(position, line, one, asked, around, swaps.get(position))
        for position, (line, one) in enumerate(zip(asked.lines, wanted, strict=True), 1)
    ]
    if wrong := [problem for one in placed for problem in one.remarks if problem.severity == "error"]:
        raise LicensectlError(*wrong)
    return placed


def _history(one: Placed) -> Placed:
    """Return a line under a program that takes no orders: without a price, nothing is left to say of it."""
    if one.line.sell_price is not None:
        return one
    return replace(one, line=replace(one.line, sku=None, part_number=None), remarks=[])


def _asked(request: QuoteRequest, program: Program, program_id: str) -> QuoteRequest:
    """Return the request for a program: its own unchanged, another without prices by hand and with shipping only if the program ships."""
    if program_id == request.program:
        return request
    lines = [replace(line, **OF_ONE_PROGRAM) for line in request.lines]
    return replace(request, program=program_id, lines=lines, shipping=request.shipping if program.ships else None)
