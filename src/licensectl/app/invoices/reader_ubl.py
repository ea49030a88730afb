"""UBL 2.1 invoices and credit notes as Peppol BIS Billing 3 restricts them, by the local names of their elements."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec.structs import replace

from licensectl.app.invoices.reader_fattura import Cells, corrected
from licensectl.core.money import EXACT
from licensectl.domain.invoices.document import Charge, DocumentLine, InvoiceDocument, TaxGroup
from licensectl.domain.invoices.model import TaxedAmount
from licensectl.errors import LicensectlError
from licensectl.tables.xml_records import Node

QUANTITIES = ("InvoicedQuantity", "CreditedQuantity")
CODES = ("SellersItemIdentification", "ManufacturersItemIdentification", "StandardItemIdentification", "BuyersItemIdentification")
CREDIT_NOTE = "CreditNote"


def ubl_line(cells: Cells, node: Node) -> DocumentLine:
    """Return a line; its unit price is the item's net price with the allowances and charges of the line."""
    quantity = cells.figure(node, next((name for name in QUANTITIES if node.first(name)), QUANTITIES[0]))
    price = node.first("Price")
    each = cells.figure(price, "PriceAmount") if price else Decimal(0)
    base = cells.figure(price, "BaseQuantity", otherwise=Decimal(1)) if price else Decimal(1)
    steps = sum((_signed(cells, step) for step in node.all("AllowanceCharge")), Decimal(0))
    whole = EXACT.add(EXACT.divide(EXACT.multiply(each, quantity), base), steps) if base else Decimal(0)
    item = node.first("Item") or node
    named = [found.text for code in CODES for found in item.all(code, "ID")]
    known = [found.text for found in item.all("AdditionalItemProperty", "Value")]
    row, order_line = node.said("ID"), node.said("OrderLineReference", "LineID")
    return DocumentLine(
        row=int(row) if row.isascii() and row.isdigit() and len(row) < 7 else node.line,
        amount=cells.figure(node, "LineExtensionAmount"),
        quantity=quantity,
        unit_price=EXACT.divide(whole, quantity) if quantity else each,
        codes=tuple(dict.fromkeys((*named, *known))),
        references=tuple(found.text for found in node.all("OrderLineReference", "OrderReference", "ID")),
        order_line=int(order_line) if order_line.isascii() and order_line.isdigit() and len(order_line) < 7 else None,
        title=item.said("Name") or item.said("Description"),
    )


def ubl_document(root: Node, cells: Cells) -> InvoiceDocument:
    """Return the document. Raise LicensectlError listing every element that cannot be read."""
    totals = root.first("LegalMonetaryTotal") or root
    currency = root.said("DocumentCurrencyCode").upper()
    seller = root.first("AccountingSupplierParty", "Party") or root
    buyer = root.first("AccountingCustomerParty", "Party") or root
    due = root.first("DueDate") or root.first("PaymentMeans", "PaymentDueDate")
    document = InvoiceDocument(
        kind="ubl",
        number=root.said("ID"),
        day=cells.day(root, "IssueDate"),
        currency=currency,
        lines=_lines(root),
        groups=[TaxGroup("", cells.figure(totals, "TaxExclusiveAmount"), _tax(cells, root, currency))],
        taxed=tuple(_taxed(cells, root, currency)),
        charges=[Charge(_reason(step), _signed(cells, step)) for step in root.all("AllowanceCharge")],
        line_sum=cells.figure(totals, "LineExtensionAmount"),
        credit=root.name == CREDIT_NOTE,
        due=cells.day(due) if due else None,
        seller=seller.said("PartyLegalEntity", "RegistrationName") or seller.said("PartyName", "Name"),
        seller_id=(seller.said("PartyTaxScheme", "CompanyID") or seller.said("PartyLegalEntity", "CompanyID")).upper(),
        # A public office may have no VAT id.
        buyer_country=(
            buyer.said("PartyTaxScheme", "CompanyID")[:2] or buyer.said("PostalAddress", "Country", "IdentificationCode")
        ).upper(),
        gross=cells.figure(totals, "TaxInclusiveAmount"),
        to_pay=cells.optional(totals, "PayableAmount"),
        corrects=corrected(root.all("BillingReference", "InvoiceDocumentReference"), "ID", "IssueDate"),
        where=cells.name,
    )
    if cells.problems:
        raise LicensectlError(*cells.problems)
    return document


def _lines(root: Node) -> list[DocumentLine]:
    """Return the lines with the orders of the whole document; the seller's number of the order comes last."""
    own = [found.text for name in ("ID", "SalesOrderID") for found in root.all("OrderReference", name)]
    return [replace(line, references=_each((*line.references, *own)), stated=bool(line.references or own)) for line in root.records]


def _each(ids: Iterable[str]) -> tuple[str, ...]:
    # Peppol lets an issuer write NA where only the seller's number is known.
    return tuple(dict.fromkeys(order_id for order_id in ids if order_id and order_id != "NA"))


def _signed(cells: Cells, step: Node) -> Decimal:
    """Return the amount of a charge, or of an allowance as a negative amount."""
    amount = cells.figure(step, "Amount")
    return amount if step.said("ChargeIndicator") in ("true", "1") else -amount


def _reason(step: Node) -> str:
    return step.said("AllowanceChargeReason") or step.said("AllowanceChargeReasonCode")


def _taxed(cells: Cells, root: Node, currency: str) -> Iterator[TaxedAmount]:
    """Yield the taxable amount and the tax of each rate above 0, in the currency of the document."""
    for part in root.all("TaxTotal", "TaxSubtotal"):
        stated = part.first("TaxAmount")
        rate = cells.figure(part, "TaxCategory", "Percent", otherwise=Decimal(0))
        if rate and stated and stated.attributes.get("currencyID", currency) == currency:
            yield TaxedAmount(rate, cells.figure(part, "TaxableAmount"), cells.figure(stated))


def _tax(cells: Cells, root: Node, currency: str) -> Decimal:
    """Return the tax in the currency of the document; a second total may be in the seller's currency."""
    found = [node for node in root.all("TaxTotal", "TaxAmount") if node.attributes.get("currencyID", currency) == currency]
    return cells.figure(found[0]) if found else Decimal(0)
