"""Write docs/reference/commands.md from the program's own help: `python docs/make_reference.py`."""

from os import environ
from pathlib import Path
from typing import Any

# Help is in the language of whoever asks; this page is English.
environ["LICENSECTL_LANG"] = "en"

OUT = Path(__file__).parent / "reference" / "commands.md"
HEAD = """# Command reference

Made from `--help` by `docs/make_reference.py`; do not edit. What scripts may rely on: the options and exit statuses here, the keys of
`-f json` and the header of `-f csv` only ever grow. Tables and text may change.
"""
# What a terminal of 80 columns or more gets, whatever the terminal of the caller.
WIDTH = 78


def reference() -> str:
    """Return the text of docs/reference/commands.md: the help of the program and of each command."""
    from typer.main import get_command

    from licensectl.main import GROUPS, app

    root = get_command(app)
    top = context(root, "licensectl", terminal_width=WIDTH)
    parts = [HEAD, section(top)]
    for name in GROUPS:
        group = root.get_command(top, name)
        inner = context(group, name, parent=top)
        # A group with one command and no group around it is that command.
        verbs = getattr(group, "commands", None)
        parts += [section(inner)] if verbs is None else [section(context(verb, word, parent=inner)) for word, verb in verbs.items()]
    return "\n".join(parts)


def context(command: Any, name: str, **settings: Any) -> Any:
    """Return the context of `command` as if it had been called with `--help`: nothing is required, nothing runs."""
    return command.make_context(name, [], resilient_parsing=True, **settings)


def section(called: Any) -> str:
    """Return the section of one command, given its context: its words as heading, its help as text."""
    return f"## {called.command_path}\n\n```text\n{called.get_help().rstrip()}\n```\n"


if __name__ == "__main__":
    OUT.write_text(reference(), encoding="utf-8")
