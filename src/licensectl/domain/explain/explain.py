"""Explain an id: the entries that match it, from every kind of fact."""

from collections.abc import Mapping

from msgspec.structs import replace

from licensectl.core.text import Text
from licensectl.domain.explain import rules as explain_rules
from licensectl.domain.explain import things as explain_things
from licensectl.domain.explain.messages import UNKNOWN_FAR, UNKNOWN_ID
from licensectl.domain.explain.model import Explanation, Value, finder, merged
from licensectl.domain.explain.timeline import TimelineMoment
from licensectl.domain.facts.background import BackgroundNote, Event
from licensectl.domain.facts.glossary import find_term, names_of, plain
from licensectl.domain.facts.index import cited, id_of, index, mentioned
from licensectl.domain.facts.model import Everything
from licensectl.domain.programs.office import Disagreement
from licensectl.errors import LicensectlError, Message
from licensectl.i18n.translate import N_, translate

DISPUTED = N_("{date}, other sources say")


def notes_about(fact_id: str, facts: Everything) -> list[str]:
    """Return the notes and events that are about `id`."""
    notes = [name for name, note in facts.background.notes.items() if fact_id in note.about]
    return notes + [name for name, event in facts.background.events.items() if fact_id in event.about]


def _note(fact_id: str, note: BackgroundNote, facts: Everything) -> Explanation:
    value = Value(texts=[*([note.formula] if note.formula else []), *note.texts], sources=note.sources, confidence=note.confidence)
    return Explanation(id=fact_id, kind=note.kind, title=note.title, values=[value], sources=note.sources, see=note.about)


def _event(fact_id: str, event: Event, facts: Everything) -> Explanation:
    values = [Value(texts=[event.date], sources=event.sources, confidence=event.confidence)]
    values += [Value(texts=[DISPUTED.filled(date=other.date)], sources=other.sources) for other in event.others]
    return Explanation(id=fact_id, kind="event", title=event.text, values=values, sources=event_sources(event), see=event.about)


def event_sources(event: Event | TimelineMoment) -> list[str]:
    """Return the sources of an event and of every other date given for it."""
    return list(dict.fromkeys((*event.sources, *(key for other in event.others for key in other.sources))))


def _disagreement(fact_id: str, found: Disagreement, facts: Everything) -> Explanation:
    followed: Text = found.reading
    return Explanation(
        id=fact_id, kind="disagreement", title=found.text, values=[Value(texts=[followed], sources=found.sources)], sources=found.sources
    )


def _term(fact_id: str, facts: Everything) -> Explanation | None:
    found = find_term(fact_id, facts.glossary.terms)
    if found is None:
        return None
    term = facts.glossary.terms[found]
    value = Value(texts=[term.text], sources=term.sources)
    return Explanation(id=found, kind="glossary term", title=term.title, values=[value], sources=term.sources, see=term.see)


FINDERS = (
    *explain_things.FINDERS,
    *explain_rules.FINDERS,
    finder(lambda facts: facts.background.notes, _note),
    finder(lambda facts: facts.background.events, _event),
    finder(lambda facts: facts.office.disagreements, _disagreement),
    _term,
)
# Below this share of equal characters a name is no suggestion; two of three letters are too few.
SIMILAR, SHORT_SIMILAR, SHORT, MOST_NEAR = 0.6, 0.75, 4, 3


def explain(fact_id: str, facts: Everything, messages: Mapping[str, Message]) -> Explanation:
    """Return the explanation of any fact, rule, claim, thing, term, source or problem code. Raises LicensectlError if the id is unknown."""
    found = _found(fact_id, facts, messages)
    if not found:
        ids = _names(facts, messages)
        same = ids.get(plain(fact_id))
        found = _found(same, facts, messages) if same else []
        if not found:
            near = _near(fact_id, ids)
            raise LicensectlError(UNKNOWN_ID.at(name=fact_id, near=near) if near else UNKNOWN_FAR.at(name=fact_id))
    return _completed(merged(found), facts)


def _found(fact_id: str, facts: Everything, messages: Mapping[str, Message]) -> list[Explanation]:
    found = [made for find in FINDERS if (made := find(fact_id, facts))]
    return found + [made for made in (_fault(fact_id, messages), _source(fact_id, facts, messages)) if made]


def _completed(made: Explanation, facts: Everything) -> Explanation:
    """Add the sources that its texts name in parentheses, and the notes and events that are about it."""
    texts = [text for value in made.values for text in (*value.texts, value.note) if text]
    keys = [key for text in texts for key in mentioned(translate(text, "en"), facts.sources)]
    about = notes_about(made.id, facts)
    see = [name for name in dict.fromkeys((*made.see, *about)) if name != made.id]
    return replace(made, sources=list(dict.fromkeys((*made.sources, *keys))), see=see)


def _fault(fact_id: str, messages: Mapping[str, Message]) -> Explanation | None:
    message = messages.get(fact_id.upper())
    if message is None:
        return None
    title, remedy = message.described()
    cure: list[Text] = [remedy] if remedy else []
    return Explanation(
        id=message.code,
        kind=f"problem ({message.severity})",
        title=title,
        values=[Value(texts=cure)] if cure else [],
        sources=list(message.sources),
    )


def _source(fact_id: str, facts: Everything, messages: Mapping[str, Message]) -> Explanation | None:
    source = facts.sources.get(fact_id)
    if source is None:
        return None
    texts: list[Text] = [text for text in (source.tier, source.url, source.note) if text]
    used = [id_of(file, path) for file, path, key in cited(facts._asdict()) if key == fact_id]
    used += [code for code, message in messages.items() if fact_id in message.sources]
    value = Value(texts=texts, as_of=source.date, confidence=source.confidence)
    return Explanation(id=fact_id, kind="source", title=source.title, values=[value], used_by=list(dict.fromkeys(used)))


def _names(facts: Everything, messages: Mapping[str, Message]) -> dict[str, str]:
    """Return every id and every name of a term as they are compared, each with its id."""
    ids = {plain(entry.id): entry.id for entry in index(facts, messages)}
    for term_id, term in facts.glossary.terms.items():
        ids = {plain(name): term_id for name in names_of(term_id, term)} | ids
    return ids


def _near(fact_id: str, ids: Mapping[str, str]) -> str:
    from difflib import get_close_matches

    wanted = plain(fact_id)
    # Several names of one term may be similar.
    near = dict.fromkeys(
        ids[name] for name in get_close_matches(wanted, ids, 3 * MOST_NEAR, SIMILAR if len(wanted) > SHORT else SHORT_SIMILAR)
    )
    return ", ".join(list(near)[:MOST_NEAR])
