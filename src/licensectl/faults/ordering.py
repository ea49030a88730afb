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
NOT_CSP = Fault(
    "LC-ORDER-PROGRAM",
    "a Partner Center cart takes program csp only, this quote is {program}",
    "un carrello di Partner Center accetta solo il programma csp, questa offerta è {program}",
    cure_en="export it with --target csv",
    cure_it="esportarla con --target csv",
)
NOT_IN_CART = Fault(
    "LC-ORDER-VENDOR",
    "line {position} ({title}) is not in Partner Center's catalogue",
    "la riga {position} ({title}) non è nel catalogo di Partner Center",
    cure_en="order it with --target csv, in a request of its own",
    cure_it="ordinarla con --target csv, in una richiesta a parte",
)
