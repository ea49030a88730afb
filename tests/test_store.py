"""Files we keep: made privately, brought forward with a copy beside, refused when they are not ours."""

import sqlite3
import stat
import subprocess
import sys

import pytest

from licensectl.errors import Failure
from licensectl.store.database import Shape, connect, transaction

OLD = Shape(0x4C435431, (("CREATE TABLE note (text TEXT NOT NULL)",),))
NEW = Shape(OLD.application_id, (*OLD.migrations, ("ALTER TABLE note ADD COLUMN day TEXT", "UPDATE note SET day = '2026-11-23'")))


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
    broken = Shape(OLD.application_id, (*OLD.migrations, ("ALTER TABLE note ADD COLUMN day TEXT", "nonsense")))
    with pytest.raises(Failure):
        connect(path, broken)
    assert [column[1] for column in connect(path, OLD).execute("PRAGMA table_info(note)")] == ["text"]


def test_newer_is_refused(tmp_path):
    connect(tmp_path / "book.db", NEW).close()
    with pytest.raises(Failure) as failure:
        connect(tmp_path / "book.db", OLD)
    assert code(failure) == "LC-STORE-NEWER"


def test_another_programs_file_is_refused(tmp_path):
    with sqlite3.connect(tmp_path / "book.db") as other:
        other.execute("CREATE TABLE photos (id)")
    with pytest.raises(Failure) as failure:
        connect(tmp_path / "book.db", OLD)
    assert code(failure) == "LC-STORE-FOREIGN"


@pytest.mark.parametrize("content", [b"no database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_damaged_is_refused(tmp_path, content):
    (tmp_path / "book.db").write_bytes(content)
    with pytest.raises(Failure) as failure:
        connect(tmp_path / "book.db", OLD)
    assert code(failure) == "LC-STORE-DAMAGED"
    assert (tmp_path / "book.db").read_bytes() == content


def test_a_folder_in_its_place(tmp_path):
    with pytest.raises(Failure) as failure:
        connect(tmp_path, OLD)
    assert code(failure) == "LC-STORE-FILE"


def test_all_or_nothing(tmp_path):
    connection = connect(tmp_path / "book.db", OLD)
    with pytest.raises(ZeroDivisionError), transaction(connection):
        connection.execute("INSERT INTO note VALUES ('half')")
        raise ZeroDivisionError
    assert connection.execute("SELECT count(*) FROM note").fetchone() == (0,)


def test_many_processes_make_it_at_once(tmp_path):
    program = (
        "import sys; sys.path.insert(0, sys.argv[2]); from pathlib import Path\n"
        "from test_store import NEW, connect, transaction\n"
        "c = connect(Path(sys.argv[1]), NEW)\n"
        "for _ in range(5):\n"
        "    with transaction(c): c.execute(\"INSERT INTO note VALUES ('x', '')\")\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "book.db"), str(__file__).rsplit("/", 1)[0]]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(8)]
    assert [process.communicate()[1] for process in running] == [""] * 8
    assert connect(tmp_path / "book.db", NEW).execute("SELECT count(*) FROM note").fetchone() == (40,)
