"""Currencies that the number format of a workbook's cells shows beside their numbers."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import ParseError, iterparse
from zipfile import BadZipFile, ZipFile

from licensectl.tables.numbers import CODE, CURRENCIES, SHARED
from licensectl.tables.parts import open_archive

# [$CHF-807] and [$$-409]: a currency and the language that it is written in.
CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[0-9A-Fa-f]+)?\]")
QUOTED = re.compile(r'"([^"]*)"')
HIDDEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
# Tags of a worksheet: rows and cells, where they are, the style of a cell, and a type that is not a number.
TAG = re.compile(rb"<(?:\w+:)?(?:(row)|c)(?=[\s/>])([^<>]*)>")
AT = re.compile(rb"\sr\s*=\s*[\"']([A-Z]{0,3})(\d+)[\"']")
STYLE = re.compile(rb"\ss\s*=\s*[\"'](\d+)[\"']")
OTHER_TYPE = re.compile(rb"\st\s*=\s*[\"'](?!n[\"'])")
BLOCK = 1 << 20
Sign = str


def signs_beside(source: Any, sheet: str, places: Collection[int]) -> dict[tuple[int, int], Sign]:
    """Return the currency that each number in these columns of a sheet is shown with, by row and column (1 and 0 are the first).

    As `tables.numbers` knows currencies; percentages are in the cells themselves (`12%`). What cannot be read has no signs: the reader
    of the workbook says what is wrong with it.
    """
    try:
        with open_archive(source) as book:
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


def shown_signs(formats: Iterable[tuple[int, str]]) -> dict[int, Sign]:
    """Return the sign of each style of cells that shows a currency; `formats` are numbers of styles and their number formats."""
    return {style: sign for style, code in formats if (sign := sign_of(code)) not in ("", "%")}


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
    for tag in _tags(book, part):
        place = AT.search(tag[2])
        if tag[1]:
            row, column = int(place[2]) if place else row + 1, -1
            continue
        # A cell that does not say where it is follows the one before it.
        row, column = (int(place[2]), _column(place[1])) if place and place[1] else (row, column + 1)
        style = STYLE.search(tag[2]) if column in places else None
        sign = style and formats.get(style[1].decode())
        if sign and not OTHER_TYPE.search(tag[2]):
            yield (row, column), sign


def _tags(book: ZipFile, part: str) -> Iterator[re.Match[bytes]]:
    """Yield the start tags of rows (group 1) and cells with their attributes (group 2): a parser takes ten times as long."""
    held = b""
    with book.open(part) as stream:
        while block := stream.read(BLOCK):
            held += block
            whole = held.rfind(b">") + 1
            yield from TAG.finditer(held, 0, whole)
            held = held[whole:]
            if len(held) > BLOCK:
                return


@lru_cache(1024)
def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _elements(book: ZipFile, part: str, names: Collection[str]) -> Iterator[tuple[str, Any]]:
    """Yield each element of these names once it is read, and the name of its parent; memory is bounded."""
    above: list[Any] = []
    with book.open(part) as stream:
        for event, element in iterparse(stream, ("start", "end")):
            if event == "end":
                above.pop()
            if event == "end" and _name(element) in names:
                yield (_name(above[-1]) if above else ""), element
            if event == "start":
                above.append(element)
            elif above:
                above[-1].remove(element)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
