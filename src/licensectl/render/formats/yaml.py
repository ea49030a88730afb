"""YAML: a request where the result is one, else the JSON record."""

from typing import Any

import yaml

from licensectl.render.formats.json import plain


def render(record: dict[str, Any]) -> str:
    """The record in block style, keys in their order; amounts and ids stay text."""
    return str(yaml.safe_dump(plain(record), sort_keys=False, allow_unicode=True, width=120, default_flow_style=None))
