"""Test where a command may write: a new file, a device, a pipe; an existing file only with --force."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import EXAMPLES, ROOT, SHEET

pytestmark = pytest.mark.skipif(not Path("/dev/null").exists(), reason="no devices in the file system")

BAD_CUSTOMERS = b"name,vat_id\nAlfa,IT07643520567\nBeta,IT1\n"
BAD_REQUESTS = b'{"number": "A"}\n'
BAD_SHEET = (EXAMPLES.parent / SHEET).read_bytes().replace(b",IT,", b",Italy,", 1)
# Each option that names a file to write: the command, what it reads, and what the file begins with.
WRITERS = {
    "price import --skip-bad": (("price", "import", "-", "--skip-bad"), BAD_SHEET, b"row,reason,code,"),
    "customer import --skip-bad": (("customer", "import", "-", "--skip-bad"), BAD_CUSTOMERS, b"row,name,vat_id,problem"),
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
    assert ran.code == 1 and f"{path} already exists" in ran.err and path.read_text() == "mine"
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
