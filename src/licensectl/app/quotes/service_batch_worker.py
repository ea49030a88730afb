"""One request of a batch → the quote in its format, or the reasons for rejecting it; here or in another process."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from licensectl.app.prices.service_lists import price_lists
from licensectl.app.quotes.options import ViewOptions
from licensectl.app.quotes.reader_batch import MOST_BYTES, BatchRequest, read_json, read_yaml
from licensectl.app.quotes.reader_yaml import UntypedRequest
from licensectl.app.quotes.service import knowledge_of, override, problems_together, typed_request
from licensectl.app.quotes.service_build import show_new
from licensectl.cli.context import Run
from licensectl.cli.options import PriceFile
from licensectl.domain.quotes import messages_batch as messages
from licensectl.domain.quotes.build import Quote, build
from licensectl.domain.quotes.model import QuoteRequest
from licensectl.domain.quotes.price_remarks import below_floor, not_held_to_floor, with_price_remarks
from licensectl.errors import LicensectlError, Problem
from licensectl.facts.yaml_reader import YamlDocument
from licensectl.i18n.translate import N_, Text
from licensectl.render.formats import render
from licensectl.render.formats.json import encoded
from licensectl.render.report import Column, Report

# Files have no terminal width: any value works.
WIDTH = 120


class BatchPlan(NamedTuple):
    """The options of a batch. `stream`: all quotes are written to one file.

    `options` are keys that replace those of each request. The customer book is in the ledger that `shown` names.
    """

    run: Run
    shown: ViewOptions
    stream: bool
    sheet: PriceFile
    options: Mapping[str, Any]


class QuoteOutcome(NamedTuple):
    """The result of the request at `place` of the file. `content` None: it was rejected for `problems`.

    `asked` is what was read, for the file of rejects; `notices` are about the prices, not about this quote. `complete`: every line of the
    quote has a price. `below_floor` and `floor_unchecked` tell how it compares with the least margin of the profile. `replaced` are the
    options that replaced a key of the request; `kept` counts by option the lines that have a value of their own.
    """

    place: int
    where: str
    label: str
    content: bytes | None
    problems: Sequence[Problem]
    asked: Any
    notices: Sequence[Problem] = ()
    complete: bool = True
    below_floor: bool = False
    floor_unchecked: bool = False
    replaced: Collection[str] = ()
    kept: Mapping[str, int] = {}


class Maker:
    """Makes quotes one after the other; facts, prices and profile are read once."""

    def __init__(self, plan: BatchPlan, stack: ExitStack) -> None:
        self._plan, self._run = plan, plan.run
        self._notices: list[Problem] = []
        self._replaced: set[str] = set()
        self._kept: dict[str, int] = {}
        self._prices_on = price_lists(plan.run, plan.sheet, stack, self._notices.append)
        self._facts, self._programs = plan.run.facts, plan.run.facts.programs.programs
        # Invalid settings end the batch: they are not a problem of each request.
        self._knowledge, self._profile = knowledge_of(plan.run), plan.run.profile
        version = self._facts.version if plan.run.form in ("json", "yaml", "jsonl") else ""
        self._stamp = {"as_of": plan.run.as_of.isoformat(), "data_version": version}

    def make(self, task: BatchRequest) -> QuoteOutcome:
        """Return the quote, or the reasons for not making it."""
        self._replaced, self._kept = set(), {}
        label, asked, content, problems = "", None, None, list[Problem]()
        quote: Quote | None = None
        try:
            untyped = self._read(task)
            label, asked = untyped.label, untyped.document.value
            with problems_together(typed_request(self._run, untyped, self._plan.shown.store)) as wanted:
                quote = self._quote(wanted)
            content = self._rendered(quote, label)
            label = wanted.number or label
        except LicensectlError as failure:
            problems = list(failure.problems)
        except (ArithmeticError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            # A bug that one request triggers must not stop the other quotes.
            problems = [messages.UNFORESEEN.at(task.where, reason=_place_in_code(error))]
            asked = None
        notices, self._notices[:] = list(self._notices), []
        made = QuoteOutcome(task.place, task.where, label, content, problems, asked, notices, replaced=self._replaced, kept=self._kept)
        if quote is None:
            return made
        return made._replace(complete=quote.totals.complete, below_floor=bool(below_floor(quote)), floor_unchecked=not_held_to_floor(quote))

    def _read(self, task: BatchRequest) -> UntypedRequest:
        made = override(self._run, self._untyped(task), self._plan.options)
        self._replaced = {one.option for one in made.overridden.replaced}
        self._kept = made.overridden.kept
        return made.untyped

    def _untyped(self, task: BatchRequest) -> UntypedRequest:
        if isinstance(task.content, UntypedRequest):
            return task.content
        if task.content is None:
            raise LicensectlError(messages.TOO_LONG.at(task.where, most=MOST_BYTES >> 20))
        document = task.content
        if not isinstance(document, YamlDocument):
            document = (read_json if task.kind == "json" else read_yaml)(task.content, task.name, task.line)
        if not isinstance(document.value, dict):
            return UntypedRequest(document, [])
        value = dict(document.value)
        label = value.pop("case", None)
        return UntypedRequest(document._replace(value=value), [], label if isinstance(label, str) else "")

    def _quote(self, wanted: QuoteRequest) -> Quote:
        prices = self._prices_on(wanted.date or self._run.as_of)
        quote = build(wanted, self._facts.catalog, self._programs, prices, self._run.as_of, self._knowledge)
        return with_price_remarks(quote, prices, self._profile.margin_floor)

    def _rendered(self, quote: Quote, label: str) -> bytes:
        report = show_new(self._run, quote, self._plan.shown, self._stamp)
        form = self._run.form
        if self._plan.stream and form == "jsonl":
            return as_line(report, label)
        if self._plan.stream:
            report = numbered(report, quote, label)
        content = render(report, form, lang=self._run.lang, width=WIDTH, dialect=self._run.csv_dialect)
        return content if isinstance(content, bytes) else content.encode()


def as_line(report: Report, label: str) -> bytes:
    """Return the record on one line, with the case of its request if it has one."""
    record = {**({"case": label} if label else {}), **report.record}
    return encoded(record) + b"\n"


def numbered(report: Report, quote: Quote, label: str) -> Report:
    """Return the report with the number of the quote in each row."""
    table = report.table
    columns = (Column("number", "number", "id"), *table.columns)
    rows = tuple((quote.request.number or label, *row) for row in table.rows)
    return replace(report, table=replace(table, columns=columns, rows=rows))


class _BatchWorker(NamedTuple):
    """The state of a process between portions; `open` are the resources that the maker reads from."""

    maker: Maker
    open: ExitStack


_workers: list[_BatchWorker] = []


def begin(plan: BatchPlan) -> None:
    """Prepare this process for `work`."""
    stack = ExitStack()
    _workers[:] = [_BatchWorker(Maker(plan, stack), stack)]


def work(tasks: Sequence[BatchRequest]) -> list[QuoteOutcome]:
    """Return the outcomes of some requests, in order."""
    return [_workers[0].maker.make(task) for task in tasks]


def _place_in_code(error: BaseException) -> Text:
    """Return where in the program an unforeseen error came up: what a report of it needs."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return N_("unforeseen error at {place}").filled(place=place)
