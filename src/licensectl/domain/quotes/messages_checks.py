"""What the checks of a quote say: warnings and hints, none of which stops it."""

from licensectl.errors import Message

OTHER_PROGRAM = Message(
    "LC-CHECK-OTHER-PROGRAM",
    "{sku} is a number of {own}, the quote is of {program}",
    "{sku} è un codice di {own}, l'offerta è di {program}",
    cure_en="take the number of the product under {program}, or change program:",
    cure_it="prendere il codice del prodotto in {program}, oppure cambiare program:",
    severity="warning",
)
ADDITIVE = Message(
    "LC-CHECK-ADDITIVE",
    "{wanted} × {licence}, but {there} × {base}",
    "{wanted} × {licence}, ma {there} × {base}",
    cure_en="an additive CAL counts only beside its base CAL: add those, or name under owned: what the customer has",
    cure_it="una CAL aggiuntiva vale solo accanto alla sua CAL base: aggiungerle, o indicare sotto owned: ciò che il cliente ha già",
    severity="warning",
    sources=("pt-ws-mca", "kb-jirislof"),
)
CAL_OLDER = Message(
    "LC-CHECK-CAL-OLDER",
    "{cal} ({found}) is older than {server}",
    "{cal} ({found}) è precedente a {server}",
    cure_en="a CAL must be of the server's version or newer",
    cure_it="una CAL deve essere della versione del server o più recente",
    severity="warning",
    sources=("o365hq-cal",),
)
NO_CAL = Message(
    "LC-CHECK-NO-CAL",
    "{server} without any {licence}",
    "{server} senza alcuna {licence}",
    cure_en="add CALs for the users or devices, or say owned: [{id}] if the customer has them",
    cure_it="aggiungere le CAL per utenti o dispositivi, o indicare owned: [{id}] se il cliente le ha già",
    severity="warning",
    sources=("pt-ws-mca", "pt-sql-mca", "kb-jirislof"),
)
CORES = Message(
    "LC-CHECK-CORES",
    "{cores} core licences of {what} are fewer than any server needs ({minimum})",
    "{cores} licenze core di {what} sono meno di quante ne richieda qualsiasi server ({minimum})",
    cure_en="count them with size, or say owned: [{product}] if they add to others",
    cure_it="contarle con size, o indicare owned: [{product}] se si aggiungono ad altre",
    severity="warning",
    sources=("ws2025-guide", "LSWS", "SQLM"),
)
CORES_SERVERS = Message(
    "LC-CHECK-CORES-SERVERS",
    "{cores} core licences of {what}, but the servers of the request need {needed}",
    "{cores} licenze core di {what}, ma i server della richiesta ne richiedono {needed}",
    cure_en="count them with size, or correct servers:",
    cure_it="contarle con size, o correggere servers:",
    severity="warning",
    sources=("ws2025-guide", "LSWS", "SQLM"),
)
CORES_SPARE = Message(
    "LC-CHECK-CORES-SPARE",
    "{cores} core licences of {what}: {spare} more than the servers of the request need ({needed})",
    "{cores} licenze core di {what}: {spare} in più di quante ne richiedano i server della richiesta ({needed})",
    cure_en="leave packs out, or correct servers:",
    cure_it="togliere confezioni, o correggere servers:",
    severity="info",
    sources=("ws2025-guide", "LSWS", "SQLM"),
)
PACKS = Message(
    "LC-CHECK-PACKS",
    "{what}: {small} packs of 2 cores hold {large} times the cores of a 16-core pack",
    "{what}: {small} confezioni da 2 core contengono {large} volte i core di una confezione da 16",
    cure_en="compare the prices of both",
    cure_it="confrontare i prezzi delle due",
    severity="info",
    sources=("LSWS",),
)
PACKS_DEARER = Message(
    "LC-CHECK-PACKS-DEARER",
    "{what}: the same core licences cost {saved} {currency} less as {mix}",
    "{what}: le stesse licenze core costano {saved} {currency} in meno come {mix}",
    cure_en="a pack is a way of buying; at unit prices of your sheet",
    cure_it="la confezione è solo un modo di acquistare; ai prezzi d'acquisto del listino",
    severity="info",
    sources=("kb-jirislof", "samexpert-packs"),
)
DATACENTER = Message(
    "LC-CHECK-DATACENTER",
    "Standard for these virtual machines costs {standard}, Datacenter {datacenter}",
    "Standard per queste macchine virtuali costa {standard}, Datacenter {datacenter}",
    cure_en="quote Datacenter: any number of machines with one set of core licences",
    cure_it="offrire Datacenter: macchine senza limite con una sola serie di licenze core",
    severity="warning",
    sources=("ws2025-guide", "bluesolutions-ws2016"),
)
SUPPORT_ENDED = Message(
    "LC-CHECK-SUPPORT-ENDED",
    "{title}: support ended on {last}",
    "{title}: il supporto è terminato il {last}",
    cure_en="quote a newer generation, or tell the customer",
    cure_it="offrire una generazione più recente, o avvisare il cliente",
    severity="warning",
    sources=("eol",),
)
SUPPORT_SUBSCRIPTION = Message(
    "LC-CHECK-SUPPORT-NO-PERPETUAL",
    "{title}: support ended on {last}, and its successor {newer} needs {what}",
    "{title}: il supporto è terminato il {last} e il successore {newer} richiede {what}",
    cure_en="there is no newer perpetual generation: quote the successor in Open Value or an Enterprise Agreement, or a subscription that "
    "includes the access, or tell the customer",
    cure_it="non esiste una generazione perpetua più recente: offrire il successore in Open Value o Enterprise Agreement, oppure un "
    "abbonamento che comprende l'accesso, o avvisare il cliente",
    severity="warning",
    sources=("EXCH-SE", "eol"),
)
SUPPORT_NO_NEWER = Message(
    "LC-CHECK-SUPPORT-LAST",
    "{title}: support ended on {last}, and no newer perpetual generation is in the catalogue",
    "{title}: il supporto è terminato il {last} e in catalogo non c'è una generazione perpetua più recente",
    cure_en="tell the customer, or look for a subscription",
    cure_it="avvisare il cliente, o cercare un abbonamento",
    severity="warning",
    sources=("eol",),
)
SUPPORT_ENDS = Message(
    "LC-CHECK-SUPPORT-ENDS",
    "{title}: support ends on {last}",
    "{title}: il supporto termina il {last}",
    cure_en="tell the customer, or quote a newer generation",
    cure_it="avvisare il cliente, o offrire una generazione più recente",
    severity="info",
    sources=("eol",),
)
NOT_SOLD = Message(
    "LC-CHECK-NOT-SOLD",
    "{sku} ({title}) has been succeeded",
    "{sku} ({title}) ha un successore",
    cure_en="quote {successor} ({named}), or price it from a sheet that still holds it",
    cure_it="offrire {successor} ({named}), o prezzarlo da un listino che lo contenga ancora",
    severity="warning",
    sources=("csp-in-2026-08",),
)
NOT_LISTED = Message(
    "LC-CHECK-NOT-LISTED",
    "{sku} ({title}) is not on the newest public list ({month}), and no successor is known",
    "{sku} ({title}) non è nell'elenco pubblico più recente ({month}), e non si conosce un successore",
    cure_en="look for it in your price sheet before you promise it",
    cure_it="cercarlo nel proprio listino prima di prometterlo",
    severity="warning",
    sources=("csp-in-2026-08",),
)
ESU_OVER = Message(
    "LC-CHECK-ESU-OVER",
    "{title}: year {year} ended about {until}",
    "{title}: l'anno {year} è terminato intorno al {until}",
    cure_en="quote the year that is running, with the earlier years",
    cure_it="offrire l'anno in corso, con gli anni precedenti",
    severity="warning",
    sources=("ms-w10-esu", "eol"),
)
ESU_EARLIER = Message(
    "LC-CHECK-ESU-EARLIER",
    "{title}: year {year} needs the same number of year {years}, because Extended Security Updates are cumulative",
    "{title}: l'anno {year} richiede altrettante licenze dell'anno {years}, perché gli Extended Security Updates sono cumulativi",
    cure_en="add the earlier years, or list under owned: those that the customer has",
    cure_it="aggiungere gli anni precedenti, o indicare sotto owned: quelli che il cliente ha già",
    severity="warning",
    sources=("easysam-esu", "ms-w10-esu"),
)
HOME_TO_PRO = Message(
    "LC-CHECK-HOME-TO-PRO",
    "{sku} is only for customers of {what}",
    "{sku} è solo per clienti di {what}",
    cure_en="add the subscription, or say owned: [{id}]",
    cure_it="aggiungere l'abbonamento, o indicare owned: [{id}]",
    severity="warning",
    sources=("csp-in-2026-08",),
)
UPGRADE_ONLY = Message(
    "LC-CHECK-UPGRADE",
    "{sku} is an upgrade: each device needs {what}",
    "{sku} è un aggiornamento: ogni dispositivo richiede {what}",
    cure_en="check the devices and say owned: [{id}], or quote Get Genuine Windows",
    cure_it="controllare i dispositivi e indicare owned: [{id}], oppure offrire Get Genuine Windows",
    severity="info",
    sources=("kb-jirislof",),
)
ESU_COVERAGE = Message(
    "LC-CHECK-ESU-COVERAGE",
    "{sku} needs {what}: perpetual licences alone do not qualify",
    "{sku} richiede {what}: le sole licenze perpetue non bastano",
    cure_en="check the customer's agreement and say owned: [{id}]",
    cure_it="controllare il contratto del cliente e indicare owned: [{id}]",
    severity="warning",
    sources=("PC-2023-09",),
)
REQUIRES = Message(
    "LC-CHECK-REQUIRES",
    "{sku} needs {what}",
    "{sku} richiede {what}",
    cure_en="add it, or say owned: [{id}]",
    cure_it="aggiungerlo, o indicare owned: [{id}]",
    severity="warning",
)
SEATS = Message(
    "LC-CHECK-SEATS",
    "{total} seats of {title}, of which one customer may have {most}",
    "{total} postazioni di {title}, di cui un cliente può averne {most}",
    cure_en="quote the enterprise edition",
    cure_it="offrire l'edizione enterprise",
    severity="warning",
    sources=("OFF-APPS", "OFF-PLAN"),
)
MAXIMUM = Message(
    "LC-CHECK-MAXIMUM",
    "{sku}: {quantity} in one order, where one distributor's tool takes {most}",
    "{sku}: {quantity} in un ordine, dove lo strumento di un distributore ne accetta {most}",
    cure_en="ask the distributor, or split the order",
    cure_it="chiedere al distributore, o dividere l'ordine",
    severity="info",
    sources=("cloudblue-tool",),
)
OPEN_MINIMUM = Message(
    "LC-CHECK-OPEN-MINIMUM",
    "{count} licences: an Open License agreement starts with {least} licences (not points; with Software Assurance each counts two)",
    "{count} licenze: un contratto Open License inizia con {least} licenze (non punti; con Software Assurance ciascuna vale due)",
    cure_en="add licences, or say owned: [open-license-agreement] for a later order",
    cure_it="aggiungere licenze, o indicare owned: [open-license-agreement] per un ordine successivo",
    severity="warning",
    sources=("macconnection", "bechtle-points", "msdn-count"),
)
NO_SA = Message(
    "LC-CHECK-NO-SA",
    "program {program} has no Software Assurance",
    "il programma {program} non ha la Software Assurance",
    cure_en="Open Value brings it, a subscription brings equivalent rights; see compare programs csp open_value",
    cure_it="la porta Open Value, e un abbonamento porta diritti equivalenti; si veda compare programs csp open_value",
    severity="warning",
    sources=("PC-2021-05", "CSP-ADN"),
)
SEGMENT = Message(
    "LC-CHECK-SEGMENT",
    "segment {segment} is not for this customer ({what})",
    "il segmento {segment} non è per questo cliente ({what})",
    cure_en="it may buy: {may}",
    cure_it="può acquistare: {may}",
    severity="warning",
    sources=("PC-SPECIAL",),
)
QUALIFICATION = Message(
    "LC-CHECK-QUALIFICATION",
    "qualification '{id}' is not known",
    "la qualifica '{id}' non è nota",
    cure_en="known: {known}",
    cure_it="valori ammessi: {known}",
    severity="warning",
)
OWNED = Message(
    "LC-CHECK-OWNED",
    "owned: '{id}' is not known",
    "owned: '{id}' non è noto",
    cure_en="name an access licence, product, SKU or condition by its id; near: {near}",
    cure_it="indicare con il suo id una licenza di accesso, un prodotto, uno SKU o un requisito; vicini: {near}",
    severity="warning",
)
NO_VM_RIGHTS = Message(
    "LC-CHECK-NO-VM-RIGHTS",
    "SQL Server {edition} licensed by the host's physical cores may not run in virtual machines ({vms} planned)",
    "SQL Server {edition} con licenza sui core fisici dell'host non può essere eseguito in macchine virtuali ({vms} previste)",
    cure_en="quote server licences and CALs, Enterprise with one core licence per virtual machine, or Software Assurance or a subscription",
    cure_it="quotare licenze server e CAL, Enterprise con una licenza core per macchina virtuale, oppure Software Assurance o abbonamento",
    severity="warning",
    sources=("servicenow-sql", "kb-jirislof"),
)
