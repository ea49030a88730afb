"""Read what the systems of distributors answer to an order: CloudBlue, Xvantage, ArrowSphere and Pax8.

Sources: the Simple API 1.15 of CloudBlue (SIMPLE-API), the reseller API of Xvantage (XVANTAGE), ArrowSphere's public client and Pax8's
partner API. Public examples of ArrowSphere and Pax8 hold subscriptions only: how they spell a one-time purchase is not known.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from licensectl.app.orders.reader_parts import (
    UNDER_WAY,
    Json,
    ReadOrder,
    as_list,
    failure_details,
    foreign,
    inner,
    order_day,
    placed_line,
    price,
    quantity,
    read_order,
    records,
    shown,
    state_of,
    text,
    word,
)
from licensectl.core.defaults import BOX_PROGRAM, SHEET_PROGRAM
from licensectl.core.money import is_currency, total
from licensectl.core.sku_id import parse_spelled
from licensectl.domain.orders import messages
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder
from licensectl.errors import Problem
from licensectl.i18n.translate import N_

# What a detail of a CloudBlue order charges for the licences; fees, discounts and refunds are no lines.
CHARGES = ("setup", "recurring", "renew", "transfer", "switch", "nonprovisioningitem")
PERIODS = {"month": "M", "year": "Y"}
BILLED = {"one-time": "", "monthly": "P1M", "annual": "P1Y", "2-year": "P2Y", "3-year": "P3Y"}


class OrderSystem(NamedTuple):
    """Another system: its name, sets of keys of which its documents have one in full, and the reader of what it answers."""

    name: str
    marks: tuple[set[str], ...]
    read: Callable[[Json, str], Iterator[ReadOrder]]
    without: tuple[str, ...] = ()

    def fits(self, value: Json) -> bool:
        """Return True if a document is one of this system."""
        keys = set(value)
        return any(marks <= keys for marks in self.marks) and not keys & set(self.without)


def _cloudblue(value: Json, where: str) -> Iterator[ReadOrder]:
    if isinstance(value.get("data"), list):
        for number, order in enumerate(records(value["data"]), 1):
            yield from _cloudblue(order, f"{where} #{number}")
        return
    if not value.get("id") and not value.get("ordernumber"):
        yield foreign(value, where, N_("an order for CloudBlue's marketplace"))
        return
    if (text(value, "type") or "").lower() == "cancellation":
        yield ReadOrder(where, None, value, problems=[messages.CANCELS.at(where, id=shown(value.get("id")))], refused=True)
        return
    problems: list[Problem] = []
    currency = text(inner(value, "total"), "currency")
    own, alternate = word(value, "id"), word(value, "ordernumber")
    made = PlacedOrder(
        id=own or alternate or "",
        alternate_id=alternate if own else None,
        marketplace_id=word(value, "customerid"),
        program=SHEET_PROGRAM,
        placed=order_day(value.get("creationdate"), where, problems),
        currency=currency,
        status=state_of(text(value, "status")),
        lines=_cloudblue_lines(value, currency, where, problems),
    )
    yield read_order(made, value, where, problems)


def _cloudblue_lines(value: Json, currency: str | None, where: str, problems: list[Problem]) -> list[PlacedLine]:
    """Return the products of an order, each with the unit prices of its details added up: a setup fee beside the recurring one."""
    details = [one for one in records(value.get("details")) if (text(one, "type") or "").lower() in CHARGES]
    products = records(value.get("products")) or list({text(one, "mpn"): one for one in details}.values())
    lines = []
    for number, product in enumerate(products):
        mpn = text(product, "mpn")
        given = [inner(one, "unitprice").get("amount") for one in details if text(one, "mpn") == mpn]
        said = parse_spelled(mpn or "")
        line = placed_line(
            number,
            mpn,
            product.get("quantity"),
            where,
            problems,
            title=text(product, "name") or text(product, "description") or "",
            term=(said.term if said and said.term != "OneTime" else "") or _period(inner(product, "subscriptionperiod")),
            unit_price=total([price(one, currency, (where, number), problems) for one in given]),
        )
        lines += [line] if line else []
    return lines


def _period(period: Json) -> str:
    letter, count = PERIODS.get((text(period, "type") or "").lower()), quantity(period.get("duration"))
    return f"P{count}{letter}" if letter and count else ""


def _xvantage(value: Json, where: str) -> Iterator[ReadOrder]:
    if errors := [one if isinstance(one, dict) else {"message": str(one)} for one in as_list(value.get("errors") or []) if one]:
        yield ReadOrder(where, None, value, problems=[_xvantage_refusal(one, where) for one in errors], refused=True)
        return
    orders = records(value.get("orders")) or ([value] if value.get("ingramordernumber") else [])
    if not orders:
        what = N_("an order for Ingram Micro Xvantage")
        if value.get("confirmationnumber"):
            what = N_("the confirmation of an order by Ingram Micro Xvantage, whose result follows by webhook")
        yield foreign(value, where, what)
        return
    for number, order in enumerate(orders, 1):
        yield _xvantage_order(order, text(value, "customerordernumber"), where if len(orders) == 1 else f"{where} #{number}")


def _xvantage_refusal(error: Json, where: str) -> Problem:
    """Why an order was refused; the published example spells the key of the message with one letter too many."""
    fields = "; ".join(f"{shown(one.get('field'))}: {shown(one.get('message'))}" for one in records(error.get("fields")))
    said = text(error, "message") or text(error, "messaage") or shown(None)
    description = f"{said} ({fields})" if fields else said
    return messages.REFUSED.at(where, description=description, details=failure_details(None, error.get("type")))


def _xvantage_order(order: Json, ours: str | None, where: str) -> ReadOrder:
    problems = [
        messages.NOT_ORDERED.at(
            where,
            details=failure_details(order.get("ingramordernumber"), one.get("rejectcode")),
            description=f"{shown(one.get('ingrampartnumber'))}: {shown(one.get('rejectreason'), 300)}",
        )
        for one in records(order.get("rejectedlineitems"))
    ]
    refused, currency = bool(problems), _currency(text(order, "currencycode"))
    lines = []
    for number, one in enumerate(records(order.get("lines")), 1):
        line = placed_line(
            number,
            text(one, "ingrampartnumber") or text(one, "vendorpartnumber"),
            one.get("quantityordered"),
            where,
            problems,
            title=text(one, "partdescription") or "",
            unit_price=price(one.get("unitprice"), currency, (where, number), problems),
        )
        lines += [line] if line else []
    waiting = any(quantity(one.get("quantitybackordered")) for one in records(order.get("lines")))
    made = PlacedOrder(
        id=word(order, "ingramordernumber") or "",
        program=BOX_PROGRAM,
        quote=ours,
        placed=order_day(order.get("ingramorderdate"), where, problems),
        currency=currency,
        status=state_of(text(order, "orderstatus")) or (UNDER_WAY if waiting else None),
        lines=lines,
    )
    return read_order(made, order, where, problems, refused)


def _currency(said: str | None) -> str | None:
    """Return the currency; of a split order it may be written after the order's number, or several times."""
    last = (said or "").split()[-1:]
    return last[0] if last and is_currency(last[0]) else None


def _arrowsphere(value: Json, where: str) -> Iterator[ReadOrder]:
    data = inner(value, "data")
    alone = data if data.get("reference") else value if value.get("reference") else None
    orders = records(data.get("orders")) or ([alone] if alone else [])
    if not orders:
        what = N_("an answer of ArrowSphere without an order")
        if "data" not in value:
            what = N_("an order for ArrowSphere")
        yield foreign(value, where, what)
        return
    for number, order in enumerate(orders, 1):
        place = where if len(orders) == 1 else f"{where} #{number}"
        problems: list[Problem] = []
        products = records(order.get("products"))
        currency = next((said for one in products if (said := text(inner(one, "prices"), "currency"))), None)
        made = PlacedOrder(
            id=word(order, "reference") or "",
            alternate_id=text(order, "order_reference"),
            marketplace_id=word(inner(order, "customer"), "reference"),
            program=SHEET_PROGRAM,
            placed=order_day(order.get("datecreation"), place, problems),
            currency=currency,
            status=state_of(text(order, "status")),
            lines=[line for at, one in enumerate(products) if (line := _arrow_line(at, one, currency, place, problems))],
        )
        yield read_order(made, order, place, problems)


def _arrow_line(number: int, product: Json, currency: str | None, where: str, problems: list[Problem]) -> PlacedLine | None:
    prices = inner(product, "prices")
    written = [text(product, "sku"), text(inner(product, "identifiers", "vendor"), "sku")]
    spelled = next((one for one in written if one and (found := parse_spelled(one)) and found.sku_id), None)
    cost = price(prices.get("buy"), text(prices, "currency"), (where, number), problems)
    return placed_line(
        number,
        spelled or written[0],
        product.get("quantity"),
        where,
        problems,
        title=text(product, "name") or "",
        term={"720": "P1M", "8640": "P1Y"}.get(word(prices, "termcode") or "", ""),
        unit_price=cost if cost and cost.currency == currency else None,
    )


def _pax8(value: Json, where: str) -> Iterator[ReadOrder]:
    if isinstance(value.get("content"), list):
        for number, order in enumerate(records(value["content"]), 1):
            yield from _pax8(order, f"{where} #{number}")
        return
    if not value.get("id"):
        yield foreign(value, where, N_("an order for Pax8"))
        return
    problems: list[Problem] = []
    lines = []
    for number, one in enumerate(records(value.get("lineitems"))):
        term = BILLED.get((text(one, "billingterm") or "").lower(), text(one, "billingterm") or "")
        line = placed_line(number, text(one, "productid"), one.get("quantity"), where, problems, term=term)
        lines += [line] if line else []
    made = PlacedOrder(
        id=word(value, "id") or "",
        marketplace_id=text(value, "companyid"),
        program=SHEET_PROGRAM,
        placed=order_day(value.get("createddate"), where, problems),
        lines=lines,
    )
    yield read_order(made, value, where, problems)


def _data(value: Json, where: str) -> Iterator[ReadOrder]:
    """Read a document under the key `data`: a list is of CloudBlue's orders, an object is an answer of ArrowSphere."""
    yield from (_cloudblue if isinstance(value["data"], list) else _arrowsphere)(value, where)


def _connect(value: Json, where: str) -> Iterator[ReadOrder]:
    yield foreign(value, where, N_("a request of CloudBlue Connect"))


ANSWERS = (
    OrderSystem("CloudBlue Connect", ({"asset", "type"}, {"account", "product", "params"}), _connect),
    OrderSystem(
        "Xvantage", ({"customerordernumber"}, {"ingramordernumber"}, {"confirmationnumber"}, {"errors"}), _xvantage, ("lineitems", "id")
    ),
    OrderSystem(
        "CloudBlue", ({"customerid", "products"}, {"customerid", "ordernumber"}, {"customerid", "details"}), _cloudblue, ("lineitems",)
    ),
    OrderSystem("Pax8", ({"companyid", "lineitems"}, {"content", "page"}), _pax8),
    OrderSystem("ArrowSphere", ({"reference", "products"}, {"customer", "products"}), _arrowsphere),
    OrderSystem("CloudBlue, ArrowSphere", ({"data"},), _data, ("code",)),
)
