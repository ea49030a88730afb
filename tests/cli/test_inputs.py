"""Named inputs: files, standard input and pipes, read once or more."""

import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from helpers import EXAMPLES, ROOT, SHEET

from licensectl.cli import inputs
from licensectl.cli.inputs import held, opened, read_input, rereadable
from licensectl.errors import LicensectlError


class Pipe(BytesIO):
    """Bytes that cannot be read again."""

    def seekable(self):
        return False

    def seek(self, *_):
        raise OSError("a pipe")


def test_a_pipe_is_held_to_be_read_again():
    with held(Pipe(b"content"), "-") as stream:
        assert stream.read() == b"content"
        stream.seek(0)
        assert stream.read() == b"content"
    file = BytesIO(b"content")
    with held(file, "-") as stream:
        assert stream is file


def test_a_pipe_that_does_not_end(monkeypatch):
    monkeypatch.setattr(inputs, "MOST_PIPED", 5000)
    monkeypatch.setattr(inputs, "CHUNK", 1000)
    pipe = Pipe(b"x" * 100_000)
    with pytest.raises(LicensectlError, match="LC-FILE-SIZE"), held(pipe, "-"):
        pass
    assert pipe.tell() == 6000


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no device without end")
def test_a_device_without_end_is_a_pipe(monkeypatch):
    monkeypatch.setattr(inputs, "MOST_PIPED", 5000)
    with pytest.raises(LicensectlError, match=r"/dev/zero.*LC-FILE-SIZE"), rereadable("/dev/zero"):
        pass


@pytest.mark.parametrize("read", [read_input, opened, lambda name: rereadable(name).__enter__()])
def test_what_cannot_be_opened_is_named(read, tmp_path):
    with pytest.raises(LicensectlError, match=r"nothing.*' does not exist.*LC-FILE-MISSING"):
        read(str(tmp_path / "nothing"))
    with pytest.raises(LicensectlError, match="LC-FILE-UNREADABLE"):
        read(str(tmp_path))


def test_what_fails_while_it_is_read_is_named(tmp_path):
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(LicensectlError, match=r"file' cannot be read: input/output error"), rereadable(str(tmp_path / "file")):
        raise OSError(5, "input/output error")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("bash") or not Path("/dev/fd").exists(), reason="no bash")
@pytest.mark.parametrize("source", ["<(cat {file})", "- < {file}", "- < <(cat {file})", "/dev/stdin < <(cat {file})"])
@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (("price", "import"), SHEET),
        (("price", "lint"), SHEET),
        (("customer", "import"), "{tmp}/customers.csv"),
        (("order", "record"), str(EXAMPLES / "placed-order.json")),
    ],
)
def test_an_input_may_be_a_pipe(cli, tmp_path, arguments, file, source):
    (tmp_path / "customers.csv").write_text("name\nAlfa\n")
    command = " ".join(f"'{one}'" for one in (sys.executable, "-m", "licensectl", *arguments))
    script = f"{command} {source.format(file=file.format(tmp=tmp_path))}"
    ran = subprocess.run(["bash", "-c", script], capture_output=True, cwd=ROOT, env=os.environ, check=False)
    assert ran.returncode in (0, 3) and ran.stdout, ran.stderr


def test_a_file_that_is_too_large_is_not_read(cli, tmp_path, monkeypatch):
    monkeypatch.setattr("licensectl.cli.inputs.MOST_BYTES", 1 << 20)
    (tmp_path / "r.yaml").write_bytes(b"a" * ((1 << 20) + 1))
    for ran in (cli("quote", "build", str(tmp_path / "r.yaml")), cli("quote", "build", "-", stdin=b"a" * ((1 << 20) + 1))):
        assert ran.code == 1 and "is larger than 1 MiB" in ran.err and "[LC-FILE-SIZE]" in ran.err
