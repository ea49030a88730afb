"""All messages of the package."""

import pytest

from licensectl.core import messages
from licensectl.errors import Message


def test_every_code_belongs_to_one_message():
    assert len(messages.every()) > 300


def test_a_code_of_two_messages_is_refused(monkeypatch):
    monkeypatch.setattr(messages, "NO_FILE", Message(messages.EXISTS.code, "something else"))
    with pytest.raises(ValueError, match=r"two messages have the code LC-OUT-EXISTS"):
        messages.every()
