"""Plain values → typed records, every problem of a file at once and each with its line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

import msgspec

from licensectl.core import messages_facts as messages
from licensectl.core.text import Bilingual, Text
from licensectl.errors import LicensectlError, Problem
from licensectl.facts.yaml_reader import Path, YamlDocument
from licensectl.i18n.translate import N_, Joined, joined

T = TypeVar("T")
# Fields that reading fills in and no file may.
PLACED = ("where", "places")
# A number in ASCII digits with a decimal point. Other forms that `Decimal` takes are refused.
FIGURE = re.compile(r"(?!-0+(\.0*)?([eE].*)?$)[+-]?\d+(\.\d*)?([eE][+-]?\d+)?|[+-]?(nan|inf|infinity)", re.ASCII | re.IGNORECASE)
# So many keys are named where none is similar.
FEW_KEYS = 12
DIGITS = re.compile(r"-?\d{1,15}", re.ASCII)
ODD = re.compile(r"[+-]?[\d._]*(?:_|[^\W0-9a-zA-Z_])[\d._]*|-0+(?:\.0*)?")
EXPECTED: dict[Any, Bilingual] = {
    int: N_("a whole number"),
    Decimal: N_("a number"),
    str: N_("text"),
    bool: N_("true or false"),
    date: N_("a day that exists, as 2026-11-23"),
    list: N_("a list"),
    dict: N_("keys and values"),
}
NO_VALUE = N_("no value")
NO_DASH = N_("expected a list, found keys and values: a dash before the first key of each entry is missing")


class Flaw(NamedTuple):
    """A problem of shape: the path of the value that cannot be read, is missing or is unknown."""

    path: Path
    problem: Problem


def convert(document: YamlDocument, record: type[T], value: Any = None, path: Path = ()) -> T:
    """Return the document, or its part `value` at `path`, as a `record`. Raises LicensectlError naming all problems found."""
    held = document.value if value is None and not path else value
    try:
        made = msgspec.convert(held, record, strict=False)
        odd = [flaw.problem for flaw in flaws(document, record, held, path)] if any(_odd_figures(held)) else []
        if not odd:
            return made
        raise LicensectlError(*odd)
    except msgspec.ValidationError:
        raise LicensectlError(*(flaw.problem for flaw in every_flaw(document, record, held, path))) from None


def every_flaw(document: YamlDocument, record: Any, value: Any = None, path: Path = ()) -> list[Flaw]:
    """Return the flaws of a document, or of its part `value` at `path`, that is no `record`: at least one."""
    held = document.value if value is None and not path else value
    return list(flaws(document, record, held, path)) or [Flaw(path, _misfit(document, record, held, path))]


def flaws(document: YamlDocument, kind: Any, value: Any, path: Path = ()) -> Iterator[Flaw]:
    """Yield every problem of `value` as a `kind`: structs, lists and mappings are searched, so that one wrong field does not hide the
    next.
    """
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
        except msgspec.ValidationError:
            yield Flaw(path, _misfit(document, kind, value, path))


def _is_decimal(kind: Any) -> bool:
    return kind is Decimal or (get_origin(kind) in (Union, UnionType) and set(get_args(kind)) <= {Decimal, NoneType})


def _odd_figures(value: Any) -> Iterator[str]:
    """Yield texts that `Decimal` takes for numbers and a reader does not: 1_000, digits of other scripts, a zero below zero."""
    if isinstance(value, str):
        if ODD.fullmatch(value):
            yield value
    elif isinstance(value, dict):
        for held in value.values():
            yield from _odd_figures(held)
    elif isinstance(value, list):
        for held in value:
            yield from _odd_figures(held)


def _struct_flaws(document: YamlDocument, kind: type[msgspec.Struct], value: Any, path: Path) -> Iterator[Flaw]:
    if not isinstance(value, dict):
        yield Flaw(path, messages.NOT_A_MAPPING.at(document.where(path), found=held_as(value)))
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind) if field.encode_name not in PLACED}
    before = ""
    for key in value:
        if key not in fields:
            place = document.where((*path, key))
            if value[key] is None and DIGITS.fullmatch(key) and DIGITS.fullmatch(str(value.get(before))):
                yield Flaw((*path, key), messages.DECIMAL_COMMA.at(place, key=key, value=value[before], name=before))
            else:
                yield Flaw((*path, key), _unknown(key, fields, place))
        before = key
    for name, field in fields.items():
        if name in value:
            yield from flaws(document, field.type, value[name], (*path, name))
        elif field.required:
            yield Flaw((*path, name), messages.MISSING_KEY.at(document.where(path), path=name))


def _misfit(document: YamlDocument, kind: Any, value: Any, path: Path) -> Problem:
    """Return the problem of a value that is no `kind`, which is not a record: what is there, and what is expected."""
    if isinstance(value, dict) and get_origin(kind) is list:
        reason = NO_DASH
    elif isinstance(value, (str, int)):
        reason = N_("'{value}' is not {expected}").filled(value=str(value)[:60], expected=_expected(kind))
    else:
        reason = N_("expected {expected}, found {found}").filled(expected=_expected(kind), found=held_as(value))
    return messages.BAD_VALUE.at(document.where(path), path=_steps(path), reason=reason)


def _expected(kind: Any) -> Text:
    """Return a value of `kind` in words; for a choice, the possible values."""
    chosen = _words(kind)
    if chosen:
        return N_("one of {known}").filled(known=", ".join(chosen))
    kinds = [part for part in get_args(kind) if part is not NoneType] if get_origin(kind) in (Union, UnionType) else [kind]
    known = [EXPECTED[one] for one in (get_origin(part) or part for part in kinds) if one in EXPECTED]
    return joined(known, N_(" or ")) if known else N_("a value of this kind")


def held_as(value: Any) -> Text:
    """Return a value of a document in words."""
    if value is None:
        return NO_VALUE
    return EXPECTED[list] if isinstance(value, list) else EXPECTED[dict] if isinstance(value, dict) else f"'{str(value)[:60]}'"


def _words(kind: Any) -> list[str]:
    """Return the words that `kind` allows, where it allows nothing else."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return [str(argument) for argument in arguments]
    if origin in (Union, UnionType) and all(get_origin(part) is Literal or part is NoneType for part in arguments):
        return [word for part in arguments for word in _words(part)]
    return []


def _steps(path: Path) -> Text:
    """Return a path for people: keys with points between them, entries of lists counted from 1."""
    said: list[Text] = []
    keys: list[str] = []
    for step in path:
        if isinstance(step, str):
            keys.append(step)
            continue
        named = keys == ["lines"]
        said.append(N_("line {number}").filled(number=step + 1) if named else f"{'.'.join(keys)} {step + 1}".strip())
        keys = []
    said += [".".join(keys)] if keys else []
    return Joined("", None, tuple(said), ", ") if said else N_("the document")


def _unknown(key: str, known: Iterable[str], place: str) -> Problem:
    from difflib import get_close_matches

    keys = list(known)
    near = get_close_matches(key, keys, 1)
    if near:
        return messages.UNKNOWN_KEY.at(place, key=key, hint=near[0])
    if len(keys) <= FEW_KEYS:
        return messages.UNKNOWN_KEY_FEW.at(place, key=key, known=", ".join(keys))
    return messages.UNKNOWN_KEY_FAR.at(place, key=key)
