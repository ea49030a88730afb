"""The command `radar`."""

import json

import pytest
from helpers import EXAMPLES

AS_OF = ("--as-of", "2026-11-23")


@pytest.fixture
def filled(cli):
    cli("customer", "add", "=Contoso", "--owns", "office-ltsc-2021=10", "--owns", "windows-server-2016")
    cli("order", "record", str(EXAMPLES / "placed-order.json"), "--customer", "Fabrikam S.p.A.")
    return cli


@pytest.mark.parametrize("form", ["text", "csv", "json"])
@pytest.mark.parametrize("lang", ["en", "it"])
def test_what_a_person_and_a_script_read(filled, golden, form, lang):
    out = filled("radar", "-f", form, "--lang", lang, *AS_OF).out
    if form == "json":
        out = out.replace(json.loads(out)["data_version"], "0" * 12)
    golden(f"radar.{lang}.{form}", out)


def test_of_one_customer(filled):
    found = json.loads(filled("radar", "--customer", "fabrikam", "-f", "json", *AS_OF).out)["signals"]
    assert {one["customer_id"] for one in found} == {"fabrikam"}
    assert filled("radar", "--customer", "nobody").code == 1
    assert filled("radar", "--within", "-1").code == 2


def test_a_page_and_a_sheet(filled, tmp_path):
    assert "<td" in filled("radar", "-f", "html", *AS_OF).out
    assert filled("radar", "-o", str(tmp_path / "radar.xlsx"), *AS_OF).code == 0
    assert "'=Contoso" in filled("radar", "-f", "csv", "--csv-dialect", "excel-it", *AS_OF).out


def test_without_a_ledger_nothing(cli, tmp_path):
    ran = cli("radar", "-f", "json")
    assert ran.code == 0 and json.loads(ran.out)["signals"] == []
    assert not (tmp_path / "home").exists()
