"""The names, streets and places of people who do not exist, from lists of one a line in data/."""

from functools import cache
from importlib.resources import files

from openmappa.exchange.lives.domain.chance import drum
from openmappa.statute.vocabulary.persons import Ethnicity, Sex

ETHNICITIES = drum(
    {
        Ethnicity.WHITE_BRITISH.value: 640, Ethnicity.WHITE_IRISH.value: 10, Ethnicity.WHITE_ROMA.value: 4,
        Ethnicity.WHITE_GYPSY_OR_IRISH_TRAVELLER.value: 6, Ethnicity.WHITE_OTHER.value: 55,
        Ethnicity.ASIAN_BANGLADESHI.value: 14, Ethnicity.ASIAN_CHINESE.value: 3,
        Ethnicity.ASIAN_INDIAN.value: 18, Ethnicity.ASIAN_PAKISTANI.value: 24, Ethnicity.ASIAN_OTHER.value: 18,
        Ethnicity.BLACK_AFRICAN.value: 34, Ethnicity.BLACK_CARIBBEAN.value: 36, Ethnicity.BLACK_OTHER.value: 18,
        Ethnicity.MIXED_WHITE_AND_ASIAN.value: 6, Ethnicity.MIXED_WHITE_AND_BLACK_AFRICAN.value: 6,
        Ethnicity.MIXED_WHITE_AND_BLACK_CARIBBEAN.value: 16, Ethnicity.MIXED_OTHER.value: 8,
        Ethnicity.ARAB.value: 6, Ethnicity.ANY_OTHER.value: 14, Ethnicity.NOT_STATED.value: 34,
        Ethnicity.UNKNOWN.value: 30,
    }
)  # fmt: skip
"""The mix of the simulation, in thousandths: this project's own choice, not a statistic."""

SEXES_OF_SEXUAL = drum(
    {Sex.MALE.value: 985, Sex.FEMALE.value: 12, Sex.OTHER.value: 1, Sex.NOT_KNOWN.value: 2}
)
SEXES = drum({Sex.MALE.value: 925, Sex.FEMALE.value: 72, Sex.OTHER.value: 1, Sex.NOT_KNOWN.value: 2})


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the lines of a list, such as `family_names`."""
    place = files("openmappa.exchange.lives").joinpath("data", f"{name}.txt")
    return tuple(place.read_text(encoding="utf-8").splitlines())
