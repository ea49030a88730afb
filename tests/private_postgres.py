"""A PostgreSQL server for the tests, on the loopback address and a free port, in a temporary folder that is removed with it."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

PREFIX, IN_USE = "licensectl-pg-", "in-use"
# Of the run: a test may have its own, which the server's user cannot enter.
TEMPORARY = Path(tempfile.gettempdir())
PASSWORD = "s3cret/of@the:tests"
# Where Debian, Homebrew and Red Hat install the programs that are not on PATH.
PLACES = ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin", "/usr/pgsql-*/bin")


def binaries() -> Path | None:
    """Return the folder of initdb and pg_ctl of the newest release that is installed, or None."""
    on_path = shutil.which("pg_ctl")
    found = [folder for place in PLACES for folder in Path("/").glob(place[1:]) if (folder / "initdb").exists()]
    newest = sorted(found, key=lambda folder: [int(part) for part in folder.parts if part.isdigit()])
    return newest[-1] if newest else Path(os.path.realpath(on_path)).parent if on_path else None


def another_user() -> dict[str, str]:
    """Return the user that runs the server instead of root, which PostgreSQL refuses, as arguments of `subprocess.run`."""
    if os.name == "nt" or os.geteuid() != 0:
        return {}
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    name = next(name for name in ("postgres", "nobody", "daemon") if name in names)
    return {"user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": []}


class Cluster:
    """A server with one user, `licensectl`, that tests can stop and start."""

    def __init__(self, programs: Path, folder: Path, port: int) -> None:
        self.programs, self.folder, self.port = programs, folder, port

    def run(self, program: str, *arguments: str) -> None:
        said = self.folder / "said"
        with said.open("w") as out:
            # A file and not a pipe: the server inherits it and would keep a pipe open.
            ran = subprocess.run(
                [self.programs / program, *arguments], stdout=out, stderr=subprocess.STDOUT, cwd="/", check=False, **another_user()
            )
        if ran.returncode:
            raise RuntimeError(f"{program}: {said.read_text()}")

    def start(self) -> None:
        settings = {"listen_addresses": "127.0.0.1", "port": self.port, "unix_socket_directories": self.folder, "fsync": "off"}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        self.run("pg_ctl", "start", "-w", "-D", f"{self.folder}/data", "-l", f"{self.folder}/log", "-o", options)

    def stop(self, mode: str = "fast") -> None:
        self.run("pg_ctl", "stop", "-w", "-m", mode, "-D", f"{self.folder}/data")

    def url(self, database: str = "postgres", user: str = "licensectl", **options: str) -> str:
        """Return an address without the password, which is in PGPASSWORD."""
        more = "&".join(f"{name}={value}" for name, value in options.items())
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}{'?' + more if more else ''}"


def claimed(mark: Path) -> IO[str] | None:
    """Open the file `mark` and lock it until this process ends; return None if another process has it locked."""
    import fcntl

    file = mark.open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


def remove_abandoned(programs: Path) -> None:
    """Stop the servers of test runs that were killed, and remove their folders."""
    for mark in TEMPORARY.glob(f"{PREFIX}*/{IN_USE}"):
        # Two runs that begin at the same time may find the same folder.
        with contextlib.suppress(OSError):
            if lock := claimed(mark):
                with lock, contextlib.suppress(RuntimeError):
                    Cluster(programs, mark.parent, 0).stop("immediate")
                shutil.rmtree(mark.parent, ignore_errors=True)


@contextlib.contextmanager
def running(programs: Path) -> Iterator[Cluster]:
    """Start a new server; stop it and remove its folder at the end."""
    remove_abandoned(programs)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=TEMPORARY))
    lock = claimed(folder / "new")
    # Visible to other runs only when it is locked.
    (folder / "new").rename(folder / IN_USE)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        cluster = Cluster(programs, folder, free.getsockname()[1])
    try:
        (folder / "password").write_text(PASSWORD)
        if user := another_user():
            for path in (folder, folder / "password"):
                shutil.chown(path, user["user"])
        arguments = ("-D", f"{folder}/data", "-U", "licensectl", "-A", "scram-sha-256", "--pwfile", f"{folder}/password", "--no-sync")
        cluster.run("initdb", *arguments, "--encoding", "UTF8", "--no-locale")
        cluster.start()
        yield cluster
    finally:
        with contextlib.suppress(RuntimeError):
            cluster.stop("immediate")
        lock and lock.close()
        shutil.rmtree(folder, ignore_errors=True)
