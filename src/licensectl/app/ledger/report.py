"""Reports on the ledger: its contents, its problems and its changes."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from licensectl.core.ledger import AuditEntry, LedgerContents
from licensectl.core.text import Lang
from licensectl.errors import EXIT_DONE, EXIT_NO, Problem
from licensectl.i18n.terms import Coded, coded, term
from licensectl.i18n.translate import N_, translate
from licensectl.render.audit_detail import audit_detail
from licensectl.render.problems import problem_table
from licensectl.render.report import Column, Report, Table, framed, table_of


def carried(contents: LedgerContents, file: tuple[str, Path | None], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `ledger backup` or `ledger restore`: rows by table, and the file beside, if there is one."""
    columns = (Column("table", N_("Table")), Column("rows", N_("Rows"), "int"))
    cells = tuple((term(title, lang), count) for title, count in contents.titled_rows)
    label, path = file
    body = {"ledger": contents.name, "file": path and str(path), "rows": dict(contents.rows)}
    notes = (f"{translate(N_('Ledger'), lang)}: {contents.name}", *((f"{term(label, lang)}: {path}",) if path else ()))
    return Report(translate(N_("Ledger"), lang), Table(columns, cells), framed("ledger", stamp, body, (), lang), notes=notes)


def check(contents: LedgerContents, found: Sequence[Problem], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `ledger check`: a row per problem, the contents in notes; exit 3 for an error or a warning."""
    name, version, rows = contents
    body = {"ledger": name, "version": version, "rows": dict(rows)}
    said = "—" if version is None else version or translate(N_("empty"), lang)
    counts = (f"{term(title, lang)}: {count}" for title, count in contents.titled_rows)
    notes = (f"{translate(N_('Ledger'), lang)}: {name}", f"{translate(N_('Schema version'), lang)}: {said}", *counts)
    bad = any(problem.severity != "info" for problem in found)
    record = framed("ledger-check", stamp, body, found, lang)
    return Report(translate(N_("Ledger"), lang), problem_table(found, lang), record, notes=notes, status=EXIT_NO if bad else EXIT_DONE)


def log(entries: Sequence[AuditEntry], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `ledger log`: a row per change, the newest first."""
    table = table_of(
        entries,
        (Column("number", "#", "int"), lambda entry: entry.number),
        (Column("at", N_("Moment (UTC)"), "date"), lambda entry: entry.at),
        (Column("who", N_("Who")), lambda entry: entry.who),
        (Column("what", N_("What")), lambda entry: coded(entry.what, lang)),
        (Column("subject", N_("Subject"), "id"), lambda entry: entry.subject),
        (Column("detail", N_("Detail")), lambda entry: Coded(entry.detail, audit_detail(entry, lang))),
    )
    return Report(translate(N_("Audit trail"), lang), table, framed("ledger-log", stamp, {"entries": list(entries)}, (), lang))
