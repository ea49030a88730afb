"""Order files from the command line: each holds the fields of its target and nothing else, and none is written past a reason against it."""

import json

import pytest
from helpers import EXAMPLES, ROOT, SHEET

from licensectl.app.orders.targets import file_names

DAY = ("--as-of", "2026-11-23")
REQUEST = """
number: Q-1
date: 2026-11-23
po_number: PO-1
po_date: 2026-11-20
program: csp
market: IT
currency: EUR
segment: Commercial
vat: {rate: 22}
customer:
  name: Contoso S.r.l.
  tenant_id: 6c3a2b7e-0000-4000-8000-5d1f2c9b7a10
  country: IT
  qualification: Commercial
  marketplace_id: "1000001"
  mca: {agreed_on: 2026-11-01, first_name: Anna, last_name: Rossi, email: anna@contoso.example}
lines:
  - {sku: DG7GMGF0PWHC:0003, quantity: 2, unit_price: 1000.00, sell_price: 1100.00, availability_id: DG7GMGF0AAA1, distributor_sku: X-1}
"""


def changed(old, new):
    assert old in REQUEST
    return REQUEST.replace(old, new)


def written(tmp_path, text):
    path = tmp_path / "request.yaml"
    path.write_text(text)
    return str(path)


BOXES = (EXAMPLES / "box-request.yaml").read_text()
TARGETS = {
    "partner-center": (REQUEST, {"PartnerOnRecordAttestationAccepted", "lineItems"}, {"id", "catalogItemId", "quantity", "billingCycle"}),
    "cloudblue": (REQUEST, {"type", "customerId", "poNumber", "products"}, {"mpn", "quantity"}),
    "xvantage": (
        BOXES.partition("other:")[0],
        {"customerOrderNumber", "endCustomerOrderNumber", "lines"},
        {"customerLineNumber", "ingramPartNumber", "quantity"},
    ),
}


@pytest.mark.parametrize("target", TARGETS)
def test_a_file_fits_its_schema(cli, tmp_path, target):
    from jsonschema import Draft202012Validator

    text, fields, line_fields = TARGETS[target]
    ran = cli("order", "export", written(tmp_path, text), "--target", target, *DAY)
    assert ran.code == 0, ran.err
    body = json.loads(ran.out)
    schema = json.loads((ROOT / "data" / "schemas" / "targets" / f"{target}.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(body)
    assert set(body) == fields
    [lines] = [value for value in body.values() if isinstance(value, list)]
    assert set(lines[0]) == line_fields
    assert json.loads(cli("schema", target).out) == schema


def test_a_cart_names_resellers_and_attests_only_what_is_said(cli, tmp_path):
    request = written(tmp_path, REQUEST)
    ran = cli(
        "order", "export", request, "--target", "partner-center", "--reseller", "5357564", "--reseller", "517285", "--no-attest", *DAY
    )
    body = json.loads(ran.out)
    assert body["PartnerOnRecordAttestationAccepted"] is False
    assert [item["key"] for item in body["lineItems"][0]["participants"]] == ["transaction_reseller", "additional_transaction_reseller"]
    wrong = cli("order", "export", request, "--target", "partner-center", "--reseller", "Contoso", *DAY)
    assert (wrong.code, wrong.out) == (1, "") and "[LC-ORDER-SHAPE]" in wrong.err
    seven = [part for number in range(7) for part in ("--reseller", str(number))]
    assert "[LC-ORDER-SHAPE]" in cli("order", "export", request, "--target", "partner-center", *seven, *DAY).err


def test_a_number_too_long_for_the_distributor(cli, tmp_path):
    text = BOXES.partition("other:")[0].replace("Q-2026-0043", "Q" * 36)
    ran = cli("order", "export", written(tmp_path, text), "--target", "xvantage", *DAY)
    assert (ran.code, ran.out) == (1, "") and "customerOrderNumber" in ran.err


def test_several_orders_want_a_folder(cli, tmp_path):
    ran = cli("order", "export", "examples/box-request.yaml", "--target", "xvantage", *DAY)
    assert (ran.code, ran.out) == (1, "") and "[LC-ORDER-SEVERAL]" in ran.err
    folder = tmp_path / "orders"
    folder.mkdir()
    ran = cli("order", "export", "examples/box-request.yaml", "--target", "xvantage", "-o", str(folder), *DAY)
    assert ran.code == 0, ran.err
    files = sorted(folder.iterdir())
    assert ran.out.split() == [str(path) for path in files]
    assert [json.loads(path.read_text())["customerOrderNumber"] for path in files] == ["Q-2026-0043-1", "Q-2026-0043-2"]
    again = cli("order", "export", "examples/box-request.yaml", "--target", "xvantage", "-o", str(folder), *DAY)
    assert again.code == 1 and again.err.count("LC-OUT-EXISTS") == 2


@pytest.mark.parametrize("number", ["../../outside", "/etc/passwd", "..", r"C:\x", "CON", "a\\u0000b", "é" * 200])
def test_no_number_leads_out_of_the_folder(cli, tmp_path, number):
    folder = tmp_path / "orders"
    folder.mkdir()
    text = BOXES.replace("Q-2026-0043", f'"{number}"' if "\\u" in number else f"'{number}'")
    ran = cli("order", "export", written(tmp_path, text), "--target", "xvantage", "-o", str(folder), *DAY)
    names = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert {path.parent for path in tmp_path.rglob("*.json")} <= {folder}
    assert all(name == "request.yaml" or name.startswith("xvantage-") for name in names)
    assert ran.code in (0, 1)


def test_a_link_in_the_folder_is_not_followed(cli, tmp_path):
    folder, outside = tmp_path / "orders", tmp_path / "outside.json"
    folder.mkdir()
    (folder / "xvantage-Q-2026-0043-1.json").symlink_to(outside)
    ran = cli("order", "export", "examples/box-request.yaml", "--target", "xvantage", "-o", str(folder), *DAY)
    assert ran.code == 1 and not outside.exists()
    assert cli("order", "export", "examples/box-request.yaml", "--target", "xvantage", "-o", str(folder), "--force", *DAY).code == 0
    assert not outside.exists()


def test_refused_unless_somebody_says_why(cli, tmp_path):
    request, out = written(tmp_path, changed("2026-11-01", "2026-11-30")), tmp_path / "cart.json"
    command = ("order", "export", request, "--target", "partner-center", "-o", str(out), *DAY)
    ran = cli(*command)
    assert (ran.code, ran.out) == (3, "") and not out.exists()
    assert "LC-PLACE-MCA-FUTURE" in ran.err and "LC-PLACE-REFUSED" in ran.err
    ran = cli(*command, "--despite", "signed copy is on paper")
    assert ran.code == 0 and out.exists()
    assert "signed copy is on paper. [LC-PLACE-DESPITE]" in ran.err
    assert cli("order", "check", request, *DAY).code == 3


def test_check_as_json(cli, tmp_path):
    ran = cli("order", "check", written(tmp_path, changed("2026-11-01", "2026-11-30")), "-f", "json", *DAY)
    record = json.loads(ran.out)
    assert ran.code == 3
    assert list(record) == ["schema", "as_of", "data_version", "verdict", "placeable", "target", "problems"]
    assert (record["schema"], record["verdict"], record["placeable"]) == ("licensectl.order-check/1", "not_placeable", False)
    assert [problem["code"] for problem in record["problems"]] == [
        "LC-PLACE-MPA",
        "LC-PLACE-PREREQUISITES",
        "LC-PLACE-MCA-FUTURE",
    ]


def test_moved_and_no_longer_listed(cli, tmp_path):
    sheet = (ROOT / SHEET).read_text(encoding="utf-8")
    moved = tmp_path / "sheet.csv"
    # The row that counts on the order's day costs more than the one of the quote's day.
    row = next(line for line in sheet.splitlines() if ",EUR," in line and "DG7GMGF0PWHC,3," in line)
    ended = row.replace("9999-11-30", "2026-11-23")
    dearer = row.replace("1021.40", "1099.00").replace("2025-10-01", "2026-11-24")
    moved.write_text("\n".join([sheet.splitlines()[0], ended, dearer]) + "\n", encoding="utf-8")
    request = written(tmp_path, REQUEST.replace("unit_price: 1000.00, sell_price: 1100.00, ", "sell_price: 1200.00, "))
    found = json.loads(cli("order", "check", request, "--prices", str(moved), "-f", "json", "--as-of", "2026-11-24").out)["problems"]
    assert "LC-PLACE-MOVED" in [problem["code"] for problem in found]


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "x" * 1_000_000])
def test_hostile_names(cli, tmp_path, name):
    request = written(tmp_path, REQUEST.replace("name: Contoso S.r.l.", f'name: "{name}"'))
    check = cli("order", "check", request, *DAY)
    assert "\x1b" not in check.out + check.err and len(check.err) < 20_000
    lines = cli("order", "export", request, "--target", "csv", "--csv-dialect", "excel-it", *DAY)
    assert "\x1b" not in lines.out and "\x00" not in lines.out and ";=cmd" not in lines.out
    # Control characters are refused, other signs are made harmless.
    assert lines.code == (1 if "\\u" in name else 0), lines.err[:500]


@pytest.mark.parametrize("name", ["\\u001b[31mred", "a\\u0000b", "a\\u202eb", "a\\u200bb"])
def test_names_with_hidden_characters(cli, tmp_path, name):
    request = written(tmp_path, REQUEST.replace("name: Contoso S.r.l.", f'name: "{name}"'))
    for command in (("order", "check", request), ("order", "export", request, "--target", "csv")):
        ran = cli(*command, *DAY)
        assert ran.code in (1, 3) and "LC-QUOTE-SIGNS" in ran.out + ran.err and "\x1b" not in ran.out + ran.err


@pytest.mark.parametrize("lang", ["en", "it"])
def test_what_a_person_reads(cli, golden, lang):
    ran = cli("order", "check", "examples/request.yaml", "--prices", SHEET, "--lang", lang, "-f", "text", *DAY)
    assert ran.code == 3
    golden(f"order-check.{lang}.txt", ran.out)


PROFILE = "profile:\n  mpa: {signed_on: 2020-01-31, country: IT}\n  credit: {limit: 5000, days: 30, unpaid: 1000}\n"


def test_the_profile_is_what_confirms_the_rest(cli, tmp_path, monkeypatch):
    settings = tmp_path / "mine.yaml"
    settings.write_text(PROFILE)
    monkeypatch.setenv("LICENSECTL_CONFIG", str(settings))
    request = written(tmp_path, REQUEST)
    ran = cli("order", "check", request, *DAY)
    assert ran.code == 0, ran.out
    record = ("order", "record", "--id", "6dc5c039750a", "--line", "DG7GMGF0PWHC:0003=1@2000.01", "--placed")
    assert cli(*record, "2026-10-23").code == 0
    assert cli("order", "check", request, *DAY).code == 0
    cli(*record, "2026-10-24")
    ran = cli("order", "check", request, *DAY)
    assert ran.code == 3 and "1999.99 EUR" in ran.out and "LC-PLACE-CREDIT" in ran.out
    cli("order", "record", "--id", "6dc5c039750a", "--status", "cancelled")
    assert cli("order", "check", request, *DAY).code == 0


EXCEEDED = [
    ("en", "what is not yet paid already exceeds the credit line of 5000.00 EUR by 12345.60 EUR"),
    ("it", "quanto non è ancora pagato supera già di 12.345,60 EUR il fido di 5.000,00 EUR"),
]


@pytest.mark.parametrize(("lang", "words"), EXCEEDED)
def test_by_how_much_the_credit_line_is_exceeded(cli, tmp_path, monkeypatch, lang, words):
    settings = tmp_path / "mine.yaml"
    settings.write_text(PROFILE.replace("unpaid: 1000", "unpaid: 17345.60"))
    monkeypatch.setenv("LICENSECTL_CONFIG", str(settings))
    ran = cli("order", "check", written(tmp_path, REQUEST), "--lang", lang, "-f", "json", *DAY)
    [said] = [one["message"] for one in json.loads(ran.out)["problems"] if one["code"] == "LC-PLACE-CREDIT-EXCEEDED"]
    assert words in said and "-12" not in said


@pytest.mark.parametrize("bad", ["limit: NaN", "limit: Infinity", "limit: 5000, days: 99999999999", "limit: 1e99"])
def test_a_credit_line_that_is_none(cli, tmp_path, monkeypatch, bad):
    settings = tmp_path / "mine.yaml"
    settings.write_text(f"profile: {{credit: {{{bad}}}}}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(settings))
    ran = cli("order", "check", written(tmp_path, REQUEST), *DAY)
    assert ran.code == 1 and "[LC-" in ran.err


def test_a_profile_is_read_with_its_line(cli, tmp_path, monkeypatch):
    settings = tmp_path / "mine.yaml"
    settings.write_text(PROFILE.replace("signed_on", "singed_on").replace("limit: 5000", "limit: much"))
    monkeypatch.setenv("LICENSECTL_CONFIG", str(settings))
    ran = cli("order", "check", written(tmp_path, REQUEST), *DAY)
    assert ran.code == 1 and "mine.yaml:2: " in ran.err and "mine.yaml:3: " in ran.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--cancel", "--target", "csv"), "--cancel needs --target partner-center."),
        (("--cancel", "--profile", "map.yaml"), "--cancel needs --target partner-center."),
        (("--line", "1", "--target", "csv"), "--line needs --cancel."),
    ],
)
def test_what_goes_with_cancel(cli, options, said):
    ran = cli("order", "export", "x", *options)
    assert ran.code == 2 and said in ran.err and "[LC-CLI-ALONE]" in ran.err


def test_long_numbers_that_begin_alike_make_a_file_each():
    names = file_names(["Q" * 100 + "-1", "Q" * 100 + "-2", None, None, "../x"], "csv")
    assert len(set(names)) == 5 and names[2:] == ["csv-order.json", "csv-order-2.json", "csv-x.json"]


SPELLINGS = {
    "a catalogue item": "sku: DG7GMGF0PWHC:0003:DG7GMGF0AAA1",
    "another separator": "sku: dg7gmgf0pwhc/3/dg7gmgf0aaa1",
    "blanks and case": "sku: DG7GMGF0PWHC-0003, availability_id: ' dg7gmgf0aaa1 '",
    "both alike": "sku: DG7GMGF0PWHC:0003:DG7GMGF0AAA1, availability_id: DG7GMGF0AAA1",
    "the whole item as availability_id": "sku: DG7GMGF0PWHC_0003, availability_id: DG7GMGF0PWHC:0003:DG7GMGF0AAA1",
}


@pytest.mark.parametrize("case", SPELLINGS)
def test_spellings_of_a_catalogue_item(cli, tmp_path, case):
    text = changed("sku: DG7GMGF0PWHC:0003", SPELLINGS[case]).replace(", availability_id: DG7GMGF0AAA1, distributor_sku: X-1", "")
    ran = cli("order", "export", written(tmp_path, text), "--target", "partner-center", *DAY)
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["lineItems"][0]["catalogItemId"] == "DG7GMGF0PWHC:0003:DG7GMGF0AAA1"


def test_two_availability_ids_of_one_line(cli, tmp_path):
    text = changed("sku: DG7GMGF0PWHC:0003", "sku: DG7GMGF0PWHC:0003:DG7GMGF0AAA2")
    ran = cli("order", "export", written(tmp_path, text), "--target", "partner-center", *DAY)
    assert (ran.code, ran.out) == (1, "") and "[LC-QUOTE-AVAILABILITY]" in ran.err and "DG7GMGF0AAA2" in ran.err


def test_an_order_of_an_incomplete_quote_exits_3(cli, tmp_path):
    request = tmp_path / "request.yaml"
    request.write_text("customer: {name: C}\nvat: {rate: 22}\nlines:\n- {sku: 'DG7GMGF0PWHC:0003', quantity: 1}\n")
    checked = cli("order", "check", str(request), "--target", "csv")
    assert checked.code == 3 and "LC-PLACE-UNPRICED" in checked.out
    exported = cli("order", "export", str(request), "--target", "csv")
    assert exported.code == 3 and "LC-PLACE-UNPRICED" in exported.err and exported.out.count("DG7GMGF0PWHC") == 1
    request.write_text(request.read_text().replace("quantity: 1", "quantity: 1, sell_price: 10"))
    exported = cli("order", "export", str(request), "--target", "csv")
    assert exported.code == 0 and "LC-PLACE-UNPRICED" not in exported.err


def test_a_box_has_no_price_list_of_a_segment(cli):
    ran = cli("order", "check", "examples/box-request.yaml", *DAY)
    assert ran.code == 0 and "LC-SKU-SEGMENT" not in ran.out + ran.err
