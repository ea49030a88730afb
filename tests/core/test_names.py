"""Names of files made from texts of others."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensectl.core.money import is_currency
from licensectl.core.names import MOST, capitals, is_market, safe_name


@given(st.text(max_size=120))
def test_a_safe_name_stays_in_its_folder(text):
    name = safe_name(text)
    if name is not None:
        assert 0 < len(name) <= MOST + 1
        assert Path(name).name == name and name not in (".", "..") and not name.startswith((".", "-"))
        assert not set(name) & set('\\/:*?"<>|\n\r\t\0\x1b')


@pytest.mark.parametrize(
    ("text", "market", "currency"),
    [
        ("IT", True, False),
        ("EUR", False, True),
        ("it", False, False),
        ("ÀÈ", False, False),
        ("IT\n", False, False),
        ("EUR\n", False, False),
    ],
)
def test_codes_are_capital_letters(text, market, currency):
    assert (is_market(text), is_currency(text)) == (market, currency)


@given(st.text(max_size=3))
def test_capitals_make_codes_of_ascii_letters_alone(text):
    if is_market(capitals(text)) or is_currency(capitals(text)):
        assert text.isascii() and text.isalpha()
    assert capitals("eur") == "EUR" and capitals("ß") == "ß"
