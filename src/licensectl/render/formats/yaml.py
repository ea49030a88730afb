"""YAML: a request where the result is one, else the JSON record."""

import yaml

from licensectl.core.text import HIDDEN
from licensectl.render.formats import RenderContext
from licensectl.render.formats.json import escaped, plain
from licensectl.render.report import Report


def render(report: Report, _: RenderContext) -> str:
    """Return the request or the record of the report in block style, keys in their order; amounts and ids stay text."""
    record = report.request or report.record
    text = yaml.dump(plain(record), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120, default_flow_style=None)
    # Only texts in double quotes hold them.
    return escaped(str(text))


class _Dumper(yaml.SafeDumper):
    """Write texts with hidden characters in double quotes, where escapes are read."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if HIDDEN.search(text) else None)


_Dumper.add_representer(str, _text)
