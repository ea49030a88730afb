"""Settings: what holds and who said so, and a file to start from that is right when its marks are taken away."""

import json
import re

import pytest
from helpers import ROOT

from licensectl.domain.settings.profile import Profile
from licensectl.passwords import masked

AS_OF = ("--as-of", "2026-11-23")


@pytest.fixture
def settings(cli, tmp_path, monkeypatch):
    """`settings(text, *options)`: the settings that hold with this user file, by name, as (value, origin)."""

    def run(text, *more):
        file = tmp_path / "mine.yaml"
        file.write_text(text)
        monkeypatch.setenv("LICENSECTL_CONFIG", str(file))
        ran = cli("config", "show", "-f", "json", *AS_OF, *more)
        assert ran.code == 0, ran.err
        found = json.loads(ran.out)["settings"]
        return {one["name"]: (one["value"], (one["origin"] or "").replace(str(file), "mine.yaml")) for one in found}

    return run


def test_who_said_so(settings, monkeypatch):
    text = "defaults: {color: never,\n  csv_dialect: excel-it}\nprofile: {margin: 20, mpa: {signed_on: 2020-01-31, country: IT}}\n"
    monkeypatch.setenv("LICENSECTL_QUIET", "1")
    monkeypatch.setenv("LICENSECTL_COLOR", "always")
    found = settings(text, "--lang", "it")
    assert found["lang"] == ("it", "--lang")
    assert found["color"] == ("always", "LICENSECTL_COLOR")
    assert found["quiet"] == ("true", "LICENSECTL_QUIET")
    assert found["csv_dialect"] == ("excel-it", "mine.yaml:2")
    assert found["debug"] == ("false", "built in")
    assert found["config"][1] == "LICENSECTL_CONFIG"
    assert found["profile.margin"] == ("20", "mine.yaml:3")
    assert found["profile.mpa.signed_on"] == ("2020-01-31", "mine.yaml:3")
    assert found["profile.market"] == ("IT", "built in")
    assert found["profile.iban"] == (None, "")
    assert {f"profile.{name}" for name in Profile.__struct_fields__} <= {name.rpartition(".mpa")[0] or name for name in found} | {
        "profile.mpa"
    }


def test_the_file_of_the_folder_goes_first(cli, tmp_path, monkeypatch):
    (tmp_path / "mine.yaml").write_text("profile: {market: DE, currency: EUR}\n")
    (tmp_path / "licensectl.yaml").write_text("profile: {market: AT}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(tmp_path / "mine.yaml"))
    cli("config", "show")
    monkeypatch.chdir(tmp_path)
    from typer.testing import CliRunner

    from licensectl.main import app

    found = json.loads(CliRunner().invoke(app, ["config", "show", "-f", "json"]).stdout)["settings"]
    by_name = {one["name"]: one for one in found}
    assert (by_name["profile.market"]["value"], by_name["profile.market"]["origin"]) == ("AT", "licensectl.yaml:1")
    assert by_name["profile.currency"]["origin"].endswith("mine.yaml:1")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://me:secret@db/ledger", "postgresql://me:***@db/ledger"),
        ("postgresql://me:se:c@ret@db", "postgresql://me:***@db"),
        ("postgresql://me@db/ledger", "postgresql://me@db/ledger"),
        ("C:\\ledger.db", "C:\\ledger.db"),
    ],
)
def test_a_password_is_not_shown(settings, monkeypatch, address, said):
    assert masked(address) == said
    monkeypatch.setenv("LICENSECTL_STORE", address)
    assert settings("profile:\n")["store"] == (said, "LICENSECTL_STORE")


def test_the_language_of_the_reseller_is_the_last_to_speak(settings, cli):
    assert settings("profile: {language: it}\n")["lang"] == ("it", "mine.yaml:1")
    assert settings("defaults: {lang: en}\nprofile: {language: it}\n")["lang"] == ("en", "mine.yaml:1")
    assert settings("profile: {language: it}\n", "--lang", "en")["lang"] == ("en", "--lang")


@pytest.mark.parametrize(("dialect", "row"), [("excel-it", "profile.margin;12,5;"), ("rfc4180", "profile.margin,12.5,")])
def test_a_percentage_is_a_figure_of_the_dialect(cli, tmp_path, monkeypatch, dialect, row):
    (tmp_path / "mine.yaml").write_text("profile: {margin: 12.5}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(tmp_path / "mine.yaml"))
    assert row in cli("config", "show", "-f", "csv", "--csv-dialect", dialect).out
    assert "12.5" in cli("config", "show", "-f", "text").out
    settings = json.loads(cli("config", "show", "-f", "json").out)["settings"]
    assert [one["value"] for one in settings if one["name"] == "profile.margin"] == ["12.5"]


@pytest.mark.parametrize(
    ("text", "code", "status"),
    [
        ("profile: {vat_id: IT01234569993, market: IT}", "LC-PROFILE-VAT-ID", 0),
        ("profile: {vat_id: IT01234567806, market: IT}", "LC-CUSTOMER-VAT-OFFICE", 0),
        ("profile: {credit: {limit: 5.000}}", "LC-LINES-FIGURE", 1),
        ("profile: {credit: {limit: 5000, unpaid: 1.250}}", "LC-LINES-FIGURE", 1),
        ("profile: {credit: {limit: 5000.00, unpaid: 0.5}}", "", 0),
        ("profile: {credit: {limit: nan}}", "LC-QUOTE-AMOUNT", 1),
        ("profile: {credit: {limit: -5}}", "LC-PROFILE-CREDIT", 1),
        ("profile: {credit: {limit: 5000, unpaid: -20}}", "", 0),
        ("profile: {credit: {limit: 5000, currency: eur}}", "LC-QUOTE-CURRENCY", 1),
        ("profile: {iban: IT61X0542811101000000123456}", "LC-PROFILE-IBAN", 0),
        ("profile: {iban: IT60X0542811101000000123456}", "", 0),
        ("profile: {mpa: {signed_on: 2026-11-24}}", "LC-PLACE-MPA-FUTURE", 3),
        ("profile: {mpa: {signed_on: 2026-11-23}}", "", 0),
        ("profile: {partner_id: ABC}", "LC-PROFILE-PARTNER-ID", 1),
        ("profile: {distributor: Ingram Micro}", "LC-PROFILE-DISTRIBUTOR", 1),
        ("profile: {language: fr}", "LC-CLI-VALUE", 2),
        ("profile: [x]", "LC-DATA-MAPPING", 1),
        ("profile:", "", 0),
        ("", "", 0),
        ("# nothing yet\n", "", 0),
    ],
)
def test_check(cli, tmp_path, monkeypatch, text, code, status):
    (tmp_path / "mine.yaml").write_text(text)
    monkeypatch.setenv("LICENSECTL_CONFIG", str(tmp_path / "mine.yaml"))
    ran = cli("config", "check", *AS_OF)
    assert ran.code == status and code in ran.err, ran.err
    assert ("mine.yaml:1: " in ran.err) == bool(code and status != 2)


@pytest.mark.parametrize(("lang", "own", "other"), [("en", "your letterhead", "customer"), ("it", "propria carta intestata", "cliente")])
def test_the_own_vat_id_is_not_that_of_a_customer(cli, tmp_path, monkeypatch, lang, own, other):
    (tmp_path / "mine.yaml").write_text("profile: {vat_id: IT01234569993}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(tmp_path / "mine.yaml"))
    said = cli("config", "check", "--lang", lang, *AS_OF).err
    assert own in said and other not in said


@pytest.mark.parametrize(("name", "warned"), [("my-distribtor", True), ("my-distributor", False), ("ingram", False)])
def test_a_distributor_whose_terms_have_another_name(cli, tmp_path, monkeypatch, name, warned):
    (tmp_path / "mine.yaml").write_text(f"profile: {{distributor: {name}}}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(tmp_path / "mine.yaml"))
    terms = "providers: {my-distributor: {title: My distributor, sources: [DECK], confidence: low}}\n"
    (tmp_path / "returns.yaml").write_text(f"schema: licensectl.returns/1\n{terms}")
    ran = cli("config", "check", "--data", str(tmp_path), *AS_OF)
    assert ran.code == 0 and ("[LC-PROFILE-TERMS]" in ran.err) == warned, ran.err
    assert not warned or ("mine.yaml:1: " in ran.err and "Did you mean my-distributor?" in ran.err)


def test_everything_wrong_is_reported_at_once(cli, tmp_path, monkeypatch):
    lines = ("vat_id: IT01234567806", "market: it", "margin: abc", "marign: 12", "credit: {limit: 5.000}", "iban: IT61")
    (tmp_path / "mine.yaml").write_text("profile:\n  " + "\n  ".join(lines) + "\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(tmp_path / "mine.yaml"))
    ran = cli("config", "check", *AS_OF)
    codes = re.findall(r"mine\.yaml:(\d+): .*\[LC-([A-Z-]+)\]", ran.err)
    wanted = ["CUSTOMER-VAT-OFFICE", "QUOTE-MARKET", "DATA-NUMBER", "DATA-UNKNOWN", "LINES-FIGURE", "PROFILE-IBAN"]
    assert (ran.code, codes) == (1, [(str(line), code) for line, code in enumerate(wanted, 2)])


def test_every_wrong_default_has_its_place(cli, tmp_path, monkeypatch):
    defaults = {"format": "xx", "lang": "fr", "as_of": "2026-13-01", "quiet": "maybe", "csv_dialect": "x"}
    written = "\n  ".join(f"{name}: {value}" for name, value in defaults.items())
    (tmp_path / "mine.yaml").write_text(f"defaults:\n  {written}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(tmp_path / "mine.yaml"))
    for command in (("config", "check"), ("sku", "list")):
        ran = cli(*command, *AS_OF)
        found = re.findall(r"mine\.yaml:(\d+): '(.*?)' .*\[LC-CLI-VALUE\]", ran.err)
        assert (ran.code, found) == (2, [(str(line), value) for line, value in enumerate(defaults.values(), 2)])


def test_an_open_amount_names_both_readings(cli, tmp_path, monkeypatch):
    (tmp_path / "mine.yaml").write_text("profile: {credit: {limit: 20.000}}")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(tmp_path / "mine.yaml"))
    assert "credit.limit: '20.000' can mean 20000 or 20." in cli("config", "check", *AS_OF).err


def test_mappings_of_the_profile_are_shown_key_by_key(settings):
    found = settings("profile:\n  prerequisites: {mfa-admins: 2026-03-01}\n  margins: {Education: 8.5}\n")
    assert found["profile.prerequisites.mfa-admins"] == ("2026-03-01", "mine.yaml:2")
    assert found["profile.margins.Education"] == ("8.5", "mine.yaml:3")


def test_a_file_to_start_from_goes_where_o_says(cli, tmp_path, monkeypatch):
    monkeypatch.setenv("LICENSECTL_CONFIG", str(tmp_path / "mine.yaml"))
    named = tmp_path / "licensectl.yaml"
    assert cli("config", "new", "-o", str(named)).out == "" and named.read_text().startswith("# Settings of licensectl")
    assert not (tmp_path / "mine.yaml").exists()
    assert cli("config", "new", "-o", str(named)).code == 1
    assert cli("config", "new", "-o", "-").out == named.read_text()
    for wrong, code in ((("--here", "-o", "x.yaml"), "LC-SETTINGS-HERE"), (("-o", "x.json"), "LC-OUT-FORMAT")):
        ran = cli("config", "new", *wrong)
        assert ran.code == 2 and code in ran.err


@pytest.mark.parametrize("lang", ["en", "it"])
def test_a_file_to_start_from(cli, tmp_path, monkeypatch, lang):
    file = tmp_path / "conf" / "licensectl.yaml"
    monkeypatch.setenv("LICENSECTL_CONFIG", str(file))
    assert cli("config", "new", "--lang", lang).code == 0
    before = file.read_text()
    assert cli("config", "check", *AS_OF).code == 0
    again = cli("config", "new")
    assert again.code == 1 and "LC-SETTINGS-EXISTS" in again.err and file.read_text() == before
    assert "another name" not in again.err
    file.write_text(re.sub(r"(?m)^  # (?=[a-z_]+: )", "  ", before))
    ran = cli("config", "check", "--lang", "en", *AS_OF)
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(cli("config", "show", "-f", "json").out)["settings"]
    unset = [one["name"] for one in found if one["origin"] in (None, "built in") and one["name"].startswith("profile.")]
    assert unset == [], "every key of the profile stands in the file"


def test_both_languages_have_the_same_keys():
    keys = [
        re.findall(r"(?m)^ +# ([a-z_]+): ", (ROOT / "src/licensectl/facts/start" / f"licensectl.{lang}.yaml").read_text())
        for lang in ("en", "it")
    ]
    assert keys[0] == keys[1]
