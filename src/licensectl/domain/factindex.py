"""Every id that `explain` knows, with its kind and title."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from licensectl.domain.text import Bilingual, Text, read
from licensectl.errors import Fault

if TYPE_CHECKING:
    from licensectl.domain.factcheck import Everything


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
