"""The report of `advise`: programs to prefer and to avoid, with every reason."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from licensectl.core.names import option
from licensectl.core.text import Lang, Text
from licensectl.domain.advice.rules import Advice, AdviceFile, Advised, BuyerSituation, Reason
from licensectl.domain.programs.model import ProgramsFile
from licensectl.i18n.terms import Coded, coded, term
from licensectl.i18n.translate import N_, translate
from licensectl.render.report import Column, Report, Table, fields_of, framed

VERDICTS: dict[str, Text] = {
    "prefer": N_("prefer"),
    "disputed": N_("disputed: as much for as against"),
    "closed": N_("preferred, but not on sale"),
    "avoid": N_("avoid"),
    "excluded": N_("not possible"),
}
STANCES = {
    "prefer": N_("for"),
    "avoid": N_("against"),
    "exclude": N_("not possible"),
}
WHAT, ADVICE, REASON, STANCE = N_("What"), N_("Advice"), N_("Reason"), N_("For or against")
BECAUSE, NOT_SAID = N_("Condition"), N_("not said")
OPEN = N_("More answers would help")
NOTHING = N_("No rule applies to this situation.")
NO_PROGRAM = N_("No licensing program is preferred for this situation.")
RECOMMENDED, ALSO = N_("Recommended"), N_("Fits as well")
INSTEAD = N_("{title} instead, without: {without}")
TITLE = N_("Advice (as of {day}): {headline}")
FIELD_WORDS: dict[str, Text] = {
    "seats": N_("seats"),
    "users": N_("users"),
    "devices": N_("devices"),
    "users_per_device": N_("users per device"),
    "count": N_("licences"),
    "vms": N_("virtual machines per host"),
    "segment": N_("segment"),
    "country": N_("country"),
    "countries": N_("countries"),
    "activation": N_("activation"),
    "plan": N_("plan"),
    "product": N_("product"),
    "needs_sa": N_("Software Assurance wanted:"),
    "owned": N_("wants to own licences:"),
    "tenant": N_("has a tenant:"),
    "instalments": N_("payment in instalments:"),
    "opex": N_("as running cost:"),
    "headcount_may_fall": N_("headcount may fall:"),
    "mpsa_signed": N_("MPSA signed:"),
    "public_sector": N_("public sector:"),
    "offline": N_("without internet:"),
    "remote_desktop": N_("remote desktop:"),
    "host": N_("host's Windows Server"),
    "license_mobility": N_("License Mobility wanted:"),
    "esu": N_("ESU wanted:"),
    "earlier_version": N_("earlier version wanted:"),
    "m365_services": N_("uses Microsoft 365 services:"),
    "publisher": N_("uses Publisher:"),
    "policies": N_("Group Policy wanted:"),
}


def advice(
    found: Advised, situation: BuyerSituation, file: AdviceFile, programs: ProgramsFile, stamp: Mapping[str, str], lang: Lang
) -> Report:
    """Return the report of `advise`: the recommendation, then a row per reason, grouped by program or choice."""
    columns = (
        Column("id", "Id", "id", "files"),
        Column("what", translate(WHAT, lang)),
        Column("verdict", translate(ADVICE, lang), audience="files"),
        Column("advice", translate(ADVICE, lang), audience="people"),
        Column("stance", translate(STANCE, lang), audience="files"),
        Column("reason", translate(REASON, lang)),
        Column("because", translate(BECAUSE, lang)),
        Column("rule", N_("Rule"), "id"),
        Column("confidence", N_("Confidence")),
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
        translate(TITLE.filled(day=date.fromisoformat(stamp["as_of"]), headline=_headline(found, file, programs, lang)), lang),
        Table(columns, rows),
        framed("advise", stamp, body, (), lang),
        notes=tuple(_notes(found, file, programs, lang)) if rows else (translate(NOTHING, lang), *_open(found, lang)),
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
        yield translate(NO_PROGRAM, lang)
    if made is not None:
        sure = f" ({translate(N_('Confidence'), lang).lower()}: {term(made.confidence, lang)})" if made.confidence else ""
        yield f"{translate(RECOMMENDED, lang)}: {_headline(found, file, programs, lang)}{sure}"
        if made.also:
            yield f"{translate(ALSO, lang)}: {', '.join(_title(thing, file, programs, lang) for thing in made.also)}"
        for instead in made.instead:
            without = "; ".join(dict.fromkeys(_because(reason, lang) for reason in instead.without))
            yield translate(INSTEAD.filled(title=_title(instead.id, file, programs, lang), without=without), lang)
    rules = dict.fromkeys(reason.rule for one in found.advice for reason in one.reasons)
    yield from (f"{rule}: {translate(note, lang)}" for rule in rules if (note := file.rules[rule].note))
    yield from _open(found, lang)


def _open(found: Advised, lang: Lang) -> list[str]:
    """Return the options that alone would make one more rule apply, in one line."""
    asked = dict.fromkeys(_option(question.missing[0]) for question in found.open if len(question.missing) == 1)
    return [f"{translate(OPEN, lang)}: {', '.join(asked)}"] if asked else []


def _recommendation(found: Advised, file: AdviceFile, programs: ProgramsFile, lang: Lang) -> dict[str, Any] | None:
    made = found.recommendation
    if made is None:
        return None
    reasons = next(one.reasons for one in found.advice if one.id == made.id)
    return {
        "id": made.id,
        "title": _title(made.id, file, programs, lang),
        "confidence": made.confidence,
        "why": [translate(file.rules[reason.rule].reason(made.id), lang) for reason in reasons if reason.stance == "prefer"],
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
    verdict = translate(VERDICTS[one.verdict], lang)
    for number, reason in enumerate(one.reasons):
        rule = file.rules[reason.rule]
        mixed = len({reason.stance for reason in one.reasons}) > 1
        stance = f"{translate(STANCES[reason.stance], lang)}: " if mixed or one.verdict == "closed" else ""
        rows.append(
            (
                one.id,
                _title(one.id, file, programs, lang) if number == 0 else "",
                Coded(one.verdict, verdict),
                verdict if number == 0 else "",
                Coded(reason.stance, translate(STANCES[reason.stance], lang)),
                stance + translate(rule.reason(one.id), lang),
                _because(reason, lang),
                reason.rule,
                coded(rule.confidence, lang) if rule.confidence else None,
            )
        )
    return rows


def _title(rule_id: str, file: AdviceFile, programs: ProgramsFile, lang: Lang) -> str:
    title: Text = programs.programs[rule_id].short if rule_id in programs.programs else file.choices[rule_id].title
    return translate(title, lang)


def _because(reason: Reason, lang: Lang) -> str:
    said = {field: term(value, lang) for field, value in reason.met.items() if value}
    shown = said or dict.fromkeys(reason.met, translate(NOT_SAID, lang))
    return ", ".join(f"{translate(FIELD_WORDS.get(field, field), lang)} {value}" for field, value in shown.items())


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
        **fields_of(reason, "rule", "stance"),
        "situation": translate(rule.situation, lang),
        "met": reason.met,
        "why": translate(rule.reason(thing), lang),
        "note": translate(rule.note, lang) or None,
        **fields_of(rule, "confidence", "sources"),
    }
