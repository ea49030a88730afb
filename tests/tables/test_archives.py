"""Archives that no program writes: unusual methods, members that are locked, lists without end. Each is refused before it is unpacked."""

import io
import zipfile

import pytest
from books import KINDS, zipped

from licensectl.app.invoices.reader_documents import is_document
from licensectl.errors import LicensectlError
from licensectl.tables import parts
from licensectl.tables.archive import unpacked

TABLE = b"a,b,c\n" * 50
FILES = {"xlsx": "xl/worksheets/sheet1.xml", "xlsb": "xl/worksheets/sheet1.bin", "ods": "content.xml", "csv": "a.csv"}
CONTENTS = {kind: make({"s": [["a"]]}) for kind, make in KINDS.items() if kind in FILES} | {"csv": zipped({"a.csv": TABLE})}


def reason(content):
    """Return the sentence that says why an archive cannot be read."""
    with pytest.raises(LicensectlError, match="LC-SHEET-ARCHIVE") as caught:
        unpacked(io.BytesIO(content), "book")
    return caught.value.problems[0].sentence("en")


def repacked(content, file, method):
    """Return the archive with one file in another method."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(out, "w") as made:
        for name in archive.namelist():
            made.writestr(name, archive.read(name), method if name == file else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def flagged(content, flags):
    """Return the archive with these flags in the first entry of its list."""
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + flags.to_bytes(2, "little") + content[at + 2 :]


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_unpack_without_bounds_are_not_used(kind, method):
    assert "it is compressed in an unusual way" in reason(repacked(CONTENTS[kind], FILES[kind], method))
    assert unpacked(io.BytesIO(repacked(CONTENTS[kind], FILES[kind], zipfile.ZIP_STORED)), "book").packed


@pytest.mark.parametrize("kind", FILES)
def test_a_locked_member_is_named_as_such(kind):
    assert "locked with a password" in reason(flagged(CONTENTS[kind], 1))


@pytest.mark.parametrize("kind", FILES)
def test_the_list_of_an_archive_is_bounded(monkeypatch, kind):
    content = CONTENTS[kind]
    monkeypatch.setattr(parts, "MOST_LISTED", 20 << 10)
    assert unpacked(io.BytesIO(content), "book").packed
    many = io.BytesIO(content)
    with zipfile.ZipFile(many, "a") as archive:
        for number in range(500):
            archive.writestr(f"{number}", b"")
    assert "it lists too many files" in reason(many.getvalue())


def test_a_name_that_is_no_text_is_no_traceback():
    content = zipped({"a.xml": b"<a/>"})
    broken = flagged(content.replace(b"a.xml", b"\xff.xml"), 1 << 11)
    assert not is_document(broken)
    assert "the file is damaged or incomplete" in reason(broken)
