"""Compile the Italian catalogue when a package is built: wheels and sdists hold the `.mo`."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CATALOGS = "src/licensectl/i18n/locale"


class CatalogHook(BuildHookInterface):
    """Writes `licensectl.mo` beside each `licensectl.po`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile all catalogues and put them into the package."""
        for source in sorted((Path(self.root) / CATALOGS).glob("*/LC_MESSAGES/*.po")):
            compiled = source.with_suffix(".mo")
            with source.open("rb") as file, compiled.open("wb") as out:
                write_mo(out, read_po(file))
            build_data["artifacts"].append(f"/{compiled.relative_to(self.root).as_posix()}")
