"""`doctor`: each part by itself; one that is broken hides no other, and nothing is made or changed."""

import json
import os

import pytest
from helpers import SHEET

DAY = ("--as-of", "2026-11-25")


def states(result):
    return {part["part"]: part["state"] for part in json.loads(result.out)["parts"]}


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Set up an empty home folder."""
    monkeypatch.setenv("LICENSECTL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LICENSECTL_CONFIG", str(tmp_path / "licensectl.yaml"))
    return tmp_path


def test_an_empty_desk_is_a_sound_one(cli, desk):
    result = cli("doctor", *DAY, "-f", "json")
    assert result.code == 0
    assert set(states(result).values()) == {"ok"}
    assert not (desk / "home").exists()


def test_every_part_is_looked_at_though_others_are_broken(cli, desk):
    (desk / "licensectl.yaml").write_text("profile:\n  vat_id: [1]\n")
    (desk / "home").mkdir()
    (desk / "home" / "ledger.db").write_bytes(b"no ledger" * 200)
    (desk / "home" / "prices.db").write_bytes(b"no book" * 200)
    overlay = desk / "overlay"
    overlay.mkdir()
    (overlay / "skus.yaml").write_text("skus: [")
    result = cli("doctor", *DAY, "--data", str(overlay), "-f", "json")
    assert result.code == 3
    found = states(result)
    assert found["licensectl"] == "ok"
    assert [found[part] for part in ("settings", "facts", "ledger", "price book")] == ["error"] * 4
    assert {problem["severity"] for problem in json.loads(result.out)["problems"]} == {"error"}


def test_a_book_without_the_months_sheet_is_warned_of(cli, desk):
    assert cli("price", "import", SHEET, "--month", "2026-11").code == 0
    assert states(cli("doctor", *DAY, "-f", "json"))["price book"] == "ok"
    result = cli("doctor", "--as-of", "2026-12-01")
    assert result.code == 0
    assert "LC-DOCTOR-BOOK" in result.err
    assert "Newest month: 2026-11" in result.out


@pytest.mark.skipif(os.name == "nt" or (hasattr(os, "geteuid") and os.geteuid() == 0), reason="everything can be written by root")
def test_a_cache_that_cannot_be_written_is_warned_of(cli, desk, monkeypatch):
    (desk / "cache").mkdir(mode=0o555)
    monkeypatch.setenv("LICENSECTL_CACHE", str(desk / "cache" / "below"))
    assert states(cli("doctor", *DAY, "-f", "json"))["Compiled facts"] == "warning"


def test_in_italian(cli, desk):
    out = cli("doctor", *DAY, "--lang", "it").out
    assert "archivio listini" in out
    assert "impostazioni" in out and "Esiste: no" in out


@pytest.mark.parametrize(
    "settings", ["foo: 1\n", "defaults: {format: nope}\n", "profile: [\n", "defaults: {lang: xx}\nprofile: {margni: 3}\n"]
)
def test_invalid_settings_hide_no_other_part(cli, desk, settings):
    (desk / "licensectl.yaml").write_text(settings)
    result = cli("doctor", *DAY, "-f", "json")
    assert result.code == 3
    found = states(result)
    assert found.pop("settings") == "error" and set(found.values()) == {"ok"} and "price book" in found
    assert all("licensectl.yaml" in problem["where"] for problem in json.loads(result.out)["problems"])
    assert cli("sku", "list", *DAY).code != 0, "no other command runs with them"


PRICE = """products:
  windows-server-2022:
    skus:
      windows-server-2022-standard-with-cals-retail:
        prices:
          - {kind: list, program: box, market: IN, money: {amount: 142735, currency: INR}, source: ms-store}
"""


@pytest.mark.parametrize("folder", ["own", "data"])
def test_remarks_are_counted_of_the_users_facts_alone(cli, desk, monkeypatch, folder):
    """Nobody but the maker can mend the shipped facts."""
    assert json.loads(cli("data", "check", "-f", "json").out)["problems"], "the shipped facts have some"
    monkeypatch.chdir(desk)
    (desk / folder).mkdir()
    (desk / folder / "skus.yaml").write_text(PRICE)
    for more, own in (((), {"folders": 1}), (("--data", folder), {"folders": 2})):
        result = cli("doctor", *DAY, *more, "-f", "json")
        [part] = [part for part in json.loads(result.out)["parts"] if part["part"] == "facts"]
        assert part["state"] == "ok", result.out
        # A price of the user's without a date is one; all of them if the folder is named as the shipped one is.
        warnings = part["says"].pop("warnings", 0)
        assert part["says"] == own and (warnings == 0 if not more else warnings == 1 if folder == "own" else warnings > 1)
