"""Signals end the program at any moment without a traceback, and what they leave unfinished is removed."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from helpers import ROOT

from licensectl.db import ledger

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="signals")]
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) if os.name == "posix" else ()
RECORD = ("order", "record", "examples/placed-order.json")


@pytest.fixture
def start(cache, tmp_path):
    """Return a function that starts the program in a new process."""
    environment = {
        "PATH": os.environ["PATH"],
        "LICENSECTL_HOME": str(tmp_path / "home"),
        "LICENSECTL_CACHE": str(cache),
        "LICENSECTL_CONFIG": str(tmp_path / "none.yaml"),
        "TMPDIR": str(tmp_path),
    }

    def run(*arguments, ignoring=None):
        # What started the tests may ignore signals (nohup, a job in the background): the process starts as on a terminal.
        before = {number: signal.signal(number, signal.SIG_IGN if number == ignoring else signal.SIG_DFL) for number in SIGNALS}
        try:
            command = [sys.executable, "-m", "licensectl", *arguments]
            return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    return run


@pytest.fixture
def restoring(cli, start, tmp_path):
    """Return a context in which a restore has made its copy and waits for another writer."""
    assert cli(*RECORD).code == 0
    assert cli("ledger", "backup", str(tmp_path / "b.db")).code == 0

    @contextmanager
    def run():
        with ledger.writing(None):
            process = start("ledger", "restore", str(tmp_path / "b.db"))
            until = time.monotonic() + 30
            while not list((tmp_path / "home").glob(".ledger.db.*.part/copy.db")):
                assert process.poll() is None and time.monotonic() < until, process.communicate()
                time.sleep(0.02)
            time.sleep(0.3)
            yield process
            process.wait(timeout=20)

    return run


def leftovers(tmp_path):
    return [path.name for path in (tmp_path / "home").iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_signal_cleans_up(cli, restoring, tmp_path, number, status):
    with restoring() as process:
        process.send_signal(number)
        assert process.communicate(timeout=20)[1] == ""
        assert process.returncode == status
    assert leftovers(tmp_path) == [] and cli("order", "list").code == 0


def test_leftovers_of_a_kill_are_found_and_removed(cli, restoring, tmp_path):
    with restoring() as process:
        # A copy that somebody works on is none.
        assert "LC-LEDGER-LEFTOVER" not in cli("ledger", "check").out
        process.kill()
    [left] = leftovers(tmp_path)
    ran = cli("ledger", "check", "-f", "csv")
    assert ran.code == 0 and "LC-LEDGER-LEFTOVER" in ran.out and left in ran.out
    assert cli("order", "list").code == 0 and leftovers(tmp_path) == [left], "who reads changes nothing"
    assert cli("customer", "add", "Contoso").code == 0
    assert leftovers(tmp_path) == [] and cli("ledger", "check").out.count("LC-") == 0


def test_a_backup_to_a_pipe_leaves_nothing(cli, start, tmp_path):
    assert cli(*RECORD).code == 0
    process = start("ledger", "backup", "/dev/stdout", "-q")
    assert process.stdout.buffer.read()[:6] == b"SQLite" and process.wait(timeout=30) == 0
    assert leftovers(tmp_path) == [] and not list(tmp_path.glob("licensectl-*"))


def test_interrupted_at_any_moment(start):
    rng = random.Random(4)
    began = time.perf_counter()
    assert start("sku", "list", "-f", "json").communicate()[1] == ""
    lasts = time.perf_counter() - began
    ended = []
    for _ in range(12):
        process = start("sku", "list", "-f", "json")
        time.sleep(rng.uniform(0.25, 1) * lasts)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=20)[1]
        # Until our first statements have run, Python ends by the signal itself, with a traceback of its own.
        early = process.returncode == -signal.SIGINT and "licensectl/main.py" not in said
        assert early or ("Traceback" not in said and process.returncode in (0, 130)), (process.returncode, said)
        ended.append(process.returncode)
    assert 130 in ended


LOST = """
import os, signal, sys, time
from licensectl import main
handler = main._interrupt if {number} == signal.SIGINT else main._end
signal.signal({number}, handler)
sys.unraisablehook = main._unraisable

class Callback:
    def __del__(self):
        os.kill(os.getpid(), {number})
        sum(range(10))

try:
    Callback()
    time.sleep(5)
except BaseException as end:
    print(type(end).__name__)
"""


@pytest.mark.parametrize(("number", "raised"), [(signal.SIGINT, "KeyboardInterrupt"), (signal.SIGTERM, "SystemExit")])
def test_a_signal_in_a_finalizer_is_not_lost(number, raised):
    script = LOST.format(number=int(number))
    began = time.monotonic()
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=20, check=False)
    assert (ran.stdout.strip(), ran.stderr) == (raised, "") and time.monotonic() - began < 4


def test_a_second_interruption_leaves_nothing(cli, restoring, tmp_path):
    with restoring() as process:
        for _ in range(3):
            process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=20)[1] == "" and process.returncode == 130
    assert leftovers(tmp_path) == []


def test_a_signal_waits_for_what_it_may_not_cut_off():
    from licensectl.core.undisturbed import temporary_folder, undisturbed

    # To this thread: one of the test runner would take a signal that is sent to the process.
    done = []
    with pytest.raises(KeyboardInterrupt), undisturbed():
        signal.raise_signal(signal.SIGINT)
        done.append("all of it")
    with pytest.raises(KeyboardInterrupt), temporary_folder() as folder:
        assert folder.is_dir()
        signal.raise_signal(signal.SIGINT)
    assert done == ["all of it"] and not folder.exists()


FIRST = """
import _signal, os, sys

class Seen:
    def find_spec(self, name, path=None, target=None):
        if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
            asked.append(name)

asked = []
sys.meta_path.insert(0, Seen())
import licensectl.__main__
print(*asked)
"""


def test_ctrl_c_is_heard_before_anything_is_loaded():
    # Without `site`, which loads `os` and may load `signal`.
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run([sys.executable, "-S", "-c", FIRST], capture_output=True, text=True, timeout=60, check=False, env=paths)
    assert ran.stdout.split() == ["licensectl", "licensectl.__main__"], ran.stderr


THREADED = """
import signal, threading, time
from licensectl import main
from licensectl.core.undisturbed import undisturbed

signal.signal(signal.{name}, main.{handler})
# As a library may run one: it takes the signal that the main thread does not hear.
threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
done = []
try:
    with undisturbed():
        import os
        os.kill(os.getpid(), signal.{name})
        for _ in range(50):
            time.sleep(0.01)
        done.append("all of it")
except BaseException as end:
    print(type(end).__name__, done)
"""


@pytest.mark.parametrize(("name", "handler", "raised"), [("SIGINT", "_interrupt", "KeyboardInterrupt"), ("SIGTERM", "_end", "SystemExit")])
def test_a_signal_that_another_thread_takes_waits_too(name, handler, raised):
    script = THREADED.format(name=name, handler=handler)
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (ran.stdout.strip(), ran.stderr) == (f"{raised} ['all of it']", "")


def test_rows_that_are_not_read_to_their_end_need_no_connection():
    """Ctrl-C closes the connection before the rows; nothing may be written to stderr about it."""
    from licensectl.db.engine import streamed

    with closing(sqlite3.connect(":memory:")) as connection:
        rows = streamed(connection, "SELECT 1 UNION SELECT 2")
        assert next(rows) == (1,)
    with pytest.MonkeyPatch.context() as patch:
        said = []
        patch.setattr(sys, "unraisablehook", said.append)
        del rows
    assert said == []


def test_what_waits_for_another_writer_can_be_interrupted(cli, start):
    assert cli(*RECORD).code == 0
    with ledger.writing(None):
        process = start("customer", "add", "Contoso")
        time.sleep(1.5)
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130 and time.monotonic() - began < 5


def test_nohup_is_heeded(cli, start, tmp_path):
    assert cli(*RECORD).code == 0
    with ledger.writing(None):
        process = start("customer", "add", "Contoso", ignoring=signal.SIGHUP)
        time.sleep(1.5)
        process.send_signal(signal.SIGHUP)
        time.sleep(0.3)
    assert process.wait(timeout=20) == 0


def test_a_removed_customer_is_in_no_copy(cli, tmp_path):
    for name in ("Contoso", "Fabrikam"):
        assert cli("customer", "add", f"{name} S.r.l.", "--contact", f"{name} person", "--email", f"{name.lower()}@example.com").code == 0
    assert cli("ledger", "backup", str(tmp_path / "b.db")).code == 0
    assert cli("ledger", "restore", str(tmp_path / "b.db")).code == 0
    [kept] = (tmp_path / "home").glob("ledger.db.*.bak")
    damaged = Path(f"{tmp_path / 'home' / 'ledger.db'}.20260101T000000000000Z.damaged")
    damaged.write_bytes(b"contoso@example.com")
    ran = cli("customer", "remove", "contoso")
    assert ran.code == 0 and str(damaged) in ran.err and str(tmp_path / "b.db") not in ran.err, ran
    for path in (tmp_path / "home").iterdir():
        assert path == damaged or b"contoso@example.com" not in path.read_bytes(), path
    with closing(sqlite3.connect(kept)) as copy:
        assert copy.execute("SELECT id FROM customer").fetchall() == [("fabrikam",)]
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert b"fabrikam@example.com" in kept.read_bytes()
    assert cli("ledger", "restore", str(kept)).code == 0
