"""Put a file in its place whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


class UnableToWriteReport(OSError):
    """The report cannot be written to where it was asked for. The message says where."""


def put(path: Path, content: bytes) -> Path:
    """
    Write the file, and return its path. Whoever reads it meets the old one or the new one, never a part.

    :raises UnableToWriteReport: if it cannot be written
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            file.write(content)
        try:
            Path(file.name).chmod(0o644)
            os.replace(file.name, path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UnableToWriteReport(f"The report cannot be written to {path}: {error.strerror}.") from None
    return path
