"""Check facts that are well-formed: a rule is a function in a list, and all problems are reported at once."""

from collections.abc import Callable, Container, Iterable, Iterator
from datetime import date
from itertools import combinations, pairwise
from typing import Any

from licensectl.core import messages_facts as messages
from licensectl.core.messages import every
from licensectl.core.period import Period
from licensectl.core.sku_id import parse_sku
from licensectl.core.text import Bilingual, Text
from licensectl.domain.advice.rules import FIELDS
from licensectl.domain.facts.background import is_loose_date
from licensectl.domain.facts.glossary import names_of, plain
from licensectl.domain.facts.index import cited, index, values
from licensectl.domain.facts.model import Everything, FactFinding, Path
from licensectl.domain.returns import validate as return_soundness
from licensectl.domain.returns.sentences import RETURNS, rules_of, strange_lengths
from licensectl.i18n.translate import N_


def check(facts: Everything) -> list[FactFinding]:
    """Return the findings of all checks, in the order of CHECKS."""
    return [finding for rule in CHECKS.values() for finding in rule(facts)]


def _unknown_sources(facts: Everything) -> Iterator[FactFinding]:
    for file, path, key in cited(facts._asdict()):
        if key not in facts.sources:
            yield FactFinding(file, path, messages.UNKNOWN_SOURCE, {"key": key})


def _orphans(facts: Everything) -> Iterator[FactFinding]:
    used = {key for _, _, key in cited(facts._asdict())} | {key for message in every().values() for key in message.sources}
    for key in facts.sources:
        if key not in used:
            yield FactFinding("sources", ("sources", key), messages.ORPHAN, {"key": key})


def _periods(facts: Everything) -> Iterator[FactFinding]:
    for fact_id, program in facts.programs.programs.items():
        for attribute in program.attributes:
            yield from _overlaps("programs", ("programs", fact_id, "attributes", attribute), attribute, program.facts(attribute))
    yield from (FactFinding("returns", *found) for found in return_soundness.competing(facts.returns))


def _windows(facts: Everything) -> Iterator[FactFinding]:
    checks = (return_soundness.windows, return_soundness.time_zones)
    return (FactFinding("returns", *found) for check in checks for found in check(facts.returns))


def _return_prose(facts: Everything) -> Iterator[FactFinding]:
    """Yield a problem for each text beside a return rule with a length that the rule does not have."""
    for fact_id, program in facts.programs.programs.items():
        held = list(rules_of(fact_id, program, facts.returns.rules).values())
        for fact in program.facts(RETURNS) if held else ():
            for text in (*(fact.value if isinstance(fact.value, list) else [fact.value or ""]), fact.note or ""):
                for length in strange_lengths(text, [rule for rule in held if rule.overlaps(fact)]):
                    path = ("programs", fact_id, "attributes", RETURNS)
                    yield FactFinding("programs", path, messages.RETURN_PROSE, {"length": length, "id": f"{fact_id}.{RETURNS}"})
    for fact_id, rule in facts.returns.rules.items():
        for length in strange_lengths(rule.title, [rule]):
            yield FactFinding("returns", ("rules", fact_id, "title"), messages.RETURN_PROSE, {"length": length, "id": fact_id})


def _order_of_dates(facts: Everything) -> Iterator[FactFinding]:
    for file, path, record in values(facts._asdict()):
        if isinstance(record, Period) and record.from_ and record.until and record.until < record.from_:
            yield FactFinding(file, path, messages.DATE_ORDER, {"first": record.from_, "then": record.until})
    for fact_id, product in facts.skus.products.items():
        life = product.lifecycle
        known: list[date] = [day for day in (life.released, life.mainstream_end, life.extended_end) if day]
        for first, then in pairwise(known):
            if then < first:
                yield FactFinding("skus", ("products", fact_id, "lifecycle"), messages.DATE_ORDER, {"first": first, "then": then})


def _ids(facts: Everything) -> Iterator[FactFinding]:
    for product, sku_id, sku in _skus(facts):
        if sku.sku is not None and (parse_sku(sku.sku) is None or str(parse_sku(sku.sku)) != sku.sku):
            yield FactFinding("skus", ("products", product, "skus", sku_id, "sku"), messages.BAD_ID, {"id": sku.sku})


def _translations(facts: Everything) -> Iterator[FactFinding]:
    for file, path, value in values(facts._asdict()):
        if isinstance(value, Bilingual) and not value.it:
            yield FactFinding(file, path, messages.NO_ITALIAN, {"text": value.en[:60]})


def _prices(facts: Everything) -> Iterator[FactFinding]:
    for product, sku_id, sku in _skus(facts):
        for number, price in enumerate(sku.prices):
            path = ("products", product, "skus", sku_id, "prices", number)
            if price.as_of is None:
                yield FactFinding("skus", path, messages.NO_DATE, {"sku": sku_id})
            if not return_soundness.is_money(price.money):
                yield FactFinding("skus", path, messages.BAD_MONEY, {"money": str(price.money)})


def _references(facts: Everything) -> Iterator[FactFinding]:
    skus = {sku_id for _, sku_id, _ in _skus(facts)}
    for product_id, product in facts.skus.products.items():
        path: Path = ("products", product_id)
        yield from _missing("skus", path, N_("access licence"), (*product.needs, *product.optional), facts.skus.access_licenses)
        yield from _missing("skus", path, N_("condition"), product.requires, facts.skus.conditions)
        yield from _missing("skus", (*path, "predecessor"), N_("product"), filter(None, [product.predecessor]), facts.skus.products)
    for product_id, sku_id, sku in _skus(facts):
        path = ("products", product_id, "skus", sku_id)
        yield from _missing("skus", (*path, "successor"), N_("SKU"), filter(None, [sku.successor]), skus)
        yield from _missing("skus", path, N_("condition"), sku.requires, facts.skus.conditions)
        yield from _missing("skus", path, N_("access licence"), filter(None, [*sku.needs, sku.grants]), facts.skus.access_licenses)


def _sizing(facts: Everything) -> Iterator[FactFinding]:
    for fact_id, rule in facts.sizing.rules.items():
        yield from _overlaps("sizing", ("rules", fact_id), fact_id, rule.values)
    what, known = N_("access licence"), facts.skus.access_licenses
    for fact_id, licence in facts.skus.access_licenses.items():
        yield from _missing("skus", ("access_licenses", fact_id), what, filter(None, [licence.connector]), known)
    for fact_id, product in facts.sizing.access.items():
        yield from _missing("sizing", ("access", fact_id), what, (product.base, *product.additive.values()), known)


def _taxes(facts: Everything) -> Iterator[FactFinding]:
    for market, rates in facts.taxes.rates.items():
        yield from _overlaps("taxes", ("rates", market), market, rates.values)
    for country, split in facts.taxes.split_payment.items():
        path = ("split_payment", country, "qualifications")
        yield from _missing("taxes", path, N_("qualification"), split.qualifications, facts.eligibility.qualifications)


def _claims(facts: Everything) -> Iterator[FactFinding]:
    for fact_id, program in facts.programs.programs.items():
        for attribute in program.attributes:
            path = ("programs", fact_id, "attributes", attribute)
            yield from _missing("programs", path, N_("attribute"), [attribute], facts.programs.attributes)
            claims = (claim for fact in program.facts(attribute) for claim in fact.claims)
            yield from _missing("programs", path, N_("claim"), claims, facts.claims)


def _offers(facts: Everything) -> Iterator[FactFinding]:
    for fact_id, offer in facts.eligibility.offers.items():
        yield from _missing("eligibility", ("offers", fact_id), N_("program"), offer.programs, facts.programs.programs)


def _advice(facts: Everything) -> Iterator[FactFinding]:
    known = {*facts.programs.programs, *facts.advice.choices}
    for fact_id, choice in facts.advice.choices.items():
        yield from _missing("advice", ("choices", fact_id), N_("edition"), choice.editions, facts.office.editions)
    yield from _missing("advice", ("order",), N_("program or choice"), facts.advice.order, known)
    for fact_id, rule in facts.advice.rules.items():
        yield from _missing("advice", ("rules", fact_id), N_("program or choice"), (*rule.things, *rule.reasons), known)
        fields = (field for alternative in rule.when for field in alternative)
        yield from _missing("advice", ("rules", fact_id, "when"), N_("condition"), fields, FIELDS)


def _glossary(facts: Everything) -> Iterator[FactFinding]:
    """Yield ids to look at next that do not exist, and names that two terms share."""
    known = {entry.id for entry in index(facts, every())}
    taken: dict[str, str] = {}
    for term_id, term in facts.glossary.terms.items():
        for name in map(plain, names_of(term_id, term)):
            if taken.setdefault(name, term_id) != term_id:
                yield FactFinding("glossary", ("terms", term_id), messages.OVERLAP, {"what": f"{name}: {taken[name]}, {term_id}"})
        yield from _missing("glossary", ("terms", term_id), N_("id"), term.see, known)


def _background(facts: Everything) -> Iterator[FactFinding]:
    known = {entry.id for entry in index(facts, every())}
    for fact_id, note in facts.background.notes.items():
        yield from _missing("background", ("notes", fact_id), N_("id"), note.about, known)
    for fact_id, event in facts.background.events.items():
        yield from _missing("background", ("events", fact_id), N_("id"), event.about, known)
    for fact_id, event in facts.background.events.items():
        for day in (event.date, *(other.date for other in event.others)):
            if not is_loose_date(day):
                yield FactFinding("background", ("events", fact_id), messages.BAD_DATE, {"date": day})


def _matrices(facts: Everything) -> Iterator[FactFinding]:
    for fact_id, matrix in facts.office.matrices.items():
        yield from _missing("office", ("matrices", fact_id), N_("edition"), matrix.known, facts.office.editions)
        for row_id, row in matrix.rows.items():
            path = ("matrices", fact_id, "rows", row_id)
            for edition in set(matrix.known) ^ set(row.cells):
                yield FactFinding("office", path, messages.CELL, {"edition": edition})
            for edition in row.cells:
                if any(one.overlaps(other) for one, other in combinations(row.dated(edition), 2)):
                    yield FactFinding("office", (*path, "cells", edition), messages.OVERLAP, {"what": f"{row_id}, {edition}"})
            yield from _missing("office", path, N_("footnote"), row.footnotes, matrix.footnotes)


def _missing(file: str, path: Path, what: Text, names: Iterable[str], known: Container[str]) -> Iterator[FactFinding]:
    """Yield a problem for each name of something that no fact describes."""
    return (FactFinding(file, path, messages.NO_SUCH, {"what": what, "id": name}) for name in names if name not in known)


def _overlaps(file: str, path: Path, what: str, held: Iterable[Period]) -> Iterator[FactFinding]:
    """Yield a problem for each two that hold on the same day."""
    overlapping = (one.overlaps(other) for one, other in combinations(held, 2))
    return (FactFinding(file, path, messages.OVERLAP, {"what": what}) for overlap in overlapping if overlap)


def _skus(facts: Everything) -> Iterator[tuple[str, str, Any]]:
    for product_id, product in facts.skus.products.items():
        for sku_id, sku in product.skus.items():
            yield product_id, sku_id, sku


CHECKS: dict[str, Callable[[Everything], Iterator[FactFinding]]] = {
    "unknown-source": _unknown_sources,
    "overlap": _periods,
    "date-order": _order_of_dates,
    "window": _windows,
    "fee": lambda facts: (FactFinding("returns", *found) for found in return_soundness.fees(facts.returns)),
    "return-prose": _return_prose,
    "id-shape": _ids,
    "price": _prices,
    "reference": _references,
    "sizing": _sizing,
    "taxes": _taxes,
    "claim": _claims,
    "offer": _offers,
    "advice": _advice,
    "matrix": _matrices,
    "background": _background,
    "glossary": _glossary,
    "translation": _translations,
    "orphan": _orphans,
}
