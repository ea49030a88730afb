"""Remarks on the prices of a quote."""

from licensectl.errors import Message

PRICE_ENDS = Message(
    "LC-PRICE-ENDS",
    "{sku}: the price ends on {day}, the quote is valid until {until}",
    "{sku}: il prezzo scade il {day}, l'offerta vale fino al {until}",
    cure_en="give fewer valid_days, or say in notes that the price may change",
    cure_it="ridurre valid_days, oppure indicare in notes che il prezzo può cambiare",
    severity="warning",
)
PRICE_CHANGES = Message(
    "LC-PRICE-CHANGES",
    "{sku}: from {day} the price is {new} instead of {old}, the quote is valid until {until}",
    "{sku}: dal {day} il prezzo è {new} invece di {old}, l'offerta vale fino al {until}",
    cure_en="give fewer valid_days, or a price that holds until then",
    cure_it="ridurre valid_days, oppure indicare un prezzo che valga fino ad allora",
    severity="warning",
)
OLD_SHEET = Message(
    "LC-PRICE-OLD-SHEET",
    "the price sheet is of {month}, the quote of {day}",
    "il listino è del mese {month}, l'offerta del {day}",
    cure_en="take the sheet of the month",
    cure_it="prendere il listino del mese",
    severity="warning",
)
ABOVE_ERP = Message(
    "LC-PRICE-ABOVE-ERP",
    "{sku}: sell price {sell} is {percent} % above the ERP {erp}",
    "{sku}: il prezzo di vendita {sell} supera del {percent} % l'ERP {erp}",
    severity="warning",
)
FLOOR = Message(
    "LC-PRICE-FLOOR",
    "{sku}: a margin of {margin} % is below the margin_floor of {floor} % in your profile",
    "{sku}: un margine del {margin} % è sotto il margin_floor del {floor} % del profilo",
    severity="warning",
)
FLOOR_WHOLE = Message(
    "LC-PRICE-FLOOR-WHOLE",
    "after discounts and rebates the quote has a margin of {margin} %, below the margin_floor of {floor} % in your profile",
    "dopo gli sconti l'offerta ha un margine del {margin} %, sotto il margin_floor del {floor} % del profilo",
    severity="warning",
)
NOT_SAVED = Message(
    "LC-SAVE-FLOOR",
    "the quote is not saved: its margin is below the margin_floor of your profile",
    "l'offerta non viene salvata: il suo margine è sotto il margin_floor del profilo",
    cure_en="change the prices, or say why it is offered nevertheless: --despite REASON",
    cure_it="cambiare i prezzi, oppure indicare perché la si fa comunque: --despite MOTIVO",
)
