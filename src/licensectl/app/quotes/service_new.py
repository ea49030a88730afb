"""`quote new`: a request to start from."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from msgspec import to_builtins

from licensectl.app.quotes.reader_yaml import to_request
from licensectl.app.quotes.report_template import new_request
from licensectl.app.quotes.service import checked
from licensectl.cli.context import Run
from licensectl.cli.output import stream
from licensectl.core.defaults import MARKET, SHEET_PROGRAM
from licensectl.domain.catalog.lookup import samples
from licensectl.domain.quotes.messages import NO_LINES
from licensectl.domain.quotes.messages_batch import NOTHING_SOLD
from licensectl.domain.quotes.model import UNTAXED, QuoteRequest
from licensectl.domain.quotes.presets import MARGIN_RULES
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
    request = _checked(run, {"customer": customer, "vat": to_builtins(UNTAXED), **checked(run, options)})
    found = samples(run.facts.catalog, request.program, request.segment)
    if not found:
        raise LicensectlError(NOTHING_SOLD.at(program=request.program))
    rate = f"{_rate(run, request.market).normalize():f}"
    said = {
        "customer": customer["name"],
        "program": request.program,
        "market": request.market,
        "currency": request.currency,
        "segment": request.segment,
        "date": request.date,
        "valid_days": request.valid_days,
        "vat": options.get("vat", {"rate": rate}),
        "rate": rate,
        **{name: value for name in MARGIN_RULES if (value := getattr(request, name)) is not None},
    }
    stream([new_request(said, found, request.program == SHEET_PROGRAM, run.lang).encode()], run)


def _rate(run: Run, market: str) -> Decimal:
    """Return a VAT rate to start from: that of the profile, else the standard rate of the market, else of the default market."""
    rates = [run.profile.vat_rate, *(run.facts.taxes.standard_rate(one, run.as_of) for one in (market, MARKET))]
    return next((rate for rate in rates if rate is not None), Decimal(0))


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
