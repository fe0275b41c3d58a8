"""Edits of positions: what is a fact and what is not known, what a pattern leaves out, and whom a finding names."""

from __future__ import annotations

from tests.mutations.edits import Edit

ROOM = "openmappa/casework/legal_position"
FACTS = f"{ROOM}/tests/test_facts.py"
PATTERNS = f"{ROOM}/tests/test_patterns.py"
FOLLOWING = f"{ROOM}/tests/test_following.py"
FINDING = "openmappa/oversight/data_quality/domain/position.py"
FOUND = "openmappa/oversight/data_quality/tests/test_findings.py"

POSITION_EDITS = (
    Edit(
        "positions: a sentence that is not recorded was not passed",
        "openmappa/record/convictions/facts.py",
        "sentences=None if sentences is None else tuple(sentences)",
        "sentences=tuple(sentences or ())",
        FACTS,
    ),
    Edit(
        "positions: an overlap that is not recorded is none",
        "openmappa/record/convictions/facts.py",
        "against is None or (runs is Runs.PARTLY_CONCURRENT and overlap is None)",
        "against is None",
        FACTS,
    ),
    Edit(
        "positions: an extended sentence counts without its extension",
        "openmappa/record/convictions/facts.py",
        "(row.term_months or 0) + (row.extension_months or 0)",
        "(row.term_months or 0)",
        FACTS,
    ),
    Edit(
        "positions: a breach that is not decided counts",
        "openmappa/record/orders/facts.py",
        "_DECIDED = (Outcome.CAUTIONED, Outcome.CONVICTED)",
        "_DECIDED = (*Outcome,)",
        FACTS,
    ),
    Edit(
        "positions: a recorded ground of Category 2 is a decision on harm",
        "openmappa/casework/standing/facts.py",
        "by_limb.get(Limb.CATEGORY_3, ())",
        "by_limb.get(Limb.CATEGORY_2_CONVICTION, ())",
        FACTS,
    ),
    Edit(
        "positions: a record seen in part gives an answer",
        f"{ROOM}/queries.py",
        "for name in ASKED if not seen.open[name]",
        "for name in ASKED if not any(seen.open.values())",
        FACTS,
    ),
    Edit(
        "positions: the young are as good as grown",
        f"{ROOM}/domain/patterns.py",
        "_PAST_EVERY_AGE = 21",
        "_PAST_EVERY_AGE = 12",
        PATTERNS,
    ),
    Edit(
        "positions: somebody of 16 is as good as a child",
        f"{ROOM}/domain/patterns.py",
        "_AGES_OF_OTHERS = (18, 16)",
        "_AGES_OF_OTHERS = (18,)",
        PATTERNS,
    ),
    Edit(
        "positions: a long sentence is over when it ended",
        f"{ROOM}/domain/ended.py",
        'Length(constant("period.indefinite_from"))',
        'Length(9 * constant("period.indefinite_from"))',
        PATTERNS,
    ),
    Edit(
        "positions: the last day is over",
        f"{ROOM}/domain/ended.py",
        "        and last < as_at\n        and sentence.supervision",
        "        and last <= as_at\n        and sentence.supervision",
        PATTERNS,
    ),
    Edit(
        "positions: hold a day longer than the ground",
        f"{ROOM}/domain/position.py",
        "yield max(last, as_at)",
        "yield max(last, as_at) + ONE_DAY",
        PATTERNS,
    ),
    Edit(
        "positions: hold though a fact is new",
        f"{ROOM}/domain/kept.py",
        "self.facts_digest == facts_digest",
        "True",
        FOLLOWING,
    ),
    Edit(
        "positions: of the dead hold on",
        f"{ROOM}/facts/working_out.py",
        "died is not None and died < as_at",
        "False",
        FOLLOWING,
    ),
    Edit(
        "positions: one failure is everybody's",
        f"{ROOM}/facts/working_out.py",
        "    except Exception as problem:",
        "    except ArithmeticError as problem:",
        FOLLOWING,
    ),
    Edit(
        "positions: are worked out of what the viewer does not see in full",
        f"{ROOM}/services/reading.py",
        "x.id = ANY (%s) AND {conditions} ORDER",
        "x.id = ANY (%s) AND ({conditions} OR true) ORDER",
        FOLLOWING,
    ),
    Edit(
        "findings: what a missing fact could bring differs",
        FINDING,
        "coalesce(standing.category = ANY (position.undecided), false)",
        "false",
        FOUND,
    ),
    Edit(
        "findings: not being recorded at all is no difference",
        FINDING,
        "AND NOT {_IS_POSSIBLE}",
        "AND standing.category IS NOT NULL AND NOT {_IS_POSSIBLE}",
        FOUND,
    ),
)
"""One edit for each bound of the room of positions."""
