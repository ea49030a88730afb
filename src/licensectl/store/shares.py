"""Whether a file lies on a share of the network, where processes of several machines meet that share no memory."""

from pathlib import Path

MOUNTS = Path("/proc/self/mounts")
KINDS = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ceph", "fuse.glusterfs", "lustre", "gfs2", "ocfs2")


def is_shared(path: Path) -> bool:
    """By the mounts of Linux, or a Windows name that begins with a server; False where neither says."""
    if str(path).startswith(("\\\\", "//")):
        return True
    try:
        mounts = MOUNTS.read_text(errors="replace")
    except OSError:
        return False
    return kind_of_mount(path, mounts) in KINDS


def kind_of_mount(path: Path, mounts: str) -> str:
    """The kind of file system that an absolute path lies on, by lines as /proc/mounts has them: device, folder, kind, options."""
    folders = (line.split(" ")[1:3] for line in mounts.splitlines() if line.count(" ") > 1)
    # Blanks in a name are written as \040. Asked at every start: texts are compared, which takes a tenth of the time of paths.
    named = [(folder.replace("\\040", " ").rstrip("/") + "/", kind) for folder, kind in folders]
    above = [(len(folder), kind) for folder, kind in named if str(path).startswith(folder)]
    # Of two mounts on one folder the later hides the earlier.
    return max(reversed(above), default=(0, ""), key=lambda one: one[0])[1]
