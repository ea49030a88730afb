"""Messages that several features share, and the list of all messages."""

from collections.abc import Iterable
from importlib import import_module

import licensectl
from licensectl.errors import Message, Problem
from licensectl.i18n.translate import N_

NO_FILE = Message(
    "LC-FILE-MISSING",
    "no such file: {path}",
    cure="check the name, or use - for standard input",
)
UNREADABLE = Message(
    "LC-FILE-UNREADABLE",
    "cannot read {path}: {reason}",
    cure="check that it is a file you may read",
)
WORKER_ENDED = Message(
    "LC-JOBS-ENDED",
    "a process that shared the work ended unexpectedly",
    cure="run it again; where memory is short, with fewer processes (--jobs)",
)
EXISTS = Message(
    "LC-OUT-EXISTS",
    "{path} already exists",
    cure="choose another name or overwrite it with --force",
)
UNWRITABLE = Message(
    "LC-OUT-UNWRITABLE",
    "cannot write {path}: {reason}",
    cure="choose a folder you may write to",
)
HELD_OPEN = Message(
    "LC-OUT-OPEN",
    "{path} cannot be replaced: another program, such as Excel, has it open, or you may not write to it",
    cure="close it there and repeat",
)
NO_ROOM = Message(
    "LC-OUT-STDOUT",
    "the answer could not be written: {reason}",
    cure="free some space, or write it elsewhere with -o FILE",
)
UNKNOWN_FORMAT = Message(
    "LC-OUT-FORMAT",
    "this command has no format '{format}'",
    cure="it has: {formats}",
)
BINARY = Message(
    "LC-OUT-BINARY",
    "{format} is not for a terminal",
    cure="write it to a file with -o FILE.{format}",
)
TOO_MANY_ROWS = Message(
    "LC-OUT-ROWS",
    "a worksheet holds at most {most} rows, the result has {count}",
    cure="write it with -f csv",
)
NO_PDF = Message(
    "LC-OUT-PDF",
    "PDF needs the extra 'pdf', which is not installed",
    cure="install licensectl[pdf], or print the HTML of -f html from a browser",
)
BAD_OPTION = Message(
    "LC-CLI-VALUE",
    "{option}: '{value}' is not valid",
    cure="expected {expected}",
)


def bad_day(option: str, text: str) -> Problem:
    """Return the problem of an option or a column whose value is not a date."""
    return BAD_OPTION.at(option=option, value=text[:60], expected=N_("a day that exists, written 2026-12-31"))


def bad_choice(option: str, value: object, known: Iterable[str]) -> Problem:
    """Return the problem of an option or a column whose value is not among the known ones."""
    return BAD_OPTION.at(option=option, value=str(value)[:60], expected=" | ".join(known))


UNKNOWN_NAME = Message(
    "LC-CLI-UNKNOWN",
    "unknown {what} '{name}'",
    cure="known: {known}",
)
ONE_OF_TWO = Message(
    "LC-CLI-ONE-OF",
    "expected one of {one} and {other}",
    cure="give exactly one of them",
)
ALONE = Message(
    "LC-CLI-ALONE",
    "{option} needs {other}",
    cure="give both",
)
USAGE = Message(
    "LC-CLI-USAGE",
    "{reason}",
    cure="see {command} --help",
)
NO_OPTION = Message(
    "LC-CLI-OPTION",
    "'{option}' is not an option of {command}",
    cure="see {command} --help",
)
NO_OPTION_NEAR = Message(
    "LC-CLI-OPTION-NEAR",
    "'{option}' is not an option of {command}",
    cure="did you mean {near}?",
)
VALUE_MISSING = Message(
    "LC-CLI-NO-VALUE",
    "{option} needs a value",
    cure="see {command} --help",
)
NO_VALUE_TAKEN = Message(
    "LC-CLI-FLAG",
    "{option} takes no value",
    cure="write it without '='; see {command} --help",
)
MISSING = Message(
    "LC-CLI-MISSING",
    "{name} is missing",
    cure="see {command} --help",
)
EXTRA = Message(
    "LC-CLI-EXTRA",
    "'{value}' is more than {command} takes",
    cure="put texts with blanks in quotes; see {command} --help",
)
NO_COMMAND = Message(
    "LC-CLI-COMMAND",
    "'{name}' is not a command of {command}",
    cure="try {known}; see {command} --help",
)
NO_MATRIX = Message(
    "LC-OFFICE-MATRIX",
    "no matrix has all of {editions}",
    cure="compare fewer of them; `compare office --matrix NAME` shows what a matrix has ({known})",
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
    "{name} {value} % is not possible",
    cure="expected {expected}",
)


CURRENCY = Message(
    "LC-QUOTE-CURRENCY",
    "'{currency}' is not a currency code",
    cure="use three capital letters, e.g. EUR",
)


MARKET = Message(
    "LC-QUOTE-MARKET",
    "'{market}' is not a market",
    cure="use the two capital letters of a country, e.g. IT",
)


VALID_DAYS = Message(
    "LC-QUOTE-VALIDITY",
    "valid_days {days} is not possible",
    cure="give 0 to 3650 days",
)


VAT_ID = Message(
    "LC-CHECK-VAT-ID",
    "'{id}' is not a possible VAT id: its form or a check digit is wrong",
    cure="write it as the customer's papers do, with the two letters of the country, and look it up in VIES",
)


MPA_LATER = Message(
    "LC-PLACE-MPA-FUTURE",
    "the Microsoft Partner Agreement is signed on {signed}, which on {day} is still to come",
    cure="sign first, or correct the day in the profile",
    sources=("PC-MPA",),
)


SEVERAL_FILES = Message(
    "LC-ORDER-SEVERAL",
    "this makes {count} files: {names}",
    cure="name an existing folder with -o",
)
