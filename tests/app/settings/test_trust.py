"""The settings file of the current folder: what it may decide, and what a person is told of it."""

import json
from pathlib import Path

import pytest

GOOD, EVIL = "IT60X0542811101000000123456", "DE89370400440532013000"


@pytest.fixture
def here(cli, tmp_path, monkeypatch):
    """`here(folder, *command, own=…)`: the command in a folder with this licensectl.yaml and this file of the user."""

    def run(text, *command, own=""):
        (tmp_path / "mine.yaml").write_text(own)
        (tmp_path / "here").mkdir(exist_ok=True)
        (tmp_path / "here" / "licensectl.yaml").write_text(text)
        monkeypatch.setenv("LICENSECTL_CONFIG", str(tmp_path / "mine.yaml"))
        monkeypatch.chdir(tmp_path / "here")
        return cli(*command)

    return run


CONFIG = ("config", "show", "-f", "json")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("defaults: {data: .}", "data"),
        ("defaults: {as_of: 2026-01-01}", "as_of"),
        ("defaults: {quiet: true}", "quiet"),
        ("defaults: {quiet: true, data: ., as_of: 2026-01-01}\nprofile: {vat_id: IT01234567890}", "quiet, data, as_of, vat_id"),
        ("profile: {bank: B, iban: DE89370400440532013000}", "bank, iban"),
        ("profile: {name: Evil, margin_floor: 0, margin: 1, vat_rate: 0}", "margin_floor, margin, vat_rate"),
        ("profile: {market: AT, mpa: {signed_on: 2020-01-01}, credit: {limit: 999999}}", "market, mpa, credit"),
    ],
)
def test_a_note_that_the_file_cannot_silence(here, text, keys):
    for command in (CONFIG, ("sku", "show", "DG7GMGF0PWHC:0003", "-f", "csv")):
        said = here(text, *command).err
        assert f"note: licensectl.yaml:1: The settings file of this folder sets {keys}. " in said and "LC-SETTINGS-FOLDER" in said


@pytest.mark.parametrize("text", ["", "defaults: {color: never, lang: en}", "profile: {name: Evil, language: it}", "defaults: {quiet: }"])
def test_no_note_on_what_is_harmless(here, text):
    assert here(text, *CONFIG).err == ""


def test_the_user_may_silence_the_note(here, monkeypatch):
    text = "defaults: {as_of: 2026-01-01}"
    assert here(text, *CONFIG, "--quiet").err == ""
    assert here(text, *CONFIG, own="defaults: {quiet: true}").err == ""
    assert here("defaults: {quiet: true, as_of: 2026-01-01}", *CONFIG, own="defaults: {quiet: true}").err != ""
    monkeypatch.setenv("LICENSECTL_QUIET", "1")
    assert here("defaults: {quiet: true}", *CONFIG).err == ""


def test_what_the_user_has_as_well_is_no_change(here):
    own = "defaults: {quiet: true}\nprofile: {margin: 12, market: IT}"
    assert here("defaults: {quiet: true}\nprofile: {margin: 12, market: IT}", *CONFIG, own=own).err == ""
    assert "sets margin. " in here("profile: {margin: 13, market: IT}", *CONFIG, own="profile: {margin: 12, market: IT}").err


def test_the_file_of_the_folder_can_be_ignored(here, monkeypatch):
    text = "defaults: {as_of: 2026-01-01}\nprofile: {name: Evil, bank: Evil}"
    ran = here(text, *CONFIG, "--no-project-config")
    assert ran.err == "" and "Evil" not in ran.out and "licensectl.yaml:" not in ran.out
    monkeypatch.setenv("LICENSECTL_NO_PROJECT_CONFIG", "1")
    assert here("defaults: [broken]", *CONFIG).code == 0


@pytest.mark.parametrize(
    ("own", "bank", "iban"),
    [
        (f"profile: {{bank: Mine, iban: {GOOD}}}", "Mine", GOOD),
        (f"profile: {{iban: {GOOD}}}", None, GOOD),
        ("profile: {bank: Mine}", "Mine", None),
        ("profile: {name: Me}", "Evil", EVIL),
    ],
)
def test_payment_data_of_the_user_hold(here, own, bank, iban):
    ran = here(f"profile: {{bank: Evil, iban: {EVIL}, name: Folder}}", *CONFIG, own=own)
    values = {one["name"]: one["value"] for one in json.loads(ran.out)["settings"]}
    assert (values["profile.bank"], values["profile.iban"], values["profile.name"]) == (bank, iban, "Folder")
    assert ("LC-SETTINGS-PAYMENT" in ran.err) == (bank != "Evil") and ("LC-SETTINGS-FOLDER" in ran.err) == (bank == "Evil")
    found = json.loads(here("profile: {bank: Evil}", "config", "check", "-f", "json", own=own).out)["problems"]
    assert [one["code"] for one in found] == ["LC-SETTINGS-PAYMENT" if bank != "Evil" else "LC-SETTINGS-FOLDER"]


def test_one_file_that_is_both(here, tmp_path, monkeypatch):
    here(f"profile: {{iban: {GOOD}}}", *CONFIG)
    monkeypatch.setenv("LICENSECTL_CONFIG", str(tmp_path / "here" / "licensectl.yaml"))
    from typer.testing import CliRunner

    from licensectl.main import app

    ran = CliRunner().invoke(app, list(CONFIG))
    assert ran.stderr == "" and GOOD in ran.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("profil: {a: b}", "'profil' is not a valid key. Did you mean profile?"),
        ("data: x", "'data' is not a valid key"),
        ("\ndefaults: [lang]", "licensectl.yaml:2: Expected keys and values here, found a list"),
        ("defaults: text", "Expected keys and values here, found 'text'"),
        ("profile: [x]", "Expected keys and values here, found a list"),
        ("[a]", "Expected keys and values here, found a list"),
        ("text", "Expected keys and values here, found 'text'"),
        ("defaults: {lang: [en]}", "defaults.lang: expected text, found a list"),
        ("defaults: {as_of: {a: b}}", "defaults.as_of: expected text, found keys and values"),
        ("defaults: {as_of: 2026-02-30}", "'2026-02-30' is not a valid value of --as-of"),
        ("defaults: {data: [[x]]}", "defaults.data: expected text, found a list"),
        ("defaults: {data: {a: b}}", "defaults.data: expected text, found keys and values"),
        ("defaults: {quiet: maybe}", "'maybe' is not a valid value of --quiet. Expected one of true, false."),
        ("defaults: {lang: fr}", "'fr' is not a valid value of --lang. Expected one of en, it."),
        ("defaults: {fromat: csv}", "'fromat' is not a valid default. Expected one of: format"),
        ("profile: {language: [it]}", "profile.language: expected text, found a list"),
        ("profile: {mpa: [x]}", "profile.mpa: "),
        ("profile: {address: x}", "profile.address: 'x' is not a list"),
    ],
)
def test_what_is_wrong_has_its_line(here, text, said):
    ran = here(text, "config", "check")
    assert ran.code in (1, 2) and said in ran.err and ("licensectl.yaml:1: " in ran.err or "licensectl.yaml:2: " in ran.err)


def test_everything_wrong_at_once(here):
    text = "profil: x\ndefaults: {lang: [en], fromat: csv, quiet: maybe}\nprofile: {iban: [x], foo: 1}"
    said = here(text, "config", "check", own="defaults: x\n").err
    assert all(one in said for one in ("profil'", "defaults.lang", "fromat", "maybe", "profile.iban", "'foo'", "mine.yaml:1"))
    said = here("a: [", "config", "check", own="b: [").err
    assert "mine.yaml" in said and "licensectl.yaml" in said


def test_settings_that_cannot_be_read(cli, monkeypatch, tmp_path):
    def failing(path):
        raise OSError(5, "Input/output error")

    (tmp_path / "mine.yaml").write_text("")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(tmp_path / "mine.yaml"))
    monkeypatch.setattr(Path, "read_bytes", failing)
    ran = cli("config", "check")
    assert ran.code == 1 and "mine.yaml" in ran.err and "LC-FILE-UNREADABLE" in ran.err
