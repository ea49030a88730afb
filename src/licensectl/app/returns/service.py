"""Check returns of orders on record and plan their deadlines."""

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from licensectl.app.customers import store as customers
from licensectl.app.orders.service import on_record
from licensectl.app.prices.sheet.reader import load_price_sheet
from licensectl.app.prices.store import read as pricebook
from licensectl.app.returns.options import Asked
from licensectl.cli.context import Run
from licensectl.cli.inputs import read_input
from licensectl.cli.output import to_file
from licensectl.core.money import Money
from licensectl.core.sku_id import parse_sku
from licensectl.db import ledger
from licensectl.domain.orders.messages import NOT_RECORDED
from licensectl.domain.prices.book_rules import in_force, rows_in_force
from licensectl.domain.prices.price_list import PriceList, PriceScope
from licensectl.domain.returns.case import ReturnCase
from licensectl.domain.returns.order_lines import Wish, parts, together
from licensectl.domain.returns.rebuy import Today, rebuy
from licensectl.domain.returns.stricter import answered
from licensectl.domain.returns.window import utc_day
from licensectl.errors import LicensectlError
from licensectl.render.formats import render
from licensectl.render.report import Report

if TYPE_CHECKING:
    from licensectl.core.sku_id import SkuKey
    from licensectl.domain.customers.model import Customer
    from licensectl.domain.prices.price_list import PriceList, PriceScope
    from licensectl.domain.purchases.model import PlacedOrder
    from licensectl.domain.returns.case import ReturnCase
    from licensectl.domain.returns.question import ReturnQuestion
    from licensectl.domain.returns.rebuy import Today


def with_calendar(report: Report, file: str | None, run: Run) -> Report:
    """The report, its dates written to `file` where one is named: all or nothing, an existing file only with --force."""
    if file is None:
        return report
    if file == "-":
        return replace(report, native="ics")

    to_file(Path(file), str(render(report, "ics", lang=run.lang)).encode(), run.force)
    return report


def today(run: Run, sku: str | None, question: "ReturnQuestion", prices: str | None) -> "Today":
    """The price in force for the market, currency and segment of the question; nothing where the SKU or a list is not known."""

    key = parse_sku(":".join((sku or "").split(":")[:2]))
    if key is None or not key.sku_id or question.unit_price is None:
        return Today()
    currency = question.unit_price.currency
    segment = question.segment or run.profile.segment or "Commercial"
    scope = PriceScope(question.market or "IT", currency, segment, utc_day(question.requested))
    found, covered = _of_sheet(prices) if prices else _of_book(key, scope)
    if found is None:
        return Today()
    row = found.in_force(key, scope).row
    if row is None:
        # A list that covers the scope and does not have the SKU says that it is not sold there; any other says nothing.
        return Today(sold=False if covered and found.title(key) is None else None)
    price = Money(row.unit_price, currency) if row.unit_price is not None else None
    return Today(price, True if covered else None, f"{row.file}:{row.row}")


def _of_sheet(prices: str) -> "tuple[PriceList | None, bool]":

    return load_price_sheet(*read_input(prices)), True


def _of_book(key: "SkuKey", scope: "PriceScope") -> "tuple[PriceList | None, bool]":

    path, month = pricebook.where(None), f"{scope.day:%Y-%m}"
    if not path.exists():
        return None, False
    with pricebook.reading(path) as connection:
        sheets = [sheet for sheet in pricebook.sheets(connection) if sheet.month <= month]
        rows = pricebook.rows_of(connection, [key], sheets)
    triple = (scope.market, scope.currency, scope.segment)
    newest = [sheet.month for (_, of), sheet in in_force(sheets, month).items() if of == triple]
    return PriceList(str(path), rows_in_force(rows, sheets, month)), month in newest


def by_options(run: Run, asked: Asked, provider: str | None, prices: str | None) -> "ReturnCase":
    """The case that the options tell of."""

    held, named = run.facts.returns, run.provider(provider)
    question = asked.question(run)
    answer = answered(question, held.rules, named)
    rule = held.rules[answer.rule] if answer.rule else None
    return ReturnCase(
        question=question,
        answer=answer,
        rule=rule,
        route=held.routes[rule.route] if rule and rule.route else None,
        named=named,
        indirect=run.profile.indirect,
        plan=rebuy(question, answer, held.rules, named, today(run, asked.sku, question, prices)) if answer.curable else None,
        sku=asked.sku,
    )


def of_order(run: Run, order_id: str, asked: Asked, wish: tuple[list[int], str | None, str | None], store: str | None) -> "ReturnCase":
    """The case of an order on record; `wish`: which lines, provider, prices. LicensectlError where the order is not on record."""

    asked.refuse_what_the_order_says()
    lines, provider, prices = wish
    found = on_record(store, order_id)
    if not found:
        raise LicensectlError(NOT_RECORDED.at(id=order_id[:60]))
    [order] = found
    held, named = run.facts.returns, run.provider(provider)
    base = asked.question(run, purchased=run.as_of.isoformat(), quantity="1", returned="1")
    done = parts(order, Wish(lines, asked.returned, asked.kind), base, held.rules, named)
    answer, [first, *others] = together(done), done
    rule = held.rules[answer.rule] if answer.rule else None
    plan = None
    if not others and first.answer.curable:
        plan = rebuy(first.question, first.answer, held.rules, named, today(run, first.line.offer_id, first.question, prices))
    return ReturnCase(
        question=first.question,
        answer=answer,
        rule=rule,
        route=held.routes[rule.route] if rule and rule.route else None,
        named=named,
        indirect=run.profile.indirect,
        plan=plan,
        order=order,
        customer=_buyer(order, store),
        parts=done,
    )


def _buyer(order: "PlacedOrder", store: str | None) -> "Customer | None":
    """Who bought, as the customer book has it."""

    if order.customer_id is None:
        return None
    with ledger.reading(store) as connection:
        return next(iter(customers.find(connection, order.customer_id, "")), None)
