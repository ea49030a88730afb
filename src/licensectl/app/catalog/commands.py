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
    from licensectl.app.catalog import report

    found = run.facts.catalog.search(" ".join(text))
    return report.skus(found, run.facts.catalog, run.stamp(), run.as_of, run.lang)


@verb(app, "show")
def show(run: Run, sku: Annotated[str, typer.Argument(help="ProductId:SkuId in any spelling, part number or id.")]) -> Report:
    """All that is known of one SKU: metric, access licences, support dates, public prices."""
    from licensectl.app.catalog import report
    from licensectl.domain.catalog.lookup import one_id

    return report.sku(one_id(run.facts.catalog, sku), run.facts.catalog, run.stamp(), run.as_of, run.lang)


@verb(app, "list")
def list_(
    run: Run,
    family: Annotated[str | None, typer.Option(help="Product family, e.g. 'Windows Server'.")] = None,
    metric: Annotated[str | None, typer.Option(help="Metric, e.g. '2-core pack'.")] = None,
    status: Annotated[str | None, typer.Option(help="Support on the day, e.g. 'out of support'.")] = None,
) -> Report:
    """The catalogue, or the part of it with this family, metric and support status."""
    from licensectl.app.catalog import report
    from licensectl.domain.catalog.lookup import select

    ids = select(run.facts.catalog, run.as_of, family=family, metric=metric, status=status)
    return report.skus(ids, run.facts.catalog, run.stamp(), run.as_of, run.lang)
