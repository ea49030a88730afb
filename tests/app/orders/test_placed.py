"""Placed orders: Partner Center's JSON as people paste it, and the body that gives an order back."""

import json

import pytest
from helpers import EXAMPLES, ROOT
from hypothesis import given
from hypothesis import strategies as st

from licensectl.app.orders.reader import parse_orders
from licensectl.app.orders.reader_json import clean, key_remark, values
from licensectl.errors import LicensectlError

PLACED = (EXAMPLES / "placed-order.json").read_text()
DAY = ("--as-of", "2026-11-23")


def cancel(cli, tmp_path, text, *more):
    path = tmp_path / "order.json"
    path.write_text(text)
    return cli("order", "export", str(path), "--cancel", *more)


def test_the_body_names_the_lines_and_nothing_else(cli, tmp_path):
    from jsonschema import Draft202012Validator

    ran = cancel(cli, tmp_path, PLACED, *DAY)
    body = json.loads(ran.out)
    assert body == {
        "id": "a1b2c3d4e5f6",
        "status": "cancelled",
        "lineItems": [
            {"lineItemNumber": 0, "offerId": "DG7GMGF0PWHC:0003:DG7GMGF0AAA1"},
            {"lineItemNumber": 1, "offerId": "DG7GMGF0PWHT:0002:DG7GMGF0AAA3"},
        ],
    }
    schema = json.loads((ROOT / "data" / "schemas" / "targets" / "partner-center-cancel.schema.json").read_text())
    Draft202012Validator(schema).validate(body)
    assert [line["lineItemNumber"] for line in json.loads(cancel(cli, tmp_path, PLACED, "--line", "1", *DAY).out)["lineItems"]] == [1]


def test_a_line_given_back_already_is_left_out(cli, tmp_path):
    ran = cancel(cli, tmp_path, PLACED.replace('"quantity": 25', '"quantity": 0'), *DAY)
    assert [line["lineItemNumber"] for line in json.loads(ran.out)["lineItems"]] == [0]


@pytest.mark.parametrize(
    ("day", "code", "said"),
    [("2026-12-08", 0, ""), ("2026-12-09", 0, "LC-CANCEL-REVIEW"), ("2026-12-10", 3, "LC-CANCEL-REFUSED")],
)
def test_in_time(cli, tmp_path, day, code, said):
    ran = cancel(cli, tmp_path, PLACED, "--as-of", day)
    assert ran.code == code and said in ran.err
    assert bool(ran.out) == (code == 0)


def test_too_late_but_somebody_says_why(cli, tmp_path):
    ran = cancel(cli, tmp_path, PLACED, "--as-of", "2027-01-10", "--despite", "agreed with the provider")
    assert ran.code == 0 and "agreed with the provider. [LC-PLACE-DESPITE]" in ran.err


def test_an_id_alone(cli):
    ran = cli("order", "export", "6dc5c039750a", "--cancel", *DAY)
    assert json.loads(ran.out) == {"id": "6dc5c039750a", "status": "cancelled"}
    assert "[LC-CANCEL-WHOLE]" in ran.err


@pytest.mark.parametrize("one_id", ["../../etc/passwd", "a b", "", "x" * 65, "id\u202e12345678"])
def test_what_is_no_id(cli, one_id):
    ran = cli("order", "export", one_id, "--cancel", *DAY)
    assert (ran.code, ran.out) == (1, "") and re_code(ran.err)


def re_code(err):
    return "[LC-" in err and "Traceback" not in err


def test_a_checkout_of_several_orders_goes_into_a_folder(cli, tmp_path):
    order = json.loads(PLACED)
    both = json.dumps({"orders": [order, order | {"id": "ffffffff0001"}, order], "orderErrors": []})
    assert "[LC-ORDER-SEVERAL]" in cancel(cli, tmp_path, both, *DAY).err
    folder = tmp_path / "out"
    folder.mkdir()
    assert cancel(cli, tmp_path, both, "-o", str(folder), *DAY).code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["cancel-a1b2c3d4e5f6.json", "cancel-ffffffff0001.json"]


PASTED = {
    "comments": PLACED.replace('"alternateId"', '/* the other\n spelling */ "alternateId"').replace('"status"', '// state\n  "status"'),
    "typographic quotes": PLACED.replace('"completed"', "“completed”").replace('"id":', "“id”:"),
    "a comma too many": PLACED.replace('"UserPurchase"\n', '"UserPurchase",\n').replace('"quantity": 25\n    }', '"quantity": 25,\n    },'),
    "a comma and a comment": PLACED.replace('"quantity": 25\n    }', '"quantity": 25, // seats\n /* all */ },/**/'),
    "marks of both kinds": PLACED.replace('"completed"', '„completed"'),
    "an unended comment": PLACED + "/* copied from the portal",
    "other case": PLACED.replace("lineItems", "LineItems").replace("offerId", "OfferId"),
    "byte order mark": "\ufeff" + PLACED,
}


@pytest.mark.parametrize("case", PASTED)
def test_as_people_paste_it(case):
    [order], _ = parse_orders(PASTED[case].encode(), "order.json")
    assert (order.id, [line.quantity for line in order.lines]) == ("a1b2c3d4e5f6", [2, 25])


WRONG = {
    "not JSON": ("id 1\n", "LC-PLACED-JSON"),
    "YAML": ("id: 1\n", "LC-PLACED-FOREIGN"),
    "a quote missing": (PLACED.replace('"status":', '"status:'), "LC-PLACED-JSON"),
    "cut": (PLACED[:300], "LC-PLACED-JSON"),
    "empty": ("", "LC-PLACED-JSON"),
    "a list of nothing": ("[]", "LC-PLACED-NONE"),
    "a word": ('"order"', "LC-PLACED-NONE"),
    "null": ("null", "LC-PLACED-NONE"),
    "a cart": (PLACED.replace("offerId", "catalogItemId"), "LC-PLACED-CART"),
    "a cart without an id": ('{"LineItems": [{"CatalogItemId": "CFQ7TTC0LFLZ:0002:CFQ7TTC0AAAA", "Quantity": 1}]}', "LC-PLACED-CART"),
    "a line twice": (PLACED.replace('"lineItemNumber": 1', '"lineItemNumber": 0'), "LC-PLACED-LINES"),
    "a key twice": (PLACED.replace('"status"', '"id": "ffffffffffff", "status"'), "LC-PLACED-TWICE"),
    "an id that leads away": (PLACED.replace('"id": "a1b2c3d4e5f6"', '"id": "../../../etc"'), "LC-PLACED-ID"),
    "no id": (PLACED.replace('"id"', '"number"'), "LC-PLACED-MISSING"),
    "half a licence": (PLACED.replace('"quantity": 25', '"quantity": 2.5'), "LC-PLACED-LINE"),
    "a text for a quantity": (PLACED.replace('"quantity": 25', '"quantity": "1,"'), "LC-PLACED-LINE"),
    "a truth for a quantity": (PLACED.replace('"quantity": 25', '"quantity": true'), "LC-PLACED-LINE"),
    "endless digits": (PLACED.replace('"quantity": 25', '"quantity": ' + "9" * 5000), "LC-PLACED-"),
    "an offer without availability": (PLACED.replace(":DG7GMGF0AAA1", ""), "LC-CANCEL-OFFER"),
    "a day that does not exist": (PLACED.replace("2026-11-09", "2026-02-31"), "LC-PLACED-DATE"),
    "a moment without offset": (PLACED.replace("1335741Z", "13"), "LC-PLACED-DATE"),
    "brackets": ("[" * 200_000, "LC-PLACED-JSON"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong(cli, tmp_path, case):
    text, code = WRONG[case]
    ran = cancel(cli, tmp_path, text, *DAY)
    assert (ran.code, ran.out) == (1, ""), ran
    assert code in ran.err and "order.json" in ran.err


def test_a_key_twice_is_named_with_its_line(cli, tmp_path):
    text, _ = WRONG["a key twice"]
    line = next(number for number, one in enumerate(text.splitlines(), 1) if "ffffffffffff" in one)
    assert f"order.json:{line}: 'id' occurs twice" in cancel(cli, tmp_path, text, *DAY).err


def test_a_product_key_is_neither_kept_nor_shown(cli, tmp_path):
    key = "ABCDE-12345-FGHIJ-67890-KLMNO"
    text = PLACED.replace("1 User CAL", f"1 User CAL {key}")
    [order], remarks = parse_orders(text.encode(), "order.json")
    assert key not in repr(order) and remarks == []
    assert [problem.code for problem in key_remark(text.encode(), "order.json")] == ["LC-PLACED-KEY"]
    ran = cancel(cli, tmp_path, text, *DAY)
    assert key not in ran.out + ran.err and "[LC-PLACED-KEY]" in ran.err


KEY = "ABCDE-12345-FGHIJ-67890-KLMNO"


def paths(value, at=()):
    """Every place of a text or number in a document."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from paths(inner, (*at, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from paths(inner, (*at, number))
    else:
        yield at


@pytest.mark.parametrize("path", list(paths(json.loads(PLACED))), ids=str)
def test_a_product_key_in_any_field_is_not_kept(cli, tmp_path, path):
    order = json.loads(PLACED)
    place = order
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = KEY
    (tmp_path / "order.json").write_text(json.dumps(order))
    ran = cli("order", "record", str(tmp_path / "order.json"))
    assert KEY not in ran.out + ran.err and "[LC-" in ran.err
    kept = tmp_path / "home"
    assert not kept.exists() or KEY.encode() not in b"".join(file.read_bytes() for file in kept.iterdir())


FOREIGN = [
    ("entitlements", {"totalCount": 1, "items": [{"productId": "DG7GMGF0DWM3", "entitlementType": "software", "quantity": 1}]}),
    ("Xvantage", {"customerOrderNumber": "PO-1", "lines": [{"customerLineNumber": "1", "quantity": "1,"}]}),
    ("CloudBlue Connect", [{"id": "PR-0000-0001", "type": "purchase", "asset": {"id": "AS-0000-0001"}}]),
    ("CloudBlue Connect", [{"id": "TC-1", "account": {"id": "TA-1"}, "product": {"id": "PRD-1"}, "params": [], "status": "active"}]),
    ("marketplace", {"type": "sales", "customerId": "1", "products": []}),
    ("ArrowSphere", {"status": 200, "data": {"orders": []}}),
    ("cancels", {"id": "2y6dF_rVgDAXMxypQPPnTquuXhKVK_3N1", "status": "cancelled", "lineItems": [{"lineItemNumber": 0}]}),
    ("cancels", {"id": "2y6dF_rVgDAXMxypQPPnTquuXhKVK_3N1", "status": "cancelled"}),
]


@pytest.mark.parametrize(("word", "held"), FOREIGN)
def test_what_is_something_else_is_called_by_its_name(word, held):
    with pytest.raises(LicensectlError) as failure:
        parse_orders(json.dumps(held).encode(), "order.json")
    [problem] = failure.value.problems
    assert problem.code == "LC-PLACED-FOREIGN" and word in problem.line()


def test_the_answer_to_a_cancellation_is_an_order():
    """Unlike the body that asks for it, which says no date and no name."""
    answer = json.loads(PLACED) | {"status": "cancelled", "attributes": {"objectType": "Order"}}
    answer["lineItems"][0]["links"] = {"product": {"uri": "/products/DG7GMGF0PWHC?country=IT", "method": "GET", "headers": []}}
    [order], remarks = parse_orders(json.dumps(answer).encode(), "order.json")
    assert (order.status, order.lines[0].offer_id, remarks) == ("cancelled", "DG7GMGF0PWHC:0003:DG7GMGF0AAA1", [])


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.just("k"), inner),
)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ('{"a": "// no comment, } /* none */"}', '{"a": "// no comment, } /* none */"}'),
        ('{"a": "a “quoted” word"}', '{"a": "a “quoted” word"}'),
        ("{“a”: “b, ”}", '{"a": "b, "}'),
        ('{"a": "\\\\", }', '{"a": "\\\\" }'),
        ('{"a": "\\",}"}', '{"a": "\\",}"}'),
        ("[1, /* x\ny */ // z\n]", "[1 \n \n]"),
        ('{"a: 1}\n', '{"a: 1}\n'),
    ],
)
def test_what_cleaning_touches(text, cleaned):
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    "text", ["[1,, 2]", '{"a" "b"}', "{'a': 1}", "{a: 1}", "[0x10]", "[1", '["a]', '{"a": 1} {"b": 2}', "[" * 100_000, "/*" * 100_000]
)
def test_nothing_is_guessed(text):
    with pytest.raises(LicensectlError) as failure:
        list(values(text.encode(), "x"))
    assert [problem.code for problem in failure.value.problems] == ["LC-PLACED-JSON"]


@pytest.mark.parametrize("piece", [",", ", ", "//", "/*", "/* ", '"', "“", "\\", ",/**/", "// /", '",'])
def test_cleaning_takes_time_by_length(piece):
    """No pattern tries again what it has read: ten times the text would take a hundred times as long."""
    assert len(clean(piece * 100_000)) <= len(piece) * 100_000


@given(json_values)
def test_cleaning_leaves_json_as_it_is(value):
    text = json.dumps(value, ensure_ascii=False)
    assert clean(text) == text


@given(st.text())
def test_any_text_is_read_or_refused(text):
    try:
        list(values(text.encode("utf-8", "surrogatepass"), "x"))
    except LicensectlError as failure:
        assert failure.problems


def test_cancel_or_target(cli):
    assert cli("order", "export", "6dc5c039750a", "--cancel", "--target", "csv").code == 2
    assert cli("order", "export", "examples/request.yaml", "--target", "csv", "--line", "1").code == 2


def test_an_unknown_state_is_said_and_cut(cli, tmp_path):
    (tmp_path / "o.json").write_text(PLACED.replace('"completed"', f'"{"sold" * 9000}"'))
    ran = cli("order", "record", str(tmp_path / "o.json"))
    assert ran.code == 0 and "LC-PLACED-STATE" in ran.err and len(ran.err) < 700
    [order] = json.loads(cli("order", "list", "-f", "json").out)["orders"]
    assert order["status"] == "sold" * 10
    assert cli("ledger", "check").code == 3


@pytest.mark.parametrize("price", ["-5", '"x"', "[1]", "1e99"])
def test_a_price_that_cannot_be_read_is_said(cli, tmp_path, price):
    order = json.loads(PLACED)
    order["lineItems"][0]["pricing"] = {"price": "PRICE"}
    (tmp_path / "o.json").write_text(json.dumps(order).replace('"PRICE"', price))
    ran = cli("order", "record", str(tmp_path / "o.json"), "-f", "json")
    made = json.loads(ran.out)
    assert ran.code == 0 and made["orders"][0]["lines"][0]["unit_price"] is None
    assert [one["code"] for one in made["problems"]] == ["LC-PLACED-PRICE", "LC-CUSTOMER-TENANT-UNKNOWN"]


@pytest.mark.parametrize(
    ("content", "what", "command"),
    [
        ("order_ref;line;sku\n1;1;DG7GMGF0PWHC:0003\n", "a table", "invoice reconcile"),
        ("<?xml version='1.0'?><Invoice/>", "an XML document", "invoice reconcile"),
        ("<!DOCTYPE html><html></html>", "a web page", "order record --id"),
        ("# a request\ncustomer: {name: Contoso}\n", "a YAML document", "quote build"),
        ("PK\x03\x04", "a workbook", "quote build"),
        ("%PDF-1.7", "a PDF", "order record --id"),
    ],
)
def test_a_file_that_is_no_json_is_named(cli, tmp_path, content, what, command):
    (tmp_path / "order.txt").write_text(content)
    ran = cli("order", "record", str(tmp_path / "order.txt"), "--store", str(tmp_path / "l.db"))
    assert ran.code == 1 and f"This is {what}" in ran.err and f"licensectl {command}" in ran.err and "LC-PLACED-FOREIGN" in ran.err


def test_a_tenant_of_nobody_is_named_with_the_command_that_links_it(cli, tmp_path):
    store = ("--store", str(tmp_path / "l.db"))
    ran = cli("order", "record", "examples/placed-order.json", *store, *DAY)
    assert ran.code == 0 and "`licensectl order record --id a1b2c3d4e5f6 --customer NAME`. [LC-CUSTOMER-TENANT-UNKNOWN]" in ran.err
    linked = cli("order", "record", "--id", "a1b2c3d4e5f6", "--customer", "Contoso S.r.l.", *store, *DAY)
    assert linked.code == 0 and "Contoso S.r.l." in linked.out and "TENANT-UNKNOWN" not in linked.err
    assert "TENANT-UNKNOWN" not in cli("order", "record", "examples/placed-order.json", *store, *DAY).err


def test_a_price_entered_later_leaves_the_rest_of_the_line(cli):
    cli("order", "record", str(EXAMPLES / "placed-order.json"), "--customer", "Contoso")
    given = ("--line", "DG7GMGF0PWHT:0002=25@43.43", "--line", "DG7GMGF0PN5D:0002=1@429.93")
    assert cli("order", "record", "--id", "a1b2c3d4e5f6", *given).code == 0
    assert cli("order", "record", "--id", "a1b2c3d4e5f6", "--line", "DG7GMGF0PWHT:0002=24").code == 0
    [line] = json.loads(cli("order", "show", "a1b2c3d4e5f6", "-f", "json").out)["lines"]
    price = {"amount": "43.43", "currency": "EUR"}
    assert (line["number"], line["offer_id"], line["title"]) == (1, "DG7GMGF0PWHT:0002:DG7GMGF0AAA3", "Windows Server 2025 - 1 User CAL")
    assert (line["quantity"], line["unit_price"]) == (24, price)
