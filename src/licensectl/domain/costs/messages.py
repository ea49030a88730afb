"""Faults of comparing what a basket costs under several programs."""

from licensectl.errors import Message, warning

UNLISTED = warning(
    "LC-COSTS-UNLISTED",
    "{title} is in no catalogue, only in the program of the request.",
    cure="Name with --instead what would be bought under {program}.",
)
AT_ERP = warning(
    "LC-COSTS-ERP",
    "{sku} is compared at its ERP, because {rule} needs a cost price and none is known.",
    cure="To compare at your price, give it with --instead.",
)
AT_LIST = warning(
    "LC-COSTS-LIST",
    "{sku} is compared at a list price that {source} published ({as_of}, market {market}). It is not an offer to you.",
    cure="To compare at your price, give it with --instead.",
)
NO_SHIPPING = warning(
    "LC-COSTS-SHIPPING",
    "The total of {program} is without freight, because the request names no shipping.",
    cure="Add 'shipping:' to the request.",
)
NO_LINE = Message(
    "LC-COSTS-LINE",
    "The request has no line {position} (--instead '{given}').",
    cure="Expected a line from 1 to {most}.",
)
NOT_COMPARED = Message(
    "LC-COSTS-PROGRAM",
    "Program {program} is not compared (--instead '{given}').",
    cure="Name the program with --program too. Compared are: {known}.",
)
SUBSCRIPTION = warning(
    "LC-COSTS-TERM",
    "A subscription ({term}) is not sold under {program}.",
    cure="Name with --instead what is bought there, with its price.",
)
