"""JSON as people paste it from a publisher's documentation: comments, typographic quotes, a comma too many."""

import json
from decimal import Decimal
from typing import Any

from licensectl.errors import Failure, Problem
from licensectl.faults import placed as faults

MAX_BYTES = 64 * 1024 * 1024
QUOTES = '"“”„‟'
CLOSERS = "}]"


def parse_loose(content: bytes, name: str) -> tuple[Any, list[Problem]]:
    """The value, keys in lower case, and a remark where it had to be cleaned first; Failure with file and line for what is no JSON."""
    if len(content) > MAX_BYTES:
        raise Failure(faults.NOT_JSON.at(name, reason="more than 64 MiB"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Failure(faults.NOT_JSON.at(f"{name}:{content[: error.start].count(10) + 1}", reason="not UTF-8")) from None
    try:
        return _strict(text, name), []
    except json.JSONDecodeError:
        cleaned = clean(text)
    try:
        return _strict(cleaned, name), [faults.CLEANED.at(name)]
    except json.JSONDecodeError as error:
        raise Failure(faults.NOT_JSON.at(f"{name}:{error.lineno}", reason=error.msg.lower())) from None


def clean(text: str) -> str:
    """The text without comments and commas before a closing bracket, its quotes straight; every line stays where it is."""
    out: list[str] = []
    place = 0
    while place < len(text):
        if text[place] in QUOTES:
            end = _string_end(text, place)
            out.append('"' + text[place + 1 : end] + '"')
            place = end + 1
            continue
        after = _comment_end(text, place)
        if after > place:
            out.append("\n" * text.count("\n", place, after))
            place = after
            continue
        if text[place] in CLOSERS:
            _drop_comma(out)
        out.append(text[place])
        place += 1
    return "".join(out)


def _string_end(text: str, start: int) -> int:
    # A string that began with a straight quote ends with one: a typographic quote inside it is part of the text.
    ends = '"' if text[start] == '"' else QUOTES
    place = start + 1
    while place < len(text) and text[place] not in ends and text[place] != "\n":
        place += 2 if text[place] == "\\" else 1
    return place


def _comment_end(text: str, place: int) -> int:
    if text.startswith("/*", place):
        end = text.find("*/", place + 2)
        return len(text) if end < 0 else end + 2
    if text.startswith("//", place):
        end = text.find("\n", place)
        return len(text) if end < 0 else end
    return place


def _drop_comma(out: list[str]) -> None:
    for number in range(len(out) - 1, -1, -1):
        if out[number].strip():
            if out[number] == ",":
                out[number] = ""
            return


def _strict(text: str, name: str) -> Any:
    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        held: dict[str, Any] = {}
        for key, value in items:
            if key.lower() in held:
                raise Failure(faults.KEY_TWICE.at(name, key=key[:60]))
            held[key.lower()] = value
        return held

    try:
        return json.loads(text, object_pairs_hook=pairs, parse_float=Decimal, parse_constant=lambda word: None)
    except RecursionError:
        raise Failure(faults.NOT_JSON.at(name, reason="nested too deeply")) from None
    except ValueError as error:
        if isinstance(error, json.JSONDecodeError):
            raise
        raise Failure(faults.NOT_JSON.at(name, reason="a number too long")) from None
