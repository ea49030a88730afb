"""What happened when, as a table."""

from collections.abc import Mapping, Sequence
from typing import Any

from licensectl.core.text import Bilingual, Lang, Text, read
from licensectl.domain.explain.timeline import TimelineMoment
from licensectl.domain.facts.model import Everything
from licensectl.i18n.words import word
from licensectl.render.report import Column, Report, Table, framed

DISPUTED = Bilingual("sources disagree, also", "le fonti discordano, anche")


def timeline(moments: Sequence[TimelineMoment], facts: Everything, stamp: Mapping[str, str], lang: Lang) -> Report:
    """The report of `timeline`: a row per moment, disputed dates with every reading."""
    columns = (
        Column("date", word("Date", lang)),
        Column("others", word("Date", lang), "id", "files"),
        Column("kind", word("Kind", lang), "id", "files"),
        Column("about", word("About", lang)),
        Column("text", word("What", lang)),
        Column("confidence", word("Confidence", lang)),
        Column("sources", word("Sources", lang)),
        Column("ids", "Ids", "id", "files"),
    )
    rows = tuple(
        (
            moment.date,
            " ".join(other.date for other in moment.others),
            moment.kind,
            ", ".join(_names(moment, facts, lang)) or None,
            read(moment.text, lang) + "".join(f" [{read(DISPUTED, lang)} {other.date}]" for other in moment.others),
            word(moment.confidence, lang) if moment.confidence else None,
            ", ".join(_sources(moment)),
            " ".join(moment.ids),
        )
        for moment in moments
    )
    body = {"moments": [_record(moment, lang) for moment in moments]}
    used = tuple(fact_id for moment in moments for fact_id in moment.ids)
    return Report(word("Timeline", lang), Table(columns, rows), framed("timeline", stamp, body, (), lang), used=used)


def _sources(moment: TimelineMoment) -> list[str]:
    return list(dict.fromkeys((*moment.sources, *(key for other in moment.others for key in other.sources))))


def _names(moment: TimelineMoment, facts: Everything, lang: Lang) -> list[str]:
    """What people call the programs, and the products or else editions, that the moment is about."""
    rules = {fact_id: rule.program for fact_id, rule in facts.returns.rules.items()}
    programs = [facts.programs.programs.get(rules.get(fact_id, fact_id.partition(".")[0])) for fact_id in moment.about]
    products = [facts.skus.products[fact_id].title for fact_id in moment.about if fact_id in facts.skus.products]
    editions = [facts.office.editions[fact_id].short for fact_id in moment.about if fact_id in facts.office.editions]
    titles: list[Text] = [program.short for program in programs if program]
    return list(dict.fromkeys(read(title, lang) for title in (*titles, *(products or editions))))


def _record(moment: TimelineMoment, lang: Lang) -> dict[str, Any]:
    return {
        "date": moment.date,
        "others": moment.others,
        "kind": moment.kind,
        "about": moment.about,
        "text": read(moment.text, lang),
        "confidence": moment.confidence,
        "sources": moment.sources,
        "ids": moment.ids,
    }
