"""Names that tests share: folders of the repository and the result of a command."""

from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SHEET = "examples/price-sheet-software-IT-2026-11.csv"


class Ran(NamedTuple):
    """The exit status of a command and what it wrote to stdout and stderr."""

    code: int
    out: str
    err: str
