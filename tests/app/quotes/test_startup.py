"""`quote build` loads only what its request, its prices and its output need."""

import subprocess
import sys

import pytest
from helpers import EXAMPLES, ROOT, SHEET

# Engines that a quote of a YAML request at the prices of a CSV sheet has no use for.
OTHERS = (
    "sqlite3",
    "psycopg",
    "python_calamine",
    "xlrd",
    "xlsxwriter",
    "rich",
    "licensectl.db.ledger",
    "licensectl.app.customers",
    "licensectl.app.prices.store",
    "licensectl.app.quotes.reader_table",
    "licensectl.domain.returns",
    "licensectl.domain.orders.profile",
)
CODE = """
import sys
from licensectl.main import main
sys.argv[0] = "licensectl"
try: main()
except SystemExit as end: assert not end.code
print(*sorted(sys.modules), file=sys.stderr)
"""


@pytest.fixture
def loaded(cli):
    """`loaded("--save", …)`: the engines of OTHERS that `quote build` loads; `cli` keeps the user's own files away."""

    def run(*options):
        command = ("quote", "build", str(EXAMPLES / "request.yaml"), "--prices", SHEET, "--as-of", "2026-11-23", *options)
        ran = subprocess.run([sys.executable, "-c", CODE, *command], capture_output=True, text=True, check=True, cwd=ROOT)
        return set(OTHERS) & set(ran.stderr.splitlines()[-1].split())

    return run


def test_a_quote_loads_no_engine_that_it_has_no_use_for(loaded):
    assert loaded() == set()


def test_only_the_document_for_the_customer_loads_the_return_rules(loaded):
    assert loaded("--view", "customer") == set()
    assert loaded("--view", "customer", "-f", "html") == {"licensectl.domain.returns"}


def test_only_a_quote_that_is_saved_loads_the_ledger(loaded):
    assert {"sqlite3", "licensectl.db.ledger", "licensectl.app.customers"} <= loaded("--save")
