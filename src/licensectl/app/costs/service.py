"""What `compare costs` loads and decides."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from licensectl.app.quotes.options import NOBODY
from licensectl.app.quotes.service import prices_for
from licensectl.app.quotes.service_request import Said, from_request, not_both_stdin
from licensectl.cli.context import Run
from licensectl.cli.options_prices import Sheet
from licensectl.cli.output import remark
from licensectl.domain.costs.compare import Costs, Grounds, compare_costs
from licensectl.domain.costs.line import parse_instead
from licensectl.domain.quotes.checks.context import Around

if TYPE_CHECKING:
    from licensectl.domain.quotes.model import QuoteRequest


def basket_costs(run: Run, request: str, programs: Sequence[str], instead: Sequence[str], sheet: Sheet) -> Costs:
    """The basket of a request file under these programs."""
    swaps = [parse_instead(text) for text in instead]
    not_both_stdin(request, sheet.file)

    def decide(wanted: "QuoteRequest") -> Costs:
        prices, said = prices_for(run, wanted, sheet)
        remark(run, *said)
        around = Around(run.facts.catalog, run.facts.programs.programs, prices, run.as_of, run.facts.knowledge)
        grounds = Grounds(around, run.facts.returns.rules, run.provider())
        return compare_costs(wanted, grounds, programs, swaps)

    return from_request(run, request, decide, Said(NOBODY))
