"""`licensectl sku …`."""

from typing import Annotated

import typer

from licensectl.app.catalog.options import SkuListOptions
from licensectl.cli.command import Report, Run, group, verb

app = group()


@app.callback()
def about() -> None:
    """Search the catalogue of SKUs."""


@verb(app, "search")
def search(
    run: Run, text: Annotated[list[str], typer.Argument(metavar="WORD...", help="Words of a title, an id or a part number.")]
) -> Report:
    """Find SKUs that hold every word, in any order. Short forms (std, ent, srv) and Italian words are understood.

    A word that no SKU holds is read as the one that is most like it. SKUs that only your price list has are found too.

    Examples: `licensectl sku search win srv 2025 std`; `licensectl sku search sql cal -f csv | cut -d, -f1`.
    """
    from licensectl.app.catalog import service

    return service.search(run, text)


@verb(app, "show")
def show(
    run: Run, sku: Annotated[str, typer.Argument(metavar="SKU", help="ProductId:SkuId in any spelling, part number or id.")]
) -> Report:
    """Show what is known of one SKU: metric, access licences, support dates, public prices.

    Examples: `licensectl sku show DG7GMGF0PWHC:0003`; `licensectl sku show DG7GMGF0PWHC-3 -f json | jq .lifecycle`.
    """
    from licensectl.app.catalog import service

    return service.show(run, sku)


@verb(app, "list")
def list_(run: Run, options: SkuListOptions) -> Report:
    """List the catalogue, or the part of it that fits every option given.

    Examples: `licensectl sku list --on-sale --segment Education`; `licensectl sku list --program open -f csv | wc -l`.
    """
    from licensectl.app.catalog import service

    return service.list_(run, options.wanted())
