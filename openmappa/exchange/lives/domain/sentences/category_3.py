"""Offences that show that a person may cause serious harm, with sentences that bring no other category."""

from random import Random

from openmappa.exchange.lives.domain.chance import between, one_of
from openmappa.exchange.lives.domain.sentences import offences
from openmappa.exchange.lives.domain.sentences.facts import Basis, Sentence, half
from openmappa.statute.vocabulary.disposals import Disposal
from openmappa.statute.vocabulary.limbs import Limb

_KINDS = (
    Disposal.IMPRISONMENT,
    Disposal.IMPRISONMENT,
    Disposal.SUSPENDED_SENTENCE,
    Disposal.COMMUNITY_ORDER,
    Disposal.CAUTION,
)


def sentence(random: Random) -> Sentence:
    """Return a sentence of less than 12 months, a community order or a caution (CJA 2003 s.325(2)(b))."""
    kind = one_of(random, _KINDS)
    months = {
        Disposal.IMPRISONMENT: between(random, 4, 11),
        Disposal.SUSPENDED_SENTENCE: between(random, 6, 11),
        Disposal.COMMUNITY_ORDER: 18,
    }.get(kind, 0)
    return Sentence(
        offences=offences.CAPABLE_OF_SERIOUS_HARM,
        disposal=kind.value,
        limbs=(Limb.CATEGORY_3.value,),
        basis=Basis.SENTENCE,
        months=months,
        served=half(months) if kind is Disposal.IMPRISONMENT else 0,
        result="cautioned" if kind is Disposal.CAUTION else "convicted",
    )
