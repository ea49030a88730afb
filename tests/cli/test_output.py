"""Test where a command may write: a new file, a device, a pipe; an existing file only with --force."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from helpers import EXAMPLES, ROOT, SHEET

from licensectl.cli import replacement
from licensectl.cli.output import to_file, to_stdout, wrapped

pytestmark = pytest.mark.skipif(not Path("/dev/null").exists(), reason="no devices in the file system")

BAD_CUSTOMERS = b"name,vat_id\nAlfa,IT07643520567\nBeta,IT1\n"
BAD_REQUESTS = b'{"number": "A"}\n'
BAD_SHEET = (EXAMPLES.parent / SHEET).read_bytes().replace(b",IT,", b",Italy,", 1)
# Each option that names a file to write: the command, what it reads, and what the file begins with.
WRITERS = {
    "price import --skip-bad": (("price", "import", "-", "--skip-bad"), BAD_SHEET, b"row,reason,code,"),
    "customer import --skip-bad": (("customer", "import", "-", "--skip-bad"), BAD_CUSTOMERS, b"row,reason,code,name,vat_id"),
    "quote batch --rejects": (("quote", "batch", "-", "--prices", SHEET, "--rejects"), BAD_REQUESTS, b'{"where":"<stdin>:1"'),
    "customer export -o": (("customer", "export", "-f", "csv", "-o"), b"", b"id,name,"),
    "sku list -o": (("sku", "list", "-f", "csv", "-o"), b"", b"sku,"),
    "returns plan --ics": (("returns", "plan", "--as-of", "2026-11-23", "--ics"), b"", b"BEGIN:VCALENDAR"),
    "ledger backup": (("ledger", "backup"), b"", b"SQLite format 3\0"),
}


@pytest.fixture(params=WRITERS.values(), ids=WRITERS)
def writer(request, cli):
    """Return a function that runs a command whose option writes to `path`, and what the file begins with."""
    arguments, stdin, begin = request.param
    cli("order", "record", str(EXAMPLES / "placed-order.json"))
    return lambda path, *more: cli(*arguments, str(path), *more, stdin=stdin), begin


def test_a_new_file_is_written_and_an_existing_one_only_with_force(writer, tmp_path):
    write, begin = writer
    path = tmp_path / "out"
    path.write_text("mine")
    ran = write(path)
    assert ran.code == 1 and f"'{path}' already exists" in ran.err and path.read_text() == "mine"
    assert write(path, "--force").code in (0, 3)
    assert path.read_bytes().startswith(begin)
    path.unlink()


def test_a_link_that_leads_nowhere_is_not_replaced(writer, tmp_path):
    write, _ = writer
    path = tmp_path / "out"
    path.symlink_to(tmp_path / "nothing")
    ran = write(path)
    assert ran.code == 1 and "LC-OUT-EXISTS" in ran.err and path.is_symlink()


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_device_is_written_to_and_stays_one(writer, tmp_path, force):
    write, _ = writer
    assert write("/dev/null", *force).code in (0, 3)
    link = tmp_path / "link"
    link.symlink_to("/dev/null")
    assert write(link, *force).code in (0, 3)
    assert Path("/dev/null").is_char_device() and link.is_symlink()


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("place", [">(cat > {out})", "/dev/fd/3 3> >(cat > {out})", "/dev/fd/3 3>> {out}"])
def test_pipes_and_descriptors_of_a_shell(name, place, cli, tmp_path):
    arguments, stdin, begin = WRITERS[name]
    cli("order", "record", str(EXAMPLES / "placed-order.json"))
    out = tmp_path / "out"
    if ">>" in place:
        out.write_bytes(b"mine\n")
        begin = b"mine\n" + begin
    command = " ".join(f"'{one}'" for one in (sys.executable, "-m", "licensectl", *arguments))
    script = f"{command} {place.format(out=out)}; status=$?; wait; sleep 0.2; exit $status"
    ran = subprocess.run(["bash", "-c", script], input=stdin, capture_output=True, cwd=ROOT, env=os.environ, check=False)
    assert ran.returncode in (0, 3), ran.stderr
    assert out.read_bytes().startswith(begin)


@pytest.mark.slow
@pytest.mark.parametrize("place", ["/dev/stdout", "/dev/fd/1"])
def test_stdout_by_its_name(place, cli, tmp_path):
    arguments = [sys.executable, "-m", "licensectl", "sku", "list", "-f", "json", "-o", place]
    ran = subprocess.run(arguments, capture_output=True, cwd=ROOT, env=os.environ, check=True)
    assert json.loads(ran.stdout)["schema"].startswith("licensectl.")
    kept = tmp_path / "out"
    kept.write_bytes(b"mine\n")
    with kept.open("ab") as stream:
        subprocess.run(arguments, stdout=stream, cwd=ROOT, env=os.environ, check=True)
    assert kept.read_bytes() == b"mine\n" + ran.stdout


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
def test_a_reader_that_stops_early_is_no_error(cli):
    script = f"'{sys.executable}' -m licensectl sku list -f csv -o >(true)"
    ran = subprocess.run(["bash", "-c", script], capture_output=True, cwd=ROOT, env=os.environ, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_the_file_of_a_killed_process_is_removed_by_the_next(tmp_path):
    def chunks():
        yield b"half"
        os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if not child:
        to_file(tmp_path / "a.csv", chunks(), force=False)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    [left] = tmp_path.iterdir()
    assert left.name.startswith(".a.csv.") and left.name.endswith(replacement.ENDING)
    to_file(tmp_path / "b.csv", b"whole", force=False)
    assert [one.name for one in tmp_path.iterdir()] == ["b.csv"]


def test_only_leftovers_of_ours_are_removed(tmp_path):
    def chunks():
        yield b"a"
        # While it is written, another process writes to the folder.
        child = os.fork()
        if not child:
            replacement.sweep(tmp_path)
            os._exit(0)
        os.waitpid(child, 0)
        yield b"b"

    kept = [".a.csv.x.part", "a.licensectl.part", ".licensectl.part.csv"]
    for name in kept:
        (tmp_path / name).write_text("")
    (tmp_path / ".folder.licensectl.part").mkdir()
    (tmp_path / ".link.licensectl.part").symlink_to(tmp_path / kept[0])
    to_file(tmp_path / "a.csv", chunks(), force=False)
    assert (tmp_path / "a.csv").read_bytes() == b"ab"
    there = [".folder.licensectl.part", ".link.licensectl.part", *kept, "a.csv"]
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(there)


@pytest.mark.parametrize(("age", "stays"), [(3600, False), (5, True)])
def test_on_a_system_without_locks_only_old_leftovers_are_removed(tmp_path, monkeypatch, age, stays):
    monkeypatch.setattr(replacement, "fcntl", None)
    left = tmp_path / ".a.csv.x.licensectl.part"
    left.write_text("")
    os.utime(left, (time.time() - age,) * 2)
    to_file(tmp_path / "b.csv", b"", force=False)
    assert left.exists() is stays


@pytest.mark.parametrize(("encoding", "kept"), [("utf-8", "é ?"), ("ascii", "? ?")])
def test_a_terminal_of_few_characters(monkeypatch, encoding, kept):
    class Terminal(io.TextIOWrapper):
        def isatty(self):
            return True

    made = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", Terminal(made, encoding=encoding))
    to_stdout("é \udcff")
    assert made.getvalue().decode(encoding) == kept


LINE = (
    "warning: "
    + "word " * 12
    + "`licensectl quote build request.yaml --prices sheet.csv --save` DG7GMGF0PWHC:0003 sheet-2026-11.csv:7 [LC-A-LONG-CODE]"
)


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_a_message_is_wrapped_between_words(width):
    lines = wrapped(LINE, width).split("\n")
    assert " ".join(line.strip() for line in lines) == LINE
    whole = (
        "`licensectl quote build request.yaml --prices sheet.csv --save`",
        "DG7GMGF0PWHC:0003",
        "sheet-2026-11.csv:7",
        "[LC-A-LONG-CODE]",
    )
    assert all(any(piece in line for line in lines) for piece in whole)
    assert all(len(line) <= width or line.strip() in whole for line in lines)
    assert wrapped(LINE, 0) == LINE


@pytest.mark.parametrize("lang", ["en", "it"])
def test_only_a_terminal_gets_messages_wrapped(tmp_path, lang):
    pty = pytest.importorskip("pty")
    import fcntl
    import struct
    import termios

    request = tmp_path / "request.yaml"
    request.write_text((EXAMPLES / "request.yaml").read_text())
    environment = {**os.environ, "LICENSECTL_HOME": str(tmp_path), "LICENSECTL_CONFIG": str(tmp_path / "none.yaml")}
    command = [sys.executable, "-m", "licensectl", "quote", "build", str(request), "--lang", lang, "--as-of", "2026-11-23"]
    piped = subprocess.run(command, env=environment, capture_output=True, check=False).stderr.decode()
    assert max(map(len, piped.splitlines())) > 80
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=theirs, check=False)
    os.close(theirs)
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        seen = terminal.read(65536).decode().replace("\r\n", "\n")
    assert all(len(line) <= 80 or " " not in line.strip() for line in seen.splitlines())
    assert seen.replace("\n  ", " ") == piped


def test_a_time_zone_that_is_not_utf_8(tmp_path):
    environment = {**os.environ, "LICENSECTL_HOME": str(tmp_path)} | {"TZ": "a\udcff"}
    command = [sys.executable, "-m", "licensectl", "returns", "check", "--purchased", "2026-11-02", "--as-of", "2026-11-23"]
    for form in ("text", "json", "md", "html"):
        ran = subprocess.run([*command, "-f", form], env=environment, capture_output=True, check=False)
        assert ran.returncode == 0 and not ran.stderr and ran.stdout.decode()
