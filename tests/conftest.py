"""Fixtures that all tests share: run a command, compare it with a golden file, use either engine of the ledger."""

import os
import signal
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import private_postgres
import pytest
from helpers import ROOT, Ran
from hypothesis import HealthCheck, settings
from typer.testing import CliRunner

from licensectl.facts.library import Facts
from licensectl.main import app

# No deadline: how long an example takes depends on how busy the machine is.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="write the golden files; review the difference before you commit it")
    parser.addoption("--samples", type=Path, help="folder of the public files that test_public_samples.py reads")
    parser.addoption(
        "--examples", type=int, default=60, help="how many random requests test_arithmetic.py compares with its own computation"
    )
    parser.addoption("--kills", type=int, default=6, help="how often test_reliability.py kills each command; half as often on a server")
    parser.addoption("--fuzz-seed", type=int, default=1, help="which cases test_fuzz.py examines")
    parser.addoption("--rounds", type=int, default=3, help="how often test_reliability.py starts twelve processes without a ledger")


def pytest_configure(config):
    """Give the run a cache of compiled facts that all its processes share; do not touch the cache of the user."""
    # A shell has its background jobs ignore Ctrl-C, and the processes of the tests would inherit that.
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if not hasattr(config, "workerinput"):
        folder = TemporaryDirectory(prefix="licensectl-tests-")
        config.add_cleanup(folder.cleanup)
        os.environ["LICENSECTL_CACHE"] = folder.name


def pytest_collection_modifyitems(items):
    """Mark the tests that need the PostgreSQL server: those that use one of its fixtures."""
    for item in items:
        parameters = item.callspec.params if hasattr(item, "callspec") else {}
        if {"postgres", "schema"} & set(item.fixturenames) or parameters.get("store") == "postgresql":
            item.add_marker("postgres")


@pytest.fixture(scope="session", autouse=True)
def without_waiting_for_the_disk():
    """Do not let SQLite wait for the disk. Only a power cut would lose data, and no test cuts the power."""
    connect = sqlite3.connect

    def unsynced(*arguments, **options):
        connection = connect(*arguments, **options)
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", unsynced)
        yield


@pytest.fixture(scope="session")
def cache():
    """Return the folder of compiled facts of this run."""
    return Path(os.environ["LICENSECTL_CACHE"])


@pytest.fixture
def cli(monkeypatch, cache, tmp_path):
    """Return a function that runs a command: `cli("sku", "show", …)`.

    It runs in the root of the repository, in English, without the settings, facts and files of the user.
    """
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
    """Return a function that compares a text with a golden file: `golden("name.txt", text)`. With --update it writes the file."""

    def check(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if request.config.getoption("--update"):
            path.write_bytes(text.encode())
        assert path.exists(), f"there is no {name}: run pytest --update and review the new file"
        assert text == path.read_bytes().decode()

    return check


@pytest.fixture(scope="session")
def facts():
    return Facts.load()


@pytest.fixture(scope="session")
def postgres():
    """Start a PostgreSQL server, with its password in PGPASSWORD; skip if the driver or the server is not installed."""
    pytest.importorskip("psycopg", reason="the extra `teams` is not installed", exc_type=ImportError)
    programs = private_postgres.binaries()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    with pytest.MonkeyPatch.context() as patch, private_postgres.running(programs) as cluster:
        for name in [name for name in os.environ if name.startswith("PG")]:
            patch.delenv(name)
        patch.setenv("PGPASSWORD", private_postgres.PASSWORD)
        yield cluster


@pytest.fixture
def schema(postgres):
    """Return the address of an empty schema that only this test uses."""
    import psycopg
    from private_postgres import PASSWORD

    name = f"t{uuid4().hex}"
    with psycopg.connect(postgres.url(), password=PASSWORD, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    yield postgres.url(options=f"-csearch_path%3D{name}")
    with psycopg.connect(postgres.url(), password=PASSWORD, autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA {name} CASCADE")


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request, cli, monkeypatch, tmp_path):
    """Return the address of the ledger that `cli` uses: a file in one run of the test, a server in the other.

    `pytestmark = pytest.mark.usefixtures("store")` runs all tests of a module on both.
    """
    if request.param == "sqlite":
        return str(tmp_path / "home" / "ledger.db")
    url = request.getfixturevalue("schema")
    monkeypatch.setenv("LICENSECTL_STORE", url)
    return url
