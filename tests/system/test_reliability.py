"""Killed at any moment, and many at once: what is on record is the old or the new, whole, and nothing is lost.

`pytest tests/system/test_reliability.py --kills 300 --rounds 30` does it at length. A command that writes gets a line in DEEDS or WRITES.
"""

import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from helpers import EXAMPLES, SHEET

from licensectl.app.prices.store import read as pricebook
from licensectl.db import ledger
from licensectl.db import transfer as portable
from licensectl.db.engine import DatabaseSchema
from licensectl.db.schema import expected

pytestmark = pytest.mark.slow
DAY = ("--as-of", "2026-11-23")
RECORD = ("order", "record", "examples/placed-order.json")
MANY = ("order", "record", "{folder}/many.json")
EXAMPLE = "examples/invoice-reconciliation-2026-11.csv"
INVOICE = ("invoice", "import", "{folder}/invoice.csv")
CUSTOMERS = ("customer", "import", "{folder}/customers.csv")
CONTOSO = ("customer", "add", "Contoso S.r.l.")
PROCESSES = 12


class Deed(NamedTuple):
    """A command to be killed; `before` has run whole. {out} is a file that it writes, {saved} and {folder} are read.

    `version`: the ledger is first taken back to this version of its shape. `file`: it has nothing to do with a server.
    """

    command: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = ()
    version: int | None = None
    file: bool = False


DEEDS = {
    "first order": Deed(RECORD),
    "many orders": Deed(MANY, (RECORD,)),
    "change of orders": Deed((*MANY, "--status", "cancelled"), (MANY,)),
    "saved quote": Deed(("quote", "build", "examples/request.yaml", "--prices", SHEET, "--save", *DAY), (RECORD,)),
    "accepted quote": Deed(
        ("order", "accept", "Q-2026-0042", "--po-number", "PO-7"),
        (("quote", "build", "examples/request.yaml", "--prices", SHEET, "--save", *DAY),),
    ),
    "customer import": Deed(CUSTOMERS),
    "import over what is known": Deed((*CUSTOMERS[:2], "{folder}/changed.csv"), (CUSTOMERS,)),
    "change of a customer": Deed(("customer", "edit", "contoso", "--owns", "windows-server-cal=50"), (CONTOSO,)),
    "removal of a customer": Deed(("customer", "remove", "contoso", "--despite", "asked"), (CONTOSO, (*RECORD, "--customer", "contoso"))),
    "invoice import": Deed(INVOICE),
    "import over another invoice": Deed((*INVOICE, "--replace"), (("invoice", "import", EXAMPLE),)),
    "renaming of a customer": Deed(
        ("customer", "rename", "contoso", "Contoso S.p.A.", "--id", "contoso-spa"), (CONTOSO, (*RECORD, "--customer", "contoso"))
    ),
    "merger of customers": Deed(
        ("customer", "merge", "contoso", "fabrikam"), (CONTOSO, ("customer", "add", "Fabrikam"), (*RECORD, "--customer", "contoso"))
    ),
    "migration": Deed(("order", "list"), (MANY,), version=1),
    "backup": Deed(("ledger", "backup", "{out}"), (MANY,)),
    "backup over another": Deed(("ledger", "backup", "{out}", "--force"), (RECORD, ("ledger", "backup", "{out}"), MANY)),
    "restore": Deed(("ledger", "restore", "{saved}"), (MANY, ("ledger", "backup", "{saved}"), RECORD)),
    "export": Deed(("order", "export", "examples/request.yaml", "--prices", SHEET, "--target", "csv", "-o", "{out}", *DAY), file=True),
    "price import": Deed(("price", "import", "{folder}/sheet.csv"), (("price", "import", SHEET, "--month", "2026-10"),), file=True),
    "removal of a price sheet": Deed(("price", "remove", SHEET), (("price", "import", SHEET, "{folder}/sheet.csv"),), file=True),
}
# Twelve of these at once, each with a number of its own, and what is then there once for each.
WRITES = {
    "customers": (("customer", "add", "Contoso S.r.l.", "--tenant-id", "{n:08x}-0000-4000-8000-000000000000"), "customer"),
    "orders": (("order", "record", "--id", "0000000000{n:02}", "--placed", "2026-11-02", "--line", "DG7GMGF0PWHC:3={n}"), "placed_order"),
}


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """Let killed commands leave their temporary files in the folder of the test, which goes with it."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Write orders and a price sheet, long enough for a kill to hit the middle of reading them."""
    import json

    folder = tmp_path_factory.mktemp("read")
    order = json.loads((EXAMPLES / "placed-order.json").read_text())
    orders = [order | {"id": f"{n:012x}", "alternateId": None} for n in range(60)]
    for name, country in (("customers", "IT"), ("changed", "DE")):
        rows = [f"Cliente {n},{n:08x}-0000-4000-8000-000000000000,{country}\n" for n in range(1200)]
        (folder / f"{name}.csv").write_text("name,tenant_id,country\n" + "".join(rows))
    (folder / "many.json").write_text(json.dumps({"orders": orders}))
    header, *lines = (EXAMPLES.parent / SHEET).read_text(encoding="utf-8").splitlines()
    many = [line.replace("DG7GMGF0", f"DG7GM{n:03d}") for n in range(30) for line in lines]
    (folder / "sheet.csv").write_text("\n".join([header, *many, ""]), encoding="utf-8")
    header, *lines = (EXAMPLES.parent / EXAMPLE).read_text(encoding="utf-8").splitlines()
    many = [line.replace("a1b2c3d4e5f6", f"{n:012x}") for n in range(200) for line in lines]
    (folder / "invoice.csv").write_text("\n".join([header, *many, ""]), encoding="utf-8")
    return folder


class Place:
    """Place in which a command is killed: a home, a file that it writes, a ledger on one of the engines."""

    def __init__(self, cli, tmp_path, store, folder):
        self.cli, self.home, self.store = cli, tmp_path / "home", store
        self.template, self.names = tmp_path / "template", {"out": tmp_path / "out", "saved": tmp_path / "saved", "folder": folder}

    def filled(self, command):
        return [part.format(**self.names) for part in command]

    def prepare(self, deed):
        for command in deed.before:
            assert self.cli(*self.filled(command)).code == 0
        if deed.version is not None:
            self.take_back(DatabaseSchema(ledger.LEDGER.application_id, ledger.LEDGER.migrations[: deed.version]))
        self.template.mkdir()
        with ledger.engine(self.store).reading(self.shape()) as connection:
            portable.write(connection, self.shape(), self.template / "ledger")
        self.home.exists() and shutil.copytree(self.home, self.template / "home")
        self.out().exists() and shutil.copy(self.out(), self.template / "out")

    def out(self):
        return self.names["out"]

    def shape(self):
        version = ledger.engine(self.store).version(ledger.LEDGER) if ledger.exists(self.store) else 0
        return DatabaseSchema(ledger.LEDGER.application_id, ledger.LEDGER.migrations[: version or None])

    def take_back(self, shape):
        """Return the ledger as an older version of the program would have it."""
        older = self.template.parent / "older"
        with ledger.reading(self.store) as connection:
            portable.write(connection, shape, older)
        self.put(older, shape)
        older.unlink()

    def put(self, file, shape):
        empty(self.store)
        with closing(sqlite3.connect(file)) as rows, ledger.engine(self.store).writing(shape) as connection:
            portable.copy(rows, connection, shape)

    def reset(self, shape):
        """Everything as `prepare` has left it."""
        shutil.rmtree(self.home, ignore_errors=True)
        if (self.template / "home").exists():
            shutil.copytree(self.template / "home", self.home)
        self.out().unlink(missing_ok=True)
        if (self.template / "out").exists():
            shutil.copy(self.template / "out", self.out())
        if "://" in self.store:
            self.put(self.template / "ledger", shape)

    def state(self):
        """Return all records without their timestamps, and the file that was written; None for an empty ledger."""
        settle(self.store)
        shape, out = self.shape(), self.out()
        rows = {}
        if ledger.exists(self.store):
            with ledger.engine(self.store).reading(shape) as connection:
                for name, columns in expected(shape).tables.items():
                    kept = ", ".join(column for column in columns if column != "at")
                    rows[name] = sorted(map(repr, connection.execute(f"SELECT {kept} FROM {name}")))
        return (len(shape.migrations), rows) if any(rows.values()) else None, self.book(), written(out)

    def book(self):
        path = self.home / "prices.db"
        if not path.exists():
            return []
        with pricebook.reading(path) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            counts = dict(connection.execute("SELECT sheet_id, count(*) FROM price GROUP BY 1").fetchall())
            sheets = pricebook.sheets(connection)
            assert counts == {sheet.id: sheet.rows for sheet in sheets}
            return [(sheet.month, sheet.sha256) for sheet in sheets]


def written(path):
    """Return the content of a file; of a backup its rows, because its timestamps differ each time."""
    if not path.exists():
        return None
    if path.read_bytes()[:6] != b"SQLite":
        return path.read_bytes()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute("SELECT * FROM placed_line").fetchall()


def empty(store):
    """No ledger at all."""
    if "://" not in store:
        for path in Path(store).parent.glob("ledger.db*"):
            path.unlink()
        return
    import psycopg

    schema = store.rpartition("%3D")[2]
    with psycopg.connect(store, autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA {schema} CASCADE; CREATE SCHEMA {schema}")


def settle(store):
    """Until the server has noticed that a client is gone, and ended what it was about."""
    if "://" not in store:
        return
    import psycopg

    query = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'licensectl'"
    with psycopg.connect(store, autocommit=True) as connection:
        while connection.execute(query).fetchone() != (0,):
            time.sleep(0.002)


def fork(arguments, said):
    """Run the command in a forked process, which loads nothing again; its stderr goes to `said`."""
    from licensectl.main import app

    child = os.fork()
    if child:
        return child
    status = 70
    try:
        for number, path in ((1, os.devnull), (2, said)):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        app(list(arguments), prog_name="licensectl")
    except SystemExit as end:
        status = end.code or 0
    finally:
        sys.stderr.flush()
        os._exit(status)


def ended(child):
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("name", DEEDS)
def test_killed_at_any_moment(request, cli, store, tmp_path, folder, name):
    deed = DEEDS[name]
    if deed.file and "://" in store:
        pytest.skip("a file, not a ledger")
    place, rng = Place(cli, tmp_path, store, folder), random.Random(name)
    place.prepare(deed)
    shape, old, command, said = place.shape(), place.state(), place.filled(deed.command), tmp_path / "said"
    start = time.perf_counter()
    assert ended(fork(command, said)) == 0, said.read_text()
    lasts, new = time.perf_counter() - start, place.state()
    # A server takes several times as long to be made as it was.
    wanted = request.config.getoption("--kills") // (2 if "://" in store else 1)
    kills, seen = 0, []
    while kills < wanted:
        if not seen or seen[-1] != old:
            place.reset(shape)
        child = fork(command, said)
        # The end of a command is where it writes.
        time.sleep(rng.triangular(0, lasts * 1.05, lasts))
        os.kill(child, signal.SIGKILL)
        killed = ended(child) == -signal.SIGKILL
        kills += killed
        lasts *= 1.02 if killed else 0.94
        seen.append(place.state())
        assert seen[-1] in (old, new), f"half: kill {kills}"
        ran = cli("ledger", "check")
        assert ran.code == 0 or "LC-LEDGER-NONE" in ran.err, ran
    print(f"{name}: {kills} kills, {sum(one == new for one in seen)} of {len(seen)} with the new state")


@pytest.mark.parametrize("name", WRITES)
def test_twelve_at_once_from_nothing(request, cli, store, tmp_path, name):
    command, table = WRITES[name]
    for turn in range(request.config.getoption("--rounds")):
        turn and empty(store)
        said = [tmp_path / f"said-{n}" for n in range(PROCESSES)]
        running = [fork([part.format(n=n + 1) for part in command], said[n]) for n in range(PROCESSES)]
        assert [ended(child) for child in running] == [0] * PROCESSES, [path.read_text() for path in said]
        assert [path.read_text() for path in said] == [""] * PROCESSES
        with ledger.reading(store) as connection:
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (PROCESSES,)
            numbers = [row[0] for row in connection.execute("SELECT number FROM audit ORDER BY number")]
        assert numbers == list(range(1, PROCESSES + 1))
        assert cli("ledger", "check").code == 0


def test_twelve_bring_an_old_ledger_forward(cli, store, tmp_path, folder):
    place = Place(cli, tmp_path, store, folder)
    place.prepare(Deed((), (MANY,), version=1))
    running = [fork(["order", "list"], tmp_path / f"said-{n}") for n in range(PROCESSES)]
    assert [ended(child) for child in running] == [0] * PROCESSES, [(tmp_path / f"said-{n}").read_text() for n in range(PROCESSES)]
    assert place.state()[0][0] == len(ledger.LEDGER.migrations)
    [kept] = [path for path in place.home.glob("ledger*.bak") if "v1" in path.name]
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM placed_order").fetchone() == (60,)
