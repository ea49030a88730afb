"""Faults of advice."""

from licensectl.errors import Message

NOTHING_SAID = Message(
    "LC-ADVICE-EMPTY",
    "Nothing about the situation is given.",
    cure="Describe it, for example with --seats 40 --no-sa. Run `licensectl advise --help` to see what counts.",
)
