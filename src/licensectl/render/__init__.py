"""Report → bytes, one small module per format."""

from licensectl.reports.report import Report

HUMAN = ("table", "text", "md")
FORMATS = (*HUMAN, "csv", "tsv", "json")
BY_SUFFIX = {".txt": "text", ".md": "md", ".csv": "csv", ".tsv": "tsv", ".json": "json"}


def render(report: Report, form: str, *, lang: str, width: int = 80, color: bool = False, dialect: str = "rfc4180") -> str:
    """The report in the format `form`; only the module of that format is loaded."""
    if form == "table":
        from licensectl.render import table

        return table.render(report, lang, width, color)
    if form in ("text", "md"):
        from importlib import import_module

        rendered: str = import_module(f"licensectl.render.{form}").render(report, lang)
        return rendered
    if form in ("csv", "tsv"):
        from licensectl.render import csv

        return csv.render(report, dialect, "," if form == "csv" else "\t")
    from licensectl.render import json

    return json.render(report.record)
