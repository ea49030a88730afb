"""Faults of invoices and of what they are compared with."""

from licensectl.errors import Message, info, warning

NOT_RECON = Message(
    "LC-INVOICE-KIND",
    "This is not a reconciliation file: its header lacks {missing}.",
    cure="Download the new-commerce reconciliation file of the invoice (G…) from Partner Center.",
    sources=("RECON",),
)
LEGACY = Message(
    "LC-INVOICE-LEGACY",
    "This is the reconciliation file of a legacy licence invoice (D…).",
    cure="Use the file of the G… invoice. Perpetual software is never in a D… invoice.",
    sources=("RECON",),
)
CURRENCIES = warning(
    "LC-INVOICE-CURRENCIES",
    "Invoice {invoice} is in {main}, and this row is in {found}.",
    cure="The row is left out of the sums. Reconcile it with the invoice of its currency.",
)
OTHER_KIND = Message(
    "LC-INVOICE-OTHER-KIND",
    "This is {kind}, not a reconciliation file.",
    cure="Download the new-commerce reconciliation file of the invoice (G…) from Partner Center.",
    sources=("RECON",),
)
EMPTY = Message(
    "LC-INVOICE-EMPTY",
    "The file has a header and no rows.",
    cure="Download it again. An invoice has at least one row.",
)
TOO_MANY = Message(
    "LC-INVOICE-LONG",
    "The file has more than {most} rows.",
    cure="Split it by invoice number.",
)
CUT = warning(
    "LC-INVOICE-CUT",
    "The file is truncated. Only its complete rows were reconciled.",
    cure="Download it again.",
)
NOT_JSON = Message(
    "LC-INVOICE-JSON",
    "The file is not a JSON list of invoice line items: {reason}.",
    cure="Expected an object with items, or one object per line.",
)
LARGE_JSON = Message(
    "LC-INVOICE-JSON-SIZE",
    "The file is too large to be read as one JSON document: {reason}.",
    cure="Check that it is the right file, or save it as CSV or with one line item per line.",
)
BAD_JSON_LINE = warning(
    "LC-INVOICE-JSON-LINE",
    "This line is not a JSON object: {reason}.",
    cure="The line is left out. Download the file again.",
)
TWO_DATE_ORDERS = Message(
    "LC-INVOICE-DATES",
    "Dates are written both month first ('{first}') and day first ('{second}').",
    cure="Use the file as downloaded.",
)
OTHER_DATE_ORDER = Message(
    "LC-INVOICE-DATE-DECLARED",
    "'{value}' is not a date in the order {order} that the column map declares.",
    cure="Correct date_order in the map, or the date in the file.",
)
OPEN_DAYS = warning(
    "LC-INVOICE-DATE-ORDER",
    "'{value}' may have the month or the day first, so such dates are left out.",
    cure="Give a column map with 'date_order: dmy' (--columns), or use the file as downloaded.",
)
OTHER_MONTH = Message(
    "LC-INVOICE-OTHER-MONTH",
    "No invoice of this file is of {month}: it holds {held}.",
    cure="Use --month {first}, or leave --month out.",
)
NO_MONTH = Message(
    "LC-INVOICE-MONTH",
    "No row of the invoice has a date, and the orders have dates.",
    cure="Give its month, for example --month 2026-11.",
)
EXPONENT = warning(
    "LC-INVOICE-ORDER-ID",
    "A spreadsheet turned the order id into a number ('{value}').",
    cure="The row is not matched. Use the file as downloaded.",
)
MORE_ROWS = warning(
    "LC-INVOICE-MORE",
    "{count} further row is not shown.",
    many="{count} further rows are not shown.",
)
MAP_FIELD = Message(
    "LC-INVOICE-MAP",
    "'{field}' is not a valid field of an invoice.",
    cure="Expected one of: {known}.",
)
BY_CUSTOMER = info(
    "LC-INVOICE-BY-CUSTOMER",
    "{count} row was matched by customer, product and date: its order id is of another system.",
    many="{count} rows were matched by customer, product and date: their order ids are of another system.",
    cure="Record the orders under Partner Center's ids with `licensectl order record --alternate-id ID`.",
)
OTHER_CUSTOMER = warning(
    "LC-INVOICE-OTHER-CUSTOMER",
    "Order {order} is on record for tenant {recorded}, and this row bills tenant {billed}.",
    cure="The row is compared with the order. Find out which customer the order was for.",
)
PRICE_OPEN = warning(
    "LC-INVOICE-PRICE-OPEN",
    "The price book has different prices for {skus} in several markets or segments.",
    cure="Give --market and --segment.",
)
ROW_SUM = warning(
    "LC-INVOICE-ROW-SUM",
    "Total {total} is neither Subtotal nor Subtotal with tax.",
    cure="Check the row against the invoice.",
)
OTHER_TOTAL = warning(
    "LC-INVOICE-TOTAL",
    "The rows add up to {net} without tax and {gross} with tax, but the invoice says {total}.",
    cure="Look for missing rows, credit notes and adjustments.",
)
AGAIN_LATER = warning(
    "LC-INVOICE-AGAIN",
    "Order {order}: what this row bills or credits is also on invoice {invoices}, which is in the ledger and not earlier.",
    cure="One of the two is a duplicate. Reconcile the other invoice again before you pay both.",
)
TAX_OFF = warning(
    "LC-INVOICE-TAX",
    "Invoice {number}: {rate} % of {taxable} is {tax}, but the document states a tax of {stated}.",
    cure="Ask the seller for a corrected invoice before you pay it.",
)
TAX_RATE = warning(
    "LC-INVOICE-TAX-RATE",
    "Invoice {number} taxes {taxable} at {rate} %, but the standard rate of {country} on {day} is {standard} %.",
    cure="Ask the seller whether the rate is right before you pay the invoice.",
)
CREDITED = info(
    "LC-INVOICE-CREDITED",
    "Line {line} of order {id} was credited in full on invoice {invoices}.",
    cure="It can no longer be returned, and its amount is not counted.",
)
RETURN_DUE = info(
    "LC-INVOICE-CREDIT-DUE",
    "Order {order} was returned and is billed without a full credit.",
    cure="Look for the credit on the invoice of the month of the return.",
)
CREDITED_LATER = info(
    "LC-INVOICE-CREDITED-LATER",
    "Invoice {invoices} in the ledger credits this row of order {order}.",
    cure="It needs no further look.",
)
BESIDE_CURRENCY = warning(
    "LC-INVOICE-BESIDE-CURRENCY",
    "{column}: '{value}' names another currency than the row ({currency}).",
    cure="The row is not compared. Correct one of the two.",
)
UNREADABLE = warning(
    "LC-INVOICE-ROW",
    "'{value}' is not a valid {column}.",
    cure="The row is not compared. Correct it in the file.",
)
BLANK = warning(
    "LC-INVOICE-ROW-BLANK",
    "{column} is blank.",
    cure="The row is not compared. Fill in the cell, or delete the row if it holds the sums of others.",
)
NO_ORDERS = Message(
    "LC-INVOICE-ORDERS",
    "There are no orders to compare with.",
    cure="Give them with --orders FILE, or record them with `licensectl order record`.",
)
BAD_ORDERS = Message(
    "LC-INVOICE-ORDERS-FILE",
    "The file holds no order lines: its header lacks {missing}.",
    cure="Expected what `licensectl order export --target csv` writes, or Partner Center's JSON of orders.",
)
BAD_ORDER_ROW = Message(
    "LC-INVOICE-ORDER-ROW",
    "'{value}' is not a valid {column}.",
    cure="Correct it. Nothing was compared.",
)
SUBSCRIPTION_CREDIT = warning(
    "LC-INVOICE-SUBSCRIPTION-CREDIT",
    "Rows {rows} credit {credited}, more than this invoice bills for the subscription ({billed}).",
    cure="Check the rows with `licensectl returns check`. A credit cannot exceed the charge less the days used.",
)
TWO_OF_NUMBER = Message(
    "LC-INVOICE-SAME-NUMBER",
    "Another invoice of the same seller and year has the number {number}: {other}.",
    cure="Reconcile the files one by one.",
)
NO_COLUMNS = Message(
    "LC-INVOICE-COLUMNS",
    "--columns is for tables, and this is an electronic invoice.",
    cure="Leave the option out.",
)
BY_PRODUCT = info(
    "LC-INVOICE-BY-PRODUCT",
    "{count} line was matched by product and date: it names no order on record.",
    many="{count} lines were matched by product and date: they name no order on record.",
    cure="Compare the orders shown with the invoice.",
)
NOT_WHOLE = Message(
    "LC-INVOICE-NOT-WHOLE",
    "The invoice cannot be imported: it is truncated, or {count} row cannot be read.",
    many="The invoice cannot be imported: it is truncated, or {count} rows cannot be read.",
    cure="Correct the rows, or download the file again. Nothing was imported.",
)
NO_INVOICE_NUMBER = Message(
    "LC-INVOICE-NUMBER",
    "Some rows have no invoice number.",
    cure="Use a file with InvoiceNumber, or a column map with `defaults: {{invoice: G000000001}}` (--columns).",
)
MIXED = Message(
    "LC-INVOICE-MIXED",
    "Invoice {number} cannot be imported: it has rows in several currencies ({currencies}).",
    cure="Correct or remove the rows in another currency than the invoice's. Nothing was imported.",
)
NO_INVOICE_MONTH = Message(
    "LC-INVOICE-NO-MONTH",
    "No row of invoice {number} has a date.",
    cure="Give the month of the invoice, for example --month 2026-11.",
)
MONTH_OF_PURCHASES = warning(
    "LC-INVOICE-CREDITS-ONLY",
    "Invoice {number} has only credits, with the dates of their purchases. Its month was taken to be {month}.",
    cure="If it was billed in another month, give that with --month.",
)
CHANGED = Message(
    "LC-INVOICE-CHANGED",
    "Invoice {number} is in the ledger with other lines or amounts, or in another month.",
    cure="To replace it, give --replace. Nothing was imported.",
)
NO_ORDER = warning(
    "LC-INVOICE-NO-ORDER",
    "Invoice {number} names no order on record, so it settles none.",
    cure="Record its order, or find it by product and date with `licensectl invoice reconcile FILE`.",
)
NOTE_NAMELESS = warning(
    "LC-INVOICE-NOTE-NAMELESS",
    "Credit note {number} names neither an order on record nor an invoice, so it settles nothing.",
    cure="Ask the seller for a credit note that names the invoice that it takes back.",
)
NOTE_ALONE = warning(
    "LC-INVOICE-NOTE-ALONE",
    "Credit note {number} names no order on record, and the invoice that it takes back is not in the ledger: {invoices}.",
    cure="Import that invoice as well. Until then the credit note settles nothing.",
)
NOTE_UNLIKE = warning(
    "LC-INVOICE-NOTE-UNLIKE",
    "Credit note {number} names no order on record, and invoice {invoices} has no order for its products, so it settles nothing.",
    cure="Compare both with `licensectl invoice show`, and ask the seller if one of them is wrong.",
)
NO_INVOICE = Message(
    "LC-INVOICE-UNKNOWN",
    "Invoice '{number}' is not in the ledger.",
    cure="Run `licensectl invoice list`.",
)
SEVERAL = Message(
    "LC-INVOICE-SEVERAL",
    "Several invoices have the number '{number}'.",
    cure="Give one of these ids: {ids}.",
)
