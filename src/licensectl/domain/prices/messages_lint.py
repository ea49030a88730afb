"""What `price lint` finds. An error is what would make a wrong quote; a warning is to be looked at; a note is worth knowing."""

from licensectl.errors import Message

PERIODS = ("PC-PRICE",)

TWO_PRICES = Message(
    "LC-LINT-DUPLICATE-PRICES",
    "{sku} ({scope}) stands in rows {rows} for the same period, with different prices",
    "{sku} ({scope}) sta nelle righe {rows} per lo stesso periodo, con prezzi diversi",
    cure_en="the dearer is used; ask which is right, or use the sheet issued again",
    cure_it="si usa il più caro; chiedere quale è giusto, o usare il listino riemesso",
)
TWICE = Message(
    "LC-LINT-DUPLICATE",
    "{sku} ({scope}) stands in rows {rows} for the same period, with the same prices",
    "{sku} ({scope}) sta nelle righe {rows} per lo stesso periodo, con gli stessi prezzi",
    severity="warning",
)
OVERLAP = Message(
    "LC-LINT-OVERLAP",
    "the periods of {sku} ({scope}) in rows {rows} overlap",
    "i periodi di {sku} ({scope}) nelle righe {rows} si sovrappongono",
    cure_en="of the rows valid on a day the one that starts last is used",
    cure_it="tra le righe valide in un giorno si usa quella che inizia per ultima",
    severity="warning",
    sources=PERIODS,
)
TIERS = Message(
    "LC-LINT-TIERS",
    "{sku} ({scope}): the tiers {tiers} overlap with different prices; rows {rows}",
    "{sku} ({scope}): le fasce {tiers} si sovrappongono con prezzi diversi; righe {rows}",
    cure_en="ask which price is for the quantities in both; a quote takes the one that starts last, else the dearer",
    cure_it="chiedere quale prezzo vale per le quantità in entrambe; un'offerta prende quello che inizia per ultimo, poi il più caro",
)
SAME_TIERS = Message(
    "LC-LINT-TIERS-SAME",
    "{sku} ({scope}): the tiers {tiers} overlap, with the same prices; rows {rows}",
    "{sku} ({scope}): le fasce {tiers} si sovrappongono, con gli stessi prezzi; righe {rows}",
    severity="warning",
)
TITLE_TERM = Message(
    "LC-LINT-TITLE-TERM",
    "{sku} ({scope}): by its title '{title}' it is a subscription, by its term it is bought once",
    "{sku} ({scope}): dalla descrizione '{title}' è un abbonamento, dalla durata un acquisto una tantum",
    cure_en="check it before quoting it as a perpetual licence",
    cure_it="verificarlo prima di offrirlo come licenza perpetua",
    severity="warning",
)
GAP = Message(
    "LC-LINT-GAP",
    "{sku} ({scope}) has no price from {first} to {last}: between rows {rows}",
    "{sku} ({scope}) non ha prezzo dal {first} al {last}: tra le righe {rows}",
    severity="warning",
)
BACKWARD = Message(
    "LC-LINT-PERIOD",
    "{sku} ({scope}) ends on {end}, before it starts on {start}",
    "{sku} ({scope}) finisce il {end}, prima di iniziare il {start}",
    cure_en="the row never counts; ask for the right dates",
    cure_it="la riga non vale mai; chiedere le date giuste",
)
NO_PRICE = Message(
    "LC-LINT-NO-PRICE",
    "{sku} ({scope}) has no unit price",
    "{sku} ({scope}) non ha prezzo d'acquisto",
    severity="warning",
)
NO_ERP = Message(
    "LC-LINT-NO-ERP",
    "{sku} ({scope}) has no ERP",
    "{sku} ({scope}) non ha ERP",
    severity="warning",
)
ABOVE_ERP = Message(
    "LC-LINT-ABOVE-ERP",
    "{sku} ({scope}) costs {price}, more than its ERP of {erp}",
    "{sku} ({scope}) costa {price}, più del suo ERP di {erp}",
    cure_en="sold at the ERP it is sold at a loss",
    cure_it="venduto all'ERP è venduto in perdita",
    severity="warning",
)
NO_MARGIN = Message(
    "LC-LINT-NO-MARGIN",
    "{sku} ({scope}) costs {price}, as much as its ERP",
    "{sku} ({scope}) costa {price}, quanto il suo ERP",
    severity="info",
)
ZERO = Message(
    "LC-LINT-ZERO",
    "{sku} ({scope}) costs nothing: a free offer, or a price that should be blank",
    "{sku} ({scope}) costa zero: un'offerta gratuita, o un prezzo che dovrebbe essere vuoto",
    severity="info",
)
FINE = Message(
    "LC-LINT-DECIMALS",
    "{sku} ({scope}): {price} has more than four decimals, which no price sheet of Microsoft's has",
    "{sku} ({scope}): {price} ha più di quattro decimali, che nessun listino Microsoft ha",
    severity="info",
)
PLAN_FOR_ONCE = Message(
    "LC-LINT-PLAN",
    "{sku} ({scope}) is bought once and has the billing plan '{plan}'",
    "{sku} ({scope}) si compra una volta e ha il piano di fatturazione '{plan}'",
    severity="warning",
)
NO_PLAN = Message(
    "LC-LINT-NO-PLAN",
    "{sku} ({scope}) is a subscription without a billing plan",
    "{sku} ({scope}) è un abbonamento senza piano di fatturazione",
    severity="warning",
)
SEGMENT = Message(
    "LC-LINT-SEGMENT",
    "{sku} ({scope}): '{segment}' is no segment of price sheets",
    "{sku} ({scope}): '{segment}' non è un segmento dei listini",
    cure_en="known are Commercial, Education, Charity and Government",
    cure_it="noti sono Commercial, Education, Charity e Government",
    severity="warning",
)
BROKEN_TEXT = Message(
    "LC-LINT-TEXT",
    "{sku} ({scope}): letters of the title '{title}' were lost when the file was saved in another encoding",
    "{sku} ({scope}): lettere della descrizione '{title}' si sono perse salvando il file in un'altra codifica",
    cure_en="use the file as downloaded",
    cure_it="usare il file così come è stato scaricato",
    severity="warning",
)
SPELLING = Message(
    "LC-LINT-ID-SPELLING",
    "{sku} ({scope}) is written '{written}', with blanks or small letters",
    "{sku} ({scope}) è scritto '{written}', con spazi o minuscole",
    cure_en="it is read all the same; other programs take it for another SKU",
    cure_it="viene letto ugualmente; altri programmi lo prendono per un altro SKU",
    severity="warning",
)
PADDING = Message(
    "LC-LINT-PADDING",
    "SkuIds of digits stand with and without their zeros: {rare} rows one way, {usual} the other; rows {rows}",
    "gli SkuId di cifre stanno con e senza zeri: {rare} righe in un modo, {usual} nell'altro; righe {rows}",
    cure_en="1 and 0001 are one SKU here; a look-up in a spreadsheet misses one of them",
    cure_it="qui 1 e 0001 sono lo stesso SKU; una ricerca in un foglio di calcolo ne perde uno",
    severity="info",
)
CURRENCIES = Message(
    "LC-LINT-CURRENCIES",
    "market {market}: {count} of {all} offers are priced in {there}, where the usual is {common}; rows {rows}",
    "mercato {market}: {count} offerte su {all} hanno prezzi in {there}, dove il solito è {common}; righe {rows}",
    severity="warning",
)
IDLE_FLAG = Message(
    "LC-LINT-FLAG",
    "{sku} ({scope}) is flagged '{flag}', but no value that the sheet names differs from the one before",
    "{sku} ({scope}) è segnato '{flag}', ma nessun valore che il listino indica differisce dal precedente",
    cure_en="compare the months: price diff judges by value",
    cure_it="confrontare i mesi: price diff giudica dai valori",
    severity="warning",
    sources=PERIODS,
)
SILENT_FLAG = Message(
    "LC-LINT-FLAG-SILENT",
    "{sku} ({scope}) is flagged '{flag}', but had {was} before",
    "{sku} ({scope}) è segnato '{flag}', ma prima aveva {was}",
    cure_en="compare the months: price diff judges by value",
    cure_it="confrontare i mesi: price diff giudica dai valori",
    severity="warning",
    sources=PERIODS,
)
FURTHER = Message(
    "LC-LINT-FURTHER",
    "{count} further findings of the check '{check}' are not shown",
    "{count} altri risultati del controllo '{check}' non sono mostrati",
    severity="info",
)
