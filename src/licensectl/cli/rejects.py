"""Write the rows that an import or a batch leaves out to a file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import msgspec

from licensectl.cli.context import Run
from licensectl.cli.output import require_free, to_file
from licensectl.core import messages
from licensectl.core.names import REASONS
from licensectl.core.text import HIDDEN, as_text
from licensectl.errors import LicensectlError, Problem, UsageError
from licensectl.i18n.translate import N_
from licensectl.render.formats.csv import DIALECTS, written
from licensectl.render.report import CsvForm

CHUNK = 1 << 20
A_FILE = N_("a file, for standard output carries the answer")


class Rejects:
    """Rejected rows, kept on disk until `deliver` writes all of them at once: a table of CSV, or JSON Lines.

    Each has its place in the file that was read, what is wrong with it, and what it was there, so that it can be corrected and read again.
    `option` is the one that names the file. Raises LicensectlError if the file exists, unless the run has --force, and UsageError on `-`:
    standard output carries the answer.
    """

    def __init__(self, run: Run, path: str, option: str) -> None:
        if path == "-":
            raise UsageError(messages.BAD_OPTION.at(option=option, value=path, expected=A_FILE))
        require_free(run.force, path)
        self.path = path
        self.count = 0
        self.headed = False
        self._force, self._form, self._lang = run.force, DIALECTS[run.csv_dialect], run.lang
        self._kept = TemporaryFile(prefix="licensectl-")  # noqa: SIM115 - `close` closes it

    def header(self, cells: Sequence[str], form: CsvForm | None = None) -> None:
        """Start a table of rows with the header `cells`, in `form` or else in the dialect of the run."""
        self.headed = True
        self._form = form or self._form
        self._keep((("\ufeff" if self._form.bom else "") + self._line([*REASONS, *cells])).encode("utf-8", "replace"))

    def row(self, number: int | str, problems: Iterable[Problem], cells: Sequence[str]) -> None:
        """Add the row of this number with its problems."""
        self.count += 1
        reasons = {problem.sentence(self._lang): problem.code for problem in problems}
        codes = " ".join(dict.fromkeys(reasons.values()))
        self._keep(self._line([str(number), " | ".join(reasons), codes, *cells]).encode("utf-8", "replace"))

    def record(self, where: str, problems: Iterable[Problem], record: Mapping[str, Any]) -> None:
        """Add a line of JSON: the place of the record ("file:line"), its own keys, its problems."""
        self.count += 1
        held = {"where": where, **record, "problems": [problem.record(self._lang) for problem in problems]}
        self._keep(msgspec.json.encode(held, enc_hook=as_text) + b"\n")

    def deliver(self) -> None:
        """Write the file, all of it or nothing; raises LicensectlError if it cannot be written."""
        self._kept.seek(0)
        to_file(Path(self.path), self._chunks(), self._force)

    def close(self) -> None:
        self._kept.close()

    def _line(self, cells: Sequence[str]) -> str:
        return written([[HIDDEN.sub("", cell) for cell in cells]], self._form)

    def _keep(self, content: bytes) -> None:
        try:
            self._kept.write(content)
        except OSError as error:
            raise LicensectlError(messages.UNWRITABLE.at(path=self.path, reason=messages.reason_of(error))) from None

    def _chunks(self) -> Iterator[bytes]:
        while chunk := self._kept.read(CHUNK):
            yield chunk
