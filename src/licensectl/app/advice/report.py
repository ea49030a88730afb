"""The report of `advise`: programs to prefer and to avoid, with every reason."""

from collections.abc import Iterator, Mapping
from typing import Any

from licensectl.core.names import option
from licensectl.core.text import Bilingual, Lang, Text, read
from licensectl.domain.advice.rules import Advice, AdviceFile, Advised, BuyerSituation, Reason
from licensectl.domain.programs.model import ProgramsFile
from licensectl.i18n.words import word
from licensectl.render.report import Column, Report, Table, framed

VERDICTS: dict[str, Bilingual] = {
    "prefer": Bilingual("prefer", "preferire"),
    "disputed": Bilingual("disputed: as much for as against", "controverso: ragioni pari a favore e contro"),
    "closed": Bilingual("preferred, but not on sale", "preferito, ma non in vendita"),
    "avoid": Bilingual("avoid", "evitare"),
    "excluded": Bilingual("not possible", "non possibile"),
}
STANCES = {
    "prefer": Bilingual("for", "a favore"),
    "avoid": Bilingual("against", "contro"),
    "exclude": Bilingual("not possible", "non possibile"),
}
WHAT, ADVICE, REASON = Bilingual("What", "Che cosa"), Bilingual("Advice", "Consiglio"), Bilingual("Reason", "Motivo")
BECAUSE, NOT_SAID = Bilingual("Condition", "Condizione"), Bilingual("not said", "non indicato")
OPEN = Bilingual("More answers would help", "Altre risposte utili")
NOTHING = Bilingual("No rule applies to this situation.", "Nessuna regola si applica a questa situazione.")
NO_PROGRAM = Bilingual("No program is preferred for this situation.", "Nessun programma è preferito per questa situazione.")
RECOMMENDED, ALSO = Bilingual("Recommended", "Consigliato"), Bilingual("Fits as well", "Adatti anche")
INSTEAD = Bilingual("{title} instead, without: {without}", "{title} invece, senza: {without}")
TITLE = Bilingual("Advice", "Consiglio")
FIELD_WORDS: dict[str, Text] = {
    "seats": Bilingual("seats", "postazioni"),
    "users": Bilingual("users", "utenti"),
    "devices": Bilingual("devices", "dispositivi"),
    "users_per_device": Bilingual("users per device", "utenti per dispositivo"),
    "count": Bilingual("licences", "licenze"),
    "vms": Bilingual("virtual machines per host", "macchine virtuali per host"),
    "segment": Bilingual("segment", "segmento"),
    "country": Bilingual("country", "paese"),
    "countries": Bilingual("countries", "paesi"),
    "activation": Bilingual("activation", "attivazione"),
    "plan": Bilingual("plan", "piano"),
    "product": Bilingual("product", "prodotto"),
    "needs_sa": Bilingual("Software Assurance wanted:", "Software Assurance richiesta:"),
    "owned": Bilingual("owned licences wanted:", "licenze di proprietà:"),
    "tenant": Bilingual("has a tenant:", "ha un tenant:"),
    "instalments": Bilingual("payment in instalments:", "pagamento rateale:"),
    "opex": Bilingual("as running cost:", "come costo d'esercizio:"),
    "headcount_may_fall": Bilingual("headcount may fall:", "organico in calo:"),
    "mpsa_signed": Bilingual("MPSA signed:", "MPSA firmato:"),
    "public_sector": Bilingual("public sector:", "settore pubblico:"),
    "offline": Bilingual("without internet:", "senza internet:"),
    "remote_desktop": Bilingual("remote desktop:", "desktop remoto:"),
    "host": Bilingual("host's Windows Server", "Windows Server dell'host"),
    "license_mobility": Bilingual("License Mobility wanted:", "License Mobility richiesta:"),
    "esu": Bilingual("ESU wanted:", "ESU richiesti:"),
    "earlier_version": Bilingual("earlier version wanted:", "versione precedente richiesta:"),
    "m365_services": Bilingual("uses Microsoft 365 services:", "usa servizi Microsoft 365:"),
    "publisher": Bilingual("uses Publisher:", "usa Publisher:"),
    "policies": Bilingual("Group Policy wanted:", "Criteri di gruppo richiesti:"),
}


def advice(
    found: Advised, situation: BuyerSituation, file: AdviceFile, programs: ProgramsFile, stamp: Mapping[str, str], lang: Lang
) -> Report:
    """Return the report of `advise`: the recommendation, then a row per reason, grouped by program or choice."""
    columns = (
        Column("id", "Id", "id", "files"),
        Column("what", read(WHAT, lang)),
        Column("verdict", read(VERDICTS["prefer"], lang), "id", "files"),
        Column("advice", read(ADVICE, lang), audience="people"),
        Column("stance", read(STANCES["prefer"], lang), "id", "files"),
        Column("reason", read(REASON, lang)),
        Column("because", read(BECAUSE, lang)),
        Column("rule", word("Rule", lang), "id"),
        Column("confidence", word("Confidence", lang)),
    )
    rows = tuple(row for one in found.advice for row in _rows(one, file, programs, lang))
    rules = list(dict.fromkeys(reason.rule for one in found.advice for reason in one.reasons))
    body = {
        "situation": {field: getattr(situation, field) for field in situation.__struct_fields__ if situation.said(field) is not None},
        "recommendation": _recommendation(found, file, programs, lang),
        "advice": [_record(one, file, programs, lang) for one in found.advice],
        "open": found.open,
    }
    return Report(
        f"{read(TITLE, lang)} ({word('as of', lang)} {stamp['as_of']}): {_headline(found, file, programs, lang)}",
        Table(columns, rows),
        framed("advise", stamp, body, (), lang),
        notes=tuple(_notes(found, file, programs, lang)) if rows else (read(NOTHING, lang), *_open(found, lang)),
        used=tuple(rules),
    )


def _headline(found: Advised, file: AdviceFile, programs: ProgramsFile, lang: Lang) -> str:
    preferred = [one.id for one in found.advice if one.verdict == "prefer"]
    thing = found.recommendation.id if found.recommendation else next(iter(preferred), None)
    return _title(thing, file, programs, lang) if thing else "—"


def _notes(found: Advised, file: AdviceFile, programs: ProgramsFile, lang: Lang) -> Iterator[str]:
    """Yield the recommendation with what would change it, then the notes of the rules that apply, then what else to answer."""
    made = found.recommendation
    if made is None:
        yield read(NO_PROGRAM, lang)
    if made is not None:
        sure = f" ({word('Confidence', lang).lower()}: {word(made.confidence, lang)})" if made.confidence else ""
        yield f"{read(RECOMMENDED, lang)}: {_headline(found, file, programs, lang)}{sure}"
        if made.also:
            yield f"{read(ALSO, lang)}: {', '.join(_title(thing, file, programs, lang) for thing in made.also)}"
        for instead in made.instead:
            without = "; ".join(dict.fromkeys(_because(reason, lang) for reason in instead.without))
            yield read(INSTEAD, lang).format(title=_title(instead.id, file, programs, lang), without=without)
    rules = dict.fromkeys(reason.rule for one in found.advice for reason in one.reasons)
    yield from (f"{rule}: {read(note, lang)}" for rule in rules if (note := file.rules[rule].note))
    yield from _open(found, lang)


def _open(found: Advised, lang: Lang) -> list[str]:
    """Return the options that alone would make one more rule apply, in one line."""
    asked = dict.fromkeys(_option(question.missing[0]) for question in found.open if len(question.missing) == 1)
    return [f"{read(OPEN, lang)}: {', '.join(asked)}"] if asked else []


def _recommendation(found: Advised, file: AdviceFile, programs: ProgramsFile, lang: Lang) -> dict[str, Any] | None:
    made = found.recommendation
    if made is None:
        return None
    reasons = next(one.reasons for one in found.advice if one.id == made.id)
    return {
        "id": made.id,
        "title": _title(made.id, file, programs, lang),
        "confidence": made.confidence,
        "why": [read(file.rules[reason.rule].reason(made.id), lang) for reason in reasons if reason.stance == "prefer"],
        "also": made.also,
        "instead": [
            {
                "id": instead.id,
                "title": _title(instead.id, file, programs, lang),
                "without": [_reason(instead.id, reason, file, lang) for reason in instead.without],
            }
            for instead in made.instead
        ],
    }


def _rows(one: Advice, file: AdviceFile, programs: ProgramsFile, lang: Lang) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for number, reason in enumerate(one.reasons):
        rule = file.rules[reason.rule]
        mixed = len({reason.stance for reason in one.reasons}) > 1
        stance = f"{read(STANCES[reason.stance], lang)}: " if mixed or one.verdict == "closed" else ""
        rows.append(
            (
                one.id,
                _title(one.id, file, programs, lang) if number == 0 else "",
                one.verdict,
                read(VERDICTS[one.verdict], lang) if number == 0 else "",
                reason.stance,
                stance + read(rule.reason(one.id), lang),
                _because(reason, lang),
                reason.rule,
                word(rule.confidence, lang) if rule.confidence else None,
            )
        )
    return rows


def _title(rule_id: str, file: AdviceFile, programs: ProgramsFile, lang: Lang) -> str:
    title: Text = programs.programs[rule_id].short if rule_id in programs.programs else file.choices[rule_id].title
    return read(title, lang)


def _because(reason: Reason, lang: Lang) -> str:
    said = {field: word(value, lang) for field, value in reason.met.items() if value}
    shown = said or dict.fromkeys(reason.met, read(NOT_SAID, lang))
    return ", ".join(f"{read(FIELD_WORDS.get(field, field), lang)} {value}" for field, value in shown.items())


def _option(field: str) -> str:
    named = {"needs_sa": "--needs-sa/--no-sa", "users_per_device": "--users, --devices", "count": "--seats"}
    return named.get(field, option(field))


def _record(one: Advice, file: AdviceFile, programs: ProgramsFile, lang: Lang) -> dict[str, Any]:
    reasons = [_reason(one.id, reason, file, lang) for reason in one.reasons]
    kind = "program" if one.id in programs.programs else "choice"
    return {"id": one.id, "kind": kind, "title": _title(one.id, file, programs, lang), "verdict": one.verdict, "reasons": reasons}


def _reason(thing: str, reason: Reason, file: AdviceFile, lang: Lang) -> dict[str, Any]:
    rule = file.rules[reason.rule]
    return {
        "rule": reason.rule,
        "stance": reason.stance,
        "situation": read(rule.situation, lang),
        "met": reason.met,
        "why": read(rule.reason(thing), lang),
        "note": read(rule.note, lang) or None,
        "confidence": rule.confidence,
        "sources": rule.sources,
    }
