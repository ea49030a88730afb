"""The return window of a program in words, for quotes and comparisons."""

from datetime import date

from licensectl.core.text import Bilingual, Lang, Text, read
from licensectl.domain.quotes.terms import ProgramTerms
from licensectl.domain.returns.sentences import OF_DELIVERY, OF_ORDER, within_days

BY_SELLER = Bilingual("by our conditions of sale", "secondo le nostre condizioni di vendita")
NO_RETURN = Bilingual("none", "non previsto")
FULL = Bilingual("credited in full", "con accredito totale")
PRORATED = Bilingual("credited pro rata", "con accredito pro rata")
LESS = Bilingual("credited less {what}", "con accredito meno {what}")
WHILE = {
    "keys_open": Bilingual("as long as the keys were not fetched", "finché le chiavi non sono state ritirate"),
    "not_activated": Bilingual("as long as no key is activated", "finché nessuna chiave è attivata"),
}
TOGETHER = {
    "order_line": Bilingual("only the whole quantity of a line", "solo l'intera quantità di una riga"),
    "order": Bilingual("only the whole order", "solo l'ordine intero"),
}
REVOKED = Bilingual("its keys are revoked", "le chiavi vengono revocate")
UNTIL = Bilingual("ordered on {day}: until {last}", "con ordine del {day}: fino al {last}")


def return_words(terms: ProgramTerms, lang: Lang) -> str:
    """Return in one phrase until when what is ordered on the day of the terms can be returned, and how much is credited."""
    answer = terms.returns
    if answer is None or (answer.window_days is None and answer.last_safe_day is None):
        return read(BY_SELLER if answer is not None and answer.refund == "seller_policy" else NO_RETURN, lang)
    said = []
    if answer.window_days is not None:
        start = OF_ORDER if answer.last_safe_day else OF_DELIVERY
        said.append(f"{read(within_days(answer.window_days), lang)} {read(start, lang)}")
    said += _credited(terms, lang)
    if terms.unit in TOGETHER:
        said.append(read(TOGETHER[terms.unit], lang))
    if terms.keys_revoked:
        said.append(read(REVOKED, lang))
    if answer.last_safe_day:
        said.append(read(UNTIL, lang).format(day=_day(terms.day, lang), last=_day(answer.last_safe_day, lang)))
    return "; ".join(said)


def _credited(terms: ProgramTerms, lang: Lang) -> list[str]:
    """Return how much is credited, and the conditions under which it is."""
    credited: dict[str, Text] = {"full": FULL, "prorated": PRORATED}
    answer, policy = terms.returns, terms.policy
    said = [read(credited[answer.refund], lang)] if answer and answer.refund in credited else []
    if policy is None:
        return said
    if policy.restocking_percent is not None:
        said.append(read(LESS, lang).format(what=f"{policy.restocking_percent.normalize():f} %"))
    elif policy.restocking_fee is not None:
        said.append(read(LESS, lang).format(what=str(policy.restocking_fee)))
    return said + [read(WHILE[name], lang) for name in policy.only_while]


def _day(day: date, lang: Lang) -> str:
    return f"{day:%d/%m/%Y}" if lang == "it" else day.isoformat()
