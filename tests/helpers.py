"""What tests share: places of the repository, and the outcome of a command."""

from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SHEET = "examples/price-sheet-software-IT-2026-11.csv"


class Ran(NamedTuple):
    """How a command ended and what it wrote where."""

    code: int
    out: str
    err: str
