"""The user's own price list as a catalogue: `price search`, and what other commands find that is only there."""

import csv
import json
from io import StringIO

import pytest
from helpers import ROOT, SHEET

BEFORE = "examples/price-sheet-software-IT-2026-10.csv"
HEADER, *LINES = (ROOT / SHEET).read_text(encoding="utf-8-sig").splitlines()
[LINE] = [line for line in LINES if "1021.40" in line]
TITLE, PRODUCT = "Windows Server 2025 Standard - 16 Core License Pack", "Windows Server Standard Core 2025"
AUDIT = ("DG7GMGF0ZZZ1", "10-Year Audit Log Retention", "Audit Log")
PACK = ("DG7GMGF0ZZZ2", TITLE, PRODUCT)
ADD_ON = ("DG7GMGF0ZZZ3", "10-Year Audit Log Retention Add-on", "Audit Log")
DAY = ("--as-of", "2026-11-23")


def sheet(tmp_path, *products, name="own-2026-11.csv", lines=LINES):
    """Write a sheet of these (ProductId, title, product title) triples, which the catalogue does not have, and of the example."""
    rows = [LINE.replace("DG7GMGF0PWHC", key).replace(TITLE, title).replace(PRODUCT, product) for key, title, product in products]
    (tmp_path / name).write_text("\n".join([HEADER, *lines, *rows, ""]), encoding="utf-8")
    return str(tmp_path / name)


@pytest.fixture
def searched(cli, tmp_path):
    """Return a function that searches the book, or the file, that has the example and `AUDIT`; it returns the run and the offers."""
    file = sheet(tmp_path, AUDIT)
    assert cli("price", "import", file).code == 0

    def run(*words, booked=True):
        ran = cli("price", "search", *words, *DAY, *(() if booked else ("--prices", file)), "-f", "csv")
        return ran, list(csv.DictReader(StringIO(ran.out)))

    return run


@pytest.mark.parametrize("booked", [True, False])
@pytest.mark.parametrize(
    ("words", "skus"),
    [
        (("audit", "log"), ["DG7GMGF0ZZZ1:0003"]),
        (("LOG", "10-year", "audit"), ["DG7GMGF0ZZZ1:0003"]),
        (("audti", "retentoin"), ["DG7GMGF0ZZZ1:0003"]),
        (("zzz1",), ["DG7GMGF0ZZZ1:0003"]),
        (("dg7gmgf0zzz1:0003",), ["DG7GMGF0ZZZ1:0003"]),
        (("dg7gmgf0zzz1-3",), ["DG7GMGF0ZZZ1:0003"]),
        (("DG7GMGF0ZZZ1:3", "audit"), ["DG7GMGF0ZZZ1:0003"]),
        (("srv", "2025", "std", "16"), ["DG7GMGF0PWHC:0003"]),
        (("rds", "utente", "2025"), ["DG7GMGF0PWHB:0004"]),
        (("windows", "2025", "user"), ["DG7GMGF0PWHB:0004", "DG7GMGF0PWHT:0002"]),
        (("audit", "2025"), []),
    ],
)
def test_words(searched, words, skus, booked):
    ran, rows = searched(*words, "--currency", "EUR", "--segment", "commercial", booked=booked)
    assert ran.code == 0 and sorted({row["sku"] for row in rows}) == skus, ran.err
    assert bool(rows) or "[LC-PRICE-NOTHING-FOUND]" in ran.err


@pytest.mark.parametrize("booked", [True, False])
def test_an_offer_with_its_price_and_what_its_title_tells(searched, booked):
    _, [row] = searched("windows", "2025", "-", "1", "user", "--market", "it", "--currency", "eur", "--term", "onetime", "--segment",
                        "Commercial", "--limit", "1", booked=booked)  # fmt: skip
    assert (row["sku"], row["kind"], row["segment"], row["term"], row["markets"], row["currencies"]) == (
        "DG7GMGF0PWHT:0002", "user CAL", "Commercial", "OneTime", "IT", "EUR",
    )  # fmt: skip
    assert (row["unit_price"], row["erp"]) == ("43.43", "48.64") and row["where"].partition(":")[0].endswith("csv")


def test_without_a_market_and_currency_there_is_no_single_price(cli, searched):
    _, rows = searched("16", "core", "standard", "2025")
    commercial = next(row for row in rows if row["segment"] == "Commercial")
    assert commercial["currencies"] == "CHF, DKK, EUR, GBP, NOK, SEK" and commercial["unit_price"] == ""
    assert "6 currencies" in cli("price", "search", "16", "core", "standard", "2025", *DAY).out
    assert "6 valute" in cli("price", "search", "16", "core", "standard", "2025", "--lang", "it", *DAY).out


def test_the_month_that_is_named_and_the_one_that_counts(cli):
    assert cli("price", "import", BEFORE, SHEET).code == 0
    words = ("price", "search", TITLE, "--currency", "EUR", "--segment", "Commercial", "-f", "json")
    prices = {
        option: json.loads(cli(*words, *option).out)["offers"][0]["unit_price"]["amount"]
        for option in (("--month", "2026-10"), ("--month", "2026-11"), DAY, ("--as-of", "2026-10-05"))
    }
    assert len(set(prices.values())) in (1, 2)
    assert prices["--month", "2026-10"] == prices["--as-of", "2026-10-05"] and prices["--month", "2026-11"] == prices[DAY]
    ran = cli(*words, "--month", "2026-09")
    assert (ran.code, json.loads(ran.err)["problems"][0]["code"]) == (1, "LC-BOOK-SHEET")


def test_a_price_that_is_over_or_still_to_come_is_no_offer(cli, tmp_path):
    over = LINE.replace("9999-11-30", "2026-10-31").replace("DG7GMGF0PWHC", "DG7GMGF0ZZZ8")
    later = LINE.replace("2025-10-01", "2026-12-01").replace("DG7GMGF0PWHC", "DG7GMGF0ZZZ9")
    file = sheet(tmp_path, lines=[LINE, over, later])
    assert cli("price", "import", file).code == 0
    found = json.loads(cli("price", "search", "16", "core", *DAY, "-f", "json").out)
    assert [offer["sku"] for offer in found["offers"]] == ["DG7GMGF0PWHC:0003"]


def test_the_first_of_many_and_how_many_there_are(cli, searched):
    ran, rows = searched("2025", "--limit", "2")
    assert "[LC-PRICE-SOME-FOUND]" in ran.err
    whole, every = searched("2025", "--limit", "0")
    assert len(rows) < len(every) and whole.err.count("SOME-FOUND") == 0 and every[: len(rows)] == rows


@pytest.mark.parametrize(
    "option",
    [
        ("--market", "Italia"),
        ("--currency", "euro"),
        ("--segment", "Scuola"),
        ("--term", "yearly"),
        ("--month", "2026-13"),
        ("--limit", "-1"),
    ],
)
def test_options_that_are_none(cli, option):
    ran = cli("price", "search", "x", "--prices", SHEET, *option)
    assert (ran.code, ran.out) == (2, "") and option[0] in ran.err


def test_without_a_book(cli):
    ran = cli("price", "search", "x")
    assert ran.code == 1 and "[LC-PRICE-NO-BOOK]" in ran.err
    ran = cli("price", "search", "x", "--prices", SHEET, "--month", "2026-11")
    assert ran.code == 2


def test_a_distributors_list_is_searched_by_its_map(cli):
    words = ("price", "search", "cal", "--prices", "examples/distributor-list-it.csv", "--columns", "examples/columns-it.yaml", *DAY)
    assert "CAL" in cli(*words).out


def test_the_catalogue_and_what_only_the_list_has(cli, tmp_path):
    assert cli("price", "import", sheet(tmp_path, AUDIT, PACK)).code == 0
    found = json.loads(cli("sku", "search", "server", "2025", "standard", "16", *DAY, "-f", "json").out)
    assert "windows-server-2025-standard-16-core" in {sku["id"] for sku in found["skus"]}
    [own] = found["from_price_list"]
    assert (own["sku"], own["kind"], own["segments"]) == ("DG7GMGF0ZZZ2:0003", ["16-core pack"], ["Commercial"])
    ran = cli("sku", "search", "audit", "log", *DAY)
    assert "DG7GMGF0ZZZ1:0003" in ran.out and "from your price list" in ran.out and ran.err == ""
    assert "dal proprio listino" in cli("sku", "search", "audit", "log", "--lang", "it", *DAY).out
    assert "DG7GMGF0ZZZ1:0003" in cli("sku", "search", "audti", "retentoin", *DAY).out


def test_one_sku_of_the_list_alone(cli, tmp_path):
    assert cli("price", "import", sheet(tmp_path, AUDIT, PACK)).code == 0
    shown = json.loads(cli("sku", "show", "DG7GMGF0ZZZ2-3", *DAY, "-f", "json").out)
    assert (shown["schema"], shown["checked_as"]) == ("licensectl.sku-from-price-list/1", "windows-server-2025")
    assert json.loads(cli("sku", "show", "DG7GMGF0ZZZ1", *DAY, "-f", "json").out)["title"] == AUDIT[1]
    assert "from your price list" in cli("sku", "show", "DG7GMGF0ZZZ1:0003", *DAY).out
    ran = cli("sku", "show", "DG7GMGF0ZZZ7:0003", *DAY)
    assert ran.code == 1 and "[LC-SKU-UNKNOWN]" in ran.err


def test_what_is_sold_for_terms_alone_is_a_subscription(cli, tmp_path):
    """Whatever its title says, and however many terms there are."""
    lines = [
        LINE.replace(",OneTime,,", f",{terms},").replace("DG7GMGF0PWHC", AUDIT[0]).replace(TITLE, AUDIT[1])
        for terms in ("P1Y,Annual", "P1M,Monthly")
    ]
    assert cli("price", "import", sheet(tmp_path, lines=lines)).code == 0
    [own] = json.loads(cli("sku", "search", "audit", *DAY, "-f", "json").out)["from_price_list"]
    assert (own["kind"], sorted(own["terms"])) == (["subscription"], ["P1M", "P1Y"])


def test_the_history_of_a_title(cli, tmp_path):
    assert cli("price", "import", sheet(tmp_path, AUDIT, ADD_ON)).code == 0
    for words in ("10-year audit log retention", "audit add"):
        shown = json.loads(cli("price", "show", words, *DAY, "-f", "json").out)
        assert shown["sku"] == ("DG7GMGF0ZZZ3:0003" if "add" in words else "DG7GMGF0ZZZ1:0003")
    ran = cli("price", "show", "audit", *DAY)
    assert ran.code == 1 and "DG7GMGF0ZZZ1:0003 (10-Year" in ran.err and "DG7GMGF0ZZZ3:0003 (10-Year" in ran.err
    assert "[LC-BOOK-SKU]" in cli("price", "show", "nothing like it", *DAY).err


def test_a_quote_checks_what_the_title_tells(cli, tmp_path):
    """The pack is taken for the one of its generation, so its missing CALs are named; the unknown service is not checked."""
    cal = ("DG7GMGF0ZZZ4", "Windows Server 2031 - 1 User CAL", "Windows Server 2031 CAL")
    file = sheet(tmp_path, AUDIT, PACK, cal)
    lines = "".join(f"- {{sku: {key}:0003, quantity: 1}}\n" for key, _, _ in (AUDIT, PACK, cal))
    request = f"customer: {{name: C}}\nvat: {{rate: 22}}\nlines:\n{lines}"
    said = json.loads(cli("quote", "build", "-", "--prices", file, *DAY, "-f", "json", stdin=request.encode()).out)["problems"]
    by_code = {problem["code"]: problem["message"] for problem in said}
    assert "DG7GMGF0ZZZ1" in by_code["LC-CHECK-UNCHECKED"]
    assert (
        "DG7GMGF0ZZZ2:0003" in by_code["LC-CHECK-BY-TITLE"]
        and "Windows Server 2025, Standard, 16-core pack" in by_code["LC-CHECK-BY-TITLE"]
    )
    assert "user CAL" in by_code["LC-CHECK-UNCHECKED-KIND"] and "DG7GMGF0ZZZ4" in by_code["LC-CHECK-UNCHECKED-KIND"]
    assert "Windows Server CAL" in by_code["LC-CHECK-NO-CAL"]
    assert "LC-CHECK-NOT-LISTED" not in by_code


def test_sheets_of_one_month_count_scope_by_scope(cli, tmp_path):
    """A sheet issued again takes the place of the first for its own market alone, and an older month fills in for others."""
    swiss = LINE.replace(",IT,EUR,", ",CH,CHF,")
    first = sheet(tmp_path, lines=[LINE, swiss], name="first-2026-11.csv")
    again = sheet(tmp_path, lines=[LINE.replace("1021.40", "1000")], name="again-2026-11.csv")
    german = sheet(tmp_path, lines=[LINE.replace(",IT,EUR,", ",DE,EUR,")], name="german-2026-10.csv")
    for file in (first, again, german):
        assert cli("price", "import", file).code == 0

    def offers(*options):
        found = json.loads(cli("price", "search", "16", "core", *DAY, *options, "-f", "json").out)["offers"]
        return [(one["markets"], one["currencies"], one["unit_price"] and one["unit_price"]["amount"]) for one in found]

    assert offers() == [(["CH", "DE", "IT"], ["CHF", "EUR"], None)]
    assert offers("--market", "IT") == [(["IT"], ["EUR"], "1000")]
    assert offers("--currency", "CHF") == [(["CH"], ["CHF"], "1021.40")]
    assert offers("--market", "DE") == [(["DE"], ["EUR"], "1021.40")]
    assert offers("--market", "DE", "--currency", "CHF") == []


def test_the_price_of_one_piece_where_there_are_tiers(cli, tmp_path):
    header = HEADER.split(",")
    least, most, price = (header.index(name) for name in ("PricingTierRangeMin", "PricingTierRangeMax", "UnitPrice"))
    [cells] = csv.reader([LINE])

    def tier(first, last, amount):
        row = [*cells]
        row[least], row[most], row[price] = first, last, amount
        out = StringIO()
        csv.writer(out).writerow(row)
        return out.getvalue().strip()

    file = sheet(tmp_path, lines=[tier("1", "9", "100"), tier("10", "", "90")])
    [one] = json.loads(cli("price", "search", "16", "core", "--prices", file, *DAY, "-f", "json").out)["offers"]
    assert one["unit_price"]["amount"] == "100"


def test_a_file_shows_the_prices_of_today_and_announced_ones_only_of_skus_without(cli, tmp_path):
    def line(key, price, start, end="9999-12-31"):
        cells = next(csv.reader([LINE]))
        for name, cell in {"ProductId": key, "UnitPrice": price, "EffectiveStartDate": start, "EffectiveEndDate": end}.items():
            cells[next(csv.reader([HEADER.lstrip("\ufeff")])).index(name)] = cell
        made = StringIO()
        csv.writer(made).writerow(cells)
        return made.getvalue().strip()

    rows = [
        line("DG7GMGF0PWHC", "900", "2022-07-01", "2098-12-31"),
        line("DG7GMGF0PWHC", "999", "2099-01-01"),
        line("DG7GMGF0ZZZ2", "950", "2099-01-01"),
    ]
    path = sheet(tmp_path, name="announced.csv", lines=rows)

    def found(*more):
        ran = cli("price", "search", "standard", "--prices", path, *more, "-f", "csv")
        return [(row["sku"], row["unit_price"]) for row in csv.DictReader(StringIO(ran.out))]

    assert found() == [("DG7GMGF0PWHC:0003", "900"), ("DG7GMGF0ZZZ2:0003", "950")]
    assert found("--as-of", "2026-11-23") == [("DG7GMGF0PWHC:0003", "900")]
    assert found("--as-of", "2099-02-01") == [("DG7GMGF0PWHC:0003", "999"), ("DG7GMGF0ZZZ2:0003", "950")]
