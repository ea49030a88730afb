"""The entry point: groups of commands, loaded when called, and the exit statuses of errors."""

import atexit
import gc

# Before Typer is imported. Loading modules makes many objects and no garbage: Python would look through all of them dozens of
# times, a tenth of a short command. What long commands leave behind is collected as before, in larger portions.
gc.set_threshold(200_000, 20, 50)
# Nor is it worth looking for garbage in a process that ends, which Python would do several times over: another tenth.
atexit.register(gc.freeze)

import _thread
import os
import signal
import sys
import time
from collections.abc import Callable
from importlib import import_module
from io import BufferedReader, BufferedWriter, FileIO, TextIOWrapper
from typing import Annotated, Any, ClassVar, NamedTuple

import typer

from licensectl import __version__
from licensectl.cli.help import Group, language_of, misuse, translated
from licensectl.core.undisturbed import waits
from licensectl.errors import EXIT_INTERRUPTED, LicensectlError, UsageError
from licensectl.passwords import masked

# How long what runs may take to remove unfinished files before another Ctrl-C ends the process.
UNWINDING_SECONDS = 3.0
# What shells add to the number of the signal that has ended a process.
SIGNALLED = 128


class CommandGroup(NamedTuple):
    """A group of commands: the features whose `commands` hold it, the first of which describes it, and its name there."""

    features: tuple[str, ...]
    summary: str
    app: str = "app"

    def load(self) -> typer.Typer:
        """Import the commands of the group."""
        first, *others = [getattr(import_module(f"licensectl.app.{feature}.commands"), self.app) for feature in self.features]
        for other in others:
            first.add_typer(other)
        found: typer.Typer = first
        return found


# None is imported before it is called.
GROUPS = {
    "compare": CommandGroup(("programs", "costs"), "Compare licensing programs and Office editions."),
    "advise": CommandGroup(("advice",), "Advise on programs to prefer and to avoid."),
    "sku": CommandGroup(("catalog",), "Search, list and show SKUs of the catalogue."),
    "size": CommandGroup(("sizing",), "Size licences and packs for servers and CALs."),
    "price": CommandGroup(("prices",), "Import, search, compare and check price sheets."),
    "quote": CommandGroup(("quotes",), "Build, save and compare quotes."),
    "returns": CommandGroup(("returns",), "Check returns: whether, until when and for how much."),
    "order": CommandGroup(("orders",), "Check orders, write order files, record placed orders."),
    "customer": CommandGroup(("customers",), "Manage the customer book."),
    "radar": CommandGroup(("radar",), "List what customers own that needs attention."),
    "ledger": CommandGroup(("ledger",), "Check, back up and restore the ledger; show who changed what."),
    "invoice": CommandGroup(("invoices",), "Compare invoices with orders."),
    "data": CommandGroup(("facts",), "Check and list the facts behind the answers."),
    "timeline": CommandGroup(("explain",), "List events by date: programs, returns, prices, support.", "timeline_app"),
    "explain": CommandGroup(("explain",), "Explain a fact, rule, source or problem code."),
    "config": CommandGroup(("settings",), "Show, check and create settings files."),
    "schema": CommandGroup(("facts",), "Print JSON Schemas of input files, JSON results and order files.", "schema_app"),
    "doctor": CommandGroup(("doctor",), "Check settings, facts, ledger and price book."),
}


class Root(Group):
    """The top level: groups by name, errors to exit statuses."""

    _loaded: ClassVar[dict[str, Any]] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all groups, in the order of the help."""
        return list(GROUPS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import the group `cmd_name` and return its commands; None for an unknown name."""
        if cmd_name not in GROUPS:
            return None
        if cmd_name not in self._loaded:
            self._loaded[cmd_name] = typer.main.get_command(GROUPS[cmd_name].load())
        return self._loaded[cmd_name]

    def summary(self, ctx: Any, name: str, lang: str) -> str:
        """Return the summary of a group without importing it."""
        return translated(GROUPS[name].summary, lang)

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Parse the options before the name of a group; a wrong one ends the program with its exit status."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except typer.TyperException as error:
            sys.exit(_misused(error, None))

    def invoke(self, ctx: Any) -> Any:
        """Run the command; an error ends the program with its exit status."""
        try:
            return super().invoke(ctx)
        except LicensectlError as failure:
            sys.exit(_fail(failure, ctx))
        except typer.TyperException as error:
            sys.exit(_misused(error, ctx))
        except KeyboardInterrupt:
            sys.exit(EXIT_INTERRUPTED)


def _misused(error: Any, ctx: Any) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":
        raise error
    return _fail(UsageError(misuse(error)), ctx)


def _fail(failure: LicensectlError, ctx: Any) -> int:
    from licensectl.cli.output import complain

    failure.lang = failure.lang or language_of(ctx)
    if failure.debug:
        import traceback

        sys.stderr.writelines(map(masked, "".join(traceback.format_exception(failure)).splitlines(keepends=True)))
    complain(failure)
    return failure.exit_status


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"licensectl {__version__}")
        raise typer.Exit


app = typer.Typer(
    cls=Root,
    # Rich help costs as much as everything else of the start; plain help reads the same in a pipe.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def root(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False) -> None:
    """Compare, quote, return and order perpetual Microsoft software. Works offline."""


def main() -> None:
    """Run the console script. Ctrl-C, SIGTERM and SIGHUP end it with 130, 143 and 129, once unfinished files are removed."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # A shell that ignores a signal (nohup) has its reasons.
        if number and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _interrupt)
    sys.unraisablehook = _unraisable
    _open_streams()
    try:
        app(prog_name="licensectl")
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    except OSError as error:
        # Typer itself writes the help and the version.
        if error.filename is not None:
            raise
        sys.exit(_unwritten(error))
    finally:
        # What is left is to end the process, which nobody needs to interrupt with a traceback.
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, _quit)


def _unwritten(error: OSError) -> int:
    """Say that stdout could not be written, and return the exit status."""
    from licensectl.cli.output import cut_off

    try:
        cut_off(error)
    except LicensectlError as failure:
        return _fail(failure, None)
    return 0


def _open_streams() -> None:
    """Give a stream that was closed when the process started a descriptor on which every read and write fails.

    No file that is opened later gets its number, and what uses it fails as on any broken stream.
    """
    for number, (name, flag) in enumerate((("stdin", os.O_WRONLY), ("stdout", os.O_RDONLY), ("stderr", os.O_WRONLY))):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, flag)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
            raw: Any = FileIO(number, "r" if name == "stdin" else "w")
            buffered = BufferedReader(raw) if name == "stdin" else BufferedWriter(raw)
            setattr(sys, name, TextIOWrapper(buffered, encoding="utf-8", errors="backslashreplace"))


def _end(number: int, frame: Any) -> None:
    """Unwind what runs, which removes unfinished files; a second signal does not disturb it."""
    if waits(number):
        return
    signal.signal(number, signal.SIG_IGN)
    sys.exit(SIGNALLED + number)


def _interrupt(number: int, frame: Any) -> None:
    """Unwind what runs; a second Ctrl-C does not disturb that, unless it takes long."""
    if waits(number):
        return
    began = time.monotonic()

    def again(number: int, frame: Any) -> None:
        if time.monotonic() - began > UNWINDING_SECONDS:
            os._exit(SIGNALLED + number)

    signal.signal(number, again)
    raise KeyboardInterrupt


def _quit(number: int, frame: Any) -> None:
    os._exit(SIGNALLED + number)


def _unraisable(said: Any) -> None:
    """Repeat a signal that came while Python could raise nothing, in a finalizer or a callback of an import."""
    end = said.exc_value
    if isinstance(end, KeyboardInterrupt):
        _repeat(signal.SIGINT, _interrupt)
    elif isinstance(end, SystemExit) and isinstance(end.code, int) and end.code > SIGNALLED:
        _repeat(end.code - SIGNALLED, _end)
    else:
        sys.__unraisablehook__(said)


def _repeat(number: int, handler: Callable[[int, Any], None]) -> None:
    """Raise the signal again in this thread, which may wait for something, a moment later."""

    def raised(thread: int) -> None:
        time.sleep(0.01)
        if hasattr(signal, "pthread_kill"):
            signal.pthread_kill(thread, number)
        else:
            signal.raise_signal(number)

    signal.signal(number, handler)
    _thread.start_new_thread(raised, (_thread.get_ident(),))
