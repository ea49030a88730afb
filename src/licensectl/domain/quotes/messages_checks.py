"""Messages of the checks of a quote: warnings and hints, which never stop it."""

from licensectl.errors import info, warning

OTHER_PROGRAM = warning(
    "LC-CHECK-OTHER-PROGRAM",
    "{sku} is a part number of {own}, and the quote is of {program}.",
    cure="Use the part number of the product under {program}, or change 'program:'.",
)
ADDITIVE = warning(
    "LC-CHECK-ADDITIVE",
    "The quote has {wanted} × {licence}, but only {there} × {base}.",
    cure="Add base CALs, or name under 'owned:' those that the customer has. An additive CAL counts only beside its base CAL.",
    sources=("pt-ws-mca", "kb-jirislof"),
)
ADDITIVE_MIXED = info(
    "LC-CHECK-ADDITIVE-MIXED",
    "The quote has {wanted} × {licence} beside {there} × {base}, one per user and the other per device.",
    cure="This suffices only where those users work on these devices alone. Otherwise add base CALs of the same kind.",
    sources=("pt-ws-mca", "kb-jirislof"),
)
CAL_OLDER = warning(
    "LC-CHECK-CAL-OLDER",
    "{cal} ({found}) is older than {server}.",
    cure="Quote a CAL of the server's version or newer.",
    sources=("o365hq-cal",),
)
NO_CAL = warning(
    "LC-CHECK-NO-CAL",
    "{server} is quoted without any {licence}.",
    cure="Add CALs for the users or devices, or write `owned: [{id}]` if the customer has them.",
    sources=("pt-ws-mca", "pt-sql-mca", "kb-jirislof"),
)
CORES = warning(
    "LC-CHECK-CORES",
    "{cores} core licences of {what} are fewer than any server needs ({minimum}).",
    cure="Count them with `licensectl size`, or write `owned: [{product}]` if they add to others.",
    sources=("ws2025-guide", "LSWS", "SQLM"),
)
CORES_SERVERS = warning(
    "LC-CHECK-CORES-SERVERS",
    "The quote has {cores} core licences of {what}, and the servers of the request need {needed}.",
    cure="Count them with `licensectl size`, or correct 'servers:'.",
    sources=("ws2025-guide", "LSWS", "SQLM"),
)
CORES_SPARE = info(
    "LC-CHECK-CORES-SPARE",
    "The quote has {cores} core licences of {what}, {spare} more than the servers of the request need ({needed}).",
    cure="Leave packs out, or correct 'servers:'.",
    sources=("ws2025-guide", "LSWS", "SQLM"),
)
PACKS = info(
    "LC-CHECK-PACKS",
    "{what}: {small} packs of 2 cores hold {large} times the cores of a 16-core pack.",
    cure="Compare the prices of both.",
    sources=("LSWS",),
)
PACKS_DEARER = info(
    "LC-CHECK-PACKS-DEARER",
    "{what}: at the cost prices of your sheet, the same core licences cost {saved} {currency} less as {mix}.",
    cure="Quote them as {mix}. The size of the pack does not change the licence.",
    sources=("kb-jirislof", "samexpert-packs"),
)
DATACENTER = warning(
    "LC-CHECK-DATACENTER",
    "The core licences for these virtual machines cost {quoted}. With Datacenter on {servers} they cost {cheaper}.",
    cure="Quote Datacenter for those servers, which allows any number of machines with one set of core licences. "
    "`licensectl size windows-server --edition cheapest` counts the packs.",
    sources=("ws2025-guide", "bluesolutions-ws2016"),
)
SUPPORT_ENDED = warning(
    "LC-CHECK-SUPPORT-ENDED",
    "{title}: support ended on {last}.",
    cure="Quote a newer generation, or tell the customer.",
    sources=("eol",),
)
SUPPORT_SUBSCRIPTION = warning(
    "LC-CHECK-SUPPORT-NO-PERPETUAL",
    "{title}: support ended on {last}, and its successor {newer} needs {what}.",
    cure="No newer perpetual version is sold. Quote the successor in Open Value or an Enterprise Agreement, or a subscription that "
    "includes the right to use it. Otherwise tell the customer that {title} is no longer supported.",
    sources=("EXCH-SE", "eol"),
)
SUPPORT_NO_NEWER = warning(
    "LC-CHECK-SUPPORT-LAST",
    "{title}: support ended on {last}, and no newer perpetual generation is in the catalogue.",
    cure="Tell the customer, or look for a subscription.",
    sources=("eol",),
)
SUPPORT_ENDS = info(
    "LC-CHECK-SUPPORT-ENDS",
    "{title}: support ends on {last}.",
    cure="Tell the customer, or quote a newer generation.",
    sources=("eol",),
)
NOT_SOLD = warning(
    "LC-CHECK-NOT-SOLD",
    "{sku} ({title}) has a successor.",
    cure="Quote {successor} ({named}), or price it from a sheet that still has it.",
    sources=("csp-in-2026-08",),
)
NEWER = info(
    "LC-CHECK-NEWER",
    "{sku} ({title}) is still on the public list of {month}, and a newer generation has been released.",
    cure="Quote {successor} ({named}) unless the customer needs the older one.",
    sources=("csp-in-2026-08",),
)
NOT_LISTED = warning(
    "LC-CHECK-NOT-LISTED",
    "{sku} ({title}) is not on the newest public list ({month}), and no successor is known.",
    cure="Look for it in your price sheet before you promise it.",
    sources=("csp-in-2026-08",),
)
ESU_OVER = warning(
    "LC-CHECK-ESU-OVER",
    "{title}: year {year} ended about {until}.",
    cure="Quote the current year, with the earlier years.",
    sources=("ms-w10-esu", "eol"),
)
ESU_EARLIER = warning(
    "LC-CHECK-ESU-EARLIER",
    "{title}: year {year} needs as many licences of year {years}, because Extended Security Updates are cumulative.",
    cure="Add the earlier years, or list under 'owned:' those that the customer has.",
    sources=("easysam-esu", "ms-w10-esu"),
)
HOME_TO_PRO = warning(
    "LC-CHECK-HOME-TO-PRO",
    "{sku} is only for customers of {what}.",
    cure="Add the subscription, or write `owned: [{id}]`.",
    sources=("csp-in-2026-08",),
)
UPGRADE_ONLY = info(
    "LC-CHECK-UPGRADE",
    "{sku} is an upgrade: each device needs {what}.",
    cure="Check the devices and write `owned: [{id}]`, or quote Get Genuine Windows.",
    sources=("kb-jirislof",),
)
ESU_COVERAGE = warning(
    "LC-CHECK-ESU-COVERAGE",
    "{sku} needs {what}: perpetual licences alone do not qualify.",
    cure="Check the customer's agreement and write `owned: [{id}]`.",
    sources=("PC-2023-09",),
)
REQUIRES = warning(
    "LC-CHECK-REQUIRES",
    "{sku} needs {what}.",
    cure="Add it, or write `owned: [{id}]`.",
)
SEATS = warning(
    "LC-CHECK-SEATS",
    "The quote has {total} seats of {title}, but a customer may have at most {most}.",
    cure="Quote the enterprise edition.",
    sources=("OFF-APPS", "OFF-PLAN"),
)
MAXIMUM = info(
    "LC-CHECK-MAXIMUM",
    "{quantity} × {sku} is more than the {most} that one distributor's tool takes in one order.",
    cure="Ask the distributor, or split the order.",
    sources=("cloudblue-tool",),
)
REPEATED = warning(
    "LC-CHECK-REPEATED",
    "{quantity} × {sku} is quoted twice, also in {other}, with the same prices.",
    cure="Remove one of the lines if it was entered twice. If both are meant, a note tells them apart.",
)
OPEN_MINIMUM = warning(
    "LC-CHECK-OPEN-MINIMUM",
    "The quote has {count} licences, and an Open License agreement starts with {least} licences (not points; with Software Assurance "
    "each counts two).",
    cure="Add licences, or write `owned: [open-license-agreement]` for a later order.",
    sources=("macconnection", "bechtle-points", "msdn-count"),
)
NO_SA = warning(
    "LC-CHECK-NO-SA",
    "Program {program} has no Software Assurance.",
    cure="Quote Open Value, which includes it, or a subscription with equivalent rights. Run `licensectl compare programs csp open_value`.",
    sources=("PC-2021-05", "CSP-ADN"),
)
SEGMENT = warning(
    "LC-CHECK-SEGMENT",
    "Segment {segment} is not for this customer ({what}).",
    cure="The customer may buy: {may}.",
    sources=("PC-SPECIAL",),
)
QUALIFICATION = warning(
    "LC-CHECK-QUALIFICATION",
    "'{id}' is not a valid qualification.",
    cure="Expected one of: {known}.",
)
OWNED = warning(
    "LC-CHECK-OWNED",
    "'{id}' is not a valid entry of owned.",
    cure="Expected the id of an access licence, product, SKU or condition. Similar ids: {near}.",
)
NO_VM_RIGHTS = warning(
    "LC-CHECK-NO-VM-RIGHTS",
    "SQL Server {edition} licensed by the host's physical cores may not run in virtual machines ({vms} planned).",
    cure="Quote server licences and CALs, Enterprise with one core licence per virtual machine, or Software Assurance or a subscription.",
    sources=("servicenow-sql", "kb-jirislof"),
)
