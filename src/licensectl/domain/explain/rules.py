"""Facts and rules explained: attributes of programs, claims, returns, sizing, advice, eligibility, ordering, taxes."""

from licensectl.core.text import Text
from licensectl.domain.advice.rules import AdviceRule
from licensectl.domain.catalog.eligibility import LicenceOffer, Qualification
from licensectl.domain.explain.model import Explanation, Value, all_sources, finder
from licensectl.domain.facts.model import Everything
from licensectl.domain.orders.terms import OrderTerms, Prerequisite, Reacceptance, Region
from licensectl.domain.programs.model import Attribute, Claim, Fact, Verdict
from licensectl.domain.quotes.tax_facts import Area, MarketRates, SplitPayment
from licensectl.domain.returns.providers import Policy, Provider
from licensectl.domain.returns.rules import ReturnRule, Route
from licensectl.domain.returns.sentences import RETURNS, return_facts, rules_of, sentence
from licensectl.domain.sizing.rules import AccessProduct, Figure, SizingRule
from licensectl.i18n.translate import N_, P_

VERDICTS: dict[Verdict, Text] = {
    "confirmed": N_("confirmed"),
    "partly": N_("partly right"),
    "contradicted": N_("contradicted"),
    "superseded": N_("superseded"),
    "open": P_("claim", "open"),
}


def _attribute(fact_id: str, facts: Everything) -> Explanation | None:
    program, _, attribute = fact_id.partition(".")
    if program not in facts.programs.programs or attribute not in facts.programs.attributes:
        return None
    held = facts.programs.programs[program]
    found, rules = held.facts(attribute), {}
    if attribute == RETURNS:
        found, rules = return_facts(program, held, facts.returns.rules), rules_of(program, held, facts.returns.rules)
    values = []
    for fact in found:
        texts = fact.value if isinstance(fact.value, list) else [fact.value] if fact.value is not None else []
        values.append(_value(fact, texts))
    see = list(dict.fromkeys((*rules, *(claim for fact in found for claim in fact.claims))))
    title = facts.programs.attributes[attribute].title
    return Explanation(id=fact_id, kind="fact", title=title, values=values, sources=all_sources(values), see=see)


def _row(fact_id: str, attribute: Attribute, facts: Everything) -> Explanation:
    values = [Value(texts=[attribute.about])] if attribute.about else []
    cells = [f"{name}.{fact_id}" for name, program in facts.programs.programs.items() if fact_id in program.attributes]
    return Explanation(id=fact_id, kind="attribute", title=attribute.title, values=values, see=cells)


def _rule(fact_id: str, rule: ReturnRule, facts: Everything) -> Explanation:
    value = _value(rule, [sentence(rule), *rule.readings, *rule.actions])
    programs = facts.programs.programs.items()
    used = [f"{name}.{RETURNS}" for name, held in programs if fact_id in rules_of(name, held, facts.returns.rules)]
    return Explanation(id=fact_id, kind="return rule", title=rule.title, values=[value], sources=list(rule.sources), used_by=used)


def _route(fact_id: str, route: Route, facts: Everything) -> Explanation:
    fields = list(route.support.fields.values()) if route.support else []
    value = Value(texts=[route.how, *route.roles, *fields], sources=route.sources)
    used = [name for name, rule in facts.returns.rules.items() if f"route.{rule.route}" == fact_id]
    return Explanation(id=fact_id, kind="way to give back", title=route.how, values=[value], sources=list(route.sources), used_by=used)


def _provider(fact_id: str, provider: Provider, facts: Everything) -> Explanation:
    values = [_value(policy, [policy.title, *policy.readings, *policy.actions]) for policy in provider.policies.values()]
    values = values or [Value(texts=list(provider.actions), sources=provider.sources, confidence=provider.confidence)]
    sources = list(dict.fromkeys((*provider.sources, *all_sources(values))))
    return Explanation(id=fact_id, kind="provider", title=provider.title, values=values, sources=sources)


def _sizing_rule(fact_id: str, rule: SizingRule, facts: Everything) -> Explanation:
    values = [_value(figure, [str(figure.value)] if figure.value is not None else []) for figure in rule.values]
    values += [Value(texts=[reading]) for reading in rule.readings]
    return Explanation(id=fact_id, kind="sizing rule", title=rule.title, values=values, sources=all_sources(values))


def _claim(fact_id: str, claim: Claim, facts: Everything) -> Explanation:
    used = dict.fromkeys(
        f"{p}.{a}" for p, held in facts.programs.programs.items() for a in held.attributes for f in held.facts(a) if fact_id in f.claims
    )
    value = Value(texts=[VERDICTS[claim.verdict], *([claim.evidence] if claim.evidence else [])], sources=claim.sources)
    return Explanation(
        id=fact_id,
        kind="claim of the training slides",
        title=claim.text,
        values=[value],
        sources=claim.sources,
        used_by=list(dict.fromkeys(used)),
    )


def _advice_rule(fact_id: str, rule: AdviceRule, facts: Everything) -> Explanation:
    value = _value(rule, [rule.why, *rule.reasons.values()])
    title, sources = rule.situation, rule.sources
    return Explanation(id=fact_id, kind="advice rule", title=title, values=[value], sources=sources, see=rule.things)


def _qualification(fact_id: str, found: Qualification, facts: Everything) -> Explanation:
    may, not_ = ", ".join(found.may), ", ".join(found.may_not) or "—"
    text = N_("may be sold: {may}; may not be sold: {not_}").filled(may=may, not_=not_)
    return _of_period(fact_id, "qualification", found, [text])


def _offer(fact_id: str, found: LicenceOffer, facts: Everything) -> Explanation:
    offered = {answer: ", ".join(name for name, held in found.programs.items() if held == answer) or "—" for answer in ("yes", "no")}
    yes, no = offered["yes"], offered["no"]
    text = N_("offered by: {yes}; not by: {no}").filled(yes=yes, no=no)
    return _of_period(fact_id, "offer", found, [text])


def _order_rule(fact_id: str, found: OrderTerms, facts: Everything) -> Explanation:
    program = fact_id.removeprefix("order.")
    needs = ", ".join(found.needs) or "—"
    together = N_("all vendors in one order")
    vendors = together if found.vendors == "together" else N_("one order per vendor")
    value = Value(texts=[vendors, N_("must be on record: {needs}").filled(needs=needs)], sources=found.sources)
    title = facts.programs.programs[program].title if program in facts.programs.programs else program
    return Explanation(id=fact_id, kind="order rule", title=title, values=[value], sources=found.sources, see=[program])


def _countries(fact_id: str, kind: str, found: Region | Area) -> Explanation:
    value = Value(texts=[", ".join(found.countries)], sources=found.sources)
    return Explanation(id=fact_id, kind=kind, title=found.title, values=[value], sources=found.sources)


def _rates(fact_id: str, found: MarketRates, facts: Everything) -> Explanation:
    values = [
        Value(from_=one.from_, until=one.until, texts=[N_("{percent} %").filled(percent=one.rate.normalize())], sources=one.sources)
        for one in found.values
    ]
    return Explanation(id=fact_id, kind="VAT rate", title=found.title, values=values, sources=all_sources(values))


def _split_payment(fact_id: str, found: SplitPayment, facts: Everything) -> Explanation:
    values = [Value(from_=one.from_, until=one.until, texts=[one.decision], sources=one.sources) for one in found.allowed]
    return Explanation(
        id=fact_id, kind="split payment", title=found.title, values=values, sources=all_sources(values), see=found.qualifications
    )


def _reacceptance(fact_id: str, rule: Reacceptance, facts: Everything) -> Explanation:
    value = Value(from_=rule.from_, texts=[rule.title], sources=rule.sources)
    return Explanation(id=fact_id, kind="order rule", title=rule.title, values=[value], sources=rule.sources)


def _prerequisite(fact_id: str, found: Prerequisite, facts: Everything) -> Explanation:
    value = Value(from_=found.from_, until=found.until, texts=[found.title], note=found.note, sources=found.sources)
    return Explanation(id=fact_id, kind="order rule", title=found.title, values=[value], sources=found.sources)


def _counted(fact_id: str, product: AccessProduct, facts: Everything) -> Explanation:
    return Explanation(id=fact_id, kind="counted product", title=product.title, see=[product.base, *product.additive.values()])


def _of_period(fact_id: str, kind: str, found: Qualification | LicenceOffer, texts: list[Text]) -> Explanation:
    return Explanation(id=fact_id, kind=kind, title=found.title, values=[_value(found, texts)], sources=found.sources)


def _value(held: Fact | Qualification | LicenceOffer | ReturnRule | Policy | Figure | AdviceRule, texts: list[Text]) -> Value:
    return Value(
        from_=held.from_,
        until=held.until,
        texts=texts,
        note=getattr(held, "note", None),
        sources=held.sources,
        as_of=getattr(held, "as_of", None),
        confidence=held.confidence,
    )


FINDERS = (
    finder(lambda facts: facts.programs.attributes, _row),
    _attribute,
    finder(lambda facts: facts.returns.rules, _rule),
    finder(lambda facts: facts.returns.routes, _route, "route."),
    finder(lambda facts: facts.returns.providers, _provider),
    finder(lambda facts: facts.sizing.rules, _sizing_rule),
    finder(lambda facts: facts.sizing.access, _counted, "size."),
    finder(lambda facts: facts.claims, _claim),
    finder(lambda facts: facts.advice.rules, _advice_rule),
    finder(lambda facts: facts.eligibility.qualifications, _qualification),
    finder(lambda facts: facts.eligibility.offers, _offer),
    finder(lambda facts: facts.ordering.programs, _order_rule, "order."),
    finder(lambda facts: facts.ordering.regions, lambda fact_id, found, _: _countries(fact_id, "region", found)),
    finder(lambda facts: facts.taxes.rates, _rates, "vat."),
    finder(lambda facts: facts.taxes.areas, lambda fact_id, found, _: _countries(fact_id, "area", found)),
    finder(lambda facts: facts.taxes.split_payment, _split_payment, "split-payment."),
    finder(lambda facts: facts.ordering.mca_reacceptance, _reacceptance),
    finder(lambda facts: facts.ordering.partner_prerequisites, _prerequisite),
)
