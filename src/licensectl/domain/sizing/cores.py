"""Core licences and the packs that hold them."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Literal

from licensectl.domain.catalog.model import Metric, Sku
from licensectl.domain.sizing.candidates import Shelf
from licensectl.domain.sizing.model import Licence, Step

Packs = Literal["any", "2-core", "16-core"]
UNKNOWN = Decimal("Infinity")
SIZES: dict[int, Metric] = {16: "16-core pack", 2: "2-core pack"}
# By size of pack: the price of each of so many packs bought together, None if it is not known.
PackPrices = Mapping[int, Callable[[int], Decimal | None]]
ALLOWED: dict[Packs, tuple[int, ...]] = {"any": (16, 2), "16-core": (16,), "2-core": (2,)}


def by_count(cores: int, sizes: list[int]) -> dict[int, int]:
    """Return packs by size: whole packs of the largest first, the rest in the smallest, rounded up.

    Where the small ones would hold as much as one more of the largest, that one is taken: 31 cores are two packs of 16.
    """
    large, small = max(sizes), min(sizes)
    whole = cores // large
    rest = -(-(cores - whole * large) // small)
    if rest * small >= large:
        whole, rest = whole + 1, 0
    mix: dict[int, int] = {}
    for size, count in ((large, whole), (small, rest)):
        if count:
            mix[size] = mix.get(size, 0) + count
    return mix


def cheapest(cores: int, prices: PackPrices) -> dict[int, int]:
    """Return the mix of two sizes that covers `cores` for the least money; of equal ones that with the fewest packs.

    Tried are no large packs, whole ones, and one begun: where no price depends on the quantity, no other mix costs less.
    """
    large, small = max(prices), min(prices)
    mixes = ({large: whole, small: max(0, -(-(cores - whole * large) // small))} for whole in (0, cores // large, -(-cores // large)))
    best = min(mixes, key=lambda mix: (UNKNOWN if (found := cost(mix, prices)) is None else found, sum(mix.values())))
    return {size: count for size, count in best.items() if count}


def cost(mix: Mapping[int, int], prices: PackPrices) -> Decimal | None:
    """Return the cost of the packs, None if a price is not known."""
    costs = [(prices[size](count), count) for size, count in mix.items() if count]
    known = [each * count for each, count in costs if each is not None]
    return sum(known, Decimal(0)) if len(known) == len(costs) else None


def core_licences(cores: int, family: str, edition: str, packs: Packs, shelf: Shelf) -> list[Licence]:
    """Return the packs for `cores`: the cheapest mix where the user's own prices are known, else whole 16-packs, then 2-packs."""
    mix = pack_mix(cores, family, edition, packs, shelf)
    found = []
    for size, quantity in mix.items():
        sku = shelf.server(family, edition, SIZES[size])
        found.append(shelf.licence(sku, SIZES[size], size, quantity, f"{family} {edition} ({SIZES[size]})"))
    return found


def pack_mix(cores: int, family: str, edition: str, packs: Packs, shelf: Shelf) -> dict[int, int]:
    """Return the packs by size. Where the user's own prices name one of the sizes alone, only that one is bought."""
    allowed = ALLOWED[packs]
    known = own_prices(family, edition, packs, shelf)
    if len(known) > 1:
        return cheapest(cores, known)
    sizes = [size for size in allowed if shelf.server(family, edition, SIZES[size])] or list(allowed)
    return by_count(cores, list(known) or sizes)


def own_prices(family: str, edition: str, packs: Packs, shelf: Shelf) -> PackPrices:
    """Return the user's own prices of the packs that may be bought, by size."""
    prices = {size: partial(_own_price, shelf, shelf.server(family, edition, SIZES[size])) for size in ALLOWED[packs]}
    return {size: price for size, price in prices.items() if price(1) is not None}


def _own_price(shelf: Shelf, sku: Sku | None, quantity: int) -> Decimal | None:
    price = shelf.price(sku, quantity)
    return price.amount if price and price.given else None


def pack_step(cores: int, licenses: list[Licence], by_price: bool = False, of: str = "") -> Step:
    """Return the step that tells how the packs cover the cores (`of` an edition); `by_price`: their prices were compared."""
    covered = sum(licence.pack_size * licence.quantity for licence in licenses)
    how = " + ".join(f"{licence.quantity} × {licence.pack_size}" for licence in licenses)
    return Step("packs by price" if by_price else "packs", f"{how} ≥ {cores}", covered, "core-packs", of)
