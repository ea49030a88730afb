"""Shape of the JSON result of `invoice reconcile`."""

from decimal import Decimal
from typing import TypedDict

from licensectl.core.money import Money
from licensectl.domain.invoices.reconcile import Cause
from licensectl.render.result import Result


class CauseSum(TypedDict):
    """The lines of one cause."""

    count: int
    amount: Money
    difference: Money


class ReconciledLine(TypedDict):
    """An invoice line beside its order line; either side may be missing."""

    row: int | None
    cause: Cause
    order_ids: list[str]
    product_id: str | None
    sku_id: str | None
    title: str | None
    charge_type: str | None
    quantity: Decimal | None
    ordered_quantity: int | None
    unit_price: Money | None
    ordered_unit_price: Money | None
    invoiced: Money | None
    expected: Money | None
    difference: Money | None


class Sums(TypedDict):
    """Sums of all lines."""

    invoiced: Money
    expected: Money
    difference: Money


class Reconciliation(Result):
    """The result of `invoice reconcile`."""

    summary: dict[Cause, CauseSum]
    lines: list[ReconciledLine]
    totals: Sums


RESULTS: dict[str, type] = {"reconciliation": Reconciliation}
