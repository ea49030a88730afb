"""Faults of advice."""

from licensectl.errors import Message

NOTHING_SAID = Message(
    "LC-ADVICE-EMPTY",
    "nothing is known of the situation",
    cure="say something about it, such as --seats 40 --no-sa; advise --help lists what counts",
)
