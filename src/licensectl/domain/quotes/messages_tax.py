"""Messages about the taxation of a quote."""

from licensectl.errors import Message

FRACTION = Message(
    "LC-QUOTE-VAT-FRACTION",
    "{name} {value} is a fraction; VAT rates are percentages",
    "{name} {value} è una frazione; le aliquote IVA sono percentuali",
    cure_en="did you mean {percent}?",
    cure_it="si intendeva {percent}?",
)
NO_VAT_ID = Message(
    "LC-CHECK-VAT-ID-MISSING",
    "reverse charge, and the customer has no VAT id",
    "inversione contabile, e il cliente non ha una partita IVA",
    cure_en="give vat_id; without one the sale is not taxed this way",
    cure_it="indicare vat_id; senza, la vendita non è tassata in questo modo",
    severity="warning",
)
TAX_CODE = Message(
    "LC-CHECK-VAT-ID-TAX-CODE",
    "'{id}' is the tax code of a person, not a VAT id",
    "'{id}' è il codice fiscale di una persona, non una partita IVA",
    cure_en="give it as tax_code, and as vat_id the VAT id of the business",
    cure_it="indicarlo in tax_code, e in vat_id la partita IVA dell'impresa",
    severity="warning",
)
OTHER_COUNTRY = Message(
    "LC-CHECK-VAT-ID-COUNTRY",
    "VAT id {id} is one of {found}, but the customer's country is {country}",
    "la partita IVA {id} è di {found}, ma il paese del cliente è {country}",
    cure_en="correct one of the two: the country of the VAT id decides who owes the tax",
    cure_it="correggere uno dei due: il paese della partita IVA decide chi deve l'imposta",
    severity="warning",
)
UNION_CHARGED = Message(
    "LC-CHECK-VAT-UNION",
    "{rate} % VAT for a business with a VAT id of {country}, another EU country than yours ({seller})",
    "IVA {rate} % per un'impresa con partita IVA di {country}, un paese UE diverso dal vostro ({seller})",
    cure_en="say vat: {{reverse_charge: true}} where the customer accounts for the tax",
    cure_it="indicare vat: {{reverse_charge: true}} se l'imposta è dovuta dal cliente",
    severity="warning",
    sources=("VAT-EU",),
)
REVERSE_DOMESTIC = Message(
    "LC-CHECK-VAT-DOMESTIC",
    "reverse charge for a customer of your own country, {country}",
    "inversione contabile per un cliente del vostro stesso paese, {country}",
    cure_en="between EU countries the customer accounts for the tax; at home say vat: with its rate",
    cure_it="l'imposta è dovuta dal cliente tra paesi UE; nel proprio paese indicare vat: con l'aliquota",
    severity="warning",
    sources=("VAT-EU",),
)
REVERSE_OUTSIDE = Message(
    "LC-CHECK-VAT-REVERSE-OUTSIDE",
    "reverse charge for a customer in {country}, outside the European Union",
    "inversione contabile per un cliente in {country}, fuori dall'Unione europea",
    cure_en="the sale to a business there is outside the scope of VAT: say vat: {{out_of_scope: true}}",
    cure_it="la vendita a un'impresa di quel paese non è soggetta a IVA: indicare vat: {{out_of_scope: true}}",
    severity="warning",
)
OUTSIDE_UNION = Message(
    "LC-CHECK-VAT-OUTSIDE",
    "{rate} % VAT for a customer in {country}, outside the European Union",
    "IVA {rate} % per un cliente in {country}, fuori dall'Unione europea",
    cure_en="the sale to a business there is outside the scope of VAT: say vat: {{out_of_scope: true}}",
    cure_it="la vendita a un'impresa di quel paese non è soggetta a IVA: indicare vat: {{out_of_scope: true}}",
    severity="warning",
)
IN_SCOPE = Message(
    "LC-CHECK-VAT-IN-SCOPE",
    "out of scope, but the customer is in {country}, a country of the European Union",
    "operazione non soggetta, ma il cliente è in {country}, un paese dell'Unione europea",
    cure_en="give the rate, or vat: {{reverse_charge: true}} for a business of another EU country",
    cure_it="indicare l'aliquota, o vat: {{reverse_charge: true}} per un'impresa di un altro paese UE",
    severity="warning",
)
SPLIT_COUNTRY = Message(
    "LC-CHECK-SPLIT-COUNTRY",
    "split payment for a customer in {country}, which is not known to have it",
    "scissione dei pagamenti per un cliente in {country}, dove non risulta esistere",
    cure_en="it is known for: {known}; else give the rate alone",
    cure_it="è nota per: {known}; altrimenti indicare la sola aliquota",
    severity="warning",
)
SPLIT_CUSTOMER = Message(
    "LC-CHECK-SPLIT-CUSTOMER",
    "split payment, and nothing says that {customer} is a public body",
    "scissione dei pagamenti, e nulla indica che {customer} sia una pubblica amministrazione",
    cure_en="give its sdi_code of six characters or its qualification ({known}); a company controlled by a public body is asked for "
    "its declaration",
    cure_it="indicare il suo sdi_code di sei caratteri o la qualifica ({known}); a una società controllata da una pubblica "
    "amministrazione si chiede la dichiarazione",
    severity="warning",
    sources=("EU-2023-1552",),
)
SPLIT_ENDED = Message(
    "LC-CHECK-SPLIT-ENDED",
    "the EU allowed split payment until {until} (decision {decision}), and no later decision is on record",
    "l'UE ha autorizzato la scissione dei pagamenti fino al {until} (decisione {decision}), e nessuna decisione successiva risulta",
    cure_en="look for a later decision and add it to taxes.yaml of your own facts, or quote without split_payment",
    cure_it="cercare una decisione successiva e aggiungerla a taxes.yaml dei propri dati, o fare l'offerta senza split_payment",
    severity="warning",
    sources=("EU-2023-1552",),
)
