"""Test what scripts rely on: keys, headers and exit statuses. They may only grow; a change here breaks somebody's script."""

import json

import pytest
from helpers import SHEET

PRICED = ("examples/request.yaml", "--prices", SHEET, "--as-of", "2026-11-23")
FRAME = ["schema", "as_of", "data_version"]


def record(cli, *command):
    return json.loads(cli(*command, "-f", "json").out)


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        (("compare", "programs"), "compare-programs"),
        (("compare", "office"), "compare-office"),
        (("sku", "show", "DG7GMGF0PWHC:0003"), "sku"),
        (("sku", "list"), "sku-list"),
        (("quote", "build", *PRICED), "quote"),
        (("price", "list"), "price-sheets"),
        (("price", "diff", SHEET, SHEET), "price-diff"),
        (("size", "windows-server", "--server", "2x10"), "size"),
        (("returns", "check", "--purchased", "2026-11-02"), "return"),
        (("returns", "plan"), "return-plan"),
        (("returns", "explain", "csp"), "return-rules"),
        (("explain", "csp.returns"), "explanation"),
        (("data", "check"), "data-check"),
        (("data", "list", "csp"), "data-list"),
        (("timeline",), "timeline"),
        (("order", "check", *PRICED), "order-check"),
        (("quote", "list"), "quotes"),
        (("quote", "verify", "--all"), "quote-verify"),
        (("quote", "diff", "examples/request.yaml", "examples/request.yaml"), "quote-diff"),
        (("order", "list"), "orders"),
        (("order", "record", "examples/placed-order.json"), "orders"),
        (("customer", "add", "Contoso"), "customer-change"),
        (("customer", "list"), "customers"),
        (("customer", "export"), "customers"),
        (("config", "show"), "config"),
        (("config", "check"), "config-files"),
        (("radar",), "radar"),
    ],
)
def test_frame(cli, command, kind):
    result = record(cli, *command)
    assert list(result)[:3] == FRAME
    assert list(result)[-1] == "problems"
    assert result["schema"] == f"licensectl.{kind}/1"


def test_programs(cli):
    result = record(cli, "compare", "programs", "--as-of", "2026-11-23")
    assert result["programs"] == ["box", "open", "csp"]
    assert len(result["attributes"]) == 38
    for attribute in result["attributes"]:
        assert list(attribute) == ["id", "title", "cells"]
        for cell in attribute["cells"].values():
            assert list(cell) == ["value", "note", "as_of", "confidence", "sources", "deck"]
    cells = {attribute["id"]: attribute["cells"] for attribute in result["attributes"]}
    assert cells["minimum_initial_purchase"]["open"]["deck"]["verdict"] == "contradicted"
    assert cells["key_type"]["csp"]["deck"]["verdict"] == "contradicted"
    assert cells["incentives"]["csp"]["deck"]["verdict"] == "contradicted"
    assert cells["ended"]["box"]["value"] == "not ended"


def test_office(cli):
    result, older = record(cli, "compare", "office"), record(cli, "compare", "office", "--matrix", "2019")
    assert (result["matrix"], len(result["editions"]), len(result["footnotes"])) == ("current", 6, 2)
    assert (older["matrix"], len(older["editions"]), len(older["footnotes"])) == ("2019", 4, 4)
    for row in (*result["rows"], *older["rows"]):
        assert list(row) == ["id", "title", "cells"]
        assert all({"value", "note", "sources"} <= set(cell) for cell in row["cells"].values())


def test_sku(cli):
    wanted = [
        "sku",
        "product_id",
        "sku_id",
        "part_number",
        "title",
        "family",
        "version",
        "edition",
        "metric",
        "pack_size",
        "segments",
        "term",
        "license_model",
        "access_licenses",
        "lifecycle",
        "on_sale",
        "prices",
        "successor",
        "links",
    ]
    result = record(cli, "sku", "show", "DG7GMGF0PWHC:0003")
    assert set(wanted) <= set(result)
    assert list(result["lifecycle"]) == ["released", "mainstream_end", "extended_end", "status"]
    assert {"program", "market", "unit_price", "erp", "as_of", "source"} <= set(result["prices"][0])
    assert result["prices"][0]["erp"] == {"amount": "99915", "currency": "INR"}
    assert result["prices"][0]["unit_price"] is None


LINE = ["position", "sku", "part_number", "title", "program", "vendor", "quantity"]


def test_quote(cli):
    result = record(cli, "quote", "build", *PRICED)
    assert {"number", "date", "valid_until", "customer", "lines", "totals"} <= set(result)
    assert {*LINE, "unit_price", "erp", "sell_price", "line_total", "price_source"} <= set(result["lines"][0])
    assert {"net", "vat", "gross", "cost", "margin", "margin_percent"} <= set(result["totals"])
    assert list(result["totals"]["vat"][0]) == ["rate", "taxable", "amount"]
    assert result["totals"]["gross"] == {"amount": "10873.31", "currency": "EUR"}


def test_quote_for_the_customer(cli):
    result = record(cli, "quote", "build", *PRICED, "--view", "customer")
    assert not {"unit_price", "erp", "price_source"} & set(result["lines"][0])
    assert not {"cost", "margin", "margin_percent"} & set(result["totals"])
    assert result["problems"] == []


def test_saved_quotes(cli):
    assert cli("quote", "build", *PRICED, "--save").code == 0
    [entry] = record(cli, "quote", "list")["quotes"]
    wanted = ["number", "revision", "label", "customer", "date", "valid_until", "state", "program", "net", "gross", "orders"]
    assert list(entry) == wanted
    checked = record(cli, "quote", "verify", "Q-2026-0042", "--as-of", "2027-01-01")["quotes"][0]
    assert list(checked) == ["number", "revision", "label", "date", "data_version", "moved"]
    assert checked["moved"][0] == {
        "what": "validity", "position": None, "subject": None, "was": "2026-11-30", "now": "2027-01-01", "percent": None
    }  # fmt: skip
    changed = record(cli, "quote", "diff", "Q-2026-0042", "examples/box-request.yaml")
    assert list(changed)[3:-1] == ["old", "new", "summary", "lines", "fields", "totals"]
    assert list(changed["lines"][0]) == ["change", "position", "sku", "part_number", "title", "vendor", "fields"]
    assert list(changed["totals"]["net"]) == ["old", "new", "delta"]


def test_size(cli):
    result = record(cli, "size", "windows-server", "--server", "2x10", "--server", "4:1x8", "--vms", "3", "--users", "5")
    assert result["core_licenses"] == sum(server["core_licenses"] for server in result["servers"]) == 2 * 20 + 4 * 2 * 16
    assert len(result["servers"]) == 5
    assert list(result["servers"][0]) == ["sockets", "cores_per_socket", "cores_to_license", "sets", "core_licenses"]
    assert result["servers"][0] == {"sockets": 2, "cores_per_socket": 10, "cores_to_license": 20, "sets": 2, "core_licenses": 40}
    assert all(list(line)[:4] == ["metric", "pack_size", "quantity", "sku"] for line in result["licenses"])
    assert [(line["metric"], line["quantity"]) for line in result["licenses"]] == [
        ("16-core pack", 10),
        ("2-core pack", 4),
        ("user CAL", 5),
    ]
    assert "ws-server-minimum" in [rule["id"] for rule in result["rules"]]
    result = record(cli, "size", "sql-server", "--edition", "standard", "--model", "server-cal", "--server", "2x8", "--devices", "7")
    assert [(line["metric"], line["quantity"]) for line in result["licenses"]] == [("server", 1), ("device CAL", 7)]
    result = record(cli, "size", "access", "--product", "exchange", "--users", "50", "--enterprise-users", "10")
    assert [line["quantity"] for line in result["licenses"]] == [50, 10]


def test_return(cli):
    result = record(cli, "returns", "check", "--purchased", "2026-11-02", "--requested", "2026-11-03")
    keys = list(result)[3:-1]
    assert keys[:11] == (
        [
            "verdict",
            "refund",
            "refund_amount",
            "rule",
            "window_days",
            "elapsed_days",
            "last_safe_day",
            "last_possible_day",
            "reasons",
            "actions",
            "sources",
        ]
    )
    added = ["confidence", "readings", "deadlines", "credit", "who", "support_request", "plan", "restocking_fee", "decided_by"]
    assert keys[11:] == [*added, "by_rule", "by_provider", "order", "lines"]


def test_order_lines(cli):
    header = (
        "order_ref,line,vendor,program,customer_name,tenant_id,tenant_domain,customer_vat_id,po_number,product_id,sku_id,"
        "availability_id,part_number,title,segment,quantity,unit_price,currency,"
    )
    # Columns are only ever added behind these.
    assert cli("order", "export", *PRICED, "--target", "csv").out.startswith(header)


def test_cart_holds_the_targets_fields_and_nothing_else(cli):
    cart = json.loads(cli("order", "export", *PRICED, "--target", "partner-center").out)
    assert list(cart) == ["PartnerOnRecordAttestationAccepted", "lineItems"]
    for number, item in enumerate(cart["lineItems"]):
        assert list(item) == ["id", "catalogItemId", "quantity", "billingCycle"]
        assert (item["id"], item["billingCycle"]) == (number, "one_time")
        assert len(item["catalogItemId"].split(":")) == 3


def test_an_empty_result_is_no_failure(cli):
    ran = cli("sku", "search", "no such words at all")
    assert (ran.code, "0 SKUs" in ran.out, "LC-SKU-NOT-FOUND" in ran.err) == (0, True, True)


def test_results_are_the_same_in_any_locale_and_time_zone(cli, monkeypatch):
    first = cli("quote", "build", *PRICED, "-f", "json").out
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert cli("quote", "build", *PRICED, "-f", "json").out == first
