"""A rendered report to stdout or, atomically, to a file; problems to stderr."""

import os
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from shutil import get_terminal_size
from stat import S_ISCHR, S_ISFIFO, S_ISSOCK

from licensectl.cli.context import Run
from licensectl.core import messages
from licensectl.errors import LicensectlError, Problem, UsageError
from licensectl.render.cells import clean
from licensectl.render.formats import FORMATS, render
from licensectl.render.formats.json import written as as_json
from licensectl.render.report import Report

# Open descriptors of this process by their names in the file system.
NUMBERED = re.compile(r"(?:/dev/fd|/proc/self/fd)/(\d{1,9})", re.ASCII)
NAMED = {"/dev/stdout": 1, "/dev/stderr": 2}


def deliver(report: Report, run: Run) -> None:
    """Render in the format of the run and write it where the run says."""
    if report.parts and (len(report.parts) > 1 or (run.output and Path(run.output).is_dir())):
        to_folder(report.parts, run)
        return
    content = rendered(report, run)
    if run.output in (None, "-"):
        to_stdout(content)
    else:
        to_file(Path(str(run.output)), _bytes(content), run.force)


def rendered(report: Report, run: Run) -> str | bytes:
    """The report in the format of the run; UsageError where that is binary and would land on a terminal."""
    form = report.native if report.native and not run.form_named else run.form
    if FORMATS[form].binary and run.output in (None, "-") and sys.stdout.isatty():
        raise UsageError(messages.BINARY.at(format=form))
    return render(
        report,
        form,
        lang=run.lang,
        width=get_terminal_size().columns,
        color=_colored(run.color) and run.output in (None, "-"),
        dialect=run.csv_dialect,
    )


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def to_folder(parts: Sequence[tuple[str, Report]], run: Run) -> None:
    """Each part into a file of its own in the folder of the run, and what was written to stdout; none when one exists already."""
    if not run.output or not Path(run.output).is_dir():
        raise LicensectlError(messages.SEVERAL_FILES.at(count=len(parts), names=", ".join(name for name, _ in parts)))
    paths = [Path(run.output) / name for name, _ in parts]
    require_free(run.force, *paths)
    contents = [_bytes(rendered(report, run)) for _, report in parts]
    for path, content in zip(paths, contents, strict=True):
        to_file(path, content, run.force)
    to_stdout("".join(f"{path}\n" for path in paths))


def require_free(force: bool, *paths: str | Path | None) -> None:
    """Raise LicensectlError for every path that exists and may not be overwritten; None and `-` stand for stdout."""
    taken = [path for path in paths if path not in (None, "-") and not force and occupied(Path(str(path)))]
    if taken:
        raise LicensectlError(*(messages.EXISTS.at(path=path) for path in taken))


def occupied(path: Path) -> bool:
    """Return whether writing to `path` would replace something: a file, a folder, or a link, even one that leads nowhere."""
    return os.path.lexists(path) and not flows(path)


def flows(path: Path) -> bool:
    """Return whether `path` is a device, a pipe or an open descriptor, which is written to and never replaced."""
    if _descriptor(path) is not None:
        return True
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return S_ISCHR(mode) or S_ISFIFO(mode) or S_ISSOCK(mode)


def _descriptor(path: Path) -> int | None:
    """Return the descriptor that `/dev/stdout` or `/dev/fd/63` names; None for any other path."""
    numbered = NUMBERED.fullmatch(str(path))
    return int(numbered[1]) if numbered else NAMED.get(str(path))


def to_stdout(content: str | bytes) -> None:
    """Everything or as much as the reader takes: a closed pipe is no error."""
    try:
        if isinstance(content, str) and (sys.stdout.isatty() or not hasattr(sys.stdout, "buffer")):
            sys.stdout.write(content)
        else:
            # Bytes: a pipe gets UTF-8 and CRLF as they are, whatever the system's habits.
            sys.stdout.buffer.write(_bytes(content))
        sys.stdout.flush()
    except OSError as error:
        _cut_off(error)


def _cut_off(error: OSError) -> None:
    """Stdout took no more: a reader that closed it has what it wants, a full disk is a LicensectlError."""
    # Nothing may be left that Python would try to write once more when it ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if not isinstance(error, BrokenPipeError):
        raise LicensectlError(messages.NO_ROOM.at(reason=error.strerror or error)) from None


def stream(chunks: Iterable[bytes], run: Run) -> None:
    """What is too long to be held at once, to stdout as it comes or to the file of the run, all of it or nothing."""
    if run.output not in (None, "-"):
        to_file(Path(str(run.output)), chunks, run.force)
        return
    try:
        for chunk in chunks:
            sys.stdout.buffer.write(chunk)
        sys.stdout.flush()
    except OSError as error:
        _cut_off(error)


def to_file(path: Path, content: bytes | Iterable[bytes], force: bool) -> None:
    """Write all of `content` to `path` or nothing; a device or a pipe is written to, never replaced.

    Raises LicensectlError if the path exists, unless `force`, and if it cannot be written.
    """
    require_free(force, path)
    chunks = [content] if isinstance(content, bytes) else content
    try:
        if flows(path):
            _into(path, chunks)
        else:
            _replace(path, chunks)
    except OSError as error:
        raise LicensectlError(messages.UNWRITABLE.at(path=path, reason=error.strerror or error)) from None


def _into(path: Path, chunks: Iterable[bytes]) -> None:
    """Write to a device, a pipe or a descriptor as far as its reader takes it."""
    number = _descriptor(path)
    # Opening a descriptor by its name would truncate a file behind it. A reader that closes its pipe has what it wants.
    with suppress(BrokenPipeError), path.open("wb") if number is None else os.fdopen(os.dup(number), "wb") as stream:
        stream.writelines(chunks)


def _replace(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file beside `path` and rename it once it is complete."""
    import tempfile

    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def remark(run: Run, *problems: Problem, carried: bool = True) -> None:
    """Warnings and hints to stderr, unless --quiet or the document itself carries them, as our own JSON and YAML do."""
    if run.quiet or (carried and FORMATS[run.form].record):
        return
    words = {"en": {"warning": "warning", "info": "note"}, "it": {"error": "errore", "warning": "avviso", "info": "nota"}}[run.lang]
    for problem in problems:
        sys.stderr.write(f"{words.get(problem.severity, problem.severity)}: {clean(problem.line(run.lang))}\n")


def complain(failure: LicensectlError) -> None:
    """What went wrong, on stderr: sentences, or one JSON object where JSON was asked for."""
    lang = failure.lang or "en"
    if failure.as_json:
        sys.stderr.write(as_json({"schema": "licensectl.error/1", "problems": [p.record(lang) for p in failure.problems]}))
        return
    for problem in failure.problems:
        sys.stderr.write(f"licensectl: {clean(problem.line(lang))}\n")


def _colored(choice: str) -> bool:
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")
