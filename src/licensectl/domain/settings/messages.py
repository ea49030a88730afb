"""Messages about the settings of the reseller."""

from licensectl.errors import Message, info, warning

CREDIT_LIMIT = Message(
    "LC-PROFILE-CREDIT",
    "'{value}' is not a valid credit limit.",
    cure="Expected an amount that is not negative.",
)
PARTNER_ID = Message(
    "LC-PROFILE-PARTNER-ID",
    "'{id}' is not a valid PartnerID.",
    cure="Expected up to ten digits. Partner Center shows it under Account settings.",
)


DISTRIBUTOR = Message(
    "LC-PROFILE-DISTRIBUTOR",
    "'{name}' is not a valid distributor.",
    cure="Expected lower-case letters, digits and hyphens, as in marketplace_ids of your customers, for example ingram.",
)


NO_TERMS = warning(
    "LC-PROFILE-TERMS",
    "No terms for returns of the distributor '{name}' are on record, so those of Microsoft alone apply.",
    cure="Did you mean {hint}?",
)


OWN_VAT_ID = warning(
    "LC-PROFILE-VAT-ID",
    "The VAT id '{id}' of your letterhead is not valid: its form or a check digit is wrong.",
    cure="Correct it in the profile, with the two letters of the country, and look it up in VIES.",
)


IBAN = warning(
    "LC-PROFILE-IBAN",
    "'{iban}' is not a valid IBAN.",
    cure="Compare it with the bank's documents.",
)


EXISTS = Message(
    "LC-SETTINGS-EXISTS",
    "'{path}' already exists.",
    cure="Edit it. To see all keys, run `licensectl config new -o -`. To overwrite it, add --force.",
)


HERE_OR_FILE = Message(
    "LC-SETTINGS-HERE",
    "--here and --output are two places for one file.",
    cure="Give one of the two.",
)


FOLDER_SETS = info(
    "LC-SETTINGS-FOLDER",
    "The settings file of this folder sets {keys}.",
    cure="To ignore that file, give --no-project-config.",
)


FOLDER_PAYMENT = info(
    "LC-SETTINGS-PAYMENT",
    "The payment data in the settings file of this folder is ignored ({keys}), because your own settings have it.",
    cure="If it is right, change your own settings file.",
)
