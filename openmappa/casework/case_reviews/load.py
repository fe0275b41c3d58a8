"""Where the extract table of this room goes."""

from openmappa.casework.case_reviews.extract import REVIEWS
from openmappa.casework.case_reviews.models import SeriousCaseReview
from openmappa.foundation.access.load import Target

TARGETS = (Target(REVIEWS, SeriousCaseReview),)
