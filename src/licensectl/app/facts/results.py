"""Shapes of the JSON results of `data …` and of the list of `schema`."""

from typing import Literal, TypedDict

from licensectl.domain.facts.status import FileStatus, Unverified
from licensectl.domain.programs.model import Verdict
from licensectl.render.result import Result, SeverityCounts


class DataCheck(Result):
    """The result of `data check`."""

    counts: SeverityCounts


class IndexEntryRecord(TypedDict):
    """An id that `explain` knows."""

    id: str
    kind: str
    title: str


class DataList(Result):
    """The result of `data list`."""

    entries: list[IndexEntryRecord]


class ClaimRecord(TypedDict):
    """A claim of the training slides."""

    id: str
    slide: str
    topic: str
    text: str
    verdict: Verdict
    evidence: str | None
    sources: list[str]


class DataClaims(Result):
    """The result of `data claims`; `counts` by verdict."""

    counts: dict[Verdict, int]
    claims: list[ClaimRecord]


class DataStatus(Result):
    """The result of `data status`."""

    files: list[FileStatus]
    unverified: list[Unverified]


class DataWhere(Result):
    """The result of `data where`: the folders of facts from the lowest up, your own, and the cache."""

    facts: list[str]
    own: str
    cache: str


class SchemaEntry(TypedDict):
    """A kind of document that `schema` knows; `id` is the value of its key `schema`, null if it has no such key."""

    kind: str
    what: Literal["file", "result", "target"]
    id: str | None


class SchemaList(Result):
    """The result of `schema` without KIND."""

    schemas: list[SchemaEntry]


RESULTS: dict[str, type] = {
    "data-check": DataCheck,
    "data-list": DataList,
    "data-claims": DataClaims,
    "data-status": DataStatus,
    "data-where": DataWhere,
    "schema-list": SchemaList,
}
