"""A request from whatever file holds it, and everything that is wrong with it at once."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from msgspec.structs import replace

from licensectl.app.customers.service import from_book
from licensectl.app.quotes.reader_table import RequestTable, looks_like_lines
from licensectl.app.quotes.reader_yaml import parse_document, read_document
from licensectl.cli.context import Run
from licensectl.cli.inputs import read_input
from licensectl.core.messages import BAD_OPTION
from licensectl.domain.customers.model import Customer
from licensectl.domain.quotes.messages_batch import NO_REQUESTS
from licensectl.domain.quotes.presets import with_options
from licensectl.errors import LicensectlError, Problem, UsageError, by_place
from licensectl.facts.yaml_reader import Document

if TYPE_CHECKING:
    from licensectl.domain.quotes.model import QuoteRequest
    from licensectl.facts.yaml_reader import Document

Made = TypeVar("Made")
# Files that hold a request as lines of a table, whatever their first bytes say.
TABLES = (".csv", ".tsv", ".xlsx")


class Said(NamedTuple):
    """What the command line says about a request: what it leaves open, and the ledger whose customer book is meant."""

    options: Mapping[str, Any] = {}
    store: str | None = None


class Asked(NamedTuple):
    """A request as it was read, not yet typed, and what was wrong with it until then."""

    document: "Document"
    problems: list[Problem]


def not_both_stdin(request: str, prices: str | None) -> None:
    """UsageError where the request and the prices are both to come from standard input."""
    if request == prices == "-":
        raise UsageError(BAD_OPTION.at(option="--prices", value="-", expected="a file, for the request comes from standard input"))


NOTHING_SAID = Said()


def from_request(run: Run, request: str, make: "Callable[[QuoteRequest], Made]", said: Said = NOTHING_SAID) -> "Made":
    """What `make` makes of a request file, its customer known from the customer book where it is named by id.

    LicensectlError carries every problem of it: those of its shape, and those that show once the rest of it is looked at.
    """

    return made_of(documented(*read_input(request), said.options), run, make, said.store)


def documented(content: bytes, name: str, options: "Mapping[str, Any]") -> "Asked":
    """The request in a file, as YAML, JSON or a table of lines."""

    if Path(name).suffix.lower() not in TABLES and not looks_like_lines(content):
        document = parse_document(content, name)
        if isinstance(document.value, dict):
            document = document._replace(value=with_options(document.value, options))
        return Asked(document, [])

    found = next(iter(RequestTable(content, name, options)), None)
    if found is None:
        raise LicensectlError(NO_REQUESTS.at(name))
    return Asked(Document(name, found.value, found.places), found.problems)


def made_of(asked: Asked, run: Run, make: "Callable[[QuoteRequest], Made]", store: str | None = None) -> "Made":
    """What `make` makes of a request that was read; LicensectlError with every problem of it."""

    read = read_document(asked.document, run.profile)
    if read.request is None:
        raise LicensectlError(*sorted((*asked.problems, *read.problems), key=by_place))
    wanted, unknown = _known(run, read.request, store)
    wrong = [*asked.problems, *read.problems, *unknown]
    try:
        made = make(wanted)
    except LicensectlError as failure:
        if not wrong:
            raise
        raise LicensectlError(*sorted((*wrong, *failure.problems), key=by_place)) from None
    if wrong:
        raise LicensectlError(*sorted(wrong, key=by_place))
    return made


def _known(run: Run, request: "QuoteRequest", store: str | None) -> "tuple[QuoteRequest, list[Problem]]":
    """The request with its customer from the book, or with a stand-in and why: the rest of it is looked at all the same."""

    try:
        return from_book(run, request, store), []
    except LicensectlError as failure:
        return replace(request, customer=Customer("—")), list(failure.problems)
