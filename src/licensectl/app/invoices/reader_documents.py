"""Electronic invoices: XML, signed (CMS), or several in a zip archive. Signatures are not verified, and nothing is fetched."""

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, Any, BinaryIO

from msgspec.structs import replace

from licensectl.app.invoices.reader_signed import LEADING, is_signed, unsigned
from licensectl.domain.invoices import messages, messages_documents
from licensectl.domain.invoices.document import InvoiceDocument, document_faults, head_of, invoice_lines
from licensectl.domain.invoices.model import Billed
from licensectl.errors import LicensectlError, Problem
from licensectl.tables import messages as table_messages
from licensectl.tables.archive import ZIP, damaged
from licensectl.tables.parts import open_archive
from licensectl.tables.xml_records import Node, XmlError, read_xml

if TYPE_CHECKING:
    from licensectl.app.invoices.reader_fattura import Cells

# The interchange system takes documents of 5 MB and archives of 30 MB; attachments make others longer. Of a file, of what an archive
# holds, of a document in it.
MOST_BYTES, MOST_HELD, MOST_DOCUMENT = 64 << 20, 128 << 20, 32 << 20
MOST_MEMBERS, MOST_LINES = 1000, 50_000
SUFFIXES = (".xml", ".p7m")
UTF_16 = (b"\xff\xfe<\x00", b"\xfe\xff\x00<", b"<\x00?\x00", b"\x00<\x00?")
# Messages that the interchange system puts beside an invoice, by the start of their roots.
BESIDE = ("FileMetadati", "MetadatiInvioFile", "Ricevuta", "Notifica", "AttestazioneTrasmissione")
# Attachments, and signatures within the document.
SKIPPED = frozenset(("Allegati", "AdditionalDocumentReference", "Signature", "UBLExtensions"))


def is_document(content: bytes) -> bool:
    """Tell whether the bytes are XML, a signed file, or an archive of such files."""
    if content.startswith(ZIP):
        # The fault of an archive is reported when it is read as a table.
        try:
            with damaged(""):
                names = [member.filename.casefold() for member in open_archive(BytesIO(content)).infolist()]
        except LicensectlError:
            return False
        return "[content_types].xml" not in names and "content.xml" not in names and any(name.endswith(SUFFIXES) for name in names)
    start = content[:64].lstrip(LEADING)
    return start.startswith(b"<") or content.startswith(UTF_16) or is_signed(content)


def document_in(source: BinaryIO) -> bytes | None:
    """Return the content of a file that is XML, a signed file, or an archive of such files; None for any other file."""
    start = source.read(64)
    source.seek(0)
    if not start.startswith(ZIP) and not is_document(start) and not start.lstrip(LEADING).startswith(b"MI"):
        return None
    content = source.read(MOST_BYTES + 1)
    source.seek(0)
    return content if is_document(content) else None


def load_documents(content: bytes, name: str) -> tuple[Billed, list[Problem]]:
    """Return the lines of the documents in a file. Raise LicensectlError listing the faults of all documents."""
    documents: list[InvoiceDocument] = []
    wrong: list[Problem] = []
    said: list[Problem] = []
    for member, data in _files(content, name):
        try:
            found = _documents(unsigned(data, member), member)
        except LicensectlError as failure:
            wrong += failure.problems
            continue
        documents += found
        wrong += [fault for document in found for fault in document_faults(document)]
        said += [] if found else [messages_documents.BESIDE.at(member)]
    documents = list(_named(documents, said, wrong))
    if wrong or not documents:
        raise LicensectlError(*(wrong or [messages_documents.NO_DOCUMENT.at(name)]))
    lines = [line for document in documents for line in invoice_lines(document)]
    if len(lines) > MOST_LINES:
        raise LicensectlError(messages.TOO_MANY.at(name, most=MOST_LINES))
    return Billed(lines, [], heads=[head_of(document) for document in documents]), said


def _named(documents: list[InvoiceDocument], said: list[Problem], wrong: list[Problem]) -> Iterator[InvoiceDocument]:
    """Yield each document once, with a label that no other has: sellers and years may share numbers."""
    held: dict[tuple[str, int, str], InvoiceDocument] = {}
    for document in documents:
        place = (document.seller_id, document.day.year, document.number)
        known = held.setdefault(place, document)
        if known is document:
            continue
        if replace(document, where="") == replace(known, where=""):
            said.append(messages_documents.TWICE.at(document.where, number=document.number))
        else:
            wrong.append(messages.TWO_OF_NUMBER.at(document.where, number=document.number, other=known.where))
    shared = {number for number in (key[2] for key in held) if sum(key[2] == number for key in held) > 1}
    for (seller, year, number), document in held.items():
        yield replace(document, label=f"{number} ({seller} {year})") if number in shared else document


def _files(content: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the documents of an archive with their names, or the file itself."""
    if len(content) > MOST_BYTES:
        raise LicensectlError(table_messages.TOO_LONG.at(name))
    if not content.startswith(ZIP):
        yield name, content
        return
    total = 0
    with damaged(name), open_archive(BytesIO(content)) as archive:
        members = [member for member in archive.infolist() if not member.is_dir() and _is_wanted(member.filename)]
        if len(members) > MOST_MEMBERS:
            raise LicensectlError(messages_documents.MANY_FILES.at(name, most=MOST_MEMBERS))
        for member in members:
            with archive.open(member) as stream:
                data = stream.read(MOST_DOCUMENT + 1)
            total += len(data)
            if len(data) > MOST_DOCUMENT or total > MOST_HELD:
                raise LicensectlError(table_messages.TOO_LONG.at(name))
            yield f"{name}:{member.filename}", data


def _is_wanted(member: str) -> bool:
    last = member.rpartition("/")[2]
    return last.casefold().endswith(SUFFIXES) and not member.startswith("__MACOSX/") and not last.startswith((".", "~$"))


def _documents(content: bytes, name: str) -> list[InvoiceDocument]:
    """Return the documents in XML: the bodies of a FatturaPA, or one of UBL; none for what is put beside them."""
    # Most invoices are files of Microsoft, which need neither.
    from licensectl.app.invoices.reader_fattura import SIMPLIFIED, Cells, fattura_documents, fattura_line
    from licensectl.app.invoices.reader_ubl import ubl_document, ubl_line

    cells = Cells(name)
    numbers = count(1)

    def limited(make: Callable[["Cells", Node], Any]) -> Callable[[Node], Any]:
        def made(node: Node) -> Any:
            if next(numbers) > MOST_LINES:
                raise LicensectlError(messages.TOO_MANY.at(name, most=MOST_LINES))
            return make(cells, node)

        return made

    makers = {"DettaglioLinee": limited(fattura_line), "InvoiceLine": limited(ubl_line), "CreditNoteLine": limited(ubl_line)}
    try:
        root = read_xml(content.lstrip(LEADING), makers, SKIPPED)
    except XmlError as error:
        raise LicensectlError(messages_documents.NOT_XML.at(f"{name}:{error.line}", reason=error.reason)) from None
    if root.name == "FatturaElettronica":
        return fattura_documents(root, cells)
    if root.name == SIMPLIFIED:
        raise LicensectlError(messages_documents.SIMPLE.at(name))
    if root.name.startswith(BESIDE):
        return []
    # An exchange of documents may wrap them.
    found = [root] if root.name in ("Invoice", "CreditNote") else [*root.all("Invoice"), *root.all("CreditNote")]
    if not found:
        raise LicensectlError(messages_documents.OTHER_XML.at(name, root=root.name[:60]))
    made = [ubl_document(one, cells) for one in found]
    if wrong := cells.other_currencies({one.currency for one in made}):
        raise LicensectlError(*wrong)
    return made
