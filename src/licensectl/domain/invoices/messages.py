"""Faults of invoices and of what they are compared with."""

from licensectl.errors import Message

NOT_RECON = Message(
    "LC-INVOICE-KIND",
    "this is not a reconciliation file: {missing} missing from its header",
    cure="download the new-commerce reconciliation file of the invoice (G…) from Partner Center",
    sources=("RECON",),
)
LEGACY = Message(
    "LC-INVOICE-LEGACY",
    "this is the reconciliation file of a legacy licence invoice (D…)",
    cure="perpetual software is never in it: use the file of the G… invoice",
    sources=("RECON",),
)
CURRENCIES = Message(
    "LC-INVOICE-CURRENCIES",
    "invoice {invoice} bills in {main}, this row in {found}",
    cure="the row is left out of the sums: reconcile it with the invoice of its currency",
    severity="warning",
)
OTHER_KIND = Message(
    "LC-INVOICE-OTHER-KIND",
    "this is {kind}, not a reconciliation file",
    cure="download the new-commerce reconciliation file of the invoice (G…) from Partner Center",
    sources=("RECON",),
)
EMPTY = Message(
    "LC-INVOICE-EMPTY",
    "the file has a header and no rows",
    cure="download it again; an invoice has at least one row",
)
TOO_MANY = Message(
    "LC-INVOICE-LONG",
    "the file has more than {most} rows",
    cure="split it by invoice number",
)
CUT = Message(
    "LC-INVOICE-CUT",
    "the file is truncated; only its whole rows were reconciled",
    cure="download it again",
    severity="warning",
)
NOT_JSON = Message(
    "LC-INVOICE-JSON",
    "this is not a list of invoice line items in JSON: {reason}",
    cure="expected an object with items, or one object per line",
)
BAD_JSON_LINE = Message(
    "LC-INVOICE-JSON-LINE",
    "this line is not a JSON object: {reason}",
    cure="the line is left out: download the file again",
    severity="warning",
)
TWO_DATE_ORDERS = Message(
    "LC-INVOICE-DATES",
    "days are written month first ('{first}') and day first ('{second}')",
    cure="use the file as downloaded",
)
OPEN_DAYS = Message(
    "LC-INVOICE-DATE-ORDER",
    "'{value}' may have the month or the day first; such dates are left out",
    cure="give a map with date_order: dmy (--columns), or use the file as downloaded",
    severity="warning",
)
NO_MONTH = Message(
    "LC-INVOICE-MONTH",
    "no row of the invoice has a date, and the orders have dates",
    cure="give --month YYYY-MM",
)
EXPONENT = Message(
    "LC-INVOICE-ORDER-ID",
    "a spreadsheet turned the order id into a number ('{value}')",
    cure="the row is not matched: use the file as downloaded",
    severity="warning",
)
MORE_ROWS = Message(
    "LC-INVOICE-MORE",
    "{count} further row is not shown",
    many="{count} further rows are not shown",
    severity="warning",
)
MAP_FIELD = Message(
    "LC-INVOICE-MAP",
    "'{field}' is not a field of an invoice",
    cure="expected: {known}",
)
BY_CUSTOMER = Message(
    "LC-INVOICE-BY-CUSTOMER",
    "{count} row was matched by customer, product and date: its order id is of another system",
    many="{count} rows were matched by customer, product and date: their order ids are of another system",
    cure="record the orders under Partner Center's ids (order record --alternate-id)",
    severity="info",
)
PRICE_OPEN = Message(
    "LC-INVOICE-PRICE-OPEN",
    "the price book has different prices for {skus} in several markets or segments",
    cure="give --market and --segment",
    severity="warning",
)
ROW_SUM = Message(
    "LC-INVOICE-ROW-SUM",
    "Total {total} is neither Subtotal nor Subtotal with tax",
    cure="check the row against the invoice",
    severity="warning",
)
OTHER_TOTAL = Message(
    "LC-INVOICE-TOTAL",
    "the rows add up to {net} without tax and {gross} with tax, the invoice says {total}",
    cure="look for missing rows, credit notes and adjustments",
    severity="warning",
)
CREDITED = Message(
    "LC-INVOICE-CREDITED",
    "line {line} of order {id} was credited in full on invoice {invoices}",
    cure="it can no longer be given back, and is not at stake",
    severity="info",
)
RETURN_DUE = Message(
    "LC-INVOICE-CREDIT-DUE",
    "order {order} was given back and is billed without a credit",
    cure="the credit comes on the invoice of the month of the return: look for it there",
    severity="info",
)
UNREADABLE = Message(
    "LC-INVOICE-ROW",
    "{column} '{value}' cannot be read",
    cure="the row is left out of the sums: correct it in the file",
    severity="warning",
)
NO_ORDERS = Message(
    "LC-INVOICE-ORDERS",
    "there are no orders to compare with",
    cure="give --orders FILE, or record them with order record",
)
BAD_ORDERS = Message(
    "LC-INVOICE-ORDERS-FILE",
    "this holds no order lines: {missing} missing from its header",
    cure="expected what order export --target csv writes, or Partner Center's JSON of orders",
)
BAD_ORDER_ROW = Message(
    "LC-INVOICE-ORDER-ROW",
    "{column} '{value}' is not possible",
    cure="correct it; nothing was compared",
)
SUBSCRIPTION_CREDIT = Message(
    "LC-INVOICE-SUBSCRIPTION-CREDIT",
    "rows {rows}: more is credited ({credited}) than this invoice bills for the subscription ({billed})",
    cure="a credit cannot exceed the charge less the days used: check the rows against the return rules (returns check)",
    severity="warning",
)
NO_DOCUMENT = Message(
    "LC-INVOICE-NO-DOCUMENT",
    "the file holds no electronic invoice",
    cure="expected FatturaPA or UBL as .xml, signed as .p7m, or a zip of them",
)
OTHER_XML = Message(
    "LC-INVOICE-XML-KIND",
    "this is XML of another kind (root element '{root}')",
    cure="expected FatturaElettronica, or Invoice or CreditNote of UBL 2.1",
)
SIMPLE = Message(
    "LC-INVOICE-SIMPLIFIED",
    "this is a simplified invoice (FSM10), which has no quantities and prices",
    cure="ask the seller for an ordinary invoice",
)
NOT_XML = Message(
    "LC-INVOICE-XML",
    "this XML cannot be read: {reason}",
    cure="use the file as it was received",
)
BAD_ELEMENT = Message(
    "LC-INVOICE-ELEMENT",
    "'{value}' is not a valid {element}",
    cure="ask the seller for a corrected invoice; nothing was compared",
)
NO_NUMBER = Message(
    "LC-INVOICE-NO-NUMBER",
    "the invoice has no number",
    cure="ask the seller for a corrected invoice",
)
LINES_OFF = Message(
    "LC-INVOICE-LINES-SUM",
    "invoice {number}: the lines of tax rate {rate} add up to {lines}, the document states {stated}",
    cure="nothing was compared; ask the seller for a corrected invoice",
)
GROSS_OFF = Message(
    "LC-INVOICE-GROSS",
    "invoice {number}: taxable amounts and tax add up to {sum}, the document states {stated}",
    cure="nothing was compared; ask the seller for a corrected invoice",
)
NEGATIVE_CREDIT = Message(
    "LC-INVOICE-NEGATIVE-CREDIT",
    "credit note {number} has a negative total: it may give or take",
    cure="the amounts of a credit note are positive: ask the seller for a corrected one",
)
SIGNED = Message(
    "LC-INVOICE-SIGNED",
    "the signed file cannot be read: {reason}",
    cure="use the file as it was received, or the .xml",
)
DETACHED = Message(
    "LC-INVOICE-DETACHED",
    "the file holds a signature alone, not the invoice",
    cure="give the .xml that it belongs to",
)
BESIDE = Message(
    "LC-INVOICE-BESIDE",
    "this is a message of the interchange system, not an invoice; it is left out",
    severity="info",
)
TWICE = Message(
    "LC-INVOICE-TWICE",
    "invoice {number} is in the archive twice; it counts once",
    severity="info",
)
TWO_OF_NUMBER = Message(
    "LC-INVOICE-SAME-NUMBER",
    "another invoice of the same seller and year has the number {number}: {other}",
    cure="reconcile the files one by one",
)
MANY_FILES = Message(
    "LC-INVOICE-ARCHIVE",
    "the archive has more than {most} files",
    cure="split it",
)
NO_COLUMNS = Message(
    "LC-INVOICE-COLUMNS",
    "--columns is for tables, and this is an electronic invoice",
    cure="leave the option out",
)
BY_PRODUCT = Message(
    "LC-INVOICE-BY-PRODUCT",
    "{count} line was matched by product and date: it names no order on record",
    many="{count} lines were matched by product and date: they name no order on record",
    cure="compare the orders that are shown with the invoice",
    severity="info",
)
NOT_WHOLE = Message(
    "LC-INVOICE-NOT-WHOLE",
    "the invoice cannot be imported: it is truncated, or {count} row cannot be read",
    many="the invoice cannot be imported: it is truncated, or {count} rows cannot be read",
    cure="correct the rows or download the file again; nothing was imported",
)
NO_INVOICE_NUMBER = Message(
    "LC-INVOICE-NUMBER",
    "rows without an invoice number",
    cure="use a file with InvoiceNumber, or a map with defaults: {{invoice: G000000001}} (--columns)",
)
NO_INVOICE_MONTH = Message(
    "LC-INVOICE-NO-MONTH",
    "no row of the invoice has a date",
    cure="give --month YYYY-MM",
)
CHANGED = Message(
    "LC-INVOICE-CHANGED",
    "invoice {number} is in the ledger with other lines or amounts",
    cure="nothing was imported; to replace it, give --replace",
)
NO_INVOICE = Message(
    "LC-INVOICE-UNKNOWN",
    "no invoice '{number}' in the ledger",
    cure="licensectl invoice list shows them",
)
SEVERAL = Message(
    "LC-INVOICE-SEVERAL",
    "several invoices have the number {number}",
    cure="give one of these ids: {ids}",
)
