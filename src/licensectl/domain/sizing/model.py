"""The result of sizing: licences, servers, the steps of the calculation, and comparisons."""

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from licensectl.core.money import Money, total
from licensectl.core.text import Text
from licensectl.domain.catalog.model import Metric
from licensectl.domain.sizing.hosts import Host
from licensectl.errors import Problem


class Licence(Struct, frozen=True, kw_only=True):
    """A line to buy. `sku` is None if the catalogue has none; `unit_price` on the basis the answer names, None if unknown."""

    metric: Metric
    pack_size: int
    quantity: int
    title: str
    sku: str | None = None
    part_number: str | None = None
    unit_price: Money | None = None

    @property
    def total(self) -> Money | None:
        """Return the cost of the line."""
        return self.unit_price * self.quantity if self.unit_price else None


class ServerNeed(Struct, frozen=True, omit_defaults=True):
    """The licences of one server: `cores_to_license` for one full set of `edition`, times `sets`."""

    sockets: int
    cores_per_socket: int
    cores_to_license: int
    sets: int
    core_licenses: int
    edition: str | None = None


class Step(Struct, frozen=True):
    """One step: what is counted (an id that reports put into words; `of` which licence), how, the result, the rule behind it."""

    what: str
    calculation: str
    result: int
    rule: str
    of: Text = ""


class Option(Struct, frozen=True):
    """One way among others and what it costs."""

    name: str
    cost: Money


class Comparison(Struct, frozen=True):
    """Ways compared at these prices. `break_even`: from this many `unit` on the last way costs less than the first; None: never.

    `of`: the licence that is compared, if there are several. `curve`: what the first way costs for growing counts, up to the
    break-even; `asked`: the name in the curve, or of a way, that is the case asked about.
    """

    kind: Literal["standard-datacenter", "core-server", "connector-cals", "user-device"]
    options: list[Option]
    unit: str = ""
    break_even: int | None = None
    curve: list[Option] = []
    of: Text = ""
    asked: str | None = None


class Sizing(Struct, frozen=True, kw_only=True):
    """The answer. `basis` says which price was used: unit_price, erp, or "" where no price was at hand;
    `price_given`, that it is the user's own and not a public reference.
    """

    product: str
    generation: str
    edition: str | None
    model: str
    core_licenses: int = 0
    licenses: list[Licence]
    servers: list[ServerNeed] = []
    hosts: list[Host] = []
    steps: list[Step]
    comparisons: list[Comparison] = []
    needs: list[str] = []
    basis: str = ""
    price_given: bool = False
    problems: list[Problem] = []

    def missing(self) -> list[str]:
        """Return the titles of the lines without a SKU in the catalogue."""
        return [line.title for line in self.licenses if not (line.sku or line.part_number)]

    @property
    def rules(self) -> list[str]:
        """Return the ids of the rules behind the steps, once each."""
        return list(dict.fromkeys(step.rule for step in self.steps if step.rule))


class CandidatePrice(Struct, frozen=True):
    """A price to compare: amount per unit on one basis, and whether the user gave it (a sheet) or it is a public reference."""

    amount: Decimal
    given: bool


class Scope(Struct, frozen=True):
    """The scope of a purchase: program, market, currency, segment, the day, and the generation (None: the newest)."""

    program: str
    market: str
    currency: str
    segment: str
    day: date
    version: str | None = None


def cost_of(licenses: list[Licence]) -> Money | None:
    """Return the sum of the lines; None without lines and while one has no price."""
    return total(licence.total for licence in licenses)
