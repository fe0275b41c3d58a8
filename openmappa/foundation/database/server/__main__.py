"""Starts, stops or reports on this checkout's server: python -m openmappa.foundation.database.server stop."""

import sys

from openmappa.foundation.database.server import Server, UnableToStart, default_folder


def main(word: str) -> int:
    """Do what the word says and return the exit code: 0 done, 1 refused or not running, 2 unknown word."""
    server = Server(default_folder())
    try:
        if word == "start":
            server.start()
        elif word == "stop":
            server.stop()
        elif word == "status":
            return 0 if server.status().running else 1
        else:
            sys.stderr.write("expected start, stop or status\n")
            return 2
    except UnableToStart as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
