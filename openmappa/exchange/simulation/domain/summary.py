"""What a simulation made, so that whoever loads it knows what to expect."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Summary:
    """
    One simulated caseload.

    `folders` are the extract folders by area number. `counted` and `not_counted` say how many people are in
    each situation (the values of `Situation`, and `category_4`, of whom an area's published table counts none).
    `not_counted` also says how many decoys there are of each kind of event, by the names that `Decoys` gives.
    `cells` says how many people the rule counts, by responsible area, category and level, Category 4 included.
    `fields` holds what the annual return should say of an area, by the names of its fields, for an area whose
    year was planned. Of serious further offences and case reviews, which no area's report prints, the numbers
    are this project's own choice. `differences` are the keys (source_id) of the people whose recorded category is
    not the one that follows from their recorded facts, by kind: of nobody else's.
    """

    snapshot: date
    data_as_at: date
    folders: Mapping[int, Path]
    people: int
    rows: Mapping[str, int]
    counted: Mapping[str, int]
    not_counted: Mapping[str, int]
    cells: Mapping[tuple[int, int, int], int]
    fields: Mapping[int, Mapping[str, int]]
    differences: Mapping[str, Sequence[str]]
