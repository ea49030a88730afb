"""No output, file or entry of the audit trail holds the password of an address, however and wherever it was written."""

import json

import pytest
from helpers import ROOT

from licensectl.passwords import masked

SECRET = "Zq7hunter"
ADDRESSES = [
    f"postgresql://u:{SECRET}@127.0.0.1:9/db",
    f"postgresql://:{SECRET}@127.0.0.1:9/db",
    f"postgres://u:{SECRET}@127.0.0.1:9/db",
    f"POSTGRESQL://u:{SECRET}@127.0.0.1:9/db",
    f"postgresql://u:x%40{SECRET}@127.0.0.1:9/db",
    f"postgresql://u%3A{SECRET}@127.0.0.1:9/db",
    f"postgresql://u:{SECRET}@/db?host=/run/x",
    f"postgresql://u:{SECRET}@[::1]:9/db",
    f"postgresql://u:{SECRET}",
    f"postgresql://u:{SECRET}@",
    f" postgresql://u:{SECRET}@127.0.0.1:9/db ",
    f"'postgresql://u:{SECRET}@127.0.0.1:9/db'",
    f"postgresql://127.0.0.1:9/db?user=u&password={SECRET}",
    f"postgresql://127.0.0.1:9/db?password={SECRET}&user=u",
    f"postgresql://127.0.0.1:9/db?sslpassword={SECRET}&user=u",
    f"postgresql://127.0.0.1:9/db?PASSWORD={SECRET}",
    f"postgresql://127.0.0.1:9/db?pass%77ord={SECRET}",
    f"postgresql://127.0.0.1:9/db?pwd={SECRET}",
    f"postgresql://127.0.0.1:9/db?pass={SECRET}",
    f"postgresql://127.0.0.1:9/db;password={SECRET}",
    # A password that is not escaped, and slips of typing.
    f"postgresql://u:a@{SECRET}@127.0.0.1:9/db",
    f"postgresql://u:a/{SECRET}@127.0.0.1:9/db",
    f"postgresql://u:a?{SECRET}@127.0.0.1:9/db",
    f"postgresql://u:a#{SECRET}@127.0.0.1:9/db",
    f"postgresql://u:a:{SECRET}@127.0.0.1:9/db",
    f"postgresql://u:%zz{SECRET}@127.0.0.1:9/db",
    f"postgresql:/u:{SECRET}@h/db",
    f"postgresql:u:{SECRET}@h/db",
    f"postgresql:///u:{SECRET}@h/db",
    f"postgresql ://u:{SECRET}@h/db",
    f"postgresql//u:{SECRET}@h/db",
    f"postgresql:\\\\u:{SECRET}@h\\db",
    f"postgresql+psycopg://u:{SECRET}@h/db",
    f"mysql://u:{SECRET}@h/db",
    f"https://u:{SECRET}@h/db",
    f"u:{SECRET}@127.0.0.1",
    f"anna:a/{SECRET}@h:5432/db",
    f"//u:{SECRET}@h/db",
    # As libpq's other spelling has it.
    f"host=127.0.0.1 port=9 password={SECRET} dbname=x",
    f"host=127.0.0.1 password = 'a b {SECRET}' dbname=x",
    f"PASSWORD={SECRET}",
    f"host=h password=a\\ {SECRET}",
    f"host='h' user='u' sslpassword='it\\'s {SECRET}'",
    f"dbname=x passphrase={SECRET}",
    f"PGPASSWORD={SECRET} postgresql://u@h/db",
    # As Windows, Java and ODBC have it.
    f"Server=127.0.0.1;Database=x;User Id=u;Password={SECRET};",
    f"Server=h;Pwd={SECRET};Uid=u",
    f'Server=h; Password = "{SECRET};a" ;Uid=u',
    f"Host=h;Username=u;Password={SECRET};Database=x",
    f"Driver={{PostgreSQL Unicode}};Server=h;Port=9;Uid=u;Pwd={SECRET};",
    f"DSN=x;UID=u;PWD={SECRET}",
    f"jdbc:postgresql://127.0.0.1:9/db?user=u&password={SECRET}",
    f"jdbc:postgresql://u:{SECRET}@127.0.0.1:9/db",
    f"jdbc:sqlserver://h:1433;user=u;password={SECRET}",
    f"jdbc:oracle:thin:u/{SECRET}@h:1521/x",
    f"sqlite:///x.db?key=a&password={SECRET}",
]
# Every spelling is tried as option and as variable. Elsewhere the same function masks it: some of each kind are enough.
SOME = ADDRESSES[::6]
PLACED = str(ROOT / "examples" / "placed-order.json")
REQUEST = str(ROOT / "examples" / "request.yaml")
SHOWING = (("config", "show"), ("config", "show", "-f", "json"), ("config", "check", "-f", "json"), ("doctor",), ("doctor", "-f", "json"))
USING = (
    ("order", "list", "--debug"),
    ("order", "record", PLACED),
    ("ledger", "check", "-f", "json"),
    ("ledger", "check", "--lang", "it"),
    ("ledger", "log"),
    ("ledger", "backup", "b.db"),
    ("ledger", "restore", PLACED, "--debug"),
)
# The address takes the place of a file, an id or a value.
MISTAKEN = (
    ("quote", "build"),
    ("quote", "build", "--debug", "-f", "json"),
    ("order", "record", "--lang", "it"),
    ("ledger", "restore"),
    ("ledger", "backup"),
    ("price", "import", "--debug"),
    ("price", "list", "--book"),
    ("sku", "list", "--data"),
    ("quote", "build", REQUEST, "--prices"),
    ("quote", "build", REQUEST, "--columns"),
    ("quote", "show"),
    ("order", "list", "--stores"),
    ("order", "list", "--as-of"),
    ("order", "list", "-f"),
)
SETTINGS = (
    "store: {0}\n",
    "defaults: {{store: {0}}}\n",
    "defaults: {{book: {0}, data: {0}}}\n",
    "defaults: {{as_of: {0}, lang: {0}, quiet: {0}}}\n",
    "profile: {{name: {0}, store: {0}, number_series: {0}, logo: {0}}}\n",
    "profile: {{currency: {0}}}\n",
    "{0}: x\n",
    "{0}\n",
    "store: [{0}\n",
)


@pytest.fixture
def betrayed(cli, capfd, tmp_path, monkeypatch):
    """Return a function that runs a command and returns the lines and the files that hold the password."""
    pytest.importorskip("psycopg")
    monkeypatch.setattr("licensectl.db.postgres.PATIENCE_SECONDS", 0.0)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def run(*command):
        ran = cli(*command)
        said = [*(ran.out + ran.err).splitlines(), *"".join(capfd.readouterr()).splitlines()]
        names = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.name != "licensectl.yaml"]
        held = [name for name in names if (tmp_path / name).is_file() and SECRET in (tmp_path / name).read_text(errors="replace")]
        return [(command, str(one)) for one in (*said, *names, *held) if SECRET in str(one) or one in held]

    return run


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_in_the_variable(betrayed, monkeypatch, address):
    monkeypatch.setenv("LICENSECTL_STORE", address)
    assert [line for command in (*SHOWING, *USING) for line in betrayed(*command)] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_in_the_option(betrayed, address):
    assert [line for command in USING for line in betrayed(*command, "--store", address)] == []


@pytest.mark.slow
@pytest.mark.parametrize("address", SOME)
def test_an_address_in_a_settings_file(betrayed, monkeypatch, tmp_path, address):
    monkeypatch.setenv("LICENSECTL_CONFIG", str(tmp_path / "licensectl.yaml"))
    for text in SETTINGS:
        (tmp_path / "licensectl.yaml").write_text(text.format(json.dumps(address)))
        assert [line for command in (*SHOWING, USING[0]) for line in betrayed(*command)] == [], text


@pytest.mark.parametrize("address", SOME)
def test_an_address_in_place_of_something_else(betrayed, address):
    assert [line for command in MISTAKEN for line in betrayed(*command, address)] == []


@pytest.mark.parametrize(
    "text",
    [
        "C:\\Users\\me@home\\ledger.db",
        "C:/me@home/ledger.db",
        "\\\\server\\share\\l.db",
        "/home/me@x:9/l.db",
        "postgresql://u@[::1]:9/db",
        "postgresql://u@a:1,b:2/db",
        "postgresql://a:5432/db?passfile=/x",
        "Contact: anna@contoso.it",
        "mailto:anna@contoso.it",
        "request.yaml:3: mail anna@contoso.it",
        "DG7GMGF0PWHC:0003=two@1.021,40",
        "P1Y:DG7GMGF0PWHC:0001=2@5",
        "quantity=2, price=3",
        "licensectl.yaml:7: no such file",
        "https://www.contoso.it/x?y=1",
        "/home/anna/offers:2026/x@y",
    ],
)
def test_what_holds_no_password_is_shown_as_it_is(text):
    assert masked(text) == text
