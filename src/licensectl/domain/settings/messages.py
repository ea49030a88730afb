"""Messages about the settings of the reseller."""

from licensectl.errors import Message

PARTNER_ID = Message(
    "LC-PROFILE-PARTNER-ID",
    "'{id}' is not a PartnerID",
    "'{id}' non è un PartnerID",
    cure_en="it has up to ten digits; Partner Center shows it under Account settings",
    cure_it="ha fino a dieci cifre; Partner Center lo mostra nelle impostazioni dell'account",
)


DISTRIBUTOR = Message(
    "LC-PROFILE-DISTRIBUTOR",
    "'{name}' is no word for a distributor",
    "'{name}' non è una parola per un distributore",
    cure_en="use small letters, digits and hyphens, as marketplace_ids of your customers do, e.g. ingram",
    cure_it="usare lettere minuscole, cifre e trattini, come in marketplace_ids dei clienti, ad es. ingram",
)


IBAN = Message(
    "LC-PROFILE-IBAN",
    "'{iban}' is not a possible IBAN",
    "'{iban}' non è un IBAN possibile",
    cure_en="compare it with the bank's papers",
    cure_it="confrontarlo con i documenti della banca",
    severity="warning",
)
