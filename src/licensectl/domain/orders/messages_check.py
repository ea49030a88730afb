"""Faults of `order check`: why an order would not go through."""

from licensectl.errors import Message

NO_MPA = Message(
    "LC-PLACE-MPA",
    "nothing says that the reseller has signed the Microsoft Partner Agreement",
    "nulla indica che il rivenditore abbia firmato il Microsoft Partner Agreement",
    cure_en="its Global admin signs it in Partner Center, once for each CSP region; then record the day in the profile",
    cure_it="lo firma il Global admin in Partner Center, una volta per ogni regione CSP; poi registrare il giorno nel profilo",
    sources=("PC-MPA",),
)
NO_MCA = Message(
    "LC-PLACE-MCA",
    "nothing says that {customer} has accepted the Microsoft Customer Agreement",
    "nulla indica che {customer} abbia accettato il Microsoft Customer Agreement",
    cure_en="without it Partner Center refuses any order (13605): the customer accepts in the Microsoft 365 admin center or the provider "
    "attests, which an indirect reseller cannot; then give the day with customer edit --mca-agreed-on, or as mca: {{agreed_on: …}} in the "
    "request",
    cure_it="senza, Partner Center rifiuta ogni ordine (13605): il cliente accetta nel Microsoft 365 admin center o lo attesta il "
    "provider, cosa che un rivenditore indiretto non può fare; poi indicare mca: {{agreed_on: …}} del cliente, o customer edit "
    "--mca-agreed-on",
    sources=("PC-MCA", "ERR", "CSP-CBLUE-MCA"),
)
MCA_LATER = Message(
    "LC-PLACE-MCA-FUTURE",
    "the Microsoft Customer Agreement is accepted on {agreed}, after the order on {day}",
    "il Microsoft Customer Agreement è accettato il {agreed}, dopo l'ordine del {day}",
    cure_en="Partner Center takes no date in the future: correct it, or order later",
    cure_it="Partner Center non accetta date future: correggerla, oppure ordinare dopo",
    sources=("PC-MCA", "MCAAPI"),
)
MCA_AGAIN = Message(
    "LC-PLACE-MCA-AGAIN",
    "the customer accepted the Microsoft Customer Agreement on {agreed}; since {since} one from before {before} allows no orders",
    "il cliente ha accettato il Microsoft Customer Agreement il {agreed}; dal {since} uno precedente al {before} non consente ordini",
    cure_en="let the customer accept it again in the Microsoft 365 admin center, then record the day with customer edit --mca-agreed-on",
    cure_it="farlo accettare di nuovo al cliente nell'interfaccia di amministrazione di Microsoft 365, poi registrare la data con "
    "customer edit --mca-agreed-on",
    sources=("MCA-MANAGEPROTECT", "MCA-SOFTWAREONE", "CSP-CBLUE-MCA"),
)
MCA_EXPIRED = Message(
    "LC-PLACE-MCA-EXPIRED",
    "the acceptance of the Microsoft Customer Agreement ended on {expires}",
    "l'accettazione del Microsoft Customer Agreement è scaduta il {expires}",
    cure_en="have the customer accept it anew",
    cure_it="farlo accettare di nuovo al cliente",
    sources=("PC-MCA",),
)
NO_TENANT = Message(
    "LC-PLACE-TENANT",
    "{customer} has no tenant id",
    "{customer} non ha un tenant id",
    cure_en="read the Microsoft ID on the customer's account page and give it with customer edit --tenant-id, or as tenant_id in the "
    "request",
    cure_it="leggere il Microsoft ID nella pagina account del cliente e indicarlo con customer edit --tenant-id, o come tenant_id nella "
    "richiesta",
    sources=("CART",),
)
BAD_TENANT = Message(
    "LC-PLACE-TENANT-ID",
    "'{value}' is not a tenant id",
    "'{value}' non è un tenant id",
    cure_en="it is a GUID: 8-4-4-4-12 hexadecimal digits",
    cure_it="è un GUID: 8-4-4-4-12 cifre esadecimali",
    sources=("CART",),
)
NO_QUALIFICATION = Message(
    "LC-PLACE-QUALIFICATION-UNKNOWN",
    "segment {segment} needs a qualification of the tenant, and none is on record for {customer}",
    "il segmento {segment} richiede una qualifica del tenant, e per {customer} non ne risulta nessuna",
    cure_en="check it in Partner Center and give it with customer edit --qualification, or as qualification of the customer",
    cure_it="verificarla in Partner Center e indicarla con customer edit --qualification, o come qualification del cliente",
    sources=("PC-SPECIAL", "QUAL"),
)
BAD_QUALIFICATION = Message(
    "LC-PLACE-QUALIFICATION-NAME",
    "there is no qualification '{value}'",
    "non esiste la qualifica '{value}'",
    cure_en="known: {known}",
    cure_it="valori ammessi: {known}",
    sources=("QUAL",),
)
QUALIFICATION = Message(
    "LC-PLACE-QUALIFICATION",
    "a customer of qualification {qualification} may not buy at {segment} prices, only at {allowed}",
    "un cliente con qualifica {qualification} non può acquistare a prezzi {segment}, solo {allowed}",
    cure_en="quote another segment, or have the tenant qualified first",
    cure_it="fare l'offerta per un altro segmento, oppure far prima qualificare il tenant",
    sources=("PC-SPECIAL", "QUAL"),
)
REGION = Message(
    "LC-PLACE-REGION",
    "the customer's tenant is in {country}, the partner sells in {market}: not the same CSP region",
    "il tenant del cliente è in {country}, il partner vende in {market}: non è la stessa regione CSP",
    cure_en="a partner located in the tenant's region must sell it; what counts is the tenant's country, not the company's address",
    cure_it="deve venderlo un partner della regione del tenant; conta il paese del tenant, non l'indirizzo dell'azienda",
    sources=("PC-REGION",),
)
NO_COUNTRY = Message(
    "LC-PLACE-COUNTRY",
    "the country of the tenant of {customer} is not on record",
    "il paese del tenant di {customer} non risulta",
    cure_en="give it with customer edit --country, or as country of the customer, two letters",
    cure_it="indicarlo con customer edit --country, o come country del cliente, due lettere",
    sources=("PC-REGION",),
)
CLOSED = Message(
    "LC-PLACE-PROGRAM",
    "program {program} takes no orders on {day}, only {open}",
    "il programma {program} non accetta ordini il {day}, solo {open}",
    cure_en="choose another program; see compare programs",
    cure_it="scegliere un altro programma; si veda compare programs",
)
OTHER_PROGRAM = Message(
    "LC-PLACE-SKU",
    "{sku} is sold under {sold}, not under {program}",
    "{sku} si vende in {sold}, non in {program}",
    cure_en="choose the SKU of this program; see sku search",
    cure_it="scegliere lo SKU di questo programma; si veda sku search",
)
NOT_LISTED = Message(
    "LC-PLACE-PRICE",
    "{sku} has no price on {day} in the price sheet for {currency}, market {market}, {segment}",
    "{sku} non ha un prezzo al {day} nel listino per {currency}, mercato {market}, {segment}",
    cure_en="Microsoft does not sell it there on that day, or the sheet is not the current one",
    cure_it="quel giorno Microsoft non lo vende lì, oppure il listino non è quello in vigore",
    sources=("PC-PRICE",),
)
NO_SELL_PRICE = Message(
    "LC-PLACE-UNPRICED",
    "{sku} has no price, so the quote is no offer that a customer has accepted",
    "{sku} non ha un prezzo, quindi l'offerta non può essere stata accettata dal cliente",
    cure_en="give a price sheet with --prices, or unit_price or sell_price in the request",
    cure_it="dare un listino con --prices, oppure unit_price o sell_price nella richiesta",
    severity="warning",
)
MOVED = Message(
    "LC-PLACE-MOVED",
    "{sku} was quoted at a unit price of {quoted}, on {day} it costs {now}",
    "{sku} è stato quotato a un prezzo d'acquisto di {quoted}, al {day} costa {now}",
    cure_en="quote it again",
    cure_it="rifare l'offerta",
    sources=("PC-PRICE",),
)
MOVED_OTHER = Message(
    "LC-PLACE-MOVED-OTHER",
    "{count} more things moved since {number} was saved: ERP, support or return window",
    "{count} altre cose sono cambiate da quando {number} è stata salvata: ERP, supporto o finestra di reso",
    cure_en="see quote verify {number}",
    cure_it="vedere quote verify {number}",
    severity="info",
)
SPECIAL_OVER = Message(
    "LC-PLACE-SPECIAL",
    "the special price {reference} ended on {expires}, the order is on {day}",
    "la quotazione dedicata {reference} è scaduta il {expires}, l'ordine è del {day}",
    cure_en="have it prolonged, or quote without it",
    cure_it="farla prorogare, oppure rifare l'offerta senza",
)
EXPIRED = Message(
    "LC-PLACE-EXPIRED",
    "the quote was valid until {until}, the order is on {day}",
    "l'offerta era valida fino al {until}, l'ordine è del {day}",
    cure_en="quote it again",
    cure_it="rifare l'offerta",
)
OLD_MONTH = Message(
    "LC-PLACE-MONTH",
    "the prices are of {quoted}, the order is on {day}: Microsoft publishes new ones each month",
    "i prezzi sono di {quoted}, l'ordine è del {day}: Microsoft ne pubblica di nuovi ogni mese",
    cure_en="check with this month's price sheet: --prices FILE, or price import, with --month where the sheet itself does not tell",
    cure_it="verificare con il listino del mese: --prices FILE, oppure price import, con --month se il listino stesso non lo dice",
    severity="warning",
    sources=("PC-PRICE",),
)
MOST = Message(
    "LC-PLACE-MAXIMUM",
    "{sku}: {quantity} is more than the {most} that one order may hold",
    "{sku}: {quantity} supera le {most} che un ordine può contenere",
    cure_en="split it into several orders",
    cure_it="dividerlo in più ordini",
    sources=("PROD",),
)
NO_PO = Message(
    "LC-PLACE-PO",
    "the customer's purchase order is not complete: {missing} missing",
    "l'ordine d'acquisto del cliente non è completo: manca {missing}",
    cure_en="Microsoft may ask for it, dated no later than the order: give po_number and po_date",
    cure_it="Microsoft può chiederlo, con data non successiva all'ordine: indicare po_number e po_date",
    severity="warning",
    sources=("ORD",),
)
PO_LATER = Message(
    "LC-PLACE-PO-DATE",
    "the customer's purchase order is dated {po}, after the order on {day}",
    "l'ordine d'acquisto del cliente è datato {po}, dopo l'ordine del {day}",
    cure_en="order on or after that day, or correct po_date",
    cure_it="ordinare da quel giorno in poi, oppure correggere po_date",
    sources=("ORD",),
)
CREDIT = Message(
    "LC-PLACE-CREDIT",
    "the order costs {cost}, the credit line has {left} left of {limit}",
    "l'ordine costa {cost}, del fido di {limit} restano {left}",
    cure_en="pay open invoices, ask for a higher line, or split the order",
    cure_it="saldare le fatture aperte, chiedere un fido maggiore o dividere l'ordine",
    sources=("LIM",),
)
CREDIT_UNKNOWN = Message(
    "LC-PLACE-CREDIT-UNKNOWN",
    "what the order costs in {currency} is not known, so nothing says that the credit line takes it",
    "il costo dell'ordine in {currency} non è noto, perciò nulla indica che il fido basti",
    cure_en="give the unit prices, or a price sheet, in the currency of the line",
    cure_it="indicare i prezzi d'acquisto, o un listino, nella valuta del fido",
    severity="warning",
    sources=("LIM",),
)
CREDIT_UNCOUNTED = Message(
    "LC-PLACE-CREDIT-UNCOUNTED",
    "{count} open orders have no unit price in the currency of the credit line and are not counted against it: {ids}",
    "{count} ordini aperti non hanno un prezzo d'acquisto nella valuta del fido e non sono conteggiati: {ids}",
    cure_en="record their lines with their prices: order record --id ID --line SKU=N@PRICE",
    cure_it="registrarne le righe con i prezzi: order record --id ID --line SKU=N@PREZZO",
    severity="warning",
    sources=("LIM",),
)
CREDIT_INVOICES = Message(
    "LC-PLACE-CREDIT-INVOICES",
    "{count} open invoices are not in {currency} and are not counted against the credit line: {ids}",
    "{count} fatture aperte non sono in {currency} e non sono conteggiate nel fido: {ids}",
    cure_en="subtract them by hand, or set credit.unpaid in the profile",
    cure_it="sottrarle a mano, o impostare credit.unpaid nel profilo",
    severity="warning",
    sources=("LIM",),
)
NO_END_USER = Message(
    "LC-PLACE-END-USER",
    "{program} wants the end user's data with each order: {missing} missing",
    "{program} richiede i dati dell'utente finale a ogni ordine: manca {missing}",
    cure_en="complete the customer",
    cure_it="completare il cliente",
    sources=("OPEN-SYNNEX",),
)
INDIRECT = Message(
    "LC-PLACE-INDIRECT",
    "an indirect reseller does not order in Partner Center itself",
    "un rivenditore indiretto non ordina direttamente in Partner Center",
    cure_en="order at its provider, e.g. --target cloudblue",
    cure_it="ordinare dal proprio provider, ad es. --target cloudblue",
    sources=("CRED",),
)
NOT_PLACEABLE = Message(
    "LC-PLACE-REFUSED",
    "this order would not go through, so no file is written",
    "questo ordine non andrebbe a buon fine, perciò non si scrive alcun file",
    cure_en="cure the reasons above, or say why it goes out nevertheless: --despite REASON",
    cure_it="rimediare ai motivi sopra, oppure indicare perché parte comunque: --despite MOTIVO",
)
DESPITE = Message(
    "LC-PLACE-DESPITE",
    "written despite what stands against it ({count}): {reason}",
    "scritto nonostante i motivi contrari ({count}): {reason}",
    severity="warning",
)
