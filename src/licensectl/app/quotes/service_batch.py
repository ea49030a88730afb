"""`licensectl quote batch`: a file of requests → a file per quote in a folder, or one stream; rejects go to another file."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

from licensectl.app.quotes.options import BatchOptions, ViewOptions
from licensectl.app.quotes.reader_batch import BatchRequest, document_requests, kind_of, table_requests
from licensectl.app.quotes.service import checked
from licensectl.app.quotes.service_batch_worker import BatchPlan, Maker, QuoteOutcome, begin, work
from licensectl.app.quotes.service_build import check_view
from licensectl.cli.context import Run
from licensectl.cli.inputs import held, opened, shown_name
from licensectl.cli.options import PriceFile
from licensectl.cli.output import refuse, remark, require_free, stream, to_file, to_stdout
from licensectl.cli.progress import watcher
from licensectl.cli.rejects import Rejects
from licensectl.core import messages as common
from licensectl.core.names import safe_name
from licensectl.core.paths import is_folder
from licensectl.core.reasons import system_reason
from licensectl.core.text import MOST_SHOWN
from licensectl.domain.quotes import messages_batch as messages
from licensectl.domain.quotes.messages import KEPT, OPTION_BATCH
from licensectl.errors import EXIT_DONE, EXIT_NO, LicensectlError, Problem, UsageError
from licensectl.i18n.translate import N_
from licensectl.render.formats import FORMATS, format_of
from licensectl.tables.parallel import MOST_WORKERS, workers

ABOVE = N_("the lines above")


class SetAside:
    """Rejected requests, kept on disk until they are delivered. Raises LicensectlError if their file exists already and may not be
    overwritten.
    """

    def __init__(self, run: Run, path: str | None, stack: ExitStack) -> None:
        self.count = self.seen = self.drafts = self._below_floor = self._floor_unchecked = 0
        self._replaced, self._own = Counter[str](), Counter[str]()
        self._run = run
        self._rejects = stack.enter_context(closing(Rejects(run, path, "--rejects"))) if path else None

    def passing(self, outcomes: Iterable[QuoteOutcome]) -> Iterator[QuoteOutcome]:
        """Yield the outcomes that are quotes; set the others aside."""
        for outcome in outcomes:
            self.seen += 1
            self._replaced.update(outcome.replaced)
            self._own.update(outcome.kept)
            if outcome.content is None:
                self.add(outcome, outcome.problems)
            else:
                self.drafts += not outcome.complete
                self._below_floor += outcome.below_floor
                self._floor_unchecked += outcome.floor_unchecked
                yield outcome

    def add(self, outcome: QuoteOutcome, problems: Sequence[Problem]) -> None:
        """Set one aside."""
        self.count += 1
        if self._rejects:
            number = outcome.asked.get("number") if isinstance(outcome.asked, dict) else None
            self._rejects.record(outcome.where, problems, {"case": outcome.label or number, "request": outcome.asked})
        elif self.count <= MOST_SHOWN:
            refuse(self._run.lang, *problems)

    def deliver(self) -> None:
        """Write the whole file or nothing, and print the number of rejected requests."""
        if self._rejects:
            self._rejects.deliver()
        elif self.count > MOST_SHOWN:
            remark(self._run, messages.MORE.at(count=self.count - MOST_SHOWN), carried=False)
        if self.count:
            place = self._rejects.path if self._rejects else ABOVE
            remark(self._run, messages.REJECTED.at(rejected=self.count, count=self.seen, place=place), carried=False)
        for option in dict.fromkeys((*self._replaced, *self._own)):
            own = KEPT.filled(count=self._own[option]) if self._own[option] else ""
            said = OPTION_BATCH.at(option=f"--{option}", replaced=self._replaced[option], count=self.seen, kept=own)
            remark(self._run, said, carried=False)
        if self.drafts:
            remark(self._run, messages.DRAFTS.at(drafts=self.drafts, count=self.seen), carried=False)
        for message, found in ((messages.FLOOR, self._below_floor), (messages.FLOOR_UNCHECKED, self._floor_unchecked)):
            if found:
                remark(self._run, message.at(found=found, count=self.seen), carried=False)


STREAMS = ("jsonl", "csv")
# Requests handed to a process at a time.
PORTION = 16


def make_batch(run: Run, file: str, options: BatchOptions, sheet: PriceFile, shown: ViewOptions, keys: Mapping[str, Any]) -> int:
    """Write the quotes of a file of requests; return exit status 3 if any was rejected or has a line without price.

    `keys` are those of the command line, which replace those of each request.
    """
    check_view(shown.view)
    if sheet.file == "-" and (file == "-" or options.jobs > 1):
        raise UsageError(common.BAD_OPTION.at(option="--prices", value="-", expected=N_("a file")))
    plan = _plan(run, sheet, shown, checked(run, keys))
    if options.jobs > MOST_WORKERS:
        remark(run, messages.FEWER_JOBS.at(most=MOST_WORKERS, jobs=options.jobs), carried=False)
    with ExitStack() as stack:
        aside = SetAside(run, options.rejects, stack)
        requests = _requests(stack, run, file, options.by)
        outcomes = aside.passing(_said_once(run, _outcomes(plan, requests, options.jobs, stack)))
        form = plan.run.form
        if plan.stream:
            stream(_joined(outcomes, form), run)
        else:
            names = _Names(
                Path(str(run.output)),
                Path(file).stem if file != "-" else "quote",
                (FORMATS[form].suffixes or FORMATS["text"].suffixes)[0].lstrip("."),
            )
            to_stdout("".join(f"{path}\n" for path in _written(outcomes, names, run, aside)))
        if not aside.seen:
            raise LicensectlError(messages.NO_REQUESTS.at(shown_name(file)))
        aside.deliver()
    return EXIT_NO if aside.count or aside.drafts else EXIT_DONE


def _plan(run: Run, sheet: PriceFile, shown: ViewOptions, keys: Mapping[str, Any]) -> BatchPlan:
    """Return how the quotes are made, in the format that the output takes. Raises UsageError if format and output do not fit."""
    target = run.output if run.output != "-" else None
    folder = target is not None and (is_folder(target) or target.endswith(("/", os.sep)))
    form = run.form
    if not run.form_named:
        form = "json" if folder else format_of(target or "") or "jsonl"
    if not folder and form not in STREAMS:
        raise UsageError(messages.NEEDS_FOLDER.at(format=form))
    if folder:
        _require_folder(Path(target or ""))
    return BatchPlan(replace(run, form=form, quiet=True), shown, not folder, sheet, keys)


def _require_folder(folder: Path) -> None:
    """Create the folder of the files. Raises LicensectlError if that is not possible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LicensectlError(common.UNWRITABLE.at(path=folder, reason=system_reason(error))) from None


def _requests(stack: ExitStack, run: Run, file: str, by: str | None) -> Iterator[BatchRequest]:
    """Open a file of requests and return them one at a time; those of a table are rows that share a value of the column `by`."""
    name, source = shown_name(file), stack.enter_context(opened(file))
    kind = kind_of(source, file)
    if kind != "table":
        return document_requests(_watched(stack, run, source, name), name, kind)
    if by is None:
        raise LicensectlError(messages.NEEDS_BY.at(name))
    return table_requests(_watched(stack, run, stack.enter_context(held(source, name)), name), name, by)


def _watched(stack: ExitStack, run: Run, source: BinaryIO, name: str) -> Any:
    """Return the bytes with a progress bar on a terminal; a pipe, whose size is unknown, has none."""
    if not source.seekable():
        return source
    size = source.seek(0, 2)
    source.seek(0)
    return stack.enter_context(watcher(run)(source, name, size))


def _outcomes(plan: BatchPlan, tasks: Iterator[BatchRequest], jobs: int, stack: ExitStack) -> Iterator[QuoteOutcome]:
    """Yield an outcome for each request, in order."""
    if jobs == 1:
        maker = Maker(plan, stack)
        yield from map(maker.make, tasks)
        return
    with ExitStack() as tried:
        # An error that would stop every process is raised once, here.
        Maker(plan, tried)
    share = stack.enter_context(workers(jobs, begin, plan))
    yield from chain.from_iterable(share(work, iter(lambda: list(islice(tasks, PORTION)), [])))


def _said_once(run: Run, outcomes: Iterable[QuoteOutcome]) -> Iterator[QuoteOutcome]:
    """Yield the outcomes; write each notice about the prices to stderr once."""
    said: set[str] = set()
    for outcome in outcomes:
        for notice in outcome.notices:
            if notice.line() not in said:
                said.add(notice.line())
                remark(run, notice, carried=False)
        yield outcome


def _joined(outcomes: Iterable[QuoteOutcome], form: str) -> Iterator[bytes]:
    """Yield the quotes one after the other; a table has one header."""
    for number, outcome in enumerate(outcomes):
        content = outcome.content or b""
        yield content.partition(b"\r\n")[2] if form == "csv" and number else content


class _Names:
    """The names of files in a folder, each given once."""

    def __init__(self, folder: Path, stem: str, suffix: str) -> None:
        self._folder, self._stem, self._suffix = folder, stem, suffix
        self._taken: dict[str, str] = {}

    def path(self, outcome: QuoteOutcome) -> Path:
        """Return the path of the quote, by its number, else its case, else counted. Raises LicensectlError if a name leads away or was
        given.
        """
        name = safe_name(outcome.label) if outcome.label else safe_name(f"{self._stem}-{outcome.place:04d}")
        if name is None:
            raise LicensectlError(messages.NAME.at(outcome.where, name=outcome.label[:60]))
        # Some file systems do not distinguish `Q-1` from `q-1`.
        first = self._taken.setdefault(name.casefold(), outcome.where)
        if first != outcome.where:
            raise LicensectlError(messages.SAME_NAME.at(outcome.where, name=f"{name}.{self._suffix}", first=first))
        return self._folder / f"{name}.{self._suffix}"


def _written(outcomes: Iterable[QuoteOutcome], names: _Names, run: Run, aside: SetAside) -> Iterator[Path]:
    """Write each quote to its file and yield its path; set aside a quote whose file name is taken."""
    for outcome in outcomes:
        try:
            path = names.path(outcome)
            require_free(run.force, path)
        except LicensectlError as failure:
            aside.add(outcome, failure.problems)
            continue
        to_file(path, outcome.content or b"", run.force)
        yield path
