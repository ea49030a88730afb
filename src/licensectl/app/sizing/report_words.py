"""The words of sizing, in both languages."""

from licensectl.core.text import Bilingual, Lang, read

STEPS = {
    "processors": Bilingual("cores of the processors", "core dei processori"),
    "server": Bilingual("cores to license per set", "core per ogni set di licenze"),
    "sets": Bilingual("sets for the virtual machines", "set di licenze per le VM"),
    "core licences": Bilingual("core licences", "licenze core"),
    "packs by price": Bilingual("cheapest packs cover", "i pack più economici coprono"),
    "packs": Bilingual("packs cover", "i pack coprono"),
    "user CAL": Bilingual("user CALs", "CAL utente"),
    "device CAL": Bilingual("device CALs", "CAL dispositivo"),
    "external CALs": Bilingual("CALs for external users", "CAL per utenti esterni"),
    "connector pays": Bilingual("External Connector costs less from", "l'External Connector costa meno da"),
    "connectors": Bilingual("External Connectors", "External Connector"),
    "servers": Bilingual("server licences", "licenze server"),
    "machines of the host": Bilingual("core licences for its virtual machines", "licenze core per le sue macchine virtuali"),
    "machine": Bilingual("cores of a virtual machine", "core di una macchina virtuale"),
    "customer": Bilingual("core licences of the customer", "licenze core del cliente"),
}
KINDS = {
    "standard-datacenter": Bilingual("Standard or Datacenter", "Standard o Datacenter"),
    "core-server": Bilingual("per server or per core", "per server o per core"),
    "connector-cals": Bilingual("CALs or External Connector", "CAL o External Connector"),
    "user-device": Bilingual("per user or per device", "per utente o per dispositivo"),
}
UNITS = {
    "Servers": Bilingual("Servers", "Server"),
    "Processors": Bilingual("Processors", "Processori"),
    "Cores each": Bilingual("Cores each", "Core ciascuno"),
    "VMs": Bilingual("VMs", "VM"),
    "Cores to license": Bilingual("Cores to license", "Core da coprire con licenza"),
    "Sets": Bilingual("Sets", "Set di licenze"),
    "Core licences": Bilingual("Core licences", "Licenze core"),
    "Step": Bilingual("Step", "Passo"),
    "Calculation": Bilingual("Calculation", "Calcolo"),
    "Result": Bilingual("Result", "Risultato"),
    "Compared": Bilingual("Compared", "Confronto"),
    "Option": Bilingual("Option", "Opzione"),
    "Cheaper from": Bilingual("Cheaper from", "Conviene da"),
    "Sum": Bilingual("Sum", "Somma"),
    "Rules": Bilingual("Rules", "Regole"),
}
PER = {
    "VM": Bilingual("VMs per server", "VM per server"),
    "CAL": Bilingual("CALs", "CAL"),
    "user": Bilingual("users", "utenti"),
}
PRICES = {
    True: Bilingual("your price sheet", "il vostro listino"),
    False: Bilingual("public reference prices", "prezzi pubblici di riferimento"),
}
WEIGHED = Bilingual("Weighed with", "Confrontato con")
COMPARED = Bilingual("At these prices", "A questi prezzi")
NEEDS = Bilingual("Needs besides", "Richiede inoltre")
BASIS = {"unit_price": Bilingual("Unit price", "Prezzo d'acquisto"), "erp": Bilingual("ERP", "ERP")}


def said(text: Bilingual, lang: Lang) -> str:
    """Return the text in `lang`."""
    return read(text, lang)
