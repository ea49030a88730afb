"""Fact files as tables: their state, their entries and their problems."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from licensectl.core.text import Lang
from licensectl.domain.facts.index import IndexEntry
from licensectl.domain.facts.status import FileStatus, Unverified
from licensectl.domain.programs.model import Claim, Verdict
from licensectl.errors import EXIT_DONE, EXIT_NO, Problem
from licensectl.i18n.terms import coded, term
from licensectl.i18n.translate import N_, translate
from licensectl.render.problems import by_severity, problem_table
from licensectl.render.report import Column, Report, Table, fields_of, framed, table_of, table_of_records


def problems(found: Sequence[Problem], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `data check`: a row per problem; exit 3 when one is an error."""
    counts = by_severity(found)
    record = framed("data-check", stamp, {"counts": counts}, found, lang)
    return Report(translate(N_("Facts"), lang), problem_table(found, lang), record, status=EXIT_NO if counts["error"] else EXIT_DONE)


def entries(found: Sequence[IndexEntry], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `data list`: a row per id."""
    columns = (Column("id", "Id", "id"), Column("kind", N_("Kind")), Column("title", N_("Title")))
    records = [{"id": entry.id, "kind": entry.kind, "title": translate(entry.title, lang)} for entry in found]
    table = table_of_records(columns, ({**one, "kind": coded(one["kind"], lang)} for one in records))
    return Report("", table, framed("data-list", stamp, {"entries": records}, (), lang))


def claims(found: Mapping[str, Claim], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `data claims`: a row per claim of the training slides."""
    columns = (
        Column("claim", N_("Claim"), "id"),
        Column("slide", N_("Slide")),
        Column("text", N_("The training slides say")),
        Column("verdict", N_("Verdict")),
        Column("evidence", N_("Evidence")),
        Column("sources", N_("Sources")),
    )
    records = [
        {
            "id": key,
            **fields_of(claim, "slide", "topic"),
            "text": translate(claim.text, lang),
            "verdict": claim.verdict,
            "evidence": translate(claim.evidence, lang) or None,
            "sources": claim.sources,
        }
        for key, claim in found.items()
    ]
    shown = (
        {**one, "claim": one["id"], "verdict": coded(one["verdict"], lang), "sources": ", ".join(one["sources"]) or None} for one in records
    )
    counts = {verdict: sum(claim.verdict == verdict for claim in found.values()) for verdict in get_args(Verdict)}
    notes = (", ".join(f"{term(verdict, lang)}: {count}" for verdict, count in counts.items() if count),)
    title = translate(N_("{count} claim of the training slides", "{count} claims of the training slides").filled(count=len(found)), lang)
    body = {"counts": counts, "claims": records}
    return Report(title, table_of_records(columns, shown), framed("data-claims", stamp, body, (), lang), notes=notes, used=tuple(found))


def status(files: Sequence[FileStatus], old: Sequence[Unverified], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `data status`: a row per file and folder, then a row per fact that was not verified for a year."""
    table = table_of(
        files,
        (Column("file", N_("Facts"), "id"), lambda row: row.file),
        (Column("path", N_("Path")), lambda row: row.path),
        (Column("entries", N_("Entries"), "int"), lambda row: row.entries),
        (Column("new", N_("New"), "int"), lambda row: row.new),
        (Column("over", N_("Overridden"), "int"), lambda row: row.over),
        (Column("oldest", N_("Oldest date"), "date"), lambda row: row.oldest),
        (Column("newest", N_("Newest date"), "date"), lambda row: row.newest),
    )
    aged = table_of(
        old,
        (Column("id", "Id", "id"), lambda one: one.id),
        (Column("file", N_("Facts"), "id"), lambda one: one.file),
        (Column("verified", N_("Last verified"), "date"), lambda one: one.verified),
        (Column("sources", N_("Sources")), lambda one: ", ".join(one.sources)),
        title=f"{translate(N_('Not verified for a year'), lang)}: {len(old)}",
    )
    body = {"files": list(files), "unverified": list(old)}
    return Report("", table, framed("data-status", stamp, body, (), lang), more=(aged,) if old else ())


def folders(facts: Sequence[str], own: str, cache: str, stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `data where`: what is read, and where the user's own facts would lie."""
    columns = (Column("what", N_("Folder")), Column("path", N_("Path")))
    named = tuple(path for path in facts[1:] if path != own)
    rows = (
        (translate(N_("shipped facts"), lang), facts[0]),
        (translate(N_("your own facts"), lang) if own in facts else translate(N_("your own facts (not there yet)"), lang), own),
        *((translate(N_("overlay"), lang), path) for path in named),
        (translate(N_("compiled facts"), lang), cache),
    )
    body = {"facts": list(facts), "own": own, "cache": cache}
    return Report("", Table(columns, rows), framed("data-where", stamp, body, (), lang))


# What a document with a schema is → its name for people.
DOCUMENTS = {"file": N_("file that people write"), "result": N_("JSON result"), "target": N_("order target")}


def schemas(found: Sequence[tuple[str, str, str | None]], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `schema` without KIND: a row per kind of document."""
    columns = (Column("kind", N_("Kind"), "id"), Column("what", N_("Document")), Column("id", "schema", "id"))
    rows = tuple((kind, translate(DOCUMENTS[what], lang), id_) for kind, what, id_ in found)
    body = {"schemas": [{"kind": kind, "what": what, "id": id_} for kind, what, id_ in found]}
    return Report("", Table(columns, rows), framed("schema-list", stamp, body, (), lang))


def schema(record: dict[str, Any]) -> Report:
    """Return the report of `schema KIND`, which is nothing but the JSON Schema."""
    return Report("", Table((), ()), record, native="json")
