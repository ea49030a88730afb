"""The Italian of what a basket costs under several programs."""

ITALIAN = {
    "Costs by program": "Costi per programma",
    "What can be bought": "Che cosa si può acquistare",
    "cheapest": "il più economico",
    "possible": "possibile",
    "not possible": "non possibile",
    "incomplete": "incompleto",
    "lines priced": "righe con prezzo",
    "Why, and what to know": "Perché, e che cosa tener presente",
    "Terms": "Condizioni",
    "Net sum by program": "Imponibile per programma",
    "to be noted": "da sapere",
    "Prices per unit": "Prezzi unitari",
    "no program is both possible and priced in full": "nessun programma è insieme possibile e interamente prezzato",
}
