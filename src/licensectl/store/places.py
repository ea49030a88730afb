"""Where what we keep lies: LICENSECTL_HOME, or the user's data folder."""

import os
from pathlib import Path


def home() -> Path:
    """The folder of the price book, the ledger and the user's own facts (`data/`); it need not exist."""
    named = os.environ.get("LICENSECTL_HOME")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("licensectl", appauthor=False)
