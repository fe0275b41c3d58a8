"""The embedded PostgreSQL: a private server for one checkout or test, run without installing it."""

from openmappa.foundation.database.server.backup import UnableToBackUp, UnableToRestore
from openmappa.foundation.database.server.launcher import Running, Server, Status, default_folder
from openmappa.foundation.database.server.problems import UnableToStart

__all__ = [
    "Running",
    "Server",
    "Status",
    "UnableToBackUp",
    "UnableToRestore",
    "UnableToStart",
    "default_folder",
]
