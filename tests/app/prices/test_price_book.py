"""The price book: whole sheets or none, the newest in force, months compared."""

import csv
import json
from contextlib import closing
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from helpers import EXAMPLES, SHEET
from hypothesis import given, settings
from hypothesis import strategies as st

from licensectl.app.prices import service_diff as pricediff
from licensectl.app.prices.sheet import fast_diff
from licensectl.app.prices.sheet.reader import PriceRows
from licensectl.app.prices.store import read as pricebook
from licensectl.app.prices.store import rows as bookrows
from licensectl.app.prices.store import write as bookadd
from licensectl.app.prices.store.schema import BOOK
from licensectl.db.engine import DatabaseSchema
from licensectl.db.sqlite import connect, transaction
from licensectl.domain.prices import row as bookrow
from licensectl.domain.prices.diff import difference, key_of
from licensectl.domain.prices.row import BookRow, blocks_of
from licensectl.errors import LicensectlError
from licensectl.tables import parallel as workers

HEADER, *LINES = (EXAMPLES.parent / SHEET).read_text(encoding="utf-8").splitlines()
CONTENT = (EXAMPLES.parent / SHEET).read_bytes()
# One key of the example stands in two rows, of which the later start counts.
ROWS = len(LINES) - 1
SKU = "DG7GMGF0PWHC:0003"
QUOTE = ("quote", "build", "examples/request.yaml", "--as-of", "2026-11-23", "-f", "json")


def sheet(tmp_path, name, lines=LINES, **replaced):
    text = "\n".join([HEADER, *lines]) + "\n"
    for old, new in replaced.values():
        text = text.replace(old, new)
    (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path / name)


def dearer(tmp_path, name="dearer-2026-11.csv"):
    return sheet(tmp_path, name, price=("1021.40", "1031.40"))


def record(ran):
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def book(cli, *files):
    return record(cli("price", "import", *files, "-f", "json"))["sheets"]


def test_an_older_price_beside_newer_sheets_of_other_currencies_is_told(cli, tmp_path):
    swiss = [line for line in LINES if ",CHF," in line]
    book(cli, sheet(tmp_path, "p-2026-10.csv"), sheet(tmp_path, "p-2026-11.csv", swiss))
    ran = cli(*QUOTE)
    [said] = [one["message"] for one in json.loads(ran.out)["problems"] if one["code"] == "LC-PRICE-OLD-IN-BOOK"]
    assert said.startswith("The prices of lines 1, 2, 3, 4 are of the sheet of 2026-10, and the quote is of 2026-11-23.")
    assert "LC-PRICE-OLD-IN-BOOK" not in cli(*QUOTE, "--currency", "CHF").out
    book(cli, dearer(tmp_path, "all-2026-11.csv"))
    assert "LC-PRICE-OLD-IN-BOOK" not in cli(*QUOTE).out


@pytest.mark.parametrize("command", [QUOTE, ("quote", "batch", "examples/request.yaml", "-f", "jsonl", "--as-of", "2026-11-23")])
def test_a_quote_is_told_of_the_prices_of_the_next_month(cli, tmp_path, command):
    changed = {"price": ("1021.40", "1100.00"), "gone": ("DG7GMGF0PWHT,2", "DG7GMGF0PWHZ,2")}
    book(cli, str(EXAMPLES.parent / SHEET), sheet(tmp_path, "p-2026-12.csv", **changed))
    request = tmp_path / "request.yaml"
    for days, expected in (
        (7, []),
        (8, ["from 2026-12-01 the price is 1100.00 EUR instead of 1021.40 EUR", "the price ends on 2026-11-30"]),
    ):
        # The quote is of 23 November.
        request.write_text((EXAMPLES / "request.yaml").read_text().replace("valid_days: 7", f"valid_days: {days}"))
        ran = cli(*(str(request) if part == "examples/request.yaml" else part for part in command))
        said = [one["message"] for one in record(ran)["problems"] if one["code"] in ("LC-PRICE-CHANGES", "LC-PRICE-ENDS")]
        assert [one.partition(": ")[2].partition(", and")[0] for one in said] == expected


def rows_of(content, by_lines=True):
    rows = PriceRows(content, "s")
    if not by_lines:
        rows.layout = None
    return [BookRow._make(cells) for cells in rows]


def test_all_ways_of_reading_keep_the_same(monkeypatch):
    """Many lines at once, record by record at a glance, and cell by cell."""
    by_lines, at_a_glance = rows_of(CONTENT), rows_of(CONTENT, by_lines=False)
    assert len(by_lines) == len(LINES)
    assert by_lines == at_a_glance
    monkeypatch.setattr("licensectl.app.prices.sheet.reader._glance", lambda mark: lambda prices: None)
    assert rows_of(CONTENT, by_lines=False) == by_lines


@pytest.mark.parametrize("bad", ["x", "-1.00", "1,23,4", "NaN", "\u0661"])
def test_a_bad_price_is_named_and_nothing_is_kept(cli, tmp_path, bad):
    good, wrong = sheet(tmp_path, "good.csv"), sheet(tmp_path, "wrong.csv", price=(",1021.40,", f',"{bad}",'))
    ran = cli("price", "import", good, wrong)
    assert ran.code == 1
    assert "wrong.csv:7: " in ran.err and "LC-SHEET-NUMBER" in ran.err
    assert record(cli("price", "list", "-f", "json"))["sheets"] == []


def test_the_same_file_twice_changes_nothing(cli):
    first = book(cli, SHEET)
    again = cli("price", "import", SHEET)
    assert "LC-BOOK-AGAIN" in again.err
    assert record(cli("price", "list", "-f", "json"))["sheets"] == first
    assert (first[0]["month"], first[0]["view"], first[0]["rows"], first[0]["markets"]) == ("2026-11", "software", len(LINES), ["IT"])
    assert book(cli, SHEET, SHEET) == first * 2


def test_a_quote_from_the_book_is_the_quote_from_the_sheet(cli):
    wanted = record(cli(*QUOTE, "--prices", SHEET))
    book(cli, SHEET)
    made = record(cli(*QUOTE))
    assert made["totals"] == wanted["totals"]
    assert [line["unit_price"] for line in made["lines"]] == [line["unit_price"] for line in wanted["lines"]]


@pytest.mark.parametrize("form", ["text", "json", "yaml"])
@pytest.mark.parametrize(
    "command",
    [
        QUOTE[:-2],
        ("compare", "costs", "examples/request.yaml"),
        ("order", "check", "examples/request.yaml", "--as-of", "2026-11-23"),
        ("size", "windows-server", "--server", "2x10", "--as-of", "2026-11-23"),
    ],
)
def test_an_older_sheet_of_the_book_is_named_in_every_format(cli, command, form):
    cli("price", "import", SHEET, "--month", "2026-10")
    assert cli(*command, "-f", form).err.count("LC-BOOK-OLD") == 1


def test_the_sheet_of_the_month_counts_and_a_named_file_goes_before(cli, tmp_path):
    record(cli("price", "import", SHEET, "--month", "2026-10", "-f", "json"))
    stale = cli(*QUOTE[:-2])
    assert "LC-BOOK-OLD" in stale.err and "2026-10" in stale.err
    record(cli("price", "import", dearer(tmp_path), "--month", "2026-12", "-f", "json"))
    assert record(cli(*QUOTE))["lines"][0]["unit_price"]["amount"] == "1021.40", "December is not yet in force"
    record(cli("price", "import", dearer(tmp_path), "--month", "2026-11", "-f", "json"))
    assert record(cli(*QUOTE))["lines"][0]["unit_price"]["amount"] == "1031.40"
    assert record(cli(*QUOTE, "--prices", SHEET))["lines"][0]["unit_price"]["amount"] == "1021.40"


def test_a_month_issued_again_keeps_both_and_uses_the_later(cli, tmp_path):
    book(cli, SHEET)
    book(cli, dearer(tmp_path))
    assert len(record(cli("price", "list", "-f", "json"))["sheets"]) == 2
    shown = record(cli("price", "show", SKU, "--currency", "eur", "-f", "json", "--as-of", "2026-11-23"))
    assert [price["unit_price"]["amount"] for price in shown["prices"]] == ["1031.40"]


def test_history_by_month(cli, tmp_path):
    record(cli("price", "import", dearer(tmp_path), "--month", "2026-12", "-f", "json"))
    record(cli("price", "import", SHEET, "--month", "2026-11", "-f", "json"))
    shown = record(
        cli("price", "show", "DG7GMGF0PWHC-3", "--currency", "EUR", "--segment", "Commercial", "-f", "json", "--as-of", "2026-12-31")
    )
    assert [(price["month"], price["unit_price"]["amount"]) for price in shown["prices"]] == [
        ("2026-11", "1021.40"),
        ("2026-12", "1031.40"),
    ]
    assert len(record(cli("price", "show", SKU, "-f", "json", "--as-of", "2026-11-30"))["prices"]) < len(
        record(cli("price", "show", SKU, "-f", "json", "--as-of", "2026-12-01"))["prices"]
    )


def test_the_chart_has_the_price_in_force_on_each_day(cli):
    """Both sheets announce the price of November; it was another one in October."""
    for month in ("2026-10", "2026-11"):
        record(cli("price", "import", f"examples/price-sheet-software-IT-{month}.csv", "--month", month, "-f", "json"))
    shown = ("price", "show", "DG7GMGF0G49Z:0002", "--currency", "EUR", "--as-of", "2026-11-23")
    assert "1,097.80 EUR – 1,127.80 EUR" in cli(*shown).out
    assert "1,097.80 EUR</text>" in cli(*shown, "-f", "html").out


@pytest.mark.parametrize("sku", ["DG7GMGF0PWHX:0003", "nonsense"])
def test_unknown_to_the_book(cli, sku):
    ran = cli("price", "show", sku)
    assert ran.code == 1 and "LC-BOOK-SKU" in ran.err


@pytest.mark.parametrize("month", ["2026-13", "11-2026", "2026"])
def test_a_month_that_is_none(cli, month):
    assert cli("price", "import", SHEET, "--month", month).code == 2


def test_a_sheet_without_any_start_asks_for_the_month(cli, tmp_path):
    always = sheet(tmp_path, "s.csv", LINES[:1])
    text = (tmp_path / "s.csv").read_text()
    for cell in LINES[0].split(","):
        if cell.endswith("Z") and cell[:2] == "20":
            text = text.replace(cell, "1753-01-02T00:00:00.0000000Z")
    (tmp_path / "s.csv").write_text(text)
    ran = cli("price", "import", always)
    assert ran.code == 1 and "LC-BOOK-MONTH" in ran.err
    assert record(cli("price", "list", "-f", "json"))["sheets"] == []


def test_diff_of_files_and_of_months_is_one(cli, tmp_path):
    new = sheet(tmp_path, "new.csv", LINES[1:], price=("1021.40", "1031.40"), title=("Office LTSC Standard 2024", "Office LTSC Std 2024"))
    found = record(cli("price", "diff", SHEET, new, "-f", "json"))
    assert found["summary"] == {"common": ROWS - 1, "added": 0, "removed": 1, "changed": 1}
    [changed] = [change for change in found["changes"] if change["change"] == "changed"]
    key = ["product_id", "sku_id", "segment", "term", "billing_plan", "market", "currency"]
    assert list(changed) == [*key, "change", "fields", "tier_min", "tier_max"]
    assert changed["fields"] == {
        "unit_price": {
            "old": {"amount": "1021.40", "currency": "EUR"},
            "new": {"amount": "1031.40", "currency": "EUR"},
            "delta": {"amount": "10.00", "currency": "EUR"},
            "percent": "0.98",
        }
    }
    assert found["titles"] and all(set(change["fields"]) == {"title"} for change in found["titles"])
    record(cli("price", "import", SHEET, "--month", "2026-11", "-f", "json"))
    record(cli("price", "import", new, "--month", "2026-12", "-f", "json"))
    months = record(cli("price", "diff", "2026-11", "2026-12", "-f", "json"))
    assert (months["summary"], months["changes"]) == (found["summary"], found["changes"])
    assert cli("price", "diff", SHEET, new, "--exit-code").code == 3
    assert cli("price", "diff", SHEET, SHEET, "--exit-code").code == 0


def test_diff_with_a_month_that_is_not_there(cli):
    ran = cli("price", "diff", "2025-01", SHEET)
    assert ran.code == 1 and "LC-BOOK-SHEET" in ran.err


def test_a_price_is_compared_by_value(cli, tmp_path):
    spelled = sheet(tmp_path, "spelled.csv", price=("1021.40", "1021.4"))
    assert record(cli("price", "diff", SHEET, spelled, "-f", "json"))["summary"]["changed"] == 0


PRICES = st.none() | st.decimals(0, 99, places=2).map(str)


FEW = st.sampled_from(["A", "B"])
STARTS, TITLES = st.sampled_from(["2026-09-01", "2026-11-01", "2026-12-01"]), st.sampled_from(["x", "y"])
ENDS = st.sampled_from(["9999-11-30", "2026-10-31", "2026-11-30", "2026-08-01"])
BOOK_ROWS = st.lists(st.tuples(FEW, FEW, STARTS, ENDS, PRICES, PRICES, TITLES), min_size=1)


def in_book(rows):
    return [
        BookRow(product, "0001", segment, "OneTime", "", "IT", "EUR", "", "", start, line, end, price, erp, title, "", "")
        for line, (product, segment, start, end, price, erp, title) in enumerate(rows)
    ]


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(BOOK_ROWS, BOOK_ROWS)
def test_the_query_of_two_months_says_what_a_walk_through_both_says(old, new):
    """Also for keys with several rows, of which the one that started last applies."""
    sides = [sorted(map(fast_diff._cells, in_book(rows)), key=key_of) for rows in (old, new)]
    with TemporaryDirectory() as name:
        path = Path(name) / "prices.db"
        with pricebook.writing(path) as connection:
            for month, rows in (("2026-10", old), ("2026-11", new)):
                bookadd.add(connection, in_book(rows), month, month, month)
            counting = [pricediff.counting_in(pricebook.sheets(connection), month) for month in ("2026-10", "2026-11")]
            walked = difference(*(list(bookrows.rows_counting(connection, side)) for side in counting), ("2026-10-01", "2026-11-01"))
        assert pricediff._by_query("2026-10", "2026-11", str(path)) == walked == difference(*sides, ("2026-10-01", "2026-11-01"))
        with patch.object(pricediff, "WORTH_TWO", 0), patch.object(workers, "_can_fork", lambda: False):
            assert pricediff._by_query("2026-10", "2026-11", str(path)) == walked


def test_a_full_disk_leaves_the_book_as_it_was(tmp_path):
    path = tmp_path / "prices.db"
    rows = rows_of((EXAMPLES.parent / SHEET).read_bytes())
    with pricebook.writing(path) as connection:
        bookadd.add(connection, rows, "first", "1", None)
    with pytest.raises(LicensectlError) as failure, pricebook.writing(path) as connection:
        connection.execute(f"PRAGMA max_page_count = {connection.execute('PRAGMA page_count').fetchone()[0] + 2}")
        bookadd.add(connection, (row._replace(product_id=f"{row.product_id}{n}") for n in range(99) for row in rows), "second", "2", None)
    assert failure.value.problems[0].code == "LC-STORE-FULL"
    with pricebook.reading(path) as connection:
        assert [one.file for one in pricebook.sheets(connection)] == ["first"]
        assert connection.execute("SELECT count(*) FROM price").fetchone() == (len(rows),)


def test_a_bad_row_far_down_is_named(tmp_path):
    rows = "\n".join([HEADER, *(LINES * 20), LINES[0].replace("IT", "Italy", 1), ""])
    with pytest.raises(LicensectlError) as failure:
        list(PriceRows(rows.encode(), "s"))
    assert [problem.where for problem in failure.value.problems] == [f"s:{len(LINES) * 20 + 2}"]


def test_a_look_up_never_depends_on_locale_and_time_zone(cli, monkeypatch):
    book(cli, SHEET)
    first = cli("price", "show", SKU, "-f", "json", "--as-of", str(date(2026, 11, 23)), "--lang", "en").out
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert cli("price", "show", SKU, "-f", "json", "--as-of", "2026-11-23", "--lang", "en").out == first


def test_a_look_up_never_depends_on_the_order_of_rows(cli, tmp_path):
    book(cli, SHEET)
    first = record(cli("price", "show", SKU, "-f", "json", "--as-of", "2026-11-23"))["prices"]
    turned = str(tmp_path / "turned.db")
    record(cli("price", "import", sheet(tmp_path, "turned-2026-11.csv", LINES[::-1]), "--book", turned, "-f", "json"))
    again = record(cli("price", "show", SKU, "-f", "json", "--as-of", "2026-11-23", "--book", turned))["prices"]

    def known(prices):
        return [{name: cell for name, cell in price.items() if name not in ("row", "file")} for price in prices]

    assert known(again) == known(first)


def scoped(tmp_path, name, market, price):
    """Return the example for another market, with other prices in one currency."""
    lines = [line.replace(",IT,", f",{market},").replace("1021.40", price) for line in LINES]
    return sheet(tmp_path, name, lines)


def test_a_month_of_several_sheets_counts_scope_by_scope(cli, tmp_path):
    """A sheet issued again for one market takes the place of that market alone; the other stays as it was."""
    both = sheet(tmp_path, "both.csv", [*LINES, *(line.replace(",IT,", ",FR,") for line in LINES)])
    for file, month in ((both, "2026-11"), (both, "2026-12"), (scoped(tmp_path, "fr.csv", "FR", "1031.40"), "2026-12")):
        record(cli("price", "import", file, "--month", month, "-f", "json"))
    found = record(cli("price", "diff", "2026-11", "2026-12", "-f", "json"))
    assert found["summary"] == {"common": 2 * ROWS, "added": 0, "removed": 0, "changed": 1}
    [change] = found["changes"]
    assert (change["market"], change["fields"]["unit_price"]["new"]["amount"]) == ("FR", "1031.40")


def test_a_month_issued_again_whole_is_compared_as_its_later_issue(cli, tmp_path):
    record(cli("price", "import", SHEET, "--month", "2026-11", "-f", "json"))
    for file in (dearer(tmp_path), SHEET):
        record(cli("price", "import", file, "--month", "2026-12", "-f", "json"))
    assert record(cli("price", "diff", "2026-11", "2026-12", "-f", "json"))["changes"] == []


@pytest.mark.parametrize("month", ["2026-11", "file"])
def test_rows_of_one_key_in_a_month_count_as_in_a_file(cli, tmp_path, month):
    """Of which the later start counts; equal rows on both sides with other starts are a change."""
    [line] = [line for line in LINES if "1021.40" in line]
    start = next(cell for cell in line.split(",") if cell.endswith("Z"))
    other = line.replace("1021.40", "900.00")

    def starts(name, first, second):
        return sheet(tmp_path, name, [*LINES[:5], line.replace(start, first), other.replace(start, second)])

    old, new = starts("old.csv", "2026-10-01", "2026-09-01"), starts("new.csv", "2026-10-01", "2026-11-01")
    if month != "file":
        for file, name in ((old, "2026-10"), (new, "2026-11")):
            record(cli("price", "import", file, "--month", name, "-f", "json"))
        old, new = "2026-10", "2026-11"
    found = record(cli("price", "diff", old, new, "-f", "json"))
    assert [change["fields"]["unit_price"]["new"]["amount"] for change in found["changes"]] == ["900.00"]


def test_nobody_waits_while_a_sheet_is_built(tmp_path):
    """The book is locked for the moment in which the sheet is put in, not while its rows are read."""
    path = tmp_path / "prices.db"
    rows = rows_of(CONTENT)
    with pricebook.reading(path) as connection:

        def slow():
            for number, row in enumerate(rows):
                if number == 3:
                    with pricebook.writing(path) as other:
                        bookadd.add(other, rows, "other", "2", "2026-10")
                yield row

        made = bookadd.build(blocks_of(slow()), "first", "1", "2026-11")
        assert [one.file for one in pricebook.sheets(connection)] == ["other"]
        with pricebook.locked(connection):
            assert bookadd.settled(connection, made)[1]
    with pricebook.reading(path) as connection:
        assert [(one.file, one.rows) for one in pricebook.sheets(connection)] == [("other", len(rows)), ("first", len(rows))]


def test_the_same_sheet_from_two_processes_is_one(tmp_path):
    path, rows = tmp_path / "prices.db", rows_of(CONTENT)
    with pricebook.reading(path) as connection:
        made = bookadd.build(blocks_of(rows), "first", "1", "2026-11")
        with pricebook.writing(path) as other:
            bookadd.add(other, rows, "second", "1", "2026-11")
        with pricebook.locked(connection):
            sheet, new = bookadd.settled(connection, made)
    assert (sheet.file, new) == ("second", False)


def test_a_book_of_the_first_shape_is_brought_forward(tmp_path):
    path, rows = tmp_path / "prices.db", rows_of(CONTENT)
    with closing(connect(path, DatabaseSchema(BOOK.application_id, BOOK.migrations[:1]))) as old, transaction(old):
        old.execute("INSERT INTO sheet (id, month, view, file, sha256, rows) VALUES (1, '2026-11', 'software', 'f', 's', ?)", (len(rows),))
        old.executemany(f"INSERT INTO price VALUES (1, {', '.join('?' * 15)})", [(*row[:7], *row[9:]) for row in rows])
        old.execute("INSERT INTO scope SELECT DISTINCT sheet_id, market, currency, segment FROM price")
    with pricebook.reading(path) as connection, pricebook.reading(tmp_path / "fresh.db") as fresh:
        with pricebook.locked(fresh):
            made = bookadd.add(fresh, rows, "f", "s", "2026-11")
        [there] = pricebook.sheets(connection)
        assert list(bookrows.every_row(connection, there)) == list(bookrows.every_row(fresh, made))
        assert (there.scopes, there.rows) == (made.scopes, made.rows)
        query = "SELECT product_id, sku_id, currency FROM repeated JOIN item ON item_id = item.id JOIN terms ON terms_id = terms.id"
        assert connection.execute(query).fetchall() == fresh.execute(query).fetchall() != []
        # Its rows of one key may be those of two tiers: the same file is imported again, and then counts.
        assert there.sha256 != "s"


def test_more_wordings_than_are_remembered(tmp_path, monkeypatch):
    monkeypatch.setattr(bookadd, "MOST_KNOWN", 2)
    monkeypatch.setattr(bookrow, "MANY", 3)
    monkeypatch.setattr(bookadd, "MOST_HELD", 5)
    monkeypatch.setattr(bookadd, "TOGETHER", 2)
    rows = rows_of(CONTENT)
    with pricebook.writing(tmp_path / "prices.db") as connection:
        made = bookadd.add(connection, rows, "f", "s", None)
        assert sorted(bookrows.every_row(connection, made)) == sorted(rows)
        assert connection.execute("SELECT count(*) FROM wording").fetchone() == (len({row[14:] for row in rows}),)


TIERED = ("1", "49", "43.43"), ("50", "", "40.00")


def tiered(tmp_path, name="tiered.csv", tiers=TIERED):
    """Return the example with one SKU priced by quantity."""
    [line] = [line for line in LINES if "1021.40" in line]
    rows = [line.replace(",1021.40,,,", f",{price},{least},{most},") for least, most, price in tiers]
    return sheet(tmp_path, name, [*(other for other in LINES if other != line), *rows])


@pytest.mark.parametrize(("quantity", "price"), [(1, "43.43"), (49, "43.43"), (50, "40.00"), (60, "40.00")])
@pytest.mark.parametrize("booked", [False, True])
def test_the_tier_of_the_quantity_counts(cli, tmp_path, quantity, price, booked):
    file = tiered(tmp_path)
    if booked:
        book(cli, file)
    prices = () if booked else ("--prices", file)
    request = f"customer: {{name: C}}\nvat: {{rate: 22}}\nlines: [{{sku: '{SKU}', quantity: {quantity}}}]\n".encode()
    ran = cli("quote", "build", "-", *prices, "--as-of", "2026-11-23", "-f", "json", stdin=request)
    assert record(ran)["lines"][0]["unit_price"]["amount"] == price and "LC-PRICE" not in ran.err
    rows = cli("quote", "price", "-", *prices, "--as-of", "2026-11-23", "-f", "csv", stdin=f"sku,quantity\n{SKU},{quantity}\n".encode())
    assert f",{price}," in rows.out


def test_a_quantity_without_a_tier_has_no_price(cli, tmp_path):
    file = tiered(tmp_path, tiers=(("10", "49", "43.43"), ("50", "99", "40.00")))
    request = f"customer: {{name: C}}\nvat: {{rate: 22}}\nlines: [{{sku: '{SKU}', quantity: 5}}]\n".encode()
    ran = cli("quote", "build", "-", "--prices", file, "--as-of", "2026-11-23", stdin=request)
    assert "10–49, 50–99, none for 5" in ran.err and "LC-PRICE-TIER" in ran.err


def test_tiers_are_no_duplicates_and_are_compared_one_by_one(cli, tmp_path):
    old, new = tiered(tmp_path), tiered(tmp_path, "new.csv", (TIERED[0], ("50", "", "39.00")))
    assert "LC-LINT-DUPLICATE" not in cli("price", "lint", old, "--check", "duplicate").out
    for file, month in ((old, "2026-11"), (new, "2026-12")):
        record(cli("price", "import", file, "--month", month, "-f", "json"))
    for sides in ((old, new), ("2026-11", "2026-12")):
        [change] = record(cli("price", "diff", *sides, "-f", "json"))["changes"]
        assert (change["tier_min"], change["tier_max"], change["fields"]["unit_price"]["new"]["amount"]) == (50, None, "39.00")
    shown = record(cli("price", "show", SKU, "--currency", "EUR", "-f", "json", "--as-of", "2026-12-23"))["prices"]
    assert {(price["tier_min"], price["tier_max"]) for price in shown} == {(None, 49), (50, None)}


@pytest.mark.parametrize(("least", "most"), [("0", ""), ("1", "0"), ("", "2147483647"), ("1.0", "")])
def test_a_bound_that_bounds_nothing_is_none(tmp_path, least, most):
    [row] = [row for row in rows_of(Path(tiered(tmp_path, tiers=((least, most, "5.00"),))).read_bytes()) if row.unit_price == "5.00"]
    assert (row.tier_min, row.tier_max) == ("", "")


def test_a_bound_that_is_no_quantity_is_refused(cli, tmp_path):
    ran = cli("price", "import", tiered(tmp_path, tiers=(("many", "", "5.00"),)))
    assert ran.code == 1 and "LC-SHEET-COUNT" in ran.err and "'many' is not a valid quantity for PricingTierRangeMin" in ran.err


def moving(tmp_path, name, *rows):
    """Return a sheet of the example's SKU with these prices and periods."""
    [line] = [line for line in LINES if "1021.40" in line]
    made = [
        line.replace("1021.40", price).replace("2025-10-01", start).replace("9999-11-30", end).replace("Unchanged,", ",")
        for price, start, end in rows
    ]
    return sheet(tmp_path, name, made)


ALWAYS = "9999-11-30"
STEADY = [("1000.00", "2026-10-01", ALWAYS)]
DIP = [("1200.00", "2026-11-01", "2026-11-30"), ("1000.00", "2026-12-01", ALWAYS)]


def test_files_are_compared_on_the_day_that_is_named(cli, tmp_path):
    old, new = moving(tmp_path, "old.csv", *STEADY), moving(tmp_path, "new.csv", *DIP)
    found = record(cli("price", "diff", old, new, "--as-of", "2026-11-15", "-f", "json"))
    [change] = found["changes"]
    assert change["fields"]["unit_price"]["percent"] == "20.00"
    [announced] = found["announced"]
    assert (announced["from"], announced["change"]) == ("2026-12-01", "changed")
    assert announced["fields"]["unit_price"]["new"]["amount"] == "1000.00"
    assert "Announced prices" in cli("price", "diff", old, new, "--as-of", "2026-11-15").out
    assert record(cli("price", "diff", old, new, "-f", "json"))["changes"] == [], "on the latest start of each"
    ended = moving(tmp_path, "ended.csv", ("1000.00", "2026-10-01", "2026-10-31"))
    assert record(cli("price", "diff", old, ended, "--as-of", "2026-11-15", "-f", "json"))["summary"]["removed"] == 1


@pytest.mark.parametrize("day", ["2026-10-20", "2026-11-15", "2026-12-15"])
@pytest.mark.parametrize("by_file", [False, True])
def test_quotes_that_move_are_those_that_verify_names(cli, tmp_path, day, by_file):
    old, new = moving(tmp_path, "old.csv", *STEADY), moving(tmp_path, "new.csv", *DIP)
    for file, month in ((old, "2026-10"), (new, "2026-11"), (new, "2026-12")):
        record(cli("price", "import", file, "--month", month, "-f", "json"))
    request = f"customer: {{name: C}}\nvat: {{rate: 22}}\nvalid_days: 90\nlines: [{{sku: '{SKU}', quantity: 2, margin: 10}}]\n"
    assert cli("quote", "build", "-", "--save", "--as-of", "2026-10-15", "-f", "json", stdin=request.encode()).code == 0
    sides = (old, old if day < "2026-11" else new) if by_file else ("2026-10", day[:7])
    prices = ("--prices", sides[1]) if by_file else ()
    moved = record(cli("price", "diff", *sides, "--quotes", "--as-of", day, "-f", "json"))["quotes"]
    verified = cli("quote", "verify", "--all", *prices, "--as-of", day, "-f", "json")
    assert bool(moved) == (verified.code == 3) == (day == "2026-11-15")
    if moved:
        [change] = moved[0]["changes"]
        assert change["fields"]["unit_price"]["new"]["amount"] == "1200.00"


def test_the_list_of_sheets_is_a_table_however_many_markets(cli, tmp_path):
    header, *rows = csv.reader((EXAMPLES.parent / SHEET).read_text(encoding="utf-8-sig").splitlines())
    row = rows[0]
    place = header.index("Market")
    markets = [f"{first}{second}" for first in "ABCDEF" for second in "ABCDEFGHIJK"]
    out = StringIO()
    csv.writer(out).writerows([header, *([*row[:place], market, *row[place + 1 :]] for market in markets)])
    (tmp_path / "many-2026-11.csv").write_text(out.getvalue(), encoding="utf-8")
    assert cli("price", "import", str(tmp_path / "many-2026-11.csv"), SHEET).code == 0
    text, italian = cli("price", "list").out, cli("price", "list", "--lang", "it").out
    assert "66 markets" in text and "66 mercati" in italian and max(map(len, text.splitlines())) < 250
    assert "many-2026-11.csv" in text and f"{datetime.now(UTC):%d/%m/%Y}" in italian
    [many, few] = csv.DictReader(StringIO(cli("price", "list", "-f", "csv").out))
    assert list(many) == ["month", "view", "markets", "currencies", "segments", "rows", "imported", "file", "sha256"]
    assert (many["markets"], few["markets"]) == (", ".join(sorted(markets)), "IT") and many["imported"].endswith("Z")
    assert json.loads(cli("price", "list", "-f", "json").out)["sheets"][0]["markets"] == sorted(markets)
    # A sheet that takes over many scopes names a few of them.
    (tmp_path / "again-2026-11.csv").write_text(out.getvalue() + "\n", encoding="utf-8")
    assert "AA, AB, AC, AD, AE, AF, …" in cli("price", "import", str(tmp_path / "again-2026-11.csv")).err


@pytest.mark.parametrize(("lang", "said"), [("en", ("always", "no end")), ("it", ("da sempre", "senza scadenza"))])
def test_an_open_period_has_no_years_that_nobody_means(cli, tmp_path, lang, said):
    line = (EXAMPLES.parent / SHEET).read_text(encoding="utf-8-sig").splitlines()
    rows = "\n".join([line[0], *(one.replace("2025-10-01T", "1753-01-02T") for one in line[1:] if "1021.40" in one), ""])
    (tmp_path / "sheet-2026-11.csv").write_text(rows)
    assert cli("price", "import", str(tmp_path / "sheet-2026-11.csv")).code == 0
    shown = cli("price", "show", "DG7GMGF0PWHC:0003", "--as-of", "2026-11-23", "--lang", lang)
    assert all(words in shown.out for words in said) and "9999" not in shown.out and "1753" not in shown.out
    [row] = csv.DictReader(StringIO(cli("price", "show", "DG7GMGF0PWHC:0003", "--as-of", "2026-11-23", "-f", "csv").out))
    assert (row["effective_start"], row["effective_end"]) == ("", "")
    [price] = json.loads(cli("price", "show", "DG7GMGF0PWHC:0003", "--as-of", "2026-11-23", "-f", "json").out)["prices"]
    assert (price["effective_start"], price["effective_end"]) == (None, None)


def test_a_diff_is_narrowed_down(cli):
    both = ("price", "diff", "examples/price-sheet-software-IT-2026-10.csv", SHEET, "-f", "json")
    whole = json.loads(cli(*both).out)
    assert len(whole["changes"]) > 1

    def kept(*options):
        ran = cli(*both, *options)
        return [(change["product_id"], change["sku_id"], change["currency"]) for change in json.loads(ran.out)["changes"]]

    assert kept("--currency", "eur", "--min-percent", "1 %") == [("DG7GMGF0PWHC", "0003", "EUR")]
    assert kept("--family", "windows server", "--currency", "EUR", "--market", "it")[0] == ("DG7GMGF0PWHC", "0003", "EUR")
    assert kept("--family", "exchange") == [] == kept("--market", "DE")
    largest = json.loads(cli(*both, "--largest").out)["changes"]
    assert (largest[0]["change"], len(largest)) == ("changed", len(whole["changes"]))
    ran = cli(*both[:-2], "--family", "exchange", "--exit-code")
    assert ran.code == 0 and "[LC-PRICE-NARROWED]" in ran.err
    for option in (("--market", "Italia"), ("--min-percent", "much"), ("--currency", "euros")):
        ran = cli(*both[:-2], *option)
        assert (ran.code, ran.out) == (2, "") and option[0] in ran.err


@pytest.mark.parametrize(("count", "said"), [(1, "1 changed|1 cambiato"), (2, "2 changed|2 cambiati")])
def test_the_number_of_changes_agrees_with_its_word(cli, tmp_path, count, said):
    new = tmp_path / "new.csv"
    text = Path(SHEET).read_text()
    for price in ("11541.82", "11950.38")[:count]:
        text = text.replace(f",{price},", f",{price}1,")
    new.write_text(text)
    for lang, words in zip(("en", "it"), said.split("|"), strict=True):
        assert words in cli("price", "diff", SHEET, str(new), "--lang", lang, "-f", "text").out.splitlines()[-1]
