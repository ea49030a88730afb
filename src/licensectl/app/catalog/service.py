"""Search, show and list the SKUs of the catalogue."""

from licensectl.app.catalog import report
from licensectl.cli.context import Run
from licensectl.cli.output import remark
from licensectl.domain.catalog import search as words_of
from licensectl.domain.catalog.lookup import Filter, one_id, select
from licensectl.render.report import Report


def search(run: Run, words: list[str]) -> Report:
    """Return the report of `sku search`: the SKUs that hold every word, or the words most like them."""
    catalog = run.facts.catalog
    found = words_of.search(catalog, " ".join(words))
    remark(run, *found.problems)
    return report.skus(found.ids, catalog, run.stamp(), run.as_of, run.lang, found.problems)


def show(run: Run, sku: str) -> Report:
    """Return the report of `sku show`. Raises LicensectlError for a name that is unknown or means several SKUs."""
    catalog = run.facts.catalog
    return report.sku(one_id(catalog, sku), catalog, run.stamp(), run.as_of, run.lang)


def list_(run: Run, wanted: Filter) -> Report:
    """Return the report of `sku list`: the SKUs that fit `wanted`.

    Raises LicensectlError for a word that no SKU has.
    """
    catalog = run.facts.catalog
    found = select(catalog, run.facts.programs.programs, run.as_of, wanted)
    return report.skus(found, catalog, run.stamp(), run.as_of, run.lang)
