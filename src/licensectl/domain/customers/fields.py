"""The fields of a customer: one record for each, from which columns, titles, headers, options, checks and search follow."""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from licensectl.core.names import MARKET, capitals, option
from licensectl.core.text import Text
from licensectl.domain.catalog.eligibility import qualification_id
from licensectl.domain.customers import field_checks as checks
from licensectl.domain.customers.field_checks import Check, Shape
from licensectl.i18n.translate import N_

MOST_OF_A_TEXT = 200
# The version of the ledger with which the customer book began.
FIRST_LEDGER = 3
MCA = "mca_"


class CustomerField(NamedTuple):
    """A column of an export and import. `title` is its heading; `aliases` are other headers that mean it, compared without case and
    blanks; `help` is that of its option in `customer add` and `edit`, "" if it is not one of both; `searched`: `customer search` looks
    in it.

    `form`: a text; a field of the acceptance of the MCA, after `mca_`; pairs `key=value`; or people. `listed`: its place among the
    columns of `customer list`, 0 for none. `internal`: no customer sees it. `spelling`: how it is kept. `most`: its longest text.
    `lined`: it may hold line breaks. `flag`: its option, where that has another name. `ledger`: the first version of the ledger whose
    programs know the field; each new field has its migration.
    """

    name: str
    title: Text
    aliases: tuple[str, ...]
    help: Text
    check: Check | Shape
    searched: bool
    kind: Literal["text", "id", "date"] = "text"
    form: Literal["text", "mca", "pairs", "people"] = "text"
    listed: int = 0
    internal: bool = False
    spelling: Callable[[str], str] | None = None
    most: int = MOST_OF_A_TEXT
    lined: bool = False
    metavar: str | None = None
    flag: str = ""
    ledger: int = FIRST_LEDGER

    @property
    def option(self) -> str:
        """The option that sets the field in `customer add` and `edit`."""
        return self.flag or option(self.name)


def _country(text: str) -> str:
    """Return a code of two letters in capitals, and anything else as it was typed."""
    return code if MARKET.fullmatch(code := capitals(text)) else text


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")


def _accepted(name: str, title: Text, help_: Text, *aliases: str, **more: Any) -> CustomerField:
    """Return a field of the acceptance of the MCA."""
    return CustomerField(name, title, aliases, help_, checks.acceptance, False, form="mca", **more)


# In the order of the columns of a file, which only ever grows.
FIELDS = (
    CustomerField("id", "id", (), "", checks.name_and_id, True, kind="id", listed=1, internal=True),
    CustomerField(
        "name",
        N_("Name"),
        ("Company", "Company name", "Customer", "Ragione sociale", "Denominazione", "Cliente", "Nome"),
        "",
        checks.name_and_id,
        True,
        listed=2,
        flag="NAME",
    ),
    CustomerField(
        "vat_id",
        N_("VAT id"),
        ("VAT", "VAT number", "VAT no.", "Partita IVA", "P.IVA", "P. IVA", "PIVA"),
        N_("VAT id, with the country's prefix or one of your market."),
        checks.ids,
        True,
        kind="id",
        listed=3,
    ),
    CustomerField(
        "tax_code",
        N_("Tax code"),
        ("Tax code", "Codice fiscale", "C.F."),
        N_("Italian codice fiscale."),
        checks.ids,
        True,
        kind="id",
        spelling=lambda code: "".join(code.split()).upper(),
    ),
    CustomerField(
        "tenant_id",
        N_("Tenant"),
        ("Tenant", "Tenant id", "Microsoft ID", "Customer tenant id"),
        N_("Microsoft ID of the customer's tenant."),
        checks.ids,
        True,
        kind="id",
        spelling=str.lower,
        metavar="GUID",
    ),
    CustomerField(
        "tenant_domain",
        N_("Domain"),
        ("Domain", "Domain name", "Primary domain name", "Dominio", "Dominio principale"),
        N_("Its domain, e.g. contoso.onmicrosoft.com."),
        Shape(checks.DOMAIN, "contoso.onmicrosoft.com"),
        True,
        listed=4,
        spelling=str.lower,
    ),
    CustomerField(
        "country",
        N_("Country"),
        ("Paese", "Nazione"),
        N_("Country of the tenant, two letters."),
        Shape(MARKET, "IT, DE, …"),
        False,
        listed=6,
        spelling=_country,
    ),
    CustomerField(
        "address", N_("Address"), ("Indirizzo",), N_("Postal address."), checks.only_text, True, spelling=_lines, most=500, lined=True
    ),
    CustomerField("contact", N_("Contact"), ("Referente", "Contatto"), N_("The contact person."), checks.only_text, True, metavar="NAME"),
    CustomerField(
        "email",
        N_("E-mail"),
        ("E-mail", "E-mail address", "Mail"),
        N_("E-mail of the contact."),
        Shape(checks.EMAIL, N_("name@domain")),
        True,
    ),
    CustomerField("phone", N_("Phone"), ("Telephone", "Telefono"), N_("Telephone of the contact."), checks.only_text, False, kind="id"),
    CustomerField(
        "qualification",
        N_("Qualification"),
        ("Qualifica",),
        N_("commercial, education, nonprofit, government, …"),
        checks.qualification,
        False,
        listed=5,
        spelling=qualification_id,
    ),
    CustomerField(
        "sdi_code",
        N_("SDI code"),
        ("SDI", "Codice SDI", "Codice destinatario"),
        N_("Code for electronic invoices in Italy."),
        Shape(checks.SDI, "ABC1234"),
        False,
        kind="id",
        spelling=str.upper,
    ),
    CustomerField("pec", N_("PEC"), (), N_("Certified e-mail address."), Shape(checks.EMAIL, N_("name@domain")), False),
    _accepted(
        "mca_agreed_on",
        N_("MCA accepted on"),
        N_("Microsoft Customer Agreement: accepted on."),
        "MCA accepted on",
        "MCA accettato il",
        "Data MCA",
        kind="date",
        listed=7,
        metavar="DATE",
    ),
    _accepted("mca_first_name", N_("MCA: first name"), N_("… who accepted it.")),
    _accepted("mca_last_name", N_("MCA: last name"), N_("… who accepted it.")),
    _accepted("mca_email", N_("MCA: e-mail"), N_("… e-mail of who accepted it.")),
    _accepted("mca_phone", N_("MCA: phone"), N_("… telephone of who accepted it.")),
    _accepted("mca_expires", N_("MCA until"), N_("… its end, where one was agreed."), kind="date", metavar="DATE"),
    _accepted(
        "mca_attested_by", N_("MCA attested by"), N_("… who says so; an indirect reseller cannot."), metavar="customer|provider|partner"
    ),
    CustomerField(
        "marketplace_id", N_("Marketplace id"), (), "", Shape(checks.WORD, N_("an id without blanks")), False, kind="id", internal=True
    ),
    CustomerField(
        "marketplace_ids",
        N_("Marketplace ids"),
        (),
        N_("Id of the customer in a marketplace; repeatable."),
        checks.marketplaces,
        False,
        form="pairs",
        internal=True,
        metavar="[DISTRIBUTOR=]ID",
        flag="--marketplace-id",
    ),
    CustomerField(
        "owned",
        N_("Owned"),
        (),
        N_("A product the customer owns; N=0 removes it; repeatable."),
        checks.owned,
        False,
        form="pairs",
        internal=True,
        metavar="ID[=N]",
        flag="--owns",
    ),
    CustomerField(
        "contacts",
        N_("Contacts"),
        (),
        N_("Another contact; repeatable."),
        checks.people,
        True,
        form="people",
        metavar="'NAME; E-MAIL; PHONE; ROLE'",
        flag="--person",
    ),
    CustomerField(
        "notes",
        N_("Notes"),
        ("Note",),
        N_("Internal notes; no quote shows them."),
        checks.only_text,
        True,
        internal=True,
        spelling=_lines,
        most=4000,
        lined=True,
    ),
    CustomerField(
        "margin",
        N_("Margin %"),
        ("Margin", "Margine", "Margine %"),
        N_("Margin of quotes for this customer."),
        Shape(checks.PERCENTAGE, "12.5, from 0 up to, not including, 100"),
        False,
        internal=True,
        spelling=lambda text: text.strip().removesuffix("%").rstrip().replace(",", "."),
        metavar="PERCENT",
        ledger=5,
    ),
)
