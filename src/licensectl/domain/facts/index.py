"""Every id that `explain` knows, and every value of the facts by path."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from licensectl.core.text import Bilingual, Text
from licensectl.domain.facts.model import Everything, Path
from licensectl.errors import Message
from licensectl.i18n.translate import translate

IN_PARENTHESES = re.compile(r"\(([^()]*)\)")
BETWEEN = re.compile(r"[,;:\s]+")


def values(files: Mapping[str, Any]) -> Iterator[tuple[str, Path, Any]]:
    """Yield every record and bilingual text below the files, with its path in the YAML."""
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
    """Yield every source key that a fact names under `sources` or in parentheses in a text, with its file and path."""
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
    """Yield the source keys that `text` has in parentheses, as "(OPEN-MAC, about 2013)"."""
    if "(" in text:
        for inside in IN_PARENTHESES.findall(text):
            yield from (word for word in BETWEEN.split(inside) if word in register)


def id_of(file: str, path: Path) -> str:
    """Return the id that `explain` has for the fact at `path`: "csp.returns", a SKU, "office.2019.sway", or the id of its entry."""
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
        case "taxes", ["rates", market, *_]:
            return f"vat.{market}"
        case "taxes", ["split_payment", country, *_]:
            return f"split-payment.{country}"
        case "returns", ["routes", route, *_]:
            return f"route.{route}"
        case _:
            return steps[1] if len(steps) > 1 else file


class IndexEntry(NamedTuple):
    """An id; of several things that share one, `explain` shows all."""

    id: str
    kind: str
    title: Text


def index(facts: Everything, messages: Mapping[str, Message]) -> Iterator[IndexEntry]:
    """Yield all entries, in the order of the files; problem codes last."""
    yield from _programs(facts)
    yield from _skus(facts)
    yield from _office(facts)
    yield from _rules(facts)
    yield from _background(facts)
    yield from _entries("glossary term", facts.glossary.terms)
    yield from _entries("claim of the training slides", facts.claims, "text")
    yield from _entries("source", facts.sources)
    for code, message in messages.items():
        yield IndexEntry(code, f"problem ({message.severity})", message.described()[0])


def search(facts: Everything, messages: Mapping[str, Message], words: Sequence[str]) -> list[IndexEntry]:
    """Return the entries that hold every one of `words` in id, kind or title, else those that hold them in their texts."""
    entries = list(index(facts, messages))
    return matching(iter(entries), words) or with_texts(entries, facts._asdict(), words)


def matching(entries: Iterator[IndexEntry], words: Sequence[str]) -> list[IndexEntry]:
    """Return the entries that hold every one of `words`, in any case and language, in id, kind or title."""
    wanted = [word.casefold() for word in words]
    return [entry for entry in entries if all(word in _read(entry) for word in wanted)]


def with_texts(entries: Sequence[IndexEntry], files: Mapping[str, Any], words: Sequence[str]) -> list[IndexEntry]:
    """Return the entries that hold every one of `words` in id, kind, title or one of their texts, in any case and language."""
    wanted = [word.casefold() for word in words]
    texts: dict[str, list[str]] = {}
    for file, path, record in values(files):
        if isinstance(record, Bilingual):
            texts.setdefault(id_of(file, path), []).append(f"{record.en} {record.it}".casefold())
    return [
        entry for entry in entries if any(all(word in f"{_read(entry)} {text}" for word in wanted) for text in texts.get(entry.id, [""]))
    ]


def _read(entry: IndexEntry) -> str:
    return f"{entry.id} {entry.kind} {translate(entry.title, 'en')} {translate(entry.title, 'it')}".casefold()


def _entries(kind: str, held: Mapping[str, Any], title: str = "title", prefix: str = "") -> Iterator[IndexEntry]:
    """Yield the entries of one kind of records, by id; `title` names the field with the title of a record."""
    for fact_id, record in held.items():
        yield IndexEntry(prefix + fact_id, kind, getattr(record, title))


def _programs(facts: Everything) -> Iterator[IndexEntry]:
    yield from _entries("attribute", facts.programs.attributes)
    for fact_id, program in facts.programs.programs.items():
        yield IndexEntry(fact_id, "program", program.title)
        for name in program.attributes:
            if name in facts.programs.attributes:
                yield IndexEntry(f"{fact_id}.{name}", "fact", facts.programs.attributes[name].title)


def _skus(facts: Everything) -> Iterator[IndexEntry]:
    for fact_id, product in facts.skus.products.items():
        yield IndexEntry(fact_id, "product", product.title)
        for slug, sku in product.skus.items():
            yield IndexEntry(slug, "SKU", sku.title)
    yield from _entries("access licence", facts.skus.access_licenses)
    yield from _entries("condition", facts.skus.conditions)
    yield from _entries("look-alike", facts.skus.look_alikes, "what")


def _office(facts: Everything) -> Iterator[IndexEntry]:
    yield from _entries("Office edition", facts.office.editions)
    for name, matrix in facts.office.matrices.items():
        yield IndexEntry(f"office.{name}", "Office matrix", matrix.title)
        for fact_id, row in matrix.rows.items():
            yield IndexEntry(f"office.{name}.{fact_id}", "Office feature", row.title)
    yield from _entries("disagreement", facts.office.disagreements, "text")


def _rules(facts: Everything) -> Iterator[IndexEntry]:
    yield from _entries("return rule", facts.returns.rules)
    yield from _entries("way to give back", facts.returns.routes, "how", "route.")
    yield from _entries("provider", facts.returns.providers)
    yield from _entries("sizing rule", facts.sizing.rules)
    yield from _entries("counted product", facts.sizing.access, prefix="size.")
    yield from _entries("advice rule", facts.advice.rules, "situation")
    yield from _entries("choice", facts.advice.choices)
    yield from _entries("qualification", facts.eligibility.qualifications)
    yield from _entries("offer", facts.eligibility.offers)
    for fact_id in facts.ordering.programs:
        yield IndexEntry(
            f"order.{fact_id}", "order rule", facts.programs.programs[fact_id].title if fact_id in facts.programs.programs else fact_id
        )
    yield from _entries("order rule", facts.ordering.mca_reacceptance)
    yield from _entries("order rule", facts.ordering.partner_prerequisites)
    yield from _entries("region", facts.ordering.regions)
    yield from _entries("VAT rate", facts.taxes.rates, prefix="vat.")
    yield from _entries("area", facts.taxes.areas)
    yield from _entries("split payment", facts.taxes.split_payment, prefix="split-payment.")


def _background(facts: Everything) -> Iterator[IndexEntry]:
    for fact_id, note in facts.background.notes.items():
        yield IndexEntry(fact_id, note.kind, note.title)
    yield from _entries("event", facts.background.events, "text")
