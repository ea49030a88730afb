"""`quote new`: a request to start from."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from msgspec import to_builtins

from licensectl.app.quotes.reader_yaml import to_request
from licensectl.app.quotes.report_template import new_request
from licensectl.app.quotes.service import checked, usual_rate, with_split_rate
from licensectl.cli.context import Run
from licensectl.cli.output import stream
from licensectl.core.defaults import SHEET_PROGRAM
from licensectl.domain.catalog.lookup import samples
from licensectl.domain.quotes.messages import NO_LINES
from licensectl.domain.quotes.messages_batch import NO_RATE, NOTHING_SOLD
from licensectl.domain.quotes.model import UNTAXED, QuoteRequest
from licensectl.domain.quotes.presets import MARGIN_RULES
from licensectl.domain.quotes.request_checks import check_request
from licensectl.errors import LicensectlError, UsageError
from licensectl.facts.yaml_reader import YamlDocument

# The customer of all our examples.
SOMEBODY = "Contoso S.r.l."


def write_request(run: Run, options: Mapping[str, Any]) -> None:
    """Write a request with two lines and what the options and the profile say, to the output of the run.

    Raises UsageError on invalid options and LicensectlError on a program of which the catalogue has no products.
    """
    options = with_split_rate(run, {}, options)
    customer = options.get("customer", {"name": SOMEBODY})
    request = _checked(run, {"customer": customer, "vat": to_builtins(UNTAXED), **checked(run, options)})
    found = samples(run.facts.catalog, request.program, request.segment)
    if not found:
        raise LicensectlError(
            NOTHING_SOLD.at(program=request.program, known=", ".join(sorted({sku.program for sku in run.facts.catalog.skus.values()})))
        )
    vat = options.get("vat") or _vat(run, request.market)
    said = {
        "customer": customer["name"],
        "program": request.program,
        "market": request.market,
        "currency": request.currency,
        "segment": request.segment,
        "date": request.date,
        "valid_days": request.valid_days,
        "vat": vat,
        "rate": vat.get("rate") or _written(usual_rate(run, request.market)),
        "split_payment": request.market in run.facts.taxes.split_payment,
        **{name: value for name in MARGIN_RULES if (value := getattr(request, name)) is not None},
    }
    stream([new_request(said, found, request.program == SHEET_PROGRAM, run.lang).encode()], run)


def _vat(run: Run, market: str) -> dict[str, str]:
    """Return the `vat` of a request to start from. Raises UsageError if no rate is on record for the market."""
    rate = usual_rate(run, market)
    if rate is None:
        raise UsageError(NO_RATE.at(market=market, day=run.as_of))
    return {"rate": _written(rate)}


def _written(rate: Decimal | None) -> str:
    return "" if rate is None else f"{rate.normalize():f}"


def _checked(run: Run, keys: Mapping[str, Any]) -> QuoteRequest:
    try:
        request = to_request(YamlDocument("", dict(keys), {}), run.profile)
    except LicensectlError as failure:
        raise UsageError(*failure.problems) from None
    # Its lines are added when it is written.
    wrong = [problem for problem in check_request(request, run.facts.programs.programs) if problem.message != NO_LINES]
    if wrong:
        raise UsageError(*wrong)
    return request
