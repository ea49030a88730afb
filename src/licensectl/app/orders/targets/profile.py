"""A distributor's own order file, made by its profile."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from licensectl.domain.orders import messages_profile as messages
from licensectl.domain.orders.csv_row import FIELDS
from licensectl.domain.orders.profile import OrderProfile, ProfileColumn, names_in
from licensectl.domain.orders.split import Order
from licensectl.domain.orders.target import subscriptions_of
from licensectl.domain.quotes.line import QuoteLine
from licensectl.errors import Problem


def check_custom(orders: Sequence[Order], profile: OrderProfile) -> list[Problem]:
    """Return why these orders do not fit the profile: another program, subscriptions without a column for the term, required columns that
    are empty, values that are too long."""
    request = orders[0].quote.request
    if profile.programs and request.program not in profile.programs:
        return [messages.PROGRAM.at(request.where, programs=", ".join(profile.programs), program=request.program)]
    found = [problem for order in orders for line in order.lines for problem in _line_problems(order, line, profile)]
    columns = (*profile.order, *profile.columns)
    if not any(column.field == "term" or "term" in names_in(column.text or "") for column in columns):
        found += [problem for order in orders for problem in subscriptions_of(order, "--profile")]
    return found


def rows(order: Order, profile: OrderProfile) -> list[tuple[Any, ...]]:
    """Return a row per line of the order, under the profile's columns; amounts stay Decimal, dates are text in the profile's form."""
    return [tuple(_cell(column, order, line, profile) for column in profile.columns) for line in order.lines]


def body(order: Order, profile: OrderProfile) -> dict[str, Any]:
    """Return the order as one JSON object: its own columns, then its lines."""
    head = {column.column: _cell(column, order, order.lines[0], profile) for column in profile.order}
    names = [column.column for column in profile.columns]
    return head | {profile.lines: [dict(zip(names, row, strict=True)) for row in rows(order, profile)]}


def _cell(column: ProfileColumn, order: Order, line: QuoteLine, profile: OrderProfile) -> Any:
    if column.field is not None:
        return _plain(FIELDS[column.field](order, line), profile.date)
    text = column.text or ""
    return text.format_map({name: _said(FIELDS[name](order, line), profile) for name in names_in(text)})


def _plain(value: Any, form: str) -> Any:
    if not isinstance(value, date):
        return value
    for token, code in (("yyyy", "%Y"), ("yy", "%y"), ("mm", "%m"), ("dd", "%d")):
        form = form.replace(token, code)
    return value.strftime(form)


def _said(value: Any, profile: OrderProfile) -> str:
    return "" if value is None else str(_plain(value, profile.date))


def _complete(column: ProfileColumn, order: Order, line: QuoteLine) -> bool:
    """Return True if everything that the column's text names is there: the dash of `{product_id}-{sku_id}` alone is nothing."""
    return all(FIELDS[name](order, line) not in (None, "") for name in names_in(column.text or ""))


def _line_problems(order: Order, line: QuoteLine, profile: OrderProfile) -> Iterator[Problem]:
    for column in (*profile.order, *profile.columns):
        said = _said(_cell(column, order, line, profile), profile)
        gaps = {"position": line.position, "column": column.column}
        if column.required and not (said.strip() and _complete(column, order, line)):
            yield messages.MISSING.at(line.where, source=column.field or column.text, **gaps)
        if column.max_length is not None and len(said) > column.max_length:
            yield messages.TOO_LONG.at(line.where, most=column.max_length, length=len(said), **gaps)
