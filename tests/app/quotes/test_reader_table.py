"""A request as a table of lines says what the same request says in YAML."""

import json

import pytest
from books import KINDS, Percent
from helpers import ROOT, SHEET

DAY = ("--as-of", "2026-11-23")
PRICED = ("--prices", SHEET, *DAY)
WHOLE = ("--customer", "Contoso", "--vat", "22")
SERVER, CAL = "DG7GMGF0PWHC:0003", "DG7GMGF0PWHT:0002"
YAML = f"""customer: {{name: Contoso}}
vat: {{rate: 22}}
margin: 12
lines:
  - {{sku: {SERVER}, quantity: 2, margin: 12.5, note: "due host, già pronti"}}
  - {{sku: {CAL}, quantity: 1025, discount: 5}}
  - {{search: visio ltsc professional 2024, quantity: 1, sell_price: 1560.00}}
other:
  - {{vendor: Adobe, title: Acrobat Pro, quantity: 1, sell_price: 1250.50, unit_price: 1100.00}}
"""
COMMA = f"""sku,search,vendor,title,quantity,margin,discount,sell_price,unit_price,note
{SERVER},,,Windows,2,12.5,,,,"due host, già pronti"
{CAL},,Microsoft,,1025,,5,,,
,visio ltsc professional 2024,,,1,,,1560.00,,
,,Adobe,Acrobat Pro,1,,,1250.50,1100.00,
"""
ITALIAN = f"""sku;search;vendor;title;quantity;margin;discount;sell_price;unit_price;note
'{SERVER};;;Windows;2;12,5;;;;due host, già pronti
{CAL};;Microsoft;;1025;;5,0 %;;;
;visio ltsc professional 2024;;;1;;;€ 1.560,00;;
;;Adobe;Acrobat Pro;1;;;1.250,50;1.100,00;
"""


def _without_places(quote):
    for line in quote["lines"]:
        if line["price_source"]["kind"] == "request":
            line["price_source"]["where"] = ""
    quote["problems"] = sorted(problem["code"] for problem in quote["problems"])
    return quote


TABLES = {
    "comma": COMMA.encode(),
    "comma with mark": b"\xef\xbb\xbf" + COMMA.encode(),
    "Italian Excel": ITALIAN.replace("\n", "\r\n").replace("€ ", "").encode("cp1252"),
    "Italian, UTF-8": ITALIAN.encode(),
    "Italian, UTF-16": ITALIAN.encode("utf-16"),
    "tabs": ITALIAN.replace(";", "\t").encode(),
    "trailing blanks": "\n".join(line + ";;" for line in ITALIAN.splitlines()).encode(),
}


@pytest.mark.parametrize("table", TABLES)
def test_the_same_quote(cli, tmp_path, table):
    file = tmp_path / "lines.csv"
    file.write_bytes(TABLES[table])
    expected = cli("quote", "build", "-", *PRICED, "-f", "json", stdin=YAML.encode())
    found = cli("quote", "build", str(file), *PRICED, *WHOLE, "--margin", "12", "-f", "json")
    assert found.code == 0, found.err
    assert _without_places(json.loads(found.out)) == _without_places(json.loads(expected.out))


@pytest.mark.parametrize("margin", [12.5, Percent(0.125), "12,5", "12.5%"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_workbook_of_lines(cli, tmp_path, kind, margin):
    file = tmp_path / f"lines.{kind}"
    file.write_bytes(KINDS[kind]({"Lines": [["sku", "quantity", "margin"], [SERVER, 2, margin], [CAL, 25, None]]}))
    assert cli("quote", "build", "-", *PRICED, *WHOLE, "-f", "json", stdin=file.read_bytes()).code == 0
    found = json.loads(cli("quote", "build", str(file), *PRICED, *WHOLE, "-f", "json").out)
    assert [(line["sku"], line["quantity"], line["sell_price"]["amount"]) for line in found["lines"]] == [
        (SERVER, 2, "1167.31"),
        (CAL, 25, "48.64"),
    ]


def test_from_standard_input_by_its_header(cli):
    for table in (COMMA, f'"SKU";"Quantity"\n{SERVER};1\n'):
        ran = cli("quote", "build", "-", *PRICED, *WHOLE, stdin=table.encode())
        assert ran.code == 0 and SERVER in ran.out


def test_columns_of_the_whole_request(cli):
    table = (
        "number,date,customer,customer_vat_id,po_number,valid_days,market,sku,quantity\n"
        f"Q-7,23/11/2026,Rossi,IT01234569992,PO-1,10,IT,{SERVER},1\n"
        f",,,,,,,{CAL},2\n"
    )
    found = json.loads(cli("quote", "build", "-", *PRICED, "--vat", "22", "-f", "json", stdin=table.encode()).out)
    assert (found["number"], found["date"], found["valid_until"]) == ("Q-7", "2026-11-23", "2026-12-03")
    assert found["customer"]["name"] == "Rossi" and found["customer"]["vat_id"] == "IT01234569992"


def test_profile_and_options_say_what_the_table_leaves_open(cli, tmp_path, monkeypatch):
    settings = tmp_path / "licensectl.yaml"
    settings.write_text("profile: {margin: 20, vat_rate: 10}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(settings))
    table = f"sku,quantity\n{SERVER},1\n".encode()
    by_profile = json.loads(cli("quote", "build", "-", *PRICED, "--customer", "X", "-f", "json", stdin=table).out)
    assert by_profile["lines"][0]["sell_price"]["amount"] == "1276.75" and by_profile["totals"]["vat"][0]["rate"] == "10"
    by_option = json.loads(cli("quote", "build", "-", *PRICED, *WHOLE, "--discount", "10", "-f", "json", stdin=table).out)
    assert by_option["lines"][0]["sell_price"]["amount"] == "1029.57" and by_option["totals"]["vat"][0]["rate"] == "22"


def test_options_replace_what_a_file_in_yaml_says(cli):
    request = f"customer: {{name: X}}\nvat: {{rate: 4}}\ndiscount: 10\nlines: [{{sku: {SERVER}, quantity: 1}}]\n".encode()
    found = json.loads(cli("quote", "build", "-", *PRICED, *WHOLE, "--margin", "50", "--market", "IT", "-f", "json", stdin=request).out)
    assert found["customer"]["name"] == "Contoso" and found["totals"]["vat"][0]["rate"] == "22"
    assert found["lines"][0]["sell_price"]["amount"] == "2042.80", "twice the unit price of 1,021.40"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("sku,quantity,margn\nX,1,1\n", ["<stdin>:1: 'margn' is not a valid column. Did you mean margin"]),
        ("sku,quantity,zzz\nX,1,1\n", ["<stdin>:1: 'zzz' is not a valid column, and none is similar. Remove it. "]),
        ("sku,sku,quantity\nX,X,1\n", ["<stdin>:1: The column 'sku' occurs twice"]),
        (f"sku,quantity\n{SERVER},x\n", ["<stdin>:2: 'x' is not a valid whole number for row 2, column quantity"]),
        (f"sku,quantity\n{SERVER},1.5\n", ["<stdin>:2: '1.5' is not a valid whole number for row 2, column quantity"]),
        (f"sku;quantity\n{SERVER};1.000\n", ["<stdin>:2: row 2, column quantity: '1.000' can mean 1000 or 1.000"]),
        (f'sku,quantity,sell_price\n{SERVER},1,"1,250"\n', ["<stdin>:2: row 2, column sell_price: '1,250' can mean 1250 or 1.250"]),
        (
            f"sku,quantity,margin\n{SERVER},1,100\n{CAL},0,5\n",
            ["<stdin>:2: 100 % is not a valid margin", "<stdin>:3: '0' is not a valid quantity"],
        ),
        (f"sku,part_number,quantity\n{SERVER},X,1\n", ["<stdin>:2: A line names its product"]),
        ("sku,quantity\nNOWHERE,1\n,1\n", ["<stdin>:2: 'NOWHERE' is not in the catalogue", "<stdin>:3: A line names its product"]),
        (f"sku,vendor,quantity\n{SERVER},Adobe,1\n", ["<stdin>:2: 'sku' is not a valid key", "title is missing", "sell_price is missing"]),
        (f"sku,quantity\n{SERVER}\n", ["<stdin>:2: "]),
        (f'sku,quantity\n{SERVER},"1\n', ["<stdin>:2: "]),
        (f"number,sku,quantity\nA,{SERVER},1\nB,{SERVER},1\n", ["<stdin>:3: number is 'B' here and 'A' above"]),
        ("sku,quantity\n", ["contains no request"]),
        (f"sku,quantity,sell_price\n{SERVER},1,{'9' * 40}\n", ["not a valid amount for row 2, column sell_price"]),
        (f"sku,quantity,note\n{SERVER},0,\x1b[31m<script>\n", ["<stdin>:2: '0' is not a valid quantity"]),
    ],
)
def test_what_is_wrong_with_a_table(cli, table, expected):
    ran = cli("quote", "build", "-", *PRICED, *WHOLE, stdin=table.encode())
    assert ran.code == 1 and not ran.out and "\x1b" not in ran.err
    assert all(words in ran.err for words in expected), ran.err


def test_twelve_mistakes_are_twelve_messages(cli):
    rows = [
        f"{SERVER},,0,,,", "NOWHERE,,1,,,", f"{SERVER},X,1,,,", f"{SERVER},,x,,,", f"{SERVER},,1,100,,", f"{SERVER},,1,,101,",
        f"{SERVER},,1,5,5,", f"{SERVER},,1,,,-1", f"{SERVER},,1,,,x", f"{SERVER},,99999999,,,", ",,1,,,", f"{SERVER},,1,,,1E400",
    ]  # fmt: skip
    ran = cli(
        "quote", "build", "-", *PRICED, *WHOLE, stdin=("sku,part_number,quantity,margin,discount,sell_price\n" + "\n".join(rows)).encode()
    )
    assert ran.code == 1
    assert [int(line.split(":")[2]) for line in ran.err.splitlines()] == list(range(2, 14)), ran.err


def test_the_file_that_the_readme_shows(cli):
    assert (ROOT / "examples" / "lines.csv").exists()
    assert cli("quote", "build", "examples/lines.csv", *PRICED, *WHOLE).code == 0


def test_costs_of_a_table(cli):
    ran = cli("compare", "costs", "-", *PRICED, "-f", "csv", stdin=COMMA.encode())
    assert ran.code == 0 and ran.out.splitlines()[-1].startswith("total,,Net EUR")


QUOTE_WIDE = f"""customer: {{name: Contoso, country: IT, vat_id: IT07643520567}}
vat: {{VAT}}
shipping: 12.30
discount_amount: 50
lines:
  - {{sku: {SERVER}, quantity: 2, discount: 5}}
  - {{sku: {CAL}, quantity: 3, discount_amount: 7.50}}
other:
  - {{vendor: Adobe, title: Acrobat Pro, quantity: 1, sell_price: 250.00, unit_price: 220.00}}
"""
WAYS = [("csv",), ("tsv",), ("xlsx",), ("csv", "--csv-dialect", "excel-it")]


def _exported(cli, tmp_path, vat, way, view="internal"):
    (tmp_path / "r.yaml").write_text(QUOTE_WIDE.replace("{VAT}", vat), encoding="utf-8")
    built = ("quote", "build", str(tmp_path / "r.yaml"), *PRICED)
    name = str(tmp_path / f"q.{way[0]}")
    assert cli(*built, "--view", view, "-f", *way, "-o", name).code == 0
    return json.loads(cli(*built, "-f", "json").out)["totals"], name


@pytest.mark.parametrize("view", ["internal", "customer"])
@pytest.mark.parametrize("way", WAYS)
def test_an_exported_quote_keeps_its_discount_and_shipping(cli, tmp_path, way, view):
    before, name = _exported(cli, tmp_path, "{rate: 22}", way, view)
    after = json.loads(cli("quote", "build", name, *PRICED, *WHOLE, "-f", "json").out)["totals"]
    assert before["discount"]["amount"] == "50.00"
    for sum_ in ("shipping", "discount", "net", "gross", "payable"):
        assert after[sum_] == before[sum_]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("regime", ["reverse_charge", "split_payment", "exempt", "out_of_scope"])
def test_an_exported_quote_keeps_its_tax_regime(cli, tmp_path, way, regime):
    vat = "{split_payment: true, rate: 22}" if regime == "split_payment" else f"{{{regime}: true}}"
    before, name = _exported(cli, tmp_path, vat, way)
    for more in ((), ("--vat", regime)):
        after = json.loads(cli("quote", "build", name, *PRICED, "--customer", "Contoso", *more, "-f", "json").out)["totals"]
        assert (after["tax_regime"], after["payable"], after["gross"]) == (regime, before["payable"], before["gross"])
    refused = cli("quote", "build", name, *PRICED, *WHOLE)
    assert refused.code == 1 and regime in refused.err and "[LC-LINES-OTHER-REGIME]" in refused.err


@pytest.mark.parametrize(("old", "new", "code"), [("50.00", "40.00", "LC-LINES-DIFFERS"), ("reverse_charge", "none", "LC-LINES-REGIME")])
def test_rows_of_an_exported_quote_agree(cli, tmp_path, old, new, code):
    _, name = _exported(cli, tmp_path, "{reverse_charge: true}", ("csv",))
    text = (tmp_path / "q.csv").read_text(encoding="utf-8")
    (tmp_path / "q.csv").write_text(text.replace(old, new, 1 if code == "LC-LINES-DIFFERS" else -1), encoding="utf-8")
    refused = cli("quote", "build", name, *PRICED, "--customer", "Contoso")
    assert refused.code == 1 and code in refused.err


NOTES = ['=2+2 host; già "pronti"', None, "- consegna, in due parti"]


@pytest.mark.parametrize("view", ["internal", "customer"])
@pytest.mark.parametrize("way", WAYS)
def test_an_exported_quote_keeps_the_notes_of_its_lines(cli, tmp_path, way, view):
    lines = [
        {"sku": sku, "quantity": 1, "sell_price": "1400.00", **({"note": note} if note else {})}
        for sku, note in zip((SERVER, CAL), NOTES, strict=False)
    ]
    other = {"vendor": "Adobe", "title": "Acrobat Pro", "quantity": 1, "sell_price": "900.00", "note": NOTES[2]}
    request = {"customer": {"name": "Contoso"}, "vat": {"rate": "22"}, "lines": lines, "other": [other]}
    (tmp_path / "r.yaml").write_text(json.dumps(request), encoding="utf-8")
    name = str(tmp_path / f"q.{way[0]}")
    assert cli("quote", "build", str(tmp_path / "r.yaml"), *PRICED, "--view", view, "-f", *way, "-o", name).code == 0
    again = json.loads(cli("quote", "build", name, *PRICED, *WHOLE, "-f", "json").out)
    assert [line["note"] for line in again["lines"]] == NOTES


@pytest.mark.parametrize(
    ("row", "code"),
    [(";5;20,00;100,00", "LC-QUOTE-NAME"), (";;20,00;100,00", "LC-DATA-MISSING"), ("Totale;;;600,00", "LC-LINES-TOTAL"), (";;;600,00", "")],
)
def test_a_row_without_product_is_left_out_only_if_it_is_a_sum(cli, tmp_path, row, code):
    path = tmp_path / "lines.csv"
    path.write_text(f"Codice;Quantità;Prezzo;Totale\nDG7GMGF0PWHT:0002;10;50,00;500,00\n{row}\n", encoding="utf-8")
    ran = cli("quote", "build", str(path), "--customer", "Contoso", "--vat", "22", "--as-of", "2026-11-23")
    assert (ran.code, "lines.csv:3: " in ran.err) == ((1, True) if code else (0, False)) and code in ran.err
