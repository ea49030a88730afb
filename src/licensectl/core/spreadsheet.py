"""The apostrophe that keeps a spreadsheet from taking a text for a formula or a number."""

import re

# What a spreadsheet takes a text for: a formula by its first character, a number although it is an id (0001, 6E10).
FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBERLIKE = re.compile(r"\d+([eE]\d+)?", re.ASCII)


def guarded(text: str, formulas: bool = True, ids: bool = False) -> str:
    """Return a text with an apostrophe before it where a spreadsheet would take it for a formula or, an id, for a number."""
    return "'" + text if (formulas and text.startswith(FORMULA)) or (ids and NUMBERLIKE.fullmatch(text)) else text


# With one more apostrophe it is part of the text.
GUARDED = re.compile(rf"'+(?:[{re.escape(''.join(FORMULA))}]|{NUMBERLIKE.pattern}$)", re.ASCII)


def bare(cell: str) -> str:
    """Return the text of a cell without the apostrophe that guards it."""
    return cell[1:] if GUARDED.match(cell) else cell
