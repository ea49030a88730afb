"""Core licences as packs with their SKUs and prices."""

from licensectl.domain.catalog import Metric
from licensectl.domain.money import Money
from licensectl.domain.sizing.packs import Packs, by_count, cheapest
from licensectl.domain.sizing.result import Licence, Step
from licensectl.domain.sizing.shelf import Shelf

SIZES: dict[int, Metric] = {16: "16-core pack", 2: "2-core pack"}
ALLOWED: dict[Packs, tuple[int, ...]] = {"any": (16, 2), "16-core": (16,), "2-core": (2,)}


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
