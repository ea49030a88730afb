"""The settings files: that of the user and that of the current folder."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from licensectl.core.paths import is_file, user_folder
from licensectl.errors import LicensectlError, Problem

if TYPE_CHECKING:
    from licensectl.facts.yaml_reader import YamlDocument


ENV = "LICENSECTL_"
# Where a customer pays to: a folder that somebody sent never replaces it.
PAYMENT = ("bank", "iban")


class Held(NamedTuple):
    """The settings files as they are read, None for one that does not exist; `ignored`: payment data of the folder that do not hold."""

    own: "YamlDocument | None"
    folder: "YamlDocument | None"
    ignored: tuple[str, ...] = ()


def held_settings(project: bool = True) -> "YamlDocument | None":
    """Return `licensectl.yaml` of this folder merged over that of the user; None if there is neither.

    `project` False leaves the file of the folder out. Payment data of the user's file hold against those of the folder.
    """
    held = held_files(project)
    documents = [document for document in (held.own, held.folder) if document is not None]
    if not documents:
        return None
    from licensectl.facts.overlay import overlaid

    return overlaid(documents)


def held_files(project: bool = True) -> Held:
    """Return both settings files. Raises LicensectlError naming the problems of all files that cannot be read."""
    own, folder = settings_files()
    if not project or (is_file(own) and is_file(folder) and own.samefile(folder)):
        folder = Path(os.devnull)
    if not is_file(own) and not is_file(folder):
        return Held(None, None)
    read: list[YamlDocument | None] = []
    problems: list[Problem] = []
    for path in (own, folder):
        try:
            read.append(_read(path) if is_file(path) else None)
        except LicensectlError as failure:
            problems += failure.problems
    if problems:
        raise LicensectlError(*problems)
    return _without_foreign_payment(read[0], read[1])


def _read(path: Path) -> "YamlDocument":
    # Heavy, and not needed if there is no settings file.
    from licensectl.core.messages import UNREADABLE, reason_of
    from licensectl.core.messages_facts import NOT_A_MAPPING
    from licensectl.facts.yaml_reader import parse_yaml

    try:
        document = parse_yaml(path.read_bytes(), str(path), blank={})
    except OSError as error:
        raise LicensectlError(UNREADABLE.at(path=path, reason=reason_of(error))) from None
    if not isinstance(document.value, dict):
        from licensectl.facts.convert import held_as

        raise LicensectlError(NOT_A_MAPPING.at(document.where(), found=held_as(document.value)))
    return document


def _without_foreign_payment(own: "YamlDocument | None", folder: "YamlDocument | None") -> Held:
    """Bank and IBAN belong together: where the user's file has one of them, the folder's count for nothing."""
    mine, theirs = _profile(own), _profile(folder)
    ignored = tuple(key for key in PAYMENT if theirs.get(key) is not None) if any(mine.get(key) for key in PAYMENT) else ()
    if folder is None or not ignored:
        return Held(own, folder)
    kept = {key: value for key, value in theirs.items() if key not in PAYMENT}
    places = {path: place for path, place in folder.places.items() if path[:2] not in [("profile", key) for key in PAYMENT]}
    return Held(own, folder._replace(value={**folder.value, "profile": kept}, places=places), ignored)


def _profile(document: "YamlDocument | None") -> dict[str, object]:
    held = document.value.get("profile") if document is not None else None
    return held if isinstance(held, dict) else {}


def settings_files() -> tuple[Path, Path]:
    """Return the user's settings file and the one of this folder, which takes precedence; neither need exist."""
    return user_file(), Path("licensectl.yaml")


def user_file() -> Path:
    """Return the path of the user's settings file, which applies in every folder; without a home folder a path that never exists."""
    named = os.environ.get(ENV + "CONFIG")
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_folder(user_config_path) / "licensectl.yaml"
