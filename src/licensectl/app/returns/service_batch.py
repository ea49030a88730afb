"""Check the returns in a file: CSV in, CSV out, row by row."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from licensectl.app.returns.reader_batch import BatchRows
from licensectl.cli.context import Run
from licensectl.cli.inputs import opened, shown_name
from licensectl.cli.output import remark, stream
from licensectl.core.messages import TOGETHER, UNKNOWN_FORMAT
from licensectl.domain.returns.batch import HEADER, Asking, Batch, Cells, invalid
from licensectl.domain.returns.stricter import Named
from licensectl.errors import EXIT_DONE, EXIT_NO, Problem, UsageError
from licensectl.i18n.translate import N_
from licensectl.render.cells import clean
from licensectl.render.formats.csv import DIALECTS, written

# Rows per write: enough to be quick, few enough that a reader of the pipe need not wait.
CHUNK = 500


def check(run: Run, file: str, provider: str | None = None, order_id: str | None = None, purchased: str | None = None) -> int:
    """Write an answer per row, and return the exit code: 3 when any row is not eligible.

    Raises UsageError if an order or a purchase is named beside the file.
    """
    if order_id is not None or purchased is not None:
        raise UsageError(TOGETHER.at(one=N_("ORDER") if order_id is not None else "--purchased", other="--batch"))
    if run.form not in ("csv", "text", "table") or (run.form_named and run.form != "csv"):
        raise UsageError(UNKNOWN_FORMAT.at(format=run.form, formats="csv"))
    with opened(file) as source:
        rows = BatchRows(source, shown_name(file))
        remark(run, *rows.unread())
        answers = _Answers(run, rows, run.provider(provider))
        stream(answers, run)
    return EXIT_DONE if answers.all_eligible else EXIT_NO


class _Answers:
    """The answers as chunks of CSV, header first."""

    def __init__(self, run: Run, rows: BatchRows, named: Named | None) -> None:
        self.all_eligible = True
        self._run, self._rows, self._named = run, rows, named

    def __iter__(self) -> Iterator[bytes]:
        form, answers = DIALECTS[self._run.csv_dialect], self._answers()
        yield (("\ufeff" if form.bom else "") + written([HEADER], form)).encode()
        while chunk := list(islice(answers, CHUNK)):
            yield written(chunk, form).encode()

    def _asking(self) -> Asking:
        run = self._run
        return Asking(run.facts.returns.rules, run.as_of, run.lang, self._named, run.facts.programs.programs)

    def _answers(self) -> Iterator[Cells]:
        lang = self._run.lang
        batch = Batch(self._rows.columns, self._asking())
        # Most rows have the same few reasons.
        reason = lru_cache(CHUNK)(clean)
        for case, cells in self._rows:
            told = invalid(cells.line(lang)) if isinstance(cells, Problem) else batch.answer(cells)
            self.all_eligible = self.all_eligible and told[0] == "eligible"
            yield clean(case), *told[:-1], reason(told[-1])
