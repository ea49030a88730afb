"""Test differences between systems: each test replaces the call of the system, never a function of the program."""

import ctypes
import errno
import io
import json
import os
import plistlib
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from helpers import ROOT

from licensectl.cli import output, replacement
from licensectl.cli.language import locale_language
from licensectl.db import sqlite

SKUS = ("sku", "list", "-f", "csv")


class Refusing(io.RawIOBase):
    """A stream whose every write fails."""

    def __init__(self, error, number):
        self.error, self.number = error, number

    def writable(self):
        return True

    def fileno(self):
        return self.number

    def write(self, content):
        raise OSError(self.error, os.strerror(self.error))


@pytest.fixture
def refused(monkeypatch, tmp_path):
    """Return a function that writes an answer to a stdout that fails with an error, on a pipe or a file."""
    from licensectl.errors import LicensectlError

    def write(error, pipe):
        reading, writing = os.pipe()
        number = writing if pipe else os.open(tmp_path / "out", os.O_RDWR | os.O_CREAT)
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BufferedWriter(Refusing(error, number))))
        try:
            output.to_stdout("x" * 100_000)
        except LicensectlError as failure:
            return failure.problems[0].code
        finally:
            sys.stdout.buffer.raw.write = lambda content: len(content)
            monkeypatch.undo()
            os.close(reading)
        return None

    return write


@pytest.mark.parametrize(
    ("error", "pipe", "code"),
    [(errno.EPIPE, True, None), (errno.EINVAL, True, None), (errno.EINVAL, False, "LC-OUT-STDOUT"), (errno.ENOSPC, True, "LC-OUT-STDOUT")],
)
def test_a_closed_pipe_is_quiet(refused, error, pipe, code):
    assert refused(error, pipe) == code


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["sku list", "quote build -", "price lint -", "doctor", "nonsense"])
def test_closed_streams(cache, tmp_path, closed, command):
    environment = {"PATH": os.environ["PATH"], "LICENSECTL_CACHE": str(cache), "HOME": str(tmp_path)}
    command = f"'{sys.executable}' -m licensectl {command} {closed}"
    ran = subprocess.run(["sh", "-c", command], cwd=ROOT, env=environment, input="", capture_output=True, text=True, check=False)
    assert "Traceback" not in ran.stderr and ran.returncode in (0, 1, 2, 3), ran
    assert ran.returncode in (1, 2) if ">&-" in closed and "2>&-" not in closed else True, ran


def windows(monkeypatch, **calls):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=SimpleNamespace(**calls)), raising=False)


@pytest.mark.parametrize(("language", "expected"), [(0x0410, "it"), (0x0810, "it"), (0x0409, "en"), (0x0407, "en")])
def test_the_language_of_windows(monkeypatch, language, expected):
    windows(monkeypatch, GetUserDefaultUILanguage=lambda: language)
    assert locale_language({}) == expected
    assert locale_language({"LANG": "C"}) == "en" and locale_language({"LC_ALL": "it_IT.UTF-8"}) == "it"


@pytest.mark.parametrize(
    ("preferences", "expected"),
    [
        ({"AppleLanguages": ["it-IT", "en-US"]}, "it"),
        ({"AppleLanguages": ["en-IT"]}, "en"),
        ({"AppleLanguages": []}, "en"),
        ({}, "en"),
        (None, "en"),
        ("x", "en"),
    ],
)
def test_the_language_of_macos(monkeypatch, tmp_path, preferences, expected):
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("HOME", str(tmp_path))
    if preferences is not None:
        path = tmp_path / "Library" / "Preferences" / ".GlobalPreferences.plist"
        path.parent.mkdir(parents=True)
        path.write_bytes(b"nonsense" if preferences == "x" else plistlib.dumps(preferences, fmt=plistlib.FMT_BINARY))
    assert locale_language({}) == expected


@pytest.mark.parametrize(("answers", "colour"), [((1, 1), True), ((1, 0), False), ((0, 1), False)])
def test_colour_on_a_console_of_windows(monkeypatch, answers, colour):
    modes = []
    windows(
        monkeypatch,
        GetStdHandle=lambda number: number,
        GetConsoleMode=lambda handle, mode: answers[0],
        SetConsoleMode=lambda handle, mode: modes.append(mode) or answers[1],
    )
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert output._colored("auto") is colour
    assert all(mode & 4 for mode in modes)


@pytest.mark.parametrize(("kind", "shared"), [(4, True), (3, False), (2, False)])
def test_a_mapped_drive_is_a_share(monkeypatch, tmp_path, kind, shared):
    windows(monkeypatch, GetDriveTypeW=lambda root: kind)
    assert sqlite.is_shared(tmp_path) is shared


def test_a_file_that_is_open_in_excel_is_tried_again(cli, tmp_path, monkeypatch):
    path, replace, refusals = tmp_path / "out.csv", os.replace, []

    def held(source, target):
        if Path(target) == path:
            refusals.append(target)
        # Other files are those of the cache of facts.
        if Path(target) == path and len(refusals) < 4:
            raise PermissionError(errno.EACCES, "in use")
        replace(source, target)

    monkeypatch.setattr(os, "replace", held)
    path.write_text("old")
    assert cli(*SKUS, "-o", str(path), "--force").code == 0
    assert len(refusals) == 4 and path.read_text() != "old"


def test_a_file_that_stays_open_is_named(cli, tmp_path, monkeypatch):
    def held(source, target):
        raise PermissionError(errno.EACCES, "in use")

    path = tmp_path / "out.csv"
    path.write_text("old")
    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    ran = cli(*SKUS, "-o", str(path), "--force")
    assert ran.code == 1 and "LC-OUT-OPEN" in ran.err and "Excel" in ran.err
    assert path.read_text() == "old" and [one.name for one in tmp_path.iterdir()] == ["out.csv"]


def test_a_replaced_file_keeps_its_mode(cli, tmp_path):
    path = tmp_path / "out.csv"
    assert cli(*SKUS, "-o", str(path)).code == 0
    assert path.stat().st_mode & 0o777 == 0o666 & ~replacement._umask()
    for mode in (0o600, 0o640, 0o666):
        path.chmod(mode)
        assert cli(*SKUS, "-o", str(path), "--force").code == 0
        assert path.stat().st_mode & 0o777 == mode


@pytest.mark.parametrize("links", [True, False])
def test_two_at_once_never_overwrite_each_other(cli, tmp_path, monkeypatch, links):
    path, real = tmp_path / "out.csv", os.fsync

    def meanwhile(number):
        real(number)
        path.write_text("another process was faster")

    def without_links(source, target):
        raise OSError(errno.EPERM, "not on this file system")

    if not links:
        monkeypatch.setattr(os, "link", without_links)
    assert cli(*SKUS, "-o", str(path)).code == 0
    path.unlink()
    monkeypatch.setattr(os, "fsync", meanwhile)
    ran = cli(*SKUS, "-o", str(path))
    assert ran.code == 1 and "LC-OUT-EXISTS" in ran.err and path.read_text() == "another process was faster"


def test_a_user_without_a_name(cli, monkeypatch):
    def nobody():
        raise ImportError("No module named 'pwd'")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert cli("customer", "add", "Contoso").code == 0
    assert ",?," in cli("ledger", "log", "-f", "csv").out


@pytest.mark.parametrize("sign", ["\u009b", "\u202e", "\u200f", "\x7f", "\u2066", "\u061c", "\u200b"])
@pytest.mark.parametrize("form", ["json", "jsonl", "yaml", "text", "md", "csv"])
def test_hidden_characters_are_escaped_or_left_out(cli, tmp_path, sign, form):
    columns = (
        "ProductId,SkuId,SkuTitle,TermDuration,Market,Currency,UnitPrice,ERP Price,EffectiveStartDate,EffectiveEndDate,Segment,BillingPlan"
    )
    row = f"DG7GMGF0PWHC,0003,a{sign}b,OneTime,IT,EUR,1,2,2026-11-01T00:00:00Z,9999-12-31T00:00:00Z,Commercial,"
    (tmp_path / "s.csv").write_text(f"{columns}\n{row}\n", encoding="utf-8")
    assert cli("price", "import", str(tmp_path / "s.csv"), "--month", "2026-11").code == 0
    ran = cli("price", "show", "DG7GMGF0PWHC:0003", "-f", form)
    assert ran.code == 0 and sign not in ran.out, ran.err
    if form in ("json", "yaml"):
        assert f"a{sign}b" in json.dumps((json.loads if form == "json" else yaml.safe_load)(ran.out), ensure_ascii=False)


@pytest.mark.parametrize("zone", ["UTC+25", "UTC-30", ":/nowhere", "x" * 500, "Europe/Rome", ""])
def test_odd_time_zones(cache, tmp_path, zone):
    environment = {"PATH": os.environ["PATH"], "LICENSECTL_CACHE": str(cache), "HOME": str(tmp_path), "TZ": zone}
    command = [sys.executable, "-m", "licensectl", "returns", "check", "--purchased", "2026-11-02T10:00+01:00", "--as-of", "2026-11-23"]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0 and "Traceback" not in ran.stderr, ran.stderr


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
@pytest.mark.parametrize(
    "command",
    [
        ("returns", "plan"),
        ("returns", "plan", "--within", "9999999"),
        ("radar", "--within", "36500"),
        ("order", "list", "--returnable"),
        ("order", "show", "a1b2c3d4e5f6"),
        ("returns", "check", "a1b2c3d4e5f6"),
        ("returns", "check", "--purchased", "9999-12-31"),
        ("quote", "list", "--open"),
        ("quote", "build", "examples/request.yaml"),
        ("order", "check", "examples/request.yaml"),
        ("doctor",),
    ],
)
def test_the_ends_of_the_calendar(cli, command, day):
    assert cli("order", "record", "examples/placed-order.json").code == 0
    ran = cli(*command, "--as-of", day)
    assert ran.code in (0, 3) or "LC-" in ran.err


@pytest.mark.parametrize("command", [("sku", "show", "a\udcff"), ("quote", "build", "X\udcff"), ("customer", "search", "\udcff")])
@pytest.mark.parametrize("form", ["json", "jsonl", "text", "csv", "yaml"])
def test_arguments_that_are_no_text(cli, command, form):
    ran = cli(*command, "-f", form)
    assert ran.code in (0, 1), ran


def test_numbers_beyond_the_range_of_a_query(cli):
    assert cli("order", "record", "examples/placed-order.json").code == 0
    assert "LC-CLI-VALUE" in cli("ledger", "log", "--limit", "9" * 20).err
