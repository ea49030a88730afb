"""Days as options, files and cells write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensectl.core.period import parse_day


@given(st.dates())
def test_every_day_is_read_as_it_is_written(day):
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    ["", "2026-02-31", "2026-13-01", "0000-01-01", "20261123", "2026-W48-1", "26-11-23", "2026-11-23T10:00", " 2026-11-23", "٢٠٢٦-١١-٢٣"],
)
def test_anything_else_is_no_day(text):
    assert parse_day(text) is None


@pytest.mark.parametrize("text", ["2026-02-31", "20261123", "23/11/2026", "2026-W48-1"])
def test_every_option_refuses_it_the_same_way(cli, text):
    for arguments in (("compare", "programs", "--as-of"), ("timeline", "--from"), ("quote", "list", "--since")):
        ran = cli(*arguments, text)
        assert ran.code == 2 and f"'{text}' is not a valid value of {arguments[-1]}." in ran.err and "[LC-CLI-VALUE]" in ran.err
