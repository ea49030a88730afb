"""Check whether a purchase can be returned."""

from licensectl.app.returns import report
from licensectl.app.returns.options import AnswerOptions, ReturnOptions, zone_of
from licensectl.app.returns.service_order import plan_of
from licensectl.cli.context import Run
from licensectl.core.messages import ONE_OF_TWO
from licensectl.domain.returns.case import ReturnCase, case_of
from licensectl.domain.returns.stricter import answered
from licensectl.errors import UsageError
from licensectl.i18n.translate import N_, joined
from licensectl.render.report import Report


def check(run: Run, options: ReturnOptions, order_id: str | None, lines: list[int], answering: AnswerOptions, store: str | None) -> Report:
    """Return the verdict on a purchase that the options describe, or on lines of an order on record; no lines means all of them.

    Raises UsageError if neither an order nor a purchase date is given.
    """
    if order_id is None and options.purchased is None:
        raise UsageError(ONE_OF_TWO.at(one=joined([N_("ORDER"), "--purchased"], ", "), other="--batch"))
    zone = zone_of(answering.time_zone)
    if order_id is None:
        case = _case_of_options(run, options, answering)
    else:
        # The ledger and the customer book take longer to load than a question without an order takes to answer.
        from licensectl.app.returns.service_order import case_of_order

        case = case_of_order(run, order_id, options, lines, answering, store)
    return report.check(case, zone, run.stamp(), run.lang, explained=run.explain)


def _case_of_options(run: Run, options: ReturnOptions, answering: AnswerOptions) -> ReturnCase:
    held, named = run.facts.returns, run.provider(answering.provider)
    question = options.question(run)
    answer = answered(question, held.rules, named)
    plan = plan_of(run, question, answer, options.sku, answering)
    return case_of(question, answer, held, named=named, indirect=run.profile.indirect, plan=plan, sku=options.sku)
