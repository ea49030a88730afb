"""The tables of a database compared with those that licensectl makes there."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import lru_cache
from graphlib import TopologicalSorter
from typing import NamedTuple

from licensectl.db import messages
from licensectl.db.engine import DatabaseSchema
from licensectl.errors import LicensectlError, Problem
from licensectl.i18n.translate import N_

# Name, type, NOT NULL and place in the primary key, as `PRAGMA table_info` gives them.
COLUMNS = 'SELECT name, type, "notnull", pk FROM pragma_table_info(?)'
OBJECTS = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'"


KINDS = {"table": N_("table"), "view": N_("view"), "index": N_("index"), "trigger": N_("trigger"), "nothing": N_("nothing")}


class Objects(NamedTuple):
    """The objects of a database: the columns of each table by name, and everything else as (type, name)."""

    tables: Mapping[str, Mapping[str, tuple[object, ...]]]
    others: frozenset[tuple[str, str]]


@lru_cache
def expected(shape: DatabaseSchema) -> Objects:
    """Return the objects of a database of this shape; tables that others refer to come first."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        for statement in (statement for step in shape.migrations for statement in step):
            made.execute(statement)
        found = objects_of(made)
        referred = {name: {row[2] for row in made.execute(f"PRAGMA foreign_key_list({name})")} - {name} for name in sorted(found.tables)}
    return Objects({name: found.tables[name] for name in TopologicalSorter(referred).static_order()}, found.others)


def objects_of(connection: sqlite3.Connection) -> Objects:
    """Return the objects of an SQLite database; no view is read."""
    found = connection.execute(OBJECTS).fetchall()
    tables = {name: {row[0]: row[1:] for row in connection.execute(COLUMNS, (name,))} for kind, name in found if kind == "table"}
    return Objects(tables, frozenset((kind, name) for kind, name in found if kind != "table"))


def differences(found: Objects, shape: DatabaseSchema, name: str) -> list[Problem]:
    """Return an error for each table or column that is missing or another, a warning for each object that is not ours."""
    return [*_missing(found, expected(shape), name), *_foreign(found, expected(shape), name)]


def require_tables(connection: sqlite3.Connection, shape: DatabaseSchema, name: str) -> None:
    """Raise LicensectlError if a table or a column of the ledger is missing, or a view has its name."""
    if wrong := list(_missing(objects_of(connection), expected(shape), name)):
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
    # A view in the place of a table is an error already.
    others = {one for one in found.others - wanted.others if one[1] not in wanted.tables}
    for kind, called in sorted(tables | others):
        yield messages.FOREIGN_OBJECT.at(name, what=KINDS.get(kind, kind), object=called)
    for table, columns in wanted.tables.items():
        for column in found.tables.get(table, {}):
            if column not in columns:
                yield messages.FOREIGN_OBJECT.at(name, what=N_("column"), object=f"{table}.{column}")
    for _, called in sorted(one for one in wanted.others - found.others if one[0] == "index"):
        yield messages.NO_INDEX.at(name, index=called)
