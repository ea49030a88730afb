"""Core licences in packs: by count, or the cheapest mix."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

Packs = Literal["any", "2-core", "16-core"]


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
