"""Test every check of a price sheet: rows that it reports and rows that it accepts."""

import csv
import io
import json

import pytest
from helpers import ROOT, SHEET

from licensectl.domain.prices.lint import CHECKS, MOST_SHOWN

HEADER = (
    "ChangeIndicator ProductTitle ProductId SkuId SkuTitle TermDuration BillingPlan Market Currency UnitPrice PricingTierRangeMin "
    "PricingTierRangeMax EffectiveStartDate EffectiveEndDate Tags ERP_Price Segment PreviousValues"
).replace("_", " ")
COLUMNS = [*HEADER.replace("ERP Price", "ERP_Price").split()]
GOOD = {
    "ChangeIndicator": "Unchanged", "ProductTitle": "Windows Server", "ProductId": "DG7GMGF0PWHC", "SkuId": "3", "SkuTitle": "16 core",
    "TermDuration": "OneTime", "BillingPlan": "", "Market": "IT", "Currency": "EUR", "UnitPrice": "1021.40", "ERP_Price": "1143.97",
    "PricingTierRangeMin": "", "PricingTierRangeMax": "",
    "EffectiveStartDate": "2026-10-01T00:00:00Z", "EffectiveEndDate": "9999-11-30T23:59:59Z", "Tags": "Software;Perpetual",
    "Segment": "Commercial", "PreviousValues": "",
}  # fmt: skip
OCTOBER = {"EffectiveStartDate": "2026-10-01", "EffectiveEndDate": "2026-10-31"}
NOVEMBER = {"EffectiveStartDate": "2026-11-01", "EffectiveEndDate": "2026-11-30"}
SUBSCRIPTION = {"TermDuration": "P1Y", "BillingPlan": "Annual"}


def was(**values):
    return str({name.replace("_", " "): value for name, value in values.items()})


def tier(least, most, **more):
    return {"PricingTierRangeMin": str(least), "PricingTierRangeMax": str(most), **more}


def sheet(tmp_path, *changes):
    out = io.StringIO()
    write = csv.DictWriter(out, COLUMNS)
    out.write(",".join(COLUMNS).replace("ERP_Price", "ERP Price") + "\n")
    write.writerows(GOOD | change for change in changes)
    path = tmp_path / "s.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    return str(path)


def found(cli, path, *options):
    ran = cli("price", "lint", path, "-f", "json", *options)
    record = json.loads(ran.out)
    return ran.code, [(problem["code"], problem["where"].rpartition(":")[2]) for problem in record["problems"]], record


@pytest.mark.parametrize(
    ("changes", "code", "row"),
    [
        ([{}, {}], "LC-LINT-DUPLICATE", 2),
        ([{"SkuId": "0003"}, {"SkuId": "0003"}], "LC-LINT-DUPLICATE", 2),
        ([{}, {"UnitPrice": "1021.4"}], "LC-LINT-DUPLICATE", 2),
        ([{}, {"UnitPrice": "1000"}], "LC-LINT-DUPLICATE-PRICES", 2),
        ([{}, {"EffectiveStartDate": "2026-11-01"}], "LC-LINT-OVERLAP", 2),
        ([{"EffectiveEndDate": "2026-11-03"}, NOVEMBER], "LC-LINT-OVERLAP", 2),
        ([OCTOBER, NOVEMBER | {"EffectiveStartDate": "2026-11-03"}], "LC-LINT-GAP", 2),
        ([{"EffectiveEndDate": "2026-09-30"}], "LC-LINT-PERIOD", 2),
        ([{"UnitPrice": ""}], "LC-LINT-NO-PRICE", 2),
        ([{"ERP_Price": ""}], "LC-LINT-NO-ERP", 2),
        ([{"ERP_Price": "1021.39"}], "LC-LINT-ABOVE-ERP", 2),
        ([{"ERP_Price": "102140.01"}], "LC-LINT-SCALE", 2),
        ([{"ERP_Price": "1021.4"}], "LC-LINT-NO-MARGIN", 2),
        ([{"UnitPrice": "0.00"}], "LC-LINT-ZERO", 2),
        ([{"UnitPrice": "1021.40001"}], "LC-LINT-DECIMALS", 2),
        ([{"BillingPlan": "Annual"}], "LC-LINT-PLAN", 2),
        ([SUBSCRIPTION | {"BillingPlan": ""}], "LC-LINT-NO-PLAN", 2),
        ([{"Segment": "Consumer"}], "LC-LINT-SEGMENT", 2),
        ([{"SkuTitle": "Something - 1 Year Subscription"}], "LC-LINT-TITLE-TERM", 2),
        ([{"SkuTitle": "Something - 3 year"}], "LC-LINT-TITLE-TERM", 2),
        ([tier(1, 49), tier(40, "", UnitPrice="900")], "LC-LINT-TIERS", 2),
        ([tier(40, ""), tier(1, 40, ERP_Price="1200")], "LC-LINT-TIERS", 2),
        ([{}, tier(50, "", UnitPrice="900")], "LC-LINT-TIERS", 2),
        ([tier(1, 49), tier(40, 60)], "LC-LINT-TIERS-SAME", 2),
        ([tier(50, 1)], "LC-LINT-TIERS-BACKWARD", 2),
        ([tier(1, 49), tier(60, "", UnitPrice="900")], "LC-LINT-TIERS-GAP", 2),
        ([tier(1, 9), tier(10, 99, UnitPrice="900"), tier(101, "", UnitPrice="800")], "LC-LINT-TIERS-GAP", 3),
        ([{"SkuTitle": "Educaci?n"}], "LC-LINT-TEXT", 2),
        ([{"SkuTitle": "Universit\ufffd"}], "LC-LINT-TEXT", 2),
        ([{"ProductId": " DG7GMGF0PWHC"}], "LC-LINT-ID-SPELLING", 2),
        ([{"ProductId": "dg7gmgf0pwhc"}], "LC-LINT-ID-SPELLING", 2),
        ([{}, {"ProductId": "DG7GMGF0PWHD", "SkuId": "0003"}], "LC-LINT-PADDING", 2),
        ([{"ChangeIndicator": "Change"}], "LC-LINT-FLAG", 2),
        ([{"ChangeIndicator": "Change", "PreviousValues": was(UnitPrice="1021.4", ERP_Price="1143.97")}], "LC-LINT-FLAG", 2),
        ([{"PreviousValues": was(UnitPrice="1000")}], "LC-LINT-FLAG-SILENT", 2),
        ([*({"ProductId": f"DG7GMGF0PWH{n}"} for n in range(3)), {"Currency": "CHF"}], "LC-LINT-CURRENCIES", 5),
        ([{}, {"SkuId": ""}], "LC-SHEET-ID", 3),
        ([{}, {"UnitPrice": "free", "SkuId": "4"}], "LC-SHEET-NUMBER", 3),
    ],
)  # fmt: skip
def test_speaks(cli, tmp_path, changes, code, row):
    _, problems, record = found(cli, sheet(tmp_path, *changes))
    assert problems == [(code, str(row))]
    assert sum(record["sheets"][0]["found"].values()) == 1


@pytest.mark.parametrize(
    "changes",
    [
        [{}],
        [OCTOBER, NOVEMBER],
        [{"Segment": ""}],
        [tier(1, 49), tier(50, "", UnitPrice="900")],
        [tier("", 49), tier(50, 99, UnitPrice="900"), tier(100, 0, UnitPrice="800")],
        [OCTOBER | tier(1, 49), NOVEMBER | tier(40, "", UnitPrice="900")],
        [OCTOBER | tier(1, 49), NOVEMBER | tier(60, "", UnitPrice="900")],
        [OCTOBER | tier(1, 49), NOVEMBER | tier(1, 49), NOVEMBER | tier(50, "", UnitPrice="900")],
        [SUBSCRIPTION | {"SkuTitle": "Something - 1 Year Subscription"}],
        [{"SkuTitle": "10-Year Audit Log Retention"}],
        [SUBSCRIPTION],
        [{}, {"Market": "FR"}, {"SkuId": "000B"}, {"Segment": "Education"}],
        [{"ChangeIndicator": "Change", "PreviousValues": was(UnitPrice="1000", ERP_Price="1143.97")}],
        [{"ChangeIndicator": "Change", "PreviousValues": was(SkuTitle="old")}],
        [{"ChangeIndicator": "Add"}],
        [{"SkuTitle": "Which one? Any"}],
        [{}, {"Currency": "CHF"}, {"Market": "US", "Currency": "USD"}],
        [{"EffectiveStartDate": "1753-01-02T00:00:00.0000000Z"}],
    ],
)
def test_keeps_silent(cli, tmp_path, changes):
    code, problems, _ = found(cli, sheet(tmp_path, *changes))
    assert (code, problems) == (0, [])


def test_exit_3_for_an_error_alone(cli, tmp_path):
    assert found(cli, sheet(tmp_path, {}, {}))[0] == 0
    assert found(cli, sheet(tmp_path, {}, {"UnitPrice": "1000"}))[0] == 3


def test_the_checks_that_are_asked_for(cli, tmp_path):
    path = sheet(tmp_path, {"ERP_Price": ""}, {"ERP_Price": "", "UnitPrice": ""})
    code, problems, record = found(cli, path, "--check", "no-erp", "--check", "gap")
    assert (code, [problem for problem, _ in problems], record["sheets"][0]["found"]) == (
        0,
        ["LC-LINT-NO-ERP"] * 2,
        {"gap": 0, "no-erp": 2},
    )
    assert cli("price", "lint", path, "--check", "none").code == 2


def test_the_first_of_many_and_the_count_of_all(cli, tmp_path):
    rows = [{"ProductId": f"DG7GMGF0{n:04d}", "ERP_Price": ""} for n in range(99)]
    _, problems, record = found(cli, sheet(tmp_path, *rows))
    assert len(problems) == MOST_SHOWN + 1 and problems[-1][0] == "LC-LINT-FURTHER"
    assert (record["sheets"][0]["rows"], record["sheets"][0]["found"]["no-erp"], record["counts"]["warning"]) == (99, 99, 99)


def test_rows_are_those_of_the_file_in_any_order(cli, tmp_path):
    _, problems, record = found(cli, sheet(tmp_path, {}, {"SkuId": "9"}, {"SkuId": "8"}, {"UnitPrice": "1007"}))
    assert problems == [("LC-LINT-DUPLICATE-PRICES", "2")]
    assert "rows 2, 5" in record["problems"][0]["message"]


def test_a_month_of_the_book(cli, tmp_path):
    path = sheet(tmp_path, {}, {"UnitPrice": "1000"}, {"SkuId": "9", "ERP_Price": ""})
    assert cli("price", "import", path, "--month", "2026-11").code == 0
    code, problems, record = found(cli, "2026-11")
    assert (code, problems) == (3, [("LC-LINT-DUPLICATE-PRICES", "2"), ("LC-LINT-NO-ERP", "4")])
    assert record["sheets"][0]["file"] == path
    assert cli("price", "lint", "2026-12").code == 1


def test_standard_input_and_none(cli):
    assert cli("price", "lint").code == 2
    listed = json.loads(cli("price", "lint", "--list", "-f", "json").out)
    assert [check["check"] for check in listed["checks"]] == list(CHECKS)


def test_the_example_has_the_overlap_that_it_is_known_for(cli):
    code, problems, _ = found(cli, SHEET)
    assert (code, [problem for problem, _ in problems]) == (0, ["LC-LINT-OVERLAP"])


@pytest.mark.parametrize(("old", "new", "code"), [(",1021.40,", ",-5,", "LC-SHEET-NUMBER"), (",IT,", ",Italy,", "LC-SHEET-CODE")])
def test_every_row_bad(cli, tmp_path, old, new, code):
    """Each row with its reason, and no word of options that lint has not."""
    head, *rows = (ROOT / SHEET).read_text(encoding="utf-8").splitlines()
    [row] = [row for row in rows if "1021.40" in row]
    (tmp_path / "bad.csv").write_text("\n".join([head, row.replace(old, new), row.replace(old, new), ""]), encoding="utf-8")
    ran = cli("price", "lint", str(tmp_path / "bad.csv"), "-f", "json")
    found = json.loads(ran.out)
    assert ran.code == 3 and "skip-bad" not in ran.out + ran.err
    assert [(one["code"], one["where"].rpartition(":")[2]) for one in found["problems"]] == [(code, "2"), (code, "3")]


def test_a_row_that_never_counts_is_one_finding(cli, tmp_path):
    head, *rows = (ROOT / SHEET).read_text(encoding="utf-8").splitlines()
    [row] = [row for row in rows if "1021.40" in row]
    backward = row.replace("2025-10-01", "2026-12-01").replace("9999-11-30", "2026-11-01")
    (tmp_path / "s.csv").write_text("\n".join([head, row, backward, backward.replace("1021.40", "1000.00"), ""]), encoding="utf-8")
    found = json.loads(cli("price", "lint", str(tmp_path / "s.csv"), "-f", "json").out)
    assert sorted(one["code"] for one in found["problems"] if "FLAG" not in one["code"]) == ["LC-LINT-PERIOD", "LC-LINT-PERIOD"]


@pytest.mark.parametrize("lang", ["en", "it"])
def test_a_cell_that_is_no_date_is_shown_as_the_file_has_it(cli, tmp_path, lang):
    path = sheet(tmp_path, {"EffectiveStartDate": "2025-13-01T00:00:00"})
    for form in ("text", "md", "json"):
        assert "2025-13-01T00:00:00" in cli("price", "lint", path, "--lang", lang, "-f", form).out
