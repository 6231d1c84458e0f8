"""Every page has one heading, a title, Swedish, the common frame and a strict policy for content."""

from html.parser import HTMLParser
from itertools import pairwise

import pytest
from django.test import Client

from tests.house.project import PUBLIC, Address, addresses
from tests.house.tour import Seen, Tour

ours = [address for address in addresses() if address.name not in PUBLIC]
every_address = pytest.mark.parametrize("address", ours, ids=str)
# The least that a policy may say: nothing inline, nothing from elsewhere, no frames, no plug-ins.
POLICY = ("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "base-uri 'self'")


class Outline(HTMLParser):
    """What a page says of itself: its language, title, headings, identities, images and labels."""

    def __init__(self, html: str) -> None:
        """Read the page."""
        super().__init__()
        self.lang = ""
        self.title = ""
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.bare_images = 0
        self.tables = self.captions = self.mains = 0
        self._in_title = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what matters of an element."""
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name[:2] == "on"]
        self.inline += [tag] if tag == "style" or (tag == "script" and "src" not in given) else []
        self.lang = given.get("lang") or "" if tag == "html" else self.lang
        self.tables += tag == "table"
        self.captions += tag == "caption"
        self.mains += tag == "main"
        self.bare_images += tag == "img" and "alt" not in given
        self.headings += [int(tag[1])] if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else []
        self._in_title = tag == "title" and not self.title

    def handle_data(self, data: str) -> None:
        """Keep the title's text; the first title is the page's, later ones belong to images."""
        if self._in_title:
            self.title += data.strip()
            self._in_title = False


@every_address
def test_a_page_is_whole(tour: Tour, address: Address) -> None:
    for seen in _pages(tour, address):
        outline = Outline(seen.html)

        assert outline.lang == "sv", seen
        assert outline.title, seen
        assert outline.headings.count(1) == 1, f"{seen}: {outline.headings}"
        assert outline.mains == 1, seen
        assert "base.html" in {template.name for template in seen.response.templates}, seen


@every_address
def test_headings_go_down_one_step_at_a_time(tour: Tour, address: Address) -> None:
    for seen in _pages(tour, address):
        levels = Outline(seen.html).headings
        leaps = [(a, b) for a, b in pairwise(levels) if b > a + 1]

        assert not leaps, f"{seen}: {levels}"


@every_address
def test_a_page_holds_nothing_inline_and_no_id_twice(tour: Tour, address: Address) -> None:
    for seen in _pages(tour, address):
        outline = Outline(seen.html)
        twice = {name for name in outline.ids if outline.ids.count(name) > 1}

        assert not outline.inline, seen
        assert not twice, seen
        assert not outline.bare_images, seen
        assert outline.captions == outline.tables, f"{seen}: en tabell saknar caption"


@every_address
def test_every_answer_carries_the_content_policy(tour: Tour, address: Address) -> None:
    for seen in tour.at(address):
        policy = seen.response.headers.get("Content-Security-Policy", "")

        assert not [part for part in POLICY if part not in policy], seen
        assert "unsafe" not in policy, seen


def _pages(tour: Tour, address: Address) -> list[Seen]:
    """The pages of HTML that somebody saw at the address."""
    return [seen for seen in tour.at(address) if seen.is_page]


@pytest.mark.parametrize("url", ["/konto/login/", "/finns-inte/", "/mal/2026-t9/"])
def test_the_pages_outside_the_frame_are_whole_too(client: Client, db: None, url: str) -> None:
    response = client.get(url, follow=True)
    outline = Outline(response.content.decode())

    assert outline.lang == "sv"
    assert outline.title
    assert outline.headings.count(1) == 1
    assert not outline.inline
