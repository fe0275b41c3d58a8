"""Charts as SVG: bars and columns with their figures as text, a title and a description for who cannot see them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
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


YEARS_AT_MOST, PANEL, HEAD, COLUMN, LETTERS = 8, 64, 30, 26, 31
"""Of a chart of columns: its years, the height of a figure's strip, that of the years above, a column's width, and the
letters in a line of a label."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One figure over the years: what it is of, and its value in each, None where there is none."""

    label: str
    values: Sequence[int | None]


def columns(
    key: str,
    title: str,
    description: str,
    years: Sequence[str],
    of: Sequence[Strip],
    breaks: Collection[int] = (),
) -> str:
    """Return a chart with a strip for each figure: a column for each year, from 0, with its figure above it.

    Each strip has a scale of its own. `breaks` are the places of years that do not compare with the one before:
    a dashed line stands between them. Nothing is told by colour alone. Only the last YEARS_AT_MOST are drawn.
    """
    first = max(0, len(years) - YEARS_AT_MOST)
    height = HEAD + PANEL * len(of)
    drawn = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
            f' aria-labelledby="{key}-title {key}-description" font-family="Source Sans Pro, Arial, sans-serif"'
            ' font-size="16" fill="#0b0c0c">'
        ),
        f'<title id="{key}-title">{escape(title)}</title>',
        f'<desc id="{key}-description">{escape(description)}</desc>',
    ]
    shown = range(first, len(years))
    step = (WIDTH - LABELS) / max(len(shown), 1)
    centres = {year: LABELS + step * (place + 0.5) for place, year in enumerate(shown)}
    for year, centre in centres.items():
        drawn.append(
            f'<text x="{centre:.1f}" y="18" text-anchor="middle" font-weight="bold">{escape(years[year])}</text>'
        )
        if year in breaks and year > first:
            edge = centre - step / 2
            drawn.append(
                f'<line x1="{edge:.1f}" y1="0" x2="{edge:.1f}" y2="{height}" stroke="#0b0c0c" stroke-dasharray="4 4"/>'
            )
    for number, each in enumerate(of):
        drawn += _strip(each, HEAD + PANEL * number, centres)
    return "".join([*drawn, "</svg>"])


def _strip(of: Strip, top: int, centres: Mapping[int, float]) -> Iterator[str]:
    base, room = top + PANEL - 6, PANEL - 28
    most = max((of.values[year] or 0 for year in centres), default=0) or 1
    lines = wrap(of.label, LETTERS)
    for place, words in enumerate(reversed(lines)):
        yield f'<text x="{LABELS - 12}" y="{base - 4 - place * 17}" text-anchor="end">{escape(words)}</text>'
    yield f'<line x1="{LABELS}" y1="{base}" x2="{WIDTH}" y2="{base}" stroke="#8e8f8f"/>'
    for year, centre in centres.items():
        value = of.values[year]
        tall = round(room * (value or 0) / most, 1)
        if value:
            yield (
                f'<rect x="{centre - COLUMN / 2:.1f}" y="{base - max(tall, 1):.1f}" width="{COLUMN}"'
                f' height="{max(tall, 1):.1f}" fill="{COLOUR}"/>'
            )
        words = "" if value is None else f"{value:,}"
        yield f'<text x="{centre:.1f}" y="{base - tall - 5:.1f}" text-anchor="middle">{words}</text>'
