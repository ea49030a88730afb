"""Test `order export --rest`: what of a quote is not ordered yet, in quantities and lines."""

import csv
import io
import json

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
    assert ran.code == 2 and "[LC-CLI-ONE-OF]" in ran.err
