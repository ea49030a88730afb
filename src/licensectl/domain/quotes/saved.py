"""A quote as it was saved: everything that its documents show and that it was decided from, so that it needs nothing of today."""

from collections.abc import Iterable, Mapping
from datetime import date
from datetime import date as Day
from decimal import Decimal
from typing import Any, Literal, NamedTuple, cast

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core.money import Money
from licensectl.core.text import Bilingual
from licensectl.domain.catalog.lifecycle import Status, status
from licensectl.domain.catalog.model import Catalog
from licensectl.domain.prices.price_list import PriceList
from licensectl.domain.programs.model import Program
from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.messages_saved import OTHER_NUMBER
from licensectl.domain.quotes.model import QuoteRequest, place, without_places
from licensectl.domain.quotes.numbering import key, label, parse_label
from licensectl.domain.quotes.presets import MARGIN_RULES
from licensectl.domain.quotes.terms import ProgramTerms, terms
from licensectl.domain.returns.rules import ReturnRule
from licensectl.domain.returns.stricter import Named
from licensectl.domain.settings.profile import Profile
from licensectl.errors import LicensectlError, Message, Problem, Severity
from licensectl.i18n.translate import settled

State = Literal["open", "expired", "ordered"]
# Counts up when what is kept changes so that an older program would misread it.
SHAPE = 1


class Remark(Struct, frozen=True):
    """A warning as it was given, in both languages."""

    code: str
    severity: Severity
    where: str
    en: str
    it: str
    sources: list[str] = []


class Support(Struct, frozen=True):
    """The support of a line's product: the phase of its support, and the last day of all support."""

    status: Status
    until: date | None


class ProgramState(Struct, frozen=True):
    """The state of a program: whether it took orders, and the return rule of the day, None if none is on record."""

    sold: bool
    return_rule: str | None
    window_days: int | None


class QuoteGrounds(Struct, frozen=True):
    """The facts of a day: support by position of the line, programs by id."""

    support: dict[int, Support]
    programs: dict[str, ProgramState]


class SavedQuote(Struct, frozen=True, kw_only=True):
    """A quote on record. `as_of` and `data_version` are those of the run that made it; `profile` is the letterhead of that day. `despite`
    is the reason that was given for a margin below the floor of the profile, "" if none was needed. `customer_id` is the customer in the
    customer book, also of a quote that names it inline.

    The quote holds its request and, in its lines, the rows of the price sheet; its problems are kept as `remarks`.
    """

    shape: int = SHAPE
    number: str
    revision: int
    as_of: date
    data_version: str
    quote: Quote
    remarks: list[Remark]
    terms: list[ProgramTerms]
    profile: Profile
    grounds: QuoteGrounds
    despite: str = ""
    customer_id: str | None = None

    @property
    def label(self) -> str:
        """Number and revision as they are written."""
        return label(self.number, self.revision)

    @property
    def shown(self) -> Quote:
        """The quote with its remarks as problems again."""
        return replace(self.quote, problems=[_problem(remark) for remark in self.remarks])

    def called(self, number: str, revision: int) -> "SavedQuote":
        """Return the quote under another number, which its request has too."""
        request = replace(self.quote.request, number=label(number, revision))
        return replace(self, number=number, revision=revision, quote=replace(self.quote, request=request))


# Keys that may differ when a request is read again: its number, and what the customer book adds.
READ_ANEW = ("number", "customer", "owned")


def same_request(one: QuoteRequest, other: QuoteRequest) -> bool:
    """Return True if two requests of a customer ask for the same under the same terms."""
    first, second = ({key: value for key, value in without_places(held).items() if key not in READ_ANEW} for held in (one, other))
    return first == second


class QuoteEntry(NamedTuple):
    """A saved quote in the list of them: what can be said without opening it. An incomplete one has no `net` and `gross`."""

    number: str
    revision: int
    customer: str
    day: date
    valid_until: date
    program: str
    currency: str
    net: Money | None
    gross: Money | None
    orders: tuple[str, ...] = ()

    def state(self, day: date) -> State:
        """Return the state on `day`; an order takes precedence over the validity."""
        return "ordered" if self.orders else "expired" if day > self.valid_until else "open"


class QuoteFilter(NamedTuple):
    """A filter of saved quotes: by a part of the customer's name, by day, by state; an empty set asks for any."""

    customer: str = ""
    since: date | None = None
    states: frozenset[State] = frozenset()

    def fits(self, one: QuoteEntry, day: date) -> bool:
        """Return True if the quote is one of these on `day`."""
        return (
            self.customer.casefold() in one.customer.casefold()
            and (self.since is None or one.day >= self.since)
            and (not self.states or one.state(day) in self.states)
        )


def choice_of(**said: bool) -> frozenset[State]:
    """Return the states that were asked for."""
    states: tuple[State, ...] = ("open", "expired", "ordered")
    return frozenset(state for state in states if said[state])


class Present(NamedTuple):
    """The facts and prices of a day; `prices` None: no price sheet of that day is at hand; `named`: whom we buy from."""

    catalog: Catalog
    programs: Mapping[str, Program]
    rules: Mapping[str, ReturnRule]
    prices: PriceList | None
    day: date
    named: Named | None = None


def keep(quote: Quote, present: Present, profile: Profile, data_version: str) -> SavedQuote:
    """Return the record of a new quote, with texts in both languages and without a number."""
    made = SavedQuote(
        number="",
        revision=0,
        as_of=present.day,
        data_version=data_version,
        quote=replace(quote, problems=[]),
        remarks=[_remark(problem) for problem in quote.problems],
        terms=terms(quote, present.programs, present.rules, present.named),
        # The reseller's own credit, agreements and margins are no part of an offer.
        profile=replace(profile, mpa=None, credit=None, margin_floor=None, margin=None, margins={}),
        grounds=grounds(quote, present._replace(day=quote.date)),
    )
    return cast(SavedQuote, settled(made))


def grounds(quote: Quote, present: Present) -> QuoteGrounds:
    """Return the facts on the lines and programs of a quote on the day of `present`."""
    support = {}
    for line in quote.lines:
        name = line.sku or line.part_number
        found = present.catalog.find(name) if name and line.vendor == "Microsoft" else []
        if found:
            life = present.catalog.lifecycle(present.catalog.skus[found[0]])
            support[line.position] = Support(status(life, present.day), life.supported_until)
    programs = {}
    for promised in terms(replace(quote, date=present.day), present.programs, present.rules, present.named):
        returns, sold = promised.returns, present.programs[promised.program].sold.contains(present.day)
        programs[promised.program] = ProgramState(sold, returns.rule if returns else None, returns.window_days if returns else None)
    return QuoteGrounds(support, programs)


class Changes(Struct, frozen=True, kw_only=True):
    """Changes of a revision for the whole quote; None leaves a value as it is. Percentages, a day, a number of days."""

    margin: Decimal | None = None
    markup: Decimal | None = None
    discount: Decimal | None = None
    date: Day | None = None
    valid_days: int | None = None


def revision(saved: SavedQuote, request: QuoteRequest | None, changes: Changes) -> QuoteRequest:
    """Return the saved request, or its replacement, with the changes applied and without a number.

    The saved one loses its date, so it is priced on the day of the run. Raises LicensectlError if a request has another number.
    """
    if request and request.number and key(parse_label(request.number).number) != key(saved.number):
        raise LicensectlError(OTHER_NUMBER.at(place(request, "number"), number=request.number[:60], quote=saved.number))
    base = replace(request or replace(saved.quote.request, date=None), number=None)
    said: dict[str, Any] = {name: value for name in changes.__struct_fields__ if (value := getattr(changes, name)) is not None}
    if said.keys() & set(MARGIN_RULES):
        # They exclude each other: a new one replaces the old one.
        base = replace(base, **dict.fromkeys(MARGIN_RULES))
    return replace(base, **said)


class OrderOfQuote(NamedTuple):
    """An order on record that was not cancelled, and the number of the quote that it names."""

    id: str
    quote: str


def orders_by_quote(orders: Iterable[OrderOfQuote], numbers: set[str]) -> dict[str, tuple[str, ...]]:
    """Return the ids of the orders by `key` of the number of their quote.

    A quote that made several orders is named by each of their references: its number with -1, -2, … behind.
    """
    found: dict[str, tuple[str, ...]] = {}
    for order in orders:
        named = key(parse_label(order.quote).number)
        number = named if named in numbers else key(parse_label(named.rpartition("-")[0]).number)
        found[number] = (*found.get(number, ()), order.id)
    return found


def _remark(problem: Problem) -> Remark:
    said = (problem.sentence("en"), problem.sentence("it"))
    return Remark(problem.code, problem.severity, problem.where, *said, list(problem.message.sources))


def _problem(remark: Remark) -> Problem:
    message = Message(
        remark.code,
        "{said}",
        severity=remark.severity,
        sources=tuple(remark.sources),
    )
    return message.at(remark.where, said=Bilingual(remark.en, remark.it))
