"""The radar: which days of what customers have are worth a word, by a table of cases around each day."""

import json
from datetime import date

import pytest
from helpers import EXAMPLES

from licensectl.domain.customers.model import Customer
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder
from licensectl.domain.radar.signals import held, radar

TODAY = date(2026, 11, 23)
WS2025 = "DG7GMGF0PWHC:0003"


def signals(facts, owned=(), orders=(), today=TODAY, within=180):
    customer = Customer(name="Contoso", id="contoso", owned=dict.fromkeys(owned, 1))
    found = radar(held([customer], orders, facts.catalog, 12), facts.returns.rules, None, today, within)
    return [(one.kind, one.day.isoformat(), one.thing.what.id) for one in found]


@pytest.mark.parametrize(
    ("one_id", "today", "within", "kinds"),
    [
        # Windows Server 2016: extended support until 2027-01-12, succeeded by 2019.
        ("windows-server-2016", "2026-11-23", 180, ["succeeded", "support_ends"]),
        ("windows-server-2016", "2026-11-23", 50, ["succeeded", "support_ends"]),
        ("windows-server-2016", "2026-11-23", 49, ["succeeded"]),
        ("windows-server-2016", "2027-01-12", 0, ["succeeded", "support_ends"]),
        ("windows-server-2016", "2027-01-13", 0, ["out_of_support"]),
        # Office LTSC 2021: one phase, until 2026-10-13.
        ("office-ltsc-2021", "2026-10-13", 0, ["succeeded", "support_ends"]),
        ("office-ltsc-2021", "2026-10-14", 0, ["out_of_support"]),
        # Windows Server 2025: mainstream until 2029-11-13, extended until 2034-11-14.
        ("windows-server-2025", "2026-11-23", 180, []),
        (WS2025, "2029-11-13", 0, ["mainstream_ends"]),
        (WS2025, "2029-11-14", 0, []),
        (WS2025, "2026-11-23", 3000, ["mainstream_ends", "support_ends"]),
        # What has no support dates of its own.
        ("windows-server-cal", "2026-11-23", 36500, []),
        ("open-license-agreement", "2026-11-23", 36500, []),
        ("qualifying-windows", "2026-11-23", 36500, []),
    ],
)
def test_support(facts, one_id, today, within, kinds):
    found = signals(facts, [one_id], today=date.fromisoformat(today), within=within)
    assert [kind for kind, _, _ in found] == kinds


def placed(**more):
    line = PlacedLine(0, WS2025 + ":DG7GMGF0AAA1", 2, "Windows Server")
    return PlacedOrder(**{"id": "6dc5c039750a", "placed": date(2026, 11, 2), "lines": [line], "customer_id": "contoso", **more})


@pytest.mark.parametrize(
    ("order", "today", "found"),
    [
        (placed(), "2026-11-23", [("returnable", "2026-12-01", WS2025)]),
        (placed(), "2026-12-01", [("returnable", "2026-12-01", WS2025)]),
        (placed(), "2026-12-02", []),
        (placed(status="cancelled"), "2026-11-23", []),
        (placed(status="error"), "2026-11-23", []),
        (placed(lines=[PlacedLine(0, WS2025, 0)]), "2026-11-23", []),
        (placed(placed=None), "2026-11-23", []),
    ],
)
def test_returns(facts, order, today, found):
    assert signals(facts, orders=[order], today=date.fromisoformat(today)) == found


def test_a_return_beyond_the_horizon_waits(facts):
    assert signals(facts, orders=[placed()], within=7) == []
    assert len(signals(facts, orders=[placed()], within=8)) == 1


def test_an_esu_ends_with_its_own_year(facts):
    one_id, sku = next(
        (one_id, sku) for one_id, sku in facts.catalog.skus.items() if sku.esu_year == 1 and facts.catalog.products[sku.product].esu_from
    )
    until = facts.catalog.products[sku.product].esu_from
    found = signals(facts, [one_id], today=until)
    assert [kind for kind, _, _ in found if kind == "support_ends"] == []
    found = signals(facts, [one_id], today=until, within=366)
    assert ("support_ends", until.replace(year=until.year + 1).isoformat()) in [(kind, day) for kind, day, _ in found]


def test_who_holds_what(facts):
    book = [Customer(name="Contoso", id="contoso", tenant_id="t-1"), Customer(name="Fabrikam", id="fabrikam")]
    orders = [
        placed(),
        placed(id="b" * 12, customer_id=None, tenant_id="t-1"),
        placed(id="c" * 12, customer_id=None, tenant_id="t-2"),
        placed(id="d" * 12, customer_id=None, tenant_id=None, customer="Somebody"),
        placed(id="e" * 12, customer_id=None, tenant_id=None),
    ]
    found = [(one.id, one.name, len(one.owned)) for one in held(book, orders, facts.catalog)]
    assert found == [("contoso", "Contoso", 2), (None, "t-2", 1), (None, "Somebody", 1), (None, "e" * 12, 1)]


def test_what_the_catalogue_does_not_know_is_held_all_the_same(facts):
    order = placed(lines=[PlacedLine(0, "EP2-99999", 3, "A box")])
    [holder] = held([], [order], facts.catalog)
    assert (holder.owned[0].what.title, holder.owned[0].quantity, holder.owned[0].supported_until) == ("A box", 3, None)


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
