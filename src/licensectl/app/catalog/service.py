"""Search, show and list the SKUs of the catalogue."""

from licensectl.app.catalog import report
from licensectl.cli.context import Run
from licensectl.cli.output import remark
from licensectl.core.sku_id import with_ids
from licensectl.core.text import listed as several
from licensectl.domain.catalog import search as words_of
from licensectl.domain.catalog.lookup import MOST_NAMED, Filter, one_id, select
from licensectl.domain.catalog.messages import AMBIGUOUS, IN_FACTS, ON_SALE_CSP
from licensectl.errors import LicensectlError, Problem
from licensectl.render.report import Report


def search(run: Run, words: list[str]) -> Report:
    """Return the report of `sku search`: the SKUs that hold every word, or the words most like them, also those of the price book alone.

    If no SKU does, a note names the terms and facts that hold the words.
    """
    # sku list and most of sku show need no database.
    from licensectl.app.catalog import report_listed
    from licensectl.app.catalog.service_listed import held

    catalog, text = run.facts.catalog, with_ids(words)
    found = words_of.search(catalog, text)
    listed, like = held(run, text, typos=not found.ids or bool(found.problems))
    said = [*(found.problems if found.ids or not listed else []), *like]
    if not found.ids and not listed:
        said += _explained(run, text)
    remark(run, *said)
    known = report.skus(found.ids, catalog, run.stamp(), run.as_of, run.lang, said)
    return report_listed.found(known, listed, run.lang)


def _explained(run: Run, text: str) -> list[Problem]:
    """Return a note of the terms and facts that hold every word, such as KMS, which no SKU is named after."""
    # Few searches find nothing, and these entries are of every file of facts.
    from licensectl.domain.facts.index import search as search_facts

    ids = list(dict.fromkeys(entry.id for entry in search_facts(run.facts.everything(), {}, text.split())))
    return [IN_FACTS.at(words=text, hint=several(ids, MOST_NAMED), id=ids[0])] if ids else []


def show(run: Run, sku: str) -> Report:
    """Return the report of `sku show`, for a SKU that only the price book has of what is on the price list.

    Raises LicensectlError on a name that is unknown or means several SKUs.
    """
    catalog = run.facts.catalog
    if not catalog.find(sku):
        # Few SKUs are not in the catalogue.
        from licensectl.app.catalog import report_listed
        from licensectl.app.catalog.service_listed import named

        listed = named(run, sku)
        if len(listed) > 1:
            hint = several([f"{one.wording.key} ({one.wording.title})" for one in listed], MOST_NAMED)
            raise LicensectlError(AMBIGUOUS.at(sku=sku, count=len(listed), hint=hint))
        if listed:
            return report_listed.listed(listed[0], catalog, run.stamp(), run.lang)
    key = one_id(catalog, sku)
    return report.sku(key, catalog, run.stamp(), run.as_of, run.lang, _esu_months(run) if catalog.skus[key].esu_year else None)


def list_(run: Run, wanted: Filter) -> Report:
    """Return the report of `sku list`: the SKUs that fit `wanted`.

    Raises LicensectlError on a word that no SKU has.
    """
    catalog = run.facts.catalog
    found = select(catalog, run.facts.programs.programs, run.as_of, wanted)
    said = [ON_SALE_CSP.at(program=wanted.program)] if wanted.on_sale and wanted.program and not found else []
    remark(run, *said)
    return report.skus(found, catalog, run.stamp(), run.as_of, run.lang, said)


def _esu_months(run: Run) -> int | None:
    # Only an ESU needs the figures of sizing.
    from licensectl.domain.sizing.rules import Figures

    return Figures(run.facts.sizing.rules, run.as_of).get("esu-year-months")
