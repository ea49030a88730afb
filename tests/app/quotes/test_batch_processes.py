"""`quote batch --jobs` under each way in which a system starts processes: the same quotes, rejects and sentences as with one."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys

import pytest
from helpers import ROOT, SHEET

METHODS = multiprocessing.get_all_start_methods()
# As a user's program starts: fresh processes run it again up to the guard.
PROGRAM = """
import multiprocessing, sys
if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv.pop(1))
    from licensectl.main import main
    main()
"""
OPTIONS = ("--prices", SHEET, "--as-of", "2026-11-23", "--lang", "it")


@pytest.fixture
def command(tmp_path, cache):
    """Return the command line of `quote batch` in a separate process, and its environment."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    private = {"LICENSECTL_CACHE": str(cache), "LICENSECTL_CONFIG": str(cache / "none.yaml"), "LICENSECTL_HOME": str(tmp_path / "home")}
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LICENSECTL_", "LC_"))} | private
    return lambda method, *more: {
        "args": [sys.executable, str(program), method, "quote", "batch", "-", *OPTIONS, *more],
        "env": environment,
        "cwd": ROOT,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
    }


def requests(count):
    lines = [{"sku": "DG7GMGF0PWHC:0003", "quantity": 2}]
    good = [{"number": f"Q-{n}", "customer": {"name": "Società"}, "vat": {"rate": 22}, "lines": lines} for n in range(count)]
    return [*good[:20], {**good[0], "lines": [{"sku": "NO", "quantity": 0}]}, *good[20:]]


@pytest.mark.parametrize("method", METHODS)
def test_as_with_one_process(cli, command, tmp_path, method):
    content = "".join(json.dumps(request) + "\n" for request in requests(40)).encode()
    alone = cli("quote", "batch", "-", *OPTIONS, stdin=content)
    ran = subprocess.run(**command(method, "--jobs", "2"), input=content, timeout=120, check=False)
    assert (ran.returncode, ran.stdout.decode(), ran.stderr.decode()) == (3, alone.out, alone.err)
    assert "non" in alone.err and "Società" in alone.out


@pytest.mark.parametrize("method", METHODS)
def test_tables_documents_and_overlays(cli, command, tmp_path, method):
    """Whatever a request or the run is made of reaches a process that starts from nothing."""
    (tmp_path / "own").mkdir()
    more = ("--data", str(tmp_path / "own"), "-f", "csv", "--view", "internal")
    table = "number;customer;sku;quantity\n" + "".join(f"{n};C{n};DG7GMGF0PWHC:0003;{n % 3}\n" for n in range(40))
    yaml = "---\n".join(
        f"number: D{n}\ncustomer: {{name: X}}\nvat: {{rate: 22}}\ndate: 2026-11-20\nlines: [{{sku: DG7GMGF0PWHC:0003, quantity: {n}}}]\n"
        for n in range(20)
    )
    for content, by in ((table, ("--by", "number", "--vat", "22")), (yaml, ())):
        alone = cli("quote", "batch", "-", *OPTIONS, *more, *by, stdin=content.encode())
        ran = subprocess.run(**command(method, *more, *by, "--jobs", "2"), input=content.encode(), timeout=120, check=False)
        assert (ran.returncode, ran.stdout.decode(), ran.stderr.decode()) == (alone.code, alone.out, alone.err)
        assert alone.code == 3 and alone.out.count("\r\n") > 10


@pytest.mark.skipif(os.name == "nt", reason="there are no signals to send")
@pytest.mark.parametrize("method", METHODS)
def test_ctrl_c_ends_it_without_a_traceback(command, method):
    with subprocess.Popen(**command(method, "--jobs", "3"), stdin=subprocess.PIPE, start_new_session=True) as process:
        for request in requests(400):
            process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()
        # Quotes come, so the processes run; more requests may come as well, as the pipe is open.
        assert process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=30)
        err = process.stderr.read().decode()
    assert process.returncode == 130 and "Traceback" not in err and "Process" not in err


def test_more_processes_than_windows_allows_are_capped(cli, monkeypatch):
    from licensectl.app.quotes import service_batch

    monkeypatch.setattr(service_batch, "MOST_WORKERS", 1)
    ran = cli("quote", "batch", "-", *OPTIONS, "--jobs", "2", stdin=json.dumps(requests(1)[0]).encode())
    assert ran.code == 0 and "[LC-BATCH-JOBS]" in ran.err
