"""Feed every reader with inputs that nobody should send, and group what goes wrong.

`python tests/system/fuzz.py --seconds 1800 --seed 7` runs for so many seconds of processor time and prints each group with an example.
A case is a command with its files and environment. It runs in a new process and a new folder, with bounds on time and memory.
Nothing but `licensectl.main` is imported, so that with PYTHONPATH an older version can be examined as well.
"""

import argparse
import contextlib
import functools
import gzip
import importlib
import io
import json
import os
import pkgutil
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).parents[2]
# Where workbooks and electronic invoices for tests are made.
sys.path.insert(0, str(ROOT / "tests"))
EXAMPLES = ROOT / "examples"
DAY = ("--as-of", "2026-11-23")
SHEET_LINES = 30
CPU_SECONDS, WALL_SECONDS, MEGABYTES = 10, 90, 500
ADDRESS_SPACE = 3 << 30
SECRET, KEY = "s3cr3tw0rd", "VK7JGNPHTMC97JM9MPGT3V66T"


class Case(NamedTuple):
    """A command, the files and the environment that it finds, and what is checked when it has ended."""

    target: str
    arguments: tuple[str, ...]
    files: dict[str, bytes] = {}
    environment: dict[str, str] = {}
    stdin: bytes | None = b""
    closed: tuple[int, ...] = ()
    terminal: bool = False
    before: tuple[tuple[str, ...], ...] = ()
    look: "Callable[[Case, Ended, Path], str | None] | None" = None


class Ended(NamedTuple):
    """The end of a case: exit status or minus the signal, its output, its error, processor seconds and megabytes."""

    status: int
    out: bytes
    err: bytes
    error: str
    seconds: float
    megabytes: float


# Values

TEXTS = [
    "",
    " ",
    "x",
    "0",
    "-1",
    "1_000",
    "٣٤.٥",
    "１２",
    "NaN",
    "Infinity",
    "1e999",
    "-0.00",
    "9" * 40,
    "99.9999999999999999999999999",
    "999999999999999",
    "0001-01-01",
    "9999-12-31",
    "2026-13-45",
    "2026-11-09T08:30:00+25:00",
    "DG7GMGF0PWHC:0003",
    "EP2-06606",
    "csp",
    "=1+1",
    "@x",
    "a\u0000b",
    "\u009b31m",
    "\u202egnp",
    "a\u200bb",
    "\ufeff",
    "x" * 5000,
    "\ud800",
    "../../etc",
    "~",
    "NO",
    "null",
    "é€😀",
    "Q-2026-0001",
    "{x.__class__}",
    "{q:>99999999}",
    "%s",
    "idna",
    "utf-16",
    "zlib",
    "rot13",
    "UTC+25",
    "[/x]",
    "1.5",
    "1,5",
    "12 %",
    "EUR",
]
NUMBERS = [0, -1, 1, 2**31, 2**63, 2**64, 10**30, -(2**63), 1.5, 1e308, 0.1]


def scalar(rng: random.Random) -> Any:
    """Return a value that no field expects."""
    return rng.choice([rng.choice(TEXTS), rng.choice(NUMBERS), None, True, [], {}, [1], {"a": 1}, [[]], [None]])


def mutated(rng: random.Random, value: Any) -> Any:
    """Return the tree with one or a few places changed: another value, key or kind, one less, one twice, a mapping for a list."""
    value = json.loads(json.dumps(value, default=str))
    for _ in range(rng.choice([1, 1, 1, 2, 4])):
        value = _mutated_once(rng, value)
    return value


def _mutated_once(rng: random.Random, value: Any) -> Any:
    holder: dict[str, Any] = {"": value}
    places = [(holder, "")]
    seen = [value]
    while seen:
        one = seen.pop()
        pairs = one.items() if isinstance(one, dict) else enumerate(one) if isinstance(one, list) else ()
        for key, inner in pairs:
            places.append((one, key))
            seen.append(inner)
    parent, key = rng.choice(places)
    old = parent[key]
    how = rng.randrange(7)
    if how == 0 and isinstance(old, list) and old and isinstance(old[0], dict):
        parent[key] = old[0]
    elif how == 1 and isinstance(old, dict) and old:
        name = rng.choice(list(old))
        old[rng.choice([name.upper(), name + "s", "x", "", *TEXTS[:6]])] = old.pop(name)
    elif how == 2 and isinstance(parent, (list, dict)) and parent is not holder:
        parent.pop(key)
    elif how == 3 and isinstance(parent, list):
        parent.insert(key, old)
    elif how == 4:
        parent[key] = [old] if rng.random() < 0.5 else {"x": old}
    else:
        parent[key] = scalar(rng)
    return holder[""]


def spoiled(rng: random.Random, content: bytes) -> bytes:
    """Return the bytes with some of them changed, cut, doubled, or in another encoding."""
    for _ in range(rng.choice([0, 1, 1, 2, 5])):
        place = rng.randrange(len(content) + 1)
        junk = rng.choice(
            [b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"\r", b"\n" * 300, b"\x1b[31m", b"\xe2\x80\xae", bytes([rng.randrange(256)])]
        )
        content = rng.choice([content[:place] + junk + content[place:], content[:place], content[place:], content[:place] * 2, content])
    if rng.random() < 0.15:
        with contextlib.suppress(UnicodeError):
            content = content.decode().encode(rng.choice(["utf-16", "utf-16-le", "utf-32-be", "cp1252", "utf-8-sig"]), "replace")
    return gzip.compress(content) if rng.random() < 0.05 else content


def table(rng: random.Random, content: bytes, delimiter: str = ",") -> bytes:
    """Return a CSV file with changed cells, headers and rows."""
    rows = [line.split(delimiter) for line in content.decode("utf-8-sig").splitlines() if line]
    for _ in range(rng.choice([0, 1, 1, 3, 8])):
        row = rows[0] if rng.random() < 0.1 else rng.choice(rows)
        if row:
            cell = rng.choice(TEXTS[:-1]).encode("utf-8", "replace").decode()
            row[rng.randrange(len(row))] = f'"{cell}"' if delimiter in cell or "\n" in cell else cell
    if rng.random() < 0.2:
        rows.insert(rng.randrange(len(rows)), rng.choice(rows) * rng.choice([1, 2, 0]))
    return "\n".join(delimiter.join(row) for row in rows).encode()


def workbook(rng: random.Random, content: bytes) -> bytes:
    """Return the CSV file as a workbook with hostile cells, and now and then with a row or a text that has no end."""
    rows = [line.split(",") for line in content.decode("utf-8-sig").splitlines()]
    cells = [[_cell(rng, text) for text in row] for row in rows]
    bomb = rng.random()
    body = "".join(f"<row>{''.join(row)}</row>" for row in cells).encode()
    if bomb < 0.04:
        body += b"<row>" + b"<c/>" * 60_000_000 + b"</row>"
    elif bomb < 0.08:
        body += b'<row><c t="inlineStr"><is><t>' + b"x" * 400_000_000 + b"</t></is></c></row>"
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + body + b"</sheetData></worksheet>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, text in BOOK_PARTS.items():
            book.writestr(name, text)
        book.writestr("xl/worksheets/sheet1.xml", sheet)
    return spoiled(rng, made.getvalue()) if rng.random() < 0.2 else made.getvalue()


def _cell(rng: random.Random, text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    if rng.random() < 0.02:
        number = rng.choice(["1e999", "-1e-320", "45000.99999", "99999999999", "NaN", "0.1", "12", ""])
        return rng.choice(
            [
                f"<c><v>{number}</v></c>",
                "<c t='e'><v>#N/A</v></c>",
                "<c t='b'><v>7</v></c>",
                "<c t='d'><v>x</v></c>",
                "<c t='s'><v>9</v></c>",
            ]
        )
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


OFFICE = "http://schemas.openxmlformats.org"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
RELATION = f"{OFFICE}/officeDocument/2006/relationships"
RELATIONS = (
    f'<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="r1" Type="{RELATION}/%s" Target="%s"/></Relationships>'
)
BOOK_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{OFFICE}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": RELATIONS % ("officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml": f'<workbook xmlns="{OFFICE}/spreadsheetml/2006/main" xmlns:r="{RELATION}"><sheets>'
    '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": RELATIONS % ("worksheet", "worksheets/sheet1.xml"),
}


# Inputs


def example(name: str, lines: int | None = None) -> bytes:
    """Return an example of the repository, or its first lines."""
    return b"".join((EXAMPLES / name).read_bytes().splitlines(keepends=True)[:lines])


def sheet() -> bytes:
    """Return the rows of the price sheet that the request of the examples needs, and a few others."""
    header, *lines = example("price-sheet-software-IT-2026-11.csv").splitlines(keepends=True)
    wanted = [line["sku"].partition(":") for line in request()["lines"]]
    needed = [
        line for line in lines if b"EUR" in line and any(f"{product},{sku.lstrip('0')},".encode() in line for product, _, sku in wanted)
    ]
    return b"".join([header, *needed, *(line for line in lines[:SHEET_LINES] if line not in needed)])


def request() -> Any:
    """Return the request of the examples."""
    return json.loads(json.dumps(yaml.safe_load(example("request.yaml")), default=str))


def document(rng: random.Random, value: Any, form: str) -> bytes:
    text = json.dumps(value, ensure_ascii=rng.random() < 0.5, default=str) if form == "json" else yaml.safe_dump(value, allow_unicode=True)
    content = text.encode("utf-8", "surrogatepass")
    return spoiled(rng, content) if rng.random() < 0.25 else content


CUSTOMERS = b"""name,vat_id,tenant_id,country,email,notes
Contoso,IT01234569992,6c3a2b7e-0000-4000-8000-5d1f2c9b7a10,IT,a@b.example,x
Fabrikam,,,DE,,
"""
RETURNS = b"""case,program,kind,purchased,requested,quantity,returned,unit_price,currency,market
1,csp,perpetual,2026-11-02,2026-11-20,10,4,1021.40,EUR,IT
2,box,physical,2026-11-01,2026-11-10,1,1,100,EUR,IT
"""
SETTINGS: dict[str, Any] = {
    "defaults": {"lang": "it", "format": "text", "quiet": False, "as_of": "2026-11-23"},
    "profile": {
        "name": "A reseller",
        "vat_id": "IT01234569992",
        "market": "IT",
        "margin": 12,
        "valid_days": 30,
        "number_series": "Q-{year}-{number:04}",
        "mpa": {"signed_on": "2025-01-01", "country": "IT"},
        "credit": {"limit": 5000, "days": 30},
    },
}
COLUMNS: dict[str, Any] = {
    "columns": {"unit_price": ["UnitPrice"], "product_id": ["ProductId"], "sku_id": ["SkuId"]},
    "defaults": {"market": "IT", "currency": "EUR", "term": "OneTime"},
    "decimal": ".",
    "date_order": "ymd",
    "header_row": 1,
    "encoding": "utf-8",
}
FACTS: dict[str, Any] = {
    "schema": "licensectl.returns/1",
    "rules": {"csp-perpetual-30-days": {"window_days": 30, "from": "2026-01-01", "disputed": []}},
}
PRICED = ("--prices", "sheet.csv", *DAY)


def requests(rng: random.Random) -> Case:
    form = rng.choice(["yaml", "json"])
    verb = rng.choice([("quote", "build"), ("quote", "build"), ("order", "check"), ("order", "export"), ("compare", "costs")])
    more = rng.choice([(), ("-f", "json"), ("--save",) if verb[1] == "build" else (), ("-f", "html") if verb[1] == "build" else ()])
    return Case(
        "requests", (*verb, f"r.{form}", *PRICED, *more), {f"r.{form}": document(rng, mutated(rng, request()), form), "sheet.csv": sheet()}
    )


def request_tables(rng: random.Random) -> Case:
    content = table(rng, example("lines.csv"))
    name, content = rng.choice([("r.csv", spoiled(rng, content)), ("r.xlsx", workbook(rng, content))])
    return Case("tables of lines", ("quote", "build", name, "--customer", "X", *PRICED), {name: content, "sheet.csv": sheet()})


def batches(rng: random.Random) -> Case:
    many = [mutated(rng, request()) if rng.random() < 0.5 else request() for _ in range(4)]
    for number, one in enumerate(many):
        if isinstance(one, dict):
            one["number"] = f"A-{number}"
    content = "\n".join(json.dumps(one, default=str) for one in many).encode("utf-8", "surrogatepass")
    return Case(
        "batches", ("quote", "batch", "r.jsonl", "-o", "out.jsonl", *PRICED), {"r.jsonl": spoiled(rng, content), "sheet.csv": sheet()}
    )


def price_sheets(rng: random.Random) -> Case:
    content = table(rng, sheet())
    name, content = rng.choice([("s.csv", spoiled(rng, content)), ("s.csv", spoiled(rng, content)), ("s.xlsx", workbook(rng, content))])
    verb = rng.choice(
        [
            ("price", "lint", name),
            ("price", "import", name),
            ("price", "diff", "sheet.csv", name),
            ("quote", "build", "r.yaml", "--prices", name),
        ]
    )
    return Case("price sheets", (*verb, *DAY), {name: content, "sheet.csv": sheet(), "r.yaml": example("request.yaml")})


def column_maps(rng: random.Random) -> Case:
    files = {"map.yaml": document(rng, mutated(rng, COLUMNS), "yaml"), "sheet.csv": sheet()}
    return Case("column maps", ("price", "lint", "sheet.csv", "--columns", "map.yaml", *DAY), files)


def customers(rng: random.Random) -> Case:
    content = table(rng, CUSTOMERS)
    records = [dict(zip(("name", "vat_id", "country"), ("Contoso", "IT01234569992", "IT"), strict=True))]
    forms = [("c.csv", spoiled(rng, content)), ("c.xlsx", workbook(rng, content)), ("c.json", document(rng, mutated(rng, records), "json"))]
    name, content = rng.choice(forms)
    return Case("customers", ("customer", "import", name), {name: content})


def repacked(rng: random.Random, content: bytes) -> bytes:
    """Return an archive in which one of the files is spoiled, missing, or there twice; any other file with a few other bytes."""
    if not content.startswith(b"PK"):
        held = bytearray(content)
        for _ in range(rng.choice([1, 3, 20])):
            held[rng.randrange(len(held))] = rng.randrange(256)
        return bytes(held)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = [(name, archive.read(name)) for name in archive.namelist()]
    place = rng.randrange(len(files))
    name, body = files[place]
    instead = [[(name, spoiled(rng, body)), (name, body)], [(name, repacked(rng, body + b" "))], [], [(name, content)]]
    files[place : place + 1] = rng.choice(instead)
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for name, body in files:
            archive.writestr(name, body)
    return made.getvalue()


@functools.cache
def made_books() -> list[tuple[str, bytes]]:
    """Return the price sheet as a workbook of each kind, and each of these in an archive."""
    import books

    rows = [line.split(",") for line in sheet().decode("utf-8-sig").splitlines()]
    made = [(f"s.{kind}", getattr(books, kind)({"S": rows})) for kind in ("xlsx", "xls", "xlsb", "ods")]
    return [*made, *(("s.zip", books.zipped({name: content})) for name, content in made)]


def workbooks(rng: random.Random) -> Case:
    name, content = rng.choice(made_books())
    content = repacked(rng, content) if rng.random() < 0.8 else spoiled(rng, content)
    verb = rng.choice([("price", "lint", name), ("price", "columns", name), ("customer", "import", name), ("invoice", "reconcile", name)])
    return Case("workbooks", (*verb, *(DAY if verb[0] != "customer" else ())), {name: content})


@functools.cache
def made_invoices() -> list[bytes]:
    """Return electronic invoices of each kind: plain, signed, in base64, in an archive."""
    import electronic_invoices as made

    lines = [made.line("DG7GMGF0PWHC:0003", 4, "1021.40", order="a1b2c3d4e5f6")]
    plain = [made.fattura(made.body(lines)), made.ubl([("DG7GMGF0PWHC:0003", 4, "1021.40", {})])]
    return [*plain, made.signed(plain[0]), made.streamed(plain[0]), made.armoured(plain[0]), made.packed(a=plain[0], b=plain[1])]


def electronic_invoices(rng: random.Random) -> Case:
    content = rng.choice(made_invoices())
    if content.lstrip().startswith(b"<") and rng.random() < 0.6:
        # Other texts between the tags, or a tag with another name.
        text = content.decode()
        found = rng.choice(list(re.finditer(r">([^<>]+)<|<(\w+)", text)))
        group = 1 if found[1] else 2
        said = rng.choice([text for text in TEXTS if text.isprintable()]).replace("&", "").replace("<", "")
        content = f"{text[: found.start(group)]}{said}{text[found.end(group) :]}".encode("utf-8", "replace")
    else:
        content = repacked(rng, content) if rng.random() < 0.7 else spoiled(rng, content)
    verb = rng.choice(["reconcile", "import"])
    return Case("electronic invoices", ("invoice", verb, "i.xml", *DAY), {"i.xml": content}, before=RECORDED)


def placed_orders(rng: random.Random) -> Case:
    order = json.loads(example("placed-order.json"))
    verb = rng.choice([("order", "record", "o.json"), ("order", "cancel", "o.json", "--line", "0"), ("returns", "check", "o.json")])
    return Case("placed orders", (*verb, *DAY), {"o.json": document(rng, mutated(rng, order), "json")})


def invoices(rng: random.Random) -> Case:
    content = table(rng, example("invoice-reconciliation-2026-11.csv"))
    name, content = rng.choice([("i.csv", spoiled(rng, content)), ("i.xlsx", workbook(rng, content))])
    return Case("invoices", ("invoice", "reconcile", name, *DAY), {name: content})


def return_batches(rng: random.Random) -> Case:
    return Case("returns", ("returns", "check", "--batch", "b.csv", *DAY), {"b.csv": spoiled(rng, table(rng, RETURNS))})


def settings(rng: random.Random) -> Case:
    verb = rng.choice(
        [("config", "check"), ("config", "show"), ("sku", "list"), ("quote", "build", "r.yaml", "--prices", "sheet.csv", "-f", "html")]
    )
    files = {"licensectl.yaml": document(rng, mutated(rng, SETTINGS), "yaml"), "sheet.csv": sheet(), "r.yaml": example("request.yaml")}
    return Case("settings", verb, files)


def profiles_and_facts(rng: random.Random) -> Case:
    if rng.random() < 0.5:
        held = yaml.safe_load(example(rng.choice(["order-profile-json.yaml", "order-profile-italian.yaml"])))
        files = {"p.yaml": document(rng, mutated(rng, held), "yaml"), "r.yaml": example("request.yaml"), "sheet.csv": sheet()}
        return Case("order profiles", ("order", "export", "r.yaml", "--profile", "p.yaml", *PRICED), files)
    verb = rng.choice([("data", "check"), ("returns", "check", "--purchased", "2026-11-02"), ("returns", "explain")])
    return Case("facts", (*verb, "--data", "dd", *DAY), {"dd/returns.yaml": document(rng, mutated(rng, FACTS), "yaml")})


OPTIONS = {
    "--as-of": ("sku", "list"),
    "--within": ("radar",),
    "--limit": ("ledger", "log"),
    "--purchased": ("returns", "check"),
    "--server": ("size", "windows-server"),
    "--users": ("size", "access", "--product", "sharepoint"),
    "--seats": ("advise",),
    "--customer": ("order", "list"),
    "--line": ("order", "record", "--id", "0123456789ab"),
    "--placed": ("order", "record", "--id", "0123456789ab", "--line", "DG7GMGF0PWHC:3=1"),
    "--margin": ("quote", "build", "r.yaml", *PRICED),
    "--month": ("price", "import", "sheet.csv"),
    "--time-zone": ("returns", "check", "--purchased", "2026-11-02"),
    "--quantity": ("returns", "check", "--purchased", "2026-11-02"),
    "--id": ("customer", "add", "X"),
    "--lang": ("sku", "list"),
    "--store": ("order", "list"),
    "--data": ("sku", "list"),
    "-f": ("sku", "list"),
    "-o": ("sku", "list"),
    "--qualification": ("customer", "list"),
}
WORDS = [
    ("sku", "show"),
    ("sku", "search"),
    ("explain",),
    ("quote", "show"),
    ("quote", "build"),
    ("customer", "search"),
    ("order", "show"),
    ("price", "show"),
    ("schema",),
]


def arguments(rng: random.Random) -> Case:
    value = rng.choice(
        [*(text for text in TEXTS if "\0" not in text and text != "\ud800"), *map(str, NUMBERS), "a\udcff", "X\udcff", "9" * 400, "9999999"]
    )
    extra = rng.choice([(), ("-f", "json"), ("--as-of", rng.choice(["9999-12-31", "0001-01-01"]))])
    files = {"sheet.csv": sheet(), "r.yaml": example("request.yaml")}
    if rng.random() < 0.4:
        return Case("arguments", (*rng.choice(WORDS), value, *extra), files)
    option, command = rng.choice(list(OPTIONS.items()))
    plan = ("returns", "plan") if option == "--within" and rng.random() < 0.5 else command
    return Case("arguments", (*plan, f"{option}={value}" if option.startswith("--") else option + value, *extra), files, before=RECORDED)


def environments(rng: random.Random) -> Case:
    names = [
        "TZ",
        "LANG",
        "LICENSECTL_LANG",
        "LICENSECTL_FORMAT",
        "LICENSECTL_AS_OF",
        "LICENSECTL_HOME",
        "LICENSECTL_DATA",
        "COLUMNS",
        "LICENSECTL_QUIET",
        "NO_COLOR",
        "TERM",
    ]
    value = rng.choice(
        [*(text for text in TEXTS if "\0" not in text and text != "\ud800"), "UTC+25", "x\udcff", ":/nowhere", "it_IT.UTF-8"]
    )
    verb = rng.choice([("sku", "list"), ("config", "show"), ("returns", "check", "--purchased", "2026-11-02"), ("doctor",)])
    return Case("environment", (*verb, "-f", "json") if rng.random() < 0.5 else verb, environment={rng.choice(names): value})


def streams(rng: random.Random) -> Case:
    verb = rng.choice(
        [
            ("sku", "list"),
            ("quote", "build", "-"),
            ("price", "lint", "-"),
            ("doctor",),
            ("order", "record", "-"),
            ("customer", "import", "-"),
        ]
    )
    return Case("closed streams", verb, closed=rng.choice([(0,), (1,), (2,), (0, 1), (0, 1, 2)]))


# What a reader must not do, checked by comparing

RECORDED = (("order", "record", str(EXAMPLES / "placed-order.json")), ("customer", "add", "Contoso S.r.l.", "--country", "IT"))
SAVED = (
    *RECORDED,
    ("quote", "build", str(EXAMPLES / "request.yaml"), "--prices", str(EXAMPLES / "price-sheet-software-IT-2026-11.csv"), "--save", *DAY),
)


def terminals(rng: random.Random) -> Case:
    """Control and bidi characters of data must not reach a terminal."""
    sign = rng.choice(["\u009b", "\u202e", "\u200f", "\x7f", "\u2066", "\u061c", "\u200b"])

    def look(case: Case, ended: Ended, folder: Path) -> str | None:
        return "raw control characters on a terminal" if sign in ended.out.decode("utf-8", "replace") else None

    value = request()
    value["lines"][0]["note"] = f"a{sign}b"
    value["customer"]["name"] = "Contoso" if rng.random() < 0.5 else f"Con{sign}toso"
    form = rng.choice(["json", "text", "yaml", "md"])
    return Case(
        "terminals",
        ("quote", "build", "r.json", "-f", form, *PRICED),
        {"r.json": json.dumps(value).encode(), "sheet.csv": sheet()},
        terminal=True,
        look=look,
    )


def spellings(rng: random.Random) -> Case:
    """JSON with escapes says what JSON without them says; digits of other scripts are no amount."""
    value = request()
    if rng.random() < 0.5:
        value["customer"]["name"] = rng.choice(["Café 😀", "𠮷野家", "a\u0085b", "a\u2028b", "Łódź"])
        value["vat"], files = {"rate": 22}, {"sheet.csv": sheet()}
        files |= {"a.json": json.dumps(value).encode(), "b.json": json.dumps(value, ensure_ascii=False).encode()}

        def alike(case: Case, ended: Ended, folder: Path) -> str | None:
            # Under the same name, which the answer holds.
            (folder / "b.json").replace(folder / "a.json")
            other = run(case, folder)
            same = (other.status, other.out) == (ended.status, ended.out) and (ended.status == 0 or b"\\u" not in ended.err + other.err)
            refused = value["customer"]["name"] not in ("a\u0085b", "a\u2028b") and ended.status not in (0, 3)
            return None if same and not refused else "JSON escapes change the answer"

        return Case("spellings", ("quote", "build", "a.json", *PRICED, "-f", "json"), files, look=alike)
    amount = rng.choice(["1_000.5", "٣٤.٥", "１２.５", "1_0"])
    value["lines"][0]["sell_price"] = amount

    def refused(case: Case, ended: Ended, folder: Path) -> str | None:
        return f"an amount of other digits is accepted ({amount!r})" if ended.status == 0 else None

    return Case(
        "spellings", ("quote", "build", "r.json", *PRICED), {"r.json": json.dumps(value).encode(), "sheet.csv": sheet()}, look=refused
    )


def folders(rng: random.Random) -> Case:
    """Check that a settings file of the folder does not change an answer unsaid."""
    longer = {"schema": "licensectl.returns/1", "rules": {"csp-perpetual-30-days": {"window_days": 365}}}
    held = rng.choice(
        [
            {"defaults": {"data": "dd", "quiet": True}},
            {"defaults": {"as_of": "2027-05-05"}},
            {"profile": {"iban": "DE89370400440532013000", "bank": "B"}},
        ]
    )
    files = {
        "licensectl.yaml": yaml.safe_dump(held).encode(),
        "dd/returns.yaml": yaml.safe_dump(longer).encode(),
        "r.yaml": example("request.yaml"),
        "sheet.csv": sheet(),
    }

    def look(case: Case, ended: Ended, folder: Path) -> str | None:
        (folder / "licensectl.yaml").unlink()
        other = run(case, folder)
        return (
            "settings of the folder change the answer silently" if other.out != ended.out and b"licensectl.yaml" not in ended.err else None
        )

    verb = (
        ("quote", "build", "r.yaml", "--prices", "sheet.csv", "-f", "html")
        if "profile" in held
        else ("returns", "check", "--purchased", "2026-05-02", "--requested", "2026-11-23")
    )
    return Case("folder settings", verb, files, look=look)


def places(rng: random.Random) -> Case:
    """Nothing is written where nobody looks for it; no password is shown."""
    secret = rng.choice(
        [
            f"postgresql:///x?host=127.0.0.1&port=9&user=u&password={SECRET}",
            f"postgresql://u:{SECRET}@127.0.0.1:9/x",
            f"host=db dbname=x password={SECRET}",
            f"postgresql:///x?sslpassword={SECRET}&port=9&host=127.0.0.1",
        ]
    )
    environment = rng.choice(
        [
            {"LICENSECTL_STORE": secret},
            {"LICENSECTL_STORE": secret},
            {"HOME": "", "LICENSECTL_HOME": "\0"},
            {"HOME": "~", "LICENSECTL_HOME": "\0"},
        ]
    )

    def look(case: Case, ended: Ended, folder: Path) -> str | None:
        if SECRET.encode() in ended.out + ended.err:
            return "a password is shown"
        return "the ledger is written to a guessed place" if [*folder.glob("*password*"), *folder.glob("~*")] else None

    verb = rng.choice([("config", "show"), ("doctor",), ("order", "record", str(EXAMPLES / "placed-order.json"))])
    return Case("places", verb, environment=environment, look=look)


def product_keys(rng: random.Random) -> Case:
    """Check that a product key is never kept, however it is written."""
    groups = [KEY[n : n + 5] for n in range(0, 25, 5)]
    text = rng.choice([" ", "", "-", "\u2011", "\u2013", "_", " - "]).join(groups)
    value = request() | {"notes": f"key {text} end", "number": "K-1"}

    def look(case: Case, ended: Ended, folder: Path) -> str | None:
        kept = b"".join(path.read_bytes() for path in (folder / "home").glob("ledger.db*"))
        return "a product key is kept" if text.encode() in kept or json.dumps(text)[1:-1].encode() in kept else None

    return Case(
        "product keys",
        ("quote", "build", "r.json", "--save", *PRICED),
        {"r.json": json.dumps(value).encode(), "sheet.csv": sheet()},
        look=look,
    )


READS = [
    ("quote", "list"),
    ("order", "list"),
    ("customer", "list"),
    ("radar",),
    ("ledger", "log"),
    ("returns", "plan"),
    ("quote", "show", "Q-2026-0042"),
    ("doctor",),
    ("customer", "export"),
    ("ledger", "check"),
]


def ledgers(rng: random.Random) -> Case:
    """Check that a damaged ledger is named by `ledger check`; whatever reads it fails with a sentence."""

    def look(case: Case, ended: Ended, folder: Path) -> str | None:
        what = _damaged(rng, folder / "home" / "ledger.db")
        checked = run(Case("", ("ledger", "check")), folder)
        for read in rng.sample(READS, 4):
            found = run(Case("", (*read, *DAY)), folder)
            if name := wrong(found):
                return name
            if checked.status == 0 and found.status == 1:
                return f"ledger check finds nothing and others fail: {what.split('=')[0]}"
        return wrong(checked) or ("a foreign trigger goes unnoticed" if "TRIGGER" in what and checked.status == 0 else None)

    return Case("damaged ledgers", ("ledger", "check"), before=SAVED, look=look)


def _damaged(rng: random.Random, path: Path) -> str:
    if rng.random() < 0.2:
        path.write_bytes(spoiled(rng, path.read_bytes()))
        return "bytes"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        tables = {
            name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        table = rng.choice(sorted(tables))
        what = rng.choice(
            [f"UPDATE {table} SET {rng.choice(tables[table])} = ?"] * 8
            + [
                "CREATE TRIGGER t AFTER INSERT ON audit BEGIN DELETE FROM placed_order; END",
                f"DROP TABLE {table}",
                f"ALTER TABLE {table} RENAME TO other",
            ]
        )
        with contextlib.suppress(sqlite3.Error):
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute(
                what, (rng.choice(["{", "x", "NaN", "", "{}", "[]", "9" * 30, -1, 2**62, "2026-99-99"]),) if "?" in what else ()
            )
    return what


def read_only(rng: random.Random) -> Case:
    """Check that what can be read is read from a folder that cannot be written."""
    read = rng.choice(READS[:6])

    def look(case: Case, ended: Ended, folder: Path) -> str | None:
        home = folder / "home"
        if os.geteuid() or subprocess.run(["mount", "--bind", home, home], capture_output=True, check=False).returncode:
            return None
        try:
            subprocess.run(["mount", "-o", "remount,ro,bind", home], capture_output=True, check=True)
            found = run(Case("", (*read, *DAY)), folder)
        finally:
            subprocess.run(["umount", home], capture_output=True, check=False)
        return None if found.status == 0 else f"not read from a read-only place: {' '.join(read)}"

    return Case("read-only places", ("ledger", "check"), before=SAVED, look=look)


def interruptions(rng: random.Random) -> Case:
    """Ctrl-C exits 130; a restore that is ended leaves no copy of the ledger."""

    def look(case: Case, ended: Ended, folder: Path) -> str | None:
        number = rng.choice([signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
        lock = sqlite3.connect(folder / "home" / "ledger.db", isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        waiting = number != signal.SIGINT
        command = ("ledger", "restore", "b.db") if waiting else ("sku", "list")
        process = subprocess.Popen(
            [sys.executable, "-m", "licensectl", *command],
            cwd=folder,
            env=environment_of(case, folder),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        time.sleep(1.5 if waiting else rng.uniform(0.03, 0.4))
        process.send_signal(number)
        if waiting:
            time.sleep(0.3)
        lock.close()
        said = process.communicate(timeout=WALL_SECONDS)[1]
        # Before Python has begun the signal itself ends it, without a word.
        if b"Traceback" in said or (process.returncode < 0 and said):
            return f"{number.name} ends with a traceback"
        left = [
            path
            for path in folder.rglob("*")
            if path.is_file() and any(mark in str(path.relative_to(folder)) for mark in (".part", "licensectl-")) and path.stat().st_size
        ]
        return f"{number.name} leaves a copy of the ledger" if left else None

    return Case("interruptions", ("ledger", "backup", "b.db"), before=RECORDED, look=look)


def outputs(rng: random.Random) -> Case:
    """Check that a file that is replaced keeps its mode, and is never replaced unasked."""

    def look(case: Case, ended: Ended, folder: Path) -> str | None:
        mode = (folder / "out.csv").stat().st_mode & 0o777
        return None if mode == 0o600 else "a private file that is replaced becomes public"

    return Case("outputs", ("sku", "list", "-o", "out.csv", "--force"), {"out.csv": b"x"}, look=look)


def months(rng: random.Random) -> Case:
    """Check that a price sheet is filed under the month of most of its rows, or the month is said."""
    lines = re.sub(r"20\d\d-\d\d-01T", "2026-10-01T", sheet().decode("utf-8-sig")).splitlines()
    lines[rng.randrange(1, len(lines))] = lines[1].replace("2026-10-01", rng.choice(["2027-03-01", "2026-11-01", "9999-12-31"]))

    def look(case: Case, ended: Ended, folder: Path) -> str | None:
        listed = run(Case("", ("price", "list", "-f", "csv")), folder).out
        return (
            None if ended.status or b"2026-10" in listed or b"2026-10" in ended.err else "a sheet is filed under the month of its last row"
        )

    return Case("months", ("price", "import", "s.csv"), {"s.csv": "\n".join(lines).encode()}, look=look)


TARGETS: dict[Callable[[random.Random], Case], int] = {
    requests: 12,
    request_tables: 4,
    batches: 4,
    price_sheets: 8,
    column_maps: 4,
    customers: 6,
    placed_orders: 6,
    invoices: 6,
    workbooks: 6,
    electronic_invoices: 4,
    return_batches: 4,
    settings: 6,
    profiles_and_facts: 6,
    arguments: 10,
    environments: 3,
    streams: 1,
    terminals: 2,
    spellings: 2,
    folders: 1,
    places: 2,
    product_keys: 1,
    ledgers: 4,
    read_only: 1,
    interruptions: 1,
    outputs: 1,
    months: 1,
}


# Running


def environment_of(case: Case, folder: Path) -> dict[str, str]:
    own = {
        "HOME": str(folder),
        "LICENSECTL_HOME": str(folder / "home"),
        "LICENSECTL_CACHE": CACHE,
        "LICENSECTL_CONFIG": str(folder / "none.yaml"),
        "TMPDIR": str(folder),
    }
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {name: value for name, value in (kept | own | case.environment).items() if value != "\0"}


CACHE = tempfile.gettempdir()


def run(case: Case, folder: Path) -> Ended:
    """Run the command of a case in a forked process, which has everything loaded already."""
    said = {name: folder / f".{name}" for name in ("out", "err", "error")}
    began = time.monotonic()
    child = os.fork()
    if not child:
        _child(case, folder, said)
    while True:
        done, status, usage = os.wait4(child, os.WNOHANG)
        if done:
            break
        if time.monotonic() - began > WALL_SECONDS:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.002)
    texts = {name: path.read_bytes() if path.exists() else b"" for name, path in said.items()}
    for path in said.values():
        path.unlink(missing_ok=True)
    seconds = usage.ru_utime + usage.ru_stime
    return Ended(
        os.waitstatus_to_exitcode(status),
        texts["out"],
        texts["err"],
        texts["error"].decode("utf-8", "replace"),
        seconds,
        usage.ru_maxrss / 1024,
    )


def _child(case: Case, folder: Path, said: dict[str, Path]) -> None:
    status = 70
    try:
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS + 1, CPU_SECONDS + 1))
        os.environ.clear()
        os.environ.update(environment_of(case, folder))
        time.tzset()
        tempfile.tempdir = None
        os.chdir(folder)
        (folder / ".in").write_bytes(case.stdin or b"")
        for number, path in ((0, folder / ".in"), (1, said["out"]), (2, said["err"])):
            os.dup2(os.open(path, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
        kind = _Terminal if case.terminal else io.TextIOWrapper
        made = [
            io.TextIOWrapper(io.FileIO(0)),
            kind(io.FileIO(1, "w"), encoding="utf-8"),
            io.TextIOWrapper(io.FileIO(2, "w"), "utf-8", "backslashreplace", write_through=True),
        ]
        for number in case.closed:
            os.close(number)
            made[number] = None  # type: ignore[call-overload]
        sys.stdin, sys.stdout, sys.stderr = made
        sys.argv = ["licensectl", *case.arguments]
        program()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1 if end.code else 0
    except BaseException:
        said["error"].write_text(traceback.format_exc(), "utf-8", "backslashreplace")
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                stream.flush()
        os._exit(status)


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def wrong(ended: Ended) -> str | None:
    """Return the group of what went wrong in any case; None where it ended as it should."""
    if ended.error:
        lines = ended.error.strip().splitlines()
        place = next((line.strip() for line in reversed(lines) if "/licensectl/" in line and line.strip().startswith("File")), "")
        name, _, rest = place.partition("/licensectl/")[2].partition('", line ')
        return f"traceback {lines[-1].split(':')[0]} in {name} {rest.partition(', in ')[2]}"
    if ended.megabytes > MEGABYTES:
        return "more memory than allowed"
    if ended.seconds > CPU_SECONDS or ended.status == -signal.SIGXCPU or ended.status == -signal.SIGKILL:
        return "longer than allowed"
    if ended.status not in (0, 1, 2, 3, 130):
        return f"exit status {ended.status}"
    if b"Traceback (most recent call last)" in ended.err or b"\x1b" in ended.err:
        return "a traceback or an escape sequence on stderr"
    silent = ended.status in (1, 2) and not ended.err.strip() and b'"problems":' not in ended.out
    return "fails without a word" if silent or b'"problems":[]' in ended.err.replace(b" ", b"") else None


def examine(make: Callable[[random.Random], Case], rng: random.Random, folder: Path) -> tuple[Case, Ended, str | None]:
    """Run one case in a new folder and return what went wrong, if anything."""
    case = make(rng)
    for name, content in case.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
        (folder / name).chmod(0o600)
    for command in case.before:
        run(Case("", command), folder)
    ended = run(case, folder)
    # A closed stream says nothing.
    found = None if case.closed and not ended.error and ended.status >= 0 else wrong(ended)
    return case, ended, found or (case.look(case, ended, folder) if case.look else None)


def fuzz(
    seed: int, cases: int | None = None, seconds: float = 0, keep: Path | None = None, only: Collection[str] = ()
) -> Iterator[tuple[str, Case, Ended]]:
    """Examine so many cases, or as many as fit into so many seconds of processor time, and yield each that went wrong with its group."""
    rng, number = random.Random(seed), 0
    chosen = [make for make in TARGETS if not only or make.__name__ in only]
    with tempfile.TemporaryDirectory(prefix="licensectl-fuzz-") as name:
        global CACHE
        CACHE = f"{name}/cache"
        while number < cases if cases is not None else spent() < seconds:
            # A case can be repeated by its own seed.
            own = random.Random(f"{seed}-{number}")
            make = chosen[number % len(chosen)] if number < len(chosen) else rng.choices(chosen, [TARGETS[make] for make in chosen])[0]
            folder = Path(name) / f"{number}"
            folder.mkdir()
            case, ended, group = examine(make, own, folder)
            if group:
                keep and shutil.copytree(folder, keep / f"{number}", dirs_exist_ok=True)
                yield f"{case.target}: {group}", case, ended
            shutil.rmtree(folder, ignore_errors=True)
            number += 1
        print(f"{number} cases, {spent():.0f} s of processor time", file=sys.stderr)


def spent() -> float:
    """Return the processor seconds of this process and its children."""
    return sum(sum(os.times()[part] for part in (first, first + 1)) for first in (0, 2))


def program() -> None:
    """Run the program as its console script does."""
    from licensectl.main import main as run_program

    run_program()


def preload() -> None:
    """Load all commands, so that no case has to."""
    import licensectl.app

    for module in pkgutil.walk_packages(licensectl.app.__path__, "licensectl.app."):
        with contextlib.suppress(ImportError):
            importlib.import_module(module.name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=60, help="seconds of processor time")
    parser.add_argument("--cases", type=int, help="cases instead of seconds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the inputs of what went wrong")
    parser.add_argument("--only", action="append", choices=[make.__name__ for make in TARGETS], help="one kind of input; repeatable")
    given = parser.parse_args()
    preload()
    groups: dict[str, list[tuple[Case, Ended]]] = {}
    for group, case, ended in fuzz(given.seed, given.cases, given.seconds, given.keep, given.only or ()):
        if group not in groups:
            said = ended.error or ended.err.decode("utf-8", "replace")
            print(
                f"{group}\n    {' '.join(case.arguments)[:200]!r} {case.environment or ''}\n    {ended.status} {said[-300:]!r}", flush=True
            )
        groups.setdefault(group, []).append((case, ended))
    for group, found in sorted(groups.items()):
        print(f"{len(found):5} {group}")
    sys.exit(bool(groups))


if __name__ == "__main__":
    main()
