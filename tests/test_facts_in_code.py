"""Test that code holds no program id, market, currency or VAT rate: they are facts, defaults or records of a registry."""

import ast
from pathlib import Path

import licensectl

PACKAGE = Path(licensectl.__file__).parent
# Where such a value is at home: the defaults, the records of order targets, signs of currencies, and where tax codes are from.
HOMES = ("core/defaults.py", "app/orders/targets/", "tables/numbers.py", "domain/customers/tax_id.py")
# An example in a message says what is expected; 22 and 23 are classes of SQL errors.
EXAMPLES = {
    ("tables/column_map.py", "IT"),
    ("tables/column_map.py", "EUR"),
    ("db/postgres.py", "22"),
    ("db/postgres.py", "23"),
}
# Words that are also ids of programs.
WORDS = {"open", "box"}


def literals():
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if not name.startswith(HOMES):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant):
                    yield name, node.value


def test_facts_stand_in_data_and_registries(facts):
    rates = {str(one.rate) for rates in facts.taxes.rates.values() for one in rates.values}
    known = {*facts.programs.programs, *facts.taxes.areas["eu"].countries, "EUR", "USD", "GBP", *rates} - WORDS
    found = {(name, value) for name, value in literals() if isinstance(value, str) and value in known}
    assert found - EXAMPLES == set()
    assert found >= EXAMPLES
