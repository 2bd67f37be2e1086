"""Start, use and stop the embedded server: what the rest of the product sees of it.

The lock file serialises everything that starts or stops; whoever comes second finds the work done. A server
outlives the process that started it as long as another one uses it.
"""

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path
from urllib.parse import quote

from gvi.database.embedded import cluster, users
from gvi.database.embedded.binaries import Binaries, find_binaries
from gvi.database.embedded.errors import ServerError
from gvi.database.embedded.locks import alone
from gvi.database.embedded.place import Place, delete_place, find_place, make_directory, make_place
from gvi.database.embedded.ports import LOCALHOST
from gvi.database.embedded.postmaster import launch, settled_port, shut_down
from gvi.database.embedded.secrets_file import FILE, ROLES, Secrets, create_secrets, load_secrets


@dataclass(frozen=True)
class Server:
    """A running server, as one of its users sees it."""

    place: Place
    port: int
    secrets: Secrets
    binaries: Binaries
    _user: FileIO = field(repr=False)

    def url(self, role: str, database: str) -> str:
        """The address for ``role`` (one of ``ROLES``) to ``database``, password included."""
        if role not in ROLES:
            raise ServerError(f"There is no role {role}; the roles are {', '.join(ROLES)}.")
        password = quote(self.secrets.passwords[role], safe="")
        return f"postgresql://{role}:{password}@{LOCALHOST}:{self.port}/{quote(database, safe='')}"

    def program(self, name: str) -> Path:
        """The full path of ``psql``, ``pg_dump``, ``pg_restore`` … of the server's own version."""
        return self.binaries.program(name)

    def release(self) -> None:
        """Stop using the server; the last user stops it. Called again, or at exit, it does nothing more."""
        atexit.unregister(self.release)
        if self._user.closed:
            return
        if not self.place.directory.exists():
            self._user.close()
            shut_down(self.place)
            return
        with alone(self.place.lock):
            self._user.close()
            if not users.anyone(self.place.users):
                shut_down(self.place)


def start(directory: Path, *, bindir: Path | None = None, fast: bool = False) -> Server:
    """Use the server in ``directory``, made and started if need be; released at exit, or by ``release``.

    ``bindir`` names other programs than the wheel's. ``fast`` (tests only) makes a server started by this
    call trade safety against power cuts for speed. Raises ``ServerError`` with what to do.
    """
    directory = make_directory(directory)
    with alone(directory / "lock"):
        place = make_place(directory)
        binaries = find_binaries(bindir, place.account)
        port = settled_port(place)
        secrets = _prepare(place, binaries, fast=fast)
        port = port or launch(place, binaries, fast=fast)
        server = Server(place, port, secrets, binaries, users.join(place.users))
    atexit.register(server.release)
    return server


def stop(directory: Path) -> None:
    """Stop the server in ``directory`` now, whoever uses it; nothing happens if it does not run."""
    with _existing(directory) as place:
        if place is not None:
            shut_down(place)


def erase(directory: Path) -> None:
    """Stop the server in ``directory`` and delete its database, passwords and log for good.

    The folder itself and its lock remain, so that a process that waits to start finds them.
    """
    with _existing(directory) as place:
        if place is not None:
            shut_down(place)
            delete_place(place)


@contextmanager
def _existing(directory: Path) -> Iterator[Place | None]:
    """The place of the server in ``directory`` under its lock, or None where none was ever started."""
    directory = directory.expanduser().resolve()
    if not (directory / "lock").exists():
        yield None
        return
    with alone(directory / "lock"):
        yield find_place(directory)


def _prepare(place: Place, binaries: Binaries, *, fast: bool) -> Secrets:
    """See that passwords and data folder are there and belong together."""
    known = (place.directory / FILE).exists()
    if place.data.exists():
        cluster.check_version(place, binaries)
        if not known:
            raise ServerError(
                f"{place.data} holds a database, but its passwords are gone: {place.directory / FILE} is missing. "
                "Put the file back from a copy, or erase the folder to begin anew."
            )
    secrets = load_secrets(place.directory) if known else create_secrets(place.directory)
    if not place.data.exists():
        cluster.create(place, binaries, secrets.passwords["postgres"], fast=fast)
    return secrets
