"""Access licences: for users or for devices, whichever is cheaper; additive ones beside their base."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from licensectl.domain.catalog.model import Metric
from licensectl.domain.sizing import messages
from licensectl.domain.sizing.candidates import Shelf
from licensectl.domain.sizing.model import Comparison, Licence, Option, Step, cost_of
from licensectl.errors import Problem, UsageError
from licensectl.i18n.translate import N_, translate

Cals = Literal["auto", "user", "device", "both"]
MOST = 10_000_000
USERS, DEVICES = N_("{count} user", "{count} users"), N_("{count} device", "{count} devices")


class People(Struct, frozen=True):
    """A number of users and devices with access; `group` is the start of their options: "rds" for --rds-users."""

    users: int = 0
    devices: int = 0
    group: str = ""

    def __bool__(self) -> bool:
        return bool(self.users or self.devices)

    def option(self, unit: str) -> str:
        """Return the option for the number of users or devices (`unit`) of this group, such as `--rds-devices`."""
        return f"--{self.group}-{unit}s" if self.group else f"--{unit}s"


class AccessNeeds(Struct, frozen=True):
    """The people who need access licences: everybody the base, some of them additive ones (licence id → people).

    Users and devices are counted both unless `cals` is given; "auto" takes the cheaper of the two.
    """

    everybody: People = People()
    additive: dict[str, People] = {}
    cals: Cals | None = None


class CalCount(Struct, frozen=True):
    """Access licences counted."""

    licenses: list[Licence]
    steps: list[Step]
    comparisons: list[Comparison]
    problems: list[Problem] = []


def check_people(wanted: AccessNeeds) -> None:
    """Raise UsageError if a count is invalid, or if more people have an additive licence than have access."""
    everybody = wanted.everybody
    for people in (everybody, *wanted.additive.values()):
        for unit, value in (("user", people.users), ("device", people.devices)):
            if not 0 <= value <= MOST:
                raise UsageError(messages.COUNT.at(option=people.option(unit), value=value, most=MOST))
    for licence, people in wanted.additive.items():
        for counted, some, every in ((USERS, people.users, everybody.users), (DEVICES, people.devices, everybody.devices)):
            if everybody and some > every:
                raise UsageError(
                    messages.MORE_THAN_BASE.at(some=counted.filled(count=some), every=counted.filled(count=every), licence=licence)
                )


def count_cals(base: str, wanted: AccessNeeds, shelf: Shelf) -> CalCount:
    """Return the base CALs for everybody and the additive ones for those who need them.

    A warning says so where users and devices are counted both because nothing tells whether they are the same people.
    """
    check_people(wanted)
    some = wanted.additive.values()
    # People with an additive licence need the base too: named alone, they are everybody.
    everybody = wanted.everybody or People(max((p.users for p in some), default=0), max((p.devices for p in some), default=0))
    licenses: list[Licence] = []
    steps: list[Step] = []
    comparisons: list[Comparison] = []
    for licence, people in ((base, everybody), *wanted.additive.items()):
        if not people:
            continue
        chosen, compared = _chosen(licence, people, wanted.cals, shelf)
        comparisons += compared
        for metric, quantity in chosen:
            licenses.append(_line(licence, metric, quantity, shelf))
            rule = "cal-user-or-device" if licence == base else "cal-additive"
            title = shelf.title(licence)
            steps.append(Step(metric, _how(people, metric, wanted.cals), quantity, rule, title))
    return CalCount(licenses, steps, comparisons, [*_unsaid(everybody, wanted), *_mixed(base, wanted, steps, shelf)])


def _unsaid(everybody: People, wanted: AccessNeeds) -> list[Problem]:
    groups = [people for people in (everybody, *wanted.additive.values()) if people.users and people.devices]
    if wanted.cals is not None or not groups:
        return []
    first = groups[0]
    options = {"user_option": first.option("user"), "device_option": first.option("device")}
    return [messages.BOTH_COUNTED.at(users=USERS.filled(count=first.users), devices=DEVICES.filled(count=first.devices), **options)]


def _mixed(base: str, wanted: AccessNeeds, steps: Sequence[Step], shelf: Shelf) -> Iterator[Problem]:
    """Yield a note for each additive licence per user whose base is counted per device alone, or the other way round."""
    there = {step.what for step in steps if step.of == shelf.title(base)}
    for licence in wanted.additive:
        title = shelf.title(licence)
        if any(step.of == title and step.what not in there for step in steps):
            yield messages.MIXED.at(licence=title)


def _how(people: People, metric: Metric, cals: Cals | None) -> str:
    if people.users and people.devices and cals == "auto":
        return f"{people.users} × user | {people.devices} × device"
    return f"{people.users} × user" if metric == "user CAL" else f"{people.devices} × device"


def _chosen(licence: str, people: People, cals: Cals | None, shelf: Shelf) -> tuple[list[tuple[Metric, int]], list[Comparison]]:
    ways: dict[str, tuple[Metric, int]] = {"user": ("user CAL", people.users), "device": ("device CAL", people.devices)}
    if cals in ("user", "device"):
        if not ways[cals][1]:
            raise UsageError(messages.CALS_NEED.at(cals=cals, option=people.option(cals)))
        return [ways[cals]], []
    there = [way for way in ways.values() if way[1]]
    if cals != "auto" or len(there) == 1:
        return there, []
    costs = [_line(licence, metric, quantity, shelf).total for metric, quantity in there]
    if all(cost is not None for cost in costs):
        options = [Option(metric, cost) for (metric, _), cost in zip(there, costs, strict=True) if cost is not None]
        best = min(range(2), key=lambda i: (options[i].cost.amount, there[i][1]))
        return [there[best]], [Comparison("user-device", options, of=shelf.title(licence))]
    return [min(there, key=lambda way: way[1])], []


def _line(licence: str, metric: Metric, quantity: int, shelf: Shelf) -> Licence:
    sku = shelf.access(licence, metric)
    return shelf.licence(sku, metric, 1, quantity, f"{translate(shelf.title(licence), 'en')} ({metric})")


def mean_price(counted: CalCount) -> Decimal | None:
    """Return the average price of the counted access licences, None without licences or if one has no price."""
    total = cost_of(counted.licenses)
    quantity = sum(line.quantity for line in counted.licenses)
    return total.amount / quantity if total is not None and quantity else None


def price_per(licence: str, metric: Metric, shelf: Shelf) -> Decimal | None:
    """Return the price of one access licence, or None."""
    price = shelf.price(shelf.access(licence, metric))
    return price.amount if price else None


def cheaper_from(whole: Decimal, each: Decimal) -> int | None:
    """Return from how many licences at `each` the sum is above `whole`; 0 for a negative `whole`, None if licences cost nothing."""
    if whole < 0:
        return 0
    return int(whole // each) + 1 if each > 0 else None
