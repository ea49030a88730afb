"""YAML: a request where the result is one, else the JSON record."""

import yaml

from licensectl.render.formats import RenderContext
from licensectl.render.formats.json import plain
from licensectl.render.report import Report


def render(report: Report, _: RenderContext) -> str:
    """The request or the record of the report in block style, keys in their order; amounts and ids stay text."""
    record = report.request or report.record
    return str(yaml.safe_dump(plain(record), sort_keys=False, allow_unicode=True, width=120, default_flow_style=None))
