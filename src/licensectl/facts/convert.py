"""Plain values → typed records, every problem of a file at once and each with its line."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

import msgspec

from licensectl.core import messages_facts as messages
from licensectl.core.text import Bilingual
from licensectl.errors import LicensectlError, Problem
from licensectl.facts.yaml_reader import Document, Path

T = TypeVar("T")
# Fields that reading fills in and no file may.
PLACED = ("where", "places")
# A number in ASCII digits with a decimal point. What else `Decimal` takes is a slip or a trick.
FIGURE = re.compile(r"(?!-0+(\.0*)?([eE].*)?$)[+-]?\d+(\.\d*)?([eE][+-]?\d+)?|[+-]?(nan|inf|infinity)", re.ASCII | re.IGNORECASE)
ODD = re.compile(r"[+-]?[\d._]*(?:_|[^\W0-9a-zA-Z_])[\d._]*|-0+(?:\.0*)?")
# msgspec says what is wrong in a few set phrases.
ITALIAN = (
    (r"^expected ", "atteso "),
    (r", got ", ", trovato "),
    (r"^invalid enum value", "valore non ammesso"),
    (r"^invalid (RFC3339 encoded )?(date|datetime|decimal string)", r"non valido come \2"),
    (r"\bdatetime\b", "data e ora"),
    (r"\bdate\b", "data"),
    (r"\bdecimal string\b", "numero"),
    (r"\ba whole number\b", "un numero intero"),
    (r"\btext\b", "testo"),
    (r"\bnothing\b", "nulla"),
    (r"\bkeys and values\b", "chiavi e valori"),
    (r"\ba list\b", "un elenco"),
    (r"^integer value out of range", "numero intero troppo grande"),
)

NO_DASH = Bilingual(
    "expected a list, found keys and values: a dash before the first key of each entry is missing",
    "atteso un elenco, trovato chiavi e valori: manca il trattino prima della prima chiave di ogni voce",
)


class Flaw(NamedTuple):
    """A problem of shape: the path of the value that cannot be read, is missing or is unknown."""

    path: Path
    problem: Problem


def convert(document: Document, record: type[T], value: Any = None, path: Path = ()) -> T:
    """The document (or its part `value` at `path`) as a `record`; LicensectlError carries all problems found."""
    held = document.value if value is None and not path else value
    try:
        made = msgspec.convert(held, record, strict=False)
        odd = [flaw.problem for flaw in flaws(document, record, held, path)] if any(_odd_figures(held)) else []
        if not odd:
            return made
        raise LicensectlError(*odd)
    except msgspec.ValidationError as error:
        raise LicensectlError(*(flaw.problem for flaw in every_flaw(document, record, str(error), held, path))) from None


def every_flaw(document: Document, record: Any, reason: str, value: Any = None, path: Path = ()) -> list[Flaw]:
    """Return the flaws of a document, or of its part `value` at `path`, that is no `record`; at least one, made of `reason` if need be."""
    held = document.value if value is None and not path else value
    return list(flaws(document, record, held, path)) or [Flaw(path, _at(document, path, reason))]


def flaws(document: Document, kind: Any, value: Any, path: Path = ()) -> Iterator[Flaw]:
    """Every problem of `value` as a `kind`: descends into structs, lists and mappings so that one wrong field does not hide the next."""
    origin, arguments = get_origin(kind), get_args(kind)
    records = [one for one in (kind, *arguments) if isinstance(one, type) and issubclass(one, msgspec.Struct)]
    if origin is list and isinstance(value, list):
        yield from (flaw for i, item in enumerate(value) for flaw in flaws(document, arguments[0], item, (*path, i)))
    elif origin in (dict, Mapping) and isinstance(value, dict):
        yield from (flaw for key, item in value.items() for flaw in flaws(document, arguments[1], item, (*path, key)))
    elif kind in records or (len(records) == 1 and isinstance(value, dict) and origin in (Union, UnionType)):
        yield from _struct_flaws(document, records[0], value, path)
    elif _is_decimal(kind) and isinstance(value, str) and not FIGURE.fullmatch(value):
        yield Flaw(path, messages.NOT_A_NUMBER.at(document.where(path), name=str(path[-1]) if path else "value", value=value[:60]))
    else:
        try:
            msgspec.convert(value, kind, strict=False)
        except msgspec.ValidationError as error:
            yield Flaw(path, _misfit(document, kind, value, path, str(error)))


def _is_decimal(kind: Any) -> bool:
    return kind is Decimal or (get_origin(kind) in (Union, UnionType) and set(get_args(kind)) <= {Decimal, NoneType})


def _odd_figures(value: Any) -> Iterator[str]:
    """Texts that may be numbers to `Decimal` and are none to a reader: 1_000, digits of other scripts, a zero below zero."""
    if isinstance(value, str):
        if ODD.fullmatch(value):
            yield value
    elif isinstance(value, dict):
        for held in value.values():
            yield from _odd_figures(held)
    elif isinstance(value, list):
        for held in value:
            yield from _odd_figures(held)


def _struct_flaws(document: Document, kind: type[msgspec.Struct], value: Any, path: Path) -> Iterator[Flaw]:
    if not isinstance(value, dict):
        found = "a list" if isinstance(value, list) else repr(value)
        yield Flaw(path, messages.NOT_A_MAPPING.at(document.where(path), found=found))
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind) if field.encode_name not in PLACED}
    for key in value:
        if key not in fields:
            yield Flaw((*path, key), messages.UNKNOWN_KEY.at(document.where((*path, key)), key=key, hint=_nearest(key, list(fields))))
    for name, field in fields.items():
        if name in value:
            yield from flaws(document, field.type, value[name], (*path, name))
        elif field.required:
            yield Flaw((*path, name), messages.MISSING_KEY.at(document.where(path), path=name))


def _misfit(document: Document, kind: Any, value: Any, path: Path, reason: str) -> Problem:
    """What is wrong with a value that is no record; of a word that is not allowed, which are."""
    if isinstance(value, dict) and get_origin(kind) is list:
        return messages.BAD_VALUE.at(document.where(path), path=_steps(path), reason=NO_DASH)
    known = _words(kind)
    if not known or not isinstance(value, str):
        return _at(document, path, reason)
    listed = ", ".join(known)
    said = Bilingual(f"'{value}' is none of {listed}", f"«{value}» non è una tra: {listed}")
    return messages.BAD_VALUE.at(document.where(path), path=_steps(path), reason=said)


def _words(kind: Any) -> list[str]:
    """The words that `kind` allows, where it allows nothing else."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return [str(argument) for argument in arguments]
    if origin in (Union, UnionType) and all(get_origin(part) is Literal or part is NoneType for part in arguments):
        return [word for part in arguments for word in _words(part)]
    return []


def _at(document: Document, path: Path, reason: str) -> Problem:
    message, _, inner = reason.partition(" - at ")
    place = _steps(path) + inner.strip("`").removeprefix("$") if inner else _steps(path)
    return messages.BAD_VALUE.at(document.where(path), path=place, reason=_plain(message))


def _steps(path: Path) -> str:
    return ".".join(str(step) for step in path) or "value"


def _plain(message: str) -> Bilingual:
    """msgspec's wording, for a person who wrote YAML: everything there is text."""
    english = message[:1].lower() + message[1:]
    for theirs, ours in (
        ("`int`", "a whole number"),
        ("`str`", "text"),
        ("`null`", "nothing"),
        ("`object`", "keys and values"),
        ("`array`", "a list"),
    ):
        english = english.replace(theirs, ours)
    italian = english
    for ours, translated in ITALIAN:
        italian = re.sub(ours, translated, italian)
    return Bilingual(english, italian)


def _nearest(word: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, known, 1)
    return near[0] if near else ", ".join(known)
