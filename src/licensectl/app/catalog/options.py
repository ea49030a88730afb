"""Options of `sku list`."""

from dataclasses import dataclass
from typing import Annotated

import typer

from licensectl.domain.catalog.lookup import Filter


@dataclass(frozen=True)
class SkuListOptions:
    """A choice of SKUs to list."""

    family: Annotated[str | None, typer.Option(help="Product family, e.g. 'Windows Server'.")] = None
    metric: Annotated[str | None, typer.Option(help="Metric, e.g. '2-core pack'.")] = None
    status: Annotated[str | None, typer.Option(help="Support on the day, e.g. 'out of support'.")] = None
    program: Annotated[str | None, typer.Option(help="Program, e.g. csp or open.")] = None
    segment: Annotated[str | None, typer.Option(help="Segment, e.g. Education.")] = None
    on_sale: Annotated[bool, typer.Option("--on-sale", help="Only what the newest public list of perpetual CSP software holds.")] = False

    def wanted(self) -> Filter:
        """Return the options as a filter of the catalogue."""
        return Filter(self.family, self.metric, self.status, self.program, self.segment, self.on_sale)
