"""Currencies that the number format of a workbook's cells shows beside their numbers."""

import re
from collections.abc import Collection, Iterator
from typing import Any
from xml.etree.ElementTree import ParseError, iterparse
from zipfile import BadZipFile, ZipFile

from licensectl.tables.numbers import CODE, CURRENCIES, SHARED

# [$CHF-807] and [$$-409]: a currency and the language that it is written in.
CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[0-9A-Fa-f]+)?\]")
QUOTED = re.compile(r'"([^"]*)"')
HIDDEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
PLACE = re.compile(r"([A-Z]{1,3})(\d+)", re.ASCII)
Sign = str


def signs_beside(source: Any, sheet: str, places: Collection[int]) -> dict[tuple[int, int], Sign]:
    """Return the currency that each number in these columns of a sheet is shown with, by row and column (1 and 0 are the first).

    As `tables.numbers` knows currencies; percentages are in the cells themselves (`12%`). What cannot be read has no signs: the reader
    of the workbook says what is wrong with it.
    """
    try:
        with ZipFile(source) as book:
            formats = _formats(book)
            return dict(_shown(book, _part(book, sheet), formats, set(places))) if formats else {}
    except (BadZipFile, KeyError, ParseError, OSError, ValueError):
        return {}


def sign_of(code: str) -> Sign:
    """Return the sign that a number format shows, "" for none."""
    shown = code.partition(";")[0]
    if "%" in HIDDEN.sub("", shown):
        return "%"
    written = (text.strip() for text in (*CURRENCY.findall(shown), *QUOTED.findall(shown), *HIDDEN.sub(" ", shown).split()))
    return next((text for text in written if text in CURRENCIES or text in SHARED or CODE.fullmatch(text)), "")


def _formats(book: ZipFile) -> dict[str, Sign]:
    """Return the styles of cells that show a sign, by the number that cells name them by."""
    written = dict[int, Sign]()
    found: dict[str, Sign] = {}
    for within, element in _elements(book, "xl/styles.xml", ("numFmt", "xf")):
        if _name(element) == "numFmt":
            written[int(element.get("numFmtId", "0"))] = sign_of(element.get("formatCode", ""))
        elif within == "cellXfs":
            found[str(len(found))] = written.get(int(element.get("numFmtId", "0")), "")
    return {style: sign for style, sign in found.items() if sign not in ("", "%")}


def _part(book: ZipFile, sheet: str) -> str:
    """Return the part of the workbook that holds the sheet of this name."""
    wanted = ""
    for _, element in _elements(book, "xl/workbook.xml", ("sheet",)):
        if element.get("name") == sheet:
            wanted = next(value for name, value in element.attrib.items() if name.endswith("}id"))
    for _, element in _elements(book, "xl/_rels/workbook.xml.rels", ("Relationship",)):
        if element.get("Id") == wanted:
            target = element.get("Target", "")
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    raise KeyError(sheet)


def _shown(book: ZipFile, part: str, formats: dict[str, Sign], places: set[int]) -> Iterator[tuple[tuple[int, int], Sign]]:
    row, column = 0, -1
    for _, element in _elements(book, part, ("row", "c"), "start"):
        place = element.get("r", "")
        if _name(element) == "row":
            row, column = int(place) if place else row + 1, -1
            continue
        # A cell that does not say where it is follows the one before it.
        said = PLACE.fullmatch(place)
        row, column = (int(said[2]), _column(said[1])) if said else (row, column + 1)
        sign = formats.get(element.get("s", ""))
        if sign and element.get("t", "n") == "n" and column in places:
            yield (row, column), sign


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _elements(book: ZipFile, part: str, names: Collection[str], when: str = "end") -> Iterator[tuple[str, Any]]:
    """Yield each element of these names and the name of its parent; memory is bounded.

    `when`: "end" once the element is read, "start" as soon as its attributes are.
    """
    above: list[Any] = []
    with book.open(part) as stream:
        for event, element in iterparse(stream, ("start", "end")):
            if event == "end":
                above.pop()
            if event == when and _name(element) in names:
                yield (_name(above[-1]) if above else ""), element
            if event == "start":
                above.append(element)
            elif above:
                above[-1].remove(element)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
