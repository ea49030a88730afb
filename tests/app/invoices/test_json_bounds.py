"""JSON of invoices: a document that is too large is refused before it is parsed, items of a line each are read at any length."""

import json

import pytest

from licensectl.app.invoices import reader_json
from licensectl.app.invoices.reader_json import json_rows
from licensectl.core import json_checks

ITEM = {name: "1" for name in ("ProductId", "SkuId", "Subtotal", "Currency", "BillableQuantity", "EffectiveUnitPrice")}
ORDERS = "examples/placed-order.json"


def lines(*items):
    return "\n".join(map(json.dumps, items))


LARGE = {
    "bytes": (json.dumps({"items": [ITEM]}), (reader_json, "MOST_BYTES", 90), "it has more than 0 MiB", "LC-INVOICE-JSON-SIZE", ""),
    "values": (json.dumps([ITEM] * 20), (reader_json, "MOST_VALUES", 100), "more than 100 values", "LC-INVOICE-JSON-SIZE", ""),
    "a text": (json.dumps([ITEM | {"x": "y" * 300}]), (json_checks, "MOST_RECORD", 250), "longer than 1 MiB", "LC-INVOICE-JSON-SIZE", ""),
    "cut inside a letter": (json.dumps([ITEM, "è" * 90], ensure_ascii=False), (reader_json, "MOST_BYTES", 201), "0 MiB", "SIZE", ""),
    "a line": (lines(ITEM, ITEM | {"x": "y" * 300}), (reader_json, "MOST_RECORD", 250), "longer than 1 MiB", "LC-INVOICE-JSON]", ":2"),
}


@pytest.mark.parametrize("case", LARGE)
def test_what_is_too_large_is_refused(cli, tmp_path, monkeypatch, case):
    text, limit, said, code, place = LARGE[case]
    path = tmp_path / "i.json"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(*limit)
    ran = cli("invoice", "reconcile", str(path), "--orders", ORDERS)
    assert ran.code == 1 and ran.err.startswith(f"licensectl: {path}{place}: ") and said in ran.err and code in ran.err


def test_a_key_twice_is_named_with_its_line(cli, tmp_path):
    path = tmp_path / "i.json"
    text = json.dumps({"items": [ITEM]}, indent=1)
    path.write_text(text.replace('"SkuId": "1"', '"SkuId": "1",\n"skuId": "2"'))
    ran = cli("invoice", "reconcile", str(path), "--orders", ORDERS)
    assert ran.code == 1 and ran.err.startswith(f"licensectl: {path}:6: ") and "'skuId' occurs twice" in ran.err


def test_a_line_with_a_key_twice_is_left_out(tmp_path):
    path = tmp_path / "i.jsonl"
    twice = json.dumps(ITEM).replace('"SkuId": "1"', '"SkuId": "1", "SkuId": "2"')
    path.write_text(f"{json.dumps(ITEM)}\n{twice}\n{json.dumps(ITEM)}")
    bad = []
    with path.open("rb") as source:
        assert [number for number, _ in json_rows(source, "i.jsonl", bad)] == [1, 3]
    assert [number for number, _ in bad] == [2]


def test_lines_are_read_at_any_length(tmp_path, monkeypatch):
    monkeypatch.setattr(reader_json, "MOST_BYTES", 90)
    monkeypatch.setattr(reader_json, "MOST_VALUES", 10)
    path = tmp_path / "i.jsonl"
    path.write_text(lines(*[ITEM] * 200))
    with path.open("rb") as source:
        assert [number for number, _ in json_rows(source, "i.jsonl", [])] == list(range(1, 201))


def test_a_file_of_bad_lines_is_not_read_to_its_end(cli, tmp_path, monkeypatch):
    monkeypatch.setattr(reader_json, "MOST_BAD", 5)
    path = tmp_path / "i.jsonl"
    path.write_text(json.dumps(ITEM) + "\n1" * 100)
    ran = cli("invoice", "reconcile", str(path), "--orders", ORDERS)
    assert ran.code == 1 and "hardly a line is an object" in ran.err
