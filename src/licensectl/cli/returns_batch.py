"""`licensectl returns check --batch`: CSV in, CSV out, row by row."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from licensectl.cli.files import opened
from licensectl.cli.output import remark, stream
from licensectl.cli.run import Run
from licensectl.errors import EXIT_DONE, EXIT_NO, Misuse, Problem
from licensectl.faults.common import UNKNOWN_FORMAT

if TYPE_CHECKING:
    from licensectl.sheets.returnbatch import BatchRows

# Rows per write: enough to be quick, few enough that a reader of the pipe need not wait.
CHUNK = 500


def check_batch(run: Run, file: str) -> int:
    """Writes an answer per row; 3 when any of them is not eligible."""
    if run.form not in ("csv", "text", "table") or (run.form_named and run.form != "csv"):
        raise Misuse(UNKNOWN_FORMAT.at(format=run.form, formats="csv"))
    from licensectl.sheets.returnbatch import BatchRows

    with opened(file) as source:
        rows = BatchRows(source, "<stdin>" if file == "-" else file)
        remark(run, *rows.unread())
        answers = _Answers(run, rows)
        stream(answers, run)
    return EXIT_DONE if answers.all_eligible else EXIT_NO


class _Answers:
    """The answers as chunks of CSV, header first."""

    def __init__(self, run: Run, rows: "BatchRows") -> None:
        self.all_eligible = True
        self._run, self._rows = run, rows

    def __iter__(self) -> Iterator[bytes]:
        from licensectl.domain.return_batch import HEADER, Batch, invalid
        from licensectl.render.cells import clean
        from licensectl.render.csv import DIALECTS, written

        form, lang = DIALECTS[self._run.csv_dialect], self._run.lang
        answer = Batch(self._rows.columns, self._run.facts.returns.rules, self._run.as_of, lang).answer
        chunk: list[tuple[str, ...]] = [HEADER]
        start = "\ufeff" if form.bom else ""
        for case, cells in self._rows:
            told = invalid(cells.line(lang)) if isinstance(cells, Problem) else answer(cells)
            if told[0] != "eligible":
                self.all_eligible = False
            row = (case, *told)
            # Whatever a person wrote is in these two; a look costs less than cleaning each.
            chunk.append(row if case.isprintable() and told[-1].isprintable() else tuple(clean(cell) for cell in row))
            if len(chunk) >= CHUNK:
                yield (start + written(chunk, form)).encode()
                start, chunk = "", []
        yield (start + written(chunk, form)).encode()
