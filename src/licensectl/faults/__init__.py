"""Every fault the tool can name, one module per area; a code never changes its meaning."""

from licensectl.errors import Fault

AREAS = (
    "advising",
    "common",
    "customers",
    "reading",
    "facts",
    "sheets",
    "cells",
    "inforce",
    "catalog",
    "quoting",
    "costing",
    "batching",
    "invoicing",
    "linting",
    "mapping",
    "ordering",
    "placing",
    "placed",
    "pricing",
    "profiling",
    "returning",
    "saving",
    "sizing",
    "checking",
    "storing",
    "serving",
    "keeping",
    "examining",
)


def every() -> dict[str, Fault]:
    """All faults by code."""
    from importlib import import_module

    modules = (import_module(f"{__name__}.{area}") for area in AREAS)
    return {fault.code: fault for module in modules for fault in vars(module).values() if isinstance(fault, Fault)}
