"""Terms in the spelling of a SKU, such as `…:0002:Education`, against those of its price."""

from collections.abc import Iterator

from licensectl.core.sku_id import parse_spelled
from licensectl.domain.quotes import messages_prices as messages
from licensectl.domain.quotes.model import PriceTerms, QuoteRequest, RequestLine, place
from licensectl.domain.quotes.subscriptions import term_of
from licensectl.errors import Problem


def check_spelled(request: QuoteRequest) -> Iterator[Problem]:
    """Yield a warning for each SKU of the request that names other terms than its line and the quote have."""
    for line in request.lines:
        yield from other_terms(line, request)


def other_terms(line: RequestLine, terms: QuoteRequest | PriceTerms) -> Iterator[Problem]:
    """Yield a warning for the segment, term, market and currency in the spelling of a SKU where its price is of others."""
    found = parse_spelled(line.sku) if line.sku else None
    if found is None:
        return
    used = {"segment": terms.segment, "term": term_of(line), "market": terms.market, "currency": terms.currency}
    for name, value in used.items():
        said = getattr(found, name)
        if said and said.casefold() != value.casefold():
            yield messages.SPELLED.at(place(line, "sku"), sku=(line.sku or "")[:60], name=name, said=said, used=value)
