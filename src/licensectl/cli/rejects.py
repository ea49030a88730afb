"""Write the rows that an import or a batch leaves out to a file."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import msgspec

from licensectl.cli.context import Run
from licensectl.cli.output import require_free, to_file
from licensectl.core import messages
from licensectl.core.text import HIDDEN, as_text
from licensectl.errors import LicensectlError, UsageError
from licensectl.i18n.translate import N_
from licensectl.render.formats.csv import DIALECTS, written
from licensectl.render.report import CsvForm

CHUNK = 1 << 20
A_FILE = N_("a file, for standard output carries the answer")


class Rejects:
    """Rejected rows, kept on disk until `deliver` writes all of them at once: a table of CSV, or JSON Lines.

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
        self._force, self._form = run.force, DIALECTS[run.csv_dialect]
        self._kept = TemporaryFile(prefix="licensectl-")  # noqa: SIM115 - `close` closes it

    def header(self, cells: Sequence[str], form: CsvForm | None = None) -> None:
        """Start a table under these names, in `form` or else in the dialect of the run."""
        self.headed = True
        self._form = form or self._form
        self._keep((("\ufeff" if self._form.bom else "") + self._line(cells)).encode("utf-8", "replace"))

    def row(self, cells: Sequence[str]) -> None:
        """Add a row of the table."""
        self.count += 1
        self._keep(self._line(cells).encode("utf-8", "replace"))

    def record(self, record: dict[str, Any]) -> None:
        """Add a line of JSON."""
        self.count += 1
        self._keep(msgspec.json.encode(record, enc_hook=as_text) + b"\n")

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
