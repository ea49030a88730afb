"""Names of files made from texts of others."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from licensectl.core.names import MOST, safe_name


@given(st.text(max_size=120))
def test_a_safe_name_stays_in_its_folder(text):
    name = safe_name(text)
    if name is not None:
        assert 0 < len(name) <= MOST + 1
        assert Path(name).name == name and name not in (".", "..") and not name.startswith((".", "-"))
        assert not set(name) & set('\\/:*?"<>|\n\r\t\0\x1b')
