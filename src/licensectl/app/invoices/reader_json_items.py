"""One JSON document as a stream: a list of line items, or an object with one; only the current item is held."""

import json
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, BinaryIO

from licensectl.app.invoices.reader_columns import refuse_other_kinds
from licensectl.core.reasons import JSON_COLON, JSON_COMMA, JSON_KEY, JSON_LONG, JSON_MORE, MOST_RECORD, json_reason
from licensectl.domain.invoices import messages
from licensectl.errors import LicensectlError
from licensectl.i18n.translate import N_, Text, plain

LISTS = ("items", "value", "lineitems")
BLANK = re.compile(r"[ \t\r\n]*")
BLOCK = 4 * MOST_RECORD
# What is left of a value where the text that is held ends: "tru", "\u00e".
REST = 16
TOO_DEEP = N_("nested too deeply")


class BrokenJsonError(ValueError):
    """A text that is not JSON: the fault and the line."""

    def __init__(self, reason: Text, line: int) -> None:
        super().__init__(reason)
        self.reason, self.line = reason, line


def _number(text: str) -> str:
    """Return a number in plain digits; JSON may have it in exponent form."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return plain(number)


DECODER = json.JSONDecoder(parse_float=_number, parse_int=str, parse_constant=str)


class JsonItems:
    """The line items of a document in UTF-8. Iterating raises BrokenJsonError, and LicensectlError if it is of another kind."""

    def __init__(self, source: BinaryIO, name: str) -> None:
        self._source, self._name = source, name
        self._decoder = getincrementaldecoder("utf-8-sig")()
        self._held, self._at = "", 0
        self._line, self._ended = 1, False

    def __iter__(self) -> Iterator[dict[str, Any]]:
        if self._takes("["):
            yield from self._list()
        elif self._takes("{"):
            yield from self._object()
        if self._next():
            raise self._wrong(JSON_MORE)

    def _object(self) -> Iterator[dict[str, Any]]:
        """Yield the items of the first list that can have them; an object without one is an item itself."""
        whole: dict[str, Any] = {}
        found, size = False, 0
        if self._takes("}"):
            yield whole
            return
        while True:
            if self._next() != '"':
                raise self._wrong(JSON_KEY)
            key, length = self._value()
            size += length
            if not self._takes(":"):
                raise self._wrong(JSON_COLON)
            whole[key] = None
            if not found and key.casefold() in LISTS and self._takes("["):
                found = True
                self._refuse_other_kinds(whole)
                yield from self._list()
            else:
                whole[key], length = self._value()
                size += length
            if size > MOST_RECORD:
                raise self._too_long()
            if self._takes("}"):
                break
            if not self._takes(","):
                raise self._wrong(JSON_COMMA)
        self._refuse_other_kinds(whole)
        if not found:
            yield whole

    def _refuse_other_kinds(self, whole: dict[str, Any]) -> None:
        refuse_other_kinds([key for key in whole if key.casefold() != "lineitems" or "id" in whole], self._name)

    def _list(self) -> Iterator[dict[str, Any]]:
        if self._takes("]"):
            return
        while True:
            item, _ = self._value()
            if not isinstance(item, dict):
                raise LicensectlError(messages.NOT_JSON.at(self._name, reason=N_("no list of line items")))
            yield item
            if self._takes("]"):
                return
            if not self._takes(","):
                raise self._wrong(JSON_COMMA)

    def _value(self) -> tuple[Any, int]:
        """Return the next value, and how long it is."""
        self._next()
        begin = self._at
        try:
            value, self._at = DECODER.raw_decode(self._held, begin)
        except json.JSONDecodeError as error:
            cut = error.pos > len(self._held) - REST or error.msg.startswith("Unterminated")
            if cut and not self._ended:
                raise self._too_long() from None
            self._at = error.pos
            raise self._wrong(json_reason(error)) from None
        except RecursionError:
            raise self._wrong(TOO_DEEP) from None
        if self._at - begin > MOST_RECORD:
            raise self._too_long()
        return value, self._at - begin

    def _takes(self, sign: str) -> bool:
        if self._next() != sign:
            return False
        self._at += 1
        return True

    def _next(self) -> str:
        """Return the next sign that is not blank, "" at the end; what follows it is held as far as a value may reach."""
        while True:
            if not self._ended and len(self._held) - self._at <= MOST_RECORD:
                self._fill()
            if found := BLANK.match(self._held, self._at):
                self._at = found.end()
            if self._ended or len(self._held) - self._at > MOST_RECORD:
                return self._held[self._at : self._at + 1]

    def _fill(self) -> None:
        block = self._source.read(BLOCK)
        self._line += self._held.count("\n", 0, self._at)
        self._held, self._at, self._ended = self._held[self._at :], 0, not block
        try:
            self._held += self._decoder.decode(block, not block)
        except UnicodeDecodeError as error:
            line = self._line + self._held.count("\n") + error.object[: error.start].count(b"\n")
            raise LicensectlError(messages.NOT_JSON.at(f"{self._name}:{line}", reason=N_("not UTF-8"))) from None

    def _where(self) -> int:
        return self._line + self._held.count("\n", 0, self._at)

    def _wrong(self, reason: Text) -> BrokenJsonError:
        return BrokenJsonError(reason, self._where())

    def _too_long(self) -> LicensectlError:
        return LicensectlError(messages.NOT_JSON.at(f"{self._name}:{self._where()}", reason=JSON_LONG))
