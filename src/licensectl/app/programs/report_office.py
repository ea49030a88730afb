"""Office editions side by side, with the matrix's footnotes and the notes of each cell."""

from collections.abc import Iterable, Mapping
from typing import Any

from licensectl.core.text import Lang
from licensectl.domain.programs.compare import EditionMove, OfficeView
from licensectl.domain.programs.office import OfficeCell, OfficeFile, OfficeRow
from licensectl.i18n.terms import coded, term
from licensectl.i18n.translate import N_, translate
from licensectl.render.report import Column, Report, Table, fields_of, framed

VALUES = ("yes", "no", "partial", "unknown")
DECK_PRINTS = N_("The table of the training slides prints")


def office(view: OfficeView, file: OfficeFile, stamp: Mapping[str, str], lang: Lang, explain: bool = False) -> Report:
    """Return the report of `compare office`: a row per feature, a column per edition, each note at its cell by a letter.

    With `explain` the notes also say how the slides printed a cell or a row.
    """
    columns = (
        Column("feature", N_("Feature"), audience="files"),
        Column("title", N_("Feature")),
        *(Column(edition_id, _heading(file, edition_id, lang)) for edition_id in view.editions),
    )
    letters: dict[str, str] = {}
    rows = tuple(_row(row_id, row, view, letters, lang, explain) for row_id, row in view.rows.items())
    notes = [f"[{mark}] {translate(text, lang)}" for mark, text in view.footnotes.items()]
    notes += [f"[{letter}] {said}" for said, letter in letters.items()]
    return Report(
        translate(view.title, lang),
        Table(columns, rows),
        framed("compare-office", stamp, _body(view, lang), (), lang),
        notes=tuple(notes),
        used=tuple(f"office.{view.matrix}.{row_id}" for row_id in view.rows),
    )


def _row(row_id: str, row: OfficeRow, view: OfficeView, letters: dict[str, str], lang: Lang, explain: bool) -> tuple[str, ...]:
    of_row = [translate(text, lang) for text in (row.note, row.printed if explain else None) if text]
    title = translate(row.title, lang)
    title = _marked(title + _raised([mark for mark in row.footnotes if f"[{mark}]" not in title]), of_row, letters)
    cells = [row.cell(edition, view.day) for edition in view.editions]
    return row_id, title, *(_marked(_value(cell, lang), _said(cell, lang, explain), letters) for cell in cells)


def _marked(text: str, said: Iterable[str], letters: dict[str, str]) -> str:
    """Return the text with the letter of each note behind it; `letters` gains the notes that were not said before."""
    return text + "".join(f" [{letters.setdefault(one, _letter(len(letters)))}]" for one in said)


def _said(cell: OfficeCell, lang: Lang, explain: bool = False) -> list[str]:
    """Return the notes of a cell."""
    if explain and cell.deck is not None and cell.value in VALUES and cell.value != cell.deck:
        return [_deck(cell, lang)]
    return [translate(cell.note, lang)] if cell.note else []


def _letter(number: int) -> str:
    """Return a to z, then aa to az, and so on."""
    first, last = divmod(number, 26)
    return (chr(ord("a") + first - 1) if first else "") + chr(ord("a") + last)


def _heading(file: OfficeFile, edition_id: str, lang: Lang) -> str:
    edition = file.editions[edition_id]
    limit = translate(N_(" (max {seat_limit} seats)").filled(seat_limit=edition.seat_limit), lang)
    return translate(edition.short, lang) + _raised(edition.footnotes) + (limit if edition.seat_limit else "")


def _raised(footnotes: list[str]) -> str:
    return "".join(f" [{mark}]" for mark in footnotes)


def _value(cell: OfficeCell, lang: Lang) -> str:
    return term(cell.value, lang) if isinstance(cell.value, str) and cell.value in VALUES else translate(cell.value, lang)


def _deck(cell: OfficeCell, lang: Lang) -> str:
    against = translate(N_("sources leave it open") if cell.value == "unknown" else N_("sources say otherwise"), lang)
    said = f"{translate(DECK_PRINTS, lang)} «{term(cell.deck or 'unknown', lang)}»; {against}"
    return said + (f": {translate(cell.note, lang)}" if cell.note else "") + (f" ({', '.join(cell.sources)})" if cell.sources else "")


def _body(view: OfficeView, lang: Lang) -> dict[str, Any]:
    rows = [
        {"id": row_id, "title": translate(row.title, lang), "cells": {e: _record(row.cell(e, view.day), lang) for e in view.editions}}
        for row_id, row in view.rows.items()
    ]
    footnotes = {mark: translate(text, lang) for mark, text in view.footnotes.items()}
    return {"matrix": view.matrix, "editions": view.editions, "rows": rows, "footnotes": footnotes}


def _record(cell: OfficeCell, lang: Lang) -> dict[str, Any]:
    return {
        "value": translate(cell.value, lang),
        "note": translate(cell.note, lang) or None,
        **fields_of(cell, "sources", "as_of", "confidence", "deck"),
    }


def move(move: EditionMove, file: OfficeFile, stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `compare office --from --to`: what is gained, lost, changed, and what the new edition needs."""
    columns = (
        Column("change", N_("Change")),
        Column("feature", N_("Feature")),
        Column("from", _heading(file, move.start, lang)),
        Column("to", _heading(file, move.goal, lang)),
    )
    letters: dict[str, str] = {}
    rows = []
    for change in ("gained", "lost", "changed"):
        for row in getattr(move, change):
            cells = [row.cell(edition, move.day) for edition in (move.start, move.goal)]
            shown = (_marked(_value(cell, lang), _said(cell, lang), letters) for cell in cells)
            rows.append((coded(change, lang), translate(row.title, lang), *shown))
    needs = [translate(need, lang) for need in move.needs]
    titles = {change: [translate(row.title, lang) for row in getattr(move, change)] for change in ("gained", "lost", "changed", "open")}
    body = {"matrix": move.matrix, "from": move.start, "to": move.goal, **titles, "needs": needs}
    marks = {mark for edition in (move.start, move.goal) for mark in file.editions[edition].footnotes}
    notes = [f"[{mark}] {translate(text, lang)}" for mark, text in file.matrices[move.matrix].footnotes.items() if mark in marks]
    notes += [f"[{letter}] {said}" for said, letter in letters.items()]
    notes += [f"{translate(N_('Needs'), lang)}: {need}" for need in needs]
    notes += [f"{translate(N_('Open in the sources'), lang)}: {title}" for title in titles["open"]]
    title = f"{file.editions[move.start].title} → {file.editions[move.goal].title}"
    used = (move.start, move.goal, *(f"office.{move.matrix}.{row_id}" for row_id in file.matrices[move.matrix].rows))
    return Report(title, Table(columns, tuple(rows)), framed("office-move", stamp, body, (), lang), notes=tuple(notes), used=used)
