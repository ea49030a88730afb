"""Our own words that fill the gaps of a fault, in Italian; what a user wrote is never looked up here."""

# Gaps that hold a word of ours, or something that no entry below equals.
NAMES = ("what", "expected", "reason", "found")
ITALIAN = {
    "SKU": "lo SKU",
    "a day that exists, as 2026-11-23": "un giorno che esista, come 2026-11-23",
    "a name such as Europe/Rome or UTC": "un nome come Europe/Rome o UTC",
    "a file": "un file",
    "a file, for the request comes from standard input": "un file, perché la richiesta viene dallo standard input",
    "a file, for the rows come from standard input": "un file, perché le righe vengono dallo standard input",
    "PROGRAM:LINE=NAME@PRICE, as box:2=EP2-06606@219.00": "PROGRAMMA:RIGA=NOME@PREZZO, come box:2=EP2-06606@219.00",
    "a key must be a word": "una chiave deve essere una parola",
    "a list": "un elenco",
    "a month, as 2026-11": "un mese, come 2026-11",
    "one sheet at a time": "un listino alla volta",
    "a number too long": "un numero troppo lungo",
    "a percentage, as 22": "una percentuale, come 22",
    "access licence": "la licenza di accesso",
    "attribute": "l'attributo",
    "claim": "l'affermazione",
    "condition": "la condizione",
    "default": "la preimpostazione",
    "edition": "l'edizione",
    "family": "la famiglia",
    "footnote": "la nota",
    "id": "l'id",
    "kind": "il tipo",
    "locked with a password": "protetto da password",
    "matrix": "la matrice",
    "metric": "la metrica",
    "more than 64 MiB": "più di 64 MiB",
    "nested too deeply": "annidato troppo in profondità",
    "not UTF-8": "non è UTF-8",
    "product": "il prodotto",
    "program": "il programma",
    "program or choice": "il programma o la scelta",
    "name@domain": "nome@dominio",
    "distributor=id": "distributore=id",
    "an id without blanks": "un id senza spazi",
    "the day of the acceptance, such as 2026-11-24": "il giorno dell'accettazione, come 2026-11-24",
    "NAME; E-MAIL; PHONE; ROLE": "NOME; E-MAIL; TELEFONO; RUOLO",
    "key=value; key=value": "chiave=valore; chiave=valore",
    "1 or more": "1 o più",
    "0 to 100": "da 0 a 100",
    "0 up to, not including, 100": "da 0 fino a 100 escluso",
    "status": "lo stato",
    "three letters, as EUR": "tre lettere, come EUR",
    "two letters, as IT": "due lettere, come IT",
    "version": "la versione",
    "cannot be parsed": "non si riesce a leggerlo",
}


def in_italian(name: str, gap: str) -> str:
    """The Italian of `gap` where gap `name` holds one of our words; else `gap` as it is."""
    return ITALIAN.get(gap, gap) if name in NAMES else gap
