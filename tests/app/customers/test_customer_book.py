"""The customer book from the command line, in a file and on a server: who is who, files in and out, and a trail of every change."""

import json
import re

import pytest
from books import KINDS
from customer_samples import FULL, OTHER, TENANT, VAT
from helpers import EXAMPLES, SHEET

from licensectl.domain.customers.model import Customer

pytestmark = pytest.mark.usefixtures("store")
AS_OF = ("--as-of", "2026-11-23")

ADD = ("customer", "add", "Contoso S.r.l.", "--vat-id", "01234569992", "--tenant-id", TENANT, "--country", "it")
ADD += ("--mca-agreed-on", "2026-11-01", "--owns", "windows-server-cal=50", "--notes", "pays late")


def book(cli, *more):
    return json.loads(cli("customer", "list", "-f", "json", *AS_OF, *more).out)["customers"]


def test_add_show_edit_remove(cli):
    assert cli(*ADD, *AS_OF).code == 0
    [customer] = book(cli)
    assert (customer["id"], customer["vat_id"], customer["owned"]) == ("contoso", VAT, {"windows-server-cal": 50})
    assert cli("customer", "edit", "contoso", "--phone", "02 1234", "--owns", "windows-server-cal=60", "--clear", "notes").code == 0
    shown = json.loads(cli("customer", "show", TENANT, "-f", "json", *AS_OF).out)
    assert list(shown) == ["schema", "as_of", "data_version", "customer", "owned", "orders", "history", "problems"]
    assert "notes" not in shown["customer"] and shown["owned"][0]["quantity"] == 60
    assert [(line["what"], line["detail"]) for line in shown["history"]] == [
        ("customer added", ""),
        ("customer changed", "phone, owned, notes"),
    ]
    assert cli("customer", "remove", VAT).code == 0
    assert book(cli) == []


def test_the_same_customer_is_not_entered_twice(cli):
    cli(*ADD, *AS_OF)
    for again in (("Other", "--vat-id", VAT), ("Other", "--tenant-id", TENANT), ("CONTOSO S.R.L.",), ("Other", "--id", "contoso")):
        ran = cli("customer", "add", *again)
        value = again[2] if len(again) > 1 else None
        said = f"{value} belongs to another customer: Contoso S.r.l. (contoso)" if value else "is already in the customer book"
        assert (ran.code, ran.out) == (1, "") and said in ran.err, ran.err
    assert cli("customer", "add", "Contoso S.r.l.", "--vat-id", "DE136695976").code == 0
    assert [customer["id"] for customer in book(cli)] == ["contoso", "contoso-2"]


@pytest.mark.parametrize(
    ("command", "code", "status"),
    [
        (("add", ""), "NAME", 1),
        (("add", "X", "--vat-id", "IT1"), "VAT-ID", 1),
        (("add", "X", "--mca-agreed-on", "2027-01-01"), "MCA-FUTURE", 1),
        (("add", "X", "--owns", "windows-sever-cal=5"), "OWNED", 1),
        (("add", "X", "--person", "; x"), "SPEC", 1),
        (("add", "\x1b[31m"), "CONTROL", 1),
        (("add", "X", "--notes", "ABCDE-12345-FGHIJ-67890-KLMNO"), "KEY", 1),
        (("edit", "contoso"), "NOTHING", 2),
        (("edit", "contoso", "--clear", "name"), "SPEC", 1),
        (("edit", "contoso", "--email", "x"), "FORM", 1),
        (("edit", "contos", "--phone", "1"), "UNKNOWN", 1),
        (("show", "xyzzy"), "NONE", 1),
        (("remove", "../../etc/passwd"), "NONE", 1),
    ],
)
def test_wrong(cli, command, code, status):
    cli(*ADD, *AS_OF)
    before = book(cli)
    ran = cli("customer", *command, *AS_OF)
    assert (ran.code, ran.out) == (status, "") and f"[LC-CUSTOMER-{code}]" in ran.err and "\x1b" not in ran.err
    assert book(cli) == before


def test_the_profile_says_who_may_attest(cli, tmp_path, monkeypatch):
    (tmp_path / "mine.yaml").write_text("profile: {indirect: true}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(tmp_path / "mine.yaml"))
    who = ("--mca-first-name", "Anna", "--mca-last-name", "Rossi", "--mca-email", "a@b.example", "--mca-attested-by")
    ran = cli(*ADD, *who, "partner", *AS_OF)
    assert ran.code == 1 and "[LC-CUSTOMER-MCA-INDIRECT]" in ran.err
    assert cli(*ADD, *who, "provider", *AS_OF).code == 0


def found(cli, *words):
    return [one["name"] for one in json.loads(cli("customer", "search", *words, "-f", "json").out)["customers"]]


def test_search_knows_neither_case_nor_accents_nor_wildcards(cli):
    cli("customer", "add", "Società Alfa", "--person", "Zoë Bianchi; zoe@alfa.example", "--address", "Via Roma 1", "--notes", "100%")
    cli("customer", "add", "Beta")
    for text in ("SOCIETA alfa", "zoe bianchi", "roma", "100%"):
        assert [row["name"] for row in json.loads(cli("customer", "search", *text.split(), "-f", "json").out)["customers"]] == [
            "Società Alfa"
        ]
    assert json.loads(cli("customer", "search", "_eta", "-f", "json").out)["customers"] == []
    assert [row["name"] for row in book(cli, "--country", "it")] == []
    assert len(book(cli, "--without-mca")) == 2


def test_customers_with_an_old_agreement_are_named(cli):
    for name, day in (("Alfa", "2023-03-31"), ("Beta", "2023-04-01"), ("Gamma", "2021-05-01")):
        cli("customer", "add", name, "--mca-agreed-on", day, "--mca-first-name", "A", "--mca-last-name", "B", "--mca-email", "a@b.example")
    ran = cli("customer", "list", "--as-of", "2026-11-23")
    assert "2 customers must accept the Microsoft Customer Agreement again before an order: alfa, gamma." in ran.err
    assert [row["name"] for row in book(cli, "--without-mca", "--as-of", "2026-11-23")] == ["Alfa", "Gamma"]
    assert "LC-CUSTOMER-MCA-AGAIN" not in cli("customer", "list", "--as-of", "2025-10-06").err
    assert book(cli, "--without-mca", "--as-of", "2025-10-06") == []


def test_a_company_with_two_tenants(cli):
    cli(*ADD, *AS_OF)
    assert cli("customer", "add", "Contoso Lab", "--vat-id", VAT, "--tenant-id", OTHER).code == 0
    ran = cli("customer", "show", VAT)
    assert ran.code == 1 and "contoso, contoso-lab" in ran.err and "[LC-CUSTOMER-SEVERAL]" in ran.err
    assert cli("customer", "edit", "contoso-lab", "--tenant-id", TENANT).code == 1


# Requests and orders.

REQUEST = (EXAMPLES / "request.yaml").read_text()
BY_ID = REQUEST[: REQUEST.index("customer:")] + "customer: contoso\n" + REQUEST[REQUEST.index("program:") :]


@pytest.fixture
def request_of(tmp_path):
    def write(text):
        (tmp_path / "request.yaml").write_text(text)
        return str(tmp_path / "request.yaml")

    return write


def test_a_request_names_its_customer(cli, request_of):
    cli(*ADD, *AS_OF)
    for name in ("contoso", VAT, "01234569992", TENANT.upper(), '"Contoso S.r.l."'):
        ran = cli("quote", "build", request_of(BY_ID.replace("contoso", name, 1)), "--prices", SHEET, "-f", "json", *AS_OF)
        assert json.loads(ran.out)["customer"]["tenant_id"] == TENANT
    ran = cli("quote", "build", request_of(BY_ID.replace("contoso", "contso", 1)), "--prices", SHEET, *AS_OF)
    assert ran.code == 1 and "request.yaml:6: " in ran.err and "contoso" in ran.err and "[LC-CUSTOMER-UNKNOWN]" in ran.err


@pytest.mark.parametrize("named", ["contoso", "01234569992", VAT, TENANT])
def test_an_option_names_a_customer_of_the_book(cli, request_of, named):
    cli(*ADD, *AS_OF)
    ran = cli("quote", "build", request_of(REQUEST), "--customer", named, "--prices", SHEET, "-f", "json", *AS_OF)
    customer = json.loads(ran.out)["customer"]
    assert (customer["name"], customer["vat_id"], customer["tenant_id"]) == ("Contoso S.r.l.", VAT, TENANT)
    assert f"'{named}' is Contoso S.r.l. of the customer book. [LC-CUSTOMER-REFERRED]" in ran.err


def test_a_number_is_nobodys_name(cli, request_of):
    priced = ("quote", "build", request_of(REQUEST), "--prices", SHEET, *AS_OF)
    for book in ("none", "one"):
        if book == "one":
            cli(*ADD, *AS_OF)
        ran = cli(*priced, "--customer", "IT00765430152")
        assert ran.code == 1 and "[LC-CUSTOMER-NONE]" in ran.err
    assert json.loads(cli(*priced, "--customer", "fabrikam", "-f", "json").out)["customer"]["name"] == "fabrikam"


def test_inline_words_go_over_those_of_the_book(cli, request_of):
    cli(*ADD, *AS_OF)
    inline = BY_ID.replace("customer: contoso", "customer: {id: contoso, name: Contoso S.r.l., contact: Luca}")
    customer = json.loads(cli("quote", "build", request_of(inline), "--prices", SHEET, "-f", "json", *AS_OF).out)["customer"]
    assert (customer["contact"], customer["vat_id"]) == ("Luca", VAT)


def test_the_customer_sees_nothing_that_the_desk_noted(cli, request_of):
    cli(*ADD, "--marketplace-id", "ingram=SECRET-9", *AS_OF)
    for form in ("json", "text", "html", "csv", "yaml"):
        ran = cli("quote", "build", request_of(BY_ID), "--prices", SHEET, "--view", "customer", "-f", form, *AS_OF)
        assert ran.code == 0 and "pays late" not in ran.out and "SECRET-9" not in ran.out and "windows-server-cal" not in ran.out


def test_what_the_customer_has_quiets_the_checks(cli, request_of):
    text = BY_ID[: BY_ID.index("lines:")] + "lines:\n- {sku: DG7GMGF0PWHC:0003, quantity: 2}\n"
    cli("customer", "add", "Contoso S.r.l.")
    assert "LC-CHECK-NO-CAL" in cli("quote", "build", request_of(text), "--prices", SHEET, *AS_OF).err
    cli("customer", "edit", "contoso", "--owns", "windows-server-cal=50")
    assert "LC-CHECK-NO-CAL" not in cli("quote", "build", request_of(text), "--prices", SHEET, *AS_OF).err


def test_what_the_book_leaves_out_is_missing(cli, request_of):
    cli("customer", "add", "Contoso S.r.l.", "--tenant-id", TENANT)
    found = json.loads(cli("order", "check", request_of(BY_ID), "--prices", SHEET, "-f", "json", *AS_OF).out)["problems"]
    by_code = {problem["code"]: problem["severity"] for problem in found}
    assert (by_code["LC-PLACE-MCA"], by_code["LC-PLACE-COUNTRY"]) == ("error", "error")
    cli("customer", "edit", "contoso", "--country", "IT", "--mca-agreed-on", "2026-11-01")
    found = json.loads(cli("order", "check", request_of(BY_ID), "--prices", SHEET, "-f", "json", *AS_OF).out)["problems"]
    assert "LC-PLACE-MCA" not in [problem["code"] for problem in found]


def test_the_marketplace_knows_the_customer_by_its_distributors_number(cli, request_of, tmp_path, monkeypatch):
    (tmp_path / "mine.yaml").write_text("profile: {distributor: ingram}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(tmp_path / "mine.yaml"))
    cli(*ADD, "--marketplace-id", "ingram=900", "--marketplace-id", "pax8=901", *AS_OF)
    text = BY_ID[: BY_ID.index("lines:")] + "lines:\n- {sku: DG7GMGF0PWHC:0003, quantity: 2, distributor_sku: X-1}\n"
    ran = cli("order", "export", request_of(text), "--target", "cloudblue", *AS_OF)
    assert json.loads(ran.out)["customerId"] == "900", ran.err


PLACED = str(EXAMPLES / "placed-order.json")
BY_HAND = ("order", "record", "--id", "6dc5c039750a", "--placed", "2026-11-02", "--line", "DG7GMGF0PWHC:3=2@1021.40")


def orders(cli, *more):
    return json.loads(cli("order", "list", "-f", "json", *AS_OF, *more).out)["orders"]


def test_the_book_grows_by_itself(cli):
    ran = cli(*BY_HAND, "--customer", "Fabrikam S.p.A.")
    assert ran.code == 0 and "[LC-CUSTOMER-ADDED]" in ran.err
    assert [customer["id"] for customer in book(cli)] == ["fabrikam"]
    assert cli(*BY_HAND, "--id", "ffffffffffff", "--customer", "fabrikam s.p.a.").code == 0
    assert [order["customer_id"] for order in orders(cli)] == ["fabrikam", "fabrikam"]
    assert len(book(cli)) == 1


def test_what_is_written_like_an_id_is_one(cli):
    cli(*ADD, *AS_OF)
    ran = cli(*BY_HAND, "--customer", "contoso")
    assert ran.code == 0 and orders(cli)[0]["customer"] == "Contoso S.r.l."
    for name in ("contos", "IT99999999990", OTHER):
        ran = cli(*BY_HAND, "--id", "ffffffffffff", "--customer", name)
        assert ran.code == 1 and "LC-CUSTOMER-" in ran.err
    assert len(orders(cli)) == len(book(cli)) == 1


def trail(cli, subject):
    ran = cli("ledger", "log", "-f", "json")
    return [(one["what"], one["detail"]) for one in json.loads(ran.out)["entries"] if one["subject"] == subject]


def test_rename(cli):
    cli(*ADD, *AS_OF)
    cli("order", "record", PLACED)
    ran = cli("customer", "rename", "contoso", "Contoso S.p.A.", "-f", "json")
    assert ran.code == 0 and json.loads(ran.out)["customer"]["name"] == "Contoso S.p.A.", ran.err
    assert [(one["customer"], one["customer_id"]) for one in orders(cli)] == [("Contoso S.p.A.", "contoso")]
    assert trail(cli, "contoso")[0] == ("customer renamed", "Contoso S.r.l. → contoso, Contoso S.p.A.")
    ran = cli("customer", "rename", "contoso", "Contoso S.p.A.", "--id", "contoso-spa")
    assert ran.code == 0, ran.err
    assert [one["id"] for one in book(cli)] == ["contoso-spa"] and orders(cli)[0]["customer_id"] == "contoso-spa"
    # The former id still finds the customer, also after another change.
    assert cli("customer", "rename", "contoso", "Contoso S.p.A.", "--id", "cts").code == 0
    for name in ("contoso", "contoso-spa", "cts", TENANT):
        assert json.loads(cli("customer", "show", name, "-f", "json", *AS_OF).out)["customer"]["id"] == "cts"
    assert cli("order", "record", PLACED, "--customer", "contoso").code == 0


def test_what_cannot_be_renamed(cli):
    cli(*ADD, *AS_OF)
    cli("customer", "add", "Fabrikam")
    before = book(cli)
    assert "[LC-CUSTOMER-ID-TAKEN]" in cli("customer", "rename", "contoso", "Contoso", "--id", "fabrikam").err
    assert "[LC-CUSTOMER-ID]" in cli("customer", "rename", "contoso", "Contoso", "--id", "A B").err
    assert cli("customer", "rename", "nobody", "Contoso").code == 1
    assert cli("customer", "rename", "contoso", " ").code == 1
    # Fabrikam has neither VAT id nor tenant.
    assert "[LC-CUSTOMER-NAME-TAKEN]" in cli("customer", "rename", "fabrikam", "CONTOSO s.r.l.").err
    assert book(cli) == before
    assert cli("customer", "rename", "contoso", "Fabrikam").code == 0, "its tenant tells it apart"


def test_merge(cli):
    cli(
        "customer",
        "add",
        "Contoso Italia",
        "--notes",
        "pays late",
        "--phone",
        "1",
        "--owns",
        "rds-cal=5",
        "--person",
        "Anna",
        "--email",
        "a@b.example",
    )
    cli(
        "customer",
        "add",
        "Contoso S.r.l.",
        "--vat-id",
        "IT01234569992",
        "--notes",
        "good",
        "--email",
        "c@d.example",
        "--owns",
        "windows-server-cal=2",
    )
    cli("order", "record", PLACED, "--customer", "contoso-italia")
    ran = cli("customer", "merge", "contoso-italia", "contoso", "-f", "json")
    assert ran.code == 0, ran.err
    [one] = book(cli)
    assert (one["id"], one["name"], one["phone"], one["email"]) == ("contoso", "Contoso S.r.l.", "1", "c@d.example")
    assert one["owned"] == {"rds-cal": 5, "windows-server-cal": 2} and one["notes"] == "good\npays late"
    assert one["tenant_id"] == TENANT and [person["name"] for person in one["contacts"]] == ["Anna"]
    assert [(order["customer"], order["customer_id"]) for order in orders(cli)] == [("Contoso S.r.l.", "contoso")]
    assert trail(cli, "contoso-italia")[0] == ("customer merged", "Contoso Italia → contoso, Contoso S.r.l.")
    assert trail(cli, "contoso")[0][0] == "customer merged" and "tenant_id" in trail(cli, "contoso")[0][1]
    assert cli("customer", "show", "contoso-italia").code == 0


def test_two_customers_are_not_merged(cli):
    cli(*ADD, *AS_OF)
    cli("customer", "add", "Fabrikam", "--tenant-id", OTHER, "--vat-id", "IT00159560366")
    before = book(cli)
    ran = cli("customer", "merge", "fabrikam", "contoso")
    assert ran.code == 1 and ran.err.count("[LC-CUSTOMER-APART]") == 2
    assert "[LC-CUSTOMER-SAME]" in cli("customer", "merge", "contoso", TENANT).err
    assert book(cli) == before


def test_a_word_that_is_not_taken_over_is_said(cli):
    cli("customer", "add", "Contoso Italia", "--email", "a@b.example")
    cli("customer", "add", "Contoso", "--email", "c@d.example")
    ran = cli("customer", "merge", "contoso-italia", "contoso")
    assert ran.code == 0 and "email 'a@b.example'" in ran.err and "[LC-CUSTOMER-DROPPED]" in ran.err


def test_an_order_finds_its_customer_by_tenant(cli):
    cli(*ADD, *AS_OF)
    cli("order", "record", PLACED)
    [order] = orders(cli, "--customer", "contoso")
    assert (order["customer"], order["customer_id"]) == ("Contoso S.r.l.", "contoso")
    cli("customer", "add", "Fabrikam", "--tenant-id", OTHER)
    ran = cli("order", "record", PLACED, "--customer", "fabrikam")
    assert ran.code == 1 and "[LC-CUSTOMER-OTHER]" in ran.err


@pytest.mark.parametrize("said", ["Contoso Italia", "Fabrikam", "fabrikam"])
def test_an_order_never_goes_to_another_customer_than_the_one_named(cli, said):
    cli(*ADD, *AS_OF)
    cli("customer", "add", "Fabrikam")
    ran = cli("order", "record", PLACED, "--customer", said)
    assert (ran.code, ran.out) == (1, "") and "[LC-CUSTOMER-OTHER]" in ran.err
    assert "Contoso S.r.l." in ran.err and said.casefold() in ran.err.casefold()
    assert orders(cli) == [] and [one["name"] for one in book(cli)] == ["Contoso S.r.l.", "Fabrikam"]


@pytest.mark.parametrize("said", ["contoso", "CONTOSO S.R.L.", "Contoso", TENANT])
def test_a_name_of_the_same_company_is_no_other(cli, said):
    cli(*ADD, *AS_OF)
    assert cli("order", "record", PLACED, "--customer", said).code == 0
    assert [(order["customer"], order["customer_id"]) for order in orders(cli)] == [("Contoso S.r.l.", "contoso")]


def test_a_tenant_that_a_customer_has_not(cli):
    cli("customer", "add", "Fabrikam", "--tenant-id", OTHER)
    ran = cli("order", "record", PLACED, "--customer", "fabrikam")
    assert ran.code == 1 and "[LC-CUSTOMER-OTHER-TENANT]" in ran.err and "Fabrikam" in ran.err


def test_an_order_brings_the_tenant_into_the_book(cli):
    cli("customer", "add", "Contoso S.r.l.")
    assert cli("order", "record", PLACED, "--customer", "contoso").code == 0
    assert book(cli)[0]["tenant_id"] == TENANT


def test_what_a_customer_owns_comes_from_its_orders(cli):
    cli(*ADD, *AS_OF)
    cli("order", "record", PLACED)
    owned = json.loads(cli("customer", "show", "contoso", "-f", "json", *AS_OF).out)["owned"]
    assert [(one["id"], one["quantity"], one["since"], one["order"]) for one in owned] == [
        ("windows-server-cal", 50, None, None),
        ("DG7GMGF0PWHC:0003", 2, "2026-11-09", "a1b2c3d4e5f6"),
        ("DG7GMGF0PWHT:0002", 25, "2026-11-09", "a1b2c3d4e5f6"),
    ]
    assert (owned[1]["support"], owned[1]["supported_until"]) == ("mainstream support", "2034-11-14")
    cli("order", "record", "--id", "a1b2c3d4e5f6", "--status", "cancelled")
    assert len(json.loads(cli("customer", "show", "contoso", "-f", "json", *AS_OF).out)["owned"]) == 1


def test_orders_keep_a_customer_in_the_book(cli):
    cli(*ADD, *AS_OF)
    cli("order", "record", PLACED)
    ran = cli("customer", "remove", "contoso")
    assert ran.code == 3 and "a1b2c3d4e5f6" in ran.err and "[LC-CUSTOMER-ORDERS]" in ran.err
    assert cli("customer", "remove", "contoso", "--despite", "asked to be forgotten").code == 0
    [order] = orders(cli)
    assert (order["customer"], order["customer_id"]) == ("Contoso S.r.l.", None)
    [detail] = [one["detail"] for one in json.loads(cli("ledger", "log", "-f", "json").out)["entries"] if one["what"] == "customer removed"]
    assert detail == f"Contoso S.r.l., {VAT}, {TENANT}, asked to be forgotten"


# Files.

HEAD = "name,vat_id,tenant_id,country,email,owned\n"
ROWS = [f'"Alfa, S.r.l.",01234569992,{TENANT},it,a@alfa.example,windows-server-cal=5\n', f"Beta,DE136695976,{OTHER},DE,,\n", "Gamma,,,,,\n"]
BAD = [
    "Delta,IT1,,,,\n",
    ",,,IT,,\n",
    "Epsilon,,nope,,,\n",
    "Zeta,,,,no mail,\n",
    "Eta,too,many,cells,here,and,more\n",
    "Theta,,,,,windows=\x1b[1m\n",
]


@pytest.fixture
def load(cli, tmp_path):
    """`load(text, *options)`: an import of a file of this content."""

    def run(content, *more, name="customers.csv"):
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return cli("customer", "import", str(tmp_path / name), "-f", "json", *AS_OF, *more)

    return run


def counts(ran):
    return {name: value for name, value in json.loads(ran.out).items() if name in ("added", "changed", "unchanged", "skipped")}


def test_import_twice_is_import_once(cli, load):
    assert counts(load(HEAD + "".join(ROWS))) == {"added": 3, "changed": 0, "unchanged": 0, "skipped": 0}
    before = cli("customer", "export", "-f", "jsonl").out
    assert counts(load(HEAD + "".join(ROWS))) == {"added": 0, "changed": 0, "unchanged": 3, "skipped": 0}
    assert cli("customer", "export", "-f", "jsonl").out == before
    assert counts(load("name,vat_id,phone\nAlfa S.r.l.,IT01234569992,1\n")) == {"added": 0, "changed": 1, "unchanged": 0, "skipped": 0}
    alfa = book(cli)[0]
    assert (alfa["name"], alfa["email"], alfa["phone"], alfa["id"]) == ("Alfa S.r.l.", "a@alfa.example", "1", "alfa")


@pytest.mark.parametrize("form", [("csv",), ("csv", "--csv-dialect", "excel-it"), ("json",), ("jsonl",)], ids=str)
def test_export_and_import_are_each_others_reverse(cli, store, tmp_path, form):
    from licensectl.app.customers import store as customers
    from licensectl.db import ledger
    from licensectl.domain.customers.matching import CustomerChange

    odd = [FULL, Customer(name="'=odd", id="odd", phone="'0001"), Customer(name='a "b", c;d', id="quoted", notes="-1\n+2")]
    with ledger.writing(store) as connection:
        customers.put(connection, [CustomerChange("added", one) for one in odd], "test")
    file, elsewhere = tmp_path / f"all.{form[0]}", ("--store", str(tmp_path / "elsewhere.db"))
    assert cli("customer", "export", "-f", *form, "-o", str(file)).code == 0
    before = cli("customer", "export", "-f", "jsonl").out
    ran = cli("customer", "import", str(file), "-f", "json", *AS_OF)
    assert counts(ran)["unchanged"] == 3, ran.err
    assert counts(cli("customer", "import", str(file), "-f", "json", *AS_OF, *elsewhere))["added"] == 3
    assert cli("customer", "export", "-f", "jsonl", *elsewhere).out == before


def test_all_or_nothing(cli, load, tmp_path):
    ran = load(HEAD + ROWS[0] + "".join(BAD) + "".join(ROWS[1:]))
    problems = json.loads(ran.err)["problems"]
    assert (ran.code, ran.out) == (1, "")
    assert [problem["where"].rpartition(":")[2] for problem in problems[:-1]] == ["3", "4", "5", "6", "7", "8"]
    assert problems[-1]["code"] == "LC-CUSTOMER-ALL-OR-NOTHING" and "6 of 9" in problems[-1]["message"]
    assert book(cli) == []


def test_only_the_first_bad_rows_are_shown(load):
    ran = load(HEAD + BAD[1] * 50)
    problems = json.loads(ran.err)["problems"]
    assert len({problem["where"] for problem in problems if problem["where"]}) == 20
    assert "30 further" in problems[-2]["message"]


def test_the_good_ones_in_and_the_bad_ones_listed(cli, load, tmp_path):
    aside = tmp_path / "bad.csv"
    ran = load(HEAD + ROWS[0] + "".join(BAD) + "".join(ROWS[1:]), "--skip-bad", str(aside))
    assert ran.code == 0 and counts(ran) == {"added": 3, "changed": 0, "unchanged": 0, "skipped": 6}
    lines = aside.read_text().splitlines()
    assert lines[0] == "row,reason,code,name,vat_id,tenant_id,country,email,owned"
    assert [line.partition(",")[0] for line in lines[1:]] == ["3", "4", "5", "6", "7", "8"]
    assert ",LC-CUSTOMER-VAT-ID," in lines[1] and "\x1b" not in aside.read_text()
    again = load(HEAD + ROWS[0], "--skip-bad", str(aside))
    assert again.code == 1 and "LC-OUT-EXISTS" in again.err
    # Corrected, the list itself is read again: the words around the rows mean nothing.
    fixed = lines[0] + "\n" + lines[1].replace("IT1", "")
    again = load(fixed)
    assert counts(again)["added"] == 1 and "LC-CUSTOMER-UNREAD" not in again.err
    assert counts(load(HEAD + ROWS[0], "--skip-bad", str(tmp_path / "none.csv")))["skipped"] == 0
    assert not (tmp_path / "none.csv").exists()


def test_a_list_of_bad_rows_that_cannot_be_written_leaves_the_book_as_it_was(cli, load, tmp_path):
    ran = load(HEAD + ROWS[0] + BAD[0], "--skip-bad", str(tmp_path / "nowhere" / "bad.csv"))
    assert ran.code == 1 and "LC-OUT-FOLDER" in ran.err
    assert book(cli) == []


def test_one_customer_in_two_rows(load):
    same = load(HEAD + ROWS[1] + ROWS[1])
    assert counts(same) == {"added": 1, "changed": 0, "unchanged": 1, "skipped": 0}
    ran = load(HEAD + ROWS[0] + ROWS[0].replace("a@alfa", "b@alfa"))
    assert ran.code == 1 and "LC-CUSTOMER-TWICE" in ran.err and "customers.csv:2" in ran.err


HEADERS = {
    "Italian": "Ragione sociale,P. IVA,Codice Fiscale,E-Mail,Note\nAlfa,01234569992,01234569992,a@b.example,x\n",
    "Partner Center's": f"Microsoft ID,Company name,Primary domain name\n{TENANT},Alfa,alfa.onmicrosoft.com\n",
    "with marks": "\ufeffName,VAT_ID\nAlfa,01234569992\n",
}


@pytest.mark.parametrize("case", HEADERS)
def test_other_headers(load, case):
    assert counts(load(HEADERS[case]))["added"] == 1


@pytest.mark.parametrize(
    ("columns", "lang", "said"),
    [
        (("shoe size",), "en", "The column shoe size is not read. To have a column read, give it one of these names: "),
        (("shoe size", "hat"), "en", "The columns shoe size, hat are not read. "),
        (("shoe size",), "it", "La colonna shoe size non è letta. Perché una colonna sia letta, darle uno di questi nomi: "),
        (("shoe size", "hat"), "it", "Le colonne shoe size, hat non sono lette. "),
    ],
)
def test_columns_that_are_not_read_are_named(cli, tmp_path, columns, lang, said):
    path = tmp_path / "some.csv"
    path.write_text(",".join(("name", *columns)) + "\nAlfa" + ",1" * len(columns))
    ran = cli("customer", "import", str(path), "--lang", lang)
    assert ran.code == 0 and f"{path}:1: {said}" in ran.err and "[LC-CUSTOMER-UNREAD]" in ran.err


ITALIAN = "Ragione sociale;Partita IVA;Indirizzo;mca_agreed_on;Telefono\r\nSocietà Alfa;01234569992;Via Roma, 1;01/11/2026;'+39 02 1\r\n"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
def test_as_an_italian_spreadsheet_saves_it(cli, load, tmp_path, encoding):
    bad = ";IT1;;;\r\n"
    assert counts(load((ITALIAN + bad).encode(encoding), "--skip-bad", str(tmp_path / "bad.csv")))["added"] == 1
    [one] = book(cli)
    assert (one["name"], one["address"], one["phone"]) == ("Società Alfa", "Via Roma, 1", "+39 02 1")
    assert (one["vat_id"], one["mca"]["agreed_on"]) == (VAT, "2026-11-01")
    assert (tmp_path / "bad.csv").read_bytes().startswith(b"\xef\xbb\xbfrow;reason;code;Ragione sociale;")


PARTS = {
    "Italian": ("Ragione sociale;Indirizzo;CAP;Città;Prov.\r\nAlfa;Via Roma 1;20121;Milano;MI\r\n", "Indirizzo, CAP, Città, Prov."),
    "other words": ("Cliente;Comune;C.A.P.;Provincia;Indirizzo\nAlfa;Milano;20121;mi;Via Roma 1\n", "Indirizzo, C.A.P., Comune, Provincia"),
    "English": ("name,Address,City,State/Province,ZIP code\nAlfa,Via Roma 1,Milano,MI,20121\n", "Address, ZIP code, City, State/Province"),
    "by a CRM": ("name,address,postal_code,city,state\nAlfa,Via Roma 1,20121,Milano,MI\n", "address, postal_code, city, state"),
    "whole": ('name,address,CAP,city\nAlfa,"Via Roma 1, 20121 Milano MI",20121,Milano\n', "address, CAP, city"),
    "two cities": ("name,address,CAP,city,town,prov\nAlfa,Via Roma 1,20121,Milano,Segrate,MI\n", "address, CAP, city, prov"),
}


@pytest.mark.parametrize("case", PARTS)
def test_an_address_in_several_columns(cli, load, case):
    content, columns = PARTS[case]
    ran = load(content)
    [said] = [one["message"] for one in json.loads(ran.out)["problems"] if one["code"] == "LC-CUSTOMER-ADDRESS-PARTS"]
    assert said.startswith(f"The address is made of the columns {columns}, as in Via Roma 1, 20121 Milano MI.")
    assert book(cli)[0]["address"] == "Via Roma 1, 20121 Milano MI"
    assert counts(load(content))["unchanged"] == 1
    assert ("LC-CUSTOMER-UNREAD" in ran.out) is (case == "two cities")


def test_how_an_address_is_made_is_said_in_italian(cli, tmp_path):
    (tmp_path / "clienti.csv").write_text(PARTS["Italian"][0])
    said = cli("customer", "import", str(tmp_path / "clienti.csv"), "--lang", "it", *AS_OF).err
    assert "L'indirizzo è composto dalle colonne Indirizzo, CAP, Città, Prov." in said


def test_a_list_of_cities_does_not_replace_addresses(cli, load):
    load(PARTS["Italian"][0])
    ran = load("name,CAP,city\nAlfa,00187,Roma\n")
    assert "LC-CUSTOMER-UNREAD" in ran.out and counts(ran)["unchanged"] == 1
    assert book(cli)[0]["address"] == "Via Roma 1, 20121 Milano MI"


def test_a_cap_that_a_workbook_holds_as_a_number(cli, tmp_path):
    file = tmp_path / "book.xlsx"
    file.write_bytes(
        KINDS["xlsx"]({"Clienti": [["Ragione sociale", "Indirizzo", "CAP", "Città"], ["Alfa", "Via Condotti 1", 187, "Roma"]]})
    )
    assert counts(cli("customer", "import", str(file), "-f", "json", *AS_OF))["added"] == 1
    assert book(cli)[0]["address"] == "Via Condotti 1, 00187 Roma"


def test_a_workbook(cli, tmp_path):
    cli(*ADD, *AS_OF)
    before = cli("customer", "export", "-f", "jsonl").out
    assert cli("customer", "list", "-o", str(tmp_path / "book.xlsx"), *AS_OF).code == 0
    assert counts(cli("customer", "import", str(tmp_path / "book.xlsx"), "-f", "json", *AS_OF))["unchanged"] == 1
    assert cli("customer", "export", "-f", "jsonl").out == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_workbook_of_every_kind(cli, tmp_path, kind):
    file = tmp_path / f"book.{kind}"
    file.write_bytes(KINDS[kind]({"Clienti": [["Elenco clienti"], [], ["Ragione sociale", "P.IVA"], ["Alfa S.r.l.", "IT01234569992"]]}))
    assert counts(cli("customer", "import", str(file), "-f", "json", *AS_OF))["added"] == 1


FILES = {
    "empty": ("", "LC-SHEET-EMPTY"),
    "no name": ("vat_id\nIT1\n", "LC-CUSTOMER-COLUMNS"),
    "a name twice": ("name,Ragione sociale\nx,y\n", "LC-CUSTOMER-COLUMN-TWICE"),
    "a quote never closed": ('name\n"Alfa\n', "LC-SHEET-CSV-QUOTE"),
    "JSON that is none": ('{"name": \n', "LC-CUSTOMER-JSON"),
    "a list that is cut": ('[{"name": "Alfa"},\n', "LC-CUSTOMER-JSON"),
    "a field that there is not": ('{"name": "Alfa", "nmae": "x"}\n', "LC-CUSTOMER-RECORD"),
    "a list of words": ('["Alfa"]', "LC-CUSTOMER-RECORD"),
    "brackets": ("[" * 100_000, "LC-CUSTOMER-JSON"),
    "a list of customers twice": ('{"customers": [{"name": "Alfa"}],\n "customers": []}', "LC-CUSTOMER-JSON"),
    "a key twice": ('{"name": "Alfa", "name": "Beta"}\n', "LC-CUSTOMER-RECORD"),
    "a key twice within": ('[{"name": "Alfa", "mca": {"agreed_on": "2026-11-01", "agreed_on": "2026-11-02"}}]', "LC-CUSTOMER-RECORD"),
    "a key of a contact twice": ('name,contacts\nAlfa,"[{""name"": ""A"", ""name"": ""B""}]"\n', "LC-CUSTOMER-SPEC"),
    "no text": (b"\x00\x01\x02\x03", "LC-SHEET-NUL"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_none(cli, load, case):
    content, code = FILES[case]
    ran = load(content)
    assert (ran.code, ran.out) == (1, "") and code in ran.err and "customers.csv" in ran.err
    assert book(cli) == []


JSONS = {
    "lines": '{"name": "Alfa"}\n\n{"name": "Beta", "mca": {"agreed_on": "2026-11-01"}}\n',
    "a list": '[{"name": "Alfa"},\n {"name": "Beta"}]',
    "a document": '{"schema": "licensectl.customers/1",\n "customers": [{"name": "Alfa"}, {"name": "Beta"}]}',
    "a document on one line": '{"customers": [{"name": "Alfa"}, {"name": "Beta"}]}',
}


@pytest.mark.parametrize("case", JSONS)
def test_json(load, case):
    assert counts(load(JSONS[case]))["added"] == 2


def test_a_key_twice_is_named_with_its_line(load):
    ran = load('{"name": "Alfa"}\n{"name": "Beta", "phone": "1", "phone": "2"}\n')
    assert ran.code == 1 and 'customers.csv:2",' in ran.err and "the key 'phone' occurs twice in one object" in ran.err


def test_the_word_of_the_list_may_be_in_it(load):
    assert counts(load('{"customers": [{"name": "customers"}]}'))["added"] == 1


def test_one_json_over_several_lines(load):
    assert counts(load('{\n "name": "Alfa"\n}\n'))["added"] == 1


def test_a_bad_line_of_json_is_listed(load, tmp_path):
    ran = load('{"name": "Alfa"}\n{"name": 1}\n{"name": "Beta"}\n', "--skip-bad", str(tmp_path / "bad.csv"))
    assert counts(ran) == {"added": 2, "changed": 0, "unchanged": 0, "skipped": 1}
    header, line = (tmp_path / "bad.csv").read_text().splitlines()
    assert header == "row,reason,code,record"
    assert line.startswith("2,") and line.endswith(',LC-CUSTOMER-RECORD,"{""name"": 1}"')


def test_from_standard_input(cli):
    assert cli("customer", "import", "-", *AS_OF, stdin=(HEAD + ROWS[2]).encode()).code == 0
    assert len(book(cli)) == 1


def test_many_with_some_bad(cli, load, tmp_path):
    rows = [f"Cliente {number},,{number:08x}-0000-4000-8000-000000000000,IT,,\n" for number in range(3000)]
    for number in range(0, 3000, 100):
        rows[number] = rows[number].replace(",IT,", ",Italia,")
    assert counts(load(HEAD + "".join(rows), "--skip-bad", str(tmp_path / "bad.csv"))) == {
        "added": 2970,
        "changed": 0,
        "unchanged": 0,
        "skipped": 30,
    }
    assert len((tmp_path / "bad.csv").read_text().splitlines()) == 31
    assert len(book(cli)) == 2970


def test_an_import_names_unknown_offices(cli, tmp_path):
    (tmp_path / "c.csv").write_text("name,vat_id\nContoso S.r.l.,IT01234567806\nFabrikam S.r.l.,IT01234569992\n")
    first = cli("customer", "import", str(tmp_path / "c.csv"))
    assert first.code == 0 and "c.csv:2: 'IT01234567806' has a valid check digit" in first.err and "c.csv:3" not in first.err
    assert "VAT-OFFICE" not in cli("customer", "import", str(tmp_path / "c.csv")).err


def test_an_import_is_on_the_trail(cli, load):
    load(HEAD + ROWS[0])
    load(HEAD + ROWS[0].replace("a@alfa", "b@alfa"))
    history = json.loads(cli("customer", "show", "alfa", "-f", "json").out)["history"]
    assert [(line["what"], line["detail"]) for line in history] == [("customer added", ""), ("customer changed", "email")]


@pytest.mark.parametrize("lang", ["en", "it"])
def test_what_a_person_reads(cli, golden, lang, monkeypatch):
    # The login on the server of the tests; a server puts another local user beside it.
    monkeypatch.setenv("LOGNAME", "licensectl")
    cli(*ADD, "--person", "Luca Bianchi; luca@contoso.example; ; buyer", *AS_OF)
    cli("order", "record", PLACED)
    ran = cli("customer", "show", "contoso", "-f", "text", "--lang", lang, *AS_OF)
    golden(f"customer-show.{lang}.txt", re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d|\d\d/\d\d/\d{4} \d\d:\d\d", "2026-11-23 10:00", ran.out))
    golden(f"customer-list.{lang}.txt", cli("customer", "list", "-f", "text", "--lang", lang, *AS_OF).out)


def test_asking_makes_no_ledger(cli, tmp_path):
    assert cli("customer", "list").code == 0
    assert cli("customer", "search", "contoso").code == 0
    assert cli("customer", "export", "-f", "jsonl").out == ""
    assert cli("customer", "show", "contoso").code == 1
    assert not (tmp_path / "home").exists()


def test_a_bad_country_is_named_as_it_was_typed(cli):
    assert cli("customer", "add", "Contoso S.r.l.").code == 0
    for typed in ("Italia", "it aly"):
        ran = cli("customer", "edit", "contoso", "--country", typed)
        assert ran.code == 1 and f"'{typed}'" in ran.err
    assert cli("customer", "edit", "contoso", "--country", " it ").code == 0
    assert json.loads(cli("customer", "show", "contoso", "-f", "json").out)["customer"]["country"] == "IT"


def test_a_merge_says_that_it_merged(cli):
    for name in ("Contoso S.r.l.", "Fabrikam"):
        assert cli("customer", "add", name).code == 0
    ran = cli("customer", "merge", "fabrikam", "contoso", "--lang", "it")
    assert ran.code == 0 and ran.out.splitlines()[0] == "Cliente contoso: cliente unito"


def test_a_margin_is_a_figure(cli):
    assert cli(*ADD, "--margin", "12.5", *AS_OF).code == 0
    assert "12,50" in cli("customer", "show", "contoso", "--lang", "it", *AS_OF).out
    assert "Margin %,12.5" in cli("customer", "show", "contoso", "-f", "csv", *AS_OF).out


@pytest.mark.parametrize("command", [("export",), ("list", "-f", "csv")])
@pytest.mark.parametrize(
    ("dialect", "margin", "shown"),
    [("excel-it", "12.5", ";12,5\r\n"), ("rfc4180", "12.5", ",12.5\r\n"), ("excel-it", "10", ";10\r\n"), ("rfc4180", "10", ",10\r\n")],
)
def test_a_margin_is_a_figure_of_the_dialect(cli, tmp_path, command, dialect, margin, shown):
    assert cli("customer", "add", "Contoso S.r.l.", "--margin", margin).code == 0
    ran = cli("customer", *command, "--csv-dialect", dialect)
    assert ran.code == 0 and shown in ran.out, ran.out
    path = tmp_path / "book.csv"
    path.write_text(ran.out, encoding="utf-8")
    if command == ("export",):
        assert cli("customer", "edit", "contoso", "--margin", "3").code == 0
        assert cli("customer", "import", str(path)).code == 0
    assert json.loads(cli("customer", "show", "contoso", "-f", "json").out)["customer"]["margin"] == margin


def test_one_row_that_is_left_out_is_one(cli, tmp_path):
    rows = tmp_path / "rows.csv"
    rows.write_text("name,vat_id\nContoso,IT01234569992\nFabrikam,IT1\n")
    refused = cli("customer", "import", str(rows), "--lang", "it").err
    assert "Righe non valide: 1 su 2." in refused
    left_out = cli("customer", "import", str(rows), "--skip-bad", str(tmp_path / "bad.csv"), "--lang", "it").err
    assert "1 riga è stata tralasciata, con il motivo" in left_out


def test_every_fault_of_a_row_is_named(cli, tmp_path, store):
    path = tmp_path / "customers.csv"
    path.write_text("name,vat_id,email,owned,mca_agreed_on,mca_attested_by\nContoso,IT1,nowhere,x=y,2026-13-01,nobody\n")
    ran = cli("customer", "import", str(path))
    assert ran.code == 1
    for fault in ("'IT1'", "'nowhere'", "'x=y'", "'2026-13-01'", "'nobody'"):
        assert fault in ran.err, fault
    bad = tmp_path / "bad.csv"
    assert cli("customer", "import", str(path), "--skip-bad", str(bad)).code in (0, 3)
    assert all(fault in bad.read_text() for fault in ("IT1", "x=y", "2026-13-01"))
    ran = cli("customer", "add", "Contoso", "--vat-id", "IT1", "--mca-agreed-on", "2026-13-01")
    assert "'IT1'" in ran.err and "2026-13-01" in ran.err


def test_a_table_with_the_headings_of_the_list_is_read(cli, load):
    assert load("Nome;Dominio principale;Qualifica;MCA accettato il\nAlfa;alfa.example;istruzione;05/10/2026\n").code == 0
    [found] = json.loads(cli("customer", "list", "-f", "json").out)["customers"]
    assert (found["tenant_domain"], found["qualification"], found["mca"]["agreed_on"]) == ("alfa.example", "education", "2026-10-05")
