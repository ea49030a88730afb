"""Faults of the cells of price sheets and lists."""

from licensectl.errors import Message

NUMBER = Message(
    "LC-SHEET-NUMBER",
    "{column}: '{value}' is not an amount",
    cure="expected zero or more, e.g. 1073.68 or 1.073,68",
)
COUNT = Message(
    "LC-SHEET-COUNT",
    "{column}: '{value}' is not a quantity",
    cure="expected a whole number, as 50, or a blank for no bound",
)
DAY = Message(
    "LC-SHEET-DATE",
    "{column}: '{value}' is not a date",
    cure="expected one that exists, as 2026-11-01 or 2026-11-01T00:00:00.0000000Z",
)
CODE = Message(
    "LC-SHEET-CODE",
    "{column}: '{value}' is not a code",
    cure="expected two letters of a country (IT) or three of a currency (EUR)",
)
ID = Message(
    "LC-SHEET-ID",
    "{column}: '{value}' is not an id",
    cure="expected a ProductId of 12 and a SkuId of up to 4 capital letters and digits",
)
NUMBER_DATE = Message(
    "LC-SHEET-NUMBER-DATE",
    "{column}: '{value}' is what a spreadsheet makes of an amount that it takes for a date",
    cure="the amount is lost: use the file as downloaded",
)
OPEN_NUMBER = Message(
    "LC-SHEET-AMBIGUOUS",
    "{column}: '{value}' may have thousands or three decimals, and the file does not show which",
    cure='say it in a column map (decimal: "." or decimal: ",") and name it with --columns',
)
OPEN_DATE = Message(
    "LC-SHEET-AMBIGUOUS-DATE",
    "{column}: '{value}' may have the day or the month first, and the file does not show which",
    cure="say it in a column map (date_order: dmy or date_order: mdy) and name it with --columns",
)
OTHER_MARK = Message(
    "LC-SHEET-DECIMAL",
    "{column}: '{value}' does not fit the decimal mark of the column map, '{decimal}'",
    cure="correct the cell, or decimal: in the map",
)
OTHER_CURRENCY_BESIDE = Message(
    "LC-SHEET-CURRENCY",
    "{column}: '{value}' names another currency than the row, {currency}",
    cure="correct the one or the other",
)
ID_NUMBER = Message(
    "LC-SHEET-ID-NUMBER",
    "{column}: '{value}' is what a spreadsheet makes of an id that it takes for a number",
    cure="what it was cannot be known: use the file as downloaded",
)
WORD = Message(
    "LC-SHEET-WORD",
    "{column}: '{value}' is not one of Microsoft's words",
    cure="give ours for it in the column map, as values: {{{field}: {{word: {example}}}}}",
)
SPELLING = Message(
    "LC-SHEET-SKU",
    "{column}: '{value}' is not a SKU",
    cure="expected ProductId:SkuId, as DG7GMGF0PWHC:0003",
)
