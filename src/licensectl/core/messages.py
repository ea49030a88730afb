"""Messages that several features share, and the list of all messages."""

from collections.abc import Iterable
from importlib import import_module

import licensectl
from licensectl.errors import Message, Problem

NO_FILE = Message(
    "LC-FILE-MISSING",
    "no such file: {path}",
    "il file {path} non esiste",
    cure_en="check the name, or use - for standard input",
    cure_it="controllare il nome, oppure usare - per lo standard input",
)
UNREADABLE = Message(
    "LC-FILE-UNREADABLE",
    "cannot read {path}: {reason}",
    "impossibile leggere {path}: {reason}",
    cure_en="check that it is a file you may read",
    cure_it="controllare che sia un file leggibile",
)
WORKER_ENDED = Message(
    "LC-JOBS-ENDED",
    "a process that shared the work ended unexpectedly",
    "un processo che condivideva il lavoro è terminato inaspettatamente",
    cure_en="run it again; where memory is short, with fewer processes (--jobs)",
    cure_it="eseguire di nuovo; se la memoria è poca, con meno processi (--jobs)",
)
EXISTS = Message(
    "LC-OUT-EXISTS",
    "{path} exists already",
    "{path} esiste già",
    cure_en="choose another name or overwrite it with --force",
    cure_it="scegliere un altro nome o sovrascriverlo con --force",
)
UNWRITABLE = Message(
    "LC-OUT-UNWRITABLE",
    "cannot write {path}: {reason}",
    "impossibile scrivere {path}: {reason}",
    cure_en="choose a folder you may write to",
    cure_it="scegliere una cartella in cui si può scrivere",
)
HELD_OPEN = Message(
    "LC-OUT-OPEN",
    "{path} cannot be replaced: another program, such as Excel, has it open, or you may not write to it",
    "impossibile sostituire {path}: un altro programma, ad esempio Excel, lo tiene aperto, o non è scrivibile",
    cure_en="close it there and repeat",
    cure_it="chiuderlo e ripetere",
)
NO_ROOM = Message(
    "LC-OUT-STDOUT",
    "the answer could not be written: {reason}",
    "impossibile scrivere la risposta: {reason}",
    cure_en="make room, or write it elsewhere with -o FILE",
    cure_it="fare spazio, oppure scriverla altrove con -o FILE",
)
UNKNOWN_FORMAT = Message(
    "LC-OUT-FORMAT",
    "this command has no format '{format}'",
    "questo comando non ha il formato '{format}'",
    cure_en="it has: {formats}",
    cure_it="ha: {formats}",
)
BINARY = Message(
    "LC-OUT-BINARY",
    "{format} is not for a terminal",
    "{format} non è per un terminale",
    cure_en="write it to a file with -o FILE.{format}",
    cure_it="scriverlo in un file con -o FILE.{format}",
)
TOO_MANY_ROWS = Message(
    "LC-OUT-ROWS",
    "a worksheet holds at most {most} rows, the result has {count}",
    "un foglio contiene al massimo {most} righe, il risultato ne ha {count}",
    cure_en="write it with -f csv",
    cure_it="scriverlo con -f csv",
)
NO_PDF = Message(
    "LC-OUT-PDF",
    "PDF needs the extra 'pdf', which is not installed",
    "il PDF richiede l'extra 'pdf', che non è installato",
    cure_en="install licensectl[pdf], or print the HTML of -f html from a browser",
    cure_it="installare licensectl[pdf], oppure stampare da un browser l'HTML di -f html",
)
BAD_OPTION = Message(
    "LC-CLI-VALUE",
    "{option}: '{value}' is not valid",
    "{option}: '{value}' non è valido",
    cure_en="expected {expected}",
    cure_it="atteso {expected}",
)


def bad_day(option: str, text: str) -> Problem:
    """Return the problem of an option or a column whose value is no day."""
    return BAD_OPTION.at(option=option, value=text[:60], expected="a day that exists, as 2026-11-23")


def bad_choice(option: str, value: object, known: Iterable[str]) -> Problem:
    """Return the problem of an option or a column whose value is none of the known ones."""
    return BAD_OPTION.at(option=option, value=str(value)[:60], expected=" | ".join(known))


UNKNOWN_NAME = Message(
    "LC-CLI-UNKNOWN",
    "unknown {what} '{name}'",
    "{what}: «{name}» non è un valore ammesso",
    cure_en="known: {known}",
    cure_it="valori ammessi: {known}",
)
ONE_OF_TWO = Message(
    "LC-CLI-ONE-OF",
    "expected one of {one} and {other}",
    "atteso uno tra {one} e {other}",
    cure_en="give exactly one of them",
    cure_it="indicarne esattamente uno",
)
ALONE = Message(
    "LC-CLI-ALONE",
    "{option} needs {other}",
    "{option} richiede {other}",
    cure_en="give both",
    cure_it="indicarli entrambi",
)
USAGE = Message(
    "LC-CLI-USAGE",
    "{reason}",
    "{reason}",
    cure_en="see {command} --help",
    cure_it="si veda {command} --help",
)
NO_MATRIX = Message(
    "LC-OFFICE-MATRIX",
    "no matrix has all of {editions}",
    "nessuna matrice ha tutte le edizioni {editions}",
    cure_en="compare fewer of them; `compare office --matrix NAME` shows what a matrix has ({known})",
    cure_it="confrontarne meno; `compare office --matrix NOME` mostra che cosa ha una matrice ({known})",
)


def every() -> dict[str, Message]:
    """Return all messages of the package by code: those of every module whose name starts with `messages`."""
    from pkgutil import walk_packages

    named = (
        found.name for found in walk_packages(licensectl.__path__, "licensectl.") if found.name.rpartition(".")[2].startswith("messages")
    )
    modules = [import_module(name) for name in sorted(named)]
    found: dict[str, Message] = {}
    for module in modules:
        for message in vars(module).values():
            # A message may be named in several modules; a code belongs to one message alone.
            if isinstance(message, Message) and found.setdefault(message.code, message) != message:
                raise ValueError(f"two messages have the code {message.code}")
    return found


PERCENT = Message(
    "LC-QUOTE-PERCENT",
    "{name} {value} % is not possible",
    "{name} {value} % non è possibile",
    cure_en="expected {expected}",
    cure_it="atteso {expected}",
)


CURRENCY = Message(
    "LC-QUOTE-CURRENCY",
    "'{currency}' is not a currency code",
    "'{currency}' non è un codice di valuta",
    cure_en="use three capital letters, e.g. EUR",
    cure_it="usare tre lettere maiuscole, ad es. EUR",
)


MARKET = Message(
    "LC-QUOTE-MARKET",
    "'{market}' is not a market",
    "'{market}' non è un mercato",
    cure_en="use the two capital letters of a country, e.g. IT",
    cure_it="usare le due lettere maiuscole di un paese, ad es. IT",
)


VALID_DAYS = Message(
    "LC-QUOTE-VALIDITY",
    "valid_days {days} is not possible",
    "valid_days {days} non è possibile",
    cure_en="give 0 to 3650 days",
    cure_it="indicare da 0 a 3650 giorni",
)


VAT_ID = Message(
    "LC-CHECK-VAT-ID",
    "'{id}' is not a possible VAT id: its form or a check digit is wrong",
    "'{id}' non è una partita IVA possibile: la forma o una cifra di controllo è errata",
    cure_en="write it as the customer's papers do, with the two letters of the country, and look it up in VIES",
    cure_it="scriverla come nei documenti del cliente, con le due lettere del paese, e verificarla in VIES",
)


MPA_LATER = Message(
    "LC-PLACE-MPA-FUTURE",
    "the Microsoft Partner Agreement is signed on {signed}, which on {day} is still to come",
    "il Microsoft Partner Agreement è firmato il {signed}, che al {day} deve ancora venire",
    cure_en="sign first, or correct the day in the profile",
    cure_it="firmare prima, oppure correggere il giorno nel profilo",
    sources=("PC-MPA",),
)


SEVERAL_FILES = Message(
    "LC-ORDER-SEVERAL",
    "this makes {count} files: {names}",
    "questo produce {count} file: {names}",
    cure_en="name an existing folder with -o",
    cure_it="indicare una cartella esistente con -o",
)
