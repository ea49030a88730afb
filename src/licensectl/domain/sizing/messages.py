"""Messages about sizing: servers, counts, models, Software Assurance."""

from licensectl.errors import Message

SERVER = Message(
    "LC-SIZE-SERVER",
    "'{value}' is not a valid server",
    "'{value}' non è un server valido",
    cure_en="write whole processors x cores of each, as 2x10, or 4:2x10 for four such (at most {sockets} processors of {cores} cores)",
    cure_it="scrivere processori interi x core di ciascuno, come 2x10, o 4:2x10 per quattro uguali "
    "(al massimo {sockets} processori da {cores} core)",
)
NO_SERVER = Message(
    "LC-SIZE-NO-SERVER",
    "no server to license",
    "nessun server da coprire con licenza",
    cure_en="give at least one --server as processors x cores of each, as 2x12",
    cure_it="indicare almeno un --server come processori x core di ciascuno, come 2x12",
)
VM_CORES = Message(
    "LC-SIZE-VM-CORES",
    "'{value}' is not a valid virtual machine",
    "'{value}' non è una macchina virtuale valida",
    cure_en="write its virtual cores, as 8 or 3:8 for three machines of eight (1 to {cores})",
    cure_it="scrivere i suoi core virtuali, come 8 o 3:8 per tre macchine da otto (da 1 a {cores})",
)
VMS_COUNT = Message(
    "LC-SIZE-VMS",
    "{vms} figures of virtual machines for {servers} servers",
    "{vms} numeri di macchine virtuali per {servers} server",
    cure_en="give --vms once for all servers, or once for each --server",
    cure_it="indicare --vms una volta per tutti i server, o una volta per ogni --server",
)
COUNT = Message(
    "LC-SIZE-COUNT",
    "{option}: {value} is not possible",
    "{option}: {value} non è possibile",
    cure_en="give a whole number from 0 to {most}",
    cure_it="indicare un numero intero da 0 a {most}",
)
NOBODY = Message(
    "LC-SIZE-NOBODY",
    "nobody has access: users and devices are both 0",
    "nessuno ha accesso: utenti e dispositivi sono entrambi 0",
    cure_en="give --users or --devices",
    cure_it="indicare --users o --devices",
)
MORE_THAN_BASE = Message(
    "LC-SIZE-ADDITIVE",
    "{some} {unit} with {licence}, but only {every} {unit} in all",
    "{some} {unit} con {licence}, ma solo {every} {unit} in tutto",
    cure_en="an additive licence counts only beside its base: raise the number of all",
    cure_it="una licenza aggiuntiva vale solo accanto alla base: aumentare il numero totale",
    sources=("kb-jirislof",),
)
CALS_NEED = Message(
    "LC-SIZE-CALS",
    "--cals {cals} needs {option}",
    "--cals {cals} richiede {option}",
    cure_en="give {option}, or use --cals auto",
    cure_it="indicare {option}, o usare --cals auto",
)
BOTH_COUNTED = Message(
    "LC-SIZE-BOTH",
    "{users} users and {devices} devices are both counted, a CAL each",
    "{users} utenti e {devices} dispositivi sono contati entrambi, una CAL ciascuno",
    cure_en="if the users work on these devices alone, --cals auto takes the cheaper of {user_option} and {device_option}; "
    "--cals both confirms the count",
    cure_it="se gli utenti lavorano solo su questi dispositivi, --cals auto sceglie il più economico tra {user_option} e {device_option}; "
    "--cals both conferma il conteggio",
    severity="warning",
    sources=("pt-ws-mca", "kb-jirislof"),
)
NO_ADDITIVE = Message(
    "LC-SIZE-NO-ADDITIVE",
    "{product} has no additive licence '{name}'",
    "{product} non ha una licenza aggiuntiva '{name}'",
    cure_en="it has: {known}",
    cure_it="ha: {known}",
)
CORE_ONLY = Message(
    "LC-SIZE-CORE-ONLY",
    "SQL Server {edition} is not licensed by server and CAL",
    "SQL Server {edition} non prevede il modello server e CAL",
    cure_en="use --model core; Standard has both models",
    cure_it="usare --model core; Standard prevede entrambi i modelli",
    sources=("pt-sql-mca", "kb-jirislof"),
)
BY_VM_NEEDS_SA = Message(
    "LC-SIZE-BY-VM",
    "licensing by virtual machine needs Software Assurance or a subscription, which perpetual licences in CSP do not have",
    "la licenza per macchina virtuale richiede Software Assurance o abbonamento, che le licenze perpetue in CSP non hanno",
    cure_en="license all physical cores of the host (--server with --vms: Windows Server, or SQL Server Enterprise with one virtual "
    "machine per core licence), SQL Server Standard by server and CAL, or buy in Open Value or as a subscription and count with --with-sa",
    cure_it="coprire con licenza tutti i core fisici dell'host (--server con --vms: Windows Server, oppure SQL Server Enterprise con una "
    "macchina virtuale per licenza core), SQL Server Standard per server e CAL, oppure acquistare in Open Value o in abbonamento e contare "
    "con --with-sa",
    sources=("ws2025-guide", "kb-jirislof", "redress-sql"),
)
NO_VM_RIGHTS = Message(
    "LC-SIZE-NO-VM-RIGHTS",
    "SQL Server {edition} licensed by the host's physical cores may not run in virtual machines ({vms} asked for)",
    "SQL Server {edition} con licenza sui core fisici dell'host non può essere eseguito in macchine virtuali ({vms} richieste)",
    cure_en="use --model server-cal, --edition enterprise (one virtual machine per core licence), or Software Assurance or a subscription "
    "with --vm-cores N --with-sa",
    cure_it="usare --model server-cal, --edition enterprise (una macchina virtuale per licenza core), oppure Software Assurance o "
    "abbonamento con --vm-cores N --with-sa",
    sources=("servicenow-sql", "kb-jirislof"),
)
MOBILITY_NEEDS_SA = Message(
    "LC-SIZE-MOBILITY",
    "licence mobility needs Software Assurance or a subscription, which perpetual licences in CSP do not have",
    "la mobilità delle licenze richiede Software Assurance o abbonamento, che le licenze perpetue in CSP non hanno",
    cure_en="license every host a machine may move to for all machines it may then carry (a licence may be reassigned once in 90 days), "
    "or buy in Open Value or as a subscription",
    cure_it="coprire con licenza ogni host su cui una macchina può spostarsi, per tutte le macchine che potrà ospitare (una licenza si "
    "riassegna una volta ogni 90 giorni), oppure acquistare in Open Value o in abbonamento",
    sources=("kb-jirislof",),
)
CAPACITY = Message(
    "LC-SIZE-CAPACITY",
    "one instance of SQL Server {version} {edition} uses at most {most} cores of a server; {server} has {cores}",
    "un'istanza di SQL Server {version} {edition} usa al massimo {most} core di un server; {server} ne ha {cores}",
    cure_en="size Enterprise (--edition enterprise), which has no such limit, or smaller servers",
    cure_it="dimensionare Enterprise (--edition enterprise), che non ha questo limite, o server più piccoli",
    severity="warning",
    sources=("sql-docs-2025", "sql-docs-2022"),
)
NO_SA_SKU = Message(
    "LC-SIZE-NO-SKU",
    "licences with Software Assurance have no SKU in the catalogue of perpetual software",
    "le licenze con Software Assurance non hanno SKU nel catalogo del software perpetuo",
    cure_en="order them in Open Value or as a subscription",
    cure_it="ordinarle in Open Value o in abbonamento",
    severity="warning",
)
NO_SKU = Message(
    "LC-SIZE-SKU",
    "no SKU of {title} is in the catalogue for program {program}",
    "nessuno SKU di {title} è in catalogo per il programma {program}",
    cure_en="look in your price sheet, or choose another --version or --program",
    cure_it="cercare nel proprio listino, o scegliere un'altra --version o --program",
    severity="warning",
)
NO_PRICE = Message(
    "LC-SIZE-PRICE",
    "no price is at hand for: {titles}",
    "nessun prezzo disponibile per: {titles}",
    cure_en="the sum is left out; add the rows to the price sheet, or choose another --market, --currency or --segment",
    cure_it="la somma è omessa; aggiungere le righe al listino, o scegliere un altro --market, --currency o --segment",
    severity="warning",
)
NO_VERSION = Message(
    "LC-SIZE-NO-VERSION",
    "no generation of {family} is in the catalogue for program {program} on {day}",
    "nessuna generazione di {family} è in catalogo per il programma {program} al {day}",
    cure_en="choose a later --as-of; generations released after that day: {known}",
    cure_it="scegliere un --as-of successivo; generazioni uscite dopo quel giorno: {known}",
)
LATER_VERSION = Message(
    "LC-SIZE-LATER-VERSION",
    "{family} {version} was released on {released}, after {day}",
    "{family} {version} è uscito il {released}, dopo il {day}",
    cure_en="choose --as-of {released} or later, or an earlier --version",
    cure_it="scegliere --as-of {released} o successivo, oppure una --version precedente",
)
CONNECTOR_PUBLIC = Message(
    "LC-SIZE-CONNECTOR",
    "no prices of your own for CALs and External Connector; at the public prices of {month} (market {market}) the connector costs less "
    "from {users} external users",
    "nessun prezzo proprio per CAL ed External Connector; ai prezzi pubblici del {month} (mercato {market}) il connector costa meno da "
    "{users} utenti esterni",
    cure_en="add both to your price sheet to compare at your prices",
    cure_it="aggiungere entrambi al proprio listino per confrontare ai propri prezzi",
    severity="info",
)
USUAL_DATACENTER = Message(
    "LC-SIZE-DATACENTER",
    "{vms} virtual machines on one host: Datacenter usually costs less above {usual}",
    "{vms} macchine virtuali su un host: di solito Datacenter costa meno sopra le {usual}",
    cure_en="compare at your prices with --prices",
    cure_it="confrontare ai propri prezzi con --prices",
    severity="info",
    sources=("bluesolutions-ws2016",),
)
NO_FIGURE = Message(
    "LC-SIZE-FIGURE",
    "rule {rule} has no figure on {day}",
    "la regola {rule} non ha un valore al {day}",
    cure_en="add a value in sizing.yaml; see explain {rule}",
    cure_it="indicarlo in sizing.yaml; si veda explain {rule}",
)
