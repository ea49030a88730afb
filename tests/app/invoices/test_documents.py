"""FatturaPA and UBL: every line finds its order of any program, and no document that does not add up, or is made to harm, is read."""

import json
import re
from base64 import b64encode
from datetime import date
from decimal import Decimal

import pytest
from electronic_invoices import SELLER, armoured, body, fattura, line, packed, signed, streamed, ubl
from invoice_files import amounts, problem_codes

from licensectl.app.invoices import reader_documents, reader_signed
from licensectl.domain.invoices.model import CorrectedInvoice, InvoiceHead, TaxedAmount
from licensectl.domain.invoices.taxes import tax_remarks

SKU, BOX = "DG7GMGF0PWHT:0002", "021-10554"
HEADER = "order_ref,line,program,product_id,sku_id,part_number,quantity,unit_price,currency,placed,alternate_id"
ROWS = [
    f"PO-1,1,csp,{SKU[:12]},0002,,25,43.43,EUR,2026-11-16,",
    f"PO-1,2,csp,{SKU[:12]},0003,,10,18.75,EUR,2026-11-16,",
    f"PO-2,1,box,,,{BOX},3,210.50,EUR,2026-11-17,",
    "PO-3,1,open,,,6VC-01251,5,88.123456,EUR,2026-11-17,",
    "PO-9,1,box,,,T5D-03200,1,99.00,EUR,2026-11-18,",
]


@pytest.fixture
def orders(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text("\n".join([HEADER, *ROWS]) + "\n")
    return path


@pytest.fixture
def ask(cli, tmp_path, orders):
    """Run `invoice reconcile` on a file with this content; return its JSON."""

    def asked(content, name="invoice.xml", code=None, *options):
        path = tmp_path / name
        path.write_bytes(content)
        ran = cli("invoice", "reconcile", str(path), "--orders", str(orders), "-f", "json", *options)
        assert code in (None, ran.code), (ran.code, ran.out, ran.err)
        return json.loads(ran.out or ran.err)

    return asked


def causes(record):
    return [one["cause"] for one in record["lines"]]


WHOLE = [
    line(SKU, 25, "43.43", order="PO-1"),
    line(SKU[:-1] + "3", 10, "18.75", order="PO-1"),
    line([BOX, "8051234567890"], 3, "210.50", order="PO-2"),
    line("6VC-01251", 5, "88.123456", order="PO-3"),
]


def everything(order="PO-1", **more):
    """Return the first order as UBL."""
    return ubl([(SKU, "25", "43.43", {}), (SKU[:-1] + "3", "10", "18.75", {})], order=order, **more)


def test_an_amount_of_another_currency_than_its_document_is_refused(ask):
    """BR-CO of EN 16931: all amounts but the tax in the currency of accounting are in the currency of the invoice."""
    made = everything().replace(b'LineExtensionAmount currencyID="EUR">187.50', b'LineExtensionAmount currencyID="CHF">187.50')
    record = ask(made, code=1)
    assert problem_codes(record) == ["LC-INVOICE-ELEMENT"] and "'187.50 CHF'" in record["problems"][0]["message"]


def test_an_envelope_may_hold_several_documents(ask):
    bill = ubl([(BOX, "3", "210.50", {})], order="PO-2")
    more = ubl([(BOX, "3", "210.50", {})], "C1", order="PO-2", root="CreditNote")
    inner = b"".join(one.partition(b"?>")[2] for one in (bill, more))
    record = ask(b"<Envelope>" + inner + b"</Envelope>")
    assert [one["invoice"] for one in record["invoices"]] == ["INV-42", "C1"] and amounts(record)["invoiced"] == 0


FILES = {
    "plain": lambda: fattura(body(WHOLE)),
    "with a mark and blanks": lambda: b"\xef\xbb\xbf \r\n" + fattura(body(WHOLE)),
    "UTF-16": lambda: fattura(body(WHOLE)).decode().replace("encoding='utf-8'", "encoding='utf-16'").encode("utf-16"),
    "another prefix": lambda: fattura(body(WHOLE)).replace(b"ns0:", b"p:").replace(b"xmlns:ns0", b"xmlns:p"),
    "no namespace": lambda: fattura(body(WHOLE)).replace(b"ns0:", b"").replace(b"xmlns:ns0", b"xmlns:other"),
    "signed": lambda: signed(fattura(body(WHOLE))),
    "signed twice": lambda: signed(signed(fattura(body(WHOLE)))),
    "signed as a stream": lambda: streamed(fattura(body(WHOLE))),
    "signed in base64": lambda: b64encode(signed(fattura(body(WHOLE)))),
    "signed in base64 with blanks before it": lambda: b"\xef\xbb\xbf\r\n" + b64encode(signed(fattura(body(WHOLE)))) + b"\n",
    "Windows-1252": lambda: (
        fattura(body(WHOLE, causale=["Società"])).decode().replace("encoding='utf-8'", "encoding='windows-1252'").encode("cp1252")
    ),
    "signed within the document": lambda: fattura(body(WHOLE)).replace(
        b"</ns0:FatturaElettronica>",
        b"<ds:Signature xmlns:ds='x'><ds:Object>" + b"QUJD" * 9 + b"</ds:Object></ds:Signature></ns0:FatturaElettronica>",
    ),
    "signed in PEM": lambda: armoured(signed(fattura(body(WHOLE)))),
    "archive": lambda: packed(a=fattura(body(WHOLE)), a_MT_001=b"<FileMetadati><Nome>a.xml</Nome></FileMetadati>"),
    "archive of signed": lambda: packed(folder__a=signed(fattura(body(WHOLE)))),
    "both signed and plain": lambda: packed(a=fattura(body(WHOLE)), b=signed(fattura(body(WHOLE)))),
    "several bodies": lambda: fattura(body(WHOLE[:1]), body(WHOLE[1:], number="43")),
    "several sellers with a number": lambda: packed(a=fattura(body(WHOLE[:2])), b=fattura(body(WHOLE[2:]), seller="11111111115")),
}


@pytest.mark.parametrize("kind", FILES)
def test_what_was_ordered_matches_in_every_wrapping(ask, kind):
    record = ask(FILES[kind](), "invoice.bin", 0)
    assert causes(record) == ["matched"] * 4 and {one["matched_by"] for one in record["lines"]} == {"order_id"}
    assert amounts(record) == {"invoiced": 2345.37, "expected": 2345.37, "not_checked": 0, "difference": 0}
    assert record["invoice_total"]["amount"] == "2345.37" and record["orders_out_of_period"] == 1
    assert len({one["invoice"] for one in record["lines"]}) == len(record["invoices"])


def test_ubl_in_an_envelope_matches(ask):
    content = everything().partition(b"?>")[2]
    wrapped = b"<StandardBusinessDocument xmlns='x'><StandardBusinessDocumentHeader/>" + content + b"</StandardBusinessDocument>"
    assert causes(ask(wrapped, "a.xml", 0)) == ["matched"] * 2


@pytest.mark.parametrize("options", [{}, {"prefixed": False}, {"order": "NA"}])
def test_ubl_matches(ask, options):
    record = ask(everything(**options), "a.xml", 0)
    by = "order_id" if options.get("order") != "NA" else "product"
    assert causes(record) == ["matched"] * 2 and {one["matched_by"] for one in record["lines"]} == {by}
    assert amounts(record)["invoiced"] == 1273.25


# What is billed instead of 25 × 43.43 = 1,085.75 → cause and difference.
BILLED = {
    "another price": (line(SKU, 25, "43.93", order="PO-1"), "price", "12.50"),
    "a price that differs by less than a cent": (line(SKU, 25, "43.434", order="PO-1"), "price", "0.10"),
    "a discount that was agreed": (
        line(SKU, 25, "86.86", "1085.75", order="PO-1", sconto_maggiorazione=[{"tipo": "SC", "percentuale": "50"}]), "matched", "0.00",
    ),
    "discounts one after the other": (
        line(SKU, 25, "50", "1068.75", order="PO-1",
             sconto_maggiorazione=[{"tipo": "SC", "percentuale": "10"}, {"tipo": "SC", "percentuale": "5"}]), "price", "-17.00",
    ),
    "a surcharge per unit": (
        line(SKU, 25, "43", "1085.75", order="PO-1", sconto_maggiorazione=[{"tipo": "MG", "importo": "0.43"}]), "matched", "0.00",
    ),
    "eight decimals": (line(SKU, 25, "43.43000001", order="PO-1"), "matched", "0.00"),
    "a cent of rounding": (line(SKU, 25, "43.43", "1085.76", order="PO-1"), "rounding", "0.01"),
    "an amount that is not price by quantity": (line(SKU, 25, "43.43", "1100.00", order="PO-1"), "arithmetic", "14.25"),
    "one more": (line(SKU, 26, "43.43", order="PO-1"), "quantity", "43.43"),
    "a code that nobody ordered": (line("ABC-99999", 1, "43.43", order="PO-1"), "not_ordered", "43.43"),
    "a code in another spelling": (line("dg7gmgf0pwht-2", 25, "43.43", order="po-1"), "matched", "0.00"),
    "the seller's own code first": (line(["900001", SKU], 25, "43.43", order="PO-1"), "matched", "0.00"),
    "no order": (line(SKU, 25, "43.43"), "matched", "0.00"),
    "an order of another system": (line(SKU, 25, "43.43", order="4500001234"), "matched", "0.00"),
}  # fmt: skip


@pytest.mark.parametrize("case", BILLED)
def test_the_cause_of_a_line(ask, case):
    billed, cause, difference = BILLED[case]
    record = ask(fattura(body([billed])))
    found = record["lines"][0]
    assert (found["cause"], found["difference"]["amount"]) == (cause, difference)
    sums = amounts(record)
    assert round(sums["invoiced"] - sums["expected"] - sums["not_checked"] - sums["difference"], 2) == 0


def test_the_order_may_be_told_by_its_line_number_or_in_free_text(ask):
    numbered = fattura(body([line(None, 10, "18.75", order="PO-1")])).replace(
        b"<IdDocumento>PO-1</IdDocumento>", b"<IdDocumento>PO-1</IdDocumento><NumItem>2</NumItem>"
    )
    assert ask(numbered)["lines"][0]["cause"] == "matched"
    said = ask(fattura(body([line(BOX, 3, "210.50")], causale=["Rif. Vs. ordine PO-2 del 17/11"])))
    assert said["lines"][0]["matched_by"] is not None and said["lines"][0]["cause"] == "matched"
    assert ask(ubl([("", "10", "18.75", {"order_line": 2})], order="PO-1"))["lines"][0]["cause"] == "matched"


def test_what_an_order_still_lacks_is_told_and_other_orders_are_not(ask):
    record = ask(fattura(body([line(SKU, 20, "43.43", order="PO-1")])), "a.xml", 3)
    assert causes(record) == ["quantity", "not_invoiced"] and record["orders_out_of_period"] == 3
    whole = ask(fattura(body(WHOLE)), "a.xml", 3, "--month", "2026-11")
    assert causes(whole)[-1] == "not_invoiced" and whole["lines"][-1]["order_ids"] == ["PO-9"]


def test_two_lines_of_an_order_are_summed_and_a_third_is_a_duplicate(ask):
    parts = [line(SKU, 10, "43.43", order="PO-1"), line(SKU, 15, "43.43", order="PO-1")]
    assert causes(ask(fattura(body(parts))))[:2] == ["matched", "matched"]
    assert causes(ask(fattura(body([line(SKU, 10, "43.43"), line(SKU, 15, "43.43")]))))[:2] == ["matched", "matched"]
    assert causes(ask(fattura(body([*parts, parts[0]]))))[:3] == ["matched", "matched", "duplicate"]


def test_a_credit_note_gives_back_what_was_billed(ask):
    bill, note = body([WHOLE[2]]), body([WHOLE[2]], number="NC1", kind="TD04", corrects=["42"])
    record = ask(packed(a=fattura(bill), b=fattura(note)), "a.zip", 0)
    assert causes(record) == ["matched", "returned"] and amounts(record)["invoiced"] == 0
    short = body([line(BOX, 3, "200.00", order="PO-2")], number="NC1", kind="TD04")
    found = ask(packed(a=fattura(bill), b=fattura(short)), "a.zip", 3)["lines"][1]
    assert (found["cause"], found["difference"]["amount"]) == ("price", "31.50")
    over = ask(
        packed(a=ubl([(BOX, "3", "210.50", {})], order="PO-2"), b=ubl([(BOX, "3", "220.50", {})], "C1", order="PO-2", root="CreditNote"))
    )
    assert causes(over) == ["matched", "over_credited"] and over["lines"][1]["invoiced"]["amount"] == "-661.50"


def test_charges_that_nobody_orders_are_apart_and_all_adds_up(ask):
    shipping = {"descrizione": "Trasporto", "prezzo_unitario": "5.90671987", "prezzo_totale": "5.90671987", "aliquota_iva": "22.00"}
    lines = [
        WHOLE[0],
        shipping | {"tipo_cessione_prestazione": "AC"},
        {"descrizione": "DDT 12", "prezzo_unitario": "0", "prezzo_totale": "0", "aliquota_iva": "22.00"},
    ]
    fund = {
        "tipo_cassa": "TC22",
        "al_cassa": "4.00",
        "importo_contributo_cassa": "1.00",
        "imponibile_cassa": "25.00",
        "aliquota_iva": "22.00",
    }
    group = {"aliquota_iva": "22.00", "imponibile_importo": "1092.66", "imposta": "240.39"}
    stamp = {"bollo_virtuale": "SI", "importo_bollo": "2.00"}
    for total, more in (("1333.05", {}), ("1335.05", {"dati_bollo": stamp}), ("1333.05", {"dati_bollo": stamp})):
        record = ask(fattura(body(lines, groups=[group], gross=total, dati_cassa_previdenziale=[fund], **more)))
        assert causes(record)[0] == "matched" and len([one for one in record["lines"] if one["row"]]) == 1
        assert (record["charges"]["amount"]["amount"], record["invoice_total"]["amount"]) == ("6.91", "1092.66")
    extra = ask(ubl([(SKU, "25", "43.43", {})], order="PO-1", steps=("12.00", "-2.00")))
    assert (extra["charges"]["amount"]["amount"], extra["invoice_total"]["amount"]) == ("10.00", "1095.75")


def test_only_what_the_document_marks_is_a_charge(ask):
    plain = {"descrizione": "Spese di trasporto", "prezzo_unitario": "10.00", "prezzo_totale": "10.00", "aliquota_iva": "22.00"}
    for kind, causes_found, charged in (
        (None, ["matched", "not_ordered"], "0"),
        ("AC", ["matched"], "10.00"),
        ("SC", ["matched"], "10.00"),
    ):
        marked = plain | ({"tipo_cessione_prestazione": kind} if kind else {})
        record = ask(fattura(body([WHOLE[0], marked])))
        assert [one["cause"] for one in record["lines"] if one["invoiced"]][: len(causes_found)] == causes_found
        assert Decimal(record["charges"]["amount"]["amount"]) == Decimal(charged)


CREDIT = fattura(body([line(BOX, 1, "210.50", order="PO-2")], number="C1", kind="TD04"))
TOTALS = {
    "FatturaPA": (lambda: fattura(body([WHOLE[0]])), "1085.75", "1324.62"),
    "FatturaPA without a stated total": (lambda: fattura(body([WHOLE[0]], gross=None)), "1085.75", "1324.62"),
    "UBL": (everything, "1273.25", "1553.37"),
    "UBL without tax": (lambda: everything(tax="0"), "1273.25", "1273.25"),
    "an invoice and a credit note": (lambda: packed(a=fattura(body([WHOLE[0]])), b=CREDIT), "875.25", "1067.81"),
}


@pytest.mark.parametrize("case", TOTALS)
def test_the_total_is_compared_with_and_without_the_tax_of_the_document(ask, case):
    made, net, gross = TOTALS[case]
    content = made()
    name = "invoice.zip" if content[:2] == b"PK" else "invoice.xml"
    for total in (net, gross):
        assert "LC-INVOICE-TOTAL" not in problem_codes(ask(content, name, None, "--total", total))
    [said] = [one for one in ask(content, name, 3, "--total", "999.99")["problems"] if one["code"] == "LC-INVOICE-TOTAL"]
    assert f"{net} without tax and {gross} with tax" in said["message"]


GROUP = {"aliquota_iva": "22.00", "imponibile_importo": "1085.75", "imposta": "238.87"}
ROUNDED = {
    "rounding is part of the taxable amount": ("1085.80", "0.05", "1324.68"),
    "rounding is beside it": ("1085.75", "0.38", "1325.00"),
    "rounding is of the whole": ("1085.75", None, "1325.00"),
}


@pytest.mark.parametrize("case", ROUNDED)
def test_rounding_of_the_document_is_no_difference(ask, case):
    taxable, rounding, gross = ROUNDED[case]
    group = GROUP | {"imponibile_importo": taxable, "imposta": "238.88" if taxable == "1085.80" else "238.87"}
    group |= {"arrotondamento": rounding} if rounding else {}
    whole = {} if rounding else {"arrotondamento": "0.38"}
    record = ask(fattura(body([WHOLE[0]], groups=[group], gross=gross, **whole)))
    assert record["lines"][0]["cause"] == "matched" and record["invoice_total"]["amount"] == taxable


def test_lines_of_many_decimals_are_rounded_one_by_one_or_together(ask):
    parts = [line("6VC-01251", 1, "0.33333333", "0.33333333", order="PO-3") for _ in range(3)]
    for taxable in ("1.00", "0.99"):
        group = GROUP | {"imponibile_importo": taxable, "imposta": "0.22"}
        record = ask(fattura(body(parts, groups=[group], gross=None)))
        assert record["invoice_total"]["amount"] == taxable
    assert (
        ask(fattura(body(parts, groups=[GROUP | {"imponibile_importo": "1.02"}], gross=None)))["problems"][0]["code"]
        == "LC-INVOICE-LINES-SUM"
    )


def without_lines(content):
    return content.replace(b"DettaglioLinee", b"Altro")


ONE = body([WHOLE[0]])
BOMB = (
    b"<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(b"<!ENTITY %c '&%c;&%c;&%c;'>" % (n + 1, n, n, n) for n in range(97, 117)) + b"]>"
)


def declared(dtd):
    start, rest = fattura(ONE).split(b"?>", 1)
    return start + b"?>" + dtd + rest.replace(b"Software", b"&u;" if b"&" not in dtd else b"&a;")


REFUSED = {
    "a line was changed": (lambda: fattura(ONE).replace(b"<PrezzoTotale>1085.75", b"<PrezzoTotale>1085.74"), "LC-INVOICE-LINES-SUM"),
    "a line was left out": (lambda: fattura(body(WHOLE[:2], groups=[GROUP], gross=None)), "LC-INVOICE-LINES-SUM"),
    "no lines": (lambda: without_lines(fattura(ONE)), "LC-INVOICE-LINES-SUM"),
    "another rate": (lambda: fattura(body([WHOLE[0]], groups=[GROUP | {"aliquota_iva": "10.00"}], gross=None)), "LC-INVOICE-LINES-SUM"),
    "another total": (lambda: fattura(body([WHOLE[0]], gross="1324.72")), "LC-INVOICE-GROSS"),
    "another sum of lines in UBL": (lambda: everything(totals={"LineExtensionAmount": "1273.24"}), "LC-INVOICE-LINES-SUM"),
    "another net sum in UBL": (lambda: everything(totals={"TaxExclusiveAmount": "1273.24"}), "LC-INVOICE-LINES-SUM"),
    "another total in UBL": (lambda: everything(totals={"TaxInclusiveAmount": "1553.30"}), "LC-INVOICE-GROSS"),
    "a figure that is none": (lambda: fattura(ONE).replace(b"<PrezzoUnitario>43.43", b"<PrezzoUnitario>43,43"), "LC-INVOICE-ELEMENT"),
    "a day that is none": (lambda: fattura(ONE).replace(b"<Data>2026-11-20", b"<Data>2026-11-31"), "LC-INVOICE-ELEMENT"),
    "no number": (lambda: everything(number=""), "LC-INVOICE-NO-NUMBER"),
    "nested entities": (lambda: declared(BOMB), "LC-INVOICE-XML"),
    "one large entity": (lambda: declared(b"<!DOCTYPE a [<!ENTITY u '" + b"x" * 100_000 + b"'>]>"), "LC-INVOICE-XML"),
    "an outside entity": (lambda: declared(b"<!DOCTYPE a [<!ENTITY u SYSTEM 'file:///etc/passwd'>]>"), "LC-INVOICE-XML"),
    "an outside document type": (lambda: declared(b"<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'>"), "LC-INVOICE-XML"),
    "a signed bomb": (lambda: signed(declared(BOMB)), "LC-INVOICE-XML"),
    "deep nesting": (lambda: b"<a>" * 100_000, "LC-INVOICE-XML"),
    "countless elements": (lambda: b"<a>" + b"<b/>" * 300_000 + b"</a>", "LC-INVOICE-XML"),
    "a long text": (lambda: b"<a>" + b"x" * 300_000 + b"</a>", "LC-INVOICE-XML"),
    "cut off": (lambda: fattura(ONE)[:-200], "LC-INVOICE-XML"),
    "other XML": (lambda: b"<rss><channel/></rss>", "LC-INVOICE-XML-KIND"),
    "a simplified invoice": (lambda: b"<FatturaElettronicaSemplificata/>", "LC-INVOICE-SIMPLIFIED"),
    "only messages": (lambda: packed(a=b"<RicevutaConsegna/>"), "LC-INVOICE-NO-DOCUMENT"),
    "cut off within the signature": (lambda: signed(fattura(ONE))[:500], "LC-INVOICE-SIGNED"),
    "no signature at all": (lambda: b"\x30\x03\x02\x01\x01", "LC-INVOICE-SIGNED"),
    "signed too often": (lambda: signed(signed(signed(signed(signed(signed(fattura(ONE))))))), "LC-INVOICE-SIGNED"),
    "the same number twice": (lambda: packed(a=fattura(ONE), b=fattura(body([WHOLE[1]]))), "LC-INVOICE-SAME-NUMBER"),
    "a credit note below zero": (lambda: fattura(body([line(SKU, 1, "-5", order="PO-1")], kind="TD04")), "LC-INVOICE-NEGATIVE-CREDIT"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_relied_upon_is_refused(ask, case):
    make, code = REFUSED[case]
    assert code in problem_codes(ask(make(), "invoice.bin", 1))


def blocks(content, begin=b"\x24\x80", end=b"\0\0", block=60):
    """Return the document signed as a stream, in blocks of another shape."""
    parts = [content[start : start + block] for start in range(0, len(content), block)]
    octets = begin + b"".join(b"\x04" + bytes([len(part)]) + part for part in parts) + end
    head, tail = streamed(b"").split(b"\x24\x80\0\0")
    return head + octets + tail


SIGNED = {
    "blocks with a length": lambda content: blocks(content),
    "blocks in blocks": lambda content: blocks(content, b"\x24\x80\x24\x80", b"\0\0\0\0"),
    "blocks of a known length": lambda content: blocks(content, b"\x24\x83" + _length_in_blocks(content).to_bytes(3, "big"), b""),
    "algorithms without a length": lambda content: streamed(content).replace(b"\x31\x00", b"\x31\x80\x30\x80\x05\x00\0\0\0\0", 1),
}


def _length_in_blocks(content, block=60):
    return len(content) + 2 * -(-len(content) // block)


@pytest.mark.parametrize("case", SIGNED)
def test_a_signed_stream_of_any_shape(ask, case):
    assert causes(ask(SIGNED[case](fattura(body(WHOLE))), "a.p7m", 0)) == ["matched"] * 4


@pytest.mark.parametrize("content", [b"\x30\x80", b"\x30\x84\xff\xff\xff\xff", b"\x30" * 50, streamed(b"x")[:-15], b"\x30\x80" * 1000])
def test_a_signed_file_that_is_damaged(ask, content):
    assert problem_codes(ask(content, "a.p7m", 1)) == ["LC-INVOICE-SIGNED"]


def test_a_signature_alone(ask):
    assert problem_codes(ask(streamed(b"").replace(b"\xa0\x80\x24\x80\0\0\0\0", b""), "a.p7m", 1)) == ["LC-INVOICE-DETACHED"]


def test_a_signed_stream_is_read_once(ask, monkeypatch):
    """The time does not grow with the square of its length, nor without bounds with the number of its blocks."""
    looked = []
    element = reader_signed._element
    monkeypatch.setattr(reader_signed, "_element", lambda held, at: looked.append(at) or element(held, at))
    content = fattura(body(WHOLE))
    assert reader_signed.unsigned(streamed(content, 300), "a") == content
    assert len(looked) == len({*looked}) == -(-len(content) // 300) + 9
    monkeypatch.setattr(reader_signed, "MOST_ELEMENTS", len(content) // 300 - 1)
    assert problem_codes(ask(streamed(content, 300), "a.p7m", 1)) == ["LC-INVOICE-SIGNED"]


def test_a_document_in_an_archive_is_bounded(ask, monkeypatch):
    content = packed(a=fattura(body(WHOLE)))
    monkeypatch.setattr(reader_documents, "MOST_DOCUMENT", len(fattura(body(WHOLE))) - 1)
    assert problem_codes(ask(content, "a.zip", 1)) == ["LC-SHEET-TOO-LONG"]


def test_all_faults_of_an_archive_are_told_at_once(cli, tmp_path, orders):
    path = tmp_path / "a.zip"
    path.write_bytes(packed(a=fattura(ONE)[:-200], b=fattura(body([WHOLE[0]], gross="1.00")), c=fattura(body([WHOLE[1]], number="43"))))
    ran = cli("invoice", "reconcile", str(path), "--orders", str(orders))
    assert ran.code == 1 and "a.zip:a.xml" in ran.err and "a.zip:b.xml" in ran.err and "c.xml" not in ran.err


def test_an_attachment_of_any_length_is_passed_over(ask):
    attached = b"<Allegati><NomeAttachment>a.pdf</NomeAttachment><Attachment>" + b"QUJD" * 500_000 + b"</Attachment></Allegati>"
    content = fattura(body(WHOLE)).replace(b"</FatturaElettronicaBody>", attached + b"</FatturaElettronicaBody>")
    assert causes(ask(content, "a.xml", 0)) == ["matched"] * 4


def test_a_column_map_is_not_for_documents(cli, tmp_path, orders):
    path, columns = tmp_path / "a.xml", tmp_path / "map.yaml"
    path.write_bytes(fattura(ONE))
    columns.write_text("columns: {sku: Articolo}\n")
    assert cli("invoice", "reconcile", str(path), "--orders", str(orders), "--columns", str(columns)).code == 2


def test_orders_of_the_ledger_of_any_program_are_found(cli, tmp_path):
    record = ("order", "record", "--placed", "2026-11-16", "--currency", "EUR")
    assert cli(*record, "--id", "88877766", "--program", "box", "--quote", "Q-2026-0042", "--line", f"{BOX}=3@210.50").code == 0, BOX
    path = tmp_path / "a.xml"
    path.write_bytes(fattura(body([line(BOX, 3, "210.50", order="Q-2026-0042")])))
    ran = cli("invoice", "reconcile", str(path), "-f", "json")
    assert ran.code == 0 and json.loads(ran.out)["lines"][0]["matched_by"] == "order_id", ran.err


def test_the_note_and_italian(cli, tmp_path, orders):
    path = tmp_path / "a.xml"
    path.write_bytes(fattura(body([line(SKU, 25, "43.43")])))
    record = json.loads(cli("invoice", "reconcile", str(path), "--orders", str(orders), "-f", "json").out)
    assert "LC-INVOICE-BY-PRODUCT" in problem_codes(record)
    path.write_bytes(fattura(body([line(SKU, 25, "43.43")], gross="1.00")))
    said = cli("invoice", "reconcile", str(path), "--orders", str(orders), "--lang", "it").err
    assert "Chiedere al fornitore una fattura corretta" in said and Decimal("1324.62") and SELLER


def test_more_lines_than_a_file_may_have_are_not_read(cli, tmp_path, monkeypatch):
    monkeypatch.setattr("licensectl.app.invoices.reader_documents.MOST_LINES", 10)
    (tmp_path / "i.xml").write_bytes(b"<Invoice>" + b"<InvoiceLine/>" * 11 + b"</Invoice>")
    ran = cli("invoice", "import", str(tmp_path / "i.xml"))
    assert ran.code == 1 and ran.err.count("[LC-") == 1 and "[LC-INVOICE-LONG]" in ran.err


def taxed(rate, tax, taxable="1085.75", price="43.43"):
    """Return an invoice of 25 CALs that states this tax."""
    group = {"aliquota_iva": rate, "imponibile_importo": Decimal(taxable), "imposta": Decimal(tax)}
    gross = Decimal(taxable) + Decimal(tax)
    return fattura(body([line(SKU, 25, price, order="PO-1", aliquota_iva=rate)], groups=[group], gross=gross))


# Tax of 22 % on 1,085.75 is 238.865, half-up 238.87; of 10 % 108.575.
TAXES = [
    (lambda: taxed("22.00", "238.87"), []),
    (lambda: taxed("22.00", "238.86"), []),
    (lambda: taxed("22.00", "238.88"), []),
    (lambda: taxed("22.00", "238.89"), ["LC-INVOICE-TAX"]),
    (lambda: taxed("22.00", "240.00"), ["LC-INVOICE-TAX"]),
    (lambda: taxed("10.00", "108.58"), ["LC-INVOICE-TAX-RATE"]),
    (lambda: taxed("10.00", "238.87"), ["LC-INVOICE-TAX", "LC-INVOICE-TAX-RATE"]),
    (lambda: ubl([(SKU, "25", "43.43", {})], order="PO-1"), []),
    (lambda: ubl([(SKU, "25", "43.43", {})], order="PO-1", tax="10"), ["LC-INVOICE-TAX-RATE"]),
    (
        lambda: ubl([(SKU, "25", "43.43", {})], order="PO-1").replace(b">238.86<", b">200.00<").replace(b">1324.61<", b">1285.75<"),
        ["LC-INVOICE-TAX"],
    ),
]


@pytest.mark.parametrize(("made", "codes"), TAXES)
def test_a_wrong_tax_is_a_warning(ask, made, codes):
    record = ask(made(), "a.xml", 3)
    # Only the second line of the order is missing.
    assert causes(record) == ["matched", "not_invoiced"] and [code for code in problem_codes(record) if "TAX" in code] == codes


def test_a_wrong_tax_is_not_settled(ask):
    both = [(SKU, "25", "43.43", {}), (SKU[:-1] + "3", "10", "18.75", {})]
    [remark] = ask(ubl(both, order="PO-1", tax="4"), "a.xml", 3)["problems"]
    assert remark["message"].startswith("Invoice INV-42 taxes 1273.25 EUR at 4 %, but the standard rate of IT on 2026-11-20 is 22 %.")
    assert ask(ubl(both, order="PO-1"), "b.xml", 0)["problems"] == []


def test_rounding_line_by_line_is_right(ask):
    # 22 % of 0.25 is 0.055: 0.06 a line, 0.18 in all. Of the sum it is 0.165, half-up 0.17.
    lines = [line(f"X-{number}", 1, "0.25") for number in range(3)]
    made = [
        fattura(body(lines, groups=[{"aliquota_iva": "22.00", "imponibile_importo": Decimal("0.75"), "imposta": Decimal(tax)}], gross=None))
        for tax in ("0.18", "0.19")
    ]
    assert ["LC-INVOICE-TAX" in problem_codes(ask(one, "a.xml", 3)) for one in made] == [False, True]


def test_the_buyer_accounts_for_the_tax_of_a_foreign_seller(ask):
    # An Irish seller, whose standard rate is 23 %.
    made = fattura(body(WHOLE, kind="TD17")).replace(b"<IdPaese>IT</IdPaese>", b"<IdPaese>IE</IdPaese>", 2)
    assert made.count(b"<IdPaese>IE</IdPaese>") == 2 and ask(made, "a.xml", 0)["problems"] == []
    alone = made.replace(b"<IdPaese>IT</IdPaese>", b"<IdPaese>DE</IdPaese>")
    assert problem_codes(ask(alone, "a.xml", 3)) == ["LC-INVOICE-TAX-RATE"]


def test_the_buyer_of_a_foreign_seller_may_have_no_vat_id(ask):
    both = [(SKU, "25", "43.43", {}), (SKU[:-1] + "3", "10", "18.75", {})]
    made = re.sub(rb"IT(?=\d{11})", b"BE", ubl(both, order="PO-1"), count=1)
    assert ask(made, "a.xml", 0)["problems"] == []
    named = rb"<cac:PartyTaxScheme><cbc:CompanyID>IT\d+</cbc:CompanyID>.*?</cac:PartyTaxScheme>"
    without = re.sub(named, b"", made)
    assert without != made and ask(without, "b.xml", 0)["problems"] == []


@pytest.mark.parametrize("buyer", [b"GR", b"EL"])
def test_greece_has_two_prefixes(ask, buyer):
    both = [(SKU, "25", "43.43", {}), (SKU[:-1] + "3", "10", "18.75", {})]
    seller, customer = re.findall(rb"IT\d{11}", ubl(both, order="PO-1", tax="24"))
    made = ubl(both, order="PO-1", tax="24").replace(seller, b"DE136695976").replace(customer, buyer + b"123456783")
    assert ask(made, "a.xml", 0)["problems"] == []


@pytest.mark.parametrize(("day", "codes"), [("2025-12-31", []), ("2026-01-01", ["LC-INVOICE-TAX-RATE"])])
def test_a_credit_note_has_the_rate_of_the_day_of_its_invoice(day, codes):
    head = InvoiceHead(
        kind="ubl",
        number="NC-1",
        label="NC-1",
        net=Decimal(-100),
        gross=Decimal(-118),
        to_pay=Decimal(-118),
        currency="EUR",
        day=date(2026, 2, 1),
        seller_id="DE136695976",
        corrects=(CorrectedInvoice("INV-1", date.fromisoformat(day)),),
        taxed=(TaxedAmount(Decimal(18), Decimal(100), Decimal(18)),),
    )
    rate = lambda country, on: Decimal(18 if on.year < 2026 else 19) if country == "DE" else None  # noqa: E731
    assert [one.code for one in tax_remarks([head], rate)] == codes
