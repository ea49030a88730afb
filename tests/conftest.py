"""One way to run a command in a test, and one way to compare it with what was looked at and kept."""

import os
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from licensectl.cli.app import app
from licensectl.facts.library import Facts

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SHEET = "examples/price-sheet-software-IT-2026-11.csv"


class Ran(NamedTuple):
    """How a command ended and what it wrote where."""

    code: int
    out: str
    err: str


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="write the golden files anew; look at the difference before you commit it")


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def cli(monkeypatch, cache, tmp_path):
    """`cli("sku", "show", …)` in the repository's root, in English, with nothing of the user's own around it."""
    for name in [name for name in os.environ if name.startswith(("LICENSECTL_", "LC_")) or name in ("LANG", "FORCE_COLOR")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("LICENSECTL_CACHE", str(cache))
    monkeypatch.setenv("LICENSECTL_CONFIG", str(cache / "none.yaml"))
    monkeypatch.setenv("LICENSECTL_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(ROOT)

    def run(*arguments: str, stdin: bytes | None = None) -> Ran:
        result = CliRunner().invoke(app, list(arguments), input=stdin, prog_name="licensectl")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout_bytes.decode(), result.stderr)

    return run


@pytest.fixture
def golden(request):
    """`golden("name.txt", text)`: equal to the kept file, or the file is written with --update."""

    def check(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if request.config.getoption("--update"):
            path.write_bytes(text.encode())
        assert path.exists(), f"{name} has never been kept: run pytest --update and look at it"
        assert text == path.read_bytes().decode()

    return check


@pytest.fixture(scope="session")
def facts():
    return Facts.load()
