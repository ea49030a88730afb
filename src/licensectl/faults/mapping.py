"""Faults of column maps: which column of a price list holds which of our fields."""

from licensectl.errors import Fault

FIELD = Fault(
    "LC-MAP-FIELD",
    "a price list has no field '{name}'",
    "un listino non ha il campo '{name}'",
    cure_en="did you mean {known}?",
    cure_it="forse {known}?",
)
NO_HEADER = Fault(
    "LC-MAP-HEADER",
    "{field} names no header",
    "{field} non indica nessuna intestazione",
    cure_en="write the header as it stands in the list, or remove the line",
    cure_it="scrivere l'intestazione come sta nel listino, o togliere la riga",
)
TWO_WAYS = Fault(
    "LC-MAP-SKU",
    "sku holds product and SKU in one cell, so {field} cannot be a column of its own",
    "sku contiene prodotto e SKU in una cella, quindi {field} non può essere una colonna a sé",
    cure_en="keep one of the two ways",
    cure_it="tenere uno dei due modi",
)
NO_DEFAULT = Fault(
    "LC-MAP-DEFAULT",
    "{field} has no value that holds for a whole list",
    "{field} non ha un valore che valga per un intero listino",
    cure_en="defaults are possible for {known}",
    cure_it="i valori predefiniti sono possibili per {known}",
)
NO_VALUES = Fault(
    "LC-MAP-VALUES",
    "{field} is no field of words",
    "{field} non è un campo di parole",
    cure_en="values are possible for {known}",
    cure_it="values è possibile per {known}",
)
VALUE = Fault(
    "LC-MAP-VALUE",
    "'{value}' is not possible",
    "'{value}' non è possibile",
    cure_en="expected {expected}",
    cure_it="atteso {expected}",
)
