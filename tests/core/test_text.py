"""The first of long lists, and how many more there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensectl.core.text import Firsts, listed


@pytest.mark.parametrize(
    ("items", "most", "count", "shown"),
    [
        ([], 2, 0, ""),
        ([1], 2, 0, "1"),
        ([1, 2], 2, 0, "1, 2"),
        ([1, 2, 3], 2, 0, "1, 2, …"),
        ([1, 2], 2, 2, "1, 2"),
        ([1, 2], 5, 9, "1, 2, …"),
    ],
)
def test_more_than_is_shown_is_marked(items, most, count, shown):
    assert listed(items, most, count=count) == shown


@given(st.lists(st.tuples(st.integers(), st.booleans())), st.integers(0, 9))
def test_what_is_not_shown_is_counted(items, most):
    found = Firsts[int](most)
    for item, shown in items:
        found.add(item, shown)
    assert found.shown == [item for item, shown in items if shown][:most]
    assert found.count == len(items) == len(found.shown) + found.hidden
