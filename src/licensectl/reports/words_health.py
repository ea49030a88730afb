"""The Italian of the short words of `doctor`."""

ITALIAN = {
    "Part": "Parte",
    "State": "Stato",
    "Says": "Dice",
    "ok": "a posto",
    "settings": "impostazioni",
    "facts": "fatti",
    "ledger": "registro",
    "price book": "libro prezzi",
    "Language": "Lingua",
    "Time zone": "Fuso orario",
    "Encoding": "Codifica",
    "Extras": "Extra",
    "Files": "File",
    "Folders": "Cartelle",
    "Newest month": "Mese più recente",
}
