"""What is recorded of who a person is: sex, ethnicity as stated, and kinds of names, identifiers and addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Sex(StrEnum):
    """A person's sex as recorded."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    NOT_KNOWN = "not_known"


class EthnicGroup(StrEnum):
    """The groups that the Ministry of Justice prints. Source: fields of the annual return."""

    ASIAN = "asian"
    BLACK = "black"
    MIXED = "mixed"
    WHITE = "white"
    OTHER = "other"
    NOT_STATED = "not_stated"
    UNKNOWN = "unknown"


class Ethnicity(StrEnum):
    """
    The 19 groups of the 2021 Census of England and Wales, not stated, and unknown.

    Not stated is the person's own choice; unknown says that nothing is recorded.
    """

    ASIAN_BANGLADESHI = "asian_bangladeshi"
    ASIAN_CHINESE = "asian_chinese"
    ASIAN_INDIAN = "asian_indian"
    ASIAN_PAKISTANI = "asian_pakistani"
    ASIAN_OTHER = "asian_other"
    BLACK_AFRICAN = "black_african"
    BLACK_CARIBBEAN = "black_caribbean"
    BLACK_OTHER = "black_other"
    MIXED_WHITE_AND_ASIAN = "mixed_white_and_asian"
    MIXED_WHITE_AND_BLACK_AFRICAN = "mixed_white_and_black_african"
    MIXED_WHITE_AND_BLACK_CARIBBEAN = "mixed_white_and_black_caribbean"
    MIXED_OTHER = "mixed_other"
    WHITE_BRITISH = "white_british"
    WHITE_IRISH = "white_irish"
    WHITE_GYPSY_OR_IRISH_TRAVELLER = "white_gypsy_or_irish_traveller"
    WHITE_ROMA = "white_roma"
    WHITE_OTHER = "white_other"
    ARAB = "arab"
    ANY_OTHER = "any_other"
    NOT_STATED = "not_stated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class EthnicityWords:
    """An ethnicity in words, with the printed group that it is counted in."""

    name: str
    group: EthnicGroup


class NameKind(StrEnum):
    """What a name is to its bearer."""

    LEGAL = "legal"
    FORMER = "former"
    ALIAS = "alias"
    NICKNAME = "nickname"


class IdentifierKind(StrEnum):
    """Whose number it is."""

    PNC = "pnc"
    CRO = "cro"
    CRN = "crn"
    NOMIS = "nomis"
    VISOR = "visor"


class AddressKind(StrEnum):
    """What an address is to the person who lives or stays there."""

    MAIN = "main"
    SECONDARY = "secondary"
    APPROVED_PREMISES = "approved_premises"
    NO_FIXED_ABODE = "no_fixed_abode"


SEXES: Mapping[Sex, str] = {
    Sex.FEMALE: "Female",
    Sex.MALE: "Male",
    Sex.OTHER: "Intersex or other",
    Sex.NOT_KNOWN: "Not known",
}
"""Every sex in words."""

ETHNIC_GROUPS: Mapping[EthnicGroup, str] = {
    EthnicGroup.ASIAN: "Asian or Asian British (includes Chinese)",
    EthnicGroup.BLACK: "Black or Black British",
    EthnicGroup.MIXED: "Mixed",
    EthnicGroup.WHITE: "White",
    EthnicGroup.OTHER: "Other ethnic group (includes Arab)",
    EthnicGroup.NOT_STATED: "Not stated (refusal / prefer not to say)",
    EthnicGroup.UNKNOWN: "Unknown",
}
"""Every printed group, in the words and the order of print."""

ETHNICITIES: Mapping[Ethnicity, EthnicityWords] = {
    Ethnicity.ASIAN_BANGLADESHI: EthnicityWords(name="Bangladeshi", group=EthnicGroup.ASIAN),
    Ethnicity.ASIAN_CHINESE: EthnicityWords(name="Chinese", group=EthnicGroup.ASIAN),
    Ethnicity.ASIAN_INDIAN: EthnicityWords(name="Indian", group=EthnicGroup.ASIAN),
    Ethnicity.ASIAN_PAKISTANI: EthnicityWords(name="Pakistani", group=EthnicGroup.ASIAN),
    Ethnicity.ASIAN_OTHER: EthnicityWords(name="Any other Asian background", group=EthnicGroup.ASIAN),
    Ethnicity.BLACK_AFRICAN: EthnicityWords(name="African", group=EthnicGroup.BLACK),
    Ethnicity.BLACK_CARIBBEAN: EthnicityWords(name="Caribbean", group=EthnicGroup.BLACK),
    Ethnicity.BLACK_OTHER: EthnicityWords(name="Any other Black background", group=EthnicGroup.BLACK),
    Ethnicity.MIXED_WHITE_AND_ASIAN: EthnicityWords(name="White and Asian", group=EthnicGroup.MIXED),
    Ethnicity.MIXED_WHITE_AND_BLACK_AFRICAN: EthnicityWords(
        name="White and Black African", group=EthnicGroup.MIXED
    ),
    Ethnicity.MIXED_WHITE_AND_BLACK_CARIBBEAN: EthnicityWords(
        name="White and Black Caribbean", group=EthnicGroup.MIXED
    ),
    Ethnicity.MIXED_OTHER: EthnicityWords(
        name="Any other Mixed or multiple background", group=EthnicGroup.MIXED
    ),
    Ethnicity.WHITE_BRITISH: EthnicityWords(
        name="English, Welsh, Scottish, Northern Irish or British",
        group=EthnicGroup.WHITE,
    ),
    Ethnicity.WHITE_IRISH: EthnicityWords(name="Irish", group=EthnicGroup.WHITE),
    Ethnicity.WHITE_GYPSY_OR_IRISH_TRAVELLER: EthnicityWords(
        name="Gypsy or Irish Traveller", group=EthnicGroup.WHITE
    ),
    Ethnicity.WHITE_ROMA: EthnicityWords(name="Roma", group=EthnicGroup.WHITE),
    Ethnicity.WHITE_OTHER: EthnicityWords(name="Any other White background", group=EthnicGroup.WHITE),
    Ethnicity.ARAB: EthnicityWords(name="Arab", group=EthnicGroup.OTHER),
    Ethnicity.ANY_OTHER: EthnicityWords(name="Any other ethnic group", group=EthnicGroup.OTHER),
    Ethnicity.NOT_STATED: EthnicityWords(name="Not stated", group=EthnicGroup.NOT_STATED),
    Ethnicity.UNKNOWN: EthnicityWords(name="Unknown", group=EthnicGroup.UNKNOWN),
}
"""Every ethnicity in words, with its printed group."""

NAME_KINDS: Mapping[NameKind, str] = {
    NameKind.LEGAL: "Legal name",
    NameKind.FORMER: "Former name",
    NameKind.ALIAS: "Alias",
    NameKind.NICKNAME: "Nickname",
}
"""Every kind of name in words."""

IDENTIFIER_KINDS: Mapping[IdentifierKind, str] = {
    IdentifierKind.PNC: "PNC number",
    IdentifierKind.CRO: "CRO number",
    IdentifierKind.CRN: "Probation case reference number (CRN)",
    IdentifierKind.NOMIS: "Prison number (NOMIS)",
    IdentifierKind.VISOR: "ViSOR reference",
}
"""Every kind of identifier in words."""

ADDRESS_KINDS: Mapping[AddressKind, str] = {
    AddressKind.MAIN: "Main address",
    AddressKind.SECONDARY: "Secondary address",
    AddressKind.APPROVED_PREMISES: "Approved premises",
    AddressKind.NO_FIXED_ABODE: "No fixed abode: place where regularly found",
}
"""Every kind of address in words."""

POSTCODE = "[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}"
"""The pattern of a postcode as it is kept: in capitals, with one space."""
