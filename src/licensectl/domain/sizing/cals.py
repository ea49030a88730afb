"""Access licences: for users or for devices, whichever is cheaper; additive ones beside their base."""

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from licensectl.core.money import Money
from licensectl.core.text import read
from licensectl.domain.catalog.model import Metric
from licensectl.domain.sizing import messages
from licensectl.domain.sizing.candidates import Shelf
from licensectl.domain.sizing.model import Comparison, Licence, Option, Step
from licensectl.errors import UsageError

Cals = Literal["auto", "user", "device", "both"]
MOST = 10_000_000


class People(Struct, frozen=True):
    """How many users and devices have access."""

    users: int = 0
    devices: int = 0

    def __bool__(self) -> bool:
        return bool(self.users or self.devices)


class AccessNeeds(Struct, frozen=True):
    """Who needs which access licences: everybody the base, some of them additive ones (licence id → how many)."""

    everybody: People = People()
    additive: dict[str, People] = {}
    cals: Cals = "auto"


class CalCount(Struct, frozen=True):
    """Access licences counted."""

    licenses: list[Licence]
    steps: list[Step]
    comparisons: list[Comparison]


def check_people(wanted: AccessNeeds) -> None:
    """UsageError for counts that are none, and for more people with an additive licence than there are."""
    everybody = wanted.everybody
    for people in (everybody, *wanted.additive.values()):
        for option, value in (("--users", people.users), ("--devices", people.devices)):
            if not 0 <= value <= MOST:
                raise UsageError(messages.COUNT.at(option=option, value=value, most=MOST))
    for licence, people in wanted.additive.items():
        for unit, some, every in (("users", people.users, everybody.users), ("devices", people.devices, everybody.devices)):
            if everybody and some > every:
                raise UsageError(messages.MORE_THAN_BASE.at(some=some, unit=unit, every=every, licence=licence))


def count_cals(base: str, wanted: AccessNeeds, shelf: Shelf) -> CalCount:
    """The base CALs for everybody and the additive ones for those who need them."""
    check_people(wanted)
    some = wanted.additive.values()
    # Who has an additive licence needs the base too: named alone, they are everybody.
    everybody = wanted.everybody or People(max((p.users for p in some), default=0), max((p.devices for p in some), default=0))
    licenses: list[Licence] = []
    steps: list[Step] = []
    comparisons: list[Comparison] = []
    for licence, people in ((base, everybody), *wanted.additive.items()):
        if not people:
            continue
        chosen, weighed = _chosen(licence, people, wanted.cals, shelf)
        comparisons += weighed
        for metric, quantity in chosen:
            licenses.append(_line(licence, metric, quantity, shelf))
            rule = "cal-user-or-device" if licence == base else "cal-additive"
            title = shelf.title(licence)
            steps.append(Step(metric, _how(people, wanted.cals), quantity, rule, title))
    return CalCount(licenses, steps, comparisons)


def _how(people: People, cals: Cals) -> str:
    if people.users and people.devices and cals == "auto":
        return f"{people.users} × user | {people.devices} × device"
    return " + ".join(f"{count} × {unit}" for count, unit in ((people.users, "user"), (people.devices, "device")) if count)


def _chosen(licence: str, people: People, cals: Cals, shelf: Shelf) -> tuple[list[tuple[Metric, int]], list[Comparison]]:
    ways: dict[str, tuple[Metric, int]] = {"user": ("user CAL", people.users), "device": ("device CAL", people.devices)}
    if cals in ("user", "device"):
        if not ways[cals][1]:
            raise UsageError(messages.CALS_NEED.at(cals=cals, option=f"--{cals}s"))
        return [ways[cals]], []
    there = [way for way in ways.values() if way[1]]
    if cals == "both" or len(there) == 1:
        return there, []
    costs = [_cost(licence, metric, quantity, shelf) for metric, quantity in there]
    if all(cost is not None for cost in costs):
        options = [Option(metric, cost) for (metric, _), cost in zip(there, costs, strict=True) if cost is not None]
        best = min(range(2), key=lambda i: (options[i].cost.amount, there[i][1]))
        return [there[best]], [Comparison("user-device", options)]
    return [min(there, key=lambda way: way[1])], []


def _cost(licence: str, metric: Metric, quantity: int, shelf: Shelf) -> Money | None:
    return _line(licence, metric, quantity, shelf).total


def _line(licence: str, metric: Metric, quantity: int, shelf: Shelf) -> Licence:
    sku = shelf.access(licence, metric)
    return shelf.licence(sku, metric, 1, quantity, f"{read(shelf.title(licence), 'en')} ({metric})")


def price_per(licence: str, metric: Metric, shelf: Shelf) -> Decimal | None:
    """The price of one access licence, or None."""
    price = shelf.price(shelf.access(licence, metric))
    return price.amount if price else None
