"""Programs side by side, as a table with footnotes on what the deck says otherwise."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from licensectl.core.text import Lang, Text, read_value
from licensectl.domain.programs.compare import AttributeRow, is_old
from licensectl.domain.programs.model import Claim, Fact
from licensectl.i18n.terms import term
from licensectl.i18n.translate import N_, translate
from licensectl.render.cells import loose
from licensectl.render.report import Column, Report, Table, fields_of, framed


def programs(
    rows: Sequence[AttributeRow],
    titles: Mapping[str, Text],
    claims: Mapping[str, Claim],
    stamp: Mapping[str, str],
    day: date,
    lang: Lang,
) -> Report:
    """Return the report of `compare programs`: a row per attribute, a column per program, with its title."""
    marks: dict[str, int] = {}
    for row in rows:
        for claim in row.against.values():
            marks.setdefault(claim, len(marks) + 1)
    columns = (
        Column("attribute", N_("Attribute"), audience="files"),
        Column("title", N_("Attribute")),
        *(Column(program_id, translate(title, lang)) for program_id, title in titles.items()),
    )
    cells = tuple(
        (row.id, translate(row.attribute.title, lang), *(_cell(row, program_id, marks, day, lang) for program_id in titles)) for row in rows
    )
    body = {"programs": list(titles), "attributes": [_attribute(row, claims, lang) for row in rows]}
    title = f"{translate(N_('Licensing programs'), lang)} ({translate(N_('as of'), lang)} {stamp['as_of']})"
    notes = tuple(f"[{number}] {_footnote(claim_id, claims[claim_id], lang)}" for claim_id, number in marks.items())
    used = (*(f"{program_id}.{row.id}" for row in rows for program_id in titles), *marks)
    return Report(title, Table(columns, cells), framed("compare-programs", stamp, body, (), lang), notes=notes, used=used)


def _cell(row: AttributeRow, program_id: str, marks: Mapping[str, int], day: date, lang: Lang) -> str | None:
    fact = row.facts[program_id]
    held = read_value(fact.value, lang)
    if held is None:
        return None
    text = "; ".join(held) if isinstance(held, list) else held
    if is_old(fact, day):
        text += f" ({translate(N_('as of'), lang)} {loose(str(fact.as_of), lang)})"
    return f"{text} [{marks[row.against[program_id]]}]" if program_id in row.against else text


def _attribute(row: AttributeRow, claims: Mapping[str, Claim], lang: Lang) -> dict[str, Any]:
    cells = {program_id: _record(fact, row.against.get(program_id), claims, lang) for program_id, fact in row.facts.items()}
    return {"id": row.id, "title": translate(row.attribute.title, lang), "cells": cells}


def _record(fact: Fact, claim: str | None, claims: Mapping[str, Claim], lang: Lang) -> dict[str, Any]:
    return {
        "value": read_value(fact.value, lang),
        "note": translate(fact.note, lang) or None,
        **fields_of(fact, "as_of", "confidence", "sources"),
        "deck": {"claim": translate(claims[claim].text, lang), "verdict": claims[claim].verdict} if claim else None,
    }


def _footnote(claim_id: str, claim: Claim, lang: Lang) -> str:
    words_of_deck, translated = translate(claim.text, "it"), translate(claim.text, lang)
    said = f"{translate(N_('The training slides say'), lang)} «{words_of_deck}»"
    meaning = "" if translated == words_of_deck else f" ({translated})"
    return f"{said}{meaning}: {term(claim.verdict, lang)}. {translate(claim.evidence, lang)} ({', '.join((claim_id, *claim.sources))})"
