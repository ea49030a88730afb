"""The conditions of advice rules: a value, several, comparisons, or all but some values."""

import operator
import re
from collections.abc import Callable
from decimal import Decimal

Condition = str | list[str]
COMPARED: dict[str, Callable[[Decimal, Decimal], bool]] = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt}
COMPARISON = re.compile(r"(>=|<=|>|<) *([0-9]+(?:\.[0-9]+)?)", re.ASCII)
UNLESS = "unless "


def negative(condition: Condition) -> bool:
    """Return True for a condition that no answer meets as well."""
    return isinstance(condition, str) and condition.startswith(UNLESS)


def holds(condition: Condition, said: str | None) -> bool | None:
    """Return True if the answer meets the condition, None without an answer, which meets "unless" only."""
    if isinstance(condition, str) and condition.startswith(UNLESS):
        refused = [word.strip().casefold() for word in condition.removeprefix(UNLESS).split("|")]
        return said is None or said.casefold() not in refused
    if said is None:
        return None
    if isinstance(condition, list):
        return any(holds(one, said) for one in condition)
    comparisons = [COMPARISON.fullmatch(part.strip()) for part in condition.split(",")]
    if all(comparisons):
        return all(COMPARED[found[1]](Decimal(said), Decimal(found[2])) for found in comparisons if found)
    if condition.startswith("!="):
        return said.casefold() != condition[2:].strip().casefold()
    return said.casefold() == condition.casefold()
