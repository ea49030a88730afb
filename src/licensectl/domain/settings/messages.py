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


FOLDER_SETS = Message(
    "LC-SETTINGS-FOLDER",
    "the settings file of this folder sets {keys}",
    "il file di impostazioni di questa cartella imposta {keys}",
    cure_en="--no-project-config ignores that file",
    cure_it="--no-project-config ignora quel file",
    severity="info",
)


FOLDER_PAYMENT = Message(
    "LC-SETTINGS-PAYMENT",
    "payment data in the settings file of this folder is ignored ({keys}), your own settings have it",
    "i dati di pagamento nel file di impostazioni di questa cartella ({keys}) sono ignorati: valgono quelli delle proprie impostazioni",
    cure_en="if it is right, change your own settings file",
    cure_it="se sono corretti, modificare il proprio file di impostazioni",
    severity="info",
)
