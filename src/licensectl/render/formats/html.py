"""HTML: one self-contained page without script or anything remote, that prints well on A4."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from licensectl.render.cells import clean, dated, money, right, seen_by, shown
from licensectl.render.charts_svg import draw
from licensectl.render.formats import RenderContext
from licensectl.render.report import Column, Report, Table

TEMPLATES = Path(__file__).parents[1] / "templates"
# A page in portrait holds this many columns of words; beyond, paper is turned.
MOST_COLUMNS = 6


def render(report: Report, context: RenderContext) -> str:
    """Return the report as a page; every text from data is escaped and without control characters."""
    lang = context.lang
    if report.document is not None:
        page = environment(lang).get_template("document.html.j2")
        return str(page.render(paper=report.document, rows=_cells(report.document.table, lang), lang=lang)) + "\n"
    wide = max(len(_seen(table)) for table in (report.table, *report.more)) > MOST_COLUMNS
    tables = [table for table in (report.table, *report.more) if table.rows or table.footer or table.title]
    return str(environment(lang).get_template("report.html.j2").render(report=report, tables=tables, lang=lang, wide=wide)) + "\n"


def environment(lang: str) -> Any:
    """Return Jinja's environment with escaping, errors for unknown names, and the filters of our pages."""

    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    made.filters |= {
        "clean": lambda text: dated(clean(text), lang),
        "seen": _seen,
        "cells": lambda table: _cells(table, lang),
        "css_text": _css_text,
        "css": lambda column: Markup(f' class="{_css(column)}"') if _css(column) else "",
        "shown": lambda cell, kind: shown(cell, kind, lang),
        "money": lambda cell, currency: money(cell, currency, lang),
        "svg": lambda chart: Markup(draw(chart, lang)),
    }
    return made


def _css_text(words: str) -> str:
    """Return a text for a style sheet, where nothing is escaped, without the signs that could end it."""
    return "".join(sign if sign.isalnum() or sign in " .-_/" else "_" for sign in clean(words))


def _seen(table: Table) -> list[Column]:
    return [column for _, column in seen_by(table, "people")]


def _cells(table: Table, lang: str) -> list[list[tuple[Any, Column]]]:
    columns = seen_by(table, "people")
    return [[(_cell(row[i], column, lang), column) for i, column in columns] for row in table.rows]


def _cell(cell: Any, column: Column, lang: str) -> Any:
    # A pair is a text and the small print beneath it.
    return tuple(clean(text) for text in cell) if isinstance(cell, tuple) else shown(cell, column.kind, lang)


def _css(column: Column) -> str:
    return "figure" if right(column) else column.kind if column.kind in ("id", "date") else ""
