"""The fields of a customer: one record for each, from which columns, titles, headers, options, checks and search follow."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from licensectl.core.names import MARKET, capitals
from licensectl.domain.catalog.eligibility import qualification_id
from licensectl.domain.customers import field_checks as checks
from licensectl.domain.customers.field_checks import Check, Shape
from licensectl.i18n.translate import N_

MOST_OF_A_TEXT = 200
MCA = "mca_"


class CustomerField(NamedTuple):
    """A column of an export and import. `title` is its heading; `aliases` are other headers that mean it, compared without case and
    blanks; `option` sets it in `customer add` and `edit`; `searched`: `customer search` looks in it.

    `form`: a text; a field of the acceptance of the MCA, after `mca_`; pairs `key=value`; or people. `listed`: its place among the
    columns of `customer list`, 0 for none. `desk_only`: no customer sees it. `spelling`: how it is kept. `most`: its longest text.
    `lined`: it may hold line breaks.
    """

    name: str
    title: str
    aliases: tuple[str, ...]
    option: str
    check: Check | Shape
    searched: bool
    kind: Literal["text", "id", "date"] = "text"
    form: Literal["text", "mca", "pairs", "people"] = "text"
    listed: int = 0
    desk_only: bool = False
    spelling: Callable[[str], str] | None = None
    most: int = MOST_OF_A_TEXT
    lined: bool = False


def _without_blanks(code: str) -> str:
    return "".join(code.split()).upper()


def _percentage(text: str) -> str:
    return text.strip().removesuffix("%").rstrip().replace(",", ".")


def _country(text: str) -> str:
    """Return a code of two letters in capitals, and anything else as it was typed."""
    return code if MARKET.fullmatch(code := capitals(text)) else text


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")


# In the order of the columns of a file, which only ever grows.
FIELDS = (
    CustomerField("id", "id", (), "--id", checks.name_and_id, True, "id", listed=1, desk_only=True),
    CustomerField(
        "name",
        "Name",
        ("Company", "Company name", "Customer", "Ragione sociale", "Denominazione", "Cliente"),
        "NAME",
        checks.name_and_id,
        True,
        listed=2,
    ),
    CustomerField(
        "vat_id",
        "VAT id",
        ("VAT", "VAT number", "VAT no.", "Partita IVA", "P.IVA", "P. IVA", "PIVA"),
        "--vat-id",
        checks.ids,
        True,
        "id",
        listed=3,
    ),
    CustomerField(
        "tax_code", "Tax code", ("Tax code", "Codice fiscale", "C.F."), "--tax-code", checks.ids, True, "id", spelling=_without_blanks
    ),
    CustomerField(
        "tenant_id",
        "Tenant",
        ("Tenant", "Tenant id", "Microsoft ID", "Customer tenant id"),
        "--tenant-id",
        checks.ids,
        True,
        "id",
        spelling=str.lower,
    ),
    CustomerField(
        "tenant_domain",
        "Domain",
        ("Domain", "Domain name", "Primary domain name", "Dominio"),
        "--tenant-domain",
        Shape(checks.DOMAIN, "contoso.onmicrosoft.com"),
        True,
        listed=4,
        spelling=str.lower,
    ),
    CustomerField("country", "Country", ("Paese", "Nazione"), "--country", Shape(MARKET, "IT, DE, …"), False, listed=6, spelling=_country),
    CustomerField("address", "Address", ("Indirizzo",), "--address", checks.only_text, True, spelling=_lines, most=500, lined=True),
    CustomerField("contact", "Contact", ("Referente", "Contatto"), "--contact", checks.only_text, True),
    CustomerField("email", "E-mail", ("E-mail", "E-mail address", "Mail"), "--email", Shape(checks.EMAIL, N_("name@domain")), True),
    CustomerField("phone", "Phone", ("Telephone", "Telefono"), "--phone", checks.only_text, False, "id"),
    CustomerField(
        "qualification",
        "Qualification",
        ("Qualifica",),
        "--qualification",
        checks.qualification,
        False,
        listed=5,
        spelling=qualification_id,
    ),
    CustomerField(
        "sdi_code",
        "SDI code",
        ("SDI", "Codice SDI", "Codice destinatario"),
        "--sdi-code",
        Shape(checks.SDI, "ABC1234"),
        False,
        "id",
        spelling=str.upper,
    ),
    CustomerField("pec", "PEC", (), "--pec", Shape(checks.EMAIL, N_("name@domain")), False),
    CustomerField("mca_agreed_on", "MCA accepted on", (), "--mca-agreed-on", checks.acceptance, False, "date", "mca", listed=7),
    CustomerField("mca_first_name", "MCA: first name", (), "--mca-first-name", checks.acceptance, False, form="mca"),
    CustomerField("mca_last_name", "MCA: last name", (), "--mca-last-name", checks.acceptance, False, form="mca"),
    CustomerField("mca_email", "MCA: e-mail", (), "--mca-email", checks.acceptance, False, form="mca"),
    CustomerField("mca_phone", "MCA: phone", (), "--mca-phone", checks.acceptance, False, form="mca"),
    CustomerField("mca_expires", "MCA until", (), "--mca-expires", checks.acceptance, False, "date", "mca"),
    CustomerField("mca_attested_by", "MCA attested by", (), "--mca-attested-by", checks.acceptance, False, form="mca"),
    CustomerField(
        "marketplace_id",
        "Marketplace id",
        (),
        "--marketplace-id",
        Shape(checks.WORD, N_("an id without blanks")),
        False,
        "id",
        desk_only=True,
    ),
    CustomerField("marketplace_ids", "Marketplace ids", (), "--marketplace-id", checks.marketplaces, False, form="pairs", desk_only=True),
    CustomerField("owned", "Owned", (), "--owns", checks.owned, False, form="pairs", desk_only=True),
    CustomerField("contacts", "Contacts", (), "--person", checks.people, True, form="people"),
    CustomerField("notes", "Notes", ("Note",), "--notes", checks.only_text, True, desk_only=True, spelling=_lines, most=4000, lined=True),
    CustomerField(
        "margin",
        "Margin %",
        ("Margin", "Margine", "Margine %"),
        "--margin",
        Shape(checks.PERCENTAGE, "12.5, from 0 up to, not including, 100"),
        False,
        desk_only=True,
        spelling=_percentage,
    ),
)
