"""Options for the fields of a customer, shared by `add` and `edit`."""

from dataclasses import dataclass
from typing import Annotated

import typer

Text = str | None
Several = list[str] | None


@dataclass(frozen=True, eq=False, repr=False)
class CustomerFields:
    """Fields of a customer from the command line, None for an absent option. The names are columns of an import, except repeatable ones."""

    vat_id: Annotated[Text, typer.Option("--vat-id", help="VAT id, with the country's prefix or one of your market.")] = None
    tax_code: Annotated[Text, typer.Option("--tax-code", help="Italian codice fiscale.")] = None
    tenant_id: Annotated[Text, typer.Option("--tenant-id", metavar="GUID", help="Microsoft ID of the customer's tenant.")] = None
    tenant_domain: Annotated[Text, typer.Option("--tenant-domain", help="Its domain, e.g. contoso.onmicrosoft.com.")] = None
    country: Annotated[Text, typer.Option("--country", help="Country of the tenant, two letters.")] = None
    qualification: Annotated[Text, typer.Option("--qualification", help="commercial, education, nonprofit, government, …")] = None
    address: Annotated[Text, typer.Option("--address", help="Postal address.")] = None
    contact: Annotated[Text, typer.Option("--contact", metavar="NAME", help="The contact person.")] = None
    email: Annotated[Text, typer.Option("--email", help="E-mail of the contact.")] = None
    phone: Annotated[Text, typer.Option("--phone", help="Telephone of the contact.")] = None
    person: Annotated[Several, typer.Option("--person", metavar="'NAME; E-MAIL; PHONE; ROLE'", help="Another contact; repeatable.")] = None
    sdi_code: Annotated[Text, typer.Option("--sdi-code", help="Code for electronic invoices in Italy.")] = None
    pec: Annotated[Text, typer.Option("--pec", help="Certified e-mail address.")] = None
    mca_agreed_on: Annotated[Text, typer.Option("--mca-agreed-on", metavar="DATE", help="Microsoft Customer Agreement: accepted on.")] = (
        None
    )
    mca_first_name: Annotated[Text, typer.Option("--mca-first-name", help="… who accepted it.")] = None
    mca_last_name: Annotated[Text, typer.Option("--mca-last-name", help="… who accepted it.")] = None
    mca_email: Annotated[Text, typer.Option("--mca-email", help="… e-mail of who accepted it.")] = None
    mca_phone: Annotated[Text, typer.Option("--mca-phone", help="… telephone of who accepted it.")] = None
    mca_expires: Annotated[Text, typer.Option("--mca-expires", metavar="DATE", help="… its end, where one was agreed.")] = None
    mca_attested_by: Annotated[
        Text, typer.Option("--mca-attested-by", metavar="customer|provider|partner", help="… who says so; an indirect reseller cannot.")
    ] = None
    marketplace: Annotated[
        Several, typer.Option("--marketplace-id", metavar="[DISTRIBUTOR=]ID", help="Id of the customer in a marketplace; repeatable.")
    ] = None
    owns: Annotated[Several, typer.Option("--owns", metavar="ID[=N]", help="A product the customer owns; N=0 removes it; repeatable.")] = (
        None
    )
    notes: Annotated[Text, typer.Option("--notes", help="Internal notes; no quote shows them.")] = None
    margin: Annotated[Text, typer.Option("--margin", metavar="PERCENT", help="Margin of quotes for this customer.")] = None
