"""A request from whatever file holds it, and everything that is wrong with it at once."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from licensectl.cli.run import Run
from licensectl.errors import Failure, Misuse, Problem, by_place
from licensectl.faults.common import BAD_OPTION

if TYPE_CHECKING:
    from licensectl.domain.request import QuoteRequest
    from licensectl.facts.reading import Document

Made = TypeVar("Made")
# Files that hold a request as lines of a table, whatever their first bytes say.
TABLES = (".csv", ".tsv", ".xlsx")


class Asked(NamedTuple):
    """A request as it was read, not yet typed, and what was wrong with it until then."""

    document: "Document"
    problems: list[Problem]


def not_both_stdin(request: str, prices: str | None) -> None:
    """Misuse where the request and the prices are both to come from standard input."""
    if request == prices == "-":
        raise Misuse(BAD_OPTION.at(option="--prices", value="-", expected="a file, for the request comes from standard input"))


def from_request(run: Run, request: str, make: "Callable[[QuoteRequest], Made]", options: "Mapping[str, Any] | None" = None) -> "Made":
    """What `make` makes of a request file. Failure carries every fault of it: those of its shape, and those that show once the rest
    of it is looked at. `options` say what the file leaves open; a table of lines leaves most of it open."""
    from licensectl.cli.files import read_input

    return made_of(documented(*read_input(request), options or {}), run, make)


def documented(content: bytes, name: str, options: "Mapping[str, Any]") -> "Asked":
    """The request in a file, as YAML, JSON or a table of lines."""
    from licensectl.domain.profile import with_options
    from licensectl.facts.reading import Document
    from licensectl.facts.request import parse_document
    from licensectl.faults.batching import NO_REQUESTS

    if Path(name).suffix.lower() not in TABLES:
        from licensectl.sheets.lookslike import looks_like_lines

        if not looks_like_lines(content):
            document = parse_document(content, name)
            if isinstance(document.value, dict):
                document = document._replace(value=with_options(document.value, options))
            return Asked(document, [])
    from licensectl.sheets.requestlines import RequestTable

    found = next(iter(RequestTable(content, name, options)), None)
    if found is None:
        raise Failure(NO_REQUESTS.at(name))
    return Asked(Document(name, found.value, found.places), found.problems)


def made_of(asked: "Asked", run: Run, make: "Callable[[QuoteRequest], Made]") -> "Made":
    """What `make` makes of a request that was read; Failure with every fault of it."""
    from licensectl.facts.request import read_document

    read = read_document(asked.document, run.profile)
    wrong = [*asked.problems, *read.problems]
    try:
        if read.request is None:
            raise Failure
        made = make(read.request)
    except Failure as failure:
        if not wrong:
            raise
        raise Failure(*sorted((*wrong, *failure.problems), key=by_place)) from None
    if wrong:
        raise Failure(*sorted(wrong, key=by_place))
    return made
