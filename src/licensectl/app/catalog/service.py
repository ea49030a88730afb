"""Search, show and list the SKUs of the catalogue."""

from licensectl.app.catalog import report
from licensectl.cli.context import Run
from licensectl.domain.catalog.lookup import one_id, select
from licensectl.render.report import Report


def search(run: Run, words: list[str]) -> Report:
    """Return the report of `sku search`: the SKUs that hold every word."""
    catalog = run.facts.catalog
    return report.skus(catalog.search(" ".join(words)), catalog, run.stamp(), run.as_of, run.lang)


def show(run: Run, sku: str) -> Report:
    """Return the report of `sku show`. Raises LicensectlError for a name that is unknown or means several SKUs."""
    catalog = run.facts.catalog
    return report.sku(one_id(catalog, sku), catalog, run.stamp(), run.as_of, run.lang)


def list_(run: Run, family: str | None, metric: str | None, status: str | None) -> Report:
    """Return the report of `sku list`: the SKUs of this family, metric and support status, None being any.

    Raises LicensectlError for a word that no SKU has.
    """
    catalog = run.facts.catalog
    found = select(catalog, run.as_of, family=family, metric=metric, status=status)
    return report.skus(found, catalog, run.stamp(), run.as_of, run.lang)
