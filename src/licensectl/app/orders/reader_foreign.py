"""Tell other files and documents from placed orders: their kind, and the command that takes them."""

import re
from typing import NamedTuple

from licensectl.app.orders.reader_parts import Json, as_list
from licensectl.core.text import Text
from licensectl.domain.orders import messages
from licensectl.i18n.translate import N_, joined

HEAD = 4096
WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
PDF = b"%PDF"
# A line of YAML that is no JSON: a key before a value, an entry of a list, or a comment.
YAML = re.compile(r"(?:#.*\n\s*)*(?:- |[A-Za-z_][\w-]*:(?:\s|$))")
WEB_PAGE = re.compile(r"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
IF_INVOICE = N_("If it is an invoice, run `licensectl invoice reconcile FILE`.")
IF_REQUEST = N_("If it is a request, run `licensectl quote build FILE`.")
RECONCILE = N_("Run `licensectl invoice reconcile FILE` with it.")
CUSTOMER = N_("To add it to the customer book, run `licensectl customer add NAME --tenant-id ID`.")
CHECKOUT = N_("Run `licensectl order record FILE` with the answer to its checkout.")
ORDERED = N_("Run `licensectl order record FILE` with the order that it came from.")


class Kind(NamedTuple):
    """The kind of a document that is not an order: its name, and the command that takes it."""

    what: Text
    taken: Text


CART = Kind(N_("a cart, not an order"), CHECKOUT)
INVOICE = Kind(N_("an invoice"), RECONCILE)
LINE_ITEMS = Kind(N_("line items of an invoice"), RECONCILE)
SUBSCRIPTION = Kind(N_("a subscription"), ORDERED)
BUYER = Kind(N_("a customer"), CUSTOMER)
ENTITLEMENT = Kind(N_("a list of entitlements: what a customer owns"), ORDERED)
CANCELLATION = Kind(
    N_("the body that cancels an order, not the answer to it"),
    N_("Run `licensectl order record FILE` with the answer to it."),
)
# `attributes.objectType`, which says what a document of Partner Center is, and its end where many names have the same.
TYPES = {
    "cart": CART,
    "invoice": INVOICE,
    "invoicesummary": INVOICE,
    "subscription": SUBSCRIPTION,
    "customer": BUYER,
    "customercompanyprofile": BUYER,
    "customerbillingprofile": BUYER,
    "entitlement": ENTITLEMENT,
}
# Keys that only such documents have, for those that come without their type.
MARKS: tuple[tuple[set[str], Kind], ...] = (
    ({"entitlementtype"}, ENTITLEMENT),
    ({"chargetype", "invoicenumber"}, LINE_ITEMS),
    ({"invoicedate", "totalcharges"}, INVOICE),
    ({"commitmentenddate", "offerid"}, SUBSCRIPTION),
    ({"autorenewenabled", "offerid"}, SUBSCRIPTION),
    ({"companyprofile", "billingprofile"}, BUYER),
    ({"companyprofile", "relationshiptopartner"}, BUYER),
)


def foreign_kind(content: bytes) -> Kind | None:
    """Return the kind of a file that is no JSON; None for JSON and for what may be meant as such."""
    if content.startswith(WORKBOOK):
        return Kind(N_("a workbook or an archive"), joined((IF_INVOICE, IF_REQUEST, messages.BY_HAND), " "))
    if content.startswith(PDF):
        return Kind(N_("a PDF"), messages.BY_HAND)
    text = content[:HEAD].decode("utf-8-sig", "replace").lstrip()
    if WEB_PAGE.match(text):
        return Kind(N_("a web page"), messages.BY_HAND)
    if text.startswith("<"):
        return Kind(N_("an XML document"), joined((IF_INVOICE, messages.BY_HAND), " "))
    if YAML.match(text):
        return Kind(N_("a YAML document"), joined((IF_REQUEST, messages.BY_HAND), " "))
    first = text.partition("\n")[0]
    if text[:1].isalnum() and any(mark in first for mark in ",;\t|") and "{" not in first:
        return Kind(N_("a table"), joined((IF_INVOICE, IF_REQUEST, messages.BY_HAND), " "))
    return None


def kind_of(order: Json) -> Kind | None:
    """Return the kind of a document that is not an order, by its type, else by its keys; None for an order."""
    attributes, keys = order.get("attributes"), set(order)
    said = str(attributes.get("objecttype") or "").lower() if isinstance(attributes, dict) else ""
    if said in TYPES:
        return TYPES[said]
    if said.endswith("lineitem"):
        return LINE_ITEMS
    if found := next((kind for marks, kind in MARKS if marks <= keys), None):
        return found
    if any(isinstance(line, dict) and "catalogitemid" in line for line in as_list(order.get("lineitems") or [])):
        return CART
    status = order.get("status") == "cancelled"
    return CANCELLATION if keys <= {"id", "status", "lineitems"} and status else None
