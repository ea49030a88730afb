"""A customer with every field, for tests."""

from datetime import date

from licensectl.domain.customers.model import AgreementAcceptance, Contact, Customer

TENANT = "6c3a2b7e-0000-4000-8000-5d1f2c9b7a10"
OTHER = "11111111-0000-4000-8000-5d1f2c9b7a10"
VAT = "IT01234569992"
FULL = Customer(
    name="Contoso S.r.l.",
    id="contoso",
    vat_id=VAT,
    tenant_id=TENANT,
    tenant_domain="contoso.onmicrosoft.com",
    country="IT",
    address="Via Roma 1\n20100 Milano",
    contact="Anna Rossi",
    email="anna@contoso.example",
    qualification="education",
    mca=AgreementAcceptance(date(2026, 11, 1), "Anna", "Rossi", "anna@contoso.example", None, None, "provider"),
    marketplace_id="1000001",
    tax_code="01234569992",
    phone="+39 02 1234",
    contacts=[Contact("Luca Bianchi", "luca@contoso.example", None, "buyer, Milano; «head»")],
    sdi_code="0000000",
    pec="contoso@pec.example",
    marketplace_ids={"ingram": "1000001", "pax8": "a-b"},
    owned={"windows-server-cal": 50},
    notes='=cmd "quoted"; pays late',
)
