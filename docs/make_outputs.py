"""Write what commands print into the README and the tutorial: `python docs/make_outputs.py`.

A ```text block below a ```console block holds the output of the last command of that block. The commands of one page run in order, in a
folder that has a copy of `examples/`, with a ledger and a price book of their own.
"""

import os
import re
import shlex
import shutil
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", ROOT / "README.it.md", ROOT / "docs" / "tutorial.md")
BLOCKS = re.compile(r"^```console\n(?P<commands>.*?)^```\n(?P<between>\n*)(?:```text\n(?P<output>.*?)^```\n)?", re.M | re.S)
SETTING = re.compile(r"export (\w+)=(\S+)")


def fresh(page: str) -> str:
    """Return the text of a page with the outputs that its commands have now.

    Raises ValueError where a command ends with an exit status other than 0 and 3.
    """
    with TemporaryDirectory(prefix="licensectl-outputs-") as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        own = {"LICENSECTL_HOME": str(Path(folder) / "home"), "LICENSECTL_CONFIG": str(Path(folder) / "none.yaml")}
        before = dict(os.environ)
        kept = {name: value for name, value in before.items() if not name.startswith(("LICENSECTL_", "LC_", "LANG", "FORCE_COLOR"))}
        try:
            with chdir(folder):
                os.environ.clear()
                os.environ.update(kept, **own, **({"LICENSECTL_CACHE": before["LICENSECTL_CACHE"]} if "LICENSECTL_CACHE" in before else {}))
                return BLOCKS.sub(lambda block: _with_output(block, _run), page)
        finally:
            os.environ.clear()
            os.environ.update(before)


def _with_output(block: re.Match[str], run: Callable[[str], str]) -> str:
    output = ""
    for line in block["commands"].replace("\\\n", " ").splitlines():
        output = run(line.strip())
    shown = f"```text\n{output.strip()}\n```\n" if block["output"] is not None else ""
    return f"```console\n{block['commands']}```\n{block['between']}{shown}"


def _run(line: str) -> str:
    from typer.testing import CliRunner

    from licensectl.main import app

    if setting := SETTING.fullmatch(line):
        os.environ[setting[1]] = setting[2]
    if not line.startswith("licensectl "):
        return ""
    result = CliRunner().invoke(app, shlex.split(line)[1:], prog_name="licensectl")
    if result.exit_code not in (0, 3):
        raise ValueError(f"{line}: exit status {result.exit_code}: {result.output}")
    # Notes come before the answer, as on a terminal.
    return re.sub(r" +$", "", result.stderr + result.stdout, flags=re.M)


if __name__ == "__main__":
    for path in PAGES:
        path.write_text(fresh(path.read_text(encoding="utf-8")), encoding="utf-8")
