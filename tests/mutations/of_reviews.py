"""Edits of reviews of indefinite notification: bounds, order, two officers, and what a determination ends."""

from __future__ import annotations

from tests.mutations.edits import Edit

ROOM = "openmappa/casework/reviews"
DETERMINING = f"{ROOM}/services/determining.py"
STAGES = f"{ROOM}/domain/stages.py"
OF_DETERMINING = f"{ROOM}/tests/test_determining.py"
OF_RECEIVING = f"{ROOM}/tests/test_receiving.py"
OF_STAGES = f"{ROOM}/tests/test_stages.py"

REVIEW_EDITS = (
    Edit(
        "reviews: overdue on the last day",
        STAGES,
        "is_due and self.due_date < as_at",
        "is_due and self.due_date <= as_at",
        OF_STAGES,
    ),
    Edit(
        "reviews: done on the last day is late",
        STAGES,
        "self.done_date > self.due_date",
        "self.done_date >= self.due_date",
        OF_STAGES,
    ),
    Edit(
        "reviews: who assessed determines",
        DETERMINING,
        "if by.user_id == held.application.assessed_by_id:",
        "if False:",
        OF_DETERMINING,
    ),
    Edit("reviews: any rank determines", DETERMINING, "if rank not in RANKS:", "if False:", OF_DETERMINING),
    Edit(
        "reviews: seven years are enough",
        DETERMINING,
        "least <= further_years <= most",
        "least - 1 <= further_years <= most",
        OF_DETERMINING,
    ),
    Edit(
        "reviews: sixteen years are not too many",
        DETERMINING,
        "least <= further_years <= most",
        "least <= further_years <= most + 1",
        OF_DETERMINING,
    ),
    Edit(
        "reviews: a determination ends nothing",
        DETERMINING,
        "if decision == ReviewDecision.NO_LONGER_SUBJECT:",
        "if False:",
        OF_DETERMINING,
    ),
    Edit(
        "reviews: an appeal allowed ends nothing",
        DETERMINING,
        "if appeal_outcome == AppealOutcome.ALLOWED:",
        "if False:",
        OF_DETERMINING,
    ),
    Edit(
        "reviews: an appeal dismissed ends the requirements",
        DETERMINING,
        "if appeal_outcome == AppealOutcome.ALLOWED:",
        "if True:",
        OF_DETERMINING,
    ),
    Edit(
        "reviews: the requirements end the day before",
        "openmappa/record/notification/services/revoking.py",
        '"revoked_date": on, "last_date": on,',
        '"revoked_date": None, "last_date": on,',
        OF_DETERMINING,
    ),
    Edit(
        "reviews: every requirement ends",
        "openmappa/record/notification/services/revoking.py",
        "is_indefinite=True, last_date__isnull=True",
        "last_date__isnull=True",
        OF_DETERMINING,
    ),
    Edit(
        "reviews: a step before the one that it follows",
        f"{ROOM}/services/changing.py",
        "value < since",
        "False",
        OF_DETERMINING,
    ),
    Edit(
        "reviews: a step to come",
        f"{ROOM}/services/changing.py",
        "value > by.as_at",
        "False",
        OF_DETERMINING,
    ),
    Edit(
        "reviews: a stale step is taken",
        f"{ROOM}/services/changing.py",
        "if token_of(now) != expected:",
        "if False:",
        OF_RECEIVING,
    ),
    Edit(
        "reviews: any role records",
        f"{ROOM}/services/changing.py",
        'subject.open["reviews"] and viewer.may(permission_of(step), area=subject.area)',
        'subject.open["reviews"]',
        OF_RECEIVING,
    ),
    Edit(
        "reviews: presence is enough to record",
        f"{ROOM}/services/changing.py",
        'subject.open["reviews"] and viewer.may',
        "viewer.may",
        OF_RECEIVING,
    ),
    Edit(
        "reviews: one may apply on the last day of an order",
        f"{ROOM}/domain/validity.py",
        "max(earliest, last + ONE_DAY)",
        "max(earliest, last)",
        OF_RECEIVING,
    ),
    Edit(
        "reviews: a withdrawn application counts",
        f"{ROOM}/domain/application.py",
        "self.validity == Validity.VALID and self.withdrawn_date is None",
        "self.validity == Validity.VALID",
        OF_STAGES,
    ),
    Edit(
        "reviews: the last day for an appeal is not waited for",
        f"{ROOM}/queries.py",
        "notice_date__gte=appealable",
        "notice_date__gt=appealable",
        OF_STAGES,
    ),
    Edit(
        "reviews: an appeal allowed is told to the law as refused",
        f"{ROOM}/facts.py",
        "application.appeal_outcome != AppealOutcome.ALLOWED",
        "True",
        OF_STAGES,
    ),
)
