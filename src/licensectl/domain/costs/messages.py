"""Faults of comparing what a basket costs under several programs."""

from licensectl.errors import Message

UNLISTED = Message(
    "LC-COSTS-UNLISTED",
    "{title} is in no catalogue, only in the request's own program",
    cure="say with --instead what would be bought under {program}",
    severity="warning",
)
AT_ERP = Message(
    "LC-COSTS-ERP",
    "{sku}: compared at its ERP, because {rule} needs a cost price and none is known",
    cure="give the price with --instead to compare your own",
    severity="warning",
)
AT_LIST = Message(
    "LC-COSTS-LIST",
    "{sku}: compared at a list price that {source} published ({as_of}, market {market}); nobody offers it to you",
    cure="give the price with --instead to compare your own",
    severity="warning",
)
NO_SHIPPING = Message(
    "LC-COSTS-SHIPPING",
    "{program}: the request names no shipping, so the total is without freight",
    cure="add shipping: to the request",
    severity="warning",
)
NO_LINE = Message(
    "LC-COSTS-LINE",
    "--instead {given}: the request has no line {position}",
    cure="lines are numbered from 1 to {most}",
)
NOT_COMPARED = Message(
    "LC-COSTS-PROGRAM",
    "--instead {given}: program {program} is not compared",
    cure="compared are {known}; name it with --program",
)
SUBSCRIPTION = Message(
    "LC-COSTS-TERM",
    "a subscription ({term}) is not sold under {program}",
    cure="name what is bought there instead with --instead, with its price",
    severity="warning",
)
