"""Test that code holds no program id, market, currency or VAT rate: they are facts, defaults or records of a registry."""

import ast
from pathlib import Path

import licensectl

PACKAGE = Path(licensectl.__file__).parent
# Where such a value is at home: the defaults, the records of order targets, signs of currencies, and where tax codes are from.
HOMES = ("core/defaults.py", "core/money.py", "app/orders/targets/", "tables/numbers.py", "domain/customers/tax_id.py")
# Markets and currencies of price sheets besides those of the European Union. ID, Indonesia, is also the placeholder of an argument.
MARKETS = set(
    [
        "AR",
        "AU",
        "BR",
        "CA",
        "CH",
        "CL",
        "CN",
        "CO",
        "EG",
        "GB",
        "HK",
        "IL",
        "IN",
        "IS",
        "JP",
        "KR",
        "MX",
        "NO",
        "NZ",
        "PE",
        "PH",
        "RS",
        "RU",
        "SA",
        "SG",
        "TH",
        "TR",
        "TW",
        "UA",
        "US",
        "VN",
        "ZA",
    ]
)
CURRENCIES = set(
    [
        "EUR",
        "USD",
        "GBP",
        "CHF",
        "SEK",
        "NOK",
        "DKK",
        "JPY",
        "INR",
        "AUD",
        "CAD",
        "CNY",
        "KRW",
        "TWD",
        "PLN",
        "CZK",
        "HUF",
        "RON",
        "TRY",
        "BRL",
        "MXN",
        "ZAR",
    ]
)
# An example in a message says what is expected; 22 and 23 are classes of SQL errors.
EXAMPLES = {
    ("tables/column_map.py", "IT"),
    ("tables/column_map.py", "EUR"),
    ("app/prices/service_columns.py", "IT"),
    ("app/prices/service_columns.py", "EUR"),
    # A CAP is the postcode of Italy.
    ("domain/customers/address.py", "IT"),
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
    known = {*facts.programs.programs, *facts.taxes.areas["eu"].countries, *MARKETS, *CURRENCIES, *rates} - WORDS
    found = {(name, value) for name, value in literals() if isinstance(value, str) and value in known}
    assert found - EXAMPLES == set()
    assert found >= EXAMPLES
