"""The commands of a group, each made when it is asked for: a group of ten costs what its one command costs."""

from collections.abc import Iterable, Iterator
from copy import copy
from typing import Any

import typer


class Commands(dict[str, Any]):
    """Commands by name, in order; looked up as in any dict, made at the first look."""

    def __init__(self, app: typer.Typer, infos: Iterable[Any]) -> None:
        self._app = app
        self._infos = {str(info.name): info for info in infos}
        super().__init__(dict.fromkeys(self._infos))

    def __getitem__(self, name: str) -> Any:
        if super().__getitem__(name) is None:
            alone = copy(self._app)
            alone.registered_commands, alone.registered_groups, alone.registered_callback = [self._infos[name]], [], None
            self[name] = typer.main.get_command(alone)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        # `self[name]`, not the `get` of dict, which would hand out what is not made yet.
        return self[name] if name in self else default  # noqa: SIM401

    def items(self) -> Any:
        return [(name, self[name]) for name in self]

    def values(self) -> Any:
        return [self[name] for name in self]


def lazily(app: typer.Typer) -> Any:
    """What Typer makes of `app`, its commands left for later where it is a group."""
    if not app.registered_callback:
        return typer.main.get_command(app)
    bare = copy(app)
    bare.registered_commands, bare.registered_groups = [], []
    made: Any = typer.main.get_command(bare)
    made.commands = Commands(app, _commands(app))
    return made


def _commands(app: typer.Typer) -> Iterator[Any]:
    """The commands of the group and of those without a name that it holds."""
    yield from app.registered_commands
    for held in app.registered_groups:
        if held.typer_instance:
            yield from _commands(held.typer_instance)
