"""A return window stands once: what the rule says, `compare programs`, `explain` and the terms of a quote say."""

import json

import pytest
from helpers import EXAMPLES, SHEET

SPLIT = """\
schema: licensectl.returns/1
rules:
  csp-perpetual-30-days: {until: 2027-01-31}
  csp-perpetual-14-days:
    program: csp
    kind: perpetual
    from: 2027-02-01
    window_days: 14
    refund: prorated
    title: {en: "CSP perpetual software, 14 days", it: "Software perpetuo in CSP, 14 giorni"}
    sources: [PC-CANCEL]
    confidence: medium
"""
BEFORE, AFTER = ("2027-01-31", "full credit within 30 days of the order"), ("2027-03-01", "pro-rated refund within 14 days of the order")


@pytest.fixture
def overlay(tmp_path):
    """Return the options that lay the split rule over the facts."""
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "returns.yaml").write_text(SPLIT)
    return ("--data", str(tmp_path / "facts"))


@pytest.mark.parametrize(("day", "words"), [BEFORE, AFTER])
def test_a_new_window_shows_in_the_comparison(cli, overlay, day, words):
    ran = cli("compare", "programs", "csp", "-a", "returns", "--as-of", day, "-f", "json", *overlay)
    cell = json.loads(ran.out)["attributes"][0]["cells"]["csp"]
    assert cell["value"].startswith(words)
    assert list(cell) == ["value", "note", "as_of", "confidence", "sources", "deck"]
    assert "PC-CANCEL" in cell["sources"]


def test_and_in_explain(cli, overlay):
    made = json.loads(cli("explain", "csp.returns", "--as-of", "2027-03-01", "-f", "json", *overlay).out)
    assert [(value["from"], value["until"]) for value in made["values"]] == [
        ("2027-02-01", None),
        ("2021-06-01", "2027-01-31"),
        ("2018-09-04", "2021-05-31"),
        (None, "2018-09-03"),
    ]
    assert [value["texts"][0].split(" of ")[0] for value in made["values"][:3]] == [
        "pro-rated refund within 14 days",
        "full credit within 30 days",
        "full credit within 60 days",
    ]
    assert {"csp-perpetual-14-days", "csp-perpetual-30-days", "D-RET-02"} <= set(made["see"])
    rule = json.loads(cli("explain", "csp-perpetual-14-days", "-f", "json", *overlay).out)
    assert rule["values"][0]["texts"][0].startswith(AFTER[1]) and rule["used_by"] == ["csp.returns"]


@pytest.mark.parametrize(
    ("day", "lang", "words"),
    [
        ("2027-01-31", "en", "within 30 days of the order; credited in full"),
        (
            "2027-03-01",
            "en",
            "within 14 days of the order; credited pro rata; only the whole quantity of a line; ordered on 2027-03-01: until 2027-03-14",
        ),
        (
            "2027-03-01",
            "it",
            "entro 14 giorni dall&#39;ordine; con accredito pro rata; solo l&#39;intera quantità di una riga; "
            "con ordine del 01/03/2027: fino al 14/03/2027",
        ),
    ],
)
def test_and_in_the_terms_of_a_quote(cli, overlay, tmp_path, day, lang, words):
    path = tmp_path / "request.yaml"
    text = (EXAMPLES / "request.yaml").read_text()
    lines = [line for line in text.splitlines() if not line.startswith("date:")]
    path.write_text("\n".join([*lines, f"date: {day}"]) + "\n")
    paper = cli("quote", "build", str(path), "--prices", SHEET, "--view", "customer", "-f", "html", "--lang", lang, *overlay).out
    assert words in paper


@pytest.mark.parametrize(
    ("program", "day", "value"),
    [
        ("csp", "2021-05-31", "full credit within 60 days of the order; only whole order lines; no exchange"),
        ("csp", "2021-06-01", "full credit within 30 days of the order; only whole order lines; no exchange"),
        ("csp_subscription", "2022-07-10", "pro-rated refund within 30 days of the order; only whole order lines"),
        (
            "csp_subscription",
            "2022-07-11",
            "pro-rated refund within 168 hours (7 days) of the order or of the renewal; only whole order lines",
        ),
        ("open", "2021-12-31", "full credit within 60 days of the order; only the whole order; no exchange"),
        ("open", "2022-01-01", "no purchase possible"),
        ("oem", "2026-11-23", "no return"),
        ("mpsa", "2026-11-23", None),
    ],
)
def test_shipped_cells(cli, program, day, value):
    ran = cli("compare", "programs", program, "-a", "returns", "--as-of", day, "-f", "json")
    assert json.loads(ran.out)["attributes"][0]["cells"][program]["value"] == value


def test_boxes_say_each_buyer(cli):
    ran = cli("compare", "programs", "box", "-a", "returns", "--as-of", "2026-11-23", "-f", "json", "--lang", "it")
    value = json.loads(ran.out)["attributes"][0]["cells"]["box"]["value"]
    assert "consumatori nell'UE e in Norvegia che acquistano a distanza: accredito totale entro 14 giorni dalla consegna" in value
    assert "fino al giorno lavorativo seguente se l'ultimo non lo è" in value
    assert value.count("imprese nel SEE o nel Regno Unito: le condizioni del venditore") == 1


@pytest.mark.parametrize(
    ("file", "text", "place"),
    [
        (
            "returns.yaml",
            "schema: licensectl.returns/1\nrules:\n  csp-perpetual-30-days: {window_days: 14}\n",
            "The text of csp-perpetual-30-days says",
        ),
        (
            "programs.yaml",
            "schema: licensectl.programs/1\nprograms: {csp: {attributes: {returns: {value: within 45 days, sources: [PC-CANCEL]}}}}\n",
            "The text of csp.returns says '45 days'",
        ),
    ],
)
def test_prose_that_contradicts_a_rule(cli, tmp_path, file, text, place):
    (tmp_path / file).write_text(text)
    ran = cli("data", "check", "--data", str(tmp_path), "-f", "json")
    found = [one for one in json.loads(ran.out)["problems"] if one["code"] == "LC-FACT-RETURN-PROSE"]
    assert found and found[0]["message"].startswith(place) and found[0]["severity"] == "warning"
    assert "LC-FACT-RETURN-PROSE" not in cli("data", "check", "-f", "json").out


def test_a_subscription_promises_its_own_window(cli, facts):
    """A quote asks for the rules that `returned_as` names, whatever the program is called."""
    from datetime import date

    from licensectl.domain.quotes.model import QuoteRequest, Vat
    from licensectl.domain.quotes.terms import program_terms

    request = QuoteRequest(customer="A", market="IT", currency="EUR", vat=Vat(exempt=True), lines=[])
    program = facts.programs.programs["csp_subscription"]
    found = program_terms("csp_subscription", program, (request, date(2026, 11, 2)), facts.returns.rules)
    assert (found.returns.rule, found.returns.window_days) == ("csp-software-subscription-7-days", 7)
