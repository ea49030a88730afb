"""Report products and agreements of customers that need attention."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from licensectl.core.text import Lang
from licensectl.domain.radar.signals import Signal
from licensectl.i18n.terms import Coded, term
from licensectl.i18n.translate import N_, translate
from licensectl.render.report import Column, Report, framed, table_of_records

KINDS = {
    "returnable": "can be given back until",
    "mainstream_ends": "mainstream support until",
    "support_ends": "supported until",
    "out_of_support": "out of support since",
    "succeeded": "succeeded since",
    "mca_again": "to be accepted again since",
}
AGO = N_("{count} day ago", "{count} days ago")


def radar(found: Sequence[Signal], today: date, within: int, stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `radar`: a row per signal, the oldest day first."""
    columns = (
        Column("day", N_("Day"), "date"),
        Column("days_left", N_("Days left"), "int", "files"),
        Column("days_said", N_("Days left"), "int", "people"),
        Column("kind", N_("What")),
        Column("customer_id", N_("Customer"), "id", "files"),
        Column("customer", N_("Customer")),
        Column("id", "SKU", "id", "files"),
        Column("title", N_("Title")),
        Column("quantity", N_("Quantity"), "int"),
        Column("order", N_("Order"), "id"),
        Column("successor", N_("Successor"), audience="files"),
    )
    records = [_record(one, today, lang) for one in found]
    shown = (
        {**one, "days_said": _days(one["days_left"], lang), "kind": Coded(one["kind"], term(KINDS[one["kind"]], lang))} for one in records
    )
    return Report(
        f"{translate(N_('Radar'), lang)} · {today} + {within}",
        table_of_records(columns, shown),
        framed("radar", stamp, {"within": within, "signals": records}, (), lang),
        empty=translate(N_("Nothing needs attention in these days."), lang),
    )


def _days(left: int, lang: Lang) -> int | str:
    return left if left >= 0 else translate(AGO, lang, -left)


def _record(one: Signal, today: date, lang: Lang) -> dict[str, Any]:
    thing = one.thing
    agreement = N_("Microsoft Customer Agreement of {day}").filled(day=one.holder.agreed_on)
    return {
        "day": one.day,
        "days_left": one.days_left(today),
        "kind": one.kind,
        "customer_id": one.holder.id,
        "customer": one.holder.name,
        "id": one.id,
        "title": translate(thing.what.title if thing else agreement, lang),
        "quantity": thing.quantity if thing else None,
        "order": thing.order.id if thing and thing.order else None,
        "successor": thing.what.successor[0] if thing and thing.what.successor else None,
    }
