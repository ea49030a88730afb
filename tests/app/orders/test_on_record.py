"""Orders on record: written whole or not at all, found by either id, changed without losing what only we know."""

import json

import pytest
from helpers import EXAMPLES

from licensectl.db import ledger

pytestmark = pytest.mark.usefixtures("store")
PLACED = (EXAMPLES / "placed-order.json").read_text()
DAY = ("--as-of", "2026-11-23")
BY_HAND = ("order", "record", "--id", "6dc5c039750a", "--placed", "2026-11-02", "--line", "DG7GMGF0PWHC:3=2@1021.40")


def orders(cli, *more):
    return json.loads(cli("order", "list", "-f", "json", *DAY, *more).out)["orders"]


def test_by_hand(cli):
    ran = cli(*BY_HAND, "--customer", "Contoso", *DAY)
    assert ran.code == 0, ran.err
    [order] = orders(cli)
    title, price = "Windows Server 2025 Standard - 16 Core License Pack", {"amount": "1021.40", "currency": "EUR"}
    assert order["lines"] == [{"number": 0, "offer_id": "DG7GMGF0PWHC:0003", "title": title, "quantity": 2, "unit_price": price}]
    assert (order["placed"], order["last_safe_day"], order["days_left"]) == ("2026-11-02", "2026-12-01", 8)


def test_from_partner_centers_json_and_again(cli, tmp_path):
    path = tmp_path / "order.json"
    path.write_text(PLACED)
    assert cli("order", "record", str(path), "--customer", "Contoso", "--keys-fulfilled").code == 0
    path.write_text(PLACED.replace('"completed"', '"cancelled"').replace('"quantity": 25', '"quantity": 0'))
    assert cli("order", "record", str(path)).code == 0
    [order] = orders(cli)
    assert (order["status"], order["customer"], order["keys_fulfilled"], order["days_left"]) == ("cancelled", "Contoso", True, None)
    assert [line["quantity"] for line in order["lines"]] == [2, 0]


@pytest.mark.parametrize(
    ("cancelled", "status"), [({'"completed"': '"cancelled"'}, "cancelled"), ({'"quantity": 25': '"quantity": 0'}, "completed")]
)
def test_an_older_answer_undoes_no_cancellation(cli, tmp_path, cancelled, status):
    [(before, after)] = cancelled.items()
    path = tmp_path / "order.json"
    path.write_text(PLACED.replace(before, after))
    assert cli("order", "record", str(path)).code == 0
    known = orders(cli)
    path.write_text(PLACED)
    ran = cli("order", "record", str(path))
    assert ran.code == 0 and "[LC-RECORD-OLDER]" in ran.err and orders(cli) == known
    assert known[0]["status"] == status
    path.write_text(PLACED.replace(before, after))
    assert "LC-RECORD-OLDER" not in cli("order", "record", str(path)).err
    # By hand the record is corrected as before.
    cli("order", "record", "--id", known[0]["id"], "--status", "completed")
    assert orders(cli)[0]["status"] == "completed"


def test_either_spelling_is_the_same_order(cli, tmp_path):
    long = "0ET2qaZvJGfF9wgSKnWzR5JLmhp10lOc1"
    cli(*BY_HAND)
    ran = cli("order", "record", "--id", long, "--alternate-id", "6dc5c039750a", "--status", "cancelled")
    assert ran.code == 0, ran.err
    assert len(orders(cli)) == 1
    assert cli("order", "show", "6dc5c039750a").code == 0


def test_an_order_that_is_another(cli, tmp_path):
    path = tmp_path / "order.json"
    path.write_text(PLACED)
    cli("order", "record", str(path))
    path.write_text(PLACED.replace("DG7GMGF0PWHT", "DG7GMGF0PWHX"))
    ran = cli("order", "record", str(path))
    assert ran.code == 1 and "[LC-RECORD-OTHER]" in ran.err
    assert orders(cli)[0]["lines"][1]["offer_id"].startswith("DG7GMGF0PWHT")


def test_one_bad_order_and_none_is_written(cli, tmp_path):
    order, path = json.loads(PLACED), tmp_path / "orders.json"
    path.write_text(json.dumps({"orders": [order, order | {"id": "ffffffffffff", "alternateId": None, "creationDate": None}]}))
    assert "[LC-RECORD-DATE]" in cli("order", "record", str(path)).err
    assert orders(cli) == []


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--line", "DG7GMGF0PWHC:0003"), "LC-RECORD-LINE"),
        (("--line", "DG7GMGF0PWHC:0003=0"), "LC-RECORD-LINE"),
        (("--line", "DG7GMGF0PWHC:0003=2@NaN"), "LC-RECORD-LINE"),
        (("--line", "DG7GMGF0PWHC:0003=2@-1"), "LC-RECORD-LINE"),
        (("--line", "DG7GMGF0PWHC:0003=2@1.000"), "LC-RECORD-LINE"),
        (("--placed", "2026-02-31"), "LC-RET-DATE"),
        (("--placed", "2026-11-02T10:00"), "LC-RET-OFFSET"),
        (("--status", "shipped"), "LC-RECORD-VALUE"),
        (("--currency", "euro"), "LC-RECORD-VALUE"),
        (("--id", "../x"), "LC-PLACED-ID"),
        (("--id", "ABCDE-12345-FGHIJ-67890-KLMNO"), "LC-PLACED-ID"),
    ],
)
def test_wrong(cli, more, code):
    ran = cli(*BY_HAND, *more)
    assert (ran.code, ran.out) == (1, ""), ran
    assert code in ran.err
    assert orders(cli) == []


def test_what_is_missing_is_said_at_once(cli):
    ran = cli("order", "record", "--id", "6dc5c039750a")
    assert "[LC-RECORD-DATE]" in ran.err
    assert cli("order", "record").code == 2
    assert cli("order", "record", "x.json", "--id", "6dc5c039750a").code == 2
    assert "[LC-RECORD-UNKNOWN]" in cli("order", "show", "6dc5c039750a").err


def test_the_ledger_never_holds_a_product_key(cli, tmp_path):
    key = "ABCDE-12345-FGHIJ-67890-KLMNO"
    path = tmp_path / "order.json"
    path.write_text(PLACED.replace("1 User CAL", f"1 User CAL {key}").replace("{", f'{{"productKey": "{key}",', 1))
    ran = cli("order", "record", str(path), "--customer", f"Contoso {key}")
    assert ran.code == 0 and "[LC-PLACED-KEY]" in ran.err
    assert cli("ledger", "backup", str(tmp_path / "all.db")).code == 0
    kept = (tmp_path / "all.db").read_bytes()
    assert cli(*BY_HAND, "--id", key).code == 1
    assert key.encode() not in kept and key not in ran.out


def test_asking_makes_no_file(cli, tmp_path):
    assert cli("order", "list").code == 0
    assert not (tmp_path / "home").exists()


def trail(cli):
    return [(entry["what"], entry["subject"], entry["detail"]) for entry in json.loads(cli("ledger", "log", "-f", "json").out)["entries"]]


def test_a_change_leaves_a_trail(cli, tmp_path):
    cli(*BY_HAND)
    cli("order", "record", "--id", "6dc5c039750a", "--status", "cancelled")
    assert trail(cli) == [("order changed", "6dc5c039750a", "cancelled"), ("order recorded", "6dc5c039750a", "completed")]


@pytest.mark.parametrize(("first", "second"), [("6dc5c039750a", "6DC5c039750A"), ("20-B31TK", "20-b31tk"), ("20-b31tk", "20-B31tk")])
def test_an_id_in_capitals_is_the_same_order(cli, first, second):
    cli(*BY_HAND, "--id", first)
    assert cli("order", "record", "--id", second, "--status", "cancelled").code == 0
    [order] = json.loads(cli("order", "list", "-f", "json").out)["orders"]
    assert (order["id"], order["status"]) == (first, "cancelled")
    assert json.loads(cli("order", "show", second, "-f", "json").out)["id"] == first


def test_ids_that_differ_by_case_alone_are_found_as_they_are_written(cli, store):
    cli(*BY_HAND, "--id", "abcdefgh1")
    with ledger.writing(store) as connection:
        connection.execute("INSERT INTO placed_order (id, program, keys_fulfilled) VALUES ('ABCDEFGH1', 'csp', 0)")
    assert [json.loads(cli("order", "show", one, "-f", "json").out)["id"] for one in ("abcdefgh1", "ABCDEFGH1")] == [
        "abcdefgh1",
        "ABCDEFGH1",
    ]


def test_why_a_file_was_written_nevertheless_is_on_the_trail(cli, tmp_path):
    cli(*BY_HAND)
    ran = cli("order", "export", "6dc5c039750a", "--cancel", "--as-of", "2027-01-10", "--despite", "agreed by phone")
    assert ran.code == 1, "a part of an offer id is not what Partner Center takes"
    cli("order", "record", str(EXAMPLES / "placed-order.json"))
    assert cli("order", "export", "a1b2c3d4e5f6", "--cancel", "--as-of", "2027-01-10", "--despite", "agreed by phone").code == 0
    assert trail(cli)[0] == ("order file asked for despite", "LC-CANCEL-REFUSED", "agreed by phone")


def test_cancel_knows_the_lines_on_record(cli):
    cli("order", "record", str(EXAMPLES / "placed-order.json"))
    body = json.loads(cli("order", "export", "a1b2c3d4e5f6", "--cancel", "--line", "0", *DAY).out)
    assert [line["lineItemNumber"] for line in body["lineItems"]] == [0]


def test_list_filters(cli):
    cli(*BY_HAND, "--customer", "Fabrikam")
    cli(*BY_HAND, "--id", "ffffffffffff", "--placed", "2026-01-02", "--customer", "Contoso")
    assert [order["id"] for order in orders(cli)] == ["6dc5c039750a", "ffffffffffff"]
    assert [order["id"] for order in orders(cli, "--returnable")] == ["6dc5c039750a"]
    assert [order["id"] for order in orders(cli, "--customer", "contoso")] == ["ffffffffffff"]


@pytest.mark.parametrize("form", ["text", "md", "csv"])
def test_what_a_person_reads(cli, golden, form):
    cli("order", "record", str(EXAMPLES / "placed-order.json"), "--customer", "Contoso S.r.l.")
    golden(f"order-list.{form}", cli("order", "list", "-f", form, "--lang", "it", *DAY).out)
    golden(f"order-show.{form}", cli("order", "show", "a1b2c3d4e5f6", "-f", form, *DAY).out)
