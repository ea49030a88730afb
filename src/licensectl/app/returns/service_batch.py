"""Check the returns in a file: CSV in, CSV out, row by row."""

from collections.abc import Iterator

from licensectl.app.returns.reader_batch import BatchRows
from licensectl.cli.context import Run
from licensectl.cli.inputs import opened, shown_name
from licensectl.cli.output import remark, stream
from licensectl.core.messages import UNKNOWN_FORMAT
from licensectl.domain.returns.batch.decisions import HEADER, Asking, Batch
from licensectl.domain.returns.stricter import Named
from licensectl.errors import EXIT_DONE, EXIT_NO, UsageError
from licensectl.render.formats.csv import DIALECTS, Spelling

# Rows per write: enough to be quick, few enough that a reader of the pipe need not wait.
CHUNK = 500


def check(run: Run, file: str, provider: str | None = None) -> int:
    """Write an answer per row, and return the exit code: 3 when any row is not eligible."""
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
        spelling = Spelling(DIALECTS[self._run.csv_dialect])
        rules, run = self._run.facts.returns.rules, self._run
        batch = Batch(self._rows.columns, Asking(rules, run.as_of, run.lang, self._named, spelling.cell))
        chunk = [spelling.start + spelling.line(HEADER[0], HEADER[1:])]
        for case, told in batch.answers(self._rows):
            chunk.append(spelling.line(case, told))
            if len(chunk) >= CHUNK:
                yield "".join(chunk).encode()
                chunk.clear()
        yield "".join(chunk).encode()
        self.all_eligible = batch.all_eligible
