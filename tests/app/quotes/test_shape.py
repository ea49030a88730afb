"""Requests of a wrong shape: always a problem with its place, never a traceback, never silence, never the end of a batch."""

import json

import pytest
from helpers import parse_request
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licensectl.errors import LicensectlError
from licensectl.facts.json_reader import parse_json

HEAD = "customer: {name: X}\nvat: {rate: 22}\n"
LINE = "lines:\n  - {sku: 'DG7GMGF0PWHC:0003', quantity: 1, sell_price: 5}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + "lines:\n  sku: A\n  quantity: 2\n", "3: lines: expected a list, found keys and values"),
        (HEAD + "lines:\n  sku: A\n", "3: lines: expected a list"),
        (HEAD + "lines:\n  nonsense: {}\n", "3: lines: expected a list"),
        (HEAD + "lines: {}\n", "3: lines: expected a list"),
        (HEAD + LINE + "other:\n  vendor: Adobe\n", "5: other: expected a list"),
        (HEAD + LINE + "servers: {product: windows-server}\n", "5: servers: expected a list"),
        (HEAD + LINE + "notes: {a: b}\n", "5: notes: expected a list"),
        ("customer: {name: X, contacts: {name: L}}\nvat: {rate: 22}\n" + LINE, "1: customer.contacts: expected a list"),
        (HEAD + "lines: 5\n", "3: lines: '5' is not a list"),
        (HEAD + "lines: [5]\n", "3: Expected keys and values"),
        (HEAD + "lines: [[]]\n", "3: Expected keys and values here, found a list"),
        ('{"customer": {"name": "X"}, "vat": {"rate": 22}, "lines": {"sku": "A"}}', "1: lines: expected a list"),
        ('[{"customer": "X"}]', "1: Expected keys and values here, found a list"),
    ],
)
@pytest.mark.parametrize("command", [("quote", "build"), ("order", "check"), ("compare", "costs")])
def test_a_list_without_dashes(cli, tmp_path, text, said, command):
    path = tmp_path / "request.yaml"
    path.write_text(text)
    ran = cli(*command, str(path))
    assert ran.code == 1 and not ran.out
    assert f"request.yaml:{said}" in ran.err
    assert json.loads(cli(*command, str(path), "-f", "json").err)["problems"]


def test_an_error_has_a_problem():
    with pytest.raises(AssertionError):
        LicensectlError()


JSON = [
    ("{}", {}),
    ('\ufeff {"a": [1, -2.50, 1e5, true, false, null, "x\\ty"]}\r\n', {"a": ["1", "-2.50", "1e5", "true", "false", None, "x\ty"]}),
    ('{"a": "\\ud83d\\ude00 \U00020bb7"}', {"a": "\U0001f600 \U00020bb7"}),
    ('{"a":\t"\x7f\u0085\u2028"}', {"a": "\x7f\u0085\u2028"}),
]


@pytest.mark.parametrize(("text", "value"), JSON)
def test_json(text, value):
    assert parse_json(text.encode(), "r.json").value == value


def test_places_of_json():
    found = parse_json(b'{\n "a": 1,\n "b": [\n  {"c": 2},\n  {\n   "d": 3}\n ]\n}', "r.json")
    assert [found.where(path) for path in [(), ("a",), ("b", 0), ("b", 1), ("b", 1, "d")]] == [f"r.json:{line}" for line in (1, 2, 4, 5, 6)]


NOT_JSON = [
    ('{\n"a": 1,\n"a": 2}', "r.json:3", "LC-YAML-DUPLICATE"),
    ('{"a":\n{"b": 1, "b": 1}}', "r.json:2", "LC-YAML-DUPLICATE"),
    ('{"a":\n"\\ud83d"}', "r.json:2", "LC-JSON-SURROGATE"),
    ('{"a": "\\udc00\\ud800"}', "r.json:1", "LC-JSON-SURROGATE"),
    ('{"\\ud800": 1}', "r.json:1", "LC-JSON-SURROGATE"),
    ("{a: 1}", "r.json:1", "LC-JSON-SYNTAX"),
    ("{'a': 1}", "r.json:1", "LC-JSON-SYNTAX"),
    ('{"a": 1\n"b": 2}', "r.json:2", "LC-JSON-SYNTAX"),
    ('{"a" 1}', "r.json:1", "LC-JSON-SYNTAX"),
    ('{"a": 01}', "r.json:1", "LC-JSON-SYNTAX"),
    ('{"a": NaN}', "r.json:1", "LC-JSON-SYNTAX"),
    ('{"a": 1,}', "r.json:1", "LC-JSON-SYNTAX"),
    ("[1,]", "r.json:1", "LC-JSON-SYNTAX"),
    ('{"a": "\n"}', "r.json:1", "LC-JSON-SYNTAX"),
    ('{"a": "x', "r.json:1", "LC-JSON-SYNTAX"),
    ('{"a": "\\x"}', "r.json:1", "LC-JSON-SYNTAX"),
    ("{} {}", "r.json:1", "LC-JSON-SYNTAX"),
    ("{", "r.json:1", "LC-JSON-SYNTAX"),
    ("[" * 100, "r.json:1", "LC-YAML-DEPTH"),
]


@pytest.mark.parametrize(("text", "where", "code"), NOT_JSON)
def test_not_json(text, where, code):
    with pytest.raises(LicensectlError) as raised:
        parse_json(text.encode(), "r.json")
    assert [(problem.where, problem.code) for problem in raised.value.problems] == [(where, code)]


plain = st.recursive(
    st.none() | st.booleans() | st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12
)


@settings(max_examples=40)
@given(st.dictionaries(st.text(), plain), st.sampled_from([None, 1]), st.booleans())
def test_json_is_what_python_reads(value, indent, ascii_):
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_)
    assert parse_json(text.encode(), "r.json").value == spelled(value)


def spelled(value):
    """Return the value as it is read: every scalar a string, null None."""
    if isinstance(value, dict):
        return {key: spelled(held) for key, held in value.items()}
    if isinstance(value, list):
        return [spelled(held) for held in value]
    return value if value is None or isinstance(value, str) else json.dumps(value)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.text(st.sampled_from('{}[]",:\\ud8a0 \n1e-.tn'), max_size=30))
def test_any_text_is_read_or_refused_with_its_place(text):
    try:
        assert json.loads(text) is not None or "null" in text
        python = True
    except ValueError:
        python = False
    try:
        parse_json(text.encode(), "r.json")
        ours = True
    except LicensectlError as failure:
        assert all(problem.where.startswith("r.json:") for problem in failure.problems)
        ours = False
    assert python or not ours


NINES = "9" * 40
LARGE = [
    "margin: 99.9999999999999999999999999",
    "margin: 99.9999999999",
    "markup: 10000",
    "margin: 1e-999999",
    "shipping: 1e20",
    "vat: {rate: 22.000000000000000000000000000000001}",
    "vat: {rate: 1e-999999}",
    f"valid_days: {NINES}",
    "date: 99999-01-01",
]
LARGE_LINE = [
    "quantity: 10000000, unit_price: 999999999999999, margin: 50",
    f"quantity: {NINES}, sell_price: 1",
    "quantity: 1, sell_price: 1e999999999",
    "quantity: 1, sell_price: 1e-999999999",
    f"quantity: 1, sell_price: {NINES}",
    "quantity: 10000000, sell_price: 999999999999999",
    "quantity: 1, unit_price: 999999999999999, margin: 99.9999999999",
    "quantity: 1, unit_price: 999999999999999, markup: 10000",
    "quantity: 1, sell_price: NaN",
    "quantity: 1, sell_price: -0.00",
    "quantity: 1, sell_price: 5, vat_rate: 1e-99999999",
]


@pytest.mark.parametrize("text", LARGE)
def test_figures_beyond_any_amount(cli, text):
    request = "customer: {name: X}\n" + ("" if text.startswith("vat") else "vat: {rate: 22}\n") + text
    request += "\nlines: [{sku: 'DG7GMGF0PWHC:0003', quantity: 1, unit_price: 999999999999999}]\n"
    ran = cli("quote", "build", "-", stdin=request.encode())
    assert ran.code == 1 and "<stdin>:" in ran.err and "LC-" in ran.err


@pytest.mark.parametrize("text", LARGE_LINE)
def test_figures_of_a_line_beyond_any_amount(cli, text):
    request = HEAD + "lines:\n  - {sku: 'DG7GMGF0PWHC:0003', " + text + "}\n"
    ran = cli("quote", "build", "-", stdin=request.encode())
    assert ran.code == 1 and "<stdin>:4" in ran.err
    other = HEAD + "other:\n  - {vendor: V, title: T, " + text.replace("margin: 50", "sell_price: 999999999999999") + "}\n"
    assert cli("quote", "build", "-", stdin=other.encode()).code == 1


def test_the_largest_amounts_are_exact(cli):
    request = HEAD + "lines:\n  - {sku: 'DG7GMGF0PWHC:0003', quantity: 3, sell_price: 333333333333333.01}\n"
    totals = json.loads(cli("quote", "build", "-", "-f", "json", stdin=request.encode()).out)["totals"]
    assert (totals["net"]["amount"], totals["vat"][0]["amount"]["amount"]) == ("999999999999999.03", "219999999999999.79")


def test_one_bad_request_never_ends_a_batch(cli, tmp_path, monkeypatch):
    good = {"customer": {"name": "X"}, "vat": {"rate": 22}, "lines": [{"sku": "DG7GMGF0PWHC:0003", "quantity": 1, "unit_price": 5}]}
    bad = [
        {**good, "margin": "99.9999999999999999999999999"},
        {**good, "lines": {"sku": "A"}},
        {**good, "customer": {"name": "\ud800"}},
        {**good, "lines": [{**good["lines"][0], "unit_price": 10**400}]},
        {**good, "notes": {"a": 1}},
        "text",
        [],
    ]
    path = tmp_path / "requests.jsonl"
    path.write_text("".join(json.dumps({**one, "margin": 1} if one is good else one) + "\n" for each in bad for one in (each, good)))
    for jobs in ("1", "2"):
        ran = cli("quote", "batch", str(path), "--jobs", jobs, "--rejects", str(tmp_path / f"rejects-{jobs}.jsonl"))
        assert ran.code == 3 and len(ran.out.splitlines()) == len(bad)
        rejected = [json.loads(line) for line in (tmp_path / f"rejects-{jobs}.jsonl").read_text().splitlines()]
        assert [one["where"] for one in rejected] == [f"{path}:{line}" for line in range(1, 2 * len(bad), 2)]
        assert all(one["problems"] for one in rejected)


def test_a_fault_of_ours_costs_one_quote(cli, tmp_path, monkeypatch):
    from licensectl.app.quotes import service_batch_worker

    def failing(request, *more):
        if request.number == "A-1":
            raise ZeroDivisionError("so it is")
        return build(request, *more)

    build = service_batch_worker.build
    monkeypatch.setattr(service_batch_worker, "build", failing)
    good = {"customer": {"name": "X"}, "vat": {"rate": 22}, "lines": [{"sku": "DG7GMGF0PWHC:0003", "quantity": 1, "sell_price": 5}]}
    path = tmp_path / "requests.jsonl"
    path.write_text("".join(json.dumps({**good, "number": f"A-{number}"}) + "\n" for number in range(3)))
    ran = cli("quote", "batch", str(path))
    assert ran.code == 3 and len(ran.out.splitlines()) == 2 and f"{path}:2: No quote can be made" in ran.err


def test_a_batch_creates_its_folder(cli, tmp_path):
    good = {"customer": {"name": "X"}, "vat": {"rate": 22}, "lines": [{"sku": "DG7GMGF0PWHC:0003", "quantity": 1, "sell_price": 5}]}
    (tmp_path / "requests.jsonl").write_text(json.dumps(good))
    ran = cli("quote", "batch", str(tmp_path / "requests.jsonl"), "-o", f"{tmp_path}/a/b/", "-f", "html")
    assert ran.code == 0 and [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["requests-0001.html"]
    ran = cli("quote", "batch", str(tmp_path / "requests.jsonl"), "-o", f"{tmp_path}/requests.jsonl/", "-f", "html")
    assert ran.code == 1 and "LC-OUT-UNWRITABLE" in ran.err


def test_a_request_in_json_with_tabs_and_escapes():
    customer = '"customer": {"name": "Caf\\u00e9 \\ud83d\\ude00 \\ud842\\udfb7"}'
    text = "{\t" + customer + ', "vat": {"rate": 22.0}, "lines": [{"sku": "A", "quantity": 2}]}'
    request = parse_request(text.encode(), "r.json")
    assert request.customer.name == "Café \U0001f600 \U00020bb7" and request.lines[0].quantity == 2


def test_json_of_too_many_values_is_refused(monkeypatch):
    monkeypatch.setattr("licensectl.facts.json_reader.MAX_NODES", 10)
    with pytest.raises(LicensectlError) as failure:
        parse_json(b"[" + b"1," * 10 + b"1]", "r.json")
    assert failure.value.problems[0].code == "LC-YAML-SIZE"
