"""Terrorism offences, and how long the terrorism notification requirements then last."""

from random import Random

from openmappa.exchange.lives.domain.chance import between
from openmappa.exchange.lives.domain.sentences import offences
from openmappa.exchange.lives.domain.sentences.facts import Basis, Sentence, two_thirds
from openmappa.statute.vocabulary.disposals import Disposal
from openmappa.statute.vocabulary.limbs import Limb

_LIMBS = (Limb.CATEGORY_4_NOTIFICATION.value, Limb.CATEGORY_4_CONVICTION.value)


def sentence(random: Random) -> Sentence:
    """Return a sentence of 12 months or more; notification for 10, 15 or 30 years from release (CTA 2008 s.53)."""
    months = between(random, 14, 132)
    years = 10 if months < 60 else 15 if months < 120 else 30
    return Sentence(
        offences=offences.TERRORISM,
        disposal=Disposal.IMPRISONMENT.value,
        limbs=_LIMBS,
        basis=Basis.RELEASE,
        months=months,
        served=two_thirds(months),
        eligible_months=years * 12,
        supervised_months=months,
        ages=(18, 55),
    )
