"""One request of a batch → the quote in its format, or why there is none; here, or in a process of its own."""

from collections.abc import Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from licensectl.app.prices.service import price_lists
from licensectl.app.quotes import reader_yaml as requestfile
from licensectl.app.quotes.service import shown
from licensectl.app.quotes.service_request import Asked, Said, made_of
from licensectl.cli.context import Run
from licensectl.cli.options_prices import Sheet
from licensectl.domain.quotes import messages_batch as messages
from licensectl.domain.quotes.build import Quote, build
from licensectl.domain.quotes.presets import with_options
from licensectl.domain.quotes.terms import ProgramTerms, terms
from licensectl.errors import LicensectlError, Problem
from licensectl.facts.yaml_reader import Document
from licensectl.render.formats import render
from licensectl.render.report import Column, Report

if TYPE_CHECKING:
    from licensectl.domain.quotes.model import QuoteRequest

# Any width would do: what a batch writes is for no terminal.
WIDTH = 120


class How(NamedTuple):
    """How the quotes of a batch are made. `stream`: all into one file, so that each is a part of it."""

    run: Run
    view: str
    stream: bool
    sheet: Sheet
    said: Said


class Task(NamedTuple):
    """One request as it stands in the file: bytes of JSON or YAML from `line` on, or what a table made of its rows."""

    place: int
    kind: str
    name: str
    line: int
    content: Any

    @property
    def where(self) -> str:
        return f"{self.name}:{self.line}"


class Outcome(NamedTuple):
    """What became of the request in `place` of the file. `content` None: it was rejected for `problems`.

    `asked` is what was read, for the file of rejects; `notices` are about the prices, not about this quote.
    """

    place: int
    where: str
    label: str
    content: bytes | None
    problems: Sequence[Problem]
    asked: Any
    notices: Sequence[Problem] = ()


class Maker:
    """Makes quotes one after the other; facts, prices and profile are read once."""

    def __init__(self, how: How, stack: ExitStack) -> None:

        self._how, self._run = how, how.run
        self._notices: list[Problem] = []
        self._prices_on = price_lists(how.run, how.sheet, stack, self._notices.append)
        self._facts, self._programs = how.run.facts, how.run.facts.programs.programs
        self._knowledge, self._profile = self._facts.knowledge, how.run.profile
        version = self._facts.version if how.run.form in ("json", "yaml", "jsonl") else ""
        self._stamp = {"as_of": how.run.as_of.isoformat(), "data_version": version}

    def make(self, task: Task) -> Outcome:
        """The quote, or the reasons why there is none."""
        label, asked, content, problems = "", None, None, list[Problem]()
        try:
            read, label = self._read(task)
            asked = read.document.value
            content, label = made_of(read, self._run, lambda wanted: self._made(wanted, label), self._how.said.store)
        except LicensectlError as failure:
            problems = list(failure.problems)
        notices, self._notices[:] = list(self._notices), []
        return Outcome(task.place, task.where, label, content, problems, asked, notices)

    def _read(self, task: Task) -> tuple[Asked, str]:

        if task.kind == "table":
            found = task.content
            return Asked(Document(task.name, found.value, found.places), found.problems), found.label
        if task.content is None:
            raise LicensectlError(messages.TOO_LONG.at(task.where, most=requestfile.MOST_BYTES >> 20))
        read = requestfile.read_json if task.kind == "json" else requestfile.read_yaml
        document = read(task.content, task.name, task.line)
        if not isinstance(document.value, dict):
            return Asked(document, []), ""
        value = with_options(document.value, self._how.said.options)
        label = value.pop("case", None)
        return Asked(document._replace(value=value), []), label if isinstance(label, str) else ""

    def _made(self, wanted: "QuoteRequest", label: str) -> tuple[bytes, str]:
        prices = self._prices_on(wanted.date or self._run.as_of)
        quote = build(wanted, self._facts.catalog, self._programs, prices, self._run.as_of, self._knowledge)
        return self._rendered(quote, label), wanted.number or label

    def _rendered(self, quote: Quote, label: str) -> bytes:
        def promised() -> list[ProgramTerms]:
            return terms(quote, self._programs, self._facts.returns.rules, self._run.provider())

        report = shown(self._run, quote, self._how.view, self._stamp, promised, self._profile)
        form = self._run.form
        if self._how.stream and form == "jsonl":
            return as_line(report, label)
        if self._how.stream:
            report = numbered(report, quote, label)
        content = render(report, form, lang=self._run.lang, width=WIDTH, dialect=self._run.csv_dialect)
        return content if isinstance(content, bytes) else content.encode()


def as_line(report: Report, label: str) -> bytes:
    """The record on one line, with the case it was asked under where it had one."""
    import msgspec

    record = {**({"case": label} if label else {}), **report.record}
    return msgspec.json.encode(record) + b"\n"


def numbered(report: Report, quote: Quote, label: str) -> Report:
    """The report whose rows say which quote they are of."""
    table = report.table
    columns = (Column("number", "number", "id"), *table.columns)
    rows = tuple((quote.request.number or label, *row) for row in table.rows)
    return replace(report, table=replace(table, columns=columns, rows=rows))


class _Worker(NamedTuple):
    """What a process keeps from one portion to the next; `open` is what the maker reads from."""

    maker: Maker
    open: ExitStack


_workers: list[_Worker] = []


def begin(how: How) -> None:
    """Makes this process ready for `work`."""
    import signal

    # Who interrupts the batch interrupts the process that started it; this one is ended by that.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stack = ExitStack()
    _workers[:] = [_Worker(Maker(how, stack), stack)]


def work(tasks: Sequence[Task]) -> list[Outcome]:
    """The outcomes of some requests, in order."""
    return [_workers[0].maker.make(task) for task in tasks]
