"""Electronic invoices for tests: FatturaPA written by a38, UBL by a template; both signed and packed in several ways."""

import datetime
from base64 import b64encode
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import a38
from a38.fattura import (
    Anagrafica,
    CedentePrestatore,
    CessionarioCommittente,
    DatiAnagraficiCedentePrestatore,
    DatiAnagraficiCessionarioCommittente,
    FatturaElettronicaBody,
    FatturaPrivati12,
    IdFiscaleIVA,
    IdTrasmittente,
    Sede,
)
from a38.validation import Validation
from asn1crypto import cms

assert a38
SELLER, BUYER = "01234567890", "09876543217"
DAY = datetime.date(2026, 11, 20)
UBL = "urn:oasis:names:specification:ubl:schema:xsd"


def cents(amount):
    return Decimal(amount).quantize(Decimal("0.01"))


def line(code, quantity, price, total=None, *, order=None, **changes):
    """Return a line as keywords of a38; the total is that of price and quantity. `order`: the order that the document names for it."""
    total = cents(Decimal(price) * Decimal(quantity)) if total is None else Decimal(total)
    codes = (
        [] if code is None else [{"codice_tipo": "FORNITORE", "codice_valore": one} for one in ([code] if isinstance(code, str) else code)]
    )
    made = {
        "descrizione": "Software",
        "quantita": quantity,
        "unita_misura": "pz",
        "prezzo_unitario": price,
        "prezzo_totale": total,
        "aliquota_iva": "22.00",
    }
    return made | {"codice_articolo": codes, "order": order} | changes


def fattura(*bodies, seller=SELLER):
    """Return the XML of a FatturaPA with these bodies, each a dict of `body`; what a38 finds wrong with it is an error."""
    made = FatturaPrivati12()
    header = made.fattura_elettronica_header
    header.dati_trasmissione.id_trasmittente = IdTrasmittente("IT", seller)
    header.dati_trasmissione.codice_destinatario = "ABCDEFG"
    place = {"indirizzo": "Via Roma", "cap": "20100", "comune": "Milano", "provincia": "MI", "nazione": "IT"}
    header.cedente_prestatore = CedentePrestatore(
        DatiAnagraficiCedentePrestatore(
            IdFiscaleIVA("IT", seller), anagrafica=Anagrafica(denominazione="Distributor"), regime_fiscale="RF01"
        ),
        Sede(**place),
    )
    header.cessionario_committente = CessionarioCommittente(
        DatiAnagraficiCessionarioCommittente(IdFiscaleIVA("IT", BUYER), anagrafica=Anagrafica(denominazione="Contoso S.r.l.")),
        Sede(**place),
    )
    for place, one in enumerate(bodies):
        while len(made.fattura_elettronica_body) <= place:
            made.fattura_elettronica_body.append(FatturaElettronicaBody())
        _fill(made.fattura_elettronica_body[place], **one)
    found = Validation()
    made.validate(found)
    assert not found.errors, [str(error) for error in found.errors]
    out = BytesIO()
    made.build_etree().write(out, encoding="utf-8", xml_declaration=True)
    return out.getvalue()


def body(lines, number="42", kind="TD01", **more):
    return {"lines": lines, "number": number, "kind": kind, **more}


def _fill(made, lines, number, kind, day=DAY, groups=None, gross=True, due=None, corrects=(), **general):
    document = made.dati_generali.dati_generali_documento
    for name, value in {"tipo_documento": kind, "divisa": "EUR", "data": day, "numero": number, **general}.items():
        setattr(document, name, value)
    orders = {}
    for row, one in enumerate(lines, 1):
        one = dict(one)
        if order := one.pop("order", None):
            orders.setdefault(order, []).append(row)
        made.dati_beni_servizi.add_dettaglio_linee(**one)
    for order, rows in orders.items():
        held = {"id_documento": order} if len(rows) == len(lines) else {"riferimento_numero_linea": rows, "id_documento": order}
        made.dati_generali.dati_ordine_acquisto.append(held)
    for one in corrects:
        made.dati_generali.dati_fatture_collegate.append(
            {"id_documento": one} if isinstance(one, str) else {"id_documento": one[0], "data": one[1]}
        )
    if groups is None:
        made.dati_beni_servizi.build_dati_riepilogo()
    else:
        for one in groups:
            made.dati_beni_servizi.dati_riepilogo.append(one)
    if gross is True:
        made.build_importo_totale_documento()
    elif gross is not None:
        document.importo_totale_documento = gross
    if due:
        total = document.importo_totale_documento
        part = {"modalita_pagamento": "MP05", "data_scadenza_pagamento": due, "importo_pagamento": total}
        made.dati_pagamento.append({"condizioni_pagamento": "TP02", "dettaglio_pagamento": [part]})


def signed(content):
    """Return the document as CMS in DER; the signature itself is left out, which nobody who reads the content looks at."""
    held = {"content_type": "data", "content": content}
    data = cms.SignedData({"version": "v1", "digest_algorithms": [], "encap_content_info": held, "signer_infos": []})
    return cms.ContentInfo({"content_type": "signed_data", "content": data}).dump()


def streamed(content, block=1000):
    """Return the same in BER of indefinite length, in blocks, as signing of a stream writes it."""
    parts = [content[start : start + block] for start in range(0, len(content), block)]
    octets = b"\x24\x80" + b"".join(b"\x04" + _length(part) + part for part in parts) + b"\0\0"
    inner = b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01\xa0\x80" + octets + b"\0\0\0\0"
    data = b"\x30\x80\x02\x01\x01\x31\x00" + inner + b"\x31\x00\0\0"
    return b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x80" + data + b"\0\0\0\0"


def _length(part):
    return bytes([0x82]) + len(part).to_bytes(2, "big")


def armoured(content):
    """Return the same in base64 with lines of 64 signs, between the marks of PEM."""
    text = b64encode(content)
    lines = [text[start : start + 64] for start in range(0, len(text), 64)]
    return b"\n".join([b"-----BEGIN PKCS7-----", *lines, b"-----END PKCS7-----", b""])


def packed(**members):
    """Return an archive of the documents, `__` in a name being a folder, with what a file manager leaves in it."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("__MACOSX/._a.xml", b"junk")
        for name, content in members.items():
            archive.writestr(name.replace("__", "/") + (".p7m" if content[:1] == b"\x30" else ".xml"), content)
    return out.getvalue()


def ubl(lines, number="INV-42", *, order=None, root="Invoice", steps=(), tax="22", currency="EUR", prefixed=True, totals=None, due=None):
    """Return a UBL 2.1 document; `lines`: (code, quantity, price, keywords). `prefixed`: with the usual prefixes, else with others."""
    cac, cbc = ("cac:", "cbc:") if prefixed else ("a:", "")
    kind = "Credited" if root == "CreditNote" else "Invoiced"
    made, net = [], Decimal(0)
    for row, (code, quantity, price, more) in enumerate(lines, 1):
        amount = Decimal(more.get("amount", cents(Decimal(price) * Decimal(quantity) / Decimal(more.get("base", 1)))))
        allowances = [(Decimal(value) > 0, abs(Decimal(value))) for value in more.get("steps", ())]
        if "amount" not in more:
            amount += sum((value if charge else -value for charge, value in allowances), Decimal(0))
        net += amount
        reference = (
            f"<{cac}OrderLineReference><{cbc}LineID>{more['order_line']}</{cbc}LineID></{cac}OrderLineReference>"
            if "order_line" in more
            else ""
        )
        item = f"<{cac}SellersItemIdentification><{cbc}ID>{escape(code)}</{cbc}ID></{cac}SellersItemIdentification>" if code else ""
        base = f'<{cbc}BaseQuantity unitCode="C62">{more["base"]}</{cbc}BaseQuantity>' if "base" in more else ""
        made.append(
            f'<{cac}{root}Line><{cbc}ID>{row}</{cbc}ID><{cbc}{kind}Quantity unitCode="C62">{quantity}</{cbc}{kind}Quantity>'
            f'<{cbc}LineExtensionAmount currencyID="{currency}">{amount}</{cbc}LineExtensionAmount>{reference}'
            + "".join(_step(cac, cbc, currency, charge, value) for charge, value in allowances)
            + f"<{cac}Item><{cbc}Name>Software</{cbc}Name>{item}{_category(cac, cbc, tax, 'Classified')}</{cac}Item>"
            f'<{cac}Price><{cbc}PriceAmount currencyID="{currency}">{price}</{cbc}PriceAmount>{base}</{cac}Price></{cac}{root}Line>'
        )
    whole = [(Decimal(value) > 0, abs(Decimal(value))) for value in steps]
    taxable = net + sum((value if charge else -value for charge, value in whole), Decimal(0))
    vat = cents(taxable * Decimal(tax) / 100)
    said = {"LineExtensionAmount": net, "TaxExclusiveAmount": taxable, "TaxInclusiveAmount": taxable + vat, "PayableAmount": taxable + vat}
    said |= totals or {}
    party = lambda name, vat_id: (  # noqa: E731
        f"<{cac}{name}><{cac}Party><{cac}PartyName><{cbc}Name>{name}</{cbc}Name></{cac}PartyName><{cac}PostalAddress><{cac}Country>"
        f"<{cbc}IdentificationCode>IT</{cbc}IdentificationCode></{cac}Country></{cac}PostalAddress><{cac}PartyTaxScheme>"
        f"<{cbc}CompanyID>IT{vat_id}</{cbc}CompanyID><{cac}TaxScheme><{cbc}ID>VAT</{cbc}ID></{cac}TaxScheme></{cac}PartyTaxScheme>"
        f"<{cac}PartyLegalEntity><{cbc}RegistrationName>{name}</{cbc}RegistrationName></{cac}PartyLegalEntity></{cac}Party></{cac}{name}>"
    )
    spaces = f'xmlns:{cac[:-1]}="{UBL}:CommonAggregateComponents-2" ' + (
        f'xmlns:cbc="{UBL}:CommonBasicComponents-2" xmlns="{UBL}:{root}-2"'
        if prefixed
        else f'xmlns="{UBL}:CommonBasicComponents-2" xmlns:d="{UBL}:{root}-2"'
    )
    outer = root if prefixed else f"d:{root}"
    code = "CreditNoteTypeCode>381" if root == "CreditNote" else "InvoiceTypeCode>380"
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><{outer} {spaces}><{cbc}CustomizationID>urn:cen.eu:en16931:2017#compliant#'
        f"urn:fdc:peppol.eu:2017:poacc:billing:3.0</{cbc}CustomizationID><{cbc}ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
        f"</{cbc}ProfileID><{cbc}ID>{number}</{cbc}ID><{cbc}IssueDate>{DAY}</{cbc}IssueDate>"
        + (f"<{cbc}DueDate>{due}</{cbc}DueDate>" if due and root == "Invoice" else "")
        + f"<{cbc}{code}</{cbc}{code.partition('>')[0]}><{cbc}DocumentCurrencyCode>{currency}</{cbc}DocumentCurrencyCode>"
        + (f"<{cac}OrderReference><{cbc}ID>{order}</{cbc}ID></{cac}OrderReference>" if order else "")
        + party("AccountingSupplierParty", SELLER) + party("AccountingCustomerParty", BUYER)
        + "".join(_step(cac, cbc, currency, charge, value, _category(cac, cbc, tax)) for charge, value in whole)
        + f'<{cac}TaxTotal><{cbc}TaxAmount currencyID="{currency}">{vat}</{cbc}TaxAmount><{cac}TaxSubtotal><{cbc}TaxableAmount currencyID='
        f'"{currency}">{taxable}</{cbc}TaxableAmount><{cbc}TaxAmount currencyID="{currency}">{vat}</{cbc}TaxAmount>'
        f'{_category(cac, cbc, tax)}</{cac}TaxSubtotal></{cac}TaxTotal><{cac}TaxTotal><{cbc}TaxAmount currencyID="SEK">9</{cbc}TaxAmount>'
        f"</{cac}TaxTotal><{cac}LegalMonetaryTotal>"
        + "".join(f'<{cbc}{name} currencyID="{currency}">{amount}</{cbc}{name}>' for name, amount in said.items())
        + f"</{cac}LegalMonetaryTotal>{''.join(made)}</{outer}>"
    )  # fmt: skip
    return text.encode()


def _step(cac, cbc, currency, charge, value, category=""):
    return (
        f"<{cac}AllowanceCharge><{cbc}ChargeIndicator>{str(charge).lower()}</{cbc}ChargeIndicator><{cbc}AllowanceChargeReason>Freight"
        f'</{cbc}AllowanceChargeReason><{cbc}Amount currencyID="{currency}">{value}</{cbc}Amount>{category}</{cac}AllowanceCharge>'
    )


def _category(cac, cbc, tax, name=""):
    return (
        f"<{cac}{name}TaxCategory><{cbc}ID>S</{cbc}ID><{cbc}Percent>{tax}</{cbc}Percent><{cac}TaxScheme><{cbc}ID>VAT</{cbc}ID>"
        f"</{cac}TaxScheme></{cac}{name}TaxCategory>"
    )
