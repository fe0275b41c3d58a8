"""Edits that break the code on purpose: each module `of_…` holds those of one subject."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from tests.mutations.edits import Edit


def every_edit() -> tuple[Edit, ...]:
    """Return the edits of all modules here, in order of their names: those in every tuple called `…_EDITS`."""
    modules = [
        import_module(f"{__name__}.{each.name}")
        for each in iter_modules(__path__)
        if each.name.startswith("of_")
    ]
    return tuple(
        edit
        for module in modules
        for name, edits in vars(module).items()
        if name.endswith("_EDITS")
        for edit in edits
        if isinstance(edit, Edit)
    )
