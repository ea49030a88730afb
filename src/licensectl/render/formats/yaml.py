"""YAML: a request where the result is one, else the JSON record."""

from typing import Any

import msgspec
import yaml


def render(record: dict[str, Any]) -> str:
    """The record in block style, keys in their order; amounts and ids stay text."""
    return str(yaml.safe_dump(msgspec.to_builtins(record), sort_keys=False, allow_unicode=True, width=120, default_flow_style=None))
