"""Every page has one heading, a title, Swedish, the common frame and a strict policy for content."""

from itertools import pairwise

from tests.house.outline import Outline
from tests.house.tour import Tour

# The least that a policy may say: nothing inline, nothing from elsewhere, no frames, no plug-ins.
POLICY = ("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "base-uri 'self'")


def a_page_is_whole(tour: Tour) -> None:
    """It has a language, a title, one heading, one main part, and the common frame."""
    for seen in tour.pages:
        outline = Outline(seen.html)

        assert outline.lang == "sv", seen
        assert outline.title, seen
        assert outline.headings.count(1) == 1, f"{seen}: {outline.headings}"
        assert outline.mains == 1, seen
        assert "base.html" in {template.name for template in seen.response.templates}, seen


def headings_go_down_one_step_at_a_time(tour: Tour) -> None:
    """A reader who hears the page finds its parts."""
    for seen in tour.pages:
        levels = Outline(seen.html).headings
        leaps = [(a, b) for a, b in pairwise(levels) if b > a + 1]

        assert not leaps, f"{seen}: {levels}"


def nothing_is_inline_and_no_id_stands_twice(tour: Tour) -> None:
    """The policy would stop inline code; labels and messages find their fields by id."""
    for seen in tour.pages:
        outline = Outline(seen.html)
        twice = {name for name in outline.ids if outline.ids.count(name) > 1}

        assert not outline.inline, seen
        assert not twice, seen
        assert not outline.bare_images, seen
        assert outline.captions == outline.tables, f"{seen}: en tabell saknar caption"


def every_answer_carries_the_content_policy(tour: Tour) -> None:
    """Also redirects and refusals."""
    for seen in tour.seen:
        policy = seen.response.headers.get("Content-Security-Policy", "")

        assert not [part for part in POLICY if part not in policy], seen
        assert "unsafe" not in policy, seen


PAGE_RULES = (
    a_page_is_whole,
    headings_go_down_one_step_at_a_time,
    nothing_is_inline_and_no_id_stands_twice,
    every_answer_carries_the_content_policy,
)
