"""Faults of comparing what a basket costs under several programs."""

from licensectl.errors import Message

UNLISTED = Message(
    "LC-COSTS-UNLISTED",
    "{title} stands in no catalogue, only in the request's own program",
    "{title} non è in alcun catalogo, solo nel programma della richiesta",
    cure_en="say with --instead what would be bought under {program}",
    cure_it="indicare con --instead che cosa si acquisterebbe nel programma {program}",
    severity="warning",
)
AT_ERP = Message(
    "LC-COSTS-ERP",
    "{sku}: compared at its ERP, for no unit price is known to which {rule} could be put",
    "{sku}: confrontato al suo ERP, perché non si conosce un prezzo d'acquisto a cui applicare {rule}",
    cure_en="give the price with --instead to compare your own",
    cure_it="indicare il prezzo con --instead per confrontare il proprio",
    severity="warning",
)
AT_LIST = Message(
    "LC-COSTS-LIST",
    "{sku}: compared at a list price that {source} published ({as_of}, market {market}); nobody offers it to you",
    "{sku}: confrontato a un prezzo di listino pubblicato da {source} ({as_of}, mercato {market}); nessuno ve lo offre",
    cure_en="give the price with --instead to compare your own",
    cure_it="indicare il prezzo con --instead per confrontare il proprio",
    severity="warning",
)
NO_SHIPPING = Message(
    "LC-COSTS-SHIPPING",
    "{program}: the request names no shipping, so the total is without freight",
    "{program}: la richiesta non indica la spedizione, quindi il totale è senza trasporto",
    cure_en="add shipping: to the request",
    cure_it="aggiungere shipping: alla richiesta",
    severity="warning",
)
NO_LINE = Message(
    "LC-COSTS-LINE",
    "--instead {given}: the request has no line {position}",
    "--instead {given}: la richiesta non ha la riga {position}",
    cure_en="lines are numbered from 1 to {most}",
    cure_it="le righe sono numerate da 1 a {most}",
)
NOT_COMPARED = Message(
    "LC-COSTS-PROGRAM",
    "--instead {given}: program {program} is not compared",
    "--instead {given}: il programma {program} non è confrontato",
    cure_en="compared are {known}; name it with --program",
    cure_it="si confrontano {known}; indicarlo con --program",
)
