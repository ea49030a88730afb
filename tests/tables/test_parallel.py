"""Two processes that share one task."""

import pytest

from licensectl.tables import parallel as workers


def test_a_failure_in_the_other_process_is_ours():
    with pytest.raises(ValueError, match="second"):
        workers.both(_picky, [("first",), ("second",)])


def _picky(word):
    if word == "second":
        raise ValueError(word)
    return word
