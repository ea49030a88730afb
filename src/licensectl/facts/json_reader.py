"""Strict JSON in: every scalar a string, every node with its line, as `yaml_reader` gives them."""

import re
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]  # a name that only the stubs leave out
from typing import Any

from licensectl.core import messages_facts as messages
from licensectl.core.reasons import JSON_COLON, JSON_COMMA, JSON_KEY, JSON_MORE, JSON_TEXT, JSON_VALUE
from licensectl.core.text import Bilingual
from licensectl.errors import LicensectlError
from licensectl.facts.yaml_reader import MAX_DEPTH, MAX_NODES, Path, YamlDocument, decoded

BLANK = re.compile(r"[ \t\r\n]*")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
WORDS = (("true", "true"), ("false", "false"), ("null", None))


def is_json(content: bytes) -> bool:
    """Return True if a file is read as JSON: it begins with a brace or a bracket."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))


def parse_json(content: bytes, name: str, first: int = 1) -> YamlDocument:
    """Return the JSON text in `content` as plain dicts, lists, strings and None; `first` is the line of the file that it begins on.

    Numbers stay as they are written. Raises LicensectlError (file, line): not UTF-8, not JSON, a key twice, half of a surrogate pair,
    too deep, too large.
    """
    return _Parser(decoded(content, name, first), name, first).document()


class _Parser:
    """Reads a text from its begin to its end, counting lines on the way."""

    def __init__(self, text: str, name: str, first: int) -> None:
        self._text, self._name = text, name
        self._at, self._line, self._counted = 0, first, 0
        self._places: dict[Path, str] = {}
        self._size = 0

    def document(self) -> YamlDocument:
        """Return the one value of the text."""
        value = self._value((), 0)
        if self._next():
            raise self._wrong(JSON_MORE)
        return YamlDocument(self._name, value, self._places)

    def _where(self) -> str:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return f"{self._name}:{self._line}"

    def _wrong(self, reason: Bilingual) -> LicensectlError:
        return LicensectlError(messages.JSON.at(self._where(), reason=reason))

    def _next(self) -> str:
        """Return the next sign that is not blank, "" at the end."""
        found = BLANK.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._text[self._at : self._at + 1]

    def _takes(self, sign: str) -> bool:
        if self._next() != sign:
            return False
        self._at += 1
        return True

    def _value(self, path: Path, depth: int) -> Any:
        sign = self._next()
        self._places.setdefault(path, self._where())
        self._size += 1
        if self._size > MAX_NODES:
            raise LicensectlError(messages.TOO_BIG.at(self._where(), limit=f"{MAX_NODES} values"))
        if depth > MAX_DEPTH:
            raise LicensectlError(messages.TOO_DEEP.at(self._where(), limit=MAX_DEPTH))
        if sign == "{":
            return self._object(path, depth)
        if sign == "[":
            return self._array(path, depth)
        if sign == '"':
            return self._string()
        if number := NUMBER.match(self._text, self._at):
            self._at = number.end()
            return number.group()
        for word, value in WORDS:
            if self._text.startswith(word, self._at):
                self._at += len(word)
                return value
        raise self._wrong(JSON_VALUE)

    def _object(self, path: Path, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        self._at += 1
        if self._takes("}"):
            return made
        while True:
            if self._next() != '"':
                raise self._wrong(JSON_KEY)
            where, key = self._where(), self._string()
            if key in made:
                raise LicensectlError(messages.DUPLICATE_KEY.at(where, key=key[:60], first=self._places[(*path, key)]))
            self._places[(*path, key)] = where
            if not self._takes(":"):
                raise self._wrong(JSON_COLON)
            made[key] = self._value((*path, key), depth + 1)
            if self._takes("}"):
                return made
            if not self._takes(","):
                raise self._wrong(JSON_COMMA)

    def _array(self, path: Path, depth: int) -> list[Any]:
        made: list[Any] = []
        self._at += 1
        if self._takes("]"):
            return made
        while True:
            made.append(self._value((*path, len(made)), depth + 1))
            if self._takes("]"):
                return made
            if not self._takes(","):
                raise self._wrong(JSON_COMMA)

    def _string(self) -> str:
        try:
            text, end = scanstring(self._text, self._at + 1, True)
        except JSONDecodeError as error:
            self._at = min(error.pos, len(self._text))
            raise self._wrong(JSON_TEXT) from None
        try:
            text.encode()
        except UnicodeEncodeError:
            raise LicensectlError(messages.HALF_SIGN.at(self._where())) from None
        self._at = end
        return str(text)
