"""Amounts of options: a comma and a point both begin decimals, and what can be two amounts is refused."""

import pytest

CHECK = ("returns", "check", "--purchased", "2026-11-20", "--quantity", "2", "--as-of", "2026-11-23", "-f", "json", "--unit-price")
COSTS = ("compare", "costs", "examples/request.yaml", "--as-of", "2026-11-23", "-f", "csv", "--instead")


@pytest.mark.parametrize("amount", ["1021,40", "1021.40", "1.021,40"])
def test_with_a_comma_or_a_point(cli, amount):
    assert "2042.80" in cli(*CHECK, amount).out
    assert "1021.40" in cli(*COSTS, f"box:3=EP2-06606@{amount}").out


@pytest.mark.parametrize("amount", ["1.021", "1,021"])
def test_what_can_be_two_amounts(cli, amount):
    returned, compared = cli(*CHECK, amount), cli(*COSTS, f"box:3=EP2-06606@{amount}")
    assert returned.code == 1 and "LC-RET-AMOUNT" in returned.err and "1021,40" in returned.err
    assert compared.code == 2 and "219,00" in compared.err
