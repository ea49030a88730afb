"""ProductId and SkuId in the spellings that sheets, portals and distributors use."""

import re
from typing import NamedTuple

from msgspec import Struct

from licensectl.core.names import capitals

# Twelve letters and digits; DG7GMG… for software, CFQ7TTC0… for online services. A prefix is a hint, never a test.
# A SkuId loses zeros only when it is all digits; one letter alone is a distributor's own variant, no SkuId. What may
# follow names segment, term and plan: ":Education", "-C", "_P1Y:Annual", "P1YAnnual"; what may go before, the term.
SPELLED = re.compile(
    r"(?:(?P<before>P\d[MY]):)?(?P<product>[0-9A-Z]{12})"
    r"(?:\s*[:\-]\s*(?P<sku>[0-9A-Z]{4}|\d{1,3})(?:[:\-](?P<segment>[A-Z]+)|_(?P<suffix>[A-Z0-9]+(?::[A-Z]+)?)|(?P<joined>P\d[MY][A-Z]*))?"
    r"|\s*[:\-]\s*[A-Z]{1,3}|[:\-](?P<bare>[A-Z]{5,}))?",
    re.ASCII,
)
# How nearly all of them are spelled, read in a third of the time.
PLAIN = re.compile(r"[0-9A-Z]{12}:[0-9A-Z]{4}", re.ASCII)
TERM_AND_PLAN = re.compile(r"(P\d[MY])?:?([A-Z]*)", re.ASCII)
LETTERS = {"C": "Commercial", "E": "Education"}


class Spelled(NamedTuple):
    """What one spelling says; "" for what it leaves out. Segment, term and plan in Microsoft's words."""

    product_id: str
    sku_id: str = ""
    segment: str = ""
    term: str = ""
    billing_plan: str = ""


class SkuKey(Struct, frozen=True, order=True):
    """ProductId and SkuId, the latter padded to four characters, or "" where only the product is named."""

    product_id: str
    sku_id: str = ""

    def __str__(self) -> str:
        return f"{self.product_id}:{self.sku_id}" if self.sku_id else self.product_id


def pad(sku_id: str) -> str:
    """`1` → `0001`: price sheets drop the zeros of a SkuId made of digits, orders want them."""
    stripped = capitals(sku_id.strip())
    return stripped.rjust(4, "0") if stripped else ""


def parse_sku(text: str) -> SkuKey | None:
    """The key in `DG7GMGF0PWHC:0003` or a distributor's spelling of it; None for anything else.

    Read are `…-3`, `…:0001:Education`, `…:0003-C`, `P1M:…:0001`, `…:0002P1YAnnual`, `…:0003_P1Y:Annual`, and without a
    SkuId a bare ProductId or `… - A`. Segment, term and plan in a spelling are left to their own fields.
    """
    if PLAIN.fullmatch(text):
        return SkuKey(text[:12], text[13:])
    found = parse_spelled(text)
    return SkuKey(found.product_id, found.sku_id) if found else None


def parse_spelled(text: str) -> Spelled | None:
    """All that a spelling says, for lists that have one column for it; None for what is no spelling of a SKU."""
    match = SPELLED.fullmatch(capitals(text.strip()))
    if not match:
        return None
    segment = match["segment"] or match["bare"] or ""
    term, plan = _term_and_plan(match["suffix"] or match["joined"] or "")
    return Spelled(match["product"], pad(match["sku"] or ""), LETTERS.get(segment, segment.capitalize()), match["before"] or term, plan)


def _term_and_plan(suffix: str) -> tuple[str, str]:
    match = TERM_AND_PLAN.fullmatch(suffix)
    term, plan = (match[1] or "", match[2]) if match else ("", suffix)
    return term, "OneTime" if plan == "ONETIME" else plan.capitalize()
