"""Faults of order files."""

from licensectl.errors import Fault

NO_AVAILABILITY = Fault(
    "LC-ORDER-AVAILABILITY",
    "{sku} has no AvailabilityId",
    "{sku} non ha un AvailabilityId",
    cure_en="no price list carries them: read it from Partner Center's catalogue (product → SKU → availabilities, for the customer's "
    "country and segment) just before ordering and give it as availability_id in the request",
    cure_it="nessun listino li contiene: leggerlo nel catalogo di Partner Center (product → SKU → availabilities, per paese e segmento "
    "del cliente) subito prima dell'ordine e indicarlo come availability_id nella richiesta",
    sources=("CART", "PROD"),
)
BAD_AVAILABILITY = Fault(
    "LC-ORDER-AVAILABILITY-ID",
    "'{value}' is not an AvailabilityId",
    "'{value}' non è un AvailabilityId",
    cure_en="it has 12 capital letters and digits, such as DG7GMGF0DSFM",
    cure_it="ha 12 lettere maiuscole e cifre, come DG7GMGF0DSFM",
)
WRONG_PROGRAM = Fault(
    "LC-ORDER-PROGRAM",
    "{target} takes program {programs} only, this quote is {program}",
    "{target} accetta solo il programma {programs}, questa offerta è {program}",
    cure_en="export it with --target csv",
    cure_it="esportarla con --target csv",
)
NO_MPN = Fault(
    "LC-ORDER-MPN",
    "line {position} ({product}) does not say under which number the marketplace lists it",
    "la riga {position} ({product}) non indica con quale codice il marketplace la elenca",
    cure_en="no public source says how it spells a one-time item: read the MPN from its product list and give it as distributor_sku",
    cure_it="nessuna fonte pubblica dice come scrive un articolo una tantum: leggere l'MPN nel suo elenco prodotti e indicarlo come "
    "distributor_sku",
    sources=("SIMPLE-API",),
)
NO_PART = Fault(
    "LC-ORDER-PART",
    "line {position} ({product}) has no Ingram part number",
    "la riga {position} ({product}) non ha un codice prodotto Ingram",
    cure_en="the order takes nothing else, not even the vendor's own number: give it as distributor_sku",
    cure_it="l'ordine non accetta altro, nemmeno il codice del vendor: indicarlo come distributor_sku",
    sources=("XVANTAGE",),
)
NO_MARKETPLACE_ID = Fault(
    "LC-ORDER-MARKETPLACE-ID",
    "the marketplace's own id of {customer} is not known",
    "l'id con cui il marketplace conosce {customer} non è noto",
    cure_en="read it in the control panel and give it as marketplace_id of the customer",
    cure_it="leggerlo nel pannello di controllo e indicarlo come marketplace_id del cliente",
    sources=("SIMPLE-API",),
)
NO_REF = Fault(
    "LC-ORDER-REF",
    "the order has no number of its own",
    "l'ordine non ha un numero proprio",
    cure_en="give number in the request",
    cure_it="indicare number nella richiesta",
    sources=("XVANTAGE",),
)
TOO_MANY_LINES = Fault(
    "LC-ORDER-LINES",
    "line {position} is beyond the {most} that the distributor's order numbers",
    "la riga {position} supera le {most} che l'ordine del distributore può numerare",
    cure_en="split the request",
    cure_it="dividere la richiesta",
    sources=("XVANTAGE",),
)
BAD_SHAPE = Fault(
    "LC-ORDER-SHAPE",
    "{target} would not take {path}: {reason}",
    "{target} non accetterebbe {path}: {reason}",
    cure_en="shorten or correct it in the request",
    cure_it="abbreviarlo o correggerlo nella richiesta",
)
SEVERAL = Fault(
    "LC-ORDER-SEVERAL",
    "this makes {count} files ({names}), one order each",
    "questo produce {count} file ({names}), uno per ordine",
    cure_en="name an existing folder with -o",
    cure_it="indicare una cartella esistente con -o",
)
NOT_IN_CART = Fault(
    "LC-ORDER-VENDOR",
    "line {position} ({title}) is not in Partner Center's catalogue",
    "la riga {position} ({title}) non è nel catalogo di Partner Center",
    cure_en="order it with --target csv, in a request of its own",
    cure_it="ordinarla con --target csv, in una richiesta a parte",
)
