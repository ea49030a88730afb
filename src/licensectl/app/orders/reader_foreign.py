"""Tell files that are no JSON at all from placed orders: their kind, and the command that takes them."""

import re
from typing import NamedTuple

from licensectl.core.text import Text
from licensectl.domain.orders import messages
from licensectl.i18n.translate import N_, joined

HEAD = 4096
WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
PDF = b"%PDF"
# A line of YAML that is no JSON: a key before a value, an entry of a list, or a comment.
YAML = re.compile(r"(?:#.*\n\s*)*(?:- |[A-Za-z_][\w-]*:(?:\s|$))")
WEB_PAGE = re.compile(r"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
INVOICE = N_("If it is an invoice, run `licensectl invoice reconcile FILE`.")
REQUEST = N_("If it is a request, run `licensectl quote build FILE`.")


class Kind(NamedTuple):
    """The kind of a document that is not an order: its name, and the command that takes it."""

    what: Text
    taken: Text


def foreign_kind(content: bytes) -> Kind | None:
    """Return the kind of a file that is no JSON; None for JSON and for what may be meant as such."""
    if content.startswith(WORKBOOK):
        return Kind(N_("a workbook or an archive"), joined((INVOICE, REQUEST, messages.BY_HAND), " "))
    if content.startswith(PDF):
        return Kind(N_("a PDF"), messages.BY_HAND)
    text = content[:HEAD].decode("utf-8-sig", "replace").lstrip()
    if WEB_PAGE.match(text):
        return Kind(N_("a web page"), messages.BY_HAND)
    if text.startswith("<"):
        return Kind(N_("an XML document"), joined((INVOICE, messages.BY_HAND), " "))
    if YAML.match(text):
        return Kind(N_("a YAML document"), joined((REQUEST, messages.BY_HAND), " "))
    first = text.partition("\n")[0]
    if text[:1].isalnum() and any(mark in first for mark in ",;\t|") and "{" not in first:
        return Kind(N_("a table"), joined((INVOICE, REQUEST, messages.BY_HAND), " "))
    return None
