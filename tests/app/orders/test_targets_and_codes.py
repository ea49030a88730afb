"""The default target of an order, the sources of its codes, and the folder of its files."""

import json

import pytest
import yaml

DAY = ("--as-of", "2026-11-23")
CUSTOMER = {
    "name": "Contoso S.r.l.",
    "tenant_id": "6c3a2b7e-0000-4000-8000-5d1f2c9b7a10",
    "country": "IT",
    "marketplace_id": "1000001",
    "mca": {"agreed_on": "2026-11-01", "attested_by": "customer"},
}
CSP = {
    "number": "Q-1",
    "date": "2026-11-23",
    "po_number": "PO-1",
    "po_date": "2026-11-20",
    "vat": {"rate": 22},
    "customer": CUSTOMER,
    "lines": [{"sku": "DG7GMGF0PWHC:0003", "quantity": 2, "unit_price": 1000, "sell_price": 1100}],
}
BOX = CSP | {
    "program": "box",
    "lines": [],
    "other": [{"vendor": "Microsoft", "title": "Office", "part_number": "EP2-06606", "quantity": 3, "unit_price": 200, "sell_price": 250}],
}


@pytest.fixture
def write(tmp_path):
    def to(name, value):
        path = tmp_path / name
        path.write_text(value if isinstance(value, str) else yaml.safe_dump(value))
        return str(path)

    return to


@pytest.fixture
def profile(write, monkeypatch):
    def hold(**said):
        monkeypatch.setenv("LICENSECTL_CONFIG", write("settings.yaml", {"profile": said}))

    return hold


@pytest.mark.parametrize(
    ("said", "csp", "box"),
    [
        ({}, "partner-center", "csv"),
        ({"indirect": True}, "csv", "csv"),
        ({"indirect": True, "distributor": "ingram"}, "cloudblue", "xvantage"),
        ({"indirect": True, "distributor": "other"}, "csv", "csv"),
        ({"order_target": "csv"}, "csv", "csv"),
        ({"order_target": "cloudblue"}, "cloudblue", "csv"),
        ({"order_target": "xvantage", "distributor": "ingram"}, "cloudblue", "xvantage"),
    ],
    ids=str,
)
def test_the_target_follows_from_the_profile(cli, write, profile, said, csp, box):
    profile(**said)
    for request, target in ((CSP, csp), (BOX, box)):
        made = json.loads(cli("order", "check", write("request.yaml", request), "-f", "json", *DAY).out)
        assert made["target"] == target
    ran = cli("order", "export", write("request.yaml", CSP), "--despite", "a test", *DAY)
    shape = {"partner-center": "AvailabilityId", "cloudblue": "MPN", "csv": "order_ref,line"}[csp]
    assert shape in ran.out + ran.err


def test_a_target_that_there_is_not(cli, write, profile):
    profile(order_target="sap")
    ran = cli("order", "check", write("request.yaml", CSP), *DAY)
    assert ran.code == 1 and "profile.order_target" in ran.err and "cloudblue" in ran.err


CODES = {
    "codes": [
        {"sku": "dg7gmgf0pwhc-3", "distributor_sku": "ANY"},
        {"sku": "DG7GMGF0PWHC:0003", "distributor": "ingram", "distributor_sku": "ING-3"},
        {"sku": "DG7GMGF0PWHC:0003", "market": "IT", "segment": "Commercial", "availability_id": " dg7gmgf0aaa1"},
        {"sku": "DG7GMGF0PWHC:0003", "market": "IT", "segment": "Education", "availability_id": "DG7GMGF0AAA2"},
        {"part_number": "ep2-06606", "distributor_sku": "DF4128"},
    ]
}


def cart(ran):
    return json.loads(ran.out)["lineItems"][0]["catalogItemId"]


@pytest.mark.parametrize("where", ["option", "environment", "own"])
def test_codes_of_a_file(cli, write, profile, monkeypatch, tmp_path, where):
    path, more = write("my-codes.yaml", CODES), ()
    if where == "option":
        more = ("--codes", path)
    elif where == "environment":
        monkeypatch.setenv("LICENSECTL_CODES", path)
    else:
        (tmp_path / "home").mkdir(exist_ok=True)
        monkeypatch.setenv("LICENSECTL_HOME", str(tmp_path / "home"))
        (tmp_path / "home" / "codes.yaml").write_text(yaml.safe_dump(CODES))
    request = write("request.yaml", CSP)
    assert cart(cli("order", "export", request, "--target", "partner-center", *more, *DAY)) == "DG7GMGF0PWHC:0003:DG7GMGF0AAA1"
    assert json.loads(cli("order", "export", request, "--target", "cloudblue", *more, *DAY).out)["products"][0]["mpn"] == "ANY"
    assert "LC-ORDER-AVAILABILITY" not in cli("order", "check", request, "--target", "partner-center", *more, *DAY).out
    profile(distributor="ingram")
    assert json.loads(cli("order", "export", request, "--target", "cloudblue", *more, *DAY).out)["products"][0]["mpn"] == "ING-3"
    box = json.loads(cli("order", "export", write("request.yaml", BOX), "--target", "xvantage", *more, *DAY).out)
    assert box["lines"][0]["ingramPartNumber"] == "DF4128"


def test_a_line_keeps_its_own_codes(cli, write):
    line = CSP["lines"][0] | {"availability_id": "DG7GMGF0AAA9"}
    request = write("request.yaml", CSP | {"lines": [line]})
    ran = cli("order", "export", request, "--target", "partner-center", "--codes", write("codes.yaml", CODES), *DAY)
    assert cart(ran).endswith(":DG7GMGF0AAA9")


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"distributor_sku": "X"}, "LC-CODES-NAME"),
        ({"sku": "DG7GMGF0PWHC:0003", "part_number": "Y", "distributor_sku": "X"}, "LC-CODES-NAME"),
        ({"sku": "EP2-06606", "distributor_sku": "X"}, "LC-CODES-SKU"),
        ({"sku": "DG7GMGF0PWHC:0003"}, "LC-CODES-NONE"),
        ({"sku": "DG7GMGF0PWHC:0003", "availability_id": "x"}, "LC-CODES-AVAILABILITY"),
        ({"sku": "DG7GMGF0PWHC-3", "distributor_sku": "other"}, "LC-CODES-TWICE"),
    ],
)
def test_codes_that_are_wrong(cli, write, entry, code):
    path = write("codes.yaml", {"codes": [CODES["codes"][0], entry]})
    ran = cli("order", "check", write("request.yaml", CSP), "--codes", path, *DAY)
    assert ran.code == 1 and code in ran.err and "codes.yaml:" in ran.err


SHEET = (
    "ProductId,SkuId,SkuTitle,Segment,TermDuration,BillingPlan,Market,Currency,Net,Code,Item\n"
    "DG7GMGF0PWHC,3,Windows Server 2025 Standard,Commercial,OneTime,,IT,EUR,1021.40,SHEET-3,DG7GMGF0PWHC:0003:DG7GMGF0AAA5\n"
)
MAP = """
columns: {unit_price: Net, title: SkuTitle, distributor_sku: Code, availability_id: [Item, Other]}
defaults: {effective_start: 2026-11-01, effective_end: 2026-12-31}
"""


def test_codes_of_a_price_list(cli, write):
    request = write("request.yaml", CSP)
    more = ("--prices", write("list.csv", SHEET), "--columns", write("map.yaml", MAP))
    ran = cli("order", "export", request, "--target", "partner-center", *more, *DAY)
    assert ran.code == 0, ran.err
    assert cart(ran) == "DG7GMGF0PWHC:0003:DG7GMGF0AAA5"
    assert json.loads(cli("order", "export", request, "--target", "cloudblue", *more, *DAY).out)["products"][0]["mpn"] == "SHEET-3"
    # A file of one's own takes precedence over the list.
    own = ("--codes", write("codes.yaml", CODES))
    assert json.loads(cli("order", "export", request, "--target", "cloudblue", *more, *own, *DAY).out)["products"][0]["mpn"] == "ANY"


FILES = {
    "csv": "csv-Q-1.csv",
    "partner-center": "partner-center-Q-1.json",
    "cloudblue": "cloudblue-Q-1.json",
    "xvantage": "xvantage-Q-1.json",
}


@pytest.mark.parametrize("target", FILES)
@pytest.mark.parametrize("exists", [True, False])
def test_every_target_writes_into_a_folder(cli, write, tmp_path, target, exists):
    folder = tmp_path / "orders"
    if exists:
        folder.mkdir()
    request = write("request.yaml", BOX if target == "xvantage" else CSP)
    command = ("order", "export", request, "--target", target, "--codes", write("codes.yaml", CODES), "-o", f"{folder}/", *DAY)
    ran = cli(*command)
    assert ran.code == 0, ran.err
    assert [path.name for path in folder.iterdir()] == [FILES[target]] and ran.out.strip() == str(folder / FILES[target])
    assert cli(*command).code == 1 and cli(*command, "--force").code == 0


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_a_file_by_profile_goes_into_a_folder(cli, write, tmp_path, form):
    plan = write("profile.yaml", {"format": form, "columns": [{"column": "Code", "field": "product_id"}]})
    folder = tmp_path / "orders"
    folder.mkdir()
    ran = cli("order", "export", write("request.yaml", CSP), "--profile", plan, "-o", str(folder), *DAY)
    assert ran.code == 0, ran.err
    assert [path.name for path in folder.iterdir()] == [f"order-Q-1.{form}"]


def test_accepted_quotes_are_listed_until_they_are_ordered(cli, write, store):
    for number, more in (("Q-1", {}), ("Q-2", {"po_number": None, "po_date": None}), ("Q-3", {"po_number": None, "po_date": None})):
        request = {key: value for key, value in (CSP | more | {"number": number}).items() if value is not None}
        assert cli("quote", "build", write("request.yaml", request), "--save", *DAY).code == 0

    def listed(*more):
        made = json.loads(cli("order", "list", "--to-place", "-f", "json", *DAY, *more).out)["quotes"]
        return {one["number"]: one for one in made}

    assert set(listed()) == {"Q-1"}, "a purchase order in the request is an acceptance"
    assert "LC-PLACE-PO" in cli("order", "check", "Q-2", *DAY).out
    ran = cli("order", "accept", "q-2", "--po-number", "PO-2", "--po-date", "2026-11-22", *DAY)
    assert ran.code == 0 and "Q-2" in ran.out, ran.err
    assert listed()["Q-2"] | {"net": None} == {
        "number": "Q-2",
        "customer": "Contoso S.r.l.",
        "accepted": "2026-11-23",
        "accepted_revision": 1,
        "po_number": "PO-2",
        "po_date": "2026-11-22",
        "valid_until": "2026-12-23",
        "state": "open",
        "net": None,
        "currency": "EUR",
        "program": "csp",
        "target": "partner-center",
    }
    assert "LC-PLACE-PO" not in cli("order", "check", "Q-2", *DAY).out
    assert "PO-2" in cli("order", "export", "Q-2", "--target", "csv", *DAY).out
    assert listed("--customer", "fabrikam") == {}
    assert cli("order", "record", "--id", "aaaaaaaaaaaa", "--placed", "2026-11-23", "--quote", "Q-2").code == 0
    assert set(listed()) == {"Q-1"}
    log = json.loads(cli("ledger", "log", "-f", "json").out)["entries"]
    assert ("quote accepted", "Q-2", "PO-2") in [(one["what"], one["subject"], one["detail"]) for one in log]


def test_an_acceptance_that_is_late_or_of_an_older_revision(cli, write, store):
    assert cli("quote", "build", write("request.yaml", CSP), "--save", *DAY).code == 0
    assert cli("quote", "revise", "Q-1", *DAY).code == 0
    ran = cli("order", "accept", "Q-1-r1", "--as-of", "2027-02-01")
    assert ran.code == 0 and "[LC-ACCEPT-OLDER]" in ran.err and "[LC-ACCEPT-EXPIRED]" in ran.err
    ran = cli("order", "accept", "Q-1", "--as-of", "2020-02-01")
    assert ran.code == 0 and "[LC-ACCEPT-EARLY]" in ran.err
    assert cli("order", "accept", "Q-9", *DAY).code == 1
    assert cli("order", "accept", "Q-1", "--po-date", "31/02/2026", *DAY).code == 2
    assert cli("order", "list", "--to-place", "--returnable").code == 2


@pytest.fixture
def two_revisions(cli, write, store):
    """Q-1 without a purchase order, and its second revision with 10 licences more."""
    request = {key: value for key, value in CSP.items() if key not in ("po_number", "po_date")}
    assert cli("quote", "build", write("request.yaml", request), "--save", *DAY).code == 0
    line = request["lines"][0]
    more = request | {"lines": [{**line, "quantity": line["quantity"] + 10}, *request["lines"][1:]]}
    ran = cli("quote", "revise", "Q-1", "--request", write("more.yaml", more), *DAY)
    assert ran.code == 0, ran.err
    return [line["quantity"], line["quantity"] + 10]


def ordered(cli, named):
    """Return the quantity and purchase order of the first line that is exported, and what is said about it."""
    ran = cli("order", "export", named, "--target", "csv", "-f", "json", *DAY)
    assert ran.code == 0, ran.err
    line = json.loads(ran.out)["lines"][0]
    return line["quantity"], line["po_number"], ran.err


def test_the_accepted_revision_is_listed_and_exported(cli, two_revisions):
    first, second = two_revisions
    assert cli("order", "accept", "Q-1-r2", "--po-number", "PO-9", "--po-date", "2026-11-22", *DAY).code == 0
    assert ordered(cli, "Q-1")[:2] == (second, "PO-9")
    ran = cli("order", "accept", "Q-1-r1", "--po-number", "PO-8", "--po-date", "2026-11-21", *DAY)
    assert "[LC-ACCEPT-REPLACED]" in ran.err and "PO-9" in ran.err and "order accept Q-1-r2" in ran.err
    [one] = json.loads(cli("order", "list", "--to-place", "-f", "json", *DAY).out)["quotes"]
    saved = json.loads(cli("quote", "show", "Q-1-r1", "-f", "json", *DAY).out)
    assert (one["number"], one["accepted_revision"], one["po_number"]) == ("Q-1", 1, "PO-8")
    assert one["net"] == saved["totals"]["net"]
    quantity, order, said = ordered(cli, "Q-1")
    assert (quantity, order) == (first, "PO-8") and said.count("[LC-ORDER-NEWER]") == 1 and "Q-1-r2" in said
    assert "LC-ORDER-NEWER" in cli("order", "check", "Q-1", *DAY, "-f", "json").out
    quantity, order, said = ordered(cli, "Q-1-r2")
    assert quantity == second and order in (None, "") and said.count("[LC-ORDER-NOT-ACCEPTED]") == 1


def test_an_acceptance_without_a_purchase_order_keeps_the_known_one(cli, two_revisions):
    assert cli("order", "accept", "Q-1-r1", "--po-number", "PO-8", "--po-date", "2026-11-21", *DAY).code == 0
    ran = cli("order", "accept", "Q-1-r1", "--po-number", "PO-8", *DAY)
    assert ran.code == 0 and "LC-ACCEPT-REPLACED" not in ran.err
    ran = cli("order", "accept", "Q-1-r2", *DAY, "-f", "json")
    assert "LC-ACCEPT-REPLACED" in [problem["code"] for problem in json.loads(ran.out)["problems"]]
    [one] = json.loads(ran.out)["quotes"]
    assert (one["number"], one["po_number"], one["po_date"]) == ("Q-1-r2", "PO-8", "2026-11-21")


def test_an_order_is_compared_with_the_accepted_revision(cli, two_revisions):
    first, _ = two_revisions
    assert cli("order", "accept", "Q-1-r1", *DAY).code == 0
    line = f"{CSP['lines'][0]['sku']}={first}"
    ran = cli("order", "record", "--id", "aaaaaaaaaaaa", "--placed", "2026-11-23", "--quote", "Q-1", "--line", line, *DAY)
    assert ran.code == 0 and "LC-RECORD-QUANTITY" not in ran.err, ran.err


def test_a_remark_of_quote_and_order_is_written_once(cli, write):
    line = {"sku": "DG7GMGF0PN5D:0002", "quantity": 1, "sell_price": "100.00", "unit_price": "90.00", "availability_id": "DG7GMGF0AAA1"}
    ran = cli("order", "export", write("request.yaml", {**CSP, "segment": "Charity", "lines": [line]}), "--target", "csv", *DAY)
    assert ran.code == 0 and ran.err.count("LC-SKU-SEGMENT") == 1, ran.err


def test_a_remedy_is_a_command_that_can_be_typed(cli, write, store, profile):
    """Every command that a reason names, typed as it stands, removes the reason."""
    profile(name="A reseller")
    request = {key: value for key, value in CSP.items() if key not in ("po_number", "po_date")} | {"customer": {"name": "Contoso S.r.l."}}
    path = write("request.yaml", request)
    assert cli("quote", "build", path, "--save", *DAY).code == 0

    def reasons(named, *day):
        return {one["code"]: one["message"] for one in json.loads(cli("order", "check", named, "-f", "json", *day).out)["problems"]}

    assert "mpa: {signed_on: 2020-01-31, country: IT}" in reasons("Q-1", *DAY)["LC-PLACE-MPA"]
    assert "po_number and po_date in the request" in reasons(path, *DAY)["LC-PLACE-PO"]
    typed = {
        "LC-PLACE-MCA": "customer edit contoso --mca-agreed-on 2026-11-23",
        "LC-PLACE-TENANT": "customer edit contoso --tenant-id MICROSOFT-ID",
        "LC-PLACE-COUNTRY": "customer edit contoso --country IT",
        "LC-PLACE-PO": "order accept Q-1 --po-number PO-7 --po-date 2026-11-23",
    }
    found = reasons("Q-1", *DAY)
    for code, command in typed.items():
        assert command in found[code], found[code]
        ran = cli(*command.replace("MICROSOFT-ID", CUSTOMER["tenant_id"]).split(), *DAY)
        assert ran.code == 0, ran.err
    assert not set(typed) & set(reasons("Q-1", *DAY))
    late = ("--as-of", "2027-01-31")
    assert "quote revise Q-1" in reasons("Q-1", *late)["LC-PLACE-EXPIRED"]
    assert cli("quote", "revise", "Q-1", *late).code == 0
    assert "LC-PLACE-EXPIRED" not in reasons("Q-1-r2", *late)


@pytest.mark.parametrize(
    ("placed", "said"),
    [
        ("2026-11-24", "LC-RECORD-FUTURE"),
        ("2026-11-24T01:00:00+00:00", "LC-RECORD-FUTURE"),
        ("2026-11-24T00:30:00+01:00", None),
        ("2026-11-23", None),
        ("2026-11-22", "LC-RECORD-BEFORE-QUOTE"),
    ],
)
def test_a_day_to_come_or_before_the_quote_is_remarked(cli, write, store, placed, said):
    assert cli("quote", "build", write("request.yaml", CSP), "--save", *DAY).code == 0
    ran = cli("order", "record", "--id", "aaaaaaaaaaaa", "--placed", placed, "--quote", "Q-1", *DAY, "-f", "json")
    days = {"LC-RECORD-FUTURE", "LC-RECORD-BEFORE-QUOTE"}
    assert ran.code == 0, ran.err
    assert days & {one["code"] for one in json.loads(ran.out)["problems"]} == ({said} if said else set())


def test_states_and_moments_are_for_people_where_people_read(cli, store):
    moment = "2026-11-22T10:00:00.123456+01:00"
    assert cli("order", "record", "--id", "aaaaaaaaaaaa", "--placed", moment, "--line", "DG7GMGF0PWHC:0003=2", *DAY).code == 0
    for command in (("list",), ("show", "aaaaaaaaaaaa")):
        for form in ("text", "table", "md"):
            assert "completato" in cli("order", *command, "-f", form, "--lang", "it", *DAY).out
        assert '"completed"' in cli("order", *command, "-f", "json", "--lang", "it", *DAY).out
    assert "completed" in cli("order", "list", "-f", "csv", "--lang", "it", *DAY).out
    assert "completato" not in cli("order", "list", "-f", "csv", "--lang", "it", *DAY).out
    assert "Date: 2026-11-22 09:00 UTC\n" in cli("order", "show", "aaaaaaaaaaaa", "-f", "text", *DAY).out
    said = cli("order", "show", "aaaaaaaaaaaa", "-f", "text", "--lang", "it", *DAY).out
    assert "Data: 22/11/2026 09:00 UTC\n" in said and ": 21/12/2026\n" in said


@pytest.mark.parametrize("form", ["text", "table", "md"])
def test_an_empty_answer_is_a_sentence(cli, write, store, profile, form):
    profile(mpa={"signed_on": "2020-01-31", "country": "IT"}, prerequisites=dict.fromkeys(("mfa-admins", "security-contact"), "2026-11-01"))
    ran = cli("order", "check", write("request.yaml", CSP), "--target", "csv", "-f", form, *DAY)
    assert (ran.code, "Nothing was found that would stop it." in ran.out, "---" in ran.out) == (0, True, False), ran.out
    assert "No accepted quote is waiting" in cli("order", "list", "--to-place", "-f", form, *DAY).out
    assert "Nothing needs attention" in cli("radar", "-f", form, *DAY).out
    assert cli("order", "list", "--to-place", "-f", "csv", *DAY).out.startswith("number,")


def test_a_draft_cannot_be_accepted_and_its_priced_revision_can(cli, write, store):
    line = {key: value for key, value in CSP["lines"][0].items() if key not in ("unit_price", "sell_price", "margin_percent")}
    draft = write("draft.yaml", CSP | {"lines": [line]})
    assert cli("quote", "build", draft, "--save", "--incomplete", *DAY).code == 3
    ran = cli("order", "accept", "Q-1", *DAY)
    assert ran.code == 1 and "[LC-ACCEPT-UNPRICED]" in ran.err and "quote revise Q-1" in ran.err
    assert json.loads(cli("order", "list", "--to-place", "-f", "json", *DAY).out)["quotes"] == []
    priced = write("priced.yaml", CSP | {"lines": [line | {"unit_price": 100, "sell_price": 120}]})
    assert cli("quote", "revise", "Q-1", "--request", priced, *DAY).code == 0
    assert "[LC-ACCEPT-UNPRICED]" in cli("order", "accept", "Q-1-r1", *DAY).err
    assert cli("order", "accept", "Q-1", *DAY).code == 0


def test_a_quote_that_is_ordered_is_not_exported_again_without_a_reason(cli, write, store):
    request = write("request.yaml", CSP)
    assert cli("quote", "build", request, "--save", *DAY).code == 0
    id_ = "aaaaaaaaaaaa"
    assert cli("order", "record", "--id", id_, "--placed", "2026-11-22", "--quote", "Q-1", *DAY).code == 0
    for named in ("Q-1", "Q-1-r1", request):
        [said] = [one for one in json.loads(cli("order", "check", named, *DAY, "-f", "json").out)["problems"] if "ORDERED" in one["code"]]
        assert said["severity"] == "error" and f"{id_} of 2026-11-22" in said["message"], named
        ran = cli("order", "export", named, "--target", "csv", *DAY)
        assert ran.code == 3 and "[LC-PLACE-ORDERED]" in ran.err and not ran.out, named
    ran = cli("order", "export", "Q-1", "--target", "csv", *DAY, "--despite", "a second set")
    assert ran.code == 0 and "[LC-PLACE-ORDERED]" in ran.err
    ran = cli("order", "accept", "Q-1", *DAY)
    assert ran.code == 0 and "warning" in ran.err and f"{id_} of 2026-11-22" in ran.err
    assert cli("order", "record", "--id", id_, "--status", "cancelled", *DAY).code == 0
    assert "LC-PLACE-ORDERED" not in cli("order", "check", "Q-1", *DAY).out


def test_another_date_of_an_acceptance_is_said(cli, two_revisions):
    assert cli("order", "accept", "Q-1", "--po-number", "PO-8", "--po-date", "2026-11-21", *DAY).code == 0
    assert cli("order", "accept", "Q-1", *DAY).err == ""
    ran = cli("order", "accept", "Q-1", "--po-date", "2026-11-20", "--as-of", "2026-11-25")
    assert "[LC-ACCEPT-REDATED]" in ran.err and "order accept Q-1-r2 --as-of 2026-11-23" in ran.err
    assert "[LC-ACCEPT-PO-DATE]" in ran.err and "--po-date 2026-11-21" in ran.err
