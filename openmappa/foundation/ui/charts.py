"""Charts as SVG: bars with their figures as text, a title and a description for who cannot see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, LABELS, FIGURES = 720, 250, 70
BAR, STEP, TOP = 24, 36, 8
COLOUR = "#0f5257"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it is of, how much, and how that is printed."""

    label: str
    value: int
    printed: str


def bars(key: str, title: str, description: str, of: Sequence[Bar]) -> str:
    """Return a chart of horizontal bars from 0, each with its label before it and its figure after it.

    Nothing is told by colour alone. A bar of 0 has no length and still its figure.
    """
    most = max((each.value for each in of), default=0) or 1
    room = WIDTH - LABELS - FIGURES
    height = TOP + STEP * len(of)
    drawn = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
            f' aria-labelledby="{key}-title {key}-description" font-family="Source Sans Pro, Arial, sans-serif"'
            ' font-size="16" fill="#0b0c0c">'
        ),
        f'<title id="{key}-title">{escape(title)}</title>',
        f'<desc id="{key}-description">{escape(description)}</desc>',
    ]
    for number, each in enumerate(of):
        top = TOP + STEP * number
        length = round(room * each.value / most, 1)
        text = top + BAR * 0.72
        drawn.append(f'<text x="{LABELS - 12}" y="{text:.1f}" text-anchor="end">{escape(each.label)}</text>')
        if each.value:
            drawn.append(
                f'<rect x="{LABELS}" y="{top}" width="{max(length, 1)}" height="{BAR}" fill="{COLOUR}"/>'
            )
        drawn.append(
            f'<text x="{LABELS + length + 8:.1f}" y="{text:.1f}" font-weight="bold">{escape(each.printed)}</text>'
        )
    drawn.append(
        f'<line x1="{LABELS}" y1="0" x2="{LABELS}" y2="{height}" stroke="#0b0c0c" stroke-width="1"/></svg>'
    )
    return "".join(drawn)
