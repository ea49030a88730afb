"""Every command in every format against what was looked at and kept."""

import csv
import json

import pytest
from helpers import SHEET

DAY = ("--as-of", "2026-11-23")
BEFORE = "examples/price-sheet-software-IT-2026-10.csv"
PRICED = ("examples/request.yaml", "--prices", SHEET)
INDIA = ("--market", "IN", "--currency", "INR")
ROME = ("--time-zone", "Europe/Rome")
SLIDES = ("--data", "examples/provider-ingram-micro-cloud-italy", "--provider", "ingram-micro-cloud-italy")
COMMANDS = {
    "compare-programs": (
        "compare",
        "programs",
        "-a",
        "status",
        "-a",
        "minimum_initial_purchase",
        "-a",
        "key_type",
        "-a",
        "incentives",
        *DAY,
    ),
    "compare-programs-2021": ("compare", "programs", "open", "csp", "-a", "status", "-a", "keys_media_portal", "--as-of", "2021-03-01"),
    "compare-office": ("compare", "office", "--only-differences", *DAY),
    "compare-office-2019": ("compare", "office", "--matrix", "2019", "--explain", *DAY),
    "office-move": ("compare", "office", "--from", "office_ltsc_professional_plus_2021", "--to", "m365_apps_business", *DAY),
    "compare-costs": ("compare", "costs", *PRICED, "--instead", "box:4=EP2-06606@219.00", *DAY),
    "sku-show": ("sku", "show", "DG7GMGF0PWHC:0003", *DAY),
    "sku-search": ("sku", "search", "sql", "2025", "core", *DAY),
    "sku-list": ("sku", "list", "--family", "sql server", "--metric", "2-core pack", *DAY),
    "quote-internal": ("quote", "build", *PRICED, *DAY),
    "quote-customer": ("quote", "build", *PRICED, "--view", "customer", *DAY),
    "price-diff": ("price", "diff", BEFORE, SHEET, *DAY),
    "price-lint": ("price", "lint", BEFORE, *DAY),
    "price-lint-list": ("price", "lint", "--list", *DAY),
    "size-windows": (
        "size",
        "windows-server",
        "--server",
        "2x10",
        "--server",
        "4:1x8",
        "--vms",
        "12",
        "--users",
        "25",
        "--explain",
        *INDIA,
        *DAY,
    ),
    "size-sql": ("size", "sql-server", "--server", "2x8", "--users", "30", "--prices", SHEET, *DAY),
    "size-access": ("size", "access", "--product", "sharepoint", "--users", "50", "--enterprise-users", "10", *DAY),
    "returns-eligible": ("returns", "check", "--purchased", "2026-11-02", "--quantity", "10", "--unit-price", "1021.40", *ROME, *DAY),
    "returns-provider": ("returns", "check", "--purchased", "2026-11-02", *SLIDES, *ROME, *DAY),
    "returns-explain": ("returns", "explain", "csp", *DAY),
    "returns-explain-box": ("returns", "explain", "box", *DAY),
    "advise": ("advise", "--seats", "40", "--no-sa", "--activation", "kms", *DAY),
    "explain-fact": ("explain", "open.keys_media_portal", *DAY),
    "explain-code": ("explain", "LC-ORDER-AVAILABILITY", *DAY),
    "explain-source": ("explain", "MS-NARET", *DAY),
    "explain-event": ("explain", "csp-public-sector", *DAY),
    "timeline": ("timeline", "--program", "csp", "--from", "2021-01-01", "--to", "2022-12-31", *DAY),
    "data-list": ("data", "list", "points", "open", *DAY),
    "order-csv": ("order", "export", *PRICED, "--target", "csv", *DAY),
    "order-boxes": ("order", "export", "examples/box-request.yaml", "--target", "csv", *DAY),
    "order-cart": ("order", "export", *PRICED, "--target", "partner-center", *DAY),
}
SUFFIX = {"text": "txt", "md": "md", "csv": "csv", "json": "json"}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("form", SUFFIX)
def test_format(cli, golden, name, form):
    ran = cli(*COMMANDS[name], "-f", form)
    assert ran.code == 0, ran.err
    out = ran.out
    if form == "json":
        record = json.loads(out)
        if "data_version" in record:
            # Changes with every edit of a fact: that it is there is enough.
            assert len(record["data_version"]) == 12
            out = out.replace(record["data_version"], "0" * 12)
    golden(f"{name}.{SUFFIX[form]}", out)


@pytest.mark.parametrize(
    "name",
    [
        "compare-programs",
        "compare-costs",
        "advise",
        "compare-office",
        "quote-customer",
        "returns-eligible",
        "returns-provider",
        "returns-explain",
        "sku-show",
        "size-windows",
        "timeline",
        "data-list",
    ],
)
def test_italian(cli, golden, name):
    golden(f"{name}.it.txt", cli(*COMMANDS[name], "-f", "text", "--lang", "it").out)


@pytest.mark.parametrize("name", COMMANDS)
def test_table_fits_the_terminal(cli, monkeypatch, name):
    for width in (80, 140):
        monkeypatch.setenv("COLUMNS", str(width))
        ran = cli(*COMMANDS[name], "-f", "table", "--color", "never")
        assert ran.code == 0
        assert all(len(line.rstrip()) <= width for line in ran.out.splitlines())
        assert "\x1b" not in ran.out


@pytest.mark.parametrize("lang", ["en", "it"])
def test_paper_of_a_quote(cli, golden, lang):
    golden(f"quote-customer.{lang}.html", cli(*COMMANDS["quote-customer"], "-f", "html", "--lang", lang).out)


@pytest.mark.parametrize("name", ["compare-programs-2021", "compare-costs"])
def test_page_of_a_table(cli, golden, name):
    golden(f"{name}.html", cli(*COMMANDS[name], "-f", "html").out)


CODES = {
    "also", "basis", "cause", "change", "confidence", "decides", "effect", "kind", "metric", "outcome", "part", "price_source", "refund",
    "severity", "state", "status", "there", "unit", "verdict",
}  # fmt: skip
MORE = {
    "sku-list": ("sku", "list", "--family", "SQL Server"),
    "price-diff": ("price", "diff", BEFORE, SHEET),
    "price-lint": ("price", "lint", BEFORE),
    "order-check": ("order", "check", "examples/request.yaml"),
    "returns-explain": ("returns", "explain"),
    "data-list": ("data", "list", "csp"),
    "data-claims": ("data", "claims"),
    "doctor": ("doctor",),
    "config-check": ("config", "check"),
    "size-windows-server": ("size", "windows-server", "--server", "2x10", "--prices", SHEET),
    "timeline": ("timeline", "--program", "csp"),
    "quote-diff": ("quote", "diff", "examples/request.yaml", "examples/box-request.yaml", "--prices", SHEET),
    "compare-costs": ("compare", "costs", *PRICED),
}


@pytest.mark.parametrize("form", [("csv",), ("csv", "--csv-dialect", "excel-it"), ("tsv",), ("jsonl",)], ids=" ".join)
@pytest.mark.parametrize("name", [*COMMANDS, *(name for name in MORE if name not in COMMANDS)])
def test_codes_are_not_translated_for_programs(cli, name, form):
    command = (COMMANDS | MORE)[name]
    rows = []
    for lang in ("en", "it"):
        out = cli(*command, *DAY, "--lang", lang, "-f", *form).out
        if form[0] == "jsonl":
            rows.append([json.loads(line) for line in out.splitlines()])
        else:
            delimiter = "\t" if form[0] == "tsv" else ";" if "excel-it" in form else ","
            rows.append(list(csv.DictReader(out.lstrip("\ufeff").splitlines(), delimiter=delimiter)))
    english, italian = ([{key: cell for key, cell in row.items() if key in CODES} for row in one] for one in rows)
    assert english == italian


def test_same_input_same_bytes(cli):
    arguments = (*COMMANDS["quote-internal"], "-f", "json")
    assert cli(*arguments).out == cli(*arguments).out


def test_default_format_in_a_pipe_is_text(cli):
    assert cli(*COMMANDS["sku-search"]).out == cli(*COMMANDS["sku-search"], "-f", "text").out


def test_target_chooses_the_format_of_an_order(cli):
    assert cli(*COMMANDS["order-cart"]).out == cli(*COMMANDS["order-cart"], "-f", "json").out
    assert cli(*COMMANDS["order-csv"]).out == cli(*COMMANDS["order-csv"], "-f", "csv").out


def test_excel_it(cli):
    out = cli(*COMMANDS["order-csv"], "--csv-dialect", "excel-it").out
    assert out.startswith("\ufefforder_ref;line;")
    assert ";'0003;" in out, "a SkuId stays text"
    assert ";1021,40;" in out
    assert out.endswith("\r\n")


def test_customer_view_holds_no_cost_in_any_format(cli):
    internal = json.loads(cli(*COMMANDS["quote-internal"], "-f", "json").out)
    secrets = {line[key]["amount"] for line in internal["lines"] for key in ("unit_price", "erp")}
    secrets |= {internal["totals"][key]["amount"] for key in ("cost", "margin")}
    for form in SUFFIX:
        out = cli(*COMMANDS["quote-customer"], "-f", form).out
        assert not [secret for secret in secrets if secret in out.replace(",", "")]


def test_stdin(cli):
    from helpers import EXAMPLES

    request = EXAMPLES / "request.yaml"
    piped = cli("quote", "build", "-", "--prices", SHEET, *DAY, stdin=request.read_bytes())
    assert (piped.code, piped.out) == (0, cli("quote", "build", str(request), "--prices", SHEET, *DAY).out)


@pytest.mark.parametrize("one_id", ["csp-perpetual-30-days", "D-VL-01", "DG7GMGF0PWHC:0003", "79P-05729", "csp.returns"])
def test_explain(cli, one_id):
    ran = cli("explain", one_id)
    assert ran.code == 0 and ran.out


def test_explain_unknown(cli):
    ran = cli("explain", "csp.retruns")
    assert ran.code == 1
    assert "csp.returns" in ran.err


def test_explain_ends_with_the_ids_used(cli):
    ran = cli("compare", "programs", "csp", "-a", "status", "--explain", "-f", "text", *DAY)
    assert ran.out.splitlines()[-1] == "Facts used (licensectl explain ID): csp.status"
    assert json.loads(cli("sku", "show", "DG7GMGF0PWHC:0003", "--explain", "-f", "json", *DAY).out)["used"][0].startswith("windows-server")


USING = [
    ("compare", "programs"),
    ("compare", "office"),
    ("compare", "office", "--matrix", "current"),
    ("sku", "show", "DG7GMGF0PWHC:0003"),
    ("sku", "list"),
    ("size", "windows-server", "--server", "2x10", "--vms", "3", "--users", "5"),
    ("returns", "check", "--purchased", "2026-11-02"),
    ("returns", "explain"),
    ("compare", "office", "--from", "office_ltsc_professional_plus_2021", "--to", "m365_apps_business"),
    ("quote", "build", *PRICED),
    COMMANDS["compare-costs"],
    ("advise", "--offline", "--esu", "--segment", "Education"),
    ("timeline",),
]


@pytest.mark.parametrize("command", USING, ids=" ".join)
def test_every_id_used_can_be_explained(cli, facts, command):
    from licensectl.core import messages
    from licensectl.domain.explain.explain import explain

    used = json.loads(cli(*command, "--explain", "-f", "json", *DAY).out)["used"]
    assert used
    everything, known = facts.everything(), messages.every()
    for one_id in used:
        assert explain(one_id, everything, known).title


def test_every_condition_can_be_explained(cli, facts):
    for one_id in facts.skus.conditions:
        assert cli("explain", one_id).out.startswith(f"{one_id} (condition")


def test_a_partial_wish_and_a_plan_of_orders_on_record(cli, golden):
    """Test commands with a ledger: a plan for part of a line at the price of a sheet, deadlines as table and calendar."""
    cli("order", "record", "--id", "6dc5c039750a", "--placed", "2026-11-02T10:00:00+01:00", "--line", "DG7GMGF0PWHC:0003=10@1021.40")
    cli("order", "record", "examples/placed-order.json", "--customer", "Contoso S.r.l.")
    part = ("returns", "check", "6dc5c039750a", "--returned", "4", "--prices", SHEET, *ROME, *DAY)
    for lang in ("en", "it"):
        golden(f"returns-part.{lang}.txt", cli(*part, "-f", "text", "--lang", lang).out)
        golden(f"returns-plan.{lang}.ics", cli("returns", "plan", *ROME, *DAY, "-f", "ics", "--lang", lang).out)
        golden(f"returns-plan.{lang}.txt", cli("returns", "plan", *ROME, *DAY, "-f", "text", "--lang", lang).out)
    golden("returns-plan.csv", cli("returns", "plan", *ROME, *DAY, "-f", "csv").out)
