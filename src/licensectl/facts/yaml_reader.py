"""YAML in, safely: every scalar a string, every node with its line, nothing executed.

Built on the parser's events, because the loaders of PyYAML turn `NO` into False and `0001` into 1, let the second of two equal
keys win, and crash the process on deep nesting.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from licensectl.core import messages_facts as messages
from licensectl.core.reasons import yaml_reason
from licensectl.errors import LicensectlError, Problem
from licensectl.i18n.translate import N_

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 64
# Keys count as well. A request of 20,000 lines has half as many; more take minutes and gigabytes.
MAX_NODES = 1_000_000
NULLS = ("", "~", "null", "Null", "NULL")
NO_ANCHOR = N_("alias *{anchor} has no anchor before it")

Path = tuple[str | int, ...]


class YamlDocument(NamedTuple):
    """A YAML file as plain dicts, lists, strings and None, and the place ("file:line") of every node by its path."""

    name: str
    value: Any
    places: dict[Path, str]

    def where(self, path: Path = ()) -> str:
        """Return `file:line` of the node at `path`, or of the nearest one above it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, self.name)


class _Open(NamedTuple):
    """A mapping or list that the events have begun and not yet ended."""

    value: dict[str, Any] | list[Any]
    path: Path
    anchor: str | None
    size_before: int


class _DocumentBuilder:
    """A builder of one document from parser events, with its own stack."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root: Any = None
        self.places: dict[Path, str] = {}
        self.stack: list[_Open] = []
        self.keys: list[str | None] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.size = 0

    def stop(self, problem: Any, line: int, **gaps: Any) -> LicensectlError:
        return LicensectlError(Problem(problem, f"{self.name}:{line}", gaps))

    def path_of_next(self) -> Path:
        if not self.stack:
            return ()
        top = self.stack[-1]
        step: str | int | None = len(top.value) if isinstance(top.value, list) else self.keys[-1]
        return (*top.path, step) if step is not None else top.path

    def awaits_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].value, dict) and self.keys[-1] is None

    def put(self, value: Any, line: int) -> None:
        self.size += 1
        if self.size > MAX_NODES:
            raise self.stop(messages.TOO_BIG, line, limit=f"{MAX_NODES} values")
        if not self.stack:
            self.root = value
            return
        top = self.stack[-1].value
        if isinstance(top, list):
            top.append(value)
        elif self.keys[-1] is None:
            self.put_key(value, line)
        else:
            top[self.keys[-1]] = value
            self.keys[-1] = None

    def put_key(self, key: Any, line: int) -> None:
        top = self.stack[-1]
        if not isinstance(key, str):
            raise self.stop(messages.SYNTAX, line, reason=N_("a key must be a word"))
        if key in top.value:
            raise self.stop(messages.DUPLICATE_KEY, line, key=key, first=self.places[(*top.path, key)])
        self.keys[-1] = key
        self.places[(*top.path, key)] = f"{self.name}:{line}"

    def open(self, value: dict[str, Any] | list[Any], anchor: str | None, line: int) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise self.stop(messages.TOO_DEEP, line, limit=MAX_DEPTH)
        if self.awaits_key():
            raise self.stop(messages.SYNTAX, line, reason=N_("a key must be a word"))
        path = self.path_of_next()
        self.places.setdefault(path, f"{self.name}:{line}")
        size = self.size
        self.put(value, line)
        self.stack.append(_Open(value, path, anchor, size))
        self.keys.append(None)

    def close(self) -> None:
        done = self.stack.pop()
        self.keys.pop()
        if done.anchor:
            self.anchors[done.anchor] = (done.value, self.size - done.size_before)

    def scalar(self, text: str, plain: bool, anchor: str | None, line: int) -> None:
        if self.awaits_key():
            self.put(text, line)
            return
        self.places.setdefault(self.path_of_next(), f"{self.name}:{line}")
        value = None if plain and text in NULLS else text
        if anchor:
            self.anchors[anchor] = (value, 1)
        self.put(value, line)

    def alias(self, anchor: str, line: int) -> None:
        if anchor not in self.anchors:
            raise self.stop(messages.SYNTAX, line, reason=NO_ANCHOR.filled(anchor=anchor))
        value, size = self.anchors[anchor]
        self.size += size
        self.places.setdefault(self.path_of_next(), f"{self.name}:{line}")
        self.put(value, line)


def decoded(content: bytes, name: str, first: int) -> str:
    """Return `content` as text. Raises LicensectlError naming file and line: too large, not UTF-8."""
    if len(content) > MAX_BYTES:
        raise LicensectlError(messages.TOO_BIG.at(name, limit=f"{MAX_BYTES // 2**20} MiB"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + first
        raise LicensectlError(messages.NOT_TEXT.at(f"{name}:{line}", reason=f"byte 0x{content[error.start]:02x}")) from None


def parse_yaml(content: bytes, name: str, first: int = 1, blank: Any = None) -> YamlDocument:
    """Return the one document in `content`; `name` is its name in messages, `first` the line of the file on which it begins.

    `blank` is the value of a file without one; without `blank` such a file is refused.
    Raises LicensectlError naming file and line: not UTF-8, not YAML, empty, a key twice, a tag, too deep, too large.
    """
    text = decoded(content, name, first)
    builder = _DocumentBuilder(name)
    documents = 0
    for kind, event in _events(text, name, first):
        line = event.start_mark.line + first
        if kind == "DocumentStartEvent":
            documents += 1
            if documents > 1:
                raise builder.stop(messages.MANY_DOCUMENTS, line)
        else:
            _feed(builder, kind, event, line)
    if builder.root is None and blank is None:
        raise LicensectlError(messages.EMPTY.at(name))
    if builder.root is None:
        return YamlDocument(name, blank, builder.places)
    return YamlDocument(name, builder.root, builder.places)


def _feed(builder: _DocumentBuilder, kind: str, event: Any, line: int) -> None:
    tag = getattr(event, "tag", None)
    if tag and tag != "!":
        raise builder.stop(messages.TAG, line, tag=tag.replace("tag:yaml.org,2002:", "!!"))
    if kind == "ScalarEvent":
        builder.scalar(event.value, event.implicit[0], event.anchor, line)
    elif kind == "AliasEvent":
        builder.alias(event.anchor, line)
    elif kind == "MappingStartEvent":
        builder.open({}, event.anchor, line)
    elif kind == "SequenceStartEvent":
        builder.open([], event.anchor, line)
    elif kind in ("MappingEndEvent", "SequenceEndEvent"):
        builder.close()


def _events(text: str, name: str, first: int) -> Iterator[tuple[str, Any]]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            yield type(event).__name__, event
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + first if error.problem_mark else first
        # Newer builds of libyaml look ahead and stop at a depth of their own before we see ours.
        if "nesting depth" in (error.problem or ""):
            raise LicensectlError(messages.TOO_DEEP.at(f"{name}:{line}", limit=MAX_DEPTH)) from None
        raise LicensectlError(messages.SYNTAX.at(f"{name}:{line}", reason=yaml_reason(error.problem))) from None
    except yaml.YAMLError as error:
        raise LicensectlError(messages.SYNTAX.at(name, reason=yaml_reason(str(error)))) from None
