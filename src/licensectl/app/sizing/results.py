"""Shape of the JSON result of every `size` command."""

from typing import Literal, TypedDict

from licensectl.core.money import Money
from licensectl.domain.catalog.model import Metric
from licensectl.domain.sizing.model import Option, ServerNeed
from licensectl.render.result import Result


class LicenceLine(TypedDict):
    """A line to buy; `sku` and `part_number` are null if the catalogue has none."""

    metric: Metric
    pack_size: int
    quantity: int
    sku: str | None
    part_number: str | None
    title: str
    unit_price: Money | None
    total: Money | None


class SizingRuleRecord(TypedDict):
    """A rule behind the answer and the figure that it gives."""

    id: str
    text: str
    value: int | None
    sources: list[str]


class SizingStep(TypedDict):
    """One step of the calculation; `of` names the licence if there are several."""

    step: str
    of: str | None
    calculation: str
    result: int
    rule: str


class ComparisonRecord(TypedDict):
    """Ways compared at these prices; from `break_even` of `unit` on the last one costs less than the first, null: never.

    `of` names the licence that is compared, `asked` the option of the curve, or the way, that is the case asked about.
    """

    kind: Literal["standard-datacenter", "core-server", "connector-cals", "user-device"]
    options: list[Option]
    unit: str
    break_even: int | None
    curve: list[Option]
    of: str | None
    asked: str | None


class Size(Result):
    """The result of `size windows-server`, `size sql-server` and `size access`."""

    product: str
    generation: str
    edition: str | None
    model: str
    core_licenses: int
    licenses: list[LicenceLine]
    servers: list[ServerNeed]
    rules: list[SizingRuleRecord]
    steps: list[SizingStep]
    comparisons: list[ComparisonRecord]
    needs: list[str]
    price_basis: Literal["unit_price", "erp"] | None
    price_source: Literal["price_sheet", "reference"] | None
    market: str
    currency: str
    segment: str


RESULTS: dict[str, type] = {"size": Size}
