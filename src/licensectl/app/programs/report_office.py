"""Office editions side by side, with the matrix's footnotes and what the deck's table prints otherwise."""

from collections.abc import Mapping
from typing import Any

from licensectl.core.text import Lang, read
from licensectl.domain.programs.compare import EditionMove, OfficeView
from licensectl.domain.programs.office import OfficeCell, OfficeFile
from licensectl.i18n.words import word
from licensectl.render.report import Column, Report, Table, framed

VALUES = ("yes", "no", "partial", "unknown")
DECK_PRINTS = "The deck's table prints"


def office(view: OfficeView, file: OfficeFile, stamp: Mapping[str, str], lang: Lang) -> Report:
    """The report of `compare office`: a row per feature, a column per edition."""
    columns = (
        Column("feature", word("Feature", lang), audience="files"),
        Column("title", word("Feature", lang)),
        *(Column(edition_id, _heading(file, edition_id, lang)) for edition_id in view.editions),
    )
    differing = {(row_id, e): cell for row_id, row in view.rows.items() for e in view.editions if _against(cell := row.cells[e])}
    marks = {place: chr(ord("a") + number % 26) for number, place in enumerate(differing)}
    rows = tuple(
        (
            row_id,
            read(row.title, lang) + _raised(row.footnotes),
            *(_value(row.cells[e], lang) + (f" [{marks[row_id, e]}]" if (row_id, e) in marks else "") for e in view.editions),
        )
        for row_id, row in view.rows.items()
    )
    notes = [f"[{mark}] {read(text, lang)}" for mark, text in view.footnotes.items()]
    notes += [f"[{marks[place]}] {_deck(cell, lang)}" for place, cell in differing.items()]
    notes += [f"{read(row.title, lang)}: {read(row.note, lang)}" for row in view.rows.values() if row.note]
    return Report(
        read(view.title, lang),
        Table(columns, rows),
        framed("compare-office", stamp, _body(view, lang), (), lang),
        notes=tuple(notes),
        used=tuple(f"office.{view.matrix}.{row_id}" for row_id in view.rows),
    )


def _heading(file: OfficeFile, edition_id: str, lang: Lang) -> str:
    return read(file.editions[edition_id].short, lang) + _raised(file.editions[edition_id].footnotes)


def _raised(footnotes: list[str]) -> str:
    return "".join(f" [{mark}]" for mark in footnotes)


def _value(cell: OfficeCell, lang: Lang) -> str:
    return word(cell.value, lang) if isinstance(cell.value, str) and cell.value in VALUES else read(cell.value, lang)


def _against(cell: OfficeCell) -> bool:
    return cell.deck is not None and cell.value in VALUES and cell.value != cell.deck


def _deck(cell: OfficeCell, lang: Lang) -> str:
    against = word("sources leave it open" if cell.value == "unknown" else "sources say otherwise", lang)
    said = f"{word(DECK_PRINTS, lang)} «{word(cell.deck or 'unknown', lang)}»; {against}"
    return said + (f": {read(cell.note, lang)}" if cell.note else "") + (f" ({', '.join(cell.sources)})" if cell.sources else "")


def _body(view: OfficeView, lang: Lang) -> dict[str, Any]:
    rows = [
        {"id": row_id, "title": read(row.title, lang), "cells": {e: _record(row.cells[e], lang) for e in view.editions}}
        for row_id, row in view.rows.items()
    ]
    footnotes = {mark: read(text, lang) for mark, text in view.footnotes.items()}
    return {"matrix": view.matrix, "editions": view.editions, "rows": rows, "footnotes": footnotes}


def _record(cell: OfficeCell, lang: Lang) -> dict[str, Any]:
    value = cell.value if isinstance(cell.value, str) else read(cell.value, lang)
    return {
        "value": value,
        "note": read(cell.note, lang) or None,
        "sources": cell.sources,
        "as_of": cell.as_of,
        "confidence": cell.confidence,
        "deck": cell.deck,
    }


def move(move: EditionMove, file: OfficeFile, stamp: Mapping[str, str], lang: Lang) -> Report:
    """The report of `compare office --from --to`: what is gained, lost, changed, and what the new edition needs."""
    columns = (
        Column("change", word("Change", lang)),
        Column("feature", word("Feature", lang)),
        Column("from", _heading(file, move.start, lang)),
        Column("to", _heading(file, move.goal, lang)),
    )
    rows = []
    for change in ("gained", "lost", "changed"):
        for row in getattr(move, change):
            cells = (_value(row.cells[move.start], lang), _value(row.cells[move.goal], lang))
            rows.append((word(change, lang), read(row.title, lang), *cells))
    needs = [read(need, lang) for need in move.needs]
    titles = {change: [read(row.title, lang) for row in getattr(move, change)] for change in ("gained", "lost", "changed", "open")}
    body = {"matrix": move.matrix, "from": move.start, "to": move.goal, **titles, "needs": needs}
    notes = [f"{word('Needs', lang)}: {need}" for need in needs]
    notes += [f"{word('Open in the sources', lang)}: {title}" for title in titles["open"]]
    title = f"{file.editions[move.start].title} → {file.editions[move.goal].title}"
    used = (move.start, move.goal, *(f"office.{move.matrix}.{row_id}" for row_id in file.matrices[move.matrix].rows))
    return Report(title, Table(columns, tuple(rows)), framed("office-move", stamp, body, (), lang), notes=tuple(notes), used=used)
