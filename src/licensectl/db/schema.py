"""The tables of a database compared with those that licensectl makes there."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import lru_cache
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, NamedTuple

from licensectl.db import messages
from licensectl.db.engine import DatabaseSchema
from licensectl.errors import LicensectlError, Problem
from licensectl.i18n.translate import N_

if TYPE_CHECKING:
    import sqlite3

# Name, type, NOT NULL and place in the primary key, as `PRAGMA table_info` gives them.
COLUMNS = 'SELECT name, type, "notnull", pk FROM pragma_table_info(?)'
OBJECTS = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'"


KINDS = {
    "table": N_("table"),
    "view": N_("view"),
    "index": N_("index"),
    "trigger": N_("trigger"),
    "rule": N_("rule"),
    "constraint": N_("constraint"),
    "row security": N_("row security"),
    "nothing": N_("nothing"),
}
# What a value of another type may raise where it is used.
UNEXPECTED = (TypeError, ValueError, ArithmeticError)


class Objects(NamedTuple):
    """The objects of a database: the columns of each table by name, and everything else as (type, name)."""

    tables: Mapping[str, Mapping[str, tuple[object, ...]]]
    others: frozenset[tuple[str, str]]


@lru_cache
def expected(shape: DatabaseSchema) -> Objects:
    """Return the objects of a database of this shape; tables that others refer to come first."""
    # A ledger on a server is compared where a table is missing alone.
    import sqlite3

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        for statement in (statement for step in shape.migrations for statement in step):
            made.execute(statement)
        found = objects_of(made)
        referred = {name: {row[2] for row in made.execute(f"PRAGMA foreign_key_list({name})")} - {name} for name in sorted(found.tables)}
    return Objects({name: found.tables[name] for name in TopologicalSorter(referred).static_order()}, found.others)


def objects_of(connection: "sqlite3.Connection") -> Objects:
    """Return the objects of an SQLite database; no view is read."""
    found = connection.execute(OBJECTS).fetchall()
    tables = {name: {row[0]: row[1:] for row in connection.execute(COLUMNS, (name,))} for kind, name in found if kind == "table"}
    rules = {("constraint", f"{name}: {rule}") for name in tables for rule in _constraints(connection, name)}
    return Objects(tables, frozenset({(kind, name) for kind, name in found if kind != "table"} | rules))


def _constraints(connection: "sqlite3.Connection", table: str) -> Iterator[str]:
    """Yield the constraints of a table over several columns or tables, as PostgreSQL words them."""
    keys = sorted(((place, name) for name, *_, place in connection.execute(COLUMNS, (table,)) if place))
    if keys:
        yield f"PRIMARY KEY ({', '.join(name for _, name in keys)})"
    for (index,) in connection.execute("SELECT name FROM pragma_index_list(?) WHERE origin = 'u'", (table,)).fetchall():
        columns = [row[0] for row in connection.execute("SELECT name FROM pragma_index_info(?) ORDER BY seqno", (index,))]
        yield f"UNIQUE ({', '.join(columns)})"
    references: dict[int, list[tuple[str, str, str, str]]] = {}
    for number, *one in connection.execute(
        'SELECT id, "table", "from", "to", on_delete FROM pragma_foreign_key_list(?) ORDER BY seq', (table,)
    ):
        references.setdefault(number, []).append((one[0], one[1], one[2], one[3]))
    for rows in references.values():
        ours, theirs = ", ".join(row[1] for row in rows), ", ".join(row[2] for row in rows)
        deleted = f" ON DELETE {rows[0][3]}" if rows[0][3] != "NO ACTION" else ""
        yield f"FOREIGN KEY ({ours}) REFERENCES {rows[0][0]}({theirs}){deleted}"


def differences(found: Objects, shape: DatabaseSchema, name: str) -> list[Problem]:
    """Return an error for each table or column that is missing or another, a warning for each object that is not ours."""
    return [*_missing(found, expected(shape), name), *_foreign(found, expected(shape), name)]


@contextmanager
def compared(check: Callable[[], None]) -> Iterator[None]:
    """Compare the tables by `check` when a value is of an unexpected type, as the cause may be a column of another type."""
    try:
        yield
    except UNEXPECTED:
        check()
        raise


def require_tables(connection: "sqlite3.Connection", shape: DatabaseSchema, name: str) -> None:
    """Raise LicensectlError if a table or a column of the ledger is missing, or a view has its name."""
    require(objects_of(connection), shape, name)


def require(found: Objects, shape: DatabaseSchema, name: str) -> None:
    """Raise LicensectlError if a table or a column is missing or another."""
    if wrong := list(_missing(found, expected(shape), name)):
        raise LicensectlError(*wrong)


def _missing(found: Objects, wanted: Objects, name: str) -> Iterator[Problem]:
    kinds = {called: kind for kind, called in found.others}
    for table, columns in wanted.tables.items():
        if table not in found.tables:
            yield messages.NO_TABLE.at(name, table=table, found=KINDS.get(kinds.get(table, "nothing"), kinds.get(table)))
            continue
        for column, form in columns.items():
            if found.tables[table].get(column) != form:
                yield messages.NO_COLUMN.at(name, table=table, column=column)


def _foreign(found: Objects, wanted: Objects, name: str) -> Iterator[Problem]:
    tables = {("table", table) for table in found.tables if table not in wanted.tables}
    # A view in the place of a table is an error already. Constraints of a table that is not ours are named with it.
    others = {(kind, called) for kind, called in found.others - wanted.others if kind == "row security" or called not in wanted.tables}
    others = {(kind, called) for kind, called in others if kind != "constraint" or called.partition(":")[0] in wanted.tables}
    for kind, called in sorted(tables | others):
        yield messages.FOREIGN_OBJECT.at(name, what=KINDS.get(kind, kind), object=called)
    for table, columns in wanted.tables.items():
        for column in found.tables.get(table, {}):
            if column not in columns:
                yield messages.FOREIGN_OBJECT.at(name, what=N_("column"), object=f"{table}.{column}")
    for kind, called in sorted(wanted.others - found.others):
        if kind == "index":
            yield messages.NO_INDEX.at(name, index=called)
        # Those of a table that is missing are missing with it.
        elif kind == "constraint" and called.partition(":")[0] in found.tables:
            yield messages.NO_CONSTRAINT.at(name, constraint=called)
