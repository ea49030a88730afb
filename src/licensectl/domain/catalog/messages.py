"""Faults of product names and ids."""

from licensectl.errors import Fault

UNKNOWN_SKU = Fault(
    "LC-SKU-UNKNOWN",
    "unknown SKU '{sku}'",
    "SKU '{sku}' sconosciuto",
    cure_en="did you mean {hint}?",
    cure_it="forse {hint}?",
)
AMBIGUOUS = Fault(
    "LC-SKU-AMBIGUOUS",
    "'{sku}' names {count} SKUs",
    "'{sku}' indica {count} SKU",
    cure_en="say which: {hint}",
    cure_it="indicare quale: {hint}",
)
LOOK_ALIKE = Fault(
    "LC-SKU-NOT-PERPETUAL",
    "'{sku}' is no perpetual licence: {what}",
    "'{sku}' non è una licenza perpetua: {what}",
    cure_en="choose the perpetual SKU; the price list marks it OneTime and Software;Perpetual",
    cure_it="scegliere lo SKU perpetuo; nel listino è indicato OneTime e Software;Perpetual",
)
