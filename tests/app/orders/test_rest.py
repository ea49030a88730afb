"""Test `order export --rest`: what of a quote is not ordered yet, in quantities and lines."""

import csv
import io
import json
from decimal import Decimal
from itertools import pairwise

import pytest
import yaml

pytestmark = pytest.mark.usefixtures("store")
DAY = ("--as-of", "2026-11-23")
ORDERED, OTHER, THIRD = "DG7GMGF0PWHC:0003", "DG7GMGF0PWHC:0006", "DG7GMGF0PWHT:0002"
REQUEST = {
    "number": "Q-1",
    "date": "2026-11-23",
    "vat": {"rate": 22},
    "customer": {"name": "Contoso S.r.l.", "country": "IT"},
    "lines": [
        {"sku": ORDERED, "quantity": 5, "unit_price": 1000, "sell_price": 1100},
        {"sku": OTHER, "quantity": 4, "unit_price": 125, "sell_price": 140},
        {"sku": THIRD, "quantity": 10, "unit_price": 40, "sell_price": 50},
    ],
    "other": [{"vendor": "Microsoft", "title": "Rebate", "quantity": 1, "sell_price": -100, "note": "agreed"}],
}


@pytest.fixture
def saved(cli, tmp_path):
    """Save the quote and return its request file."""
    path = tmp_path / "request.yaml"
    path.write_text(yaml.safe_dump(REQUEST))
    assert cli("quote", "build", str(path), "--save", *DAY).code == 0
    return str(path)


def record(cli, one_id, *lines, **more):
    asked = [part for sku, quantity in lines for part in ("--line", f"{sku}={quantity}@1")]
    options = [part for name, value in more.items() for part in (f"--{name}", value)]
    assert cli("order", "record", "--id", one_id, "--placed", "2026-11-22", "--quote", "Q-1", *asked, *options, *DAY).code == 0


def exported(cli, named="Q-1", *more):
    ran = cli("order", "export", named, "--rest", "--target", "csv", *DAY, *more)
    assert ran.code == 0, ran.err
    return [(f"{row['product_id']}:{row['sku_id']}", int(row["quantity"])) for row in csv.DictReader(io.StringIO(ran.out))]


def test_lines_and_quantities_that_no_order_has_are_exported_without_a_reason(cli, saved):
    assert exported(cli) == [(ORDERED, 5), (OTHER, 4), (THIRD, 10)]
    record(cli, "aaaaaaaaaaaa", (ORDERED, 2), (OTHER, 4))
    for named in ("Q-1", "Q-1-r1", saved):
        assert exported(cli, named) == [(ORDERED, 3), (THIRD, 10)]
    record(cli, "bbbbbbbbbbbb", (ORDERED, 3))
    assert exported(cli) == [(THIRD, 10)]
    refused = cli("order", "export", "Q-1", "--target", "csv", *DAY)
    assert refused.code == 3 and "To order only what is left, use --rest." in refused.err


def test_an_order_that_came_to_nothing_leaves_everything(cli, saved):
    record(cli, "aaaaaaaaaaaa", (ORDERED, 5))
    assert cli("order", "record", "--id", "aaaaaaaaaaaa", "--status", "cancelled", *DAY).code == 0
    assert exported(cli) == [(ORDERED, 5), (OTHER, 4), (THIRD, 10)]


def test_a_check_of_the_rest_is_of_the_rest(cli, saved):
    record(cli, "aaaaaaaaaaaa", (ORDERED, 5), (OTHER, 4), (THIRD, 9))
    codes = {one["code"] for one in json.loads(cli("order", "check", "Q-1", "-f", "json", *DAY).out)["problems"]}
    rest = {one["code"] for one in json.loads(cli("order", "check", "Q-1", "--rest", "-f", "json", *DAY).out)["problems"]}
    assert codes - rest == {"LC-PLACE-ORDERED"} and rest <= codes


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "Everything in Q-1 is ordered already."), ("it", "Tutto il contenuto di Q-1 è già ordinato.")],
)
def test_a_quote_that_is_ordered_whole_has_no_rest(cli, saved, lang, said):
    record(cli, "aaaaaaaaaaaa", (ORDERED, 5), (OTHER, 4), (THIRD, 10))
    ran = cli("order", "export", "Q-1", "--rest", "--target", "csv", "--lang", lang, *DAY)
    assert (ran.code, ran.out) == (3, "") and said in ran.err and "[LC-REST-NOTHING]" in ran.err


def test_the_rest_is_of_a_quote_with_a_number(cli, saved, tmp_path):
    unnumbered = tmp_path / "unnumbered.yaml"
    unnumbered.write_text(yaml.safe_dump({key: value for key, value in REQUEST.items() if key != "number"} | {"notes": ["another"]}))
    ran = cli("order", "export", str(unnumbered), "--rest", "--target", "csv", *DAY)
    assert (ran.code, ran.out) == (2, "") and "[LC-REST-NUMBER]" in ran.err
    ran = cli("order", "export", "Q-1", "--rest", "--cancel", *DAY)
    assert ran.code == 2 and "[LC-CLI-TOGETHER]" in ran.err


@pytest.mark.parametrize("orders", [(1, 1, 1), (2, 1), (1, 2), (3,)])
def test_each_order_has_its_share_of_the_discount_of_a_line(cli, tmp_path, orders):
    """3 × 1100.00 less 100.00 is 3200.00: the line totals of all orders add up to it, to the cent."""
    request = REQUEST | {"lines": [REQUEST["lines"][0] | {"quantity": 3, "discount_amount": 100}], "other": []}
    (tmp_path / "request.yaml").write_text(yaml.safe_dump(request))
    assert cli("quote", "build", str(tmp_path / "request.yaml"), "--save", *DAY).code == 0
    columns = [{"column": name, "field": name} for name in ("quantity", "line_total")]
    profile = tmp_path / "profile.yaml"
    profile.write_text(yaml.safe_dump({"columns": columns}))
    left = []
    for number, quantity in enumerate(orders):
        ran = cli("order", "export", "Q-1", "--rest", "--profile", str(profile), "--force", *DAY)
        assert ran.code == 0, ran.err
        [row] = csv.DictReader(io.StringIO(ran.out))
        left.append((int(row["quantity"]), Decimal(row["line_total"])))
        record(cli, f"{number:012}", (ORDERED, quantity))
    left.append((0, Decimal(0)))
    assert left[0] == (3, Decimal("3200.00"))
    parts = [(before[0] - after[0], before[1] - after[1]) for before, after in pairwise(left)]
    assert [quantity for quantity, _ in parts] == list(orders)
    # 33.33, 33.34 and 33.33 of the discount.
    assert sum(total for _, total in parts) == Decimal("3200.00")
    assert all(abs(total - (1100 - Decimal(100) / 3) * quantity) <= Decimal("0.01") for quantity, total in parts)
