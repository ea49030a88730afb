"""The command `radar`."""

import json
from datetime import date
from itertools import product

import pytest
from helpers import EXAMPLES

from licensectl.app.orders.store import save
from licensectl.db import ledger
from licensectl.domain.customers.holdings import finder
from licensectl.domain.customers.model import Customer
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder
from licensectl.domain.radar.signals import held, radar
from licensectl.domain.returns.question import parse_moment

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


@pytest.mark.parametrize("within", [0, 14, 400, 4000])
def test_the_orders_that_are_read_have_all_signals(cli, store, tmp_path, facts, within):
    """Old and new orders of known, unknown and misspelt products, of customers in the book and of others."""
    offers = ["DG7GMGF0PWHC:0003:DG7GMGF0AAA1", "DG7GMGF0PWHC:3", "DG7GMGF0D5RK:0005", "dg7gmgf0d5rk-5", "DG7GMGF0VNH2:0002", "A box"]
    days = ["2019-03-01", "2026-09-20", "2026-11-02", "2026-11-23"]
    cli("customer", "add", "Customer 1", "--owns", "windows-server-2016")
    placed = [
        PlacedOrder(
            id=f"{number:012x}",
            placed=parse_moment(f"{day}T09:30:00Z"),
            customer=f"Customer {number % 3}",
            customer_id="customer-1" if number % 3 == 1 else None,
            program="csp",
            lines=[PlacedLine(0, offer, 2, "Title")],
        )
        for number, (offer, day) in enumerate(product(offers, days))
    ]
    with ledger.writing(store) as connection:
        for one in placed:
            save(connection, one, "somebody", False)
    today = date(2026, 11, 23)
    customer = Customer(name="Customer 1", id="customer-1", owned={"windows-server-2016": None})
    grouped = sorted(placed, key=lambda one: (one.customer_id or "", -one.placed.timestamp(), one.id))
    wanted = radar(held([customer], grouped, finder(facts.catalog, 12)), facts.returns.rules, None, today, within)
    found = json.loads(cli("radar", "--within", str(within), "-f", "json", *AS_OF).out)["signals"]
    known = [(f"{one.day}", one.kind, one.holder.name, one.id, one.thing.order and one.thing.order.id) for one in wanted]
    shown = [(one["day"], one["kind"], one["customer"], one["id"], one["order"]) for one in found]
    assert sorted(shown, key=str) == sorted(known, key=str) and len(known) > 5
