"""Faults of the customer book: what a customer cannot be, and which one is meant."""

from licensectl.errors import Message

NO_NAME = Message(
    "LC-CUSTOMER-NAME",
    "the customer has no name",
    "il cliente non ha un nome",
    cure_en="give the company's name",
    cure_it="indicare la ragione sociale",
)
BAD_ID = Message(
    "LC-CUSTOMER-ID",
    "'{value}' is no id of a customer",
    "'{value}' non è un id di cliente",
    cure_en="use small letters, digits and single hyphens, such as contoso-srl, up to 64",
    cure_it="usare lettere minuscole, cifre e trattini singoli, come contoso-srl, fino a 64",
)
BAD_VAT_ID = Message(
    "LC-CUSTOMER-VAT-ID",
    "'{value}' cannot be a VAT id: its form or its check digit is wrong",
    "'{value}' non può essere una partita IVA: la forma o la cifra di controllo è errata",
    cure_en="customers are told apart by it, so a wrong one is not kept: correct it or leave it out",
    cure_it="distingue i clienti, perciò una errata non viene registrata: correggerla o ometterla",
)
BAD_TAX_CODE = Message(
    "LC-CUSTOMER-TAX-CODE",
    "'{value}' cannot be a codice fiscale: its form or its check character is wrong",
    "'{value}' non può essere un codice fiscale: la forma o il carattere di controllo è errato",
    cure_en="it has 16 characters for a person, 11 digits for an organisation",
    cure_it="ha 16 caratteri per una persona, 11 cifre per un'organizzazione",
)
BAD_TENANT = Message(
    "LC-CUSTOMER-TENANT",
    "'{value}' is not a tenant id",
    "'{value}' non è un tenant id",
    cure_en="it is a GUID: 8-4-4-4-12 hexadecimal digits",
    cure_it="è un GUID: 8-4-4-4-12 cifre esadecimali",
    sources=("CART",),
)
BAD_FORM = Message(
    "LC-CUSTOMER-FORM",
    "{field}: '{value}' does not look like one",
    "{field}: '{value}' non ha la forma giusta",
    cure_en="expected {expected}",
    cure_it="atteso {expected}",
)
BAD_QUALIFICATION = Message(
    "LC-CUSTOMER-QUALIFICATION",
    "there is no qualification '{value}'",
    "non esiste la qualifica '{value}'",
    cure_en="known: {known}",
    cure_it="valori ammessi: {known}",
    sources=("QUAL",),
)
CONTROL = Message(
    "LC-CUSTOMER-CONTROL",
    "{field} holds control characters",
    "{field} contiene caratteri di controllo",
    cure_en="remove them: a name that steers a terminal or a printer is none",
    cure_it="toglierli: un nome che comanda un terminale o una stampante non è un nome",
)
TOO_LONG = Message(
    "LC-CUSTOMER-LENGTH",
    "{field} has {length} characters, at most {most} are kept",
    "{field} ha {length} caratteri, al massimo {most} vengono registrati",
    cure_en="shorten it",
    cure_it="abbreviarlo",
)
KEY = Message(
    "LC-CUSTOMER-KEY",
    "{field} holds what looks like a product key",
    "{field} contiene quello che sembra un codice Product Key",
    cure_en="remove it: keys are never kept",
    cure_it="toglierlo: le chiavi non vengono mai registrate",
)
OWNED = Message(
    "LC-CUSTOMER-OWNED",
    "owned: '{value}' is not known",
    "owned: '{value}' non è noto",
    cure_en="name an access licence, product, SKU or condition by its id; near: {near}",
    cure_it="indicare con il suo id una licenza di accesso, un prodotto, uno SKU o un requisito; vicini: {near}",
)
BAD_SPEC = Message(
    "LC-CUSTOMER-SPEC",
    "{field}: '{value}' cannot be read",
    "{field}: '{value}' non è leggibile",
    cure_en="write {expected}",
    cure_it="scrivere {expected}",
)
MCA_FUTURE = Message(
    "LC-CUSTOMER-MCA-FUTURE",
    "the Microsoft Customer Agreement is accepted on {agreed}, after today, {day}",
    "il Microsoft Customer Agreement è accettato il {agreed}, dopo oggi, {day}",
    cure_en="Partner Center takes no date in the future: correct it",
    cure_it="Partner Center non accetta date future: correggerla",
    sources=("PC-MCA", "MCAAPI"),
)
MCA_ENDS = Message(
    "LC-CUSTOMER-MCA-END",
    "the acceptance of the Microsoft Customer Agreement ends on {expires}, before it begins on {agreed}",
    "l'accettazione del Microsoft Customer Agreement finisce il {expires}, prima di iniziare il {agreed}",
    cure_en="correct one of the two",
    cure_it="correggere una delle due date",
)
MCA_INDIRECT = Message(
    "LC-CUSTOMER-MCA-INDIRECT",
    "an indirect reseller cannot attest that its customer accepted the Microsoft Customer Agreement",
    "un rivenditore indiretto non può attestare che il cliente ha accettato il Microsoft Customer Agreement",
    cure_en="the provider attests it, or the customer accepts in the Microsoft 365 admin center: say attested_by provider or customer",
    cure_it="lo attesta il provider, oppure il cliente accetta nel Microsoft 365 admin center: indicare attested_by provider o customer",
    sources=("PC-MCA", "CSP-CBLUE-MCA"),
)
MCA_WHO = Message(
    "LC-CUSTOMER-MCA-WHO",
    "an attestation names who accepted: {missing} missing",
    "un'attestazione indica chi ha accettato: manca {missing}",
    cure_en="Partner Center wants first name, last name and e-mail of the person who accepted",
    cure_it="Partner Center vuole nome, cognome ed e-mail di chi ha accettato",
    sources=("PC-MCA", "MCAAPI"),
)
UNKNOWN = Message(
    "LC-CUSTOMER-UNKNOWN",
    "no customer '{name}' is in the book",
    "nessun cliente '{name}' nella rubrica",
    cure_en="did you mean {near}? See customer search, or customer add",
    cure_it="forse {near}? Si veda customer search, oppure customer add",
)
NOBODY = Message(
    "LC-CUSTOMER-NONE",
    "no customer '{name}' is in the book, and nobody of a similar name",
    "nessun cliente '{name}' nella rubrica, e nessuno dal nome simile",
    cure_en="see customer list; customer add and customer import fill the book, and in a request the customer can also stand inline: "
    "customer: {{name: Contoso S.r.l.}}",
    cure_it="si veda customer list; customer add e customer import riempiono la rubrica, e in una richiesta il cliente può stare "
    "anche per esteso: customer: "
    "{{name: Contoso S.r.l.}}",
)
SEVERAL = Message(
    "LC-CUSTOMER-SEVERAL",
    "'{name}' is more than one customer: {ids}",
    "'{name}' corrisponde a più clienti: {ids}",
    cure_en="name the one by its id or tenant id",
    cure_it="indicare quello giusto con il suo id o tenant id",
)
THERE = Message(
    "LC-CUSTOMER-THERE",
    "{name} is in the book already: {id}",
    "{name} è già nella rubrica: {id}",
    cure_en="change it with customer edit {id}, or tell the two apart by VAT id or tenant id",
    cure_it="modificarlo con customer edit {id}, oppure distinguere i due con partita IVA o tenant id",
)
TAKEN = Message(
    "LC-CUSTOMER-TENANT-TAKEN",
    "tenant {tenant} is that of {id}",
    "il tenant {tenant} è di {id}",
    cure_en="one tenant is one customer: correct it, or edit {id}",
    cure_it="un tenant è un cliente: correggerlo, oppure modificare {id}",
    sources=("CART",),
)
OTHER_TENANT = Message(
    "LC-CUSTOMER-OTHER-TENANT",
    "order {order} is of tenant {tenant}, {name} has tenant {own}",
    "l'ordine {order} è del tenant {tenant}, {name} ha il tenant {own}",
    cure_en="name the customer whose tenant it is with --customer",
    cure_it="indicare con --customer il cliente di quel tenant",
)
OTHER_CUSTOMER = Message(
    "LC-CUSTOMER-OTHER",
    "order {order} is of {tenant}, which belongs to {owner}; you said {said}",
    "l'ordine {order} è di {tenant}, che appartiene a {owner}; è stato indicato {said}",
    cure_en="name {owner} with --customer; if both are one customer, join them with customer merge",
    cure_it="indicare {owner} con --customer; se i due sono lo stesso cliente, unirli con customer merge",
)
TWICE = Message(
    "LC-CUSTOMER-TWICE",
    "this is {id} again, which stands at {first} with other words",
    "questo è di nuovo {id}, che sta in {first} con altri dati",
    cure_en="keep one: nothing says which of the two holds",
    cure_it="tenerne uno: nulla dice quale dei due valga",
)
HAS_ORDERS = Message(
    "LC-CUSTOMER-ORDERS",
    "{count} orders on record are those of {id}: {ids}",
    "{count} ordini registrati sono di {id}: {ids}",
    cure_en="keep the customer, or say why not: --despite REASON; the orders stay, with its name",
    cure_it="mantenere il cliente, oppure dire perché no: --despite MOTIVO; gli ordini restano, con il suo nome",
)
ID_TAKEN = Message(
    "LC-CUSTOMER-ID-TAKEN",
    "{id} is the id of {name}",
    "{id} è l'id di {name}",
    cure_en="choose another id; two records of one customer are joined with customer merge",
    cure_it="scegliere un altro id; due schede dello stesso cliente si uniscono con customer merge",
)
SAME = Message(
    "LC-CUSTOMER-SAME",
    "both names mean customer {id}",
    "entrambi i nomi indicano il cliente {id}",
    cure_en="name two customers: the one that goes, then the one that stays",
    cure_it="indicare due clienti: quello che scompare, poi quello che resta",
)
APART = Message(
    "LC-CUSTOMER-APART",
    "{one} has {field} {own}, {other} has {its}",
    "{one} ha {field} {own}, {other} ha {its}",
    cure_en="two values are two customers; if one is wrong, remove it: customer edit {one} --clear {field}",
    cure_it="due valori sono due clienti; se uno è errato, toglierlo: customer edit {one} --clear {field}",
)
DROPPED = Message(
    "LC-CUSTOMER-DROPPED",
    "{field} '{value}' was not taken over: {kept} has another",
    "{field} '{value}' non è stato ripreso: {kept} ne ha un altro",
    cure_en="to have it nevertheless, use customer edit",
    cure_it="per averlo comunque, usare customer edit",
    severity="warning",
)
NOTHING_SAID = Message(
    "LC-CUSTOMER-NOTHING",
    "nothing is to be changed",
    "non c'è nulla da modificare",
    cure_en="name what: see customer edit --help",
    cure_it="indicare che cosa: si veda customer edit --help",
)
NO_COLUMN = Message(
    "LC-CUSTOMER-COLUMNS",
    "the header has no column {column}",
    "nell'intestazione manca la colonna {column}",
    cure_en="known: {known}",
    cure_it="valori ammessi: {known}",
)
COLUMN_TWICE = Message(
    "LC-CUSTOMER-COLUMN-TWICE",
    "two columns are {column}",
    "due colonne sono {column}",
    cure_en="keep one: nothing says which of them counts",
    cure_it="tenerne una: nulla dice quale conta",
)
UNREAD = Message(
    "LC-CUSTOMER-UNREAD",
    "columns not read: {columns}",
    "colonne non lette: {columns}",
    cure_en="known: {known}",
    cure_it="valori ammessi: {known}",
    severity="warning",
)
CELLS = Message(
    "LC-CUSTOMER-CELLS",
    "the row has {found} cells, the header {wanted}",
    "la riga ha {found} celle, l'intestazione {wanted}",
    cure_en="a text with the separator in it stands in quotes",
    cure_it="un testo che contiene il separatore va tra virgolette",
)
NOT_RECORD = Message(
    "LC-CUSTOMER-RECORD",
    "this is no customer: {reason}",
    "questo non è un cliente: {reason}",
    cure_en="see customer export -f jsonl for the shape",
    cure_it="si veda customer export -f jsonl per la forma",
)
NOT_JSON = Message(
    "LC-CUSTOMER-JSON",
    "not JSON: {reason}",
    "non è JSON: {reason}",
    cure_en="expected one customer per line, a list of them, or what customer export -f json wrote",
    cure_it="atteso un cliente per riga, un elenco, oppure ciò che ha scritto customer export -f json",
)
SKIPPED = Message(
    "LC-CUSTOMER-SKIPPED",
    "{count} rows were left out, each with its reason in {path}",
    "{count} righe sono state tralasciate, ognuna con il motivo in {path}",
    severity="warning",
)
ALL_OR_NOTHING = Message(
    "LC-CUSTOMER-ALL-OR-NOTHING",
    "{count} of {total} rows cannot be taken, so none was",
    "{count} righe su {total} non si possono accettare, perciò nessuna è entrata",
    cure_en="correct them, or take the rest with --skip-bad FILE, which lists the bad ones",
    cure_it="correggerle, oppure accettare le altre con --skip-bad FILE, che elenca quelle errate",
)
LINKED = Message(
    "LC-CUSTOMER-LINKED",
    "{name} is {id} in the customer book (same {by})",
    "{name} è {id} nella rubrica dei clienti (stesso dato: {by})",
    severity="info",
)
ADDED = Message(
    "LC-CUSTOMER-ADDED",
    "{name} is new in the customer book, as {id}",
    "{name} è nuovo nella rubrica dei clienti, come {id}",
    severity="info",
)
OFFICE = Message(
    "LC-CUSTOMER-VAT-OFFICE",
    "'{value}' has a check digit that fits but an office code that is not known",
    "'{value}' ha la cifra di controllo giusta ma un codice ufficio sconosciuto",
    cure_en="look it up in VIES",
    cure_it="verificarla in VIES",
    severity="warning",
)
