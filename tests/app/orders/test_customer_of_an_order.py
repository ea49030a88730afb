"""An order is checked against the customer book of its day, and a quote is linked to it."""

import json

import pytest
import yaml

pytestmark = pytest.mark.usefixtures("store")
DAY = ("--as-of", "2026-11-23")
TENANT = "6c3a2b7e-0000-4000-8000-5d1f2c9b7a10"
REQUEST = {
    "number": "Q-1",
    "date": "2026-11-23",
    "po_number": "PO-1",
    "po_date": "2026-11-20",
    "vat": {"rate": 22},
    "customer": {"name": "Beta S.r.l.", "vat_id": "IT01234569992"},
    "lines": [{"sku": "DG7GMGF0PWHC:0003", "quantity": 2, "unit_price": 1000, "sell_price": 1100, "availability_id": "DG7GMGF0AAA1"}],
}


@pytest.fixture
def request_of(tmp_path):
    def write(**more):
        path = tmp_path / "request.yaml"
        path.write_text(yaml.safe_dump(REQUEST | more))
        return str(path)

    return write


def reasons(cli, quote, *more):
    ran = cli("order", "check", quote, "-f", "json", *DAY, *more)
    return {problem["code"] for problem in json.loads(ran.out)["problems"]}


COMPLETE = ("--tenant-id", TENANT, "--country", "IT", "--mca-agreed-on", "2026-11-01", "--mca-attested-by", "customer")
OPEN = {"LC-PLACE-MCA", "LC-PLACE-TENANT", "LC-PLACE-COUNTRY"}


@pytest.mark.parametrize("saved", [False, True], ids=["a request", "a saved quote"])
def test_the_command_that_a_reason_names_removes_it(cli, request_of, saved):
    quote = request_of()
    if saved:
        assert cli("quote", "build", quote, "--save", *DAY).code == 0
        quote = "Q-1"
    else:
        cli("customer", "add", "Beta S.r.l.", "--vat-id", "01234569992")
    assert reasons(cli, quote) >= OPEN
    assert cli("customer", "edit", "beta", *COMPLETE, *DAY).code == 0
    assert not reasons(cli, quote) & OPEN
    assert cli("order", "export", quote, "--target", "partner-center", *DAY).code == 0


INLINE = {
    "VAT id": {"name": "Another name", "vat_id": "IT01234569992"},
    "VAT id without prefix": {"name": "Another name", "vat_id": "01234569992"},
    "tenant": {"name": "Another name", "tenant_id": TENANT.upper()},
    "tax code": {"name": "Another name", "tax_code": "rssmra85t10a562s"},
    "name": {"name": "beta  S.R.L."},
}


@pytest.mark.parametrize("case", INLINE)
def test_an_inline_customer_is_linked_and_that_is_said(cli, request_of, case):
    cli("customer", "add", "Beta S.r.l.", "--vat-id", "IT01234569992", "--tax-code", "RSSMRA85T10A562S", *COMPLETE, *DAY)
    request = request_of(customer=INLINE[case])
    ran = cli("quote", "build", request, "-f", "json", *DAY)
    assert ran.code == 0 and "[LC-CUSTOMER-LINKED]" in ran.err and case.split(" without")[0] in ran.err
    made = json.loads(ran.out)["customer"]
    assert (made["tenant_id"].lower(), made["name"]) == (TENANT, INLINE[case]["name"])
    assert not reasons(cli, request) & OPEN


def test_nobody_is_linked_where_several_fit_or_none(cli, request_of):
    cli("customer", "add", "Beta S.r.l.", "--tenant-id", TENANT)
    cli("customer", "add", "Beta S.r.l.", "--tenant-id", "22222222-2222-4222-8222-222222222222", "--id", "beta-2")
    ran = cli("quote", "build", request_of(customer={"name": "Beta S.r.l."}), *DAY)
    assert ran.code == 0 and "LINKED" not in ran.err
    other = {"name": "Beta S.r.l.", "vat_id": "IT01234569992", "tenant_id": "33333333-3333-4333-8333-333333333333"}
    assert "LINKED" not in cli("quote", "build", request_of(customer=other), *DAY).err


def test_a_saved_quote_keeps_its_link(cli, request_of):
    assert cli("quote", "build", request_of(), "--save", *DAY).code == 0
    assert cli("customer", "edit", "beta", "--name", "Gamma S.r.l.", "--vat-id", "IT00159560366", *COMPLETE, *DAY).code == 0
    assert not reasons(cli, "Q-1") & OPEN
    rows = cli("order", "export", "Q-1", "--target", "csv", *DAY).out.splitlines()
    assert "Gamma S.r.l." in rows[1] and TENANT in rows[1]
    # The request that is exported names nobody by an id that another ledger may not have.
    assert "beta" not in yaml.safe_load(cli("quote", "export", "Q-1").out)["customer"].values()


def test_what_the_book_says_goes_over_an_old_word(cli, request_of):
    old = {"name": "Beta S.r.l.", "mca": {"agreed_on": "2022-01-01"}}
    cli("customer", "add", "Beta S.r.l.", *COMPLETE, *DAY)
    assert "LC-PLACE-MCA-AGAIN" not in reasons(cli, request_of(customer=old))


def test_a_newer_acceptance_in_the_request_goes_over_the_book(cli, request_of):
    cli("customer", "add", "Beta S.r.l.", *COMPLETE, *DAY)
    cli("customer", "edit", "beta", "--mca-agreed-on", "2022-01-01")
    assert "LC-PLACE-MCA-AGAIN" in reasons(cli, request_of(customer={"name": "Beta S.r.l."}))
    newer = {"name": "Beta S.r.l.", "mca": {"agreed_on": "2026-10-01", "attested_by": "provider"}}
    assert "LC-PLACE-MCA-AGAIN" not in reasons(cli, request_of(customer=newer))


def test_a_batch_is_linked_as_well(cli, tmp_path):
    cli("customer", "add", "Beta S.r.l.", "--vat-id", "IT01234569992", *COMPLETE, *DAY)
    rows = [{**REQUEST, "number": f"Q-{number}"} for number in range(8)]
    path = tmp_path / "requests.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    ran = cli("quote", "batch", str(path), "-f", "jsonl", *DAY)
    assert [json.loads(row)["customer"]["tenant_id"] for row in ran.out.splitlines()] == [TENANT] * 8


def margin(cli, request, *more):
    made = json.loads(cli("quote", "build", request, "-f", "json", *DAY, *more).out)
    return made["lines"][0]["sell_price"]["amount"], [problem["code"] for problem in made["problems"] if "MARGIN" in problem["code"]]


def test_the_margin_of_a_customer_and_of_a_segment(cli, request_of, tmp_path, monkeypatch):
    settings = tmp_path / "settings.yaml"
    settings.write_text("profile: {margin: 10, margins: {Education: 20}}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(settings))
    line = {"sku": "DG7GMGF0PWHC:0003", "quantity": 1, "unit_price": 90}
    request = request_of(lines=[line])
    assert margin(cli, request) == ("100.00", [])
    assert margin(cli, request, "--segment", "Education") == ("112.50", ["LC-QUOTE-MARGIN-SEGMENT"])
    cli("customer", "add", "Beta S.r.l.", "--vat-id", "IT01234569992", "--margin", "40 %")
    assert margin(cli, request) == margin(cli, request, "--segment", "Education") == ("150.00", ["LC-QUOTE-MARGIN-CUSTOMER"])
    assert margin(cli, request, "--margin", "25") == ("120.00", [])
    assert margin(cli, request, "--markup", "10") == ("99.00", [])
    assert margin(cli, request_of(lines=[line], margin=0)) == ("90.00", [])
    assert margin(cli, request_of(lines=[line | {"margin": 0}]))[0] == "90.00"
    shown = cli("quote", "build", request_of(lines=[line]), "-f", "json", "--view", "customer", *DAY).out
    assert "margin" not in json.loads(shown)["customer"]


@pytest.mark.parametrize("wrong", ["100", "-1", "x", "1e1", "12,5,1"])
def test_a_margin_that_is_none(cli, wrong):
    ran = cli("customer", "add", "Beta", f"--margin={wrong}")
    assert ran.code == 1 and "LC-CUSTOMER" in ran.err


def test_margins_of_the_profile_are_checked(cli, tmp_path, monkeypatch):
    settings = tmp_path / "settings.yaml"
    settings.write_text("profile:\n  margins: {Education: 100}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(settings))
    ran = cli("config", "check")
    assert ran.code != 0 and "margins.Education" in ran.err + ran.out
