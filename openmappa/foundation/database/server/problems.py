"""What the embedded server refuses, in words for the person at the terminal."""


class UnableToStart(RuntimeError):
    """The embedded PostgreSQL could not be started or stopped; the message says why and what to do."""
