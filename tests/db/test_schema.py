"""Objects of others in a ledger are named before any of it is read."""

import json

import pytest
from helpers import changed

from licensectl.db import ledger

RECORD = ("order", "record", "examples/placed-order.json")
ENDLESS = "SELECT x AS number, '' AS at, '' AS who, '' AS what, '' AS subject, '' AS detail FROM n"
VIEW = f"CREATE VIEW audit AS WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) {ENDLESS}"


def found(cli, *more):
    ran = cli("ledger", "check", "-f", "json", *more)
    return ran.code, [
        (problem["code"], problem["severity"], problem["message"].split(";")[0]) for problem in json.loads(ran.out)["problems"]
    ]


@pytest.fixture
def kept(cli, store):
    assert cli(*RECORD).code == 0
    return store


CASES = {
    "a view in place of a table": (["ALTER TABLE audit RENAME TO audit_x", VIEW], "LC-LEDGER-TABLE", "view"),
    "a table is gone": (["DROP TABLE quote_line"], "LC-LEDGER-TABLE", "quote_line"),
    "a column is gone": (["ALTER TABLE placed_order DROP COLUMN status"], "LC-LEDGER-COLUMN", "status"),
    "a column has another name": (["ALTER TABLE quote RENAME COLUMN net TO netto"], "LC-LEDGER-COLUMN", "net"),
    "another table": (["CREATE TABLE photos (id INTEGER)"], "LC-LEDGER-OBJECT", "(table) that licensectl has not made: photos"),
    "another view": (["CREATE VIEW mine AS SELECT id FROM customer"], "LC-LEDGER-OBJECT", "(view) that licensectl has not made: mine"),
    "another index": (["CREATE INDEX mine ON quote (customer)"], "LC-LEDGER-OBJECT", "(index) that licensectl has not made: mine"),
    "another column": (["ALTER TABLE quote ADD COLUMN colour TEXT"], "LC-LEDGER-OBJECT", "quote.colour"),
    "an index is gone": (["DROP INDEX audit_subject"], "LC-LEDGER-INDEX", "audit_subject"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_not_ours_is_named(cli, kept, case):
    statements, code, said = CASES[case]
    changed(kept, *statements)
    status, problems = found(cli)
    severity = "error" if code in ("LC-LEDGER-TABLE", "LC-LEDGER-COLUMN") else "warning"
    assert status == 3 and any(one[0] == code and one[1] == severity and said in one[2] for one in problems), problems
    backup = cli("ledger", "backup", str(kept) + "-b" if "://" not in kept else "/dev/null")
    assert backup.code == (1 if severity == "error" else 0), backup.err


def test_a_view_in_place_of_a_table_hangs_nothing(cli, kept, tmp_path):
    if "://" in kept:
        pytest.skip("a server has a limit for that, statement_timeout")
    changed(kept, *CASES["a view in place of a table"][0])
    for command in (("ledger", "log"), ("ledger", "check"), ("order", "list"), ("customer", "add", "X"), ("doctor",)):
        ran = cli(*command)
        assert ran.code in (1, 3) and "LC-LEDGER-TABLE" in ran.err + ran.out, command
    ran = cli("ledger", "restore", kept, "--store", str(tmp_path / "new.db"))
    assert ran.code == 1 and "LC-LEDGER-TABLE" in ran.err
    assert cli(*RECORD, "--store", str(tmp_path / "good.db")).code == 0
    ran = cli("ledger", "restore", str(tmp_path / "good.db"))
    assert ran.code == 0 and ".damaged" in ran.out and found(cli) == (0, []), "it can be replaced by a good one"


def test_a_trigger_is_named_and_not_restored(cli, kept, tmp_path):
    if "://" in kept:
        body = "CREATE FUNCTION evil() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
        changed(kept, body, "CREATE TRIGGER evil AFTER INSERT ON audit EXECUTE FUNCTION evil()")
    else:
        changed(kept, "CREATE TRIGGER evil AFTER INSERT ON audit BEGIN DELETE FROM placed_order; END")
    status, problems = found(cli)
    assert status == 3 and [one[0] for one in problems] == ["LC-LEDGER-OBJECT"] and "trigger" in problems[0][2]
    if "://" not in kept:
        (tmp_path / "evil.db").write_bytes((tmp_path / "home" / "ledger.db").read_bytes())
        ran = cli("ledger", "restore", str(tmp_path / "evil.db"), "--store", str(tmp_path / "new.db"))
        assert ran.code == 0 and "LC-LEDGER-OBJECT" in ran.err
        assert found(cli, "--store", str(tmp_path / "new.db")) == (0, [])


def test_a_price_book_of_another_form(cli, tmp_path):
    assert cli("price", "import", "examples/price-sheet-software-IT-2026-11.csv", "--month", "2026-11").code == 0
    changed(str(tmp_path / "home" / "prices.db"), "ALTER TABLE price RENAME TO prices")
    ran = cli("price", "show", "DG7GMGF0PWHC:0003")
    assert ran.code == 1 and "LC-STORE-SHAPE" in ran.err
    ran = cli("doctor")
    assert ran.code == 3 and "LC-LEDGER-TABLE" in ran.out + ran.err


def test_a_table_that_is_gone_is_said_by_every_command(cli, kept):
    changed(kept, "DROP TABLE placed_line")
    ran = cli("order", "list")
    assert ran.code == 1 and "LC-STORE-SHAPE" in ran.err


def test_an_older_ledger_is_compared_with_its_own_form(cli, store, tmp_path):
    from licensectl.db.engine import DatabaseSchema

    old = DatabaseSchema(ledger.LEDGER.application_id, ledger.LEDGER.migrations[:2])
    with ledger.engine(store).writing(old):
        pass
    status, [(code, severity, said)] = found(cli)
    assert (status, code, severity) == (0, "LC-LEDGER-OLDER", "info") and "schema version 2" in said


WITHOUT_RULES = """CREATE TABLE placed_line (order_id TEXT NOT NULL, number INTEGER NOT NULL, offer_id TEXT NOT NULL,
    quantity {quantity} NOT NULL, title TEXT NOT NULL, term TEXT NOT NULL, unit_price TEXT, vendor TEXT NOT NULL,
    PRIMARY KEY (order_id, number)) STRICT"""


def test_constraints_and_indexes_that_are_gone_are_named_and_made_again(cli, kept, tmp_path):
    changed(kept, "DROP INDEX audit_subject")
    if "://" in kept:
        changed(kept, "ALTER TABLE placed_line DROP CONSTRAINT placed_line_order_id_fkey")
    else:
        changed(kept, "ALTER TABLE placed_line RENAME TO x", WITHOUT_RULES.format(quantity="INTEGER"))
        changed(kept, "INSERT INTO placed_line SELECT * FROM x", "DROP TABLE x", "CREATE INDEX placed_line_offer ON placed_line (offer_id)")
    status, [(code, severity, said), (other, _, index)] = found(cli)
    assert (status, code, severity) == (3, "LC-LEDGER-CONSTRAINT", "warning") and "placed_line: FOREIGN KEY (order_id)" in said
    assert other == "LC-LEDGER-INDEX" and "audit_subject" in index
    if "://" not in kept:
        assert cli("ledger", "backup", str(tmp_path / "b.db")).code == 0
        assert cli("ledger", "restore", str(tmp_path / "b.db")).code == 0
        assert found(cli) == (0, [])


def test_numbers_that_have_become_texts_are_named(cli, kept):
    if "://" in kept:
        changed(kept, "ALTER TABLE placed_line ALTER quantity TYPE text")
    else:
        changed(
            kept, "ALTER TABLE placed_line RENAME TO x", WITHOUT_RULES.format(quantity="TEXT"), "INSERT INTO placed_line SELECT * FROM x"
        )
    assert cli("invoice", "import", "examples/invoice-reconciliation-2026-11.csv").code == 0
    ran = cli("order", "list")
    assert ran.code == 1 and "LC-LEDGER-COLUMN" in ran.err and "quantity" in ran.err
