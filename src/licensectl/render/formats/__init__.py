"""Report → text or bytes, one small module per format."""

from importlib import import_module

from licensectl.render.report import Report

HUMAN = ("table", "text", "md")
FORMATS = (*HUMAN, "csv", "tsv", "json", "jsonl", "yaml", "html", "xlsx", "pdf", "ics")
BINARY = ("xlsx", "pdf")
# Formats whose module has another name.
MODULES = {"md": "markdown", "tsv": "csv"}
# The formats that hold the whole record, with its problems and the version of the facts.
RECORDS = ("json", "yaml")
BY_SUFFIX = {".txt": "text", ".yml": "yaml", ".htm": "html"} | {f".{form}": form for form in FORMATS if form not in ("table", "text")}


def render(report: Report, form: str, *, lang: str, width: int = 80, color: bool = False, dialect: str = "rfc4180") -> str | bytes:
    """The report in the format `form`, bytes for the binary ones; only the module of that format is loaded."""
    module = import_module(f"{__name__}.{MODULES.get(form, form)}")
    if form == "table":
        given: tuple[object, ...] = (report, lang, width, color)
    elif form in ("csv", "tsv"):
        given = (report, dialect, "," if form == "csv" else "\t")
    elif form == "json":
        given = (report.record,)
    elif form == "yaml":
        given = (report.request or report.record,)
    else:
        given = (report,) if form == "jsonl" else (report, lang)
    rendered: str | bytes = module.render(*given)
    return rendered
