"""One basket under several programs side by side: totals, obstacles, prices, terms, and a bar for each."""

from collections.abc import Iterable, Mapping
from typing import Any

from licensectl.core.money import Money, amount_of
from licensectl.core.text import Lang, read_value
from licensectl.domain.costs.compare import STATED, Costs, ProgramCosts
from licensectl.domain.programs.model import Fact, ProgramsFile
from licensectl.domain.quotes.line import QuoteLine
from licensectl.errors import Problem
from licensectl.i18n.terms import coded
from licensectl.i18n.translate import N_, translate
from licensectl.render.chart import Bar, Bars
from licensectl.render.quote_parts import line_record, source_words, totals_record
from licensectl.render.report import Column, Report, Table, fields_of, framed, table_of
from licensectl.render.return_terms import return_words


def costs(found: Costs, file: ProgramsFile, stamp: Mapping[str, str], lang: Lang) -> Report:
    """Return the report of `compare costs`."""
    problems = [problem for costs in found.programs for problem in (*costs.obstacles, *costs.remarks)]
    return Report(
        f"{translate(N_('Costs by program'), lang)} · {found.request.customer_name} · {found.date}",
        _totals(found, file, lang),
        framed("costs", stamp, _body(found, lang), problems, lang),
        more=(_standings(found, file, lang), _findings(found, file, lang), _prices(found, file, lang), _terms(found, file, lang)),
        charts=(_bars(found, file, lang),),
        notes=tuple(_notes(found, lang)),
        used=tuple(_used(found, problems)),
    )


def _totals(found: Costs, file: ProgramsFile, lang: Lang) -> Table:
    columns = [
        Column("row", "#", "id", "files"),
        Column("quantity", N_("Qty"), "int"),
        Column("title", N_("Title")),
    ]
    for costs in found.programs:
        name = _name(costs, file, lang)
        columns += [
            Column(f"{costs.program}_sku", f"{name}: SKU", "id", "files"),
            Column(f"{costs.program}_price", f"{name}: {translate(N_('Price'), lang)}", "amount", "files"),
            Column(f"{costs.program}_total", name, "amount"),
        ]
    rows = [_line(found, number, lang) for number in range(len(found.programs[0].lines))]
    if any(costs.totals.shipping is not None for costs in found.programs):
        rows.append(_sum("shipping", translate(N_("Shipping"), lang), [costs.totals.shipping for costs in found.programs]))
    rows.append(_sum("total", f"{translate(N_('Net'), lang)} {found.request.currency}", [costs.total for costs in found.programs]))
    return Table(tuple(columns), tuple(rows))


def _line(found: Costs, number: int, lang: Lang) -> tuple[Any, ...]:
    lines = [costs.lines[number] for costs in found.programs]
    cells = [cell for line in lines for cell in (line.sku or line.part_number, amount_of(line.sell_price), amount_of(line.line_total))]
    return (str(number + 1), lines[0].quantity, _title(found, number), *cells)


def _title(found: Costs, number: int) -> str:
    """Return the title that the request's own program has for the line, if it is compared."""
    own = next((costs for costs in found.programs if costs.program == found.request.program), found.programs[0])
    return own.lines[number].title


def _sum(row: str, title: str, amounts: Iterable[Money | None]) -> tuple[Any, ...]:
    return (row, None, title, *(cell for amount in amounts for cell in (None, None, amount_of(amount))))


def _standings(found: Costs, file: ProgramsFile, lang: Lang) -> Table:
    return table_of(
        found.programs,
        (Column("program", N_("Program")), lambda costs: _name(costs, file, lang)),
        (Column("total", f"{translate(N_('Net'), lang)} {found.request.currency}", "amount"), lambda costs: amount_of(costs.total)),
        (Column("state", N_("Status")), lambda costs: _state(costs, found, lang)),
        title=translate(N_("What can be bought"), lang),
    )


def _findings(found: Costs, file: ProgramsFile, lang: Lang) -> Table:
    """Return the obstacles and remarks in whole sentences, as a table of the page."""
    columns = (
        Column("program", N_("Program")),
        Column("effect", N_("Effect")),
        Column("where", N_("Place"), audience="files"),
        Column("what", N_("Reason")),
    )
    rows = [
        (_name(costs, file, lang), coded(effect, lang), problem.where, problem.reason(lang))
        for costs in found.programs
        for effect, problems in (("not possible", costs.obstacles), ("to be noted", costs.remarks))
        for problem in problems
    ]
    return Table(columns, tuple(rows), title=translate(N_("Why, and what to know"), lang))


def _name(costs: ProgramCosts, file: ProgramsFile, lang: Lang) -> str:
    return translate(file.programs[costs.program].short, lang)


def _state(costs: ProgramCosts, found: Costs, lang: Lang) -> str:
    if costs.program == found.cheapest:
        return f"▶ {translate(N_('cheapest'), lang)}"
    said = [translate(N_("possible") if costs.possible else N_("not possible"), lang)]
    if not costs.totals.complete:
        said.append(_incomplete(costs, lang))
    return ", ".join(said)


def _incomplete(costs: ProgramCosts, lang: Lang) -> str:
    priced = sum(line.line_total is not None for line in costs.lines)
    return f"{translate(N_('incomplete'), lang)} ({priced}/{len(costs.lines)} {translate(N_('lines priced'), lang)})"


def _prices(found: Costs, file: ProgramsFile, lang: Lang) -> Table:
    columns = (
        Column("row", "#", "int"),
        Column("program", N_("Program")),
        Column("sku", "SKU", "id"),
        Column("title", N_("Title")),
        Column("price", N_("Price"), "amount"),
        Column("price_from", N_("Price from")),
    )
    rows = [
        (line.position, _name(costs, file, lang), line.sku or line.part_number, line.title, *_priced(line, lang))
        for number in range(len(found.programs[0].lines))
        for costs in found.programs
        if (line := costs.lines[number]).sell_price is not None or line.sku or line.part_number
    ]
    return Table(columns, tuple(rows), title=translate(N_("Prices per unit"), lang))


def _priced(line: QuoteLine, lang: Lang) -> tuple[Any, str]:
    source = line.price_source
    return amount_of(line.sell_price), source_words(line, lang) + (f" ({source.as_of})" if source.as_of else "")


def _terms(found: Costs, file: ProgramsFile, lang: Lang) -> Table:
    columns = (
        Column("attribute", N_("Attribute")),
        *(Column(costs.program, _name(costs, file, lang)) for costs in found.programs),
    )
    titles = {name: translate(file.attributes[name].title, lang) for name in STATED}
    rows = [(title, *(_said(costs.facts.get(name), lang) for costs in found.programs)) for name, title in titles.items()]
    returns = (return_words(costs.terms, lang) if costs.terms.returns else None for costs in found.programs)
    rows.append((translate(N_("Return"), lang), *returns))
    return Table(columns, tuple(rows), title=translate(N_("Terms"), lang))


def _said(fact: Fact | None, lang: Lang) -> str | None:
    held = read_value(fact.value, lang) if fact else None
    return "; ".join(held) if isinstance(held, list) else held


def _bars(found: Costs, file: ProgramsFile, lang: Lang) -> Bars:
    bars = tuple(
        Bar(
            _name(costs, file, lang),
            amount_of(costs.total),
            "" if costs.program == found.cheapest else _state(costs, found, lang),
            costs.program == found.cheapest,
        )
        for costs in found.programs
    )
    return Bars(translate(N_("Net sum by program"), lang), bars, unit=found.request.currency)


def _notes(found: Costs, lang: Lang) -> list[str]:
    notes = [] if found.cheapest else [translate(N_("no program is both possible and priced in full"), lang)]
    sources = dict.fromkeys(key for costs in found.programs for fact in costs.facts.values() for key in fact.sources)
    sources |= dict.fromkeys(key for costs in found.programs if costs.terms.returns for key in costs.terms.returns.sources)
    return [*notes, f"{translate(N_('Sources'), lang)}: {', '.join(sources)}"] if sources else notes


def _used(found: Costs, problems: Iterable[Problem]) -> Iterable[str]:
    for costs in found.programs:
        yield from (line.sku for line in costs.lines if line.sku)
        yield from (f"{costs.program}.{name}" for name in costs.facts)
        if costs.terms.returns and costs.terms.returns.rule:
            yield costs.terms.returns.rule
    yield from (problem.code for problem in problems)


def _body(found: Costs, lang: Lang) -> dict[str, Any]:
    request = found.request
    return {
        "date": found.date,
        **fields_of(request, "market", "currency", "segment"),
        "cheapest": found.cheapest,
        "programs": [_program(costs, lang) for costs in found.programs],
    }


def _program(costs: ProgramCosts, lang: Lang) -> dict[str, Any]:
    answer = costs.terms.returns
    return {
        "program": costs.program,
        "possible": costs.possible,
        "complete": costs.totals.complete,
        "total": costs.total,
        "obstacles": [problem.record(lang) for problem in costs.obstacles],
        "lines": [line_record(line, internal=True) for line in costs.lines],
        "totals": totals_record(costs.totals, internal=True),
        "terms": {name: _fact(fact, lang) for name, fact in costs.facts.items()},
        "returns": fields_of(answer, "rule", "verdict", "refund", "window_days", "last_safe_day", "sources") if answer else None,
    }


def _fact(fact: Fact, lang: Lang) -> dict[str, Any]:
    return {"value": read_value(fact.value, lang), "as_of": fact.as_of, "confidence": fact.confidence, "sources": fact.sources}
