"""JSON of orders that is too large is refused before it is parsed."""

import json
from pathlib import Path

import pytest

from licensectl.app.orders import reader, reader_json, service_placed
from licensectl.core import json_checks

ORDER = json.loads(Path("examples/placed-order.json").read_text())
LARGE = {
    "bytes": ({}, (reader_json, "MOST_BYTES", 90), "more than 0 MiB"),
    "values": ({"note": [1] * 90}, (reader_json, "MOST_VALUES", 100), "more than 100 values"),
    "a text": ({"note": "x2" * 80}, (json_checks, "MOST_RECORD", 150), "longer than 1 MiB"),
}


@pytest.mark.parametrize("case", LARGE)
def test_a_large_file_is_refused(cli, tmp_path, monkeypatch, case):
    more, limit, said = LARGE[case]
    path = tmp_path / "o.json"
    path.write_text(json.dumps(ORDER | more))
    assert cli("order", "record", str(path)).code == 0
    monkeypatch.setattr(*limit)
    ran = cli("order", "record", str(path))
    assert ran.code == 1 and "[LC-PLACED-SIZE]" in ran.err and said in ran.err
    assert ran.err.startswith(f"licensectl: {path}: The file is too large:")


@pytest.mark.parametrize("command", [("order", "record"), ("order", "export", "--cancel")])
def test_a_file_of_faults_is_not_read_to_its_end(cli, tmp_path, monkeypatch, command):
    for module in (reader, service_placed):
        monkeypatch.setattr(module, "MOST_WRONG", 5)
    path = tmp_path / "o.json"
    path.write_text('{"a": 1}\n' * 100)
    ran = cli(*command, str(path))
    assert ran.code == 1 and ran.err.count("[LC-PLACED-MISSING]") == 5


def test_long_texts_are_told_by_their_quotes(monkeypatch):
    monkeypatch.setattr(json_checks, "MOST_RECORD", 10)
    for text, found in (
        ('"' + "a" * 9 + '"', False),
        ('"' + "a" * 11 + '"', True),
        ('"a", "b", "c", "d", "e"' + '"' + "a" * 30 + '"', True),
        ('"a", "b", "c", "d", "e", "f"', False),
        ("1" * 10, False),
        ("1" * 11, True),
    ):
        assert json_checks.has_long_text(text) == found, text
