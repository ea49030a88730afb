"""Ids of SKUs: every spelling that lists use, and none that is not one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensectl.core.sku_id import SkuKey, pad, parse_availability, parse_sku, parse_spelled


@pytest.mark.parametrize(
    ("spelled", "key"),
    [
        ("DG7GMGF0FLR2:0002", "DG7GMGF0FLR2:0002"),
        ("DG7GMGF0FLR2-0002", "DG7GMGF0FLR2:0002"),
        (" dg7gmgf0flr2:2 ", "DG7GMGF0FLR2:0002"),
        (" DG7GMGF0PWHC - 3 ", "DG7GMGF0PWHC:0003"),
        ("DG7GMGF0PN5C:0001:Education", "DG7GMGF0PN5C:0001"),
        ("DG7GMGF0PN5C:0001:EDUCATION", "DG7GMGF0PN5C:0001"),
        ("DG7GMGF0PWHC:0003-C", "DG7GMGF0PWHC:0003"),
        ("DG7GMGF0PWHC:0003-E", "DG7GMGF0PWHC:0003"),
        ("DG7GMGF0HX95:000J", "DG7GMGF0HX95:000J"),
        ("DF77X4D43RKT:48F5", "DF77X4D43RKT:48F5"),
        ("DG7GMGF0D5RK - A", "DG7GMGF0D5RK"),
        ("DG7GMGF0D5RK", "DG7GMGF0D5RK"),
        ("P1M:CFQ7TTC0LHS9:0001", "CFQ7TTC0LHS9:0001"),
        ("CFQ7TTC0LFLS:0002P1YAnnual", "CFQ7TTC0LFLS:0002"),
        ("DG7GMGF0GJC2:0003_P1Y:Annual", "DG7GMGF0GJC2:0003"),
        ("CFQ7TTC0LF8R:0008_P1M:None", "CFQ7TTC0LF8R:0008"),
        ("CFQ7TTC0LFLX:0001_ANNUAL", "CFQ7TTC0LFLX:0001"),
        ("DG7GMGF0PWHT:0002:DG7GMGF0FVZM", "DG7GMGF0PWHT:0002"),
        ("dg7gmgf0pwht:2:dg7gmgf0fvzm ", "DG7GMGF0PWHT:0002"),
        ("DG7GMGF0PWHT-0002-DG7GMGF0FVZM", "DG7GMGF0PWHT:0002"),
        ("DG7GMGF0PWHT/0002/DG7GMGF0FVZM", "DG7GMGF0PWHT:0002"),
        ("DG7GMGF0PWHT_0002", "DG7GMGF0PWHT:0002"),
        ("DG7GMGF0PWHT/2", "DG7GMGF0PWHT:0002"),
        ("DG7GMGF0PWHT\u20110002", "DG7GMGF0PWHT:0002"),
        ("MSCSP_CFQ7TTC0LCHC-0002_FR_EUR_1_720_8640", "CFQ7TTC0LCHC:0002"),
        ("mscsp_cfq7ttc0lchc-0002_it_eur_1_8640_8640", "CFQ7TTC0LCHC:0002"),
        ("MSCSP_CFQ7TTC0LCHC-0002", "CFQ7TTC0LCHC:0002"),
        ("XSP17727_ARWS-PRIV_SAAS-0001_FR_EUR_1_RECURRING_UPFRONT_720_8640", None),
        ("DG7GMGF0PWHT:0002:DG7GMGF0FVZ", None),
        ("DG7GMGF0PWHT:0002:DG7GMGF0FVZM:X", None),
        ("6c3a2b7e-0000-4000-8000-5d1f2c9b7a10", None),
        ("DG7GMGF0FLR2:00021", None),
        ("DG7GMGF0FLR2:", None),
        ("DG7GMGF0FLR", None),
        ("79P-05729", None),
        ("DG7GMGF0FLR2:\u0661", None),
        ("", None),
    ],
)
def test_spellings_of_one_sku(spelled, key):
    found = parse_sku(spelled)
    assert (str(found) if found else None) == key
    assert found == (SkuKey(*key.split(":")) if key else None)


@given(st.from_regex(r"[0-9A-Z]{1,4}", fullmatch=True))
def test_padding_is_done_once(sku_id):
    assert len(pad(sku_id)) == 4
    assert pad(pad(sku_id)) == pad(sku_id) == pad(f" {sku_id.lower()} ")
    assert parse_sku(f"DG7GMGF0PWHC:{pad(sku_id)}") == SkuKey("DG7GMGF0PWHC", pad(sku_id))


@given(st.from_regex(r"[0-9]{4}", fullmatch=True))
def test_zeros_lost_come_back(sku_id):
    assert pad(sku_id.lstrip("0") or "0") == sku_id


def test_what_a_price_band_says():
    found = parse_spelled("MSCSP_CFQ7TTC0LCHC-0002_FR_EUR_1_720_8640")
    assert (found.market, found.currency, found.term, found.billing_plan) == ("FR", "EUR", "P1Y", "Monthly")
    # What the hours of other terms mean is not published.
    assert parse_spelled("MSCSP_DG7GMGF0PWHC-0003_IT_EUR_1_1_1").term == ""


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("DG7GMGF0FVZM", "DG7GMGF0FVZM"),
        (" dg7gmgf0fvzm\u00a0", "DG7GMGF0FVZM"),
        ("DG7GMGF0PWHT:0002:DG7GMGF0FVZM", "DG7GMGF0FVZM"),
        ("DG7GMGF0PWHT:0002", None),
        ("DG7GMGF0FVZ", None),
        ("", None),
    ],
)
def test_availability_ids(written, read):
    assert parse_availability(written) == read
