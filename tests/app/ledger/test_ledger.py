"""The ledger looked after: carried out and back between engines, checked, its trail read; nothing lost on the way."""

import errno
import io
import json
import re
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from helpers import EXAMPLES

from licensectl.db import ledger
from licensectl.db import transfer as portable
from licensectl.db.engine import DatabaseSchema
from licensectl.db.schema import expected

PLACED = str(EXAMPLES / "placed-order.json")
OLD = DatabaseSchema(ledger.LEDGER.application_id, ledger.LEDGER.migrations[:1])
DAY = ("--as-of", "2026-11-23")


def rows(store):
    with ledger.reading(store) as connection:
        return {
            name: connection.execute(f"SELECT {', '.join(columns)} FROM {name} ORDER BY 1, 2").fetchall()
            for name, columns in expected(ledger.LEDGER).tables.items()
        }


def checked(cli, *more):
    ran = cli("ledger", "check", "-f", "json", *more)
    return ran.code, [problem["code"] for problem in json.loads(ran.out)["problems"]]


def record(cli, order_id="6dc5c039750a", *more):
    ran = cli("order", "record", "--id", order_id, "--placed", "2026-11-02", "--line", "DG7GMGF0PWHC:3=2@1021.40", *more)
    assert ran.code == 0, ran.err


@pytest.fixture
def saved(cli, store, tmp_path):
    """Return the path of a backup with one order; the ledger has a second one since then."""
    path = tmp_path / "saved.db"
    cli("order", "record", PLACED, "--customer", "Contoso €")
    assert cli("ledger", "backup", str(path)).code == 0
    record(cli)
    return path


def test_there_and_back(cli, store, saved):
    now = rows(store)
    ran = cli("ledger", "restore", str(saved), "-f", "json")
    assert ran.code == 0, ran.err
    back = rows(store)
    assert [order[0] for order in back["placed_order"]] == ["a1b2c3d4e5f6"]
    assert [entry[3] for entry in back["audit"]] == ["customer added", "order recorded", "ledger restored"]
    kept = json.loads(ran.out)["file"]
    assert rows(kept) == now, "what was there before lies beside"
    assert cli("ledger", "restore", kept).code == 0
    assert rows(store)["placed_order"] == now["placed_order"]
    assert checked(cli) == (0, [])


@pytest.mark.parametrize("way", ["file to server", "server to file"])
def test_from_one_engine_to_the_other(cli, schema, tmp_path, way):
    file = str(tmp_path / "team.db")
    first, second = (file, schema) if way == "file to server" else (schema, file)
    cli("order", "record", PLACED, "--customer", "Contoso €", "--store", first)
    assert cli("ledger", "backup", str(tmp_path / "b.db"), "--store", first).code == 0
    assert cli("ledger", "restore", str(tmp_path / "b.db"), "--store", second).code == 0
    there, here = rows(first), rows(second)
    assert all(there[table] == here[table] for table in ("placed_order", "placed_line", "customer"))
    assert here["audit"][:-1] == there["audit"]
    assert cli("order", "list", "--store", first, *DAY).out == cli("order", "list", "--store", second, *DAY).out
    record(cli, "ffffffffffff", "--store", second)


def test_a_backup_is_private_and_never_overwrites(cli, saved):
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    before = saved.read_bytes()
    ran = cli("ledger", "backup", str(saved))
    assert ran.code == 1 and "LC-OUT-EXISTS" in ran.err and saved.read_bytes() == before
    assert cli("ledger", "backup", str(saved), "--force").code == 0
    assert len(rows(str(saved))["placed_order"]) == 2


@pytest.mark.parametrize("where", ["no/such/folder/b.db", "."])
def test_a_backup_to_nowhere(cli, saved, where):
    ran = cli("ledger", "backup", str(saved.parent / where), "--force")
    assert ran.code == 1 and re.search(r"LC-(OUT-UNWRITABLE|STORE-OPEN)", ran.err), ran
    assert not [path for path in saved.parent.iterdir() if path.name.endswith(".part")]


def test_a_backup_that_is_in_use_is_not_overwritten(cli, saved):
    # What lies in its log would be laid over the new file.
    with ledger.writing(str(saved)):
        assert "LC-LEDGER-IN-USE" in cli("ledger", "backup", str(saved), "--force").err
    assert len(rows(str(saved))["placed_order"]) == 1


def broken(saved, how):
    content = saved.read_bytes()
    if how == "cut off":
        saved.write_bytes(content[: len(content) // 2])
    elif how == "text":
        saved.write_text("no backup at all")
    elif how == "empty":
        saved.write_bytes(b"")
    elif how == "missing":
        saved.unlink()
    elif how == "a folder":
        saved.unlink()
        saved.mkdir()
    else:
        statement = {
            "another program's": "PRAGMA application_id = 7",
            "newer": "PRAGMA user_version = 999",
            "lines of no order": "DELETE FROM placed_order",
            "a table is gone": "DROP TABLE placed_line",
        }[how]
        with closing(sqlite3.connect(saved)) as connection, connection:
            connection.execute(statement)


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("cut off", "LC-STORE-DAMAGED"),
        ("text", "LC-STORE-DAMAGED"),
        ("empty", "LC-LEDGER-EMPTY"),
        ("missing", "LC-STORE-BACKUP-MISSING"),
        ("a folder", "LC-FILE-UNREADABLE"),
        ("another program's", "LC-STORE-FOREIGN"),
        ("newer", "LC-STORE-NEWER"),
        ("lines of no order", "LC-LEDGER-ORPHANS"),
        ("a table is gone", "LC-LEDGER-TABLE"),
    ],
)
def test_a_bad_backup_changes_nothing(cli, store, saved, how, code):
    before = rows(store)
    broken(saved, how)
    ran = cli("ledger", "restore", str(saved))
    assert ran.code == 1 and code in ran.err, ran.err
    assert rows(store) == before
    assert checked(cli) == (0, [])


def test_a_backup_that_may_not_be_read_is_named_so(cli, saved, monkeypatch):
    opened = io.open

    def refused(path, *args, **kwargs):
        if Path(path) == saved:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, *args, **kwargs)

    # Root may read everything.
    monkeypatch.setattr(io, "open", refused)
    ran = cli("ledger", "restore", str(saved))
    assert ran.code == 1 and f"'{saved}' cannot be read: permission denied" in ran.err and "[LC-FILE-UNREADABLE]" in ran.err


def test_only_rows_are_taken_from_a_backup(cli, store, saved):
    with closing(sqlite3.connect(saved)) as connection, connection:
        connection.execute("CREATE TRIGGER evil AFTER INSERT ON audit BEGIN DELETE FROM placed_order; END")
        connection.execute("CREATE TABLE stowaway (x)")
    assert cli("ledger", "restore", str(saved)).code == 0
    record(cli)
    assert len(rows(store)["placed_order"]) == 2


def test_a_backup_of_an_older_shape_is_brought_forward(cli, store, saved, tmp_path):
    with ledger.reading(store) as connection:
        portable.write(connection, OLD, tmp_path / "old.db")
    before = (tmp_path / "old.db").read_bytes()
    assert cli("ledger", "restore", str(tmp_path / "old.db")).code == 0
    assert len(rows(store)["placed_order"]) == 2
    assert (tmp_path / "old.db").read_bytes() == before, "the backup itself stays as it is"


def test_check_of_an_older_ledger_changes_nothing(cli, store, saved, tmp_path):
    with ledger.reading(str(saved)) as connection:
        portable.write(connection, OLD, tmp_path / "old.db")
    assert checked(cli, "--store", str(tmp_path / "old.db")) == (0, ["LC-LEDGER-OLDER"])
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_check_finds_orders_without_lines(cli, store, saved):
    with ledger.writing(store) as connection:
        connection.execute("DELETE FROM placed_line WHERE order_id = ?", ("6dc5c039750a",))
    ran = cli("ledger", "check")
    assert ran.code == 3 and "6dc5c039750a" in ran.out


def test_nothing_there_yet(cli, tmp_path):
    for command in (("check",), ("backup", str(tmp_path / "b.db"))):
        ran = cli("ledger", *command)
        assert ran.code == 1 and "LC-LEDGER-NONE" in ran.err
    assert json.loads(cli("ledger", "log", "-f", "json").out)["entries"] == []
    assert not (tmp_path / "home").exists()


def test_into_nothing(cli, store, saved, tmp_path):
    other = str(tmp_path / "new" / "ledger.db")
    ran = cli("ledger", "restore", str(saved), "--store", other, "-f", "json")
    assert ran.code == 0 and json.loads(ran.out)["file"] is None
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["ledger.db"]


def test_a_name_that_is_too_long(cli, alone):
    name = "x" * 300
    for command in (("backup", name), ("backup", name, "--force"), ("restore", name), ("check", "--store", name), ("log", "--store", name)):
        ran = cli("ledger", *command)
        assert ran.code == 1 and re.search(r"LC-(STORE-OPEN|OUT-UNWRITABLE)", ran.err), ran


@pytest.fixture
def alone(cli, tmp_path):
    """Return a ledger in a file, and a backup of it."""
    cli("order", "record", PLACED)
    assert cli("ledger", "backup", str(tmp_path / "saved.db")).code == 0
    return tmp_path / "home" / "ledger.db"


@pytest.mark.parametrize("damage", ["no database", "page"])
def test_a_damaged_ledger_is_set_aside_and_restored(cli, alone, tmp_path, damage):
    content = alone.read_bytes()
    bad = b"no database" if damage == "no database" else content[:8192] + b"\xff" * 4096 + content[12288:]
    alone.write_bytes(bad)
    code, found = checked(cli)
    assert code == 3 and "LC-STORE-DAMAGED" in found
    good = (tmp_path / "saved.db").read_bytes()
    assert cli("ledger", "backup", str(tmp_path / "saved.db"), "--force").code == 1
    assert (tmp_path / "saved.db").read_bytes() == good, "a damaged ledger takes no good backup's place"
    ran = cli("ledger", "restore", str(tmp_path / "saved.db"), "-f", "json")
    assert ran.code == 0, ran.err
    [aside] = alone.parent.glob("*.damaged")
    assert aside.read_bytes() == bad and json.loads(ran.out)["file"] == str(aside)
    assert checked(cli) == (0, []) and len(rows(str(alone))["placed_order"]) == 1


def test_check_finds_rows_that_refer_to_nothing(cli, alone):
    with closing(sqlite3.connect(alone)) as connection, connection:
        connection.execute("DELETE FROM placed_order")
    assert checked(cli) == (3, ["LC-LEDGER-ORPHANS"])


def test_check_finds_what_others_may_read(cli, alone):
    alone.chmod(0o640)
    copy = alone.with_name("ledger.db.v1.bak")
    copy.write_bytes(b"")
    copy.chmod(0o604)
    alone.parent.chmod(0o770)
    assert checked(cli) == (3, ["LC-LEDGER-MODE", "LC-LEDGER-MODE", "LC-LEDGER-FOLDER"])


def test_the_trail(cli, store):
    for status in ("completed", "suspended", "cancelled"):
        record(cli, "6dc5c039750a", "--status", status)
    record(cli, "ffffffffffff")
    entries = json.loads(cli("ledger", "log", "-f", "json").out)["entries"]
    assert [(entry["number"], entry["subject"], entry["detail"]) for entry in entries] == [
        (4, "ffffffffffff", "completed"),
        (3, "6dc5c039750a", "cancelled"),
        (2, "6dc5c039750a", "suspended"),
        (1, "6dc5c039750a", "completed"),
    ]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", entry["at"]) and entry["who"] for entry in entries)
    assert [entry["at"] for entry in entries] == sorted((entry["at"] for entry in entries), reverse=True)
    one = json.loads(cli("ledger", "log", "--subject", "6dc5c039750a", "--limit", "2", "-f", "json").out)["entries"]
    assert [entry["number"] for entry in one] == [3, 2]


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_a_person_reads(cli, golden, store, form):
    record(cli, "6dc5c039750a")
    with ledger.writing(store) as connection:
        connection.execute("DELETE FROM placed_line")
        connection.execute("UPDATE audit SET at = '2026-11-23T09:30:00.123Z', who = 'anna'")
    name = ledger.engine(store).name

    def seen(*command):
        out = cli("ledger", *command, "-f", form, *DAY).out.replace(name, "/home/anna/ledger.db")
        return re.sub(r'"data_version": "\w+"|-{9,}  -{9,}', lambda match: match[0] if match[0][0] == "-" else '"data_version": ""', out)

    golden(f"ledger-log.{form}", seen("log", "--lang", "it"))
    if form == "json":
        # The width of the columns of text is that of the name, which differs.
        golden(f"ledger-check.{form}", seen("check"))
