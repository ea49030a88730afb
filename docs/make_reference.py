"""Writes docs/reference.md from the program's own help: `python docs/make_reference.py`."""

import os
import subprocess
import sys
from pathlib import Path

OUT = Path(__file__).with_name("reference.md")
HEAD = """# Command reference

Made from `--help` by `docs/make_reference.py`; do not edit. What scripts may rely on: the options and exit statuses here, the keys of
`-f json` and the header of `-f csv` only ever grow. Tables and text may change.
"""


def help_of(*command: str) -> str:
    environment = os.environ | {"COLUMNS": "100", "TERMINAL_WIDTH": "100", "LC_ALL": "C.UTF-8"}
    ran = subprocess.run(
        [sys.executable, "-m", "licensectl", *command, "--help"], capture_output=True, text=True, check=True, env=environment
    )
    return ran.stdout.replace("python -m licensectl", "licensectl").rstrip()


def reference() -> str:
    from typer.main import get_command

    from licensectl.main import GROUPS, app

    root = get_command(app)
    parts = [HEAD, "## licensectl\n", f"```text\n{help_of()}\n```\n"]
    for group in GROUPS:
        # A group with one command and no group around it is that command.
        for verb in getattr(root.get_command(None, group), "commands", {"": None}):
            words = [group, verb] if verb else [group]
            parts += [f"## licensectl {' '.join(words)}\n", f"```text\n{help_of(*words)}\n```\n"]
    return "\n".join(parts)


if __name__ == "__main__":
    OUT.write_text(reference(), encoding="utf-8")
