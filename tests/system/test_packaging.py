"""The wheel, the sdist and an editable install all find their facts; the wheel runs without the test extra."""

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from helpers import ROOT

from licensectl.facts.fact_files import RECORDS

pytestmark = pytest.mark.packaging
FACTS = {f"{name}.yaml" for name in RECORDS}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT], check=True, capture_output=True)
    return out


def environment(folder: Path) -> Path:
    venv.create(folder)
    return folder / ("Scripts" if sys.platform == "win32" else "bin")


def install(scripts: Path, *what: str) -> None:
    pip = (sys.executable, "-m", "pip", "--python", scripts / "python", "--disable-pip-version-check", "--quiet")
    subprocess.run([*pip, "install", *what], check=True)


def smoke(scripts: Path, elsewhere: Path) -> None:
    """Run the main job with the installed command in an empty folder, without settings of the user."""
    places = {f"LICENSECTL_{name}": str(elsewhere / name.lower()) for name in ("HOME", "CACHE", "CONFIG")}
    alone = {name: value for name, value in os.environ.items() if not name.startswith("LICENSECTL_")} | places | {"LC_ALL": "C.UTF-8"}

    def run(*arguments):
        ran = subprocess.run([scripts / "licensectl", *arguments], cwd=elsewhere, capture_output=True, text=True, env=alone)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    assert "Open License" in run("compare", "programs")
    assert "DG7GMGF0PWHC:0003" in run("sku", "show", "DG7GMGF0PWHC:3")
    assert "eligible" in run("returns", "check", "--purchased", "2026-11-02", "--requested", "2026-11-23")
    sheet = str(ROOT / "examples/price-sheet-software-IT-2026-11.csv")
    assert "Programmi di licenza" in run("compare", "programs", "--lang", "it")
    assert "10,873.31" in run("quote", "build", str(ROOT / "examples/request.yaml"), "--prices", sheet, "--view", "customer", "-q")


def test_what_is_inside(built):
    [wheel] = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"licensectl/data/{name}" for name in FACTS} <= names
    assert [name for name in names if name.startswith("licensectl/i18n/locale/")] == ["licensectl/i18n/locale/it/LC_MESSAGES/licensectl.mo"]
    assert not [name for name in names if name.startswith(("tests", "benchmarks", "examples"))]
    [sdist] = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        inside = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert {f"data/{name}" for name in FACTS} | {"README.md", "Makefile", "examples/request.yaml"} <= inside


def test_the_license_is_in_wheel_and_sdist(built):
    text = (ROOT / "LICENSE").read_bytes()
    [wheel], [sdist] = built.glob("*.whl"), built.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith(".dist-info/licenses/LICENSE")]
        assert archive.read(name) == text
        [metadata] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        assert "License-Expression: Apache-2.0\n" in archive.read(metadata).decode()
    with tarfile.open(sdist) as archive:
        [name] = [name for name in archive.getnames() if name.count("/") == 1 and name.endswith("/LICENSE")]
        assert archive.extractfile(name).read() == text


def test_installed(built, tmp_path):
    """Install the wheel with what it needs, then the other kinds over it: the dependencies are fetched once."""
    scripts = environment(tmp_path / "env")
    [wheel], [sdist] = built.glob("*.whl"), built.glob("*.tar.gz")
    install(scripts, str(wheel))
    smoke(scripts, tmp_path)
    for extra in ("pytest", "hypothesis", "mypy"):
        assert subprocess.run([scripts / "python", "-c", f"import {extra}"], capture_output=True).returncode == 1
    for package in ([str(sdist)], ["-e", str(ROOT)]):
        install(scripts, "--no-deps", "--force-reinstall", *package)
        smoke(scripts, tmp_path)
