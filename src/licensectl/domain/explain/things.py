"""Things explained: programs, products, SKUs, access licences, Office editions and features, choices of the advice."""

from msgspec.structs import replace

from licensectl.core.text import Text
from licensectl.domain.advice.rules import Choice
from licensectl.domain.catalog.model import PRICE_KINDS, AccessLicense, Condition, Price, Product, sources_of
from licensectl.domain.explain.model import Explanation, Value, all_sources, finder, merged
from licensectl.domain.facts.model import Everything
from licensectl.domain.programs.model import Program
from licensectl.domain.programs.office import Edition, Matrix
from licensectl.i18n.translate import N_

NOT_PERPETUAL = N_("not a perpetual licence")


def _sku(fact_id: str, facts: Everything) -> Explanation | None:
    found = [
        _of_sku(slug, home, facts)
        for home, product in facts.skus.products.items()
        for slug, sku in product.skus.items()
        if fact_id in (slug, sku.sku, sku.part_number)
    ]
    return merged(found) if found else None


def _of_sku(slug: str, home: str, facts: Everything) -> Explanation:
    product = facts.skus.products[home]
    sku = product.skus[slug]
    named: list[Text] = [text for text in (sku.sku, sku.part_number, sku.metric, *sku.segments) if text]
    values = [Value(texts=[*named, *sku.notes, *product.notes], sources=sku.sources, confidence=sku.confidence)]
    values += [_priced(price) for price in sku.prices]
    used = [other for held in facts.skus.products.values() for other, item in held.skus.items() if item.successor == slug]
    see = [home, *(name for name in (sku.successor, sku.grants, *sku.needs, *sku.requires) if name)]
    return Explanation(id=slug, kind="SKU", title=sku.title, values=values, sources=sources_of(sku, product), used_by=used, see=see)


def _priced(price: Price) -> Value:
    texts: list[Text] = [
        N_("{amount}").filled(amount=price.money),
        PRICE_KINDS[price.kind],
        N_("program {program}").filled(program=price.program),
    ]
    return Value(texts=[*texts, *([price.market] if price.market else [])], note=price.note, sources=[price.source], as_of=price.as_of)


def _look_alike(fact_id: str, facts: Everything) -> Explanation | None:
    for name, found in facts.skus.look_alikes.items():
        if fact_id in (name, found.sku):
            value = Value(texts=[found.sku, NOT_PERPETUAL], sources=found.sources)
            return Explanation(id=name, kind="look-alike", title=found.what, values=[value], sources=found.sources)
    return None


def _product(fact_id: str, product: Product, facts: Everything) -> Explanation:
    texts: list[Text] = [text for text in (product.license_model, product.downgrade, product.terms_url) if text]
    life = product.lifecycle
    values = [Value(texts=[*texts, *product.notes], sources=product.sources)]
    if life.released or life.supported_until or life.note or life.sources:
        values.append(Value(from_=life.released, until=life.supported_until, texts=[life.note] if life.note else [], sources=life.sources))
    see = [*product.needs, *product.optional, *([product.predecessor] if product.predecessor else [])]
    return Explanation(
        id=fact_id, kind="product", title=product.title, values=values, sources=all_sources(values), used_by=list(product.skus), see=see
    )


def _access_license(fact_id: str, found: AccessLicense, facts: Everything) -> Explanation:
    used = [name for name, product in facts.skus.products.items() if fact_id in (*product.needs, *product.optional)]
    value = Value(texts=[found.kind], sources=found.sources)
    return Explanation(
        id=fact_id, kind="access licence", title=found.title, values=[value], sources=found.sources, used_by=used, see=found.requires
    )


def _condition(fact_id: str, condition: Condition, facts: Everything) -> Explanation:
    used = [name for name, product in facts.skus.products.items() if fact_id in product.requires]
    used += [slug for product in facts.skus.products.values() for slug, sku in product.skus.items() if fact_id in sku.requires]
    return Explanation(id=fact_id, kind="condition", title=condition.title, sources=condition.sources, used_by=used)


def _program(fact_id: str, program: Program, facts: Everything) -> Explanation:
    value = Value(from_=program.sold.from_, until=program.sold.until, texts=[program.short])
    advised = [name for name, rule in facts.advice.rules.items() if fact_id in rule.things]
    return Explanation(
        id=fact_id,
        kind="program",
        title=program.title,
        values=[value],
        used_by=advised,
        see=[f"{fact_id}.{name}" for name in program.attributes],
    )


def _edition(fact_id: str, edition: Edition, facts: Everything) -> Explanation:
    texts: list[Text] = [text for text in (edition.unit, edition.services_until, *edition.activation, *edition.notes) if text]
    value = Value(until=edition.support_end, texts=texts, sources=edition.sources, confidence=edition.confidence)
    matrices = [f"office.{name}" for name, matrix in facts.office.matrices.items() if fact_id in matrix.known]
    return Explanation(id=fact_id, kind="Office edition", title=edition.title, values=[value], sources=edition.sources, used_by=matrices)


def _matrix(fact_id: str, matrix: Matrix, facts: Everything) -> Explanation:
    value = Value(texts=list(matrix.footnotes.values()), sources=matrix.sources)
    see = [*matrix.known, *(f"{fact_id}.{row}" for row in matrix.rows)]
    return Explanation(id=fact_id, kind="Office matrix", title=matrix.title, values=[value], sources=matrix.sources, see=see)


def _feature(fact_id: str, facts: Everything) -> Explanation | None:
    _, _, place = fact_id.partition("office.")
    matrix_id, _, row_id = place.partition(".")
    matrix = facts.office.matrices.get(matrix_id)
    row = matrix.rows.get(row_id) if matrix else None
    if row is None:
        return None
    said: list[Text] = [text for text in (row.verdict, row.printed) if text]
    values = [Value(texts=said, note=row.note)] if said or row.note else []
    for edition, cell in ((one, dated) for one in row.cells for dated in row.dated(one)):
        title = facts.office.editions[edition].title if edition in facts.office.editions else edition
        value = Value(from_=cell.from_, until=cell.until, texts=[title, cell.value], note=cell.note, sources=cell.sources)
        values.append(replace(value, as_of=cell.as_of, confidence=cell.confidence))
    return Explanation(id=fact_id, kind="Office feature", title=row.title, values=values, sources=all_sources(values))


def _choice(fact_id: str, choice: Choice, facts: Everything) -> Explanation:
    advised = [name for name, rule in facts.advice.rules.items() if fact_id in rule.things]
    return Explanation(id=fact_id, kind="choice", title=choice.title, used_by=advised, see=choice.editions)


FINDERS = (
    finder(lambda facts: facts.programs.programs, _program),
    finder(lambda facts: facts.skus.products, _product),
    _sku,
    finder(lambda facts: facts.skus.access_licenses, _access_license),
    finder(lambda facts: facts.skus.conditions, _condition),
    _look_alike,
    finder(lambda facts: facts.office.editions, _edition),
    finder(lambda facts: facts.office.matrices, _matrix, "office."),
    _feature,
    finder(lambda facts: facts.advice.choices, _choice),
)
