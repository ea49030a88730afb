"""The kinds of documents that have a JSON Schema: files that people write, results of commands, bodies of order targets."""

from licensectl.app.advice import results as advice
from licensectl.app.catalog import results as catalog
from licensectl.app.costs import results as costs
from licensectl.app.customers import results as customers
from licensectl.app.doctor import results as doctor
from licensectl.app.explain import results as explain
from licensectl.app.facts import report, results
from licensectl.app.invoices import results as invoices
from licensectl.app.ledger import results as ledger
from licensectl.app.orders import results as orders
from licensectl.app.orders.targets import shapes
from licensectl.app.prices import results as prices
from licensectl.app.programs import results as programs
from licensectl.app.quotes import results as quotes
from licensectl.app.radar import results as radar
from licensectl.app.returns import results as returns
from licensectl.app.settings import results as settings
from licensectl.app.sizing import results as sizing
from licensectl.cli.context import Run
from licensectl.core.messages import UNKNOWN_FORMAT, UNKNOWN_NAME
from licensectl.errors import LicensectlError, UsageError
from licensectl.facts import json_schema
from licensectl.i18n.translate import N_
from licensectl.render import result as shared
from licensectl.render.formats import FORMATS
from licensectl.render.report import Report, schema_id

FEATURES = (
    programs, costs, advice, catalog, sizing, prices, quotes, returns, orders, customers, radar, ledger, invoices, explain, settings,
    results, doctor, shared,
)  # fmt: skip
BODIES = shapes()
RECORDS = tuple(one.name for one in FORMATS.values() if one.record)
# Kind of a JSON result → its shape.
RESULTS: dict[str, type] = {kind: shape for feature in FEATURES for kind, shape in feature.RESULTS.items()}


def show(run: Run, kind: str | None) -> Report:
    """Return the JSON Schema of a kind of document; of none, the list of the kinds.

    Raises LicensectlError on an unknown kind, and UsageError on a format that cannot hold a schema.
    """
    if kind is None:
        return report.schemas(entries(), run.stamp(), run.lang)
    if kind in json_schema.KINDS:
        made = json_schema.schema(kind)
    elif kind in RESULTS:
        made = json_schema.of_result(RESULTS[kind], kind)
    elif kind in BODIES:
        made = json_schema.of_record(BODIES[kind], kind)
    else:
        known = ", ".join((*json_schema.KINDS, *RESULTS, *BODIES))
        raise LicensectlError(UNKNOWN_NAME.at(what=N_("kind"), name=kind[:60], known=known))
    if run.form_named and run.form not in RECORDS:
        raise UsageError(UNKNOWN_FORMAT.at(format=run.form, formats=", ".join(RECORDS)))
    return report.schema(made)


def entries() -> list[tuple[str, str, str | None]]:
    """Return (kind, file, result or target, `schema` id) for every kind. The id is None for files that have no `schema` line."""
    files = [(kind, "file", None if kind in json_schema.WITHOUT_MARK else schema_id(kind)) for kind in json_schema.KINDS]
    return [*files, *((kind, "result", schema_id(kind)) for kind in RESULTS), *((kind, "target", None) for kind in BODIES)]
