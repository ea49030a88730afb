"""Messages about sizing: servers, counts, models, Software Assurance."""

from licensectl.errors import Message

SERVER = Message(
    "LC-SIZE-SERVER",
    "'{value}' is not a valid server",
    cure="expected whole numbers as PROCESSORSxCORES, e.g. 2x10 for two processors of 10 cores each, or 4:2x10 for four such servers "
    "(at most {sockets} processors of {cores} cores)",
)
NO_SERVER = Message(
    "LC-SIZE-NO-SERVER",
    "no server to license",
    cure="give at least one --server as processors x cores of each, as 2x12",
)
VM_CORES = Message(
    "LC-SIZE-VM-CORES",
    "'{value}' is not a valid virtual machine",
    cure="write its virtual cores, as 8 or 3:8 for three machines of eight (1 to {cores})",
)
VMS_COUNT = Message(
    "LC-SIZE-VMS",
    "{vms} figures of virtual machines for {servers} servers",
    cure="give --vms once for all servers, or once for each --server",
)
COUNT = Message(
    "LC-SIZE-COUNT",
    "{option}: {value} is not possible",
    cure="give a whole number from 0 to {most}",
)
NOBODY = Message(
    "LC-SIZE-NOBODY",
    "nobody has access: users and devices are both 0",
    cure="give --users or --devices",
)
MORE_THAN_BASE = Message(
    "LC-SIZE-ADDITIVE",
    "{some} with {licence}, but only {every} in all",
    cure="an additive licence counts only beside its base: raise the number of all",
    sources=("kb-jirislof",),
)
CALS_NEED = Message(
    "LC-SIZE-CALS",
    "--cals {cals} needs {option}",
    cure="give {option}, or use --cals auto",
)
BOTH_COUNTED = Message(
    "LC-SIZE-BOTH",
    "{users} and {devices} are both counted, a CAL each",
    cure="if the users work on these devices alone, --cals auto takes the cheaper of {user_option} and {device_option}; "
    "--cals both confirms the count",
    severity="warning",
    sources=("pt-ws-mca", "kb-jirislof"),
)
MIXED = Message(
    "LC-SIZE-MIXED",
    "{licence} and its base CAL are counted one per user, the other per device",
    cure="this suffices only where those users work on these devices alone; otherwise count both with --cals both",
    severity="info",
    sources=("pt-ws-mca", "kb-jirislof"),
)
PER_CORE = Message(
    "LC-SIZE-PER-CORE",
    "no CALs for {people}: SQL Server per core needs none",
    cure="for Standard, --model server-cal counts them, and with prices both models are compared",
    severity="info",
    sources=("pt-sql-mca", "kb-jirislof"),
)
NO_ADDITIVE = Message(
    "LC-SIZE-NO-ADDITIVE",
    "{product} has no additive licence '{name}'",
    cure="it has: {known}",
)
CORE_ONLY = Message(
    "LC-SIZE-CORE-ONLY",
    "SQL Server {edition} is not licensed by server and CAL",
    cure="use --model core; Standard has both models",
    sources=("pt-sql-mca", "kb-jirislof"),
)
BY_VM_NEEDS_SA = Message(
    "LC-SIZE-BY-VM",
    "licensing by virtual machine needs Software Assurance or a subscription, which perpetual licences in CSP do not have",
    cure="license all physical cores of the host (--server with --vms: Windows Server, or SQL Server Enterprise with one virtual "
    "machine per core licence), SQL Server Standard by server and CAL, or buy in Open Value or as a subscription and count with --with-sa",
    sources=("ws2025-guide", "kb-jirislof", "redress-sql"),
)
NO_VM_RIGHTS = Message(
    "LC-SIZE-NO-VM-RIGHTS",
    "SQL Server {edition} licensed by the host's physical cores may not run in virtual machines ({vms} asked for)",
    cure="use --model server-cal, --edition enterprise (one virtual machine per core licence), or Software Assurance or a subscription "
    "with --vm-cores N --with-sa",
    sources=("servicenow-sql", "kb-jirislof"),
)
MOBILITY_NEEDS_SA = Message(
    "LC-SIZE-MOBILITY",
    "licence mobility needs Software Assurance or a subscription, which perpetual licences in CSP do not have",
    cure="license every host a machine may move to for all machines it may then carry (a licence may be reassigned once in 90 days), "
    "or buy in Open Value or as a subscription",
    sources=("kb-jirislof",),
)
CAPACITY = Message(
    "LC-SIZE-CAPACITY",
    "one instance of SQL Server {version} {edition} uses at most {most} cores of a server; {server} has {cores}",
    cure="size Enterprise (--edition enterprise), which has no such limit, or smaller servers",
    severity="warning",
    sources=("sql-docs-2025", "sql-docs-2022"),
)
MACHINES_BY_SERVER = Message(
    "LC-SIZE-VM-MODEL",
    "--vm-cores licenses cores, which --model server-cal does not",
    cure="leave one of the two out; with --model server-cal, --vms counts the virtual machines that run SQL Server",
)
NO_SA_SKU = Message(
    "LC-SIZE-NO-SKU",
    "licences with Software Assurance have no SKU in the catalogue of perpetual software",
    cure="order them in Open Value or as a subscription",
    severity="warning",
)
NO_SKU = Message(
    "LC-SIZE-SKU",
    "no SKU of {title} is in the catalogue for program {program}",
    cure="look in your price sheet, or choose another --version or --program",
    severity="warning",
)
NO_PRICE = Message(
    "LC-SIZE-PRICE",
    "no price is at hand for: {titles}",
    cure="the sum is left out; add the rows to the price sheet, or choose another --market, --currency or --segment",
    severity="warning",
)
NO_VERSION = Message(
    "LC-SIZE-NO-VERSION",
    "no generation of {family} is in the catalogue for program {program} on {day}",
    cure="choose a later --as-of; generations released after that day: {known}",
)
LATER_VERSION = Message(
    "LC-SIZE-LATER-VERSION",
    "{family} {version} was released on {released}, after {day}",
    cure="choose --as-of {released} or later, or an earlier --version",
)
CONNECTOR_PUBLIC = Message(
    "LC-SIZE-CONNECTOR",
    "your prices for CALs and External Connector are not known; at the public prices of {month} (market {market}) the connector costs "
    "less from {users} external users",
    cure="add both to your price sheet to compare at your prices",
    severity="info",
)
USUAL_DATACENTER = Message(
    "LC-SIZE-DATACENTER",
    "{vms} virtual machines on one host: Datacenter usually costs less above {usual}",
    cure="compare at your prices with --prices",
    severity="info",
    sources=("bluesolutions-ws2016",),
)
NO_FIGURE = Message(
    "LC-SIZE-FIGURE",
    "rule {rule} has no figure on {day}",
    cure="add a value in sizing.yaml; see explain {rule}",
)
