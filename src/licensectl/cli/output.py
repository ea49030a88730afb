"""A rendered report to stdout or, atomically, to a file; problems to stderr."""

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from shutil import get_terminal_size

from licensectl.cli.context import Run
from licensectl.core import messages
from licensectl.errors import LicensectlError, Problem, UsageError
from licensectl.render.cells import clean
from licensectl.render.formats import FORMATS, render
from licensectl.render.formats.json import written as as_json
from licensectl.render.report import Report


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
    taken = [path for path in paths if occupied(path)]
    if taken and not run.force:
        raise LicensectlError(*(messages.EXISTS.at(path=path) for path in taken))
    contents = [_bytes(rendered(report, run)) for _, report in parts]
    for path, content in zip(paths, contents, strict=True):
        to_file(path, content, run.force)
    to_stdout("".join(f"{path}\n" for path in paths))


def require_free(run: Run) -> None:
    """LicensectlError where the file that the run names is there already and may not be overwritten: said before anything is done."""
    if run.output not in (None, "-") and not run.force and occupied(Path(str(run.output))):
        raise LicensectlError(messages.EXISTS.at(path=run.output))


def occupied(path: Path) -> bool:
    # A link that leads nowhere is somebody's file as well.
    return (path.exists() or path.is_symlink()) and not _flows(path)


def _flows(path: Path) -> bool:
    """Whether it is a device or a pipe, which holds nothing that could be overwritten."""
    return path.is_char_device() or path.is_fifo()


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
    """Write all of `content` or nothing; refuses to overwrite unless `force`. A device or a pipe is written to, never replaced."""
    import tempfile

    if occupied(path) and not force:
        raise LicensectlError(messages.EXISTS.at(path=path))
    temporary = None
    try:
        if _flows(path):
            with path.open("wb") as device:
                device.writelines([content] if isinstance(content, bytes) else content)
            return
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        with os.fdopen(handle, "wb") as file:
            file.writelines([content] if isinstance(content, bytes) else content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        raise LicensectlError(messages.UNWRITABLE.at(path=path, reason=error.strerror or error)) from None
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def remark(run: Run, *problems: Problem, carried: bool = True) -> None:
    """Warnings and hints to stderr, unless --quiet or the document itself carries them, as our own JSON and YAML do."""
    if run.quiet or (carried and FORMATS[run.form].record):
        return
    words = {"en": {"warning": "warning", "info": "note"}, "it": {"warning": "avviso", "info": "nota"}}[run.lang]
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
