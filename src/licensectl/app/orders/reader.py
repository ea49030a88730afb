"""Read placed orders: Partner Center's JSON, strict or as people paste it."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from licensectl.core.period import Moment
from licensectl.core.text import Bilingual, Text
from licensectl.domain.orders import messages
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder, has_key, is_order_id, without_keys
from licensectl.domain.returns.question import parse_moment
from licensectl.errors import LicensectlError, Problem

MAX_BYTES = 64 * 1024 * 1024
# A string, ended by the mark that began it or by any typographic one, or a comment. An unended string is left to the parser.
TOKEN = re.compile(r"""("(?:\\.|[^"\\\n])*")|[“”„‟]((?:\\.|[^"“”„‟\\\n])*)["“”„‟]|//[^\n]*|/\*.*?(?:\*/|\Z)""", re.DOTALL)
LAST_COMMA = re.compile(r"""("(?:\\.|[^"\\\n])*")|,(?=\s*[\]}])""", re.DOTALL)


def parse_loose(content: bytes, name: str) -> tuple[Any, list[Problem]]:
    """Return the value, keys in lower case, and a remark where it had to be cleaned first.

    Raises LicensectlError with file and line for what is no JSON. No library is used: those that take JSON5 refuse typographic
    quotes, those that repair complete files that were cut, and all let the second of two equal keys win.
    """
    if len(content) > MAX_BYTES:
        raise LicensectlError(messages.NOT_JSON.at(name, reason="more than 64 MiB"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LicensectlError(messages.NOT_JSON.at(f"{name}:{content[: error.start].count(10) + 1}", reason="not UTF-8")) from None
    try:
        return _parse(text, name), []
    except json.JSONDecodeError:
        pass
    try:
        return _parse(clean(text), name), [messages.CLEANED.at(name)]
    except json.JSONDecodeError as error:
        raise LicensectlError(messages.NOT_JSON.at(f"{name}:{error.lineno}", reason=error.msg.lower())) from None


def clean(text: str) -> str:
    """Return the text without comments and commas before a closing bracket, its quotes straight; every line stays where it is."""
    return LAST_COMMA.sub(lambda found: found[1] or "", TOKEN.sub(_cleaned, text))


def _cleaned(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    return "\n" * found[0].count("\n") if found[2] is None else f'"{found[2]}"'


def _parse(text: str, name: str) -> Any:
    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        held: dict[str, Any] = {}
        for key, value in items:
            if key.lower() in held:
                raise LicensectlError(messages.KEY_TWICE.at(name, key=key[:60]))
            held[key.lower()] = value
        return held

    try:
        return json.loads(text, object_pairs_hook=pairs, parse_float=Decimal, parse_constant=lambda word: None)
    except json.JSONDecodeError:
        raise
    except (RecursionError, ValueError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else "a number too long"
        raise LicensectlError(messages.NOT_JSON.at(name, reason=reason)) from None


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
    """The orders in `content` and remarks on it; LicensectlError with everything that is wrong with them."""
    value, remarks = parse_loose(content, name)
    if has_key(content.decode("utf-8-sig")):
        remarks.append(messages.KEY_IN_FILE.at(name))
    held = [value] if isinstance(value, dict) else value
    if isinstance(value, dict):
        held = value.get("orders", value.get("items", held))
    if not isinstance(held, list) or not held or not all(isinstance(order, dict) for order in held):
        raise LicensectlError(messages.NO_ORDER.at(name))
    if other := next((what for order in held for what in _other(order)), None):
        raise LicensectlError(messages.FOREIGN.at(name, what=other))
    wrong = [problem for number, order in enumerate(held, 1) for problem in _problems(order, name, number)]
    if wrong:
        raise LicensectlError(*wrong)
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
        yield messages.NO_ORDER.at(name)
        return
    if any("catalogitemid" in line for line in lines):
        yield messages.CART_NOT_ORDER.at(name)
        return
    if not is_order_id(str(order.get("id") or "")):
        yield messages.BAD_ID.at(name, id=_shown(order.get("id")), number=number)
    if order.get("creationdate") and _moment(order["creationdate"]) is None:
        yield messages.BAD_MOMENT.at(name, value=_shown(order["creationdate"]), number=number)
    numbers = [line.get("lineitemnumber") for line in lines]
    for line in lines:
        yield from _line_problems(line, name, number)
    for twice in sorted({str(n) for n in numbers if numbers.count(n) > 1}):
        yield messages.LINE_TWICE.at(name, line=_shown(twice)[:20], number=number)


def _line_problems(line: dict[str, Any], name: str, number: int) -> Iterator[Problem]:
    said = line.get("lineitemnumber")
    if not isinstance(said, int) or isinstance(said, bool) or said < 0:
        yield messages.BAD_LINE.at(name, field="lineItemNumber", value=_shown(said), number=number)
    if not OFFER.fullmatch(str(line.get("offerid") or "")):
        yield messages.BAD_LINE.at(name, field="offerId", value=_shown(line.get("offerid")), number=number)
    quantity = line.get("quantity")
    # A cancelled line has quantity 0.
    if not isinstance(quantity, int) or isinstance(quantity, bool) or not 0 <= quantity <= MOST:
        yield messages.BAD_LINE.at(name, field="quantity", value=_shown(quantity), number=number)


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
    except LicensectlError:
        return None
