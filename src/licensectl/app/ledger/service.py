"""Commands on the ledger as a whole: check it, back it up, restore it, and list who changed what."""

from functools import partial
from pathlib import Path

from licensectl.app.ledger import report
from licensectl.app.ledger.store import damaged
from licensectl.cli.context import Run, who
from licensectl.cli.output import flows, remark, require_free, to_file
from licensectl.core.ledger import LedgerContents
from licensectl.db import ledger, maintenance
from licensectl.render.report import Report

CHUNK = 1 << 20


def check(run: Run, store: str | None) -> Report:
    """Return the contents of the ledger and every problem found in it; change nothing.

    Raises LicensectlError if there is no ledger.
    """
    contents, found = maintenance.check(store, partial(damaged, programs=run.facts.programs.programs))
    return report.check(contents, found, run.stamp(), run.lang)


def backup(run: Run, file: Path, store: str | None) -> Report:
    """Write the whole ledger to a new SQLite file.

    Raises LicensectlError if the ledger is damaged or the file exists, unless the run has --force.
    """
    require_free(run.force, file)
    contents = _stream(store, file, run) if flows(file) else maintenance.backup(store, file)
    return report.carried(contents, ("written to", file), run.stamp(), run.lang)


def _stream(store: str | None, file: Path, run: Run) -> LedgerContents:
    """Write the backup to a pipe or a device, which no database can be made in."""
    with maintenance.place_for_copy(store) as copy:
        contents = maintenance.backup(store, copy)
        with copy.open("rb") as stream:
            to_file(file, iter(lambda: stream.read(CHUNK), b""), run.force)
    return contents


def restore(run: Run, file: Path, store: str | None) -> Report:
    """Replace the ledger by the backup in `file`; the ledger from before is kept as a copy.

    Raises LicensectlError, and changes nothing, if the backup is invalid.
    """
    contents, aside, warnings = maintenance.restore(store, file, who(), partial(damaged, programs=run.facts.programs.programs))
    remark(run, *warnings, carried=False)
    return report.carried(contents, ("kept as it was before", aside), run.stamp(), run.lang)


def log(run: Run, subject: str | None, limit: int | None, store: str | None) -> Report:
    """Return the entries of the audit trail, newest first: of one `subject`, and at most `limit`, where those are given."""
    entries = ledger.load(store, lambda connection: ledger.audit_entries(connection, subject, limit), [])
    return report.log(entries, run.stamp(), run.lang)
