"""Messages that several features share, and the list of all messages."""

from collections.abc import Iterable
from importlib import import_module

import licensectl
from licensectl.errors import Message, Problem
from licensectl.i18n.translate import N_, Text, Words

NO_FILE = Message(
    "LC-FILE-MISSING",
    "'{path}' does not exist.",
    cure="Check the name, or use - for standard input.",
)
TOO_LARGE = Message(
    "LC-FILE-SIZE",
    "'{path}' is larger than {limit} MiB.",
    cure="Check that it is the right file, or split it.",
)
UNREADABLE = Message(
    "LC-FILE-UNREADABLE",
    "'{path}' cannot be read: {reason}.",
    cure="Check that it is a file that you may read.",
)
WORKER_ENDED = Message(
    "LC-JOBS-ENDED",
    "A process that shared the work ended unexpectedly.",
    cure="Run the command again. If memory is short, use fewer processes, for example --jobs 1.",
)
EXISTS = Message(
    "LC-OUT-EXISTS",
    "'{path}' already exists.",
    cure="Choose another name, or overwrite the file with --force.",
)
UNWRITABLE = Message(
    "LC-OUT-UNWRITABLE",
    "'{path}' cannot be written: {reason}.",
    cure="Choose a folder that you may write to.",
)
NO_FOLDER = Message(
    "LC-OUT-FOLDER",
    "The folder '{path}' does not exist.",
    cure="Create it, or choose another folder.",
)
HELD_OPEN = Message(
    "LC-OUT-OPEN",
    "'{path}' cannot be replaced: another program, such as Excel, has it open, or you may not write to it.",
    cure="Close it there and run the command again.",
)
NO_ROOM = Message(
    "LC-OUT-STDOUT",
    "The answer could not be written: {reason}.",
    cure="Free some space, or write to another place with -o FILE.",
)
UNKNOWN_FORMAT = Message(
    "LC-OUT-FORMAT",
    "'{format}' is not a format of this command.",
    cure="Expected one of: {formats}.",
)
BINARY = Message(
    "LC-OUT-BINARY",
    "{format} cannot be shown on a terminal.",
    cure="Write it to a file with `-o FILE.{format}`.",
)
TOO_MANY_ROWS = Message(
    "LC-OUT-ROWS",
    "The result has {count} rows, and a worksheet holds at most {most}.",
    cure="Write it as CSV with -f csv.",
)
NO_PDF = Message(
    "LC-OUT-PDF",
    "PDF needs the extra 'pdf', which is not installed.",
    cure="Install licensectl[pdf], or write HTML with -f html and print it from a browser.",
)
BAD_OPTION = Message(
    "LC-CLI-VALUE",
    "'{value}' is not a valid value of {option}.",
    cure="Expected {expected}.",
)


def bad_day(option: str, text: str) -> Problem:
    """Return the problem of an option or a column whose value is not a date."""
    return BAD_OPTION.at(option=option, value=text[:60], expected=N_("a day that exists, written 2026-12-31"))


def reason_of(error: OSError) -> Text:
    """Return why the system refused."""
    # Only a fault needs the reasons, and every start would pay for them.
    from licensectl.core.reasons import system_reason

    return system_reason(error)


def one_of(known: Iterable[str]) -> Words:
    """Return the possible values in words, for `expected`."""
    return N_("one of {known}").filled(known=", ".join(known))


def bad_choice(option: str, value: object, known: Iterable[str]) -> Problem:
    """Return the problem of an option or a column whose value is not among the known ones."""
    return BAD_OPTION.at(option=option, value=str(value)[:60], expected=one_of(known))


UNKNOWN_NAME = Message(
    "LC-CLI-UNKNOWN",
    "'{name}' is not a valid {what}.",
    cure="Expected one of: {known}.",
)
ONE_OF_TWO = Message(
    "LC-CLI-ONE-OF",
    "Exactly one of {one} and {other} is needed.",
    cure="Give one of them.",
)
TOGETHER = Message(
    "LC-CLI-TOGETHER",
    "{one} and {other} cannot be used together.",
    cure="Give at most one of them.",
)
ALONE = Message(
    "LC-CLI-ALONE",
    "{option} needs {other}.",
    cure="Give both.",
)
USAGE = Message(
    "LC-CLI-USAGE",
    "The command line is not valid.",
    cure="Run `{command} --help`.",
)
NO_OPTION = Message(
    "LC-CLI-OPTION",
    "'{option}' is not an option of {command}.",
    cure="Run `{command} --help`.",
)
OPTION_PLACE = Message(
    "LC-CLI-OPTION-PLACE",
    "'{option}' is an option of the commands, not of {command}.",
    cure="Write it after the command, for example `licensectl config show --lang it`.",
)
NO_OPTION_NEAR = Message(
    "LC-CLI-OPTION-NEAR",
    "'{option}' is not an option of {command}.",
    cure="Did you mean {near}?",
)
VALUE_MISSING = Message(
    "LC-CLI-NO-VALUE",
    "{option} needs a value.",
    cure="Run `{command} --help`.",
)
NO_VALUE_TAKEN = Message(
    "LC-CLI-FLAG",
    "{option} takes no value.",
    cure="Write it without '=', or run `{command} --help`.",
)
MISSING = Message(
    "LC-CLI-MISSING",
    "{name} is missing.",
    cure="Run `{command} --help`.",
)
EXTRA = Message(
    "LC-CLI-EXTRA",
    "{command} does not take '{value}'.",
    cure="Put texts with spaces in quotes, or run `{command} --help`.",
)
NO_COMMAND = Message(
    "LC-CLI-COMMAND",
    "'{name}' is not a command of {command}.",
    cure="Try {known}, or run `{command} --help`.",
)
NO_MATRIX = Message(
    "LC-OFFICE-MATRIX",
    "No matrix has all of the editions {editions}.",
    cure="Compare fewer editions. Run `licensectl compare office --matrix NAME` to see what a matrix has ({known}).",
)


def every() -> dict[str, Message]:
    """Return all messages of the package by code: those of every module whose name starts with `messages`."""
    from pkgutil import walk_packages

    named = (
        found.name for found in walk_packages(licensectl.__path__, "licensectl.") if found.name.rpartition(".")[2].startswith("messages")
    )
    modules = [import_module(name) for name in sorted(named)]
    found: dict[str, Message] = {}
    for module in modules:
        for message in vars(module).values():
            # A message may be named in several modules; a code belongs to one message alone.
            if isinstance(message, Message) and found.setdefault(message.code, message) != message:
                raise ValueError(f"two messages have the code {message.code}")
    return found


PERCENT = Message(
    "LC-QUOTE-PERCENT",
    "{value} % is not a valid {name}.",
    cure="Expected {expected}.",
)


CURRENCY = Message(
    "LC-QUOTE-CURRENCY",
    "'{currency}' is not a valid currency.",
    cure="Expected three capital letters, for example EUR.",
)


MARKET = Message(
    "LC-QUOTE-MARKET",
    "'{market}' is not a valid market.",
    cure="Expected the two capital letters of a country, for example IT.",
)


VALID_DAYS = Message(
    "LC-QUOTE-VALIDITY",
    "'{days}' is not a valid number for valid_days.",
    cure="Expected 0 to 3650 days.",
)


VAT_ID = Message(
    "LC-CHECK-VAT-ID",
    "'{id}' is not a valid VAT id: its form or a check digit is wrong.",
    cure="Write it as in the customer's documents, with the two letters of the country, and look it up in VIES.",
)


MPA_LATER = Message(
    "LC-PLACE-MPA-FUTURE",
    "The Microsoft Partner Agreement is signed on {signed}, after {day}.",
    cure="Sign it first, or correct the date in the profile.",
    sources=("PC-MPA",),
)


SEVERAL_FILES = Message(
    "LC-ORDER-SEVERAL",
    "The result has {count} files: {names}.",
    cure="Name an existing folder with -o FOLDER.",
)
