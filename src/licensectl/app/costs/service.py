"""`compare costs`: the basket of a request under several programs."""

from collections.abc import Sequence

from msgspec import to_builtins

from licensectl.app.costs import report
from licensectl.app.quotes.service import check_stdin, load_with_defaults, prices_for, problems_together
from licensectl.cli.context import Run
from licensectl.cli.options import PriceFile
from licensectl.cli.output import remark
from licensectl.core.defaults import COMPARED
from licensectl.domain.costs.compare import Grounds, compare_costs
from licensectl.domain.costs.line import parse_instead
from licensectl.domain.quotes.checks.context import QuoteContext
from licensectl.domain.quotes.model import UNNAMED, UNTAXED
from licensectl.render.report import Report

# Net prices depend on neither customer nor tax, so a request may leave both open.
DEFAULTS = {"customer": to_builtins(UNNAMED), "vat": to_builtins(UNTAXED)}


def costs(run: Run, request: str, programs: Sequence[str], instead: Sequence[str], sheet: PriceFile) -> Report:
    """Return the report of what the basket of a request file costs under these programs, else under COMPARED.

    Raises LicensectlError that lists the problems of the request and of the comparison together.
    """
    swaps = [parse_instead(text) for text in instead]
    check_stdin(request, sheet.file)
    with problems_together(load_with_defaults(run, request, DEFAULTS)) as wanted:
        prices, problems = prices_for(run, wanted, sheet)
        remark(run, *problems, carried=False)
        facts = run.facts
        context = QuoteContext(facts.catalog, facts.programs.programs, prices, run.as_of, facts.knowledge)
        grounds = Grounds(context, facts.returns.rules, run.provider())
        found = compare_costs(wanted, grounds, programs or COMPARED, swaps)
    if run.form in ("csv", "tsv", "jsonl"):
        # Formats for people show them in a table of their own.
        remark(run, *(problem for costs in found.programs for problem in (*costs.obstacles, *costs.remarks)))
    return report.costs(found, facts.programs, run.stamp(), run.lang)
