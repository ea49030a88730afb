"""What a line starts from: the price sheet, else a public reference, else what the request gives by hand."""

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from licensectl.domain.catalog import Catalog, Price, Sku
from licensectl.domain.lookup import one_sku
from licensectl.domain.pricing import PriceList, PriceRow, PriceScope
from licensectl.domain.request import QuoteRequest, RequestLine, SpecialPrice, place
from licensectl.domain.skuid import SkuKey, parse_sku
from licensectl.errors import Problem
from licensectl.faults import quoting as faults

# Partner Center's price sheets hold the prices of this program and of no other.
SHEET_PROGRAM = "csp"


class PriceSource(Struct, frozen=True):
    """Where a line's price comes from: a row of the price sheet (`where` file:line), a public reference, the request, or a special
    price (`source` its reference, `as_of` its last day)."""

    kind: Literal["price_sheet", "reference", "request", "special_price", "none"]
    where: str = ""
    source: str = ""
    as_of: str = ""


class Wanted(Struct, frozen=True):
    """The product that a line names; `sku` is None for one that only the price sheet knows."""

    key: SkuKey | None
    sku: Sku | None
    title: str

    @property
    def name(self) -> str:
        """What to call it in a message."""
        return str(self.key) if self.key else (self.sku and self.sku.part_number) or self.title


class Start(Struct, frozen=True):
    """Unit price and ERP in the quote's currency, tax excluded, and where they come from; `row` is that of the price sheet."""

    unit_price: Decimal | None
    erp: Decimal | None
    source: PriceSource
    row: PriceRow | None = None


NOTHING = Start(None, None, PriceSource("none"))


def named(line: RequestLine, catalog: Catalog, prices: PriceList | None) -> Wanted:
    """The product of a line, from the catalogue or from the price sheet alone; Failure when there is none or several."""
    key = parse_sku(line.sku) if line.sku else None
    if key and key.sku_id and prices and not catalog.find(str(key)):
        title = prices.title(key)
        if title is not None:
            return Wanted(key, None, title)
    sku = one_sku(catalog, line.sku or line.part_number or "", line.search, place(line, "sku", "part_number", "search"))
    return Wanted(parse_sku(sku.sku) if sku.sku else None, sku, sku.title)


def start_price(
    line: RequestLine, wanted: Wanted, request: QuoteRequest, prices: PriceList | None, day: date
) -> tuple[Start, list[Problem]]:
    """The start of a line and what there is to say about it. A price by hand goes before any other."""
    if prices and wanted.key and request.program == SHEET_PROGRAM:
        answer = prices.in_force(wanted.key, PriceScope(request.market, request.currency, request.segment, day))
        found, said = _from_sheet(answer.row), [problem._replace(where=line.where) for problem in answer.problems]
    else:
        found, said = _from_reference(line, wanted, request, day)
    # What the user's own sheet sells to a segment is sold to it, whatever public lists hold.
    problems = [] if found.source.kind == "price_sheet" else _segment_problems(line, wanted, request)
    if line.special_price is not None:
        return Start(line.special_price.unit_price, found.erp, special_source(line.special_price, line.where), found.row), problems
    if line.unit_price is not None:
        return Start(line.unit_price, found.erp, PriceSource("request", line.where), found.row), problems
    if line.sell_price is not None and found is NOTHING:
        return Start(None, None, PriceSource("request", line.where)), problems
    return found, problems + said


def special_source(special: SpecialPrice, where: str) -> PriceSource:
    """Where a price comes from that was granted for this deal."""
    return PriceSource("special_price", where, special.reference, special.expires.isoformat())


def reference_price(sku: Sku, request: QuoteRequest, day: date) -> Price | None:
    """The newest public price of this SKU for the request's program, market and currency, ERP before a partner's price.

    Never one of another market or currency: prices of two markets are not the same price.
    """
    fitting = [
        price
        for price in sku.prices
        if (price.program, price.market, price.money.currency) == (request.program, request.market, request.currency)
        and price.kind != "list"
        and (price.as_of or "") <= day.isoformat()
    ]
    return max(fitting, key=lambda price: (price.kind == "erp", price.as_of or ""), default=None)


def _from_sheet(row: PriceRow | None) -> Start:
    return Start(row.unit_price, row.erp, PriceSource("price_sheet", f"{row.file}:{row.row}"), row) if row else NOTHING


def _from_reference(line: RequestLine, wanted: Wanted, request: QuoteRequest, day: date) -> tuple[Start, list[Problem]]:
    price = reference_price(wanted.sku, request, day) if wanted.sku else None
    if price is None:
        gaps = {"currency": request.currency, "market": request.market, "segment": request.segment, "day": day}
        return NOTHING, [faults.NO_PRICE.at(line.where, sku=wanted.name, **gaps)]
    amount, source = price.money.amount, PriceSource("reference", "", price.source, price.as_of or "")
    start = Start(amount, None, source) if price.kind == "unit_price" else Start(None, amount, source)
    return start, [faults.REFERENCE.at(line.where, sku=wanted.name, source=price.source, as_of=price.as_of or "—")]


def _segment_problems(line: RequestLine, wanted: Wanted, request: QuoteRequest) -> list[Problem]:
    if wanted.sku is None or request.segment in wanted.sku.segments:
        return []
    return [faults.SEGMENT.at(line.where, sku=wanted.name, segment=request.segment)]
