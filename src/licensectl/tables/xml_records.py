"""XML documents of many records: read as a stream, within bounds, and refused if they declare a document type."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, NoReturn
from xml.parsers import expat

from msgspec import Struct

from licensectl.i18n.translate import N_, Text, translate

# No format that is read here comes near these: how deep elements lie, how many are held at once, how long one text is.
MOST_DEPTH, MOST_NODES, MOST_TEXT, MOST_TAG = 64, 200_000, 200_000, 1 << 20
BLOCK = 1 << 16
# Between namespace and name: a sign that no attribute can hold, so that no namespace has it.
SEPARATOR = "\n"


# The faults that people meet; expat has two dozen others.
REASONS: dict[str, Text] = {
    words.en: words
    for words in (
        N_("no element found"),
        N_("not well-formed (invalid token)"),
        N_("mismatched tag"),
        N_("unclosed token"),
        N_("syntax error"),
    )
}


NOT_WELL_FORMED = N_("not well-formed")
# What the parser itself knows.
ENCODINGS = ("utf-8", "utf-16", "utf-16be", "utf-16le", "iso-8859-1", "us-ascii")


class XmlError(ValueError):
    """XML that cannot be read: the reason and the line."""

    def __init__(self, reason: Text, line: int) -> None:
        super().__init__(translate(reason, "en"))
        self.reason, self.line = reason, line


class Node(Struct):
    """An element by its local name: its text without surrounding blanks, its attributes, its children, and what was made of records."""

    name: str
    line: int
    attributes: dict[str, str]
    children: list["Node"] = []
    records: list[Any] = []
    text: str = ""

    def all(self, *path: str) -> Iterator["Node"]:
        """Yield every element at a path below this one."""
        for child in self.children:
            if child.name == path[0]:
                if len(path) == 1:
                    yield child
                else:
                    yield from child.all(*path[1:])

    def first(self, *path: str) -> "Node | None":
        """Return the first element at a path below this one."""
        return next(self.all(*path), None)

    def said(self, *path: str) -> str:
        """Return the text of the first element at a path, "" for a missing one."""
        found = self.first(*path)
        return found.text if found else ""


# The name of an element → what is kept of it.
Makers = Mapping[str, Callable[[Node], Any]]


class _RecordBuilder:
    """Builds nodes of what expat reports, and replaces records by what is made of them as soon as they end."""

    def __init__(self, makers: Makers, skipped: Collection[str]) -> None:
        self._makers, self._skipped = makers, skipped
        self._open: list[Node] = []
        self._texts: list[list[str]] = []
        self._held = self._deaf = 0
        self.root: Node | None = None
        self.parser = expat.ParserCreate(namespace_separator=SEPARATOR)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.XmlDeclHandler = self._declaration
        # Entities can only be declared in a document type: without one there is nothing to expand and nothing to fetch.
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _doctype(self, *_: object) -> NoReturn:
        raise XmlError(N_("it has a document type declaration (DOCTYPE)"), self.parser.CurrentLineNumber)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._deaf:
            self._deaf += 1
            return
        if len(self._open) >= MOST_DEPTH:
            raise XmlError(N_("its elements are nested too deeply"), self.parser.CurrentLineNumber)
        node = Node(
            name.rpartition(SEPARATOR)[2],
            self.parser.CurrentLineNumber,
            {key.rpartition(SEPARATOR)[2]: said for key, said in attributes.items()},
        )
        if node.name in self._skipped:
            self._deaf = 1
            return
        self._held += 1
        if self._held > MOST_NODES:
            raise XmlError(N_("it has too many elements"), self.parser.CurrentLineNumber)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)
        self._texts.append([])

    def _end(self, _: str) -> None:
        if self._deaf:
            self._deaf -= 1
            return
        node = self._open.pop()
        node.text = "".join(self._texts.pop()).strip()
        if node.name in self._makers and self._open:
            above = self._open[-1]
            above.children.pop()
            above.records.append(self._makers[node.name](node))
            self._held -= _size(node)

    def _data(self, text: str) -> None:
        # Blanks between elements are no text of theirs.
        if self._deaf or not self._texts or (not self._texts[-1] and text.isspace()):
            return
        held = self._texts[-1]
        held[:] = ["".join((*held, text))]
        if len(held[0]) > MOST_TEXT:
            raise XmlError(N_("one of its texts is too long"), self.parser.CurrentLineNumber)

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        """Raise XmlError for an encoding that neither the parser nor Python knows, or that has no one byte for each character."""
        if encoding is None or encoding.lower() in ENCODINGS:
            return
        try:
            known = len(bytes(range(256)).decode(encoding, "replace")) == 256
        except (LookupError, UnicodeError):
            known = False
        if not known:
            raise XmlError(N_("its encoding is unknown"), self.parser.CurrentLineNumber)


def _size(node: Node) -> int:
    return 1 + sum(_size(child) for child in node.children)


def read_xml(content: bytes, makers: Makers, skipped: Collection[str]) -> Node:
    """Return the root of a document with its records as their makers return them, without the elements that are skipped.

    Raise XmlError if the document is invalid XML, declares a document type, or is too large.
    """
    builder = _RecordBuilder(makers, skipped)
    try:
        for start in range(0, len(content), BLOCK):
            builder.parser.Parse(content[start : start + BLOCK], False)
            # What the parser has read and not reported is one tag, with attributes perhaps without end.
            if start + BLOCK - builder.parser.CurrentByteIndex > MOST_TAG:
                raise XmlError(N_("one of its tags is too long"), builder.parser.CurrentLineNumber)
        builder.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise XmlError(REASONS.get(expat.errors.messages.get(error.code, ""), NOT_WELL_FORMED), error.lineno) from None
    if builder.root is None:
        raise XmlError(N_("it is empty"), 1)
    return builder.root
