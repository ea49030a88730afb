"""Explain an id, and tell what happened when."""

from licensectl.app.explain import report
from licensectl.cli.context import Run, day_option
from licensectl.core import messages
from licensectl.domain.explain import explain as explanations
from licensectl.domain.explain import timeline as moments
from licensectl.render.report import Report


def explain(run: Run, fact_id: str) -> Report:
    """Return the report of `explain`. Raises LicensectlError if the id is unknown."""
    made = explanations.explain(fact_id, run.facts.everything(), messages.every())
    return report.explanation(made, run.facts.sources, run.stamp(), run.as_of, run.lang)


def timeline(run: Run, programs: list[str], families: list[str], first: str | None, last: str | None) -> Report:
    """Return the report of `timeline` between two ISO days; empty lists and None mean any.

    Raises UsageError if a day is invalid and LicensectlError if a program or family is unknown.
    """
    facts = run.facts.everything()
    begin, end = (day_option(text, option) if text else None for option, text in (("from", first), ("to", last)))
    found = moments.timeline(facts, programs, families, begin, end)
    return report.timeline(found, facts, run.stamp(), run.lang)
