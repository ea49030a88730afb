"""A message gets all of its fields wherever it is used: a missing one would be a traceback, and only in the rare case."""

import ast
import importlib
import string
from contextlib import suppress

from helpers import ROOT

from licensectl.errors import Message

SOURCE = ROOT / "src"


def named(module, node):
    """Return the message that `NAME` or `module.NAME` refers to, None for anything else."""
    if isinstance(node, ast.Attribute):
        holder = named(module, node.value)
        return getattr(holder, node.attr, None) if holder is not None else None
    return getattr(module, node.id, None) if isinstance(node, ast.Name) else None


def fields(message):
    texts = [message.one, message.cure, getattr(message, "many", "")]
    return {field for text in texts if isinstance(text, str) for _, field, _, _ in string.Formatter().parse(text) if field}


def imported(tree, module):
    """Return the module with the names that its functions import late."""
    held = dict(vars(module))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("licensectl"):
            for one in node.names:
                with suppress(AttributeError):
                    held.setdefault(one.asname or one.name, getattr(importlib.import_module(node.module), one.name))
    return type("Module", (), held)


def test_every_message_gets_its_fields():
    wrong, seen = [], 0
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        name = ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        if name.endswith("__main__"):
            continue
        module = imported(tree, importlib.import_module(name))
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "at"):
                continue
            message, given = named(module, node.func.value), {keyword.arg for keyword in node.keywords}
            if isinstance(message, Message) and None not in given:
                seen += 1
                if missing := fields(message) - given:
                    wrong.append(f"{path.name}:{node.lineno}: {sorted(missing)}")
    assert seen > 300 and wrong == []
