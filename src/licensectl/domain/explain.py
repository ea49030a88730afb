"""One id, everything that is known behind it: words, values now and before, sources, and what depends on it."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from licensectl.domain.catalog import sources_of
from licensectl.domain.factcheck import Everything, cited
from licensectl.domain.period import Period
from licensectl.domain.source import Confidence
from licensectl.domain.text import Bilingual, Text
from licensectl.errors import Failure, Fault
from licensectl.faults.common import UNKNOWN_NAME


class Value(Period, frozen=True, kw_only=True):
    """What held from the first to the last day; a fact without history has one value with open ends."""

    texts: list[Text]
    note: Text | None = None
    sources: list[str] = []
    as_of: str | None = None
    confidence: Confidence | None = None


class Explanation(Struct, frozen=True, kw_only=True):
    """`used_by` names the facts that lean on this id; `sources` are all sources of all values, once each;
    `see` names related ids, such as what the deck claims about the same thing."""

    id: str
    kind: str
    title: Text
    values: list[Value] = []
    sources: list[str] = []
    used_by: list[str] = []
    see: list[str] = []


def explain(id: str, facts: Everything, faults: Mapping[str, Fault]) -> Explanation:
    """The explanation of a fact (`csp.returns`), rule, claim, source, SKU or problem code; Failure for an unknown id."""
    finders: tuple[Callable[[], Explanation | None], ...] = (
        lambda: _fault(id, faults),
        lambda: _attribute(id, facts),
        lambda: _rule(id, facts),
        lambda: _sizing_rule(id, facts),
        lambda: _claim(id, facts),
        lambda: _source(id, facts),
        lambda: _sku(id, facts),
    )
    found = next((explanation for find in finders if (explanation := find())), None)
    if found is None:
        raise Failure(UNKNOWN_NAME.at(what="id", name=id, known=_near(id, facts, faults)))
    return found


def _fault(id: str, faults: Mapping[str, Fault]) -> Explanation | None:
    fault = faults.get(id.upper())
    if fault is None:
        return None
    cure = [Bilingual(fault.cure_en, fault.cure_it)] if fault.cure_en else []
    title = Bilingual(fault.en, fault.it)
    return Explanation(
        id=fault.code,
        kind=f"problem ({fault.severity})",
        title=title,
        values=[Value(texts=list(cure))] if cure else [],
        sources=list(fault.sources),
    )


def _attribute(id: str, facts: Everything) -> Explanation | None:
    program, _, attribute = id.partition(".")
    if program not in facts.programs.programs or attribute not in facts.programs.attributes:
        return None
    values = []
    for fact in facts.programs.programs[program].facts(attribute):
        texts = fact.value if isinstance(fact.value, list) else [fact.value] if fact.value is not None else []
        values.append(
            Value(
                from_=fact.from_,
                until=fact.until,
                texts=texts,
                note=fact.note,
                sources=fact.sources,
                as_of=fact.as_of,
                confidence=fact.confidence,
            )
        )
    see = list(dict.fromkeys(claim for fact in facts.programs.programs[program].facts(attribute) for claim in fact.claims))
    title = facts.programs.attributes[attribute].title
    return Explanation(id=id, kind="fact", title=title, values=values, sources=_all_sources(values), see=see)


def _rule(id: str, facts: Everything) -> Explanation | None:
    rule = facts.returns.rules.get(id)
    if rule is None:
        return None
    value = Value(
        from_=rule.from_, until=rule.until, texts=[*rule.readings, *rule.actions], sources=rule.sources, confidence=rule.confidence
    )
    return Explanation(id=id, kind="return rule", title=rule.title, values=[value], sources=list(rule.sources))


def _sizing_rule(id: str, facts: Everything) -> Explanation | None:
    rule = facts.sizing.rules.get(id)
    if rule is None:
        return None
    values = [
        Value(
            from_=figure.from_,
            until=figure.until,
            texts=[str(figure.value)] if figure.value is not None else [],
            sources=figure.sources,
            confidence=figure.confidence,
        )
        for figure in rule.values
    ]
    values += [Value(texts=[reading]) for reading in rule.readings]
    return Explanation(id=id, kind="sizing rule", title=rule.title, values=values, sources=_all_sources(values))


def _claim(id: str, facts: Everything) -> Explanation | None:
    claim = facts.claims.get(id)
    if claim is None:
        return None
    used = [f"{p}.{a}" for p, held in facts.programs.programs.items() for a in held.attributes for f in held.facts(a) if id in f.claims]
    value = Value(texts=[claim.verdict, *([claim.evidence] if claim.evidence else [])], sources=claim.sources)
    return Explanation(id=id, kind="claim of the deck", title=claim.text, values=[value], sources=claim.sources, used_by=used)


def _source(id: str, facts: Everything) -> Explanation | None:
    source = facts.sources.get(id)
    if source is None:
        return None
    texts: list[Text] = [text for text in (source.tier, source.url, source.note) if text]
    used = list(dict.fromkeys(".".join(map(str, path)) for _, path, key in cited(facts) if key == id))
    value = Value(texts=texts, as_of=source.date, confidence=source.confidence)
    return Explanation(id=id, kind="source", title=source.title, values=[value], used_by=used)


def _sku(id: str, facts: Everything) -> Explanation | None:
    for product in facts.skus.products.values():
        for slug, sku in product.skus.items():
            if id in (slug, sku.sku, sku.part_number):
                sources = sources_of(sku, product)
                value = Value(texts=[*sku.notes, *product.notes], sources=sources, confidence=sku.confidence)
                used = [other for held in facts.skus.products.values() for other, item in held.skus.items() if item.successor == slug]
                return Explanation(id=slug, kind="SKU", title=sku.title, values=[value], sources=sources, used_by=used)
    return None


def _all_sources(values: list[Value]) -> list[str]:
    return list(dict.fromkeys(key for value in values for key in value.sources))


def _near(id: str, facts: Everything, faults: Mapping[str, Fault]) -> str:
    from difflib import get_close_matches

    attributes = [f"{program}.{attribute}" for program in facts.programs.programs for attribute in facts.programs.attributes]
    known = [*attributes, *facts.returns.rules, *facts.sizing.rules, *facts.claims, *facts.sources, *faults]
    return ", ".join(get_close_matches(id, known, 5, 0.0))
