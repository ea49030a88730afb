"""Checks of lines that should no longer be sold on the day: support, successors, ESU years."""

import sys
from collections.abc import Iterator
from datetime import date, timedelta

from licensectl.core.defaults import SHEET_PROGRAM
from licensectl.domain.catalog.lifecycle import esu_until
from licensectl.domain.catalog.model import Condition, Product, Sku
from licensectl.domain.quotes import messages_checks as messages
from licensectl.domain.quotes.checks.context import Basket, Item, gaps
from licensectl.errors import Problem

# A quote names an end of support within this time.
NEAR = timedelta(days=365)


def support(basket: Basket) -> Iterator[Problem]:
    """Yield a warning for a product whose support has ended, or ends within a year; the cure depends on what has followed it."""
    for item, sku, product in basket.known():
        last = product.lifecycle.supported_until if sku.kind != "esu" else None
        if last is None:
            continue
        if last < basket.day:
            yield _ended(basket, item, sku, product, last)
        elif last - basket.day <= NEAR:
            yield messages.SUPPORT_ENDS.at(item.where, **gaps(item, last=last))


def _ended(basket: Basket, item: Item, sku: Sku, product: Product, last: date) -> Problem:
    said = gaps(item, last=last)
    if _newer_perpetual(basket, sku, product):
        return messages.SUPPORT_ENDED.at(item.where, **said)
    followers = _followers(basket, sku, product)
    newest = followers[-1] if followers else None
    conditions = [basket.catalog.conditions.get(name, Condition(name)).title for name in newest.requires] if newest else []
    if newest is None or not conditions:
        return messages.SUPPORT_NO_NEWER.at(item.where, **said)
    return messages.SUPPORT_SUBSCRIPTION.at(item.where, newer=newest.title, what=conditions[0], **said)


def _newer_perpetual(basket: Basket, sku: Sku, product: Product) -> bool:
    """Return True if a later generation of the product, or of the same access licence, is sold perpetually on the day."""
    released = product.lifecycle.released or date.min
    return any(
        other.grants == sku.grants and family.family == product.family and released < (family.lifecycle.released or date.min) <= basket.day
        for other, family in basket.catalog.perpetual
    )


def _followers(basket: Basket, sku: Sku, product: Product) -> list[Product]:
    """Return the products on the market that follow the product, for an access licence those that follow its servers.

    A product whose day of release was not found counts as on the market.
    """
    products = basket.catalog.products
    servers = [name for name, held in products.items() if sku.grants in (*held.needs, *held.optional) and held.version == product.version]
    followed = servers if sku.grants else [sku.product]
    found = [held for held in products.values() if held.predecessor in followed]
    return sorted(
        (held for held in found if (held.lifecycle.released or date.min) <= basket.day),
        key=lambda held: held.lifecycle.released or date.min,
    )


def not_sold(basket: Basket) -> Iterator[Problem]:
    """Yield a remark for a SKU with a successor already out, or gone from the newest public list.

    A SKU on the user's own price sheet is sold.

    One that the newest public list still holds is sold as well: its successor is a remark.
    """
    newest = basket.catalog.newest_list
    for item, sku, _ in basket.known():
        successor = basket.catalog.skus.get(sku.successor or "")
        if item.on_sheet:
            continue
        if successor and _out(basket, successor):
            named = gaps(item, successor=successor.sku or successor.part_number, named=successor.title)
            on_sale = basket.catalog.on_sale(sku, basket.day) and sku.program == basket.request.program
            yield messages.NEWER.at(item.where, **named, month=sku.on_list) if on_sale else messages.NOT_SOLD.at(item.where, **named)
        elif not successor and _left_list(sku, newest) and basket.day.isoformat()[:7] >= newest:
            yield messages.NOT_LISTED.at(item.where, **gaps(item, month=newest))


def other_program(basket: Basket) -> Iterator[Problem]:
    """Yield a remark for a number of another program: a CSP id in a quote of boxes, a box in one of CSP.

    A number with a price under the program is sold there.
    """
    program = basket.request.program
    # Programs that the catalogue has no numbers of are sold by others.
    if program not in {sku.program for sku in basket.catalog.skus.values()}:
        return
    for item, sku, _ in basket.known():
        if sku.program != program and not item.on_sheet and all(price.program != program for price in sku.prices):
            yield messages.OTHER_PROGRAM.at(item.where, **gaps(item, own=sku.program, program=program))


def esu_over(basket: Basket) -> Iterator[Problem]:
    """Yield a warning for an ESU year that has ended, unless a later year of the product, which needs it, is bought as well."""
    months = basket.figures.get("esu-year-months")
    for item, sku, product in basket.known():
        until = esu_until(sku, product, months)
        if until and until < basket.day and not any(year > (sku.esu_year or 0) for year in _esu_years(basket, sku.product)):
            yield messages.ESU_OVER.at(item.where, **gaps(item, year=sku.esu_year, until=until))


def esu_earlier(basket: Basket) -> Iterator[Problem]:
    """Yield a warning for an ESU year without as many of each earlier year: the years are cumulative."""
    for item, sku, _ in basket.known():
        years = _esu_years(basket, sku.product)
        short = [year for year in range(1, sku.esu_year or 1) if years.get(year, 0) < item.quantity]
        if sku.kind == "esu" and short:
            yield messages.ESU_EARLIER.at(item.where, **gaps(item, year=sku.esu_year, years=", ".join(map(str, short))))


def _esu_years(basket: Basket, product: str) -> dict[int, int]:
    """Return how many of each ESU year of a product the quote has; as many as anybody needs of those that the customer owns."""
    years: dict[int, int] = {}
    for item, sku, _ in basket.known():
        if sku.product == product and sku.esu_year:
            years[sku.esu_year] = years.get(sku.esu_year, 0) + item.quantity
    for sku in basket.owned_skus():
        if sku.product == product and sku.esu_year:
            years[sku.esu_year] = sys.maxsize
    return years


def _out(basket: Basket, sku: Sku) -> bool:
    released = basket.catalog.lifecycle(sku).released
    return released is not None and released <= basket.day


def _left_list(sku: Sku, newest: str) -> bool:
    """Return True if the newest public list, of perpetual CSP software for Commercial, could hold the SKU and does not."""
    listed = sku.program == SHEET_PROGRAM and "Commercial" in sku.segments and ":" in (sku.sku or "")
    return listed and (sku.on_list or "") < newest
