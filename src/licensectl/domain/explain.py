"""One id, everything that is known behind it: words, values now and before, sources, and what depends on it."""

from collections.abc import Mapping

from msgspec.structs import replace

from licensectl.domain import explain_background, explain_rules, explain_things
from licensectl.domain.explanation import Explanation, Value, merged
from licensectl.domain.factcheck import Everything
from licensectl.domain.factindex import index
from licensectl.domain.factwalk import cited, id_of, mentioned
from licensectl.domain.text import Bilingual, Text, read
from licensectl.errors import Failure, Fault
from licensectl.faults.common import UNKNOWN_NAME

FINDERS = (*explain_things.FINDERS, *explain_rules.FINDERS, *explain_background.FINDERS)


def explain(id: str, facts: Everything, faults: Mapping[str, Fault]) -> Explanation:
    """The explanation of any fact, rule, claim, thing, source or problem code; Failure for an unknown id."""
    found = [made for find in FINDERS if (made := find(id, facts))]
    found += [made for made in (_fault(id, faults), _source(id, facts, faults)) if made]
    if not found:
        raise Failure(UNKNOWN_NAME.at(what="id", name=id, known=_near(id, facts, faults)))
    return _completed(merged(found), facts)


def _completed(made: Explanation, facts: Everything) -> Explanation:
    """With the sources that its texts name in parentheses, and the notes and events that are about it."""
    texts = [text for value in made.values for text in (*value.texts, value.note) if text]
    keys = [key for text in texts for key in mentioned(read(text, "en"), facts.sources)]
    about = explain_background.about(made.id, facts)
    return replace(made, sources=list(dict.fromkeys((*made.sources, *keys))), see=list(dict.fromkeys((*made.see, *about))))


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


def _source(id: str, facts: Everything, faults: Mapping[str, Fault]) -> Explanation | None:
    source = facts.sources.get(id)
    if source is None:
        return None
    texts: list[Text] = [text for text in (source.tier, source.url, source.note) if text]
    used = [id_of(file, path) for file, path, key in cited(facts._asdict()) if key == id]
    used += [code for code, fault in faults.items() if id in fault.sources]
    value = Value(texts=texts, as_of=source.date, confidence=source.confidence)
    return Explanation(id=id, kind="source", title=source.title, values=[value], used_by=list(dict.fromkeys(used)))


def _near(id: str, facts: Everything, faults: Mapping[str, Fault]) -> str:
    from difflib import get_close_matches

    return ", ".join(get_close_matches(id, dict.fromkeys(entry.id for entry in index(facts, faults)), 5, 0.0))
