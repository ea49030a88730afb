"""Reasons and advice of a return answer; the texts of the rules are in `data/returns.yaml`."""

from datetime import date
from functools import lru_cache

from licensectl.core.text import Text
from licensectl.i18n.translate import N_, joined

BEFORE_PURCHASE = N_("the request is dated before the purchase")
BEFORE_DELIVERY = N_("the delivery is dated before the purchase")
FROM_ONE = N_("quantities start at 1")
NO_QUANTITY = N_("say how many were bought: --quantity")
WHOLE_LINE = N_("part of an order line cannot be returned, only the whole of it")
WHOLE_ORDER = N_("part of an order cannot be returned, only the whole of it")
PART_UNSAID = N_("no rule is known for part of a purchase")
HOUR_DECIDES = N_("here the hour decides: give purchase and request with hour and offset")
NO_DELIVERY = N_("the window runs from the delivery: say --delivered")
FROM_DELIVERY = N_("the window opens with the delivery, which is not before the purchase")
OVER = N_("the window is over")
LAST_DAY = N_("whether this very last day counts is not settled: see the days that Partner Center or the provider shows")
CLOSED_UNSAID = N_(
    "the last day is a Saturday, Sunday or public holiday, and no source on record says whether the next working day still counts"
)
BEFORE_START = N_("the request comes before the delivery, which opens the window")
ASK_SELLER = N_("Ask the seller or the provider. A rule that you know goes with its source into returns.yaml of your own facts folder.")
KIND_UNKNOWN = N_("neither the id nor the title tells the kind of the product, or they contradict each other, so no return rule is certain")
VENDOR_DECIDES = N_("it is a product of another vendor than Microsoft, whose terms decide")
ASK_KIND = N_("look up in Partner Center what was bought, and say so with --kind")
NO_EXCHANGE = N_("what was bought is not exchanged for another edition or product")
EXCHANGE_UNSAID = N_("no rule is known for an exchange")
KEYS_TAKEN = N_("the keys were fetched or used")
KEY_USED = N_("the key was used")
ASK_KEYS = N_("say whether the keys were fetched: --keys-fulfilled")
ASK_ACTIVATED = N_("say whether the key is activated: --activated")
REORDER_LINES = N_("return the whole order within the window, then order anew what stays")
CANCELLED = N_("the order is already cancelled")
CREDITED = N_("it was credited in full on invoice {invoices}")
TOO_MANY = N_("{returned} cannot be returned of {quantity}")
HOURS = N_("{elapsed} hours of a window of {window}")
DAY = N_("day {elapsed} of a window of {window}")
DAY_BEYOND = N_("day {elapsed}: the window of {window} days is extended to a working day")
BUSINESS_DAYS = N_("{window} working days from {start}")
MOVED_END = N_("{end} is not a working day, so the window ends on the next one, {latest}")
LOCAL_END = N_("holidays of a part of the country are not counted: {end} is one; where the buyer has it, the window may end on {latest}")
NO_RULE = N_("no return rule is on record for {of}")
NO_RULE_THEN = N_("no return rule is on record for {of} on the day of the purchase")
NO_RULE_FOR_STATE = N_("no rule is known for an order that is '{status}'")
NO_POLICY = N_("{title}: no terms on record")
ASK_PROVIDER = N_("Ask {title}: {said}")
REORDER_ORDER = N_("return the whole order within the window, then order anew")
REORDER_LINE = N_("return the whole line within the window, then order the other product, at the price list of that day")
REBUY_ORDER = N_("return the whole order within the window, then order the {keep} that stay anew")
REBUY_LINE = N_("return all {quantity} within the window, then buy {keep} again, at the price list of that day")
OF_LINE = N_("line {number}")
NO_AMOUNT = N_("the refund is prorated, and the rule does not say what one day costs: no amount is calculated")

KINDS = {
    "perpetual": N_("perpetual"),
    "software_subscription": N_("software, rented"),
    "seat_based": N_("cloud seats"),
    "linux_plan": N_("Linux plans"),
    "azure_reservation": N_("Azure reservations"),
    "azure_savings_plan": N_("Azure savings plans"),
    "marketplace_saas": N_("marketplace"),
    "online_service_key": N_("online services"),
    "physical": N_("in a box"),
    "download": N_("download"),
    "any": N_("any product"),
    "unknown": N_("kind unknown"),
}

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


# Formatting a month is slow, and many requests are of one day.
@lru_cache(1_000)
def credit_on(requested: date) -> Text:
    """Return the invoice that should carry the credit: Microsoft bills by calendar month, by the 8th of the next (PC-SWSUB, BILL)."""
    billed, last = month(requested), credit_out(requested)
    out = date.fromisoformat(last) if len(last) == len("2026-12-08") else last
    return N_("Expect the credit on the invoice for {billed}, out by {out} (PC-SWSUB, BILL).").filled(billed=billed, out=out)


def month(day: date) -> Text:
    """Return the month of a day, as `November 2026` and `novembre 2026`."""
    return joined([MONTHS[day.month - 1], str(day.year)], " ")


def credit_out(requested: date) -> str:
    """Return the ISO date by which the invoice with the credit of a return on this day is issued (BILL)."""
    year, month = (requested.year + 1, 1) if requested.month == 12 else (requested.year, requested.month + 1)
    return f"{year:04}-{month:02}-08"
