"""Check whether an order on record can be returned."""

from licensectl.app.customers import store as customers
from licensectl.app.invoices.store import load_credited
from licensectl.app.orders.store import load_order
from licensectl.app.returns.options import AnswerOptions, ReturnOptions
from licensectl.cli.context import Run
from licensectl.cli.output import remark
from licensectl.core.defaults import MARKET
from licensectl.core.money import Money
from licensectl.core.paths import exists
from licensectl.core.sku_id import SkuKey, parse_sku
from licensectl.db import ledger
from licensectl.domain.customers.model import Customer
from licensectl.domain.prices.book_rules import in_force, rows_in_force
from licensectl.domain.prices.price_list import PriceList, PriceScope
from licensectl.domain.purchases.model import PlacedOrder, choose_lines
from licensectl.domain.returns.case import ReturnCase, case_of
from licensectl.domain.returns.decide import ReturnAnswer
from licensectl.domain.returns.order_lines import Wish, parts, together
from licensectl.domain.returns.question import ReturnQuestion
from licensectl.domain.returns.rebuy import RebuyPlan, Today, rebuy
from licensectl.domain.returns.window import utc_day


def price_on_request(run: Run, sku: str | None, question: ReturnQuestion, prices: str | None) -> Today:
    """Return the price in force on the day of the request for the question's market, currency and segment.

    `prices` names a price sheet or list; without it the price book is used. Blank where the SKU or a list is not known.
    """
    key = parse_sku(sku or "")
    if key is None or not key.sku_id or question.unit_price is None:
        return Today()
    currency = question.unit_price.currency
    segment = question.segment or run.profile.segment or "Commercial"
    scope = PriceScope(question.market or MARKET, currency, segment, utc_day(question.requested), quantity=question.kept or 1)
    found, covered = (_of_sheet(prices), True) if prices else _of_book(key, scope)
    if found is None:
        return Today()
    row = found.in_force(key, scope).row
    if row is None:
        # A list that covers the scope and does not have the SKU says that it is not sold there; any other says nothing.
        return Today(sold=False if covered and found.title(key) is None else None)
    price = Money(row.unit_price, currency) if row.unit_price is not None else None
    return Today(price, True if covered else None, f"{row.file}:{row.row}")


def _of_sheet(prices: str) -> PriceList:
    # Readers of price sheets take long to load, and few questions lead to a sheet.
    from licensectl.app.prices.service_lists import load_prices

    return load_prices(prices)


def _of_book(key: SkuKey, scope: PriceScope) -> tuple[PriceList | None, bool]:
    """Return the rows of the SKU in the book, None without a book, and whether a sheet of that month covers the scope."""
    # As with sheets: few questions lead to the database of prices.
    from licensectl.app.prices.store import read as pricebook

    path, month = pricebook.where(None), f"{scope.day:%Y-%m}"
    if not exists(path):
        return None, False
    with pricebook.reading(path) as connection:
        sheets = [sheet for sheet in pricebook.sheets(connection) if sheet.month <= month]
        rows = pricebook.rows_of(connection, [key], sheets)
    triple = (scope.market, scope.currency, scope.segment)
    newest = [sheet.month for (_, of), sheet in in_force(sheets, month).items() if of == triple]
    return PriceList(str(path), rows_in_force(rows, sheets, month)), month in newest


def plan_of(run: Run, question: ReturnQuestion, answer: ReturnAnswer, sku: str | None, answering: AnswerOptions) -> RebuyPlan | None:
    """Return the cost of returning the whole and buying the rest again, None if that would not help."""
    if not answer.curable:
        return None
    today = price_on_request(run, sku, question, answering.prices)
    return rebuy(question, answer, run.facts.returns.rules, run.provider(answering.provider), today)


def case_of_order(
    run: Run, order_id: str, options: ReturnOptions, lines: list[int], answering: AnswerOptions, store: str | None
) -> ReturnCase:
    """Return the case of an order on record: its lines of these numbers, without numbers all that are still held.

    Raises UsageError if an option repeats a value of the order, LicensectlError if the order is not on record.
    """
    options.refuse_order_facts()
    order = load_order(store, order_id)
    # The result of one question has no problems: the note goes to stderr in every format.
    credited = load_credited(store)
    remark(run, *credited.remarks(choose_lines(order, lines)), carried=False)
    held, named = run.facts.returns, run.provider(answering.provider)
    # The order overrides these three, line by line.
    base = options.question(run, purchased=run.as_of.isoformat(), quantity="1", returned="1")
    wish = Wish(lines, options.returned, options.kind, credited.invoices(order))
    asked = parts(order, wish, base, held.rules, named)
    answer, [first, *others] = together(asked), asked
    plan = plan_of(run, first.question, first.answer, first.line.offer_id, answering) if not others else None
    found = {"order": order, "customer": _buyer(order, store), "parts": asked}
    return case_of(first.question, answer, held, named=named, indirect=run.profile.indirect, plan=plan, **found)


def _buyer(order: PlacedOrder, store: str | None) -> Customer | None:
    """Return the buyer as the customer book has it, None if the order names nobody in the book."""
    if order.customer_id is None:
        return None
    with ledger.reading(store) as connection:
        return next(iter(customers.find(connection, order.customer_id, "")), None)
