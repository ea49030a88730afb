"""Order targets: the list of their names, each the module of its record, and what every target's file has in common."""

import re
from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

import msgspec

from licensectl.core.messages import bad_choice
from licensectl.core.names import distinct, file_stem
from licensectl.core.reasons import shape_reason
from licensectl.domain.orders.messages import BAD_SHAPE
from licensectl.errors import LicensectlError

if TYPE_CHECKING:
    from licensectl.domain.orders.target import CancelBody, Target
    from licensectl.domain.settings.profile import Profile

# A target is a module of this package (`partner-center` is `partner_center.py`) with its record as TARGET, and its name here.
# The first takes the orders of every program. Modules are loaded when an order needs them: the options of `order` list the names.
TARGETS = ("csv", "partner-center", "cloudblue", "xvantage")
# A position in a list, as msgspec counts it, from 0.
POSITION = re.compile(r"\[(\d+)\]")


def target(name: str) -> "Target":
    """Return the record of the target of this name; raises KeyError if the name is not in the list."""
    if name not in TARGETS:
        raise KeyError(name)
    found: Target = import_module(f"{__name__}.{name.replace('-', '_')}").TARGET
    return found


def every() -> "list[Target]":
    """Return the records of all targets in the order of the list."""
    return [target(name) for name in TARGETS]


def usual_target(program: str, indirect: bool = False, distributor: str | None = None) -> "Target":
    """Return the target that orders of this program go to when none is named.

    It is the system of the distributor, where the reseller buys from one; else the one that claims the program, which an indirect reseller
    cannot use where it takes orders from direct partners alone; else the first of the list, which takes every order.
    """
    of_program = [one for one in every() if not one.programs or program in one.programs]
    chosen = [one for one in of_program if distributor is not None and distributor in one.distributors]
    chosen = chosen or [one for one in of_program if program in one.usual_for and not (indirect and one.direct)]
    return (chosen or [target(TARGETS[0])])[0]


def usual(profile: "Profile", program: str) -> "Target":
    """Return the target of a reseller's orders of this program: that of its profile, where it takes the program, else the usual one.

    Raises LicensectlError if the profile names an unknown target.
    """
    if profile.order_target is not None:
        if profile.order_target not in TARGETS:
            raise LicensectlError(bad_choice("profile.order_target", profile.order_target, TARGETS))
        own = target(profile.order_target)
        if not own.programs or program in own.programs:
            return own
    return usual_target(program, profile.indirect, profile.distributor)


def cancelling() -> "tuple[str, CancelBody]":
    """Return the target that cancels a placed order, by name, and the body that it takes for that."""
    return next((one.name, one.cancel) for one in every() if one.cancel)


def shapes() -> dict[str, type[msgspec.Struct]]:
    """Return the shape of every body by the kind that `schema` calls it: `partner-center`, `partner-center-cancel`."""
    # Loads the quotes that orders are made of: the options of `order` need the names alone.
    from licensectl.domain.orders.target import TableFile

    orders = [(one.name, one.file.shape) for one in every() if not isinstance(one.file, TableFile)]
    return dict(orders) | {f"{one.name}-cancel": one.cancel.shape for one in every() if one.cancel}


def checked(body: msgspec.Struct, target: str, where: str) -> dict[str, Any]:
    """Return the body as plain data after its own shape has been checked: lengths, patterns, nothing beyond its fields."""
    held: dict[str, Any] = msgspec.to_builtins(body)
    try:
        msgspec.convert(held, type(body))
    except msgspec.ValidationError as error:
        said, _, path = str(error).partition(" - at ")
        place = POSITION.sub(lambda found: f" {int(found[1]) + 1}", path.strip("`$."))
        raise LicensectlError(BAD_SHAPE.at(where, target=target, path=place, reason=shape_reason(said))) from None
    return held


def file_names(refs: Iterable[str | None], prefix: str, suffix: str = "json") -> list[str]:
    """Return a name for the file of each order that is safe in any folder, whatever the orders are called; no two are the same."""
    return [f"{name}.{suffix}" for name in distinct(f"{prefix}-{file_stem(ref or '') or 'order'}" for ref in refs)]
