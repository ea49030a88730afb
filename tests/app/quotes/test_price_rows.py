"""`quote price`: each row as the quote of that line alone, and never the end of the file."""

import csv
import json
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from helpers import ROOT, SHEET
from hypothesis import given, settings
from hypothesis import strategies as st

from licensectl.app.prices.store import read as pricebook
from licensectl.app.prices.store import write as bookadd
from licensectl.app.prices.store.lookup import BookPrices
from licensectl.core.money import Money
from licensectl.core.sku_id import SkuKey, parse_sku
from licensectl.domain.customers.model import Customer
from licensectl.domain.prices.price_list import PriceList, PriceRow
from licensectl.domain.quotes.build import build
from licensectl.domain.quotes.model import PriceTerms, QuoteRequest, RequestLine, Vat
from licensectl.domain.quotes.row_pricing import RowPricer
from licensectl.errors import LicensectlError
from licensectl.facts.library import Facts

DAY = ("--as-of", "2026-11-23")
SERVER = "DG7GMGF0PWHC:0003"
FACTS = Facts.load()


@pytest.fixture
def priced(cli):
    """`priced("sku,quantity\\n…", …)`: how it ended, and the rows as they come out."""

    def run(text, *more, prices=("--prices", SHEET)):
        ran = cli("quote", "price", "-", *prices, *DAY, *more, stdin=text if isinstance(text, bytes) else text.encode())
        return ran, list(csv.DictReader(StringIO(ran.out, newline="")))

    return run


def test_a_row_keeps_what_it_had_and_gets_its_price(priced):
    ran, rows = priced(f'ref,sku,quantity,note\nA,{SERVER},2,"one,\ntwo"\n', "--margin", "12")
    assert ran.code == 0
    assert rows[0] | {"price_source": ""} == {
        "ref": "A",
        "sku": SERVER,
        "quantity": "2",
        "note": "one,\ntwo",
        "unit_price": "1021.40",
        "erp": "1143.97",
        "sell_price": "1160.68",
        "line_total": "2321.36",
        "price_source": "",
        "problem": "",
    }
    assert rows[0]["price_source"] == f"price_sheet {SHEET}:7"


@pytest.mark.parametrize(
    ("row", "total", "problem"),
    [
        ("DG7GMGF0PWHC-3,1,,,,,,", "1143.97", ""),
        ("'DG7GMGF0PWHC:0003,1,,,,,,", "1143.97", ""),
        (",,1,windows server 2025 standard 16 core license,,,,", "", "LC-QUOTE-QUANTITY"),
        (",1,windows server 2025 standard 16 core license,,,,,", "1143.97", ""),
        (",1,,,,,,", "", "LC-QUOTE-NAME"),
        ("NOWHERE,1,,,,,,", "", "LC-SKU-NOT-IN-CATALOGUE"),
        (f"{SERVER},,,,,,,", "", "LC-QUOTE-QUANTITY"),
        (f"{SERVER},0,,,,,,", "", "LC-QUOTE-QUANTITY"),
        (f"{SERVER},-1,,,,,,", "", "LC-QUOTE-QUANTITY"),
        (f"{SERVER},1.5,,,,,,", "", "LC-LINES-COUNT"),
        (f'{SERVER},"1.000,0",,,,,,', "1143970.00", ""),
        (f"{SERVER},10000001,,,,,,", "", "LC-QUOTE-QUANTITY"),
        (f"{SERVER},{'9' * 40},,,,,,", "", "LC-LINES-COUNT"),
        (f"{SERVER},٣,,,,,,", "", "LC-LINES-COUNT"),
        (f"{SERVER},10000000,,,,,,", "11439700000.00", ""),
        (f"{SERVER},1,,fr,,,,", "", "LC-PRICE-MARKET"),
        (f"{SERVER},1,,ITA,,,,", "", "LC-QUOTE-MARKET"),
        (f"{SERVER},1,,,usd,,,", "", "LC-PRICE-CURRENCY"),
        (f"{SERVER},1,,,chf,,,", "1075.33", ""),
        (f"{SERVER},1,,,,nobody,,", "", "LC-CLI-VALUE"),
        (f"{SERVER},1,,,,education,,", "", "LC-PRICE-SEGMENT"),
        (f"{SERVER},1,,,,,2026-11-31,", "", "LC-CLI-VALUE"),
        (f"{SERVER},1,,,,,2020-01-01,", "", "LC-PRICE-PERIOD"),
        (f"{SERVER},1,,,,,30/11/2026,", "1143.97", ""),
        (f"{SERVER},1,,,,,,20", "1276.75", ""),
        (f'{SERVER},1,,,,,,"20,5"', "1284.78", ""),
        (f"{SERVER},1,,,,,,100", "", "LC-QUOTE-PERCENT"),
        (f"{SERVER},1,,,,,,NaN", "", "LC-LINES-PERCENTAGE"),
        (f"{SERVER},1,,,,,,-5", "", "LC-QUOTE-PERCENT"),
        (f"{SERVER},1,,,,,,,,surplus", "", "LC-ROWS-CELLS"),
        (f"{SERVER}", "", "LC-ROWS-CELLS"),
    ],
)
def test_rows(priced, row, total, problem):
    ran, rows = priced(f"sku,quantity,search,market,currency,segment,date,margin\n{row}\n{SERVER},1,,,,,,\n")
    assert rows[0]["line_total"] == total
    assert problem in rows[0]["problem"] if problem else not rows[0]["problem"]
    assert rows[1]["line_total"] == "1143.97", "a bad row never spoils the next"
    assert ran.code == (0 if total else 3)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "LC-SHEET-EMPTY"),
        ("a,b\n", "LC-ROWS-COLUMNS"),
        ("sku\n", "LC-ROWS-COLUMNS"),
        ("quantity\n", "LC-ROWS-COLUMNS"),
        ("sku,quantity,unit_price\n", "LC-ROWS-TAKEN"),
        ("sku,quantity,Problem\n", "LC-ROWS-TAKEN"),
        ("sku,SKU,quantity\n", "LC-ROWS-TWICE"),
    ],
)
def test_headers_that_cannot_be_priced(priced, header, code):
    ran, _ = priced(header)
    assert ran.code == 1 and code in ran.err and not ran.out


def test_a_header_alone_is_no_failure(priced):
    ran, rows = priced("sku,quantity\n")
    assert (ran.code, rows) == (0, [])


def test_as_an_italian_excel_saves_it(priced):
    text = f"Rif.;SKU;quantity;margin;Perché\r\n1;{SERVER};2;12,5;già\r\n".encode("cp1252")
    ran, rows = priced(text)
    assert rows[0]["line_total"] == "2334.62" and rows[0]["Perché"] == "già"
    ran, _ = priced(text, "--csv-dialect", "excel-it")
    assert ran.out.startswith("\ufeffRif.;SKU;")
    assert ";2334,62;" in ran.out


def test_what_a_spreadsheet_would_take_for_a_formula(priced):
    text = f'sku,quantity,note,change,part\n{SERVER},1,=cmd|calc,-5,+1+2\n{SERVER},1,"@x","-5,5",ok\n'
    assert "=cmd|calc,-5,+1+2" in priced(text)[0].out, "other programs get what was there"
    out = priced(text, "--csv-dialect", "excel-it")[0].out
    assert "'=cmd|calc;-5;'+1+2;" in out and "'@x;-5,5;ok;" in out


def test_ids_of_digits_stay_text_in_a_spreadsheet(priced):
    ran, _ = priced("part_number,quantity\n0001,1\n", "--csv-dialect", "excel-it")
    assert "\r\n'0001;1;" in ran.out


def test_json_lines_have_amounts_as_text_and_null_for_unknown(priced):
    ran, _ = priced(f"sku,quantity,x,x\n{SERVER},1,a,\nNO,1,a,b\n", "-f", "jsonl")
    first, second = map(json.loads, ran.out.splitlines())
    assert first["line_total"] == "1143.97" and (first["x"], first["x_4"]) == ("a", "")
    assert second["unit_price"] is None and second["line_total"] is None and second["problem"]


def test_part_numbers_of_other_programs_by_public_reference(priced):
    _, rows = priced("sku,quantity\nDG7GMGF0PWHC:0003,1\n", "--program", "open", "--market", "us", "--currency", "usd", prices=())
    assert rows[0]["line_total"] == "1176.00"
    assert rows[0]["price_source"] == "reference ms-ws-pricing 2026-08"
    assert "LC-PRICE-REFERENCE" in rows[0]["problem"] and "LC-PROGRAM-CLOSED" in rows[0]["problem"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--margin", "100"), "LC-CLI-VALUE"),
        (("--margin", "x"), "LC-CLI-VALUE"),
        (("--margin", "5", "--discount", "5"), "LC-QUOTE-RULE"),
        (("--program", "vlsc"), "LC-CLI-VALUE"),
        (("--segment", "nobody"), "LC-CLI-VALUE"),
        (("--prices", "-"), "LC-CLI-VALUE"),
        (("-f", "xlsx"), "LC-OUT-FORMAT"),
    ],
)
def test_options_that_are_none(cli, options, code):
    ran = cli("quote", "price", "-", *options, stdin=b"sku,quantity\n")
    assert ran.code == 2 and code in ran.err


def test_output_is_all_or_nothing(priced, tmp_path):
    target = tmp_path / "priced.csv"
    unclosed = f'sku,quantity,note\n{SERVER},1,a\n{SERVER},1,"open\n'
    ran, _ = priced(unclosed, "-o", str(target))
    assert ran.code == 1 and not list(tmp_path.glob("*priced*"))


def _row(key, segment, plan, start, price, number, market="IT", currency="EUR", term="OneTime", tier=(None, None)):
    return PriceRow(
        tier_min=tier[0],
        tier_max=tier[1],
        key=key,
        segment=segment,
        term=term,
        billing_plan=plan,
        market=market,
        currency=currency,
        unit_price=price,
        erp=price and price * 2,
        effective_start=date(2026, 11, start),
        effective_end=date(2026, 11, 28),
        title="T",
        row=number,
        file="sheet.csv",
    )


PRICES = st.one_of(st.none(), st.integers(0, 10**9).map(lambda n: Decimal(n).scaleb(-4)))
KEYS = [SkuKey("DG7GMGF0PWHC", "0003"), SkuKey("DG7GMGF0ZZZZ", "0001"), SkuKey("DG7GMGF0PWHT", "0002")]
ROWS = st.lists(
    st.builds(
        _row,
        st.sampled_from(KEYS[:2]),
        st.sampled_from(["Commercial", "Education", ""]),
        st.sampled_from(["", "OneTime"]),
        st.integers(1, 25),
        PRICES,
        st.integers(2, 10**6),
        st.sampled_from(["IT", "DE"]),
        st.sampled_from(["EUR", "CHF"]),
        st.sampled_from(["OneTime", "P1Y"]),
        st.sampled_from([(None, None), (None, 49), (50, None), (100, 5000)]),
    ),
    max_size=8,
    unique_by=lambda row: row.row,
)
ASKED = st.lists(
    st.tuples(
        st.integers(1, 10_000),
        st.sampled_from([str(key) for key in KEYS] + ["dg7gmgf0pwhc-3", "79P-05729", "nowhere", ""]),
        st.sampled_from(["IT", "DE", ""]),
        st.sampled_from(["EUR", "CHF", ""]),
        st.sampled_from(["Commercial", "Education", ""]),
        st.sampled_from(["2026-11-05", "2026-11-23", ""]),
    ),
    min_size=1,
    max_size=6,
)
RULES = st.one_of(
    st.just({}),
    st.builds(lambda name, value: {name: value}, st.sampled_from(["margin", "markup", "discount"]), st.integers(0, 99).map(Decimal)),
)


def _by_quote(asked, quantity, sku, market, currency, segment, day, prices):
    """Quote this line alone; return the line, or the codes of its problems."""
    line = RequestLine(quantity=quantity, sku=sku or None)
    said = {"market": market, "currency": currency, "segment": segment, "date": date.fromisoformat(day) if day else None}
    request = QuoteRequest(**{**asked, **{key: value for key, value in said.items() if value}, "lines": [line]})
    try:
        made = build(request, FACTS.catalog, FACTS.programs.programs, prices, date(2026, 11, 23))
    except LicensectlError as failure:
        return None, {problem.code for problem in failure.problems}
    return made.lines[0], {problem.code for problem in made.problems}


def _in_book(rows, folder):
    path = folder / "book.db"
    path.unlink(missing_ok=True)
    with pricebook.writing(path) as connection:
        cells = [
            (
                row.key.product_id, row.key.sku_id, row.segment, row.term, row.billing_plan, row.market, row.currency,
                *("" if bound is None else str(bound) for bound in (row.tier_min, row.tier_max)),
                row.effective_start.isoformat(), row.row, row.effective_end.isoformat(),
                *(None if price is None else format(price, "f") for price in (row.unit_price, row.erp)), row.title, "", "",
            )
            for row in rows
        ]  # fmt: skip
        bookadd.add(connection, cells, "sheet.csv", "x", "2026-11")
    return path


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(rows=ROWS, lines=ASKED, rule=RULES, booked=st.booleans())
def test_a_row_says_what_the_quote_of_that_line_says(tmp_path_factory, rows, lines, rule, booked):
    asked = {"customer": Customer("-"), "vat": Vat(exempt=True), **rule}
    listed = PriceList("sheet.csv", rows)
    fields = ("sku", "market", "currency", "segment", "date")
    around = (FACTS.catalog, FACTS.programs.programs)
    wanted = [(str(quantity), tuple(cells)) for quantity, *cells in lines]
    if booked and rows:
        with pricebook.reading(_in_book(rows, tmp_path_factory.getbasetemp())) as connection:
            prices = BookPrices(connection, "sheet.csv", "2026-11")
            answers = RowPricer(PriceTerms(**rule), date(2026, 11, 23), fields, around, lambda day: prices).answers(wanted, "en")
    else:
        answers = RowPricer(PriceTerms(**rule), date(2026, 11, 23), fields, around, lambda day: listed).answers(wanted, "en")
    for line, answer in zip(lines, answers, strict=True):
        expected, codes = _by_quote(asked, *line, listed)
        if expected is None:
            assert not answer.line_total and all(code in answer.problem for code in codes)
            continue
        assert answer.line_total == ("" if expected.line_total is None else format(expected.line_total.amount, "f"))
        assert answer.unit_price == ("" if expected.unit_price is None else format(expected.unit_price.amount, "f"))
        assert answer.sell_price == ("" if expected.sell_price is None else format(expected.sell_price.amount, "f"))
        prices_said = {code for code in codes if code.startswith(("LC-PRICE", "LC-SKU", "LC-PROGRAM"))}
        assert all(code in answer.problem for code in prices_said)


def test_the_book_and_its_sheet_give_the_same_prices(cli, priced):
    assert cli("price", "import", SHEET, "--month", "2026-11").code == 0
    with (ROOT / SHEET).open(encoding="utf-8-sig") as file:
        skus = sorted({f"{row['ProductId']}:{row['SkuId']}" for row in csv.DictReader(file)})
    text = "sku,quantity,currency\n" + "".join(f"{sku},3,{currency}\n" for sku in skus for currency in ("EUR", "CHF"))
    by_sheet, by_book = priced(text)[1], priced(text, prices=())[1]
    assert len(by_book) == 2 * len(skus) and any(row["line_total"] for row in by_book)
    for one, other in zip(by_sheet, by_book, strict=True):
        assert (one["line_total"], bool(one["problem"])) == (other["line_total"], bool(other["problem"]))


def test_a_stale_book_is_said_once(cli, priced):
    cli("price", "import", "examples/price-sheet-software-IT-2026-10.csv", "--month", "2026-10")
    ran, _ = priced(f"sku,quantity\n{SERVER},1\n{SERVER},2\n", prices=())
    assert ran.err.count("LC-BOOK-OLD") == 1


def test_gathered_prices_no_longer_need_the_book(tmp_path):
    key = parse_sku(SERVER)
    rows = [_row(key, "Commercial", "", 1, Decimal("10"), 2), _row(key, "Commercial", "", 1, Decimal("11"), 3, "DE")]
    from licensectl.domain.prices.price_list import PriceScope

    scope, elsewhere = (PriceScope(market, "EUR", "Commercial", date(2026, 11, 23)) for market in ("IT", "FR"))
    with pricebook.reading(_in_book(rows, tmp_path)) as connection:
        book = BookPrices(connection, "sheet.csv", "2026-11")
        there, nowhere = book.gathered([key], [scope]), book.gathered([key], [elsewhere])
        assert book.title(key) == "T" and book.title(KEYS[1]) is None
    assert there.in_force(key, scope).row.unit_price == Decimal("10")
    assert "only for DE, IT" in nowhere.in_force(key, elsewhere).problems[0].sentence()


@pytest.mark.slow
def test_memory_is_bounded(monkeypatch):
    from licensectl.domain.quotes import row_pricing as rowprice

    monkeypatch.setattr(rowprice, "MOST_KEPT", 10)
    sheet = PriceList("s", [_row(KEYS[0], "Commercial", "", 1, Decimal(1), 2)])
    pricer = RowPricer(PriceTerms(), date(2026, 11, 23), ("sku",), (FACTS.catalog, FACTS.programs.programs), lambda day: sheet)
    for start in range(0, 100, 5):
        pricer.answers([("1", (f"DG7GMGF0PWHC:{n:04d}",)) for n in range(start, start + 5)], "en")
    assert len(pricer._known) <= 15
    assert pricer.answers([("2", (str(KEYS[0]),))], "en")[0].line_total == format(Money(Decimal(4), "EUR").rounded().amount, "f")


def test_a_tier_counts_beside_a_price_without_one():
    rows = [
        _row(KEYS[0], "Commercial", "OneTime", 1, Decimal("10.00"), 2, "IT", "EUR", "OneTime", (None, None)),
        _row(KEYS[0], "Commercial", "OneTime", 2, Decimal("8.00"), 3, "IT", "EUR", "OneTime", (50, None)),
    ]
    listed = PriceList("sheet.csv", rows)
    pricer = RowPricer(
        PriceTerms(markup=Decimal(0)), date(2026, 11, 23), ("sku",), (FACTS.catalog, FACTS.programs.programs), lambda day: listed
    )
    answers = pricer.answers([("1", (str(KEYS[0]),)), ("49", (str(KEYS[0]),)), ("50", (str(KEYS[0]),))], "en")
    assert [answer.line_total for answer in answers] == ["10.00", "490.00", "400.00"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("12,", "0.12 %,", "0.2%,"), ["<stdin>:3: margin 0.12 means 0.12 %. For 12 %, write 12."]),
        (("0.5%,", ",0.05%"), ["<stdin>:2: margin 0.5 means 0.5 %.", "<stdin>:3: discount 0.05 means 0.05 %."]),
        (("0,", "1,", ",0"), []),
    ],
)
def test_a_percentage_below_one_in_a_row_is_taken_with_one_warning_a_column(priced, rows, said):
    ran, found = priced("\n".join(["sku,quantity,margin,discount", *(f"{SERVER},1,{row}" for row in rows)]))
    assert ran.err.count("[LC-QUOTE-SMALL-PERCENTAGE]") == len(said) and all(one in ran.err for one in said), ran.err
    assert all(row["line_total"] for row in found)


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Prezzo", "1.000"), ("Prezzo di vendita", "1,500"), ("price", "1.500"), ("Prezzo", "$54,20"), ("Prezzo", "abc"),
        ("Costo", "1.000"), ("Margine", "0,12"), ("margin", "0.12"), ("Ricarico", "0,1"), ("Sconto", "0,05"), ("Sconto %", "-0"),
        ("Data", "15/13/2026"), ("date", "2026-02-30"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["en", "it"])
def test_a_cell_that_quote_build_refuses_is_the_problem_of_the_row(cli, priced, header, cell, lang):
    table = f"Codice;Quantità;{header}\n{SERVER};2;{cell}\n"
    ran, [row] = priced(table, "--lang", lang)
    built = cli("quote", "build", "-", "--prices", SHEET, "--customer", "A", "--vat", "22", "--lang", lang, *DAY, stdin=table.encode())
    assert (ran.code, built.code, row["line_total"], row[header]) == (3, 1, "", cell)
    if header not in ("Data", "date"):
        assert row["problem"] in built.err
    assert cell in row["problem"]


@pytest.mark.parametrize("quantity", ["1.000", "1,000"])
def test_a_quantity_that_can_be_two_figures_is_a_problem(priced, quantity):
    ran, [row] = priced(f'Codice,Quantità\n{SERVER},"{quantity}"\n')
    assert (ran.code, row["line_total"]) == (3, "") and "can mean 1000 or 1.000" in row["problem"]


def test_a_figure_that_can_be_two_is_written_as_italians_do(priced):
    _, [price, margin] = priced(f"Codice;Quantità;Prezzo;Margine\n{SERVER};2;1.000;\n{SERVER};2;;0.12\n", "--lang", "it")
    assert "«1.000» può significare 1000 o 1,000." in price["problem"]
    assert "«0.12» può significare 12 % o 0,12 %." in margin["problem"]


@pytest.mark.parametrize("quantity", ["2,0", "2.0", "'2"])
def test_a_quantity_as_quote_build_accepts_it(priced, quantity):
    ran, [row] = priced(f"Codice;Quantità\n{SERVER};{quantity}\n")
    assert (ran.code, row["Quantità"], row["line_total"]) == (0, quantity, "2287.94"), row


@pytest.mark.parametrize("header", ["date", "Data", "Data offerta", "Data dell'offerta"])
def test_the_day_of_a_row_may_have_an_italian_header(priced, header):
    """The price of October, out of the sheet of October."""
    _, [row] = priced(
        f"Codice;Quantità;{header}\n{SERVER};1;15/10/2026\n",
        prices=("--prices", "examples/price-sheet-software-IT-2026-10.csv"),
    )
    assert row["unit_price"] == "1009.90", row


@pytest.mark.parametrize(
    ("header", "cell", "total", "code"),
    [
        ("Importo sconto", "100,00", "2187.94", ""),
        ("discount_amount", "100.0050", "2187.93", ""),
        ("Importo sconto", "300", "1987.94", "LC-PRICE-BELOW-COST"),
        ("Importo sconto", "2287,95", "", "LC-QUOTE-DISCOUNT-ABOVE"),
        ("Importo sconto", "1.000", "", "LC-LINES-FIGURE"),
        ("Importo sconto", "-5", "", "LC-QUOTE-AMOUNT"),
        ("Programma", "csp", "2287.94", ""),
        ("program", "mpsa", "", "LC-PRICE-NONE"),
        ("Programma", "nothing", "", "LC-QUOTE-PROGRAM"),
    ],
)
def test_every_column_that_a_quote_prices_by_counts(cli, priced, header, cell, total, code):
    table = f'Codice,Quantità,{header}\n{SERVER},2,"{cell}"\n{SERVER},2,\n'
    ran, [row, other] = priced(table)
    assert (row["line_total"], other["line_total"], ran.code) == (total, "2287.94", 0 if total else 3), row
    assert code in row["problem"] if code else not row["problem"]
    alone = table.rpartition(f"{SERVER},2,")[0].encode()
    built = cli("quote", "build", "-", "--prices", SHEET, "--customer", "A", "--vat", "22", "-f", "json", *DAY, stdin=alone)
    assert code in built.err + built.out
    if total:
        assert json.loads(built.out)["lines"][0]["line_total"]["amount"] == total


@pytest.mark.parametrize(
    ("header", "hint"),
    [
        ("Prezzo unitario", "price"),
        ("Prezzo di acquisto netto", "cost"),
        ("Price in the RFQ of the customer", "price"),
        ("Margine %%", "margin"),
    ],
)
def test_a_column_that_looks_like_a_price_and_is_not_read_is_said(cli, priced, header, hint):
    ran, [row] = priced(f"Codice;Quantità;{header};Rif.\n{SERVER};2;80;x\n")
    assert (ran.code, row["line_total"], row[header]) == (0, "2287.94", "80")
    assert f"<stdin>:1: The column '{header}' is not read" in ran.err and f"name it {hint}." in ran.err
    assert ran.err.count("LC-ROWS-NOT-READ") == 1
    assert "LC-ROWS-NOT-READ" not in priced(f"Codice;Quantità;Sconto;Rif.\n{SERVER};2;8;x\n")[0].err
