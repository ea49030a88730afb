"""The ids behind an answer, said at its end."""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from licensectl.core.sku_id import parse_sku
from licensectl.core.text import Lang
from licensectl.i18n.translate import N_, translate
from licensectl.render.report import Report

# Keys of a record that name a SKU, a rule or a problem.
NAMES = ("sku", "rule", "code")


def explained(report: Report, knows: Callable[[str], bool], lang: Lang) -> Report:
    """Return the report with the ids of the facts it used, as far as `explain` knows them, as its last note and as `used` in its record.

    A body that another system takes stays as it is: it holds nothing but that system's fields.
    """
    if "schema" not in report.record:
        return report
    used = [fact_id for fact_id in dict.fromkeys((*report.used, *mentioned(report.record))) if knows(fact_id)]
    note = f"{translate(N_('Facts used (licensectl explain ID)'), lang)}: {', '.join(used) or '—'}"
    return replace(report, notes=(*report.notes, note), record={**report.record, "used": used})


def mentioned(value: Any) -> Iterator[str]:
    """Yield the ids of SKUs, rules and problems in a record, in its order."""
    if isinstance(value, dict):
        yield from (value[name] for name in NAMES if isinstance(value.get(name), str))
        if value.get("product_id") and value.get("sku_id"):
            yield f"{value['product_id']}:{value['sku_id']}"
        if isinstance(value.get("offer_id"), str):
            yield str(parse_sku(value["offer_id"]) or value["offer_id"])
        for item in value.values():
            yield from mentioned(item)
    elif isinstance(value, list):
        for item in value:
            yield from mentioned(item)
