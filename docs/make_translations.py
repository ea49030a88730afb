"""Bring the Italian catalogue up to date with the texts of the source: `python docs/make_translations.py`.

Texts are what `N_("…")`, `P_("context", "…")`, `Message(code, "…")`, `warning(code, "…")` and `info(code, "…")` mark, and the help of
commands and options. New ones get an empty translation, which a person fills in; ones that are no longer in the source go. Nothing is
guessed: no entry is marked fuzzy.
"""

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from licensectl.cli.help import paragraphs

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/licensectl"
PLURAL = "nplurals=2; plural=(n != 1);"
ITALIAN = SOURCE / "i18n/locale/it/LC_MESSAGES/licensectl.po"
MESSAGES = ("Message", "warning", "info")


class Marked(NamedTuple):
    """A text of the source: its context and plural may be empty."""

    context: str
    text: str
    many: str = ""

    @property
    def id(self) -> str | tuple[str, str]:
        """Return the text as Babel's catalogues name it."""
        return (self.text, self.many) if self.many else self.text


def marked(source: Path = SOURCE) -> dict[Marked, list[str]]:
    """Return the texts of all modules, each with the places ("errors.py:12") where it is marked."""
    found: dict[Marked, list[str]] = {}
    for path in sorted(source.rglob("*.py")):
        for line, text in marked_in(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(text, []).append(f"{path.relative_to(source)}:{line}")
    return found


def marked_in(tree: ast.AST) -> Iterator[tuple[int, Marked]]:
    """Yield the texts of a module with their lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(_shows_help(decorator) for decorator in node.decorator_list):
            yield from ((node.lineno, Marked("", part)) for part in paragraphs(ast.get_docstring(node)))
        elif isinstance(node, ast.Call):
            yield from ((node.lineno, text) for text in _of_call(node) if any(part.isalpha() for part in _bare(text.text)))


def _shows_help(decorator: ast.expr) -> bool:
    """Return whether a decorator makes a command or a group of a function, whose docstring is its help."""
    called = decorator.func if isinstance(decorator, ast.Call) else None
    return (isinstance(called, ast.Name) and called.id == "verb") or (isinstance(called, ast.Attribute) and called.attr == "callback")


def _bare(text: str) -> str:
    """Return a text without its fields."""
    from string import Formatter

    return "".join(literal for literal, *_ in Formatter().parse(text)) if "{" in text else text


def _of_call(node: ast.Call) -> Iterator[Marked]:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    texts = [_literal(argument) for argument in node.args]
    named = {keyword.arg: _literal(keyword.value) for keyword in node.keywords}
    if isinstance(node.func, ast.Attribute) and node.func.attr in ("Option", "Argument") and "help" in named:
        if named["help"] is None:
            raise ValueError(f"line {node.lineno}: help takes a plain text, not a computed one")
        yield Marked("", " ".join(named["help"].split()))
    elif name == "CommandGroup" and len(texts) > 1 and texts[1]:
        yield Marked("", texts[1])
    elif name == "N_":
        yield Marked("", *_needed(node, texts))
    elif name == "P_":
        yield Marked(*_needed(node, texts))
    elif name in MESSAGES and len(texts) > 2:
        raise ValueError(f"line {node.lineno}: a message takes a code and one text; `many` and `cure` are named")
    elif name in MESSAGES and len(texts) == 2 and texts[1]:
        yield Marked("", texts[1], named.get("many") or "")
        if named.get("cure"):
            yield Marked("", named["cure"] or "")


def _needed(node: ast.Call, texts: list[str | None]) -> list[str]:
    if None in texts:
        raise ValueError(f"line {node.lineno}: a mark takes plain texts, not computed ones")
    return [text for text in texts if text is not None]


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def read(path: Path = ITALIAN) -> Catalog:
    """Return the catalogue at `path`."""
    with path.open("rb") as file:
        return read_po(file, locale="it")


def renewed(old: Catalog, texts: dict[Marked, list[str]]) -> Catalog:
    """Return a catalogue of exactly `texts`, with the translations of `old`."""
    new = Catalog(locale="it", domain="licensectl", header_comment="# Italian of licensectl.", fuzzy=False)
    # Without it Babel takes the three forms of CLDR.
    new.mime_headers = [("Plural-Forms", PLURAL)]
    for text in sorted(texts):
        held = old.get(text.text, text.context or None)
        known = held.string if held is not None and isinstance(held.string, tuple) == bool(text.many) else ""
        new.add(text.id, known or (("", "") if text.many else ""), context=text.context or None)
    return new


def written(catalog: Catalog) -> bytes:
    """Return a catalogue as the text of its file, without dates and places: what changes are texts alone."""
    out = BytesIO()
    write_po(out, catalog, width=100_000, no_location=True, omit_header=True)
    head = 'msgid ""\nmsgstr ""\n"Language: it\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    return (head + '"Plural-Forms: ' + PLURAL + '\\n"\n\n').encode() + out.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """Return the texts of a catalogue without a translation."""
    return [str(message.id) for message in catalog if message.id and not all(message.string if message.pluralizable else [message.string])]


def main() -> None:
    """Write the catalogue and list what has no Italian yet."""
    new = renewed(read(), marked())
    ITALIAN.write_bytes(written(new))
    for text in untranslated(new):
        print(f"no Italian: {text}")
    sys.exit(1 if untranslated(new) else 0)


if __name__ == "__main__":
    main()
