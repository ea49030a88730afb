"""The ledger never lies where nobody looks for it, and no password of an address is shown."""

import os

import pytest
from helpers import ROOT

from licensectl.passwords import masked

RECORD = ("order", "record", "examples/placed-order.json")


@pytest.mark.parametrize(
    "store",
    [
        "host=db dbname=lic password=pw",
        "dbname = x",
        "  password='a b'",
        "postgresql:/me:pw@db/x",
        "POSTGRES:me:pw@db",
        "Server=127.0.0.1;User Id=anna;Password=pw;",
        "Data Source=db; Initial Catalog=x",
        " ",
        "~no-such-user/x.db",
        "x/",
    ],
)
def test_what_is_no_file_is_refused(cli, tmp_path, monkeypatch, store):
    monkeypatch.setenv("LICENSECTL_STORE", store)
    ran = cli(*RECORD)
    assert ran.code in (1, 2) and "LC-STORE-" in ran.err and "pw" not in ran.err
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("book", ["host=db dbname=x", "postgresql:/me@db/x", " ", "~no-such-user/x.db"])
def test_what_is_no_price_book_is_refused(cli, tmp_path, monkeypatch, book):
    sheet = ("price", "import", "examples/price-sheet-software-IT-2026-11.csv", "--month", "2026-11")
    ran = cli(*sheet, "--book", book)
    assert ran.code == 2 and "LC-STORE-" in ran.err and "--book" in ran.err
    monkeypatch.setenv("LICENSECTL_BOOK", book)
    for command in (sheet, ("price", "list"), ("quote", "build", "examples/request.yaml"), ("doctor",)):
        ran = cli(*command)
        assert ran.code in (2, 3) and "LC-STORE-" in ran.err + ran.out, (command, ran)
    assert not (tmp_path / "home").exists()


def test_an_empty_name_of_the_ledger_is_refused(cli):
    ran = cli("order", "list", "--store", "")
    assert ran.code == 2 and "LC-STORE-PATH" in ran.err


@pytest.mark.parametrize("named", ["", "  "])
def test_an_empty_home_is_none(cli, monkeypatch, named):
    monkeypatch.setenv("LICENSECTL_HOME", named)
    ran = cli(*RECORD)
    assert ran.code == 2 and "LICENSECTL_HOME" in ran.err


@pytest.mark.skipif(os.name != "posix", reason="HOME")
def test_a_user_without_an_entry_and_without_a_home(cli, tmp_path, monkeypatch):
    """As in a container that runs under a number: what needs no file of the user works."""
    import pwd

    def unknown(number):
        raise KeyError(number)

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    for name in ("HOME", "LICENSECTL_HOME", "LICENSECTL_CONFIG", "LICENSECTL_CACHE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    order = str(ROOT / "examples" / "placed-order.json")
    for command in (("order", "record", order), ("order", "list"), ("ledger", "log"), ("config", "show")):
        ran = cli(*command)
        assert ran.code == 2 and "LC-STORE-HOME" in ran.err, ran
    assert cli("config", "new").code == 1 and cli("doctor").code == 3
    assert cli("sku", "show", "DG7GMGF0PWHC:0003").code == 0
    assert cli("order", "record", order, "--store", "ledger.db").code == 0
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "home") == ["ledger.db"]


@pytest.mark.skipif(os.name != "posix", reason="HOME")
@pytest.mark.parametrize("home", ["", "~"])
def test_without_a_home(cli, tmp_path, monkeypatch, home):
    monkeypatch.delenv("LICENSECTL_HOME")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", home)
    ran = cli(*RECORD)
    assert ran.code == 2 and "LC-STORE-HOME" in ran.err
    assert cli("sku", "show", "DG7GMGF0PWHC:0003").code == 0


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://me:s3cr3t@db/x",
        "POSTGRESQL://me:s3cr3t@db/x",
        "postgresql://me%3As3cr3t@db",
        "postgresql:/me:s3cr3t@db",
        "postgresql://me:a%40s3cr3t@db/x?sslmode=require",
        "postgresql:///x?host=h&password=s3cr3t&user=u",
        "postgresql:///x?p%61ssword=s3cr3t",
        "postgresql:///x?PASSWORD=s3cr3t&sslpassword=s3cr3t",
        "host=db password=s3cr3t dbname=x",
        "host=db password = 'a s3cr3t' dbname=x",
        "password=a\\ s3cr3t",
        "password=a&s3cr3t",
        "//me:s3cr3t@db/x",
        "me:s3cr3t@db:5432/x",
        "Server=db;User Id=me;Password=s3cr3t;",
        "Server=db;Pwd=a s3cr3t;Uid=me",
    ],
)
def test_no_password_is_shown(cli, monkeypatch, address):
    assert "s3cr3t" not in masked(address)
    monkeypatch.setenv("LICENSECTL_STORE", address)
    for command in (("config", "show"), ("doctor",)):
        ran = cli(*command)
        assert "s3cr3t" not in ran.out + ran.err


@pytest.mark.parametrize("text", ["x" * 200_000, "://" * 60_000, "@" + "postgres:" * 20_000, "a=" * 100_000, "passw" * 40_000 + ";"])
def test_a_long_address_is_read_once(text):
    """Each of these once took minutes."""
    assert masked(text) == text
