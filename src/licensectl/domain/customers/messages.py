"""Faults of the customer book: what a customer cannot be, and which one is meant."""

from licensectl.errors import Message

NO_NAME = Message(
    "LC-CUSTOMER-NAME",
    "the customer has no name",
    cure="give the company's name",
)
BAD_ID = Message(
    "LC-CUSTOMER-ID",
    "'{value}' is not a valid customer id",
    cure="use small letters, digits and single hyphens, such as contoso-srl, up to 64",
)
BAD_VAT_ID = Message(
    "LC-CUSTOMER-VAT-ID",
    "'{value}' cannot be a VAT id: its form or its check digit is wrong",
    cure="customers are told apart by it, so a wrong one is not kept: correct it or leave it out",
)
BAD_TAX_CODE = Message(
    "LC-CUSTOMER-TAX-CODE",
    "'{value}' cannot be a codice fiscale: its form or its check character is wrong",
    cure="it has 16 characters for a person, 11 digits for an organisation",
)
BAD_TENANT = Message(
    "LC-CUSTOMER-TENANT",
    "'{value}' is not a tenant id",
    cure="it is a GUID: 8-4-4-4-12 hexadecimal digits",
    sources=("CART",),
)
BAD_FORM = Message(
    "LC-CUSTOMER-FORM",
    "{field}: '{value}' does not look like one",
    cure="expected {expected}",
)
BAD_QUALIFICATION = Message(
    "LC-CUSTOMER-QUALIFICATION",
    "'{value}' is not a valid qualification",
    cure="known: {known}",
    sources=("QUAL",),
)
CONTROL = Message(
    "LC-CUSTOMER-CONTROL",
    "{field} holds control characters",
    cure="remove them: they control a terminal or a printer",
)
TOO_LONG = Message(
    "LC-CUSTOMER-LENGTH",
    "{field} has {length} characters, at most {most} are kept",
    cure="shorten it",
)
KEY = Message(
    "LC-CUSTOMER-KEY",
    "{field} holds what looks like a product key",
    cure="remove it: keys are never kept",
)
OWNED = Message(
    "LC-CUSTOMER-OWNED",
    "owned: '{value}' is not known",
    cure="name an access licence, product, SKU or condition by its id; near: {near}",
)
BAD_SPEC = Message(
    "LC-CUSTOMER-SPEC",
    "{field}: '{value}' cannot be read",
    cure="write {expected}",
)
MCA_FUTURE = Message(
    "LC-CUSTOMER-MCA-FUTURE",
    "the Microsoft Customer Agreement is accepted on {agreed}, after today, {day}",
    cure="Partner Center takes no date in the future: correct it",
    sources=("PC-MCA", "MCAAPI"),
)
MCA_ENDS = Message(
    "LC-CUSTOMER-MCA-END",
    "the acceptance of the Microsoft Customer Agreement ends on {expires}, before it begins on {agreed}",
    cure="correct one of the two",
)
MCA_INDIRECT = Message(
    "LC-CUSTOMER-MCA-INDIRECT",
    "an indirect reseller cannot attest that its customer accepted the Microsoft Customer Agreement",
    cure="the provider attests it, or the customer accepts in the Microsoft 365 admin center: say attested_by provider or customer",
    sources=("PC-MCA", "CSP-CBLUE-MCA"),
)
MCA_WHO = Message(
    "LC-CUSTOMER-MCA-WHO",
    "an attestation names who accepted: {missing} missing",
    cure="Partner Center wants first name, last name and e-mail of the person who accepted",
    sources=("PC-MCA", "MCAAPI"),
)
UNKNOWN = Message(
    "LC-CUSTOMER-UNKNOWN",
    "no customer '{name}' is in the book",
    cure="did you mean {near}? See customer search, or customer add",
)
NOBODY = Message(
    "LC-CUSTOMER-NONE",
    "no customer '{name}' is in the book, and nobody of a similar name",
    cure="see customer list; customer add and customer import fill the book, and in a request the customer can also stand inline: "
    "customer: {{name: Contoso S.r.l.}}",
)
SEVERAL = Message(
    "LC-CUSTOMER-SEVERAL",
    "'{name}' is more than one customer: {ids}",
    cure="name the one by its id or tenant id",
)
THERE = Message(
    "LC-CUSTOMER-THERE",
    "{name} is in the book already: {id}",
    cure="change it with customer edit {id}, or tell the two apart by VAT id or tenant id",
)
TAKEN = Message(
    "LC-CUSTOMER-TENANT-TAKEN",
    "tenant {tenant} is that of {id}",
    cure="one tenant is one customer: correct it, or edit {id}",
    sources=("CART",),
)
OTHER_TENANT = Message(
    "LC-CUSTOMER-OTHER-TENANT",
    "order {order} is of tenant {tenant}, {name} has tenant {own}",
    cure="name the customer whose tenant it is with --customer",
)
OTHER_CUSTOMER = Message(
    "LC-CUSTOMER-OTHER",
    "order {order} is of {tenant}, which belongs to {owner}; you said {said}",
    cure="name {owner} with --customer; if both are one customer, join them with customer merge",
)
TWICE = Message(
    "LC-CUSTOMER-TWICE",
    "this is {id} again, which stands at {first} with other words",
    cure="keep one: nothing says which of the two holds",
)
HAS_ORDERS = Message(
    "LC-CUSTOMER-ORDERS",
    "{count} orders on record are those of {id}: {ids}",
    cure="keep the customer, or say why not: --despite REASON; the orders stay, with its name",
)
ID_TAKEN = Message(
    "LC-CUSTOMER-ID-TAKEN",
    "{id} is the id of {name}",
    cure="choose another id; two records of one customer are joined with customer merge",
)
SAME = Message(
    "LC-CUSTOMER-SAME",
    "both names mean customer {id}",
    cure="name two customers: the one that goes, then the one that stays",
)
APART = Message(
    "LC-CUSTOMER-APART",
    "{one} has {field} {own}, {other} has {its}",
    cure="two values are two customers; if one is wrong, remove it: customer edit {one} --clear {field}",
)
DROPPED = Message(
    "LC-CUSTOMER-DROPPED",
    "{field} '{value}' was not taken over: {kept} has another",
    cure="to have it nevertheless, use customer edit",
    severity="warning",
)
NOTHING_SAID = Message(
    "LC-CUSTOMER-NOTHING",
    "nothing is to be changed",
    cure="name what: see customer edit --help",
)
NO_COLUMN = Message(
    "LC-CUSTOMER-COLUMNS",
    "the header has no column {column}",
    cure="known: {known}",
)
COLUMN_TWICE = Message(
    "LC-CUSTOMER-COLUMN-TWICE",
    "two columns are {column}",
    cure="keep one: nothing says which of them counts",
)
UNREAD = Message(
    "LC-CUSTOMER-UNREAD",
    "columns not read: {columns}",
    cure="known: {known}",
    severity="warning",
)
CELLS = Message(
    "LC-CUSTOMER-CELLS",
    "the row has {found} cells, the header {wanted}",
    cure="put a text that contains the separator in quotes",
)
NOT_RECORD = Message(
    "LC-CUSTOMER-RECORD",
    "not a customer: {reason}",
    cure="see customer export -f jsonl for the shape",
)
NOT_JSON = Message(
    "LC-CUSTOMER-JSON",
    "not JSON: {reason}",
    cure="expected one customer per line, a list of them, or what customer export -f json wrote",
)
SKIPPED = Message(
    "LC-CUSTOMER-SKIPPED",
    "{count} row was left out, with its reason in {path}",
    many="{count} rows were left out, each with its reason in {path}",
    severity="warning",
)
ALL_OR_NOTHING = Message(
    "LC-CUSTOMER-ALL-OR-NOTHING",
    "{count} of {total} rows cannot be taken, so none was",
    cure="correct them, or take the rest with --skip-bad FILE, which lists the bad ones",
)
LINKED = Message(
    "LC-CUSTOMER-LINKED",
    "{name} is {id} in the customer book (same {by})",
    severity="info",
)
ADDED = Message(
    "LC-CUSTOMER-ADDED",
    "{name} is new in the customer book, as {id}",
    severity="info",
)
OFFICE = Message(
    "LC-CUSTOMER-VAT-OFFICE",
    "'{value}' has a check digit that fits but an office code that is not known",
    cure="look it up in VIES",
    severity="warning",
)
MCA_AGAIN = Message(
    "LC-CUSTOMER-MCA-AGAIN",
    "{count} customer must accept the Microsoft Customer Agreement again before an order: {ids}",
    many="{count} customers must accept the Microsoft Customer Agreement again before an order: {ids}",
    cure="see explain mca-before-april-2023; record the new day with customer edit ID --mca-agreed-on DATE",
    severity="warning",
    sources=("MCA-MANAGEPROTECT", "MCA-SOFTWAREONE"),
)
