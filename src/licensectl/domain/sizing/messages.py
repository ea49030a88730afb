"""Messages about sizing: servers, counts, models, Software Assurance."""

from licensectl.errors import Message, info, warning

SERVER = Message(
    "LC-SIZE-SERVER",
    "'{value}' is not a valid server.",
    cure="Expected whole numbers as PROCESSORSxCORES, for example 2x10 for two processors of 10 cores each, or 4:2x10 for four such "
    "servers (at most {sockets} processors of {cores} cores).",
)
NO_SERVER = Message(
    "LC-SIZE-NO-SERVER",
    "There is no server to license.",
    cure="Give at least one --server as processors x cores of each, for example 2x12.",
)
VM_CORES = Message(
    "LC-SIZE-VM-CORES",
    "'{value}' is not a valid virtual machine.",
    cure="Expected its virtual cores (1 to {cores}), for example 8, or 3:8 for three machines of eight.",
)
VMS_COUNT = Message(
    "LC-SIZE-VMS",
    "{vms} values of --vms are given for {servers} servers.",
    cure="Give --vms once for all servers, or once for each --server.",
)
COUNT = Message(
    "LC-SIZE-COUNT",
    "'{value}' is not a valid number for {option}.",
    cure="Expected a whole number from 0 to {most}.",
)
NOBODY = Message(
    "LC-SIZE-NOBODY",
    "Nobody has access: users and devices are both 0.",
    cure="Give --users or --devices.",
)
MORE_THAN_BASE = Message(
    "LC-SIZE-ADDITIVE",
    "{some} have {licence}, but there are only {every} in all.",
    cure="Increase the number of all. An additive licence counts only beside its base.",
    sources=("kb-jirislof",),
)
CALS_NEED = Message(
    "LC-SIZE-CALS",
    "--cals {cals} needs {option}.",
    cure="Give {option}, or use --cals auto.",
)
BOTH_COUNTED = warning(
    "LC-SIZE-BOTH",
    "{users} and {devices} are both counted, with one CAL each.",
    cure="If the users work on these devices alone, use --cals auto, which takes the cheaper of {user_option} and {device_option}. To "
    "confirm the count, give --cals both.",
    sources=("pt-ws-mca", "kb-jirislof"),
)
MIXED = info(
    "LC-SIZE-MIXED",
    "{licence} and its base CAL are counted one per user, the other per device.",
    cure="This suffices only where those users work on these devices alone. Otherwise count both with --cals both.",
    sources=("pt-ws-mca", "kb-jirislof"),
)
PER_CORE = info(
    "LC-SIZE-PER-CORE",
    "No CALs for {people}: SQL Server per core needs none.",
    cure="For Standard, give --model server-cal to count them. With prices, both models are compared.",
    sources=("pt-sql-mca", "kb-jirislof"),
)
NO_ADDITIVE = Message(
    "LC-SIZE-NO-ADDITIVE",
    "'{name}' is not an additive licence of {product}.",
    cure="Expected one of: {known}.",
)
CORE_ONLY = Message(
    "LC-SIZE-CORE-ONLY",
    "SQL Server {edition} is not licensed by server and CAL.",
    cure="Use --model core. Standard has both models.",
    sources=("pt-sql-mca", "kb-jirislof"),
)
BY_VM_NEEDS_SA = Message(
    "LC-SIZE-BY-VM",
    "Licensing by virtual machine needs Software Assurance or a subscription, which perpetual licences in CSP do not have.",
    cure="License all physical cores of the host (--server with --vms: Windows Server, or SQL Server Enterprise with one virtual "
    "machine per core licence), SQL Server Standard by server and CAL, or buy in Open Value or as a subscription and count with --with-sa.",
    sources=("ws2025-guide", "kb-jirislof", "redress-sql"),
)
NO_VM_RIGHTS = Message(
    "LC-SIZE-NO-VM-RIGHTS",
    "SQL Server {edition} licensed by the host's physical cores may not run in virtual machines ({vms} asked for).",
    cure="Use --model server-cal, --edition enterprise (one virtual machine per core licence), or Software Assurance or a "
    "subscription with --vm-cores N --with-sa.",
    sources=("servicenow-sql", "kb-jirislof"),
)
MOBILITY_NEEDS_SA = Message(
    "LC-SIZE-MOBILITY",
    "Licence mobility needs Software Assurance or a subscription, which perpetual licences in CSP do not have.",
    cure="License every host a machine may move to for all machines it may then carry (a licence may be reassigned once in 90 days), "
    "or buy in Open Value or as a subscription.",
    sources=("kb-jirislof",),
)
CAPACITY = warning(
    "LC-SIZE-CAPACITY",
    "One instance of SQL Server {version} {edition} uses at most {most} cores of a server, and {server} has {cores}.",
    cure="Size Enterprise (--edition enterprise), which has no such limit, or use smaller servers.",
    sources=("sql-docs-2025", "sql-docs-2022"),
)
MACHINES_BY_SERVER = Message(
    "LC-SIZE-VM-MODEL",
    "--vm-cores licenses cores, which --model server-cal does not.",
    cure="Leave one of the two out. With --model server-cal, --vms counts the virtual machines that run SQL Server.",
)
NO_SA_SKU = warning(
    "LC-SIZE-NO-SKU",
    "Licences with Software Assurance have no SKU in the catalogue of perpetual software.",
    cure="Order them in Open Value or as a subscription.",
)
NO_SKU = warning(
    "LC-SIZE-SKU",
    "No SKU of {title} is in the catalogue for program {program}.",
    cure="Look in your price sheet, or choose another --version or --program.",
)
NO_PRICE = warning(
    "LC-SIZE-PRICE",
    "No price is known for: {titles}.",
    cure="Add the rows to the price sheet, or choose another --market, --currency or --segment. The sum is left out.",
)
NO_VERSION = Message(
    "LC-SIZE-NO-VERSION",
    "No generation of {family} is in the catalogue for program {program} on {day}.",
    cure="Choose a later --as-of. Generations released after that day: {known}.",
)
LATER_VERSION = Message(
    "LC-SIZE-LATER-VERSION",
    "{family} {version} was released on {released}, after {day}.",
    cure="Choose --as-of {released} or later, or an earlier --version.",
)
CONNECTOR_PUBLIC = info(
    "LC-SIZE-CONNECTOR",
    "Your price of the CAL or of the External Connector is not known. At the public prices of {month} (market {market}) the connector "
    "costs less from {users} external users.",
    cure="To compare at your prices, add both to your price sheet.",
)
USUAL_DATACENTER = info(
    "LC-SIZE-DATACENTER",
    "{vms} virtual machines on one host: above {usual}, Datacenter usually costs less.",
    cure="Compare at your prices with --prices.",
    sources=("bluesolutions-ws2016",),
)
MIXED_EDITIONS = warning(
    "LC-SIZE-EDITIONS",
    "With {edition} on every server the core licences cost {cost}. With Datacenter on {servers} and Standard on the others they cost "
    "{mixed}, {saved} less.",
    cure="`licensectl size windows-server --edition cheapest` sizes each server in the edition that costs less.",
    sources=("ws2025-guide",),
)
NO_CHEAPEST = Message(
    "LC-SIZE-CHEAPEST",
    "--edition cheapest needs prices of Standard and of Datacenter.",
    cure="Give a price sheet that has the core packs of both with --prices, or use --edition standard or datacenter.",
)
NO_FIGURE = Message(
    "LC-SIZE-FIGURE",
    "The rule {rule} has no figure on {day}.",
    cure="Add a value in sizing.yaml. Run `licensectl explain {rule}` to see the rule.",
)
