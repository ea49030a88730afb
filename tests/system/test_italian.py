"""No answer in Italian has an English word: neither from a text without a mark, nor from a code where people read words."""

import re
from collections import Counter
from string import Formatter
from typing import get_args

import make_translations as tool
import pytest
from helpers import SHEET
from openpyxl import load_workbook

from licensectl.app.invoices.report import WORDS
from licensectl.app.radar.report import KINDS
from licensectl.core.ledger import TITLES
from licensectl.db import ledger, transfer
from licensectl.domain.catalog.inferred import Inferred
from licensectl.domain.catalog.model import Metric
from licensectl.domain.customers.csv_row import ATTESTERS
from licensectl.domain.customers.fields import FIELDS
from licensectl.domain.customers.model import Customer
from licensectl.domain.orders.on_record import STATES
from licensectl.errors import Severity
from licensectl.i18n import translate as module
from licensectl.i18n.terms import term
from licensectl.i18n.translate import translate
from licensectl.render.audit_detail import FIELD_TITLES

DAY = ("--as-of", "2026-11-23")
BEFORE = "examples/price-sheet-software-IT-2026-10.csv"
PRICED = ("examples/request.yaml", "--prices", SHEET)
COMMANDS = {
    "compare-programs": ("compare", "programs"),
    "compare-programs-2021": ("compare", "programs", "open", "csp", "--as-of", "2021-03-01"),
    "compare-office": ("compare", "office"),
    "compare-office-2019": ("compare", "office", "--matrix", "2019"),
    "office-move": ("compare", "office", "--from", "office_ltsc_professional_plus_2021", "--to", "m365_apps_business"),
    "compare-costs": ("compare", "costs", *PRICED, "--instead", "box:4=EP2-06606@219.00"),
    "advise": ("advise", "--seats", "40", "--no-sa", "--activation", "kms"),
    "advise-charity": ("advise", "--seats", "4", "--segment", "Charity", "--offline", "--esu"),
    "sku-show": ("sku", "show", "DG7GMGF0PWHC:0003"),
    "sku-search": ("sku", "search", "sql", "2025", "core"),
    "price-search": ("price", "search", "cal", "--prices", SHEET),
    "price-diff": ("price", "diff", BEFORE, SHEET),
    "price-lint": ("price", "lint", BEFORE),
    "price-columns": ("price", "columns", "examples/distributor-list-it.csv"),
    "quote-internal": ("quote", "build", *PRICED),
    "quote-customer": ("quote", "build", *PRICED, "--view", "customer"),
    "size-windows": ("size", "windows-server", "--server", "4:1x8", "--vms", "12", "--users", "25", "--explain"),
    "size-sql": ("size", "sql-server", "--server", "2x8", "--users", "30", "--prices", SHEET),
    "size-access": ("size", "access", "--product", "sharepoint", "--users", "50", "--enterprise-users", "10"),
    "returns-check": ("returns", "check", "--purchased", "2026-11-02", "--quantity", "10", "--unit-price", "1021.40"),
    "returns-explain": ("returns", "explain"),
    "explain-fact": ("explain", "open.keys_media_portal"),
    "explain-rule": ("explain", "csp-perpetual-30-days"),
    "explain-code": ("explain", "LC-CANCEL-REFUSED"),
    "timeline": ("timeline", "--program", "csp"),
    "data-claims": ("data", "claims"),
    "order-check": ("order", "check", *PRICED),
}
WORD = re.compile(r"[^\W\d_]+")
# How many times as often English texts have an English word.
RARE = 4
# Around what the catalogue gave.
BEGIN, END = "⟦", "⟧"
# Names of products, programs, segments and places, and words of the examples: they are not translated.
NAMES = re.findall(
    r"\w+",
    """
    a about access acrobat adobe also an and app apps as assurance at azure b basic box business by cal cals cap client cloud
    commercial connector contoso core cores data datacenter device devices download edition education enterprise essentials event
    exchange external for free from full g government home hosts id ids in inbox is it key license licenses licensing link lists mac map
    market markets may microsoft months new no not note notes of office old on one online open or order orders pack page partner per
    perpetual plan plus policy price pro product products professional program project public remote rights s sa sale sales see
    server services set sku skus small software sql standard study support system the this ticket to two update updates upgrade us
    user users value version view visio volume windows with word year
    """,
)


def english():
    """Return the words that the Italian texts of the program have hardly ever, as part of a command, and those they never have."""
    ours: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for entry in tool.read():
        for kept, texts in ((True, entry.id), (False, entry.string)):
            for text in texts if isinstance(texts, tuple | list) else (texts,):
                ours[kept].update(word.casefold() for word in WORD.findall(re.sub(r"`[^`]*`|{\w*}", "", text)))
    hardly = {word for word, count in ours[True].items() if ours[False][word] * RARE < count} - set(NAMES)
    return hardly, {word for word in hardly if not ours[False][word]}


HARDLY, NEVER = english()


class Marked:
    """A catalogue that puts signs around its texts, not around the values of their fields."""

    def __init__(self, catalog):
        self._catalog = catalog

    def __getattr__(self, name):
        look_up = getattr(self._catalog, name)
        return lambda *asked: self._marked(look_up(*asked), asked)

    def _marked(self, text, asked):
        if text in asked:
            return text
        parts = [(words.replace("{", "{{").replace("}", "}}"), name) for words, name, _, _ in Formatter().parse(text)]
        return "".join((f"{BEGIN}{words}{END}" if words else "") + (f"{{{name}}}" if name is not None else "") for words, name in parts)


@pytest.fixture
def left(cli, monkeypatch):
    """Return a function that runs a command in Italian and returns the English words of its answer."""
    monkeypatch.setenv("LOGNAME", "anna")
    real = module.catalog
    monkeypatch.setattr(module, "catalog", lambda lang: Marked(real(lang)))

    def run(*arguments, path=None):
        ran = cli(*arguments, "--lang", "it", *(("-o", str(path)) if path else ()))
        said = ran.err + ran.out.partition(f"{BEGIN}Fonti{END}\n")[0] + (_cells(path) if path else "")
        assert BEGIN in said
        while (bare := re.sub(f"{BEGIN}[^{BEGIN}{END}]*{END}", "", said)) != said:
            said = bare
        # The titles of sources, below the answer, and what a fact quotes of them.
        said = re.sub(r'«[^»]*»|"[^"]*"', "", said)
        # Commands, paths, addresses, options, ids and problem codes.
        said = re.sub(r"https?://\S+|`[^`]*`|\S*[/_:=@]\S*|--?[\w-]+|\b\w+(?:-\w+)+\b|\b\w+\.\w+", " ", said)
        # Names of products and agreements begin with a capital letter.
        return {word for word in WORD.findall(said) if word in HARDLY or word.casefold() in NEVER}

    return run


def _cells(path):
    return "\n".join(
        cell for sheet in load_workbook(path) for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, str)
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_an_answer_has_no_english_word(left, name):
    asked = COMMANDS[name]
    assert left(*asked, *(() if "--as-of" in asked else DAY)) == set()


ORDER = ("--id", "a1b2c3d4e5f6", "--placed", "2026-11-09", "--line", "DG7GMGF0PWHC:3=2@1021.40", "--status", "pending review")


@pytest.fixture
def desk(cli, left):
    """Return `left` with a ledger that has a customer, an order and an invoice."""
    for command in (
        ("customer", "add", "Contoso S.r.l.", "--country", "IT", "--qualification", "nonprofit", "--owns", "windows-server-2016"),
        ("customer", "edit", "contoso", "--mca-agreed-on", "2026-11-09", "--mca-attested-by", "customer", "--notes", "Nota"),
        ("order", "record", *ORDER, "--customer", "contoso"),
        ("invoice", "import", "examples/tutorial/invoice-2026-11.csv"),
    ):
        ran = cli(*command, *DAY)
        assert ran.code == 0, ran.err
    return left


@pytest.mark.parametrize(
    "command",
    [
        ("ledger", "check"),
        ("ledger", "log"),
        ("radar", "--within", "400"),
        ("order", "list"),
        ("order", "show", "a1b2c3d4e5f6"),
        ("returns", "plan"),
        ("customer", "show", "contoso"),
        ("customer", "list"),
        ("invoice", "list"),
        ("invoice", "reconcile", "examples/tutorial/invoice-2026-11.csv"),
        ("order", "export", "a1b2c3d4e5f6", "--cancel", "--as-of", "2027-02-10"),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_what_a_ledger_holds_has_no_english_word(desk, command):
    assert desk(*command, *(() if "--as-of" in command else DAY)) == set()


@pytest.mark.parametrize(
    "command",
    [
        ("radar", "--within", "400"),
        ("order", "list"),
        ("returns", "plan"),
        ("returns", "explain", "box"),
        ("timeline", "--program", "csp", "--from", "2024-01-01"),
        ("advise", "--seats", "40", "--no-sa"),
        ("ledger", "log"),
        ("invoice", "reconcile", "examples/tutorial/invoice-2026-11.csv"),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_a_workbook_has_no_english_word(desk, command, tmp_path):
    assert desk(*command, *DAY, path=tmp_path / "answer.xlsx") == set()


def italian(values):
    """Return the values that have no word of their own in Italian."""
    return {value for value in values if term(value, "it") == value}


# Words that both languages share.
SAME = {"server", "provider", "partner", "external connector", "CAL", "ESU"}


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([*STATES, "canceled"], id="states of orders"),
        pytest.param([cause.replace("_", " ") for cause in WORDS], id="causes of differences"),
        pytest.param(KINDS.values(), id="signals of the radar"),
        pytest.param([title for title, _ in TITLES.values()], id="tables of the ledger"),
        pytest.param(get_args(Metric), id="metrics"),
        pytest.param(get_args(Severity), id="severities"),
        pytest.param(ATTESTERS, id="who attests the agreement"),
        pytest.param(Inferred("user CAL", 2, esu=True, subscription=True).words, id="kinds that a title tells"),
        pytest.param(Inferred(cores=16).words, id="packs that a title tells"),
    ],
)
def test_a_code_that_people_see_has_its_italian(values):
    assert italian(values) - SAME == set()


def test_a_qualification_has_its_italian(facts):
    known = facts.eligibility.qualifications
    assert italian(name.replace("_", " ") for name in known) == set()
    told = {translate(one.title, "it").partition(" (")[0].casefold() for one in known.values()}
    assert {term(name.replace("_", " "), "it").casefold() for name in known} == told


def test_every_table_of_the_ledger_has_a_name(store):
    with ledger.writing(store) as connection:
        assert set(transfer.counts(connection, ledger.LEDGER)) <= set(TITLES)


def test_every_field_of_a_customer_has_a_name():
    assert {field.name for field in FIELDS} <= set(FIELD_TITLES) and set(Customer.__struct_fields__) - {"id"} <= set(FIELD_TITLES)
