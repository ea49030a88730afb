"""Messages about customers: invalid values, and customers that are unknown or ambiguous."""

from licensectl.errors import Message, info, warning

NO_NAME = Message(
    "LC-CUSTOMER-NAME",
    "The customer has no name.",
    cure="Give the company's name.",
)
BAD_ID = Message(
    "LC-CUSTOMER-ID",
    "'{value}' is not a valid customer id.",
    cure="Expected small letters, digits and single hyphens, up to 64 characters, for example contoso-srl.",
)
BAD_VAT_ID = Message(
    "LC-CUSTOMER-VAT-ID",
    "'{value}' is not a valid VAT id: its form or its check digit is wrong.",
    cure="Correct it or leave it out. It tells customers apart, so a wrong one is not kept.",
)
BAD_TAX_CODE = Message(
    "LC-CUSTOMER-TAX-CODE",
    "'{value}' is not a valid codice fiscale: its form or its check character is wrong.",
    cure="Expected 16 characters for a person, 11 digits for an organisation.",
)
BAD_TENANT = Message(
    "LC-CUSTOMER-TENANT",
    "'{value}' is not a valid tenant id.",
    cure="Expected a GUID, that is 8-4-4-4-12 hexadecimal digits.",
    sources=("CART",),
)
BAD_FORM = Message(
    "LC-CUSTOMER-FORM",
    "'{value}' is not a valid {field}.",
    cure="Expected {expected}.",
)
BAD_QUALIFICATION = Message(
    "LC-CUSTOMER-QUALIFICATION",
    "'{value}' is not a valid qualification.",
    cure="Expected one of: {known}.",
    sources=("QUAL",),
)
CONTROL = Message(
    "LC-CUSTOMER-CONTROL",
    "{field} contains control characters.",
    cure="Remove them.",
)
TOO_LONG = Message(
    "LC-CUSTOMER-LENGTH",
    "{field} has {length} characters, and at most {most} are kept.",
    cure="Shorten it.",
)
KEY = Message(
    "LC-CUSTOMER-KEY",
    "{field} contains what looks like a product key.",
    cure="Remove it: product keys are never kept.",
)
OWNED = Message(
    "LC-CUSTOMER-OWNED",
    "'{value}' is not a valid entry of owned.",
    cure="Expected the id of an access licence, product, SKU or condition. Similar ids: {near}.",
)
BAD_SPEC = Message(
    "LC-CUSTOMER-SPEC",
    "'{value}' is not a valid {field}.",
    cure="Expected {expected}.",
)
MCA_FUTURE = Message(
    "LC-CUSTOMER-MCA-FUTURE",
    "The Microsoft Customer Agreement is accepted on {agreed}, after today ({day}).",
    cure="Correct the date: Partner Center takes none in the future.",
    sources=("PC-MCA", "MCAAPI"),
)
MCA_ENDS = Message(
    "LC-CUSTOMER-MCA-END",
    "The acceptance of the Microsoft Customer Agreement ends on {expires}, before it begins on {agreed}.",
    cure="Correct one of the two dates.",
)
MCA_INDIRECT = Message(
    "LC-CUSTOMER-MCA-INDIRECT",
    "An indirect reseller cannot attest that its customer accepted the Microsoft Customer Agreement.",
    cure="Set attested_by to provider or customer: the provider attests it, or the customer accepts in the Microsoft 365 admin center.",
    sources=("PC-MCA", "CSP-CBLUE-MCA"),
)
MCA_WHO = Message(
    "LC-CUSTOMER-MCA-WHO",
    "The attestation does not say who accepted: {missing} missing.",
    cure="Partner Center requires first name, last name and e-mail of the person who accepted.",
    sources=("PC-MCA", "MCAAPI"),
)
UNKNOWN = Message(
    "LC-CUSTOMER-UNKNOWN",
    "'{name}' is not in the customer book.",
    cure="Did you mean {near}? Otherwise run `licensectl customer search TEXT` or `licensectl customer add`.",
)
NOBODY = Message(
    "LC-CUSTOMER-NONE",
    "'{name}' is not in the customer book, and no name is similar.",
    cure="Run `licensectl customer list`, or add the customer with `licensectl customer add`. A request can also hold the customer: "
    "`customer: {{name: Contoso S.r.l.}}`.",
)
SEVERAL = Message(
    "LC-CUSTOMER-SEVERAL",
    "'{name}' can mean several customers: {ids}.",
    cure="Name the customer by id or tenant id.",
)
THERE = Message(
    "LC-CUSTOMER-THERE",
    "'{name}' is already in the customer book, as {id}.",
    cure="Change it with `licensectl customer edit {id}`, or tell the two apart by VAT id or tenant id.",
)
VALUE_TAKEN = Message(
    "LC-CUSTOMER-VALUE-TAKEN",
    "The {field} {value} belongs to another customer: {name} ({id}).",
    cure="Correct it. If both are one customer, change that one with `licensectl customer edit {id}`.",
)
TAKEN = Message(
    "LC-CUSTOMER-TENANT-TAKEN",
    "The tenant id {tenant} belongs to {id}.",
    cure="Correct it, or change the other customer with `licensectl customer edit {id}`. One tenant is one customer.",
    sources=("CART",),
)
OTHER_TENANT = Message(
    "LC-CUSTOMER-OTHER-TENANT",
    "Order {order} belongs to tenant {tenant}, and {name} has tenant {own}.",
    cure="Name the customer of that tenant with --customer.",
)
NO_CUSTOMER = info(
    "LC-CUSTOMER-TENANT-UNKNOWN",
    "Order {order} belongs to tenant {tenant}, which no customer in the book has.",
    cure="Name its customer: `licensectl order record --id {order} --customer NAME`.",
)
OTHER_CUSTOMER = Message(
    "LC-CUSTOMER-OTHER",
    "Order {order} belongs to {tenant}, which is a tenant of {owner}, not of {said}.",
    cure="Name {owner} with --customer. If both are one customer, run `licensectl customer merge`.",
)
TWICE = Message(
    "LC-CUSTOMER-TWICE",
    "Customer {id} is given again, with other data than at {first}.",
    cure="Keep one of the two.",
)
HAS_ORDERS = Message(
    "LC-CUSTOMER-ORDERS",
    "{count} order on record belongs to {id}: {ids}.",
    cure="To remove the customer nevertheless, give `--despite REASON`. The orders stay on record under its name.",
    many="{count} orders on record belong to {id}: {ids}.",
)
ID_TAKEN = Message(
    "LC-CUSTOMER-ID-TAKEN",
    "The id {id} belongs to {name}.",
    cure="Choose another id. To join two records of one customer, run `licensectl customer merge`.",
)
NAME_TAKEN = Message(
    "LC-CUSTOMER-NAME-TAKEN",
    "'{name}' is the name of customer {id}.",
    cure="To join the two records, run `licensectl customer merge`. To keep both, give them VAT ids or tenant ids first.",
)
SAME = Message(
    "LC-CUSTOMER-SAME",
    "Both names mean customer {id}.",
    cure="Name two customers: first the one to remove, then the one to keep.",
)
APART = Message(
    "LC-CUSTOMER-APART",
    "{one} has {field} {own}, and {other} has {its}.",
    cure="Two values mean two customers. If one is wrong, remove it with `licensectl customer edit {one} --clear {field}`.",
)
DROPPED = warning(
    "LC-CUSTOMER-DROPPED",
    "{field} '{value}' was not taken over, because {kept} has another.",
    cure="To use it nevertheless, run `licensectl customer edit {kept}`.",
)
NOTHING_SAID = Message(
    "LC-CUSTOMER-NOTHING",
    "No change is given.",
    cure="Run `licensectl customer edit --help` for the options.",
)
NO_COLUMN = Message(
    "LC-CUSTOMER-COLUMNS",
    "The header lacks the required column {column}.",
    cure="Add it, or correct its name. The known columns are: {known}.",
)
COLUMN_TWICE = Message(
    "LC-CUSTOMER-COLUMN-TWICE",
    "Two columns of the header are {column}.",
    cure="Keep one of the columns.",
)
UNREAD = warning(
    "LC-CUSTOMER-UNREAD",
    "The column {columns} is not read.",
    many="The columns {columns} are not read.",
    cure="To have a column read, give it one of these names: {known}.",
)
ADDRESS_JOINED = info(
    "LC-CUSTOMER-ADDRESS-PARTS",
    "The address is made of the columns {columns}, as in Via Roma 1, 20121 Milano MI.",
    cure="An address that already has the postcode stays as it is.",
)
CELLS = Message(
    "LC-CUSTOMER-CELLS",
    "The row has {found} cells, and the header has {wanted}.",
    cure="Put a text that contains the separator in quotes.",
)
NOT_RECORD = Message(
    "LC-CUSTOMER-RECORD",
    "The record is not a customer. {reason}",
    cure="Run `licensectl customer export -f jsonl` to see the form.",
)
NOT_JSON = Message(
    "LC-CUSTOMER-JSON",
    "The file is not valid JSON: {reason}.",
    cure="Expected one customer per line, a list of customers, or what `licensectl customer export -f json` writes.",
)
SKIPPED = warning(
    "LC-CUSTOMER-SKIPPED",
    "{count} row was left out, with its reason in {path}.",
    many="{count} rows were left out, each with its reason in {path}.",
)
ALL_OR_NOTHING = Message(
    "LC-CUSTOMER-ALL-OR-NOTHING",
    "{count} of {total} rows are not valid, so none was imported.",
    cure="Correct them, or import the rest with --skip-bad FILE, which lists the invalid ones.",
)
LINKED = info(
    "LC-CUSTOMER-LINKED",
    "{name} is {id} in the customer book (same {by}).",
)
REFERRED = info(
    "LC-CUSTOMER-REFERRED",
    "'{id}' is {name} of the customer book.",
)
ADDED = info(
    "LC-CUSTOMER-ADDED",
    "{name} is new in the customer book, as {id}.",
)
OFFICE = warning(
    "LC-CUSTOMER-VAT-OFFICE",
    "'{id}' has a valid check digit and an unknown office code.",
    cure="Look it up in VIES.",
)
MCA_AGAIN = warning(
    "LC-CUSTOMER-MCA-AGAIN",
    "{count} customer must accept the Microsoft Customer Agreement again before an order: {ids}.",
    many="{count} customers must accept the Microsoft Customer Agreement again before an order: {ids}.",
    cure="Run `licensectl explain mca-before-april-2023` for the rule. Record the new date with `licensectl customer edit ID "
    "--mca-agreed-on DATE`.",
    sources=("MCA-MANAGEPROTECT", "MCA-SOFTWAREONE"),
)
