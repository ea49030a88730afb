"""Reasons and advice of a return answer, in both languages; what a rule itself says stands in `data/returns.yaml`."""

from datetime import date

from licensectl.domain.text import Bilingual

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
CANCELLED = Bilingual("the order is already cancelled", "l'ordine è già annullato")


def too_many(returned: int, quantity: int) -> Bilingual:
    """More is to be returned than was bought."""
    return Bilingual(f"{returned} cannot be returned of {quantity}", f"non se ne possono rendere {returned} su {quantity}")


def day_of(elapsed: int, window: int) -> Bilingual:
    """How many days have passed, of how many."""
    return Bilingual(f"day {elapsed} of a window of {window}", f"giorno {elapsed} di un termine di {window}")


def hours_of(elapsed: int, window: int) -> Bilingual:
    """How many whole hours have passed, of how many."""
    return Bilingual(f"{elapsed} hours of a window of {window}", f"{elapsed} ore di un termine di {window}")


def no_rule_for_state(status: str) -> Bilingual:
    """Nothing is known about returning an order in this state."""
    return Bilingual(f"no rule is known for an order that is '{status}'", f"nessuna regola nota per un ordine '{status}'")


def rebuy(quantity: int, keep: int, whole_order: bool) -> Bilingual:
    """The plan for a partial wish."""
    if whole_order:
        return Bilingual(
            f"return the whole order within the window, then order the {keep} that stay anew",
            f"rendere l'intero ordine nel termine, poi riordinare i {keep} che restano",
        )
    return Bilingual(
        f"return all {quantity} within the window, then buy {keep} again, at the price list of that day",
        f"rendere tutte le {quantity} nel termine, poi riacquistarne {keep}, al listino di quel giorno",
    )


def credit_on(requested: date) -> Bilingual:
    """Which invoice should carry the credit: Microsoft bills by calendar month, by the 8th of the next (PC-SWSUB, BILL)."""
    year, month = (requested.year + 1, 1) if requested.month == 12 else (requested.year, requested.month + 1)
    billed, out = f"{requested:%Y-%m}", f"{year:04}-{month:02}-08"
    return Bilingual(
        f"Expect the credit on the invoice for {billed}, out by {out} (PC-SWSUB, BILL).",
        f"L'accredito è atteso sulla fattura di {billed}, emessa entro il {out} (PC-SWSUB, BILL).",
    )
