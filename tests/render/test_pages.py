"""Offers as pages: printed by WeasyPrint, and shown and printed by Chromium."""

import os
import re
import shutil
import stat
import subprocess
import sys

import pytest
from helpers import ROOT, SHEET

pytestmark = pytest.mark.slow
QUOTE = ("quote", "build", "examples/request.yaml", "--prices", SHEET, "--view", "customer", "--as-of", "2026-11-23")
# Without these Chromium looks up hosts of its maker. Root has no sandbox.
CHROMIUM = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture
def page(cli, tmp_path):
    assert cli(*QUOTE, "-q", "-o", str(tmp_path / "offer.html")).code == 0
    return tmp_path / "offer.html"


@pytest.fixture
def chromium(tmp_path):
    """Return a function that runs Chromium, with a new profile."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    rights = ("--no-sandbox",) if os.name == "posix" and os.geteuid() == 0 else ()

    def run(*arguments):
        command = [program, *CHROMIUM, *rights, f"--user-data-dir={tmp_path / 'profile'}", *arguments]
        ran = subprocess.run(command, capture_output=True, timeout=120, check=False)
        assert ran.returncode == 0, ran.stderr[-1000:]
        return ran.stdout.decode()

    return run


def pages(pdf):
    content = pdf.read_bytes()
    assert content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", content))


def test_chromium_prints_the_page(chromium, page, tmp_path):
    chromium("--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'offer.pdf'}", page.as_uri())
    assert pages(tmp_path / "offer.pdf") == 1


def test_chromium_shows_the_page(chromium, page):
    shown = chromium("--dump-dom", page.as_uri())
    assert "Contoso S.r.l." in shown and "Q-2026-0042" in shown
    # The policy of the page lets no script run and nothing be fetched.
    assert "<script" not in shown and "Content-Security-Policy" in shown


def test_weasyprint_starts_no_program(cache, tmp_path):
    pytest.importorskip("weasyprint", reason="the extra 'pdf' is not installed")
    programs, said = tmp_path / "programs", tmp_path / "said"
    programs.mkdir()
    for name in ("gcc", "cc", "ld", "objdump", "ldconfig", "clang"):
        (programs / name).write_text(f"#!/bin/sh\necho {name} >> '{said}'\nexit 1\n")
        (programs / name).chmod(stat.S_IRWXU)
    environment = {"PATH": f"{programs}:/usr/bin:/bin", "LICENSECTL_CACHE": str(cache), "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "licensectl", *QUOTE, "-q", "-o", str(tmp_path / "offer.pdf")]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if "LC-OUT-PDF" in ran.stderr:
        pytest.skip("Pango is not installed")
    assert ran.returncode == 0 and (tmp_path / "offer.pdf").read_bytes().startswith(b"%PDF-"), ran.stderr
    assert not said.exists(), said.read_text()
