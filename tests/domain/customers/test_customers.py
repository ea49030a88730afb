"""Test customers: accepted and refused values, identification, and customers as rows of text."""

from datetime import date

import make_translations
import pytest
from customer_samples import FULL, OTHER, TENANT, VAT
from hypothesis import given
from hypothesis import strategies as st

from licensectl.domain.customers.csv_row import COLUMNS, UnreadableError, overlaid, parse, row
from licensectl.domain.customers.field_checks import CustomerContext
from licensectl.domain.customers.matching import CustomerIndex, FreeIds, absorb
from licensectl.domain.customers.model import AgreementAcceptance, Contact, Customer
from licensectl.domain.customers.validate import check_customer, differing, fold, merged, slug, tidied
from licensectl.errors import LicensectlError

DAY = date(2026, 11, 23)
AS_OF = ("--as-of", "2026-11-23")
AROUND = CustomerContext(
    DAY, ("commercial", "education", "nonprofit", "state_owned_entity"), lambda one_id: one_id == "windows-server-cal", lambda one_id: ""
)


def codes(problems):
    return [problem.code.removeprefix("LC-CUSTOMER-") for problem in problems]


WRONG = {
    "nothing": ({}, []),
    "no name": ({"name": " "}, ["NAME"]),
    "id with a blank": ({"id": "con toso"}, ["ID"]),
    "id that climbs": ({"id": "../x"}, ["ID"]),
    "id too long": ({"id": "a" * 65}, ["ID"]),
    "VAT id with a wrong digit": ({"vat_id": "IT01234569993"}, ["VAT-ID"]),
    "VAT id too short": ({"vat_id": "IT0123456999"}, ["VAT-ID"]),
    "VAT id without prefix is Italian": ({"vat_id": "0123456 9992"}, []),
    "VAT id of an office that nobody knows": ({"vat_id": "01234567897"}, []),
    "German VAT id with a wrong digit": ({"vat_id": "DE136695977"}, ["VAT-ID"]),
    "British VAT id": ({"vat_id": "GB980780684"}, []),
    "codice fiscale of a person": ({"tax_code": "rssmra80a01h501u"}, []),
    "codice fiscale with a wrong letter": ({"tax_code": "RSSMRA80A01H501A"}, ["TAX-CODE"]),
    "tax code of elsewhere": ({"tax_code": "123/456", "country": "DE"}, []),
    "tenant": ({"tenant_id": TENANT.upper()}, []),
    "tenant that is none": ({"tenant_id": "contoso.onmicrosoft.com"}, ["TENANT"]),
    "country in full": ({"country": "Italia"}, ["FORM"]),
    "country in small letters": ({"country": "it"}, []),
    "e-mail without domain": ({"email": "anna@contoso"}, ["FORM"]),
    "two e-mails in one": ({"email": "a@b.example, c@d.example"}, ["FORM"]),
    "PEC": ({"pec": "x"}, ["FORM"]),
    "SDI of a public body": ({"sdi_code": "ufabc1"}, []),
    "SDI too long": ({"sdi_code": "ABCDEFGH"}, ["FORM"]),
    "domain": ({"tenant_domain": "contoso"}, ["FORM"]),
    "qualification in Microsoft's word": ({"qualification": "State-owned entity"}, []),
    "government": ({"qualification": "Government"}, []),
    "charity": ({"qualification": "Charity"}, []),
    "qualification that is none": ({"qualification": "Gold"}, ["QUALIFICATION"]),
    "owned": ({"owned": {"windows-server-cal": None}}, []),
    "owned that nobody knows": ({"owned": {"windows-sever-cal": 5}}, ["OWNED"]),
    "owned by no number": ({"owned": {"windows-server-cal": 0}}, ["SPEC"]),
    "marketplace id with a blank": ({"marketplace_ids": {"ingram": "a b"}}, ["FORM"]),
    "escape sequence": ({"name": "\x1b[31mred"}, ["CONTROL"]),
    "reversed reading": ({"name": "abc\u202ecba"}, ["CONTROL"]),
    "line break in a name": ({"name": "a\nb"}, ["CONTROL"]),
    "line break in an address": ({"address": "a\r\nb"}, []),
    "ten million letters": ({"name": "x" * 10_000_000}, ["LENGTH"]),
    "a product key in the notes": ({"notes": "key ABCDE-12345-FGHIJ-67890-KLMNO"}, ["KEY"]),
    "a product key of a person": ({"contacts": [Contact("A", None, None, "ABCDE-12345-FGHIJ-67890-KLMNO")]}, ["KEY"]),
    "formula": ({"name": "=cmd|'/C calc'!A0"}, []),
    "MCA tomorrow": ({"mca": AgreementAcceptance(date(2026, 11, 24))}, ["MCA-FUTURE"]),
    "MCA today": ({"mca": AgreementAcceptance(DAY)}, []),
    "MCA that ends before it begins": ({"mca": AgreementAcceptance(DAY, expires=date(2026, 11, 22))}, ["MCA-END"]),
    "attested, of nobody": ({"mca": AgreementAcceptance(DAY, attested_by="partner")}, ["MCA-WHO"]),
    "accepted by the customer": ({"mca": AgreementAcceptance(DAY, attested_by="customer")}, []),
    "several at once": ({"name": "", "vat_id": "IT1", "email": "x"}, ["NAME", "VAT-ID", "FORM"]),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_kept(case):
    said, wrong = WRONG[case]
    assert codes(check_customer(tidied(Customer(**({"name": "Contoso"} | said)), "IT"), AROUND)) == wrong


def test_an_indirect_reseller_cannot_attest():
    customer = Customer(name="Contoso", mca=AgreementAcceptance(DAY, "Anna", "Rossi", "a@b.example", attested_by="partner"))
    assert check_customer(customer, AROUND) == []
    assert codes(check_customer(customer, AROUND._replace(indirect=True))) == ["MCA-INDIRECT"]


def test_the_full_record_is_kept_as_it_is():
    assert check_customer(FULL, AROUND) == []
    assert tidied(FULL, "IT") == FULL


def test_tidied():
    said = tidied(Customer(name=" Contoso ", vat_id="01234569992", tenant_id=TENANT.upper(), country="it", email="  "), "IT")
    assert (said.name, said.vat_id, said.tenant_id, said.country, said.email) == ("Contoso", VAT, TENANT, "IT", None)
    assert tidied(Customer(name="X", vat_id="136695976", country="de"), "IT").vat_id == "DE136695976"
    assert tidied(said, "IT") == said


@pytest.mark.parametrize(
    ("name", "one_id"),
    [
        ("Contoso S.r.l.", "contoso"),
        ("Società Agricola L'Aquila S.p.A.", "societa-agricola-l-aquila"),
        ("SPA", "spa"),
        ("北京公司", "customer"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 300, "x" * 64),
        ("-", "customer"),
        ("Müller & Söhne GmbH", "muller-sohne"),
        ("Łódź 株式会社", "lodz"),
        ("Straße Ørsted Æro", "strasse-orsted-aero"),
    ],
)
def test_slug(name, one_id):
    assert slug(name) == one_id


@given(st.text())
def test_a_slug_is_an_id(text):
    assert "ID" not in codes(check_customer(Customer(name="x", id=slug(text)), AROUND))


def put(index, *customers):
    for customer in customers:
        change = absorb(customer, index, FreeIds(lambda one_id: False))
        index.put(change.customer)
    return index


KEYED = Customer(name="Contoso", id="contoso", vat_id=VAT, tenant_id=TENANT)
WHO = {
    "by id": (Customer(name="Other", id="contoso"), "contoso"),
    "by tenant": (Customer(name="Other", tenant_id=TENANT), "contoso"),
    "by VAT id": (Customer(name="Other", vat_id=VAT), "contoso"),
    "by name": (Customer(name="CONTOSO"), "contoso"),
    "another name, no keys": (Customer(name="Fabrikam"), None),
    "the same name with another VAT id": (Customer(name="Contoso", vat_id="DE136695976"), None),
    "another tenant of the same company": (Customer(name="Contoso", vat_id=VAT, tenant_id=OTHER), None),
}


@pytest.mark.parametrize("case", WHO)
def test_who_is_who(case):
    new, one_id = WHO[case]
    found = CustomerIndex([KEYED]).match(new)
    assert (found.id if found else None) == one_id


def test_who_is_meant_must_be_clear():
    two = CustomerIndex([KEYED, Customer(name="Contoso", id="contoso-2", vat_id=VAT, tenant_id=OTHER)])
    with pytest.raises(LicensectlError) as failure:
        two.match(Customer(name="Contoso", vat_id=VAT))
    assert codes(failure.value.problems) == ["SEVERAL"]
    with pytest.raises(LicensectlError) as failure:
        two.match(Customer(name="Contoso", id="contoso-2", tenant_id=TENANT))
    assert codes(failure.value.problems) == ["TENANT-TAKEN"]


def test_an_index_forgets_what_a_customer_was():
    index = CustomerIndex([KEYED])
    index.put(Customer(name="Fabrikam", id="contoso", vat_id="DE136695976"))
    assert index.match(Customer(name="Contoso", vat_id=VAT, tenant_id=TENANT)) is None
    assert index.match(Customer(name="x", vat_id="DE136695976")).name == "Fabrikam"


def test_ids_are_made_one_after_the_other():
    index = put(CustomerIndex(), *(Customer(name="Contoso", vat_id=f"XX{number}") for number in range(3)))
    assert [index.holds(one_id) for one_id in ("contoso", "contoso-2", "contoso-3", "contoso-4")] == [True, True, True, False]


def test_new_words_go_over_old_ones_and_silence_changes_nothing():
    now = merged(FULL, Customer(name="Contoso S.r.l.", phone="1", owned={"exchange-standard-cal": 5}, contacts=[Contact("Luca Bianchi")]))
    assert differing(FULL, now) == ["phone", "contacts", "owned"]
    assert now.owned == {"windows-server-cal": 50, "exchange-standard-cal": 5}
    assert merged(FULL, FULL) == FULL
    assert merged(FULL, Customer(name=FULL.name, mca=AgreementAcceptance(date(2026, 11, 1)))) == FULL
    renewed = merged(FULL, Customer(name=FULL.name, mca=AgreementAcceptance(DAY)))
    assert renewed.mca == AgreementAcceptance(DAY)


def test_filling_leaves_what_is_known():
    change = absorb(Customer(name="Other", vat_id=VAT, phone="1"), CustomerIndex([KEYED]), FreeIds(lambda one_id: False), filling=True)
    assert (change.customer.name, change.customer.phone, change.fields) == ("Contoso", "1", ("phone",))


words = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=20).map(str.strip).filter(bool)
ids = st.from_regex(r"\A[a-z0-9]{1,8}\Z")
customers = st.builds(
    Customer,
    name=words,
    address=st.none() | words,
    notes=st.none() | words,
    phone=st.none() | words,
    contacts=st.lists(st.builds(Contact, name=words, email=st.none() | words, role=st.none() | words), max_size=2),
    marketplace_ids=st.dictionaries(ids, ids, max_size=2),
    owned=st.dictionaries(ids, st.none() | st.integers(1, 10**9), max_size=2),
    mca=st.none() | st.builds(AgreementAcceptance, agreed_on=st.dates(), first_name=st.none() | words),
)


@given(customers)
def test_a_row_holds_everything(customer):
    assert parse(dict(zip(COLUMNS, row(customer), strict=True))) == (customer, [])


@given(st.text())
def test_a_guarded_cell_gives_back_its_text(text):
    from licensectl.app.customers.service_files import escaped
    from licensectl.core.spreadsheet import bare, guarded

    assert bare(escaped(text, ids=False)) == text
    assert bare(guarded(escaped(text, ids=True))) == text, "as a file for spreadsheets holds it"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"owned": "windows-server-cal=many"}, "SPEC"),
        ({"owned": "=5"}, "SPEC"),
        ({"owned": "windows-server-cal=99999999999"}, "SPEC"),
        ({"contacts": "Anna"}, "SPEC"),
        ({"contacts": '[{"email": "x"}]'}, "SPEC"),
        ({"mca_first_name": "Anna"}, "SPEC"),
        ({"mca_agreed_on": "01/11/2026"}, "SPEC"),
        ({"mca_agreed_on": "2026-11-01", "mca_attested_by": "nobody"}, "SPEC"),
    ],
)
def test_a_cell_that_cannot_be_read(cells, code):
    assert codes(parse({"name": "x", **cells})[1]) == [code]


def test_days_of_an_italian_spreadsheet():
    assert parse({"name": "x", "mca_agreed_on": "01/11/2026"}, day_first=True)[0].mca.agreed_on == date(2026, 11, 1)


def test_what_the_command_line_says_over_what_is_known():
    said = {
        "phone": "1",
        "owned": ["windows-server-cal=0", "rds-cal"],
        "contacts": ["Luca Bianchi; l@x.example"],
        "marketplace_ids": ["9", "pax8=z"],
    }
    now, _ = parse(overlaid(FULL, said, ["mca", "pec"]))
    assert (now.phone, now.mca, now.pec, now.owned) == ("1", None, None, {"rds-cal": None})
    assert now.contacts == [Contact("Luca Bianchi", "l@x.example")]
    assert (now.marketplace_id, now.marketplace_ids) == ("9", {"ingram": "1000001", "pax8": "z"})
    for wrong in ({"contacts": [";x"]}, {"owned": ["=1"]}):
        with pytest.raises(UnreadableError):
            overlaid(FULL, wrong, [])
    with pytest.raises(UnreadableError):
        overlaid(FULL, {}, ["name"])


def test_every_title_has_its_italian():
    from licensectl.app.customers.report import OUTCOMES, TITLES
    from licensectl.i18n.translate import translate

    texts = {*(translate(title, "en") for title in TITLES.values()), *OUTCOMES.values()} - {"id"}
    assert texts <= {entry.id for entry in make_translations.read()}


def test_fold():
    assert fold("  SOCIETÀ   Ægir ") == fold("società ægir")
