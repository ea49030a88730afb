"""Custom order files: a map is checked as a whole before it is used, and the file is what the map says."""

import json

import pytest

DAY = ("--as-of", "2026-11-23", "--prices", "examples/price-sheet-software-IT-2026-11.csv")
MAP = """name: sample
delimiter: ";"
decimal: ","
date: dd/mm/yyyy
columns:
  - {column: Order, field: order_ref, required: true}
  - {column: Item, text: "{product_id}/{sku_id}", required: true}
  - {column: Day, field: quote_date}
  - {column: Who, field: customer_name, max_length: 40}
  - {column: Price, field: unit_price}
"""


def export(cli, tmp_path, text=MAP, request="examples/request.yaml", *more):
    path = tmp_path / "map.yaml"
    path.write_text(text)
    return cli("order", "export", request, "--profile", str(path), "-q", *DAY, *more)


def test_rows_in_the_form_of_the_map(cli, tmp_path):
    ran = export(cli, tmp_path)
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[:2] == [
        "Order;Item;Day;Who;Price",
        "Q-2026-0042;DG7GMGF0PWHC/0003;23/11/2026;Contoso S.r.l.;1021,40",
    ]
    bare = export(cli, tmp_path, MAP + "header: false\nbom: true\n")
    assert bare.out.startswith("\ufeffQ-2026-0042;")


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("yyyymmdd", "20261123"),
        ("yyyy-mm-dd", "2026-11-23"),
        ("mm/dd/yyyy", "11/23/2026"),
        ("dd.mm.yy", "23.11.26"),
        ("yy mm dd", "26 11 23"),
    ],
)
def test_dates(cli, tmp_path, form, said):
    assert f";{said};" in export(cli, tmp_path, MAP.replace("dd/mm/yyyy", form)).out


BAD = {
    "unknown field": ("order_ref,", "order_rfe,", "LC-PROFILE-FIELD", 6),
    "inside of a field": ("{sku_id}", "{sku_id.__class__}", "LC-PROFILE-FIELD", 7),
    "format inside": ("{sku_id}", "{sku_id:>99999999}", "LC-PROFILE-TEXT", 7),
    "open brace": ("{sku_id}", "{sku_id", "LC-PROFILE-TEXT", 7),
    "no name": ("{sku_id}", "{}", "LC-PROFILE-FIELD-FAR", 7),
    "field and text": ("field: order_ref", "field: order_ref, text: x", "LC-PROFILE-SOURCE", 6),
    "neither": ("field: order_ref, ", "", "LC-PROFILE-SOURCE", 6),
    "twice": ("column: Item", "column: Order", "LC-PROFILE-TWICE", 7),
    "length": ("max_length: 40", "max_length: 0", "LC-PROFILE-LENGTH", 9),
    "delimiter": ('";"', '"::"', "LC-PROFILE-DELIMITER", 2),
    "date without year": ("dd/mm/yyyy", "dd/mm", "LC-PROFILE-DATE", 4),
    "date with two days": ("dd/mm/yyyy", "dd/dd/yyyy", "LC-PROFILE-DATE", 4),
    "decimal": ('decimal: ","', 'decimal: "x"', "LC-DATA-VALUE", 3),
    "unknown key": ("name: sample", "nmae: sample", "LC-DATA-UNKNOWN", 1),
    "order of a csv": ("name: sample", "order: [{column: A, field: market}]", "LC-PROFILE-ORDER", 1),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_map(cli, tmp_path, case):
    old, new, code, line = BAD[case]
    assert old in MAP
    ran = export(cli, tmp_path, MAP.replace(old, new))
    assert (ran.code, ran.out) == (1, "")
    assert f"map.yaml:{line}: " in ran.err and f"[{code}]" in ran.err, ran.err


def test_all_mistakes_at_once(cli, tmp_path):
    ran = export(cli, tmp_path, MAP.replace("order_ref", "oder").replace("yyyy", "y").replace("quote_date", "day"))
    assert len(ran.err.splitlines()) == 3


def test_what_is_required_and_missing(cli, tmp_path):
    boxes = "examples/box-request.yaml"
    ran = export(cli, tmp_path, MAP, boxes)
    assert ran.code == 1 and ran.err.count("[LC-PROFILE-REQUIRED]") == 2
    assert "[LC-PROFILE-TOO-LONG]" in export(cli, tmp_path, MAP.replace("max_length: 40", "max_length: 3")).err
    assert "[LC-PROFILE-PROGRAM]" in export(cli, tmp_path, MAP + "programs: [csp]\n", boxes).err


def test_formulas_are_guarded_unless_the_map_says_otherwise(cli, tmp_path):
    constant = MAP + '  - {column: Sum, text: "=1+1"}\n'
    assert ";'=1+1" in export(cli, tmp_path, constant).out
    assert ";=1+1" in export(cli, tmp_path, constant + "guard: false\n").out


def test_one_object_per_order(cli, tmp_path, golden):
    ran = cli("order", "export", "examples/request.yaml", "--profile", "examples/order-profile-json.yaml", "-q", *DAY)
    golden("order-profile.json", ran.out)
    body = json.loads(ran.out)
    assert list(body) == ["reference", "poNumber", "customerTenant", "market", "items"]


def test_the_italian_example(cli, golden):
    golden(
        "order-profile.csv",
        cli("order", "export", "examples/request.yaml", "--profile", "examples/order-profile-italian.yaml", "-q", *DAY).out,
    )


def test_target_or_profile(cli):
    both = ("--target", "csv", "--profile", "examples/order-profile-json.yaml")
    assert cli("order", "export", "examples/request.yaml", *both).code == 2


def test_a_workbook(cli, tmp_path):
    from openpyxl import load_workbook

    out = tmp_path / "order.xlsx"
    ran = export(cli, tmp_path, MAP + "format: xlsx\n", "examples/request.yaml", "-o", str(out))
    assert ran.code == 0, ran.err
    rows = list(load_workbook(out).active.iter_rows(values_only=True))
    assert ("Order", "Item", "Day", "Who", "Price") in rows
    assert any(row[1] == "DG7GMGF0PWHC/0003" for row in rows)
