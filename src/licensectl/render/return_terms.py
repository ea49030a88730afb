"""The return window of a program in words, for quotes and comparisons."""

from datetime import date
from typing import TYPE_CHECKING

from licensectl.core.text import Lang, Text
from licensectl.domain.returns.sentences import OF_DELIVERY, OF_ORDER, within_days
from licensectl.domain.returns.texts import KINDS
from licensectl.i18n.terms import Coded
from licensectl.i18n.translate import N_, P_, rendered, translate

if TYPE_CHECKING:
    # It loads all that builds quotes, which plans and rules of returns do not need.
    from licensectl.domain.quotes.terms import ProgramTerms

BY_SELLER = N_("by our conditions of sale")
NO_RETURN = P_("return window", "none")
FULL = N_("credited in full")
PRORATED = N_("credited pro rata")
LESS = N_("credited less {what}")
WHILE = {
    "keys_open": N_("as long as the keys were not fetched"),
    "not_activated": N_("as long as no key is activated"),
}
TOGETHER = {
    "order_line": N_("only the whole quantity of a line"),
    "order": N_("only the whole order"),
}
REVOKED = N_("its keys are revoked")
UNTIL = N_("ordered on {day}: until {last}")


def return_words(terms: "ProgramTerms", lang: Lang) -> str:
    """Return in one phrase until when what is ordered on the day of the terms can be returned, and how much is credited."""
    answer = terms.returns
    if answer is None or (answer.window_days is None and answer.last_safe_day is None):
        return translate(BY_SELLER if answer is not None and answer.refund == "seller_policy" else NO_RETURN, lang)
    said = []
    if answer.window_days is not None:
        start = OF_ORDER if answer.last_safe_day else OF_DELIVERY
        said.append(f"{translate(within_days(answer.window_days), lang)} {translate(start, lang)}")
    said += _credited(terms, lang)
    if terms.unit in TOGETHER:
        said.append(translate(TOGETHER[terms.unit], lang))
    if terms.keys_revoked:
        said.append(translate(REVOKED, lang))
    if answer.last_safe_day:
        said.append(translate(UNTIL, lang).format(day=_day(terms.day, lang), last=_day(answer.last_safe_day, lang)))
    return "; ".join(said)


def _credited(terms: "ProgramTerms", lang: Lang) -> list[str]:
    """Return how much is credited, and the conditions under which it is."""
    credited: dict[str, Text] = {"full": FULL, "prorated": PRORATED}
    answer, policy = terms.returns, terms.policy
    said = [translate(credited[answer.refund], lang)] if answer and answer.refund in credited else []
    if policy is None:
        return said
    if policy.restocking_percent is not None:
        said.append(translate(LESS, lang).format(what=f"{rendered(policy.restocking_percent.normalize(), lang)} %"))
    elif policy.restocking_fee is not None:
        said.append(translate(LESS, lang).format(what=rendered(policy.restocking_fee, lang)))
    return said + [translate(WHILE[name], lang) for name in policy.only_while]


def _day(day: date, lang: Lang) -> str:
    return f"{day:%d/%m/%Y}" if lang == "it" else day.isoformat()


def kind_cell(kind: str, lang: Lang) -> Coded:
    """Return the cell of a kind of product: the words of the return rules, for programs its code."""
    return Coded(kind, translate(KINDS.get(kind, kind), lang))
