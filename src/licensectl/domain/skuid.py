"""ProductId and SkuId in the spellings that sheets, portals and distributors use."""

import re

from msgspec import Struct

# Twelve letters and digits; DG7GMG… for software, CFQ7TTC0… for online services. A prefix is a hint, never a test.
SPELLED = re.compile(r"\s*([0-9A-Z]{12})(?:\s*[:\-]\s*([0-9A-Z]{1,4}))?(?:[:\-][A-Z]+)?\s*", re.ASCII)


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
    """The key in `DG7GMGF0PWHC:0003`, `…-3`, `…:0001:Education`, `…:0003-C` or a bare ProductId; None for anything else."""
    match = SPELLED.fullmatch(text.upper())
    return SkuKey(match[1], pad(match[2] or "")) if match else None
