"""Write a rendered report to stdout or, atomically, to a file; write problems to stderr."""

import errno
import os
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from shutil import get_terminal_size
from stat import S_ISCHR, S_ISFIFO, S_ISREG, S_ISSOCK
from textwrap import fill

from licensectl.cli.context import Run
from licensectl.core import messages
from licensectl.core.paths import is_folder, unwritable
from licensectl.errors import LicensectlError, Problem, UsageError
from licensectl.i18n.translate import N_, translate
from licensectl.render.cells import clean
from licensectl.render.formats import FORMATS, RenderContext, render
from licensectl.render.formats.json import written as as_json
from licensectl.render.report import Report

# Open descriptors of this process by their names in the file system.
NUMBERED = r"(?:/dev/fd|/proc/self/fd)/(\d{1,9})"
NAMED = {"/dev/stdout": 1, "/dev/stderr": 2}
# https://learn.microsoft.com/windows/console/setconsolemode
STDOUT_HANDLE, VIRTUAL_TERMINAL = -11, 4
# Parts that are not split, and the character that replaces their blanks meanwhile; no message contains it.
COMMAND, GLUE = "`[^`]*`", "\0"


def deliver(report: Report, run: Run) -> None:
    """Render in the format of the run and write it where the run says; a folder that is named as such (`orders/`) is made."""
    if report.parts and run.output and run.output.endswith(("/", os.sep)) and not os.path.lexists(run.output):
        _make_folder(run.output)
    if report.parts and (len(report.parts) > 1 or (run.output and is_folder(run.output))):
        to_folder(report.parts, run)
        return
    if report.long is not None or report.brief:
        # Only lists of the ledger need it.
        from licensectl.render import long

        if report.brief and run.form == "table" and run.output in (None, "-") and sys.stdout.isatty():
            report = long.beginning(report, run.lang)
        context = RenderContext(run.lang, dialect=run.csv_dialect)
        if (made := long.chunks(report, run.form, context)) is not None:
            stream(made, run)
            return
        report = long.whole(report)
    content = rendered(report, run)
    if run.output in (None, "-"):
        to_stdout(content)
    else:
        to_file(Path(str(run.output)), _bytes(content), run.force)


def _make_folder(name: str) -> None:
    try:
        Path(name).mkdir(parents=True)
    except OSError as error:
        raise LicensectlError(messages.UNWRITABLE.at(path=name, reason=messages.reason_of(error))) from None


def rendered(report: Report, run: Run) -> str | bytes:
    """Return the report in the format of the run. Raises UsageError on a binary format on a terminal."""
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
    return content if isinstance(content, bytes) else content.encode("utf-8", "replace")


def to_folder(parts: Sequence[tuple[str, Report]], run: Run) -> None:
    """Write each part to a file in the folder of the run and the list of files to stdout; write none if a file exists."""
    if not run.output or not is_folder(run.output):
        raise LicensectlError(messages.SEVERAL_FILES.at(count=len(parts), names=", ".join(name for name, _ in parts)))
    paths = [Path(run.output) / name for name, _ in parts]
    require_free(run.force, *paths)
    contents = [_bytes(rendered(report, run)) for _, report in parts]
    for path, content in zip(paths, contents, strict=True):
        to_file(path, content, run.force)
    to_stdout("".join(f"{path}\n" for path in paths))


def require_free(force: bool, *paths: str | Path | None) -> None:
    """Raise LicensectlError on every path that exists and may not be overwritten; None and `-` mean stdout."""
    taken = [path for path in paths if path not in (None, "-") and not force and occupied(Path(str(path)))]
    if taken:
        raise LicensectlError(*(messages.EXISTS.at(path=path) for path in taken))


def occupied(path: Path) -> bool:
    """Return True if writing to `path` would replace something: a file, a folder, or a link, even one that leads nowhere."""
    return os.path.lexists(path) and not flows(path)


def flows(path: Path) -> bool:
    """Return True if `path` is a device, a pipe or an open descriptor, which is written to and never replaced."""
    if _descriptor(path) is not None:
        return True
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return S_ISCHR(mode) or S_ISFIFO(mode) or S_ISSOCK(mode)


def _descriptor(path: Path) -> int | None:
    """Return the descriptor that `/dev/stdout` or `/dev/fd/63` names; None for any other path."""
    numbered = re.fullmatch(NUMBERED, str(path), re.ASCII)
    return int(numbered[1]) if numbered else NAMED.get(str(path))


def to_stdout(content: str | bytes) -> None:
    """Write to stdout until the reader closes it, which is not an error."""
    try:
        if isinstance(content, str) and (sys.stdout.isatty() or not hasattr(sys.stdout, "buffer")):
            # Of a name that is not UTF-8, or for a terminal of few characters, what cannot be written becomes a question mark.
            encoding = sys.stdout.encoding or "utf-8"
            sys.stdout.write(content.encode(encoding, "replace").decode(encoding))
        else:
            # Bytes: a pipe gets UTF-8 and CRLF as they are, whatever the system's habits.
            sys.stdout.buffer.write(_bytes(content))
        sys.stdout.flush()
    except OSError as error:
        cut_off(error)


def cut_off(error: OSError) -> None:
    """Handle a failed write to stdout: a closed pipe ends it quietly, a full disk raises LicensectlError."""
    closed = _is_closed_pipe(error)
    # Nothing may be left that Python would try to write once more when it ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if not closed:
        raise LicensectlError(messages.NO_ROOM.at(reason=messages.reason_of(error))) from None


def _is_closed_pipe(error: OSError) -> bool:
    """Return True if the reader of stdout has closed it; Windows calls that an invalid argument."""
    if error.errno != errno.EINVAL:
        return isinstance(error, BrokenPipeError)
    with suppress(OSError, ValueError):
        return not S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    return True


def stream(chunks: Iterable[bytes], run: Run) -> None:
    """Write a long output in chunks: to stdout as it comes, or to the file of the run, all of it or nothing."""
    if run.output not in (None, "-"):
        to_file(Path(str(run.output)), chunks, run.force)
        return
    try:
        for chunk in chunks:
            sys.stdout.buffer.write(chunk)
        sys.stdout.flush()
    except OSError as error:
        cut_off(error)


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
            # Few commands write a file.
            from licensectl.cli.replacement import put

            put(path, chunks, force)
    except OSError as error:
        raise LicensectlError(unwritable(path, error)) from None


def _into(path: Path, chunks: Iterable[bytes]) -> None:
    """Write to a device, a pipe or a descriptor as far as its reader takes it."""
    number = _descriptor(path)
    # Opening a descriptor by its name would truncate a file behind it. A reader that closes its pipe has what it wants.
    with suppress(BrokenPipeError), path.open("wb") if number is None else os.fdopen(os.dup(number), "wb") as stream:
        stream.writelines(chunks)


SEVERITIES = {"error": N_("error"), "warning": N_("warning"), "info": N_("note")}


def remark(run: Run, *problems: Problem, carried: bool = True) -> None:
    """Write warnings and notes to stderr, unless --quiet is given or the JSON or YAML result holds them."""
    if run.quiet or (carried and FORMATS[run.form].record):
        return
    for problem in problems:
        _say(f"{translate(SEVERITIES[problem.severity], run.lang)}: {clean(problem.line(run.lang))}")


def complain(failure: LicensectlError) -> None:
    """Write the problems of an error to stderr: sentences, or one JSON object if JSON was asked for."""
    lang = failure.lang or "en"
    if failure.as_json:
        sys.stderr.write(as_json({"schema": "licensectl.error/1", "problems": [p.record(lang) for p in failure.problems]}))
        return
    refuse(lang, *failure.problems)


def refuse(lang: str, *problems: Problem) -> None:
    """Write what stopped the work, or a part of it, to stderr."""
    for problem in problems:
        _say(f"licensectl: {clean(problem.line(lang))}")


def _say(line: str) -> None:
    """Write a line to stderr. A terminal gets it wrapped between words; a pipe or a file as it is."""
    if sys.stderr.isatty():
        # Without a size, as in some editors, the terminal wraps it itself. A console of Windows adds a blank line to one that is full.
        with suppress(OSError, ValueError):
            line = wrapped(line, os.get_terminal_size(sys.stderr.fileno()).columns - 1)
    sys.stderr.write(f"{line}\n")


def wrapped(line: str, width: int) -> str:
    """Return a line in several of at most `width` characters. Ids, paths and commands in backticks stay whole, to be copied."""
    if not 0 < width < len(line):
        return line
    kept = re.sub(COMMAND, lambda found: found[0].replace(" ", GLUE), line)
    return fill(kept, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False).replace(GLUE, " ")


def _colored(choice: str) -> bool:
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb" and _takes_ansi())


def _takes_ansi() -> bool:
    """Return True if the terminal understands ANSI sequences, which consoles of Windows must be asked for and old ones refuse."""
    if sys.platform != "win32":
        return True
    import ctypes

    kernel, mode = ctypes.windll.kernel32, ctypes.c_ulong()
    handle = kernel.GetStdHandle(STDOUT_HANDLE)
    return bool(kernel.GetConsoleMode(handle, ctypes.byref(mode)) and kernel.SetConsoleMode(handle, mode.value | VIRTUAL_TERMINAL))
