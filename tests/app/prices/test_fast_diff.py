"""Test that the fast diff of two price sheets agrees with the plain one, or leaves the work to it."""

import csv
import io
import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensectl.app.prices import service_diff as pricediff
from licensectl.app.prices.sheet import fast_columns as columnwise
from licensectl.app.prices.sheet import fast_diff as alike
from licensectl.app.prices.sheet import line_matching as pairing
from licensectl.app.prices.sheet.line_matching import Pairing, SheetSide
from licensectl.app.prices.sheet.reader import PriceRows
from licensectl.domain.prices.diff import difference, key_of
from licensectl.errors import LicensectlError
from licensectl.tables import parallel as workers
from licensectl.tables import table

COLUMNS = """ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,BillingPlan,Market,Currency
UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,Tags,ERP Price,Segment"""
HEADER = COLUMNS.replace("\n", ",").split(",")
DAYS = [f"{day}T00:00:00.0000000Z" for day in ("2026-09-01", "2026-10-01", "2026-11-01")]
CELLS = {
    "SkuTitle": ["Server", "Server, 16 core", 'a "quoted" title', "Università", DAYS[1]],
    "ProductId": ["DG7GMGF0PWHC", "dg7gmgf0pwhc", "DG7GMGF0PWHD"],
    "SkuId": ["3", "0003", "000B"],
    "SkuDescription": ["", "plain", "with, comma", "over\ntwo lines", 'inch" mark', "tab\there"],
    "TermDuration": ["OneTime", "P1Y"],
    "BillingPlan": ["", "Annual"],
    "Market": ["IT", "it", "FR"],
    "Currency": ["EUR", "CHF"],
    "PricingTierRangeMin": ["", "1", "50"],
    "PricingTierRangeMax": ["", "49"],
    "UnitPrice": ["", "1", "1.0", "2.50", "10.1234"],
    "EffectiveStartDate": DAYS,
    "EffectiveEndDate": ["9999-11-30T23:59:59.0000000Z", DAYS[2], DAYS[0], "2026-10-15T23:59:59.0000000Z"],
    "Tags": ["Software;Perpetual", "", "a, b"],
    "ERP Price": ["", "3", "3.00"],
    "Segment": ["Commercial", "Education", "commercial", ""],
}
ROW = {"ProductTitle": "Server", "Publisher": "Microsoft Corporation"}
ROWS = st.lists(st.fixed_dictionaries({name: st.sampled_from(cells) for name, cells in CELLS.items()}), min_size=1, max_size=14)
FORMS = st.sampled_from([("\n", False), ("\r\n", False), ("\n", True)])


def written(rows, header=HEADER, form=("\n", False)):
    out = io.StringIO()
    write = csv.DictWriter(out, header, restval="", lineterminator=form[0])
    write.writeheader()
    write.writerows(ROW | row for row in rows)
    return out.getvalue().encode("utf-8-sig" if form[1] else "utf-8")


@pytest.fixture
def small(monkeypatch):
    """Blocks of a few lines and two stretches, as large files have them."""
    for module, name, value in (
        (pairing, "BLOCK", 1500),
        (pairing, "MOST_WAITING", 4),
        (alike, "WORTH_TWO", 0),
        (alike, "MOST_SORTED", 20_000),
        (columnwise, "MOST_KEPT", 2),
        (table, "BLOCK", 1500),
        (workers, "_can_fork", lambda: False),
    ):
        monkeypatch.setattr(module, name, value)


def both_ways(old, new, day=None):
    """Return the fast and the plain result; the fast one is None if it leaves the work to the other, the plain one if a row is bad."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for side, content in (("old.csv", old), ("new.csv", new)):
            (folder / side).write_bytes(content)
        short = alike.diff_files(folder / "old.csv", folder / "new.csv", pricediff._large, day)
    try:
        sides = (sorted(map(alike._cells, PriceRows(side, "s")), key=key_of) for side in (old, new))
        return short, difference(*sides, day and (day, day))
    except LicensectlError:
        return short, None


@pytest.mark.slow
@pytest.mark.usefixtures("small")
@settings(max_examples=150, deadline=None)
@given(ROWS, ROWS, FORMS, FORMS, st.randoms(), st.sampled_from([None, "2026-08-31", "2026-10-01", "2026-10-20", "2027-01-01"]))
def test_any_two_sheets(one, other, form, other_form, rng, day):
    old = [*one, *other[: len(other) // 2]]
    new = rng.sample(old, len(old))[: rng.randint(1, len(old))] + other[len(other) // 2 :]
    short, long = both_ways(written(old, form=form), written(new or one, form=other_form), day)
    assert short in (None, long)
    assert long, "the strategy makes good rows alone"


@pytest.mark.slow
@pytest.mark.usefixtures("small")
@settings(max_examples=60, deadline=None)
@given(st.randoms(), st.integers(30, 90))
def test_a_month_and_the_next(rng, count):
    """Test a real month: most rows stay, a few change; the fast diff has to answer itself."""

    def row(number, price, day, **more):
        return {
            "ProductId": f"DG7GMGF0{number:04d}", "SkuId": "1", "SkuTitle": "Server, 16 core", "TermDuration": "OneTime", "Market": "IT",
            "Currency": "EUR", "UnitPrice": str(price), "ERP Price": str(price + 1), "EffectiveStartDate": day,
            "EffectiveEndDate": "9999-11-30T23:59:59.0000000Z", "Segment": "Commercial",
        } | more  # fmt: skip

    prices = [rng.randint(1, 99) for _ in range(count)]
    moved = DAYS[2] if rng.random() < 0.5 else DAYS[1]
    old = [row(number, price, DAYS[1]) for number, price in enumerate(prices)]
    new = [row(number, price + (rng.random() < 0.1), moved) for number, price in enumerate(prices) if rng.random() > 0.05]
    for _ in range(rng.randint(0, 4)):
        rng.choice([old, new]).append(row(rng.randrange(count), rng.randint(1, 99), rng.choice(DAYS)))
    if rng.random() < 0.3:
        rng.shuffle(new)
    short, long = both_ways(written(old), written(new))
    # Rows of one sheet that differ in their start alone cannot be told apart once the start is read as that of the other sheet.
    twice = len({(one["ProductId"], one["UnitPrice"]) for one in new}) < len(new)
    assert short == long or (short is None and twice)


def test_rows_of_one_key_in_distant_places(small):
    """Rows of one key differ in their starts, which equal lines do not show."""
    far = [{name: cells[0] for name, cells in CELLS.items()} | {"ProductId": f"DG7GMGF0{n:04d}"} for n in range(60)]
    cheap, dear = ({**far[0], "UnitPrice": price, "ProductId": "DG7GMGF0PWHC"} for price in ("1", "9"))

    def month(first, second):
        return written([{**cheap, "EffectiveStartDate": first}, *far, {**dear, "EffectiveStartDate": second}])

    short, long = both_ways(month(DAYS[0], DAYS[1]), month(DAYS[2], DAYS[1]))
    assert short == long and long.count("changed") == 1


GOOD = [{name: cells[0] for name, cells in CELLS.items()} | {"ProductId": f"DG7GMGF0{n:04d}", "UnitPrice": "5"} for n in range(9)]


@pytest.mark.parametrize(
    ("column", "cell"),
    [("UnitPrice", "x"), ("UnitPrice", "-1"), ("ERP Price", "1,5"), ("SkuId", "3.0"), ("Market", "Italy"), ("EffectiveStartDate", "soon"),
     ("EffectiveEndDate", ""), ("SkuTitle", "a\0b"), ("Tags", "a\0b"), ("Currency", "EURO")],
)  # fmt: skip
@pytest.mark.usefixtures("small")
def test_a_bad_row_is_never_passed_over(column, cell):
    """Also where it stands alike in both files."""
    bad = [*GOOD, {**GOOD[0], "ProductId": "DG7GMGF0PWHC", column: cell}]
    short, long = both_ways(written(bad), written(bad))
    assert short is None
    assert long is None or cell == "1,5", "which the rest of the list may explain"


def test_lines_that_are_no_records_are_left_to_the_long_way(small):
    old = written(GOOD)
    pieces = b'x"\r\n' + old.splitlines()[2] + b'\r\ny"'
    for new in (
        old[:-1],
        old + b"cut,off\n",
        old.replace(b"plain", pieces),
        old + b'"\n',
        old.replace(b"Server", b"\xff"),
        b"",
        old + b"\x1a\n",
    ):
        short, long = both_ways(old, new)
        assert short in (None, long)


def test_columns_in_another_order_and_new_ones(small):
    turned = HEADER[::-1]
    assert both_ways(written(GOOD), written(GOOD, turned)) == (None, (9, [], []))
    assert both_ways(written(GOOD, turned), written(GOOD, turned)) == ((9, [], []), (9, [], []))
    wide = ["ChangeIndicator", *HEADER, "PreviousValues"]
    news = [GOOD[0] | {"PreviousValues": "{'ERP Price': '1440', 'UnitPrice': '1008'}", "UnitPrice": "6"}, *GOOD[1:]]
    short, long = both_ways(written(GOOD, wide), written(news, wide))
    assert short == long and (long.common, long.count("changed")) == (9, 1)


def test_two_files_are_cut_at_one_line(tmp_path):
    """Wherever the middle of either lies: what was removed in the first half must not put the second out of step."""
    for name, numbers in (("old.csv", range(900)), ("new.csv", [*range(100, 900), *range(900, 950)])):
        (tmp_path / name).write_text("id,day\n" + "".join(f"{number},{name[:3]}\n" for number in numbers))
    old, new = SheetSide.of(tmp_path / "old.csv")._replace(moved=b"old"), SheetSide.of(tmp_path / "new.csv")._replace(moved=b"new")
    first, second = pairing.halves(old, new)
    for whole, parts in ((old, (first[0], second[0])), (new, (first[1], second[1]))):
        assert b"".join(block for part in parts for block in part.blocks()) == b"".join(whole.blocks())
    begins = [next(side.blocks()).split(b",")[0] for side in second]
    assert begins[0] == begins[1] != b"100"


def test_the_command_says_the_same_either_way(cli, tmp_path, monkeypatch):
    monkeypatch.setattr(alike, "WORTH_TWO", 0)
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_bytes(written(GOOD * 20))
    new.write_bytes(written([*GOOD[1:], GOOD[0] | {"UnitPrice": "6"}]))
    short = json.loads(cli("price", "diff", str(old), str(new), "-f", "json").out)
    monkeypatch.setattr(pricediff, "diff_files", lambda *_: None)
    assert json.loads(cli("price", "diff", str(old), str(new), "-f", "json").out) == short
    assert short["summary"] == {"common": 9, "added": 0, "removed": 0, "changed": 1}


LINES_OF_DAYS = st.lists(st.tuples(st.integers(0, 12), st.sampled_from(["mon", "tue", "wed"])), min_size=1, max_size=40)


@settings(deadline=None)
@given(LINES_OF_DAYS, LINES_OF_DAYS, st.integers(8, 90), st.booleans())
def test_pairs_are_the_lines_of_both(old, new, block, moved):
    """With a moved day: the new side is read as if it had the old one's, and given back as it is written."""

    def read(number, day):
        return f"{number} {'mon' if moved and day == 'tue' else day}"

    with TemporaryDirectory() as name:
        sides = []
        for side, lines, day in (("old", old, b"mon"), ("new", new, b"tue")):
            path = Path(name) / side
            path.write_text("header\n" + "".join(f"{number} {day}\n" for number, day in lines))
            sides.append(SheetSide.of(path)._replace(moved=day if moved else b""))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pairing, "BLOCK", block)
            patch.setattr(pairing, "STRIDE", 4)
            pairs, found = Pairing(*sides), []
            try:
                for alike_ in pairs.walk():
                    found += zip(alike_.lines, alike_.as_new(), strict=True)
            except ValueError:
                assert moved, "two lines that are read as one"
                return
    written = {f"{number} {day}".encode(): read(number, day).encode() for number, day in new}
    there = {f"{number} {day}".encode() for number, day in old}
    assert all(line in there and written[as_new] == line for line, as_new in found)
    assert {line for line, _ in found} == there & set(written.values())
    assert pairs.old >= there - set(written.values())
    assert pairs.new.keys() >= set(written.values()) - there
    assert all(written[as_new] == line for line, as_new in pairs.new.items())


def test_shuffled_files_need_no_more_than_their_leftovers(small):
    rows = [{**GOOD[0], "ProductId": f"DG7GMGF0{n:04d}"} for n in range(200)]
    short, long = both_ways(written(rows), written(random.Random(1).sample(rows, 200)))
    assert short == long == (200, [], [])
