"""`price import` says which prices a sheet leaves out, and `price remove` takes a sheet back."""

import json
from csv import DictReader

import pytest
from helpers import EXAMPLES, SHEET

from licensectl.domain.prices.book_rules import Imported, after_removal, named, near, replaced_by

HEADER, *LINES = (EXAMPLES.parent / SHEET).read_text(encoding="utf-8").splitlines()
SKU = "DG7GMGF0PWHC:0003"
QUOTE = ("quote", "build", "examples/request.yaml", "--as-of", "2026-11-23", "-f", "json")
EUROS = [line for line in LINES if ",EUR," in line]
OF_SKU = next(line for line in EUROS if "1021.40" in line)
PARTIAL = OF_SKU.replace("1021.40", "999.90")
KEY = ("ProductId", "SkuId", "TermDuration", "BillingPlan")


def written(tmp_path, name, *lines):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    return str(tmp_path / name)


def record(ran):
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def problem(document, code):
    return [one["message"] for one in document["problems"] if one["code"] == code]


def files(cli):
    return [sheet["file"] for sheet in record(cli("price", "list", "-f", "json"))["sheets"]]


def price_of_quote(cli):
    return record(cli(*QUOTE))["lines"][0]["unit_price"]["amount"]


@pytest.fixture
def partial(cli, tmp_path):
    """Return the file of a list with one price that replaced the sheet of November, and what its import said."""
    record(cli("price", "import", SHEET, "-f", "json"))
    file = written(tmp_path, "distributor-2026-11.csv", PARTIAL)
    return file, record(cli("price", "import", file, "-f", "json"))


def test_prices_that_a_sheet_of_the_same_month_leaves_out_are_counted(partial):
    file, said = partial
    [message] = problem(said, "LC-BOOK-MISSING")
    # The list names the segment Commercial alone: the prices of Education stay in force. Two rows of one key are one price.
    keys = {tuple(row[name] for name in KEY) for row in DictReader([HEADER, *EUROS]) if row["Segment"] == "Commercial"}
    assert message.startswith(f"{len(keys) - 1} of {len(keys)} prices of {SHEET} are not in this sheet")
    assert "Quotes of 2026-11 now have no price for them" in message
    assert f'`licensectl price remove "{file}" --month 2026-11`' in message and "--prices" in message


def test_quiet_hides_warnings_on_stderr_and_not_in_json(cli, tmp_path):
    record(cli("price", "import", SHEET, "-f", "json"))
    file = written(tmp_path, "distributor-2026-11.csv", PARTIAL)
    ran = cli("price", "import", file, "-q", "-f", "json")
    assert ran.err == "" and problem(record(ran), "LC-BOOK-MISSING")
    for more, hidden in (((), False), (("-q",), True)):
        assert cli("price", "remove", file, "-q").code == 0
        ran = cli("price", "import", file, "-f", "csv", *more)
        assert ran.err == "" if hidden else "[LC-BOOK-MISSING]" in ran.err
    missing = cli("price", "import", str(tmp_path / "nowhere.csv"), "-q")
    assert missing.code == 1 and "[LC-FILE-MISSING]" in missing.err
    # The quote has lines without a price: its status says so.
    assert cli(*QUOTE, "-q").code == 3


def test_a_sheet_with_every_price_of_the_other_leaves_none_out(cli, tmp_path):
    record(cli("price", "import", SHEET, "-f", "json"))
    said = record(cli("price", "import", written(tmp_path, "dearer-2026-11.csv", *LINES[:-1], LINES[-1] + "x"), "-f", "json"))
    assert problem(said, "LC-BOOK-REPLACED") and not problem(said, "LC-BOOK-MISSING")


def test_one_price_left_out_is_named(cli, tmp_path):
    first, second = written(tmp_path, "a-2026-11.csv", OF_SKU, EUROS[-1]), written(tmp_path, "b-2026-11.csv", EUROS[-1])
    record(cli("price", "import", first, "-f", "json"))
    [message] = problem(record(cli("price", "import", second, "-f", "json")), "LC-BOOK-MISSING")
    assert message.startswith(f"1 of 2 prices of {first} is not in this sheet: that of {SKU}.")


def test_a_price_that_is_over_before_the_month_is_not_missed(cli, tmp_path):
    over = OF_SKU.replace("9999-11-30", "2026-10-31")
    assert over != OF_SKU
    for name, line in (("a-2026-11.csv", over), ("b-2026-11.csv", EUROS[-1])):
        said = record(cli("price", "import", written(tmp_path, name, line, EUROS[-1]), "-f", "json"))
    assert problem(said, "LC-BOOK-REPLACED") and not problem(said, "LC-BOOK-MISSING")


@pytest.mark.parametrize(("kept", "severity"), [(EUROS[2:], "note"), ([PARTIAL], "warning")], ids=["most of them", "one of them"])
def test_prices_that_a_later_month_leaves_out_are_a_note_or_if_they_are_most_a_warning(cli, tmp_path, kept, severity):
    record(cli("price", "import", SHEET, "-f", "json"))
    ran = cli("price", "import", written(tmp_path, "distributor-2026-12.csv", *kept))
    assert ran.code == 0 and "LC-BOOK-REPLACED" not in ran.err and "LC-BOOK-MISSING" not in ran.err
    line = next(line for line in ran.err.splitlines() if "[LC-BOOK-DROPPED]" in line)
    assert line.startswith(f"{severity}: ") and f"of {SHEET}, the sheet of 2026-11, " in line
    assert "`licensectl price diff 2026-11 2026-12`" in line


def test_a_sheet_imported_again_says_what_it_leaves_out(cli, partial):
    file, _ = partial
    assert "[LC-BOOK-MISSING]" not in cli("price", "import", SHEET).err, "the list has no price that Microsoft's sheet lacks"
    assert "[LC-BOOK-MISSING]" in cli("price", "import", file).err


def test_the_earlier_sheet_counts_again_after_the_removal(cli, partial):
    file, _ = partial
    assert cli(*QUOTE).code == 3, "the list has one of the four prices"
    removed = record(cli("price", "remove", file, "-f", "json"))
    assert removed["change"] == "removed" and removed["sheet"]["file"] == file
    [now] = removed["in_force"]
    assert (now["file"], now["month"], now["currencies"], now["segments"]) == (SHEET, "2026-11", ["EUR"], ["Commercial"])
    assert removed["without_prices"] == []
    assert problem(removed, "LC-BOOK-IN-FORCE") == [
        f"In 2026-11 the prices of IT · EUR · Commercial are now those of {SHEET}, the sheet of 2026-11."
    ]
    assert files(cli) == [SHEET] and price_of_quote(cli) == "1021.40"


ANSWERS = (
    ("price", "list"), ("price", "show", SKU), ("price", "show", "DG7GMGF0PWHC:0006"), ("price", "search", "server"),
    ("price", "search", "cal"), ("sku", "show", SKU), ("price", "diff", "2026-10", "2026-11"), QUOTE[:-2],
    ("quote", "build", "examples/box-request.yaml"),
    ("compare", "costs", "examples/request.yaml"), ("size", "windows-server", "--server", "2x10", "--users", "50"),
)  # fmt: skip


def test_a_removal_restores_every_answer(cli, tmp_path):
    def answers():
        return {one: (ran.code, ran.out) for one in ANSWERS for ran in [cli(*one, "--as-of", "2026-11-23", "-f", "json")]}

    october = SHEET.replace("2026-11", "2026-10")
    record(cli("price", "import", october, SHEET, "-f", "json"))
    before = answers()
    file = written(tmp_path, "distributor-2026-11.csv", PARTIAL)
    record(cli("price", "import", file, "-f", "json"))
    during = answers()
    # The quote has no price for its other lines, and the searches find fewer products.
    assert all(during[one] != before[one] for one in (("price", "list"), ("price", "show", SKU), ("price", "search", "cal"), QUOTE[:-2]))
    assert cli("price", "remove", file).code == 0
    assert answers() == before


def test_the_sheet_of_the_month_before_counts_or_none(cli, tmp_path):
    october = written(tmp_path, "2026-10.csv", OF_SKU)
    for file in (october, SHEET):
        record(cli("price", "import", file, "-f", "json"))
    removed = record(cli("price", "remove", SHEET, "-f", "json"))
    assert [(sheet["file"], sheet["month"]) for sheet in removed["in_force"]] == [(october, "2026-10")]
    assert {"market": "IT", "currency": "CHF", "segment": "Commercial"} in removed["without_prices"]
    assert {"market": "IT", "currency": "EUR", "segment": "Commercial"} not in removed["without_prices"]
    ran = cli("price", "remove", "2026-10.csv")
    assert "[LC-BOOK-NONE-LEFT]" in ran.err and "Now in force" not in ran.out and files(cli) == []


def test_a_sheet_that_was_replaced_changes_no_price(cli, tmp_path):
    first, second = written(tmp_path, "a-2026-11.csv", OF_SKU), written(tmp_path, "b-2026-11.csv", PARTIAL)
    for file in (first, second):
        record(cli("price", "import", file, "-f", "json"))
    ran = cli("price", "remove", first, "--lang", "it")
    assert "Questo listino non era in vigore per 2026-11" in ran.err and f"Listino rimosso {first}" in ran.out
    assert files(cli) == [second]


def test_a_removed_sheet_can_be_imported_again(cli):
    first = record(cli("price", "import", SHEET, "-f", "json"))["sheets"][0]
    record(cli("price", "remove", SHEET, "-f", "json"))
    again = cli("price", "import", SHEET, "-f", "json")
    assert "LC-BOOK-AGAIN" not in again.err and record(again)["sheets"][0]["rows"] == first["rows"]
    assert price_of_quote(cli) == "1021.40"


def test_nothing_is_removed_unless_one_sheet_is_meant(cli, tmp_path):
    for month in ("2026-10", "2026-11"):
        record(cli("price", "import", SHEET, "--month", month, "-f", "json"))
    name = SHEET.rpartition("/")[2]
    ran = cli("price", "remove", name)
    assert ran.code == 1 and "[LC-BOOK-SEVERAL]" in ran.err and "(2026-10, " in ran.err and "(2026-11, " in ran.err
    ran = cli("price", "remove", "price-shet-software-IT.csv")
    assert ran.code == 1 and "[LC-BOOK-NOT-THERE]" in ran.err and f"Similar names: {SHEET} (2026-10, " in ran.err
    ran = cli("price", "remove", name, "--month", "2026-12")
    assert ran.code == 1 and f"no sheet '{name} (2026-12)'" in ran.err
    assert cli("price", "remove", name, "--month", "November").code == 2
    assert files(cli) == [SHEET, SHEET]
    digest = record(cli("price", "list", "-f", "json"))["sheets"][0]["sha256"]
    assert record(cli("price", "remove", digest[:8].upper(), "--month", "2026-10", "-f", "json"))["sheet"]["month"] == "2026-10"


def test_a_book_that_is_not_there_is_not_made(cli, tmp_path):
    ran = cli("price", "remove", "a.csv", "--book", str(tmp_path / "b.db"))
    assert ran.code == 1 and "no sheet 'a.csv'" in ran.err and "Similar" not in ran.err
    assert not (tmp_path / "b.db").exists()


OTHER = "DG7GMGF0PN5F:0002"
REQUEST = {"customer": {"name": "A"}, "market": "IT", "currency": "EUR", "vat": {"rate": 22}, "lines": [{"sku": OTHER, "quantity": 1}]}


def asked(cli, tmp_path, command, day="2026-11-23", **more):
    """Return the problems of a quote of one line by code, whether it is refused or not."""
    (tmp_path / "request.json").write_text(json.dumps(REQUEST | {"date": day} | more))
    out = ("-o", str(tmp_path / "quotes.jsonl")) if command == "batch" else ()
    ran = cli("quote", command, str(tmp_path / "request.json"), "--as-of", day, "-f", "jsonl" if out else "json", *out, "--force")
    text = (tmp_path / "quotes.jsonl").read_text() if out else ran.out or ran.err
    return {one["code"]: one for one in json.loads(text)["problems"]}


@pytest.mark.parametrize("command", ["build", "batch"])
def test_a_quote_names_the_sheet_that_had_the_price(cli, tmp_path, command):
    first, second = written(tmp_path, "all-2026-11.csv", *EUROS), written(tmp_path, "part-2026-11.csv", PARTIAL)
    record(cli("price", "import", first, "-f", "json"))
    assert "LC-PRICE-REPLACED" not in asked(cli, tmp_path, command)
    record(cli("price", "import", second, "-f", "json"))
    said = asked(cli, tmp_path, command)
    assert said["LC-PRICE-REPLACED"]["severity"] == "info" and "LC-PRICE-SHEET" in said
    message = said["LC-PRICE-REPLACED"]["message"]
    assert message.startswith(f"{first}, the sheet of 2026-11, has a price of {OTHER}, but {second} is in force in its place in 2026-11")
    assert f'`licensectl price remove "{second}" --month 2026-11`' in message
    assert "LC-PRICE-REPLACED" not in asked(cli, tmp_path, command, segment="Charity"), "neither sheet has it"


def test_it_is_named_beside_an_error_and_for_a_month_before(cli, tmp_path):
    for file in (SHEET, written(tmp_path, "part-2026-12.csv", PARTIAL)):
        record(cli("price", "import", file, "-f", "json"))
    said = asked(cli, tmp_path, "build", day="2026-12-01")
    # The list has a price in euros for Commercial: the other lines have no price, and the quote is a draft.
    assert (said["LC-PRICE-CURRENCY"]["severity"], said["LC-PRICE-REPLACED"]["severity"]) == ("warning", "info")
    assert f"{SHEET}, the sheet of 2026-11" in said["LC-PRICE-REPLACED"]["message"]


def imported(number, file, *scopes, month="2026-11", digest="0" * 64):
    return Imported(number, month, "software", file, digest, "2026-11-01T00:00:00Z", 1, scopes)


@pytest.mark.parametrize("name", [r"C:\Lists\November.csv", "lists/november.csv", "NOVEMBER.csv", "00000000"])
def test_a_name_of_windows_means_its_sheet(name):
    held = [imported(1, r"C:\Lists\November.csv"), imported(2, "ember.csv", digest="1" * 64)]
    assert named(held, name, None) == held[:1]
    assert named(held, name, "2026-10") == []


def test_a_name_without_its_folder_is_no_other_folder():
    held = [imported(1, "a/list.csv"), imported(2, "list.csv")]
    assert named(held, "list.csv", None) == held[1:], "as it was imported goes before"
    assert named(held, "b/list.csv", None) == [] and near(held, "b/list.csv") == held


COMMERCIAL, ANY = ("IT", "EUR", "Commercial"), ("IT", "EUR", "")


def test_a_list_without_segments_has_prices_of_the_removed_one():
    plain, other = imported(1, "plain.csv", ANY), imported(2, "other.csv", COMMERCIAL)
    assert after_removal(other, [plain, other]) == {plain: [COMMERCIAL]}


def test_the_earlier_reading_of_a_file_counts_again():
    plain, again = imported(1, "list.csv", ANY), imported(2, "list.csv", COMMERCIAL)
    assert after_removal(again, [plain, again]) == {plain: [ANY, COMMERCIAL]}


def test_the_replaced_sheets_are_those_of_the_month_and_of_the_one_before():
    old, older = imported(1, "o.csv", COMMERCIAL, month="2026-09"), imported(2, "p.csv", COMMERCIAL, month="2026-08")
    first, other, last = imported(3, "a.csv", COMMERCIAL), imported(4, "b.csv", ANY), imported(5, "c.csv", COMMERCIAL)
    assert replaced_by(last, [old, older, first, other, last], COMMERCIAL) == [first, old]
