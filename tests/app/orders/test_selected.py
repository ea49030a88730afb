"""Test that searches of large ledgers use an index, on both engines, and find the same as by looking at every row."""

from datetime import UTC, date, datetime

import pytest

from licensectl.app.orders import store as orders
from licensectl.db import ledger
from licensectl.domain.purchases.model import PlacedLine, PlacedOrder

pytestmark = pytest.mark.usefixtures("store")

PRODUCTS = ("DG7GMGF0PWHC:0003", "DG7GMGF0PN5D:0002", "DG7GMGF0PWHC:0006")


def order(number, day, *offers, quote=None):
    lines = [PlacedLine(place, offer, 2, "Windows Server 2025") for place, offer in enumerate(offers)]
    names = {"id": f"Ord-{number:03}", "alternate_id": f"ALT-{number:03}", "customer": f"Customer {number} S.r.l."}
    return PlacedOrder(**names, program="csp", quote=quote, placed=day and datetime(*day, 10, tzinfo=UTC), currency="EUR", lines=lines)


@pytest.fixture
def recorded(store):
    """Orders of one product each, of several, and one without a day."""
    made = [order(n, (2026, n, 15), PRODUCTS[n % 3]) for n in range(1, 11)]
    made += [order(11, None, PRODUCTS[0]), order(12, (2026, 11, 20), *PRODUCTS, quote="Q-2026-0001")]
    with ledger.writing(store) as connection:
        for one in made:
            orders.save(connection, one, "a reseller", known=False)
    return store


def test_the_products_of_orders_are_each_found_once(recorded):
    with ledger.reading(recorded) as connection:
        assert sorted(orders.offers(connection)) == sorted(PRODUCTS)


def test_a_ledger_without_lines_has_no_products(store):
    with ledger.writing(store) as connection:
        assert orders.offers(connection) == []


def test_orders_are_found_by_day_or_product_once_each(recorded):
    with ledger.reading(recorded) as connection:
        found = [one.id for one in orders.by_customer(connection, date(2026, 10, 1), PRODUCTS[:1])]
        without = [one.id for one in orders.by_customer(connection, date(2026, 10, 1), ())]
    # Of that product: 3, 6, 9, the one without a day and the one of all products, which is new as well.
    assert sorted(found) == ["Ord-003", "Ord-006", "Ord-009", "Ord-010", "Ord-011", "Ord-012"]
    assert sorted(without) == ["Ord-010", "Ord-012"]


def test_orders_are_found_by_ids_in_any_case_and_either_spelling(recorded):
    with ledger.reading(recorded) as connection:
        asked = ["ORD-001", "alt-001", "ord-011", "Alt-005", "nothing"]
        assert [one.id for one in orders.of_ids(connection, asked)] == ["Ord-005", "Ord-001", "Ord-011"]
        period = (date(2026, 4, 1), date(2026, 6, 30))
        found = [one.id for one in orders.of_invoice(connection, asked, *period)]
    # Those of the period, the one without a day and those that are named, each once.
    assert sorted(found) == ["Ord-001", "Ord-004", "Ord-005", "Ord-006", "Ord-011"]


@pytest.mark.parametrize(
    ("index", "statement"),
    [
        ("placed_order_day", "SELECT id FROM placed_order WHERE placed >= '2026-10-01'"),
        ("placed_order_day", "SELECT id FROM placed_order WHERE placed IS NULL OR (placed >= '2026-10-01' AND placed < '2026-11-01')"),
        ("placed_order_any_case", "SELECT id FROM placed_order WHERE lower(id) IN ('a', 'b') OR lower(alternate_id) IN ('a', 'b')"),
        ("placed_order_alternate_any_case", "SELECT id FROM placed_order WHERE lower(id) = 'a' OR lower(alternate_id) = 'a'"),
        ("placed_order_of_quote", "SELECT id, quote FROM placed_order WHERE quote IS NOT NULL AND quote <> ''"),
        ("placed_line_offer", "SELECT order_id FROM placed_line WHERE offer_id IN ('a', 'b')"),
    ],
)
def test_each_index_serves_what_it_is_for(store, index, statement):
    with ledger.writing(store) as connection:
        if "://" in store:
            # An empty table is read as a whole in any case.
            connection.execute("SET LOCAL enable_seqscan = off")
            plan = [row[0] for row in connection.execute(f"EXPLAIN {statement}")]
        else:
            plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
    assert any(index in line.split() or f"{index} " in line for line in plan), plan
