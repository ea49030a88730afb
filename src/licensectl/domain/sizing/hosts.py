"""Servers as options give them: `2x10` is two processors of ten cores, `4:2x10` four such servers."""

import re

from msgspec import Struct

from licensectl.domain.sizing import messages
from licensectl.domain.sizing.rules import Figures
from licensectl.errors import UsageError

SERVER = re.compile(r"(?:(\d{1,6}):)?(\d{1,6})[xX×](\d{1,6})", re.ASCII)
VM_CORES = re.compile(r"(?:(\d{1,6}):)?(\d{1,6})", re.ASCII)
# More than any machine has: larger figures are typing errors.
MOST_SOCKETS = 64
MOST_CORES = 1024
MOST_SERVERS = 10_000
MOST_VMS = 100_000


class Host(Struct, frozen=True):
    """One physical server and the virtual machines on it; 0 is a server without any."""

    sockets: int
    cores_per_socket: int
    vms: int = 0

    def cores(self, processor_minimum: int, server_minimum: int = 0) -> int:
        """Return the core licences of one full set: every physical core, with the minimums per processor and server."""
        return max(server_minimum, self.sockets * max(processor_minimum, self.cores_per_socket))


def windows_cores(host: Host, figures: Figures) -> int:
    """Return the core licences of one full set of Windows Server for `host`."""
    return host.cores(figures["ws-processor-minimum"], figures["ws-server-minimum"])


def parse_hosts(written: list[str], vms: list[int]) -> list[Host]:
    """Return every server, one by one; `vms` is one figure for all or one for each server given. Raises UsageError if one is invalid."""
    if len(vms) not in (0, 1, len(written)):
        raise UsageError(messages.VMS_COUNT.at(servers=len(written), vms=len(vms)))
    wrong = [number for number in vms if not 0 <= number <= MOST_VMS]
    if wrong:
        raise UsageError(messages.COUNT.at(option="--vms", value=wrong[0], most=MOST_VMS))
    each = vms if len(vms) == len(written) else vms * len(written) or [0] * len(written)
    hosts = [host for text, number in zip(written, each, strict=True) for host in parse_host(text, number)]
    if len(hosts) > MOST_SERVERS:
        raise UsageError(messages.COUNT.at(option="--server", value=len(hosts), most=MOST_SERVERS))
    return hosts


def parse_host(text: str, vms: int = 0) -> list[Host]:
    """Return the servers of one option. Raises UsageError if it has half cores, no processor or more than any machine has."""
    match = SERVER.fullmatch(text.strip())
    count, sockets, cores = (int(part) for part in (match[1] or "1", match[2], match[3])) if match else (0, 0, 0)
    if not (1 <= count <= MOST_SERVERS and 1 <= sockets <= MOST_SOCKETS and 1 <= cores <= MOST_CORES):
        raise UsageError(messages.SERVER.at(value=text, sockets=MOST_SOCKETS, cores=MOST_CORES))
    return [Host(sockets, cores, vms)] * count


def parse_vm_cores(written: list[str]) -> list[int]:
    """Return the virtual cores of each machine: `8`, or `3:8` for three machines of eight."""
    found: list[int] = []
    for text in written:
        match = VM_CORES.fullmatch(text.strip())
        count, cores = (int(match[1] or "1"), int(match[2])) if match else (0, 0)
        if not (1 <= count <= MOST_SERVERS and 1 <= cores <= MOST_CORES):
            raise UsageError(messages.VM_CORES.at(value=text, cores=MOST_CORES))
        found += [cores] * count
    return found
