"""Every page has one heading, a title, Swedish, the common frame and a strict policy for content."""

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from django.http import HttpResponse
from django.test import Client

from organisation.models import User
from tests.house.project import Address, addresses
from tests.house.test_addresses import PUBLIC
from tests.house.visits import Place, visits

ClientOf = Callable[[User], Client]
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


def pages(
    address: Address, place: Place, client_of: ClientOf
) -> Iterator[tuple[str, HttpResponse]]:
    """Every page of an address that somebody gets, with who it was."""
    for name in ("unit_manager", "controller", "company_reporter", "slk", "reader", "admin"):
        client = client_of(place.world.users[name])
        for visit in visits(address, place):
            response = client.get(visit.url)
            if response.status_code == 200 and "text/html" in response.headers["Content-Type"]:
                yield f"{name}: {visit}", response


@every_address
def test_a_page_is_whole(place: Place, client_of: ClientOf, address: Address) -> None:
    for who, response in pages(address, place, client_of):
        outline = Outline(response.content.decode())

        assert outline.lang == "sv", who
        assert outline.title, who
        assert outline.headings.count(1) == 1, f"{who}: {outline.headings}"
        assert outline.mains == 1, who
        assert "base.html" in {template.name for template in response.templates}, who


@every_address
def test_headings_go_down_one_step_at_a_time(
    place: Place, client_of: ClientOf, address: Address
) -> None:
    for who, response in pages(address, place, client_of):
        levels = Outline(response.content.decode()).headings
        leaps = [(a, b) for a, b in pairwise(levels) if b > a + 1]

        assert not leaps, f"{who}: {levels}"


@every_address
def test_a_page_holds_nothing_inline_and_no_id_twice(
    place: Place, client_of: ClientOf, address: Address
) -> None:
    for who, response in pages(address, place, client_of):
        outline = Outline(response.content.decode())
        twice = {name for name in outline.ids if outline.ids.count(name) > 1}

        assert not outline.inline, who
        assert not twice, who
        assert not outline.bare_images, who
        assert outline.captions == outline.tables, f"{who}: en tabell saknar caption"


@every_address
def test_every_answer_carries_the_content_policy(
    place: Place, client_of: ClientOf, address: Address
) -> None:
    for visit in visits(address, place):
        response = client_of(place.world.slk).get(visit.url)
        policy = response.headers.get("Content-Security-Policy", "")

        assert not [part for part in POLICY if part not in policy], visit
        assert "unsafe" not in policy, visit


@pytest.mark.parametrize("url", ["/konto/login/", "/finns-inte/", "/mal/2026-t9/"])
def test_the_pages_outside_the_frame_are_whole_too(client: Client, db: None, url: str) -> None:
    response = client.get(url, follow=True)
    outline = Outline(response.content.decode())

    assert outline.lang == "sv"
    assert outline.title
    assert outline.headings.count(1) == 1
    assert not outline.inline
