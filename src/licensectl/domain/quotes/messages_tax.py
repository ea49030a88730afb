"""Messages about the taxation of a quote."""

from licensectl.errors import Message

FRACTION = Message(
    "LC-QUOTE-VAT-FRACTION",
    "{name} {value} is a fraction; VAT rates are percentages",
    cure="did you mean {percent}?",
)
NO_RATES = Message(
    "LC-CHECK-VAT-NO-RATES",
    "nothing is taxed under {regime}: the vat_rate of {count} line does not apply",
    many="nothing is taxed under {regime}: the vat_rate of {count} lines does not apply",
    severity="info",
)
NO_VAT_ID = Message(
    "LC-CHECK-VAT-ID-MISSING",
    "reverse charge, and the customer has no VAT id",
    cure="give vat_id; reverse charge does not apply without it",
    severity="warning",
)
TAX_CODE = Message(
    "LC-CHECK-VAT-ID-TAX-CODE",
    "'{id}' is the tax code of a person, not a VAT id",
    cure="give it as tax_code, and as vat_id the VAT id of the business",
    severity="warning",
)
OTHER_COUNTRY = Message(
    "LC-CHECK-VAT-ID-COUNTRY",
    "VAT id {id} is one of {found}, but the customer's country is {country}",
    cure="correct one of the two: the country of the VAT id decides who owes the tax",
    severity="warning",
)
UNION_CHARGED = Message(
    "LC-CHECK-VAT-UNION",
    "{rate} % VAT for a business with a VAT id of {country}, another EU country than yours ({seller})",
    cure="write vat: {{reverse_charge: true}} if the customer accounts for the tax",
    severity="warning",
    sources=("VAT-EU",),
)
REVERSE_DOMESTIC = Message(
    "LC-CHECK-VAT-DOMESTIC",
    "reverse charge for a customer of your own country, {country}",
    cure="between EU countries the customer accounts for the tax; for a domestic sale give the rate in vat",
    severity="warning",
    sources=("VAT-EU",),
)
REVERSE_OUTSIDE = Message(
    "LC-CHECK-VAT-REVERSE-OUTSIDE",
    "reverse charge for a customer in {country}, outside the European Union",
    cure="the sale to a business there is outside the scope of VAT: write vat: {{out_of_scope: true}}",
    severity="warning",
)
OUTSIDE_UNION = Message(
    "LC-CHECK-VAT-OUTSIDE",
    "{rate} % VAT for a customer in {country}, outside the European Union",
    cure="the sale to a business there is outside the scope of VAT: write vat: {{out_of_scope: true}}",
    severity="warning",
)
IN_SCOPE = Message(
    "LC-CHECK-VAT-IN-SCOPE",
    "out of scope, but the customer is in {country}, a country of the European Union",
    cure="give the rate, or vat: {{reverse_charge: true}} for a business of another EU country",
    severity="warning",
)
SPLIT_COUNTRY = Message(
    "LC-CHECK-SPLIT-COUNTRY",
    "no split payment is on record for {country}, the country of the customer",
    cure="countries on record: {known}; for others give only the rate",
    severity="warning",
)
SPLIT_CUSTOMER = Message(
    "LC-CHECK-SPLIT-CUSTOMER",
    "split payment, and nothing says that {customer} is a public body",
    cure="give its sdi_code of six characters or its qualification ({known}); a company controlled by a public body is asked for "
    "its declaration",
    severity="warning",
    sources=("EU-2023-1552",),
)
SPLIT_ENDED = Message(
    "LC-CHECK-SPLIT-ENDED",
    "the EU allowed split payment until {until} (decision {decision}), and no later decision is on record",
    cure="look for a later decision and add it to taxes.yaml of your own facts, or quote without split_payment",
    severity="warning",
    sources=("EU-2023-1552",),
)
