"""Test the order of a request without a number: linked to the saved quote of the same request, else the user is told how."""

import csv
import io
import json

import pytest
import yaml

pytestmark = pytest.mark.usefixtures("store")
DAY, LATER = ("--as-of", "2026-11-23"), ("--as-of", "2026-11-25")
REQUEST = {
    "vat": {"rate": 22},
    "customer": {"name": "Contoso S.r.l.", "country": "IT", "vat_id": "IT01234569992"},
    "lines": [{"sku": "DG7GMGF0PWHC:0003", "quantity": 2, "unit_price": 1000, "sell_price": 1100}],
}


@pytest.fixture
def write(tmp_path):
    def to(name, **more):
        path = tmp_path / name
        path.write_text(yaml.safe_dump(REQUEST | more))
        return str(path)

    return to


def save(cli, request):
    ran = cli("quote", "build", request, "--save", *DAY)
    assert ran.code == 0, ran.err


def exported(cli, named, *more):
    ran = cli("order", "export", named, "--target", "csv", *LATER, *more)
    assert ran.code == 0, ran.err
    return [row["order_ref"] for row in csv.DictReader(io.StringIO(ran.out))], ran.err


def test_the_order_has_the_number_of_the_saved_quote(cli, write):
    request = write("request.yaml")
    save(cli, request)
    save(cli, write("other.yaml", shipping=5))
    refs, said = exported(cli, request)
    assert refs == ["Q-2026-0001"]
    assert "Quote Q-2026-0001 is of the same request, and the order has its number. [LC-ORDER-NUMBERED]" in said
    said = exported(cli, request, "--lang", "it")[1]
    assert "L'offerta Q-2026-0001 è della stessa richiesta e l'ordine ne prende il numero." in said
    # What is ordered is therefore known from the request as well.
    assert cli("order", "record", "--id", "aaaaaaaaaaaa", "--placed", "2026-11-24", "--quote", "Q-2026-0001", *LATER).code == 0
    ran = cli("order", "export", request, "--target", "csv", *LATER)
    assert ran.code == 3 and "[LC-PLACE-ORDERED]" in ran.err


def test_an_order_is_linked_only_where_its_quote_is_certain(cli, write):
    request = write("request.yaml")
    assert "LC-ORDER" not in exported(cli, request)[1], "no quote of the customer is saved"
    save(cli, write("other.yaml", customer={"name": "Fabrikam"}))
    assert "LC-ORDER" not in exported(cli, request)[1]
    save(cli, write("more.yaml", lines=[REQUEST["lines"][0] | {"quantity": 3}]))
    refs, said = exported(cli, request)
    assert refs == [""] and "none of the customer's quotes (Q-2026-0002)" in said and "[LC-ORDER-UNLINKED]" in said
    save(cli, request)
    save(cli, request)
    refs, said = exported(cli, request)
    assert refs == [""] and "of the same request: Q-2026-0003, Q-2026-0004." in said and "[LC-ORDER-SAVED-SEVERAL]" in said
    refs, said = exported(cli, write("numbered.yaml", number="A-1"))
    assert refs == ["A-1"] and "LC-ORDER" not in said


def test_recording_an_order_that_names_no_quote_says_how_to_link_it(cli, write):
    save(cli, write("request.yaml"))
    order = ("order", "record", "--id", "aaaaaaaaaaaa", "--placed", "2026-11-24", "--line", "DG7GMGF0PWHC:0003=2@1000")
    ran = cli(*order, "--customer", "Contoso S.r.l.", *LATER)
    assert ran.code == 0 and "Order aaaaaaaaaaaa names no quote, and its customer has open quotes: Q-2026-0001." in ran.err
    said = json.loads(cli(*order, "--customer", "Contoso S.r.l.", "-f", "json", "--lang", "it", *LATER).out)["problems"]
    assert "L'ordine aaaaaaaaaaaa non indica un'offerta" in "".join(
        one["message"] for one in said if one["code"] == "LC-RECORD-OPEN-QUOTES"
    )
    assert "LC-RECORD-OPEN-QUOTES" not in cli(*order, "--customer", "Fabrikam", "--id", "bbbbbbbbbbbb", *LATER).err
    ran = cli("order", "record", "--id", "aaaaaaaaaaaa", "--quote", "Q-2026-0001", *LATER)
    assert ran.code == 0 and "LC-RECORD-OPEN-QUOTES" not in ran.err
    assert json.loads(cli("quote", "list", "--ordered", "-f", "json", *LATER).out)["quotes"][0]["orders"] == ["aaaaaaaaaaaa"]
