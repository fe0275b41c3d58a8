"""What the lives of a caseload have of a year's counted events already, told from the lives and not from any rule."""

from openmappa.exchange.lives.domain.course import Course
from openmappa.statute.vocabulary.events import ReturnReason

_LICENCE = ReturnReason.BREACH_OF_LICENCE.value
_NOT_MANAGED = (0, 1)


def yearly_cell(course: Course, first: int, last: int) -> tuple[int, int] | None:
    """Return category and level at which the person counts for the own area among the year's Levels 2 and 3."""
    highest, on = 0, 0
    for level, start, until in course.levels:
        ended = min(until - 1, last) if until else last
        if start <= last and ended >= first and (level, ended) > (highest, on):
            highest, on = level, ended
    if highest in _NOT_MANAGED:
        return None
    return course.own_cell(on)


def licence_cell(course: Course, first: int, last: int) -> tuple[int, int] | None:
    """Return category and level, 2 or 3, of the person's return for breach of licence in the year, the highest."""
    cells = [
        course.own_cell(back.day - 1)
        for back in course.returns
        if back.reason == _LICENCE and first <= back.day <= last and not back.in_error
    ]
    counted = [cell for cell in cells if cell is not None and cell[1] not in _NOT_MANAGED]
    return max(counted, key=lambda cell: cell[1]) if counted else None


def revoked_in(course: Course, first: int, last: int) -> bool:
    """Return whether requirements were revoked in the year while the own area answered for the person."""
    return any(
        first <= each.revoked <= last and not each.in_error and not course.area_on(each.revoked)
        for each in course.requirements
        if each.revoked
    )
