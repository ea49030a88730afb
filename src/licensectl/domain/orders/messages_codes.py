"""Messages about files of product codes."""

from licensectl.errors import Message

ONE_NAME = Message(
    "LC-CODES-NAME",
    "An entry names its product by exactly one of sku and part_number.",
    cure="Give one of the two.",
)
NO_SKU = Message(
    "LC-CODES-SKU",
    "'{value}' is not a valid ProductId:SkuId.",
    cure="Expected for example DG7GMGF0PWHC:0003. Give other codes as part_number.",
)
NO_CODE = Message(
    "LC-CODES-NONE",
    "An entry has no code.",
    cure="Give distributor_sku or availability_id.",
)
NO_AVAILABILITY = Message(
    "LC-CODES-AVAILABILITY",
    "'{value}' is not a valid AvailabilityId.",
    cure="Expected 12 capital letters and digits, for example DG7GMGF0DSFM.",
)
TWICE = Message(
    "LC-CODES-TWICE",
    "{product} has another {field} in an earlier entry for the same distributor, market and segment.",
    cure="Keep one of the two, or say where each holds.",
)
