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
        ("45962", None, None),
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
