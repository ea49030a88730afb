"""`licensectl sku …`."""

from typing import Annotated

import typer

from licensectl.cli.command import Report, Run, group, verb

app = group()


@app.callback()
def about() -> None:
    """The catalogue of SKUs."""


@verb(app, "search")
def search(run: Run, text: Annotated[list[str], typer.Argument(help="Words of a title, an id or a part number.")]) -> Report:
    """SKUs that hold every word, in any order."""
    from licensectl.app.catalog import service

    return service.search(run, text)


@verb(app, "show")
def show(run: Run, sku: Annotated[str, typer.Argument(help="ProductId:SkuId in any spelling, part number or id.")]) -> Report:
    """All that is known of one SKU: metric, access licences, support dates, public prices."""
    from licensectl.app.catalog import service

    return service.show(run, sku)


@verb(app, "list")
def list_(
    run: Run,
    family: Annotated[str | None, typer.Option(help="Product family, e.g. 'Windows Server'.")] = None,
    metric: Annotated[str | None, typer.Option(help="Metric, e.g. '2-core pack'.")] = None,
    status: Annotated[str | None, typer.Option(help="Support on the day, e.g. 'out of support'.")] = None,
) -> Report:
    """The catalogue, or the part of it with this family, metric and support status."""
    from licensectl.app.catalog import service

    return service.list_(run, family, metric, status)
