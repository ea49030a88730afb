"""Files we keep: made privately, brought forward with a copy beside, refused when they are not ours; what disks do to them."""

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from helpers import ROOT, changed

from licensectl.db import ledger
from licensectl.db import sqlite as database
from licensectl.db import sqlite as shares
from licensectl.db import sqlite_ledger as file
from licensectl.db.engine import DatabaseSchema
from licensectl.db.sqlite import connect, transaction
from licensectl.errors import LicensectlError

OLD = DatabaseSchema(0x4C435431, (("CREATE TABLE note (text TEXT NOT NULL)",),))
NEW = DatabaseSchema(OLD.application_id, (*OLD.migrations, ("ALTER TABLE note ADD COLUMN day TEXT", "UPDATE note SET day = '2026-11-23'")))


def code(failure):
    return failure.value.problems[0].code


def test_made_private(tmp_path):
    path = tmp_path / "home" / "book.db"
    connect(path, OLD).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_brought_forward_with_a_copy_beside(tmp_path):
    path = tmp_path / "book.db"
    old = connect(path, OLD)
    with transaction(old):
        old.execute("INSERT INTO note VALUES ('kept')")
    # Still open: what it wrote lies in the write-ahead log, and the copy must have it.
    new = connect(path, NEW)
    assert new.execute("SELECT text, day FROM note").fetchall() == [("kept", "2026-11-23")]
    with sqlite3.connect(tmp_path / "book.db.v1.bak") as copy:
        assert copy.execute("SELECT * FROM note").fetchall() == [("kept",)]
    assert stat.S_IMODE((tmp_path / "book.db.v1.bak").stat().st_mode) == 0o600


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "book.db"
    connect(path, OLD).close()
    broken = DatabaseSchema(OLD.application_id, (*OLD.migrations, ("ALTER TABLE note ADD COLUMN day TEXT", "nonsense")))
    with pytest.raises(LicensectlError):
        connect(path, broken)
    assert [column[1] for column in connect(path, OLD).execute("PRAGMA table_info(note)")] == ["text"]


def test_newer_is_refused(tmp_path):
    connect(tmp_path / "book.db", NEW).close()
    with pytest.raises(LicensectlError) as failure:
        connect(tmp_path / "book.db", OLD)
    assert code(failure) == "LC-STORE-NEWER"


def test_another_programs_file_is_refused(tmp_path):
    with sqlite3.connect(tmp_path / "book.db") as other:
        other.execute("CREATE TABLE photos (id)")
    with pytest.raises(LicensectlError) as failure:
        connect(tmp_path / "book.db", OLD)
    assert code(failure) == "LC-STORE-FOREIGN"


@pytest.mark.parametrize("content", [b"no database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_damaged_is_refused(tmp_path, content):
    (tmp_path / "book.db").write_bytes(content)
    with pytest.raises(LicensectlError) as failure:
        connect(tmp_path / "book.db", OLD)
    assert code(failure) == "LC-STORE-DAMAGED"
    assert (tmp_path / "book.db").read_bytes() == content


def test_a_folder_in_its_place(tmp_path):
    with pytest.raises(LicensectlError) as failure:
        connect(tmp_path, OLD)
    assert code(failure) == "LC-STORE-FILE"


def test_all_or_nothing(tmp_path):
    connection = connect(tmp_path / "book.db", OLD)
    with pytest.raises(ZeroDivisionError), transaction(connection):
        connection.execute("INSERT INTO note VALUES ('half')")
        raise ZeroDivisionError
    assert connection.execute("SELECT count(*) FROM note").fetchone() == (0,)


@pytest.mark.slow
def test_many_processes_make_it_at_once(tmp_path):
    program = (
        "import sys; sys.path[:0] = sys.argv[2:]; from pathlib import Path\n"
        "from test_files import NEW, connect, transaction\n"
        "c = connect(Path(sys.argv[1]), NEW)\n"
        "for _ in range(5):\n"
        "    with transaction(c): c.execute(\"INSERT INTO note VALUES ('x', '')\")\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "book.db"), str(ROOT / "tests" / "db"), str(ROOT / "tests")]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(8)]
    assert [process.communicate()[1] for process in running] == [""] * 8
    assert connect(tmp_path / "book.db", NEW).execute("SELECT count(*) FROM note").fetchone() == (40,)


def filled(path, count=300):
    """Return a ledger of several pages."""
    with ledger.writing(str(path)) as connection:
        for number in range(count):
            ledger.note(connection, "somebody", "something", f"{number:08}", "x" * 100)


def noted(path):
    with ledger.reading(str(path)) as connection:
        return connection.execute("SELECT count(*) FROM audit").fetchone()[0]


@contextmanager
def one_who_may_not(folder):
    """Nobody's rights, or without root's our own, in a folder that then cannot be written to."""
    folder.chmod(0o555)
    root = os.geteuid() == 0
    root and os.seteuid(65534)
    try:
        yield
    finally:
        root and os.seteuid(0)
        folder.chmod(0o755)


@pytest.fixture
def public():
    """Return a folder that everybody may enter, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_a_folder_that_cannot_be_written_to(public):
    with one_who_may_not(public), pytest.raises(LicensectlError) as failure, ledger.writing(str(public / "ledger.db")):
        pass
    assert code(failure) == "LC-STORE-OPEN"
    assert list(public.iterdir()) == []


def test_a_file_that_may_only_be_read(public):
    path = public / "ledger.db"
    filled(path, 3)
    # As a backup lies: without a log, whose files would have to be made.
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    path.chmod(0o444)
    with one_who_may_not(public):
        assert noted(path) == 3
        with pytest.raises(LicensectlError) as failure:
            filled(path, 1)
    assert code(failure) == "LC-STORE-DENIED"
    assert noted(path) == 3


@pytest.mark.parametrize("room", [0, 4096, 20_000, 40_000, 60_000, 100_000])
def test_a_disk_that_takes_no_more(tmp_path, room):
    resource = pytest.importorskip("resource")
    path = tmp_path / "ledger.db"
    filled(path, 10)
    child = os.fork()
    if not child:
        # What any file may grow to: a write beyond fails as on a full disk.
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        try:
            filled(path, 2000)
            os._exit(1)
        except LicensectlError as failure:
            os._exit(0 if failure.problems[0].code == "LC-STORE-FULL" else 2)
        except BaseException:
            os._exit(3)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert noted(path) == 10
    assert file.File(path).check(ledger.LEDGER) == []


@contextmanager
def small_disk(path, size):
    """Mount a disk of this size at `path`, which is new."""
    path.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(path)], capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a small disk")
    try:
        yield path
    finally:
        subprocess.run(["umount", str(path)], check=True)


def test_a_disk_that_is_full(tmp_path):
    with small_disk(tmp_path / "disk", "256k") as path:
        filled(path / "ledger.db", 10)
        with pytest.raises(LicensectlError) as failure:
            filled(path / "ledger.db", 2000)
        assert code(failure) == "LC-STORE-FULL"
        assert noted(path / "ledger.db") == 10


@pytest.mark.parametrize(("table", "column"), [("audit", "detail"), ("audit", "who")])
def test_a_text_that_is_not_utf8_is_found(tmp_path, table, column):
    path = tmp_path / "ledger.db"
    filled(path)
    changed(str(path), f"UPDATE {table} SET {column} = CAST(x'ff' AS TEXT)")
    [problem] = file.File(path).check(ledger.LEDGER)
    assert problem.code == "LC-STORE-DAMAGED" and "a text holds a character that cannot be stored" in problem.line()


def test_a_disk_without_room_for_a_new_file(tmp_path):
    with small_disk(tmp_path / "disk", "300k") as path:
        (path / "else").write_bytes(bytes(220_000))
        with pytest.raises(LicensectlError) as failure:
            filled(path / "ledger.db", 1)
        assert code(failure) == "LC-STORE-FULL"
        assert [one.name for one in path.iterdir()] == ["else"]
        (path / "else").unlink()
        filled(path / "ledger.db", 1)
        assert noted(path / "ledger.db") == 1


def test_a_file_system_without_links(tmp_path, monkeypatch):
    def refused(source, target):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    filled(tmp_path / "ledger.db", 1)
    assert noted(tmp_path / "ledger.db") == 1
    assert (tmp_path / "ledger.db").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("page", range(1, 8))
def test_a_page_gone_bad_is_said_and_nothing_is_written(tmp_path, page):
    path = tmp_path / "ledger.db"
    filled(path)
    content = bytearray(path.read_bytes())
    content[page * 4096 : page * 4096 + 200] = os.urandom(200)
    path.write_bytes(content)
    assert {problem.code for problem in file.File(path).check(ledger.LEDGER)} == {"LC-STORE-DAMAGED"}
    assert path.read_bytes() == content


def test_a_link_stands_for_what_it_leads_to(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    link, real = tmp_path / "ledger.db", tmp_path / "elsewhere" / "real.db"
    link.symlink_to(real)
    filled(link, 1)
    assert link.is_symlink() and stat.S_IMODE(real.stat().st_mode) == 0o600
    with ledger.writing(str(link)):
        assert sorted(path.name for path in tmp_path.iterdir()) == ["elsewhere", "ledger.db"]
        assert sorted(path.name for path in real.parent.iterdir()) == ["real.db", "real.db-shm", "real.db-wal"]


@pytest.mark.parametrize("kind", ["loop", "pipe", "device"])
def test_what_no_ledger_can_be(tmp_path, kind):
    path = tmp_path / "ledger.db"
    if kind == "loop":
        path.symlink_to(path)
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(os.devnull)
    with pytest.raises(LicensectlError) as failure, ledger.writing(str(path)):
        pass
    assert code(failure) == ("LC-STORE-OPEN" if kind == "loop" else "LC-STORE-FILE")


def test_patience_ends_with_a_sentence(tmp_path, monkeypatch):
    path = str(tmp_path / "ledger.db")
    with ledger.writing(path):
        # Who only reads does not wait.
        assert noted(path) == 0
        monkeypatch.setattr(database, "PATIENCE_SECONDS", 0.1)
        with pytest.raises(LicensectlError) as failure, ledger.writing(path):
            pass
    assert code(failure) == "LC-STORE-BUSY"


def test_one_moment_is_read(tmp_path):
    path = str(tmp_path / "ledger.db")
    with ledger.reading(path) as connection:
        assert connection.execute("SELECT count(*) FROM audit").fetchone() == (0,)
        filled(path, 1)
        assert connection.execute("SELECT count(*) FROM audit").fetchone() == (0,)
    assert noted(path) == 1


MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
server:/export/home /home nfs4 rw 0 0
//server/desk /home/desk\\040files cifs rw 0 0
/dev/sdb1 /home/local ext4 rw 0 0
nonsense
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/x/ledger.db", "ext4"),
        ("/home/anna/l.db", "nfs4"),
        ("/home/desk files/l.db", "cifs"),
        ("/home/local/l.db", "ext4"),
        ("/homes", "ext4"),
    ],
)
def test_what_a_file_lies_on(path, kind):
    assert shares.kind_of_mount(Path(path), MOUNTS) == kind


def test_no_shared_memory_on_a_network_share(tmp_path, monkeypatch):
    path = tmp_path / "ledger.db"
    filled(path, 1)
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/x {tmp_path} nfs rw 0 0\n")
    monkeypatch.setattr(shares, "MOUNTS", mounts)
    with ledger.writing(str(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert [problem.code for problem in file.File(path).check(ledger.LEDGER)] == ["LC-LEDGER-SHARE"]
    monkeypatch.undo()
    with ledger.writing(str(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_what_no_text_can_be(tmp_path):
    with pytest.raises(LicensectlError) as failure, ledger.writing(str(tmp_path / "ledger.db")) as connection:
        ledger.note(connection, "somebody", "something", "\ud800")
    assert code(failure) == "LC-STORE-VALUE"
