"""Faults of the cells of price sheets and lists."""

from licensectl.errors import Message

NUMBER = Message(
    "LC-SHEET-NUMBER",
    "'{value}' is not a valid amount for {column}.",
    cure="Expected zero or more, for example 1073.68 or 1.073,68.",
)
COUNT = Message(
    "LC-SHEET-COUNT",
    "'{value}' is not a valid quantity for {column}.",
    cure="Expected a whole number, for example 50, or a blank for no limit.",
)
DAY = Message(
    "LC-SHEET-DATE",
    "'{value}' is not a valid date for {column}.",
    cure="Expected a date that exists, for example 2026-11-01 or 2026-11-01T00:00:00.0000000Z.",
)
NO_DAY = Message(
    "LC-SHEET-NO-DATE",
    "{column} is blank.",
    cure="Fill in the date, 9999-12-31 for a price without an end, or set effective_start or effective_end under 'defaults:' of a "
    "column map.",
)
CODE = Message(
    "LC-SHEET-CODE",
    "'{value}' is not a valid code for {column}.",
    cure="Expected two letters of a country (IT) or three of a currency (EUR).",
)
ID = Message(
    "LC-SHEET-ID",
    "'{value}' is not a valid id for {column}.",
    cure="Expected a ProductId of 12 and a SkuId of up to 4 capital letters and digits.",
)
NUMBER_DATE = Message(
    "LC-SHEET-NUMBER-DATE",
    "{column}: '{value}' is what a spreadsheet makes of an amount that it takes for a date.",
    cure="Use the file as downloaded: the amount is lost.",
)
OPEN_NUMBER = Message(
    "LC-SHEET-AMBIGUOUS",
    "{column}: '{value}' may have thousands or three decimals, and the file does not show which.",
    cure="Set 'decimal: \".\"' or 'decimal: \",\"' in a column map, and give the map with --columns.",
)
OPEN_DATE = Message(
    "LC-SHEET-AMBIGUOUS-DATE",
    "{column}: '{value}' may have the day or the month first, and the file does not show which.",
    cure="Set 'date_order: dmy' or 'date_order: mdy' in a column map, and give the map with --columns.",
)
OTHER_MARK = Message(
    "LC-SHEET-DECIMAL",
    "{column}: '{value}' does not fit the decimal mark of the column map, '{decimal}'.",
    cure="Correct the cell, or 'decimal:' in the map.",
)
OTHER_CURRENCY_BESIDE = Message(
    "LC-SHEET-CURRENCY",
    "{column}: '{value}' names another currency than the row ({currency}).",
    cure="Correct one of the two.",
)
ID_NUMBER = Message(
    "LC-SHEET-ID-NUMBER",
    "{column}: '{value}' is what a spreadsheet makes of an id that it takes for a number.",
    cure="Use the file as downloaded: the id is lost.",
)
WORD = Message(
    "LC-SHEET-WORD",
    "'{value}' is not a valid value for {column}.",
    cure="Name its meaning in the column map, for example `values: {{{field}: {{word: {example}}}}}`.",
)
SPELLING = Message(
    "LC-SHEET-SKU",
    "'{value}' is not a valid SKU for {column}.",
    cure="Expected ProductId:SkuId, for example DG7GMGF0PWHC:0003.",
)
