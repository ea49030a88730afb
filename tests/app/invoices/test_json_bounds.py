"""A JSON document of any length is read item by item; what no record has is refused before it is held."""

import json
from io import BytesIO

import pytest

from licensectl.app.invoices import reader_json, reader_json_items
from licensectl.app.invoices.reader_json import json_rows
from licensectl.errors import LicensectlError
from licensectl.i18n.translate import translate

ITEM = {name: "1" for name in ("ProductId", "SkuId", "Subtotal", "Currency", "BillableQuantity", "EffectiveUnitPrice")}


def document(items, **more):
    return json.dumps({**more, "items": items}, ensure_ascii=False, indent=1).encode()


def read(content, bad=None):
    return list(json_rows(BytesIO(content), "i.json", [] if bad is None else bad))


@pytest.fixture
def small(monkeypatch):
    """Let records have 2,000 characters, and read blocks of 100."""
    for module in (reader_json, reader_json_items):
        monkeypatch.setattr(module, "MOST_RECORD", 2000)
    monkeypatch.setattr(reader_json_items, "BLOCK", 100)


def refused(content):
    with pytest.raises(LicensectlError) as caught:
        read(content)
    (problem,) = caught.value.problems
    return problem.where, translate(problem.gaps["reason"], "en")


def test_a_document_is_read_in_blocks(small):
    items = [ITEM | {"Title": f"«è€😀»\n{number}", "Subtotal": number} for number in range(200)]
    for content in (document(items, total=200), document(items)[:-1] + b', "after": [1]}', json.dumps(items).encode()):
        rows = read(content)
        assert [number for number, _ in rows] == list(range(1, 201))
        assert [cells for _, cells in rows] == [cells for _, (_, cells) in zip(rows, read(document(items)), strict=True)]
        assert len({cells for _, cells in rows}) == 200


LONG = "x" * 2001
TOO_LONG = {
    "a text of an item": (document([ITEM, ITEM | {"x": LONG}]), 10),
    "an item of short texts": (document([ITEM, ITEM | {"x": ["y"] * 900}]), 10),
    "a text beside the items": (document([ITEM], x=LONG), 2),
    "a key": (document([ITEM], **{LONG: 1}), 2),
    "texts beside the items": (document([ITEM], **{f"x{n}": "x" * 700 for n in range(4)}), 5),
    "nested lists": (b'{"items": [' + b"[" * 5000, 1),
    "a line": ("\n".join(json.dumps(one) for one in (ITEM, ITEM, ITEM | {"x": LONG})).encode(), 3),
}


@pytest.mark.parametrize("case", TOO_LONG)
def test_what_is_longer_than_a_record_is_refused(small, case):
    content, line = TOO_LONG[case]
    where, reason = refused(content)
    assert reason == "a record or a text in it is longer than 1 MiB" and abs(int(where.rpartition(":")[2]) - line) <= 1


def test_a_fault_in_a_later_block_is_at_its_line(small):
    content = document([ITEM] * 50)
    lines = content.split(b"\n")
    lines[200] = lines[200].replace(b'"1"', b"1 1")
    assert refused(b"\n".join(lines)) == ("i.json:201", "a comma or the closing bracket is missing")
    lines[200] = b'"\xe8": 1,'
    assert refused(b"\n".join(lines)) == ("i.json:201", "not UTF-8")
    assert refused(content + b"[]") == (f"i.json:{len(lines)}", "something follows after the end")
    assert refused(content[:-5])[1] == "a comma or the closing bracket is missing"


def test_a_file_of_bad_lines_is_not_read_to_its_end(monkeypatch):
    monkeypatch.setattr(reader_json, "MOST_BAD", 5)
    bad = []
    with pytest.raises(LicensectlError, match="hardly a line"):
        read(json.dumps(ITEM).encode() + b"\n1" * 100, bad)
    assert len(bad) == 6
