"""Shapes that JSON results share. A test compares what commands write with the schemas that are made of them."""

from datetime import date
from typing import NotRequired, TypedDict

from licensectl.errors import Severity


class ProblemRecord(TypedDict):
    """A problem; `where` is "file:line", "row 12" or empty."""

    severity: Severity
    code: str
    message: str
    where: str
    sources: list[str]


class Result(TypedDict):
    """The keys of every result. `used`: with --explain the ids of the facts behind the answer."""

    schema: str
    as_of: date
    data_version: str
    problems: list[ProblemRecord]
    used: NotRequired[list[str]]


class SeverityCounts(TypedDict):
    """Number of problems of each severity."""

    error: int
    warning: int
    info: int


class Failure(TypedDict):
    """The object on stderr when a command fails and JSON was asked for."""

    schema: str
    problems: list[ProblemRecord]


# Results that no feature owns.
RESULTS: dict[str, type] = {"error": Failure}
