"""Order files as reports: the target's own format is the native one, tables are for looking."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from msgspec.structs import replace

from licensectl.core.text import Lang
from licensectl.domain.orders.check import Verdict
from licensectl.domain.orders.csv_row import FIGURES, IDS
from licensectl.domain.orders.profile import OrderProfile
from licensectl.errors import EXIT_DONE, EXIT_NO, Problem
from licensectl.i18n.terms import Coded, term
from licensectl.i18n.translate import N_, translate
from licensectl.render.report import Column, CsvForm, Kind, Report, Table, framed, table_of, table_of_records

SHOWN = ("line", "product_id", "sku_id", "availability_id", "part_number", "title", "quantity", "unit_price", "currency")
VERDICTS = {"placeable": "can be placed", "unconfirmed": "not everything is on record", "not_placeable": "cannot be placed"}

EFFECTS = {"error": "stops it", "warning": "unconfirmed", "info": "note"}


def lines(header: Sequence[str], rows: Sequence[tuple[Any, ...]], lang: Lang) -> Report:
    """Return the report of the neutral order lines under their header; native format csv."""
    columns = tuple(
        Column(key, key, cast(Kind, FIGURES.get(key, "id" if key in IDS else "text")), "all" if key in SHOWN else "files") for key in header
    )
    record = {"schema": "licensectl.order/1", "lines": [dict(zip(header, row, strict=True)) for row in rows]}
    return Report(translate(N_("Order lines"), lang), Table(columns, tuple(rows)), record, native="csv")


def custom(rows: Sequence[tuple[Any, ...]], profile: OrderProfile, lang: Lang) -> Report:
    """Return the rows of a distributor's own CSV, in the form that its profile says."""
    columns = tuple(Column(column.column, column.column, cast(Kind, FIGURES.get(column.field or "", "text"))) for column in profile.columns)
    record = {"schema": "licensectl.order/1", "lines": [dict(zip([column.key for column in columns], row, strict=True)) for row in rows]}
    form = CsvForm(delimiter=profile.delimiter, decimal=profile.decimal, header=profile.header, bom=profile.bom, guard=profile.guard)
    return Report(translate(N_("Order lines"), lang), Table(columns, tuple(rows)), record, native=profile.format, csv=form)


def bodies(made: Mapping[str, dict[str, Any]], key: str, lang: Lang) -> Report:
    """Return the bodies that a target takes, by file name, their lines under `key`; native format json, which is a body alone."""
    parts = tuple((name, _body(body, key, lang)) for name, body in made.items())
    return Report("", Table((), ()), {}, native="json", parts=parts) if len(parts) > 1 else replace(parts[0][1], parts=parts)


def _body(body: dict[str, Any], key: str, lang: Lang) -> Report:
    """Fields of the target keep the target's names, also in tables."""
    rows = body.get(key) or [body]
    names = [name for name, value in rows[0].items() if not isinstance(value, list)]
    columns = [
        Column(name, N_("Quantity") if name == "quantity" else name, "int" if isinstance(rows[0][name], int) else "id") for name in names
    ]
    return Report(translate(N_("Order lines"), lang), table_of_records(columns, rows), body, native="json")


def check(verdict: Verdict, target: str, problems: Sequence[Problem], stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `order check`: a row per reason; exit 3 unless the order can be placed."""
    table = table_of(
        problems,
        (Column("severity", N_("Effect")), lambda problem: Coded(problem.severity, term(EFFECTS[problem.severity], lang))),
        (Column("code", N_("Code"), "id"), lambda problem: problem.code),
        (Column("where", N_("Place")), lambda problem: problem.where),
        (Column("message", N_("Reason")), lambda problem: problem.sentence(lang)),
        (Column("sources", N_("Sources"), "id"), lambda problem: ", ".join(problem.message.sources)),
    )
    body = {"verdict": verdict, "placeable": verdict == "placeable", "target": target}
    return Report(
        f"{translate(N_('Order'), lang)}: {term(VERDICTS[verdict], lang)}",
        table,
        framed("order-check", stamp, body, problems, lang),
        status=EXIT_DONE if verdict == "placeable" else EXIT_NO,
        empty=translate(N_("Nothing was found that would stop it."), lang),
    )
