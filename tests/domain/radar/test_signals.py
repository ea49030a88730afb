"""The radar: the days of what customers have that need attention, by a table of cases around each day."""

from datetime import date, timedelta

import pytest

from licensectl.domain.customers.holdings import finder
from licensectl.domain.customers.model import AgreementAcceptance, Customer
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder
from licensectl.domain.radar.signals import held, radar

TODAY = date(2026, 11, 23)
WS2025 = "DG7GMGF0PWHC:0003"


def signals(facts, owned=(), orders=(), today=TODAY, within=180):
    customer = Customer(name="Contoso", id="contoso", owned=dict.fromkeys(owned, 1))
    found = radar(held([customer], orders, finder(facts.catalog, 12)), facts.returns.rules, None, today, within)
    return [(one.kind, one.day.isoformat(), one.id) for one in found]


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


OTHER = PlacedLine(1, "65297", 1, "Acrobat Pro", vendor="Adobe")


@pytest.mark.parametrize(
    ("order", "today", "found"),
    [
        (placed(), "2026-11-23", [("returnable", "2026-12-01", WS2025)]),
        (placed(lines=[PlacedLine(0, WS2025, 2), OTHER]), "2026-11-23", [("returnable", "2026-12-01", WS2025)]),
        (placed(lines=[OTHER]), "2026-11-23", []),
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
    last = until.replace(year=until.year + 1) - timedelta(days=1)
    assert ("support_ends", last.isoformat()) in [(kind, day) for kind, day, _ in found]


def test_who_holds_what(facts):
    book = [Customer(name="Contoso", id="contoso", tenant_id="t-1"), Customer(name="Fabrikam", id="fabrikam")]
    orders = [
        placed(id="b" * 12, customer_id=None, tenant_id="t-1"),
        placed(id="c" * 12, customer_id=None, tenant_id="t-2"),
        placed(id="d" * 12, customer_id=None, tenant_id=None, customer="Somebody"),
        placed(id="e" * 12, customer_id=None, tenant_id=None),
        # By the ids of customers, those without one first.
        placed(),
    ]
    found = [(one.id, one.name, len(one.owned)) for one in held(book, orders, finder(facts.catalog))]
    assert found == [("contoso", "Contoso", 2), (None, "t-2", 1), (None, "Somebody", 1), (None, "e" * 12, 1)]


@pytest.mark.parametrize(
    ("agreed_on", "today", "within", "found"),
    [
        ("2021-05-01", "2026-11-23", 0, True),
        ("2023-03-31", "2026-11-23", 0, True),
        ("2023-04-01", "2026-11-23", 3650, False),
        ("2021-05-01", "2025-10-07", 0, True),
        ("2021-05-01", "2025-10-06", 0, False),
        ("2021-05-01", "2025-10-06", 1, True),
    ],
)
def test_an_old_agreement_is_to_be_accepted_again(facts, agreed_on, today, within, found):
    mca = AgreementAcceptance(agreed_on=date.fromisoformat(agreed_on))
    customer = Customer(name="Contoso", id="contoso", mca=mca)
    agreements = facts.ordering.mca_reacceptance
    made = radar(held([customer], [], finder(facts.catalog, 12)), facts.returns.rules, None, date.fromisoformat(today), within, agreements)
    assert [(one.kind, str(one.day), one.id) for one in made] == [("mca_again", "2025-10-07", "mca-before-april-2023")] * found


def test_what_the_catalogue_does_not_know_is_held_all_the_same(facts):
    order = placed(lines=[PlacedLine(0, "EP2-99999", 3, "A box")])
    [holder] = held([], [order], finder(facts.catalog))
    assert (holder.owned[0].what.title, holder.owned[0].quantity, holder.owned[0].what.lifecycle.supported_until) == ("A box", 3, None)
