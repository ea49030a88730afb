"""Core licences and the packs that hold them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from licensectl.core.money import Money
from licensectl.domain.catalog.model import Metric
from licensectl.domain.sizing.candidates import Shelf
from licensectl.domain.sizing.model import Licence, Step

Packs = Literal["any", "2-core", "16-core"]
SIZES: dict[int, Metric] = {16: "16-core pack", 2: "2-core pack"}
ALLOWED: dict[Packs, tuple[int, ...]] = {"any": (16, 2), "16-core": (16,), "2-core": (2,)}


def by_count(cores: int, sizes: list[int]) -> dict[int, int]:
    """Packs by size: whole packs of the largest first, the rest in the smallest, rounded up."""
    large, *_, small = sorted(sizes, reverse=True) if len(sizes) > 1 else (sizes[0], sizes[0])
    whole = cores // large if large != small else 0
    rest = -(-(cores - whole * large) // small)
    return {size: count for size, count in ((large, whole), (small, rest)) if count}


def cheapest(cores: int, prices: Mapping[int, Decimal]) -> dict[int, int]:
    """The mix of two sizes that covers `cores` for the least money; of equal ones that with the fewest packs."""
    large, small = max(prices), min(prices)
    # Costs are linear in the number of large packs, so only the ends count: none, whole ones, or one begun.
    mixes = ({large: whole, small: max(0, -(-(cores - whole * large) // small))} for whole in (0, cores // large, -(-cores // large)))
    best = min(mixes, key=lambda mix: (cost(mix, prices), sum(mix.values())))
    return {size: count for size, count in best.items() if count}


def cost(mix: Mapping[int, int], prices: Mapping[int, Decimal]) -> Decimal:
    """What the packs cost."""
    return sum((prices[size] * count for size, count in mix.items()), Decimal(0))


def core_licences(cores: int, family: str, edition: str, packs: Packs, shelf: Shelf) -> list[Licence]:
    """Packs for `cores`: the cheapest mix where the user's own prices are known, else whole 16-packs and then 2-packs."""
    mix = pack_mix(cores, family, edition, packs, shelf)
    found = []
    for size, quantity in mix.items():
        sku = shelf.server(family, edition, SIZES[size])
        found.append(shelf.licence(sku, SIZES[size], size, quantity, f"{family} {edition} ({SIZES[size]})"))
    return found


def pack_mix(cores: int, family: str, edition: str, packs: Packs, shelf: Shelf) -> dict[int, int]:
    """Packs by size."""
    allowed = ALLOWED[packs]
    sizes = [size for size in allowed if shelf.server(family, edition, SIZES[size])] or list(allowed)
    prices = {size: shelf.price(shelf.server(family, edition, SIZES[size])) for size in sizes}
    known = {size: price.amount for size, price in prices.items() if price and price.given}
    return cheapest(cores, known) if len(known) == len(sizes) == 2 else by_count(cores, sizes)


def cost_of(licenses: list[Licence]) -> Money | None:
    """The sum of the lines; None while one has no price."""
    totals = [licence.total for licence in licenses]
    known = [total for total in totals if total is not None]
    return sum(known[1:], known[0]) if known and len(known) == len(totals) else None


def pack_step(cores: int, licenses: list[Licence], shelf: Shelf | None = None) -> Step:
    """How the packs cover the cores."""
    covered = sum(licence.pack_size * licence.quantity for licence in licenses)
    how = " + ".join(f"{licence.quantity} × {licence.pack_size}" for licence in licenses)
    by_price = shelf is not None and shelf.given and len(licenses) > 0 and "16" in licenses[0].metric
    return Step("packs by price" if by_price else "packs", f"{how} ≥ {cores}", covered, "core-packs")
