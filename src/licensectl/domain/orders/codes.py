"""Codes of products at distributors and in Partner Center's catalogue, as a file of one's own or a price list says them."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core.sku_id import parse_availability, parse_sku
from licensectl.domain.catalog.model import Segment
from licensectl.domain.orders import messages_codes as messages
from licensectl.domain.purchases.model import product_of
from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.line import QuoteLine
from licensectl.errors import Finding


class ProductCode(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The codes of one product, named by `sku` or `part_number`; where `distributor`, `market` or `segment` is given, only there."""

    sku: str | None = None
    part_number: str | None = None
    distributor_sku: str | None = None
    availability_id: str | None = None
    distributor: str | None = None
    market: str | None = None
    segment: Segment | None = None

    @property
    def product(self) -> str:
        """The product as it compares: ProductId and SkuId, or a part number."""
        return product_of(self.sku or self.part_number or "")

    @property
    def scope(self) -> tuple[str | None, ...]:
        """Return distributor, market and segment that the codes are for."""
        return self.distributor, self.market, self.segment


class CodeFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `codes.yaml`."""

    codes: list[ProductCode]


def check_codes(file: CodeFile) -> list[Finding]:
    """Return everything that is wrong with a file of codes."""
    return [finding for number, code in enumerate(file.codes) for finding in _wrong(number, code, file.codes[:number])]


def _wrong(number: int, code: ProductCode, before: Sequence[ProductCode]) -> Iterator[Finding]:
    path = ("codes", number)
    key = parse_sku(code.sku) if code.sku else None
    if (code.sku is None) == (code.part_number is None):
        yield Finding(path, messages.ONE_NAME, {})
    elif code.sku is not None and (key is None or not key.sku_id):
        yield Finding(path, messages.NO_SKU, {"value": code.sku[:60]})
    if not code.distributor_sku and not code.availability_id:
        yield Finding(path, messages.NO_CODE, {})
    if code.availability_id and parse_availability(code.availability_id) is None:
        yield Finding(path, messages.NO_AVAILABILITY, {"value": code.availability_id[:60]})
    for field in ("distributor_sku", "availability_id"):
        same = [one for one in before if (one.product, one.scope) == (code.product, code.scope) and getattr(one, field)]
        if getattr(code, field) and any(getattr(one, field) != getattr(code, field) for one in same):
            yield Finding(path, messages.TWICE, {"field": field, "product": (code.sku or code.part_number or "")[:60]})


def with_codes(quote: Quote, codes: Sequence[ProductCode], distributor: str | None) -> Quote:
    """Return the quote with the codes that its lines leave open; of several the most particular holds, the first of equal ones."""
    if not codes:
        return quote
    held: dict[str, list[ProductCode]] = {}
    for code in codes:
        held.setdefault(code.product, []).append(code)
    asked = (distributor, quote.request.market, quote.request.segment)
    return replace(quote, lines=[_filled(line, held, asked) for line in quote.lines])


def _filled(line: QuoteLine, held: dict[str, list[ProductCode]], asked: tuple[str | None, ...]) -> QuoteLine:
    names = [product_of(name) for name in (line.sku, line.part_number) if name]
    fitting = [
        code
        for name in names
        for code in held.get(name, ())
        if all(said in (None, wanted) for said, wanted in zip(code.scope, asked, strict=True))
    ]
    # A code without a distributor's name is one of any; sorting keeps the order of equals.
    fitting.sort(key=lambda code: sum(part is not None for part in code.scope), reverse=True)
    availability = _first(code.availability_id for code in fitting)
    return replace(
        line,
        distributor_sku=line.distributor_sku or _first(code.distributor_sku for code in fitting),
        availability_id=line.availability_id or (availability and (parse_availability(availability) or availability)),
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
