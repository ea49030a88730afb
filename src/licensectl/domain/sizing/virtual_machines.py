"""Licensing by virtual machine: only with Software Assurance or a subscription, so never with perpetual CSP licences."""

from msgspec import Struct

from licensectl.core.text import listed
from licensectl.domain.sizing import messages
from licensectl.domain.sizing.cals import AccessNeeds, CalCount, count_cals
from licensectl.domain.sizing.candidates import Shelf
from licensectl.domain.sizing.cores import core_licences, pack_step
from licensectl.domain.sizing.model import Licence, Sizing, Step
from licensectl.domain.sizing.rules import Figures
from licensectl.domain.sizing.sql import uncounted
from licensectl.domain.sizing.windows import BASE
from licensectl.errors import RefusedError

FAMILIES = {
    "windows-server": ("Windows Server", "ws-vm-minimum", "ws-vm-customer-minimum"),
    "sql-server": ("SQL Server", "sql-vm-minimum", ""),
}
# Rules with the first version that needs Software Assurance for it.
SINCE = {"sql-server": "sql-vm-sa-version"}


class MachinesQuestion(Struct, frozen=True, kw_only=True):
    """Virtual machines by their virtual cores, and who has access; `with_sa` with Software Assurance or a subscription."""

    product: str
    edition: str
    machines: list[int]
    access: AccessNeeds = AccessNeeds()
    with_sa: bool = True


def needs_sa(product: str, version: str | None, figures: Figures) -> bool:
    """Return True if licences of this version by virtual machine need Software Assurance or a subscription."""
    since = figures.get(SINCE.get(product, ""))
    return since is None or not (version or "").isdigit() or int(version or 0) >= since


def refuse_without_sa(by_vm: bool, mobility: bool, with_sa: bool) -> None:
    """Raise RefusedError if something needs Software Assurance and the licences have none; the message names the alternative."""
    if with_sa:
        return
    asked = [message for message, wanted in ((messages.BY_VM_NEEDS_SA, by_vm), (messages.MOBILITY_NEEDS_SA, mobility)) if wanted]
    if asked:
        raise RefusedError(*(message.at() for message in asked))


def size_machines(question: MachinesQuestion, figures: Figures, shelf: Shelf) -> Sizing:
    """Return the core licences for virtual machines of so many virtual cores, and the CALs of Windows Server for their users.

    Licences with Software Assurance are other SKUs than the perpetual ones of the catalogue: none is named.
    """
    product, edition, machines, access = question.product, question.edition, question.machines, question.access
    family, minimum, customer = FAMILIES[product]
    least = figures[minimum]
    each = [max(least, cores) for cores in machines]
    cores = max(figures[customer] if customer else 0, sum(each))
    if question.with_sa:
        packs = [Licence(metric="2-core pack", pack_size=2, quantity=-(-cores // 2), title=f"{family} {edition} (2-core pack, SA)")]
    else:
        packs = core_licences(cores, family, edition, "2-core", shelf)
    windows = customer != ""
    cals = count_cals(BASE, access, shelf) if windows else CalCount([], [], [], uncounted(access))
    steps = [Step("machine", f"max({least}, {cores})", max(least, cores), minimum) for cores in dict.fromkeys(machines)]
    steps.append(Step("core licences", listed(each, 8, " + "), sum(each), minimum))
    if customer:
        steps.append(Step("customer", f"max({figures[customer]}, {sum(each)})", cores, customer))
    return Sizing(
        product=product,
        generation=_generation(packs, shelf) or family,
        edition=edition,
        model="virtual machine",
        core_licenses=cores,
        licenses=[*packs, *cals.licenses],
        steps=[*steps, pack_step(cores, packs), *cals.steps],
        problems=[*([messages.NO_SA_SKU.at()] if question.with_sa else []), *cals.problems],
    )


def _generation(packs: list[Licence], shelf: Shelf) -> str | None:
    """Return the title of the product of the packs, None for those without a SKU."""
    found = shelf.catalog.find(packs[0].sku) if packs and packs[0].sku else None
    return shelf.catalog.products[shelf.catalog.skus[found[0]].product].title if found else None
