"""Check the orders of a quote, and write the files that place or cancel them."""

from datetime import timedelta

from msgspec.structs import replace

from licensectl.app.customers.service import today_of
from licensectl.app.invoices.store import credited, every, lines_of_orders, load_credited
from licensectl.app.orders import report, targets
from licensectl.app.orders import store_accepted as accepted
from licensectl.app.orders.options import ExportOptions
from licensectl.app.orders.reader_codes import holds_codes, read_codes
from licensectl.app.orders.service_placed import orders_of_quote, placed_orders
from licensectl.app.orders.store import placed_since
from licensectl.app.orders.targets import profile as custom
from licensectl.app.prices.service_lists import PriceListOptions, column_map
from licensectl.app.quotes import store as quotes
from licensectl.app.quotes.service import load_priced, prices_of_today
from licensectl.app.quotes.service_saved import MovedQuote, moved_since, saved_if_named, saved_of_customer
from licensectl.cli import values
from licensectl.cli.context import Run, who
from licensectl.cli.inputs import read_input
from licensectl.cli.options import PriceFile
from licensectl.cli.output import remark
from licensectl.core.messages import ALONE, TOGETHER, bad_choice
from licensectl.core.paths import is_file
from licensectl.db import ledger
from licensectl.db.engine import home
from licensectl.domain.customers.model import Customer
from licensectl.domain.invoices.kept import billed_quantities
from licensectl.domain.orders.accepted import revision_remarks, with_purchase_order
from licensectl.domain.orders.check import check_order, verdict
from licensectl.domain.orders.codes import ProductCode, with_codes
from licensectl.domain.orders.from_quote import numbered
from licensectl.domain.orders.messages_check import DESPITE, NOT_PLACEABLE
from licensectl.domain.orders.messages_quote import REST_NUMBER
from licensectl.domain.orders.on_record import check_cancellation, named_offers, to_cancel
from licensectl.domain.orders.reseller import Owing, seller
from licensectl.domain.orders.rest import check_rest, rest_of
from licensectl.domain.orders.situation import OrderSituation, Seller
from licensectl.domain.orders.target import Submission, TableFile, Target, check_target
from licensectl.domain.purchases.model import PlacedOrder, choose_lines, is_order_id
from licensectl.domain.quotes.build import Quote
from licensectl.domain.quotes.checks.taxation import still_open
from licensectl.domain.quotes.messages import PROGRAM
from licensectl.domain.quotes.numbering import Label, parse_label
from licensectl.domain.quotes.saved import SavedQuote
from licensectl.domain.quotes.tax import seller_country
from licensectl.errors import EXIT_NO, LicensectlError, Problem, RefusedError, UsageError
from licensectl.facts.user_maps import parse_codes, parse_profile
from licensectl.render.report import Report

# The user's own codes, in the folder of the ledger.
CODES_FILE = "codes.yaml"


def check(run: Run, quote: str, options: ExportOptions, store: str | None) -> Report:
    """Return the report of everything that would stop the order on the day of the run."""
    situation = _situation(run, quote, options, options.target, store)
    problems = check_order(situation)
    return report.check(verdict(problems), situation.target.name, problems, run.stamp(), run.lang)


def export(run: Run, quote: str, options: ExportOptions, store: str | None) -> Report:
    """Return the order files of a quote for a target or by a profile, or the body that cancels a placed order.

    Raises UsageError if options do not go together, LicensectlError if the order does not fit the file, and RefusedError if it would not
    go through and no reason is given to write it anyway.
    """
    canceller, _ = targets.cancelling()
    if options.cancel and options.rest:
        raise UsageError(TOGETHER.at(one="--cancel", other="--rest"))
    if options.cancel and options.target in (None, canceller) and options.profile is None:
        return _cancellation(run, quote, options, store)
    if options.cancel or options.line:
        option, other = ("--cancel", f"--target {canceller}") if options.cancel else ("--line", "--cancel")
        raise UsageError(ALONE.at(option=option, other=other))
    if options.target is not None and options.profile is not None:
        raise UsageError(TOGETHER.at(one="--target", other="--profile"))
    target = targets.TARGETS[0] if options.profile is not None else options.target
    situation = _situation(run, quote, options, target, store)
    if options.profile is not None:
        made = _by_profile(run, situation, options.profile, options.despite, store)
    else:
        made = _for_target(run, situation, options, store)
    # The file of an incomplete quote is written, and scripts notice.
    return replace(made, status=EXIT_NO) if situation.quote.unpriced else made


def _cancellation(run: Run, named: str, options: ExportOptions, store: str | None) -> Report:
    """Return the body that cancels each placed order, unless the return rules refuse it."""
    placed, remarks = placed_orders(named, store)
    known = load_credited(store)
    orders = [to_cancel(order, options.line or [], known) for order in placed]
    _refuse([problem for order in orders for problem in named_offers(order, "" if is_order_id(named) else named)], LicensectlError)
    rules, provider = run.facts.returns.rules, run.provider()
    found = [problem for order in orders for problem in check_cancellation(order, rules, provider, run.as_of)]
    found += [problem for order in placed for problem in known.remarks(choose_lines(order, options.line or []))]
    _judge(run, remarks, found, options.despite, store)
    # An order that the file names twice is cancelled once.
    orders = [order for place, order in enumerate(orders) if order not in orders[:place]]
    taking, cancel = targets.cancelling()
    bodies = (targets.checked(cancel.make(order), taking, "") for order in orders)
    names = targets.file_names((order.id for order in orders), "cancel")
    return report.bodies(dict(zip(names, bodies, strict=True)), cancel.lines, run.lang)


def _by_profile(run: Run, situation: OrderSituation, profile: str, despite: str | None, store: str | None) -> Report:
    """Return the file that a distributor's own map makes of the quote's orders."""
    plan = parse_profile(*read_input(profile))
    _refuse(custom.check_custom(situation.orders, plan), LicensectlError)
    _judge(run, situation.quote.problems, check_order(situation), despite, store)
    if plan.format != "json":
        made = report.custom([row for order in situation.orders for row in custom.rows(order, plan)], plan, run.lang)
        return _called(run, made, situation, "order", plan.format)
    bodies = (custom.body(order, plan) for order in situation.orders)
    names = targets.file_names((order.ref for order in situation.orders), "order")
    return report.bodies(dict(zip(names, bodies, strict=True)), plan.lines, run.lang)


def _for_target(run: Run, situation: OrderSituation, options: ExportOptions, store: str | None) -> Report:
    """Return the neutral lines, or the body of each order, that the target takes."""
    target, orders = situation.target, situation.orders
    _refuse([problem for order in orders for problem in check_target(order, target)], LicensectlError)
    _judge(run, situation.quote.problems, check_order(situation), options.despite, store)
    if isinstance(target.file, TableFile):
        rows = [row for order in orders for row in target.file.rows(order)]
        return _called(run, report.lines(target.file.header, rows, run.lang), situation, target.name, target.suffix)
    submission, where = Submission(tuple(options.reseller or ()), options.attest), situation.quote.request.where
    names = targets.file_names((order.ref for order in orders), target.name, target.suffix)
    bodies = (targets.checked(target.file.make(order, submission), target.name, where) for order in orders)
    return report.bodies(dict(zip(names, bodies, strict=True)), target.file.lines, run.lang)


def _called(run: Run, made: Report, situation: OrderSituation, prefix: str, suffix: str) -> Report:
    """Return a report of one file with its name in a folder: that of the quote."""
    request = situation.quote.request
    [name] = targets.file_names([request.number or request.po_number], prefix, run.form if run.form_named else suffix)
    return replace(made, parts=((name, made),))


def _codes(run: Run, sheet: PriceFile, named: str | None) -> list[ProductCode]:
    """Return the codes of the file that is named, else of `codes.yaml` beside the ledger, then those of a price list whose map has them."""
    found: list[ProductCode] = []
    path = named or _own_codes()
    if path is not None:
        found += parse_codes(*read_input(path))
    if sheet.file and sheet.file != "-" and sheet.columns:
        columns = column_map(run, PriceListOptions(sheet.columns))
        if columns and holds_codes(columns):
            found += read_codes(*read_input(sheet.file), columns)
    return found


def _own_codes() -> str | None:
    try:
        path = home() / CODES_FILE
    except UsageError:
        return None
    return str(path) if is_file(path) else None


def _situation(run: Run, quote: str, options: ExportOptions, target: str | None, store: str | None) -> OrderSituation:
    """Return the quote of a request file, or a saved one, on the day of the run with everything on record about it.

    Raises UsageError if the target is unknown, LicensectlError if the facts in use do not know the program, and RefusedError if the rest
    of the quote is asked for and nothing is left.
    """
    taking = _target(target)
    saved, made, today = _quoted(run, quote, options.sheet, store)
    ordered = _ordered(made, store)
    if options.rest:
        made = _rest(made, ordered)
    made = with_codes(made, _codes(run, options.sheet, options.codes), run.profile.distributor)
    # A customer that the request names by its id is expected to be complete in the book.
    customer = made.request.customer
    on_book = isinstance(customer, Customer) and customer.id is not None
    if isinstance(customer, Customer):
        customer = today_of(run, customer, store, saved.customer_id if saved else None)
        request, seller = replace(made.request, customer=customer), seller_country(run.profile.vat_id, run.profile.market)
        made = replace(made, request=request, problems=still_open(made.problems, request, seller, made.date, run.facts.taxes))
    programs, program = run.facts.programs.programs, made.request.program
    if program not in programs:
        # A saved quote may be older than the facts in use.
        raise LicensectlError(PROGRAM.at(program=program, known=", ".join(programs)))
    return OrderSituation(
        quote=made,
        day=run.as_of,
        target=taking or targets.usual(run.profile, program),
        ordering=run.facts.ordering,
        qualifications=run.facts.eligibility.qualifications,
        catalog=run.facts.catalog,
        sold=programs[program].sold,
        prices=today.prices,
        seller=_seller(run, store),
        on_book=on_book,
        moved=today.movements if saved else None,
        ordered=ordered,
        rest=options.rest,
    )


def _quoted(run: Run, named: str, sheet: PriceFile, store: str | None) -> tuple[SavedQuote | None, Quote, MovedQuote]:
    """Return the saved quote of this name, None for a request file; the quote that is ordered; and the prices of the day of the run."""
    if saved := saved_if_named(store, named):
        saved, made = _accepted(saved, named, store)
        return saved, made, moved_since(run, saved, sheet)
    made, listed = load_priced(run, named, sheet, store)
    made = numbered(made, [] if made.request.number else saved_of_customer(store, made.request.customer_name))
    # The quote has the prices of its own day; the order is checked against those of the order's day.
    return None, made, MovedQuote(listed if sheet.file else prices_of_today(run, made.request, PriceFile())[0], [])


def _ordered(quote: Quote, store: str | None) -> list[PlacedOrder]:
    """Return the orders on record of the quote's number; none of a request without one."""
    number = quote.request.number
    return ledger.load(store, lambda connection: orders_of_quote(connection, parse_label(number).number), []) if number else []


def _rest(quote: Quote, ordered: list[PlacedOrder]) -> Quote:
    """Return the quote with what its orders lack. Raises UsageError without a number, and RefusedError if nothing is left."""
    number = quote.request.number
    if not number:
        raise UsageError(REST_NUMBER.at(quote.request.where))
    rest = rest_of(quote, ordered)
    _refuse(check_rest(parse_label(number).number, rest), RefusedError)
    return rest


def _seller(run: Run, store: str | None) -> Seller | None:
    """Return the reseller with its orders and invoices in the ledger."""
    credit = run.profile.credit
    if not ledger.exists(store):
        return seller(run.profile, [], run.as_of, Owing([], {}))
    with ledger.reading(store) as connection:
        invoices = every(connection)
        if not credit:
            return seller(run.profile, [], run.as_of, Owing(invoices, {}))
        orders = list(placed_since(connection, run.as_of - timedelta(days=min(credit.days, run.as_of.toordinal() - 1))))
        ids = {one for order in orders for one in (order.id, order.alternate_id) if one}
        billed = billed_quantities(line for _, line in lines_of_orders(connection, ids))
        # Lines that were credited in full are given back and are not billed again.
        held = [*map(credited(connection).less, orders)]
    return seller(run.profile, held, run.as_of, Owing(invoices, billed))


def _accepted(saved: SavedQuote, named: str, store: str | None) -> tuple[SavedQuote, Quote]:
    """Return the accepted revision of a quote that is named by its number alone, and the quote with its purchase order and remarks."""
    with ledger.reading(store) as connection:
        said = accepted.of_number(connection, saved.number)
        newest = quotes.find(connection, Label(saved.number)).revision
        saved = quotes.find(connection, accepted.chosen(connection, parse_label(named)))
    made = with_purchase_order(saved.shown, saved.revision, said)
    return saved, replace(made, problems=[*made.problems, *revision_remarks(saved.number, saved.revision, newest, said)])


def _target(name: str | None) -> Target | None:
    """Return the target of this name, None without a name. Raises UsageError if the name is unknown."""
    if name is not None and name not in targets.TARGETS:
        raise UsageError(bad_choice("--target", name, targets.TARGETS))
    return targets.target(name) if name else None


def _judge(run: Run, remarks: list[Problem], found: list[Problem], despite: str | None, store: str | None) -> None:
    """Refuse a file whose problems include errors, unless `despite` gives a reason to write it; write the rest to stderr."""
    reason = values.reason(despite)
    against = [problem for problem in found if problem.severity == "error"]
    if not reason:
        _refuse([*against, NOT_PLACEABLE.at()] if against else [], RefusedError)
    # What the quote and the check both remark is said once.
    remark(run, *remarks, *(problem for problem in found if problem not in remarks), carried=False)
    if reason and against:
        remark(run, DESPITE.at(count=len(against), reason=reason), carried=False)
        _note_reason(reason, against, store)


def _note_reason(reason: str, against: list[Problem], store: str | None) -> None:
    """Write the reason into the audit trail, if there is a ledger."""
    if ledger.exists(store):
        with ledger.writing(store) as connection:
            subject = ", ".join(f"{problem.where} {problem.code}".strip() for problem in against)
            ledger.note(connection, who(), "order file asked for despite", subject, reason)


def _refuse(problems: list[Problem], kind: type[LicensectlError]) -> None:
    if problems:
        raise kind(*problems)
