"""Test that all mistakes of a request are reported at once, each once with its line, and that nothing is invented for unreadable values."""

import json
import re

import pytest
from helpers import EXAMPLES, SHEET

GOOD = (EXAMPLES / "request.yaml").read_text().split("\n", 1)[1]
PRICED = ("--prices", SHEET, "--as-of", "2026-11-23")
TWELVE = """\
customer: {name: Contoso S.r.l., tenantid: x}
program: csp
date: 2026-02-31
valid_days: 5000
vat: {rate: 122}
margin: 100
shipping: -7.50
lines:
- {sku: DG7GMGF0PWHX:0003, quantity: 2}
- {sku: DG7GMGF0PWHC:0006, quantity: 0}
- {sku: DG7GMGF0PWHT:0002, part_number: 79P-05729, quantity: 1}
- sku: DG7GMGF0PN5D:0002
  quantity: 9999999999999999999999999999999999999999
- {sku: DG7GMGF0PWHC:0003, quantity: 1, special_price: {unit_price: 900, reference: SP-1, expires: 2026-11-22}}
other:
- {vendor: Adobe, title: Acrobat, quantity: 1, sell_price: NaN}
"""
SAID = [
    (1, "LC-DATA-UNKNOWN"),
    (3, "LC-DATA-VALUE"),
    (4, "LC-QUOTE-VALIDITY"),
    (5, "LC-QUOTE-PERCENT"),
    (6, "LC-QUOTE-PERCENT"),
    (7, "LC-QUOTE-AMOUNT"),
    (9, "LC-SKU-UNKNOWN"),
    (10, "LC-QUOTE-QUANTITY"),
    (11, "LC-QUOTE-NAME"),
    (13, "LC-QUOTE-QUANTITY"),
    (14, "LC-QUOTE-SPECIAL-EXPIRED"),
    (16, "LC-QUOTE-AMOUNT"),
]


@pytest.fixture
def build(cli, tmp_path):
    """`build(text)`: how the request ends as a quote, and the line and code of each thing said."""

    def run(text, *more):
        (tmp_path / "request.yaml").write_text(text)
        ran = cli("quote", "build", str(tmp_path / "request.yaml"), *PRICED, *more)
        return ran, [(int(line), code) for line, code in re.findall(r"request\.yaml:(\d+): .*\[(LC-[A-Z-]+)\]$", ran.err, re.M)]

    return run


def test_twelve_mistakes_twelve_messages(build):
    ran, said = build(TWELVE)
    assert (ran.code, ran.out) == (1, "")
    assert said == SAID
    assert len(ran.err.splitlines()) == 12


def test_as_json(build):
    ran, _ = build(TWELVE, "-f", "json")
    found = json.loads(ran.err)["problems"]
    assert [(int(one["where"].rpartition(":")[2]), one["code"]) for one in found] == SAID


@pytest.mark.parametrize("number", range(12))
def test_each_mistake_is_a_mistake_of_its_own(build, number):
    """Each left alone in a request that is otherwise good says the same thing."""
    good = {
        1: "customer: {name: Contoso S.r.l.}",
        3: "date: 2026-11-23",
        4: "valid_days: 7",
        5: "vat: {rate: 22}",
        6: "margin: 12",
        7: "shipping: 7.50",
        9: "- {sku: DG7GMGF0PWHC:0003, quantity: 2}",
        10: "- {sku: DG7GMGF0PWHC:0006, quantity: 4}",
        11: "- {sku: DG7GMGF0PWHT:0002, quantity: 1}",
        13: "  quantity: 9",
        14: "- {sku: DG7GMGF0PWHC:0003, quantity: 1}",
        16: "- {vendor: Adobe, title: Acrobat, quantity: 1, sell_price: 250}",
    }
    lines = TWELVE.splitlines()
    for place, text in good.items():
        if place != SAID[number][0]:
            lines[place - 1] = text
    ran, said = build("\n".join(lines))
    assert (ran.code, said) == (1, [SAID[number]])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # What cannot be read at all: nothing more is said than that.
        ("lines: no\nvat: {rate: 22}\ncustomer: {name: C}\n", [(1, "LC-DATA-VALUE")]),
        ("- a\n", [(1, "LC-DATA-MAPPING")]),
        ("customer: {name: C}\nvat: {rate: abc}\nlines:\n- {sku: [x], quantity: 1}\n", [(2, "LC-LINES-PERCENTAGE"), (4, "LC-DATA-VALUE")]),
        ("customer: {nme: C}\nvat: no\nlines:\n- {quantity: 1, sku: DG7GMGF0PWHC:3}\n", None),
        (
            "customer: {name: C}\nvat: {rate: 22}\nlines:\n- one\n- {sku: nope, quantity: 1}\n",
            [(4, "LC-DATA-MAPPING"), (5, "LC-SKU-NOT-IN-CATALOGUE")],
        ),
        # Two mistakes in one line are two messages; a name that is missing is one.
        (
            "customer: {name: C}\nvat: {rate: 22}\nlines:\n- {sku: nope, quantity: x}\n",
            [(4, "LC-LINES-COUNT"), (4, "LC-SKU-NOT-IN-CATALOGUE")],
        ),
        ("customer: {name: C}\nvat: {rate: 22}\nlines:\n- {quantity: 1}\n", [(4, "LC-QUOTE-NAME")]),
        # A currency that is none is said once, not once for each line.
        (GOOD.replace("currency: EUR", "currency: euro"), [(12, "LC-QUOTE-CURRENCY")]),
        (GOOD.replace("program: csp", "program: cps"), [(10, "LC-QUOTE-PROGRAM")]),
        # Prices that another market's sheet cannot give: once per line, together with everything else.
        (GOOD.replace("currency: EUR", "currency: USD").replace("margin: 12", "discount: 101"), None),
    ],
)
def test_no_message_follows_from_another(build, text, said):
    ran, found = build(text)
    assert (ran.code, ran.out) == (1, "")
    if said is not None:
        assert found == said
    assert len(found) == len(ran.err.splitlines())
    assert len(set(found)) == len(found)


def test_a_customer_that_nobody_knows_hides_nothing(build):
    text = "customer: nobody\nvat: {rate: 22}\nmargin: 100\nlines:\n- {sku: DG7GMGF0PWHC:0003, quantity: 0}\n"
    assert build(text)[1] == [(1, "LC-CUSTOMER-NONE"), (3, "LC-QUOTE-PERCENT"), (5, "LC-QUOTE-QUANTITY")]


def test_all_faults_of_prices_come_with_those_of_the_request(build):
    _, found = build(GOOD.replace("currency: EUR", "currency: USD").replace("margin: 12", "discount: 101"))
    assert found == [(15, "LC-QUOTE-PERCENT"), *((line, "LC-PRICE-CURRENCY") for line in (19, 20, 21, 22))]


# Special prices.

LINE = "- {sku: DG7GMGF0PWHC:0003, quantity: 2,"


def special(text, more=""):
    return GOOD.replace(LINE, f"{LINE} special_price: {text},{more}")


def test_a_special_price_is_what_the_line_starts_from(build):
    ran, _ = build(special("{unit_price: 900.00, reference: SP-2026-88, expires: 2026-12-31}"), "-f", "json")
    line = json.loads(ran.out)["lines"][0]
    # 900.00 / 0.88 = 1022.727…; the ERP is still that of the sheet.
    assert (line["unit_price"]["amount"], line["sell_price"]["amount"], line["erp"]["amount"]) == ("900.00", "1022.73", "1143.97")
    assert line["price_source"] == {
        "kind": "special_price",
        "where": line["price_source"]["where"],
        "source": "SP-2026-88",
        "as_of": "2026-12-31",
    }


@pytest.mark.parametrize("lang", ["en", "it"])
def test_a_special_price_is_said_to_the_desk_alone(build, lang):
    text = special("{unit_price: 900.00, reference: SP-2026-88, expires: 2026-12-31}")
    ran, _ = build(text, "-f", "text", "--lang", lang)
    assert ("special price SP-2026-88" if lang == "en" else "quotazione dedicata SP-2026-88") in ran.out
    for form in ("text", "json", "csv", "html", "md"):
        ran, _ = build(text, "-f", form, "--view", "customer")
        assert "SP-2026-88" not in ran.out and "900.00" not in ran.out


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{unit_price: 900, reference: SP-1, expires: 2026-11-22}", "LC-QUOTE-SPECIAL-EXPIRED"),
        ("{unit_price: 900, reference: ' ', expires: 2026-12-31}", "LC-QUOTE-SPECIAL-REFERENCE"),
        ("{unit_price: -1, reference: SP-1, expires: 2026-12-31}", "LC-QUOTE-AMOUNT"),
        ("{unit_price: 1e999999, reference: SP-1, expires: 2026-12-31}", "LC-QUOTE-AMOUNT"),
        ("{unit_price: 900, reference: SP-1}", "LC-DATA-MISSING"),
        ("{unit_price: 900, reference: SP-1, expires: soon}", "LC-DATA-VALUE"),
        ("{unit_price: 900, reference: SP-1, expires: 2026-12-31}, unit_price: 3", "LC-QUOTE-SPECIAL-TWICE"),
    ],
)
def test_special_prices_that_cannot_be(build, text, code):
    ran, said = build(special(text))
    assert (ran.code, said) == (1, [(19, code)])


def test_a_special_price_that_ends_before_the_quote_warns(build):
    assert "[LC-QUOTE-SPECIAL-ENDS]" in build(special("{unit_price: 900, reference: SP-1, expires: 2026-11-29}"))[0].err
    assert "[LC-QUOTE-SPECIAL-ENDS]" not in build(special("{unit_price: 900, reference: SP-1, expires: 2026-11-30}"))[0].err


def test_products_of_other_vendors(build):
    other = "other: [{vendor: Adobe, title: Acrobat, quantity: 2, sell_price: 100, %s}]\n"
    ran, said = build(GOOD + other % "unit_price: 120")
    assert ran.code == 0 and [one for one in said if one[1] != "LC-PRICE-ABOVE-ERP"] == [(23, "LC-PRICE-BELOW-COST")]
    ran, said = build(GOOD + other % "special_price: {unit_price: 80, reference: A-9, expires: 2026-12-31}", "-f", "json")
    line = json.loads(ran.out)["lines"][-1]
    assert (line["unit_price"]["amount"], line["price_source"]["kind"], line["vendor"]) == ("80", "special_price", "Adobe")
    assert build(GOOD + other % "special_price: {unit_price: 80, reference: A-9, expires: 2026-11-01}")[1] == [
        (23, "LC-QUOTE-SPECIAL-EXPIRED")
    ]


def test_shipping_of_boxes_is_taxed_and_shown(cli, tmp_path):
    text = (EXAMPLES / "box-request.yaml").read_text().replace("vat: {rate: 22}", "vat: {rate: 22}\nshipping: 12.5")
    (tmp_path / "box.yaml").write_text(text)
    command = ("quote", "build", str(tmp_path / "box.yaml"), "--view", "customer")
    totals = json.loads(cli(*command, "-f", "json").out)["totals"]
    assert (totals["shipping"]["amount"], totals["net"]["amount"], totals["vat"][0]["taxable"]["amount"]) == ("12.50", "919.50", "919.50")
    assert "Shipping EUR" in cli(*command, "-f", "text").out and "Spedizione" in cli(*command, "-f", "html", "--lang", "it").out


@pytest.mark.parametrize(
    ("old", "new"),
    [("date: 2026-11-23", "date: 9999-12-31"), ("quantity: 2,", "quantity: 10000000,"), ("date: 2026-11-23", "date: 0001-01-01")],
)
def test_the_ends_of_what_is_possible_do_not_crash(build, old, new):
    assert build(GOOD.replace(old, new))[0].code in (0, 1, 3)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("lnes:\n- {sku: DG7GMGF0PWHC:0003, quantity: 2}\n", (5, "LC-DATA-UNKNOWN")),
        ("lines: {sku: DG7GMGF0PWHC:0003, quantity: 2}\n", (5, "LC-DATA-VALUE")),
        ("lines: none\n", (5, "LC-DATA-VALUE")),
        ("lines:\n- DG7GMGF0PWHC:0003\n", (6, "LC-DATA-MAPPING")),
    ],
)
def test_lines_that_cannot_be_read_hide_nothing_else(build, lines, said):
    text = "customer: {name: C, vat_id: IT00000000000}\nvat: {rate: 0.22}\nmargin: 300\nmarket: Italy\n" + lines
    codes = ["LC-CHECK-VAT-ID", "LC-QUOTE-VAT-FRACTION", "LC-QUOTE-PERCENT", "LC-QUOTE-MARKET"]
    assert build(text)[1] == [*enumerate(codes, 1), said]


@pytest.mark.parametrize(
    ("key", "lang", "said"),
    [
        ("marign", "en", "'marign' is not a valid key. Did you mean margin? [LC-DATA-UNKNOWN]"),
        ("foo", "en", "'foo' is not a valid key, and no key here is similar. Remove it. The reference and `licensectl schema KIND`, "),
        ("foo", "it", "«foo» non è una chiave valida e nessuna chiave di questo punto è simile. Toglierla. "),
    ],
)
def test_a_key_that_is_none_names_only_one_that_is_near(build, key, lang, said):
    ran, found = build(GOOD + f"{key}: 1\n", "--lang", lang)
    assert ran.code == 1 and said in ran.err and "valid_days" not in ran.err and len(found) == 1


def test_a_key_among_few_names_them(build):
    ran, found = build(GOOD.replace("vat: {rate: 22}", "vat: {regime: split_payment}"))
    assert [code for _, code in found] == ["LC-DATA-UNKNOWN-FEW"]
    assert "'regime' is not a valid key here. Expected one of: rate, reverse_charge, exempt, split_payment, out_of_scope." in ran.err


def test_no_lines_at_all_are_said_beside_the_rest(build):
    assert build("customer: {name: C}\nvat: {rate: 22}\nmargin: x\n")[1] == [(1, "LC-QUOTE-EMPTY"), (3, "LC-LINES-PERCENTAGE")]


def test_product_keys_are_never_shown(build):
    key = "VK7JG-NPHTM-C97JM-9MPGT-3V66T"
    text = GOOD.replace("two hosts of 16 cores", f"installed with {key}")
    assert key in text
    for form in ("text", "json", "csv", "html"):
        ran, _ = build(text, "-f", form)
        assert ran.code == 0 and key not in ran.out + ran.err
    assert "installed with (…)" in build(text, "-f", "text")[0].out and "LC-QUOTE-KEY" in ran.err


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        ("customer_id,sku,quantity\nc,DG7GMGF0PWHC:0003,2\n", "LC-LINES-CUSTOMER", "Add a column 'customer'"),
        ("name,sku,quantity\nContoso,DG7GMGF0PWHC:0003,2\n", "LC-LINES-COLUMN", "Did you mean customer?"),
        ((EXAMPLES.parent / SHEET).read_text(encoding="utf-8-sig"), "LC-LINES-SHEET", "with --prices"),
    ],
)
def test_a_table_that_is_no_request_names_what_it_lacks(cli, tmp_path, content, code, words):
    (tmp_path / "lines.csv").write_text(content)
    ran = cli("quote", "build", str(tmp_path / "lines.csv"), "--prices", SHEET, "--vat", "22", "--as-of", "2026-11-23")
    assert ran.code == 1 and code in ran.err and words in ran.err


def test_a_request_is_no_price_sheet(cli):
    ran = cli("quote", "build", "examples/request.yaml", "--prices", "examples/request.yaml")
    assert (ran.code, ran.out) == (1, "") and "This is a request, not a price sheet." in ran.err


def test_a_decimal_comma_between_braces_is_named(cli, tmp_path):
    text = "customer: {name: Contoso}\nvat: {rate: 22}\nlines:\n- {sku: DG7GMGF0PWHC:0003, quantity: 1, sell_price: 1200,50}\n"
    (tmp_path / "r.yaml").write_text(text)
    ran = cli("quote", "build", str(tmp_path / "r.yaml"))
    assert "r.yaml:4: '1200,50' has a decimal comma" in ran.err and "sell_price: 1200.50." in ran.err and "LC-DATA-UNKNOWN" not in ran.err


def test_an_unknown_id_suggests_only_ids_that_differ_by_a_slip(cli, tmp_path):
    text = "customer: {name: Contoso}\nvat: {rate: 22}\nlines:\n- {sku: 'CFQ7TTC0LDPB:0001', quantity: 1}\n"
    (tmp_path / "r.yaml").write_text(text)
    ran = cli("quote", "build", str(tmp_path / "r.yaml"))
    assert "LC-SKU-NOT-IN-CATALOGUE" in ran.err and "--prices" in ran.err and "Did you mean" not in ran.err
    (tmp_path / "r.yaml").write_text(text.replace("CFQ7TTC0LDPB:0001", "DG7GMGF0PWHX:0003"))
    assert "Did you mean DG7GMGF0PWH" in cli("quote", "build", str(tmp_path / "r.yaml")).err


@pytest.mark.parametrize(
    ("words", "lang", "said"),
    [
        ("project 2017 professional", "en", "Use fewer words, or one of these titles: Project Professional 2024; "),
        ("inesistente xyz", "en", "No SKU contains every word of 'inesistente xyz', and no title is similar. Try other words with "),
        ("inesistente xyz", "it", "Nessuno SKU contiene tutte le parole di «inesistente xyz» e nessuna descrizione è simile. Provare "),
    ],
)
def test_words_that_nothing_has_suggest_only_titles_that_are_near(build, words, lang, said):
    ran, found = build(f"customer: {{name: C}}\nvat: {{rate: 22}}\nlines:\n- {{search: {words}, quantity: 1}}\n", "--lang", lang)
    assert ran.code == 1 and said in ran.err and "Windows" not in ran.err and [line for line, _ in found] == [4]
