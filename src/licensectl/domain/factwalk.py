"""Every record of the fact files with its path, and which of them lean on which source."""

import re
from collections.abc import Container, Iterator, Mapping
from typing import Any

from msgspec import Struct

from licensectl.domain.text import Bilingual

Path = tuple[str | int, ...]
IN_PARENTHESES = re.compile(r"\(([^()]*)\)")
BETWEEN = re.compile(r"[,;:\s]+")


def values(files: Mapping[str, Any]) -> Iterator[tuple[str, Path, Any]]:
    """Every record and bilingual text below the files, with its path in the YAML."""
    for file, held in files.items():
        found: list[tuple[Path, Any]] = []
        _collect(held, (file,) if file in ("sources", "claims") else (), found)
        yield from ((file, path, value) for path, value in found)


def _collect(value: Any, path: Path, found: list[tuple[Path, Any]]) -> None:
    # Into one list: handing each record up through a generator per level takes three times as long.
    if isinstance(value, Struct):
        found.append((path, value))
        for name, written in zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True):
            item = getattr(value, name)
            if isinstance(item, (Struct, dict, list, Mapping)):
                _collect(item, (*path, written), found)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            _collect(item, (*path, key), found)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            _collect(item, (*path, number), found)


def cited(files: Mapping[str, Any]) -> Iterator[tuple[str, Path, str]]:
    """Every source key that a fact names under `sources` or in parentheses in a text, with the file and the path of it."""
    register = files["sources"]
    for file, path, record in values(files):
        if isinstance(record, Bilingual):
            for key in mentioned(record.en, register):
                yield file, path, key
            continue
        for key in getattr(record, "sources", ()):
            yield file, path, key
        if hasattr(record, "money"):
            yield file, path, record.source
        listed = getattr(record, "segments", None)
        for segment, keys in listed.items() if isinstance(listed, dict) else ():
            for key in keys:
                yield file, (*path, "segments", segment), key


def mentioned(text: str, register: Container[str]) -> Iterator[str]:
    """The source keys that stand in parentheses in `text`, as "(OPEN-MAC, about 2013)"."""
    if "(" in text:
        for inside in IN_PARENTHESES.findall(text):
            yield from (word for word in BETWEEN.split(inside) if word in register)


def id_of(file: str, path: Path) -> str:
    """What `explain` calls the fact at `path`: "csp.returns", a SKU, "office.2019.sway", or the id of its entry."""
    steps = [str(step) for step in path]
    match file, steps:
        case "programs", ["programs", program, "attributes", attribute, *_]:
            return f"{program}.{attribute}"
        case "skus", ["products", _, "skus", sku, *_]:
            return sku
        case "office", ["matrices", matrix, "rows", row, *_]:
            return f"office.{matrix}.{row}"
        case "office", ["matrices", matrix, *_]:
            return f"office.{matrix}"
        case "returns", ["routes", route, *_]:
            return f"route.{route}"
        case _:
            return steps[1] if len(steps) > 1 else file
