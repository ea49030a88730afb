"""A ledger on a server: addresses that betray nothing, our statements in its words, what servers do to clients."""

import json
import sys
import threading
import time
from urllib.parse import quote

import pytest
from helpers import EXAMPLES

from licensectl.db import ledger
from licensectl.db.reasons import server_reason
from licensectl.errors import LicensectlError

psycopg = pytest.importorskip("psycopg", reason="the extra `teams` is not installed", exc_type=ImportError)
from licensectl.db.postgres import RESTARTING  # noqa: E402 - needs psycopg

PLACED = str(EXAMPLES / "placed-order.json")


def code(failure):
    return failure.value.problems[0].code


def note(store, text="x"):
    with ledger.writing(store) as connection:
        ledger.note(connection, "somebody", "something", text)


def noted(store):
    with ledger.reading(store) as connection:
        return [row[0] for row in connection.execute("SELECT subject FROM audit ORDER BY number")]


@pytest.fixture
def admin(postgres):
    """Connect as the server's own user, for statements that the ledger never runs."""
    with psycopg.connect(postgres.url(), autocommit=True) as connection:
        yield connection


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("SELECT id FROM x WHERE id = ? OR y = ?", "SELECT id FROM x WHERE id = %s OR y = %s"),
        ("SELECT 'what? 100 %' || ?", "SELECT 'what? 100 %%' || %s"),
        ("SELECT 'it''s ?', ? % 2", "SELECT 'it''s ?', %s %% 2"),
    ],
)
def test_values(ours, theirs):
    from licensectl.db.postgres_schema import in_postgres

    assert in_postgres(ours) == theirs


def test_tables():
    from licensectl.db.postgres_schema import table_in_postgres

    made = table_in_postgres(ledger.NUMBERED[1])
    assert "number BIGINT PRIMARY KEY" in made and 'who TEXT COLLATE "C" NOT NULL' in made
    assert "STRICT" not in made and "strftime" not in made
    assert table_in_postgres("UPDATE x SET y = CAST(z AS TEXT)") == "UPDATE x SET y = CAST(z AS TEXT)"


@pytest.fixture
def impatient(monkeypatch):
    """Do not wait for a server that restarts."""
    monkeypatch.setattr("licensectl.db.postgres.PATIENCE_SECONDS", 0.3)


SECRET = "hunter2"
ASTRAY = [
    f"postgresql://anna:{SECRET}@x{SECRET}@127.0.0.1/db",
    f"postgresql://anna:{SECRET}/x{SECRET}@127.0.0.1/db",
    f"postgresql://anna:{SECRET}%zz@127.0.0.1/db",
    f"postgresql://anna@localhost:1/db?pasword={SECRET}",
    f"postgresql://anna:x:{SECRET}@[::1/db",
    f"mysql://anna:{SECRET}@127.0.0.1/db",
    f"postgresql+psycopg://anna:{SECRET}@127.0.0.1/db",
]
PLAIN = [
    f"postgresql://anna:{SECRET}@localhost:1/db",
    f"postgres://anna:{SECRET}@localhost:1/db",
    f"postgresql://anna:{SECRET}?x@localhost:1/db",
    f"postgresql://localhost:1/db?user=anna&password={SECRET}",
    f"postgresql:///db?host=localhost&port=1&user=anna&password={SECRET}",
]


@pytest.mark.parametrize("url", [*ASTRAY, *PLAIN])
@pytest.mark.parametrize("command", [("order", "list"), ("ledger", "check"), ("ledger", "backup", "x.db")])
def test_an_address_betrays_no_password(cli, capfd, impatient, url, command):
    ran = cli(*command, "--store", url, "--debug")
    assert ran.code in (1, 2)
    assert SECRET not in ran.out + ran.err + "".join(capfd.readouterr())
    assert ("LC-STORE-SERVER" if url in PLAIN else "LC-STORE-") in ran.err


@pytest.mark.parametrize("url", PLAIN)
def test_what_an_address_shows(url):
    assert ledger.engine(url).name == "postgresql://anna@localhost:1/db"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://x@[::1]:9/db", "postgresql://x@[::1]:9/db"),
        ("postgresql://x@a:1,b:2/db", "postgresql://x@a:1,b:2/db"),
        ("postgresql://x@a,b/db?port=9", "postgresql://x@a:9,b:9/db"),
        ("postgresql:///db?host=/run/x&service=y", "postgresql:///db?host=/run/x&service=y"),
        ("postgresql://a/" + "d" * 1000, "postgresql://a/" + "d" * 185),
    ],
)
def test_an_address_is_shown_as_it_is_written(url, shown):
    assert ledger.engine(url).name == shown


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"database": "nowhere"}, "the database does not exist"),
        ({"sslmode": "require"}, "the encrypted connection failed"),
        ({"sslmode": "bogus"}, "has an invalid value"),
        ({"connect_timeout": "abc"}, "has an invalid value"),
        ({"options": "-cbogus%3D1"}, "an option of the address is unknown"),
        ({"service": "nowhere"}, "the service is not defined"),
        ({"target_session_attrs": "standby"}, "no server of the required kind"),
    ],
)
def test_what_is_wrong_with_an_address_is_said(postgres, options, said):
    with pytest.raises(LicensectlError) as failure:
        noted(postgres.url(**options))
    assert code(failure) == "LC-STORE-SERVER" and said in str(failure.value)


@pytest.mark.parametrize(
    ("role", "database", "said"),
    [
        ("NOLOGIN", "CONNECTION LIMIT -1", "the user may not log in"),
        ("LOGIN", "ALLOW_CONNECTIONS false", "the database takes no connections"),
        ("LOGIN", "OWNER nobody_else", "the user may not connect to the database"),
        ("LOGIN", "CONNECTION LIMIT 0", "takes no more connections"),
    ],
)
def test_whom_a_server_does_not_let_in(postgres, admin, monkeypatch, role, database, said):
    monkeypatch.setenv("PGPASSWORD", "r")
    admin.execute("CREATE ROLE nobody_else")
    admin.execute(f"CREATE ROLE guest {role} PASSWORD 'r'")
    try:
        admin.execute(f"CREATE DATABASE club {database}")
        if "OWNER" in database:
            admin.execute("REVOKE CONNECT ON DATABASE club FROM PUBLIC")
        with pytest.raises(LicensectlError) as failure:
            noted(postgres.url("club", user="guest"))
        assert said in str(failure.value)
    finally:
        admin.execute("DROP DATABASE club")
        admin.execute("DROP ROLE guest, nobody_else")


@pytest.mark.parametrize(
    ("english", "italian"),
    [
        ('FATAL:  database "x" does not exist', 'FATALE:  il database "x" non esiste'),
        ('FATAL:  role "x" does not exist', 'FATALE:  il ruolo "x" non esiste'),
        ('FATAL:  role "x" is not permitted to log in', 'FATALE:  al ruolo "x" non è consentito effettuare il login'),
        ('FATAL:  database "x" is not currently accepting connections', 'FATALE:  il database "x" attualmente non accetta connessioni'),
        ('FATAL:  permission denied for database "x"', 'FATALE:  permesso negato per il database "x"'),
        ("FATAL:  sorry, too many clients already", "FATALE:  spiacente, troppi client già connessi"),
        ('FATAL:  too many connections for role "x"', 'FATALE:  troppe connessioni per il ruolo "x"'),
        ("FATAL:  remaining connection slots are reserved", "FATALE:  i rimanenti slot di connessione sono riservati"),
        ('FATAL:  password authentication failed for user "x"', 'FATALE:  autenticazione con password fallita per l\'utente "x"'),
        ('FATAL:  LDAP authentication failed for user "x"', 'FATALE:  Autenticazione LDAP fallita per l\'utente "x"'),
        ('FATAL:  pg_hba.conf rejects connection for host "x"', 'FATALE:  pg_hba.conf rifiuta connessioni per l\'host "x"'),
        ('FATAL:  unrecognized configuration parameter "x"', 'FATALE:  parametro di configurazione "x" sconosciuto'),
    ],
)
def test_an_italian_server_gives_the_same_reasons(english, italian):
    """As its own catalogue of messages has them."""
    assert server_reason("", english) == server_reason("", italian) != server_reason("", "else")


@pytest.mark.parametrize("said", ["il database si sta avviando", "il database si sta spegnendo", "non accetta ancora connessioni"])
def test_an_italian_server_that_restarts_is_waited_for(said):
    assert RESTARTING.search(said)


def test_a_server_without_a_free_connection(postgres, admin, monkeypatch):
    admin.execute("CREATE ROLE many LOGIN PASSWORD 'r' CONNECTION LIMIT 0")
    monkeypatch.setenv("PGPASSWORD", "r")
    try:
        with pytest.raises(LicensectlError) as failure:
            noted(postgres.url(user="many"))
        assert code(failure) == "LC-STORE-CONNECTIONS"
    finally:
        admin.execute("DROP ROLE many")


def test_no_password_is_ever_written(cli, schema, postgres, monkeypatch, tmp_path):
    import private_postgres

    password = private_postgres.PASSWORD
    monkeypatch.delenv("PGPASSWORD")
    url = schema.replace("licensectl@", f"licensectl:{quote(password, safe='')}@")
    backup = str(tmp_path / "backup.db")
    said = ""
    commands = ("order record " + PLACED, "order list", "ledger check", "ledger log", f"ledger backup {backup}", f"ledger restore {backup}")
    for command in commands:
        ran = cli(*command.split(), "--store", url, "-f", "json", "--debug")
        assert ran.code == 0, ran.err
        said += ran.out + ran.err
    assert not [word for word in (password, quote(password, safe=""), password[:6]) if word in said]
    assert password.encode() not in (tmp_path / "backup.db").read_bytes()


def test_password_from_a_file_or_a_service(cli, postgres, monkeypatch, tmp_path):
    import private_postgres

    monkeypatch.delenv("PGPASSWORD")
    assert "LC-STORE-SERVER" in cli("order", "list", "--store", postgres.url()).err
    escaped = private_postgres.PASSWORD.replace(":", r"\:")
    (tmp_path / "pgpass").write_text(f"127.0.0.1:{postgres.port}:*:licensectl:{escaped}\n")
    (tmp_path / "pgpass").chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "pgpass"))
    note(postgres.url("template1"))
    monkeypatch.delenv("PGPASSFILE")
    service = f"[desk]\nhost=127.0.0.1\nport={postgres.port}\nuser=licensectl\ndbname=template1\npassword={private_postgres.PASSWORD}\n"
    (tmp_path / "services").write_text(service)
    monkeypatch.setenv("PGSERVICEFILE", str(tmp_path / "services"))
    assert noted("postgresql:///?service=desk") == ["x"]
    with ledger.writing("postgresql:///?service=desk") as connection:
        for table in ("audit", "placed_line", "placed_order", "licensectl_version"):
            connection.execute(f"DROP TABLE {table}")


def test_without_the_extra(cli, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.delitem(sys.modules, "licensectl.db.postgres", raising=False)
    ran = cli("order", "list", "--store", "postgresql://anna:secret@127.0.0.1/db")
    assert ran.code == 1 and "[LC-STORE-DRIVER]" in ran.err and "teams" in ran.err and "secret" not in ran.err
    assert cli("order", "list").code == 0


def test_no_such_database_and_a_wrong_password(postgres, monkeypatch):
    for url in (postgres.url("nowhere"), postgres.url(user="nobody")):
        with pytest.raises(LicensectlError) as failure:
            note(url)
        assert code(failure) == "LC-STORE-SERVER"


def test_another_programs_tables(schema, admin):
    admin.execute(f"CREATE TABLE {schema.rpartition('%3D')[2]}.photos (id int)")
    with pytest.raises(LicensectlError) as failure:
        note(schema)
    assert code(failure) == "LC-STORE-TABLES"


def test_a_newer_ledger(schema, admin):
    note(schema)
    admin.execute(f"UPDATE {schema.rpartition('%3D')[2]}.licensectl_version SET version = 99")
    for act in (note, noted):
        with pytest.raises(LicensectlError) as failure:
            act(schema)
        assert code(failure) == "LC-STORE-NEWER"


def test_a_schema_that_is_not_there(postgres):
    with pytest.raises(LicensectlError) as failure:
        note(postgres.url(options="-csearch_path%3Dnowhere"))
    assert code(failure) == "LC-STORE-SCHEMA"


def test_letters_that_have_no_place(postgres, admin):
    admin.execute("CREATE DATABASE narrow TEMPLATE template0 ENCODING 'LATIN1'")
    with pytest.raises(LicensectlError) as failure:
        note(postgres.url("narrow"))
    assert code(failure) == "LC-STORE-ENCODING"
    admin.execute("DROP DATABASE narrow")


def test_who_may_only_read(cli, schema, postgres, admin, monkeypatch):
    name = schema.rpartition("%3D")[2]
    note(schema)
    admin.execute("CREATE ROLE reader LOGIN PASSWORD 'r'")
    monkeypatch.setenv("PGPASSWORD", "r")
    url = postgres.url(user="reader", options=f"-csearch_path%3D{name}")
    try:
        admin.execute(f"GRANT USAGE ON SCHEMA {name} TO reader")
        with pytest.raises(LicensectlError) as failure:
            noted(url)
        assert code(failure) == "LC-STORE-UNREADABLE"
        ran = cli("ledger", "check", "--store", url)
        assert ran.code == 1 and "LC-STORE-UNREADABLE" in ran.err and ran.out == ""
        admin.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {name} TO reader")
        assert noted(url) == ["x"]
        ran = cli("order", "record", PLACED, "--store", url)
        assert ran.code == 1 and "LC-STORE-DENIED" in ran.err
        assert cli("order", "list", "--store", url).code == 0
    finally:
        admin.execute("DROP OWNED BY reader; DROP ROLE reader")


def test_a_login_for_each_colleague(postgres, admin, monkeypatch):
    """As docs/how-to/ledger.md has it: whoever comes first, the tables belong to the desk."""
    monkeypatch.setenv("PGPASSWORD", "a")
    admin.execute("CREATE ROLE desk")
    admin.execute("CREATE DATABASE team OWNER desk TEMPLATE template0 ENCODING 'UTF8'")
    try:
        for name in ("anna", "bruno"):
            admin.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'a'; GRANT desk TO {name}")
            admin.execute(f"ALTER ROLE {name} IN DATABASE team SET role = 'desk'")
            note(postgres.url("team", user=name), name)
        assert noted(postgres.url("team", user="anna")) == ["anna", "bruno"]
    finally:
        admin.execute("DROP DATABASE team WITH (FORCE)")
        admin.execute("DROP ROLE anna, bruno, desk")


def test_texts_sort_as_in_a_file(postgres, admin):
    try:
        admin.execute("CREATE DATABASE italian TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'it' LOCALE 'C'")
    except psycopg.Error:
        pytest.skip("this server has no other way to sort")
    try:
        for text in ("b", "A", "à", "B", "a", "Z"):
            note(postgres.url("italian"), text)
        with ledger.reading(postgres.url("italian")) as connection:
            texts = [row[0] for row in connection.execute("SELECT subject FROM audit ORDER BY subject")]
        assert texts == sorted(texts)
    finally:
        admin.execute("DROP DATABASE italian WITH (FORCE)")


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_what_no_text_can_be(schema, text):
    with pytest.raises(LicensectlError) as failure:
        note(schema, text)
    assert code(failure) == "LC-STORE-VALUE"
    assert noted(schema) == []


def test_what_contradicts(schema):
    note(schema)
    with pytest.raises(LicensectlError) as failure, ledger.writing(schema) as connection:
        connection.execute("INSERT INTO audit (number, who, what, subject, detail) VALUES (1, '', '', '', '')")
    assert code(failure) == "LC-STORE-CONFLICT"


def test_patience_ends_with_a_sentence(schema, monkeypatch):
    from licensectl.db import postgres_schema as module

    note(schema)
    with ledger.writing(schema):
        # Who only reads does not wait.
        assert noted(schema) == ["x"]
        monkeypatch.setattr(module, "WRITE", module.WRITE.replace("60s", "50ms"))
        with pytest.raises(LicensectlError) as failure:
            note(schema)
    assert code(failure) == "LC-STORE-BUSY" and "the wait for it took too long" in str(failure.value)
    note(schema)


def test_who_waited_reads_what_the_one_before_has_left(schema, admin):
    # A habit of the database that would show a writer the state from before its wait.
    admin.execute("ALTER ROLE licensectl SET default_transaction_isolation = 'serializable'")
    try:
        with ledger.writing(schema) as connection:
            ledger.note(connection, "first", "something", "1")
            second = threading.Thread(target=note, args=(schema, "2"))
            second.start()
            time.sleep(0.3)
        second.join()
        assert noted(schema) == ["1", "2"]
    finally:
        admin.execute("ALTER ROLE licensectl RESET default_transaction_isolation")


def test_one_moment_is_read(schema):
    with ledger.reading(schema) as connection:
        assert connection.execute("SELECT count(*) FROM audit").fetchone() == (0,)
        note(schema)
        assert connection.execute("SELECT count(*) FROM audit").fetchone() == (0,)


def test_a_connection_that_breaks_off(schema, admin):
    note(schema)
    with pytest.raises(LicensectlError) as failure, ledger.writing(schema) as connection:
        ledger.note(connection, "somebody", "something", "half")
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'licensectl'")
        ledger.note(connection, "somebody", "something", "more")
    assert code(failure) == "LC-STORE-LOST"
    assert noted(schema) == ["x"]


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_server_that_goes_away(cli, schema, postgres, impatient, mode):
    note(schema)
    try:
        with pytest.raises(LicensectlError) as failure, ledger.writing(schema) as connection:
            ledger.note(connection, "somebody", "something", "half")
            postgres.stop(mode)
        assert code(failure) == "LC-STORE-LOST"
        ran = cli("ledger", "check", "--store", schema)
        assert ran.code == 1 and "LC-STORE-SERVER" in ran.err
    finally:
        postgres.start()
    assert noted(schema) == ["x"]


def test_one_question_for_all_orders(cli, schema, tmp_path):
    """A server may be a network away: how often it is asked does not grow with what is on record."""
    order = json.loads((EXAMPLES / "placed-order.json").read_text())
    (tmp_path / "many.json").write_text(json.dumps({"orders": [order | {"id": f"{n:012x}", "alternateId": None} for n in range(40)]}))
    assert cli("order", "record", str(tmp_path / "many.json"), "--store", schema).code == 0
    from licensectl.app.orders import store as orders

    class Counting:
        asked = 0

        def __init__(self, connection):
            self.connection = connection

        def execute(self, *arguments):
            Counting.asked += 1
            return self.connection.execute(*arguments)

    with ledger.reading(schema) as connection:
        assert len(list(orders.every(Counting(connection)))) == 40
    assert Counting.asked == 2


def test_the_audit_names_the_login(cli, schema, monkeypatch):
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "mallory")
    assert cli("customer", "add", "Contoso", "--store", schema).code == 0
    monkeypatch.setenv("LOGNAME", "licensectl")
    assert cli("customer", "add", "Fabrikam", "--store", schema).code == 0
    entries = json.loads(cli("ledger", "log", "--store", schema, "-f", "json").out)["entries"]
    assert [entry["who"] for entry in entries] == ["licensectl", "licensectl (mallory)"]


def test_a_statement_that_takes_too_long(cli, schema, monkeypatch):
    note(schema)
    monkeypatch.setattr("licensectl.db.postgres_schema.TABLES", "SELECT pg_sleep(2), 0")
    ran = cli("order", "list", "--store", schema.replace("search_path", "statement_timeout%3D1%20-csearch_path"))
    assert ran.code == 1 and "LC-STORE-CANCELLED" in ran.err and "took too long" in ran.err


def test_a_server_that_restarts_is_waited_for(schema, postgres):
    note(schema)
    postgres.stop("immediate")
    starting = threading.Timer(1, postgres.start)
    starting.start()
    try:
        assert noted(schema) == ["x"]
    finally:
        starting.join()


def test_readers_keep_their_rights_over_an_upgrade(cli, schema, postgres, admin, monkeypatch):
    from licensectl.db.engine import DatabaseSchema

    name = schema.rpartition("%3D")[2]
    old = DatabaseSchema(ledger.LEDGER.application_id, ledger.LEDGER.migrations[:2])
    with ledger.engine(schema).writing(old):
        pass
    admin.execute("CREATE ROLE reader LOGIN PASSWORD 'r'; CREATE ROLE orders_only LOGIN PASSWORD 'r'")
    try:
        admin.execute(f"GRANT USAGE ON SCHEMA {name} TO reader, orders_only; GRANT SELECT ON ALL TABLES IN SCHEMA {name} TO reader")
        admin.execute(f"GRANT SELECT ON {name}.placed_order TO orders_only")
        url = postgres.url(user="reader", options=f"-csearch_path%3D{name}")
        with monkeypatch.context() as patch:
            patch.setenv("PGPASSWORD", "r")
            for command in (("quote", "list"), ("customer", "add", "Contoso")):
                ran = cli(*command, "--store", url)
                assert ran.code == 1 and "LC-STORE-OLD-READ-ONLY" in ran.err and "version 2" in ran.err
            ran = cli("ledger", "check", "--store", url)
            assert ran.code == 0 and "LC-LEDGER-OLDER" in ran.out
        assert cli("order", "list", "--store", schema).code == 0
        for table, rights in (("customer", (True, False)), ("quote_line", (True, False)), ("audit", (True, False))):
            asked = (f"has_table_privilege('{role}', '{name}.{table}', 'SELECT')" for role in ("reader", "orders_only"))
            assert admin.execute(f"SELECT {', '.join(asked)}").fetchone() == rights
        assert admin.execute(f"SELECT has_table_privilege('reader', '{name}.customer', 'INSERT')").fetchone() == (False,)
    finally:
        admin.execute("DROP OWNED BY reader, orders_only; DROP ROLE reader, orders_only")


def test_what_the_administrator_has_changed_is_named(cli, schema, admin):
    """Constraints, rules and row security have no equal in a file."""
    note(schema)
    name = schema.rpartition("%3D")[2]
    for statement in (
        "ALTER TABLE {}.customer ADD CONSTRAINT mine CHECK (id <> 'x')",
        "CREATE RULE mine AS ON DELETE TO {}.placed_order DO INSTEAD NOTHING",
        "ALTER TABLE {}.quote ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE {}.invoice ALTER net DROP NOT NULL",
        'ALTER TABLE {}.quote_line ALTER sku TYPE text COLLATE "POSIX"',
    ):
        admin.execute(statement.format(name))
    ran = cli("ledger", "check", "--store", schema)
    assert ran.code == 3
    for said in ("(constraint)", "customer: CHECK", "(rule)", "(row security)", "column net", "column sku"):
        assert said in ran.out, ran.out


def test_a_view_in_place_of_a_table_is_refused_by_every_command(cli, schema, admin):
    note(schema)
    name = schema.rpartition("%3D")[2]
    admin.execute(f"ALTER TABLE {name}.customer RENAME TO c; CREATE VIEW {name}.customer AS SELECT * FROM {name}.c LIMIT 0")
    for act in (note, noted):
        with pytest.raises(LicensectlError) as failure:
            act(schema)
        assert code(failure) == "LC-LEDGER-TABLE"


def test_rows_that_the_database_keeps_out_are_missed(cli, schema, admin):
    note(schema)
    name = schema.rpartition("%3D")[2]
    admin.execute(f"CREATE FUNCTION {name}.none() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'")
    for table in ("placed_line", "customer"):
        admin.execute(f"CREATE TRIGGER none BEFORE INSERT ON {name}.{table} FOR EACH ROW EXECUTE FUNCTION {name}.none()")
        ran = (
            cli("customer", "add", "Contoso", "--store", schema)
            if table == "customer"
            else cli("order", "record", PLACED, "--store", schema)
        )
        assert ran.code == 1 and "LC-STORE-NOT-WRITTEN" in ran.err and table in ran.err
    assert noted(schema) == ["x"]


def test_rows_that_are_hidden_are_no_answer(schema, postgres, admin, monkeypatch):
    note(schema)
    name = schema.rpartition("%3D")[2]
    admin.execute("CREATE ROLE reader LOGIN PASSWORD 'r'")
    try:
        admin.execute(f"GRANT USAGE ON SCHEMA {name} TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA {name} TO reader")
        admin.execute(f"ALTER TABLE {name}.audit ENABLE ROW LEVEL SECURITY")
        monkeypatch.setenv("PGPASSWORD", "r")
        with pytest.raises(LicensectlError) as failure:
            noted(postgres.url(user="reader", options=f"-csearch_path%3D{name}"))
        assert code(failure) == "LC-STORE-ROWS"
    finally:
        admin.execute("DROP OWNED BY reader; DROP ROLE reader")


@pytest.mark.parametrize("change", ["INSERT INTO {} VALUES (1, 1)", "UPDATE {} SET version = -1", "ALTER TABLE {} ALTER version TYPE text"])
def test_a_version_that_is_none(schema, admin, change):
    note(schema)
    admin.execute(change.format(f"{schema.rpartition('%3D')[2]}.licensectl_version"))
    with pytest.raises(LicensectlError) as failure:
        noted(schema)
    assert code(failure) == "LC-STORE-VERSION"


def test_a_refusal_of_many_rows_is_one_sentence(schema, capfd):
    with pytest.raises(LicensectlError) as failure, ledger.writing(schema) as connection:
        connection.executemany("INSERT INTO customer_former (id, now) VALUES (?, ?)", [(str(n), "x") for n in range(3)])
    assert code(failure) == "LC-STORE-CONFLICT" and capfd.readouterr().err == ""
