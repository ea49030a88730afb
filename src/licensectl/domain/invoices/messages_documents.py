"""Messages about electronic invoices: XML, signed files and archives of them."""

from licensectl.errors import Message, info

NO_DOCUMENT = Message(
    "LC-INVOICE-NO-DOCUMENT",
    "The file holds no electronic invoice.",
    cure="Expected FatturaPA or UBL as .xml, signed as .p7m, or a zip of them.",
)
OTHER_XML = Message(
    "LC-INVOICE-XML-KIND",
    "This is XML of another kind (root element '{root}').",
    cure="Expected FatturaElettronica, or Invoice or CreditNote of UBL 2.1.",
)
SIMPLE = Message(
    "LC-INVOICE-SIMPLIFIED",
    "This is a simplified invoice (FSM10), which has no quantities and prices.",
    cure="Ask the seller for an ordinary invoice.",
)
NOT_XML = Message(
    "LC-INVOICE-XML",
    "This XML cannot be read: {reason}.",
    cure="Use the file as it was received.",
)
BAD_ELEMENT = Message(
    "LC-INVOICE-ELEMENT",
    "'{value}' is not a valid {element}.",
    cure="Ask the seller for a corrected invoice. Nothing was compared.",
)
NO_NUMBER = Message(
    "LC-INVOICE-NO-NUMBER",
    "The invoice has no number.",
    cure="Ask the seller for a corrected invoice.",
)
LINES_OFF = Message(
    "LC-INVOICE-LINES-SUM",
    "Invoice {number}: the lines of tax rate {rate} add up to {lines}, but the document states {stated}.",
    cure="Ask the seller for a corrected invoice. Nothing was compared.",
)
GROSS_OFF = Message(
    "LC-INVOICE-GROSS",
    "Invoice {number}: taxable amounts and tax add up to {sum}, but the document states {stated}.",
    cure="Ask the seller for a corrected invoice. Nothing was compared.",
)
NEGATIVE_CREDIT = Message(
    "LC-INVOICE-NEGATIVE-CREDIT",
    "Credit note {number} has a negative total, so it may credit or charge.",
    cure="Ask the seller for a corrected one. The amounts of a credit note are positive.",
)
SIGNED = Message(
    "LC-INVOICE-SIGNED",
    "The signed file cannot be read: {reason}.",
    cure="Use the file as it was received, or the .xml.",
)
DETACHED = Message(
    "LC-INVOICE-DETACHED",
    "The file holds a signature alone, not the invoice.",
    cure="Give the .xml file that the signature belongs to.",
)
BESIDE = info(
    "LC-INVOICE-BESIDE",
    "This is a message of the interchange system, not an invoice. It is left out.",
)
TWICE = info(
    "LC-INVOICE-TWICE",
    "Invoice {number} is in the archive twice. It counts once.",
)
MANY_FILES = Message(
    "LC-INVOICE-ARCHIVE",
    "The archive has more than {most} files.",
    cure="Split it.",
)
