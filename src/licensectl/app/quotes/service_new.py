"""`quote new`: a request to start from."""

from collections.abc import Mapping
from typing import Any

from licensectl.app.quotes.reader_yaml import to_request
from licensectl.app.quotes.report_template import RATE, new_request
from licensectl.app.quotes.service import checked
from licensectl.cli.context import Run
from licensectl.cli.output import stream
from licensectl.domain.catalog.lookup import samples
from licensectl.domain.quotes.messages import NO_LINES
from licensectl.domain.quotes.messages_batch import NOTHING_SOLD
from licensectl.domain.quotes.model import QuoteRequest
from licensectl.domain.quotes.presets import MARGIN_RULES
from licensectl.domain.quotes.pricing import SHEET_PROGRAM
from licensectl.domain.quotes.request_checks import check_request
from licensectl.errors import LicensectlError, UsageError
from licensectl.facts.yaml_reader import Document

# The customer of all our examples.
SOMEBODY = "Contoso S.r.l."


def write_request(run: Run, options: Mapping[str, Any]) -> None:
    """Write a request with two lines and what the options and the profile say, to the output of the run.

    Raises UsageError for invalid options and LicensectlError for a program of which the catalogue has no products.
    """
    customer = options.get("customer", {"name": SOMEBODY})
    request = _checked(run, {"customer": customer, "vat": {"rate": RATE}, **checked(run, options)})
    found = samples(run.facts.catalog, request.program, request.segment)
    if not found:
        raise LicensectlError(NOTHING_SOLD.at(program=request.program))
    rate = run.profile.vat_rate
    said = {
        "customer": customer["name"],
        "program": request.program,
        "market": request.market,
        "currency": request.currency,
        "segment": request.segment,
        "date": request.date,
        "valid_days": request.valid_days,
        "vat": options.get("vat", {"rate": RATE if rate is None else rate}),
        **{name: value for name in MARGIN_RULES if (value := getattr(request, name)) is not None},
    }
    stream([new_request(said, found, request.program == SHEET_PROGRAM, run.lang).encode()], run)


def _checked(run: Run, keys: Mapping[str, Any]) -> QuoteRequest:
    try:
        request = to_request(Document("", dict(keys), {}), run.profile)
    except LicensectlError as failure:
        raise UsageError(*failure.problems) from None
    # Its lines are added when it is written.
    wrong = [problem for problem in check_request(request, run.facts.programs.programs) if problem.message != NO_LINES]
    if wrong:
        raise UsageError(*wrong)
    return request
