"""Reasons and advice of a return answer, in both languages; the texts of the rules are in `data/returns.yaml`."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from licensectl.core.text import Bilingual, Text
from licensectl.i18n.translate import joined

BEFORE_PURCHASE = Bilingual("the request is dated before the purchase", "la richiesta è datata prima dell'acquisto")
BEFORE_DELIVERY = Bilingual("the delivery is dated before the purchase", "la consegna è datata prima dell'acquisto")
FROM_ONE = Bilingual("quantities start at 1", "le quantità partono da 1")
NO_QUANTITY = Bilingual("say how many were bought: --quantity", "indicare quanti sono stati acquistati: --quantity")
WHOLE_LINE = Bilingual(
    "part of an order line cannot be returned, only the whole of it", "non si rende parte di una riga d'ordine, solo la riga intera"
)
WHOLE_ORDER = Bilingual(
    "part of an order cannot be returned, only the whole of it", "non si rende parte di un ordine, solo l'ordine intero"
)
PART_UNSAID = Bilingual("no rule is known for part of a purchase", "nessuna regola nota per una parte dell'acquisto")
HOUR_DECIDES = Bilingual(
    "here the hour decides: give purchase and request with hour and offset",
    "qui decide l'ora: indicare acquisto e richiesta con ora e scarto da UTC",
)
NO_DELIVERY = Bilingual("the window runs from the delivery: say --delivered", "il termine decorre dalla consegna: indicare --delivered")
FROM_DELIVERY = Bilingual(
    "the window opens with the delivery, which is not before the purchase", "il termine parte dalla consegna, che non precede l'acquisto"
)
OVER = Bilingual("the window is over", "il termine è scaduto")
LAST_DAY = Bilingual(
    "whether this very last day counts is not settled: see the days that Partner Center or the provider shows",
    "se quest'ultimo giorno sia ancora utile non è chiarito: vedere i giorni indicati da Partner Center o dal provider",
)
CLOSED_UNSAID = Bilingual(
    "the last day is a Saturday, Sunday or public holiday, and no source on record says whether the next working day still counts",
    "l'ultimo giorno è un sabato, una domenica o un festivo, e nessuna fonte registrata dice se valga ancora il giorno lavorativo seguente",
)
BEFORE_START = Bilingual(
    "the request comes before the delivery, which opens the window", "la richiesta precede la consegna, che apre il termine"
)
ASK_SELLER = Bilingual(
    "Ask the seller or the provider. A rule that you know goes with its source into returns.yaml of your own facts folder.",
    "Chiedere al venditore o al provider. Una regola nota va, con la fonte, in returns.yaml nella propria cartella dei dati.",
)
NO_EXCHANGE = Bilingual(
    "what was bought is not exchanged for another edition or product", "quanto acquistato non si cambia con un'altra edizione o prodotto"
)
EXCHANGE_UNSAID = Bilingual("no rule is known for an exchange", "nessuna regola nota per un cambio")
KEYS_TAKEN = Bilingual("the keys were fetched or used", "le chiavi sono state ritirate o usate")
KEY_USED = Bilingual("the key was used", "la chiave è stata usata")
ASK_KEYS = Bilingual("say whether the keys were fetched: --keys-fulfilled", "indicare se le chiavi sono state ritirate: --keys-fulfilled")
ASK_ACTIVATED = Bilingual("say whether the key is activated: --activated", "indicare se la chiave è attivata: --activated")
REORDER_LINES = Bilingual(
    "return the whole order within the window, then order anew what stays",
    "rendere l'intero ordine nel termine, poi riordinare ciò che resta",
)
CANCELLED = Bilingual("the order is already cancelled", "l'ordine è già annullato")


def too_many(returned: int, quantity: int) -> Bilingual:
    """More is to be returned than was bought."""
    return Bilingual(f"{returned} cannot be returned of {quantity}", f"non se ne possono rendere {returned} su {quantity}")


def day_of(elapsed: int, window: int) -> Bilingual:
    """Return the days that have passed, of how many."""
    return Bilingual(f"day {elapsed} of a window of {window}", f"giorno {elapsed} di un termine di {window}")


def moved_end(end: date, latest: date) -> Bilingual:
    """Return that the window ends later, as its last day is not a working day."""
    return Bilingual(
        f"{end} is not a working day, so the window ends on the next one, {latest}",
        f"il {end:%d/%m/%Y} non è lavorativo: il termine scade con il giorno lavorativo seguente, {latest:%d/%m/%Y}",
    )


KINDS = {
    "perpetual": Bilingual("perpetual", "perpetuo"),
    "software_subscription": Bilingual("software, rented", "software a termine"),
    "seat_based": Bilingual("cloud seats", "postazioni cloud"),
    "linux_plan": Bilingual("Linux plans", "piani Linux"),
    "azure_reservation": Bilingual("Azure reservations", "prenotazioni Azure"),
    "azure_savings_plan": Bilingual("Azure savings plans", "piani risparmio Azure"),
    "marketplace_saas": Bilingual("marketplace", "marketplace"),
    "online_service_key": Bilingual("online services", "servizi online"),
    "physical": Bilingual("in a box", "confezione"),
    "download": Bilingual("download", "download"),
    "any": Bilingual("any product", "ogni prodotto"),
}


def no_rule(program: str, kind: str, who: str, dated: bool) -> Bilingual:
    """Return that no rule is on record for a question; `who` says by what it is told apart, `dated` that rules of other days exist."""
    of = ", ".join(part for part in (program, kind, who) if part)
    if dated:
        return Bilingual(
            f"no return rule is on record for {of} on the day of the purchase",
            f"nessuna regola di reso registrata per {of} nel giorno dell'acquisto",
        )
    return Bilingual(f"no return rule is on record for {of}", f"nessuna regola di reso registrata per {of}")


def hours_of(elapsed: int, window: int) -> Bilingual:
    """Return the whole hours that have passed, of how many."""
    return Bilingual(f"{elapsed} hours of a window of {window}", f"{elapsed} ore di un termine di {window}")


def business_days_of(start: date, window: int) -> Bilingual:
    """Return the length of a window of working days."""
    return Bilingual(f"{window} working days from {start}", f"{window} giorni lavorativi dal {start:%d/%m/%Y}")


def return_and_reorder(whole_order: bool) -> Bilingual:
    """Return the plan for an exchange."""
    if whole_order:
        return Bilingual("return the whole order within the window, then order anew", "rendere l'intero ordine nel termine, poi riordinare")
    return Bilingual(
        "return the whole line within the window, then order the other product, at the price list of that day",
        "rendere l'intera riga nel termine, poi ordinare l'altro prodotto, al listino di quel giorno",
    )


def said_by(title: str, reason: Text) -> Bilingual:
    """Return the reason with the name of the provider."""
    return joined([title, reason], ": ")


def of_line(number: int, reason: Text) -> Bilingual:
    """Return the reason with the number of its line."""
    return joined([Bilingual(f"line {number}", f"riga {number}"), reason], ": ")


def no_policy(title: str) -> Bilingual:
    """Return that no terms of the provider are on record."""
    return Bilingual(f"{title}: no terms on record", f"{title}: nessuna condizione registrata")


def contact(title: str, ways: Iterable[str]) -> Bilingual | None:
    """Return the contact of a provider."""
    said = ", ".join(ways)
    return Bilingual(f"Ask {title}: {said}", f"Rivolgersi a {title}: {said}") if said else None


def no_rule_for_state(status: str) -> Bilingual:
    """Nothing is known about returning an order in this state."""
    return Bilingual(f"no rule is known for an order that is '{status}'", f"nessuna regola nota per un ordine '{status}'")


def rebuy(quantity: int, keep: int, whole_order: bool) -> Bilingual:
    """Return the plan for a partial return."""
    if whole_order:
        return Bilingual(
            f"return the whole order within the window, then order the {keep} that stay anew",
            f"rendere l'intero ordine nel termine, poi riordinare i {keep} che restano",
        )
    return Bilingual(
        f"return all {quantity} within the window, then buy {keep} again, at the price list of that day",
        f"rendere tutte le {quantity} nel termine, poi riacquistarne {keep}, al listino di quel giorno",
    )


MONTHS = (
    Bilingual("January", "gennaio"),
    Bilingual("February", "febbraio"),
    Bilingual("March", "marzo"),
    Bilingual("April", "aprile"),
    Bilingual("May", "maggio"),
    Bilingual("June", "giugno"),
    Bilingual("July", "luglio"),
    Bilingual("August", "agosto"),
    Bilingual("September", "settembre"),
    Bilingual("October", "ottobre"),
    Bilingual("November", "novembre"),
    Bilingual("December", "dicembre"),
)


# Formatting months is dear, and many requests are of one day.
@lru_cache(1_000)
def credit_on(requested: date) -> Bilingual:
    """Return the invoice that should carry the credit: Microsoft bills by calendar month, by the 8th of the next (PC-SWSUB, BILL)."""
    billed, last = month(requested), credit_out(requested)
    out = date.fromisoformat(last) if len(last) == len("2026-12-08") else last
    return Bilingual(
        f"Expect the credit on the invoice for {billed}, out by {out} (PC-SWSUB, BILL).",
        f"L'accredito è atteso sulla fattura di {billed}, emessa entro il {out} (PC-SWSUB, BILL).",
    )


def month(day: date) -> Bilingual:
    """Return the month of a day, as `November 2026` and `novembre 2026`."""
    return joined([MONTHS[day.month - 1], str(day.year)], " ")


def credit_out(requested: date) -> str:
    """By when the invoice is out that carries the credit of a return of this day (BILL), as an ISO date."""
    year, month = (requested.year + 1, 1) if requested.month == 12 else (requested.year, requested.month + 1)
    return f"{year:04}-{month:02}-08"
