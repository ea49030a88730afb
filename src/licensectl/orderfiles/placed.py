"""Orders from the JSON that Partner Center answers: one order, the result of a checkout, a list. Sources: CART, ORD."""

import re
from collections.abc import Iterator
from typing import Any

from licensectl.domain.placed import PRODUCT_KEY, PlacedLine, PlacedOrder, is_order_id, without_keys
from licensectl.domain.return_rules import Moment
from licensectl.domain.returns import parse_moment
from licensectl.domain.text import Bilingual, Text
from licensectl.errors import Failure, Problem
from licensectl.faults import placed as faults
from licensectl.orderfiles.looseness import parse_loose

OFFER = re.compile(r"[0-9A-Z]{12}:[0-9A-Z]{4}:[0-9A-Z]{12}", re.ASCII)
# Partner Center writes seven digits of a second; six are what a moment of ours holds.
FRACTION = re.compile(r"(\.\d{6})\d+")
MOST = 1_000_000_000
CONNECT = Bilingual("a request of CloudBlue Connect", "una richiesta di CloudBlue Connect")
# What else lies on the same desk, by keys that only it has.
OTHERS: tuple[tuple[set[str], Text], ...] = (
    (
        {"entitlementtype"},
        Bilingual("a list of entitlements: what a customer owns", "un elenco di entitlement: ciò che un cliente possiede"),
    ),
    ({"customerordernumber"}, Bilingual("an order for Ingram Micro Xvantage", "un ordine per Ingram Micro Xvantage")),
    ({"asset", "type"}, CONNECT),
    ({"account", "product", "params"}, CONNECT),
    ({"customerid", "products"}, Bilingual("an order for CloudBlue's marketplace", "un ordine per il marketplace CloudBlue")),
    ({"data", "status"}, Bilingual("an answer of ArrowSphere", "una risposta di ArrowSphere")),
)
CANCELLATION = {"id", "status", "lineitems"}


def parse_orders(content: bytes, name: str) -> tuple[list[PlacedOrder], list[Problem]]:
    """The orders in `content` and remarks on it; Failure with everything that is wrong with them."""
    value, remarks = parse_loose(content, name)
    if PRODUCT_KEY.search(content.decode("utf-8-sig")):
        remarks.append(faults.KEY_IN_FILE.at(name))
    held = [value] if isinstance(value, dict) else value
    if isinstance(value, dict):
        held = value.get("orders", value.get("items", held))
    if not isinstance(held, list) or not held or not all(isinstance(order, dict) for order in held):
        raise Failure(faults.NO_ORDER.at(name))
    if other := next((what for order in held for what in _other(order)), None):
        raise Failure(faults.FOREIGN.at(name, what=other))
    wrong = [problem for number, order in enumerate(held, 1) for problem in _problems(order, name, number)]
    if wrong:
        raise Failure(*wrong)
    return [_order(order) for order in held], remarks


def _other(order: dict[str, Any]) -> Iterator[Text]:
    """What this is instead of an order of Partner Center, as far as its keys show it."""
    keys = set(order)
    yield from (what for marks, what in OTHERS if marks <= keys)
    if keys <= CANCELLATION and "creationdate" not in keys and order.get("status") == "cancelled":
        yield Bilingual("the body that cancels an order, not the answer to it", "il corpo che annulla un ordine, non la risposta")


def _problems(order: dict[str, Any], name: str, number: int) -> Iterator[Problem]:
    lines = order.get("lineitems") or []
    if not isinstance(lines, list) or not all(isinstance(line, dict) for line in lines):
        yield faults.NO_ORDER.at(name)
        return
    if any("catalogitemid" in line for line in lines):
        yield faults.CART_NOT_ORDER.at(name)
        return
    if not is_order_id(str(order.get("id") or "")):
        yield faults.BAD_ID.at(name, id=_shown(order.get("id")), number=number)
    if order.get("creationdate") and _moment(order["creationdate"]) is None:
        yield faults.BAD_MOMENT.at(name, value=_shown(order["creationdate"]), number=number)
    numbers = [line.get("lineitemnumber") for line in lines]
    for line in lines:
        yield from _line_problems(line, name, number)
    for twice in sorted({str(n) for n in numbers if numbers.count(n) > 1}):
        yield faults.LINE_TWICE.at(name, line=_shown(twice)[:20], number=number)


def _line_problems(line: dict[str, Any], name: str, number: int) -> Iterator[Problem]:
    said = line.get("lineitemnumber")
    if not isinstance(said, int) or isinstance(said, bool) or said < 0:
        yield faults.BAD_LINE.at(name, field="lineItemNumber", value=_shown(said), number=number)
    if not OFFER.fullmatch(str(line.get("offerid") or "")):
        yield faults.BAD_LINE.at(name, field="offerId", value=_shown(line.get("offerid")), number=number)
    quantity = line.get("quantity")
    # A cancelled line has quantity 0.
    if not isinstance(quantity, int) or isinstance(quantity, bool) or not 0 <= quantity <= MOST:
        yield faults.BAD_LINE.at(name, field="quantity", value=_shown(quantity), number=number)


def _shown(value: Any) -> str:
    """As much of a wrong value as a sentence has room for; no key, not even the beginning of one."""
    return without_keys(str(value))[:60]


def _order(order: dict[str, Any]) -> PlacedOrder:
    return PlacedOrder(
        id=order["id"],
        alternate_id=_text(order, "alternateid"),
        tenant_id=_text(order, "referencecustomerid"),
        placed=_moment(order["creationdate"]) if order.get("creationdate") else None,
        currency=_text(order, "currencycode"),
        status=_text(order, "status"),
        lines=[_line(line) for line in order.get("lineitems") or []],
    )


def _line(line: dict[str, Any]) -> PlacedLine:
    title, term = _text(line, "friendlyname") or "", _text(line, "termduration") or ""
    return PlacedLine(line["lineitemnumber"], line["offerid"], line["quantity"], title, term)


def _text(held: dict[str, Any], key: str) -> str | None:
    value = held.get(key)
    return without_keys(value) if isinstance(value, str) else None


def _moment(value: Any) -> Moment | None:
    try:
        return parse_moment(FRACTION.sub(r"\1", str(value)))
    except Failure:
        return None
