"""Days as people write them."""

import pytest

from licensectl.tables.dates import OpenDateOrderError, day_of, order_of


@pytest.mark.parametrize(
    ("written", "order", "day"),
    [
        ("2026-11-01", None, "2026-11-01"),
        ("2026/11/1", None, "2026-11-01"),
        ("1.11.2026", "dmy", "2026-11-01"),
        ("01/11/2026 00:00:00", "dmy", "2026-11-01"),
        ("1/11/26", "dmy", "2026-11-01"),
        ("26-11-01", "ymd", "2026-11-01"),
        ("1-11-2026", "mdy", "2026-01-11"),
        ("11/11/2026", None, "2026-11-11"),
        ("30/11/9999", None, "9999-11-30"),
        ("2/1/2019 12:00:00 AM", "dmy", "2019-02-01"),
        ("1/11-2026", "dmy", None),
        ("1/11/2026", "ymd", None),
        ("45962", None, "2025-11-01"),
        ("1/11/202", "dmy", None),
        ("2026/13/01", None, None),
    ],
)
def test_days(written, order, day):
    found = day_of(written, order or order_of(written))
    assert (found and found.isoformat()) == day


def test_an_open_day_is_open():
    for written in ("1/11/2026", "1.2.26", "31/12/26"):
        with pytest.raises(OpenDateOrderError):
            day_of(written)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1-ott-25", "2025-10-01"), ("1-Oct-25", "2025-10-01"), ("01 ottobre 2026", "2026-10-01"), ("Oct 1, 2026", "2026-10-01"),
        ("30-SET-2026", "2026-09-30"), ("1-sept-26", "2026-09-01"), ("31-giu-26", None), ("1-xyz-26", None), ("ott-26", None),
        ("45931", "2025-10-01"), ("45931.0", "2025-10-01"), ("45931,75", "2025-10-01"), ("2958465", "9999-12-31"), ("2958466", None),
        ("12345", None), ("20261", None), ("\u0664\u0665931", None),
    ],
)  # fmt: skip
def test_days_that_spreadsheets_leave(text, day):
    found = day_of(text)
    assert (found and found.isoformat()) == day
