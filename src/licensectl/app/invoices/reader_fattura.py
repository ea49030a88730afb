"""FatturaPA: the bodies of an Italian electronic invoice, by the local names of their elements."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from licensectl.core.defaults import CURRENCY
from licensectl.core.period import parse_day
from licensectl.domain.invoices import messages_documents
from licensectl.domain.invoices.document import Charge, DiscountStep, DocumentLine, InvoiceDocument, TaxGroup, discounted
from licensectl.domain.invoices.model import CorrectedInvoice, TaxedAmount
from licensectl.errors import LicensectlError, Problem
from licensectl.tables.xml_records import Node

SIMPLIFIED = "FatturaElettronicaSemplificata"
CREDIT_NOTES = ("TD04", "TD08")
GENERAL = ("DatiGenerali", "DatiGeneraliDocumento")
# Purchase order first; what an issuer may put in its place comes last.
ORDERS = ("DatiOrdineAcquisto", "DatiContratto", "DatiConvenzione", "DatiRicezione")
FIGURE = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,11})?", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)
WORD = re.compile(r"[0-9A-Za-z][0-9A-Za-z_./-]{4,63}", re.ASCII)
COUNT = re.compile(r"\d{1,6}", re.ASCII)


class Cells:
    """Reads figures and days of elements; `problems` lists invalid ones."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        # Of each currency that an amount names the first such element.
        self._currencies: dict[str, Node] = {}

    def figure(self, node: Node, *path: str, otherwise: Decimal | None = None) -> Decimal:
        """Return the figure at a path, or of the element itself; for a missing element `otherwise`, or a fault if that is None."""
        found = node.first(*path) if path else node
        if found is None and otherwise is not None:
            return otherwise
        text = found.text if found else ""
        if found and (currency := found.attributes.get("currencyID")):
            self._currencies.setdefault(currency.upper(), found)
        if FIGURE.fullmatch(text):
            return Decimal(text)
        self.fault(found or node, path[-1] if path else node.name, text)
        return Decimal(0)

    def optional(self, node: Node, *path: str) -> Decimal | None:
        """Return the figure at a path, None for a missing element."""
        return self.figure(node, *path) if node.first(*path) else None

    def day(self, node: Node, *path: str) -> date:
        """Return the day at a path, or of the element itself."""
        found = node.first(*path) if path else node
        text = found.text if found else ""
        if DAY.fullmatch(text) and (day := parse_day(text[:10])):
            return day
        self.fault(found or node, path[-1] if path else node.name, text)
        return date.min

    def other_currencies(self, known: Collection[str]) -> list[Problem]:
        """Return the first amount of each currency that none of the documents is in."""
        others = {currency: node for currency, node in self._currencies.items() if currency not in known}
        return [
            messages_documents.BAD_ELEMENT.at(f"{self.name}:{node.line}", element=node.name, value=f"{node.text} {currency}"[:60])
            for currency, node in others.items()
        ]

    def fault(self, node: Node, element: str, value: str) -> None:
        """Note an element that cannot be read."""
        self.problems.append(messages_documents.BAD_ELEMENT.at(f"{self.name}:{node.line}", element=element, value=value[:60]))


def fattura_line(cells: Cells, node: Node) -> DocumentLine:
    """Return a line; its order is told by the body."""
    price = cells.figure(node, "PrezzoUnitario")
    return DocumentLine(
        row=_count(node.said("NumeroLinea")) or node.line,
        amount=cells.figure(node, "PrezzoTotale"),
        # Services may have no quantity.
        quantity=cells.figure(node, "Quantita", otherwise=Decimal(1)),
        unit_price=discounted(price, _steps(cells, node)),
        codes=tuple(found.text for found in node.all("CodiceArticolo", "CodiceValore")),
        references=tuple(found.text for found in node.all("AltriDatiGestionali", "RiferimentoTesto")),
        title=node.said("Descrizione"),
        accessory=bool(node.said("TipoCessionePrestazione")),
        rate=_rate(cells, node),
    )


def corrected(nodes: Iterable[Node], number: str, day: str) -> tuple[CorrectedInvoice, ...]:
    """Return the invoices that the elements name, each once; a day that cannot be read is left out."""
    found = ((one.text, parse_day(node.said(day)[:10])) for node in nodes for one in node.all(number))
    return tuple(CorrectedInvoice(*one) for one in dict.fromkeys(found))


def fattura_documents(root: Node, cells: Cells) -> list[InvoiceDocument]:
    """Return a document for each body. Raise LicensectlError listing every element that cannot be read."""
    header = root.first("FatturaElettronicaHeader") or root
    documents = [_document(header, body, cells) for body in root.all("FatturaElettronicaBody")]
    if cells.problems:
        raise LicensectlError(*cells.problems)
    if not documents:
        raise LicensectlError(messages_documents.NO_DOCUMENT.at(cells.name))
    return documents


def _document(header: Node, body: Node, cells: Cells) -> InvoiceDocument:
    general = body.first(*GENERAL) or body
    groups = [_group(cells, node) for node in body.all("DatiBeniServizi", "DatiRiepilogo")]
    parts = list(body.all("DatiPagamento", "DettaglioPagamento"))
    days = [cells.day(part, "DataScadenzaPagamento") for part in parts if part.first("DataScadenzaPagamento")]
    payments = [cells.figure(part, "ImportoPagamento") for part in parts]
    seller = header.first("CedentePrestatore", "DatiAnagrafici") or header
    return InvoiceDocument(
        kind="fatturapa",
        number=general.said("Numero"),
        day=cells.day(general, "Data"),
        currency=general.said("Divisa").upper() or CURRENCY,
        lines=_lines(body, general),
        groups=groups,
        taxed=tuple(TaxedAmount(Decimal(one.rate), one.taxable, one.tax) for one in groups if one.rate.partition(" ")[0] != "0"),
        charges=[_fund(cells, node) for node in general.all("DatiCassaPrevidenziale")],
        credit=general.said("TipoDocumento").upper() in CREDIT_NOTES,
        due=max(days, default=None),
        seller=seller.said("Anagrafica", "Denominazione")
        or " ".join((seller.said("Anagrafica", "Nome"), seller.said("Anagrafica", "Cognome"))),
        seller_id=(seller.said("IdFiscaleIVA", "IdPaese") + seller.said("IdFiscaleIVA", "IdCodice")).upper(),
        # Who has only a tax code has no VAT id.
        buyer_country=(
            header.said("CessionarioCommittente", "DatiAnagrafici", "IdFiscaleIVA", "IdPaese")
            or header.said("CessionarioCommittente", "Sede", "Nazione")
        ).upper(),
        gross=cells.optional(general, "ImportoTotaleDocumento"),
        options=tuple(_options(cells, general, body)),
        steps=_steps(cells, general),
        to_pay=sum(payments, Decimal(0)) if payments else None,
        corrects=corrected(body.all("DatiGenerali", "DatiFattureCollegate"), "IdDocumento", "Data"),
        where=cells.name,
    )


def _lines(body: Node, general: Node) -> list[DocumentLine]:
    """Return the lines with their orders: first those for the line, then those for the document, last ids in free text."""
    named: dict[int, list[tuple[str, str]]] = {}
    for block in (node for kind in ORDERS for node in body.all("DatiGenerali", kind)):
        for row in [_count(found.text) or 0 for found in block.all("RiferimentoNumeroLinea")] or [0]:
            named.setdefault(row, []).append((block.said("IdDocumento"), block.said("NumItem")))
    words = [word for text in general.all("Causale") for word in WORD.findall(text.text)]
    made = []
    for line in (record for part in body.all("DatiBeniServizi") for record in part.records):
        own = [*named.get(line.row, []), *named.get(0, [])]
        ids = dict.fromkeys((*(order_id for order_id, _ in own if order_id), *line.references, *words))
        item = next((_count(number) for _, number in own if number), None)
        made.append(replace(line, references=tuple(ids), stated=bool(own), order_line=item))
    return made


def _group(cells: Cells, node: Node) -> TaxGroup:
    rounding = cells.figure(node, "Arrotondamento", otherwise=Decimal(0))
    return TaxGroup(_rate(cells, node), cells.figure(node, "ImponibileImporto"), cells.figure(node, "Imposta"), rounding)


def _fund(cells: Cells, node: Node) -> Charge:
    return Charge(f"cassa {node.said('TipoCassa')}".strip(), cells.figure(node, "ImportoContributoCassa"), _rate(cells, node))


def _steps(cells: Cells, node: Node) -> list[DiscountStep]:
    found = node.all("ScontoMaggiorazione")
    return [DiscountStep(step.said("Tipo"), cells.optional(step, "Percentuale"), cells.optional(step, "Importo")) for step in found]


def _options(cells: Cells, general: Node, body: Node) -> Iterator[Decimal]:
    """Amounts that issuers count in the total or leave out: stamp duty, roundings, pension funds, what is withheld, split payment."""
    yield cells.figure(general, "DatiBollo", "ImportoBollo", otherwise=Decimal(0))
    yield cells.figure(general, "Arrotondamento", otherwise=Decimal(0))
    yield -sum((cells.figure(node, "ImportoContributoCassa") for node in general.all("DatiCassaPrevidenziale")), Decimal(0))
    yield -sum((cells.figure(node, "ImportoRitenuta") for node in general.all("DatiRitenuta")), Decimal(0))
    groups = list(body.all("DatiBeniServizi", "DatiRiepilogo"))
    yield -sum((cells.figure(node, "Arrotondamento", otherwise=Decimal(0)) for node in groups), Decimal(0))
    yield -sum((cells.figure(node, "Imposta") for node in groups if node.said("EsigibilitaIVA") == "S"), Decimal(0))


def _rate(cells: Cells, node: Node) -> str:
    """Return the tax group of an element: its rate, or the code of its exemption."""
    rate = cells.figure(node, "AliquotaIVA")
    return f"{rate.normalize():f}" if rate else f"0 {node.said('Natura')}".strip()


def _count(text: str) -> int | None:
    return int(text) if COUNT.fullmatch(text) else None
