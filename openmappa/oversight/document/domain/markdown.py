"""An area's own chapter, from Markdown to blocks. Raw HTML stays text, and links lead to web pages or mail only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from openmappa.oversight.document.domain.blocks import (
    Block,
    Heading,
    Listing,
    Paragraph,
    Quotation,
    Span,
)

SAFE = ("https://", "http://", "mailto:")
_TOP, _LOWEST = 3, 4

# Images and tables are not rendered: an area's figures come from counts, and a picture needs words beside it.
_reader = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable(["image", "code", "fence"])


def blocks(markdown: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text.

    Headings begin just below the chapter's own, and never skip a level. Nested lists are flattened into the list
    that holds them.
    """
    return tuple(_blocks(_reader.parse(markdown)))


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    highest = 0
    place = 0
    while place < len(tokens):
        token = tokens[place]
        end = _end(tokens, place)
        inside = tokens[place + 1 : end]
        if token.type == "heading_open":
            size = int(token.tag[1])
            highest = min(highest or size, size)
            level = _TOP if size == highest else _LOWEST
            yield Heading(level, "".join(each.text for each in _inline(inside)))
        elif token.type == "paragraph_open":
            yield Paragraph(tuple(_inline(inside)))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield Listing(token.type.startswith("ordered"), tuple(_items(inside)))
        elif token.type == "blockquote_open":
            yield Quotation(tuple(_inline(inside)))
        place = end + 1


def _end(tokens: Sequence[Token], place: int) -> int:
    depth = 0
    for number in range(place, len(tokens)):
        depth += tokens[number].nesting
        if depth == 0:
            return number
    return len(tokens) - 1


def _items(tokens: Sequence[Token]) -> Iterator[tuple[Span, ...]]:
    for token in tokens:
        if token.type == "inline":
            yield tuple(_spans(token.children or ()))


def _inline(tokens: Sequence[Token]) -> Iterator[Span]:
    """Yield the spans of all text inside, paragraphs set apart by a space."""
    texts = [token for token in tokens if token.type == "inline"]
    for number, token in enumerate(texts):
        if number:
            yield Span(" ")
        yield from _spans(token.children or ())


def _spans(tokens: Sequence[Token]) -> Iterator[Span]:
    strong = emphasis = 0
    href = ""
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            strong += token.nesting
        elif token.type in ("em_open", "em_close"):
            emphasis += token.nesting
        elif token.type == "link_open":
            target = str(token.attrs.get("href", ""))
            href = target if target.lower().startswith(SAFE) else ""
        elif token.type == "link_close":
            href = ""
        elif token.type in ("softbreak", "hardbreak"):
            yield Span(" ")
        elif token.content:
            yield Span(token.content, strong > 0, emphasis > 0, href)
