"""Notes, events and disagreements explained."""

from licensectl.domain.background import Event
from licensectl.domain.explanation import Explanation, Value
from licensectl.domain.factcheck import Everything
from licensectl.domain.text import Bilingual, Text


def about(id: str, facts: Everything) -> list[str]:
    """The notes and events that are about `id`."""
    notes = [name for name, note in facts.background.notes.items() if id in note.about]
    return notes + [name for name, event in facts.background.events.items() if id in event.about]


def _note(id: str, facts: Everything) -> Explanation | None:
    note = facts.background.notes.get(id)
    if note is None:
        return None
    value = Value(texts=[*([note.formula] if note.formula else []), *note.texts], sources=note.sources, confidence=note.confidence)
    return Explanation(id=id, kind=note.kind, title=note.title, values=[value], sources=note.sources, see=note.about)


def _event(id: str, facts: Everything) -> Explanation | None:
    event = facts.background.events.get(id)
    if event is None:
        return None
    values = [Value(texts=[event.date], sources=event.sources, confidence=event.confidence)]
    values += [Value(texts=[_disputed(other.date)], sources=other.sources) for other in event.others]
    return Explanation(id=id, kind="event", title=event.text, values=values, sources=all_dates(event), see=event.about)


def all_dates(event: Event) -> list[str]:
    """The sources of the event and of every other date given for it."""
    return list(dict.fromkeys((*event.sources, *(key for other in event.others for key in other.sources))))


def _disputed(date: str) -> Bilingual:
    return Bilingual(f"{date}, other sources say", f"{date}, dicono altre fonti")


def _disagreement(id: str, facts: Everything) -> Explanation | None:
    found = facts.office.disagreements.get(id)
    if found is None:
        return None
    followed: Text = found.reading
    return Explanation(
        id=id, kind="disagreement", title=found.text, values=[Value(texts=[followed], sources=found.sources)], sources=found.sources
    )


FINDERS = (_note, _event, _disagreement)
