"""The settings files: that of the user and that of the current folder."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from licensectl.facts.yaml_reader import Document


ENV = "LICENSECTL_"


def held_settings() -> "Document | None":
    """`licensectl.yaml` in this folder over that of the user; None, and nothing loaded, where there is neither."""
    paths = [path for path in settings_files() if path.is_file()]
    if not paths:
        return None
    from licensectl.facts.overlay import overlaid
    from licensectl.facts.yaml_reader import parse_yaml

    return overlaid([parse_yaml(path.read_bytes(), str(path), blank={}) for path in paths])


def settings_files() -> tuple[Path, Path]:
    """The user's settings file and the one of this folder, which goes before it; neither need exist."""
    return user_file(), Path("licensectl.yaml")


def user_file() -> Path:
    """The settings file that holds for this user in any folder."""
    named = os.environ.get(ENV + "CONFIG")
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("licensectl", appauthor=False) / "licensectl.yaml"
