"""Every id that `explain` knows, and every value of the facts by path."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from licensectl.core.text import Bilingual, Text, read
from licensectl.errors import Fault

if TYPE_CHECKING:
    from licensectl.domain.facts.validate import Everything

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


class Entry(NamedTuple):
    """An id; of several things that share one, `explain` shows all."""

    id: str
    kind: str
    title: Text


def index(facts: "Everything", faults: Mapping[str, Fault]) -> Iterator[Entry]:
    """All entries, in the order of the files; problem codes last."""
    yield from _programs(facts)
    yield from _skus(facts)
    yield from _office(facts)
    yield from _rules(facts)
    yield from _background(facts)
    for id, claim in facts.claims.items():
        yield Entry(id, "claim of the deck", claim.text)
    for id, source in facts.sources.items():
        yield Entry(id, "source", source.title)
    for code, fault in faults.items():
        yield Entry(code, f"problem ({fault.severity})", Bilingual(fault.en, fault.it))


def matching(entries: Iterator[Entry], words: Sequence[str]) -> list[Entry]:
    """The entries that hold every one of `words`, in any case and language, in id, kind or title."""
    wanted = [word.casefold() for word in words]
    return [entry for entry in entries if all(word in _read(entry) for word in wanted)]


def _read(entry: Entry) -> str:
    return f"{entry.id} {entry.kind} {read(entry.title, 'en')} {read(entry.title, 'it')}".casefold()


def _programs(facts: "Everything") -> Iterator[Entry]:
    for id, attribute in facts.programs.attributes.items():
        yield Entry(id, "attribute", attribute.title)
    for id, program in facts.programs.programs.items():
        yield Entry(id, "program", program.title)
        for name in program.attributes:
            if name in facts.programs.attributes:
                yield Entry(f"{id}.{name}", "fact", facts.programs.attributes[name].title)


def _skus(facts: "Everything") -> Iterator[Entry]:
    for id, product in facts.skus.products.items():
        yield Entry(id, "product", product.title)
        for slug, sku in product.skus.items():
            yield Entry(slug, "SKU", sku.title)
    for id, licence in facts.skus.access_licenses.items():
        yield Entry(id, "access licence", licence.title)
    for id, condition in facts.skus.conditions.items():
        yield Entry(id, "condition", condition.title)
    for id, look_alike in facts.skus.look_alikes.items():
        yield Entry(id, "look-alike", look_alike.what)


def _office(facts: "Everything") -> Iterator[Entry]:
    for id, edition in facts.office.editions.items():
        yield Entry(id, "Office edition", edition.title)
    for name, matrix in facts.office.matrices.items():
        yield Entry(f"office.{name}", "Office matrix", matrix.title)
        for id, row in matrix.rows.items():
            yield Entry(f"office.{name}.{id}", "Office feature", row.title)
    for id, disagreement in facts.office.disagreements.items():
        yield Entry(id, "disagreement", disagreement.text)


def _rules(facts: "Everything") -> Iterator[Entry]:
    for id, rule in facts.returns.rules.items():
        yield Entry(id, "return rule", rule.title)
    for id, route in facts.returns.routes.items():
        yield Entry(f"route.{id}", "way to give back", route.how)
    for id, provider in facts.returns.providers.items():
        yield Entry(id, "provider", provider.title)
    for id, sizing in facts.sizing.rules.items():
        yield Entry(id, "sizing rule", sizing.title)
    for id, access in facts.sizing.access.items():
        yield Entry(f"size.{id}", "counted product", access.title)
    for id, advice in facts.advice.rules.items():
        yield Entry(id, "advice rule", advice.situation)
    for id, choice in facts.advice.choices.items():
        yield Entry(id, "choice", choice.title)
    for id, qualification in facts.eligibility.qualifications.items():
        yield Entry(id, "qualification", qualification.title)
    for id, offer in facts.eligibility.offers.items():
        yield Entry(id, "offer", offer.title)
    for id in facts.ordering.programs:
        yield Entry(f"order.{id}", "order rule", facts.programs.programs[id].title if id in facts.programs.programs else id)
    for id, region in facts.ordering.regions.items():
        yield Entry(id, "region", region.title)


def _background(facts: "Everything") -> Iterator[Entry]:
    for id, note in facts.background.notes.items():
        yield Entry(id, note.kind, note.title)
    for id, event in facts.background.events.items():
        yield Entry(id, "event", event.text)
