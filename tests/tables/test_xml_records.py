"""Limits of XML documents, so that none takes more memory than an invoice needs."""

import pytest

from licensectl.tables.xml_records import MOST_TAG, XmlError, read_xml


@pytest.mark.parametrize(
    "content",
    [b"<a " + b" ".join(b'a%d="1"' % n for n in range(MOST_TAG // 8)) + b"/>", b"<a><!--" + b"x" * 2 * MOST_TAG + b"--></a>"],
    ids=["attributes", "comment"],
)
def test_a_tag_without_end_is_refused(content):
    with pytest.raises(XmlError, match="tags is too long"):
        read_xml(content, {}, ())


@pytest.mark.parametrize("encoding", ["UTu-8", "hex", "idna", "shift_jis", "utf-7"])
def test_an_unknown_encoding_is_refused(encoding):
    with pytest.raises(XmlError, match="encoding is unknown"):
        read_xml(f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode(), {}, ())


@pytest.mark.parametrize("encoding", ["windows-1252", "ISO-8859-15", "UTF-8", "utf-16"])
def test_a_known_encoding_is_read(encoding):
    content = f'<?xml version="1.0" encoding="{encoding}"?><a><b>è €</b></a>'.encode(encoding)
    assert read_xml(content, {}, ()).first("b").text == "è €"


@pytest.mark.parametrize("around", [(b"", b""), (b"<![CDATA[", b"]]>")], ids=["text", "cdata"])
def test_a_long_attachment_is_passed_over(around):
    content = b"<a><file>" + around[0] + b"QUJD" * MOST_TAG + around[1] + b"</file><b>1</b></a>"
    root = read_xml(content, {}, ("file",))
    assert root.first("b").text == "1"
