"""Messages of the checks of a quote: warnings and hints, which never stop it."""

from licensectl.errors import Message

OTHER_PROGRAM = Message(
    "LC-CHECK-OTHER-PROGRAM",
    "{sku} is a number of {own}, the quote is of {program}",
    cure="take the number of the product under {program}, or change program:",
    severity="warning",
)
ADDITIVE = Message(
    "LC-CHECK-ADDITIVE",
    "{wanted} × {licence}, but {there} × {base}",
    cure="an additive CAL counts only beside its base CAL: add those, or name under owned: what the customer has",
    severity="warning",
    sources=("pt-ws-mca", "kb-jirislof"),
)
ADDITIVE_MIXED = Message(
    "LC-CHECK-ADDITIVE-MIXED",
    "{wanted} × {licence} beside {there} × {base}, one per user and the other per device",
    cure="this suffices only where those users work on these devices alone; otherwise add base CALs of the same kind",
    severity="info",
    sources=("pt-ws-mca", "kb-jirislof"),
)
CAL_OLDER = Message(
    "LC-CHECK-CAL-OLDER",
    "{cal} ({found}) is older than {server}",
    cure="a CAL must be of the server's version or newer",
    severity="warning",
    sources=("o365hq-cal",),
)
NO_CAL = Message(
    "LC-CHECK-NO-CAL",
    "{server} without any {licence}",
    cure="add CALs for the users or devices, or write owned: [{id}] if the customer has them",
    severity="warning",
    sources=("pt-ws-mca", "pt-sql-mca", "kb-jirislof"),
)
CORES = Message(
    "LC-CHECK-CORES",
    "{cores} core licences of {what} are fewer than any server needs ({minimum})",
    cure="count them with size, or write owned: [{product}] if they add to others",
    severity="warning",
    sources=("ws2025-guide", "LSWS", "SQLM"),
)
CORES_SERVERS = Message(
    "LC-CHECK-CORES-SERVERS",
    "{cores} core licences of {what}, but the servers of the request need {needed}",
    cure="count them with size, or correct servers:",
    severity="warning",
    sources=("ws2025-guide", "LSWS", "SQLM"),
)
CORES_SPARE = Message(
    "LC-CHECK-CORES-SPARE",
    "{cores} core licences of {what}: {spare} more than the servers of the request need ({needed})",
    cure="leave packs out, or correct servers:",
    severity="info",
    sources=("ws2025-guide", "LSWS", "SQLM"),
)
PACKS = Message(
    "LC-CHECK-PACKS",
    "{what}: {small} packs of 2 cores hold {large} times the cores of a 16-core pack",
    cure="compare the prices of both",
    severity="info",
    sources=("LSWS",),
)
PACKS_DEARER = Message(
    "LC-CHECK-PACKS-DEARER",
    "{what}: the same core licences cost {saved} {currency} less as {mix}",
    cure="a pack is a way of buying; at cost prices of your sheet",
    severity="info",
    sources=("kb-jirislof", "samexpert-packs"),
)
DATACENTER = Message(
    "LC-CHECK-DATACENTER",
    "Standard for these virtual machines costs {standard}, Datacenter {datacenter}",
    cure="quote Datacenter: any number of machines with one set of core licences",
    severity="warning",
    sources=("ws2025-guide", "bluesolutions-ws2016"),
)
SUPPORT_ENDED = Message(
    "LC-CHECK-SUPPORT-ENDED",
    "{title}: support ended on {last}",
    cure="quote a newer generation, or tell the customer",
    severity="warning",
    sources=("eol",),
)
SUPPORT_SUBSCRIPTION = Message(
    "LC-CHECK-SUPPORT-NO-PERPETUAL",
    "{title}: support ended on {last}, and its successor {newer} needs {what}",
    cure="no newer perpetual generation is sold: quote the successor in Open Value or an Enterprise Agreement, or a subscription that "
    "includes the access, or tell the customer",
    severity="warning",
    sources=("EXCH-SE", "eol"),
)
SUPPORT_NO_NEWER = Message(
    "LC-CHECK-SUPPORT-LAST",
    "{title}: support ended on {last}, and no newer perpetual generation is in the catalogue",
    cure="tell the customer, or look for a subscription",
    severity="warning",
    sources=("eol",),
)
SUPPORT_ENDS = Message(
    "LC-CHECK-SUPPORT-ENDS",
    "{title}: support ends on {last}",
    cure="tell the customer, or quote a newer generation",
    severity="info",
    sources=("eol",),
)
NOT_SOLD = Message(
    "LC-CHECK-NOT-SOLD",
    "{sku} ({title}) has been succeeded",
    cure="quote {successor} ({named}), or price it from a sheet that still holds it",
    severity="warning",
    sources=("csp-in-2026-08",),
)
NEWER = Message(
    "LC-CHECK-NEWER",
    "{sku} ({title}) is still on the public list of {month}, and a newer generation is out",
    cure="quote {successor} ({named}) where the customer does not need the older one",
    severity="info",
    sources=("csp-in-2026-08",),
)
NOT_LISTED = Message(
    "LC-CHECK-NOT-LISTED",
    "{sku} ({title}) is not on the newest public list ({month}), and no successor is known",
    cure="look for it in your price sheet before you promise it",
    severity="warning",
    sources=("csp-in-2026-08",),
)
ESU_OVER = Message(
    "LC-CHECK-ESU-OVER",
    "{title}: year {year} ended about {until}",
    cure="quote the year that is running, with the earlier years",
    severity="warning",
    sources=("ms-w10-esu", "eol"),
)
ESU_EARLIER = Message(
    "LC-CHECK-ESU-EARLIER",
    "{title}: year {year} needs the same number of year {years}, because Extended Security Updates are cumulative",
    cure="add the earlier years, or list under owned: those that the customer has",
    severity="warning",
    sources=("easysam-esu", "ms-w10-esu"),
)
HOME_TO_PRO = Message(
    "LC-CHECK-HOME-TO-PRO",
    "{sku} is only for customers of {what}",
    cure="add the subscription, or write owned: [{id}]",
    severity="warning",
    sources=("csp-in-2026-08",),
)
UPGRADE_ONLY = Message(
    "LC-CHECK-UPGRADE",
    "{sku} is an upgrade: each device needs {what}",
    cure="check the devices and write owned: [{id}], or quote Get Genuine Windows",
    severity="info",
    sources=("kb-jirislof",),
)
ESU_COVERAGE = Message(
    "LC-CHECK-ESU-COVERAGE",
    "{sku} needs {what}: perpetual licences alone do not qualify",
    cure="check the customer's agreement and write owned: [{id}]",
    severity="warning",
    sources=("PC-2023-09",),
)
REQUIRES = Message(
    "LC-CHECK-REQUIRES",
    "{sku} needs {what}",
    cure="add it, or write owned: [{id}]",
    severity="warning",
)
SEATS = Message(
    "LC-CHECK-SEATS",
    "{total} seats of {title}, but a customer may have at most {most}",
    cure="quote the enterprise edition",
    severity="warning",
    sources=("OFF-APPS", "OFF-PLAN"),
)
MAXIMUM = Message(
    "LC-CHECK-MAXIMUM",
    "{sku}: {quantity} in one order, where one distributor's tool takes {most}",
    cure="ask the distributor, or split the order",
    severity="info",
    sources=("cloudblue-tool",),
)
OPEN_MINIMUM = Message(
    "LC-CHECK-OPEN-MINIMUM",
    "{count} licences: an Open License agreement starts with {least} licences (not points; with Software Assurance each counts two)",
    cure="add licences, or write owned: [open-license-agreement] for a later order",
    severity="warning",
    sources=("macconnection", "bechtle-points", "msdn-count"),
)
NO_SA = Message(
    "LC-CHECK-NO-SA",
    "program {program} has no Software Assurance",
    cure="Open Value brings it, a subscription brings equivalent rights; see compare programs csp open_value",
    severity="warning",
    sources=("PC-2021-05", "CSP-ADN"),
)
SEGMENT = Message(
    "LC-CHECK-SEGMENT",
    "segment {segment} is not for this customer ({what})",
    cure="it may buy: {may}",
    severity="warning",
    sources=("PC-SPECIAL",),
)
QUALIFICATION = Message(
    "LC-CHECK-QUALIFICATION",
    "qualification '{id}' is not known",
    cure="known: {known}",
    severity="warning",
)
OWNED = Message(
    "LC-CHECK-OWNED",
    "owned: '{id}' is not known",
    cure="name an access licence, product, SKU or condition by its id; near: {near}",
    severity="warning",
)
NO_VM_RIGHTS = Message(
    "LC-CHECK-NO-VM-RIGHTS",
    "SQL Server {edition} licensed by the host's physical cores may not run in virtual machines ({vms} planned)",
    cure="quote server licences and CALs, Enterprise with one core licence per virtual machine, or Software Assurance or a subscription",
    severity="warning",
    sources=("servicenow-sql", "kb-jirislof"),
)
