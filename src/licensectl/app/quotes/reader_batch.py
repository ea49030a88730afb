"""The requests of a batch, one at a time, from whatever file holds them."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

from licensectl.app.quotes.reader_table import RequestTable, looks_like_lines
from licensectl.app.quotes.reader_yaml import json_lines, yaml_documents
from licensectl.app.quotes.service_batch_worker import Task
from licensectl.app.quotes.service_request import TABLES
from licensectl.cli.context import Run
from licensectl.cli.inputs import opened
from licensectl.cli.progress import watcher
from licensectl.domain.quotes import messages_batch as messages
from licensectl.errors import LicensectlError

BEGIN = 4096
# A table that comes through a pipe and has to be read twice is held up to here, and on disk beyond.
HELD = 32 << 20
BOM = b"\xef\xbb\xbf"


def tasks_of(stack: ExitStack, run: Run, file: str, by: str | None, options: Mapping[str, Any]) -> Iterator[Task]:
    """The requests of `file`: lines of JSON, YAML documents, or the rows of a table that share a value of the column `by`."""
    name = shown(file)
    source = stack.enter_context(opened(file))
    begin = _begin(source)
    if Path(file).suffix.lower() in TABLES or looks_like_lines(begin):
        if by is None:
            raise LicensectlError(messages.NEEDS_BY.at(name))
        source = source if source.seekable() else _held(stack, source)
        return _rows(_watched(stack, run, source, name), name, by, options)
    return _documents(_watched(stack, run, source, name), name, begin.removeprefix(BOM).lstrip().startswith((b"{", b"[")))


def shown(file: str) -> str:
    """What messages call the file."""
    return "<stdin>" if file == "-" else file


def _begin(source: Any) -> bytes:
    if not source.seekable():
        found: bytes = source.peek(BEGIN)[:BEGIN]
        return found
    begin: bytes = source.read(BEGIN)
    source.seek(0)
    return begin


def _held(stack: ExitStack, source: BinaryIO) -> BinaryIO:
    held = stack.enter_context(SpooledTemporaryFile(HELD, prefix="licensectl-"))  # noqa: SIM115 - the stack closes it
    copyfileobj(source, held)
    held.seek(0)
    return cast(BinaryIO, held)


def _watched(stack: ExitStack, run: Run, source: BinaryIO, name: str) -> Any:
    """The bytes, and on a terminal how far they are read, where their number is known."""
    if not source.seekable():
        return source
    size = source.seek(0, 2)
    source.seek(0)
    return stack.enter_context(watcher(run)(source, name, size))


def _rows(source: Any, name: str, by: str, options: Mapping[str, Any]) -> Iterator[Task]:

    for number, request in enumerate(RequestTable(source, name, options, by), 1):
        yield Task(number, "table", name, int(request.places[()].rpartition(":")[2]), request)


def _documents(source: Any, name: str, is_json: bool) -> Iterator[Task]:

    for number, (line, content) in enumerate(json_lines(source) if is_json else yaml_documents(source), 1):
        yield Task(number, "json" if is_json else "yaml", name, line, content)
