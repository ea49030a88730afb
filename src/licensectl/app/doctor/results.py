"""Shape of the JSON result of `doctor`."""

from typing import Literal, TypedDict

from licensectl.render.result import Result


class Part(TypedDict):
    """A part of the installation: its state and what it says about itself, by label."""

    part: str
    state: Literal["ok", "info", "warning", "error"]
    says: dict[str, str | int]
    place: str | None


class Doctor(Result):
    """The result of `doctor`."""

    parts: list[Part]


RESULTS: dict[str, type] = {"doctor": Doctor}
