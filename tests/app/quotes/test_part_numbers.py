"""A list of part numbers prices what is bought in boxes."""

import json

import pytest

BOX = "EP2-06606"
MAP = """columns: {part_number: MPN, unit_price: Prezzo, title: Descrizione}
defaults: {market: IT, currency: EUR, segment: Commercial, term: OneTime}
"""


@pytest.fixture
def boxed(cli, tmp_path):
    def run(listed, more=""):
        (tmp_path / "boxes.csv").write_text(f"MPN;Descrizione;Prezzo\n{listed}")
        (tmp_path / "map.yaml").write_text(MAP)
        request = (
            f"customer: {{name: C}}\nvat: {{rate: 22}}\nprogram: box\nmargin: 10\nlines: [{{part_number: {BOX}, quantity: 2{more}}}]\n"
        )
        prices = ("--prices", str(tmp_path / "boxes.csv"), "--columns", str(tmp_path / "map.yaml"), "--as-of", "2026-11-23")
        return cli("quote", "build", "-", *prices, "-f", "json", stdin=request.encode())

    return run


@pytest.mark.parametrize("written", [BOX, BOX.lower()])
def test_a_list_of_part_numbers(boxed, written):
    ran = boxed(f"{written};Office;210,50\n79P-05729;Office;1,00\n")
    [line] = json.loads(ran.out)["lines"]
    assert (line["unit_price"]["amount"], line["sell_price"]["amount"], line["price_source"]["kind"]) == ("210.50", "233.89", "price_sheet")
    assert line["price_source"]["where"].endswith("boxes.csv:2")


def test_a_list_without_the_part_number_is_named(boxed):
    ran = boxed("79P-05729;Office;1,00\n")
    found = json.loads(ran.out)
    [problem] = [problem for problem in found["problems"] if problem["code"] == "LC-PRICE-SHEET"]
    assert not found["totals"]["complete"] and "boxes.csv" in problem["message"] and BOX in problem["message"]


def test_a_price_by_hand_needs_no_list(boxed):
    assert "LC-PRICE-SHEET" not in boxed("79P-05729;Office;1,00\n", ", sell_price: 5").out


def test_a_part_number_that_is_none_is_refused(boxed):
    ran = boxed("?;Office;1,00\n")
    assert ran.code == 1 and "'?' is not a valid id for MPN." in ran.err
