"""Product keys are recognised in every spelling; ids, digests, numbers and words are left alone."""

import random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensectl.domain.purchases import product_keys
from licensectl.domain.purchases.model import is_order_id
from licensectl.domain.purchases.product_keys import find_keys, has_key, without_keys

# Made up: letters and digits that keys have.
GROUPS = ("BCDF2", "GH3JK", "M4NPQ", "RT6VW", "XY789")
KEY = "-".join(GROUPS)
BETWEEN = [
    "-",
    "\u2010",
    "\u2011",
    "\u2012",
    "\u2013",
    "\u2014",
    "\u2212",
    "\uff0d",
    "\u00ad",
    " ",
    "\u00a0",
    "\u202f",
    "_",
    " - ",
    " – ",
    "",
    ".",
]
BETWEEN += ["~", "=", ")(", "] [", " & ", ".", "\n", "\t", "  ", "\\n", "/", ":", ", ", "\u200b"]


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize("case", [str.upper, str.lower])
def test_every_spelling(between, case):
    key = case(between.join(GROUPS))
    for text in (key, f"Key: {key}.", f"({key})", f'{{"notes":["{key}"]}}', f"Key{key}end" if between else f"key {key} end"):
        assert has_key(text) and GROUPS[2] not in without_keys(text).upper(), text


def test_full_width_and_a_letter_before_it():
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in KEY)
    assert without_keys(f"Il {wide} è") == "Il (…) è"
    assert without_keys(f"a {KEY} b {' '.join(GROUPS)} c") == "a (…) b (…) c"
    assert "GH3JK" not in without_keys("Key" + "".join(GROUPS))
    # Not all keys are of the newer letters: what has digits and letters in groups of five is one as well.
    assert without_keys("ABCDE 12345 FGHIJ 67890 KLMNO") == without_keys("ABCDE\u201112345\u2011FGHIJ\u201167890\u2011KLMNO") == "(…)"


@pytest.mark.parametrize(
    "text",
    [
        "6dc5c039750a",
        "04d49b7f-9d1f-4b6e-8a8c-5f1f0e0f6a11",
        "JJ2LmtASSg_MHFk1Owpq8hDuqTSNbcIT1",
        "DG7GMGF0PWHC:0003:DG7GMGF0PWHD",
        "CFQ7TTC0LH18:0001:CFQ7TTC0JN4R, DG7GMGF0D8H4:0002",
        "other words could never match those eight lines about orders",
        "sizes 12345 23456 34567 45678 56789 98765",
        "IT60X0542811101000000123456",
        "DE89 3704 0044 0532 0130 00",
        "+39 02 2345 6789, 22222-33333-44444",
        "Q-2026-0001 Q-2026-0002 Q-2026-0003 Q-2026-0004",
        "2026-11-23T17:56:21.1234567Z",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "https://example.com/PRTNR-CENTR/orders/6dc5c039750a?view=full",
        "Windows Server 2025 Standard - 16 Core License Pack",
    ],
)
def test_what_is_no_key(text):
    assert without_keys(text) == text and not has_key(text)
    assert " " in text or ":" in text or "+" in text or is_order_id(text)


@given(st.uuids(version=4))
def test_no_guid_is_a_key(guid: UUID):
    for text in (str(guid), guid.hex, str(guid).upper(), f"order {guid}, line 1", f"{guid} {guid}", guid.hex.upper()):
        assert not has_key(text) and (" " in text or is_order_id(text))


def test_ids_of_partner_center_are_no_keys():
    draw = random.Random(1)
    mixed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
    ids = ["".join(draw.choices(mixed, k=draw.choice((12, 24, 33, 36, 64)))) for _ in range(20_000)]
    skus = [":".join("".join(draw.choices(mixed[:26] + "0123456789", k=k)) for k in (12, 4, 12)) for _ in range(20_000)]
    assert not [text for text in (*ids, *skus) if has_key(text)]


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(BETWEEN), st.data())
def test_nothing_of_a_key_is_left(before, after, between, data):
    groups = [data.draw(st.text("BCDFGHJKMNPQRTVWXY2346789", min_size=5, max_size=5)) for _ in range(3)]
    key = between.join(["B2CDF", *groups, "G3HJK"])
    assert key not in without_keys(f"{before} {key} {after}")


def test_a_group_before_a_key_hides_nothing():
    for between in (" ", "-", ":"):
        assert without_keys(between.join(("SERIE", *GROUPS, "ORDER"))) in ("(…)", f"SERIE{between}(…){between}ORDER")


PIECES = st.sampled_from(
    ["BCDF2", "bcdf2", "gh3jk", "GH3JK", "WORDS", "12345", "x2", "Z", "-", "-", " ", " ", "\u2011", "\\n", "\\", ", ", "é"]
)


@given(st.lists(PIECES, max_size=60).map("".join), st.integers(1, 40))
def test_what_is_looked_at_together_makes_no_difference(text, size):
    whole = find_keys(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(product_keys, "BLOCK", size)
        patch.setattr(product_keys, "BATCH", 1)
        assert find_keys(text) == whole


@pytest.mark.parametrize("between", ["-", "\u2011", " ", "", " – ", "_"])
def test_no_key_is_kept(cli, tmp_path, between):
    key = between.join(GROUPS)
    ran = cli("customer", "add", "Contoso", "--notes", f"key {key}")
    assert ran.code == 1 and "LC-CUSTOMER-KEY" in ran.err and "M4NPQ" not in ran.err + ran.out
    request = tmp_path / "r.yaml"
    request.write_text(
        f'customer: {{name: C}}\nvat: {{rate: 22}}\nnotes: ["{key}"]\nlines: [{{sku: DG7GMGF0PWHC:0003, quantity: 1, note: "{key}"}}]\n'
    )
    sheet = ("--prices", "examples/price-sheet-software-IT-2026-11.csv", "--as-of", "2026-11-23")
    ran = cli("quote", "build", str(request), *sheet, "--save", "-f", "json")
    assert ran.code == 0 and "M4NPQ" not in ran.out + ran.err
    assert b"M4NPQ" not in (tmp_path / "home" / "ledger.db").read_bytes()
