"""Processes that share work, under each way in which a system starts them."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from licensectl.tables import parallel

SCRIPT = Path(__file__).with_name("shared_work.py")
METHODS = multiprocessing.get_all_start_methods()
each_method = pytest.mark.parametrize("method", METHODS)
posix = pytest.mark.skipif(os.name == "nt", reason="there are no signals to send")


def test_a_failure_in_the_other_process_is_ours():
    with pytest.raises(ValueError, match="second"):
        parallel.both(_picky, [("first",), ("second",)])


def _picky(word):
    if word == "second":
        raise ValueError(word)
    return word


def shared(method, case):
    return subprocess.run([sys.executable, SCRIPT, method, case], capture_output=True, text=True, timeout=60, check=False)


@each_method
def test_work_comes_back_in_order_from_workers_that_are_ready(method):
    ran = shared(method, "look")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines() == [str((number, True, (12_345, 20, 50), True)) for number in range(20)]


@each_method
def test_an_error_of_a_worker_is_raised_here(method):
    ran = shared(method, "error")
    assert (ran.stdout.splitlines(), ran.returncode) == (["0", "1", "2", "piece 3"], 0)


@each_method
@pytest.mark.parametrize("case", ["early error", "broken pieces"])
def test_what_lies_before_a_failure_is_delivered_first(method, case):
    """However soon the failure is known, be it of the work or of the source of the pieces."""
    ran = shared(method, case)
    assert (ran.stdout.splitlines(), ran.returncode) == (["0", "1", "piece 2"], 0)


@each_method
def test_our_own_errors_keep_their_problems(method):
    """Also that of a worker which could not be made ready."""
    ran = shared(method, "not ready")
    assert ran.stdout.splitlines() == ["LC-FILE-MISSING x.csv"]


@posix
@each_method
def test_a_worker_killed_while_it_writes(method):
    """The killed process wrote half of an answer; nobody must wait for the rest."""
    ran = shared(method, "half an answer")
    assert "[LC-JOBS-ENDED]" in ran.stdout and "Traceback" not in ran.stderr


@posix
@each_method
def test_a_killed_worker_is_an_error_with_a_cure(method):
    ran = shared(method, "killed")
    assert "[LC-JOBS-ENDED]" in ran.stdout and "--jobs" in ran.stdout and "Traceback" not in ran.stderr


@posix
@each_method
def test_half_of_two_is_done_again_where_its_process_was_killed(method):
    ran = shared(method, "both killed")
    assert (ran.stdout, ran.stderr) == ("[1, 2]\n", "")


@posix
@each_method
def test_ctrl_c_ends_all_workers(method):
    with subprocess.Popen(
        [sys.executable, SCRIPT, method, "interrupted"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        pids = {int(process.stdout.readline().split()[1]) for _ in "ab"}
        # A terminal sends it to all of them.
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "")
    until = time.monotonic() + 10
    while any(map(_runs, pids)):
        assert time.monotonic() < until, "a worker is still there"
        time.sleep(0.05)


def _runs(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not Path(f"/proc/{pid}/stat").exists() or Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"


def test_no_more_workers_than_windows_allows(monkeypatch):
    asked = []
    monkeypatch.setattr(parallel, "_Team", lambda most, *_: asked.append(most) or SimpleNamespace(members=[], share=map))
    with parallel.workers(500, print) as share:
        assert list(share(abs, [-1, 2])) == [1, 2]
    assert asked == [61]


def test_no_more_workers_than_pieces():
    with parallel._team(5, multiprocessing.get_context(), None, ()) as team:
        assert list(team.share(abs, [-1, -2])) == [1, 2]
        assert len(team.members) <= 2
        assert list(team.share(abs, range(-40, 0))) == list(range(40, 0, -1)), "a second time, by the same"
        assert len(team.members) == 5
