"""ProductId and SkuId in the spellings that sheets, portals and distributors use."""

import re

from msgspec import Struct

# Twelve letters and digits; DG7GMG… for software, CFQ7TTC0… for online services. A prefix is a hint, never a test.
# A SkuId loses zeros only when it is all digits; one letter alone is a distributor's own variant, no SkuId. What may
# follow names segment, term and plan: ":Education", "-C", "_P1Y:Annual", "P1YAnnual"; what may go before, the term.
SPELLED = re.compile(
    r"(?:P\d[MY]:)?([0-9A-Z]{12})"
    r"(?:\s*[:\-]\s*([0-9A-Z]{4}|\d{1,3})(?:[:\-][A-Z]+|_[A-Z0-9]+(?::[A-Z]+)?|P\d[MY][A-Z]*)?|\s*[:\-]\s*[A-Z]{1,3}|[:\-][A-Z]{5,})?",
    re.ASCII,
)


class SkuKey(Struct, frozen=True, order=True):
    """ProductId and SkuId, the latter padded to four characters, or "" where only the product is named."""

    product_id: str
    sku_id: str = ""

    def __str__(self) -> str:
        return f"{self.product_id}:{self.sku_id}" if self.sku_id else self.product_id


def pad(sku_id: str) -> str:
    """`1` → `0001`: price sheets drop the zeros of a SkuId made of digits, orders want them."""
    stripped = sku_id.strip().upper()
    return stripped.rjust(4, "0") if stripped else ""


def parse_sku(text: str) -> SkuKey | None:
    """The key in `DG7GMGF0PWHC:0003` or a distributor's spelling of it; None for anything else.

    Read are `…-3`, `…:0001:Education`, `…:0003-C`, `P1M:…:0001`, `…:0002P1YAnnual`, `…:0003_P1Y:Annual`, and without a
    SkuId a bare ProductId or `… - A`. Segment, term and plan in a spelling are left to their own fields.
    """
    match = SPELLED.fullmatch(text.strip().upper())
    return SkuKey(match[1], pad(match[2] or "")) if match else None
