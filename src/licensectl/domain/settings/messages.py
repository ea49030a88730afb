"""Messages about the settings of the reseller."""

from licensectl.errors import Message

PARTNER_ID = Message(
    "LC-PROFILE-PARTNER-ID",
    "'{id}' is not a PartnerID",
    cure="it has up to ten digits; Partner Center shows it under Account settings",
)


DISTRIBUTOR = Message(
    "LC-PROFILE-DISTRIBUTOR",
    "'{name}' is not a valid distributor",
    cure="use lower-case letters, digits and hyphens, as in marketplace_ids of your customers, such as ingram",
)


IBAN = Message(
    "LC-PROFILE-IBAN",
    "'{iban}' is not a possible IBAN",
    cure="compare it with the bank's papers",
    severity="warning",
)


FOLDER_SETS = Message(
    "LC-SETTINGS-FOLDER",
    "the settings file of this folder sets {keys}",
    cure="--no-project-config ignores that file",
    severity="info",
)


FOLDER_PAYMENT = Message(
    "LC-SETTINGS-PAYMENT",
    "payment data in the settings file of this folder is ignored ({keys}), your own settings have it",
    cure="if it is right, change your own settings file",
    severity="info",
)
