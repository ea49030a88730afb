"""The report of `size`: lines to buy, the calculation, the comparisons; and a request for `quote build`."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from licensectl.core.money import amount_of
from licensectl.core.text import Lang, Text
from licensectl.domain.sizing.model import Comparison, Licence, Scope, Sizing, cost_of
from licensectl.domain.sizing.rules import Figures
from licensectl.i18n.terms import coded, term
from licensectl.i18n.translate import N_, translate
from licensectl.render.chart import Bar, Bars
from licensectl.render.report import Column, Report, Table, fields_of, framed, sums_below, table_of

LICENCE = ("metric", "pack_size", "quantity", "sku", "part_number", "title", "unit_price", "total")
# Words for codes of the answer.
STEPS = {
    "processors": N_("cores of the processors"),
    "server": N_("cores to license per set"),
    "sets": N_("sets for the virtual machines"),
    "core licences": N_("core licences"),
    "packs by price": N_("cheapest packs cover"),
    "packs": N_("packs cover"),
    "user CAL": N_("user CALs"),
    "device CAL": N_("device CALs"),
    "external CALs": N_("CALs for external users"),
    "connector pays": N_("External Connector costs less from"),
    "connectors": N_("External Connectors"),
    "servers": N_("server licences"),
    "machines of the host": N_("core licences for its virtual machines"),
    "machine": N_("cores of a virtual machine"),
    "customer": N_("core licences of the customer"),
}
KINDS = {
    "standard-datacenter": N_("Standard or Datacenter"),
    "core-server": N_("per server or per core"),
    "connector-cals": N_("CALs or External Connector"),
    "user-device": N_("per user or per device"),
}
PER = {
    "VM": N_("VMs per server"),
    "CAL": N_("CALs"),
    "user": N_("users"),
}
PRICES = {
    True: N_("your price sheet"),
    False: N_("public reference prices"),
}
NEEDS, PRICES_USED = N_("Needs besides"), N_("Prices used")
BASIS = {"unit_price": N_("Cost price"), "erp": N_("ERP")}


class SizingPresentation(Struct, frozen=True):
    """Presentation of the answer: customer and VAT of the request of `-f yaml`, and whether rules are shown in full."""

    scope: Scope
    customer: str
    vat_rate: Decimal | None
    explained: bool = False


def sizing(found: Sizing, presentation: SizingPresentation, figures: Figures, stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of every `size` command."""
    title = f"{found.generation} {found.edition or ''}".rstrip()
    more = [_servers(found, lang), _steps(found, lang), _comparisons(found, lang)]
    if presentation.explained:
        more.append(_rules(found, figures, lang))
    return Report(
        title,
        _licenses(found, lang),
        framed("size", stamp, _body(found, figures, presentation.scope, lang), found.problems, lang),
        more=tuple(table for table in more if table.rows),
        notes=tuple(_notes(found, lang)),
        charts=tuple(_curve(compared, lang) for compared in found.comparisons if compared.curve),
        used=(*found.rules, *(line.sku for line in found.licenses if line.sku)),
        request=_request(found, presentation),
    )


def _licenses(found: Sizing, lang: Lang) -> Table:
    priced: list[tuple[Column, Callable[[Licence], Any]]] = (
        [
            (Column("unit_price", BASIS[found.basis], "amount"), lambda line: amount_of(line.unit_price)),
            (Column("total", N_("Total"), "amount"), lambda line: amount_of(line.total)),
        ]
        if found.basis
        else []
    )
    cost = cost_of(found.licenses)
    return table_of(
        found.licenses,
        (Column("quantity", N_("Qty"), "int"), lambda line: line.quantity),
        (Column("metric", N_("Metric")), lambda line: coded(line.metric, lang)),
        (Column("pack_size", N_("Pack"), "int", "files"), lambda line: line.pack_size),
        (Column("sku", "SKU", "id"), lambda line: line.sku or line.part_number),
        (Column("part_number", N_("Part number"), "id", "files"), lambda line: line.part_number),
        (Column("title", N_("Title")), lambda line: line.title),
        *priced,
        footer=sums_below(N_("Sum"), {cost.currency: cost}, lang) if cost is not None else (),
    )


def _servers(found: Sizing, lang: Lang) -> Table:
    counts = Counter(zip(found.hosts, found.servers, strict=False))
    mixed = _mixed(found)
    columns = (
        *([Column("edition", N_("Edition"))] if mixed else ()),
        Column("servers", N_("Servers"), "int"),
        Column("processors", N_("Processors"), "int"),
        Column("cores_each", N_("Cores each"), "int"),
        Column("vms", N_("VMs"), "int"),
        Column("cores_to_license", N_("Cores to license"), "int"),
        Column("sets", N_("Sets"), "int"),
        Column("core_licences", N_("Core licences"), "int"),
    )
    rows = tuple(
        (
            *([need.edition] if mixed else ()),
            count,
            need.sockets,
            need.cores_per_socket,
            host.vms,
            need.cores_to_license,
            need.sets,
            need.core_licenses * count,
        )
        for (host, need), count in counts.items()
    )
    return Table(columns, rows, title=translate(N_("Servers"), lang))


def _mixed(found: Sizing) -> bool:
    return len({need.edition for need in found.servers}) > 1


def _steps(found: Sizing, lang: Lang) -> Table:
    return table_of(
        found.steps,
        (Column("step", N_("Step")), lambda step: _subject(STEPS[step.what], step.of, lang)),
        (Column("calculation", N_("Calculation")), lambda step: _calculation(step.calculation, lang)),
        (Column("result", N_("Result"), "int"), lambda step: step.result),
        (Column("rule", N_("Rule")), lambda step: step.rule),
        title=translate(N_("Calculation"), lang),
    )


def _calculation(text: str, lang: Lang) -> str:
    return re.sub(r"(?<=× )(user|device)\b", lambda unit: term(unit[0], lang), text)


def _subject(words: Text, of: Text, lang: Lang) -> str:
    return f"{translate(words, lang)}: {translate(of, lang)}" if of else translate(words, lang)


def _comparisons(found: Sizing, lang: Lang) -> Table:
    columns = (
        Column("comparison", N_("Compared")),
        Column("option", N_("Option")),
        Column("cost", N_("Cost"), "amount"),
        Column("break_even", N_("Cheaper from")),
    )
    rows = []
    for compared in found.comparisons:
        for number, option in enumerate(compared.options, 1):
            subject = _subject(KINDS[compared.kind], compared.of, lang) if number == 1 else ""
            switch = _switch(compared, lang) if number == len(compared.options) and compared.unit else ""
            rows.append((subject, term(option.name, lang), option.cost.amount, switch))
    return Table(columns, tuple(rows), title=translate(N_("At these prices"), lang))


def _switch(compared: Comparison, lang: Lang) -> str | None:
    return f"{compared.break_even} {translate(PER[compared.unit], lang)}" if compared.break_even is not None else None


def _curve(compared: Comparison, lang: Lang) -> Bars:
    """Return the first way by growing counts, then the last way, which stays the same; the case asked about is marked."""
    first, last = compared.options[0], compared.options[-1]
    bars = [Bar(f"{first.name}, {option.name}", option.cost.amount, marked=option.name == compared.asked) for option in compared.curve]
    bars.append(Bar(last.name, last.cost.amount, marked=last.name == compared.asked))
    return Bars(translate(KINDS[compared.kind], lang), tuple(bars), "amount", last.cost.currency)


def _rules(found: Sizing, figures: Figures, lang: Lang) -> Table:
    return table_of(
        _rule_records(found, figures, lang),
        (Column("rule", N_("Rule")), lambda rule: rule["id"]),
        (Column("value", N_("Value"), "int"), lambda rule: rule["value"]),
        (Column("text", N_("Title")), lambda rule: rule["text"]),
        (Column("sources", N_("Sources")), lambda rule: ", ".join(rule["sources"])),
        title=translate(N_("Rules"), lang),
    )


def _notes(found: Sizing, lang: Lang) -> list[str]:
    notes = [f"{translate(N_('Needs besides'), lang)}: {', '.join(found.needs)}"] if found.needs else []
    if found.basis:
        notes.append(
            f"{translate(N_('Prices used'), lang)}: {translate(PRICES[found.price_given], lang)}, {translate(BASIS[found.basis], lang)}"
        )
    return notes


def _body(found: Sizing, figures: Figures, scope: Scope, lang: Lang) -> dict[str, Any]:
    return {
        **fields_of(found, "product", "generation", "edition", "model", "core_licenses"),
        "licenses": [fields_of(line, *LICENCE) for line in found.licenses],
        # Where all servers have one edition, the answer itself names it.
        "servers": found.servers if _mixed(found) else [replace(need, edition=None) for need in found.servers],
        "rules": _rule_records(found, figures, lang),
        "steps": [
            {"step": s.what, "of": translate(s.of, lang) or None, "calculation": s.calculation, "result": s.result, "rule": s.rule}
            for s in found.steps
        ],
        "comparisons": [asdict(compared) | {"of": translate(compared.of, lang) or None} for compared in found.comparisons],
        "needs": found.needs,
        "price_basis": found.basis or None,
        "price_source": ("price_sheet" if found.price_given else "reference") if found.basis else None,
        **fields_of(scope, "market", "currency", "segment"),
    }


def _rule_records(found: Sizing, figures: Figures, lang: Lang) -> list[dict[str, Any]]:
    records = []
    for access_id in found.rules:
        rule = figures.rules[access_id]
        sources = list(dict.fromkeys(key for figure in rule.values for key in figure.sources))
        records.append({"id": access_id, "text": translate(rule.title, lang), "value": figures.get(access_id), "sources": sources})
    return records


def _named(line: Licence) -> dict[str, str]:
    if line.sku:
        return {"sku": line.sku}
    return {"part_number": line.part_number} if line.part_number else {"search": line.title}


def _request(found: Sizing, presentation: SizingPresentation) -> dict[str, Any]:
    """Return a request for `quote build`: the lines, and the servers against which the quote is checked."""
    lines = [{**_named(line), "quantity": line.quantity} for line in found.licenses]
    # If all servers have one edition, the lines name it.
    editions = [need.edition if _mixed(found) else None for need in found.servers]
    counts = Counter(zip(found.hosts, editions, strict=True) if found.core_licenses and found.hosts else ())
    servers = [
        {"product": found.product, "server": f"{count}:{host.sockets}x{host.cores_per_socket}", "vms": host.vms}
        | ({"edition": edition} if edition else {})
        for (host, edition), count in counts.items()
    ]
    return {
        "customer": {"name": presentation.customer},
        **fields_of(presentation.scope, "program", "market", "currency", "segment"),
        **({"vat": {"rate": presentation.vat_rate}} if presentation.vat_rate is not None else {}),
        "lines": lines,
        **({"servers": servers} if servers else {}),
    }
