"""ProductId and SkuId in the spellings that sheets, portals and distributors use."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct

from licensectl.core.names import capitals

# Twelve letters and digits; DG7GMG… for software, CFQ7TTC0… for online services. A prefix is a hint, never a test.
# A SkuId loses zeros only when it is all digits; one letter alone is a distributor's own variant, no SkuId. A third part of twelve is
# the AvailabilityId of a cart. What else may follow names segment, term and plan: ":Education", "-C", "_P1Y:Annual", "P1YAnnual", or the
# price band of ArrowSphere: country, currency, least quantity, billing cycle and term in hours. What may precede: the term, or the
# program of ArrowSphere.
JOINT = r"\s*[:\-_/]\s*"
SPELLED = (
    r"(?:MSCSP_)?(?:(?P<before>P\d[MY]):)?(?P<product>[0-9A-Z]{12})"
    rf"(?:{JOINT}(?P<sku>[0-9A-Z]{{4}}|\d{{1,3}})"
    rf"(?:{JOINT}(?P<availability>[0-9A-Z]{{12}})"
    r"|_(?P<market>[A-Z]{2})_(?P<currency>[A-Z]{3})_\d+_(?P<cycle>\d+)_(?P<hours>\d+)"
    r"|[:\-](?P<segment>[A-Z]+)|_(?P<suffix>[A-Z0-9]+(?::[A-Z]+)?)|(?P<joined>P\d[MY][A-Z]*))?"
    r"|\s*[:\-]\s*[A-Z]{1,3}|[:\-](?P<bare>[A-Z]{5,}))?"
)
# How nearly all of them are spelled, read in a third of the time; the pattern of all is compiled when one has another spelling.
PLAIN = re.compile(r"[0-9A-Z]{12}[:\-_/][0-9A-Z]{4}", re.ASCII)
TERM_AND_PLAN = r"(P\d[MY])?:?([A-Z]*)"
AVAILABILITY = r"[0-9A-Z]{12}"
# What Microsoft's ProductIds begin with, and what is sold under it: licences per user of online services, and what Azure sells, namely
# reservations, savings plans, plans of Linux and marketplace offers.
SEATS, AZURE = "CFQ7TTC0", "DZH318Z0"
LETTERS = {"C": "Commercial", "E": "Education"}
# ArrowSphere counts months of 720 hours and years of 8,640.
HOURS = {"720": ("P1M", "Monthly"), "8640": ("P1Y", "Annual")}
# Word, Excel and web pages write hyphens and blanks that are not those of ASCII.
MARKS = {**dict.fromkeys(map(ord, "\u00ad\u2010\u2011\u2012\u2013\u2014\u2212"), "-"), **dict.fromkeys(map(ord, "\u00a0\u202f\u2007"), " ")}


class Spelled(NamedTuple):
    """The parts of one spelling, "" for a missing one. Segment, term and plan in Microsoft's words."""

    product_id: str
    sku_id: str = ""
    segment: str = ""
    term: str = ""
    billing_plan: str = ""
    availability_id: str = ""
    market: str = ""
    currency: str = ""


# Characters of a ProductId.
PRODUCT_LENGTH = 12


class SkuKey(Struct, frozen=True, order=True):
    """ProductId and SkuId, the latter padded to four characters, or "" where only the product is named."""

    product_id: str
    sku_id: str = ""

    def __str__(self) -> str:
        return f"{self.product_id}:{self.sku_id}" if self.sku_id else self.product_id


def pad(sku_id: str) -> str:
    """Return `1` as `0001`: price sheets drop the zeros of a SkuId made of digits, orders need them."""
    stripped = capitals(sku_id.strip())
    return stripped.rjust(4, "0") if stripped else ""


def parse_sku(text: str) -> SkuKey | None:
    """Return the key in `DG7GMGF0PWHC:0003` or another spelling of it; None for any other text.

    Read are `…-3`, `…_0003`, `…/0003`, `…:0001:Education`, `…:0003-C`, `P1M:…:0001`, `…:0002P1YAnnual`, `…:0003_P1Y:Annual`, a cart's
    `…:0003:DG7GMGF0DSFM`, ArrowSphere's `MSCSP_…-0003_FR_EUR_1_720_8640`, and without a SkuId a bare ProductId or `… - A`.
    Segment, term, plan and AvailabilityId in a spelling are left to their own fields.
    """
    if PLAIN.fullmatch(text):
        return SkuKey(text[:12], text[13:])
    found = parse_spelled(text)
    return SkuKey(found.product_id, found.sku_id) if found else None


def with_ids(words: Iterable[str]) -> str:
    """Return the words of a search in one text, SKUs among them as lists hold them: `DG7GMGF0PWHC-3` is `DG7GMGF0PWHC:0003`."""
    return " ".join(str(parse_sku(word) or word) if _like_a_sku(word) else word for word in words)


def _like_a_sku(word: str) -> bool:
    # Words of a title have no digit in their first letters.
    return len(word) > PRODUCT_LENGTH and any(letter.isdigit() for letter in word[:PRODUCT_LENGTH])


def parse_spelled(text: str) -> Spelled | None:
    """Return all parts of a spelling of a SKU; None for any other text."""
    match = re.fullmatch(SPELLED, capitals(text.strip() if text.isascii() else text.translate(MARKS).strip()), re.ASCII)
    if not match:
        return None
    segment = match["segment"] or match["bare"] or ""
    term, plan = _term_and_plan(match["suffix"] or match["joined"] or "")
    if match["hours"]:
        term, plan = HOURS.get(match["hours"], ("", ""))[0], HOURS.get(match["cycle"], ("", ""))[1]
    return Spelled(
        match["product"],
        pad(match["sku"] or ""),
        LETTERS.get(segment, segment.capitalize()),
        match["before"] or term,
        plan,
        match["availability"] or "",
        match["market"] or "",
        match["currency"] or "",
    )


def parse_availability(text: str) -> str | None:
    """Return an AvailabilityId without blanks around it and in capitals; None for any other text.

    A whole `ProductId:SkuId:AvailabilityId` gives its last part.
    """
    written = capitals(text.strip() if text.isascii() else text.translate(MARKS).strip())
    if re.fullmatch(AVAILABILITY, written, re.ASCII):
        return written
    found = parse_spelled(written)
    return (found and found.availability_id) or None


def _term_and_plan(suffix: str) -> tuple[str, str]:
    if not suffix:
        return "", ""
    match = re.fullmatch(TERM_AND_PLAN, suffix, re.ASCII)
    term, plan = (match[1] or "", match[2]) if match else ("", suffix)
    return term, "OneTime" if plan == "ONETIME" else plan.capitalize()
