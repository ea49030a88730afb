"""What to prefer and what to avoid, with every reason."""

from collections.abc import Mapping
from typing import Any

from licensectl.core.text import Bilingual, Lang, Text, read
from licensectl.domain.advice.rules import Advice, AdviceFile, Advised, BuyerSituation, Reason
from licensectl.domain.programs.model import ProgramsFile
from licensectl.i18n.words import word
from licensectl.render.report import Column, Report, Table, framed

VERDICTS: dict[str, Bilingual] = {
    "prefer": Bilingual("prefer", "preferire"),
    "disputed": Bilingual("disputed: rules for and against", "controverso: regole a favore e contro"),
    "closed": Bilingual("preferred by the rules, not on sale", "preferito dalle regole, non in vendita"),
    "avoid": Bilingual("avoid", "evitare"),
}
STANCES = {"prefer": Bilingual("for", "a favore"), "avoid": Bilingual("against", "contro")}
WHAT, ADVICE, REASON = Bilingual("What", "Che cosa"), Bilingual("Advice", "Consiglio"), Bilingual("Reason", "Motivo")
BECAUSE, OPEN = Bilingual("Because", "Perché"), Bilingual("More rules would speak if known", "Altre regole varrebbero, se fosse noto")
NOTHING = Bilingual("No rule speaks for or against anything in this situation.", "Nessuna regola si esprime su questa situazione.")
TITLE = Bilingual("Advice", "Consiglio")
FIELD_WORDS: dict[str, Text] = {
    "seats": Bilingual("seats", "postazioni"),
    "users": Bilingual("users", "utenti"),
    "devices": Bilingual("devices", "dispositivi"),
    "users_per_device": Bilingual("users per device", "utenti per dispositivo"),
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
    """The report of `advise`: a row per reason, grouped by what it speaks of."""
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
    notes = [f"{rule}: {read(file.rules[rule].note, lang)}" for rule in rules if file.rules[rule].note]
    notes += [
        f"{read(OPEN, lang)}: {', '.join(_option(field) for field in q.missing)} ({q.rule})" for q in found.open if len(q.missing) == 1
    ]
    body = {
        "situation": {field: getattr(situation, field) for field in situation.__struct_fields__ if situation.said(field) is not None},
        "advice": [_record(one, file, programs, lang) for one in found.advice],
        "open": found.open,
    }
    return Report(
        f"{read(TITLE, lang)} ({word('as of', lang)} {stamp['as_of']})",
        Table(columns, rows),
        framed("advise", stamp, body, (), lang),
        notes=tuple(notes) if rows else (read(NOTHING, lang), *notes),
        used=tuple(rules),
    )


def _rows(one: Advice, file: AdviceFile, programs: ProgramsFile, lang: Lang) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for number, reason in enumerate(one.reasons):
        rule = file.rules[reason.rule]
        stance = f"{read(STANCES[reason.stance], lang)}: " if one.verdict in ("disputed", "closed") else ""
        rows.append(
            (
                one.id,
                _title(one.id, file, programs, lang) if number == 0 else "",
                one.verdict,
                read(VERDICTS[one.verdict], lang) if number == 0 else "",
                reason.stance,
                stance + read(rule.why, lang),
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
    return ", ".join(f"{read(FIELD_WORDS.get(field, field), lang)} {word(value, lang)}" for field, value in reason.met.items())


def _option(field: str) -> str:
    named = {"needs_sa": "--needs-sa/--no-sa", "users_per_device": "--users, --devices"}
    return named.get(field, "--" + field.replace("_", "-"))


def _record(one: Advice, file: AdviceFile, programs: ProgramsFile, lang: Lang) -> dict[str, Any]:
    reasons = [
        {
            "rule": reason.rule,
            "stance": reason.stance,
            "situation": read((rule := file.rules[reason.rule]).situation, lang),
            "met": reason.met,
            "why": read(rule.why, lang),
            "note": read(rule.note, lang) or None,
            "confidence": rule.confidence,
            "sources": rule.sources,
        }
        for reason in one.reasons
    ]
    kind = "program" if one.id in programs.programs else "choice"
    return {"id": one.id, "kind": kind, "title": _title(one.id, file, programs, lang), "verdict": one.verdict, "reasons": reasons}
