"""Take the lines of an order from the quote that it came from, and compare both."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from licensectl.core.money import Money
from licensectl.core.sku_id import parse_sku
from licensectl.core.text import Bilingual, listed
from licensectl.domain.customers.model import Customer
from licensectl.domain.orders import messages_quote as messages
from licensectl.domain.orders.split import orders_of
from licensectl.domain.orders.terms import OrderingFile
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder, day_of, product_of
from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.line import QuoteLine
from licensectl.domain.quotes.numbering import key
from licensectl.domain.quotes.saved import SavedQuote, same_request
from licensectl.errors import Problem


class QuotedOrder(NamedTuple):
    """The order that a quote describes: label, customer, program, currency, the lines that are ordered together, and its day."""

    label: str
    customer: Customer | str
    program: str
    currency: str
    lines: Sequence[QuoteLine]
    day: date

    @property
    def placed_lines(self) -> list[PlacedLine]:
        """The lines as the ledger keeps them, numbered from 0 as a cart numbers them."""
        return [
            PlacedLine(number, _offer(line), line.quantity, line.title, line.term, line.unit_price, _vendor(line))
            for number, line in enumerate(self.lines)
        ]


def quoted_order(quote: Quote, ordering: OrderingFile, named: str, label: str) -> QuotedOrder:
    """Return the order of a quote that is `named`: one part of it (`Q-1-2`), or all of its lines."""
    parts = orders_of(quote, ordering)
    part = next((one for one in parts if one.ref is not None and key(one.ref) == key(named)), None)
    lines = part.lines if part else [line for one in parts for line in one.lines]
    return QuotedOrder(label, quote.request.customer, quote.request.program, quote.request.currency, lines, quote.date)


def numbered(quote: Quote, saved: Sequence[SavedQuote]) -> Quote:
    """Return the quote of a request under the number of the saved quote of its customer that is of the same request, and a note of that.

    A request with a number keeps it. Where no or several quotes are of the request, a note says how its order is linked to one.
    """
    request = quote.request
    if request.number or not saved:
        return quote
    same = [one for one in saved if same_request(one.quote.request, request)]
    if len(same) != 1:
        numbers = listed([one.number for one in same or saved], 5)
        said = (messages.SEVERAL_SAVED if same else messages.UNLINKED).at(request.where, numbers=numbers)
        return replace(quote, problems=[*quote.problems, said])
    note = messages.NUMBERED.at(request.where, number=same[0].label)
    return replace(quote, request=replace(request, number=same[0].quote.request.number), problems=[*quote.problems, note])


def resolved(order: PlacedOrder, quoted: QuotedOrder) -> PlacedOrder:
    """Return the order with what only the quote knows: SKUs behind a distributor's own codes, titles, and prices that no answer told.

    An order without lines gets those of the quote.
    """
    order = replace(order, currency=order.currency or quoted.currency, program=quoted.program)
    if not order.lines:
        return replace(order, lines=quoted.placed_lines)
    return replace(order, lines=[_resolved(line, quoted, order.currency) for line in order.lines])


def differences(orders: Iterable[PlacedOrder], quoted: QuotedOrder, where: str = "") -> Iterator[Problem]:
    """Yield the differences between a quote and its orders: products, quantities, prices, the currency."""
    placed = [order for order in orders if not order.came_to_nothing]
    if not placed:
        return
    for currency in dict.fromkeys(order.currency for order in placed if order.currency not in (None, quoted.currency)):
        yield messages.CURRENCY.at(where, quote=quoted.label, quoted=quoted.currency, ordered=currency)
    wanted, ordered = _by_product(quoted), _counts(placed)
    for product, lines in wanted.items():
        count, said = sum(line.quantity for line in lines), ordered.get(product)
        if said is None:
            yield messages.NOT_ORDERED.at(where, quote=quoted.label, product=_called(lines[0]), quantity=count)
        elif said.quantity != count and said.quantity:
            yield messages.QUANTITY.at(
                where, quote=quoted.label, product=_called(lines[0]), quoted=count, ordered=said.quantity, count=said.orders
            )
        yield from _prices(lines, said, quoted, where)
    for product, said in ordered.items():
        if product not in wanted:
            yield messages.NOT_QUOTED.at(where, quote=quoted.label, product=said.called, quantity=said.quantity)


def unlikely_day(order: PlacedOrder, quoted: QuotedOrder | None, today: date) -> list[Problem]:
    """Return a warning if the order is of a day to come, and a note if it is older than its quote."""
    placed = day_of(order.placed)
    if placed is None:
        return []
    if placed > today:
        return [messages.FUTURE.at(id=order.id, placed=placed, day=today)]
    return (
        [messages.BEFORE_QUOTE.at(id=order.id, placed=placed, quote=quoted.label, day=quoted.day)] if quoted and placed < quoted.day else []
    )


class _Count(NamedTuple):
    """The ordered quantity and prices of one product, and the number of orders that hold it."""

    called: str
    quantity: int
    prices: tuple[Money, ...]
    orders: int = 0


def _prices(lines: Sequence[QuoteLine], said: _Count | None, quoted: QuotedOrder, where: str) -> Iterator[Problem]:
    known = [line.unit_price for line in lines]
    paid = [price for price in (said.prices if said else ()) if price.currency == quoted.currency]
    other = [price for price in paid if price not in known and all(price.rounded() != one.rounded() for one in known if one)]
    for price in dict.fromkeys(other if all(known) else []):
        yield messages.PRICE.at(where, quote=quoted.label, product=_called(lines[0]), quoted=known[0], ordered=price)


def _by_product(quoted: QuotedOrder) -> dict[str, list[QuoteLine]]:
    found: dict[str, list[QuoteLine]] = {}
    for line in quoted.lines:
        found.setdefault(product_of(_offer(line)), []).append(line)
    return found


def _counts(orders: Iterable[PlacedOrder]) -> Mapping[str, _Count]:
    found: dict[str, _Count] = {}
    for order in orders:
        for line in order.lines:
            product = line.product
            so_far = found.get(product, _Count(line.title or line.offer_id, 0, ()))
            prices = (*so_far.prices, line.unit_price) if line.unit_price else so_far.prices
            found[product] = _Count(so_far.called, so_far.quantity + line.quantity, prices, so_far.orders)
        for product in {line.product for line in order.lines if line.quantity}:
            found[product] = found[product]._replace(orders=found[product].orders + 1)
    return found


def _resolved(line: PlacedLine, quoted: QuotedOrder, currency: str | None) -> PlacedLine:
    same = [one for one in quoted.lines if line.product in names_of(one)]
    if not same:
        return line
    prices = {one.unit_price for one in [one for one in same if one.quantity == line.quantity] or same}
    price = prices.pop() if len(prices) == 1 and currency == quoted.currency else None
    # An answer that names the SKU itself knows it better: the AvailabilityId may be another.
    own = parse_sku(line.offer_id)
    offer = line.offer_id if own and own.sku_id else _offer(same[0])
    return replace(
        line,
        offer_id=offer,
        title=line.title or same[0].title,
        term=line.term or same[0].term,
        unit_price=line.unit_price or price,
        vendor=line.vendor or _vendor(same[0]),
    )


def _vendor(line: QuoteLine) -> str:
    return "" if line.vendor.casefold() == "microsoft" else line.vendor


def _offer(line: QuoteLine) -> str:
    return ":".join(part for part in (line.sku, line.availability_id) if part) if line.sku else line.part_number or line.title


def names_of(line: QuoteLine) -> set[str]:
    """Return every name that an answer may have for the product of this line."""
    return {product_of(name) for name in (_offer(line), line.sku, line.part_number, line.distributor_sku) if name}


def _called(line: QuoteLine) -> str | Bilingual:
    return f"{line.called} ({line.title})" if line.called != line.title else line.title
