"""One id, everything that is known behind it: words, values now and before, sources, and what depends on it."""

from collections.abc import Mapping

from licensectl.domain import explain_rules, explain_things
from licensectl.domain.explanation import Explanation, Value
from licensectl.domain.factcheck import Everything, cited
from licensectl.domain.text import Bilingual, Text
from licensectl.errors import Failure, Fault
from licensectl.faults.common import UNKNOWN_NAME


def explain(id: str, facts: Everything, faults: Mapping[str, Fault]) -> Explanation:
    """The explanation of any fact, rule, claim, thing, source or problem code; Failure for an unknown id."""
    found = _fault(id, faults)
    for find in (*explain_rules.FINDERS, *explain_things.FINDERS, _source):
        found = found or find(id, facts)
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


def _source(id: str, facts: Everything) -> Explanation | None:
    source = facts.sources.get(id)
    if source is None:
        return None
    texts: list[Text] = [text for text in (source.tier, source.url, source.note) if text]
    used = list(dict.fromkeys(".".join(map(str, path)) for _, path, key in cited(facts) if key == id))
    value = Value(texts=texts, as_of=source.date, confidence=source.confidence)
    return Explanation(id=id, kind="source", title=source.title, values=[value], used_by=used)


def _near(id: str, facts: Everything, faults: Mapping[str, Fault]) -> str:
    from difflib import get_close_matches

    attributes = [f"{program}.{attribute}" for program in facts.programs.programs for attribute in facts.programs.attributes]
    rules = (*facts.returns.rules, *facts.sizing.rules, *facts.advice.rules, *facts.eligibility.qualifications, *facts.eligibility.offers)
    things = (*facts.programs.programs, *facts.skus.products, *facts.skus.access_licenses, *facts.office.editions, *facts.advice.choices)
    known = [*attributes, *rules, *things, *facts.claims, *facts.sources, *faults]
    return ", ".join(get_close_matches(id, known, 5, 0.0))
