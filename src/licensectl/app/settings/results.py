"""Shapes of the JSON results of `config …`."""

from typing import TypedDict

from licensectl.render.result import Result


class SettingRecord(TypedDict):
    """A setting; a null value: not set. `origin` is an option, a variable, a file with its line, or "built in"."""

    name: str
    value: str | None
    origin: str | None


class Config(Result):
    """The result of `config show`."""

    settings: list[SettingRecord]


class SettingsFile(TypedDict):
    """A place where settings may be; `there`: the file exists."""

    kind: str
    path: str
    there: bool


class ConfigFiles(Result):
    """The result of `config check`."""

    files: list[SettingsFile]


RESULTS: dict[str, type] = {"config": Config, "config-files": ConfigFiles}
