"""Faults of product names and ids."""

from licensectl.errors import Message

UNKNOWN_SKU = Message(
    "LC-SKU-UNKNOWN",
    "unknown SKU '{sku}'",
    cure="did you mean {hint}?",
)
AMBIGUOUS = Message(
    "LC-SKU-AMBIGUOUS",
    "'{sku}' names {count} SKUs",
    cure="say which: {hint}",
)
LOOK_ALIKE = Message(
    "LC-SKU-NOT-PERPETUAL",
    "'{sku}' is not a perpetual licence: {what}",
    cure="choose the perpetual SKU; the price list marks it OneTime and Software;Perpetual",
)
NO_SKU = Message(
    "LC-COSTS-NO-SKU",
    "the catalogue knows no {title} under {program}",
    cure="say with --instead what would be bought there, or leave the program out",
    severity="warning",
)
NO_SKU_BUT = Message(
    "LC-COSTS-SUCCESSOR",
    "the catalogue knows no {title} under {program}",
    cure="its successor there is {successor} ({named}); use it with --instead",
    severity="warning",
)
SEVERAL = Message(
    "LC-COSTS-SEVERAL",
    "{program} has several SKUs that are {title}: {names}",
    cure="name one with --instead",
    severity="warning",
)
SEGMENT_NOT_SOLD = Message(
    "LC-COSTS-SEGMENT",
    "{title} is listed under {program} for {known} only, not for {segment}",
    cure="choose another program, or give the price sheet of that segment with --prices",
    severity="warning",
)
READ_AS = Message(
    "LC-SKU-READ-AS",
    "no SKU holds every word of '{words}'; read as {pairs}",
    severity="info",
)
NOTHING_FOUND = Message(
    "LC-SKU-NOT-FOUND",
    "no SKU holds every word of '{words}'",
    cure="use fewer words, or one of these titles: {hint}",
    severity="info",
)
NOTHING_LIKE = Message(
    "LC-SKU-NOTHING-LIKE",
    "no SKU holds every word of '{words}', and no title is like it",
    cure="`licensectl sku list --family NAME` lists a family; `licensectl sku list` lists all",
    severity="info",
)
