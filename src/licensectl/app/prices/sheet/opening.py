"""Open a price list: Microsoft's own, one with a map, or one that a shipped map is known to read."""

from typing import BinaryIO

from licensectl.core.text import Text
from licensectl.errors import LicensectlError
from licensectl.facts.user_maps import shipped_map, shipped_names
from licensectl.tables import messages
from licensectl.tables.column_map import MICROSOFT, ColumnMap
from licensectl.tables.headers import find, is_other_kind
from licensectl.tables.table import TableReader

# What a shipped map may leave to the user.
UNSAID = {MICROSOFT["market"], MICROSOFT["currency"]}


def opened(content: bytes | BinaryIO, name: str, columns: ColumnMap | None) -> tuple[TableReader, ColumnMap | None, list[Text]]:
    """Return the table, its map and, if the map was found by the header, the kind of list.

    Raises LicensectlError on an empty file, and for a list that a shipped map reads once its market and currency are known.
    """
    table = _table(content, name, columns)
    if columns is not None or not find(table.header, None).missing or is_other_kind(table.top):
        return table, columns, []
    for shipped in shipped_names():
        made = shipped_map(shipped)
        other = _table(table.rewound(), name, made, table)
        missing = find(other.header, made).missing
        if not missing:
            return other, made, [made.name]
        if set(missing) <= UNSAID and other.some_belong:
            where = f"{name}:{max(other.header_row, 1)}"
            raise LicensectlError(messages.SHIPPED.at(where, kind=made.name, name=shipped))
    return _table(table.rewound(), name, None, table), None, []


def _table(content: bytes | BinaryIO, name: str, columns: ColumnMap | None, like: TableReader | None = None) -> TableReader:
    return TableReader(content, name, lambda cells: len(find(cells, columns).missing), columns, like)
