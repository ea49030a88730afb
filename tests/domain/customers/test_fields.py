"""The registry of customer fields against the record, the options, the headers, the checks and the search that follow from it."""

from dataclasses import fields as options_of
from datetime import date

import make_translations
import pytest
from msgspec.structs import fields, replace

from licensectl.app.customers.options import CustomerFields
from licensectl.app.customers.reader import MEANING
from licensectl.app.customers.report import KINDS, LISTED, TITLES
from licensectl.db.ledger import LEDGER
from licensectl.domain.catalog.eligibility import qualification_id
from licensectl.domain.customers.csv_row import CLEARABLE, COLUMNS, WRITTEN, overlaid, parse
from licensectl.domain.customers.field_checks import CustomerContext, Shape, only_text
from licensectl.domain.customers.fields import FIELDS, MCA
from licensectl.domain.customers.model import AgreementAcceptance, Contact, Customer
from licensectl.domain.customers.validate import check_customer, told
from licensectl.facts.library import Facts
from licensectl.i18n.terms import term
from licensectl.i18n.translate import translate
from licensectl.tables.headers import plain

BY_NAME = {field.name: field for field in FIELDS}
CONTEXT = CustomerContext(date(2026, 11, 23), {"commercial"}, lambda owned: owned == "rds-cal", lambda owned: "")
# Titles that are the same in both languages.
SAME = {"id"}
TRANSLATED = {entry.id for entry in make_translations.read()}
# The options of `add` and `edit` that are no field of the dataclass: the name is the argument, the id an option of `add` alone.
OWN = {"id": "--id", "name": "NAME"}
# Columns of the programs that know the ledger of version 5, which brought the margin.
COLUMNS_OF_5 = 27
MARK = "xyzzy"
# A value that no pattern takes, and for every check that is a function one that it refuses; a text alone is refused for what steers
# a terminal.
NO_SHAPE = "a;b c"
WRONG = {
    "id": "Not An Id",
    "name": "",
    "vat_id": "IT01234569993",
    "tax_code": "RSSMRA85T10A562X",
    "tenant_id": "x",
    "qualification": "x",
    "mca_agreed_on": "2027-01-01",
    "mca_expires": "2020-01-01",
    "mca_email": "x",
    "mca_attested_by": "partner",
    "marketplace_ids": "A B=1",
    "owned": "no-such-thing",
    "contacts": '[{"name": " "}]',
}
# Option → field of the dataclass; what Typer is given first is the option's name.
OPTIONS = {option.type.__metadata__[0].default: option.name for option in options_of(CustomerFields)}
ACCEPTED = {"mca_agreed_on": "2026-11-01"}


def customer_of(**cells):
    made, problems = parse({"name": "Contoso", **cells})
    assert problems == []
    return made


def test_every_field_of_the_record_has_its_columns():
    plain_fields = [field.name for field in fields(Customer) if field.name != "mca"]
    accepted = [MCA + field.name for field in fields(AgreementAcceptance)]
    assert sorted(COLUMNS) == sorted([*plain_fields, *accepted])
    assert set(WRITTEN) == set(COLUMNS) == set(TITLES) == set(KINDS)
    assert set(CLEARABLE) == {*plain_fields, "mca"} - {"id", "name"}
    assert len(LISTED) == len({field.listed for field in FIELDS if field.listed})


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_a_field_has_a_title_in_both_languages(field):
    assert field.title
    assert translate(field.title, "en") in {*TRANSLATED, *SAME}


def test_headers_mean_one_column():
    meant = [(plain(word), field.name) for field in FIELDS for word in (field.name, *field.aliases)]
    assert {header: {name for other, name in meant if other == header} for header, _ in meant} == {
        header: {name} for header, name in MEANING.items()
    }
    # What an Italian spreadsheet calls a field is known, but for what only this program writes.
    without = {field.name for field in FIELDS if not field.aliases and field.form == "text"}
    assert without == {"id", "pec", "marketplace_id"}


def test_every_field_has_its_option_and_every_option_a_field():
    assert {field.option for field in FIELDS} - set(OWN.values()) == set(OPTIONS)
    assert all(BY_NAME[name].option == option for name, option in OWN.items())


def test_an_option_of_a_plain_field_has_its_name():
    for field in FIELDS:
        if field.form in ("text", "mca") and field.name not in (*OWN, "marketplace_id"):
            assert OPTIONS[field.option] == field.name


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_a_field_is_checked(field):
    assert isinstance(field.check, Shape) or callable(field.check)
    if isinstance(field.check, Shape):
        wrong = customer_of(**{field.name: NO_SHAPE})
    elif field.name not in WRONG:
        assert field.check is only_text or field.form == "mca"
        wrong = customer_of(**ACCEPTED, **{field.name: "a\x1b[2J"})
    elif field.name == "name":
        wrong = Customer(name="")
    else:
        wrong = customer_of(**{**ACCEPTED, field.name: WRONG[field.name]})
    assert check_customer(wrong, CONTEXT)
    assert not check_customer(customer_of(**ACCEPTED), CONTEXT)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_search_looks_in_the_fields_that_say_so(field):
    if field.form == "people":
        marked = replace(Customer("Contoso"), contacts=[Contact(MARK)])
    elif field.form == "pairs":
        marked = replace(Customer("Contoso"), **{field.name: {MARK: None}})
    elif field.form == "mca":
        said = {"agreed_on": date(2027, 11, 1), field.name.removeprefix(MCA): date(2027, 11, 1) if field.kind == "date" else MARK}
        marked = replace(Customer("Contoso"), mca=AgreementAcceptance(**said))
    else:
        marked = replace(Customer("Contoso"), **{field.name: MARK})
    assert (MARK in told(marked) or "2027-11-01" in told(marked)) == field.searched


def test_a_new_field_is_a_migration_of_its_own():
    """An older program must refuse a ledger with a field that it does not know."""
    new = [field.ledger for field in FIELDS if field.ledger > 5]
    assert len(FIELDS) - len(new) == COLUMNS_OF_5
    assert len(set(new)) == len(new)
    assert all(version <= len(LEDGER.migrations) for version in new)


def test_what_is_cleared_is_empty():
    whole = customer_of(**ACCEPTED, phone="1", owned="rds-cal=2", contacts='[{"name": "Anna"}]', notes="x")
    cells = overlaid(whole, {}, list(CLEARABLE))
    assert {name: cell for name, cell in cells.items() if cell} == {"name": "Contoso"}


def test_a_qualification_is_read_in_italian_as_it_is_shown():
    known = Facts.load().eligibility.qualifications
    for one in ("commercial", "nonprofit", "education", "state_owned_entity", "education_state_owned_entity"):
        assert {qualification_id(term(one, "it")), qualification_id(translate(known[one].title, "it"))} == {one}
    assert qualification_id("Pubblica Amministrazione") == "state_owned_entity"
