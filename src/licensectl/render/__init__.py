"""Report → bytes, one small module per format."""

from licensectl.reports.report import Report

HUMAN = ("table", "text", "md")
FORMATS = (*HUMAN, "csv", "tsv", "json", "yaml")
BY_SUFFIX = {".txt": "text", ".md": "md", ".csv": "csv", ".tsv": "tsv", ".json": "json", ".yaml": "yaml", ".yml": "yaml"}


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
    if form == "yaml":
        from licensectl.render import yaml

        return yaml.render(report.request or report.record)
    from licensectl.render import json

    return json.render(report.record)
