"""Prices of a quote: where a line starts, what it sells for, and the totals."""

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core.defaults import SHEET_PROGRAM
from licensectl.core.money import EXACT, Money, is_payable
from licensectl.core.sku_id import SkuKey, parse_sku
from licensectl.core.text import Text, listed
from licensectl.domain.catalog.inferred import Inferred, infer, taken_for
from licensectl.domain.catalog.lookup import MOST_NAMED, one_sku, searched_id, spelled
from licensectl.domain.catalog.messages import AMBIGUOUS
from licensectl.domain.catalog.model import Catalog, Price, Sku
from licensectl.domain.catalog.search import holding
from licensectl.domain.prices.price_list import ONE_TIME, PriceList, PriceRow, PriceScope
from licensectl.domain.quotes import messages
from licensectl.domain.quotes.messages_prices import PLAN_MISSING
from licensectl.domain.quotes.model import PriceTerms, QuoteRequest, RequestLine, SellTerms, SpecialPrice, place
from licensectl.domain.quotes.subscriptions import PLANS, is_subscription, per_payment, plan_of, recurrence_of, term_of
from licensectl.errors import LicensectlError, Problem
from licensectl.i18n.terms import word
from licensectl.i18n.translate import N_, joined

HUNDRED = Decimal(100)


class PriceSource(Struct, frozen=True):
    """The source of a line's price: a row of the price sheet (`where` file:line), a public reference, the request, or a special
    price (`source` its reference, `as_of` its last day)."""

    kind: Literal["price_sheet", "reference", "request", "special_price", "none"]
    where: str = ""
    source: str = ""
    as_of: str = ""


class WantedProduct(Struct, frozen=True):
    """The product that a line names; `sku` is None for one that only the price sheet knows.

    `taken` is then what it is checked as, `taken_as` what to call that, and `told` what its title tells of it.
    """

    key: SkuKey | None
    sku: Sku | None
    title: str
    taken: Sku | None = None
    taken_as: Text = ""
    told: Inferred = Inferred()

    @property
    def name(self) -> str:
        """The name in messages."""
        return str(self.key) if self.key else (self.sku and self.sku.part_number) or self.title


class Start(Struct, frozen=True):
    """Unit price and ERP in the quote's currency, tax excluded, and where they come from; `row` is that of the price sheet.

    Those of a subscription are of one payment; the row holds the prices of the whole term.
    """

    unit_price: Decimal | None
    erp: Decimal | None
    source: PriceSource
    row: PriceRow | None = None


NOTHING = Start(None, None, PriceSource("none"))


def named(
    line: RequestLine, catalog: Catalog, prices: PriceList | None, program: str | None = None, scope: PriceScope | None = None
) -> WantedProduct:
    """Return the product of a line, from the catalogue or the price sheet. Raises LicensectlError if none or several match.

    Words to search for are looked for where the quote buys: in the titles of the price list, then in the catalogue under the program,
    then in all of it.
    """
    if line.search and program:
        return _searched(line.search, place(line, "search"), catalog, prices if program == SHEET_PROGRAM else None, program, scope)
    key = parse_sku(line.sku) if line.sku else None
    if key and key.sku_id and prices and not catalog.find(str(key)):
        title = prices.title(key)
        if title is not None:
            return _only_listed(key, title, catalog, prices)
    sku = one_sku(catalog, line.sku or line.part_number or "", line.search, place(line, "sku", "part_number", "search"))
    return WantedProduct(parse_sku(sku.sku) if sku.sku else None, sku, sku.title)


def _searched(words: str, where: str, catalog: Catalog, prices: PriceList | None, program: str, scope: PriceScope | None) -> WantedProduct:
    known = [key for key in holding(catalog, words) if catalog.skus[key].program == program]
    there = prices.search(words, scope, catalog.search_words) if prices is not None and scope is not None else {}
    exact = [key for key, title in there.items() if spelled(title) == spelled(words)]
    # The catalogue's words may say more than a title: of several in the list the one that it knows is meant.
    both = [key for key in there if key in {parse_sku(catalog.skus[slug].sku or "") for slug in known}] if len(known) == 1 else []
    for chosen in (list(there), exact, both):
        if len(chosen) == 1:
            found = catalog.find(str(chosen[0]))
            if len(found) == 1:
                sku = catalog.skus[found[0]]
                return WantedProduct(chosen[0], sku, sku.title)
            return _only_listed(chosen[0], there[chosen[0]], catalog, prices)
    if there:
        hint = listed([f"{key} ({title})" for key, title in there.items()], MOST_NAMED)
        raise LicensectlError(AMBIGUOUS.at(where, sku=words, count=len(there), hint=hint))
    sku = catalog.skus[searched_id(catalog, known or holding(catalog, words), words, where)]
    return WantedProduct(parse_sku(sku.sku) if sku.sku else None, sku, sku.title)


def _only_listed(key: SkuKey, title: str, catalog: Catalog, prices: PriceList | None) -> WantedProduct:
    """Return a product that only the price list has, with the kind that its titles name."""
    rows = prices.rows(key) if prices else ()
    product_title, term = (rows[0].product_title, rows[0].term) if rows else ("", ONE_TIME)
    taken = taken_for(key, title, product_title, catalog)
    return WantedProduct(key, None, title, taken, _called(taken, catalog) if taken else "", infer(title, product_title, term))


def _called(taken: Sku, catalog: Catalog) -> Text:
    """Return product, edition and metric of what a product is checked as."""
    parts: list[Text] = [catalog.products[taken.product].title]
    parts += [taken.edition] if taken.edition else []
    parts += [word(taken.metric)] if taken.metric else []
    return joined(parts, ", ")


def scope_of(terms: QuoteRequest | PriceTerms, day: date) -> PriceScope:
    """Return the scope of the prices for a request, or for a row on these terms, on `day`."""
    return PriceScope(terms.market, terms.currency, terms.segment, day)


def scope_of_line(line: RequestLine, scope: PriceScope) -> PriceScope:
    """Return the scope of the prices for one line: with its quantity, term and billing plan."""
    return replace(scope, quantity=line.quantity, term=term_of(line), billing_plan=plan_of(line))


def start_price(
    line: RequestLine, wanted: WantedProduct, program: str, scope: PriceScope, prices: PriceList | None
) -> tuple[Start, list[Problem]]:
    """Return where a line starts under `program`, and the problems of its price. A price by hand takes precedence over any other."""
    key = _key_in_list(wanted, program, prices)
    if prices and key:
        answer = prices.in_force(key, scope_of_line(line, scope))
        found, said = _from_sheet(answer.row), [problem._replace(where=line.where) for problem in answer.problems]
    else:
        found, said = _from_reference(line, wanted, program, scope)
    # What the user's own sheet sells to a segment is sold to it, whatever public lists hold.
    problems = [] if found.source.kind == "price_sheet" else _segment_problems(line, wanted, scope)
    if line.special_price is not None:
        return Start(line.special_price.unit_price, found.erp, special_source(line.special_price, line.where), found.row), problems
    if line.unit_price is not None:
        return Start(line.unit_price, found.erp, PriceSource("request", line.where), found.row), problems
    if line.sell_price is not None and found is NOTHING:
        return Start(None, None, PriceSource("request", line.where)), problems
    return found, problems + said


def plan_missing(line: RequestLine, start: Start) -> list[Problem]:
    """Return the problem that nothing says how often a subscription with a price by hand is paid."""
    if not is_subscription(line) or plan_of(line) or start.row is not None or start.source.kind == "none":
        return []
    return [PLAN_MISSING.at(place(line, "term"), term=term_of(line), expected=", ".join(PLANS))]


def _key_in_list(wanted: WantedProduct, program: str, prices: PriceList | None) -> SkuKey | None:
    """Return the key of the product in a price list; None for a list without prices of the program.

    Sheets of Partner Center are of one program. A list that the user names for another has part numbers.
    """
    if program == SHEET_PROGRAM:
        return wanted.key
    part = wanted.sku.part_number if wanted.sku else None
    return SkuKey(part.upper()) if prices is not None and prices.named and part else None


def special_source(special: SpecialPrice, where: str) -> PriceSource:
    """Return the source of a price that was granted for this deal."""
    return PriceSource("special_price", where, special.reference, special.expires.isoformat())


def reference_price(sku: Sku, program: str, scope: PriceScope) -> Price | None:
    """Return the newest public price of this SKU for the program, market and currency, ERP before a partner's price.

    Never one of another market or currency: prices of two markets are not the same price. Never one that is older than a year.
    """
    fitting = [
        price
        for price in sku.prices
        if (price.program, price.market, price.money.currency) == (program, scope.market, scope.currency)
        and price.kind != "list"
        and price.is_recent(scope.day)
    ]
    return max(fitting, key=lambda price: (price.kind == "erp", price.as_of or ""), default=None)


def _from_sheet(row: PriceRow | None) -> Start:
    if row is None:
        return NOTHING
    unit_price, erp = prices_of_row(row)
    return Start(unit_price, erp, PriceSource("price_sheet", f"{row.file}:{row.row}"), row)


def prices_of_row(row: PriceRow) -> tuple[Decimal | None, Decimal | None]:
    """Return the unit price and the ERP of one payment."""
    recurrence = recurrence_of(row.term, row.billing_plan)
    return per_payment(row.unit_price, recurrence), per_payment(row.erp, recurrence)


def _from_reference(line: RequestLine, wanted: WantedProduct, program: str, scope: PriceScope) -> tuple[Start, list[Problem]]:
    # Public lists hold perpetual licences.
    price = reference_price(wanted.sku, program, scope) if wanted.sku and not is_subscription(line) else None
    if price is None:
        gaps = {"currency": scope.currency, "market": scope.market, "segment": scope.segment, "day": scope.day}
        return NOTHING, [messages.NO_PRICE.at(line.where, sku=wanted.name, **gaps)]
    amount, source = price.money.amount, PriceSource("reference", "", price.source, price.as_of or "")
    start = Start(amount, None, source) if price.kind == "unit_price" else Start(None, amount, source)
    return start, [messages.REFERENCE.at(line.where, sku=wanted.name, source=price.source, as_of=price.as_of or "—")]


def _segment_problems(line: RequestLine, wanted: WantedProduct, scope: PriceScope) -> list[Problem]:
    # A box has no price list of a segment: on record is only the shop where it was found.
    if wanted.sku is None or wanted.sku.kind == "retail" or scope.segment in wanted.sku.segments:
        return []
    return [messages.SEGMENT.at(line.where, sku=wanted.name, segment=scope.segment)]


SELL_PRICE = N_("sell price")
LINE_TOTAL = N_("total of the line")


def sell_price(line: RequestLine, quote: SellTerms, start: Start, name: str, currency: str) -> tuple[Money | None, list[Problem]]:
    """Return the sell price: by hand, else by the line's rule, else by the quote's, else the ERP; rounded half-up to the minor unit.

    None, and a warning that says what is missing, where the rule has nothing to start from.
    """
    amount = _amount(line, line if line.any() else quote, start)
    if amount is not None and not (is_payable(amount) and is_payable(EXACT.multiply(amount, Decimal(line.quantity)))):
        what = SELL_PRICE if not is_payable(amount) else LINE_TOTAL
        return None, [messages.TOO_LARGE.at(line.where, sku=name, what=what)]
    sell = Money(amount, currency).rounded() if amount is not None else None
    bought = Money(start.unit_price, currency) if start.unit_price is not None else None
    if sell is None and (start.unit_price is not None or start.erp is not None):
        return None, [_no_basis(line, line if line.any() else quote, name)]
    return sell, below_cost(sell, bought, name, line.where)


def below_cost(sell: Money | None, bought: Money | None, name: str, where: str) -> list[Problem]:
    """Return a warning if both prices are known and the line would be sold at a loss."""
    known = sell is not None and bought is not None and sell < bought
    return [messages.BELOW_COST.at(where, sku=name, sell=sell, unit=bought)] if known else []


def _amount(line: RequestLine, terms: SellTerms, start: Start) -> Decimal | None:
    if line.sell_price is not None:
        return _less(line.sell_price, line.discount)
    if terms.margin is not None:
        return at_margin(start.unit_price, terms.margin) if start.unit_price is not None else None
    if terms.markup is not None:
        return EXACT.multiply(start.unit_price, 1 + terms.markup / HUNDRED) if start.unit_price is not None else None
    return _less(start.erp, terms.discount) if start.erp is not None else None


def at_margin(unit_price: Decimal, margin: Decimal) -> Decimal:
    """Return the exact sell price at which `margin` percent of it remain over the cost price."""
    return EXACT.divide(unit_price, 1 - margin / HUNDRED)


def _less(amount: Decimal, discount: Decimal | None) -> Decimal:
    return amount if discount is None else EXACT.multiply(amount, 1 - discount / HUNDRED)


def _no_basis(line: RequestLine, terms: SellTerms, name: str) -> Problem:
    if terms.margin is not None or terms.markup is not None:
        return messages.NO_UNIT_PRICE.at(line.where, rule="margin" if terms.margin is not None else "markup", sku=name)
    return messages.NO_ERP.at(line.where, sku=name)
