"""Faults of product names and ids."""

from licensectl.errors import Message

UNKNOWN_SKU = Message(
    "LC-SKU-UNKNOWN",
    "unknown SKU '{sku}'",
    "SKU '{sku}' sconosciuto",
    cure_en="did you mean {hint}?",
    cure_it="forse {hint}?",
)
AMBIGUOUS = Message(
    "LC-SKU-AMBIGUOUS",
    "'{sku}' names {count} SKUs",
    "'{sku}' indica {count} SKU",
    cure_en="say which: {hint}",
    cure_it="indicare quale: {hint}",
)
LOOK_ALIKE = Message(
    "LC-SKU-NOT-PERPETUAL",
    "'{sku}' is no perpetual licence: {what}",
    "'{sku}' non è una licenza perpetua: {what}",
    cure_en="choose the perpetual SKU; the price list marks it OneTime and Software;Perpetual",
    cure_it="scegliere lo SKU perpetuo; nel listino è indicato OneTime e Software;Perpetual",
)
NO_SKU = Message(
    "LC-COSTS-NO-SKU",
    "the catalogue knows no {title} under {program}",
    "il catalogo non ha {title} nel programma {program}",
    cure_en="say with --instead what would be bought there, or leave the program out",
    cure_it="indicare con --instead che cosa vi si acquisterebbe, o tralasciare il programma",
    severity="warning",
)
NO_SKU_BUT = Message(
    "LC-COSTS-SUCCESSOR",
    "the catalogue knows no {title} under {program}",
    "il catalogo non ha {title} nel programma {program}",
    cure_en="its successor there is {successor} ({named}); let it stand in with --instead",
    cure_it="il suo successore lì è {successor} ({named}); si può mettere al suo posto con --instead",
    severity="warning",
)
SEVERAL = Message(
    "LC-COSTS-SEVERAL",
    "{program} has several SKUs that are {title}: {names}",
    "{program} ha più SKU che sono {title}: {names}",
    cure_en="name one with --instead",
    cure_it="indicarne uno con --instead",
    severity="warning",
)
SEGMENT_NOT_SOLD = Message(
    "LC-COSTS-SEGMENT",
    "{title} is listed under {program} for {known} only, not for {segment}",
    "{title} nel programma {program} risulta solo per {known}, non per {segment}",
    cure_en="choose another program, or give the price sheet of that segment with --prices",
    cure_it="scegliere un altro programma, o dare il listino di quel segmento con --prices",
    severity="warning",
)
READ_AS = Message(
    "LC-SKU-READ-AS",
    "no SKU holds every word of '{words}'; read as {pairs}",
    "nessuno SKU contiene tutte le parole di '{words}'; lette come {pairs}",
    severity="info",
)
NOTHING_FOUND = Message(
    "LC-SKU-NOT-FOUND",
    "no SKU holds every word of '{words}'",
    "nessuno SKU contiene tutte le parole di '{words}'",
    cure_en="use fewer words, or one of these titles: {hint}",
    cure_it="usare meno parole, o uno di questi titoli: {hint}",
    severity="info",
)
NOTHING_LIKE = Message(
    "LC-SKU-NOTHING-LIKE",
    "no SKU holds every word of '{words}', and no title is like it",
    "nessuno SKU contiene tutte le parole di '{words}' e nessun titolo è simile",
    cure_en="`licensectl sku list --family NAME` lists a family; `licensectl sku list` lists all",
    cure_it="`licensectl sku list --family NOME` elenca una famiglia; `licensectl sku list` elenca tutto",
    severity="info",
)
