"""Messages about the taxation of a quote."""

from licensectl.errors import Message, info, warning

FRACTION = Message(
    "LC-QUOTE-VAT-FRACTION",
    "{name} {value} is a fraction, and VAT rates are percentages.",
    cure="Did you mean {percent}?",
)
NO_RATES = info(
    "LC-CHECK-VAT-NO-RATES",
    "Nothing is taxed under {regime}, so the vat_rate of {count} line does not apply.",
    many="Nothing is taxed under {regime}, so the vat_rate of {count} lines does not apply.",
)
NO_VAT_ID = warning(
    "LC-CHECK-VAT-ID-MISSING",
    "The quote has reverse charge, and the customer has no VAT id.",
    cure="Give vat_id. Reverse charge does not apply without it.",
)
TAX_CODE = warning(
    "LC-CHECK-VAT-ID-TAX-CODE",
    "'{id}' is the tax code of a person, not a VAT id.",
    cure="Give it as tax_code, and as vat_id the VAT id of the business.",
)
OTHER_COUNTRY = warning(
    "LC-CHECK-VAT-ID-COUNTRY",
    "VAT id {id} is one of {found}, but the customer's country is {country}.",
    cure="Correct one of the two. The country of the VAT id decides who owes the tax.",
)
RATE = warning(
    "LC-CHECK-VAT-RATE",
    "The quote has {rate} % VAT on Microsoft products, but the standard rate of {country} on {day} is {standard} %.",
    cure="Correct the rate, or check that another one applies to this sale.",
)
UNION_CHARGED = warning(
    "LC-CHECK-VAT-UNION",
    "The quote has {rate} % VAT for a business with a VAT id of {country}, another EU country than yours ({seller}).",
    cure="Write `vat: {{reverse_charge: true}}` if the customer accounts for the tax.",
    sources=("VAT-EU",),
)
REVERSE_DOMESTIC = warning(
    "LC-CHECK-VAT-DOMESTIC",
    "The quote has reverse charge for a customer of your own country, {country}.",
    cure="Give the rate in vat, unless a rule of {country} has the customer account for the tax on this sale.",
    sources=("VAT-EU",),
)
REVERSE_OUTSIDE = warning(
    "LC-CHECK-VAT-REVERSE-OUTSIDE",
    "The quote has reverse charge for a customer in {country}, outside the European Union.",
    cure="Write `vat: {{out_of_scope: true}}`. The sale to a business there is outside the scope of VAT.",
)
OUTSIDE_UNION = warning(
    "LC-CHECK-VAT-OUTSIDE",
    "The quote has {rate} % VAT for a customer in {country}, outside the European Union.",
    cure="Write `vat: {{out_of_scope: true}}`. The sale to a business there is outside the scope of VAT.",
)
IN_SCOPE = warning(
    "LC-CHECK-VAT-IN-SCOPE",
    "The quote is outside the scope of VAT, but the customer is in {country}, a country of the European Union.",
    cure="Give the rate, or `vat: {{reverse_charge: true}}` for a business of another EU country.",
)
SPLIT_COUNTRY = warning(
    "LC-CHECK-SPLIT-COUNTRY",
    "No split payment is on record for {country}, the customer's country.",
    cure="For countries other than {known}, give only the rate.",
)
SPLIT_CUSTOMER = warning(
    "LC-CHECK-SPLIT-CUSTOMER",
    "The quote has split payment, and nothing says that {customer} is a public body.",
    cure="Give its sdi_code of six characters or its qualification ({known}). Ask a company controlled by a public body for its "
    "declaration.",
    sources=("EU-2023-1552",),
)
SPLIT_ENDED = warning(
    "LC-CHECK-SPLIT-ENDED",
    "The EU allowed split payment until {until} (decision {decision}), and no later decision is on record.",
    cure="Look for a later decision and add it to taxes.yaml of your own facts, or quote without split_payment.",
    sources=("EU-2023-1552",),
)
