"""Test that what every command writes with `-f json` fits the schema that `licensectl schema KIND` prints."""

import json
import re

import pytest
import typer
from helpers import ROOT, SHEET
from jsonschema import Draft202012Validator, FormatChecker

from licensectl.app.facts.service_schemas import RESULTS
from licensectl.app.orders.targets import shapes
from licensectl.facts.json_schema import KINDS, of_record, of_result
from licensectl.main import GROUPS

DAY = ("--as-of", "2026-11-23")
BEFORE = "examples/price-sheet-software-IT-2026-10.csv"
PRICED = ("examples/request.yaml", "--prices", SHEET)
INDIA = ("--market", "IN", "--currency", "INR")
SLIDES = ("--data", "examples/provider-ingram-micro-cloud-italy", "--provider", "ingram-micro-cloud-italy")
PLACED = ("order", "record", "--id", "6dc5c039750a", "--placed", "2026-11-02T10:00:00+01:00", "--line", "DG7GMGF0PWHC:0003=10@1021.40")
RECORDED = ("order", "record", "examples/placed-order.json", "--customer", "Contoso S.r.l.")
SAVED = ("quote", "build", *PRICED, "--save")
CHANGED = "examples/box-request.yaml"
ADDED = ("customer", "add", "Contoso S.r.l.", "--vat-id", "IT12345670017")
RECON = "examples/invoice-reconciliation-2026-11.csv"
IMPORTED = ("price", "import", BEFORE, SHEET)
# What a case needs on record beforehand.
BEFOREHAND = {
    "an order": [RECORDED],
    "orders": [PLACED, RECORDED],
    "a quote": [SAVED],
    "a customer": [ADDED, RECORDED],
    "a customer alone": [ADDED],
    "two customers": [ADDED, ("customer", "add", "Fabrikam")],
    "order lines": [("order", "export", *PRICED, "--target", "csv", "-o", "{folder}/orders.csv")],
    "prices": [IMPORTED],
    "an invoice": [("invoice", "import", RECON)],
    "own prices": [("price", "import", "{folder}/own-2026-11.csv")],
    "a backup": [PLACED, ("ledger", "backup", "{folder}/backup.db")],
}
EXPLAINED = ("csp.returns", "LC-ORDER-AVAILABILITY", "MS-NARET", "csp-public-sector", "79P-05729", "D-VL-01")
# Verb → its cases: what has to be on record, and the arguments. {folder} is an empty folder.
CASES = {
    "compare programs": [("", ("--explain",)), ("", ("open", "csp", "-a", "status", "--lang", "it"))],
    "compare office": [
        ("", ()),
        ("", ("--matrix", "2019")),
        ("", ("--from", "office_ltsc_professional_plus_2021", "--to", "m365_apps_business")),
    ],
    "compare costs": [("", (*PRICED, "--instead", "box:4=EP2-06606@219.00")), ("", (CHANGED,))],
    "advise": [("", ("--seats", "40", "--no-sa", "--activation", "kms")), ("", ("--offline", "--esu", "--segment", "Education"))],
    "sku search": [("", ("sql", "2025", "core")), ("", ("no such words",)), ("own prices", ("server", "2025", "standard"))],
    "sku show": [("", ("DG7GMGF0PWHC:0003",)), ("", ("79P-05729",)), ("own prices", ("DG7GMGF0ZZZ1:0003",))],
    "sku list": [("", ())],
    "size windows-server": [
        ("", ("--server", "2x10", "--server", "4:1x8", "--vms", "12", "--users", "25", *INDIA)),
        ("", ("--server", "2x10", "--vms", "2", "--prices", SHEET)),
    ],
    "size sql-server": [("", ("--server", "2x8", "--users", "30", "--prices", SHEET))],
    "size access": [("", ("--product", "sharepoint", "--users", "50", "--enterprise-users", "10"))],
    "price import": [("", (BEFORE,))],
    "price list": [("", ()), ("prices", ())],
    "price remove": [("own prices", ("own-2026-11.csv",)), ("prices", (SHEET,))],
    "price show": [("prices", ("DG7GMGF0PWHC:0003",))],
    "price search": [("prices", ("server", "2025", "cal")), ("", ("visio", "--prices", SHEET, "--currency", "EUR"))],
    "price diff": [("", (BEFORE, SHEET)), ("a quote", (BEFORE, SHEET, "--quotes"))],
    "price lint": [("", (BEFORE,)), ("", ("--list",))],
    "quote build": [
        ("", PRICED),
        ("", (*PRICED, "--view", "customer")),
        ("", (*PRICED, "--save")),
        ("", (CHANGED,)),
        ("a customer", (*PRICED, "--customer", "IT12345670017")),
    ],
    "quote batch": [("", ("{folder}/requests.jsonl", "--prices", SHEET, "-o", "{folder}/out"))],
    "quote list": [("", ()), ("a quote", ())],
    "quote show": [("a quote", ("Q-2026-0042",)), ("a quote", ("Q-2026-0042", "--view", "customer"))],
    "quote export": [("a quote", ("Q-2026-0042",))],
    "quote diff": [("a quote", ("Q-2026-0042", CHANGED)), ("", (PRICED[0], "{folder}/other.yaml", "--prices", SHEET))],
    "quote verify": [("a quote", ("--all",)), ("a quote", ("Q-2026-0042", "--as-of", "2032-01-01"))],
    "quote revise": [("a quote", ("Q-2026-0042", "--prices", SHEET))],
    "returns check": [
        ("", ("--purchased", "2026-11-02", "--quantity", "10", "--unit-price", "1021.40", "--explain")),
        ("", ("--purchased", "2026-11-02", *SLIDES)),
        ("", ("--purchased", "2026-11-02", "--requested", "2026-01-01")),
        ("", ("--program", "box", "--kind", "download", "--purchased", "2026-11-02", "--buyer", "consumer", "--market", "IT")),
        ("orders", ("6dc5c039750a", "--returned", "4", "--prices", SHEET)),
    ],
    "returns plan": [("orders", ()), ("orders", SLIDES), ("", ())],
    "returns explain": [("", ()), ("", ("csp", *SLIDES))],
    "order check": [("", PRICED), ("a quote", ("Q-2026-0042", "--target", "partner-center"))],
    "order export": [("", (*PRICED, "--target", target)) for target in ("csv", "partner-center")]
    + [("an order", ("--cancel", "b1a2c3d4e5f6", "--target", "partner-center"))],
    "order record": [("", PLACED[2:])],
    "order list": [("orders", ()), ("", ()), ("a quote", ("--to-place",))],
    "order accept": [("a quote", ("Q-2026-0042", "--po-number", "PO-7"))],
    "order show": [("orders", ("6dc5c039750a",))],
    "customer add": [("", ("Contoso",))],
    "customer edit": [("a customer", ("IT12345670017", "--contact", "Ada", "--mca-agreed-on", "2026-01-02"))],
    "customer rename": [("a customer", ("IT12345670017", "Contoso S.p.A.", "--id", "contoso-spa"))],
    "customer merge": [("two customers", ("fabrikam", "contoso"))],
    "customer show": [("a customer", ("IT12345670017",))],
    "customer list": [("a customer", ())],
    "customer search": [("a customer", ("contoso",))],
    "customer remove": [("a customer alone", ("IT12345670017",))],
    "customer import": [("", ("{folder}/customers.csv",)), ("", ("{folder}/customers.csv", "--skip-bad", "{folder}/bad.csv"))],
    "customer export": [("a customer", ()), ("", ())],
    "radar": [("a customer", ("--within", "20000")), ("", ())],
    "ledger check": [("orders", ())],
    "ledger backup": [("orders", ("{folder}/backup.db",))],
    "ledger restore": [("a backup", ("{folder}/backup.db",))],
    "ledger log": [("a customer", ())],
    "invoice import": [("", (RECON,))],
    "invoice list": [("an invoice", ()), ("", ())],
    "invoice show": [("an invoice", ("G000000042",))],
    "invoice reconcile": [("order lines", ("examples/invoice-reconciliation-2026-11.csv", "--orders", "{folder}/orders.csv"))],
    "data check": [("", ())],
    "data list": [("", ("points", "open"))],
    "data claims": [("", ()), ("", ("--verdict", "open", "--lang", "it"))],
    "data status": [("", ())],
    "data where": [("", ())],
    "timeline": [("", ())],
    "explain": [
        ("", (one_id,)) for one_id in ("csp.returns", "LC-ORDER-AVAILABILITY", "MS-NARET", "csp-public-sector", "79P-05729", "D-VL-01")
    ],
    "config show": [("", ())],
    "config check": [("", ())],
    "config new": [("", ())],
    "doctor": [("", ()), ("orders", ())],
    "schema": [("", ())],
}
# Kind of result → the verbs that write it.
WRITTEN_BY = {
    "compare-programs": {"compare programs"},
    "compare-office": {"compare office"},
    "office-move": {"compare office"},
    "costs": {"compare costs"},
    "advise": {"advise"},
    "sku-list": {"sku list", "sku search"},
    "sku": {"sku show"},
    "sku-from-price-list": {"sku show"},
    "size": {"size access", "size sql-server", "size windows-server"},
    "price-sheets": {"price import", "price list"},
    "price-sheet-removal": {"price remove"},
    "price-history": {"price show"},
    "price-search": {"price search"},
    "price-diff": {"price diff"},
    "price-lint": {"price lint"},
    "price-lint-checks": {"price lint"},
    "quote": {"quote batch", "quote build", "quote export", "quote revise", "quote show"},
    "quotes": {"quote list"},
    "quote-verify": {"quote verify"},
    "quote-diff": {"quote diff"},
    "return": {"returns check"},
    "return-plan": {"returns plan"},
    "return-rules": {"returns explain"},
    "order": {"order export"},
    "order-check": {"order check"},
    "orders": {"order list", "order record"},
    "orders-to-place": {"order accept", "order list"},
    "placed-order": {"order show"},
    "customers": {"customer export", "customer list", "customer search"},
    "customer-show": {"customer show"},
    "customer-change": {"customer add", "customer edit", "customer merge", "customer rename"},
    "customer-removal": {"customer remove"},
    "customer-import": {"customer import"},
    "radar": {"radar"},
    "ledger": {"ledger backup", "ledger restore"},
    "ledger-check": {"ledger check"},
    "ledger-log": {"ledger log"},
    "invoice-reconciliation": {"invoice reconcile"},
    "invoice-import": {"invoice import"},
    "invoices": {"invoice list"},
    "invoice": {"invoice show"},
    "explanation": {"explain"},
    "timeline": {"timeline"},
    "config": {"config show"},
    "config-files": {"config check", "config new"},
    "data-check": {"data check"},
    "data-list": {"data list"},
    "data-claims": {"data claims"},
    "data-status": {"data status"},
    "data-where": {"data where"},
    "schema-list": {"schema"},
    "doctor": {"doctor"},
}


def verbs():
    """Yield every verb that has `-f json`."""
    for name, group in GROUPS.items():
        command = typer.main.get_command(group.load())
        for verb, one in getattr(command, "commands", {"": command}).items():
            if "json" in one.callback.formats:
                yield f"{name} {verb}".strip()


def test_every_verb_with_json_has_a_case_and_every_kind_a_verb():
    assert set(verbs()) == set(CASES)
    assert {*WRITTEN_BY, "error"} == set(RESULTS)


def test_examples_of_the_help_read_keys_of_the_result(cli):
    """A key behind `-f json | jq .` is one of a result that the command writes."""
    found = {verb: re.findall(r"-f json \| jq (?:-r )?'?\.(\w+)", cli(*verb.split(), "--help").out) for verb in CASES}
    known = {
        verb: {key for kind, writers in WRITTEN_BY.items() if verb in writers for key in of_result(RESULTS[kind], kind)["properties"]}
        for verb in CASES
    }
    assert {(verb, key) for verb, keys in found.items() for key in keys if key not in known[verb]} == set()
    assert len([verb for verb, keys in found.items() if keys]) > 20


@pytest.fixture
def folder(tmp_path):
    """Return a folder with inputs of our own."""
    about = {"customer": {"name": "Alfa"}, "market": "IT", "currency": "EUR", "vat": {"rate": 22}}
    request = json.dumps(about | {"lines": [{"sku": "DG7GMGF0PWHC:0003", "quantity": 2}]})
    (tmp_path / "requests.jsonl").write_text(f"{request}\n{request}\n")
    (tmp_path / "other.yaml").write_text(request.replace("Alfa", "Beta").replace('"lines"', '"notes": ["one"], "lines"'))
    (tmp_path / "customers.csv").write_text("name,vat_id\nAlfa,\nBeta,\n")
    own = (ROOT / SHEET).read_text(encoding="utf-8-sig").replace("DG7GMGF0PWHC", "DG7GMGF0ZZZ1")
    (tmp_path / "own-2026-11.csv").write_text(own, encoding="utf-8")
    (tmp_path / "out").mkdir()
    return tmp_path


def check(document):
    """Validate a document by the schema of its kind; the body of a target fits the schema of one target."""
    if "schema" not in document:
        schemas = [of_record(shape, name) for name, shape in shapes().items()]
        assert any(Draft202012Validator(schema).is_valid(document) for schema in schemas)
        return ""
    kind = document["schema"].removeprefix("licensectl.").removesuffix("/1")
    Draft202012Validator(of_result(RESULTS[kind], kind), format_checker=FormatChecker()).validate(document)
    return kind


@pytest.mark.parametrize("verb", CASES)
def test_json_fits_its_schema(cli, folder, tmp_path, monkeypatch, verb):
    monkeypatch.setenv("LICENSECTL_CONFIG", str(tmp_path / "settings.yaml"))
    written = set()
    for number, (beforehand, arguments) in enumerate(CASES[verb]):
        monkeypatch.setenv("LICENSECTL_HOME", str(tmp_path / f"home{number}"))
        for command in BEFOREHAND.get(beforehand, ()):
            ran = cli(*(part.replace("{folder}", str(folder)) for part in command), "--force", *DAY)
            assert ran.code == 0, ran.err
        day = () if "--as-of" in arguments else DAY
        ran = cli(*verb.split(), *(part.replace("{folder}", str(folder)) for part in arguments), *day, "-f", "json", "--force")
        assert ran.code in (0, 3) and (ran.out or verb == "quote batch"), ran.err
        documents = [json.loads(path.read_text()) for path in (folder / "out").iterdir()] or [json.loads(ran.out)]
        written.update(check(document) for document in documents)
    assert written - {""} == {kind for kind, verbs_ in WRITTEN_BY.items() if verb in verbs_}


@pytest.mark.parametrize("kind", RESULTS)
def test_a_schema_is_one(cli, kind):
    schema = json.loads(cli("schema", kind).out)
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema"] == {"const": f"licensectl.{kind}/1"}
    assert schema["additionalProperties"] is False
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", kind)


def test_every_object_of_a_result_names_its_keys():
    """No part of a schema is left open: objects have their keys or, where these are ids, a type of their values."""

    def parts(held):
        if isinstance(held, dict):
            yield held
        for item in held.values() if isinstance(held, dict) else held if isinstance(held, list) else ():
            yield from parts(item)

    for kind, shape in RESULTS.items():
        for part in parts(of_result(shape, kind)):
            if part.get("type") == "object":
                assert part.get("additionalProperties") is False or part["additionalProperties"].keys(), (kind, part)


def test_kinds_are_told_apart():
    kinds = [*KINDS, *RESULTS, *shapes()]
    assert len(kinds) == len(set(kinds))


def test_an_error_fits_its_schema(cli):
    document = json.loads(cli("sku", "show", "no-such-sku", "-f", "json").err)
    assert check(document) == "error"


def test_list_of_kinds(cli):
    listed = json.loads(cli("schema", "-f", "json").out)["schemas"]
    assert [one["kind"] for one in listed] == [*KINDS, *RESULTS, *shapes()]
    assert {one["id"] for one in listed if one["what"] == "result"} == {f"licensectl.{kind}/1" for kind in RESULTS}
    assert "request" in cli("schema", "-f", "text", "--lang", "it").out


def test_a_schema_is_no_table(cli):
    assert json.loads(cli("schema", "quote").out) == json.loads(cli("schema", "quote", "-f", "json").out)
    assert cli("schema", "quote", "-f", "csv").code == 2
    ran = cli("schema", "no-such-kind")
    assert ran.code == 1 and "quote-diff" in ran.err
