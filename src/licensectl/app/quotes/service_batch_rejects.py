"""The requests of a batch that made no quote: each with its reasons, in a file of JSON Lines or on stderr."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import msgspec

from licensectl.app.quotes.service_batch_worker import Outcome
from licensectl.cli.context import Run
from licensectl.cli.output import remark, to_file
from licensectl.core import messages as common
from licensectl.core.text import Bilingual
from licensectl.domain.quotes import messages_batch as messages
from licensectl.errors import LicensectlError, Problem
from licensectl.render.cells import clean

MOST_SHOWN = 20
ABOVE = Bilingual("the lines above", "le righe sopra")
CHUNK = 1 << 20


class SetAside:
    """Rejected requests, kept on disk until they are delivered; LicensectlError where their file exists already and may not be
    overwritten.
    """

    def __init__(self, run: Run, path: str | None, stack: ExitStack) -> None:
        self.count = self.seen = 0
        self._run, self._path = run, path
        if path and not run.force and (Path(path).exists() or Path(path).is_symlink()):
            raise LicensectlError(common.EXISTS.at(path=path))
        # The stack closes it.
        self._kept: Any = stack.enter_context(TemporaryFile(prefix="licensectl-")) if path else None  # noqa: SIM115

    def passing(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The outcomes that are quotes; the others are set aside."""
        for outcome in outcomes:
            self.seen += 1
            if outcome.content is None:
                self.add(outcome, outcome.problems)
            else:
                yield outcome

    def add(self, outcome: Outcome, problems: Sequence[Problem]) -> None:
        """Sets one aside."""
        self.count += 1
        if self._kept:
            record = {
                "where": outcome.where,
                "case": outcome.label or None,
                "problems": [problem.record(self._run.lang) for problem in problems],
                "request": outcome.asked,
            }
            self._kept.write(msgspec.json.encode(record) + b"\n")
        elif self.count <= MOST_SHOWN:
            for problem in problems:
                sys.stderr.write(f"licensectl: {clean(problem.line(self._run.lang))}\n")

    def deliver(self) -> None:
        """Writes the file, all of it or nothing, and says how many there are."""
        if self._kept and self._path:
            self._kept.seek(0)
            to_file(Path(self._path), iter(lambda: self._kept.read(CHUNK), b""), self._run.force)
        if not self._path and self.count > MOST_SHOWN:
            remark(self._run, messages.MORE.at(count=self.count - MOST_SHOWN), carried=False)
        if self.count:
            place = self._path or ABOVE
            remark(self._run, messages.REJECTED.at(rejected=self.count, count=self.seen, place=place), carried=False)
