"""Presets of settings files, their problems, and remarks on settings of the current folder."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from licensectl.core import messages
from licensectl.core import messages_facts as shapes
from licensectl.core.period import parse_day
from licensectl.domain.settings.messages import FOLDER_PAYMENT, FOLDER_SETS
from licensectl.errors import LicensectlError, Problem, UsageError
from licensectl.facts.settings import Held, held_files
from licensectl.facts.yaml_reader import YamlDocument
from licensectl.i18n.translate import N_

SECTIONS = ("schema", "defaults", "profile")
FLAGS = ("quiet", "explain", "debug")
YES_OR_NO = ("1", "0", "true", "false", "yes", "no", "on", "off")
# Settings of a folder that only change how an answer looks. All others change the answer, hide a warning, or say where money goes.
LOOKS = {
    "defaults": {"format", "lang", "language", "csv_dialect", "color", "explain", "debug"},
    "profile": {"name", "legal_name", "address", "email", "phone", "website", "language"},
}


class Presets(NamedTuple):
    """Presets of options by name; `remarks` on the file of this folder; `quieted`: only that file asks for silence."""

    values: dict[str, Any]
    remarks: tuple[Problem, ...] = ()
    quieted: bool = False


def presets(project: bool, settable: Sequence[str], choices: Mapping[str, Sequence[str]]) -> Presets:
    """Return the values that the settings files preset; `project` False leaves the file of the folder out.

    Raises UsageError or LicensectlError naming every problem of both files.
    """
    held = held_files(project)
    files = [document for document in (held.own, held.folder) if document is not None]
    found = [problem for document in files for problem in _problems(document, settable, choices)]
    if found:
        usage = any(problem.code in (messages.UNKNOWN_NAME.code, messages.BAD_OPTION.code) for problem in found)
        raise (UsageError if usage else LicensectlError)(*found, *_profile_problems(files, found))
    values: dict[str, Any] = {}
    for document in files:
        language = (document.value.get("profile") or {}).get("language")
        values |= {"language": language} if language else {}
        values |= {key: value for key, value in (document.value.get("defaults") or {}).items() if value is not None}
    language = values.pop("language", None)
    quieted = held.folder is not None and (held.folder.value.get("defaults") or {}).get("quiet") is not None
    return Presets({"lang": language, **values} if language else values, tuple(_remarks(held)), quieted)


def _remarks(held: Held) -> Iterator[Problem]:
    folder = held.folder
    if folder is None:
        return
    said = [(section, key) for section, looks in LOOKS.items() for key in _set_anew(held, section) if key not in looks]
    if said:
        yield FOLDER_SETS.at(folder.where(said[0]), keys=", ".join(key for _, key in said))
    if held.ignored:
        yield FOLDER_PAYMENT.at(folder.where(("profile",)), keys=", ".join(held.ignored))


def _set_anew(held: Held, section: str) -> list[str]:
    """Return the keys of a section that the folder's file sets, other than as the user's file has them."""
    mine, theirs = ((document.value.get(section) if document else None) or {} for document in (held.own, held.folder))
    return [key for key, value in theirs.items() if value is not None and value != mine.get(key)]


def _problems(document: YamlDocument, settable: Sequence[str], choices: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    # Only hints need it, and every start would pay for it.
    from difflib import get_close_matches

    for key in document.value:
        if key not in SECTIONS:
            near = (get_close_matches(key, SECTIONS[1:], 1) or [", ".join(SECTIONS[1:])])[0]
            yield shapes.UNKNOWN_KEY.at(document.where((key,)), key=key, hint=near)
    for section in SECTIONS[1:]:
        held = document.value.get(section)
        if held is not None and not isinstance(held, dict):
            yield _no_mapping(document, section, held)
    defaults, profile = document.value.get("defaults"), document.value.get("profile")
    if isinstance(defaults, dict):
        for key, value in defaults.items():
            yield from _default_problems(document, key, value, settable, choices)
    if isinstance(profile, dict) and isinstance(profile.get("language"), dict | list):
        yield _misfit(document, ("profile", "language"), profile["language"])


def _default_problems(
    document: YamlDocument, key: str, value: Any, settable: Sequence[str], choices: Mapping[str, Sequence[str]]
) -> Iterator[Problem]:
    # Only hints need it, and every start would pay for it.
    from difflib import get_close_matches

    where, option = document.where(("defaults", key)), "--" + key.replace("_", "-")
    if key not in settable:
        known = ", ".join(get_close_matches(key, settable, 1) or settable)
        yield messages.UNKNOWN_NAME.at(where, what=N_("default"), name=key, known=known)
    elif value is None:
        return
    elif key == "data" and isinstance(value, list):
        yield from (_misfit(document, ("defaults", key), one) for one in value if not isinstance(one, str))
    elif not isinstance(value, str):
        yield _misfit(document, ("defaults", key), value)
    elif key in choices and value not in choices[key]:
        yield messages.BAD_OPTION.at(where, option=option, value=value[:60], expected=messages.one_of(choices[key]))
    elif key in FLAGS and value.lower() not in YES_OR_NO:
        yield messages.BAD_OPTION.at(where, option=option, value=value[:60], expected=messages.one_of(("true", "false")))
    elif key == "as_of" and parse_day(value) is None:
        yield messages.bad_day(option, value)._replace(where=where)


def _no_mapping(document: YamlDocument, section: str, value: Any) -> Problem:
    # Heavy, and only needed for a fault.
    from licensectl.facts.convert import held_as

    return shapes.NOT_A_MAPPING.at(document.where((section,)), found=held_as(value))


def _misfit(document: YamlDocument, path: tuple[str, ...], value: Any) -> Problem:
    from licensectl.facts.convert import EXPECTED, held_as

    reason = N_("expected {expected}, found {found}").filled(expected=EXPECTED[str], found=held_as(value))
    return shapes.BAD_VALUE.at(document.where(path), path=".".join(path), reason=reason)


def _profile_problems(files: Sequence[YamlDocument], found: Sequence[Problem]) -> list[Problem]:
    """Return the problems of the profiles as well, so that one run names everything."""
    # Heavy, and only needed once something else is wrong.
    from licensectl.facts.profile import profile_of

    more: list[Problem] = []
    for document in files:
        try:
            profile_of(document)
        except LicensectlError as failure:
            more += [problem for problem in failure.problems if (problem.code, problem.where) not in {(p.code, p.where) for p in found}]
    return more
