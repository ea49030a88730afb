"""Cells that a spreadsheet would take for something else."""

import json

import pytest
from helpers import SHEET

from licensectl.core.spreadsheet import guarded
from licensectl.render.cells import dated
from licensectl.render.report import CsvForm
from licensectl.render.row_stream import encoder


@pytest.mark.parametrize("text", ["=1+1", "+39 0575", "-x", "@SUM(A1)", "\tx", "\rx", "-12.50"])
def test_what_looks_like_a_formula_is_guarded(text):
    assert guarded(text) == "'" + text
    assert guarded(text, formulas=False) == text


@pytest.mark.parametrize("text", ["", "x=1", "1-2", "'=1", "DG7GMGF0PWHC:0003"])
def test_other_text_stays_as_it_is(text):
    assert guarded(text) == guarded(text, ids=True) == text


@pytest.mark.parametrize("text", ["0001", "6E10", "12"])
def test_ids_that_look_like_numbers_are_guarded_where_asked(text):
    assert (guarded(text), guarded(text, ids=True)) == (text, "'" + text)


def test_signed_figures_of_a_stream_stay_figures():
    _, encode = encoder("csv", ("a", "b", "c"), CsvForm(delimiter=";", guard=True, ids=True), ids=(2,))
    assert encode([("-12,50", "-x", "0001")]) == b"-12,50;'-x;'0001\r\n"


@pytest.mark.parametrize("hidden", ["\u200b", "\ufeff", "\x00", "\u202e", "\x1b"])
def test_a_sign_that_is_not_shown_hides_no_formula(cli, hidden):
    """Such signs are left out of the file: what is behind them would stand first."""
    line = {"sku": "DG7GMGF0PWHC:0003", "quantity": 1, "note": f"{hidden}=1+1"}
    request = json.dumps({"customer": {"name": "Contoso"}, "vat": {"rate": 22}, "lines": [line]})
    ran = cli("quote", "build", "-", "--prices", SHEET, "-f", "csv", "--csv-dialect", "excel-it", stdin=request)
    assert ran.out.endswith(";'=1+1\r\n") and ran.code == 0


def test_a_day_to_be_typed_stays_as_it_is_typed():
    assert dated("mpa: {signed_on: 2020-01-31, country: IT}, --po-date 2026-11-29", "it") == (
        "mpa: {signed_on: 2020-01-31, country: IT}, --po-date 2026-11-29"
    )
    assert dated("validità: 2026-11-29", "it") == "validità: 29/11/2026"
    example = "Valore atteso: ad esempio 2026-11-01 o 2026-11-01T00:00:00.0000000Z."
    assert dated(example, "it") == example


@pytest.mark.parametrize(
    "text", ["«2025-13-01T00:00:00» non è una data", "«2026-11-01» è già passato", "2025-13-01", "2025-13-01T00:00:00"]
)
def test_a_quoted_value_and_an_impossible_day_stay_as_they_are(text):
    assert dated(text, "it") == text
