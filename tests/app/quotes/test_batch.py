"""`quote batch`: many requests, each as if asked alone; what cannot be made stands aside with its reasons."""

import csv
import io
import json

import pytest
from helpers import EXAMPLES, SHEET
from hypothesis import given
from hypothesis import strategies as st

from licensectl.app.quotes import reader_batch
from licensectl.app.quotes.reader_batch import json_lines, yaml_documents

DAY = ("--as-of", "2026-11-23")
PRICED = ("--prices", SHEET, *DAY)
LINES = [{"sku": "DG7GMGF0PWHC:0003", "quantity": 2}]
REQUEST = {"customer": {"name": "Contoso"}, "vat": {"rate": 22}, "lines": LINES}


def jsonl(*requests):
    return "".join(json.dumps(request) + "\n" for request in requests).encode()


def asked(**more):
    return {**REQUEST, **more}


def test_a_batch_of_one_is_the_quote(cli, tmp_path):
    request = (EXAMPLES / "request.yaml").read_bytes()
    alone = cli("quote", "build", "-", *PRICED, "-f", "json", stdin=request).out
    line = cli("quote", "batch", "-", *PRICED, stdin=request).out
    assert json.loads(line) == json.loads(alone)
    for form, view in (("json", "internal"), ("csv", "internal"), ("md", "customer"), ("html", "customer"), ("xlsx", "customer")):
        kept = tmp_path / f"alone.{form}"
        options = (*PRICED, "-f", form, "--view", view)
        cli("quote", "build", "-", *options, "-o", str(kept), stdin=request)
        ran = cli("quote", "batch", "-", *options, "-o", str(tmp_path), stdin=request)
        assert ran.out == f"{tmp_path / 'Q-2026-0042'}.{form}\n"
        assert (tmp_path / f"Q-2026-0042.{form}").read_bytes() == kept.read_bytes()


def test_the_three_kinds_of_files_say_the_same(cli, tmp_path):
    yaml = "".join(
        f"---\nnumber: {n}\ncustomer: {{name: C{n}}}\nvat: {{rate: 22}}\nlines:\n  - {{sku: DG7GMGF0PWHC:0003, quantity: {n}}}\n"
        for n in (1, 2)
    )
    lines = jsonl(*(asked(number=str(n), customer={"name": f"C{n}"}, lines=[{"sku": "DG7GMGF0PWHC:0003", "quantity": n}]) for n in (1, 2)))
    table = "number;customer;sku;quantity\n1;C1;DG7GMGF0PWHC:0003;1\n2;C2;DG7GMGF0PWHC:0003;2\n"
    first = [json.loads(line) for line in cli("quote", "batch", "-", *PRICED, stdin=lines).out.splitlines()]
    assert [quote["totals"]["net"]["amount"] for quote in first] == ["1143.97", "2287.94"]
    for content, by in ((yaml, ()), (table, ("--by", "number", "--vat", "22"))):
        ran = cli("quote", "batch", "-", *PRICED, *by, stdin=content.encode())
        second = [json.loads(line) for line in ran.out.splitlines()]
        for one, other in zip(first, second, strict=True):
            other.pop("case", None)
            said = [[problem["code"] for problem in record.pop("problems")] for record in (dict(one), other)]
            assert said[0] == said[1]
            assert {key: value for key, value in one.items() if key != "problems"} == other


def test_rejects_stand_aside_with_their_reasons(cli, tmp_path):
    rejects = tmp_path / "rejects.jsonl"
    content = jsonl(asked(number="A"), asked(number="B", lines=[{"sku": "NO", "quantity": 0}]), asked(number="C")) + b"nonsense\n"
    ran = cli("quote", "batch", "-", *PRICED, "--rejects", str(rejects), stdin=content)
    assert ran.code == 3
    assert [json.loads(line)["number"] for line in ran.out.splitlines()] == ["A", "C"]
    first, second = map(json.loads, rejects.read_text().splitlines())
    assert (first["where"], first["case"], first["request"]["number"]) == ("<stdin>:2", "B", "B")
    assert [problem["code"] for problem in first["problems"]] == ["LC-QUOTE-QUANTITY", "LC-SKU-NOT-IN-CATALOGUE"]
    assert second["where"] == "<stdin>:4" and second["problems"][0]["code"] == "LC-BATCH-JSON"
    assert "2 of 4 quotes" in ran.err and str(rejects) in ran.err
    again = rejects.read_text()
    assert cli("quote", "batch", "-", *PRICED, "--rejects", str(rejects), stdin=content).code == 1
    assert rejects.read_text() == again, "never overwritten unasked"


def test_rejects_without_a_file_are_said(cli):
    ran = cli("quote", "batch", "-", *PRICED, stdin=jsonl(*[asked(vat={})] * 25))
    assert ran.code == 3 and not ran.out
    assert ran.err.count("LC-QUOTE-VAT") == 20 and "LC-BATCH-MORE" in ran.err and "25 of 25" in ran.err


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "LC-BATCH-EMPTY"),
        (b"\n\n", "LC-BATCH-EMPTY"),
        (b"# only a comment\n---\n", "LC-BATCH-EMPTY"),
        (b"sku,quantity\nDG7GMGF0PWHC:0003,1\n", "LC-BATCH-BY"),
    ],
)
def test_files_that_are_no_batch(cli, content, code):
    ran = cli("quote", "batch", "-", *PRICED, stdin=content)
    assert ran.code == 1 and code in ran.err and not ran.out


HOSTILE = [
    (b'{"a": 1, "a": 2}', "LC-YAML-DUPLICATE"),
    (b"[1]", "LC-DATA-MAPPING"),
    (b"1", "LC-DATA-MAPPING"),
    (b"[" * 30_000, "LC-YAML-DEPTH"),
    (b'{"customer": "\xff"}', "LC-YAML-ENCODING"),
    (jsonl(asked(margin="NaN")).strip(), "LC-QUOTE-PERCENT"),
    (jsonl(asked(lines=[{"sku": "DG7GMGF0PWHC:0003", "quantity": int("9" * 40)}])).strip(), "LC-QUOTE-QUANTITY"),
    (jsonl(asked(lines=[{"sku": "DG7GMGF0PWHC:0003", "quantity": 1, "nope": 1}])).strip(), "LC-DATA-UNKNOWN"),
    (jsonl(asked(shipping=float("inf"))).strip(), "LC-BATCH-JSON"),
]


@pytest.mark.parametrize(("line", "code"), HOSTILE, ids=[code for _, code in HOSTILE])
def test_a_hostile_line_spoils_itself_alone(cli, line, code):
    ran = cli("quote", "batch", "-", *PRICED, stdin=jsonl(asked(number="A")) + line + b"\n" + jsonl(asked(number="B")))
    assert ran.code == 3 and code in ran.err
    assert [json.loads(out)["number"] for out in ran.out.splitlines()] == ["A", "B"]


def test_yaml_documents_know_their_lines(cli):
    good = "customer: {name: X}\nvat: {rate: 22}\nlines: [{sku: DG7GMGF0PWHC:0003, quantity: 1}]\n"
    content = f"# first\n{good}---\n{good}note: wrong\n--- \nlines:\n\t- x\n...\n---\n{good}"
    ran = cli("quote", "batch", "-", *PRICED, stdin=content.encode())
    assert len(ran.out.splitlines()) == 2
    assert "<stdin>:9: 'note' is not a valid key" in ran.err
    assert "<stdin>:12: The file is not valid YAML" in ran.err


@pytest.mark.parametrize(
    ("number", "name"),
    [("2026/042", "2026-042"), ("Offerta n. 7 (bis)", "Offerta-n.-7-(bis)"), ("aux", "_aux"), ("Perché", "Perché"), ("x" * 300, "x" * 80)],
)
def test_names_of_files(cli, tmp_path, number, name):
    ran = cli("quote", "batch", "-", *PRICED, "-o", str(tmp_path), stdin=jsonl(asked(number=number)))
    assert ran.code == 0 and [path.name for path in tmp_path.iterdir() if path.is_file()] == [f"{name}.json"]


@pytest.mark.parametrize("number", ["../x", "..", "/etc/x", "C:\\x", "~/x", "a/../../x", "\\\\server\\x", "..."])
def test_a_name_that_leads_away_is_refused(cli, tmp_path, number):
    folder = tmp_path / "out"
    folder.mkdir()
    ran = cli("quote", "batch", "-", *PRICED, "-o", str(folder), stdin=jsonl(asked(number=number)))
    assert ran.code == 3 and "LC-BATCH-NAME" in ran.err and "\x1b" not in ran.err
    assert not list(folder.iterdir()) and not list(tmp_path.glob("x*"))


def test_two_quotes_never_share_a_file(cli, tmp_path):
    ran = cli("quote", "batch", "-", *PRICED, "-o", str(tmp_path), stdin=jsonl(asked(number="q-1"), asked(number="Q-1"), asked(case="q-2")))
    assert ran.code == 3 and "LC-BATCH-TWICE" in ran.err
    assert sorted(path.name for path in tmp_path.glob("*.json")) == ["q-1.json", "q-2.json"]


def test_what_is_there_stays(cli, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "A.json").write_text("mine")
    (folder / "B.json").symlink_to(elsewhere)
    content = jsonl(asked(number="A"), asked(number="B"), asked(number="C"))
    ran = cli("quote", "batch", "-", *PRICED, "-o", str(folder), stdin=content)
    assert ran.code == 3 and ran.err.count("LC-OUT-EXISTS") == 2
    assert (folder / "A.json").read_text() == "mine" and not elsewhere.exists()
    assert cli("quote", "batch", "-", *PRICED, "-o", str(folder), "--force", stdin=content).code == 0
    assert not elsewhere.exists() and not (folder / "B.json").is_symlink()


@pytest.mark.parametrize(
    ("options", "code", "status"),
    [
        (("-f", "html"), "LC-BATCH-FOLDER", 2),
        (("-f", "md", "-o", "x.md"), "LC-BATCH-FOLDER", 2),
        (("-o", "README.md/"), "LC-OUT-UNWRITABLE", 1),
        (("--jobs", "0"), "LC-CLI-VALUE", 2),
        (("--prices", "-"), "LC-CLI-VALUE", 2),
        (("--view", "boss"), "LC-CLI-VALUE", 2),
        (("--by", "nothing"), "LC-BATCH-JSON", 3),
    ],
)
def test_options_that_do_not_fit(cli, options, code, status):
    ran = cli("quote", "batch", "-", *DAY, *options, stdin=b"{bad\n")
    assert ran.code == status and code in ran.err


def test_the_order_stays_with_many_processes(cli):
    content = jsonl(*(asked(number=str(n), lines=LINES * (n % 7)) for n in range(120)))
    alone = cli("quote", "batch", "-", *PRICED, stdin=content)
    shared = cli("quote", "batch", "-", *PRICED, "--jobs", "3", stdin=content)
    assert (shared.code, shared.out, shared.err) == (alone.code, alone.out, alone.err)
    assert alone.out.count("\n") == 120 - len(range(0, 120, 7))


def test_from_the_book_with_many_processes(cli):
    cli("price", "import", "examples/price-sheet-software-IT-2026-10.csv", "--month", "2026-10")
    content = jsonl(*(asked(number=str(n)) for n in range(40)))
    ran = cli("quote", "batch", "-", *DAY, "--jobs", "2", stdin=content)
    assert ran.code == 0 and ran.err.count("LC-BOOK-OLD") == 1
    prices = {json.loads(line)["lines"][0]["price_source"]["kind"] for line in ran.out.splitlines()}
    assert prices == {"price_sheet"}


TABLE = "rfq,customer,number,sku,quantity,margin\n"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("A,X,1,{s},1,\nB,Y,2,{s},1,\nA,X,1,{s},1,\n", "LC-LINES-APART"),
        ("A,X,1,{s},1,\nA,Y,1,{s},1,\n", "LC-LINES-DIFFERS"),
        (",X,1,{s},1,\n", "LC-LINES-BLANK"),
        ("A,X,1,{s},1,,surplus\n", "LC-SHEET-CUT"),
        ("A,X,1,{s},x,\n", "LC-LINES-COUNT"),
        ("A,,1,{s},1,\n", "LC-DATA-MISSING"),
    ],
)
def test_tables_that_make_no_quote(cli, rows, code):
    content = TABLE + rows.format(s="DG7GMGF0PWHC:0003")
    ran = cli("quote", "batch", "-", *PRICED, "--by", "rfq", "--vat", "22", stdin=content.encode())
    assert ran.code in (1, 3) and code in ran.err and not ran.out


def test_a_table_of_many_quotes_in_one_stream(cli):
    rows = "A,X,1,DG7GMGF0PWHC:0003,1,10\nA,X,1,DG7GMGF0PWHT:0002,5,\nB,Y,2,DG7GMGF0PWHT:0002,1,\n"
    out = cli("quote", "batch", "-", *PRICED, "--by", "rfq", "--vat", "22", "-f", "csv", stdin=(TABLE + rows).encode()).out
    found = list(csv.DictReader(io.StringIO(out, newline="")))
    assert [(row["number"], row["position"], row["quantity"]) for row in found] == [("1", "1", "1"), ("1", "2", "5"), ("2", "1", "1")]
    excel = cli(
        "quote",
        "batch",
        "-",
        *PRICED,
        "--by",
        "rfq",
        "--vat",
        "22",
        "-f",
        "csv",
        "--csv-dialect",
        "excel-it",
        stdin=(TABLE + rows).encode(),
    )
    assert excel.out.count("\ufeff") == 1 and excel.out.count(";position;") == 1


def test_the_customer_view_of_a_batch_holds_no_cost(cli, tmp_path):
    request = (EXAMPLES / "request.yaml").read_bytes()
    internal = json.loads(cli("quote", "build", "-", *PRICED, "-f", "json", stdin=request).out)
    secrets = {line[key]["amount"] for line in internal["lines"] for key in ("unit_price", "erp")}
    secrets |= {internal["totals"][key]["amount"] for key in ("cost", "margin")}
    outs = [cli("quote", "batch", "-", *PRICED, "--view", "customer", "-f", form, stdin=request).out for form in ("jsonl", "csv")]
    cli("quote", "batch", "-", *PRICED, "--view", "customer", "-f", "html", "-o", str(tmp_path), stdin=request)
    outs.append((tmp_path / "Q-2026-0042.html").read_text())
    assert all(out and not [secret for secret in secrets if secret in out.replace(",", "")] for out in outs)


def test_a_stream_into_a_file_is_all_or_nothing(cli, tmp_path):
    target = tmp_path / "quotes.jsonl"
    content = TABLE.encode() + b'A,X,1,DG7GMGF0PWHC:0003,1,\nB,Y,2,"open\n'
    ran = cli("quote", "batch", "-", *PRICED, "--by", "rfq", "--vat", "22", "-o", str(target), stdin=content)
    assert ran.code == 1 and not list(tmp_path.glob("*quotes*"))


@given(st.lists(st.dictionaries(st.sampled_from(["a", "b"]), st.text(max_size=20)), max_size=5))
def test_every_line_of_json_is_found_with_its_number(records):
    lines = [json.dumps(record) for record in records]
    content = "\n\n".join(lines).encode()
    found = list(json_lines(io.BytesIO(content)))
    assert [(chunk.line, json.loads(chunk.content)) for chunk in found] == [(2 * n + 1, record) for n, record in enumerate(records)]


def test_what_is_too_long_for_a_request(monkeypatch):
    from licensectl.app.quotes import reader_batch

    monkeypatch.setattr(reader_batch, "MOST_BYTES", 20)
    assert list(json_lines(io.BytesIO(b'{"a": 1}\n' + b"x" * 95 + b'\n{"b": 2}'))) == [(1, b'{"a": 1}\n'), (2, None), (3, b'{"b": 2}')]
    documents = list(yaml_documents(io.BytesIO(b"a: 1\n---\n" + b"b: 22\n" * 5 + b"---\nc: 3\n")))
    assert documents == [(1, b"a: 1\n"), (3, None), (9, b"c: 3\n")]


PRETTY = json.dumps(asked(number="A-1", customer={"name": "} {["}), indent=2) + "\n"


@pytest.mark.parametrize(
    "content",
    [
        f"[\n{PRETTY},\n\n{PRETTY.replace('A-1', 'A-2')}]\n",
        f"\ufeff[{PRETTY},{PRETTY.replace('A-1', 'A-2')}]",
        PRETTY + "\n" + PRETTY.replace("A-1", "A-2"),
        PRETTY + json.dumps(asked(number="A-2")),
    ],
)
def test_json_over_several_lines(cli, content):
    ran = cli("quote", "batch", "-", *PRICED, stdin=content.encode())
    assert (ran.code, [json.loads(line)["number"] for line in ran.out.splitlines()]) == (0, ["A-1", "A-2"])


def test_the_elements_of_an_array_stand_alone(cli, tmp_path):
    path, rejects = tmp_path / "requests.json", tmp_path / "rejects.jsonl"
    good = json.dumps(asked(case="good"))
    path.write_text(f'[\n{good},\n{{"case": "bad",\n "margn": 1, "vat": {{"rate": 22}}, "customer": {{"name": "C"}}, "lines": []}},\n7]\n')
    ran = cli("quote", "batch", str(path), *PRICED, "--rejects", str(rejects))
    assert ran.code == 3 and [json.loads(line)["case"] for line in ran.out.splitlines()] == ["good"]
    bad, seven = (json.loads(line) for line in rejects.read_text().splitlines())
    assert bad["case"] == "bad" and bad["where"] == f"{path}:3"
    assert [(problem["code"], problem["where"]) for problem in bad["problems"]] == [
        ("LC-DATA-UNKNOWN", f"{path}:4"),
        ("LC-QUOTE-EMPTY", f"{path}:4"),
    ]
    assert seven["where"] == f"{path}:5" and seven["problems"][0]["code"] == "LC-DATA-MAPPING"


@pytest.mark.parametrize(("content", "code"), [("[\n", "LC-JSON-SYNTAX"), ("[1,\n2", "LC-JSON-SYNTAX"), ("[]", "LC-BATCH-EMPTY")])
def test_an_array_that_is_none(cli, content, code):
    ran = cli("quote", "batch", "-", *PRICED, stdin=content.encode())
    assert (ran.code, ran.out) == (1, "") and code in ran.err


def test_an_object_that_is_never_closed_costs_no_other(cli):
    content = (
        jsonl(asked(number="1")) + b'{"number": "2", "lines": [\n' + jsonl(asked(number="3")) + b"rubbish\n" + jsonl(asked(number="4"))
    )
    ran = cli("quote", "batch", "-", *PRICED, stdin=content)
    assert [json.loads(line)["number"] for line in ran.out.splitlines()] == ["1", "3", "4"]
    assert "2 of 5 quotes" in ran.err and "<stdin>:3: The line is not" in ran.err and ran.err.count("LC-BATCH-JSON") == 2


def test_rejects_do_not_go_to_standard_output(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = cli("quote", "batch", "-", "--rejects", "-", stdin=jsonl(REQUEST))
    assert (ran.code, ran.out) == (2, "") and "'-' is not a valid value of --rejects" in ran.err
    ran = cli("customer", "import", "-", "--skip-bad", "-", stdin=b"name\nContoso\n")
    assert (ran.code, ran.out) == (2, "") and "'-' is not a valid value of --skip-bad" in ran.err
    ran = cli("price", "import", "-", "--skip-bad", "-", stdin=b"name\nContoso\n")
    assert ran.code == 2 and "'-' is not a valid value of --skip-bad" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_each_row_says_what_its_quote_comes_to(cli):
    requests = jsonl(
        asked(number="1"), asked(number="2", vat={"rate": 22, "split_payment": True}), asked(number="3", currency="USD", market="US")
    )
    ran = cli("quote", "batch", "-", *PRICED, "-f", "csv", stdin=requests)
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    sums = ("status", "tax_regime", "quote_net", "quote_vat", "quote_gross", "quote_payable")
    assert [tuple(row[name] for name in sums) for row in rows] == [
        ("complete", "ordinary", "2287.94", "503.35", "2791.29", "2791.29"),
        ("complete", "split_payment", "2287.94", "503.35", "2791.29", "2287.94"),
    ]
    assert "LC-PRICE-CURRENCY" in ran.err


@pytest.mark.parametrize("lang", ["en", "it"])
def test_a_batch_says_how_many_quotes_are_not_held_to_the_floor(cli, tmp_path, monkeypatch, lang):
    (tmp_path / "mine.yaml").write_text("profile: {margin_floor: 20}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(tmp_path / "mine.yaml"))
    line = {"vendor": "Acme", "title": "Support", "quantity": 1, "sell_price": "100"}
    costs = ("90", "50", None)
    others = ([line | ({"unit_price": cost} if cost else {})] for cost in costs)
    requests = jsonl(*({"customer": {"name": "A"}, "vat": {"rate": 22}, "other": other} for other in others))
    ran = cli("quote", "batch", "-", "-f", "csv", "--lang", lang, stdin=requests)
    assert ran.code == 0, ran.err
    said = {
        "en": ("1 of 3 quotes have less margin than the margin_floor", "1 of 3 quotes have a line without a cost price"),
        "it": ("meno margine del margin_floor del profilo: 1 su 3", "non viene verificato: 1 su 3"),
    }
    assert "[LC-BATCH-FLOOR]" in ran.err and "[LC-BATCH-FLOOR-UNCHECKED]" in ran.err
    assert all(words in ran.err for words in said[lang]), ran.err


@pytest.mark.parametrize("content", [b'{"a": ' + b"x" * 50_000, b"a: 1\n" * 10_000])
def test_a_request_that_never_ends_is_not_read_without_end(monkeypatch, content):
    monkeypatch.setattr(reader_batch, "MOST_BYTES", 100)
    monkeypatch.setattr(reader_batch, "MOST_PASSED", 1000)
    stream = io.BytesIO(content)
    read = reader_batch.json_lines if content.startswith(b"{") else reader_batch.yaml_documents
    assert [chunk.content for chunk in read(stream)] == [None]
    assert stream.tell() < 2000
