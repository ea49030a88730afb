"""Advise on programs: check the options, apply the rules, report."""

from typing import Any

from licensectl.app.advice import report
from licensectl.app.advice.options import WORDS, SituationOptions
from licensectl.cli.context import Run
from licensectl.core.messages import BAD_OPTION, bad_choice
from licensectl.core.names import capitals, is_market
from licensectl.domain.advice import rules
from licensectl.errors import UsageError
from licensectl.i18n.translate import N_
from licensectl.render.report import Report

COUNTS = ("seats", "users", "devices", "countries", "vms")


def advise(run: Run, options: SituationOptions) -> Report:
    """Return the report of `advise`. Raises UsageError if an option is invalid and LicensectlError if none is given."""
    facts = run.facts
    situation = rules.BuyerSituation(**_checked(vars(options)))
    found = rules.advise(facts.advice, facts.programs.programs, situation, run.as_of)
    return report.advice(found, situation, facts.advice, facts.programs, run.stamp(), run.lang)


def _checked(given: dict[str, Any]) -> dict[str, Any]:
    """Return the options with their words in the spelling of the rules.

    Raises UsageError if a count is below one, a word unknown or a country invalid.
    """
    for name in COUNTS:
        if given[name] is not None and given[name] < 1:
            raise UsageError(BAD_OPTION.at(option=f"--{name}", value=given[name], expected=N_("1 or more")))
    known = {name: {word.casefold(): word for word in words} for name, words in WORDS.items()}
    for name, words in known.items():
        if given[name] is not None and given[name].casefold() not in words:
            raise UsageError(bad_choice(f"--{name}", given[name], WORDS[name]))
    if given["country"] is not None and not is_market(capitals(given["country"])):
        raise UsageError(BAD_OPTION.at(option="--country", value=given["country"], expected=N_("two letters, as IT")))
    return given | {name: words[given[name].casefold()] for name, words in known.items() if given[name] is not None}
