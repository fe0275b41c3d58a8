"""An area's own chapter as blocks: nothing in it can become markup or lead to a program."""

from __future__ import annotations

import pytest

from openmappa.oversight.document.domain.blocks import Heading, Listing, Paragraph, Quotation, Span
from openmappa.oversight.document.domain.markdown import blocks


def test_text_styles_links_lists_and_quotations_are_kept() -> None:
    assert blocks("A **b** *c* [d](https://e.example/)\n\n1. one\n2. two\n\n> said\n") == (
        Paragraph(
            (
                Span("A "), Span("b", strong=True), Span(" "), Span("c", emphasis=True), Span(" "),
                Span("d", href="https://e.example/"),
            )
        ),
        Listing(True, ((Span("one"),), (Span("two"),))),
        Quotation((Span("said"),)),
    )  # fmt: skip


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/people/"]
)
def test_links_elsewhere_than_to_pages_and_mail_are_text(target: str) -> None:
    for block in blocks(f"[words]({target})"):
        assert isinstance(block, Paragraph)
        assert not any(each.href for each in block.spans)


def test_raw_html_and_images_stay_text() -> None:
    (block,) = blocks("<script>x</script> ![alt](https://e.example/x.png)")
    assert isinstance(block, Paragraph)
    assert "<script>" in "".join(each.text for each in block.spans)


@pytest.mark.parametrize(
    ("markdown", "levels"),
    [("# a\n## b\n# c", [3, 4, 3]), ("### a\n# b\n###### c", [3, 3, 4]), ("##### a\n###### b", [3, 4])],
)
def test_headings_begin_below_the_chapters_and_never_skip(markdown: str, levels: list[int]) -> None:
    assert [each.level for each in blocks(markdown) if isinstance(each, Heading)] == levels
