"""Read placed orders: what Partner Center and the systems of distributors answer, as people save it."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from licensectl.app.orders.reader_answers import ANSWERS
from licensectl.app.orders.reader_foreign import CART, foreign_kind, kind_of
from licensectl.app.orders.reader_json import values
from licensectl.app.orders.reader_parts import (
    Json,
    ReadOrder,
    amount,
    as_list,
    failure_details,
    is_empty,
    moment,
    offer,
    price,
    quantity,
    shown,
    text,
)
from licensectl.core.money import total
from licensectl.core.sku_id import parse_spelled
from licensectl.domain.orders import messages
from licensectl.domain.orders.on_record import is_state
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder, is_order_id
from licensectl.errors import LicensectlError, Problem

# The key of what is no order, in the file of bad ones.
RECORD = "record"
# How Partner Center's API wraps several records, and PowerShell a list of them.
LISTS = ("orders", "items", "value")
# Windows PowerShell 5.1 writes an instant in milliseconds since 1970, UTC; an offset behind is for display alone.
MILLISECONDS = re.compile(r"/Date\((-?\d{1,16})(?:[+-]\d{4})?\)/", re.ASCII)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ONE_TIME = ("onetime", "one_time", "one-time")
MOST = 1_000_000_000
MOST_OF_A_STATUS = 40
# Nobody reads more faults.
MOST_WRONG = 10_000


def read_entries(content: bytes, name: str) -> Iterator[ReadOrder]:
    """Yield each order of a file in its order: Partner Center's JSON, an answer of another system, or a line of JSON Lines each.

    An entry has problems where something of it was not ordered, cannot be recorded or had to be guessed. Raises LicensectlError if the
    whole file cannot be read.
    """
    if kind := foreign_kind(content):
        raise LicensectlError(messages.FOREIGN.at(name, what=kind.what, taken=kind.taken))
    for found in values(content, name):
        if found.unreadable:
            yield ReadOrder(found.where, None, {RECORD: found.value}, wrong=found.problems)
            continue
        remarks = found.problems
        for entry in _entries(found.value, found.where):
            yield entry._replace(problems=[*remarks, *entry.problems])
            remarks = []


def parse_orders(content: bytes, name: str) -> tuple[list[PlacedOrder], list[Problem]]:
    """Return the orders in `content` and remarks on it. Raises LicensectlError if any is wrong, with every problem."""
    entries: list[ReadOrder] = []
    wrong: list[Problem] = []
    for entry in read_entries(content, name):
        entries.append(entry)
        wrong += entry.wrong
        if len(wrong) >= MOST_WRONG:
            break
    if wrong:
        raise LicensectlError(*wrong)
    problems = [problem for entry in entries for problem in entry.problems]
    orders = [entry.order for entry in entries if entry.order is not None]
    if not orders:
        raise LicensectlError(*(problem._replace(message=problem.message._replace(severity="error")) for problem in problems))
    return orders, problems


def _entries(value: Any, where: str) -> Iterator[ReadOrder]:
    """Return the orders of one value: an order, a list of them, the result of a checkout, or the answer of another system."""
    if isinstance(value, dict) and (answer := next((one for one in ANSWERS if one.fits(value)), None)):
        yield from answer.read(value, where)
        return
    held, failed = _held(value), _failures(value, where)
    if not all(isinstance(order, dict) for order in held) or not (held or failed):
        yield ReadOrder(where, None, value if isinstance(value, dict) else {RECORD: value}, wrong=[messages.NO_ORDER.at(where)])
        return
    if failed:
        yield ReadOrder(where, None, problems=failed, refused=True)
    for number, order in enumerate(held, 1):
        place = where if len(held) == 1 else f"{where} #{number}"
        if answer := next((one for one in ANSWERS if one.fits(order)), None):
            yield from answer.read(order, place)
        elif kind := kind_of(order):
            message = messages.CART_NOT_ORDER if kind is CART else messages.FOREIGN
            yield ReadOrder(place, None, order, wrong=[message.at(place, what=kind.what, taken=kind.taken)])
        else:
            yield _partner_center(order, place)


def _held(value: Any) -> list[Any]:
    if not isinstance(value, dict):
        return value if isinstance(value, list) else []
    listed = next((value[key] for key in LISTS if isinstance(value.get(key), list | dict)), None)
    if listed is not None:
        return as_list(listed or [])
    return [] if _refusal(value) or value.get("ordererrors") else [value]


def _failures(value: Any, where: str) -> list[Problem]:
    """Return the errors of a checkout, or the reason for which Partner Center refused a call."""
    if not isinstance(value, dict):
        return []
    found = [_failure(error, where) for error in as_list(value.get("ordererrors") or [])]
    if _refusal(value):
        found.append(messages.REFUSED.at(where, description=shown(value["description"], 300), details=failure_details(None, value["code"])))
    return found


def _failure(error: Any, where: str) -> Problem:
    """Return one error of a checkout, of whatever shape: without a description its other fields are shown."""
    held = error if isinstance(error, dict) else {"description": error}
    description = held.get("description") or held.get("message")
    if not description:
        rest = {key: said for key, said in held.items() if key not in ("ordergroupid", "code") and said is not None}
        description = json.dumps(rest, ensure_ascii=False, default=str) if rest else None
    details = failure_details(held.get("ordergroupid"), held.get("code"))
    return messages.NOT_ORDERED.at(where, description=shown(description, 300), details=details)


def _refusal(value: Json) -> bool:
    """Return True if this is the answer of a call that failed."""
    return {"code", "description"} <= set(value) and not {"id", "orderid", "lineitems"} & set(value)


def _partner_center(order: Json, where: str) -> ReadOrder:
    """Return an order of Partner Center, also as PowerShell writes it, and everything that is wrong with it."""
    lines, order_id, said = as_list(order.get("lineitems") or []), order.get("id") or order.get("orderid"), order.get("creationdate")
    if not all(isinstance(line, dict) for line in lines):
        cut = all(isinstance(line, str) for line in lines)
        return ReadOrder(where, None, order, wrong=[(messages.CUT_LINES if cut else messages.NO_ORDER).at(where)])
    wrong = [] if is_order_id(str(order_id or "")) else [_bad("id", order_id, where)]
    placed = _instant(said) if said else None
    if said and placed is None:
        wrong.append(messages.BAD_MOMENT.at(where, value=shown(said)))
    wrong += [problem for line in lines for problem in _line_problems(line, where)]
    numbers = [line.get("lineitemnumber") for line in lines]
    wrong += [messages.LINE_TWICE.at(where, line=shown(n)) for n in sorted({str(n) for n in numbers if numbers.count(n) > 1})]
    if wrong:
        return ReadOrder(where, None, order, wrong=wrong)
    currency = text(order, "currencycode")
    problems = [messages.EMPTY_DAY.at(where, value=shown(said))] if is_empty(placed) else []
    status = (text(order, "status") or "")[:MOST_OF_A_STATUS] or None
    if status and not is_state(status):
        problems.append(messages.UNKNOWN_STATE.at(where, value=status))
    problems += [problem for line in lines if (problem := _unrecorded(line, where, order_id))]
    kept = [_line(line, currency, where, problems) for line in lines if not _unrecorded(line, where, order_id)]
    if lines and not kept:
        return ReadOrder(where, None, order, problems=problems, refused=True)
    made = PlacedOrder(
        id=str(order_id),
        alternate_id=text(order, "alternateid"),
        tenant_id=text(order, "referencecustomerid"),
        placed=None if is_empty(placed) else placed,
        currency=currency,
        status=status,
        lines=kept,
    )
    return ReadOrder(where, made, order, problems=[*problems, *_sums(order, lines, currency, where)])


def _bad(field: str, value: Any, where: str) -> Problem:
    """Return a field that is missing or holds something impossible."""
    if value is None or value == "":
        return messages.MISSING.at(where, field=field)
    return messages.BAD_ID.at(where, id=shown(value)) if field == "id" else messages.BAD_LINE.at(where, field=field, value=shown(value))


def _line_problems(line: Json, where: str) -> Iterator[Problem]:
    number, pieces = line.get("lineitemnumber"), line.get("quantity")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= MOST:
        yield _bad("lineItemNumber", number, where)
    if not isinstance(line.get("offerid"), str) or not line["offerid"].strip():
        yield _bad("offerId", line.get("offerid"), where)
    # A cancelled line has quantity 0.
    if isinstance(pieces, str) or quantity(pieces) is None:
        yield _bad("quantity", pieces, where)


def _unrecorded(line: Json, where: str, order_id: Any) -> Problem | None:
    """Azure plans and offers of the legacy catalogue have other ids: the ledger does not keep them."""
    found = parse_spelled(line["offerid"])
    if found and found.sku_id:
        return None
    return messages.NOT_A_SKU.at(where, line=line["lineitemnumber"], id=shown(order_id), offer=shown(line["offerid"]))


def _line(line: Json, currency: str | None, where: str, problems: list[Problem]) -> PlacedLine:
    term = text(line, "termduration") or ""
    return PlacedLine(
        number=line["lineitemnumber"],
        offer_id=offer(line["offerid"]),
        quantity=quantity(line["quantity"]) or 0,
        title=text(line, "friendlyname") or "",
        term="" if term.lower() in ONE_TIME else term,
        unit_price=price(_pricing(line).get("price"), currency, (where, line["lineitemnumber"]), problems),
    )


def _pricing(line: Json) -> Json:
    held = line.get("pricing")
    return held if isinstance(held, dict) else {}


def _sums(order: Json, lines: list[Json], currency: str | None, where: str) -> Iterator[Problem]:
    """Yield warnings if a line's price times its quantity, or the sum of the lines, differs from what the answer states.

    A line with a term may be billed several times, so its sum is not the product of price and quantity.
    """
    sums = []
    for line in lines:
        one_price, extended = (amount(_pricing(line).get(key), currency) for key in ("price", "extendedprice"))
        one_time, pieces = (text(line, "termduration") or "").lower() in ("", *ONE_TIME), quantity(line["quantity"])
        if one_price and extended and one_time and pieces and (one_price * pieces).rounded() != extended.rounded():
            gaps = {"line": line["lineitemnumber"], "price": one_price, "quantity": pieces}
            yield messages.LINE_SUM.at(where, **gaps, computed=(one_price * pieces).rounded(), said=extended)
        sums.append(extended)
    said, computed = amount(order.get("totalprice"), currency), total(sums)
    if said is not None and computed is not None and computed.rounded() != said.rounded():
        yield messages.TOTAL.at(where, computed=computed, said=said)


def _instant(value: Any) -> Any:
    """Return the UTC instant of a timestamp, also as PowerShell writes it; None for any other value."""
    if isinstance(value, dict):
        value = value.get("value")
    found = MILLISECONDS.fullmatch(value) if isinstance(value, str) else None
    if not found:
        return moment(value)
    try:
        return EPOCH + timedelta(milliseconds=int(found[1]))
    except OverflowError:
        return None
