"""Load a request from whatever file holds it, and report all that is wrong with it at once."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from msgspec.structs import replace

from licensectl.app.quotes.reader_yaml import ReadRequest, UntypedRequest, is_table, parse_document, read_document
from licensectl.cli.context import Run
from licensectl.cli.inputs import read_input
from licensectl.core.messages import BAD_OPTION
from licensectl.domain.quotes.messages_batch import NO_REQUESTS
from licensectl.domain.quotes.model import UNNAMED, QuoteRequest
from licensectl.domain.quotes.presets import with_options
from licensectl.errors import LicensectlError, UsageError, by_place

NO_DEFAULTS: Mapping[str, Any] = {}


def check_stdin(request: str, prices: str | None) -> None:
    """Raise UsageError where both the request and the prices are to come from standard input."""
    if request == prices == "-":
        raise UsageError(BAD_OPTION.at(option="--prices", value="-", expected="a file, for the request comes from standard input"))


def load_request(run: Run, file: str, store: str | None = None, defaults: Mapping[str, Any] = NO_DEFAULTS) -> ReadRequest:
    """Return the request in a file, or in standard input for `-`, with its customer from the customer book, and its problems so far.

    `defaults` are the keys that hold where the request leaves them open. Raises LicensectlError for a file that holds no request.
    """
    return typed_request(run, _untyped(*read_input(file), defaults), store)


def _untyped(content: bytes, name: str, defaults: Mapping[str, Any]) -> UntypedRequest:
    if not is_table(content, name):
        document = parse_document(content, name)
        if isinstance(document.value, dict):
            document = document._replace(value=with_options(document.value, defaults))
        return UntypedRequest(document, [])
    # Most requests are YAML: reading tables and workbooks is loaded only for the others.
    from licensectl.app.quotes.reader_table import RequestTable

    found = next(iter(RequestTable(content, name, defaults)), None)
    if found is None:
        raise LicensectlError(NO_REQUESTS.at(name))
    return found


def typed_request(run: Run, untyped: UntypedRequest, store: str | None = None) -> ReadRequest:
    """Return a request that was read, with its customer from the customer book, and all problems of both.

    A request whose customer is unknown is returned with a placeholder for it, so that the rest can be checked.
    """
    read = read_document(untyped.document, run.profile)
    problems = [*untyped.problems, *read.problems]
    if read.request is None:
        return ReadRequest(None, problems)
    try:
        return ReadRequest(_with_customer(run, read.request, store), problems)
    except LicensectlError as failure:
        return ReadRequest(replace(read.request, customer=UNNAMED), [*problems, *failure.problems])


def _with_customer(run: Run, request: QuoteRequest, store: str | None) -> QuoteRequest:
    if request.customer_id is None and run.profile.distributor is None:
        return request
    # Nearly every request has its customer inline: the customer book is loaded only for the others.
    from licensectl.app.customers.service import from_book

    return from_book(run, request, store)


@contextmanager
def problems_together(read: ReadRequest) -> Iterator[QuoteRequest]:
    """Give the request to a block that prices it; raise LicensectlError with the problems of the request and of the block together.

    They are sorted by place. A failure of the block alone is raised as it is; the block does not run without a request.
    """
    if read.request is None:
        raise LicensectlError(*sorted(read.problems, key=by_place))
    try:
        yield read.request
    except LicensectlError as failure:
        if not read.problems:
            raise
        raise LicensectlError(*sorted((*read.problems, *failure.problems), key=by_place)) from None
    if read.problems:
        raise LicensectlError(*sorted(read.problems, key=by_place))
