"""Output formats: one record for each, and the report in any of them as text or bytes."""

from importlib import import_module
from pathlib import PurePath
from typing import NamedTuple

from licensectl.render.report import Report


class RenderContext(NamedTuple):
    """Options of rendering besides the format: language, columns and colour of the terminal, dialect of CSV."""

    lang: str
    width: int = 80
    color: bool = False
    dialect: str = "rfc4180"


class Format(NamedTuple):
    """An output format. `renderer` is `module:function` below this package, loaded when the format is used; every such function
    is called with a report and a `RenderContext` and returns text, or bytes where the format is `binary`.

    `suffixes`: file names that choose it. `record`: it holds the whole record, with its problems and the version of the facts.
    `general`: every command has it, unless the command names its own formats.
    """

    name: str
    renderer: str
    suffixes: tuple[str, ...] = ()
    binary: bool = False
    record: bool = False
    general: bool = True


FORMATS = {
    one.name: one
    for one in (
        Format("table", "table:render"),
        Format("text", "text:render", (".txt",)),
        Format("md", "markdown:render", (".md",)),
        Format("csv", "csv:render", (".csv",)),
        Format("tsv", "csv:render_tsv", (".tsv",)),
        Format("json", "json:render", (".json",), record=True),
        Format("jsonl", "jsonl:render", (".jsonl",)),
        Format("yaml", "yaml:render", (".yaml", ".yml"), record=True),
        Format("html", "html:render", (".html", ".htm")),
        Format("xlsx", "xlsx:render", (".xlsx",), binary=True),
        Format("pdf", "pdf:render", (".pdf",), binary=True, general=False),
        Format("ics", "ics:render", (".ics",), general=False),
    )
}
TABLES = tuple(one.name for one in FORMATS.values() if one.general)
_BY_SUFFIX = {suffix: one.name for one in FORMATS.values() for suffix in one.suffixes}


def format_of(path: str) -> str | None:
    """Return the name of the format that the suffix of a file name chooses, None if it chooses none."""
    return _BY_SUFFIX.get(PurePath(path).suffix.lower())


def render(report: Report, form: str, *, lang: str, width: int = 80, color: bool = False, dialect: str = "rfc4180") -> str | bytes:
    """Return the report in the format `form`, bytes for the binary ones; only the module of that format is loaded."""
    module, _, function = FORMATS[form].renderer.partition(":")
    rendered: str | bytes = getattr(import_module(f"{__name__}.{module}"), function)(report, RenderContext(lang, width, color, dialect))
    return rendered
