"""The paper that a customer gets: what it says, and what it must never say."""

import json
import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from helpers import EXAMPLES, ROOT, SHEET, parse_request

from licensectl.app.quotes.report_document import _section
from licensectl.domain.quotes.build import build
from licensectl.domain.quotes.terms import terms
from licensectl.domain.returns.providers import Policy, Provider
from licensectl.domain.returns.stricter import Named

GOOD = (EXAMPLES / "request.yaml").read_text().split("\n", 1)[1]
DAY = ("--as-of", "2026-11-23")
PROFILE = """
profile:
  name: Fabrikam <Licensing>
  legal_name: Fabrikam Italia S.r.l.
  vat_id: IT01234569992
  address: [Via Uno 1, 20121 Milano]
  iban: IT60X0542811101000000123456
"""


@pytest.fixture
def paper(cli, tmp_path, monkeypatch):
    """`paper(request, …)`: the customer's page of a request, under a letterhead."""
    settings = tmp_path / "settings.yaml"
    settings.write_text(PROFILE)
    monkeypatch.setenv("LICENSECTL_CONFIG", str(settings))

    def made(text: str = GOOD, *options: str, view: str = "customer", form: str = "html") -> str:
        request = tmp_path / "request.yaml"
        request.write_text(text)
        ran = cli("quote", "build", str(request), "--prices", str(ROOT / SHEET), "--view", view, "-f", form, *DAY, *options)
        assert ran.code == (3 if "--incomplete" in options else 0), ran.err
        return ran.out

    return made


def words(page: str) -> str:
    """Return the visible text of a page, one blank between words."""
    page = re.sub(r"<style>.*?</style>", "", page, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("lang", "scoped"), [("en", "Terms: CSP, Microsoft products only"), ("it", "Condizioni: CSP, solo prodotti Microsoft")]
)
def test_terms_of_microsoft_are_not_those_of_other_vendors(paper, lang, scoped):
    other = "other:\n  - {vendor: Adobe, title: Acrobat Pro, quantity: 1, sell_price: 250.00}\n"
    rebate = "other:\n  - {vendor: Contoso, title: Loyalty rebate, quantity: 1, sell_price: -5.00}\n"
    assert [scoped in words(paper(GOOD + more, "--lang", lang)) for more in (other, rebate, "")] == [True, False, False]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["Quote Q-2026-0042", "Valid until 2026-11-30", "Gross €10,873.31", "VAT 22 % €1,960.76", "until 2026-12-22"]),
        ("it", ["Offerta Q-2026-0042", "Valida fino al 30/11/2026", "Totale 10.873,31 €", "IVA 22 % 1.960,76 €", "fino al 22/12/2026"]),
    ],
)
def test_what_it_says(paper, lang, said):
    page = words(paper(GOOD, "--lang", lang))
    assert [part for part in said if part not in page] == []
    assert "Fabrikam &lt;Licensing&gt; Fabrikam Italia S.r.l." in page and "Via Uno 1" in page
    assert "IBAN IT60X0542811101000000123456" in page


def test_without_a_profile_there_is_no_letterhead(cli):
    page = cli("quote", "build", "examples/request.yaml", "--prices", SHEET, "--view", "customer", "-f", "html", *DAY).out
    assert "<header" not in page and "Contoso S.r.l." in page


@pytest.mark.parametrize(
    ("vat", "said", "total"),
    [
        ("{rate: 22, split_payment: true}", "art. 17-ter", "Totale da pagare 8.912,55 €"),
        ("{reverse_charge: true}", "Inversione contabile", "Totale 8.912,55 €"),
        ("{exempt: true}", "esente da IVA", "Totale 8.912,55 €"),
        ("{rate: 4}", "IVA 4 % 356,50 €", "Totale 9.269,05 €"),
    ],
)
def test_how_the_sale_is_taxed(paper, vat, said, total):
    page = words(paper(GOOD.replace("vat: {rate: 22}", f"vat: {vat}"), "--lang", "it"))
    assert said in page and total in page


@pytest.mark.parametrize(
    ("program", "promised"),
    [("csp", "within 30 days of the order"), ("box", "by our conditions of sale")],
)
def test_terms_follow_the_program(paper, program, promised):
    options = ["--incomplete"] if program == "box" else []  # The sheet has no prices of boxes.
    assert promised in words(paper(GOOD.replace("program: csp", f"program: {program}"), *options))


def test_terms_follow_the_date(paper):
    page = words(paper(GOOD.replace("2026-11-23", "2021-03-01").replace("margin: 12", "discount: 0"), "--incomplete"))
    assert "within 60 days of the order" in page


@pytest.mark.parametrize(
    ("policy", "promised", "last"),
    [
        ({}, "credited in full", "2026-12-22"),
        ({"window_days": 14}, "within 14 days of the order; credited in full", "2026-12-06"),
        ({"window_days": 60}, "within 30 days of the order; credited in full", "2026-12-22"),
        ({"window_business_days": 5, "only_while": ["keys_open"]}, "as long as the keys were not fetched", "2026-11-29"),
        ({"restocking_percent": Decimal(15)}, "credited less 15 %", "2026-12-22"),
    ],
)
def test_a_customer_is_promised_no_more_than_the_provider_takes_back(facts, policy, promised, last):
    said = {"title": "Terms", "sources": ["DECK"], "confidence": "low"}
    named = Named("dist", Provider(title="Distributor", policies={"terms": Policy(**said, **policy)}, sources=["DECK"], confidence="low"))
    wanted, programs = parse_request(GOOD.encode(), "request.yaml"), facts.programs.programs
    quote = build(wanted, facts.catalog, programs, None, date(2026, 11, 23), facts.knowledge)
    [terms_of_csp] = terms(quote, programs, facts.returns.rules, named)
    clause = dict(_section(terms_of_csp, "en").items)["Returns"]
    assert promised in clause and clause.endswith(f"until {last}")
    assert "Distributor" not in clause


EVIL = """<script>alert(1)</script> {{ 7*7 }} "><img src=x onerror=y>"""


def test_everything_is_escaped(paper):
    text = GOOD.replace("Contoso S.r.l.", json.dumps(EVIL)).replace("two hosts of 16 cores", json.dumps(EVIL + "\x1b[31m"))
    page = paper(text.replace("number: Q-2026-0042", "number: " + json.dumps(EVIL)))
    assert "<script" not in page and "<img" not in page and "\x1b" not in page
    assert page.count("&lt;script&gt;") == 4 and "{{ 7*7 }}" in page


def amounts(internal):
    """Every figure that only the desk may see, in each way that it may be written."""
    held = [line[key]["amount"] for line in internal["lines"] for key in ("unit_price",) if line[key]]
    held += [internal["totals"][key]["amount"] for key in ("cost", "margin")]
    for amount in held:
        whole, _, cents = amount.partition(".")
        grouped = f"{int(whole):,}"
        yield from (amount, f"{grouped}.{cents}", f"{grouped.replace(',', '.')},{cents}", amount.rstrip("0"), f"{whole},{cents}")


@pytest.mark.parametrize("lang", ["en", "it"])
@pytest.mark.parametrize("form", ["text", "md", "csv", "tsv", "json", "jsonl", "yaml", "html"])
def test_no_cost_in_any_text(paper, form, lang):
    secrets = set(amounts(json.loads(paper(view="internal", form="json"))))
    out = paper(GOOD, "--lang", lang, form=form)
    assert [secret for secret in secrets if re.search(rf"(?<![\d.,]){re.escape(secret)}(?![\d])", out)] == []


def test_no_cost_in_the_workbook(paper, cli, tmp_path):
    secrets = set(amounts(json.loads(paper(view="internal", form="json"))))
    out = tmp_path / "quote.xlsx"
    assert cli("quote", "build", "examples/request.yaml", "--prices", SHEET, "--view", "customer", *DAY, "-o", str(out)).code == 0
    with ZipFile(BytesIO(out.read_bytes())) as parts:
        held = "\n".join(parts.read(name).decode() for name in parts.namelist())
    assert "2321.36" in held
    assert [secret for secret in secrets if re.search(rf"(?<![\d.,]){re.escape(secret)}(?![\d])", held)] == []


def test_pdf(cli, tmp_path):
    pytest.importorskip("weasyprint", reason="the extra 'pdf' is not installed")
    out = tmp_path / "quote.pdf"
    ran = cli("quote", "build", "examples/request.yaml", "--prices", SHEET, "--view", "customer", *DAY, "-o", str(out))
    assert ran.code == 0, ran.err
    assert out.read_bytes().startswith(b"%PDF-")


def test_pdf_without_the_extra_says_how_to_get_it(cli, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    out = tmp_path / "quote.pdf"
    ran = cli("quote", "build", "examples/request.yaml", "--prices", SHEET, "--view", "customer", *DAY, "-o", str(out))
    assert (ran.code, out.exists()) == (1, False)
    assert "licensectl[pdf]" in ran.err and "[LC-OUT-PDF]" in ran.err


def test_a_wrong_profile_is_said_with_its_line(cli, tmp_path, monkeypatch):
    settings = tmp_path / "settings.yaml"
    settings.write_text("profile:\n  nmae: Fabrikam\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(settings))
    ran = cli("quote", "build", "examples/request.yaml", "--prices", SHEET, "--view", "customer", "-f", "html", *DAY)
    assert ran.code == 1
    assert "settings.yaml:2" in ran.err and "nmae" in ran.err and "name" in ran.err


@pytest.mark.parametrize(("country", "shown"), [("IT", False), ("DE", True)])
def test_the_country_of_the_customer_is_written_only_abroad(paper, country, shown):
    page = words(
        paper(GOOD.replace("  name: Contoso S.r.l.", f"  name: Contoso S.r.l.\n  address: Via Due 2, 20100 Milano\n  country: {country}"))
    )
    assert (f"20100 Milano {country} " in page) == shown and "20100 Milano" in page
