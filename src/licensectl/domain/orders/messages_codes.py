"""Messages about files of product codes."""

from licensectl.errors import Message

ONE_NAME = Message(
    "LC-CODES-NAME",
    "an entry names one product, by sku or by part_number",
    cure="give one of the two",
)
NO_SKU = Message(
    "LC-CODES-SKU",
    "'{value}' is not a ProductId:SkuId",
    cure="expected for example DG7GMGF0PWHC:0003; give other codes as part_number",
)
NO_CODE = Message(
    "LC-CODES-NONE",
    "an entry has no code",
    cure="give distributor_sku or availability_id",
)
NO_AVAILABILITY = Message(
    "LC-CODES-AVAILABILITY",
    "'{value}' is not an AvailabilityId",
    cure="expected 12 letters and digits, for example DG7GMGF0DSFM",
)
TWICE = Message(
    "LC-CODES-TWICE",
    "{product} has another {field} in an entry before, for the same distributor, market and segment",
    cure="keep one of the two, or say where each holds",
)
