"""Read what the systems of distributors answer to an order: CloudBlue, Xvantage, ArrowSphere and Pax8.

Sources: the Simple API 1.15 of CloudBlue (SIMPLE-API), the reseller API of Xvantage (XVANTAGE), ArrowSphere's public client and Pax8's
partner API. Public examples of ArrowSphere and Pax8 hold subscriptions only: how they spell a one-time purchase is not known.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from licensectl.app.orders.reader_parts import Json, ReadOrder, amount, as_list, is_empty, moment, offer, quantity, shown, text, word
from licensectl.core.defaults import BOX_PROGRAM, SHEET_PROGRAM
from licensectl.core.money import Money, is_currency
from licensectl.core.period import Moment, parse_day
from licensectl.core.sku_id import parse_spelled
from licensectl.core.text import Text
from licensectl.domain.orders import messages
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder, is_order_id
from licensectl.errors import Problem
from licensectl.i18n.translate import N_

# How far an order is, in the words of Partner Center; what is not listed is still under way.
STATES = {
    "completed": "completed",
    "fulfilled": "completed",
    "provisioned": "completed",
    "shipped": "completed",
    "invoiced": "completed",
    "closed": "completed",
    "cancelled": "cancelled",
    "canceled": "cancelled",
    "voided": "cancelled",
    "error": "error",
}
UNDER_WAY = "pending"
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


def _foreign(value: Json, where: str, what: Text) -> ReadOrder:
    return ReadOrder(where, None, value, wrong=[messages.FOREIGN.at(where, what=what, taken=messages.BY_HAND)])


def _records(value: Any) -> list[Json]:
    return [one for one in as_list(value) if isinstance(one, dict)]


def _inner(held: Json, *keys: str) -> Json:
    """Return the object behind these keys; an empty one if it is missing."""
    for key in keys:
        found = held.get(key)
        held = found if isinstance(found, dict) else {}
    return held


def _day(value: Any, where: str, problems: list[Problem]) -> Moment | None:
    """Return a moment; of a time without its offset the day, with a warning."""
    found = moment(value)
    if is_empty(found):
        problems.append(messages.EMPTY_DAY.at(where, value=shown(value)))
        return None
    if found is not None or not isinstance(value, str):
        return found
    if (day := parse_day(value.strip()[:10])) is None:
        if value.strip():
            problems.append(messages.BAD_MOMENT.at(where, value=shown(value)))
        return None
    if is_empty(day):
        problems.append(messages.EMPTY_DAY.at(where, value=shown(value)))
        return None
    problems.append(messages.NO_OFFSET.at(where, value=shown(value), day=day))
    return day


def _made(order: PlacedOrder, given: Json, where: str, problems: list[Problem], refused: bool = False) -> ReadOrder:
    """Return the entry of an order that was read; a line that holds no product or no whole number of licences was left out already."""
    wrong = [one for one in problems if one.message is messages.BAD_MOMENT]
    if not is_order_id(order.id):
        wrong.append(messages.BAD_ID.at(where, id=shown(order.id)) if order.id else messages.MISSING.at(where, field="id"))
    if wrong:
        return ReadOrder(where, None, given, wrong=wrong)
    if not order.lines and any(one.message is messages.LINE_LEFT_OUT for one in problems):
        return ReadOrder(where, None, given, problems, refused=True)
    return ReadOrder(where, order, given, problems, refused=refused)


def _line(number: int, product: str | None, count: Any, where: str, problems: list[Problem], **more: Any) -> PlacedLine | None:
    pieces = quantity(count)
    if product is None or pieces is None:
        field = N_("quantity") if product else N_("product")
        problems.append(messages.LINE_LEFT_OUT.at(where, line=number, field=field, value=shown(count if product else None)))
        return None
    return PlacedLine(number, offer(product), pieces, **more)


def _state(said: str | None) -> str | None:
    return None if said is None else STATES.get(said.lower(), UNDER_WAY)


def _cloudblue(value: Json, where: str) -> Iterator[ReadOrder]:
    if isinstance(value.get("data"), list):
        for number, order in enumerate(_records(value["data"]), 1):
            yield from _cloudblue(order, f"{where} #{number}")
        return
    if not value.get("id") and not value.get("ordernumber"):
        yield _foreign(value, where, N_("an order for CloudBlue's marketplace"))
        return
    if (text(value, "type") or "").lower() == "cancellation":
        yield ReadOrder(where, None, value, problems=[messages.CANCELS.at(where, id=shown(value.get("id")))], refused=True)
        return
    problems: list[Problem] = []
    currency = text(_inner(value, "total"), "currency")
    own, alternate = word(value, "id"), word(value, "ordernumber")
    made = PlacedOrder(
        id=own or alternate or "",
        alternate_id=alternate if own else None,
        marketplace_id=word(value, "customerid"),
        program=SHEET_PROGRAM,
        placed=_day(value.get("creationdate"), where, problems),
        currency=currency,
        status=_state(text(value, "status")),
        lines=_cloudblue_lines(value, currency, where, problems),
    )
    yield _made(made, value, where, problems)


def _cloudblue_lines(value: Json, currency: str | None, where: str, problems: list[Problem]) -> list[PlacedLine]:
    """Return the products of an order, each with the unit prices of its details added up: a setup fee beside the recurring one."""
    details = [one for one in _records(value.get("details")) if (text(one, "type") or "").lower() in CHARGES]
    products = _records(value.get("products")) or list({text(one, "mpn"): one for one in details}.values())
    lines = []
    for number, product in enumerate(products):
        mpn = text(product, "mpn")
        prices = [amount(_inner(one, "unitprice").get("amount"), currency) for one in details if text(one, "mpn") == mpn]
        known = [price for price in prices if price is not None]
        said = parse_spelled(mpn or "")
        line = _line(
            number,
            mpn,
            product.get("quantity"),
            where,
            problems,
            title=text(product, "name") or text(product, "description") or "",
            term=(said.term if said and said.term != "OneTime" else "") or _period(_inner(product, "subscriptionperiod")),
            unit_price=sum(known[1:], known[0]) if known and len(known) == len(prices) else None,
        )
        lines += [line] if line else []
    return lines


def _period(period: Json) -> str:
    letter, count = PERIODS.get((text(period, "type") or "").lower()), quantity(period.get("duration"))
    return f"P{count}{letter}" if letter and count else ""


def _xvantage(value: Json, where: str) -> Iterator[ReadOrder]:
    if errors := _records(value.get("errors")):
        yield ReadOrder(where, None, value, problems=[_xvantage_refusal(one, where) for one in errors], refused=True)
        return
    orders = _records(value.get("orders")) or ([value] if value.get("ingramordernumber") else [])
    if not orders:
        what = N_("an order for Ingram Micro Xvantage")
        if value.get("confirmationnumber"):
            what = N_("the confirmation of an order by Ingram Micro Xvantage, whose result follows by webhook")
        yield _foreign(value, where, what)
        return
    for number, order in enumerate(orders, 1):
        yield _xvantage_order(order, text(value, "customerordernumber"), where if len(orders) == 1 else f"{where} #{number}")


def _xvantage_refusal(error: Json, where: str) -> Problem:
    """Why an order was refused; the published example spells the key of the message with one letter too many."""
    fields = "; ".join(f"{shown(one.get('field'))}: {shown(one.get('message'))}" for one in _records(error.get("fields")))
    said = text(error, "message") or text(error, "messaage") or ""
    return messages.REFUSED.at(where, code=shown(error.get("type")), description=f"{said} ({fields})" if fields else said)


def _xvantage_order(order: Json, ours: str | None, where: str) -> ReadOrder:
    problems = [
        messages.NOT_ORDERED.at(
            where,
            group=shown(order.get("ingramordernumber")),
            code=shown(one.get("rejectcode")),
            description=f"{shown(one.get('ingrampartnumber'))}: {shown(one.get('rejectreason'), 300)}",
        )
        for one in _records(order.get("rejectedlineitems"))
    ]
    refused, currency = bool(problems), _currency(text(order, "currencycode"))
    lines = []
    for number, one in enumerate(_records(order.get("lines")), 1):
        line = _line(
            number,
            text(one, "ingrampartnumber") or text(one, "vendorpartnumber"),
            one.get("quantityordered"),
            where,
            problems,
            title=text(one, "partdescription") or "",
            unit_price=amount(one.get("unitprice"), currency),
        )
        lines += [line] if line else []
    waiting = any(quantity(one.get("quantitybackordered")) for one in _records(order.get("lines")))
    made = PlacedOrder(
        id=word(order, "ingramordernumber") or "",
        program=BOX_PROGRAM,
        quote=ours,
        placed=_day(order.get("ingramorderdate"), where, problems),
        currency=currency,
        status=_state(text(order, "orderstatus")) or (UNDER_WAY if waiting else None),
        lines=lines,
    )
    return _made(made, order, where, problems, refused)


def _currency(said: str | None) -> str | None:
    """Return the currency; of a split order it may be written after the order's number, or several times."""
    last = (said or "").split()[-1:]
    return last[0] if last and is_currency(last[0]) else None


def _arrowsphere(value: Json, where: str) -> Iterator[ReadOrder]:
    data = _inner(value, "data")
    alone = data if data.get("reference") else value if value.get("reference") else None
    orders = _records(data.get("orders")) or ([alone] if alone else [])
    if not orders:
        what = N_("an answer of ArrowSphere without an order")
        if "data" not in value:
            what = N_("an order for ArrowSphere")
        yield _foreign(value, where, what)
        return
    for number, order in enumerate(orders, 1):
        place = where if len(orders) == 1 else f"{where} #{number}"
        problems: list[Problem] = []
        products = _records(order.get("products"))
        currency = next((said for one in products if (said := text(_inner(one, "prices"), "currency"))), None)
        made = PlacedOrder(
            id=word(order, "reference") or "",
            alternate_id=text(order, "order_reference"),
            marketplace_id=word(_inner(order, "customer"), "reference"),
            program=SHEET_PROGRAM,
            placed=_day(order.get("datecreation"), place, problems),
            currency=currency,
            status=_state(text(order, "status")),
            lines=[line for at, one in enumerate(products) if (line := _arrow_line(at, one, currency, place, problems))],
        )
        yield _made(made, order, place, problems)


def _arrow_line(number: int, product: Json, currency: str | None, where: str, problems: list[Problem]) -> PlacedLine | None:
    prices = _inner(product, "prices")
    written = [text(product, "sku"), text(_inner(product, "identifiers", "vendor"), "sku")]
    spelled = next((one for one in written if one and (found := parse_spelled(one)) and found.sku_id), None)
    return _line(
        number,
        spelled or written[0],
        product.get("quantity"),
        where,
        problems,
        title=text(product, "name") or "",
        term={"720": "P1M", "8640": "P1Y"}.get(word(prices, "termcode") or "", ""),
        unit_price=_same(amount(prices.get("buy"), text(prices, "currency")), currency),
    )


def _same(price: Money | None, currency: str | None) -> Money | None:
    return price if price and price.currency == currency else None


def _pax8(value: Json, where: str) -> Iterator[ReadOrder]:
    if isinstance(value.get("content"), list):
        for number, order in enumerate(_records(value["content"]), 1):
            yield from _pax8(order, f"{where} #{number}")
        return
    if not value.get("id"):
        yield _foreign(value, where, N_("an order for Pax8"))
        return
    problems: list[Problem] = []
    lines = []
    for number, one in enumerate(_records(value.get("lineitems"))):
        term = BILLED.get((text(one, "billingterm") or "").lower(), text(one, "billingterm") or "")
        line = _line(number, text(one, "productid"), one.get("quantity"), where, problems, term=term)
        lines += [line] if line else []
    made = PlacedOrder(
        id=word(value, "id") or "",
        marketplace_id=text(value, "companyid"),
        program=SHEET_PROGRAM,
        placed=_day(value.get("createddate"), where, problems),
        lines=lines,
    )
    yield _made(made, value, where, problems)


def _data(value: Json, where: str) -> Iterator[ReadOrder]:
    """Read a document under the key `data`: a list is of CloudBlue's orders, an object is an answer of ArrowSphere."""
    yield from (_cloudblue if isinstance(value["data"], list) else _arrowsphere)(value, where)


def _connect(value: Json, where: str) -> Iterator[ReadOrder]:
    yield _foreign(value, where, N_("a request of CloudBlue Connect"))


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
