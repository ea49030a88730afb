"""The reports of `explain` and `timeline`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from licensectl.core.sources import Source
from licensectl.core.text import Lang, Text
from licensectl.domain.explain.explain import event_sources
from licensectl.domain.explain.model import Explanation, Value
from licensectl.domain.explain.timeline import TimelineMoment
from licensectl.domain.facts.model import Everything
from licensectl.i18n.terms import coded, term
from licensectl.i18n.translate import N_, translate
from licensectl.render.report import Audience, Column, Report, Table, fields_of, framed, table_of, table_of_records


def explanation(made: Explanation, sources: Mapping[str, Source], stamp: Mapping[str, str], day: date, lang: Lang) -> Report:
    """Return the report of `explain`: values with their periods (the one of the day marked), then sources, then dependants."""
    dated = any(value.from_ or value.until for value in made.values)
    # Files have all columns; people see those that say something.
    audiences: dict[bool, Audience] = {True: "all", False: "files"}
    heading = N_("Remedy") if made.kind.startswith("problem") else N_("Value")
    as_of = Column("as_of", N_("As of"), "date", audiences[any(value.as_of for value in made.values)])
    confidence = Column("confidence", N_("Confidence"), audience=audiences[any(value.confidence for value in made.values)])
    table = table_of(
        made.values,
        (Column("from", N_("From"), "date", audiences[dated]), lambda value: value.from_),
        (Column("until", N_("Until"), "date", audiences[dated]), lambda value: value.until),
        (Column("value", heading, audience=audiences[bool(made.values)]), lambda value: _said(value, day if dated else None, lang)),
        (as_of, lambda value: term(translate(value.as_of, lang), lang) or None),
        (confidence, lambda value: coded(value.confidence, lang) if value.confidence else None),
    )
    notes = list(dict.fromkeys(f"{translate(N_('Note'), lang)}: {translate(value.note, lang)}" for value in made.values if value.note))
    if made.used_by:
        notes.append(f"{translate(N_('Used by'), lang)}: {', '.join(made.used_by)}")
    if made.see:
        notes.append(f"{translate(N_('See also'), lang)}: {', '.join(made.see)}")
    body = {
        **fields_of(made, "id", "kind"),
        "title": translate(made.title, lang),
        "values": [_value(value, lang) for value in made.values],
        "sources": [_source(key, sources, lang) for key in made.sources],
        **fields_of(made, "used_by", "see"),
    }
    more = (_sources(made, sources, lang),) if made.sources else ()
    kinds = ", ".join(term(one, lang) for one in made.kind.split(", "))
    title = f"{made.id} ({kinds}): {translate(made.title, lang)}"
    return Report(title, table, framed("explanation", stamp, body, (), lang), more=more, notes=tuple(notes), prose=True)


def _said(value: Value, day: date | None, lang: Lang) -> str | None:
    """Return the texts of a value: sentences one after the other, anything else between semicolons. The value of `day` is marked."""
    *texts, last = _texts(value, lang) or [""]
    said = "".join(text + (" " if text.endswith(".") else "; ") for text in texts) + last
    return said + f" [{translate(N_('in force'), lang)}]" if said and day and value.contains(day) else said or None


def _texts(value: Value, lang: Lang) -> list[str]:
    # A plain text may be one of our own words, such as a verdict or a metric.
    return [term(translate(text, lang), lang) for text in value.texts]


def _value(value: Value, lang: Lang) -> dict[str, Any]:
    return {
        "from": value.from_,
        "until": value.until,
        "texts": _texts(value, lang),
        "note": translate(value.note, lang) or None,
        "as_of": translate(value.as_of, lang) or None,
        **fields_of(value, "confidence", "sources"),
    }


def _source(key: str, sources: Mapping[str, Source], lang: Lang) -> dict[str, Any]:
    source = sources.get(key)
    if source is None:
        return {"key": key, "title": None, "url": None, "date": None, "tier": None}
    return {"key": key, "title": source.title, "url": source.url, "date": translate(source.date, lang) or None, "tier": source.tier}


def _sources(made: Explanation, sources: Mapping[str, Source], lang: Lang) -> Table:
    columns = (
        Column("key", N_("Key"), "id"),
        Column("title", N_("Source")),
        Column("date", N_("Date"), "date"),
        Column("url", N_("Address")),
    )
    return table_of_records(columns, (_source(key, sources, lang) for key in made.sources), title=translate(N_("Sources"), lang))


DISPUTED = N_("sources disagree, also")


def timeline(moments: Sequence[TimelineMoment], facts: Everything, stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `timeline`: a row per moment, disputed dates with every reading."""
    table = table_of(
        moments,
        (Column("date", N_("Date"), "date"), lambda moment: moment.date),
        (Column("others", N_("Date"), "id", "files"), lambda moment: " ".join(other.date for other in moment.others)),
        (Column("kind", N_("Kind"), audience="files"), lambda moment: coded(moment.kind, lang)),
        (Column("about", N_("About")), lambda moment: ", ".join(_names(moment, facts, lang)) or None),
        (Column("text", N_("What")), lambda moment: _what(moment, lang)),
        (Column("confidence", N_("Confidence")), lambda moment: coded(moment.confidence, lang) if moment.confidence else None),
        (Column("sources", N_("Sources")), lambda moment: ", ".join(event_sources(moment))),
        (Column("ids", "Ids", "id", "files"), lambda moment: " ".join(moment.ids)),
    )
    body = {"moments": [_record(moment, lang) for moment in moments]}
    used = tuple(fact_id for moment in moments for fact_id in moment.ids)
    return Report(translate(N_("Timeline"), lang), table, framed("timeline", stamp, body, (), lang), used=used)


def _what(moment: TimelineMoment, lang: Lang) -> str:
    """Return the text of a moment with the dates that other sources have."""
    return translate(moment.text, lang) + "".join(f" [{translate(DISPUTED, lang)} {other.date}]" for other in moment.others)


def _names(moment: TimelineMoment, facts: Everything, lang: Lang) -> list[str]:
    """Return the names of the programs, and of the products or else editions, that the moment is about."""
    rules = {fact_id: rule.program for fact_id, rule in facts.returns.rules.items()}
    programs = [facts.programs.programs.get(rules.get(fact_id, fact_id.partition(".")[0])) for fact_id in moment.about]
    products = [facts.skus.products[fact_id].title for fact_id in moment.about if fact_id in facts.skus.products]
    editions = [facts.office.editions[fact_id].short for fact_id in moment.about if fact_id in facts.office.editions]
    titles: list[Text] = [program.short for program in programs if program]
    return list(dict.fromkeys(translate(title, lang) for title in (*titles, *(products or editions))))


def _record(moment: TimelineMoment, lang: Lang) -> dict[str, Any]:
    return {
        **fields_of(moment, "date", "others", "kind", "about"),
        "text": translate(moment.text, lang),
        **fields_of(moment, "confidence", "sources", "ids"),
    }
