"""Reasons of the system and of parsers in words, by the kind of the error: an answer in Italian has no English sentence."""

import errno
import re
from typing import TYPE_CHECKING

from licensectl.i18n.translate import N_, Bilingual, Text

if TYPE_CHECKING:
    from json import JSONDecodeError

SYSTEM: dict[int, Text] = {
    errno.ENOENT: N_("it does not exist"),
    errno.EACCES: N_("permission denied"),
    errno.EPERM: N_("operation not permitted"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("a part of the path is not a folder"),
    errno.EEXIST: N_("it already exists"),
    errno.ENOSPC: N_("no space is left on the device"),
    errno.EROFS: N_("the file system is read-only"),
    errno.EIO: N_("input/output error"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EMFILE: N_("too many files are open"),
    errno.ENFILE: N_("too many files are open"),
    errno.EBUSY: N_("it is in use"),
    errno.EFBIG: N_("the file is too large"),
    errno.ELOOP: N_("its symbolic links form a loop"),
    errno.EBADF: N_("the stream is closed"),
    errno.EPIPE: N_("the reader has closed the pipe"),
    errno.EINVAL: N_("it is not valid here"),
    errno.ENXIO: N_("the device does not exist"),
    errno.ENODEV: N_("the device does not exist"),
    errno.ENOMEM: N_("memory is short"),
    errno.ETIMEDOUT: N_("the time limit was exceeded"),
}

JSON_VALUE = N_("a value is missing, or a text is not in double quotes")
JSON_KEY = N_("a key in double quotes is missing")
JSON_COLON = N_("a colon is missing after the key")
JSON_COMMA = N_("a comma or the closing bracket is missing")
JSON_MORE = N_("something follows after the end")
JSON_TEXT = N_("a text is not closed or has an invalid escape")
# What a record in JSON, and so a text in it, may take; the longest that are known take some KB.
MOST_RECORD = 1 << 20
# How the sentences of Python's json module begin.
JSON = {
    "Expecting value": JSON_VALUE,
    "Expecting property name": JSON_KEY,
    "Expecting ':'": JSON_COLON,
    "Expecting ','": JSON_COMMA,
    "Extra data": JSON_MORE,
    "Unterminated string": JSON_TEXT,
    "Invalid": JSON_TEXT,
    "Illegal trailing comma": N_("a comma stands before the closing bracket"),
    "Unexpected UTF-8 BOM": N_("a byte order mark stands at its beginning"),
}

# What the sentences of libyaml and of PyYAML contain, which differ in places.
YAML = {
    "mapping values": N_("a key with a value is not allowed here"),
    "sequence entries": N_("a list entry is not allowed here"),
    "mapping keys": N_("a key is not allowed here"),
    "expected ':'": N_("a colon is missing after a key"),
    "expected key": N_("the indentation does not fit, or a key is missing"),
    "<block end>": N_("the indentation does not fit, or a key is missing"),
    "'-' indicator": N_("the indentation does not fit, or a dash is missing"),
    "expected ','": JSON_COMMA,
    "unexpected end of stream": N_("a text in quotes is not closed"),
    "document separator": N_("a text in quotes is not closed"),
    "document indicator": N_("a text in quotes is not closed"),
    "cannot start any token": N_("a character that begins no value stands here, such as a tab or @"),
    "tab character": N_("a tab stands where spaces are expected"),
    "escape": N_("a text has an invalid escape"),
    "hexadecimal": N_("a text has an invalid escape"),
    "hexdecimal": N_("a text has an invalid escape"),
    "<document start>": JSON_MORE,
    "node content": N_("a value is missing"),
    "characters are not allowed": N_("control characters are not allowed"),
    "directive": N_("a line that begins with % is not valid"),
    "tag": N_("a tag is not valid"),
    "alphabetic or numeric": N_("the name of an anchor or an alias is not valid"),
    "comment or line break": N_("a comment or a line break is missing"),
    "comment or a line break": N_("a comment or a line break is missing"),
}
BROKEN_YAML = N_("the line cannot be parsed")

DAMAGED = N_("the file is damaged or incomplete")
PART_MISSING = N_("a part of it is missing")


def system_reason(error: OSError) -> Text:
    """Return why the system refused, by the number of the error; an unusual one is named by its code ("ENOTCONN")."""
    if error.errno is None:
        return own_reason(error) or DAMAGED
    unusual = N_("system error {code}").filled(code=errno.errorcode.get(error.errno, str(error.errno)))
    return SYSTEM.get(error.errno, unusual)


def json_reason(error: "JSONDecodeError") -> Text:
    """Return the fault that Python's json module found."""
    return next((words for begin, words in JSON.items() if error.msg.startswith(begin)), JSON_VALUE)


def yaml_reason(problem: str | None) -> Text:
    """Return the fault that libyaml or PyYAML found."""
    return next((words for part, words in YAML.items() if part in (problem or "")), BROKEN_YAML)


def own_reason(error: BaseException) -> Text | None:
    """Return the text that our own code raised an error with; None for an error of other code."""
    first = error.args[0] if error.args else None
    return first if isinstance(first, Bilingual) else None


def shape_reason(said: str) -> Text:
    """Return the bound of a record that msgspec found broken."""
    if found := re.search(r"of length <= (\d+)", said):
        return N_("at most {most} characters or entries are possible").filled(most=int(found[1]))
    if "of length >= " in said:
        return N_("it is empty")
    if "regex" in said:
        return N_("it has another form")
    if found := re.search(r">= (-?\d+)", said):
        return N_("it is less than {least}").filled(least=int(found[1]))
    if found := re.search(r"<= (-?\d+)", said):
        return N_("it is more than {most}").filled(most=int(found[1]))
    return N_("a value is missing") if "missing" in said else N_("it is not a valid value")


def row_reason(error: Exception) -> Text:
    """Return the fault that Python's csv module found."""
    said = str(error)
    if "field limit" in said:
        return N_("a cell is too long")
    if "end of data" in said:
        return N_("a quote is never closed")
    return N_("its quotes do not fit")


def damage_reason(error: BaseException) -> Text:
    """Return why an archive or a workbook cannot be read; the readers raise errors of many types."""
    if isinstance(error, OSError):
        return system_reason(error)
    return own_reason(error) or (PART_MISSING if isinstance(error, KeyError) else DAMAGED)
