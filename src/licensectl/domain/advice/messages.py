"""Faults of advice."""

from licensectl.errors import Message

NOTHING_SAID = Message(
    "LC-ADVICE-EMPTY",
    "nothing is known of the situation",
    "nulla è noto della situazione",
    cure_en="say something about it, such as --seats 40 --no-sa; advise --help lists what counts",
    cure_it="dirne qualcosa, per esempio --seats 40 --no-sa; advise --help elenca ciò che conta",
)
