"""Files that are packed, cut, damaged or something else: what is wrong with them, and where."""

import csv
import gzip
import io
import zipfile

import pytest
from books import KINDS
from helpers import EXAMPLES

from licensectl.app.prices.sheet.reader import load_price_sheet
from licensectl.core.sku_id import SkuKey
from licensectl.errors import LicensectlError

KEY = SkuKey("DG7GMGF0PWHC", "0003")
WIDE = (EXAMPLES / "price-sheet-software-IT-2026-11.csv").read_bytes()
LINES = WIDE.decode("utf-8-sig").splitlines()
HEADER, ROW = csv.reader(LINES[:2])


def csv_bytes(rows, newline="\n"):
    out = io.StringIO()
    csv.writer(out, lineterminator=newline).writerows(rows)
    return out.getvalue().encode()


def narrow(lines, drop):
    """Return the same sheet without some columns, as it was before 2026."""
    rows = list(csv.reader(lines))
    keep = [number for number, name in enumerate(rows[0]) if name not in drop]
    return csv_bytes([[row[number] for number in keep] for row in rows], "\r\n")


def sheet(*changes, header=HEADER):
    """One row per mapping: the first of the example with some cells changed."""
    rows = [[change.get(name, cell) for name, cell in zip(header, ROW, strict=True)] for change in changes]
    return csv_bytes([header, *rows])


def zipped(files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def test_packed_and_utf_16_are_read_as_they_are():
    plain = load_price_sheet(WIDE, "s.csv")
    packed = {
        "gz": gzip.compress(WIDE),
        "zip": zipped({"sheet.csv": WIDE, "__MACOSX/._sheet.csv": b"x", "~$sheet.csv": b"a,b\n1,2\n"}),
        "UTF-16": UTF_16,
    }
    packed["gz of UTF-16"] = gzip.compress(UTF_16)
    for name, content in packed.items():
        read = load_price_sheet(content, "s.csv")
        assert read._rows == plain._rows, name


ODS = b"application/vnd.oasis.opendocument.spreadsheet"
UTF_16 = WIDE.decode("utf-8-sig").encode("utf-16")
BAD_FILES = {
    "nothing": (b"", ["LC-SHEET-EMPTY"], "s.csv"),
    "a BOM alone": (b"\xef\xbb\xbf", ["LC-SHEET-EMPTY"], "s.csv"),
    "blank lines": (b"\n\r\n", ["LC-SHEET-EMPTY"], "s.csv"),
    "no rows": (csv_bytes([HEADER]), ["LC-SHEET-EMPTY-ROWS"], "s.csv"),
    "UTF-16 cut inside a letter": (UTF_16 + b"a", ["LC-SHEET-ENCODING"], f"s.csv:{len(LINES) + 1}"),
    "neither UTF-8 nor cp1252": (sheet({"Tags": "\u00e0"}, {"SkuTitle": "x@"}).replace(b"@", b"\xe0"), ["LC-SHEET-ENCODING"], "s.csv:3"),
    "a byte that no encoding has": (sheet({}, {"SkuTitle": "x@"}).replace(b"@", b"\xe0\x81"), ["LC-SHEET-ENCODING"], "s.csv:3"),
    "cp1252, then UTF-8": (sheet({"Tags": "@"}, {"Tags": "\u00e0"}).replace(b"@", b"\xe8"), ["LC-SHEET-ENCODING"], "s.csv:3"),
    "UTF-8 by its mark, then not": (b"\xef\xbb\xbf" + sheet({"Tags": "@"}).replace(b"@", b"\xe8"), ["LC-SHEET-ENCODING"], "s.csv:2"),
    "NUL": (sheet({"SkuTitle": "a\0b"}), ["LC-SHEET-NUL"], "s.csv:2"),
    "zip cut": (zipped({"a.csv": WIDE})[:60], ["LC-SHEET-ARCHIVE"], "s.csv"),
    "zip of two": (zipped({"a.csv": WIDE, "b.csv": WIDE}), ["LC-SHEET-ARCHIVE-FILES"], "s.csv"),
    "zip of none": (zipped({"__MACOSX/a": b""}), ["LC-SHEET-ARCHIVE-FILES"], "s.csv"),
    "zip damaged": (zipped({"a.csv": WIDE}).replace(WIDE[-40:-30], b"XXXXXXXXXX"), ["LC-SHEET-ARCHIVE"], "s.csv"),
    "gzip in gzip": (gzip.compress(gzip.compress(WIDE)), ["LC-SHEET-ARCHIVE-TWICE"], "s.csv"),
    "gzip in zip": (zipped({"a.csv.gz": gzip.compress(WIDE)}), ["LC-SHEET-ARCHIVE-TWICE"], "s.csv"),
    "zip in zip": (zipped({"a.zip": zipped({"a.csv": WIDE})}), ["LC-SHEET-ARCHIVE-TWICE"], "s.csv"),
    "an empty workbook": (zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), ["LC-SHEET-WORKBOOK"], "s.csv"),
    "an empty binary workbook": (zipped({"[Content_Types].xml": b"", "xl/workbook.bin": b""}), ["LC-SHEET-WORKBOOK"], "s.csv"),
    "an empty sheet of OpenDocument": (zipped({"mimetype": ODS, "content.xml": b""}), ["LC-SHEET-WORKBOOK"], "s.csv"),
    "a text of OpenDocument": (
        zipped({"mimetype": ODS.replace(b"spreadsheet", b"text"), "content.xml": b""}),
        ["LC-SHEET-PACKED"],
        "s.csv",
    ),
    "two parts of one name": (
        zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b"", "XL/Workbook.xml": b""}),
        ["LC-SHEET-WORKBOOK"],
        "s.csv",
    ),
    "a letter of Word": (zipped({"[Content_Types].xml": b"", "word/document.xml": b""}), ["LC-SHEET-PACKED"], "s.csv"),
    "OpenDocument": (zipped({"mimetype": b"", "content.xml": b""}), ["LC-SHEET-PACKED"], "s.csv"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ["LC-SHEET-XLS"], "s.csv"),
    "PDF": (b"%PDF-1.7", ["LC-SHEET-PDF"], "s.csv"),
    "gzip of nothing": (b"\x1f\x8b\x08rest", ["LC-SHEET-ARCHIVE"], "s.csv"),
    "gzip cut": (gzip.compress(WIDE)[:-20], ["LC-SHEET-ARCHIVE"], "s.csv"),
    "gzip bomb": (gzip.compress(csv_bytes([HEADER]) + b"x" * (33 << 20)), ["LC-SHEET-TOO-LONG"], "s.csv"),
    "gzip bomb without header": (gzip.compress(b"x" * (33 << 20)), ["LC-SHEET-COLUMNS"], "s.csv:1"),
    "HTML": (b"\xef\xbb\xbf<!DOCTYPE html>\n<p>Sign in</p>", ["LC-SHEET-HTML", "LC-SHEET-COLUMNS"], "s.csv:1"),
    "two prices": (csv_bytes([[*HEADER, "UnitPrice"], [*ROW, "1"]]), ["LC-SHEET-TWICE"], "s.csv:1"),
    "a row cut": (sheet({}, {})[:-200], ["LC-SHEET-CUT"], "s.csv:3"),
    "a quote never closed": (sheet({}, {}).rsplit(b", one-time", 1)[0], ["LC-SHEET-CSV-QUOTE"], "s.csv:3"),
    "a quote closed too early": (sheet({}, {"Tags": "x"}).replace(b",x,", b',"x"y,'), ["LC-SHEET-CSV"], "s.csv:3"),
    "a field over the limit": (sheet({}, {"Tags": "x" * (1 << 20) + "y"}), ["LC-SHEET-CSV-QUOTE"], "s.csv:3"),
    "a bad row before the cut": (sheet({"UnitPrice": "x"}, {})[:-200], ["LC-SHEET-NUMBER", "LC-SHEET-CUT"], "s.csv:2"),
    "legacy list": (b"A/C/D/U,Offer ID,List Price\n", ["LC-SHEET-KIND-LEGACY"], "s.csv:1"),
    "offer matrix": (b"Offer Display Name,Durable Offer ID\n", ["LC-SHEET-KIND-MATRIX"], "s.csv:1"),
    "reconciliation": (b"PartnerId,InvoiceNumber\n", ["LC-SHEET-KIND-RECON"], "s.csv:1"),
    "legacy reconciliation": (b"OfferId,DurableOfferId,ChargeType,Subtotal\n", ["LC-SHEET-KIND-RECON"], "s.csv:1"),
    "distributor's reconciliation": (b"PartnerId,PartnerInvoiceNumber\n", ["LC-SHEET-KIND-RECON"], "s.csv:1"),
    "recon under a title": (b"Invoice of November\n\nPartnerId;InvoiceNumber\n", ["LC-SHEET-KIND-RECON"], "s.csv:3"),
    "new-commerce offer matrix": (b"ProductTitle,ProductId,SkuId,ProvisioningId\n", ["LC-SHEET-KIND-MATRIX"], "s.csv:1"),
    "CloudBlue of 20.5": (b"MPN,Billing Model,Price Currency,Price\n", ["LC-SHEET-KIND-CLOUDBLUE"], "s.csv:1"),
    "Azure": (b"MeterId,MeterName\n", ["LC-SHEET-KIND-AZURE"], "s.csv:1"),
    "order lines": (b"order_ref,product_id,sku_id,quantity\n", ["LC-SHEET-KIND-ORDER"], "s.csv:1"),
    "return questions": (b"case,purchased\n", ["LC-SHEET-KIND-RETURNS"], "s.csv:1"),
    "a distributor's list": (b"Articolo;ProductId;Prezzo\n", ["LC-SHEET-COLUMNS-OTHER"], "s.csv:1"),
    "no list at all": (b"Dear customer\nplease find attached\n", ["LC-SHEET-COLUMNS"], "s.csv:1"),
    "CloudBlue": (b"A/C/D/U,MPN,VAR\n", ["LC-SHEET-KIND-CLOUDBLUE"], "s.csv:1"),
}


WHOLE = {kind: make({"s": [HEADER, ROW] * 20}) for kind, make in KINDS.items()}
BAD_FILES |= {f"half of an {kind}": (content[: len(content) // 2], None, "s.csv") for kind, content in WHOLE.items()}
BAD_FILES |= {f"an {kind} without its end": (content[:-300], None, "s.csv") for kind, content in WHOLE.items() if kind != "xls"}


@pytest.mark.parametrize("case", [pytest.param(case, marks=[pytest.mark.slow] if case == "gzip bomb" else []) for case in BAD_FILES])
def test_bad_files_say_what_and_where(case):
    content, codes, where = BAD_FILES[case]
    with pytest.raises(LicensectlError) as caught:
        load_price_sheet(content, "s.csv")
    found = [problem.code for problem in caught.value.problems]
    assert found == codes if codes else found[0] in ("LC-SHEET-ARCHIVE", "LC-SHEET-WORKBOOK", "LC-SHEET-XLS")
    assert caught.value.problems[0].where == where
    for problem in caught.value.problems:
        assert problem.sentence("it") != problem.sentence("en")


def test_a_price_at_the_end_of_a_cut_file_is_not_believed():
    api = narrow(LINES, {"ChangeIndicator", "PreviousValues", "Segment"}).rstrip()
    with pytest.raises(LicensectlError, match="LC-SHEET-CUT-END") as caught:
        load_price_sheet(api[:-1], "s.csv")
    assert "ERP Price" in str(caught.value)


def test_no_line_end_after_a_whole_word_is_no_cut():
    whole = narrow(LINES, {"ChangeIndicator", "PreviousValues"}).rstrip(b"\r\n")
    assert whole.endswith(b"Commercial")
    assert load_price_sheet(whole, "s.csv").title(KEY)
    with pytest.raises(LicensectlError, match="LC-SHEET-CUT-END"):
        load_price_sheet(whole[:-3], "s.csv")


def test_line_ends_that_change_behind_the_header():
    """The rows then lie in one line without an end, which is longer than any cell may be."""
    many = [HEADER] + [[*ROW[:3], f"{number:04}", *ROW[4:]] for number in range(4_000)]
    header, _, rows = csv_bytes(many).partition(b"\n")
    mixed = header + b"\r\n" + rows
    assert len(mixed) > 1 << 20
    read = load_price_sheet(mixed, "s.csv")
    assert read._rows == load_price_sheet(csv_bytes(many), "s.csv")._rows and len(read._rows) == 4_000
