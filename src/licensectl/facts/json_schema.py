"""JSON Schemas. Those of input files are made from the classes that read them, those of results from the result types."""

from collections.abc import Iterator
from inspect import cleandoc
from typing import Any

import msgspec
from msgspec import inspect

from licensectl.domain.customers.model import Customer
from licensectl.domain.orders.codes import CodeFile
from licensectl.domain.orders.profile import OrderProfile
from licensectl.domain.quotes.model import QuoteRequest
from licensectl.facts.fact_files import RECORDS, record
from licensectl.tables.column_map import ColumnMap

KINDS: dict[str, type] = {
    **{name: record(name) for name in RECORDS},
    "request": QuoteRequest,
    "customer": Customer,
    "order-profile": OrderProfile,
    "codes": CodeFile,
    "columns": ColumnMap,
}
# Fields that the reader fills in itself: nobody writes them.
INTERNAL = ("where", "places", "product")
# Files that people write anew for each purpose, without a line that says which kind they are.
WITHOUT_MARK = ("request", "customer", "order-profile", "codes", "columns")
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of one kind of file, for editors that complete and validate YAML."""
    made = of_record(KINDS[kind], f"licensectl {kind}")
    for part in (made, *made["$defs"].values()):
        _loosen(part)
    if kind not in WITHOUT_MARK:
        made["properties"] = {"schema": {"const": f"licensectl.{kind}/1"}, **made["properties"]}
    return made


def of_record(record: type, title: str) -> dict[str, Any]:
    """Return the JSON Schema of a record as it is."""
    [made], parts = msgspec.json.schema_components([record], ref_template="#/$defs/{name}")
    for part in parts.values():
        _settle(part)
    root = parts.pop(made["$ref"].rpartition("/")[2])
    return {"$schema": DIALECT, "title": title, **root, "$defs": dict(sorted(parts.items()))}


def _settle(held: Any) -> None:
    """Make a part of a schema the same whatever the release of Python and msgspec.

    They differ in the indentation that they leave in a docstring, and in whether the keys of a mapping are listed.
    """
    if isinstance(held, list):
        for one in held:
            _settle(one)
    if isinstance(held, dict):
        held.pop("propertyNames", None)
        if isinstance(held.get("description"), str):
            held["description"] = cleandoc(held["description"])
        for one in held.values():
            _settle(one)


def of_result(shape: type, kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a JSON result: no key beyond those of `shape`, and every key that is always written required."""
    made = of_record(shape, kind)
    always = {record.__name__ for record in _records(inspect.type_info(shape)) if not record.__struct_config__.omit_defaults}
    for name, part in ((kind, made), *made["$defs"].items()):
        if "properties" in part:
            _close(part, every=name in always)
    made["properties"]["schema"] = {"const": f"licensectl.{kind}/1"}
    return made | {"title": f"licensectl {kind}"}


def _close(part: dict[str, Any], every: bool) -> None:
    """Allow no further keys; a result has no defaults: where `every`, all keys of the record are written."""
    part["additionalProperties"] = False
    if every:
        part["required"] = list(part["properties"])
    for held in part["properties"].values():
        held.pop("default", None)


def _records(held: Any) -> Iterator[type[msgspec.Struct]]:
    """Yield the msgspec records in a type, at any depth."""
    if isinstance(held, inspect.StructType):
        yield held.cls
    parts = [field.type for field in getattr(held, "fields", ())] + list(getattr(held, "types", ()))
    parts += [getattr(held, name) for name in ("item_type", "key_type", "value_type") if hasattr(held, name)]
    for part in parts:
        yield from _records(part)


def _loosen(part: dict[str, Any]) -> None:
    """YAML writes figures and dates as it likes: `1021.40` and `2025` are as good as their quoted forms."""
    properties = part.get("properties", {})
    for name in INTERNAL:
        if name in properties and not isinstance(properties[name].get("default"), type(None)):
            del properties[name]
    for name, held in properties.items():
        properties[name] = _as_written(held)


def _as_written(held: Any) -> Any:
    if isinstance(held, list):
        return [_as_written(item) for item in held]
    if not isinstance(held, dict):
        return held
    if held.get("type") == "string" and held.get("format") in (None, "decimal") and "enum" not in held:
        return {**{key: value for key, value in held.items() if key != "format"}, "type": ["string", "number"]}
    return {key: _as_written(value) for key, value in held.items()}
