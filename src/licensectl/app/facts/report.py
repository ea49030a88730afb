"""Fact files as tables: their state, their entries and their problems."""

from collections.abc import Mapping, Sequence
from typing import Any

from licensectl.core.text import Lang, read
from licensectl.domain.facts.index import IndexEntry
from licensectl.domain.facts.status import FileStatus
from licensectl.errors import EXIT_DONE, EXIT_NO, Problem
from licensectl.i18n.words import word
from licensectl.render.problems import by_severity, problem_table
from licensectl.render.report import Column, Report, Table, framed


def problems(found: Sequence[Problem], stamp: Mapping[str, str], lang: Lang) -> Report:
    """The report of `data check`: a row per problem; exit 3 when one is an error."""
    counts = by_severity(found)
    record = framed("data-check", stamp, {"counts": counts}, found, lang)
    return Report(word("Facts", lang), problem_table(found, lang), record, status=EXIT_NO if counts["error"] else EXIT_DONE)


def entries(found: Sequence[IndexEntry], stamp: Mapping[str, str], lang: Lang) -> Report:
    """The report of `data list`: a row per id."""
    columns = (
        Column("id", "Id", "id"),
        Column("kind", word("Kind", lang)),
        Column("title", word("Title", lang)),
    )
    rows = tuple((entry.id, word(entry.kind, lang), read(entry.title, lang)) for entry in found)
    body = {"entries": [{"id": entry.id, "kind": entry.kind, "title": read(entry.title, lang)} for entry in found]}
    return Report("", Table(columns, rows), framed("data-list", stamp, body, (), lang))


def status(files: Sequence[FileStatus], stamp: Mapping[str, str], lang: Lang) -> Report:
    """The report of `data status`: a row per file and folder."""
    columns = (
        Column("file", word("Facts", lang), "id"),
        Column("path", word("Path", lang)),
        Column("entries", word("Entries", lang), "int"),
        Column("new", word("New", lang), "int"),
        Column("over", word("Overridden", lang), "int"),
        Column("oldest", word("Oldest date", lang)),
        Column("newest", word("Newest date", lang)),
    )
    rows = tuple((row.file, row.path, row.entries, row.new, row.over, row.oldest, row.newest) for row in files)
    return Report("", Table(columns, rows), framed("data-status", stamp, {"files": list(files)}, (), lang))


def folders(facts: Sequence[str], own: str, cache: str, stamp: Mapping[str, str], lang: Lang) -> Report:
    """The report of `data where`: what is read, and where the user's own facts would lie."""
    columns = (Column("what", word("Folder", lang)), Column("path", word("Path", lang)))
    named = tuple(path for path in facts[1:] if path != own)
    rows = (
        (word("shipped facts", lang), facts[0]),
        (word("your own facts", lang) if own in facts else word("your own facts (not there yet)", lang), own),
        *((word("overlay", lang), path) for path in named),
        (word("compiled facts", lang), cache),
    )
    body = {"facts": list(facts), "own": own, "cache": cache}
    return Report("", Table(columns, rows), framed("data-where", stamp, body, (), lang))


# What a document with a schema is → its name for people.
DOCUMENTS = {"file": "file that people write", "result": "JSON result", "target": "order target"}


def schemas(found: Sequence[tuple[str, str, str | None]], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `schema` without KIND: a row per kind of document."""
    columns = (Column("kind", word("Kind", lang), "id"), Column("what", word("Document", lang)), Column("id", "schema", "id"))
    rows = tuple((kind, word(DOCUMENTS[what], lang), id_) for kind, what, id_ in found)
    body = {"schemas": [{"kind": kind, "what": what, "id": id_} for kind, what, id_ in found]}
    return Report("", Table(columns, rows), framed("schema-list", stamp, body, (), lang))


def schema(record: dict[str, Any]) -> Report:
    """Return the report of `schema KIND`, which is nothing but the JSON Schema."""
    return Report("", Table((), ()), record, native="json")
