"""The commands `size`: what is asked, what is refused, and what other commands take over."""

import json
from pathlib import Path

import pytest

INDIA = ("--market", "IN", "--currency", "INR")


def test_sql_by_server_needs_no_cores(cli):
    found = json.loads(cli("size", "sql-server", "--model", "server-cal", "--users", "9", "-f", "json").out)
    assert [(line["metric"], line["quantity"]) for line in found["licenses"]] == [("server", 1), ("user CAL", 9)]
    assert cli("size", "sql-server").code == cli("size", "sql-server", "--model", "server-cal", "--vms", "3", "--users", "9").code == 2


@pytest.mark.parametrize("users", [(), ("--users", "30")])
def test_from_how_many_cals_sql_per_core_pays(cli, users):
    """(8 × 335,140 − 83,925) / 19,532 = 132.97."""
    found = json.loads(cli("size", "sql-server", "--server", "2x8", *users, *INDIA, "-f", "json").out)
    assert found["comparisons"][0]["break_even"] == 133
    assert found["comparisons"][0]["options"][-1] == {"name": "Per Core", "cost": {"amount": "2681120", "currency": "INR"}}


def test_the_dearer_kind_of_cal_is_chosen_when_fewer_would_cost_more(cli):
    command = ("size", "windows-server", "--server", "1x8", "--users", "10", "--cals", "auto", *INDIA, "-f", "json")
    found = json.loads(cli(*command, "--devices", "9").out)
    assert [line["metric"] for line in found["licenses"]][-1] == "device CAL"
    found = json.loads(cli(*command, "--devices", "13").out)
    assert found["licenses"][-1]["metric"] == "user CAL", "13 devices cost 43,732, 10 users 42,990"
    assert found["comparisons"][-1]["of"] == "Windows Server CAL"


def test_a_line_without_a_price_is_named(cli, tmp_path):
    sheet = tmp_path / "sheet.csv"
    rows = Path("examples/price-sheet-software-IT-2026-11.csv").read_text().splitlines(keepends=True)
    sheet.write_text("".join(row for row in rows if "1 Device CAL" not in row))
    command = ("size", "windows-server", "--server", "1x16", "--users", "4", "--prices", str(sheet), "--as-of", "2026-11-23", "-f", "json")
    assert "LC-SIZE-PRICE" not in cli(*command).out
    found = json.loads(cli(*command, "--devices", "2").out)
    assert "No price is known for: Windows Server 2025 - 1 Device CAL." in found["problems"][-1]["message"]
    assert [line["total"] for line in found["licenses"]][-1] is None
    elsewhere = cli(*command, "--currency", "JPY", "-f", "text")
    assert "No price is known for: Windows Server 2025 Standard - 16 Core License Pack" in elsewhere.err


def test_the_choice_of_cals_names_the_option_that_it_needs(cli):
    asked = ("--users", "20", "--devices", "10", "--cals", "device")
    ran = cli("size", "windows-server", "--server", "2x10", *asked, "--rds-users", "5")
    assert ran.code == 2 and "--cals device needs --rds-devices" in ran.err
    ran = cli("size", "access", "--product", "exchange", *asked, "--enterprise-users", "5")
    assert ran.code == 2 and "--cals device needs --enterprise-devices" in ran.err


@pytest.mark.parametrize(
    ("users", "rds", "chosen"),
    [(48, False, "user CAL"), (49, False, "external connector"), (88, True, "user CAL"), (89, True, "external connector")],
)
def test_external_connector_or_cals(cli, users, rds, chosen):
    """D14 and D15."""
    command = ("size", "windows-server", "--server", "1x8", "--external-users", str(users), *INDIA, "-f", "json")
    found = json.loads(cli(*command, *(["--external-rds"] if rds else [])).out)
    assert {line["metric"] for line in found["licenses"][1:]} == {chosen}
    assert found["comparisons"][-1]["break_even"] == (89 if rds else 49)


def test_a_request_that_quote_build_takes(cli):
    request = cli("size", "windows-server", "--server", "4:2x10", "--vms", "3", "--users", "25", "-f", "yaml").out
    quote = json.loads(
        cli("quote", "build", "-", "--prices", "examples/price-sheet-software-IT-2026-11.csv", "-f", "json", stdin=request.encode()).out
    )
    assert [(line["sku"], line["quantity"]) for line in quote["lines"]] == [("DG7GMGF0PWHC:0003", 10), ("DG7GMGF0PWHT:0002", 25)]


SHEET = ("--prices", "examples/price-sheet-software-IT-2026-11.csv", "--as-of", "2026-11-23")
TWO_HOSTS = ("size", "windows-server", "--server", "2x10", "--vms", "5", "--server", "2x16", "--vms", "14", *SHEET)


@pytest.mark.parametrize(("edition", "cost", "saved"), [("standard", "18130.00", "2539.00"), ("datacenter", "19110.98", "3519.98")])
def test_a_mix_of_editions_that_costs_less_is_said(cli, edition, cost, saved):
    """3 × 1,021.40 + 6 × 127.70 of Standard and 2 × 5,880.30 of Datacenter are 15,591.00."""
    found = json.loads(cli(*TWO_HOSTS, "--edition", edition, "-f", "json").out)
    [problem] = found["problems"]
    assert problem["code"] == "LC-SIZE-EDITIONS"
    said = f"cost {cost} EUR. With Datacenter on 1:2x16 (14 VM) and Standard on the others they cost 15591.00 EUR, {saved} EUR less."
    assert said in problem["message"]
    options = [(option["name"], option["cost"]["amount"]) for option in found["comparisons"][0]["options"]]
    assert options == [("Standard", "18130.00"), ("Standard + Datacenter", "15591.00"), ("Datacenter", "19110.98")]


def test_the_cheapest_edition_of_each_server_is_sized_and_quoted(cli):
    found = json.loads(cli(*TWO_HOSTS, "--edition", "cheapest", "-f", "json").out)
    assert [(server["edition"], server["core_licenses"]) for server in found["servers"]] == [("Standard", 60), ("Datacenter", 32)]
    assert found["problems"] == [] and found["comparisons"][0]["asked"] == found["edition"] == "Standard + Datacenter"
    packs = [(step["step"], step["of"], step["calculation"]) for step in found["steps"][-4:]]
    assert packs == [
        ("core licences", "Standard", "1 × 3 × 20"),
        ("packs by price", "Standard", "3 × 16 + 6 × 2 ≥ 60"),
        ("core licences", "Datacenter", "1 × 1 × 32"),
        ("packs by price", "Datacenter", "2 × 16 ≥ 32"),
    ]
    request = cli(*TWO_HOSTS, "--edition", "cheapest", "-f", "yaml").out
    quote = json.loads(cli("quote", "build", "-", *SHEET, "-f", "json", stdin=request.encode()).out)
    assert quote["totals"]["cost"] == {"amount": "15591.00", "currency": "EUR"}
    assert [problem["code"] for problem in quote["problems"]] == ["LC-CHECK-NO-CAL"]


def test_a_quote_of_standard_for_several_servers_names_those_for_datacenter(cli):
    sized = cli(*TWO_HOSTS, "-f", "yaml")
    request = sized.out
    assert "LC-SIZE-EDITIONS" in sized.err and "LC-SIZE" not in request, "the request has no problems, so stderr does"
    ran = cli("quote", "build", "-", *SHEET, stdin=request.encode())
    assert "With Datacenter on 1:2x16 (14 VM) they cost 15591.00 EUR." in ran.err and "LC-CHECK-DATACENTER" in ran.err


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Standard on the others they cost 15591.00 EUR, 3519.98 EUR less. `licensectl size windows-server --edition cheapest` "),
        ("it", "Standard sugli altri costano 15.591,00 EUR, 3.519,98 EUR in meno. `licensectl size windows-server --edition cheapest` "),
    ],
)
def test_a_quote_of_datacenter_for_all_servers_has_the_warning_of_its_sizing(cli, lang, said):
    sized = cli(*TWO_HOSTS, "--edition", "datacenter", "-f", "yaml", "--lang", lang)
    ran = cli("quote", "build", "-", *SHEET, "--lang", lang, stdin=sized.out.encode())
    assert said in sized.err and said in ran.err and "[LC-SIZE-EDITIONS]" in ran.err
    chosen = sized.out.replace("vms: 5", "vms: 5, edition: Datacenter").replace("vms: 14", "vms: 14, edition: Datacenter")
    assert "LC-SIZE-EDITIONS" not in cli("quote", "build", "-", *SHEET, stdin=chosen.encode()).err, "each server's edition is chosen"


@pytest.mark.parametrize(
    ("product", "edition", "known"),
    [
        ("sql-server", "web", ("standard", "enterprise")),
        ("sql-server", "datacenter", ("standard", "enterprise")),
        ("windows-server", "enterprise", ("standard", "datacenter", "cheapest")),
    ],
)
def test_the_editions_named_are_those_that_the_command_takes(cli, product, edition, known):
    ran = cli("size", product, "--server", "2x8", "--edition", edition)
    assert ran.code == 2 and f"Expected one of {', '.join(known)}. [LC-CLI-VALUE]" in ran.err
    taken = [cli("size", product, "--server", "2x8", "--edition", name, *SHEET).code for name in known]
    assert taken == [0] * len(known)


def test_the_cheapest_edition_needs_prices_of_both(cli):
    ran = cli("size", "windows-server", "--server", "2x8", "--edition", "cheapest", "--as-of", "2026-11-23")
    assert ran.code == 1 and "LC-SIZE-CHEAPEST" in ran.err


def test_packs_by_price_where_a_sheet_is_given(cli):
    sheet = ("--prices", "examples/price-sheet-software-IT-2026-11.csv")
    found = json.loads(cli("size", "windows-server", "--server", "2x10", *sheet, "-f", "json").out)
    assert (found["price_source"], found["price_basis"]) == ("price_sheet", "unit_price")
    assert found["comparisons"][0]["kind"] == "standard-datacenter"
    assert found["licenses"][0]["unit_price"] == {"amount": "1021.40", "currency": "EUR"}


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("windows-server --server 0x8", "LC-SIZE-SERVER"),
        ("windows-server --server 1000x8", "LC-SIZE-SERVER"),
        ("windows-server --server 2x8.5", "LC-SIZE-SERVER"),
        ("windows-server --server -2x8", "LC-SIZE-SERVER"),
        ("windows-server --server 2x0", "LC-SIZE-SERVER"),
        ("windows-server --server 0:2x8", "LC-SIZE-SERVER"),
        ("windows-server --server ٢x٨", "LC-SIZE-SERVER"),
        ("windows-server --server 2x8 --vms -1", "LC-SIZE-COUNT"),
        ("windows-server --server 2x8 --vms 1.5", "LC-CLI-VALUE"),
        ("windows-server --server 2x8 --vms 1 --vms 2", "LC-SIZE-VMS"),
        ("windows-server --server 2x8 --users -5", "LC-SIZE-COUNT"),
        ("windows-server --server 2x8 --edition essentials", "LC-CLI-VALUE"),
        ("windows-server --server 2x8 --users 5 --rds-users 9", "LC-SIZE-ADDITIVE"),
        ("windows-server --server 2x8 --users 5 --cals device", "LC-SIZE-CALS"),
        ("windows-server --server 2x8 --packs 8-core", "LC-CLI-VALUE"),
        ("windows-server --server 2x8 --external-users -1", "LC-SIZE-COUNT"),
        ("windows-server", "LC-SIZE-NO-SERVER"),
        ("sql-server --server 2x8 --edition enterprise --model server-cal --users 5", "LC-SIZE-CORE-ONLY"),
        ("sql-server --server 2x8 --edition datacenter", "LC-CLI-VALUE"),
        ("sql-server --server 2x8 --model server-cal", "LC-SIZE-NOBODY"),
        ("sql-server --vm-cores 0 --with-sa", "LC-SIZE-VM-CORES"),
        ("sql-server --vm-cores 4 --with-sa --model server-cal --users 5", "LC-SIZE-VM-MODEL"),
        ("windows-server --server 2x8 --segment Lunar", "LC-CLI-VALUE"),
        ("windows-server --server 2x8 --market ITALY", "LC-CLI-VALUE"),
        ("windows-server --server 2x8 --currency EURO", "LC-CLI-VALUE"),
        ("windows-server --server 2x8 --program nobody", "LC-CLI-UNKNOWN"),
        ("access --product lotus --users 5", "LC-CLI-UNKNOWN"),
        ("access --product exchange", "LC-SIZE-NOBODY"),
        ("access --product exchange --users 0 --devices 0", "LC-SIZE-NOBODY"),
        ("access --product exchange --users 5 --plus-users 2", "LC-SIZE-NO-ADDITIVE"),
        ("access --product exchange --users 5 --vat-rate x", "LC-CLI-VALUE"),
    ],
)
def test_bad_input(cli, command, code):
    ran = cli("size", *command.split())
    assert (ran.code, ran.out) == (2, ""), ran.err
    assert f"[{code}]" in ran.err


def test_one_and_many(cli):
    ran = cli("size", "access", "--product", "exchange", "--users", "1", "--enterprise-users", "3", "--lang", "it")
    assert "3 utenti hanno exchange-enterprise-cal, ma in tutto sono solo 1 utente" in ran.err
    assert "1 user and 3 devices are both counted" in cli("size", "access", "--product", "exchange", "--users", "1", "--devices", "3").err


def test_unknown_version(cli):
    ran = cli("size", "windows-server", "--server", "2x8", "--version", "2012")
    assert ran.code == 1 and "2022, 2025" in ran.err


@pytest.mark.parametrize(("flag", "code"), [(("--vm-cores", "4"), "LC-SIZE-BY-VM"), (("--mobility",), "LC-SIZE-MOBILITY")])
@pytest.mark.parametrize("product", ["windows-server", "sql-server"])
def test_what_needs_software_assurance_is_refused(cli, product, flag, code):
    ran = cli("size", product, "--server", "2x8", *flag)
    assert (ran.code, ran.out) == (3, "") and f"[{code}]" in ran.err and "Open Value" in ran.err


@pytest.mark.parametrize(
    ("product", "machines", "cores"), [("windows-server", "1:4", 16), ("windows-server", "3:4", 24), ("sql-server", "3:2", 12)]
)
def test_by_virtual_machine_with_software_assurance(cli, product, machines, cores):
    found = json.loads(cli("size", product, "--vm-cores", machines, "--with-sa", "-f", "json").out)
    assert (found["core_licenses"], found["licenses"][0]["sku"]) == (cores, None)
    assert [problem["code"] for problem in found["problems"]] == ["LC-SIZE-NO-SKU"]


def test_machines_and_their_users(cli):
    command = ("size", "windows-server", "--vm-cores", "2:8", "--with-sa", "--users", "9", "-f", "json")
    assert [(line["metric"], line["quantity"]) for line in json.loads(cli(*command).out)["licenses"]] == [
        ("2-core pack", 8),
        ("user CAL", 9),
    ]


def test_what_is_out_of_support_is_said(cli):
    found = json.loads(cli("size", "access", "--product", "exchange", "--users", "5", "--as-of", "2026-11-23", "-f", "json").out)
    assert [problem["code"] for problem in found["problems"]] == ["LC-CHECK-SUPPORT-NO-PERPETUAL"]
    found = json.loads(
        cli("size", "access", "--product", "exchange", "--users", "5", "--servers", "1", "--as-of", "2026-11-23", "-f", "json").out
    )
    assert "LC-CHECK-NOT-LISTED" in [problem["code"] for problem in found["problems"]]


def test_a_program_without_skus_says_so(cli):
    found = json.loads(cli("size", "windows-server", "--server", "2x8", "--program", "box", "-f", "json").out)
    assert (found["licenses"][0]["metric"], found["licenses"][0]["sku"]) == ("16-core pack", None)
    assert cli("size", "access", "--product", "windows-server", "--users", "3", "--servers", "1").code == 1
    assert found["problems"][0]["code"] == "LC-SIZE-SKU"


@pytest.mark.parametrize("name", ["exchange", "Exchange", "exchange-server", "Exchange Server"])
def test_products_by_the_names_people_use(cli, name):
    assert json.loads(cli("size", "access", "--product", name, "--users", "5", "-f", "json").out)["product"] == "exchange"


def test_facts_that_name_what_is_not_there_size_nothing(cli, tmp_path):
    (tmp_path / "sizing.yaml").write_text("access: {exchange: {base: no-such-cal}}")
    ran = cli("size", "access", "--product", "exchange", "--users", "5", "--data", str(tmp_path))
    assert (ran.code, ran.out, "LC-FACT-REFERENCE" in ran.err) == (1, "", True)


def test_every_rule_can_be_explained(cli, facts):
    for one_id in facts.sizing.rules:
        assert cli("explain", one_id).out.startswith(f"{one_id} (sizing rule")


def test_a_figure_that_an_overlay_takes_away_is_said(cli, tmp_path):
    (tmp_path / "sizing.yaml").write_text("rules: {ws-server-minimum: {values: [{value: null}]}}")
    ran = cli("size", "windows-server", "--server", "2x8", "--data", str(tmp_path))
    assert ran.code == 1 and "ws-server-minimum" in ran.err and "[LC-SIZE-FIGURE]" in ran.err


def test_the_price_book_is_weighed_with_where_no_sheet_is_named(cli, tmp_path, monkeypatch):
    monkeypatch.setenv("LICENSECTL_BOOK", str(tmp_path / "prices.db"))
    sheet = "examples/price-sheet-software-IT-2026-11.csv"
    assert cli("price", "import", sheet, "--month", "2026-11").code == 0
    command = ("size", "windows-server", "--server", "2x10", "--vms", "3", "--as-of", "2026-11-23", "-f", "json")
    from_book, from_sheet = (json.loads(cli(*command, *more).out) for more in ((), ("--prices", sheet)))
    assert from_book["licenses"] == from_sheet["licenses"] and from_book["price_source"] == "price_sheet"
    assert from_book["comparisons"] == from_sheet["comparisons"]
