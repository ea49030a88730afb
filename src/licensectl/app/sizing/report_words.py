"""The words of sizing for codes of its answer."""

from licensectl.i18n.translate import N_

STEPS = {
    "processors": N_("cores of the processors"),
    "server": N_("cores to license per set"),
    "sets": N_("sets for the virtual machines"),
    "core licences": N_("core licences"),
    "packs by price": N_("cheapest packs cover"),
    "packs": N_("packs cover"),
    "user CAL": N_("user CALs"),
    "device CAL": N_("device CALs"),
    "external CALs": N_("CALs for external users"),
    "connector pays": N_("External Connector costs less from"),
    "connectors": N_("External Connectors"),
    "servers": N_("server licences"),
    "machines of the host": N_("core licences for its virtual machines"),
    "machine": N_("cores of a virtual machine"),
    "customer": N_("core licences of the customer"),
}
KINDS = {
    "standard-datacenter": N_("Standard or Datacenter"),
    "core-server": N_("per server or per core"),
    "connector-cals": N_("CALs or External Connector"),
    "user-device": N_("per user or per device"),
}
PER = {
    "VM": N_("VMs per server"),
    "CAL": N_("CALs"),
    "user": N_("users"),
}
PRICES = {
    True: N_("your price sheet"),
    False: N_("public reference prices"),
}
PRICES_USED = N_("Prices used")
COMPARED = N_("At these prices")
NEEDS = N_("Needs besides")
BASIS = {"unit_price": N_("Cost price"), "erp": N_("ERP")}
