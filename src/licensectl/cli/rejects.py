"""`--skip-bad FILE`: the rows that were left out, each with its reasons, as they stood in the sheet."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile

from licensectl.cli.context import Run
from licensectl.cli.output import to_file
from licensectl.core import messages as common
from licensectl.domain.prices import messages as pricing
from licensectl.errors import LicensectlError, Problem
from licensectl.render.cells import CONTROL
from licensectl.render.formats.csv import DIALECTS, written

HEADER = ("row", "reason", "code")


class Rejects:
    """Rejected rows, kept on disk until they are delivered; LicensectlError where the file exists already and may not be overwritten."""

    def __init__(self, run: Run, path: str) -> None:
        self.path = path
        self.asked = False
        self.count = 0
        self._lang, self._form = run.lang, DIALECTS[run.csv_dialect]
        if not run.force and (Path(path).exists() or Path(path).is_symlink()):
            raise LicensectlError(common.EXISTS.at(path=path))
        self._kept = TemporaryFile(prefix="licensectl-")  # noqa: SIM115 - `close` closes it

    def start(self, header: Sequence[str]) -> None:
        """What the columns of the sheet are called."""
        self.asked = True
        self._kept.write(("\ufeff" if self._form.bom else "").encode())
        self._write((*HEADER, *header))

    def reject(self, row: int, problems: Sequence[Problem], cells: Sequence[str]) -> None:
        """One row that is left out."""
        self.count += 1
        reasons = " | ".join(problem.sentence(self._lang) for problem in problems)
        self._write((str(row), reasons, " ".join(problem.code for problem in problems), *cells))

    def deliver(self, force: bool) -> list[Problem]:
        """Writes the file, all of it or nothing, and says how many rows are in it."""
        self._kept.seek(0)
        to_file(Path(self.path), self._chunks(), force)
        return [pricing.REJECTED.at(self.path, count=self.count)]

    def close(self) -> None:
        self._kept.close()

    def _write(self, cells: Sequence[str]) -> None:
        try:
            self._kept.write(written([[CONTROL.sub("", cell) for cell in cells]], self._form).encode("utf-8", "replace"))
        except OSError as error:
            raise LicensectlError(common.UNWRITABLE.at(path=self.path, reason=error.strerror or error)) from None

    def _chunks(self) -> Iterator[bytes]:
        while chunk := self._kept.read(1 << 20):
            yield chunk
