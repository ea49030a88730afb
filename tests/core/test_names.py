"""Names of files made from texts of others."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensectl.core.money import is_currency
from licensectl.core.names import MOST, capitals, distinct, file_stem, is_market, safe_name


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


@given(st.text(max_size=120))
def test_a_stem_is_a_safe_name_whatever_the_text_leads_to(text):
    stem = file_stem(text)
    assert stem == "" or (Path(stem).name == stem and not stem.startswith((".", "-")))
    assert safe_name(text) in (None, stem)


@pytest.mark.parametrize(
    ("text", "stem", "safe"),
    [
        ("2026/042 Rossi", "2026-042-Rossi", "2026-042-Rossi"),
        ("../etc/x", "etc-x", None),
        ("C:x", "C-x", None),
        ("nul", "_nul", "_nul"),
        (" … ", "", None),
    ],
)
def test_names_of_files(text, stem, safe):
    assert (file_stem(text), safe_name(text)) == (stem, safe)


@given(st.lists(st.sampled_from(["a", "A", "a-2", "b"])))
def test_distinct_names_are_as_many_and_differ(names):
    found = distinct(names)
    assert len({name.casefold() for name in found}) == len(names)
    assert all(one.startswith(name) for one, name in zip(found, names, strict=True))
