"""Lines priced one by one as a stream: each as the quote of that line alone would price it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from licensectl.core.defaults import SHEET_PROGRAM
from licensectl.core.messages import bad_choice, bad_day
from licensectl.core.money import Money, parse_amount
from licensectl.core.names import capitals
from licensectl.core.period import parse_day
from licensectl.core.sku_id import SkuKey, parse_sku
from licensectl.core.text import Lang
from licensectl.domain.catalog.model import Catalog, Segment
from licensectl.domain.prices.price_list import Exact, PriceList, PriceScope
from licensectl.domain.programs.model import Program
from licensectl.domain.quotes import messages
from licensectl.domain.quotes.build import closed
from licensectl.domain.quotes.model import NAMES, PriceTerms, RequestLine
from licensectl.domain.quotes.pricing import (
    PriceSource,
    Start,
    named,
    plan_missing,
    scope_of,
    scope_of_line,
    sell_price,
    start_price,
)
from licensectl.domain.quotes.request_checks import BY_HAND, MOST, check_row, names_given
from licensectl.domain.quotes.spelled import other_terms
from licensectl.domain.quotes.totals import discount_above, discount_below_cost
from licensectl.errors import LicensectlError, Problem

COUNT = re.compile(r"\d{1,12}", re.ASCII)
# A longer spelling of a SKU may name terms of its own.
SHORT = len("DG7GMGF0PWHC:0003")
TERMS = ("term", "billing_plan")
FIGURES = ("margin", "markup", "discount")
PLACES = ("program", "market", "currency", "segment", "date")
# All that the price of one piece depends on.
FIELDS = (*NAMES, *TERMS, *FIGURES, *BY_HAND, *PLACES)
SEGMENTS: dict[str, Segment] = {
    "commercial": "Commercial",
    "education": "Education",
    "charity": "Charity",
    "government": "Government",
    "consumer": "Consumer",
}
# Beyond this many different lines what is known is forgotten: a stream of any length runs in bounded memory.
MOST_KEPT = 20_000

Cells = tuple[str, ...]


class Piece(NamedTuple):
    """The price of one piece, prices as they are written; `sell` None: unknown.

    `tiered`: another quantity may have another price, or other problems. `discount` is taken off the total of the row.
    """

    unit_price: str = ""
    erp: str = ""
    sell: Decimal | None = None
    source: str = ""
    problems: Sequence[Problem] = ()
    tiered: bool = False
    discount: Decimal = Decimal(0)


class PricedRow(NamedTuple):
    """The cells that are appended to a row; "" is unknown, never zero."""

    unit_price: str = ""
    erp: str = ""
    sell_price: str = ""
    line_total: str = ""
    price_source: str = ""
    problem: str = ""


class RowTerms(NamedTuple):
    """The terms and the day of a row, and the problems of the cells that name them."""

    terms: PriceTerms
    day: date
    problems: list[Problem]


class RowPricer:
    """Price rows whose cells are those of `fields` (of FIELDS); `terms` and `day` hold for what a row leaves open.

    `prices_on` gives the price list for a day, or None. Each different row is decided once.
    """

    def __init__(
        self,
        terms: PriceTerms,
        day: date,
        fields: Sequence[str],
        around: tuple[Catalog, Mapping[str, Program]],
        prices_on: Callable[[date], PriceList | None],
    ) -> None:
        self._terms, self._day = terms, day
        self._catalog, self._programs = around
        self._prices_on = prices_on
        self._known: dict[Cells, Piece] = {}
        self._of_tiers: dict[tuple[int, Cells], Piece] = {}
        self._scopes: dict[Cells, PriceScope | None] = {}
        # The fast path handles rows with a SKU and a scope only; all others are priced as a line.
        self._fast_path = (
            terms.program == SHEET_PROGRAM and "sku" in fields and not set(fields) & {"part_number", "search", *TERMS, *FIGURES, *BY_HAND}
        )
        self._at = {field: place for place, field in enumerate(fields)}
        self._sku = self._at.get("sku", 0)
        self._at_places = [self._at[name] for name in PLACES if name in self._at]
        self._template = RequestLine(quantity=1)

    def answers(self, rows: Sequence[tuple[str, Cells]], lang: Lang) -> list[PricedRow]:
        """Return the answers to rows of (quantity, cells), in order."""
        if len(self._known) > MOST_KEPT:
            self._known.clear()
            self._of_tiers.clear()
        self._decide({cells for _, cells in rows if cells not in self._known})
        return [_answer(self._piece(quantity, cells), quantity, lang) for quantity, cells in rows]

    def _piece(self, quantity: str, cells: Cells) -> Piece:
        """Return the piece of a row; it depends on the quantity only if the price list has tiers."""
        piece = self._known[cells]
        if not piece.tiered or not COUNT.fullmatch(quantity):
            return piece
        asked = int(quantity), cells
        if asked not in self._of_tiers:
            self._of_tiers[asked] = self._as_line(cells, int(quantity))
        return self._of_tiers[asked]

    def _decide(self, new: Iterable[Cells]) -> None:
        """Price the plain rows in one look-up per day, and the rest one by one."""
        plain: dict[date, list[tuple[Cells, SkuKey, PriceScope]]] = {}
        for cells in new:
            one = self._plain(cells) if self._fast_path else None
            if one is None:
                self._known[cells] = self._as_line(cells)
            else:
                plain.setdefault(one[1].day, []).append((cells, *one))
        for day, wanted in plain.items():
            prices = self._prices_on(day)
            found = prices.exact([(key, scope) for _, key, scope in wanted]) if prices else [None] * len(wanted)
            for (cells, key, scope), exact in zip(wanted, found, strict=True):
                self._known[cells] = self._of_exact(key, scope, exact) if exact else self._as_line(cells)

    def _plain(self, cells: Cells) -> tuple[SkuKey, PriceScope] | None:
        """Return the SKU and the scope of a row for the fast path; None for a row that is priced as a line."""
        key = parse_sku(cells[self._sku])
        if key is None or not key.sku_id or len(self._catalog.of(key)) > 1 or len(cells[self._sku]) > SHORT:
            return None
        places = tuple([cells[place] for place in self._at_places])
        if places not in self._scopes:
            terms, day, problems = self._terms_of(cells)
            fine = terms.program == SHEET_PROGRAM and not problems and not closed(terms.program, self._programs, day)
            self._scopes[places] = scope_of(terms, day) if fine else None
        scope = self._scopes[places]
        return (key, scope) if scope else None

    def _of_exact(self, key: SkuKey, scope: PriceScope, exact: Exact) -> Piece:
        start = Start(exact.unit_price, exact.erp, PriceSource("price_sheet", exact.where))
        sell, problems = sell_price(self._template, self._terms, start, str(key), scope.currency)
        return _piece(start, sell.amount if sell is not None else None, problems)

    def _as_line(self, cells: Cells, quantity: int = 1) -> Piece:
        """Price a row as `quote build` prices a line."""
        terms, day, problems = self._terms_of(cells)
        line, more = self._read_line(cells, quantity)
        if problems or more:
            return Piece(problems=[*problems, *more])
        prices = self._prices_on(day) if terms.program == SHEET_PROGRAM else None
        wrong = check_row(line, terms, self._programs)
        if terms.program not in self._programs:
            return Piece(problems=wrong)
        try:
            scope = scope_of_line(line, scope_of(terms, day))
            wanted = named(line, self._catalog, prices, terms.program, scope) if names_given(line) == 1 else None
        except LicensectlError as failure:
            return Piece(problems=[*wrong, *failure.problems])
        if wrong or wanted is None:
            return Piece(problems=wrong)
        start, said = start_price(line, wanted, terms.program, scope, prices)
        sell, more = sell_price(line, terms, start, wanted.name, terms.currency)
        tiered = prices is not None and wanted.key is not None and prices.tiered(wanted.key, scope)
        missing, above = plan_missing(line, start), list[Problem]()
        discount = Money(line.discount_amount, terms.currency).rounded() if line.discount_amount is not None else None
        if discount is not None and sell is not None:
            bought = Money(start.unit_price, terms.currency) if start.unit_price is not None else None
            above = discount_above(sell, quantity, discount)
            more = [*more, *(above or discount_below_cost(sell, bought, quantity, discount, wanted.name))]
        problems = [*closed(terms.program, self._programs, day), *other_terms(line, terms), *said, *more, *missing]
        made = _piece(start, sell.amount if sell is not None and not missing and not above else None, problems)
        return made._replace(tiered=tiered) if discount is None else made._replace(tiered=True, discount=discount.amount)

    def _said(self, cells: Cells, names: Iterable[str]) -> dict[str, str]:
        return {name: text for name in names if name in self._at and (text := cells[self._at[name]].strip())}

    def _terms_of(self, cells: Cells) -> RowTerms:
        """Return the terms of a row, and the problems of its segment and date."""
        said, day = self._said(cells, PLACES), self._day
        program = said.get("program", self._terms.program)
        market, currency = (capitals(said.get(name, getattr(self._terms, name))) for name in ("market", "currency"))
        terms = replace(self._terms, program=program, market=market, currency=currency)
        problems = []
        if segment := said.get("segment"):
            if segment.casefold() in SEGMENTS:
                terms = replace(terms, segment=SEGMENTS[segment.casefold()])
            else:
                problems.append(bad_choice("segment", segment, SEGMENTS.values()))
        if text := said.get("date"):
            found = parse_day(text)
            if found is None:
                problems.append(bad_day("date", text))
            else:
                day = found
        return RowTerms(terms, day, problems)

    def _read_line(self, cells: Cells, quantity: int) -> tuple[RequestLine, list[Problem]]:
        figures = {name: (text, parse_amount(text)) for name, text in self._said(cells, (*FIGURES, *BY_HAND)).items()}
        problems = [messages.AMOUNT.at(name=name, value=text[:40]) for name, (text, amount) in figures.items() if amount is None]
        amounts = {name: amount for name, (_, amount) in figures.items()}
        return RequestLine(quantity=quantity, **self._said(cells, (*NAMES, *TERMS)), **amounts), problems  # type: ignore[arg-type]


def _piece(start: Start, sell: Decimal | None, problems: Sequence[Problem]) -> Piece:
    source = start.source
    said = " ".join(part for part in (source.kind, source.where or source.source, source.as_of) if part)
    return Piece(_written(start.unit_price), _written(start.erp), sell, "" if source.kind == "none" else said, problems)


def _written(amount: Decimal | None) -> str:
    return "" if amount is None else format(amount, "f")


def _answer(piece: Piece, quantity: str, lang: Lang) -> PricedRow:
    count = int(quantity) if COUNT.fullmatch(quantity) else 0
    problems = piece.problems
    if not 1 <= count <= MOST:
        problems = [messages.QUANTITY.at(quantity=quantity[:40] or "—", most=MOST), *problems]
    said = "; ".join(problem.reason(lang) for problem in problems)
    if piece.sell is None:
        return PricedRow(piece.unit_price, piece.erp, "", "", piece.source, said)
    # A sell price is whole cents, and whole cents times a count are.
    total = format(piece.sell * count - piece.discount, "f") if 1 <= count <= MOST else ""
    return PricedRow(piece.unit_price, piece.erp, format(piece.sell, "f"), total, piece.source, said)
