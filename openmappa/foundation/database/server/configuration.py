"""How the embedded server is set: a private unix socket, passwords, room for loads of millions of rows."""

import os
from pathlib import Path

INCLUDED = "openmappa.conf"

SETTINGS: dict[str, str] = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "password_encryption": "'scram-sha-256'",
    "shared_buffers": "512MB",
    "effective_cache_size": "2GB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "autovacuum": "on",
    "jit": "off",
    "fsync": "on",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "lc_messages": "'C'",
    # Statements, parameters and details of errors name people: the log keeps none of them.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_statement": "none",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}

# Only for clusters that a test throws away: a crash of the machine would lose them.
FAST: dict[str, str] = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

# Parallel queries share memory here; containers often give it 64 MB, which they outgrow.
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108
ENOUGH_SHARED_MEMORY = 256 * 1024 * 1024


def write(cluster: Path, *, sockets: Path, fast: bool) -> None:
    """Write the server's settings into its cluster, for the next start."""
    settings = SETTINGS | (FAST if fast else {})
    settings["unix_socket_directories"] = "'" + str(sockets).replace("'", "''") + "'"
    settings["dynamic_shared_memory_type"] = "posix" if _shared_memory_is_enough() else "mmap"
    lines = [f"{name} = {value}\n" for name, value in sorted(settings.items())]
    (cluster / INCLUDED).write_text("# Written at every start.\n" + "".join(lines))


def include(cluster: Path) -> None:
    """Make a new cluster read the settings."""
    with (cluster / "postgresql.conf").open("a") as file:
        file.write(f"\ninclude = '{INCLUDED}'\n")


def _shared_memory_is_enough() -> bool:
    if not SHARED_MEMORY.is_dir():
        return True
    room = os.statvfs(SHARED_MEMORY)
    return room.f_blocks * room.f_frsize >= ENOUGH_SHARED_MEMORY


def initdb_options(*, major: int, password_file: Path, admin: str) -> list[str]:
    """Return initdb's options; the order of text is PostgreSQL's own, which no system update changes."""
    options = [
        f"--username={admin}",
        f"--pwfile={password_file}",
        "--auth-local=scram-sha-256",
        "--auth-host=scram-sha-256",
        "--data-checksums",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-instructions",
    ]
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return options + (builtin if major >= 17 else [])
