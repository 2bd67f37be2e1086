"""The embedded PostgreSQL server: a database of its own in a folder, with nothing to install or administer.

``start`` gives every process that asks for the same folder the same running server; the last one to leave
stops it. Passwords everywhere, this machine only. docs/reference/embedded-database.md tells how it behaves
in a crash, as root and beside other servers. The package knows no Django and none of the product's tables.
"""

from gvi.database.embedded.errors import ServerError
from gvi.database.embedded.secrets_file import ROLES, Secrets
from gvi.database.embedded.server import Server, erase, start, stop

__all__ = ["ROLES", "Secrets", "Server", "ServerError", "erase", "start", "stop"]
