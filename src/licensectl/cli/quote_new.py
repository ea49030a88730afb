"""`licensectl quote new`: a request to start from."""

from collections.abc import Mapping
from typing import Any

from licensectl.cli.asked import asked_of
from licensectl.cli.run import Run
from licensectl.domain.samples import samples
from licensectl.domain.startprice import SHEET_PROGRAM
from licensectl.errors import Failure
from licensectl.faults import batching as faults
from licensectl.reports.newrequest import new_request

# The customer of all our examples.
SOMEBODY = "Contoso S.r.l."


def request_text(run: Run, options: Mapping[str, Any]) -> str:
    """The request as these options and the profile make it; Misuse for a value that is none."""
    asked = asked_of(run, options)
    found = samples(run.facts.catalog, asked.program, asked.segment)
    if not found:
        raise Failure(faults.NOTHING_SOLD.at(program=asked.program))
    rules = {name: value for name in ("margin", "markup", "discount") if (value := getattr(asked, name)) is not None}
    said = {
        "customer": options["customer"]["name"] if "customer" in options else SOMEBODY,
        "program": asked.program,
        "market": asked.market,
        "currency": asked.currency,
        "segment": asked.segment,
        "valid_days": asked.valid_days,
        "vat": options.get("vat", run.profile.vat_rate),
        **rules,
    }
    return new_request(said, found, asked.program == SHEET_PROGRAM, run.lang)
