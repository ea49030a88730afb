"""Faults of product names and ids."""

from licensectl.errors import Message, info, warning

UNKNOWN_SKU = Message(
    "LC-SKU-UNKNOWN",
    "'{sku}' is not a known SKU.",
    cure="Did you mean {hint}?",
)
ON_SALE_CSP = info(
    "LC-SKU-ON-SALE",
    "No SKU of {program} is on the public list of perpetual CSP software, the only list that --on-sale knows.",
    cure="For the SKUs of another program, leave --on-sale out.",
)
NOT_IN_CATALOG = Message(
    "LC-SKU-NOT-IN-CATALOGUE",
    "'{sku}' is not in the catalogue.",
    cure="Name a price sheet that has it with --prices, import that sheet, or write the product under 'other:' with its sell_price.",
)
NO_WORDS = Message(
    "LC-SKU-WORDS",
    "No SKU contains every word of '{words}'.",
    cure="Use fewer words, or one of these titles: {hint}.",
)
NO_WORDS_FAR = Message(
    "LC-SKU-WORDS-FAR",
    "No SKU contains every word of '{words}', and no title is similar.",
    cure="Try other words with `licensectl sku search WORDS`, or write the product under 'other:' with its sell_price.",
)
AMBIGUOUS = Message(
    "LC-SKU-AMBIGUOUS",
    "'{sku}' can mean {count} SKUs.",
    cure="Name one of them: {hint}.",
)
LOOK_ALIKE = Message(
    "LC-SKU-NOT-PERPETUAL",
    "'{sku}' is not a perpetual licence: {what}.",
    cure="Choose the perpetual SKU. The price list marks it OneTime and Software;Perpetual.",
)
NO_SKU = warning(
    "LC-COSTS-NO-SKU",
    "The catalogue has no {title} under {program}.",
    cure="Name with --instead what would be bought there, or leave the program out.",
)
NO_SKU_BUT = warning(
    "LC-COSTS-SUCCESSOR",
    "The catalogue has no {title} under {program}.",
    cure="Its successor there is {successor} ({named}). Use it with --instead.",
)
SEVERAL = warning(
    "LC-COSTS-SEVERAL",
    "Several SKUs of {program} are {title}: {names}.",
    cure="Name one with --instead.",
)
SEGMENT_NOT_SOLD = warning(
    "LC-COSTS-SEGMENT",
    "{title} is listed under {program} for {known} only, not for {segment}.",
    cure="Choose another program, or give the price sheet of that segment with --prices.",
)
READ_AS = info(
    "LC-SKU-READ-AS",
    "No SKU contains every word of '{words}'. The words were read as {pairs}.",
)
NOTHING_FOUND = info(
    "LC-SKU-NOT-FOUND",
    "No SKU contains every word of '{words}'.",
    cure="Use fewer words, or one of these titles: {hint}.",
)
IN_FACTS = info(
    "LC-SKU-IN-FACTS",
    "Terms and facts contain the words '{words}': {hint}.",
    cure="Read one of them with `licensectl explain {id}`.",
)
NOTHING_LIKE = info(
    "LC-SKU-NOTHING-LIKE",
    "No SKU contains every word of '{words}', and no title is similar.",
    cure="Run `licensectl sku list --family NAME` for a family, or `licensectl sku list` for all.",
)
